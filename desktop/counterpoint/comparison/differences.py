"""Where annotators differ: a list in text order, a summary of details, and the strength of agreement along
the text.

A difference is about one place (`matching.places`), or about one link between places. To a place also belong
pieces: where one annotator marked a stretch whole and another cut it, the cuts beside the partner, of the
same kind and at least half within that stretch, are part of the same difference in bounds.

An annotator who marked nothing at a place counts as differing only if she has read it to its end. What she
marked further on counts as marked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, Literal, NamedTuple

from counterpoint.comparison.linking import joined, numbered
from counterpoint.comparison.matching import places
from counterpoint.comparison.tags import Bond, Tags
from counterpoint.core.marks import Mark
from counterpoint.core.vocabulary import Relation

Group = Literal["agreed", "kind", "bounds", "missing", "alone", "links", "unread"]
"""What annotators did at a place: all the same; marked it as different kinds; the same kind with other
bounds; those who marked it agree, but not everybody did; only one marked it; not everybody linked it so.
`unread`: only one annotator has got there yet, so that there is nothing to compare."""

Strength = Literal["all", "kind", "partial", "alone"]
"""All agree; the same place as another kind; a part of the annotators or of the place; one alone."""

_STRENGTH: Final[Mapping[Group, Strength]] = {
    "agreed": "all",
    "kind": "kind",
    "bounds": "partial",
    "missing": "partial",
    "alone": "alone",
}
_WEAKEST_FIRST: Final[tuple[Strength, ...]] = ("alone", "kind", "partial", "all")


@dataclass(frozen=True)
class Difference:
    """What annotators did at one place, or with one link; also where they agree.

    `start` and `end` span all that was marked there, in code points. `by` holds the passages concerned of
    each annotator who has some, in text order; of a link, those it joins, for who drew it. `absent` have read
    the place and marked nothing there (or did not link it); `waiting` have not got there yet. `bonds` are the
    links concerned, all of one `relation`.
    """

    start: int
    end: int
    group: Group
    by: Mapping[str, tuple[Mark, ...]]
    absent: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    bonds: tuple[Bond, ...] = ()
    relation: Relation | None = None
    members: tuple[str, ...] = field(init=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        ids = [bond.id for bond in self.bonds] or [mark.id for marks in self.by.values() for mark in marks]
        object.__setattr__(self, "members", tuple(sorted(set(ids))))
        object.__setattr__(self, "key", sha256(" ".join(self.members).encode()).hexdigest()[:32])

    @property
    def differs(self) -> bool:
        """Whether there is anything to decide."""
        return self.group not in ("agreed", "unread")


class Stretch(NamedTuple):
    """A part of the text and how strongly annotators agree on it."""

    start: int
    end: int
    strength: Strength


def differences(tags: Tags, annotators: Sequence[str]) -> tuple[Difference, ...]:
    """What these annotators did at every place and with every link, agreements too, in text order.

    The key of each follows from the ids of its `members` (passages, or links) alone.
    """
    found = [list(place) for place in places(tags.of(annotators))]
    found = _with_pieces(found)
    reach = tags.reach(annotators)
    told = [_told(place, reach) for place in found]
    told += _link_differences(tags.bonds, found, annotators)
    return tuple(sorted(told, key=lambda each: (each.start, each.end, each.group == "links", each.key)))


def ruled(found: Iterable[Difference], decided: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Which earlier decision is about which difference: from the difference's key to the decision's.

    `decided` holds the members each decision was about. After a new import a place may have more passages, or
    be put together otherwise: a decision goes to the difference with which it shares most members, and
    each difference has one at most.
    """
    wanted = frozenset().union(*decided.values())
    home: dict[str, list[Difference]] = {}
    for each in found:
        for member in each.members:
            if member in wanted:
                home.setdefault(member, []).append(each)
    shares: dict[tuple[str, str], int] = {}
    for decision, members in decided.items():
        for member in members:
            for each in home.get(member, ()):
                shares[decision, each.key] = shares.get((decision, each.key), 0) + 1
    chosen: dict[str, str] = {}
    used: set[str] = set()
    for (decision, key), _ in sorted(shares.items(), key=lambda item: (-item[1], item[0])):
        if key not in chosen and decision not in used:
            chosen[key] = decision
            used.add(decision)
    return chosen


def strength(found: Iterable[Difference]) -> tuple[Stretch, ...]:
    """How strongly annotators agree along the text: stretches in order that do not overlap. Where places
    overlap, the weakest agreement shows; what nobody marked, or only one has read, is left out."""
    edges: list[tuple[int, int, Strength]] = []
    for each in found:
        if each.group in _STRENGTH:
            edges += [(each.start, 1, _STRENGTH[each.group]), (each.end, -1, _STRENGTH[each.group])]
    stretches: list[Stretch] = []
    here = dict.fromkeys(_WEAKEST_FIRST, 0)
    last = 0
    for at, change, which in sorted(edges):
        now = next((each for each in _WEAKEST_FIRST if here[each]), None)
        if at > last and now is not None:
            if stretches and stretches[-1].end == last and stretches[-1].strength == now:
                stretches[-1] = stretches[-1]._replace(end=at)
            else:
                stretches.append(Stretch(last, at, now))
        here[which] += change
        last = at
    return tuple(stretches)


def _with_pieces(found: list[list[Mark]]) -> list[list[Mark]]:
    """The places, those of one annotator alone put to the place that they are a piece of."""
    whole = [place for place in found if len({mark.annotator_id for mark in place}) > 1]
    alone = [place for place in found if len({mark.annotator_id for mark in place}) == 1]
    kept = []
    put: list[tuple[list[Mark], list[Mark]]] = []
    ahead = 0
    reaching: list[list[Mark]] = []
    whole.sort(key=lambda place: min(mark.start for mark in place))
    for piece in sorted(alone, key=lambda place: place[0].start):
        start = piece[0].start
        while ahead < len(whole) and min(mark.start for mark in whole[ahead]) < piece[0].end:
            reaching.append(whole[ahead])
            ahead += 1
        reaching = [place for place in reaching if max(mark.end for mark in place) > start]
        best = max(reaching, key=lambda place: _inside(piece[0], place), default=None)
        if best is None or not _inside(piece[0], best):
            kept.append(piece)
        else:
            put.append((best, piece))
    for place, piece in put:
        place += piece
        place.sort(key=lambda mark: mark[1:4])
    return [*whole, *kept]


def _inside(piece: Mark, place: Iterable[Mark]) -> int:
    """How much of the piece lies in another's passage of its kind at the place, if its annotator has a part
    in it; nothing where that is less than half."""
    marks = list(place)
    if all(mark.annotator_id != piece.annotator_id for mark in marks):
        return 0
    others = (mark for mark in marks if mark.annotator_id != piece.annotator_id and mark.kind == piece.kind)
    most = max((min(piece.end, mark.end) - max(piece.start, mark.start) for mark in others), default=0)
    return most if 2 * most >= piece.end - piece.start else 0


def _told(place: Sequence[Mark], reach: Mapping[str, int]) -> Difference:
    by: dict[str, tuple[Mark, ...]] = {}
    for mark in place:
        by[mark.annotator_id] = (*by.get(mark.annotator_id, ()), mark)
    start, end = min(mark.start for mark in place), max(mark.end for mark in place)
    others = [name for name in reach if name not in by]
    absent = tuple(name for name in others if reach[name] >= end)
    waiting = tuple(name for name in others if reach[name] < end)
    in_order = {name: by[name] for name in reach if name in by}
    return Difference(start, end, _group(place, len(by), bool(absent)), in_order, absent, waiting)


def _group(place: Sequence[Mark], annotators: int, somebody_absent: bool) -> Group:
    if annotators == 1:
        return "alone" if somebody_absent else "unread"
    if len({mark.kind for mark in place}) > 1:
        return "kind"
    if len({(mark.start, mark.end) for mark in place}) > 1:
        return "bounds"
    return "missing" if somebody_absent else "agreed"


def _link_differences(
    bonds: Iterable[Bond], found: Sequence[Sequence[Mark]], annotators: Sequence[str]
) -> list[Difference]:
    """A difference for each link that some drew and others, who have passages at both its ends, did not."""
    chosen = [bond for bond in bonds if bond.annotator_id in annotators]
    told = []
    for link, drawn in joined(chosen, numbered(found)).items():
        numbers = {link.source.place, link.target.place}
        marks = sorted((mark for number in numbers for mark in found[number]), key=lambda mark: mark[1:4])
        present = [{mark.annotator_id for mark in found[number]} for number in numbers]
        drew = {bond.annotator_id for bond in drawn}
        absent = [name for name in annotators if name not in drew and all(name in each for each in present)]
        if absent:
            by = {
                name: tuple(mark for mark in marks if mark.annotator_id == name)
                for name in annotators
                if name in drew
            }
            start, end = min(mark.start for mark in marks), max(mark.end for mark in marks)
            told.append(
                Difference(start, end, "links", by, tuple(absent), bonds=tuple(drawn), relation=link.relation)
            )
    return told
