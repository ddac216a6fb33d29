"""Direction marks of a text made visible: painted over it, for as characters they have no width."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextBlock

from counterpoint.core.direction import MEANINGS, overridden, signs
from counterpoint.ui.offsets import OffsetMap
from counterpoint.ui.reader.geometry import BlockGeometry
from counterpoint.ui.theme import Theme
from counterpoint.ui.tokens import SANS

_LETTERS: Final = 8
_HARMLESS: Final = frozenset({"ALM", "LRM", "RLM"})
_TINT: Final = 46
"""How strongly, of 255, what an override turns about is tinted."""


class Flag(NamedTuple):
    """A painted mark: the short names of the signs at one place, that place, and the label beside it. Lengths
    are pixels from the block's top left corner."""

    names: tuple[str, ...]
    stem: QRectF
    label: QRectF

    @property
    def harmless(self) -> bool:
        """Whether the signs only say on which side of them a letter stands."""
        return _HARMLESS.issuperset(self.names)

    @property
    def meaning(self) -> str:
        """What the signs do, a line each."""
        return "\n".join(f"{name}: {MEANINGS[name]}" for name in self.names)


def flags(block: QTextBlock) -> list[Flag]:
    """The marks of one laid-out block; those at one place share a label."""
    text = block.text()
    found = signs(text)
    offsets = OffsetMap(text) if found else None
    placed: list[tuple[list[str], QRectF]] = []
    for sign in found:
        stem = _stem(block, offsets.to_qt(sign.at)) if offsets else QRectF()
        if placed and abs(placed[-1][1].left() - stem.left()) < 1 and placed[-1][1].top() == stem.top():
            placed[-1][0].append(sign.name)
        else:
            placed.append(([sign.name], stem))
    metrics = QFontMetricsF(_font())
    made: list[Flag] = []
    for names, stem in placed:
        label = _label(names, stem, metrics)
        beside = [each.label.right() for each in made if each.label.intersects(label)]
        label.moveLeft(max([label.left(), *(right + 1 for right in beside)]))
        made.append(Flag(tuple(names), stem, label))
    return made


def paint_signs(painter: QPainter, block: QTextBlock, geometry: BlockGeometry, theme: Theme) -> None:
    """Paint the marks of a block and tint what an override turns about; `painter` is in its coordinates."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tint = QColor(theme.danger)
    tint.setAlpha(_TINT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    for area in _turned(block, geometry):
        painter.drawRect(area)
    painter.setFont(_font())
    for flag in flags(block):
        colour = QColor(theme.soft if flag.harmless else theme.danger)
        painter.setPen(QPen(colour, 1.4))
        painter.drawLine(flag.stem.topLeft(), flag.stem.bottomLeft())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(flag.label, 2, 2)
        painter.setPen(QColor(theme.paper))
        painter.drawText(flag.label, Qt.AlignmentFlag.AlignCenter, " ".join(flag.names))


def meaning_at(block: QTextBlock, point: QPointF) -> str:
    """What the marks do whose painted label or stem is at a point of the block; empty for none."""
    near = (
        flag for flag in flags(block) if flag.label.united(flag.stem).adjusted(-3, -2, 3, 2).contains(point)
    )
    return "\n".join(flag.meaning for flag in near)


def _turned(block: QTextBlock, geometry: BlockGeometry) -> Iterator[QRectF]:
    text = block.text()
    stretches = overridden(text)
    offsets = OffsetMap(text) if stretches else None
    for start, end in stretches:
        if offsets is not None:
            for box in geometry.boxes(offsets.to_qt(start), offsets.to_qt(end)):
                yield QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)


def _stem(block: QTextBlock, unit: int) -> QRectF:
    line = block.layout().lineForTextPosition(unit)
    if not line.isValid():
        return QRectF()
    where: Any = line.cursorToX(unit)  # with an int PySide6 returns (x, unit), whatever its stubs say
    return QRectF(float(where[0]), line.y(), 0, line.ascent() + line.descent())


def _label(names: list[str], stem: QRectF, metrics: QFontMetricsF) -> QRectF:
    width = metrics.horizontalAdvance(" ".join(names)) + 5
    return QRectF(stem.left() - 0.7, stem.top() - 4, width, _LETTERS + 2)


def _font() -> QFont:
    font = QFont(SANS)
    font.setPixelSize(_LETTERS)
    font.setBold(True)
    return font
