"""A connection whose complaints are sentences for the user.

Whatever SQLite finds wrong with a library, at any page and in any statement, is raised as a UserError:
queries, SQLAlchemy and the write path all go through the cursor below.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Final, Self

from counterpoint.core.errors import LibraryDamaged, ReadOnly, UserError

SENTENCES: Final[dict[int, tuple[type[UserError], str]]] = {
    sqlite3.SQLITE_FULL: (
        UserError,
        "The disk is full, so the change could not be saved; nothing was lost, make room and try again.",
    ),
    sqlite3.SQLITE_BUSY: (
        UserError,
        "Another program is using the library's file; close that program and try again.",
    ),
    sqlite3.SQLITE_LOCKED: (
        UserError,
        "The library is busy with something else; wait until that has ended and try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        ReadOnly,
        "The library's file may not be written to; allow that, or copy it into another folder.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        ReadOnly,
        "The library's folder may not be written to; allow that, or copy the library into another folder.",
    ),
}


def words_of(error: Exception) -> str:
    """What SQLite says, in one line; it quotes at length a text that it cannot read."""
    if isinstance(error, UnicodeDecodeError) or "decode to UTF-8" in str(error):
        return "a text in it is no text any more"
    return " ".join(str(error).split())


def refusal(error: sqlite3.DatabaseError | UnicodeDecodeError) -> UserError:
    """What to tell the user of what SQLite says."""
    # The low byte is the error, the rest its details (sqlite.org/rescode.html, section 2).
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in SENTENCES:
        kind, sentence = SENTENCES[code]
        return kind(sentence)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM):
        return UserError(f"The library's disk does not answer as it should ({words_of(error)}); try again.")
    return LibraryDamaged(
        f"The library is damaged ({words_of(error)}); run “counterpoint check” or restore a backup."
    )


class _Sentences:
    """Turns what SQLite says of the file into a UserError. A broken constraint stays what it is: the write
    path knows what it means. So does a misuse of SQLite, which is a mistake of ours."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
            return
        if isinstance(error, (sqlite3.DatabaseError, UnicodeDecodeError)):
            raise refusal(error) from error


AS_SENTENCES: Final = _Sentences()


class GuardedCursor(sqlite3.Cursor):
    """A cursor that says in a sentence what is wrong, also in the middle of the rows."""

    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        with AS_SENTENCES:
            super().execute(sql, parameters)
        return self

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Self:
        with AS_SENTENCES:
            super().executemany(sql, parameters)
        return self

    def fetchone(self) -> Any:
        with AS_SENTENCES:
            return super().fetchone()

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        with AS_SENTENCES:
            return super().fetchmany(size)

    def fetchall(self) -> list[Any]:
        with AS_SENTENCES:
            return super().fetchall()

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        # By __next__, as a cursor's own iterator is the cursor: this would ask itself for ever.
        with AS_SENTENCES:
            yield from iter(super().__next__, None)


class GuardedConnection(sqlite3.Connection):
    """A connection all of whose cursors are guarded."""

    def cursor(self, factory: Any = GuardedCursor) -> Any:
        return super().cursor(factory)

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Any:
        return self.cursor().executemany(sql, parameters)

    def commit(self) -> None:
        with AS_SENTENCES:
            super().commit()

    def rollback(self) -> None:
        with AS_SENTENCES:
            super().rollback()
