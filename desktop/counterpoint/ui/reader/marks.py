"""Finds the marks that touch a stretch of text, in time that follows what is found and not what exists.

Each mark is kept in the smallest bin that holds it whole. Bins of the lowest level are 512 code points wide
and each level above is eight times as wide, so that a stretch of text meets only a few bins a level.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from typing import Final

from counterpoint.core.marks import Mark

_LOWEST: Final = 9
_STEP: Final = 3
_LEVELS: Final = 8

_Place = tuple[int, int, str]


class MarkIndex:
    """The marks of one essay by id, by place and in text order."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks: dict[str, Mark] = {}
        self._bins: list[dict[int, list[Mark]]] = [{} for _ in range(_LEVELS + 1)]
        self._order: list[_Place] | None = None
        bins, known = self._bins, self._marks
        for mark in marks:
            known[mark.id] = mark
            start, last = mark.start, mark.end - 1
            level = max(0, ((start ^ last).bit_length() - _LOWEST + _STEP - 1) // _STEP)
            bins[level].setdefault(start >> (_LOWEST + _STEP * level), []).append(mark)

    def __len__(self) -> int:
        return len(self._marks)

    def get(self, mark_id: str | None) -> Mark | None:
        return self._marks.get(mark_id) if mark_id is not None else None

    def add(self, mark: Mark) -> None:
        """Takes a mark in, in place of the one with its id if there is one."""
        self.remove(mark.id)
        self._marks[mark.id] = mark
        level, key = _bin_of(mark)
        self._bins[level].setdefault(key, []).append(mark)
        if self._order is not None:
            insort(self._order, place_of(mark))

    def remove(self, mark_id: str) -> Mark | None:
        """Takes a mark out and returns it, or None where there was none."""
        mark = self._marks.pop(mark_id, None)
        if mark is None:
            return None
        level, key = _bin_of(mark)
        self._bins[level][key].remove(mark)
        if self._order is not None:
            del self._order[bisect_left(self._order, place_of(mark))]
        return mark

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that share at least one code point with `start:end`, in text order, the wider first."""
        found: list[Mark] = []
        for level, bins in enumerate(self._bins):
            shift = _LOWEST + _STEP * level
            for key in range(start >> shift, (max(end, start + 1) - 1 >> shift) + 1):
                for mark in bins.get(key, ()):
                    if mark.start < end and start < mark.end:
                        found.append(mark)
        found.sort(key=place_of)
        return found

    def at(self, position: int) -> list[Mark]:
        """The marks over one code point, the innermost first."""
        found = self.touching(position, position + 1)
        found.sort(key=lambda mark: (mark.end - mark.start, -mark.start, mark.id))
        return found

    def neighbour(self, place: _Place, direction: int, hidden: frozenset[str]) -> Mark | None:
        """The next mark after (`direction` > 0) or before `place` in text order, of annotators not hidden."""
        order = self._ordered()
        step = 1 if direction > 0 else -1
        index = bisect_right(order, place) if step > 0 else bisect_left(order, place) - 1
        while 0 <= index < len(order):
            mark = self._marks[order[index][2]]
            if mark.annotator_id not in hidden:
                return mark
            index += step
        return None

    def _ordered(self) -> list[_Place]:
        if self._order is None:
            self._order = sorted(map(place_of, self._marks.values()))
        return self._order


def place_of(mark: Mark) -> tuple[int, int, str]:
    """Where a mark stands in text order: by its start, the wider first."""
    return mark.start, -mark.end, mark.id


def _bin_of(mark: Mark) -> tuple[int, int]:
    level = max(0, ((mark.start ^ (mark.end - 1)).bit_length() - _LOWEST + _STEP - 1) // _STEP)
    return level, mark.start >> (_LOWEST + _STEP * level)
