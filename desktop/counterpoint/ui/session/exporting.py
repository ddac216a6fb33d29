"""Essays and their tags out of the window, in any of the formats that other programs read."""

from functools import cache, partial
from pathlib import Path
from typing import Final, cast

from counterpoint.core.records import Essay
from counterpoint.ui.forms.ask import ask
from counterpoint.ui.forms.export_essays import ExportEssays, Offer
from counterpoint.ui.forms.views import counted
from counterpoint.ui.session.choosing import choose_folder, choose_place
from counterpoint.ui.session.reading import opened
from counterpoint.ui.session.session import Command, Session
from counterpoint.ui.session.working import in_background
from counterpoint.workspace import exchange_formats, library
from counterpoint.workspace.exchange_formats import ABOUT, Format, Outgoing


def export(session: Session) -> None:
    """Ask which essays shall be exported and as what; where a brief is looked at, ask what that shall be
    exported as."""
    if session.window.on_brief:
        session.window.header.export.showMenu()
        return
    session.window.passage_pane.flush()
    essay = opened(session)
    scopes = _scopes(session, essay)
    going = cache(lambda scope: exchange_formats.outgoing(session.ws, scopes[scope][1]))

    def lost(scope: str, format: str) -> str:
        return exchange_formats.losses_told(going(scope), cast(Format, format))

    offers: dict[str, Offer] = {
        format: Offer(about.name, about.opens, about.folder) for format, about in ABOUT.items()
    }
    named = {scope: words for scope, (words, _) in scopes.items()}
    dialog = ExportEssays(named, offers, lost, parent=session.window)
    dialog.chosen.connect(
        lambda scope, format: session.attempt(partial(_write, session, going(scope), cast(Format, format)))
    )
    dialog.open()


def _scopes(session: Session, essay: Essay) -> dict[str, tuple[str, list[str] | None]]:
    """What can be exported: what it is called, and the ids of its essays, None for all that there is."""
    lines = library.essays(session.ws)
    topic = [line.id for line in lines if essay.topic_id is not None and line.topic_id == essay.topic_id]
    scopes: dict[str, tuple[str, list[str] | None]] = {"essay": ("This essay", [essay.id])}
    if len(topic) > 1:
        scopes["topic"] = (f"Its topic, {counted(len(topic), 'essay')}", topic)
    scopes["library"] = (f"The whole library, {counted(len(lines), 'essay')}", None)
    return scopes


def _write(session: Session, going: Outgoing, format: Format) -> None:
    """Ask where the essays shall go, and write them beside the window."""
    path = _folder(session, going, format) if ABOUT[format].folder else _file(session, going, format)
    if path is None:
        return

    def done(count: int) -> None:
        files = f" ({counted(count, 'file')})" if count > 1 else ""
        session.window.notices.info(f"Exported to “{path.name}”{files}.")

    in_background(
        session, partial(exchange_formats.export, going, format, path), done, f"Writing “{path.name}”"
    )


def _file(session: Session, going: Outgoing, format: Format) -> Path | None:
    about = ABOUT[format]
    filters = {f"{about.name} (*{about.suffix})": about.suffix}
    return choose_place(session, f"Export as {about.name}", going.name + about.suffix, filters)


def _folder(session: Session, going: Outgoing, format: Format) -> Path | None:
    """A folder for the files of a format; where some of their names are there already, whether to replace
    these is asked."""
    folder = choose_folder(session, f"Export as {ABOUT[format].name}: a folder for its files")
    if folder is None:
        return None
    there = [name for name in exchange_formats.brat_files(going) if (folder / name).exists()]
    if not there:
        return folder
    are = "are" if len(there) > 1 else "is"
    asked = f"{counted(len(there), 'file')} of these names {are} there already."
    return folder if ask(session.window, asked, "", ("&Replace", "Cancel")) == "Replace" else None


COMMANDS: Final[dict[str, Command]] = {"essay.export": export}
