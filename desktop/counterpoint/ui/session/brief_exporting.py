"""Briefs out of the window into files, one or all."""

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtWidgets import QMenu

from counterpoint.core.brief_writing import write_out
from counterpoint.core.errors import BadInput, NotFound, UserError
from counterpoint.ui.forms.ask import ask
from counterpoint.ui.forms.views import counted
from counterpoint.ui.session.choosing import choose_folder, choose_place
from counterpoint.ui.session.session import Command, Session
from counterpoint.ui.session.working import in_background
from counterpoint.workspace import brief_files, briefs
from counterpoint.workspace.brief_files import Format, Paper
from counterpoint.workspace.file_names import file_name, unused_name
from counterpoint.workspace.workspace import Workspace


class Way(NamedTuple):
    """A way to export: the command, what a button and the menu call it, and what it makes."""

    command_id: str
    name: str
    text: str
    filter: str
    format: Format
    paper: Paper = "us-letter"


WAYS: Final = (
    Way("brief.export.docx", "Word", "Word (DOCX)…", "Word document (*.docx)", "docx"),
    Way("brief.export.pdf", "PDF, Letter", "PDF, US Letter…", "PDF (*.pdf)", "pdf"),
    Way("brief.export.a4", "PDF, A4", "PDF, A4…", "PDF (*.pdf)", "pdf", "a4"),
    Way("brief.export.html", "HTML", "Web page (HTML)…", "Web page (*.html)", "html"),
    Way("brief.export.md", "Markdown", "Markdown…", "Markdown (*.md)", "md"),
)


def menu(session: Session) -> QMenu:
    """What the export button offers."""
    made = QMenu(session.window.header)
    for way in WAYS:
        made.addAction(way.text, partial(session.run, way.command_id))
    made.addSeparator()
    made.addAction("Every brief…", partial(session.run, "brief.export.all"))
    return made


def export(session: Session, way: Way) -> None:
    """Ask where the open brief shall go, and write it beside the window."""
    briefing = session.briefing
    if briefing is None:
        raise BadInput("No brief is open; look at one first (Ctrl+3).")
    document = briefing.document()
    name = f"{file_name(document.title)}.{way.format}"
    path = choose_place(session, "Export brief", name, {way.filter: f".{way.format}"})
    if path is None:
        return

    def done(lacking: str) -> None:
        session.window.notices.info(f"Exported to “{path.name}”.")
        if lacking:
            session.window.notices.warning(lacking)

    work = partial(brief_files.export, document, path, way.format, way.paper)
    in_background(session, work, done, f"Writing “{path.name}”")


@dataclass
class Batch:
    """Briefs going into a folder one after another, and what became of each."""

    ws: Workspace
    folder: Path
    way: Way
    waiting: list[str]
    names: set[str] = field(default_factory=set)
    total: int = 0
    written: int = 0
    problems: list[str] = field(default_factory=list)
    stopped: bool = False

    def stop(self) -> None:
        """Write no more briefs."""
        self.stopped = True


def export_all(session: Session) -> None:
    """Ask for a format and a folder, and write every brief of the library there."""
    lines = briefs.briefs(session.ws)
    if not lines:
        raise BadInput("There is no brief yet; build one first (Ctrl+Shift+B).")
    question = f"Export {counted(len(lines), 'brief')} as what?"
    names = {way.name: way for way in WAYS}
    way = names.get(ask(session.window, question, "Next you choose a folder.", (*names, "Cancel")))
    folder = choose_folder(session, "Export every brief") if way else None
    if way is None or folder is None:
        return
    batch = Batch(session.ws, folder, way, [line.id for line in lines], total=len(lines))
    there = {path.stem.casefold() for path in folder.glob(f"*.{way.format}")}
    known = there & {file_name(line.title).casefold() for line in lines}
    if known:
        are = "are" if len(known) > 1 else "is"
        asked = f"{counted(len(known), 'file')} of these names {are} there already."
        kept = ask(session.window, asked, "", ("&Replace", "&Keep both", "Cancel"))
        if kept == "Cancel":
            return
        batch.names |= there if kept == "Keep both" else set()
    _write_next(session, batch)


def _write_next(session: Session, batch: Batch) -> None:
    status = session.window.status
    if not session.has_library or session.ws is not batch.ws:
        status.set_idle()
        return
    if batch.stopped or not batch.waiting:
        status.set_idle()
        _tell(session, batch)
        return
    done = batch.total - len(batch.waiting)
    try:
        document = write_out(briefs.contents(batch.ws, batch.waiting.pop(0)), date.today()).document
    except NotFound:  # removed since the batch began
        _write_next(session, batch)
        return
    name = unused_name(document.title, batch.names)
    path = batch.folder / f"{name}.{batch.way.format}"
    words = f"Exporting {done + 1} of {batch.total}: {path.name}"
    status.set_busy(words, batch.stop, done / batch.total)
    session.jobs.run(
        partial(brief_files.export, document, path, batch.way.format, batch.way.paper),
        lambda _: _written(session, batch),
        lambda error: _failed(session, batch, error),
    )


def _written(session: Session, batch: Batch) -> None:
    batch.written += 1
    _write_next(session, batch)


def _failed(session: Session, batch: Batch, error: BaseException) -> None:
    batch.problems.append(str(error))
    _write_next(session, batch)
    if not isinstance(error, UserError):
        raise error


def _tell(session: Session, batch: Batch) -> None:
    left = f"; stopped before {counted(len(batch.waiting), 'brief')}" if batch.stopped else ""
    session.window.notices.info(f"Exported {counted(batch.written, 'brief')} to “{batch.folder.name}”{left}.")
    if batch.problems:
        session.window.notices.warning(" ".join(batch.problems[:3]))


COMMANDS: Final[dict[str, Command]] = {
    **{way.command_id: partial(export, way=way) for way in WAYS},
    "brief.export.all": export_all,
}
