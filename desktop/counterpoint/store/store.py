"""Reading records and the one write path.

`Store` holds the connection. Everything that changes the library goes through `commit`, `undo` or
`redo`, each one transaction: the rows, their search index and the step of history together.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Final, Self, TypeVar

from sqlalchemy import (
    Connection,
    StaticPool,
    create_engine,
    event,
    or_,
    select,
)
from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound

from counterpoint.core.changes import Change, Edit
from counterpoint.core.errors import BadInput, Conflict, LibraryDamaged, ReadOnly, UserError
from counterpoint.core.records import RECORDS, Counterargument, Link, Passage, Record
from counterpoint.store import history
from counterpoint.store.connection import LibraryFile
from counterpoint.store.rows import record_of, values_of
from counterpoint.store.tables import TABLE_OF, Memory, table_of

R = TypeVar("R", bound=Record)

MEMORY: Final = table_of(Memory)
LINK: Final = TABLE_OF[Link]
CHUNK: Final = 500
"""How many ids go into one query; SQLite takes many more, but compiling them costs."""


CHECKPOINT: Final = 8_000
"""After how many pages written SQLite takes the log into the file, besides at the end: a tag writes about a
dozen, and the one that must wait for this takes ten times as long."""


class Store:
    """The library file: one connection, one writer.

    `read_only` is why nothing can be written, or empty: another window has the library, or the file or
    its folder is write-protected.
    """

    def __init__(self, file: LibraryFile) -> None:
        self.raw = file.connection
        self.read_only = file.read_only
        self._file = file
        self._labels: tuple[str | None, str | None] | None = None
        self.raw.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
        self._engine = create_engine("sqlite://", creator=lambda: file.connection, poolclass=StaticPool)
        event.listen(self._engine, "begin", _begin)
        with self._engine.connect():
            pass  # SQLAlchemy sets up its one connection, which it cannot while a query of ours is open

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open the library at `path`; see `LibraryFile.open`."""
        file = LibraryFile.open(path, read_only=read_only)
        try:
            return cls(file)
        except BaseException:
            file.close()
            raise

    def close(self) -> None:
        """Let go of the file and its lock."""
        self._engine.dispose()
        self._file.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for queries: they see one state of the library. Raises LibraryDamaged where an index
        leads to a row that is not there."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except NoResultFound as error:
            raise LibraryDamaged(
                "The library's search index leads to nothing; run “counterpoint check” to have it made anew."
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self.read_only:
            raise ReadOnly(self.read_only)
        try:
            with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
                yield connection
        except IntegrityError as error:
            raise Conflict(
                "The library has changed meanwhile, so this was not done; open the essay again and retry."
            ) from error
        except DBAPIError as error:
            raise UserError(
                f"The change could not be saved ({error.orig}); nothing was lost, try again."
            ) from error

    def get(self, kind: type[R], record_id: str) -> R | None:
        """The record of that kind with this id, or None."""
        return next(iter(self.find(kind, id=record_id)), None)

    def find(self, record: type[R], /, **equal: object) -> list[R]:
        """The records whose fields equal these values; a list stands for any of its values."""
        values = [json.dumps(value) if isinstance(value, list) else value for value in equal.values()]
        query = _finding(record, tuple((name, isinstance(value, list)) for name, value in equal.items()))
        names = TABLE_OF[record].c.keys()
        rows = self.raw.execute(query, values).fetchall()
        found = [record_of(record, dict(zip(names, row, strict=True))) for row in rows]
        if not all(_fits(record, types) for types in {tuple(map(type, row)) for row in rows}):
            raise LibraryDamaged(
                f"The library holds an impossible {record.name_of_kind}; run “counterpoint check” or restore"
                " a backup."
            )
        return found

    def commit(self, edit: Edit, *, merge: bool = False) -> None:
        """Write an edit and remember it, or do neither.

        Raises Conflict where a row no longer equals its `before`, ReadOnly, or UserError where the disk
        refuses.
        """
        if not edit.changes:
            raise BadInput("There is nothing to change.")
        with self._writing() as connection:
            _write(connection, edit.changes)
            history.push(connection, edit, merge=merge)
        self._labels = edit.label, None

    def undo(self) -> Edit | None:
        """Take the newest step back; gives the edit that was applied for it, or None."""
        with self._writing() as connection:
            return self._travel(connection, history.newest_done(connection), undone=True)

    def redo(self) -> Edit | None:
        """Do the step undone last again; gives it, or None."""
        with self._writing() as connection:
            return self._travel(connection, history.oldest_undone(connection), undone=False)

    def _travel(self, connection: Connection, step: tuple[int, Edit] | None, *, undone: bool) -> Edit | None:
        if step is None:
            return None
        number, edit = step
        self._labels = None
        applied = edit.inverse() if undone else edit
        _write(connection, applied.changes)
        history.mark(connection, number, undone=undone)
        return applied

    def labels(self) -> tuple[str | None, str | None]:
        """What undo and redo would do."""
        if self._labels is not None:
            return self._labels
        with self.reading() as connection:
            labels = history.labels(connection)
        # Where this process only reads, another may write.
        self._labels = None if self.read_only else labels
        return labels

    def recall(self, key: str) -> str:
        """What the library remembers under `key`, or nothing."""
        with self.reading() as connection:
            return connection.scalar(select(MEMORY.c.value).where(MEMORY.c.key == key)) or ""

    def remember(self, key: str, value: str) -> None:
        """Remember a small thing outside the history; a library that is only read forgets it."""
        if self.read_only or self.recall(key) == value:
            return
        with self._writing() as connection:
            connection.execute(MEMORY.delete().where(MEMORY.c.key == key))
            connection.execute(MEMORY.insert().values(key=key, value=value))


@cache
def _finding(record: type[Record], shape: tuple[tuple[str, bool], ...]) -> str:
    """The query for fields of these names, each with whether its value is a list. It goes to SQLite itself:
    SQLAlchemy takes ten times as long as SQLite does, and one tag asks half a dozen times."""
    table = TABLE_OF[record]
    columns = ", ".join(f'"{column.name}"' for column in table.c)
    tests = [
        f'"{name}" ' + ("IN (SELECT value FROM json_each(?))" if many else "IS ?") for name, many in shape
    ]
    return f"SELECT {columns} FROM {table.name}" + (" WHERE " + " AND ".join(tests) if tests else "")


@cache
def _fits(kind: type[Record], types: tuple[type, ...]) -> bool:
    """Whether values of these types can be a row of that kind; in a damaged file any value may be of any."""
    return all(
        column.nullable if found is NoneType else issubclass(found, _stored_as(column.type.python_type))
        for column, found in zip(TABLE_OF[kind].c, types, strict=True)
    )


def _stored_as(python_type: type) -> type:
    return int if python_type is bool else python_type


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _write(connection: Connection, changes: Sequence[Change]) -> None:
    """Apply changes inside the open transaction, kind by kind, and check what they rest on."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    by_kind: defaultdict[type[Record], list[Change]] = defaultdict(list)
    for change in changes:
        by_kind[type(change.record)].append(change)
    for kind in RECORDS:
        if kind in by_kind:
            _write_kind(connection, kind, by_kind[kind])
    _check_links(connection, by_kind)


def _write_kind(connection: Connection, kind: type[Record], changes: Sequence[Change]) -> None:
    table = TABLE_OF[kind]
    _expect(connection, kind, [change.before for change in changes if change.before is not None])
    removed = [change.record.id for change in changes if change.after is None]
    for ids in _chunks(removed):
        connection.execute(table.delete().where(table.c.id.in_(ids)))
    added = [vars(change.after) for change in changes if change.before is None and change.after is not None]
    if added:
        connection.execute(table.insert(), added)
    for change in changes:
        if change.before is not None and change.after is not None:
            if change.before.id != change.after.id:
                raise ValueError("a change keeps its record's id")
            connection.execute(table.update().where(table.c.id == change.after.id).values(vars(change.after)))


def _expect(connection: Connection, kind: type[Record], befores: Sequence[Record]) -> None:
    if not befores:
        return
    ids = json.dumps([record.id for record in befores])
    found: dict[str, tuple[Any, ...]] = {}
    for row in connection.exec_driver_sql(_finding(kind, (("id", True),)), (ids,)):
        found[row.id] = tuple(row)
    values = values_of(TABLE_OF[kind])
    for record in befores:
        if found.get(record.id) != values(vars(record)):
            raise Conflict(
                "What you changed is no longer as it was, so nothing was written; look again and retry."
            )


def _check_links(connection: Connection, by_kind: dict[type[Record], list[Change]]) -> None:
    """Links have no foreign keys, as they lead to two kinds of record: so nobody may leave one dangling."""
    for kind in (Passage, Counterargument):
        gone = [change.record.id for change in by_kind.get(kind, ()) if change.after is None]
        for ids in _chunks(gone):
            left = select(LINK.c.id).where(or_(LINK.c.source_id.in_(ids), LINK.c.target_id.in_(ids))).limit(1)
            if connection.scalar(left) is not None:
                raise Conflict(
                    "Something else points to what you remove, so nothing was written; look again and retry."
                )
    ends: dict[str, set[str]] = {Passage.name_of_kind: set(), Counterargument.name_of_kind: set()}
    for change in by_kind.get(Link, ()):
        if isinstance(change.after, Link):
            ends[change.after.source_type].add(change.after.source_id)
            ends[change.after.target_type].add(change.after.target_id)
    for kind in (Passage, Counterargument):
        table = TABLE_OF[kind]
        wanted = sorted(ends[kind.name_of_kind])
        for ids in _chunks(wanted):
            found = set(connection.scalars(select(table.c.id).where(table.c.id.in_(ids))))
            if len(found) != len(ids):
                raise Conflict("A link leads to something that is no longer there; look again and retry.")


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[at : at + CHUNK] for at in range(0, len(ids), CHUNK))
