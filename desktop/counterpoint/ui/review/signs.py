"""A small sign for how annotators differ, so that a list can be skimmed: drawn, in one soft colour."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from counterpoint.core.review_document import GROUP_SAYS, Group
from counterpoint.ui.review.stepping import AnyGroup

SIGN: Final = 14.0
"""The side of the square a sign fits in, in logical pixels."""

SHORT: Final[dict[Group, str]] = {
    "kind": "Other kind",
    "bounds": "Other bounds",
    "alone": "Not by all",
    "links": "Links",
}
"""The groups as a chip names them."""

EVERY: Final = "Every difference"
AGREED: Final = "All agree"


def group_says(group: AnyGroup) -> str:
    """A group in words."""
    return EVERY if group == "" else AGREED if group == "agree" else GROUP_SAYS[group]


def paint_group(painter: QPainter, group: AnyGroup, box: QRectF, colour: QColor) -> None:
    """Two bars for two annotators: beside each other, shifted, one missing; other shapes; a link's arrow."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    left, right, top, bottom = box.left(), box.right(), box.top(), box.bottom()
    wide = box.width() * 0.3
    if group == "links":
        _paint_arrow(painter, box, colour)
    elif group == "kind":
        painter.drawRoundedRect(QRectF(left, top + 4, 6, 6), 1, 1)
        feet = (QPointF(right, top + 10.5), QPointF(right - 7, top + 10.5))
        painter.drawPolygon(QPolygonF([QPointF(right - 3.5, top + 3.5), *feet]))
    else:
        high = box.height() - 3 if group == "bounds" else box.height()
        painter.drawRoundedRect(QRectF(left + 1.5, top, wide, high), 1, 1)
        second = QRectF(right - 1.5 - wide, bottom - high, wide, high)
        if group == "alone":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
            second.adjust(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(second, 1, 1)
    painter.restore()


def _paint_arrow(painter: QPainter, box: QRectF, colour: QColor) -> None:
    middle = box.center().y()
    painter.setPen(QPen(colour, 1.5))
    painter.drawLine(QPointF(box.left(), middle), QPointF(box.right() - 1, middle))
    painter.drawPolyline(
        [
            QPointF(box.right() - 5, middle - 4),
            QPointF(box.right() - 1, middle),
            QPointF(box.right() - 5, middle + 4),
        ]
    )


def paint_state(painter: QPainter, decided: bool, box: QRectF, colour: QColor) -> None:
    """A tick where it is decided, else a ring."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.6))
    if decided:
        x, y = box.left(), box.center().y()
        painter.drawPolyline([QPointF(x + 1, y), QPointF(x + 4.5, y + 3.5), QPointF(x + 11, y - 4)])
    else:
        painter.drawEllipse(box.center(), 4.2, 4.2)
    painter.restore()
