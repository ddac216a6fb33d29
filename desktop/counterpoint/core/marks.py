"""Light views of records, for painting and listing a great many of them. No imports beyond the library's
vocabulary, so that the window can use them before the models are loaded."""

from typing import NamedTuple

from counterpoint.core.vocabulary import Kind, NodeType, Relation, Status


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
    """What listing needs of a link."""

    id: str
    relation: Relation
    source_type: NodeType
    source_id: str
    target_type: NodeType
    target_id: str


class EssayLine(NamedTuple):
    """An essay as the library pane lists it; `passages` counts those of every annotator."""

    id: str
    title: str
    author: str
    topic_id: str | None
    words: int
    passages: int
