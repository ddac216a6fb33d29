"""The library pane's list as it is drawn and operated."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from counterpoint.core.marks import EssayLine
from counterpoint.ui.chrome.drawing import heading_font, small
from counterpoint.ui.chrome.library_model import LibraryModel

_ROW: Final = 31
_HEADING: Final = 42
_FIRST_HEADING: Final = 32


class LibraryDelegate(QStyledItemDelegate):
    """Draws headings in small capitals, essays with their count of passages at the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.open_essay = ""
        self._sizes = {height: QSize(80, height) for height in (_ROW, _HEADING, _FIRST_HEADING)}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        model = index.model()
        assert isinstance(model, LibraryModel)
        if isinstance(model.line(index.row()), EssayLine):
            return self._sizes[_ROW]
        return self._sizes[_HEADING if index.row() else _FIRST_HEADING]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, LibraryModel)
        line = model.line(index.row())
        room: QRect = option.rect
        painter.save()
        if isinstance(line, EssayLine):
            self._paint_essay(painter, option, room, line)
        else:
            self._paint_heading(painter, option, room, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, text: str) -> None:
        palette: QPalette = option.palette
        font = heading_font(option.font)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.PlaceholderText))
        line = QRect(room.left() + 6, room.bottom() - 27, room.width() - 12, 22)
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), cut)

    def _paint_essay(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, line: EssayLine
    ) -> None:
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        flag = QStyle.StateFlag
        focused = bool(state & flag.State_Selected and state & flag.State_HasFocus)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if line.id == self.open_essay:
            painter.setBrush(palette.brush(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(room, 8, 8)
        elif state & flag.State_MouseOver:
            hover = palette.color(QPalette.ColorRole.Highlight)
            hover.setAlpha(120)
            painter.setBrush(hover)
            painter.drawRoundedRect(room, 8, 8)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 1.5))
            painter.drawRoundedRect(room.toRectF().adjusted(1, 1, -1, -1), 7, 7)
        count = str(line.passages)
        counts = small(font)
        width = QFontMetrics(counts).horizontalAdvance(count)
        inner = room.adjusted(8, 0, -8, -1)
        painter.setFont(counts)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), count)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        title = QFontMetrics(font).elidedText(
            line.title, Qt.TextElideMode.ElideRight, inner.width() - width - 12
        )
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), title)


class EssayList(QListView):
    """The list itself; Return chooses, as a click does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Essays")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
