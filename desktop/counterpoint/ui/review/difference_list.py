"""The differences as a compact list: what it is about, how they differ, whether it is decided."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from counterpoint.core.review_document import DifferenceTold
from counterpoint.ui.forms.labels import tip
from counterpoint.ui.forms.lines import broken, draw_line, reads_leftwards
from counterpoint.ui.forms.painted_list import PaintedList
from counterpoint.ui.review.signs import SIGN, group_says, paint_group, paint_state
from counterpoint.ui.review.stepping import place_of
from counterpoint.ui.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex

ROW: Final = 28
_SIDE: Final = 16
_GAP: Final = 10


class DifferenceRows(QAbstractListModel):
    """Differences in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.differences: tuple[DifferenceTold, ...] = ()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.differences)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.differences):
            return None
        told = self.differences[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return told.quote
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "open" if told.ruled is None else f"decided, {told.ruled.words}"
            return f"{group_says(told.group)}: {told.quote}; {state}"
        if role == Qt.ItemDataRole.ToolTipRole:
            ruled = "" if told.ruled is None else f" · {told.ruled.words}"
            return tip(f"{group_says(told.group)}{ruled}: {told.quote}")
        return None

    def show(self, differences: Sequence[DifferenceTold]) -> None:
        """Shows these instead, where they are others."""
        if tuple(differences) != self.differences:
            self.beginResetModel()
            self.differences = tuple(differences)
            self.endResetModel()


class DifferenceList(PaintedList):
    """Lists differences; `chosen` carries the key of the one gone to by click or arrows, `acceptRequested` is
    Enter."""

    acceptRequested = Signal()
    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = DifferenceRows(self)
        self.painter = DifferenceDelegate(theme, self)
        self.setAccessibleName("Differences")
        self.setModel(self.rows)
        self.setItemDelegate(self.painter)
        self.setUniformItemSizes(True)
        self.setMinimumHeight(2 * ROW)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_rows(self, differences: Sequence[DifferenceTold], key: str) -> None:
        """Shows these, the one with `key` the current; what is on screen stays there as far as it can."""
        place = self.verticalScrollBar().value()
        self.rows.show(differences)
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(place)
        row = place_of(self.rows.differences, key)
        if row != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(row))
        if row >= 0:
            self.scrollTo(self.rows.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, and what moves in it: letters and digits are others' keys."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.acceptRequested.emit()
            return
        if event.text() and event.text().isprintable():
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The one in hand stays in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.differences[index.row()].key)


class DifferenceDelegate(QStyledItemDelegate):
    """Draws a line: the state, the quote, the sign of its group; a bar marks the one in hand."""

    def __init__(self, theme: Theme, view: DifferenceList) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        told = self._view.rows.differences[index.row()]
        box, theme = QRectF(option.rect), self.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, option.state)
        decided = told.ruled is not None
        middle = box.center().y() - SIGN / 2
        state = QRectF(box.left() + _SIDE, middle, SIGN, SIGN)
        paint_state(painter, decided, state, QColor(theme.good if decided else theme.soft))
        sign = QRectF(box.right() - _SIDE - SIGN, middle, SIGN, SIGN)
        paint_group(painter, told.group, sign, QColor(theme.soft))
        left, room = state.right() + _GAP, sign.left() - state.right() - 2 * _GAP
        painter.setPen(QColor(theme.soft if decided else theme.ink))
        high = painter.fontMetrics().height()
        for line in broken(told.quote, option.font, max(20.0, room), 1):
            at = QPointF(left, box.center().y() - high / 2)
            draw_line(painter, option.font, line, at, room, reads_leftwards(told.quote))
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        inner = box.adjusted(8.5, 0.5, -8.5, -0.5)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            focused = selected and bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(QColor(self.theme.claim), 1.5) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.selection))
            painter.drawRoundedRect(inner, 6, 6)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.claim))
            painter.drawRoundedRect(QRectF(inner.left(), inner.top() + 4, 3, inner.height() - 8), 1.5, 1.5)
