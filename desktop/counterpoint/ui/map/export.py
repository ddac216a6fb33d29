"""A map as a file: SVG to scale without end, PNG to paste. Written aside first, so that a write that fails
leaves an older file as it was."""

import os
from math import inf, sqrt
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from counterpoint.core.errors import BadInput
from counterpoint.ui.map.legend import legend_size, paint_legend
from counterpoint.ui.map.scene import MapScene

MOST_PIXELS: Final = 16_000_000
"""The area of a PNG; a larger map is made smaller, for the window waits for it."""
LONGEST: Final = 16_000
"""The longest side of a PNG."""
_QUICK: Final = 11
"""Of 100: packs little less than the most that can be, in a fraction of the time."""


def export_svg(scene: MapScene, path: Path, title: str) -> None:
    """Writes the map as SVG. Raises BadInput where the file cannot be written."""
    area = _area(scene)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(area.size().toSize())
    generator.setViewBox(QRectF(0, 0, area.width(), area.height()))
    generator.setTitle(title)
    generator.setDescription(describe(scene))
    painter = QPainter(generator)
    _paint(painter, scene, area, QRectF(0, 0, area.width(), area.height()))
    painter.end()
    _write(path, bytes(buffer.data().data()))


def export_png(scene: MapScene, path: Path, scale: float = 2.0) -> None:
    """Writes the map as PNG, `scale` pixels a unit or fewer where it is very large. Raises BadInput where
    the file cannot be written."""
    area = _area(scene)
    scale = min(
        scale,
        sqrt(MOST_PIXELS / (area.width() * area.height())),
        LONGEST / max(area.width(), area.height()),
    )
    size = QSize(max(round(area.width() * scale), 1), max(round(area.height() * scale), 1))
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    _paint(painter, scene, area, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"PNG"))
    writer.setCompression(_QUICK)
    if not writer.write(image):
        raise BadInput("The map is too large for a PNG: export it as SVG instead.")
    _write(path, bytes(buffer.data().data()))


def describe(scene: MapScene) -> str:
    """What the map shows, in words."""
    kinds = [item.card.kind for item in scene.cards.values()]
    counts = ", ".join(
        f"{kinds.count(kind)} {name}"
        for kind, name in (("claim", "claims"), ("evidence", "evidence"), ("answer", "answers"))
    )
    lines = [f"{item.card.kind}: {item.card.words}" for item in scene.cards.values()]
    return f"Argument map: {counts}.\n" + "\n".join(lines)


def _area(scene: MapScene) -> QRectF:
    area = QRectF(scene.sceneRect())
    area.setWidth(max(area.width(), legend_size(scene.font_of_cards, inf).width))
    area.setHeight(area.height() + legend_size(scene.font_of_cards, area.width()).height)
    return area


def _paint(painter: QPainter, scene: MapScene, area: QRectF, target: QRectF) -> None:
    chosen = scene.chosen()
    scene.clearSelection()
    scene.hover("")
    painter.fillRect(target, QColor(scene.theme.paper))
    painter.scale(target.width() / area.width(), target.height() / area.height())
    painter.translate(-area.topLeft())
    scene.render(painter, scene.sceneRect(), scene.sceneRect())
    font = scene.font_of_cards
    top = area.bottom() - legend_size(font, area.width()).height
    paint_legend(painter, area.left(), top, area.width(), font, scene.theme)
    if chosen is not None:
        chosen.setSelected(True)


def _write(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        reason = error.strerror or "the disk refused it"
        raise BadInput(f"The map was not saved as {path.name} ({reason}): choose another place.") from error
