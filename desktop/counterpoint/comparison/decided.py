"""Which decision holds at which place, and the agreed version that comes of all of them.

Two decisions can be about one place: two reviewers ruled on it in libraries of their own, or what one took
for two places an import showed to be one. The one that shares most passages with the place holds. The other
is kept and told beside it, but has no part in the agreed version: a passage agreed on twice, in two ways,
would be none. A decision whose passages are all gone still stands, for it was ruled and nothing speaks
against it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from counterpoint.comparison.differences import Difference, ruled
from counterpoint.comparison.linking import joined, numbered
from counterpoint.comparison.tags import Bond
from counterpoint.core.marks import Mark
from counterpoint.core.records import Decision
from counterpoint.core.review_document import AGREED


class Rulings(NamedTuple):
    """By the key of a place, the decision that holds there, and others about it, which do not."""

    holding: Mapping[str, Decision]
    beside: Mapping[str, tuple[Decision, ...]]

    def all_of(self, key: str) -> tuple[Decision, ...]:
        """Every decision about a place, the one that holds first."""
        holding = self.holding.get(key)
        return (holding, *self.beside.get(key, ())) if holding else ()


def rulings(places: Sequence[Difference], decisions: Iterable[Decision]) -> Rulings:
    """Which decisions are about which places. It does not depend on any order."""
    by_id = {each.id: each for each in decisions}
    members = {each.id: frozenset(each.members.split()) for each in by_id.values()}
    holding = {key: by_id[decision] for key, decision in ruled(places, members).items()}
    left = sorted(by_id.keys() - {each.id for each in holding.values()})
    home = {member: place for place in places for member in place.members} if left else {}
    beside: dict[str, list[Decision]] = {}
    for decision in left:
        met = [home[member].key for member in members[decision] if member in home]
        if met:
            most = max(sorted(set(met)), key=met.count)
            beside.setdefault(most, []).append(by_id[decision])
    return Rulings(holding, {key: tuple(each) for key, each in beside.items()})


def standing(decisions: Iterable[Decision], found: Rulings) -> tuple[Decision, ...]:
    """The decisions that make the agreed version: all but those that another stands before."""
    lost = {each.id for others in found.beside.values() for each in others}
    return tuple(each for each in decisions if each.id not in lost)


def agreed_marks(decisions: Iterable[Decision]) -> tuple[Mark, ...]:
    """The agreed version's passages in text order, each once."""
    marks: dict[tuple[int, int, str, str], Mark] = {}
    for decision in sorted(decisions, key=lambda each: (each.created, each.id)):
        for number, (start, end, kind, detail) in enumerate(decision.agreed):
            mark = Mark(f"{decision.id}/{number}", start, end, kind, AGREED, detail)
            marks.setdefault((start, end, kind, detail), mark)
    return tuple(sorted(marks.values(), key=lambda mark: (mark.start, -mark.end, mark.id)))


def agreed_bonds(
    bonds: Sequence[Bond], places: Sequence[Difference], found: Rulings, agreed: Iterable[Mark]
) -> tuple[Bond, ...]:
    """The agreed version's links, between its own passages: those accepted, and those that nobody differs on,
    which there is nothing to decide about."""
    differing = {member for place in places if place.group == "links" for member in place.members}
    accepted = {member for each in found.holding.values() for member in each.accepted.split()}
    tagged = [place for place in places if place.group != "links"]
    number_of = numbered([mark for marks in place.by.values() for mark in marks] for place in tagged)
    ids = {(mark.start, mark.end, mark.kind, mark.detail): mark.id for mark in agreed}
    own = {
        number: ids[ruling.agreed[0]]
        for number, place in enumerate(tagged)
        if (ruling := found.holding.get(place.key)) is not None and ruling.agreed
    }
    made = []
    for link, (first, *others) in joined(bonds, number_of).items():
        drawn = {bond.id for bond in (first, *others)}
        if own.keys() >= {link.source.place, link.target.place} and (
            drawn & accepted or not drawn & differing
        ):
            source, target = (
                own[number_of[end]] if end in number_of else end for end in (first.source, first.target)
            )
            made.append(Bond(f"{first.id}/agreed", AGREED, first.relation, source, target))
    return tuple(made)
