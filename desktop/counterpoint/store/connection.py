"""One SQLite connection to one library file, held by one process and one thread.

SQLite before 3.51.3 can lose pages when two connections write to a WAL database, so a lock file beside
the library lets one process write; any other reads.
"""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

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
        connection.execute("PRAGMA cache_size = -16384")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        raise LibraryDamaged(
            f"“{path.name}” cannot be read as a library ({error}); restore a backup or choose another file."
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
            f"“{path.name}” was made by a newer Counterpoint and was left as it is; update the program."
        )
    return revision


@dataclass
class LibraryFile:
    """An open library file. `read_only` is why nothing can be written, or empty."""

    path: Path
    connection: sqlite3.Connection
    read_only: str
    lock: FileLock | None

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open the library, making it or upgrading it first where that is needed and allowed.

        Raises NotFound, LibraryDamaged, and LibraryTooNew also for one that must be upgraded and cannot be
        written to.
        """
        revision = revision_of(path)
        if revision is None and (read_only or not path.parent.is_dir()):
            raise NotFound(f"There is no library at “{path}”; check the name.")
        lock = None if read_only else lock_library(path)
        why = _why_read_only(path, asked=read_only, locked=lock is not None)
        try:
            if revision != REVISIONS[-1]:
                if why:
                    raise LibraryTooNew(f"“{path.name}” must be upgraded, but it can only be read: {why}")
                # Alembic takes as long to load as the rest together and is needed only here.
                from counterpoint.store.migrate import bring_up

                bring_up(path)
            return cls(path, connect(path, read_only=bool(why)), why, lock)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    def close(self) -> None:
        """Let go of the file and its lock."""
        self.connection.close()
        if self.lock is not None:
            self.lock.release()
            self.lock = None


def _why_read_only(path: Path, *, asked: bool, locked: bool) -> str:
    if asked:
        return "The library was opened for reading only."
    if path.exists() and not _writable(path):
        return f"“{path.name}” is write-protected, so it is open for reading only."
    if not locked:
        return "This library is open in another window, so here it is for reading only."
    return ""


def _writable(path: Path) -> bool:
    # Root may write anywhere, so the file's own permission is asked too: its owner meant it.
    return bool(path.stat().st_mode & 0o222) and bool(path.parent.stat().st_mode & 0o222)
