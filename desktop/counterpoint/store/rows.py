"""Rows as records and back, and the statements for them: made from the records' own fields.

Statements go to SQLite directly; SQLAlchemy takes longer to load than the rest of the program and ten times
as long as SQLite to run them. It makes and upgrades the tables (`store.tables`, `store.migrate`).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from sqlite3 import Connection
from types import NoneType
from typing import Any, TypeVar, get_args

from counterpoint.core.errors import LibraryDamaged
from counterpoint.core.records import Record

R = TypeVar("R", bound=Record)


@cache
def fields_of(kind: type[Record]) -> tuple[str, ...]:
    """The names of a record's fields, which are those of its table's columns, in order."""
    return tuple(kind.model_fields)


@cache
def _names(kind: type[Record]) -> frozenset[str]:
    """The same as a set, asked for at every row: pydantic takes longer to tell them than a row to read."""
    return frozenset(fields_of(kind))


def record_of(kind: type[R], values: dict[str, Any]) -> R:
    """The record with these values, which were validated when they were written.

    What `model_construct` gives in a tenth of its time. Where a field is missing, as in a step of history
    older than the field, it has its default.
    """
    if values.keys() != _names(kind):
        return kind.model_construct(**values)
    record = kind.__new__(kind)
    object.__setattr__(record, "__dict__", values)
    object.__setattr__(record, "__pydantic_fields_set__", set(values))
    object.__setattr__(record, "__pydantic_extra__", None)
    object.__setattr__(record, "__pydantic_private__", None)
    return record


@cache
def _columns(kind: type[Record]) -> str:
    return ", ".join(f'"{name}"' for name in fields_of(kind))


@cache
def _finding(kind: type[Record], shape: tuple[tuple[str, bool], ...]) -> str:
    """The query for fields of these names, each with whether its value is a list."""
    tests = [
        f'"{name}" ' + ("IN (SELECT value FROM json_each(?))" if many else "IS ?") for name, many in shape
    ]
    query = f"SELECT {_columns(kind)} FROM {kind.name_of_kind}"
    return query + (" WHERE " + " AND ".join(tests) if tests else "")


def find(connection: Connection, kind: type[R], equal: dict[str, object]) -> Iterator[R]:
    """The records whose fields equal these values; a list stands for any of its values."""
    values = [json.dumps(value) if isinstance(value, list) else value for value in equal.values()]
    query = _finding(kind, tuple((name, isinstance(value, list)) for name, value in equal.items()))
    names = fields_of(kind)
    for row in connection.execute(query, values).fetchall():
        if not _fits(kind, tuple(map(type, row))):
            raise LibraryDamaged(
                f"The library holds an impossible {kind.name_of_kind}; run “counterpoint check” or restore"
                " a backup."
            )
        yield record_of(kind, dict(zip(names, row, strict=True)))


@cache
def _fits(kind: type[Record], types: tuple[type, ...]) -> bool:
    """Whether values of these types can be a row of that kind; in a damaged file any value may be of any."""
    wanted = [field.annotation for field in kind.model_fields.values()]
    return all(
        found is (int if annotation is int else str)
        or (found is NoneType and NoneType in get_args(annotation))
        for annotation, found in zip(wanted, types, strict=True)
    )


def tuples(connection: Connection, kind: type[Record], ids: list[str]) -> dict[str, tuple[Any, ...]]:
    """The rows of these ids as they stand, by id."""
    rows = connection.execute(_finding(kind, (("id", True),)), (json.dumps(ids),))
    return {row[0]: row for row in rows}


@cache
def _values_of(kind: type[Record]) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    return itemgetter(*fields_of(kind))


def tuple_of(record: Record) -> tuple[Any, ...]:
    """A record's values in the order of its columns."""
    return _values_of(type(record))(vars(record))


def add(connection: Connection, kind: type[Record], records: Iterable[Record]) -> None:
    """Insert records of one kind."""
    holes = ", ".join("?" * len(fields_of(kind)))
    statement = f"INSERT INTO {kind.name_of_kind} ({_columns(kind)}) VALUES ({holes})"
    connection.executemany(statement, map(tuple_of, records))


def replace(connection: Connection, kind: type[Record], pairs: Sequence[tuple[Record, Record]]) -> None:
    """Set the rows that are as the first of each pair says to what the second says. Columns in which no pair
    differs are not named: SQLite would write their indexes anew and check their foreign keys."""
    befores, afters = ([tuple_of(pair[side]) for pair in pairs] for side in (0, 1))
    columns = zip(fields_of(kind), zip(*befores, strict=True), zip(*afters, strict=True), strict=True)
    changed = [(name, after) for name, before, after in columns if before != after]
    if changed:
        names = ", ".join(f'"{name}" = ?' for name, _ in changed)
        statement = f"UPDATE {kind.name_of_kind} SET {names} WHERE id = ?"
        values = zip(*(after for _, after in changed), (after.id for _, after in pairs), strict=True)
        connection.executemany(statement, values)


def remove(connection: Connection, kind: type[Record], ids: list[str]) -> None:
    """Delete the rows of these ids."""
    statement = f"DELETE FROM {kind.name_of_kind} WHERE id IN (SELECT value FROM json_each(?))"
    connection.execute(statement, (json.dumps(ids),))
