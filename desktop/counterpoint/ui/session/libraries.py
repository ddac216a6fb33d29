"""Commands on the library as a whole: another one, backups, checks, the map as a picture, the end."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Final, TypeVar

from counterpoint.core.errors import UserError
from counterpoint.core.records import Annotator
from counterpoint.ui.forms.annotators import system_user
from counterpoint.ui.forms.ask import ask
from counterpoint.ui.session.choosing import choose_file, choose_place
from counterpoint.ui.session.looking import keep
from counterpoint.ui.session.reading import opened
from counterpoint.ui.session.session import Command, Session
from counterpoint.workspace import care, library, starter
from counterpoint.workspace.file_names import file_name
from counterpoint.workspace.glance import Glance
from counterpoint.workspace.settings import default_library
from counterpoint.workspace.workspace import Workspace

LIBRARIES: Final = "Counterpoint libraries (*.counterpoint)"
ENDING: Final = {LIBRARIES: ".counterpoint"}

T = TypeVar("T")


def open_library(
    session: Session,
    path: Path,
    *,
    starter_too: bool = False,
    read_only: bool = False,
    glance: Glance | None = None,
) -> None:
    """Show the library at `path`, making it where there is none, or that of the `glance`. A new one gets an
    annotator by the system's name of its user and, with `starter_too`, the starter library. Raises UserError,
    the window as it was."""
    ws = library.workspace_of(glance.file) if glance else library.open_workspace(path, read_only=read_only)
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
    """Make another library and show it."""
    path = choose_place(session, "New library", "library.counterpoint", ENDING)
    if path is not None:
        if path.exists():
            raise UserError(f"“{path.name}” is there already; open it, or choose another name.")
        _go_to(session, path)


def open_other(session: Session) -> None:
    """Show another library, now and at the next start."""
    path = choose_file(session, "Open library", (LIBRARIES,))
    if path is not None:
        _go_to(session, path)


def _go_to(session: Session, path: Path) -> None:
    shown = _shown(session)
    if shown is not None and path.resolve() == shown.resolve():
        raise UserError(f"“{path.name}” is the library that is open.")
    open_library(session, path)
    usual = path.resolve() == default_library().resolve()
    session.settings = replace(session.settings, library="" if usual else str(path.resolve()))
    keep(session.settings)


def _shown(session: Session) -> Path | None:
    try:
        return session.ws.path
    except UserError:
        return None


def backup(session: Session) -> None:
    """Copy the library to a file."""
    session.window.passage_pane.flush()
    path = choose_place(session, "Back up library", f"{session.ws.path.stem}-backup.counterpoint", ENDING)
    if path is not None:
        told = f"The library is backed up in “{path.name}”."
        beside(
            session,
            "Backing up the library…",
            lambda ws, progress: care.backup(ws, path, progress),
            lambda _nothing: session.window.notices.info(told),
        )


def restore(session: Session) -> None:
    """Put a backup in the library's place; the library as it is now is kept beside it."""
    path = choose_file(session, "Restore a backup", (LIBRARIES,))
    if path is None:
        return
    detail = "The library as it is now is kept in a file beside it."
    if (
        ask(session.window, f"Replace the library by “{path.name}”?", detail, ("&Restore", "Cancel"))
        == "Restore"
    ):
        put_back(session, path)


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


class _Stopped(UserError):
    """The user said so."""


def beside(
    session: Session,
    words: str,
    work: Callable[[Workspace, Callable[[int, int], None]], T],
    then: Callable[[T], object],
) -> None:
    """Read the library in the background, over a connection of its own, while the window goes on; the status
    bar shows `words` and lets it be stopped. `work` gets the library, for reading, and whom to tell how far
    it is; `then` gets its result."""
    path, stop, status = session.ws.path, Event(), session.window.status

    def progress(_done: int, _all: int) -> None:
        if stop.is_set():
            raise _Stopped("Stopped; nothing was changed.")

    def job() -> T:
        ws = library.open_workspace(path, read_only=True)
        try:
            return work(ws, progress)
        finally:
            ws.close()

    def done(result: T) -> None:
        status.set_idle()
        if not stop.is_set():
            then(result)

    def failed(error: BaseException) -> None:
        status.set_idle()
        if not isinstance(error, UserError):
            raise error
        if not isinstance(error, _Stopped):
            session.tell(error)

    def cancel() -> None:
        stop.set()
        status.set_idle()

    status.set_busy(words, cancel)
    session.jobs.run(job, done, failed)


def check(session: Session) -> None:
    """Say whether the library is sound."""
    session.window.passage_pane.flush()
    beside(
        session, "Checking the library…", lambda ws, _progress: care.check(ws), partial(_tell_check, session)
    )


def _tell_check(session: Session, problems: list[str]) -> None:
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
    name = f"{file_name(essay.title)} map{suffix}"
    path = choose_place(session, f"Export map as {kind}", name, {f"{kind} (*{suffix})": suffix})
    if path is None:
        return
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
