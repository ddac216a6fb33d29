"""Which passages of different annotators are about the same place.

Each passage has one partner at most of each other annotator. Partners are found best first:

- the same bounds and kind;
- the same kind and an overlap, first where it is the greatest share of what both span together;
- the same bounds and another kind;
- another kind and an overlap of at least half the longer one: a short rhetoric inside somebody's long claim
  is not the same place.

So a claim and the rhetoric inside it, by one annotator, are never compared with each other. With more than
two annotators the partners of partners come together, as long as no annotator comes in twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from typing import Final, NamedTuple

from counterpoint.core.marks import Mark

_MOST_EDGES: Final = 40


class Met(NamedTuple):
    """Two annotators' passages: pairs about the same place, and those of either without a counterpart."""

    pairs: Sequence[tuple[Mark, Mark]]
    left: Sequence[Mark]
    right: Sequence[Mark]


class _Edge(NamedTuple):
    """Two stretches that may be partners, in the order in which partners are made."""

    tier: int
    apart: float
    start: int
    end: int
    first: int
    second: int


def places(marks: Sequence[Mark]) -> list[tuple[Mark, ...]]:
    """The passages by the place they are about, in text order. Passages of one annotator with the same bounds
    and kind are at one place, as they differ in detail alone."""
    alike: dict[tuple[int, int, str], list[Mark]] = {}
    for mark in marks:
        alike.setdefault((mark.start, mark.end, mark.kind), []).append(mark)
    stretches = sorted(alike)
    members = [[number] for number in range(len(stretches))]
    people = [{mark.annotator_id for mark in alike[stretch]} for stretch in stretches]
    home = list(range(len(stretches)))
    for edge in sorted(_edges(stretches, people)):
        one, other = home[edge.first], home[edge.second]
        if one != other and people[one].isdisjoint(people[other]):
            people[one] |= people[other]
            for number in members[other]:
                home[number] = one
            members[one] += members[other]
            members[other] = []
    found = sorted(sorted(each) for each in members if each)
    return [tuple(mark for number in each for mark in alike[stretches[number]]) for each in found]


def _edges(stretches: Sequence[tuple[int, int, str]], people: Sequence[set[str]]) -> Iterator[_Edge]:
    """Stretches of different annotators that are about the same place by one of the rules after the first.
    Where very many overlap, each is given the best of those that began before it."""
    open_now: list[int] = []
    for number, (start, _, _) in enumerate(stretches):
        open_now = [other for other in open_now if stretches[other][1] > start]
        edges = (
            _edge(stretches, other, number) for other in open_now if people[other].isdisjoint(people[number])
        )
        fitting = (edge for edge in edges if edge is not None)
        yield from fitting if len(open_now) <= _MOST_EDGES else nsmallest(_MOST_EDGES, fitting)
        open_now.append(number)


def _edge(stretches: Sequence[tuple[int, int, str]], first: int, second: int) -> _Edge | None:
    """How well two overlapping stretches fit, the first of which begins no later."""
    start, end, kind = stretches[first]
    begun, last, named = stretches[second]
    overlap = min(end, last) - begun
    apart = 1 - overlap / (max(end, last) - start)
    if kind == named:
        return _Edge(2, apart, start, end, first, second)
    if start == begun and end == last:
        return _Edge(3, apart, start, end, first, second)
    if 2 * overlap >= max(end - start, last - begun):
        return _Edge(4, apart, start, end, first, second)
    return None


def partners(found: Iterable[Sequence[Mark]], one: str) -> Met:
    """Of places of two annotators, the pairs of passages and those without a partner, those of `one` first.
    Several by one annotator at one place, which differ in detail alone, count as one."""
    pairs, left, right = [], [], []
    for place in found:
        first, last = place[0], place[-1]
        if first.annotator_id != last.annotator_id:
            pairs.append((first, last) if first.annotator_id == one else (last, first))
        elif first.annotator_id == one:
            left.append(first)
        else:
            right.append(first)
    return Met(pairs, left, right)
