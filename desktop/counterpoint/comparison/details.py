"""What details annotators chose, beside the agreement on passages: it counts in no figure and no
difference."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from counterpoint.comparison.matching import places
from counterpoint.comparison.tags import Tags
from counterpoint.core.marks import Mark
from counterpoint.core.vocabulary import KINDS, Kind


class DetailCount(NamedTuple):
    """How many passages of a kind each annotator gave this detail; "" for none."""

    kind: Kind
    detail: str
    by: Mapping[str, int]


class DetailsApart(NamedTuple):
    """A place that annotators marked as the same kind but with different details: of each, her passage."""

    start: int
    end: int
    kind: Kind
    by: Mapping[str, Mark]


class Details(NamedTuple):
    """The table of details: by kind, those most used first; and the places where they differ, in text order.
    `alike` counts the places where all of two or more annotators gave the same detail, or none."""

    counts: tuple[DetailCount, ...]
    apart: tuple[DetailsApart, ...]
    alike: int


def details(tags: Tags, annotators: Sequence[str]) -> Details:
    """What details these annotators chose, and where they chose differently for the same thing."""
    marks = tags.of(annotators)
    used = Counter((mark.kind, mark.detail, mark.annotator_id) for mark in marks)
    total = Counter((mark.kind, mark.detail) for mark in marks)
    order = sorted(total, key=lambda each: (KINDS.index(each[0]), -total[each], each[1]))
    counts = tuple(
        DetailCount(kind, detail, {name: used[kind, detail, name] for name in annotators})
        for kind, detail in order
    )
    apart, alike = [], 0
    for place in places(marks):
        for kind in KINDS:
            by = {mark.annotator_id: mark for mark in place if mark.kind == kind}
            if len(by) < 2:
                continue
            if len({mark.detail for mark in by.values()}) == 1:
                alike += 1
            else:
                start, end = min(mark.start for mark in by.values()), max(mark.end for mark in by.values())
                apart.append(DetailsApart(start, end, kind, by))
    return Details(counts, tuple(apart), alike)
