"""Paints sheets, margins, titles and outlines; pen, brush and font are left as they were last used."""

from collections.abc import Iterable
from math import ceil, sin, tau
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from counterpoint.core.vocabulary import Kind
from counterpoint.ui.reader.page import SANS, SERIF, Measures
from counterpoint.ui.reader.sheet import WAVE_HEIGHT, Sheet, Underline
from counterpoint.ui.theme import Theme

GRIP_RADIUS: Final = 5.0
_FAINT: Final = 120
_WAVE_LENGTH: Final = 8
_NUMBER_RIGHT: Final = 46.0


def sans(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The typeface of what is operated, in logical pixels."""
    font = QFont(SANS)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def serif(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The typeface of what is read, in logical pixels."""
    font = QFont(SERIF)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def paint_fills(painter: QPainter, sheet: Sheet) -> None:
    for colour, areas in sheet.fills:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects(areas)


class Strokes:
    """The underlines of one theme. Waves are tiles made once, for stroking a curve at every paint is slow."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pens: dict[Underline, QPen] = {}
        self._tiles: dict[tuple[Underline, float], QPixmap] = {}

    def pen(self, underline: Underline) -> QPen:
        """The pen of a kind: solid for claims, dotted for evidence."""
        pen = self._pens.get(underline)
        if pen is None:
            pen = self._pens[underline] = QPen(self._colour(underline), 2.0)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if underline.kind == "evidence":
                pen.setDashPattern([1.0, 1.0])
        return pen

    def paint(self, painter: QPainter, sheet: Sheet) -> None:
        """Paints the underlines of a sheet."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for underline, lines in sheet.lines.items():
            painter.setPen(self.pen(underline))
            painter.drawLines(lines)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        for underline, areas in sheet.waves.items():
            for area in areas:
                self.paint_wave(painter, underline, area)

    def paint_wave(self, painter: QPainter, underline: Underline, area: QRectF) -> None:
        """Paints a wave; its phase follows x, so that neighbours join."""
        ratio = painter.device().devicePixelRatio()
        tile = self._tiles.get((underline, ratio))
        if tile is None:
            tile = self._tiles[underline, ratio] = self._wave(underline, ratio)
        painter.drawTiledPixmap(area, tile, QPointF(area.left() % _WAVE_LENGTH, 0))

    def _wave(self, underline: Underline, ratio: float) -> QPixmap:
        tile = QPixmap(ceil(_WAVE_LENGTH * ratio), ceil(WAVE_HEIGHT * ratio))
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour(underline), 1.4))
        middle = WAVE_HEIGHT / 2
        turn = tau / _WAVE_LENGTH / 4
        steps = range(-8, _WAVE_LENGTH * 4 + 9)
        painter.drawPolyline([QPointF(step / 4, middle - 1.3 * sin(step * turn)) for step in steps])
        painter.end()
        return tile

    def _colour(self, underline: Underline) -> QColor:
        colour = QColor(self._theme.accent(underline.kind))
        if not underline.strong:
            colour.setAlpha(_FAINT)
        return colour


def paint_bars(painter: QPainter, sheet: Sheet, theme: Theme, left: float) -> None:
    """The margin bars of a block whose text begins `left` pixels from the block's own corner."""
    painter.setPen(Qt.PenStyle.NoPen)
    for kind, mine, area in sheet.bars:
        colour = QColor(theme.accent(kind))
        if not mine:
            colour.setAlpha(_FAINT)
        painter.setBrush(colour)
        painter.drawRoundedRect(area.translated(left, 0), 2, 2)


def paint_number(painter: QPainter, number: int, baseline: float, theme: Theme) -> None:
    """A paragraph's number at the left of its bars, on its first line's base line."""
    painter.setFont(sans(11))
    painter.setPen(QColor(theme.soft))
    width = QFontMetricsF(painter.font()).horizontalAdvance(str(number))
    painter.drawText(QPointF(-_NUMBER_RIGHT - width, baseline), str(number))


def paint_title(
    painter: QPainter, title: str, byline: str, measures: Measures, theme: Theme, width: float
) -> None:
    """Title and byline in the top margin of a column `width` wide. A long title is set smaller; what is too
    long even so is cut."""
    font = serif(measures.title_size, QFont.Weight.Bold)
    metrics = QFontMetricsF(font)
    needed = metrics.horizontalAdvance(title)
    if needed > width:
        font = serif(max(measures.size, int(measures.title_size * width / needed)), QFont.Weight.Bold)
        metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(theme.ink))
    baseline = measures.bare_top + metrics.ascent()
    shown = metrics.elidedText(title.replace("\n", " "), Qt.TextElideMode.ElideRight, width)
    painter.drawText(QPointF(measures.gutter, baseline), shown)
    paint_byline(painter, byline, QPointF(measures.gutter, baseline + metrics.descent() + 16), theme, width)


def paint_byline(painter: QPainter, byline: str, where: QPointF, theme: Theme, width: float) -> None:
    font = sans(13)
    painter.setFont(font)
    painter.setPen(QColor(theme.soft))
    shown = QFontMetricsF(font).elidedText(byline, Qt.TextElideMode.ElideRight, width)
    painter.drawText(where, shown)


def paint_empty(painter: QPainter, area: QRectF, theme: Theme) -> None:
    """What stands where no essay is open."""
    painter.setPen(QColor(theme.ink))
    painter.setFont(serif(22, QFont.Weight.Bold))
    middle = area.center().y() - 30
    line = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    painter.drawText(QRectF(area.left(), middle - 34, area.width(), 34), line, "Nothing open yet")
    painter.setPen(QColor(theme.soft))
    painter.setFont(sans(14))
    words = "Choose an essay from the library, or press Ctrl+O to add one."
    below = QRectF(area.left() + 24, middle + 8, area.width() - 48, 60)
    painter.drawText(below, line | Qt.TextFlag.TextWordWrap, words)


def paint_outline(painter: QPainter, path: QPainterPath, kind: Kind, theme: Theme) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.accent(kind)), 2.0))
    painter.drawPath(path)


def paint_grips(painter: QPainter, points: Iterable[QPointF], kind: Kind, theme: Theme) -> None:
    """The round grips at the ends of a passage that may be dragged."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(QColor(theme.paper), 1.5))
    painter.setBrush(QColor(theme.accent(kind)))
    for point in points:
        painter.drawEllipse(point, GRIP_RADIUS, GRIP_RADIUS)


def selection_colour(theme: Theme) -> QColor:
    """The fill of selected text: lets what lies beneath show, and keeps ink readable."""
    return QColor(138, 150, 255, 84) if theme.dark else QColor(76, 84, 190, 46)


def match_colour(theme: Theme, current: bool) -> QColor:
    """The fill of what the find bar found; `current` is the one it stands at."""
    colour = QColor("#d9a400" if theme.dark else "#ffcf33")
    colour.setAlpha((150 if current else 70) if theme.dark else (230 if current else 110))
    return colour
