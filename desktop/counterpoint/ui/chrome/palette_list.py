"""The palette's rows: a tick box or a shape, the title with the typed letters strong, what it is, its key."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counterpoint.ui.chrome.candidate import Candidate
from counterpoint.ui.chrome.drawing import cap_width, draw_key_cap
from counterpoint.ui.chrome.matching import Hit
from counterpoint.ui.offsets import OffsetMap
from counterpoint.ui.shapes import paint_shape, words_of
from counterpoint.ui.theme import Theme

ROW: Final = 34
HIT_ROLE: Final = Qt.ItemDataRole.UserRole
_ROOT: Final = QModelIndex()
_KIND_NAMES: Final = {
    "action": "action",
    "essay": "essay",
    "passage": "passage",
    "answer": "answer",
    "other": "",
}


class HitModel(QAbstractListModel):
    """The hits shown now; `ticked` holds the keys of those ticked, whether shown or not."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: Sequence[Hit] = ()
        self.ticked: dict[str, Candidate] = {}

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Shows these instead."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def tick(self, row: int) -> None:
        """Ticks a row, or takes the tick away."""
        candidate = self.hits[row].candidate
        if self.ticked.pop(candidate.key, None) is None:
            self.ticked[candidate.key] = candidate
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.candidate.title
        if role == HIT_ROLE:
            return hit
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row())
        return None

    def spoken(self, row: int) -> str:
        """A row in words, for a screen reader."""
        each = self.hits[row].candidate
        ticked = "ticked" if each.key in self.ticked else ""
        return ", ".join(
            part for part in (each.title, _KIND_NAMES[each.kind], each.subtitle, each.keys, ticked) if part
        )


class HitDelegate(QStyledItemDelegate):
    """Draws a row."""

    def __init__(self, theme: Theme, boxes: bool, parent: QObject | None = None) -> None:
        """`boxes` puts a tick box before each row."""
        super().__init__(parent)
        self._theme = theme
        self._boxes = boxes

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, HitModel)
        hit = model.hits[index.row()]
        room: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection))
            painter.drawRoundedRect(room.adjusted(6, 0, -6, 0), 8, 8)
        inner = room.adjusted(16, 0, -16, 0)
        if self._boxes:
            self._paint_box(painter, inner, hit.candidate.key in model.ticked)
            inner.setLeft(inner.left() + 26)
        if hit.candidate.shape:
            box = QRectF(inner.left(), inner.center().y() - 5, 11, 11)
            paint_shape(painter, hit.candidate.shape, box, self._theme)
        inner.setLeft(inner.left() + 22)
        self._paint_words(painter, inner, hit, palette)
        painter.restore()

    def _paint_box(self, painter: QPainter, room: QRect, ticked: bool) -> None:
        box = QRectF(room.left() + 0.5, room.center().y() - 6.5, 14, 14)
        accent = QColor(self._theme.claim)
        painter.setPen(accent if ticked else QColor(self._theme.soft))
        painter.setBrush(accent if ticked else QColor(self._theme.paper))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            painter.setPen(QPen(QColor(self._theme.paper), 2))
            corner = box.topLeft()
            painter.drawPolyline(
                [corner + QPointF(3, 7.4), corner + QPointF(5.8, 10.2), corner + QPointF(11, 4.4)]
            )

    def _paint_words(self, painter: QPainter, room: QRect, hit: Hit, palette: QPalette) -> None:
        candidate = hit.candidate
        font = painter.font()
        caps = cap_width(font, candidate.keys)
        draw_key_cap(painter, room, candidate.keys, palette)
        room = room.adjusted(0, 0, -(caps + 12 if caps else 0), 0)
        bold = QFont(font)
        bold.setBold(True)
        wish = QFontMetrics(bold).horizontalAdvance(candidate.title) + 4
        side = QFontMetrics(font).horizontalAdvance(candidate.subtitle) + 4
        least = min(side, room.width() * 2 // 5) if candidate.subtitle else 0
        title_width = min(wish, room.width() - (least + 12 if least else 0))
        strong = QColor(words_of(self._theme, "claim"))
        title = QRect(room.left(), room.top(), title_width, room.height())
        _draw_strong(painter, title, candidate.title, hit.title, QColor(self._theme.ink), strong)
        if least:
            rest = QRect(title.right() + 12, room.top(), room.right() - title.right() - 12, room.height())
            soft = QColor(self._theme.soft)
            _draw_strong(painter, rest, candidate.subtitle, hit.subtitle, soft, strong)


def _draw_strong(
    painter: QPainter, room: QRect, text: str, strong: Sequence[tuple[int, int]], ink: QColor, accent: QColor
) -> None:
    """One line of text cut to `room`, with the code points of `strong` bold and in `accent`."""
    line = text.replace("\n", " ")
    cut = QFontMetrics(painter.font()).elidedText(line, Qt.TextElideMode.ElideRight, room.width())
    offsets = OffsetMap(cut)
    layout = QTextLayout(cut, painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    ranges = []
    for start, end in strong:
        if start < offsets.length:
            piece = QTextLayout.FormatRange()
            piece.start = offsets.to_qt(start)
            piece.length = offsets.to_qt(min(end, offsets.length)) - offsets.to_qt(start)
            look = QTextCharFormat()
            look.setFontWeight(QFont.Weight.Bold)
            look.setForeground(accent)
            piece.format = look
            ranges.append(piece)
    layout.setFormats(ranges)
    layout.beginLayout()
    made = layout.createLine()
    made.setLineWidth(
        100_000 if layout.textOption().textDirection() == Qt.LayoutDirection.LeftToRight else room.width()
    )
    layout.endLayout()
    painter.setPen(ink)
    painter.save()
    painter.setClipRect(room)
    layout.draw(painter, QPointF(room.left(), room.center().y() - made.height() / 2 + 1))
    painter.restore()
