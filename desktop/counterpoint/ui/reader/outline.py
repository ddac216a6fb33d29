"""The rounded outline around a passage that runs over several lines."""

from collections.abc import Iterable, Sequence
from math import hypot
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

_RADIUS: Final = 5.0
_NEAR: Final = 0.05


def outline(areas: Iterable[QRectF]) -> QPainterPath:
    """One path around `areas`, those that touch joined, every corner rounded."""
    union = QPainterPath()
    for area in areas:
        piece = QPainterPath()
        piece.addRect(area)
        union = union.united(piece)
    path = QPainterPath()
    for polygon in union.simplified().toSubpathPolygons():
        _add_rounded(path, _corners(polygon))
    return path


def _corners(polygon: QPolygonF) -> list[QPointF]:
    """The points of a closed polygon where it turns."""
    points: list[QPointF] = []
    for point in polygon.toList():
        if not points or _distance(point, points[-1]) > _NEAR:
            points.append(point)
    if len(points) > 1 and _distance(points[0], points[-1]) <= _NEAR:
        points.pop()
    count = len(points)
    return [
        points[index]
        for index in range(count)
        if _turns(points[index - 1], points[index], points[(index + 1) % count])
    ]


def _turns(before: QPointF, here: QPointF, after: QPointF) -> bool:
    first, second = here - before, after - here
    return abs(first.x() * second.y() - first.y() * second.x()) > _NEAR


def _add_rounded(path: QPainterPath, corners: Sequence[QPointF]) -> None:
    count = len(corners)
    if count < 3:
        return
    for index, corner in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % count]
        entry, leave = _towards(corner, before), _towards(corner, after)
        if index:
            path.lineTo(entry)
        else:
            path.moveTo(entry)
        path.quadTo(corner, leave)
    path.closeSubpath()


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    length = _distance(corner, other)
    return corner + (other - corner) * (min(_RADIUS, length / 2) / length)


def _distance(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())
