"""Ruling on many differences at once: pure, from places to what a decision on each would be."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from counterpoint.comparison.differences import Difference
from counterpoint.core.marks import Mark
from counterpoint.core.review_records import Agreed
from counterpoint.core.vocabulary import Kind, Ruling


class Verdict(NamedTuple):
    """What a rule says of a place."""

    place: Difference
    ruling: Ruling
    accepted: tuple[str, ...]
    agreed: tuple[Agreed, ...]


def accept(place: Difference, ids: Iterable[str]) -> Verdict:
    """Some of a place's passages or links as they are. Those of the same bounds and kind are one, with the
    detail that most of them have, or none where they are divided."""
    wanted = set(ids) & set(place.members)
    details: dict[tuple[int, int, Kind], Counter[str]] = {}
    for mark in (mark for each in place.by.values() for mark in each if mark.id in wanted):
        details.setdefault((mark.start, mark.end, mark.kind), Counter())[mark.detail] += 1
    agreed = tuple(Agreed(*each, _commonest(details[each])) for each in sorted(details))
    return Verdict(place, "accept", tuple(sorted(wanted)), agreed)


def _commonest(details: Counter[str]) -> str:
    ranked = details.most_common(2)
    return "" if len(ranked) > 1 and ranked[0][1] == ranked[1][1] else ranked[0][0]


def reject(place: Difference) -> Verdict:
    """None of it."""
    return Verdict(place, "reject", (), ())


def unanimous(places: Iterable[Difference]) -> Iterator[Verdict]:
    """What all agree on."""
    for place in places:
        if place.group == "agreed":
            yield accept(place, place.members)


def majority(places: Iterable[Difference], votes: int) -> Iterator[Verdict]:
    """What at least so many annotators have alike: the same bounds and kind, or the same link. Where so many
    have nothing, it is rejected; else the place stays open."""
    for place in places:
        if place.group == "unread":
            continue
        if place.group == "links":
            if len({bond.annotator_id for bond in place.bonds}) >= votes:
                yield accept(place, place.members)
            elif len(place.absent) >= votes:
                yield reject(place)
            continue
        alike = Counter(map(_shape, place.by.values()))
        best, count = alike.most_common(1)[0]
        if count >= votes and list(alike.values()).count(count) == 1:
            chosen = (marks for marks in place.by.values() if _shape(marks) == best)
            yield accept(place, (mark.id for marks in chosen for mark in marks))
        elif len(place.absent) >= votes:
            yield reject(place)


def _shape(marks: Iterable[Mark]) -> tuple[tuple[int, int, Kind], ...]:
    return tuple(dict.fromkeys((mark.start, mark.end, mark.kind) for mark in marks))


def all_of(places: Iterable[Difference], person: str) -> Iterator[Verdict]:
    """What one annotator has, and nothing where she has nothing; where she has not got there yet the place
    stays open."""
    for place in places:
        if place.group == "unread" and person not in place.by:
            continue
        ids = [bond.id for bond in place.bonds if bond.annotator_id == person]
        if place.group != "links":
            ids = [mark.id for mark in place.by.get(person, ())]
        if ids:
            yield accept(place, ids)
        elif person in place.absent:
            yield reject(place)
