"""Reading records and the one write path.

`Store` holds the connection. Everything that changes the library goes through `commit`, `undo` or
`redo`, each one transaction: the rows, their search index and the step of history together.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self, TypeVar

from counterpoint.core.changes import Change, Edit
from counterpoint.core.errors import BadInput, Conflict, ReadOnly, UserError
from counterpoint.core.records import RECORDS, Counterargument, Link, Passage, Record
from counterpoint.store import history, queries, rows
from counterpoint.store.connection import LibraryFile

R = TypeVar("R", bound=Record)

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
        self._file.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, taken back whole where anything in it fails."""
        if self.read_only:
            raise ReadOnly(self.read_only)
        try:
            self.raw.execute("BEGIN IMMEDIATE")
            try:
                yield self.raw
                self.raw.execute("COMMIT")
            except BaseException:
                if self.raw.in_transaction:
                    self.raw.execute("ROLLBACK")
                raise
        except sqlite3.IntegrityError as error:
            raise Conflict(
                "The library has changed meanwhile, so this was not done; open the essay again and retry."
            ) from error
        except sqlite3.Error as error:
            raise UserError(
                f"The change could not be saved ({error}); nothing was lost, try again."
            ) from error

    def get(self, kind: type[R], record_id: str) -> R | None:
        """The record of that kind with this id, or None."""
        return next(iter(self.find(kind, id=record_id)), None)

    def find(self, record: type[R], /, **equal: object) -> list[R]:
        """The records whose fields equal these values; a list stands for any of its values."""
        return list(rows.find(self.raw, record, equal))

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

    def newest_step(self) -> int:
        """The number of the step that undo would take back; 0 for none."""
        step = history.newest_done(self.raw)
        return step.number if step else 0

    def join_steps(self, numbers: Sequence[int], label: str) -> bool:
        """Make one step of several, the newest ones; False where others came between or after them."""
        with self._writing() as connection:
            joined = history.join(connection, numbers, label)
        self._labels = None
        return joined

    def undo(self) -> Edit | None:
        """Take the newest step back; gives the edit that was applied for it, or None."""
        with self._writing() as connection:
            return self._travel(connection, history.newest_done(connection), undone=True)

    def redo(self) -> Edit | None:
        """Do the step undone last again; gives it, or None."""
        with self._writing() as connection:
            return self._travel(connection, history.oldest_undone(connection), undone=False)

    def _travel(
        self, connection: sqlite3.Connection, step: history.Step | None, *, undone: bool
    ) -> Edit | None:
        if step is None:
            return None
        self._labels = None
        applied = step.edit.inverse() if undone else step.edit
        _write(connection, applied.changes)
        history.mark(connection, step.number, undone=undone)
        return applied

    def labels(self) -> tuple[str | None, str | None]:
        """What undo and redo would do."""
        if self._labels is not None:
            return self._labels
        labels = history.labels(self.raw)
        # Where this process only reads, another may write.
        self._labels = None if self.read_only else labels
        return labels

    def recall(self, key: str) -> str:
        """What the library remembers under `key`, or nothing."""
        return queries.remembered(self.raw, key)

    def remember(self, key: str, value: str) -> None:
        """Remember a small thing outside the history; a library that is only read forgets it."""
        if self.read_only or self.recall(key) == value:
            return
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO memory (key, value) VALUES (?, ?)", (key, value))


def _write(connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
    """Apply changes inside the open transaction, kind by kind, and check what they rest on."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    by_kind: defaultdict[type[Record], list[Change]] = defaultdict(list)
    for change in changes:
        by_kind[type(change.record)].append(change)
    for kind in RECORDS:
        if kind in by_kind:
            _write_kind(connection, kind, by_kind[kind])
    _check_links(connection, by_kind)


def _write_kind(connection: sqlite3.Connection, kind: type[Record], changes: Sequence[Change]) -> None:
    _expect(connection, kind, [change.before for change in changes if change.before is not None])
    removed: list[str] = []
    added: list[Record] = []
    changed: list[tuple[Record, Record]] = []
    for change in changes:
        if change.after is None:
            removed.append(change.record.id)
        elif change.before is None:
            added.append(change.after)
        elif change.before.id == change.after.id:
            changed.append((change.before, change.after))
        else:
            raise ValueError("a change keeps its record's id")
    if removed:
        rows.remove(connection, kind, removed)
    if added:
        rows.add(connection, kind, added)
    if changed:
        rows.replace(connection, kind, changed)


def _expect(connection: sqlite3.Connection, kind: type[Record], befores: Sequence[Record]) -> None:
    if not befores:
        return
    found: dict[str, tuple[Any, ...]] = rows.tuples(connection, kind, [record.id for record in befores])
    if any(found.get(record.id) != rows.tuple_of(record) for record in befores):
        raise Conflict(
            "What you changed is no longer as it was, so nothing was written; look again and retry."
        )


def _check_links(connection: sqlite3.Connection, by_kind: dict[type[Record], list[Change]]) -> None:
    """Links have no foreign keys, as they lead to two kinds of record: so nobody may leave one dangling."""
    for kind in (Passage, Counterargument):
        gone = [change.record.id for change in by_kind.get(kind, ()) if change.after is None]
        if gone and queries.ties_at(connection, gone):
            raise Conflict(
                "Something else points to what you remove, so nothing was written; look again and retry."
            )
    ends: dict[str, set[str]] = {Passage.name_of_kind: set(), Counterargument.name_of_kind: set()}
    for change in by_kind.get(Link, ()):
        if isinstance(change.after, Link):
            ends[change.after.source_type].add(change.after.source_id)
            ends[change.after.target_type].add(change.after.target_id)
    for kind in (Passage, Counterargument):
        wanted = ends[kind.name_of_kind]
        if wanted and len(rows.tuples(connection, kind, sorted(wanted))) != len(wanted):
            raise Conflict("A link leads to something that is no longer there; look again and retry.")
