"""Taking in many files, or folders of them, while the window goes on: essays some at a time, then annotation
files together. Undo takes all essays back at once, and all annotations."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from counterpoint.core.errors import UserError
from counterpoint.importers.apart import ReadersApart, ReadingStopped, read_bytes_of
from counterpoint.importers.encoding import UnknownEncoding
from counterpoint.ui.forms.views import FileLine, Outcome
from counterpoint.ui.session.previewing import preview_file
from counterpoint.ui.session.session import Session
from counterpoint.ui.session.taken import Batch, tell
from counterpoint.workspace import adding, transfer
from counterpoint.workspace.folders import files_inside
from counterpoint.workspace.workspace import Workspace

IN_FOLDERS: Final = (*transfer.ESSAY_SUFFIXES, ".jsonld")
"""What is taken of the files of a folder; any file named by itself is tried."""

ESSAYS_AT_ONCE: Final = 25
WRITTEN_AT_ONCE: Final = 100_000
"""Characters and bytes after which what was read is written: so much holds up the window for no moment that
one sees."""


def take_files(session: Session, paths: Sequence[Path]) -> None:
    """Take in files and folders; in the end a notice says what was added, was there already, or failed. A
    single text whose encoding cannot be told is shown, so that one can choose it."""
    if not paths or not session.attempt(session.ws.check_writable):
        return
    batch = Batch(session.ws, [], session.settings.keep_files)
    session.jobs.run(partial(files_in, paths), partial(_begin, session, batch), _raise)


def files_in(paths: Sequence[Path]) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The files meant by these paths, and a sentence for each folder that holds none."""
    files: list[Path] = []
    problems: list[tuple[Path, str]] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        found = files_inside(path, IN_FOLDERS)
        files += found
        if not found:
            why = f"The folder “{path.name}” holds no file that can be read as an essay; choose another."
            problems.append((path, why))
    return files, problems


def _raise(error: BaseException) -> None:
    raise error


def _is_open(session: Session, ws: Workspace) -> bool:
    """Whether the library that the files go into is still the one in the window."""
    try:
        return session.ws is ws
    except UserError:
        return False


def _begin(session: Session, batch: Batch, found: tuple[list[Path], list[tuple[Path, str]]]) -> None:
    files, problems = found
    for path, why in problems:
        batch.fail(path, why)
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
    many = batch.total > 1
    words = f"Adding {done} of {batch.total}: {path.name}" if many else f"Reading {path.name}…"
    stop = partial(_stop, session, batch)
    session.window.status.set_busy(words, stop, done / batch.total if many else None)
    failed = partial(_failed, session, batch, path)
    if not transfer.is_annotations(path):
        reading = partial(_read_essay, session.readers, path, batch)
        session.jobs.run(reading, partial(_take_essay, session, batch, path), failed)
        return
    try:
        batch.gathered = batch.gathered or transfer.gathering(batch.ws)
    except UserError as error:
        failed(error)
        return
    batch.paths.append(path)
    work = partial(_read_annotations, session.readers, path, batch.gathered)
    session.jobs.run(work, lambda _: _take_next(session, batch), failed)


def _stop(session: Session, batch: Batch) -> None:
    """Take no more files in, not even the one that is being read."""
    batch.stop()
    session.readers.interrupt()


def _read_essay(readers: ReadersApart, path: Path, batch: Batch) -> adding.Arriving:
    data = read_bytes_of(path)
    _go_on(batch)
    return adding.Arriving(readers.essay_of(data, path.name), data if batch.keep_files else None)


def _go_on(batch: Batch) -> None:
    """Raises ReadingStopped where no more files are wanted."""
    if batch.stopped:
        raise ReadingStopped("Reading was stopped.")


def _read_annotations(readers: ReadersApart, path: Path, gathered: transfer.Gathered) -> None:
    gathered.add(
        path.name, readers.annotations(read_bytes_of(path), path.name, gathered.known, gathered.earlier)
    )


def _take_essay(session: Session, batch: Batch, path: Path, arriving: adding.Arriving) -> None:
    batch.arriving.append((path, arriving))
    size = sum(len(each.draft.text) + len(each.original or b"") for _, each in batch.arriving)
    if size >= WRITTEN_AT_ONCE or len(batch.arriving) >= ESSAYS_AT_ONCE:
        _write(session, batch)
    _take_next(session, batch)


def _write(session: Session, batch: Batch) -> None:
    """Write the essays that were read, in one transaction."""
    waiting, batch.arriving = batch.arriving, []
    if not waiting or not _is_open(session, batch.ws):
        return
    try:
        before = batch.ws.newest_step()
        found = adding.add_drafts(batch.ws, [each for _, each in waiting])
    except UserError as error:
        for path, _ in waiting:
            batch.fail(path, str(error))
        return
    if batch.ws.newest_step() != before:
        batch.steps.append(batch.ws.newest_step())
    for (path, _), (essay, already, _brief) in zip(waiting, found, strict=True):
        outcome: Outcome = "already" if already else "added"
        batch.lines.append(FileLine(str(path), path.name, outcome, essay.title))
        batch.opened = batch.opened or essay.id


def _join(batch: Batch) -> None:
    """Let one undo take back all the essays that were added."""
    if len(batch.steps) < 2:
        batch.together = bool(batch.steps)
    else:
        label = adding.essays_label(len(batch.of("added")))
        batch.together = batch.ws.join_steps(batch.steps, label)


def _take_gathered(session: Session, batch: Batch) -> None:
    """Take in the annotation files that were read, then tell what became of all."""
    _write(session, batch)
    session.attempt(partial(_join, batch))
    gathered, batch.gathered = batch.gathered, None
    if gathered is None or not gathered.files:
        session.window.status.set_idle()
        tell(session, batch)
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
        batch.together = not batch.steps
        taken = transfer.take_in(batch.ws, reading)
        for path, file, imported in zip(batch.paths, reading.files, taken, strict=True):
            counts = f"{imported.added} new, {imported.changed} changed, {imported.already} already there"
            told = " ".join(imported.problems)
            batch.lines.append(FileLine(str(path), path.name, "added", f"{file.name} ({counts})", told))
            batch.problems += imported.problems
            if imported.essays:
                batch.opened = batch.opened or imported.essays[0].id

    if _is_open(session, batch.ws):
        try:
            take()
        except UserError as error:
            for path in batch.paths:
                batch.fail(path, str(error))
        _take_next(session, batch)
    else:
        session.window.status.set_idle()


def _failed(session: Session, batch: Batch, path: Path, error: BaseException) -> None:
    batch.paths = [each for each in batch.paths if each != path]
    try:
        if isinstance(error, ReadingStopped) and batch.stopped:
            batch.waiting.insert(0, path)
        elif isinstance(error, UnknownEncoding) and batch.total == 1:
            preview_file(session, path)
        elif isinstance(error, UnknownEncoding):
            batch.fail(path, error.question)
        elif isinstance(error, UserError):
            batch.fail(path, str(error))
        else:
            batch.fail(path, f"“{path.name}” could not be taken in.")
            raise error
    finally:
        _take_next(session, batch)
