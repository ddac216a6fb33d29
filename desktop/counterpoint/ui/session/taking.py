"""Taking in many files, or folders of them, while the window goes on: essays one after another, then
annotation files together, so that undo takes all of those back at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from counterpoint.core.errors import UserError
from counterpoint.importers.apart import ReadersApart, read_bytes_of
from counterpoint.importers.draft import Draft
from counterpoint.importers.encoding import UnknownEncoding
from counterpoint.ui.forms.views import counted
from counterpoint.ui.session.session import Session
from counterpoint.workspace import transfer
from counterpoint.workspace.workspace import Workspace

IN_FOLDERS: Final = (*transfer.ESSAY_SUFFIXES, ".jsonld")
"""What is taken of the files of a folder; any file named by itself is tried."""

TOLD: Final = 3
"""How many problems a notice names."""


@dataclass
class Batch:
    """Files being taken into a library, and what became of each. `gathered` are the annotation files that
    were read and are not taken in yet."""

    ws: Workspace
    waiting: list[Path]
    ask: Callable[[Path, UnknownEncoding], None]
    """What is done about the encoding of a single file; those of many are named as problems."""
    total: int = 0
    opened: str = ""
    added: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    gathered: transfer.Gathered | None = None
    stopped: bool = False
    together: bool = False
    """Whether all that was added came in one step: undo takes it back."""

    def stop(self) -> None:
        """Take no more files in."""
        self.stopped = True


def take_files(session: Session, paths: Sequence[Path], ask: Callable[[Path, UnknownEncoding], None]) -> None:
    """Take in files and folders; in the end a notice says what was added, was there already, or failed."""
    if not paths or not session.attempt(session.ws.check_writable):
        return
    batch = Batch(session.ws, [], ask)
    session.jobs.run(partial(files_in, paths), partial(_begin, session, batch), _raise)


def files_in(paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """The files meant by these paths, and a sentence for each folder that holds none."""
    files: list[Path] = []
    problems: list[str] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        found = [each for each in sorted(path.rglob("*")) if _is_meant(each, path)]
        files += found
        if not found:
            problems.append(f"There are no essays in the folder “{path.name}”; add text or Markdown files.")
    return files, problems


def _is_meant(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in IN_FOLDERS and file.is_file()


def _raise(error: BaseException) -> None:
    raise error


def _is_open(session: Session, ws: Workspace) -> bool:
    """Whether the library that the files go into is still the one in the window."""
    try:
        return session.ws is ws
    except UserError:
        return False


def _begin(session: Session, batch: Batch, found: tuple[list[Path], list[str]]) -> None:
    files, batch.problems = found
    batch.waiting = sorted(files, key=transfer.is_annotations)
    batch.total = len(batch.waiting)
    _take_next(session, batch)


def _take_next(session: Session, batch: Batch) -> None:
    if not _is_open(session, batch.ws):
        session.window.status.set_idle()
        return
    if batch.stopped or not batch.waiting:
        _take_gathered(session, batch)
        return
    path = batch.waiting.pop(0)
    done = batch.total - len(batch.waiting)
    if batch.total > 1:
        words = f"Adding {done} of {batch.total}: {path.name}"
        session.window.status.set_busy(words, batch.stop, done / batch.total)
    failed = partial(_failed, session, batch, path)
    if not transfer.is_annotations(path):
        session.jobs.run(partial(session.readers.essay, path), partial(_take_essay, session, batch), failed)
        return
    try:
        batch.gathered = batch.gathered or transfer.gathering(batch.ws)
    except UserError as error:
        failed(error)
        return
    work = partial(_read_annotations, session.readers, path, batch.gathered)
    session.jobs.run(work, lambda _: _take_next(session, batch), failed)


def _read_annotations(readers: ReadersApart, path: Path, gathered: transfer.Gathered) -> None:
    gathered.add(path.name, readers.annotations(read_bytes_of(path), path.name, gathered.known))


def _take_essay(session: Session, batch: Batch, draft: Draft) -> None:
    def add() -> None:
        added = transfer.add_draft(batch.ws, draft)
        (batch.already if added.already else batch.added).append(added.essay.title)
        batch.opened = batch.opened or added.essay.id

    _go_on(session, batch, add)


def _take_gathered(session: Session, batch: Batch) -> None:
    """Take in the annotation files that were read, then tell what became of all."""
    gathered, batch.gathered = batch.gathered, None
    if gathered is None or not gathered.files:
        session.window.status.set_idle()
        _tell(session, batch)
        return
    failed = partial(_failed, session, batch, Path(gathered.files[0].name))
    try:
        work = partial(gathered.met, transfer.everything(batch.ws))
    except UserError as error:
        failed(error)
        return
    session.jobs.run(work, partial(_take_annotations, session, batch), failed)


def _take_annotations(session: Session, batch: Batch, reading: transfer.Reading) -> None:
    def take() -> None:
        batch.together = not batch.added
        taken = transfer.take_in(batch.ws, reading)
        for file, imported in zip(reading.files, taken, strict=True):
            counts = f"{imported.added} new, {imported.changed} changed, {imported.already} already there"
            batch.added.append(f"{file.name} ({counts})")
            batch.problems += imported.problems
            if imported.essays:
                batch.opened = batch.opened or imported.essays[0].id

    _go_on(session, batch, take)


def _go_on(session: Session, batch: Batch, deed: Callable[[], None]) -> None:
    if not _is_open(session, batch.ws):
        session.window.status.set_idle()
        return
    try:
        deed()
    except UserError as error:
        batch.problems.append(str(error))
    _take_next(session, batch)


def _failed(session: Session, batch: Batch, path: Path, error: BaseException) -> None:
    try:
        if isinstance(error, UnknownEncoding) and batch.total == 1:
            batch.ask(path, error)
        elif isinstance(error, UserError):
            batch.problems.append(str(error))
        else:
            batch.problems.append(f"“{path.name}” could not be taken in.")
            raise error
    finally:
        _take_next(session, batch)


def _tell(session: Session, batch: Batch) -> None:
    notices = session.window.notices
    if batch.opened:
        session.attempt(partial(session.open_essay, batch.opened))
    undo = "Undo", lambda: session.run("edit.undo")
    if batch.total == 1 and batch.added and not batch.problems:
        notices.info(
            f"Added “{batch.added[0]}”.",
            ("Citation…", lambda: session.run("essay.citation")),
            undo,
        )
    elif batch.added or batch.already or (batch.stopped and batch.waiting):
        notices.info(_summary(batch), *((undo,) if batch.together else ()))
    if batch.problems:
        shown = " ".join(batch.problems[:TOLD])
        more = f" And {len(batch.problems) - TOLD} more." if len(batch.problems) > TOLD else ""
        moved = any(mark.status == "moved" for mark in session.known.marks.values())
        show = "Show", lambda: session.run("review.confirm")
        notices.warning(shown + more, *((show,) if moved else ()))


def _summary(batch: Batch) -> str:
    parts = [counted(len(batch.added), "file") + " added"] if batch.added else []
    if len(batch.already) == 1:
        parts.append(f"“{batch.already[0]}” was already there")
    elif batch.already:
        parts.append(f"{len(batch.already)} were already there")
    if batch.stopped and batch.waiting:
        parts.append(f"stopped before {counted(len(batch.waiting), 'file')}")
    sentence = "; ".join(parts) + "."
    return sentence[0].upper() + sentence[1:]
