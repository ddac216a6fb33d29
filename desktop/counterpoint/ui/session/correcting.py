"""Commands on an essay's own text: correct it, and look at the texts it had."""

from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import Final

from counterpoint.core.changes import Change
from counterpoint.core.errors import UserError
from counterpoint.core.records import Essay, Passage
from counterpoint.ui.forms.correct_text import CorrectText
from counterpoint.ui.forms.earlier_texts import EarlierTexts
from counterpoint.ui.forms.views import CorrectionView, EarlierView, counted
from counterpoint.ui.session.reading import opened
from counterpoint.ui.session.session import Command, Session
from counterpoint.ui.session.working import in_background
from counterpoint.ui.showing import spoken_date
from counterpoint.workspace import correcting
from counterpoint.workspace.tagging import whose

MOST_TEXTS: Final = 200
"""Earlier texts that are listed."""


def correct(session: Session) -> None:
    """Let the open essay's text be corrected, beginning at what is selected in it or at the caret."""
    whose(session.ws)
    session.window.passage_pane.flush()
    essay, reader = opened(session), session.window.reader
    spans = [(mark.start, mark.end) for mark in session.known.marks.values()]
    headings = [(each.start, each.end) for each in essay.headings]
    here = reader.span() or (reader.caret(), reader.caret())
    dialog = CorrectText(essay.text, headings, spans, here, essay.title, session.window)
    dialog.weighRequested.connect(partial(_weigh, session, dialog, essay, spans))
    dialog.saved.connect(partial(_save, session, dialog, essay))
    dialog.open()


def _weigh(
    session: Session, dialog: CorrectText, essay: Essay, spans: list[tuple[int, int]], typed: str
) -> None:
    """Work out beside the window what would move; what is typed meanwhile asks again."""
    work = partial(correcting.weigh, essay.text, typed, spans)
    in_background(session, work, lambda found: dialog.tell(CorrectionView(*found)))


def _save(session: Session, dialog: CorrectText, essay: Essay, typed: str) -> None:
    try:
        edit = correcting.correct_text(session.ws, essay, typed)
    except UserError as error:
        dialog.complain(str(error))
        return
    dialog.done_with()
    session.window.reader.setFocus()
    lost = sum(map(_is_lost, edit.of(Passage)))
    if lost:
        told = counted(lost, "passage has lost its words", "passages have lost their words")
        session.window.notices.info(f"{told} and must be confirmed or moved.")


def _is_lost(change: Change) -> bool:
    """Whether a passage lost all its words."""
    return getattr(change.after, "status", "") == "moved" != getattr(change.before, "status", "")


def earlier(session: Session) -> None:
    """Show the texts that the open essay had; one of them can be taken again."""
    essay = opened(session)
    found = islice(correcting.earlier(session.ws, essay), MOST_TEXTS)
    texts = [
        EarlierView(_when(each.when), each.who, each.text, each.after, each.places, each.apart)
        for each in found
    ]
    window = session.window
    if not texts:
        window.notices.info("This text was never corrected.")
        return
    dialog = EarlierTexts(
        texts, essay.title, window.theme, correcting.changes, not session.ws.read_only, window
    )
    dialog.taken.connect(
        lambda text: session.attempt(lambda: correcting.correct_text(session.ws, opened(session), text))
    )
    dialog.open()


def _when(iso: str) -> str:
    """`4 March 2026, 09:30` in this place's time."""
    try:
        there = datetime.strptime(iso, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone()
    except ValueError:
        return iso
    return f"{spoken_date(there.date().isoformat())}, {there:%H:%M}"


COMMANDS: Final[dict[str, Command]] = {"essay.correct": correct, "essay.earlier": earlier}
