"""What the forms show and give back: frozen values, so that no form knows a store."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from counterpoint.core.vocabulary import HOWS, How, Kind, NodeType, Relation, Status

if TYPE_CHECKING:  # it brings the segmentation of text, which the pane does not need at start
    from counterpoint.core.citation import Citation

Scheme = Literal["system", "light", "dark", "high contrast"]


@dataclass(frozen=True, slots=True)
class LinkView:
    """One link as seen from the node that is shown.

    `outgoing` is True where the shown node is the link's source. `node_type`, `node_id`, `kind` and
    `text` tell of the other end; `kind` is empty for a counterargument, whose text is its heading.
    `mine` says whether the current annotator made the link; `essay` names the other end's essay where
    it is not the one open.
    """

    link_id: str
    relation: Relation
    outgoing: bool
    node_type: NodeType
    node_id: str
    kind: Kind | None
    text: str
    mine: bool = True
    essay: str = ""


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage as the pane shows it. `details` are those the library offers for its kind.

    `mine`: tagged by the current annotator. `writable`: the library takes changes at all.
    """

    id: str
    kind: Kind
    detail: str
    quote: str
    annotator: str
    note: str = ""
    status: Status = ""
    mine: bool = True
    writable: bool = True
    details: tuple[str, ...] = ()
    links: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A counterargument as the pane shows it; what it answers and its evidence are among its links."""

    id: str
    heading: str
    how: How
    reasoning: str
    annotator: str
    mine: bool = True
    writable: bool = True
    links: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A passage that supports an answer."""

    id: str
    quote: str
    essay: str = ""
    kind: Kind = "evidence"


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """An answer as it was written; `evidence_ids` are passages, in the order they were attached."""

    heading: str
    how: How = HOWS[0]
    reasoning: str = ""
    evidence_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """A topic the library has, and what its sides are called."""

    id: str
    wording: str
    pro: str = "Affirmative"
    con: str = "Negative"


@dataclass(frozen=True, slots=True)
class DraftView:
    """A text about to be taken in. `headings` are (start, end, level) in code points of `text`.

    `already_id` and `already_title` name the essay of the library that has this very text, if one has.
    """

    text: str
    words: int
    citation: "Citation"
    headings: tuple[tuple[int, int, int], ...] = ()
    already_id: str = ""
    already_title: str = ""


@dataclass(frozen=True, slots=True)
class Encodings:
    """The encodings a file may be read in: names and what each is called, the guess, and why it is asked."""

    choices: tuple[tuple[str, str], ...]
    guess: str
    why: str


@dataclass(frozen=True, slots=True)
class Person:
    """An annotator to choose from."""

    id: str
    name: str


class SearchRow(NamedTuple):
    """One thing found. `matches` are half-open code point ranges of `snippet`."""

    kind: str
    id: str
    essay_id: str
    essay_title: str
    snippet: str
    matches: tuple[tuple[int, int], ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The user's preferences: `scheme` is one of `SCHEMES`; `reading_size` the essay's letters in pixels."""

    scheme: Scheme = "system"
    reading_size: int = 18
    words_per_minute: int = 250


SCHEMES: Final[tuple[tuple[Scheme, str], ...]] = (
    ("system", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("high contrast", "High contrast"),
)
"""Names of schemes and what they are called on screen."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of one passage's or answer's links are of each sort; see `tally`."""

    evidence: int = 0
    other_support: int = 0
    answers: int = 0
    own_answers: int = 0


def tally(links: tuple[LinkView, ...]) -> Tally:
    """Counts what leads here: evidence, other support, answers, and those of them that are ours."""
    support = [link for link in links if link.relation == "supports" and not link.outgoing]
    answers = [link for link in links if link.relation == "answers" and not link.outgoing]
    evidence = sum(link.kind == "evidence" for link in support)
    return Tally(evidence, len(support) - evidence, len(answers), sum(link.mine for link in answers))


def counted(number: int, one: str, many: str = "") -> str:
    """`number` with its noun: `1 answer`, `1,204 words`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class CorrectionView(NamedTuple):
    """What a correction would do: places changed; passages that move along, those whose words change, and
    those that lose all of them."""

    places: int
    moved: int
    changed: int
    emptied: int


class EarlierView(NamedTuple):
    """A text that an essay had: when and by whom it was corrected in how many places, and what to; `apart`
    where another correction stood."""

    when: str
    who: str
    text: str
    after: str
    places: int
    apart: bool
