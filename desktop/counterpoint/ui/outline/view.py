"""The list itself: an item view that knows each row's place without laying any out.

Qt's own views ask every row for its height and lay all of them out again when one is added. Here rows of a
long list have one of two heights, so a place is a sum, and painting costs what is visible. In a short list a
row with one line is lower. It is a QListView because that is what screen readers are told of; all that
QListView would lay out is passed by.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyleOptionViewItem, QWidget

from counterpoint.core.arguments import Node
from counterpoint.ui.outline.delegate import OutlineDelegate, shape_left
from counterpoint.ui.outline.model import FOLD_ROLE, NODE_ROLE, OutlineModel

AnyIndex = QModelIndex | QPersistentModelIndex

SHORT: Final = 300
"""A list of up to so many rows looks at the words of each to give it its height."""

BOTTOM: Final = 12
"""Empty pixels after the last row."""


class OutlineView(QListView):
    """Arrows move, Left and Right fold and unfold or go to the parent or the first child, Enter chooses;
    every other key is left to the window. `stepped` carries the row one went to by a key."""

    chosen = Signal(int)
    stepped = Signal(int)
    contextWanted = Signal(int, QPoint)

    def __init__(self, model: OutlineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._tops: list[int] = []
        self._painter = OutlineDelegate(self)
        self.setItemDelegate(self._painter)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._hovered = -1
        model.settled.connect(self._measure)
        model.rowsInserted.connect(self._measure)
        model.rowsRemoved.connect(self._measure)
        model.modelReset.connect(self._measure)

    @property
    def painter(self) -> OutlineDelegate:
        """The delegate, for its theme."""
        return self._painter

    # Where rows are

    def _heights(self) -> tuple[int, int]:
        return self._painter.row_height(self.font()), self._painter.section_height(self.font())

    def _top(self, row: int) -> int:
        if row < len(self._tops) and not self._rows.changing:
            return self._tops[row]
        high, low = self._heights()
        return row * high - bisect_left(self._rows.section_rows(), row) * (high - low)

    def _row_at(self, y: int) -> int:
        """The row at a distance from the top of the list; -1 below the last."""
        count = self._rows.rowCount()
        if y < 0 or y >= self._top(count):
            return -1
        low, high = 0, count
        while high - low > 1:
            middle = (low + high) // 2
            if self._top(middle) <= y:
                low = middle
            else:
                high = middle
        return low

    def visualRect(self, index: AnyIndex) -> QRect:
        if not index.isValid():
            return QRect()
        top = self._top(index.row())
        height = self._top(index.row() + 1) - top
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point.y() + self.verticalOffset())
        return self._rows.index(row) if row >= 0 else QModelIndex()

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        box = self.visualRect(index)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + box.center().y() - height // 2)
        elif box.top() < 0 or hint == QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(bar.value() + box.top())
        elif box.bottom() > height:
            bar.setValue(bar.value() + box.bottom() - height)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def _measure(self) -> None:
        self._tops = []
        count = self._rows.rowCount()
        if not self._rows.changing and count <= SHORT:
            # as if the bar were there: a height that hung on it would bring and take it for ever
            font, width = self.font(), self.width() - self.verticalScrollBar().sizeHint().width()
            heights = (self._painter.height(self._rows.node(row), font, width) for row in range(count))
            self._tops = list(accumulate(heights, initial=0))
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setRange(0, max(0, self._top(self._rows.rowCount()) + BOTTOM - height))
        bar.setPageStep(height)
        bar.setSingleStep(self._heights()[0] // 2)
        self.viewport().update()

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        QAbstractItemView.updateGeometries(self)
        self._measure()

    def rowsInserted(self, parent: AnyIndex, start: int, end: int) -> None:
        QAbstractItemView.rowsInserted(self, parent, start, end)

    def rowsAboutToBeRemoved(self, parent: AnyIndex, start: int, end: int) -> None:
        QAbstractItemView.rowsAboutToBeRemoved(self, parent, start, end)

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: Sequence[int] = ()) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    # What is painted

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        current, selected = self.currentIndex().row(), {index.row() for index in self.selectedIndexes()}
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected)
        row = max(self._row_at(event.rect().top() + self.verticalOffset()), 0)
        while row < self._rows.rowCount():
            index = self._rows.index(row)
            option.rect = self.visualRect(index)
            if option.rect.top() > event.rect().bottom():
                break
            state = plain
            if row in selected:
                state |= QStyle.StateFlag.State_Selected
            if row == self._hovered:
                state |= QStyle.StateFlag.State_MouseOver
            if row == current and self.hasFocus():
                state |= QStyle.StateFlag.State_HasFocus
            option.state = state
            self._painter.paint(painter, option, index)
            row += 1
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(330, 400)

    # What is pressed

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        last, row = self._rows.rowCount() - 1, self.currentIndex().row()
        if last < 0:
            return QModelIndex()
        page = max(self.viewport().height() // self._heights()[0] - 1, 1)
        moves = {
            QAbstractItemView.CursorAction.MoveUp: row - 1,
            QAbstractItemView.CursorAction.MovePrevious: row - 1,
            QAbstractItemView.CursorAction.MoveDown: row + 1,
            QAbstractItemView.CursorAction.MoveNext: row + 1,
            QAbstractItemView.CursorAction.MovePageUp: row - page,
            QAbstractItemView.CursorAction.MovePageDown: row + page,
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: last,
        }
        return self._rows.index(min(max(moves.get(action, row), 0), last))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        chosen = QItemSelection(index, index) if index.isValid() else QItemSelection()
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.currentIndex().row()
        self._press(event, key, row)
        now = self.currentIndex().row()
        if now not in (row, -1) and key in _MOVES | _SIDES:
            self.stepped.emit(now)

    def _press(self, event: QKeyEvent, key: int, row: int) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in _SIDES and row >= 0:
            self._sideways(row, key == Qt.Key.Key_Right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.chosen.emit(row)
        elif key in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _sideways(self, row: int, inwards: bool) -> None:
        folded = self._rows.index(row).data(FOLD_ROLE)
        if folded is inwards:  # folded and Right, or unfolded and Left; None is neither
            self._rows.fold(row, not inwards)
            return
        depth = _depth(self._rows.node(row))
        if inwards:
            target = row + 1 if folded is False and row + 1 < self._rows.rowCount() else row
        else:
            target = row
            while target > 0 and _depth(self._rows.node(target)) >= depth:
                target -= 1
        self.setCurrentIndex(self._rows.index(target))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            node: Node = index.data(NODE_ROLE)
            x = event.position().x()
            at_mark = shape_left(node.depth) - 18 <= x < shape_left(node.depth) - 1
            folded = index.data(FOLD_ROLE)
            if folded is not None and (node.type == "section" or at_mark):
                self.setCurrentIndex(index)
                self._rows.fold(index.row(), not folded)
                return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            node: Node = index.data(NODE_ROLE)
            if node.type != "section" and event.position().x() >= shape_left(node.depth) - 1:
                self.chosen.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: object) -> None:
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            self.setCurrentIndex(index)
        if index.isValid():
            self.contextWanted.emit(index.row(), self.viewport().mapToGlobal(self.visualRect(index).center()))


def _depth(node: Node) -> int:
    return -1 if node.type == "section" else node.depth


_SIDES: Final = frozenset((Qt.Key.Key_Left, Qt.Key.Key_Right))

_MOVES: Final = frozenset(
    (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    )
)
