"""Commands on the review: go through the differences, decide them, report."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from counterpoint.comparison import review as telling
from counterpoint.comparison import rules
from counterpoint.core.errors import BadInput
from counterpoint.core.review_document import ReviewDocument
from counterpoint.core.review_records import Agreed
from counterpoint.core.vocabulary import KINDS
from counterpoint.ui.forms.views import Person
from counterpoint.ui.review.all_figures import AllFigures
from counterpoint.ui.review.decide_form import OwnForm, OwnRuling
from counterpoint.ui.review.rules import confirm, rule_asked
from counterpoint.ui.session import bringing
from counterpoint.ui.session.choosing import choose_files, choose_place
from counterpoint.ui.session.reading import opened
from counterpoint.ui.session.reviewing import NONE_OPEN, Reviewing
from counterpoint.ui.session.session import Command, Session
from counterpoint.ui.session.working import in_background
from counterpoint.workspace import library, review, review_files, tagging, transfer
from counterpoint.workspace.file_names import file_name

REPORTS: Final[dict[str, tuple[str, str, review_files.Format]]] = {
    "review.report.html": ("Web page…", "Web page (*.html)", "html"),
    "review.report.docx": ("Word document…", "Word document (*.docx)", "docx"),
    "review.report.csv": ("Table of differences (CSV)…", "Table (*.csv)", "csv"),
    "review.report.json": ("Figures and differences (JSON)…", "JSON (*.json)", "json"),
}
"""The reports there are: what the menu calls them, what the form for files does, and their format."""
MOST_ROWS: Final = 9
"""Annotators that the digits reach."""


def reviewing_of(session: Session) -> Reviewing:
    """The session's reviewing, made and connected when first asked for."""
    if session.reviewing is None:
        session.reviewing = Reviewing(session)
        _connect(session, session.reviewing)
    return session.reviewing


def _connect(session: Session, reviewing: Reviewing) -> None:
    window, attempt = session.window, session.attempt
    view = window.review_view
    pane = view.differences
    pane.accepted.connect(lambda key, ids: attempt(partial(accept, session, key, ids)))
    pane.changeRequested.connect(lambda key: attempt(partial(change, session, key)))
    pane.chosen.connect(reviewing.take_in_hand)
    pane.rejected.connect(lambda key: attempt(partial(reject, session, key)))
    pane.reopenRequested.connect(lambda key: attempt(partial(reopen, session, key)))
    pane.ruleRequested.connect(lambda asked: attempt(partial(take, session, asked)))
    view.page.placeClicked.connect(partial(go_to_place, session))
    view.people.blindChosen.connect(reviewing.set_blind)
    view.people.readChosen.connect(lambda read: attempt(partial(note_read, session, read)))
    view.people.shownChosen.connect(reviewing.choose_shown)
    window.viewShown.connect(reviewing.view_shown)
    for number in range(1, MOST_ROWS + 1):
        digit = QShortcut(QKeySequence(str(number)), view)
        digit.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        digit.activated.connect(partial(pane.accept_row, number))
    menu = QMenu(window.header)
    for command_id, (words, _filter, _format) in REPORTS.items():
        menu.addAction(words, partial(session.run, command_id))
    menu.addSeparator()
    menu.addAction("Tags and decisions, to send back…", partial(session.run, "essay.export"))
    window.header.set_export("review", "Report", menu)


def show(session: Session) -> None:
    """Look at the review."""
    reviewing_of(session)
    session.window.passage_pane.flush()
    session.window.show_view("review")


# Going through the differences


def step(session: Session, by: int) -> None:
    reviewing_of(session)
    session.window.review_view.differences.step(by)


def go_to_place(session: Session, place: int) -> None:
    """Take in hand the narrowest difference at a place of the text; else what all agree on there."""
    reviewing = reviewing_of(session)
    differences = reviewing.document.differences if reviewing.document else ()
    here = [each for each in differences if each.start <= place < each.end and each.group != "links"]
    if here:
        best = min(here, key=lambda each: (each.group == "agree", each.end - each.start))
        session.window.review_view.differences.go_to(best.key)


# Deciding


def _reason(session: Session) -> str:
    return session.window.review_view.differences.reason()


def accept(session: Session, key: str, ids: tuple[str, ...]) -> None:
    review.accept(session.ws, *reviewing_of(session).place(key), ids, _reason(session))


def reject(session: Session, key: str) -> None:
    review.reject(session.ws, *reviewing_of(session).place(key), _reason(session))


def reopen(session: Session, key: str) -> None:
    review.reopen(session.ws, *reviewing_of(session).place(key))


def change(session: Session, key: str) -> None:
    """Ask for the reviewer's own bounds, kind and detail."""
    session.ws.check_writable()
    reviewing = reviewing_of(session)
    _compared, place = reviewing.place(key)
    first = next((mark for marks in place.by.values() for mark in marks), None)
    if place.group == "links" or first is None:
        raise BadInput("A link is accepted or rejected; it has no bounds of its own.")
    begin = OwnRuling(first.start, first.end, first.kind, first.detail, _reason(session))
    details = {kind: tagging.details(session.ws, kind) for kind in KINDS}
    text = reviewing.opened().review.essay.text
    form = OwnForm(text, begin, details, session.window.theme, session.window)

    def decide(own: OwnRuling) -> None:
        agreed = Agreed(own.start, own.end, own.kind, own.detail)
        review.change(session.ws, *reviewing.place(key), agreed, own.reason)

    form.decided.connect(lambda own: session.attempt(partial(decide, own)))
    form.open()


def take(session: Session, asked: str) -> None:
    """Decide many at once by a rule, after asking."""
    session.ws.check_writable()
    compared = reviewing_of(session).opened()
    people = [Person(each, compared.review.names.get(each, "")) for each in compared.review.people]
    rule = rule_asked(asked, people)
    still_open = compared.open
    verdicts = {
        "unanimous": rules.unanimous(still_open),
        "majority": rules.majority(still_open, rule.votes),
        "all": rules.all_of(still_open, rule.annotator_id),
    }[rule.sort]
    if not confirm(session.window, rule, len(list(verdicts))):
        return
    deeds: dict[str, Callable[[], int]] = {
        "unanimous": lambda: review.take_unanimous(session.ws, compared),
        "majority": lambda: review.take_majority(session.ws, compared, rule.votes),
        "all": lambda: review.take_all_of(session.ws, compared, rule.annotator_id),
    }
    count = deeds[rule.sort]()
    notice = session.window.notices.info(
        f"Decided {count} {'places' if count != 1 else 'place'}.",
        ("Undo", lambda: session.run("edit.undo")),
    )
    reviewing_of(session).close_with_next_edit(notice)


def in_hand(session: Session, deed: Callable[[], bool]) -> None:
    """Do what is asked with the difference in hand. Raises BadInput where there is none."""
    if reviewing_of(session).difference is None:
        raise BadInput("Choose a difference first; J goes to the next.")
    deed()


# Whose names, and how far one has read


def blind(session: Session) -> None:
    reviewing_of(session).set_blind(session.window.actions_by_id["review.blind"].isChecked())


def note_read(session: Session, read: str) -> None:
    """Say how far one has read: up to the caret, all of it, nothing yet."""
    essay = opened(session)
    window = session.window
    caret = window.review_view.page.text.caret() if window.on_review else window.reader.caret()
    review.set_progress(session.ws, essay, {"caret": caret, "all": len(essay.text), "none": 0}[read])


def bring_in(session: Session) -> None:
    """Ask for annotation files, ours and other programs', and take them in."""
    session.ws.check_writable()
    patterns = " ".join(f"*{suffix}" for suffix in bringing.ANNOTATED)
    bringing.take(session, choose_files(session, "Import annotations", (f"Annotations ({patterns})",)))


def confirm_next(session: Session) -> None:
    """Show the next passage that was placed by its quote, to be confirmed or corrected."""
    essay = opened(session)
    waiting = review.to_confirm(session.ws, essay.id)
    if not waiting:
        session.window.notices.info("No passage of this essay waits to be confirmed.")
        return
    at = session.mark.start if session.mark is not None and not session.window.on_review else -1
    following = next((each for each in waiting if each.start > at), waiting[0])
    session.jump("passage", following.id)

    def confirm_this() -> None:
        session.run("passage.confirm")
        if len(waiting) > 1:
            confirm_next(session)

    session.window.notices.warning(
        f"{len(waiting)} to confirm; this one was found again by its quote.",
        ("Confirm", confirm_this),
        ("Next", lambda: session.run("review.confirm")),
    )


def pooled(session: Session) -> None:
    """Show the figures of every essay of the topic, or of the library, that two have tagged, together."""
    here = opened(session)
    ids = [line.id for line in library.essays(session.ws) if line.topic_id == here.topic_id]
    compared = [each for each in ids if len(review.reviewed_by(session.ws, each)) > 1]
    if len(compared) < 2:
        raise BadInput("Two people have tagged only one essay of this topic, so there is nothing to pool.")
    hidden = reviewing_of(session).blind
    reviews = [review.read_review(session.ws, each, blind=hidden) for each in compared]

    def show_all(document: ReviewDocument) -> None:
        window = AllFigures(document, session.window.theme, session.window)
        window.setWindowTitle(f"All figures: {document.title}")
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.open()

    work = partial(telling.pooled, reviews, hidden=hidden)
    in_background(session, work, show_all, "Working out the figures of all together")


# Reporting


def report(session: Session, command_id: str) -> None:
    """Ask where a report shall go, and write it beside the window."""
    if not session.window.on_review or session.reviewing is None:
        raise BadInput(NONE_OPEN)
    _words, filter_words, format = REPORTS[command_id]
    whole = session.reviewing.whole()
    name = f"{file_name('Review of ' + session.reviewing.opened().review.essay.title)}.{format}"
    path = choose_place(session, "Report", name, {filter_words: f".{format}"})
    if path is None:
        return

    def done(_nothing: None) -> None:
        session.window.notices.info(f"Reported to “{path.name}”.")

    in_background(session, partial(_write, whole, path, format), done, f"Writing “{path.name}”")


def _write(whole: Callable[[], ReviewDocument], path: Path, format: review_files.Format) -> None:
    transfer.write_file(path, review_files.render(whole(), format))


COMMANDS: Final[dict[str, Command]] = {
    "view.review": show,
    "review.next": partial(step, by=1),
    "review.previous": partial(step, by=-1),
    "review.accept": lambda session: in_hand(session, session.window.review_view.differences.accept_ticked),
    "review.change": lambda session: in_hand(session, session.window.review_view.differences.change),
    "review.reject": lambda session: in_hand(session, session.window.review_view.differences.reject),
    "review.reopen": lambda session: in_hand(session, session.window.review_view.differences.reopen),
    "review.blind": blind,
    "review.read_here": partial(note_read, read="caret"),
    "review.read_all": partial(note_read, read="all"),
    "review.import": bring_in,
    "review.confirm": confirm_next,
    "review.pooled": pooled,
    **{each: partial(report, command_id=each) for each in REPORTS},
}
