"""Where an entry of a brief's outline may go: the tree that rows make, and the places in it."""

from collections.abc import Iterator, Sequence
from itertools import count, takewhile
from typing import NamedTuple

from counterpoint.core.brief_document import BriefRow
from counterpoint.core.brief_tree import level, may_hold
from counterpoint.core.vocabulary import LEAF


class Place(NamedTuple):
    """Just under `parent_id` (empty: the brief itself), after its child `after_id` (empty: first)."""

    parent_id: str
    after_id: str


class Choice(NamedTuple):
    """A place at a gap between two rows, and the depth that an entry has there."""

    depth: int
    place: Place


class OutlineTree:
    """Rows in order as a tree, by their depths. Rows are told by their number among all."""

    def __init__(self, rows: Sequence[BriefRow]) -> None:
        self.rows = tuple(rows)
        self.at = {row.entry_id: number for number, row in enumerate(self.rows)}
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {}
        self._ends = [len(self.rows)] * len(self.rows)
        path: list[int] = []
        for number, row in enumerate(self.rows):
            while path and self.rows[path[-1]].depth >= row.depth:
                self._ends[path.pop()] = number
            parent = path[-1] if path else -1
            self._parents.append(parent)
            self._children.setdefault(parent, []).append(number)
            path.append(number)

    def parent(self, number: int) -> int:
        """The row that one stands under; -1 at the top."""
        return self._parents[number]

    def ancestors(self, number: int) -> Iterator[int]:
        """The row itself, its parent, and so on up."""
        while number >= 0:
            yield number
            number = self._parents[number]

    def children(self, number: int) -> list[int]:
        """The rows directly under one, in order; those at the top for -1."""
        return self._children.get(number, [])

    def end(self, number: int) -> int:
        """The first row after a row and all that hangs below it."""
        return self._ends[number]

    def place_of(self, number: int) -> Place:
        """Where a row stands now."""
        siblings = self.children(self._parents[number])
        at = siblings.index(number)
        return Place(self._id(self._parents[number]), self._id(siblings[at - 1] if at else -1))

    # Places

    def choices(self, moving: int, above: int, below: int) -> list[Choice]:
        """The places that the row `moving` may have between two rows on show, the deepest first.

        `above` and `below` are rows, or -1 past either end; neither is of what moves. Where what hangs under
        `above` is folded away, a place under it is after all that.
        """
        if above < 0:
            found = [Choice(0, Place("", ""))]
            return [each for each in found if self._allowed(-1, moving)]
        shallowest = self.rows[below].depth if below >= 0 else 0
        found = []
        if self._allowed(above, moving):
            under = [each for each in self.children(above) if each != moving]
            is_open = below >= 0 and self._parents[below] == above
            after = under[-1] if under and not is_open else -1
            found.append(Choice(self.rows[above].depth + 1, Place(self._id(above), self._id(after))))
        for each in takewhile(lambda row: self.rows[row].depth >= shallowest, self.ancestors(above)):
            parent = self._parents[each]
            if self._allowed(parent, moving):
                found.append(Choice(self.rows[each].depth, Place(self._id(parent), self._id(each))))
        return found

    def step(self, number: int, down: bool) -> Place | None:
        """The next place up or down: past a sibling or, at the end of these, over the border of the parent.

        Out of an answer the way leads into its block; out of a heading into the next heading of the same
        level. None where there is nowhere to go.
        """
        parent = self._parents[number]
        siblings = self.children(parent)
        at = siblings.index(number)
        if down and at + 1 < len(siblings):
            return Place(self._id(parent), self._id(siblings[at + 1]))
        if not down and at:
            return Place(self._id(parent), self._id(siblings[at - 2] if at > 1 else -1))
        if parent < 0:
            return None
        if level(self.rows[parent].kind) == LEAF:
            return self._out_of(parent, number, down)
        return self._into_next(parent, number, down)

    def _out_of(self, parent: int, number: int, down: bool) -> Place | None:
        outer = self._parents[parent]
        if not self._allowed(outer, number):
            return None
        return Place(self._id(outer), self._id(parent)) if down else self.place_of(parent)

    def _into_next(self, parent: int, number: int, down: bool) -> Place | None:
        wanted = level(self.rows[parent].kind)
        others = range(self._ends[parent], len(self.rows)) if down else range(parent - 1, -1, -1)
        for other in others:
            if level(self.rows[other].kind) == wanted and self._allowed(other, number):
                under = [] if down else self.children(other)
                return Place(self._id(other), self._id(under[-1] if under else -1))
        return None

    def _allowed(self, parent: int, moving: int) -> bool:
        holder = self.rows[parent].kind if parent >= 0 else None
        return may_hold(holder, self.rows[moving].kind)

    def _id(self, number: int) -> str:
        return self.rows[number].entry_id if number >= 0 else ""


def outwards(middle: int, last: int) -> Iterator[int]:
    """The whole numbers from 0 to `last`, nearest to `middle` first."""
    for away in count():
        low, high = middle - away, middle + away
        if low < 0 and high > last:
            return
        if 0 <= low <= last:
            yield low
        if away and 0 <= high <= last:
            yield high
