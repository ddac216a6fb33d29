"""How strongly annotators agree, as fills and underlines of the text.

Each kind that anybody gave a stretch keeps its colour and underline there. The tint says how strongly they
agree: deepest where all do, then the same place as other kinds, each in a band of its own, then partly the
same place; faint, the underline too, where one is alone.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from counterpoint.core.marks import Mark
from counterpoint.core.review_document import Strength, Stretch
from counterpoint.core.vocabulary import KINDS, Kind
from counterpoint.ui.reader.sheet import Stretch as Painted

DEPTHS: Final[dict[Strength, int]] = {"all": 3, "kind": 2, "bounds": 1, "alone": 0}
"""So many marks of one's own would make the tint as deep; 0 is the faint look of another's mark."""


class Agreement:
    """The strength of agreement along a text: stretches in order that do not overlap."""

    def __init__(self, stretches: Sequence[Stretch] = ()) -> None:
        self._stretches = stretches
        self._starts = [stretch.start for stretch in stretches]
        self._ends = [stretch.end for stretch in stretches]

    def within(self, start: int, end: int) -> Iterable[Stretch]:
        """The whole of `start:end` in pieces, each with its strength; what has none is somebody's alone."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        at = start
        for stretch in self._stretches[first:last]:
            if stretch.start > at:
                yield Stretch(at, stretch.start, "alone")
            yield Stretch(max(at, stretch.start), min(end, stretch.end), stretch.strength)
            at = stretch.end
        if at < end:
            yield Stretch(at, end, "alone")


def painted(marks: Iterable[Mark], agreement: Agreement, start: int, end: int) -> list[Painted]:
    """What is painted beneath code points `start:end`, in code points of the text, for the `marks` there."""
    runs: dict[Kind, list[tuple[int, int]]] = {kind: [] for kind in KINDS}
    for mark in sorted(marks, key=lambda each: each.start):
        first, last, known = max(start, mark.start), min(end, mark.end), runs[mark.kind]
        if known and first <= known[-1][1]:
            known[-1] = (known[-1][0], max(known[-1][1], last))
        elif first < last:
            known.append((first, last))
    return [
        Painted(piece.start, piece.end, kind, DEPTHS[piece.strength] > 0, False, False)
        for kind, spans in runs.items()
        for span in spans
        for piece in agreement.within(*span)
        for _ in range(max(1, DEPTHS[piece.strength]))
    ]
