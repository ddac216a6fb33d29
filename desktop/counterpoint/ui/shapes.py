"""One small shape a kind, so that colour is never alone: claim a filled square, evidence a dotted ring,
rhetoric a triangle standing, an answer a triangle pointing back at what it answers."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from counterpoint.ui.theme import Theme
from counterpoint.ui.tokens import mix

SHAPE_SIZE: Final = 12.0
"""The side of the square a shape fits in, in logical pixels, beside text of the usual size."""

_RING_DOTS: Final = 8
_IN_WORDS: Final = 0.68


def accent_of(theme: Theme, kind: str) -> str:
    """The colour of claim, evidence, rhetoric or answer; the soft colour for anything else."""
    colours = {
        "claim": theme.claim,
        "evidence": theme.evidence,
        "rhetoric": theme.rhetoric,
        "answer": theme.answer,
    }
    return colours.get(kind, theme.soft)


def words_of(theme: Theme, kind: str) -> str:
    """The accent of a kind for words: in light themes nearer to ink, for letters ask more than shapes do."""
    accent = accent_of(theme, kind)
    return accent if theme.dark else mix(accent, theme.ink, _IN_WORDS)


def paint_shape(painter: QPainter, kind: str, box: QRectF, theme: Theme) -> None:
    """Paints the shape of claim, evidence, rhetoric or answer to fill `box`, which should be square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(accent_of(theme, kind))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    side = box.width()
    if kind == "claim":
        inset = side / 12
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), side / 8, side / 8)
    elif kind == "evidence":
        _paint_ring(painter, box, colour)
    elif kind == "rhetoric":
        top = QPointF(box.center().x(), box.top() + side / 12)
        foot = box.bottom() - side / 12
        painter.drawPolygon(QPolygonF([top, QPointF(box.right(), foot), QPointF(box.left(), foot)]))
    elif kind == "answer":
        tip = QPointF(box.left() + side / 6, box.center().y())
        back = box.right() - side / 5
        painter.drawPolygon(QPolygonF([tip, QPointF(back, box.top()), QPointF(back, box.bottom())]))
    painter.restore()


def _paint_ring(painter: QPainter, box: QRectF, colour: QColor) -> None:
    width = box.width() / 6
    radius = (box.width() - width) / 2 - box.width() / 24
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    arc = 2 * 3.14159265 * radius / _RING_DOTS / width
    pen.setDashPattern([arc * 0.56, arc * 0.44])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.center(), radius, radius)
