"""Tables of figures: cells that say what they show, also to screen readers, and a view that draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from counterpoint.core.vocabulary import Kind
from counterpoint.ui.forms.labels import tip
from counterpoint.ui.review.heat import INK
from counterpoint.ui.shapes import SHAPE_SIZE, paint_shape, words_of
from counterpoint.ui.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex

ROW: Final = 26
NARROWEST: Final = 46
"""Pixels of a column of numbers."""
_LONGEST: Final = 240
_SHORTEST: Final = 160
_PAD: Final = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell. `told` says all of it in words, for tool tips and screen readers; empty where
    the text does. `kind` draws its shape before the text. `fill` is the ground, `#rrggbb`. `words` are set to
    the left, numbers in the middle."""

    text: str
    told: str = ""
    kind: Kind | None = None
    fill: str = ""
    soft: bool = False
    words: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows of as many cells."""

    headings: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


class TableModel(QAbstractTableModel):
    """A table as Qt asks for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = Table()

    def show(self, table: Table) -> None:
        """Shows another table."""
        if table != self.table:
            self.beginResetModel()
            self.table = table
            self.endResetModel()

    def cell(self, index: AnyIndex) -> Cell:
        """The cell at a valid index."""
        return self.table.rows[index.row()][index.column()]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.headings)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.told or cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(cell.told) if cell.told else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.table.headings):
            words = bool(self.table.rows) and self.table.rows[0][section].words
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                return self.table.headings[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft if words else Qt.AlignmentFlag.AlignHCenter
                return side | Qt.AlignmentFlag.AlignVCenter
        return None


class TableView(QTableView):
    """Shows a table. With `whole` it is as high as its rows and stands in something that scrolls; its columns
    share the width, the last too. Otherwise it scrolls itself, and its columns are as wide as they need."""

    def __init__(self, theme: Theme, name: str, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = whole
        self.cells = TableModel(self)
        self.painter = CellDelegate(theme, self)
        self.setAccessibleName(name)
        self.setModel(self.cells)
        self.setItemDelegate(self.painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(NARROWEST)
        header.setStyleSheet("QHeaderView::section { padding: 4px; }")
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setStyleSheet("QHeaderView::section { border: none; padding: 2px 4px; }")

    def show_table(self, table: Table) -> None:
        """Shows another table."""
        self.cells.show(table)
        self._share()
        if not self._whole:
            self._widen()

    def set_theme(self, theme: Theme) -> None:
        """Takes another set of colours."""
        self.painter.theme = theme
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    def _share(self) -> None:
        """The width for the columns: what its words take for the first, and for each other what it needs and
        an equal part of the rest. Where they need more, one scrolls."""
        table, metrics = self.cells.table, self.fontMetrics()
        if not self._whole or not table.headings:
            return
        first = min(round(self.width() * 0.36), self.painter.wide(0, metrics, heading=True))
        needs = [
            max(NARROWEST, self.painter.wide(column, metrics)) for column in range(1, len(table.headings))
        ]
        room = self.viewport().width() - first - sum(needs)
        self.setColumnWidth(0, first)
        for column, need in enumerate(needs, start=1):
            self.setColumnWidth(column, need + max(0, room) // len(needs))
        scrolls = room < 0
        bar = self.horizontalScrollBar().sizeHint().height() if scrolls else 0
        header = self.horizontalHeader().sizeHint().height()
        height = header + ROW * len(table.rows) + bar
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _widen(self) -> None:
        """Each column as wide as it needs; words in the last have what is left, and all in their tool tip."""
        table, metrics = self.cells.table, self.fontMetrics()
        last = len(table.headings) - 1
        words_last = bool(table.rows) and table.rows[0][last].words
        for column in range(last + 1):
            self.setColumnWidth(column, min(_LONGEST, self.painter.wide(column, metrics, heading=True)))
        if words_last:
            self.setColumnWidth(last, _SHORTEST)
        self.horizontalHeader().setStretchLastSection(words_last)


class CellDelegate(QStyledItemDelegate):
    """Draws a cell: its ground, its shape, its text; a frame round the one with the keys."""

    def __init__(self, theme: Theme, view: TableView) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view

    def wide(self, column: int, metrics: QFontMetrics, heading: bool = False) -> int:
        """How much room a column needs, with its heading or without."""
        table = self._view.cells.table
        needed = [metrics.horizontalAdvance(table.headings[column]) if heading else 0]
        for text, shape in {(row[column].text, row[column].kind is not None) for row in table.rows}:
            needed.append(metrics.horizontalAdvance(text) + (round(SHAPE_SIZE) + 6 if shape else 0))
        return max(needed) + 2 * _PAD + 8

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(NARROWEST, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        cell, theme = self._view.cells.cell(index), self.theme
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        if cell.fill or focused:
            painter.setPen(QPen(QColor(theme.claim), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(cell.fill) if cell.fill else Qt.BrushStyle.NoBrush)
            inset = 1.5 if focused else 0.5
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 3, 3)
        words = box.adjusted(_PAD if cell.words else 2, 0, -_PAD if cell.words else -2, 0)
        if cell.kind:
            top = box.center().y() - SHAPE_SIZE / 2
            paint_shape(painter, cell.kind, QRectF(words.left(), top, SHAPE_SIZE, SHAPE_SIZE), theme)
            words.setLeft(words.left() + SHAPE_SIZE + 6)
        painter.setPen(QColor(self.ink(cell)))
        metrics = QFontMetrics(option.font)
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, round(words.width()))
        side = Qt.AlignmentFlag.AlignLeft if cell.words else Qt.AlignmentFlag.AlignHCenter
        painter.setFont(option.font)
        painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def ink(self, cell: Cell) -> str:
        """The colour of a cell's text."""
        if cell.fill:
            return INK
        if cell.kind:
            return words_of(self.theme, cell.kind)
        return self.theme.soft if cell.soft else self.theme.ink


def headed(first: str, others: Sequence[str]) -> tuple[str, ...]:
    """Headings: one for the column of names, then the others."""
    return first, *others
