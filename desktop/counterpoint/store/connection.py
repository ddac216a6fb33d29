"""One SQLite connection to one library file, held by one process and one thread.

SQLite before 3.51.3 can lose pages when two connections write to a WAL database, so a lock file beside
the library lets one process write; any other reads.
"""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Self

from filelock import FileLock, Timeout

from counterpoint.core.errors import LibraryDamaged, LibraryTooNew, NotFound, ReadOnly, UserError
from counterpoint.store.guarded import GuardedConnection, words_of

APPLICATION_ID: Final = 0x43504E54
"""`CPNT`: what SQLite's header says of a file of ours."""

REVISIONS: Final = ("0001", "0002", "0003", "0004", "0005")
"""The migrations this program knows, in order; a test holds them equal to Alembic's."""


def lock_library(path: Path) -> FileLock | None:
    """The lock that lets this process write to the library, or None where another has it or the folder
    cannot be written to."""
    try:
        return _lock(path)
    except (Timeout, OSError):
        return None


def _lock(path: Path) -> FileLock:
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=0)
    lock.acquire()
    return lock


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the file with our settings: WAL, durable commits, foreign keys on, transactions our own. What a
    killed program left unfinished is taken back on the way, where the file is opened for writing.

    What SQLite says of the file, now or later, is raised as a UserError: LibraryDamaged where it cannot read
    it, ReadOnly where it would have to write first and may not.
    """
    target = _read_only_uri(path) if read_only else path
    connection = None
    try:
        connection = sqlite3.connect(target, uri=read_only, isolation_level=None, factory=GuardedConnection)
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA busy_timeout = 3000")
        connection.execute("PRAGMA cache_size = -16384")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (UserError, sqlite3.DatabaseError) as error:
        if connection is not None:
            connection.close()
        raise _cannot_open(path, error) from error
    return connection


def _cannot_open(path: Path, error: Exception) -> UserError:
    if isinstance(error, ReadOnly):
        return ReadOnly(
            f"“{path.name}” was not closed properly and cannot be mended where nothing can be written;"
            " copy it with all files of that name into another folder and open it there."
        )
    if isinstance(error, UserError) and not isinstance(error, LibraryDamaged):
        return error
    said = words_of(error.__cause__ if isinstance(error.__cause__, Exception) else error)
    return LibraryDamaged(
        f"“{path.name}” cannot be read as a library ({said}); restore a backup or choose another file."
    )


def _read_only_uri(path: Path) -> str:
    # Where no -shm file can be made and nobody writes, only an immutable connection can read WAL mode. Such
    # a connection passes over what a log holds.
    lonely = not any(log.exists() for log in _logs(path)) and not os.access(path.parent, os.W_OK)
    return path.absolute().as_uri() + ("?mode=ro&immutable=1" if lonely else "?mode=ro")


def _logs(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in ("-wal", "-journal")]


def revision_of(path: Path) -> str | None:
    """The migration a library stands at; None for a file that does not exist yet or is empty.

    The file is only read: where it was not closed properly, a copy is mended and read instead. Raises
    LibraryTooNew for a revision this program does not know and LibraryDamaged for anything that is not a
    library.
    """
    if path.is_dir():
        raise NotFound(f"“{path.name}” is a folder; name the library's file in it.")
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        row = _revision_in(path, read_only=True)
    except ReadOnly:
        with TemporaryDirectory(prefix="counterpoint-") as folder:
            for file in (path, *_logs(path)):
                if file.exists():
                    shutil.copyfile(file, Path(folder) / file.name)
            row = _revision_in(Path(folder) / path.name, read_only=False)
    revision = str(row[0]) if row else ""
    if revision not in REVISIONS:
        raise LibraryTooNew(
            f"“{path.name}” was made by a newer Counterpoint and was left as it is; update the program."
        )
    return revision


def _revision_in(path: Path, *, read_only: bool) -> tuple[str] | None:
    with closing(connect(path, read_only=read_only)) as connection:
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if "alembic_version" not in tables:
            raise LibraryDamaged(
                f"“{path.name}” is a database of another program; choose a Counterpoint library."
            )
        row: tuple[str] | None = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return row


def _recover(path: Path) -> None:
    """Let SQLite take back what a killed program left half written, where this process may write to the
    library; a reader cannot do that by itself."""
    if not path.with_name(path.name + "-journal").exists() or _write_protected(path):
        return
    lock = lock_library(path)
    if lock is not None:
        with lock, suppress(UserError):  # the reader meets the same and says so
            connect(path).close()


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

        Raises NotFound, LibraryDamaged, ReadOnly where none can be made or mended, and LibraryTooNew also for
        one that must be upgraded and cannot be written to.
        """
        revision = revision_of(path)
        if revision is None and (read_only or not path.parent.is_dir()):
            raise NotFound(f"There is no library at “{path}”; check the name.")
        lock, why = _claim(path, asked=read_only)
        try:
            if revision is None and why:
                raise ReadOnly(f"No library can be made at “{path}”: {why}")
            if revision != REVISIONS[-1]:
                if why:
                    raise LibraryTooNew(f"“{path.name}” must be upgraded, but it can only be read: {why}")
                # Alembic takes as long to load as the rest together and is needed only here.
                from counterpoint.store.migrate import bring_up

                bring_up(path)
            elif read_only:
                _recover(path)
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


def _claim(path: Path, *, asked: bool) -> tuple[FileLock | None, str]:
    """The lock to write to a library or to make one, or none and why it can only be read."""
    if asked:
        return None, "The library was opened for reading only."
    if why := _write_protected(path):
        return None, why
    try:
        lock = _lock(path)
    except Timeout:
        return None, "This library is open in another window, so here it is for reading only."
    except OSError as error:
        said = error.strerror or str(error)
        return None, f"Nothing can be written beside it ({said}), so it is open for reading only."
    return lock, ""


def _write_protected(path: Path) -> str:
    """Why the library, or the folder that one is to be made in, may not be written to; empty where it may."""
    if path.exists() and path.stat().st_size and not _writable(path):
        return f"“{path.name}” is write-protected, so it is open for reading only."
    if not _writable(path.parent):
        if path.exists():
            return f"The folder of “{path.name}” is write-protected, so it is open for reading only."
        return f"The folder “{path.parent.name}” cannot be written to; choose another folder."
    return ""


def _writable(path: Path) -> bool:
    # Root may write anywhere, so the permission itself is asked too: its owner meant it.
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)
