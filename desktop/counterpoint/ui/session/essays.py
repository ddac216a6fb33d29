"""Commands on the open essay: edit its citation, save the file it came from, remove it."""

from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Final

from counterpoint.core.citation import Citation
from counterpoint.core.errors import UserError
from counterpoint.core.records import Essay
from counterpoint.ui.forms.ask import ask
from counterpoint.ui.forms.citation import CitationDialog
from counterpoint.ui.forms.views import SourceView, TopicChoice, counted
from counterpoint.ui.session.choosing import choose_place
from counterpoint.ui.session.reading import opened
from counterpoint.ui.session.session import Command, Session
from counterpoint.workspace import adding, library, removal, transfer


def topic_choices(session: Session) -> list[TopicChoice]:
    """The library's topics, to choose from."""
    return [TopicChoice(each.id, each.wording, each.pro, each.con) for each in library.topics(session.ws)]


def citation(session: Session) -> None:
    """Edit the open essay's citation, topic and side."""
    cite(session, opened(session))


def cite(session: Session, essay: Essay, field: str = "title") -> None:
    """Edit an essay's citation, topic and side, beginning at a field."""
    session.ws.check_writable()
    wording = next((each.wording for each in library.topics(session.ws) if each.id == essay.topic_id), "")
    values = {each.name: getattr(essay, each.name) for each in fields(Citation) if each.name != "topic"}
    citation, choices = Citation(**values, topic=wording), topic_choices(session)
    dialog = CitationDialog(citation, choices, source_of(session, essay), session.window)
    dialog.saved.connect(
        lambda citation: session.attempt(
            lambda: transfer.cite(session.ws, library.essay(session.ws, essay.id), citation)
        )
    )
    dialog.copyRequested.connect(partial(session.attempt, partial(save_original, session, essay)))
    dialog.form.lines[field].setFocus()
    dialog.open()


def source_of(session: Session, essay: Essay) -> SourceView | None:
    """The file that an essay came from; None for what was pasted."""
    if not essay.source:
        return None
    kept = adding.original_file(session.ws, essay.id)
    return SourceView(essay.source, essay.source_digest, kept.size if kept else 0)


def save_original(session: Session, essay: Essay) -> None:
    """Ask where to, and write the file that an essay came from there. Raises UserError."""
    kept = adding.original_file(session.ws, essay.id)
    if kept is None:
        raise UserError("The library does not keep this essay's file any more.")
    ending = Path(kept.name).suffix.lower() or ".txt"
    path = choose_place(session, "Save a copy", kept.name, {f"The file as it was (*{ending})": ending})
    if path is not None:
        transfer.write_file(path, kept.content)
        session.window.notices.info(f"Saved as “{path.name}”.")


def remove(session: Session) -> None:
    """Remove the open essay after asking; undo brings it back."""
    essay = opened(session)
    hanging = removal.hanging_from(session.ws, {essay.id, *session.known.marks})
    passages = counted(len(session.known.marks), "passage")
    detail = f"Its {passages} go with it. {removal.told(hanging)} Undo brings all of it back."
    if (
        ask(session.window, f"Remove “{essay.title}”?", detail, ("&Remove", "Cancel"), danger=True)
        == "Remove"
    ):
        library.remove_essay(session.ws, essay)


COMMANDS: Final[dict[str, Command]] = {
    "essay.citation": citation,
    "essay.remove": remove,
}
