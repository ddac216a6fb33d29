"""One SQLite connection to one library file, held by one process and one thread.

SQLite before 3.51.3 can lose pages when two connections write to a WAL database, so a lock file beside
the library lets one process write; any other reads.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from counterpoint.core.errors import LibraryDamaged, LibraryTooNew, NotFound

APPLICATION_ID: Final = 0x43504E54
"""`CPNT`: what SQLite's header says of a file of ours."""

REVISIONS: Final = ("0001", "0002")
"""The migrations this program knows, in order; a test holds them equal to Alembic's."""


def lock_library(path: Path) -> FileLock | None:
    """The lock that lets this process write to the library, or None where another has it or the folder
    cannot be written to."""
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=0)
    try:
        lock.acquire()
    except (Timeout, OSError):
        return None
    return lock


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the file with our settings: WAL, durable commits, foreign keys on, transactions our own.

    Raises LibraryDamaged where SQLite cannot read it.
    """
    try:
        if read_only:
            connection = sqlite3.connect(_read_only_uri(path), uri=True, isolation_level=None)
        else:
            connection = sqlite3.connect(path, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA busy_timeout = 3000")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        raise LibraryDamaged(
            f"“{path.name}” cannot be read as a library ({error}); restore a backup of it or choose another file."
        ) from error
    return connection


def _read_only_uri(path: Path) -> str:
    # Where no -shm file can be made and nobody writes, only an immutable connection can read WAL mode.
    lonely = not path.with_name(path.name + "-wal").exists() and not os.access(path.parent, os.W_OK)
    return path.absolute().as_uri() + ("?mode=ro&immutable=1" if lonely else "?mode=ro")


def revision_of(path: Path) -> str | None:
    """The migration a library stands at; None for a file that does not exist yet or is empty.

    The file is only read. Raises LibraryTooNew for a revision this program does not know and
    LibraryDamaged for anything that is not a library.
    """
    if path.is_dir():
        raise NotFound(f"“{path.name}” is a folder; name the library's file in it.")
    if not path.exists() or path.stat().st_size == 0:
        return None
    with closing(connect(path, read_only=True)) as connection:
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if "alembic_version" not in tables:
            raise LibraryDamaged(
                f"“{path.name}” is a database of another program; choose a Counterpoint library."
            )
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = str(row[0]) if row else ""
    if revision not in REVISIONS:
        raise LibraryTooNew(
            f"“{path.name}” was made by a newer Counterpoint; it was left as it is. Update the program to open it."
        )
    return revision
