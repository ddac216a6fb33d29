"""Looking after a library: is it whole, a backup of it, and a backup put back."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from counterpoint.core.errors import BadInput, LibraryDamaged, NotFound, ReadOnly, UserError
from counterpoint.store import copies, health
from counterpoint.store.connection import connect, lock_library, revision_of
from counterpoint.store.copies import Progress
from counterpoint.workspace.workspace import Workspace


def _unheard(_done: int, _all: int) -> None:
    """Progress that nobody asked for."""


def check(ws: Workspace) -> list[str]:
    """What is wrong with a library, each in a sentence; empty where it is whole. It may be open elsewhere."""
    torn = health.damage(ws.store.raw)
    if torn:
        return [f"The file is damaged: {said}." for said in torn]
    try:
        with copies.one_state(ws.store.raw):
            problems = health.disagreements(ws.store.raw)
        stale = health.stale_indexes(ws.store.raw)
    except (UserError, sqlite3.DatabaseError, OSError) as error:
        return [f"The library could not be checked to its end: {error.__cause__ or error}."]
    return problems + [
        f"The search index of every {table} is out of step with the library." for table in stale
    ]


def rebuild_index(ws: Workspace) -> None:
    """Make the search index anew. Raises ReadOnly, or LibraryDamaged where writing would do more harm."""
    ws.check_writable()
    if health.damage(ws.store.raw):
        raise LibraryDamaged("The file itself is damaged; restore a backup instead of rebuilding the index.")
    health.rebuild_indexes(ws.store.raw)


def backup(ws: Workspace, target: Path, progress: Progress = _unheard) -> None:
    """Write a backup of the library into the file `target`; the library may be open and written to.

    An earlier backup of this library in which nobody has worked since is replaced, any other file is not.
    Raises BadInput, NotFound, LibraryDamaged (nothing was written) or UserError where the disk refuses.
    """
    target = target.absolute()
    library = ws.path.absolute()
    _refuse_target(library, target)
    with _aside(target) as aside:
        copies.copy_pages(ws.store.raw, aside, progress)
        _refuse_damaged(
            aside, "The library is damaged, so no backup was written; “counterpoint check” says more."
        )
        copies.mark_as_backup(aside, library)
        copies.put_in_place(aside, target)


def _refuse_target(library: Path, target: Path) -> None:
    if target.is_dir():
        raise BadInput(f"“{target.name}” is a folder; name a file in it.")
    if not target.parent.is_dir():
        raise NotFound(f"There is no folder “{target.parent}”; make it or choose another one.")
    if is_part_of(library, target):
        raise BadInput("A backup cannot be written over the library itself; choose another name.")
    if any(copies.beside(target, each).exists() for each in copies.COMPANIONS):
        raise BadInput(f"“{target.name}” is open as a library or was not closed; choose another name.")
    if not target.exists():
        return
    try:
        earlier = copies.is_backup_of(target, library)
    except (UserError, sqlite3.DatabaseError):
        earlier = False
    if not earlier:
        raise BadInput(
            f"“{target.name}” is there already and is not just an earlier backup of this library;"
            " choose another name."
        )


def is_part_of(library: Path, file: Path) -> bool:
    """Whether `file` is the library or belongs to it, so that nothing may be written over it."""
    own = [library, *(copies.beside(library, each) for each in (*copies.COMPANIONS, ".lock"))]
    return any(
        each.resolve() == file.resolve() or (each.exists() and file.exists() and each.samefile(file))
        for each in own
    )


def restore(library: Path, backup: Path, progress: Progress = _unheard) -> Path | None:
    """Let `library` be as it was in `backup`; gives the copy of what it was, or None where there was none.

    Nothing is touched unless the backup is whole. Raises NotFound, BadInput, LibraryDamaged, LibraryTooNew,
    ReadOnly where the library is open elsewhere, or UserError where the disk refuses.
    """
    library, backup = library.absolute(), backup.absolute()
    if not backup.exists():
        raise NotFound(f"There is no backup “{backup}”; check its name.")
    _refuse_no_library(backup)
    if library.is_dir() or not library.parent.is_dir():
        raise NotFound(f"There is no library at “{library}”; check the name.")
    if is_part_of(library, backup):
        raise BadInput("That is the library itself; choose one of its backups.")
    if library.exists() and not library.stat().st_mode & 0o222:
        raise ReadOnly(f"“{library.name}” is write-protected; allow writing to it first.")
    lock = lock_library(library)
    if lock is None:
        raise ReadOnly(
            f"“{library.name}” is open in another window, or its folder is write-protected;"
            " close it and try again."
        )
    try:
        return _restore(library, backup, progress)
    finally:
        lock.release()


def _refuse_no_library(backup: Path) -> None:
    try:
        revision = revision_of(backup)
    except sqlite3.DatabaseError as error:
        raise LibraryDamaged(f"“{backup.name}” is damaged ({error}); choose another backup.") from error
    if revision is None:
        raise LibraryDamaged(f"“{backup.name}” is empty; choose another backup.")


def _restore(library: Path, backup: Path, progress: Progress) -> Path | None:
    with _aside(library) as aside:
        with closing(connect(backup, read_only=True)) as source:
            copies.copy_pages(source, aside, progress)
        _refuse_damaged(aside, f"“{backup.name}” is damaged, so nothing was restored; choose another backup.")
        copies.make_library(aside)
        kept = None
        if library.exists():
            copies.settle(library)
            kept = copies.keep(library)
        copies.put_in_place(aside, library)
    return kept


def _refuse_damaged(copy: Path, sentence: str) -> None:
    with closing(connect(copy, read_only=True)) as connection:
        if health.damage(connection):
            raise LibraryDamaged(sentence)


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """A new file beside `target` that is gone in the end, whatever happens. Raises UserError where the disk
    refuses."""
    aside = copies.beside(target, f".{os.getpid()}.part")
    try:
        aside.unlink(missing_ok=True)
        yield aside
    except (OSError, sqlite3.Error) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise UserError(
            f"“{target.name}” could not be written ({said}); check its folder and the space left there."
        ) from error
    finally:
        for left in (aside, *(copies.beside(aside, each) for each in copies.COMPANIONS)):
            left.unlink(missing_ok=True)
