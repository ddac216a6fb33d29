"""Which rows of an outline are on show, without making them: a flat list over an `OutlineIndex`.

A list and not a tree of rows, because a tree view lays every row out again for each one added (30 ms at
10,000). Each block knows how many rows it shows; rows themselves are made when asked for.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate
from typing import Literal, NamedTuple

from counterpoint.core.arguments import HEADING, Key, Moved, OutlineIndex, Row

Filter = Literal["all", "claim", "evidence", "holes"]


class Patch(NamedTuple):
    """Rows to add (`added` above 0) or take away (below 0) at `row`; with 0, `repaint` rows changed there."""

    row: int
    added: int
    repaint: int = 0


class OutlineRows:
    """What is on show of one outline under a filter, with some nodes folded."""

    def __init__(self, index: OutlineIndex, chosen: Filter = "all", folded: Collection[str] = ()) -> None:
        self.index = index
        self.chosen: Filter = chosen
        self.folded = set(folded)
        self._keys = list(index.keys)
        self._sizes: list[int] = []
        self._shown: list[int] = []
        self._ends: list[int] | None = None
        self._sections: list[int] = []
        self._cache: dict[Key, list[Row]] = {}
        self._heads = [key for key in self._keys if key[1] == HEADING]
        self.measure()

    def measure(self) -> None:
        """Counts every block anew, after the filter or the folding of everything changed."""
        self._cache.clear()
        if self.chosen == "all" and not self.folded:
            self._sizes = list(map(self.index.size, self._keys))
        else:
            self._sizes = list(map(self._size, self._keys))
        self._shown = list(self._sizes)
        for head in self._heads:
            first, last = self._section(head)
            self._shown[first] = int(any(self._sizes[first + 1 : last]))
            if str(head[0]) in self.folded:
                self._shown[first + 1 : last] = [0] * (last - first - 1)
        self._ends = None

    def _size(self, key: Key) -> int:
        if key[1] != HEADING and self.index.size(key) == 1:
            return int(self.chosen == "all" or self._matches(key[2]))
        return len(self._rows(key))

    def __len__(self) -> int:
        ends = self._all_ends()
        return ends[-1] if ends else 0

    def row(self, number: int) -> Row:
        """The row at a place, from 0."""
        block = bisect_right(self._all_ends(), number)
        offset = number - (self._all_ends()[block] - self._shown[block])
        return self._cached(self._keys[block])[offset]

    def section_rows(self) -> list[int]:
        """The places of the sections' own rows, ascending: they are lower than the others."""
        self._all_ends()
        return self._sections

    def places_of(self, node_id: str) -> Iterator[int]:
        """Where a node is on show, in order."""
        if node_id.isdigit():
            keys: list[Key] = [(int(node_id), HEADING, "")]
        else:
            keys = self.index.roots_of(node_id)
        for key in keys:
            block = bisect_left(self._keys, key)
            if block < len(self._keys) and self._shown[block]:
                first = self._first(block)
                for offset, row in enumerate(self._cached(key)):
                    if row.id == node_id:
                        yield first + offset

    def has_children(self, row: Row) -> bool:
        """Whether a row could be folded."""
        if row.type == "section":
            return True
        web = self.index.web
        if row.depth and web.is_own_claim(row.id):
            return False
        return bool(web.below(row.id))

    def reveal(self, node_id: str) -> bool:
        """Unfolds whatever hides a node; true when something changed."""
        hiding = set(self.index.web.around(node_id)) - {node_id}
        for key in self.index.roots_of(node_id):
            before = bisect_right(self._heads, key)
            if before:
                hiding.add(str(self._heads[before - 1][0]))
        found = hiding & self.folded
        self.folded -= found
        return bool(found)

    def update(self, moves: Iterable[Moved]) -> Iterator[Patch]:
        """Follows the index: yields each patch *before* it holds, so that a model can announce it."""
        self._cache.clear()
        heads: set[Key] = set()
        for _, before, after in moves:
            for key in (before, after):
                if key is not None and (at := bisect_right(self._heads, key)):
                    heads.add(self._heads[at - 1])
            if before is not None and before != after:
                block = bisect_left(self._keys, before)
                yield from self._resize(block, 0, 0)
                del self._keys[block], self._sizes[block], self._shown[block]
            if after is not None:
                block = bisect_left(self._keys, after)
                if before != after:
                    self._keys.insert(block, after)
                    self._sizes.insert(block, 0)
                    self._shown.insert(block, 0)
                size = len(self._rows(after))
                yield from self._resize(block, size, 0 if self._is_folded_away(after) else size)
            self._ends = None
        for head in sorted(heads):
            first, last = self._section(head)
            yield from self._resize(first, 1, int(any(self._sizes[first + 1 : last])))

    def fold(self, node_id: str) -> Iterator[Patch]:
        """Follows a node that was just folded or unfolded, as `update` does."""
        self._cache.clear()
        if node_id.isdigit():
            first, last = self._section((int(node_id), HEADING, ""))
            hidden = node_id in self.folded
            yield Patch(self._first(first), 0, 1)
            for block in range(first + 1, last):
                yield from self._resize(block, self._sizes[block], 0 if hidden else self._sizes[block])
            return
        for key in self.index.roots_of(node_id):
            block = bisect_left(self._keys, key)
            size = len(self._rows(key))
            yield from self._resize(block, size, 0 if self._is_folded_away(key) else size)

    def _resize(self, block: int, size: int, shown: int) -> Iterator[Patch]:
        first, old = self._first(block), self._shown[block]
        if shown > old:
            yield Patch(first + old, shown - old)
        elif shown < old:
            yield Patch(first + shown, shown - old)
        self._sizes[block], self._shown[block] = size, shown
        self._ends = None
        if shown:
            yield Patch(first, 0, shown)

    def _first(self, block: int) -> int:
        return sum(self._shown[:block])

    def _section(self, head: Key) -> tuple[int, int]:
        """The section's own block and where the next section begins."""
        at = bisect_left(self._heads, head)
        first = bisect_left(self._keys, head)
        last = bisect_left(self._keys, self._heads[at + 1]) if at + 1 < len(self._heads) else len(self._keys)
        return first, last

    def _is_folded_away(self, key: Key) -> bool:
        at = bisect_right(self._heads, key)
        return bool(at) and str(self._heads[at - 1][0]) in self.folded

    def _all_ends(self) -> list[int]:
        if self._ends is None:
            self._ends = list(accumulate(self._shown))
            self._sections = []
            for head in self._heads:
                block = bisect_left(self._keys, head)
                if self._shown[block]:
                    insort(self._sections, self._ends[block] - 1)
        return self._ends

    def _cached(self, key: Key) -> list[Row]:
        rows = self._cache.get(key)
        if rows is None:
            if len(self._cache) > 2000:
                self._cache.clear()
            rows = self._cache[key] = self._rows(key)
        return rows

    def _rows(self, key: Key) -> list[Row]:
        rows = self.index.block(key)
        if key[1] == HEADING:
            return rows
        if self.chosen != "all":
            rows = self._wanted(rows)
        if self.folded:
            rows = self._unfolded(rows)
        return rows

    def _wanted(self, rows: list[Row]) -> list[Row]:
        """The rows that the filter asks for, and those they hang under."""
        kept: list[Row] = []
        needed = -1
        for row in reversed(rows):
            if row.depth == needed or self._matches(row.id):
                kept.append(row)
                needed = row.depth - 1
        return kept[::-1]

    def _matches(self, node_id: str) -> bool:
        if self.chosen == "holes":
            return node_id in self.index.holes_of
        return self.index.web.kind(node_id) == self.chosen

    def _unfolded(self, rows: list[Row]) -> list[Row]:
        kept: list[Row] = []
        below: int | None = None
        for row in rows:
            if below is not None and row.depth > below:
                continue
            below = row.depth if row.id in self.folded else None
            kept.append(row)
        return kept
