"""The records of a library: frozen, validated values.

Each record's fields are declared once, in Pydantic alone, which loads in a tenth of SQLModel's time; its
SQLModel table is a subclass in `store.tables`. Offsets are half-open code points into `Essay.text`. Times are
ISO 8601 in UTC. A record is changed by making another one with `changed`, which counts the revision up. Those
of briefs, reviews and sources are in modules of their own, and are named here with the others.
"""

import json
from hashlib import sha256
from typing import Any, ClassVar, Final, Self

from pydantic import Field, model_validator

from counterpoint.core.brief_records import Brief as Brief
from counterpoint.core.brief_records import Card as Card
from counterpoint.core.brief_records import Entry as Entry
from counterpoint.core.marks import Heading as Heading
from counterpoint.core.marks import Page as Page
from counterpoint.core.record import Record as Record
from counterpoint.core.record import new_id as new_id
from counterpoint.core.record import now as now
from counterpoint.core.review_records import Decision as Decision
from counterpoint.core.review_records import Progress as Progress
from counterpoint.core.review_records import progress_id as progress_id
from counterpoint.core.source_records import Correction as Correction
from counterpoint.core.source_records import Original as Original
from counterpoint.core.vocabulary import How, Kind, NodeType, Relation, Side, Status


class Topic(Record):
    """The wording debated, and what its sides are called."""

    name_of_kind: ClassVar[str] = "topic"

    wording: str = Field(min_length=1)
    pro: str = "Affirmative"
    con: str = "Negative"


class Essay(Record):
    """A text and its citation. The text is canonical (see `core.text.canonical`) and fixed, but for
    corrections, which move all that stands on it (`workspace.correcting`).

    `digest` is the SHA-256 of the text in UTF-8, hexadecimal. `published` and `accessed` are ISO dates
    that may stop at the month or year. `words` counts by Unicode word rules. `headings_json` holds
    `[start, end, level]` triples in text order, `pages_json` `[start, label]` pairs: where each page of the
    file began, and what is printed on it. `source` is the name of the file it came from, `source_digest` the
    SHA-256 of that file's bytes, hexadecimal; both are empty for pasted text.
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
    source_digest: str = ""
    text: str = Field(min_length=1)
    digest: str = ""
    words: int = Field(default=0, ge=0)
    headings_json: str = "[]"
    pages_json: str = "[]"
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

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages of the file it came from, in text order; none where it had no pages."""
        return tuple(Page(*pair) for pair in json.loads(self.pages_json))


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
    Decision,
    Progress,
    Original,
    Correction,
    Tombstone,
)
"""Every record, those that others refer to first: the order in which rows are added."""

RECORD_NAMED: Final[dict[str, type[Record]]] = {record.name_of_kind: record for record in RECORDS}
