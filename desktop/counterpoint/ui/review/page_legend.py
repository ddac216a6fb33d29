"""The key to a review's page: the kinds as they look in the lanes, and how agreement looks in the text."""

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counterpoint.core.marks import Mark
from counterpoint.core.review_document import Strength
from counterpoint.core.vocabulary import KINDS, Kind
from counterpoint.ui.reader.painting import Strokes, sans
from counterpoint.ui.reader.sheet import LANE_HEIGHT, WAVE_HEIGHT, Blender, Underline
from counterpoint.ui.review.lane_painting import LanePainter
from counterpoint.ui.review.lanes import WIDTH, Bar
from counterpoint.ui.review.page_agreement import DEPTHS
from counterpoint.ui.theme import LIGHT, Theme

_STRENGTHS: Final[dict[Strength, tuple[str, str]]] = {
    "all": ("All agree", "All"),
    "kind": ("Other kind", "Kind"),
    "bounds": ("Partly", "Partly"),
    "alone": ("One alone", "Alone"),
}
_UNREAD: Final = "Not read yet"
_SWATCH: Final = 20
_GAP: Final = 6
_BETWEEN: Final = 13
_HEIGHT: Final = 24


class ReviewLegend(QWidget):
    """Painted whole; lets the mouse through. Where there is little room, its words are shorter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(sans(11))
        self.setAccessibleName("Legend")
        self.setAccessibleDescription(
            "In the lanes claims are plain, evidence is dotted and rhetoric has a wave. In the text the tint "
            "is deepest where all agree, in bands where kinds differ, lighter where they agree partly, and "
            "faint where one is alone. A dashed line in a lane: not read yet."
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = LIGHT
        self._brief = False

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._brief), _HEIGHT)

    def place(self, strip: QRect, left: int) -> None:
        """Stands in the middle of `strip`'s height, from `left` on or as far left of it as is needed."""
        self._brief = self._width(False) > strip.width()
        wide = self._width(self._brief)
        x = max(strip.left(), min(left, strip.right() + 1 - wide))
        self.setGeometry(x, strip.top() + (strip.height() - _HEIGHT) // 2, min(wide, strip.width()), _HEIGHT)
        self.update()

    def _width(self, brief: bool) -> int:
        metrics = QFontMetrics(self.font())
        lanes = [kind.capitalize() for kind in KINDS] + ([] if brief else [_UNREAD])
        swatches = [words[brief] for words in _STRENGTHS.values()]
        letters = sum(map(metrics.horizontalAdvance, lanes + swatches))
        samples = len(lanes) * round(WIDTH) + len(swatches) * _SWATCH
        entries = len(lanes) + len(swatches)
        return letters + samples + entries * _GAP + (entries - 1) * _BETWEEN

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lanes = LanePainter(self._theme)
        x = 0.0
        for kind in KINDS:
            bar = Bar(Mark("", 0, 1, kind, ""), QRectF(x, 4, WIDTH, 15))
            lanes.bars(painter, [bar])
            x = self._word(painter, kind.capitalize(), x + WIDTH)
        if not self._brief:
            lanes.unread(painter, x, 3, 20)
            x = self._word(painter, _UNREAD, x + WIDTH)
        blender, strokes = Blender(self._theme), Strokes(self._theme)
        for strength, words in _STRENGTHS.items():
            kinds: tuple[Kind, ...] = ("claim", "rhetoric") if strength == "kind" else ("claim",)
            _paint_swatch(painter, x, kinds, DEPTHS[strength], blender, strokes)
            x = self._word(painter, words[self._brief], x + _SWATCH)

    def _word(self, painter: QPainter, word: str, after: float) -> float:
        """Writes a word after its sample; gives where the next entry begins."""
        painter.setPen(QColor(self._theme.soft))
        painter.setFont(self.font())
        painter.drawText(QPointF(after + _GAP, 16), word)
        return after + _GAP + QFontMetrics(self.font()).horizontalAdvance(word) + _BETWEEN


def _paint_swatch(
    painter: QPainter, x: float, kinds: tuple[Kind, ...], depth: int, blender: Blender, strokes: Strokes
) -> None:
    depths = [0] * (2 * len(KINDS))
    for kind in kinds:
        place = 2 * KINDS.index(kind)
        depths[place : place + 2] = (0, depth) if depth else (1, 0)
    bands = blender.bands(tuple(depths))
    high = 10 / len(bands)
    for number, colour in enumerate(bands):
        painter.fillRect(QRectF(x, 4 + number * high, _SWATCH, high), colour)
    for lane, kind in enumerate(kinds):
        underline, y = Underline(kind, depth > 0), 16 + lane * LANE_HEIGHT
        if kind == "rhetoric":
            strokes.paint_wave(painter, underline, QRectF(x, y - 1.6, _SWATCH, WAVE_HEIGHT))
        else:
            painter.setPen(strokes.pen(underline))
            painter.drawLine(QLineF(x, y, x + _SWATCH, y))
