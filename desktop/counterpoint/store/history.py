"""The history of edits as rows: each step is one edit, packed, so that undo survives a restart."""

import json
import time
import zlib
from collections.abc import Sequence
from sqlite3 import Connection
from typing import Any, Final, NamedTuple

from counterpoint.core.changes import Change, Edit
from counterpoint.core.records import RECORD_NAMED, Record
from counterpoint.store.rows import record_of

KEPT: Final = 500
"""How many steps a library remembers."""

PAUSE: Final = 60.0
"""Seconds within which two edits that may merge become one step."""

_STEP: Final = "SELECT number, label, at, payload FROM step"
_NEWEST: Final = _STEP + " WHERE NOT undone ORDER BY number DESC LIMIT 1"
_OLDEST: Final = _STEP + " WHERE undone ORDER BY number LIMIT 1"


class Step(NamedTuple):
    """A row of the history. `at` is seconds since 1970."""

    number: int
    label: str
    at: float
    payload: bytes

    @property
    def edit(self) -> Edit:
        return unpack(self.label, self.payload)


def push(connection: Connection, edit: Edit, *, merge: bool) -> None:
    """Remember `edit` as the newest step and forget those that were undone. With `merge`, an edit of
    the same records under the same label within a minute joins the step before it."""
    connection.execute("DELETE FROM step WHERE undone")
    at = time.time()
    if merge:
        last = newest_done(connection)
        if last is not None and last.label == edit.label and 0 <= at - last.at < PAUSE:
            earlier = last.edit
            if _keys(earlier) == _keys(edit):
                packed = pack(earlier.then(edit))
                connection.execute("UPDATE step SET payload = ? WHERE number = ?", (packed, last.number))
                return
    insert = "INSERT INTO step (label, at, undone, payload) VALUES (?, ?, 0, ?)"
    number = connection.execute(insert, (edit.label, at, pack(edit))).lastrowid or 0
    connection.execute("DELETE FROM step WHERE number <= ?", (number - KEPT,))


def join(connection: Connection, numbers: Sequence[int], label: str) -> bool:
    """Make one step of these, the newest ones in their order; False where others came between or after."""
    rows = connection.execute(_STEP + " WHERE NOT undone ORDER BY number DESC LIMIT ?", (len(numbers),))
    steps = [Step(*row) for row in rows][::-1]
    if [step.number for step in steps] != list(numbers):
        return False
    whole = Edit(label, ())
    for step in steps:
        whole = whole.then(step.edit)
    last = steps[-1].number
    connection.execute("DELETE FROM step WHERE NOT undone AND number >= ? AND number < ?", (numbers[0], last))
    connection.execute("UPDATE step SET label = ?, payload = ? WHERE number = ?", (label, pack(whole), last))
    return True


def newest_done(connection: Connection) -> Step | None:
    """The step that undo takes back next."""
    row = connection.execute(_NEWEST).fetchone()
    return Step(*row) if row else None


def oldest_undone(connection: Connection) -> Step | None:
    """The step that redo does again next."""
    row = connection.execute(_OLDEST).fetchone()
    return Step(*row) if row else None


def labels(connection: Connection) -> tuple[str | None, str | None]:
    """What undo and redo would do, for their menu entries."""
    found = []
    for query in (_NEWEST, _OLDEST):
        row = connection.execute(query.replace(_STEP, "SELECT label FROM step")).fetchone()
        found.append(str(row[0]) if row else None)
    return found[0], found[1]


def mark(connection: Connection, number: int, *, undone: bool) -> None:
    connection.execute("UPDATE step SET undone = ? WHERE number = ?", (undone, number))


def count(connection: Connection) -> int:
    """How many steps are remembered."""
    return int(connection.execute("SELECT count(*) FROM step").fetchone()[0])


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


def _keys(edit: Edit) -> set[tuple[str, str]]:
    return {(change.record.name_of_kind, change.record.id) for change in edit.changes}
