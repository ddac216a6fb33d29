"""Light views of records, for painting and listing a great many of them. No imports beyond the library's
vocabulary, so that the window can use them before the models are loaded."""

from typing import NamedTuple

from counterpoint.core.vocabulary import CutStyle, Kind, NodeType, Relation, Status


class Mark(NamedTuple):
    """What painting and listing need of a passage; offsets are code points of the essay's text."""

    id: str
    start: int
    end: int
    kind: Kind
    annotator_id: str
    detail: str = ""
    status: Status = ""
    has_note: bool = False


class Answer(NamedTuple):
    """What listing needs of a counterargument."""

    id: str
    heading: str
    how: str
    annotator_id: str


class Tie(NamedTuple):
    """What listing needs of a link; of several answers to one claim the oldest comes first."""

    id: str
    relation: Relation
    source_type: NodeType
    source_id: str
    target_type: NodeType
    target_id: str
    created: str = ""


class Heading(NamedTuple):
    """A heading of an essay: its code points and its level, 1 the highest."""

    start: int
    end: int
    level: int


class Page(NamedTuple):
    """A page of the file that an essay came from: where it begins, in code points of the essay, and the
    number printed on it."""

    start: int
    label: str


class Cut(NamedTuple):
    """What was done to a stretch of a card's body; code points of the essay's text."""

    start: int
    end: int
    style: CutStyle


class TopicLine(NamedTuple):
    """A topic as the library pane lists it."""

    id: str
    wording: str


class EssayText(NamedTuple):
    """What showing an essay needs of it: `words` counts by Unicode word rules, `text` is canonical."""

    id: str
    title: str
    author: str
    qualifications: str
    publication: str
    published: str
    words: int
    text: str
    headings: tuple[Heading, ...]


class EssayLine(NamedTuple):
    """An essay as the library pane lists it; `passages` counts those of every annotator."""

    id: str
    title: str
    author: str
    topic_id: str | None
    words: int
    passages: int
