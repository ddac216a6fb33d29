"""What the forms show and give back: frozen values, so that no form knows a store."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from counterpoint.core.vocabulary import HOWS, How, Kind, NodeType, Relation, Status

if TYPE_CHECKING:  # it brings the segmentation of text, which the pane does not need at start
    from counterpoint.core.citation import Citation
    from counterpoint.core.headings import Line

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


class ChapterLine(NamedTuple):
    """A chapter of a book: its title, where it begins in the text shown, in code points, and whether it is
    taken."""

    title: str
    start: int = 0
    taken: bool = True


@dataclass(frozen=True, slots=True)
class DraftView:
    """A text about to be taken in. `headings` are (start, end, level) in code points of `text`.

    `told` are sentences on what was left out; `pages` counts those of the file, `size` is that of the file in
    bytes, 0 where there is none. A debate document has `cards` under `card_headings`. `already_id` and
    `already_title` name the essay of the library that has this very text, if one has.
    """

    text: str
    words: int
    citation: "Citation"
    headings: tuple[tuple[int, int, int], ...] = ()
    already_id: str = ""
    already_title: str = ""
    told: tuple[str, ...] = ()
    pages: int = 0
    chapters: tuple[ChapterLine, ...] = ()
    cards: int = 0
    card_headings: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Readings:
    """The ways a text may be read, such as encodings: what one chooses, names and what each is called, the
    one chosen now, and why it is asked."""

    caption: str
    choices: tuple[tuple[str, str], ...]
    chosen: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A draft as the user wants it taken in. `lines` is the text as it was corrected, with what is a heading;
    None where nothing was. `as_cards`: its cards too. `keep_file`: the file itself too."""

    citation: "Citation"
    lines: "tuple[Line, ...] | None" = None
    as_cards: bool = False
    keep_file: bool = False


@dataclass(frozen=True, slots=True)
class SourceView:
    """The file an essay came from: its name, the SHA-256 of its bytes, and its size where the library keeps
    it, else 0."""

    name: str
    digest: str
    size: int = 0


Outcome = Literal["failed", "already", "added"]
"""What can become of a file that is to be taken in."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """What became of one file of many; `title` is what was added or is there, `told` why it failed or what is
    to be said of it."""

    path: str
    name: str
    outcome: Outcome
    title: str = ""
    told: str = ""


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
    """The user's preferences: `scheme` is one of `SCHEMES`; `reading_size` the essay's letters in pixels;
    `keep_files` whether the files that essays come from are kept."""

    scheme: Scheme = "system"
    reading_size: int = 18
    words_per_minute: int = 250
    keep_files: bool = False


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


def sized(count: int) -> str:
    """A file's size for people: `640 bytes`, `12 KB`, `1.2 MB`."""
    if count < 1_000:
        return counted(count, "byte")
    return f"{count / 1_000:.0f} KB" if count < 999_500 else f"{count / 1_000_000:,.1f} MB"


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
