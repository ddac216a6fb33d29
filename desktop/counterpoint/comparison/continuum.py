"""Several essays as one text to measure: one after the other, each as far as those compared have read it.

So unitizing measures run over the essays put together, F1 over their summed counts, and κ over the sentences
of all.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from counterpoint.comparison.mixed import Layer, Span
from counterpoint.comparison.tags import Tags
from counterpoint.core.marks import Mark
from counterpoint.core.segmentation import sentences
from counterpoint.core.text import paragraphs

MOST_UNITS: Final = 200
"""How many units of resampling there are at most. Where there are more paragraphs, as many neighbours as
needed are drawn together: paragraphs in a row are alike, so the interval is rather wider than narrower."""


@dataclass(frozen=True)
class Essay:
    """An essay made ready to be measured: its sentences, where its units of resampling begin, the passages
    of each annotator without white space at their ends, and how far each has read."""

    length: int
    sentences: Sequence[Span]
    starts: Sequence[int]
    marks: Mapping[str, Sequence[Mark]]
    reach: Mapping[str, int]


@dataclass(frozen=True)
class Continuum:
    """The essays one after the other, in code points. `starts` are where the units of resampling begin, some
    of which are empty where nobody compared has read them. Passages that end beyond what is read are left
    out. `unread` are the parts that an annotator has not read."""

    length: int
    starts: Sequence[int]
    sentences: Sequence[Span]
    marks: Mapping[str, Sequence[Mark]]
    unread: Mapping[str, Sequence[Span]]

    def unit_of(self, position: int) -> int:
        """The number of the resampling unit that a position is in."""
        return bisect_right(self.starts, position) - 1

    def tally(self, positions: Iterable[int], each: int = 1) -> list[int]:
        """How many of the positions each resampling unit has, each counting as so many."""
        found = [0] * len(self.starts)
        for position in positions:
            found[bisect_right(self.starts, position) - 1] += each
        return found

    def measure(self, weights: Iterable[tuple[int, int]], times: int = 1) -> list[int]:
        """The sum, for each resampling unit, of the weights at the positions in it."""
        found = [0] * len(self.starts)
        for position, weight in weights:
            found[bisect_right(self.starts, position) - 1] += times * weight
        return found

    def lengths(self) -> list[int]:
        """How long each resampling unit is."""
        return [end - start for start, end in pairwise((*self.starts, self.length))]

    def cut(self, layer: Layer) -> list[Span]:
        """The layer cut where units of resampling begin."""
        found = []
        for start, end in layer:
            number = self.unit_of(start)
            while number + 1 < len(self.starts) and self.starts[number + 1] < end:
                number += 1
                if self.starts[number] > start:
                    found.append((start, self.starts[number]))
                    start = self.starts[number]
            found.append((start, end))
        return found


def ready(tags: Sequence[Tags], annotators: Sequence[str]) -> list[Essay]:
    """The essays made ready. Their units of resampling are `MOST_UNITS` at most, all together."""
    lines = [[start for start, _ in paragraphs(each.text)] or [0] for each in tags]
    together = -(-sum(map(len, lines)) // MOST_UNITS)
    essays = []
    for each, starts in zip(tags, lines, strict=True):
        marks: dict[str, list[Mark]] = {name: [] for name in annotators}
        for mark in each.of(annotators):
            marks[mark.annotator_id].append(mark)
        units = [0, *starts[together::together]]
        spans = sentences(each.text, 0, len(each.text))
        essays.append(Essay(len(each.text), spans, units, marks, each.reach(annotators)))
    return essays


def continuum(essays: Sequence[Essay], annotators: Sequence[str], reach: Sequence[int]) -> Continuum:
    """The essays one after the other, each to its `reach`, with what these annotators marked."""
    before = 0
    starts: list[int] = []
    spans: list[Span] = []
    marks: dict[str, list[Mark]] = {name: [] for name in annotators}
    unread: dict[str, list[Span]] = {name: [] for name in marks}
    for essay, limit in zip(essays, reach, strict=True):
        starts += [before + min(start, limit) for start in essay.starts]
        spans += [(before + start, before + end) for start, end in essay.sentences if end <= limit]
        for name, own in essay.marks.items():
            read = (mark for mark in own if mark.end <= limit)
            if before:
                read = (mark._replace(start=mark.start + before, end=mark.end + before) for mark in read)
            marks[name] += read
            if essay.reach[name] < limit:
                unread[name].append((before + essay.reach[name], before + limit))
        before += limit
    return Continuum(before, starts, spans, marks, unread)
