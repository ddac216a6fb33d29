"""Dragging the end of a passage: where the grips are, and where a dragged end snaps to."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from PySide6.QtCore import QPointF, QTextBoundaryFinder
from PySide6.QtGui import QTextDocument

End = Literal["start", "end"]

_REACH: Final = 9.0


@dataclass(frozen=True, slots=True)
class Drag:
    """A passage's end under way; `start` and `end` are the bounds it would have now, in code points."""

    mark_id: str
    which: End
    start: int
    end: int

    def moved(self, position: int) -> "Drag":
        """The drag with its end at `position`, which cannot pass the other end."""
        if self.which == "start":
            return replace(self, start=min(position, self.end - 1))
        return replace(self, end=max(position, self.start + 1))


def grip_near(point: QPointF, start: QPointF | None, end: QPointF | None) -> End | None:
    """Which grip a point is on, or None."""
    if end is not None and (point - end).manhattanLength() <= _REACH:
        return "end"
    if start is not None and (point - start).manhattanLength() <= _REACH:
        return "start"
    return None


def snapped(document: QTextDocument, position: int, letters: bool) -> int:
    """The word boundary nearest to a UTF-16 position, or with `letters` that between whole characters."""
    block = document.findBlock(position)
    local = position - block.position()
    kind = QTextBoundaryFinder.BoundaryType.Grapheme if letters else QTextBoundaryFinder.BoundaryType.Word
    finder = QTextBoundaryFinder(kind, block.text())
    finder.setPosition(local)
    if finder.isAtBoundary():
        return position
    before = max(0, finder.toPreviousBoundary())
    finder.setPosition(local)
    after = finder.toNextBoundary()
    if after < 0 or local - before <= after - local:
        return block.position() + before
    return block.position() + after


def widened(document: QTextDocument, position: int, forwards: bool) -> int:
    """A UTF-16 position moved out of the middle of a character as read, to its end or to its start."""
    block = document.findBlock(position)
    local = position - block.position()
    if local <= 0 or local >= block.length() - 1:
        return position
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, block.text())
    finder.setPosition(local)
    if finder.isAtBoundary():
        return position
    there = finder.toNextBoundary() if forwards else finder.toPreviousBoundary()
    return position if there < 0 else block.position() + there
