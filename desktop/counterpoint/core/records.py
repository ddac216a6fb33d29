"""The records of a library: frozen, validated values.

Each record's fields are declared here, once, in Pydantic alone, which loads in a tenth of SQLModel's time;
its SQLModel table is a subclass in `store.tables`. Offsets are
half-open code points into `Essay.text`. Times are ISO 8601 in UTC. A record is changed by making
another one with `changed`, which counts the revision up.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, ClassVar, Final, Self, get_args
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from counterpoint.core.errors import LibraryDamaged
from counterpoint.core.marks import Cut as Cut
from counterpoint.core.marks import Heading as Heading
from counterpoint.core.vocabulary import CutStyle, EntryKind, How, Kind, NodeType, Relation, Side, Status


def new_id() -> str:
    """A fresh identifier: a random UUID in its usual 36 characters."""
    return str(uuid4())


def now() -> str:
    """The current time in UTC, ISO 8601 to the second, such as `2026-03-04T09:30:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Record(BaseModel):
    """What every record has: an id that never changes and a revision that each change counts up."""

    # A validator is built when the first such record is made: at the start of the program none is.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name_of_kind: ClassVar[str] = ""

    id: str = Field(default_factory=new_id)
    revision: int = Field(default=1, ge=1)

    @classmethod
    def plural(cls) -> str:
        """What several of the kind are called."""
        return cls.name_of_kind + "s"

    @field_validator("id")
    @classmethod
    def _id_is_a_uuid(cls, value: str) -> str:
        return str(UUID(value))

    def changed(self, **fields: Any) -> Self:
        """This record with `fields` set anew, validated, one revision later."""
        values = self.model_dump() | fields | {"revision": self.revision + 1}
        return type(self).model_validate(values)


class Topic(Record):
    """The wording debated, and what its sides are called."""

    name_of_kind: ClassVar[str] = "topic"

    wording: str = Field(min_length=1)
    pro: str = "Affirmative"
    con: str = "Negative"


class Essay(Record):
    """A text and its citation. The text is canonical (see `core.text.canonical`) and fixed.

    `digest` is the SHA-256 of the text in UTF-8, hexadecimal. `published` and `accessed` are ISO dates
    that may stop at the month or year. `words` counts by Unicode word rules. `headings_json` holds
    `[start, end, level]` triples in text order. `source` is the name of the file it came from.
    """

    name_of_kind: ClassVar[str] = "essay"

    topic_id: str | None = None
    side: Side = ""
    title: str = Field(min_length=1)
    author: str = ""
    qualifications: str = ""
    publication: str = ""
    published: str = ""
    url: str = ""
    accessed: str = ""
    source: str = ""
    text: str = Field(min_length=1)
    digest: str = ""
    words: int = Field(default=0, ge=0)
    headings_json: str = "[]"
    created: str = Field(default_factory=now)

    @model_validator(mode="before")
    @classmethod
    def _digest_of_text(cls, values: Any) -> Any:
        if isinstance(values, dict) and not values.get("digest") and isinstance(values.get("text"), str):
            values = values | {"digest": digest_of(values["text"])}
        return values

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The essay's headings in text order."""
        return tuple(Heading(*triple) for triple in json.loads(self.headings_json))


def digest_of(text: str) -> str:
    """SHA-256 of canonical text in UTF-8, hexadecimal."""
    return sha256(text.encode()).hexdigest()


class Annotator(Record):
    """A person whose tags these are. `words_per_minute` is how fast she reads aloud."""

    name_of_kind: ClassVar[str] = "annotator"

    name: str = Field(min_length=1, max_length=80)
    words_per_minute: int = Field(default=250, ge=50, le=600)


class Detail(Record):
    """A detail that a coach added to those in `vocabulary.DETAILS`."""

    name_of_kind: ClassVar[str] = "detail"

    kind: Kind
    name: str = Field(min_length=1, max_length=60)


class Passage(Record):
    """A span of one essay tagged by one annotator. `quote` is exactly `text[start:end]`; `prefix` and
    `suffix` are up to 32 characters either side, so that it can be found again in another copy."""

    name_of_kind: ClassVar[str] = "passage"

    essay_id: str
    annotator_id: str
    kind: Kind
    detail: str = Field(default="", max_length=60)
    note: str = ""
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    quote: str = Field(min_length=1)
    prefix: str = Field(default="", max_length=32)
    suffix: str = Field(default="", max_length=32)
    status: Status = ""
    created: str = Field(default_factory=now)

    @model_validator(mode="after")
    def _quote_fills_span(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError("a passage's quote must be as long as its span")
        return self


class Counterargument(Record):
    """An answer somebody wrote; what it answers and what supports it are links. Reasoning is Markdown."""

    name_of_kind: ClassVar[str] = "counterargument"

    annotator_id: str
    heading: str = Field(min_length=1)
    reasoning: str = ""
    how: How = "rebut"
    created: str = Field(default_factory=now)


class Link(Record):
    """A typed, directed relation between passages and counterarguments: `source` supports, answers or
    restates `target`."""

    name_of_kind: ClassVar[str] = "link"

    annotator_id: str
    relation: Relation
    source_type: NodeType
    source_id: str
    target_type: NodeType
    target_id: str
    created: str = Field(default_factory=now)

    @model_validator(mode="after")
    def _leads_elsewhere(self) -> Self:
        if self.source_id == self.target_id:
            raise ValueError("a link cannot lead to where it starts")
        return self


class Card(Record):
    """A passage made ready to read: tag line and body; its cite is its essay's. The body is the essay's
    `text[start:end]`, whole paragraphs around the passage, kept in `quote` so that it can verify itself.

    `cuts_json` holds `[start, end, style]` triples (`vocabulary.CutStyle`) in code points of the essay.
    `shrink` is the size in points of what is not underlined, 0 for the body's own.
    """

    name_of_kind: ClassVar[str] = "card"

    passage_id: str
    essay_id: str
    annotator_id: str
    tag: str = Field(default="", max_length=1_000)
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    quote: str = Field(min_length=1)
    cuts_json: str = "[]"
    shrink: int = Field(default=0, ge=0, le=8)
    created: str = Field(default_factory=now)

    @field_validator("cuts_json")
    @classmethod
    def _cuts_can_be_read(cls, packed: str) -> str:
        _cuts(packed)
        return packed

    @model_validator(mode="after")
    def _quote_fills_span(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError("a card's body must be as long as its span")
        if any(not self.start <= cut.start < cut.end <= self.end for cut in _cuts(self.cuts_json)):
            raise ValueError("a card is cut within its body")
        return self

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """What was done to the body, in text order. Raises LibraryDamaged where a row of the library holds
        what no card can."""
        try:
            return _cuts(self.cuts_json)
        except ValueError as error:
            raise LibraryDamaged(
                "The library holds an impossible card; run “counterpoint check” or restore a backup."
            ) from error


_STYLES: Final = get_args(CutStyle)


def _cuts(packed: str) -> tuple[Cut, ...]:
    """The cuts that JSON says; raises ValueError where it is no list of them."""
    try:
        triples = json.loads(packed)
    except RecursionError:
        raise ValueError("cuts are a flat list") from None
    if not isinstance(triples, list) or not all(map(_is_cut, triples)):
        raise ValueError("each cut is a start, an end and a style")
    return tuple(Cut(*triple) for triple in triples)


def _is_cut(triple: object) -> bool:
    match triple:
        case [start, end, style]:
            return type(start) is int and type(end) is int and style in _STYLES
        case _:
            return False


class Brief(Record):
    """An ordered selection of blocks, cards and counterarguments for one side of a topic.

    It is built from the essays named in `essay_ids` (spaces between), or from all of the topic where none
    are. `only` is what is built: `claims`, `answers`, or both, with a space between. `speech` is what it is
    read in, as `core.speeches` names it; empty for none.
    """

    name_of_kind: ClassVar[str] = "brief"

    annotator_id: str
    title: str = Field(min_length=1, max_length=300)
    topic_id: str | None = None
    essay_ids: str = ""
    side: Side = ""
    only: str = "claims answers"
    speech: str = ""
    created: str = Field(default_factory=now)


class Entry(Record):
    """One place in a brief's outline. Siblings are in the order of `rank`, then of `id`.

    `text` is a heading's or an analytic's words; for a card, an answer or an open entry it is empty unless
    the user wrote her own. `origin` says what the entry was built from, and is empty for one that the user
    added; the id of a built entry follows from its brief and its origin, so that building again finds it.
    """

    name_of_kind: ClassVar[str] = "entry"

    @classmethod
    def plural(cls) -> str:
        return "entries"

    brief_id: str
    parent_id: str | None = None
    rank: str = Field(pattern=r"^[0-9a-z]*[1-9a-z]$")
    kind: EntryKind
    text: str = Field(default="", max_length=1_000)
    card_id: str | None = None
    counterargument_id: str | None = None
    passage_id: str | None = None
    origin: str = ""
    created: str = Field(default_factory=now)

    @model_validator(mode="after")
    def _shows_what_it_says(self) -> Self:
        if self.kind == "card" and self.card_id is None:
            raise ValueError("the entry of a card names it")
        if self.kind == "answer" and self.counterargument_id is None:
            raise ValueError("the entry of an answer names it")
        if self.parent_id == self.id:
            raise ValueError("an entry cannot stand under itself")
        return self

    @property
    def shown(self) -> dict[str, str]:
        """The ids of what it shows or, as a heading, was built from, by the name of their field."""
        fields = ("card_id", "counterargument_id", "passage_id")
        return {name: value for name in fields if (value := getattr(self, name)) is not None}

    def without(self, fields: Iterable[str]) -> Self:
        """A heading that lets go of what these fields name, one revision later."""
        return self.model_copy(update={**dict.fromkeys(fields), "revision": self.revision + 1})


class Tombstone(Record):
    """Says that the record with this id was deleted on purpose, at this revision, so that importing an
    old copy of it does not bring it back."""

    name_of_kind: ClassVar[str] = "tombstone"

    kind_of_record: str


RECORDS: Final[tuple[type[Record], ...]] = (
    Topic,
    Annotator,
    Detail,
    Essay,
    Passage,
    Counterargument,
    Link,
    Card,
    Brief,
    Entry,
    Tombstone,
)
"""Every record, those that others refer to first: the order in which rows are added."""

RECORD_NAMED: Final[dict[str, type[Record]]] = {record.name_of_kind: record for record in RECORDS}
