"""Commands on essays: add files or pasted text, edit the citation, remove."""

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
from counterpoint.ui.session import exporting
from counterpoint.ui.session.choosing import choose_files
from counterpoint.ui.session.reading import opened
from counterpoint.ui.session.session import Command, Session
from counterpoint.ui.session.taking import take_files
from counterpoint.ui.session.working import in_background
from counterpoint.workspace import brat_folders, library, removal, transfer
from counterpoint.workspace.brat_folders import BratFolder


def add_files(session: Session) -> None:
    """Ask for files; one essay is shown before it is added, many are added at once."""
    session.ws.check_writable()
    others = (*transfer.ANNOTATION_SUFFIXES, *transfer.CODED_SUFFIXES, brat_folders.ANNOTATIONS)
    patterns = " ".join(f"*{suffix}" for suffix in (*transfer.ESSAY_SUFFIXES, *others))
    paths = choose_files(session, "Add essays or annotations", (f"Essays and annotations ({patterns})",))
    if len(paths) == 1 and paths[0].suffix.lower() not in others:
        preview_file(session, paths[0])
    else:
        take(session, paths)


def preview_file(session: Session, path: Path) -> None:
    """Show what a file holds and its proposed citation; the user adds it or not."""
    session.jobs.run(
        partial(transfer.read_essay, path),
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
            drafts[encoding] = transfer.read_essay(path, encoding)
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
    """Take in files and folders at once, asking only for an encoding that cannot be told, and for what codes
    of other programs mean."""
    if paths:
        in_background(session, partial(brat_folders.apart, paths), partial(_take_apart, session))


def _take_apart(session: Session, found: tuple[list[Path], BratFolder | None]) -> None:
    paths, brat = found
    take_files(
        session, [path for path in paths if not transfer.is_coded(path)], partial(ask_encoding, session)
    )
    if coded := [path for path in paths if transfer.is_coded(path)]:
        from counterpoint.ui.session.coded import open_coded

        open_coded(session, coded)
    if brat is not None:
        from counterpoint.ui.session.coded import open_brat

        open_brat(session, brat)


def paste(session: Session) -> None:
    """A new essay from pasted text."""
    session.ws.check_writable()
    dialog = PasteText(session.window)

    def go_on(text: str) -> None:
        session.attempt(lambda: show_preview(session, transfer.read_pasted(text), "pasted text"))

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


COMMANDS: Final[dict[str, Command]] = {
    "essay.import": add_files,
    "essay.paste": paste,
    "essay.citation": citation,
    "essay.export": exporting.export,
    "essay.remove": remove,
}
