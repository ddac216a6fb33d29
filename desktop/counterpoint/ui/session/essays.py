"""Commands on essays: add files or pasted text, edit the citation, export, remove."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog

from counterpoint.core.citation import Citation
from counterpoint.core.errors import Conflict, UserError
from counterpoint.core.records import Essay, digest_of
from counterpoint.importers.draft import Draft
from counterpoint.importers.encoding import ENCODINGS, UnknownEncoding
from counterpoint.ui.forms.ask import ask
from counterpoint.ui.forms.citation import CitationDialog
from counterpoint.ui.forms.import_preview import ImportPreview
from counterpoint.ui.forms.paste import PasteText
from counterpoint.ui.forms.views import DraftView, Encodings, TopicChoice, counted
from counterpoint.ui.session.reading import opened
from counterpoint.ui.session.session import Command, Session
from counterpoint.workspace import library, removal, transfer

ALL_FILES: Final = "All files (*)"


@dataclass
class Batch:
    """Files being taken in one after another, and what became of each."""

    waiting: list[Path]
    total: int
    opened: str = ""
    added: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    stopped: bool = False


def add_files(session: Session) -> None:
    """Ask for files; one essay is shown before it is added, many are added at once."""
    session.ws.check_writable()
    patterns = " ".join(f"*{suffix}" for suffix in (*transfer.ESSAY_SUFFIXES, *transfer.ANNOTATION_SUFFIXES))
    names, _filter = QFileDialog.getOpenFileNames(
        session.window, "Add essays or annotations", "", f"Essays and annotations ({patterns});;{ALL_FILES}"
    )
    paths = [Path(name) for name in names]
    if len(paths) == 1 and not transfer.is_annotations(paths[0]):
        preview_file(session, paths[0])
    else:
        take_files(session, paths)


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


def take_files(session: Session, paths: Sequence[Path]) -> None:
    """Take in many files, or folders of them, one after another, while the window goes on."""
    if not session.attempt(session.ws.check_writable):
        return
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    files = [file for file in files if not (file.is_dir() or file.name.startswith("."))]
    _take_next(session, Batch(files, len(files)))


def _take_next(session: Session, batch: Batch) -> None:
    if batch.stopped or not batch.waiting:
        session.window.status.set_idle()
        _tell_batch(session, batch)
        return
    path = batch.waiting.pop(0)
    done = batch.total - len(batch.waiting)
    if batch.total > 1:
        session.window.status.set_busy(
            f"Adding {done} of {batch.total}: {path.name}",
            partial(setattr, batch, "stopped", True),
            done / batch.total,
        )
    failed = partial(_failed, session, batch, path)
    if transfer.is_annotations(path):
        mine = transfer.everything(session.ws)
        session.jobs.run(
            lambda: transfer.read_annotations(path.read_bytes(), mine),
            partial(_take_annotations, session, batch, path),
            failed,
        )
    else:
        session.jobs.run(partial(transfer.read_essay, path), partial(_take_essay, session, batch), failed)


def _take_essay(session: Session, batch: Batch, draft: Draft) -> None:
    def add() -> None:
        added = transfer.add_draft(session.ws, draft)
        (batch.already if added.already else batch.added).append(added.essay.title)
        batch.opened = batch.opened or added.essay.id

    _go_on(session, batch, draft.source, add)


def _take_annotations(session: Session, batch: Batch, path: Path, reading: transfer.Reading) -> None:
    def take() -> None:
        imported = transfer.take_in(session.ws, reading, path.name)
        counts = f"{imported.added} new, {imported.changed} changed, {imported.already} already there"
        batch.added.append(f"{path.name} ({counts})")
        batch.problems += imported.problems
        if imported.essays:
            batch.opened = batch.opened or imported.essays[0].id

    _go_on(session, batch, path.name, take)


def _go_on(session: Session, batch: Batch, name: str, deed: Callable[[], None]) -> None:
    try:
        deed()
    except Conflict as error:
        batch.problems.append(f"{name}: {error}")
    except UserError as error:
        batch.problems.append(str(error))
    _take_next(session, batch)


def _failed(session: Session, batch: Batch, path: Path, error: BaseException) -> None:
    if isinstance(error, UnknownEncoding) and batch.total == 1:
        ask_encoding(session, path, error)
    elif isinstance(error, UserError | OSError):
        batch.problems.append(str(error))
    else:
        raise error
    _take_next(session, batch)


def _tell_batch(session: Session, batch: Batch) -> None:
    notices = session.window.notices
    if batch.opened:
        session.attempt(partial(session.open_essay, batch.opened))
    if batch.total == 1 and batch.added and not batch.problems:
        notices.info(
            f"Added “{batch.added[0]}”.",
            ("Citation…", lambda: session.run("essay.citation")),
            ("Undo", lambda: session.run("edit.undo")),
        )
    elif batch.added or batch.already:
        parts = [counted(len(batch.added), "file") + " added"] if batch.added else []
        parts += [f"“{batch.already[0]}” was already there"] if len(batch.already) == 1 else []
        parts += [f"{len(batch.already)} were already there"] if len(batch.already) > 1 else []
        notices.info("; ".join(parts) + ".")
    if batch.problems:
        shown = " ".join(batch.problems[:3])
        more = f" And {len(batch.problems) - 3} more." if len(batch.problems) > 3 else ""
        notices.warning(shown + more)


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
    session.ws.check_writable()
    essay = opened(session)
    wording = next((each.wording for each in library.topics(session.ws) if each.id == essay.topic_id), "")
    values = {each.name: getattr(essay, each.name) for each in fields(Citation) if each.name != "topic"}
    dialog = CitationDialog(Citation(**values, topic=wording), topic_choices(session), session.window)
    dialog.saved.connect(
        lambda citation: session.attempt(
            lambda: transfer.cite(session.ws, library.essay(session.ws, essay.id), citation)
        )
    )
    dialog.open()


def remove(session: Session) -> None:
    """Remove the open essay after asking; undo brings it back."""
    essay = opened(session)
    hanging = removal.hanging_from(session.ws, set(session.known.marks))
    passages = counted(len(session.known.marks), "passage")
    detail = f"Its {passages} go with it. {removal.told(hanging)} Undo brings all of it back."
    if (
        ask(session.window, f"Remove “{essay.title}”?", detail, ("&Remove", "Cancel"), danger=True)
        == "Remove"
    ):
        library.remove_essay(session.ws, essay)


def export(session: Session) -> None:
    """Export the open essay as a Web Annotation file or as a table of its passages."""
    session.window.passage_pane.flush()
    essay = opened(session)
    formats = {"Web Annotation (*.jsonld)": ".jsonld", "Table of passages (*.csv)": ".csv"}
    name, chosen = QFileDialog.getSaveFileName(
        session.window, "Export", file_name(essay) + ".jsonld", ";;".join(formats)
    )
    if not name:
        return
    path = Path(name)
    path = path if path.suffix.lower() in formats.values() else Path(name + formats.get(chosen, ".jsonld"))
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
