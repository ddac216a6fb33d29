"""What every report of a review needs told: names that stay apart, paragraphs cut where tags begin and end,
and decisions in words."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import combinations, pairwise
from typing import Final, Literal, NamedTuple

from counterpoint.core.review_document import (
    GROUP_SAYS,
    DifferenceTold,
    Group,
    Lane,
    LaneMark,
    ReviewDocument,
    Strength,
)
from counterpoint.core.text import paragraphs
from counterpoint.core.vocabulary import KINDS, Kind, Ruling

SECTIONS: Final[dict[Group | Literal["agree"], str]] = {
    "kind": GROUP_SAYS["kind"],
    "bounds": GROUP_SAYS["bounds"],
    "alone": GROUP_SAYS["alone"],
    "links": GROUP_SAYS["links"],
    "agree": "All agree",
}
"""The differences' groups in the order in which they are told, and last the places where nobody differs."""

STRENGTHS: Final[dict[Strength, str]] = {
    "all": "all agree",
    "bounds": "only in part the same place",
    "kind": "same place, other kind",
    "alone": "one alone",
}


RULINGS: Final[dict[Ruling, str]] = {"accept": "accepted", "change": "set anew", "reject": "rejected"}


class Segment(NamedTuple):
    """A stretch of a paragraph on which nothing changes. `held` are the kinds that each annotator, in the
    order of the lanes, and last the agreed version has there; `strength` is empty where nobody has any."""

    start: int
    end: int
    held: tuple[tuple[Kind, ...], ...]
    strength: Strength | Literal[""]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that annotators have here, the one that most of them have first."""
        count = Counter(kind for kinds in self.held[:-1] for kind in kinds)
        return tuple(sorted(count, key=lambda kind: (-count[kind], KINDS.index(kind))))


class Paragraph(NamedTuple):
    """A paragraph of the essay; `level` is a heading's, 0 for any other."""

    start: int
    end: int
    level: int
    segments: tuple[Segment, ...]


class Holding(NamedTuple):
    """What somebody has in a difference: its kind and in words, the details of her passages, and whether it
    is anything at all."""

    name: str
    kind: Kind | Literal[""]
    words: str
    detail: str
    anything: bool


class Pairs:
    """Which two annotators a pair of names means. Where some have the same name, pairs come in the order of
    the lanes: the second pair of two names is the second pair of annotators with these."""

    def __init__(self, document: ReviewDocument) -> None:
        shown = names(document)
        self._options: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        lanes = [(lane.name, shown[lane.annotator_id]) for lane in document.lanes]
        for (first, told), (second, also) in combinations(lanes, 2):
            self._options[first, second].append((told, also))
        for (first, told), (second, also) in combinations(lanes, 2):
            self._options[second, first].append((also, told))
        self._seen: Counter[tuple[Hashable, tuple[str, str]]] = Counter()

    def next(self, about: Hashable, pair: tuple[str, str]) -> tuple[str, str]:
        """The shown names of the next pair in what is told `about` one thing."""
        options = self._options.get(pair, [pair])
        at = self._seen[about, pair]
        self._seen[about, pair] += 1
        return options[min(at, len(options) - 1)]


def distinct(wanted: Iterable[str]) -> tuple[str, ...]:
    """The names, a later one that is taken already with a number behind it."""
    taken: dict[str, None] = {}
    for name in wanted:
        free, number = name, 1
        while free in taken:
            number += 1
            free = f"{name} ({number})"
        taken[free] = None
    return tuple(taken)


def names(document: ReviewDocument) -> dict[str, str]:
    """How each annotator is called in a report, by id, in the order of the lanes."""
    ids = [lane.annotator_id for lane in document.lanes]
    return dict(zip(ids, distinct(lane.name for lane in document.lanes), strict=True))


def passages(document: ReviewDocument) -> dict[str, LaneMark]:
    """Every annotator's passages by their ids."""
    return {mark.passage_id: mark for lane in document.lanes for mark in lane.marks}


def holdings(document: ReviewDocument) -> list[list[Holding]]:
    """Who has what in each difference."""
    shown, marks = names(document), passages(document)
    told: list[list[Holding]] = []
    for each in document.differences:
        told.append([])
        for said in each.by:
            found = dict.fromkeys(marks[name].detail for name in said.ids if name in marks)
            words = said.words or said.kind or "nothing here"
            name = shown.get(said.annotator_id, said.name)
            told[-1].append(Holding(name, said.kind, words, ", ".join(filter(None, found)), bool(said.ids)))
    return told


def sections(
    document: ReviewDocument,
) -> Iterator[tuple[Group | Literal["agree"], list[tuple[int, DifferenceTold]]]]:
    """The differences by group, with their numbers from 1; groups that no difference is in are left out."""
    found: dict[Group | Literal["agree"], list[tuple[int, DifferenceTold]]]
    found = {group: [] for group in SECTIONS}
    for number, each in enumerate(document.differences, start=1):
        found[each.group].append((number, each))
    return ((group, told) for group, told in found.items() if told)


def laid_out(document: ReviewDocument) -> list[Paragraph]:
    """The essay's paragraphs, cut where a tag, a strength or a difference begins or ends."""
    spans = paragraphs(document.text)
    segments = _segments(document, spans)
    starts = [start for start, _ in spans]
    levels: dict[int, int] = {}
    for heading in document.headings:
        levels[bisect_right(starts, heading.start) - 1] = heading.level
    inside: list[list[Segment]] = [[] for _ in spans]
    for segment in segments:
        at = bisect_right(starts, segment.start) - 1
        if at >= 0 and segment.end <= spans[at][1]:
            inside[at].append(segment)
    return [
        Paragraph(start, end, levels.get(at, 0), tuple(inside[at])) for at, (start, end) in enumerate(spans)
    ]


def _segments(document: ReviewDocument, spans: Iterable[tuple[int, int]]) -> Iterator[Segment]:
    length = len(document.text)
    changes: dict[int, list[tuple[int, Kind | Strength, int]]] = defaultdict(list)
    lanes = [*(lane.marks for lane in document.lanes), document.agreed]
    for number, marks in enumerate(lanes):
        for mark in marks:
            changes[min(mark.start, length)].append((number, mark.kind, 1))
            changes[min(mark.end, length)].append((number, mark.kind, -1))
    for stretch in document.stretches:
        changes[min(stretch.start, length)].append((-1, stretch.strength, 1))
        changes[min(stretch.end, length)].append((-1, stretch.strength, -1))
    cuts = {bound for span in spans for bound in span} | {min(d.start, length) for d in document.differences}
    here: Counter[tuple[int, Kind | Strength]] = Counter()
    for start, end in pairwise(sorted(changes.keys() | cuts)):
        for lane, value, step in changes.get(start, ()):
            here[lane, value] += step
        held = tuple(tuple(kind for kind in KINDS if here[number, kind] > 0) for number in range(len(lanes)))
        strength: Strength | Literal[""]
        strength = next((each for each in STRENGTHS if here[-1, each] > 0), "")
        yield Segment(start, end, held, strength)


def passage_words(mark: LaneMark) -> str:
    """A passage of the agreed version in words: its kind, its detail and its code points."""
    detail = f" ({mark.detail})" if mark.detail else ""
    return f"{mark.kind}{detail} {mark.start}–{mark.end}"


def moment(at: str) -> str:
    """A moment (ISO 8601) as people read it, in UTC and whole minutes; as it is where it is none."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return at
    if when.tzinfo is not None:
        when = when.astimezone(UTC)
    return f"{when:%Y-%m-%d %H:%M} UTC"


def read_share(lane: Lane, document: ReviewDocument) -> str:
    """How much of the essay an annotator has read, such as `40 %`; empty for all of it."""
    if lane.upto >= len(document.text):
        return ""
    return f"{100 * lane.upto // len(document.text)} %"


def decided(document: ReviewDocument) -> tuple[int, int]:
    """How many differences there are, places where all agree apart, and how many of them are decided."""
    real = [each for each in document.differences if each.group != "agree"]
    return len(real), sum(each.ruled is not None for each in real)


def count_words(count: int, one: str, more: str = "") -> str:
    """`1 passage`, `2,000 passages`."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"
