"""Which links of different annotators say the same: the same relation, between places both have tagged.

A counterargument stands for the place it answers, and for how many answers lie between: whoever answers the
same claim has linked it alike, whatever the words of the answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from counterpoint.comparison.tags import Bond
from counterpoint.core.marks import Mark
from counterpoint.core.vocabulary import Relation


class End(NamedTuple):
    """What a link starts from or leads to: the number of a place; `answers` counts up from it, 0 for the
    place itself, 1 for an answer to it, 2 for an answer to that."""

    place: int
    answers: int


class Joined(NamedTuple):
    """What a link says, whoever drew it."""

    relation: Relation
    source: End
    target: End


def numbered(found: Iterable[Sequence[Mark]]) -> dict[str, int]:
    """The place that each passage is at, by the passage's id."""
    return {mark.id: number for number, place in enumerate(found) for mark in place}


def joined(bonds: Iterable[Bond], place_of: Mapping[str, int]) -> dict[Joined, list[Bond]]:
    """The links that say the same, together. Those that lead out of the essay are left out."""
    bonds = list(bonds)
    answered: dict[str, list[str]] = {}
    for bond in bonds:
        if bond.relation == "answers":
            answered.setdefault(bond.source, []).append(bond.target)
    found: dict[Joined, list[Bond]] = {}
    for bond in sorted(bonds):
        source, target = (_end(each, answered, place_of) for each in (bond.source, bond.target))
        if source is not None and target is not None:
            found.setdefault(Joined(bond.relation, source, target), []).append(bond)
    return found


def _end(node: str, answered: Mapping[str, list[str]], place_of: Mapping[str, int]) -> End | None:
    """The nearest place that is a link's end, or is answered by it through other answers."""
    level, seen, answers = {node}, {node}, 0
    while level:
        here = [place_of[each] for each in level if each in place_of]
        if here:
            return End(min(here), answers)
        level = {target for each in level for target in answered.get(each, ())} - seen
        seen |= level
        answers += 1
    return None
