"""Other programs' coded projects and codebooks in the window: read, asked about, taken in."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from counterpoint.core.code_kinds import CodeKind
from counterpoint.core.errors import UserError
from counterpoint.core.vocabulary import KINDS
from counterpoint.importers.apart import ReadingStopped
from counterpoint.importers.coded_project import CodedProject
from counterpoint.ui.forms.code_kinds import CodeKinds
from counterpoint.ui.forms.code_rows import CodeView
from counterpoint.ui.forms.views import counted
from counterpoint.ui.session.session import Session
from counterpoint.workspace import coded, tagging, transfer
from counterpoint.workspace.brat_folders import BratFolder

_TOLD: Final = 3


def open_coded(session: Session, paths: Sequence[Path]) -> None:
    """Read coded projects one after another and ask of each what its codes mean."""
    if not paths or not session.attempt(session.ws.check_writable):
        return
    first, rest = paths[0], paths[1:]
    _open(session, partial(session.readers.coded, first), first.name, partial(open_coded, session, rest))


def open_brat(session: Session, folder: BratFolder) -> None:
    """Read brat's files and ask what their types mean."""
    if session.attempt(session.ws.check_writable):
        _open(
            session, partial(session.readers.standoff, folder.files, folder.name), folder.name, lambda: None
        )


def _open(session: Session, read: Callable[[], CodedProject], name: str, go_on: Callable[[], None]) -> None:
    status, wanted = session.window.status, True

    def stop() -> None:
        nonlocal wanted
        wanted = False
        session.readers.interrupt()

    def done(project: CodedProject) -> None:
        status.set_idle()
        if wanted:
            take_coded(session, project, name, go_on)
        else:
            go_on()

    def failed(error: BaseException) -> None:
        status.set_idle()
        if not isinstance(error, UserError):
            raise error
        if not isinstance(error, ReadingStopped):
            session.tell(error)
        go_on()

    status.set_busy(f"Reading {name}…", stop)
    session.jobs.run(read, done, failed)


def take_coded(
    session: Session, project: CodedProject, name: str, go_on: Callable[[], None] = lambda: None
) -> None:
    """Ask what the codes of a project called `name` mean, then take it in; `go_on` is called in the end."""
    ws = session.ws
    meant, used = coded.meaning(ws, project), coded.selections_of(project)
    if not project.codes:
        _take(session, project, {}, go_on)
        return
    rows = [
        CodeView(code.key, code.name, code.path, code.color, used.get(code.key, 0), meant[code.key])
        for code in project.codes
    ]
    details = {kind: tagging.details(ws, kind) for kind in KINDS}
    dialog = CodeKinds(name, rows, details, partial(_coming, project), session.window.theme, session.window)
    dialog.taken.connect(lambda mapping: _take(session, project, mapping, go_on))
    dialog.rejected.connect(go_on)
    dialog.open()


def _coming(project: CodedProject, mapping: Mapping[str, CodeKind | None]) -> str:
    """What taking a project in so would bring, in a sentence."""
    if not project.texts:
        return f"{counted(sum(bool(each) for each in mapping.values()), 'code')} taken as kinds and details."
    brought = coded.coming(project, mapping)
    kinds = [
        counted(brought.passages[kind], kind, "claims" if kind == "claim" else kind)
        for kind in KINDS
        if brought.passages.get(kind)
    ]
    texts = counted(len(project.texts), "text")
    left = f"; {counted(brought.left, 'selection')} left out" if brought.left else ""
    return f"{texts} with {', '.join(kinds) or 'no passages'}{left}."


def _take(
    session: Session, project: CodedProject, mapping: Mapping[str, CodeKind | None], go_on: Callable[[], None]
) -> None:
    ws = session.ws

    def write(reading: coded.CodedReading) -> None:
        def take() -> None:
            _tell(session, project.name, coded.take_in(ws, project, mapping, reading))

        if session.has_library and session.ws is ws:
            session.attempt(take)
            go_on()

    def failed(error: BaseException) -> None:
        raise error

    def begin() -> None:
        work = partial(coded.met, transfer.everything(ws), project, mapping)
        session.jobs.run(work, write, failed)

    session.attempt(begin)


def _tell(session: Session, name: str, imported: transfer.Imported) -> None:
    """Open the first essay concerned and say what came, and what did not."""
    notices = session.window.notices
    if imported.essays:
        session.open_essay(imported.essays[0].id)
    undo = ("Undo", lambda: session.run("edit.undo"))
    said = f"{imported.added} new, {imported.changed} changed, {imported.already} already there"
    notices.info(f"“{name}” was taken in: {said}.", *((undo,) if imported.added or imported.changed else ()))
    if imported.problems:
        more = len(imported.problems) - _TOLD
        shown = " ".join(f"{each.rstrip('.')}." for each in imported.problems[:_TOLD])
        notices.warning(shown + (f" And {more} more." if more > 0 else ""))
