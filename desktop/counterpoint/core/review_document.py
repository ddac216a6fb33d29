"""A review of one essay told: what every report is given, and the window's panes.

Names are those to be shown; in blind mode they are letters. Offsets are half-open code points of `text`.
"""

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from counterpoint.core.marks import Heading
from counterpoint.core.vocabulary import Kind, Ruling

AGREED: Final = "agreed"
"""Stands for an annotator's id where the agreed version is meant; nobody has this id."""
AGREED_NAME: Final = "Agreed"

Group = Literal["kind", "bounds", "alone", "links"]
"""How annotators differ: same place, other kind; overlapping, other bounds; only some tagged it; their links
or answers differ."""

GROUP_SAYS: Final[dict[Group, str]] = {
    "kind": "Same place, other kind",
    "bounds": "Overlapping, other bounds",
    "alone": "Not tagged by all",
    "links": "Links differ",
}

Strength = Literal["all", "kind", "bounds", "alone"]
"""How strongly annotators agree on a stretch: all of them; the same place as another kind; partly the same
place; one alone."""


class LaneMark(NamedTuple):
    """A passage in somebody's lane."""

    start: int
    end: int
    kind: Kind
    detail: str
    passage_id: str


class Lane(NamedTuple):
    """One annotator's passages in text order. `upto` is how far she has read."""

    annotator_id: str
    name: str
    marks: tuple[LaneMark, ...]
    upto: int


class Stretch(NamedTuple):
    """How strongly the annotators agree on a stretch that anybody tagged."""

    start: int
    end: int
    strength: Strength


class Says(NamedTuple):
    """What one annotator has in a difference; `kind` is empty where she has nothing there. `words` says it
    in a few: `claim, 11 words longer`. `ids` are her passages or links."""

    annotator_id: str
    name: str
    kind: Kind | Literal[""]
    words: str
    start: int
    end: int
    ids: tuple[str, ...]


class Ruled(NamedTuple):
    """A decision told: what was ruled, in words, by whom, when (ISO 8601 in UTC) and why, and the passages of
    the agreed version that came of it."""

    decision_id: str
    ruling: Ruling
    words: str
    by: str
    at: str
    reason: str
    agreed: tuple[LaneMark, ...] = ()


class DifferenceTold(NamedTuple):
    """A difference, or a place where all agree that awaits its decision. `key` stays the same when more is
    imported; `members` are the ids it is about. `ruled` is None while it is open."""

    key: str
    group: Group | Literal["agree"]
    start: int
    end: int
    quote: str
    by: tuple[Says, ...]
    members: tuple[str, ...]
    ruled: Ruled | None


class MeasureTold(NamedTuple):
    """A figure. `kind` is empty for all kinds together, `pair` are two names or None for everybody. `value`
    is None where it is undefined, and `why` says why. `low` and `high` bound the 95 % interval, None without
    one. `explanation` is a sentence that a coach can read, `title` what the figure is called on screen."""

    name: str
    kind: Kind | Literal[""]
    pair: tuple[str, str] | None
    value: float | None
    why: str
    low: float | None
    high: float | None
    explanation: str
    title: str = ""


class Count(NamedTuple):
    """How many passages of a kind ("" for all) two annotators have in common, and alone."""

    kind: Kind | Literal[""]
    pair: tuple[str, str]
    common: int
    only_first: int
    only_second: int


class Confusion(NamedTuple):
    """How one annotator's kinds meet another's: rows and columns are the kinds and `none`."""

    pair: tuple[str, str]
    labels: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]


class DetailCount(NamedTuple):
    """How often each annotator, in the order of the lanes, gave a kind's passages this detail."""

    kind: Kind
    detail: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReviewDocument:
    """A whole review. `agreed` is the agreed version so far. `seed` and `rounds` are the bootstrap's;
    `left_out` says in sentences what the figures leave out. `date` is ISO."""

    essay_id: str
    title: str
    author: str
    text: str
    headings: tuple[Heading, ...]
    lanes: tuple[Lane, ...]
    agreed: tuple[LaneMark, ...]
    stretches: tuple[Stretch, ...]
    differences: tuple[DifferenceTold, ...]
    measures: tuple[MeasureTold, ...]
    counts: tuple[Count, ...]
    confusions: tuple[Confusion, ...]
    details: tuple[DetailCount, ...]
    left_out: tuple[str, ...]
    seed: int
    rounds: int
    date: str


def figure(value: float | None) -> str:
    """A figure as it is written: `.81`, `1.00`, `-.05`; a dash where it is undefined."""
    if value is None:
        return "–"
    written = f"{value:.2f}"
    return written.replace("0.", ".", 1) if abs(value) < 0.995 else written
