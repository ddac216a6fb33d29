"""Commands on essays: add files or pasted text, edit the citation, export, remove."""

from collections.abc import Sequence
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Final

from counterpoint.core.citation import Citation
from counterpoint.core.errors import UserError
from counterpoint.core.records import Essay, digest_of
from counterpoint.importers.draft import Draft
from counterpoint.importers.encoding import ENCODINGS, UnknownEncoding
from counterpoint.ui.forms.ask import ask
from counterpoint.ui.forms.citation import CitationDialog
from counterpoint.ui.forms.import_preview import ImportPreview
from counterpoint.ui.forms.paste import PasteText
from counterpoint.ui.forms.views import DraftView, Encodings, TopicChoice, counted
from counterpoint.ui.session.choosing import choose_files, choose_place
from counterpoint.ui.session.reading import opened
from counterpoint.ui.session.session import Command, Session
from counterpoint.ui.session.taking import take_files
from counterpoint.workspace import library, removal, transfer

FORMATS: Final = {"Web Annotation (*.jsonld)": ".jsonld", "Table of passages (*.csv)": ".csv"}
"""What an essay is exported as, and what such files end in."""


def add_files(session: Session) -> None:
    """Ask for files; one essay is shown before it is added, many are added at once."""
    session.ws.check_writable()
    patterns = " ".join(f"*{suffix}" for suffix in (*transfer.ESSAY_SUFFIXES, *transfer.ANNOTATION_SUFFIXES))
    paths = choose_files(session, "Add essays or annotations", (f"Essays and annotations ({patterns})",))
    if len(paths) == 1 and not transfer.is_annotations(paths[0]):
        preview_file(session, paths[0])
    else:
        take(session, paths)


def preview_file(session: Session, path: Path) -> None:
    """Show what a file holds and its proposed citation; the user adds it or not."""
    session.jobs.run(
        partial(session.readers.essay, path),
        lambda draft: show_preview(session, draft, path.name),
        lambda error: _unread(session, path, error),
    )


def _unread(session: Session, path: Path, error: BaseException) -> None:
    if isinstance(error, UnknownEncoding):
        ask_encoding(session, path, error)
    elif isinstance(error, UserError):
        session.tell(error)
    else:
        raise error


def view_of(session: Session, draft: Draft) -> DraftView:
    """A draft as the preview shows it."""
    there = library.essay_of_text(session.ws, digest_of(draft.text))
    return DraftView(
        draft.text,
        draft.words,
        draft.citation,
        tuple((each.start, each.end, each.level) for each in draft.headings),
        there.id if there else "",
        there.title if there else "",
    )


def topic_choices(session: Session) -> list[TopicChoice]:
    return [TopicChoice(each.id, each.wording, each.pro, each.con) for each in library.topics(session.ws)]


def show_preview(session: Session, draft: Draft, name: str) -> None:
    """Show a draft; when the user says so it becomes an essay and is opened."""
    preview = ImportPreview(view_of(session, draft), topic_choices(session), name=name, parent=session.window)
    preview.added.connect(lambda citation, _encoding: add_draft(session, draft, citation))
    preview.existingChosen.connect(lambda essay_id: session.attempt(partial(session.open_essay, essay_id)))
    preview.open()


def ask_encoding(session: Session, path: Path, unknown: UnknownEncoding) -> None:
    """Show the file as the guessed encoding reads it and let the user choose another."""
    drafts: dict[str, Draft] = {}

    def reread(encoding: str) -> DraftView | str:
        try:
            drafts[encoding] = session.readers.essay(path, encoding)
        except UserError as error:
            return str(error)
        return view_of(session, drafts[encoding])

    first = reread(unknown.guess)
    if isinstance(first, str):
        session.tell(unknown)
        return
    encodings = Encodings(tuple(ENCODINGS.items()), unknown.guess, str(unknown))
    preview = ImportPreview(first, topic_choices(session), encodings, reread, path.name, session.window)
    preview.added.connect(lambda citation, encoding: add_draft(session, drafts[encoding], citation))
    preview.existingChosen.connect(lambda essay_id: session.attempt(partial(session.open_essay, essay_id)))
    preview.open()


def add_draft(session: Session, draft: Draft, citation: Citation | None = None) -> None:
    """Add a draft and open its essay."""

    def add() -> None:
        added = transfer.add_draft(session.ws, draft, citation)
        session.open_essay(added.essay.id)
        session.window.reader.setFocus()

    session.attempt(add)


def take(session: Session, paths: Sequence[Path]) -> None:
    """Take in files and folders at once, asking only for an encoding that cannot be told."""
    take_files(session, paths, partial(ask_encoding, session))


def paste(session: Session) -> None:
    """A new essay from pasted text."""
    session.ws.check_writable()
    dialog = PasteText(session.window)

    def go_on(text: str) -> None:
        session.attempt(lambda: show_preview(session, session.readers.pasted(text), "pasted text"))

    dialog.pasted.connect(go_on)
    dialog.open()


def citation(session: Session) -> None:
    """Edit the open essay's citation, topic and side."""
    cite(session, opened(session))


def cite(session: Session, essay: Essay, field: str = "title") -> None:
    """Edit an essay's citation, topic and side, beginning at a field."""
    session.ws.check_writable()
    wording = next((each.wording for each in library.topics(session.ws) if each.id == essay.topic_id), "")
    values = {each.name: getattr(essay, each.name) for each in fields(Citation) if each.name != "topic"}
    dialog = CitationDialog(Citation(**values, topic=wording), topic_choices(session), session.window)
    dialog.saved.connect(
        lambda citation: session.attempt(
            lambda: transfer.cite(session.ws, library.essay(session.ws, essay.id), citation)
        )
    )
    dialog.form.lines[field].setFocus()
    dialog.open()


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


def export(session: Session) -> None:
    """Export the open essay as a Web Annotation file or as a table of its passages; where a brief is looked
    at, ask what it shall be exported as."""
    if session.window.on_brief:
        session.window.header.export.showMenu()
        return
    session.window.passage_pane.flush()
    essay = opened(session)
    path = choose_place(session, "Export", file_name(essay) + ".jsonld", FORMATS)
    if path is None:
        return
    text = (transfer.export_csv if path.suffix.lower() == ".csv" else transfer.export_webannotation)(
        session.ws, [essay.id]
    )
    transfer.write_file(path, text)
    session.window.notices.info(f"Exported to “{path.name}”.")


def file_name(essay: Essay) -> str:
    """An essay's title as a file's name on any system."""
    kept = "".join(each if each.isalnum() or each in " -_()" else " " for each in essay.title)
    return " ".join(kept.split())[:80] or "essay"


COMMANDS: Final[dict[str, Command]] = {
    "essay.import": add_files,
    "essay.paste": paste,
    "essay.citation": citation,
    "essay.export": export,
    "essay.remove": remove,
}
