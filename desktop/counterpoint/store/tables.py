"""Each record's table, by SQLModel inheritance: the fields are declared once, in `core.records`.

Table classes do not validate and are never made into objects here; `store.store` reads and writes
their rows as records.
"""

from typing import Any, ClassVar, Final

from sqlalchemy import LargeBinary, Table
from sqlmodel import Field, SQLModel

from counterpoint.core.records import (
    Annotator,
    Counterargument,
    Detail,
    Essay,
    Link,
    Passage,
    Record,
    Tombstone,
    Topic,
)


class TopicRow(Topic, table=True):
    __tablename__: ClassVar[Any] = "topic"


class AnnotatorRow(Annotator, table=True):
    __tablename__: ClassVar[Any] = "annotator"


class DetailRow(Detail, table=True):
    __tablename__: ClassVar[Any] = "detail"


class EssayRow(Essay, table=True):
    __tablename__: ClassVar[Any] = "essay"


class PassageRow(Passage, table=True):
    __tablename__: ClassVar[Any] = "passage"


class CounterargumentRow(Counterargument, table=True):
    __tablename__: ClassVar[Any] = "counterargument"


class LinkRow(Link, table=True):
    __tablename__: ClassVar[Any] = "link"


class TombstoneRow(Tombstone, table=True):
    __tablename__: ClassVar[Any] = "tombstone"


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


ROW_OF: Final[dict[type[Record], type[Record]]] = {
    Topic: TopicRow,
    Annotator: AnnotatorRow,
    Detail: DetailRow,
    Essay: EssayRow,
    Passage: PassageRow,
    Counterargument: CounterargumentRow,
    Link: LinkRow,
    Tombstone: TombstoneRow,
}

METADATA: Final = SQLModel.metadata

TABLE_OF: Final[dict[type[Record], Table]] = {record: table_of(row) for record, row in ROW_OF.items()}
