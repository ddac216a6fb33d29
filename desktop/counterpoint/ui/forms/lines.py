"""Plain text broken into lines that fit, for the widgets here that draw their own text."""

from typing import Final
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from counterpoint.core.direction import in_order
from counterpoint.ui.offsets import OffsetMap

PER_LINE: Final = 400
"""Characters of a line at most; no screen is wider."""


def reads_leftwards(text: str) -> bool:
    """Whether the first strong character of `text` is read from right to left (Arabic, Hebrew …)."""
    strong = (sort for sort in map(bidirectional, text) if sort in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def broken(text: str, font: QFont, width: float, most: int, close: str = "") -> list[str]:
    """`text` in at most `most` lines of `width` pixels; white space counts as one space. What does not
    fit ends in an ellipsis and then `close`, such as a closing quotation mark. Direction marks that turn
    words about are written out."""
    flat = " ".join(in_order(text[: most * PER_LINE]).split())
    if len(text) > most * PER_LINE:
        flat += "…" + close
    offsets = OffsetMap(flat)
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = offsets.to_text(line.textStart())
        end = offsets.to_text(line.textStart() + line.textLength())
        if len(lines) == most - 1 and end < len(flat):
            lines.append(_ended(flat[start:], font, width, close))
            break
        lines.append(flat[start:end].rstrip())
    layout.endLayout()
    return lines


def _ended(rest: str, font: QFont, width: float, close: str) -> str:
    metrics = QFontMetricsF(font)
    room = width - metrics.horizontalAdvance(close)
    return metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room).removesuffix(close) + close


def draw_line(painter: QPainter, font: QFont, line: str, at: QPointF, width: float, leftwards: bool) -> None:
    """Draws one line from `at`, its top left, in the painter's pen; right-aligned if it reads leftwards."""
    layout = QTextLayout(line, font)
    option = QTextOption(Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft)
    direction = Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine().setLineWidth(width)
    layout.endLayout()
    layout.draw(painter, at)
