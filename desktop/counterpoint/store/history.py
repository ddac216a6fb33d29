"""The history of edits as rows: each step is one edit, packed, so that undo survives a restart."""

import json
import time
import zlib
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, select, update

from counterpoint.core.changes import Change, Edit
from counterpoint.core.records import RECORD_NAMED, Record
from counterpoint.store.rows import record_of
from counterpoint.store.tables import Step, table_of

KEPT: Final = 500
"""How many steps a library remembers."""

PAUSE: Final = 60.0
"""Seconds within which two edits that may merge become one step."""

STEP: Final = table_of(Step)


def push(connection: Connection, edit: Edit, *, merge: bool) -> None:
    """Remember `edit` as the newest step and forget those that were undone. With `merge`, an edit of
    the same records under the same label within a minute joins the step before it."""
    connection.execute(delete(STEP).where(STEP.c.undone))
    at = time.time()
    if merge:
        last = _newest(connection)
        if last is not None and last.label == edit.label and 0 <= at - last.at < PAUSE:
            earlier = unpack(last.label, last.payload)
            if _keys(earlier) == _keys(edit):
                packed = pack(earlier.then(edit))
                connection.execute(update(STEP).where(STEP.c.number == last.number).values(payload=packed))
                return
    row = {"label": edit.label, "at": at, "undone": False, "payload": pack(edit)}
    number = connection.execute(STEP.insert().values(row)).inserted_primary_key
    if number is not None:
        connection.execute(delete(STEP).where(STEP.c.number <= number[0] - KEPT))


def newest_done(connection: Connection) -> tuple[int, Edit] | None:
    """The step that undo takes back next."""
    row = _newest(connection)
    return None if row is None else (row.number, unpack(row.label, row.payload))


def oldest_undone(connection: Connection) -> tuple[int, Edit] | None:
    """The step that redo does again next."""
    query = select(STEP).where(STEP.c.undone).order_by(STEP.c.number).limit(1)
    row = connection.execute(query).first()
    return None if row is None else (row.number, unpack(row.label, row.payload))


def labels(connection: Connection) -> tuple[str | None, str | None]:
    """What undo and redo would do, for their menu entries."""
    done = select(STEP.c.label).where(~STEP.c.undone).order_by(STEP.c.number.desc()).limit(1)
    undone = select(STEP.c.label).where(STEP.c.undone).order_by(STEP.c.number).limit(1)
    return connection.scalar(done), connection.scalar(undone)


def mark(connection: Connection, number: int, *, undone: bool) -> None:
    connection.execute(update(STEP).where(STEP.c.number == number).values(undone=undone))


def count(connection: Connection) -> int:
    """How many steps are remembered."""
    return int(connection.scalar(select(func.count()).select_from(STEP)) or 0)


def pack(edit: Edit) -> bytes:
    """An edit's changes as zlib over JSON: `[[kind, before | null, after | null], …]`."""
    rows = [
        [change.record.name_of_kind, _values(change.before), _values(change.after)] for change in edit.changes
    ]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(label: str, payload: bytes) -> Edit:
    """The edit that `pack` wrote; its values were validated then."""
    rows = json.loads(zlib.decompress(payload))
    return Edit(
        label, tuple(Change(_record(kind, before), _record(kind, after)) for kind, before, after in rows)
    )


def _values(record: Record | None) -> dict[str, Any] | None:
    return None if record is None else vars(record)


def _record(kind: str, values: dict[str, Any] | None) -> Record | None:
    return None if values is None else record_of(RECORD_NAMED[kind], values)


def _newest(connection: Connection) -> Row[Any] | None:
    query = select(STEP).where(~STEP.c.undone).order_by(STEP.c.number.desc()).limit(1)
    return connection.execute(query).first()


def _keys(edit: Edit) -> set[tuple[str, str]]:
    return {(change.record.name_of_kind, change.record.id) for change in edit.changes}
