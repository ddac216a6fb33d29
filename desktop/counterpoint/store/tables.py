"""Each record's table, by SQLModel's inheritance: the fields are declared once, in `core.records`, and here
only what the database must know besides: keys, indexes, and that a word of the vocabulary is text.

Alembic makes and upgrades libraries by these classes. They do not validate and are never made into
objects; `store.store` reads and writes their rows as records, by the same names. (Each class says
`type: ignore[misc]` because Pydantic and SQLModel type their `model_config` differently.)
"""

from typing import Any, ClassVar, Final

from sqlalchemy import Index, LargeBinary, Table
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import AutoString

from counterpoint.core.records import (
    Annotator,
    Brief,
    Card,
    Correction,
    Counterargument,
    Decision,
    Detail,
    Entry,
    Essay,
    Link,
    Original,
    Passage,
    Progress,
    Record,
    Tombstone,
    Topic,
)
from counterpoint.core.vocabulary import (
    EntryKind,
    How,
    Kind,
    NodeType,
    Relation,
    Ruling,
    Side,
    Status,
    Subject,
)


class TopicRow(Topic, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "topic"

    id: str = Field(primary_key=True)


class AnnotatorRow(Annotator, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "annotator"

    id: str = Field(primary_key=True)


class DetailRow(Detail, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "detail"

    id: str = Field(primary_key=True)
    kind: Kind = Field(sa_type=AutoString)


class EssayRow(Essay, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "essay"

    id: str = Field(primary_key=True)
    topic_id: str | None = Field(default=None, foreign_key="topic.id", index=True)
    side: Side = Field(default="", sa_type=AutoString)
    digest: str = Field(default="", index=True)


class PassageRow(Passage, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "passage"
    __table_args__ = (Index("ix_passage_place", "essay_id", "start"),)

    id: str = Field(primary_key=True)
    essay_id: str = Field(foreign_key="essay.id")
    annotator_id: str = Field(foreign_key="annotator.id", index=True)
    kind: Kind = Field(sa_type=AutoString)
    status: Status = Field(default="", sa_type=AutoString)


class CounterargumentRow(Counterargument, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "counterargument"

    id: str = Field(primary_key=True)
    annotator_id: str = Field(foreign_key="annotator.id", index=True)
    how: How = Field(default="rebut", sa_type=AutoString)


class LinkRow(Link, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "link"

    id: str = Field(primary_key=True)
    annotator_id: str = Field(foreign_key="annotator.id", index=True)
    relation: Relation = Field(sa_type=AutoString)
    source_type: NodeType = Field(sa_type=AutoString)
    source_id: str = Field(index=True)
    target_type: NodeType = Field(sa_type=AutoString)
    target_id: str = Field(index=True)


class CardRow(Card, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "card"

    id: str = Field(primary_key=True)
    passage_id: str = Field(foreign_key="passage.id", index=True)
    essay_id: str = Field(foreign_key="essay.id", index=True)
    annotator_id: str = Field(foreign_key="annotator.id", index=True)


class BriefRow(Brief, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "brief"

    id: str = Field(primary_key=True)
    annotator_id: str = Field(foreign_key="annotator.id", index=True)
    topic_id: str | None = Field(default=None, foreign_key="topic.id", index=True)
    side: Side = Field(default="", sa_type=AutoString)


class EntryRow(Entry, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "entry"

    id: str = Field(primary_key=True)
    brief_id: str = Field(foreign_key="brief.id", index=True)
    parent_id: str | None = Field(default=None, foreign_key="entry.id", index=True)
    kind: EntryKind = Field(sa_type=AutoString)
    card_id: str | None = Field(default=None, foreign_key="card.id", index=True)
    counterargument_id: str | None = Field(default=None, foreign_key="counterargument.id", index=True)
    passage_id: str | None = Field(default=None, foreign_key="passage.id", index=True)


class DecisionRow(Decision, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "decision"

    id: str = Field(primary_key=True)
    essay_id: str = Field(foreign_key="essay.id", index=True)
    annotator_id: str = Field(foreign_key="annotator.id", index=True)
    about: Subject = Field(default="passages", sa_type=AutoString)
    ruling: Ruling = Field(sa_type=AutoString)


class ProgressRow(Progress, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "progress"

    id: str = Field(primary_key=True)
    essay_id: str = Field(foreign_key="essay.id", index=True)
    annotator_id: str = Field(foreign_key="annotator.id", index=True)


class OriginalRow(Original, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "original"

    id: str = Field(primary_key=True)
    essay_id: str = Field(foreign_key="essay.id", index=True)


class CorrectionRow(Correction, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "correction"

    id: str = Field(primary_key=True)
    essay_id: str = Field(foreign_key="essay.id", index=True)
    annotator_id: str = Field(foreign_key="annotator.id", index=True)


class TombstoneRow(Tombstone, SQLModel, table=True):  # type: ignore[misc]
    __tablename__: ClassVar[Any] = "tombstone"

    id: str = Field(primary_key=True)


class Step(SQLModel, table=True):
    """One edit of the history. `payload` is zlib over JSON; `at` is seconds since 1970; `undone` steps
    are those that redo can bring back."""

    __tablename__: ClassVar[Any] = "step"

    number: int | None = Field(default=None, primary_key=True)
    label: str
    at: float
    undone: bool = Field(default=False, index=True)
    payload: bytes = Field(sa_type=LargeBinary)


class Memory(SQLModel, table=True):
    """Small things a library remembers outside the history, such as the essay last open."""

    __tablename__: ClassVar[Any] = "memory"

    key: str = Field(primary_key=True)
    value: str


def table_of(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table behind a table class."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


ROW_OF: Final[dict[type[Record], type[SQLModel]]] = {
    Topic: TopicRow,
    Annotator: AnnotatorRow,
    Detail: DetailRow,
    Essay: EssayRow,
    Passage: PassageRow,
    Counterargument: CounterargumentRow,
    Link: LinkRow,
    Card: CardRow,
    Brief: BriefRow,
    Entry: EntryRow,
    Decision: DecisionRow,
    Progress: ProgressRow,
    Original: OriginalRow,
    Correction: CorrectionRow,
    Tombstone: TombstoneRow,
}

METADATA: Final = SQLModel.metadata

TABLE_OF: Final[dict[type[Record], Table]] = {record: table_of(row) for record, row in ROW_OF.items()}
