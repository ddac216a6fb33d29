"""Where stretches of a block's text stand on its lines, in the block's own coordinates."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextBlock, QTextLine

_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of one line: `line` counts from 0; lengths are pixels from the block's top left corner.
    `top` and `bottom` bound the letters; `pitch` is the distance to the next line's top."""

    line: int
    left: float
    right: float
    top: float
    bottom: float
    pitch: float


class BlockGeometry:
    """The lines of one laid-out block. Kept only as long as the layout is."""

    def __init__(self, block: QTextBlock) -> None:
        layout = block.layout()
        self._lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        self._starts = [line.textStart() for line in self._lines]
        self._mixed = bool(_RIGHT_TO_LEFT.search(block.text()))
        self._tops = [line.y() for line in self._lines]
        self._ends = [line.naturalTextRect().right() for line in self._lines]
        self.length = block.length() - 1

    def boxes(self, start: int, end: int) -> list[Box]:
        """The boxes of UTF-16 units `start:end` of the block, line by line, left to right in each."""
        found: list[Box] = []
        for number in range(max(0, bisect_right(self._starts, start) - 1), len(self._lines)):
            line, first = self._lines[number], self._starts[number]
            last = first + line.textLength()
            if first >= end:
                break
            if last <= start:
                continue
            top = self._tops[number]
            height = line.ascent() + line.descent()
            for left, right in self._extents(number, line, max(start, first), min(end, last)):
                found.append(Box(number, left, right, top, top + height, self._pitch(number, height)))
        return found

    def unit_at(self, point: QPointF) -> int | None:
        """The UTF-16 unit of the block whose letter lies under `point`, or None beside the text."""
        for number, line in enumerate(self._lines):
            top = self._tops[number]
            if top - 1 <= point.y() < top + self._pitch(number, line.height()):
                area = line.naturalTextRect()
                if not area.left() - 1 <= point.x() <= area.right() + 1:
                    return None
                unit = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
                return min(int(unit), max(0, self.length - 1))
        return None

    def _pitch(self, number: int, height: float) -> float:
        if number + 1 < len(self._tops):
            return self._tops[number + 1] - self._tops[number]
        if number:
            return self._tops[number] - self._tops[number - 1]
        return height * 1.18

    def _extents(self, number: int, line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
        if self._mixed:
            return _visual_extents(line, start, end)
        left = _x(line, start)
        right = min(_x(line, end), self._ends[number])
        return [(left, right)] if right > left else []


def _x(line: QTextLine, unit: int) -> float:
    where: Any = line.cursorToX(unit)  # with an int PySide6 returns (x, unit), whatever its stubs say
    return float(where[0])


def _visual_extents(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """On a line with right-to-left text a stretch may be in several pieces; the glyphs know where."""
    pieces = sorted(
        (area.left(), area.right())
        for area in (run.boundingRect() for run in line.glyphRuns(start, end - start))
        if area.width() > 0
    )
    joined: list[tuple[float, float]] = []
    for left, right in pieces:
        if joined and left <= joined[-1][1] + 0.75:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        else:
            joined.append((left, right))
    return joined
