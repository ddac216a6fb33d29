"""The evidence attached to an answer that is being written."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from counterpoint.ui.forms.labels import tip
from counterpoint.ui.forms.lines import broken, draw_line, reads_leftwards
from counterpoint.ui.forms.views import EvidenceItem
from counterpoint.ui.shapes import SHAPE_SIZE, paint_shape
from counterpoint.ui.theme import Theme

_ITEM = Qt.ItemDataRole.UserRole


class EvidenceList(QListWidget):
    """Passages in the order they were attached, each once; Delete takes the chosen one away."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Evidence")
        self.setItemDelegate(_Row(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def add(self, item: EvidenceItem) -> None:
        """Attaches `item` unless it is attached already, and chooses it."""
        for row in range(self.count()):
            if self.item(row).data(_ITEM).id == item.id:
                self.setCurrentRow(row)
                return
        line = QListWidgetItem(item.quote)
        line.setData(_ITEM, item)
        line.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.quote}, {item.essay}")
        line.setToolTip(tip(f"{item.quote}\n{item.essay}"))
        self.addItem(line)
        self.setCurrentItem(line)
        self.changed.emit()

    def remove_chosen(self) -> None:
        """Takes the chosen passage away."""
        if self.currentRow() >= 0:
            self.takeItem(self.currentRow())
            self.changed.emit()

    def ids(self) -> tuple[str, ...]:
        """The passages' ids in order."""
        return tuple(self.item(row).data(_ITEM).id for row in range(self.count()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_chosen()
            return
        super().keyPressEvent(event)


class _Row(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, 26)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item: EvidenceItem = index.data(_ITEM)
        box = QRectF(option.rect)
        state = option.state
        font = option.font
        high = option.fontMetrics.lineSpacing()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            focused = state & QStyle.StateFlag.State_HasFocus
            painter.setPen(QPen(QColor(self._theme.claim), 1) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        top = box.top() + (box.height() - high) / 2
        shape = QRectF(box.left() + 6, box.center().y() - SHAPE_SIZE / 2, SHAPE_SIZE, SHAPE_SIZE)
        paint_shape(painter, item.kind, shape, self._theme)
        essay = broken(item.essay, font, box.width() * 0.34, 1)[0] if item.essay else ""
        wide = option.fontMetrics.horizontalAdvance(essay)
        painter.setPen(QColor(self._theme.soft))
        draw_line(painter, font, essay, QPointF(box.right() - wide - 8, top), wide + 2.0, False)
        room = box.width() - wide - 48
        painter.setPen(QColor(self._theme.ink))
        quote = broken(item.quote, font, room, 1)[0]
        draw_line(painter, font, quote, QPointF(box.left() + 26, top), room, reads_leftwards(item.quote))
        painter.restore()
