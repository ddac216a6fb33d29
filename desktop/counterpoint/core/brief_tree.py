"""A brief's entries as a tree, and the ranks that order siblings.

A rank is a word of base-36 digits that never ends in 0, read as a fraction: between any two there is another,
so moving one entry changes no other (David Greenspan's fractional indexing, in our own few lines).
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from counterpoint.core.records import Entry
from counterpoint.core.vocabulary import HEADINGS, LEAF, EntryKind

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def rank_between(low: str, high: str) -> str:
    """A rank after `low` and before `high`; either may be empty for the end on its side.

    Raises ValueError where `low` is not below `high`.
    """
    if high and low >= high:
        raise ValueError("there is no rank between those")
    made = ""
    place = 0
    while True:
        bottom = _DIGITS.index(low[place]) if place < len(low) else 0
        top = _DIGITS.index(high[place]) if place < len(high) else len(_DIGITS)
        if top - bottom > 1:
            return made + _DIGITS[(bottom + top) // 2]
        made += _DIGITS[bottom]
        if top > bottom:
            high = ""  # from here on anything above `low` is below `high`
        place += 1


def ranks(count: int) -> list[str]:
    """So many ranks in order, evenly apart and short."""
    return ranks_between("", "", count)


def ranks_between(low: str, high: str, count: int) -> list[str]:
    """So many ranks after `low` and before `high`, as `rank_between` takes them, in order and short."""
    if count < 1:
        return []
    middle = rank_between(low, high)
    before = (count - 1) // 2
    return [
        *ranks_between(low, middle, before),
        middle,
        *ranks_between(middle, high, count - 1 - before),
    ]


def level(kind: EntryKind) -> int:
    """1 for a pocket to 4 for what stands under a block."""
    return HEADINGS.get(kind, LEAF)


def may_hold(parent: EntryKind | None, child: EntryKind) -> bool:
    """Whether a `child` may stand directly under a `parent`; None is the brief itself, for headings."""
    if parent is None:
        return level(child) < LEAF
    return level(parent) < level(child) or (parent == "answer" and child == "card")


class Placed(NamedTuple):
    """An entry where it stands; the top is at depth 0."""

    entry: Entry
    depth: int


class Tree:
    """The entries of one brief. Any set makes a tree: what hangs from nothing, or from what cannot hold it,
    stands at the top. As a parent's level is above its children's, none hang in a circle."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {entry.id: entry for entry in sorted(entries, key=lambda each: (each.rank, each.id))}
        self._above = {entry.id: self._holder(entry) for entry in self.entries.values()}
        self._below = self._lists()

    def _holder(self, entry: Entry) -> Entry | None:
        parent = self.entries.get(entry.parent_id or "")
        return parent if parent is not None and may_hold(parent.kind, entry.kind) else None

    def _lists(self) -> dict[str | None, list[Entry]]:
        below: dict[str | None, list[Entry]] = {}
        for entry in self.entries.values():
            parent = self._above[entry.id]
            below.setdefault(parent.id if parent else None, []).append(entry)
        return below

    def children(self, entry_id: str | None) -> list[Entry]:
        """What stands directly under an entry, in order; None for the top."""
        return self._below.get(entry_id, [])

    def parent(self, entry: Entry) -> Entry | None:
        """What an entry stands under; None for the top."""
        return self._above[entry.id]

    def walk(self) -> Iterator[Placed]:
        """Every entry in reading order."""
        return self._walk(None, 0)

    def under(self, entry_id: str) -> Iterator[Entry]:
        """Everything below an entry, in reading order, without itself."""
        return (placed.entry for placed in self._walk(entry_id, 0))

    def _walk(self, top: str | None, depth: int) -> Iterator[Placed]:
        stack = [(entry, depth) for entry in reversed(self.children(top))]
        while stack:
            entry, at = stack.pop()
            yield Placed(entry, at)
            stack.extend((child, at + 1) for child in reversed(self.children(entry.id)))

    def rank_after(self, parent_id: str | None, after_id: str | None, moving: str = "") -> str:
        """A rank under `parent_id` just after the sibling `after_id`, or first of all for None; `moving` is
        the entry that goes there, if it stands there already."""
        siblings = [each for each in self.children(parent_id) if each.id != moving]
        ids = [each.id for each in siblings]
        at = ids.index(after_id) + 1 if after_id in ids else 0
        low = siblings[at - 1].rank if at else ""
        higher = (each.rank for each in siblings[at:] if each.rank > low)
        return rank_between(low, next(higher, ""))

    def giving_way(self, after: Entry, rank: str, moving: str) -> list[tuple[Entry, str]]:
        """The siblings that stand behind `after` but have its rank, as when two people each put something at
        one place, with ranks behind `rank`, which `rank_after` gave for the entry `moving` there."""
        parent = self.parent(after)
        siblings = [each for each in self.children(parent.id if parent else None) if each.id != moving]
        behind = siblings[siblings.index(after) + 1 :]
        alike = [each for each in behind if each.rank == after.rank]
        high = behind[len(alike)].rank if len(alike) < len(behind) else ""
        return list(zip(alike, ranks_between(rank, high, len(alike)), strict=True))
