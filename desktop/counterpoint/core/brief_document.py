"""A brief written out: what every exporter and the preview are given.

`parts` come in reading order. In a block the answers come first, as its frontline, and the cards after them:
an analytic after a card would be taken for a part of that card. Everything is plain text
except `reasoning`, which is the Markdown that somebody wrote and must be made safe.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from counterpoint.core.vocabulary import EntryKind, Highlight


class Run(NamedTuple):
    """A stretch of a card's body in one style. `text` is the essay's own; for an omission it is empty, and
    what was left out is `omitted`. `small` is a size in points, 0 for the body's own. `start` is where the
    run begins, in code points of the essay."""

    text: str
    start: int
    underlined: bool = False
    emphasised: bool = False
    highlight: Highlight | None = None
    small: int = 0
    omitted: str = ""


OMISSION = "[…]"
"""How an omission is shown in every format."""


class CitePart(NamedTuple):
    """A stretch of a cite; the author's last name and the date are `strong`."""

    text: str
    strong: bool = False


class Comment(NamedTuple):
    """A reviewer's note on a card: from run `first` to run `last`, both included, each told as the number of
    its paragraph and its number within that. `created` is ISO 8601 in UTC."""

    author: str
    text: str
    created: str
    first: tuple[int, int]
    last: tuple[int, int]


@dataclass(frozen=True, slots=True)
class HeadingPart:
    """A pocket (level 1), a hat (2) or a block (3), with the words on the page: `Contention 2: …`, `AT: …`.
    `seconds` is how long all that stands under it takes to read aloud."""

    entry_id: str
    level: Literal[1, 2, 3]
    text: str
    seconds: float


@dataclass(frozen=True, slots=True)
class AnalyticPart:
    """An argument with no card: an answer in a frontline, a line of the user's own, or what is still
    unanswered. `number` is `1` and so on in a frontline, else empty. `by` names where an open claim
    stands."""

    entry_id: str
    kind: Literal["answer", "analytic", "open"]
    number: str
    text: str
    how: str
    reasoning: str
    by: str
    seconds: float


@dataclass(frozen=True, slots=True)
class CardPart:
    """A card: tag, one-line cite, and the body's paragraphs as runs, none of them empty. `number` ties it to
    an answer of its frontline: `1`, or `1a`, `1b` where that has several. `words` are those read aloud."""

    entry_id: str
    card_id: str
    number: str
    tag: str
    cite: tuple[CitePart, ...]
    paragraphs: tuple[tuple[Run, ...], ...]
    comments: tuple[Comment, ...]
    words: int
    seconds: float


Part = HeadingPart | AnalyticPart | CardPart


@dataclass(frozen=True, slots=True)
class BriefDocument:
    """A whole brief. `author` is who made it; `side` is what the topic calls it, `speech` what it is read in,
    such as `Policy 2NR`; both may be empty, as may `topic`. `limit` is the speech's time in seconds, 0 for
    none; `date` is ISO, the day it was written out."""

    title: str
    topic: str
    side: str
    author: str
    speech: str
    limit: int
    seconds: float
    date: str
    parts: tuple[Part, ...]


class BriefRow(NamedTuple):
    """A line of the brief's outline, in order; a row's children follow it, one deeper. `number` and `text` as
    on the page; `badge` is a warning of one or two words, such as `no card`. `shape` names the sign drawn
    beside it: a kind of passage, `answer`, or empty."""

    entry_id: str
    parent_id: str | None
    depth: int
    kind: EntryKind
    number: str
    text: str
    seconds: float
    badge: str
    shape: str


def numbered(part: AnalyticPart | CardPart) -> str:
    """The tag or the analytic with its number before it, as every format writes it: `1a. Words`."""
    words = part.tag if isinstance(part, CardPart) else part.text
    return f"{part.number}. {words}" if part.number else words


def cite_line(cite: tuple[CitePart, ...]) -> str:
    """The cite as plain text, on one line."""
    return "".join(part.text for part in cite)
