"""Paints lanes: bars in the colours and patterns of their kinds, what is not read yet, whose they are.

Claims are plain, evidence is dotted and rhetoric has a wave, as their underlines have, so that colour is
never alone. What is agreed is outlined where people's own is filled.
"""

from collections.abc import Iterable, Sequence
from math import ceil, sin, tau
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from counterpoint.core.review_document import AGREED
from counterpoint.core.vocabulary import Kind
from counterpoint.ui.reader.painting import sans
from counterpoint.ui.review.lanes import WIDTH, Bar, Column
from counterpoint.ui.theme import Theme
from counterpoint.ui.tokens import mix

HEADER_HEIGHT: Final = 22
LABEL_PIXELS: Final = 11
DASHES: Final = 7
"""The distance from dash to dash, in pixels."""
_STEP: Final = 6
"""The distance of a pattern's dots, and the length of its wave, in pixels."""
_RADIUS: Final = 2.5
_ACROSS: Final = 6.0
_TINT: Final = 0.2
_RING: Final = 2.0
_ROOM: Final = 6.0
"""More than the height of a round end."""


class LanePainter:
    """Paints the lanes of one theme. Patterns are tiles made once, for painting each dot is slow."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._tiles: dict[tuple[Kind, str, float], QPixmap] = {}

    def bars(self, painter: QPainter, bars: Iterable[Bar]) -> None:
        """Paints bars; `painter` is at the text's left edge and the block's top."""
        for bar in bars:
            paint = self._agreed_bar if bar.mark.annotator_id == AGREED else self._own_bar
            if bar.begins and bar.ends:
                paint(painter, bar.mark.kind, bar.area)
                continue
            painter.save()
            painter.setClipRect(bar.area)  # what goes on has no round end
            paint(painter, bar.mark.kind, _gone_on(bar))
            painter.restore()

    def _own_bar(self, painter: QPainter, kind: Kind, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent(kind)))
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        self._pattern(painter, kind, self._theme.paper, area)

    def _agreed_bar(self, painter: QPainter, kind: Kind, area: QRectF) -> None:
        accent = self._theme.accent(kind)
        painter.setPen(QPen(QColor(accent), 1.5))
        painter.setBrush(QColor(mix(accent, self._theme.paper, _TINT)))
        painter.drawRoundedRect(area.adjusted(0.75, 0.75, -0.75, -0.75), _RADIUS, _RADIUS)
        self._pattern(painter, kind, accent, area)

    def rings(self, painter: QPainter, bars: Iterable[Bar]) -> None:
        """Rings around the bars of what is framed in the text."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.claim), 1.5))
        for bar in bars:
            painter.save()
            if not (bar.begins and bar.ends):
                above, below = _ROOM if bar.begins else 0.0, _ROOM if bar.ends else 0.0
                painter.setClipRect(bar.area.adjusted(-_ROOM, -above, _ROOM, below))
            ring = _gone_on(bar).adjusted(-_RING, -_RING, _RING, _RING)
            painter.drawRoundedRect(ring, _RADIUS + _RING, _RADIUS + _RING)
            painter.restore()

    def unread(self, painter: QPainter, left: float, top: float, bottom: float, phase: float = 0.0) -> None:
        """A dashed line where somebody has not read yet. `phase` is how far into its dashes the block's top
        lies, in pixels, so that the lines of blocks join."""
        pen = QPen(QColor(self._theme.soft), 1.0)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([3.0, 4.0])
        pen.setDashOffset(phase + top)
        painter.setPen(pen)
        painter.drawLine(QLineF(left + WIDTH / 2, top, left + WIDTH / 2, bottom))

    def divider(self, painter: QPainter, column: Column, top: float, bottom: float) -> None:
        """The hairline between the agreed lane and the others."""
        x = round(column.left + WIDTH + 7) + 0.5
        painter.setPen(QPen(QColor(self._theme.line), 1.0))
        painter.drawLine(QLineF(x, top, x, bottom))

    def header(
        self, painter: QPainter, columns: Sequence[Column], top: float, width: float, over: bool
    ) -> None:
        """The labels above the lanes; `over` says that bars run beneath them, so that they need a ground."""
        if over:
            painter.fillRect(QRectF(-width, top, width - 8, HEADER_HEIGHT), QColor(self._theme.paper))
            painter.setPen(QPen(QColor(self._theme.line), 1.0))
            painter.drawLine(QLineF(-width, top + HEADER_HEIGHT - 0.5, -8, top + HEADER_HEIGHT - 0.5))
        painter.setFont(sans(LABEL_PIXELS))
        painter.setPen(QColor(self._theme.soft))
        metrics = QFontMetricsF(painter.font())
        for number, column in enumerate(columns):
            if column.annotator_id == AGREED:
                left = column.left + WIDTH - metrics.horizontalAdvance(column.label)
                label = column.label
            else:
                before = columns[number - 1] if number else None
                room = column.left - before.left - 1 if before else 2 * WIDTH
                label = metrics.elidedText(column.label, Qt.TextElideMode.ElideRight, max(room, WIDTH + 5))
                left = column.left + (WIDTH - metrics.horizontalAdvance(label)) / 2
            painter.drawText(QPointF(left, top + HEADER_HEIGHT - 7), label)

    def _pattern(self, painter: QPainter, kind: Kind, colour: str, area: QRectF) -> None:
        if kind == "claim":
            return
        ratio = painter.device().devicePixelRatio()
        key = (kind, colour, ratio)
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._tiles[key] = _tile(kind, colour, ratio)
        across, high = min(_ACROSS, area.width()), area.height() // _STEP * _STEP or area.height()
        where = QRectF(area.center().x() - across / 2, area.center().y() - high / 2, across, high)
        painter.drawTiledPixmap(where, tile, QPointF((_ACROSS - across) / 2, 0))


def _gone_on(bar: Bar) -> QRectF:
    """The area of a bar, longer where it comes from above or goes on below."""
    return bar.area.adjusted(0, 0 if bar.begins else -_ROOM, 0, 0 if bar.ends else _ROOM)


def _tile(kind: Kind, colour: str, ratio: float) -> QPixmap:
    tile = QPixmap(ceil(_ACROSS * ratio), ceil(_STEP * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = _ACROSS / 2
    if kind == "evidence":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(middle, _STEP / 2), 1.4, 1.4)
    else:
        painter.setPen(QPen(QColor(colour), 1.3))
        path = QPainterPath(QPointF(middle, -1.0))
        for quarter in range(-3, 4 * _STEP + 5):
            y = quarter / 4
            path.lineTo(QPointF(middle + 1.7 * sin(y * tau / _STEP), y))
        painter.drawPath(path)
    painter.end()
    return tile
