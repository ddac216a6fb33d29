"""Copies of a whole library file: made in steps by SQLite's own backup, written aside, then put in place.

SQLite's backup copies pages, so rowids stay as they are and the search index, which goes by them, stays
right. A copy is a single file without a write-ahead log. A log left beside a file that it does not
belong to would be played into it when it is opened, so none is ever left there.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from counterpoint.core.errors import UserError
from counterpoint.store.connection import connect, revision_of

Progress = Callable[[int, int], None]
"""Hears how many pages of how many are copied. What it raises stops the copying."""

PAGES: Final = 1000
"""Pages copied in one step; 4 MB take some milliseconds."""

LOGS: Final = ("-wal", "-journal")
"""What SQLite leaves beside a file when it is killed, and plays into it when it is opened again."""

COMPANIONS: Final = (*LOGS, "-shm")
BACKUP_OF: Final = "backup of"
"""Under which key a backup remembers whose it is and how it was then."""


def copy_pages(source: sqlite3.Connection, target: Path, progress: Progress) -> None:
    """Write one state of the library into the new file `target`, whatever is written to it meanwhile."""
    with closing(sqlite3.connect(target, isolation_level=None)) as copy, one_state(source):
        source.backup(copy, pages=PAGES, progress=lambda _status, left, total: progress(total - left, total))
        copy.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def one_state(source: sqlite3.Connection) -> Iterator[None]:
    """See one state of the library throughout, whatever others write to it meanwhile. Without it, copying
    would begin again at each of their edits."""
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield
    finally:
        source.execute("ROLLBACK")


def mark_as_backup(copy: Path, library: Path) -> None:
    """Note in a copy which library it is a backup of, so that the next one may take its place."""
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("DELETE FROM memory WHERE key = ?", (BACKUP_OF,))
        connection.execute("INSERT INTO memory VALUES (?, ?)", (BACKUP_OF, _mark(connection, library)))


def make_library(copy: Path) -> None:
    """Let a copy be a library of its own again, in the mode that libraries are in. Were that left to its
    first opening, a kill then would leave a journal beside it that no reader can deal with."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("DELETE FROM memory WHERE key = ?", (BACKUP_OF,))
        connection.execute("PRAGMA journal_mode = WAL")


def is_backup_of(file: Path, library: Path) -> bool:
    """Whether `file` is a backup of `library` in which nobody has worked since.

    Raises LibraryDamaged or LibraryTooNew for what is no library of this program.
    """
    if revision_of(file) is None:
        return False
    with closing(connect(file, read_only=True)) as connection:
        row = connection.execute("SELECT value FROM memory WHERE key = ?", (BACKUP_OF,)).fetchone()
        return row is not None and row[0] == _mark(connection, library)


def _mark(connection: sqlite3.Connection, library: Path) -> str:
    history = sha256()
    for number, undone, payload in connection.execute(
        "SELECT number, undone, payload FROM step ORDER BY number"
    ):
        history.update(f"{number} {undone} {len(payload)} ".encode())
        history.update(payload)
    return f"{library.resolve()}\n{history.hexdigest()}"


def settle(library: Path) -> None:
    """Bring what the write-ahead log holds into the file, where SQLite can still read it; nobody else may
    be writing."""
    try:
        # Opened for writing, a file that SQLite cannot read would lose its log at once.
        connect(library, read_only=True).close()
        with closing(connect(library)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except UserError:
        return  # it is kept with its log as it stands


def keep(library: Path) -> Path:
    """Copy the file beside itself, with its log if that holds anything; gives the copy."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    kept = library.with_name(f"{library.stem}.before-restore-{stamp}{library.suffix}")
    number = 1
    while kept.exists():
        number += 1
        kept = library.with_name(f"{library.stem}.before-restore-{stamp}-{number}{library.suffix}")
    for ending in LOGS:
        log = beside(library, ending)
        if log.exists() and log.stat().st_size:
            shutil.copy2(log, beside(kept, ending))
            flush(beside(kept, ending))
    shutil.copy2(library, kept)
    flush(kept)
    return kept


def put_in_place(aside: Path, target: Path) -> None:
    """Let the finished file `aside` be `target`: at every moment there is the old file or the new one."""
    if target.exists():
        shutil.copymode(target, aside)
    flush(aside)
    for companion in COMPANIONS:
        beside(target, companion).unlink(missing_ok=True)
    aside.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def flush(file: Path) -> None:
    """Wait until the disk has the file."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def beside(file: Path, ending: str) -> Path:
    """The file's companion, such as its write-ahead log."""
    return file.with_name(file.name + ending)
