"""Commands on the library as a whole: another one, backups, checks, the map as a picture, the end."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog

from counterpoint.core.errors import UserError
from counterpoint.core.records import Annotator
from counterpoint.ui.forms.annotators import system_user
from counterpoint.ui.forms.ask import ask
from counterpoint.ui.session.essays import file_name
from counterpoint.ui.session.reading import opened
from counterpoint.ui.session.session import Command, Session
from counterpoint.workspace import care, library, starter
from counterpoint.workspace.workspace import Workspace

LIBRARIES: Final = "Counterpoint libraries (*.counterpoint);;All files (*)"


def open_library(session: Session, path: Path, *, starter_too: bool = False, read_only: bool = False) -> None:
    """Show the library at `path`, making it where there is none. A new one gets an annotator by the system's
    name of its user and, with `starter_too`, the starter library. Raises UserError, the window as it was."""
    ws = library.open_workspace(path, read_only=read_only)
    if not ws.read_only:
        if starter_too:
            starter.follow_seeds(ws)
        if ws.annotator is None:
            library.choose_annotator(ws, _user(ws))
    session.enter(ws)


def _user(ws: Workspace) -> Annotator:
    name = system_user() or "Me"
    known = [each for each in library.annotators(ws) if each.name.casefold() == name.casefold()]
    return known[0] if known else library.add_annotator(ws, name)


def new(session: Session) -> None:
    name, _ = QFileDialog.getSaveFileName(session.window, "New library", "", LIBRARIES)
    if name:
        path = Path(name) if Path(name).suffix else Path(name + ".counterpoint")
        if path.exists():
            raise UserError(f"“{path.name}” is there already; open it, or choose another name.")
        open_library(session, path)


def open_other(session: Session) -> None:
    name, _ = QFileDialog.getOpenFileName(session.window, "Open library", "", LIBRARIES)
    if name:
        open_library(session, Path(name))


def backup(session: Session) -> None:
    """Copy the library to a file."""
    session.window.passage_pane.flush()
    start = f"{session.ws.path.stem}-backup.counterpoint"
    name, _ = QFileDialog.getSaveFileName(session.window, "Back up library", start, LIBRARIES)
    if name:
        care.backup(session.ws, Path(name))
        session.window.notices.info(f"The library is backed up in “{Path(name).name}”.")


def restore(session: Session) -> None:
    """Put a backup in the library's place; the library as it is now is kept beside it."""
    name, _ = QFileDialog.getOpenFileName(session.window, "Restore a backup", "", LIBRARIES)
    if not name:
        return
    detail = "The library as it is now is kept in a file beside it."
    if (
        ask(session.window, f"Replace the library by “{Path(name).name}”?", detail, ("&Restore", "Cancel"))
        == "Restore"
    ):
        put_back(session, Path(name))


def put_back(session: Session, backup: Path) -> None:
    """Restore a backup over the open library, and show it. Raises UserError, with the library open again."""
    path = session.ws.path
    session.leave()
    try:
        kept = care.restore(path, backup)
    finally:
        open_library(session, path)
    beside = f"; the library as it was is in “{kept.name}”" if kept else ""
    session.window.notices.info(f"The backup is restored{beside}.")


def check(session: Session) -> None:
    """Say whether the library is sound."""
    problems = care.check(session.ws)
    if problems:
        session.window.notices.error(" ".join(problems[:4]))
    else:
        session.window.notices.info(
            "The library is sound: every record, quote and link is where it should be."
        )


def export_map(session: Session, suffix: str) -> None:
    """Save the map as a picture."""
    essay = opened(session)
    kind = suffix[1:].upper()
    name, _ = QFileDialog.getSaveFileName(
        session.window, f"Export map as {kind}", f"{file_name(essay)} map{suffix}", f"{kind} (*{suffix})"
    )
    if not name:
        return
    path = Path(name) if Path(name).suffix else Path(name + suffix)
    session.show_map()
    if suffix == ".svg":
        session.window.map_view.export_svg(path, essay.title)
    else:
        session.window.map_view.export_png(path, 2)
    session.window.notices.info(f"The map is in “{path.name}”.")


def end(session: Session) -> None:
    session.window.close()


COMMANDS: Final[dict[str, Command]] = {
    "library.new": new,
    "library.open": open_other,
    "library.backup": backup,
    "library.restore": restore,
    "library.check": check,
    "map.export_svg": partial(export_map, suffix=".svg"),
    "map.export_png": partial(export_map, suffix=".png"),
    "app.quit": end,
}
