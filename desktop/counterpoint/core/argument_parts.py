"""The values an argument is told in: what goes in, and what the outline and the list of holes say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from counterpoint.core.direction import in_order
from counterpoint.core.marks import Answer, Mark, Tie

if TYPE_CHECKING:  # the models are slow to load, and the window shows an outline before it needs them
    from counterpoint.core.records import Heading

Role = Literal["", "supports", "rhetoric", "answers", "restates"]
"""Why a node stands under its parent; empty for what stands directly in a section."""

HoleName = Literal["no evidence", "unanswered", "no support"]
Key = tuple[int, int, str]
"""Where a block stands: start, -end, id. A heading's key has `HEADING` for its end and no id."""

HEADING: Final = -(1 << 62)
SHORT: Final = 160


class Elsewhere(NamedTuple):
    """A passage of another essay that this argument links to."""

    mark: Mark
    essay_id: str
    essay_title: str
    quote: str


@dataclass(frozen=True, slots=True)
class Argument:
    """Everything an outline or a map needs of one essay. `marks` are those of all annotators in text order;
    `answers` and `ties` reach to any depth; `elsewhere` holds the linked passages of other essays."""

    essay_id: str
    text: str
    headings: "tuple[Heading, ...]" = ()
    marks: tuple[Mark, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)


class Hole(NamedTuple):
    """Something missing: a claim without evidence or answer, an answer without support.
    `quote` is the claim's words or the answer's heading."""

    id: str
    essay_id: str
    kind: Literal["claim", "counterargument"]
    quote: str
    hole: HoleName


class Row(NamedTuple):
    """A node's place: preorder, `depth` 0 for sections and for what stands directly in one. `root` is the
    passage whose block it is in; empty for a section, whose id is its heading's start in digits."""

    depth: int
    type: Literal["section", "passage", "answer"]
    id: str
    role: Role
    root: str


class Node(NamedTuple):
    """A row with its words. `kind` is section, claim, evidence, rhetoric or answer; `detail` an answer's way
    of answering or a passage's detail; `essay_title` is empty unless it stands in another essay, which
    `essay_id` then names. `start` is in code points of that essay."""

    depth: int
    type: Literal["section", "passage", "answer"]
    id: str
    role: Role
    kind: str
    text: str
    detail: str
    essay_id: str
    essay_title: str
    start: int
    annotator_id: str
    holes: tuple[HoleName, ...]


class Outline(NamedTuple):
    """The nodes in the order they are read; a node's children follow it, one deeper. Passages before the
    first heading come first, without a section."""

    nodes: tuple[Node, ...]


class Step(NamedTuple):
    """One light value added (`before` is None), removed (`after` is None) or changed (same id)."""

    before: Mark | Answer | Tie | Elsewhere | None
    after: Mark | Answer | Tie | Elsewhere | None


class Moved(NamedTuple):
    """A block that may look different: where it stood and stands (None: nowhere)."""

    id: str
    before: Key | None
    after: Key | None


def shorten(words: str, limit: int = SHORT) -> str:
    """`words` on one line, cut at a word's end with an ellipsis where longer than `limit` code points.
    Direction marks that turn words about are written out."""
    line = " ".join(in_order(words[: 2 * limit]).split())
    if len(line) <= limit and len(words) <= 2 * limit:
        return line
    cut = line[:limit]
    return (cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:.") + "…"
