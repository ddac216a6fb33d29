"""What each shape and each line of a map means, in as many rows as the width asks for."""

from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counterpoint.core.layout import Size
from counterpoint.core.vocabulary import Relation
from counterpoint.ui.map.items import paint_sign, pen_of
from counterpoint.ui.shapes import paint_shape
from counterpoint.ui.theme import Theme

SHAPES: Final = ("claim", "evidence", "rhetoric", "answer")
SIGNS: Final[tuple[Relation, ...]] = ("supports", "answers", "restates")
_SHAPE_ROOM: Final = 17.0
_SIGN_ROOM: Final = 32.0
_GAP: Final = 18.0
_SIDE: Final = 16.0
_AIR: Final = 6.0


class _Entry(NamedTuple):
    """A word and how much room its sign has before it."""

    name: str
    room: float


class _Placed(NamedTuple):
    entry: _Entry
    left: float
    top: float


ENTRIES: Final = (
    *(_Entry(name, _SHAPE_ROOM) for name in SHAPES),
    *(_Entry(name, _SIGN_ROOM) for name in SIGNS),
)


def small(font: QFont) -> QFont:
    """The legend's font: a little smaller than that of the cards."""
    made = QFont(font)
    made.setPixelSize(max(round(font.pixelSize() * 0.85), 8))
    return made


def legend_size(font: QFont, width: float, note: str = "") -> Size:
    """How much room the legend takes within `width`."""
    return _flow(font, width, note)[1]


def paint_legend(
    painter: QPainter, left: float, top: float, width: float, font: QFont, theme: Theme, note: str = ""
) -> None:
    """Paints it with its left upper corner there; `font` is that of the cards."""
    face = small(font)
    metrics = QFontMetricsF(face)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for (name, room), x, y in _flow(font, width, note)[0]:
        at = QPointF(left + x, top + y + _row(metrics) / 2)
        if name in SHAPES:
            paint_shape(painter, name, QRectF(at.x(), at.y() - 5, 10, 10), theme)
        elif room:
            relation = next(each for each in SIGNS if each == name)
            painter.setPen(pen_of(relation, theme))
            painter.drawLine(at, at + QPointF(26, 0))
            paint_sign(painter, relation, at + QPointF(13, 0), theme)
        painter.setFont(face)
        painter.setPen(QColor(theme.soft))
        words = QRectF(at.x() + room, at.y() - metrics.height() / 2, width, metrics.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)


def _row(metrics: QFontMetricsF) -> float:
    return max(metrics.height(), 18.0)


def _flow(font: QFont, width: float, note: str) -> tuple[list[_Placed], Size]:
    metrics = QFontMetricsF(small(font))
    entries = [*ENTRIES, _Entry(note, 0.0)] if note else list(ENTRIES)
    placed: list[_Placed] = []
    x, y, right = _SIDE, _AIR, 0.0
    for entry in entries:
        needed = entry.room + metrics.horizontalAdvance(entry.name)
        if x > _SIDE and x + needed > width - _SIDE:
            x, y = _SIDE, y + _row(metrics) + 2
        placed.append(_Placed(entry, x, y))
        x += needed + _GAP
        right = max(right, x - _GAP)
    return placed, Size(right + _SIDE, y + _row(metrics) + _AIR)


class LegendStrip(QWidget):
    """The legend beneath a map, on a strip of its own; `note` stands at its end."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face = QFont(self.font())
        self.note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Legend: " + ", ".join((*SHAPES, *SIGNS)))

    def show_with(self, theme: Theme, font: QFont, note: str) -> None:
        """Takes colours, the cards' font, and the note at its end."""
        self._theme, self._face, self.note = theme, font, note
        self.update()

    def height_in(self, width: int) -> int:
        """How high it must be in so many pixels of width."""
        return round(legend_size(self._face, width, self.note).height)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height_in(max(self.width(), 200)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.paper))
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(0, 0, self.width(), 0)
        paint_legend(painter, 0, 0, self.width(), self._face, self._theme, self.note)
        painter.end()
