"""Texts shown before they are taken in: read beside the window, corrected in the preview, then added."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from counterpoint.core.citation import Citation
from counterpoint.core.errors import NotSaved, UserError
from counterpoint.core.records import digest_of
from counterpoint.core.vocabulary import HEADINGS
from counterpoint.importers.apart import ReadingStopped, read_bytes_of
from counterpoint.importers.corrected import corrected, typed
from counterpoint.importers.draft import Draft
from counterpoint.importers.draft_chapters import with_chapters
from counterpoint.importers.encoding import ENCODINGS, UnknownEncoding
from counterpoint.ui.forms.import_preview import ImportPreview
from counterpoint.ui.forms.views import ChapterLine, DraftView, Readings, Wanted, counted
from counterpoint.ui.session.copied_text import PLAIN, RICH, read_copied
from counterpoint.ui.session.essays import topic_choices
from counterpoint.ui.session.session import Session
from counterpoint.workspace import adding, library

PASTED: Final = "pasted text"


@dataclass
class Looked:
    """A text that is looked at; `data` is its file's. `whole` is what was read last, all its chapters in it;
    `taken` are the numbers of those that are wanted. `drafts` are what was copied, by the way it was read."""

    session: Session
    name: str
    data: bytes = b""
    whole: Draft | None = None
    taken: tuple[int, ...] = ()
    drafts: dict[str, Draft] = field(default_factory=dict)
    closed: bool = False

    def close(self) -> None:
        """Nobody looks at it any more."""
        self.closed = True

    def stop(self) -> None:
        """It is not wanted any more, though it is still read."""
        self.close()
        self.session.readers.interrupt()

    def read(self, draft: Draft) -> None:
        """Another draft is what is looked at, with all its chapters."""
        self.whole, self.taken = draft, tuple(range(len(draft.chapters)))

    @property
    def draft(self) -> Draft | None:
        """What is wanted of it. Raises BadInput where that is no chapter at all."""
        if self.whole is None or len(self.taken) == len(self.whole.chapters):
            return self.whole
        return with_chapters(self.whole, self.taken)


def preview_file(session: Session, path: Path) -> None:
    """Show what a file holds and its proposed citation; the user corrects it and adds it, or not."""
    looked = Looked(session, path.name)

    def read() -> Draft:
        looked.data = read_bytes_of(path)
        if looked.closed:
            raise ReadingStopped("Reading was stopped.")
        return session.readers.essay_of(looked.data, path.name)

    def failed(error: BaseException) -> None:
        if isinstance(error, UnknownEncoding):
            _ask_encoding(looked, error)
        else:
            _tell(session, error)

    _read(looked, read, partial(_show_first, looked), failed)


def _ask_encoding(looked: Looked, unknown: UnknownEncoding) -> None:
    """Show a file as its guessed encoding reads it, and let the user choose another."""
    guess = unknown.guess or next(iter(ENCODINGS))
    readings = Readings("E&ncoding", tuple(ENCODINGS.items()), guess, unknown.question)
    preview = _open(looked, DraftView("", 0, Citation()), readings)
    _reread(looked, preview, guess)


def preview_copied(session: Session) -> None:
    """Show the text in the clipboard, or an empty page where there is none to be had."""
    mime = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
    html, text = (mime.html(), mime.text()) if mime is not None else ("", "")
    looked = Looked(session, PASTED)
    if not html.strip() and not text.strip():
        _open(looked, DraftView("", 0, Citation()))
        return

    def show(drafts: dict[str, Draft]) -> None:
        looked.drafts = drafts
        way = next(iter(drafts))
        looked.read(drafts[way])
        _open(looked, _view(looked), _ways(drafts, way))

    _read(looked, partial(read_copied, session.readers, html, text), show, partial(_tell, session))


# Reading


def _read(
    looked: Looked,
    work: Callable[[], object],
    then: Callable[..., None],
    failed: Callable[[BaseException], None],
) -> None:
    session, status = looked.session, looked.session.window.status

    def done(result: object) -> None:
        status.set_idle()
        if not looked.closed:
            then(result)

    def undone(error: BaseException) -> None:
        status.set_idle()
        failed(error)

    status.set_busy(f"Reading {looked.name}…", looked.stop)
    session.jobs.run(work, done, undone)


def _tell(session: Session, error: BaseException) -> None:
    if not isinstance(error, UserError):
        raise error
    if not isinstance(error, ReadingStopped):
        session.tell(error)


def _show_first(looked: Looked, draft: Draft) -> None:
    looked.read(draft)
    _open(looked, _view(looked))


def _reread(looked: Looked, preview: ImportPreview, way: str) -> None:
    """Show the text read another way: what was copied is at hand, a file is read again."""

    def take(draft: Draft) -> None:
        looked.read(draft)
        preview.show_draft(_view(looked))

    if way in looked.drafts:
        take(looked.drafts[way])
    else:
        readers = looked.session.readers
        _answer(looked, preview, partial(readers.essay_of, looked.data, looked.name, way), take)


def _paste(looked: Looked, preview: ImportPreview, html: str, text: str) -> None:
    def take(drafts: dict[str, Draft]) -> None:
        looked.drafts = drafts
        way = next(iter(drafts))
        looked.read(drafts[way])
        preview.show_draft(_view(looked), _ways(drafts, way))

    _answer(looked, preview, partial(read_copied, looked.session.readers, html, text), take)


def _answer(
    looked: Looked,
    preview: ImportPreview,
    work: Callable[[], object],
    take: Callable[..., None],
) -> None:
    """Read, and take what came of it or say why nothing did, if the preview is still open."""

    def then(result: object) -> None:
        if not looked.closed:
            take(result)

    def failed(error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if not looked.closed:
            looked.whole = None
            preview.refuse(str(error))

    looked.session.jobs.run(work, then, failed)


def _choose_chapters(looked: Looked, preview: ImportPreview, numbers: tuple[int, ...]) -> None:
    looked.taken = numbers
    if numbers:
        preview.show_draft(_view(looked))
    else:
        preview.refuse("Tick at least one chapter.")


# Showing


def _ways(drafts: dict[str, Draft], chosen: str) -> Readings | None:
    if len(drafts) < 2:
        return None
    kept = counted(len(drafts[RICH].headings), "heading")
    return Readings("&Pasted", ((RICH, f"With its {kept}"), (PLAIN, "Plain text only")), chosen)


def _open(looked: Looked, view: DraftView, readings: Readings | None = None) -> ImportPreview:
    session = looked.session
    keep = session.settings.keep_files
    theme, topics = session.window.theme, topic_choices(session)
    preview = ImportPreview(view, topics, readings, looked.name, keep, theme, session.window)
    preview.added.connect(partial(_add, looked, preview))
    preview.existingChosen.connect(lambda essay_id: session.attempt(partial(session.open_essay, essay_id)))
    preview.readingChosen.connect(partial(_reread, looked, preview))
    preview.chaptersChosen.connect(partial(_choose_chapters, looked, preview))
    preview.pasted.connect(partial(_paste, looked, preview))
    preview.finished.connect(looked.close)
    preview.finished.connect(preview.deleteLater)
    preview.open()
    return preview


def _view(looked: Looked) -> DraftView:
    """A draft as the preview shows it."""
    draft, whole = looked.draft, looked.whole
    if draft is None or whole is None:
        return DraftView("", 0, Citation())
    there = library.essay_of_text(looked.session.ws, digest_of(draft.text))
    starts = dict(zip(sorted(looked.taken), (each.start for each in draft.chapters), strict=True))
    return DraftView(
        draft.text,
        draft.words,
        draft.citation,
        tuple((each.start, each.end, each.level) for each in draft.headings),
        there.id if there else "",
        there.title if there else "",
        draft.told,
        len(draft.pages),
        tuple(
            ChapterLine(each.title, starts.get(number, 0), number in starts)
            for number, each in enumerate(whole.chapters)
        ),
        len(draft.cards),
        sum(entry.kind in HEADINGS for entry in draft.outline),
        len(looked.data),
    )


# Adding


def _add(looked: Looked, preview: ImportPreview, wanted: Wanted) -> None:
    """Add what is wanted; the preview stays open, with what was corrected in it, where that cannot be
    done."""
    session = looked.session
    try:
        draft = looked.draft
        if wanted.lines is not None:
            draft = corrected(draft, wanted.lines) if draft else typed(wanted.lines)
        if draft is None:
            raise UserError("There is no text yet: paste some with Ctrl+V.")
        original = looked.data if wanted.keep_file else None
        text_only = not wanted.as_cards
        added = adding.add_draft(session.ws, draft, wanted.citation, original, text_only=text_only)
    except UserError as error:
        preview.complain(str(error))
        if isinstance(error, NotSaved):
            session.tell(error)
        return
    if looked.data:
        session.settings = replace(session.settings, keep_files=wanted.keep_file)
    preview.finish()
    session.attempt(partial(session.open_essay, added.essay.id))
    session.window.reader.setFocus()
    if added.brief is not None:
        told = f"Added {counted(len(draft.cards), 'card')} as the brief “{added.brief.title}”."
        session.window.notices.info(told, ("Show brief", partial(_show_brief, session, added.brief.id)))


def _show_brief(session: Session, brief_id: str) -> None:
    session.run("view.brief")
    if session.briefing is not None:
        session.attempt(partial(session.briefing.open, brief_id))
