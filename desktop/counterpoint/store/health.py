"""Whether a library is whole: its pages, what points where, its texts and quotes, its search index.

Everything here only reads. The one exception is rebuilding the search index, which holds nothing that is
not in the tables.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pydantic import ValidationError

from counterpoint.core.errors import UserError
from counterpoint.core.records import (
    RECORD_NAMED,
    RECORDS,
    Card,
    Counterargument,
    Decision,
    Entry,
    Link,
    Passage,
    Record,
    digest_of,
)
from counterpoint.store.copies import copy_pages

SEARCHED: Final = ("essay", "passage", "counterargument")
"""The tables that migration 0002 indexes."""

MOST: Final = 20
"""How many findings of one sort are told one by one."""


def damage(connection: sqlite3.Connection) -> list[str]:
    """What SQLite says of the file's pages, in its words; what it says of the search index is left out, as
    that can be made anew."""
    try:
        rows = connection.execute(f"PRAGMA integrity_check({MOST})").fetchall()
    except UserError as error:
        return [str(error.__cause__ or error)]
    said = [line for (row,) in rows for line in row.splitlines()]
    return [line for line in said if line != "ok" and "fts5" not in line.lower()]


def disagreements(connection: sqlite3.Connection) -> list[str]:
    """What the records say that cannot be: a sentence for each, empty where all is well."""
    problems = [*_strays(connection), *_dangling(connection), *_misplaced(connection)]
    for kind in RECORDS:
        problems += _impossible(connection, kind)
    return problems + list(_texts(connection))


def _strays(connection: sqlite3.Connection) -> Iterator[str]:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    for table, target in sorted({(table, target) for table, _, target, _ in broken}):
        count = sum(row[0] == table and row[2] == target for row in broken)
        yield f"{_counted(count, RECORD_NAMED[table], 'belong')} to no {target} that is there."


def _dangling(connection: sqlite3.Connection) -> Iterator[str]:
    for end in ("source", "target"):
        for kind in (Passage.name_of_kind, Counterargument.name_of_kind):
            (count,) = connection.execute(
                f"SELECT count(*) FROM link WHERE {end}_type = ?"
                f" AND NOT EXISTS (SELECT 1 FROM {kind} WHERE {kind}.id = link.{end}_id)",
                (kind,),
            ).fetchone()
            if count:
                leading = _counted(count, Link, "come" if end == "source" else "lead")
                yield f"{leading} {'from' if end == 'source' else 'to'} a {kind} that is not there."


def _misplaced(connection: sqlite3.Connection) -> Iterator[str]:
    (cards,) = connection.execute(
        "SELECT count(*) FROM card c JOIN passage p ON p.id = c.passage_id WHERE p.essay_id <> c.essay_id"
    ).fetchone()
    if cards:
        yield f"{_counted(cards, Card, 'stand')} in another essay than the passage."
    (entries,) = connection.execute(
        "SELECT count(*) FROM entry e JOIN entry above ON above.id = e.parent_id"
        " WHERE above.brief_id <> e.brief_id"
    ).fetchone()
    if entries:
        yield f"{_counted(entries, Entry, 'stand')} under an entry of another brief."


def _impossible(connection: sqlite3.Connection, kind: type[Record]) -> list[str]:
    """Rows that are no valid record. SQLite keeps what it is given; the records are stricter."""
    problems: list[str] = []
    rows = connection.execute(f"SELECT * FROM {kind.name_of_kind}")
    names = [column[0] for column in rows.description]
    for row in rows:
        values = dict(zip(names, row, strict=True))
        try:
            kind.model_validate(values)
        except ValidationError as error:
            place = error.errors()[0]["loc"]
            what = f"an impossible {place[0]}" if place else "values that contradict each other"
            problems.append(f"The {kind.name_of_kind} {str(values.get('id', ''))[:8]} has {what}.")
            if len(problems) == MOST:
                return [*problems, f"There may be more of the {kind.name_of_kind} kind."]
    return problems


def _texts(connection: sqlite3.Connection) -> Iterator[str]:
    """Essays whose text changed, headings and agreed passages outside it, and passages whose quote is not at
    its place."""
    query = "SELECT id, title, digest, headings_json, text FROM essay ORDER BY title, id"
    for essay_id, title, digest, headings, text in connection.execute(query):
        named = f"The essay “{title}” ({essay_id[:8]})"
        if not isinstance(text, str) or digest_of(text) != digest:
            yield f"{named} has another text than the one that was imported."
            continue
        if not _are_headings(headings, len(text)):
            yield f"{named} has headings outside its text."
        for kind, quotes in _quotes(connection, essay_id):
            wrong = [row[0][:8] for row in quotes if not _stands(text, *row[1:])]
            if wrong:
                listed = ", ".join(wrong[:MOST]) + (", …" if len(wrong) > MOST else "")
                yield f"{named} does not say what {_counted(len(wrong), kind, 'quote')}: {listed}."
        rulings = connection.execute("SELECT agreed_json FROM decision WHERE essay_id = ?", (essay_id,))
        beyond = sum(_is_beyond(packed, len(text)) for (packed,) in rulings)
        if beyond:
            yield f"{named} ends before what {_counted(beyond, Decision, 'agree')} on."


def _quotes(
    connection: sqlite3.Connection, essay_id: str
) -> Iterator[tuple[type[Record], Iterable[tuple[str, int, int, str, str, str]]]]:
    """What is quoted of an essay by kind: id, span, quote and what stands before and after it."""
    query = 'SELECT id, start, "end", quote, {} FROM {} WHERE essay_id = ?'
    yield Passage, connection.execute(query.format("prefix, suffix", "passage"), (essay_id,))
    yield Card, connection.execute(query.format("'', ''", "card"), (essay_id,))


def _are_headings(packed: str, length: int) -> bool:
    try:
        return all(0 <= start < end <= length and level >= 1 for start, end, level in json.loads(packed))
    except (TypeError, ValueError):
        return False


def _is_beyond(packed: str, length: int) -> bool:
    """Whether a passage that was agreed on ends outside the text; what cannot be read is told elsewhere."""
    try:
        return any(end > length for _start, end, *_ in json.loads(packed))
    except (TypeError, ValueError, RecursionError):
        return False


def _stands(text: str, start: int, end: int, quote: str, prefix: str, suffix: str) -> bool:
    return (
        text[start:end] == quote
        and text.endswith(prefix, 0, start)
        and text.startswith(suffix, end, end + len(suffix))
    )


def stale_indexes(connection: sqlite3.Connection) -> list[str]:
    """The tables whose search index does not say what they say.

    FTS5 answers that only where it may write, so a copy is asked: the library may be open elsewhere.
    """
    with TemporaryDirectory(prefix="counterpoint-") as folder:
        copy = Path(folder) / "copy"
        copy_pages(connection, copy, lambda _done, _all: None)
        with closing(sqlite3.connect(copy, isolation_level=None)) as asked:
            return [table for table in SEARCHED if not _is_right(asked, table)]


def _is_right(connection: sqlite3.Connection, table: str) -> bool:
    try:
        # rank = 1: compared with the tables, too (sqlite.org/fts5.html, section 6.4)
        connection.execute(f"INSERT INTO {table}_search ({table}_search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        return False
    return True


def rebuild_indexes(connection: sqlite3.Connection) -> None:
    """Make the search indexes anew from the tables, all or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for table in SEARCHED:
            connection.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _counted(count: int, kind: type[Record], verb: str) -> str:
    return f"1 {kind.name_of_kind} {verb}s" if count == 1 else f"{count:,} {kind.plural()} {verb}"
