"""Draws what stands on the sheet besides its text: paper and shadow, boxes, read times, notes, selection."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from counterpoint.core.brief_document import CardPart, Comment, HeadingPart
from counterpoint.core.speeches import clock
from counterpoint.ui.brief.sheet_formats import PaperColours, sans
from counterpoint.ui.brief.sheet_lines import Line
from counterpoint.ui.brief.sheet_places import Body
from counterpoint.ui.brief.sheet_writing import Placed
from counterpoint.ui.offsets import OffsetMap
from counterpoint.ui.reader.geometry import BlockGeometry
from counterpoint.ui.theme import HIGH_CONTRAST, Theme
from counterpoint.ui.tokens import mix

_SHADOW: Final = 14
"""How far the paper's shadow reaches, in pixels."""
_TIME_PIXELS: Final = 11
NOTE_GAP: Final = 8
"""From the text to the line that marks a reviewer's note, in pixels."""
_BAR_GAP: Final = 14
_BAR: Final = 3.0


def desk_colour(theme: Theme) -> str:
    """What the paper lies on."""
    if theme.name == HIGH_CONTRAST.name:
        return theme.panel
    return "#1b1a18" if theme.dark else "#f6f5f2"


def paint_paper(painter: QPainter, area: QRectF, theme: Theme) -> None:
    """The sheet and its soft shadow; in high contrast a line around it."""
    painter.setPen(Qt.PenStyle.NoPen)
    if theme.name == HIGH_CONTRAST.name:
        painter.fillRect(area.adjusted(-1, -1, 1, 1), QColor(theme.line))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for reach in range(_SHADOW, 0, -1):
            fade = 1 - (reach - 1) / _SHADOW
            painter.setPen(QPen(QColor(0, 0, 0, round(26 * fade * fade)), 1))
            edge = reach - 0.5
            painter.drawRoundedRect(area.adjusted(-edge, -edge + 2, edge, edge + 2), reach, reach)
    painter.fillRect(area, QColor("#ffffff"))


def paint_heading(
    painter: QPainter,
    placed: Placed,
    block: QTextBlock,
    area: QRectF,
    column: tuple[float, float],
    colours: PaperColours,
) -> None:
    """A pocket's box, a hat's double underline, and how long all beneath a heading takes to read."""
    part = placed.part
    if not isinstance(part, HeadingPart) or not block.layout().lineCount():
        return
    left, right = column
    if part.level == 1:
        painter.setPen(QPen(QColor(colours.ink), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(left, area.top() - 8, right - left, area.height() + 16))
    elif part.level == 2:
        _underline_twice(painter, block, area, colours)
    if part.seconds:
        line = block.layout().lineAt(0)
        painter.setFont(sans(_TIME_PIXELS))
        painter.setPen(QColor(colours.soft))
        words = clock(part.seconds)
        at = QPointF(right + NOTE_GAP, area.top() + line.y() + line.ascent())
        painter.drawText(at, words)


def _underline_twice(painter: QPainter, block: QTextBlock, area: QRectF, colours: PaperColours) -> None:
    for number in range(block.layout().lineCount()):
        line = block.layout().lineAt(number)
        words = line.naturalTextRect().translated(area.topLeft())
        base = area.top() + line.y() + line.ascent()
        for below in (3, 6):
            rule = QRectF(words.left(), round(base + below), words.width(), 1.2)
            painter.fillRect(rule, QColor(colours.ink))


def comment_areas(placed: Placed, block: QTextBlock, right: float) -> list[tuple[Comment, QRectF]]:
    """The notes on a part whose first block is `block`, and where each is marked beside the column's `right`
    edge."""
    part = placed.part
    if not isinstance(part, CardPart) or not part.comments:
        return []
    body = Body(part)
    layout = block.document().documentLayout()
    offset = placed.block + len(placed.lines) - len(body)
    found = []
    for comment in part.comments:
        first, last = body.runs(comment.first, comment.last)
        tops = []
        for spot, unit in ((first, first.unit), (last, max(0, last.unit - 1))):
            holder = block.document().findBlockByNumber(offset + spot.paragraph)
            area = layout.blockBoundingRect(holder)
            line = holder.layout().lineForTextPosition(unit)
            tops.append((area.top() + line.y(), area.top() + line.y() + line.height()))
        found.append((comment, QRectF(right + NOTE_GAP, tops[0][0], 14, max(14.0, tops[1][1] - tops[0][0]))))
    return found


def paint_comments(
    painter: QPainter, placed: Placed, block: QTextBlock, right: float, colours: PaperColours
) -> None:
    """A balloon and a line in the margin beside the words that a reviewer wrote a note on."""
    for _, area in comment_areas(placed, block, right):
        soft = QColor(mix(colours.accent, colours.paper, 0.75))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawRoundedRect(QRectF(area.left(), area.top() + 3, 1.5, area.height() - 4), 0.75, 0.75)
        _balloon(painter, area.topLeft() + QPointF(5, 3), soft)


def _balloon(painter: QPainter, at: QPointF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(at.x(), at.y(), 11, 8.5), 2.5, 2.5)
    painter.drawPolygon([at + QPointF(2, 8), at + QPointF(6, 8), at + QPointF(2.5, 11.5)])
    painter.setBrush(QColor("#ffffff"))
    for dot in (3.0, 5.5, 8.0):
        painter.drawEllipse(at + QPointF(dot, 4.2), 0.8, 0.8)


def paint_current(painter: QPainter, left: float, top: float, bottom: float, colours: PaperColours) -> None:
    """The bar beside the entry that the caret is in."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent))
    painter.drawRoundedRect(QRectF(left - _BAR_GAP, top + 2, _BAR, bottom - top - 2), _BAR / 2, _BAR / 2)


def paint_highlights(
    painter: QPainter,
    block: QTextBlock,
    area: QRectF,
    line: Line,
    units: tuple[int, int],
    colours: PaperColours,
) -> None:
    """The grounds of what is highlighted among these UTF-16 units of a line, as Qt draws them elsewhere."""
    offsets, start = OffsetMap(line.text), 0
    for piece in line.pieces:
        first = max(units[0], offsets.to_qt(start))
        start += len(piece.text)
        last = min(units[1], offsets.to_qt(start))
        if piece.look.highlight and first < last:
            for where in boxes(block, (first, last)):
                painter.fillRect(
                    where.translated(area.topLeft()), QColor(colours.highlight(piece.look.highlight))
                )


def paint_selection(
    painter: QPainter, block: QTextBlock, area: QRectF, units: tuple[int, int], colours: PaperColours
) -> None:
    """Tints what is selected, over the text, so that the highlight under it is still seen."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for where in boxes(block, units):
        painter.fillRect(where.translated(area.topLeft()), QColor(colours.selection))


def boxes(block: QTextBlock, units: tuple[int, int]) -> list[QRectF]:
    """Where UTF-16 units of a block stand, in pixels from its corner."""
    return [
        QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
        for box in BlockGeometry(block).boxes(*units)
    ]
