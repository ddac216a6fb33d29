"""Commands on the brief: build it, arrange it, add to it, write in it."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from counterpoint.core.brief_document import CardPart
from counterpoint.core.brief_findings import Finding
from counterpoint.core.errors import BadInput
from counterpoint.core.records import Counterargument, Passage
from counterpoint.core.text import shorten
from counterpoint.core.vocabulary import EntryKind, Highlight
from counterpoint.ui.brief.build_form import BuildForm
from counterpoint.ui.brief.outline_model import own_words
from counterpoint.ui.forms.ask import ask
from counterpoint.ui.forms.one_line import OneLine
from counterpoint.ui.session import brief_cutting, brief_exporting
from counterpoint.ui.session.brief_cutting import card_here, cite, cut
from counterpoint.ui.session.briefing import Briefing
from counterpoint.ui.session.essays import topic_choices
from counterpoint.ui.session.session import Command, Session
from counterpoint.workspace import brief_outline, briefs, cards, library, neighbours

ENTRY_MENU: Final = (
    "card.tag card.cite brief.source brief.copy - card.underline card.emphasis card.highlight card.omit"
    " card.clear card.shrink card.before card.after - brief.block brief.analytic brief.take_out"
)
NAMED: Final = 60


def briefing_of(session: Session) -> Briefing:
    """The session's briefing, made and connected when first asked for."""
    if session.briefing is None:
        session.briefing = Briefing(session)
        _connect(session, session.briefing)
    return session.briefing


def _connect(session: Session, briefing: Briefing) -> None:
    view, attempt = session.window.brief_view, session.attempt
    view.chooser.briefChosen.connect(lambda each: attempt(partial(briefing.open, each)))
    view.findings.findingChosen.connect(lambda each: attempt(partial(mend, session, each)))
    view.outline.entryChosen.connect(briefing.go_to)
    view.outline.menuRequested.connect(partial(_menu_at, session))
    view.outline.moveRequested.connect(
        lambda entry, parent, after: attempt(partial(brief_outline.move, session.ws, entry, parent, after))
    )
    view.outline.removeRequested.connect(
        lambda each: attempt(partial(brief_outline.remove, session.ws, each))
    )
    view.outline.refused.connect(lambda: attempt(session.ws.check_writable))
    view.outline.pageRequested.connect(view.sheet.enter)
    view.outline.textEdited.connect(lambda each, text: attempt(partial(write, session, each, text)))
    view.sheet.entryEntered.connect(partial(briefing.go_to, reveal=False))
    view.sheet.menuRequested.connect(partial(_menu, session))
    view.sheet.tagEditRequested.connect(lambda each: attempt(partial(write_on_page, session, each)))
    view.sheet.titleWritten.connect(lambda each, text: attempt(partial(write, session, each, text)))
    view.sheet.cut_bar.chosen.connect(session.run)
    view.time_bar.rateChosen.connect(lambda rate: attempt(partial(set_rate, session, rate)))
    view.time_bar.speechChosen.connect(lambda each: attempt(partial(set_speech, session, each)))
    session.window.viewShown.connect(briefing.view_shown)
    session.window.escaped.connect(partial(_come_home, session))
    briefing.recall_sizes()
    session.window.header.set_export("brief", "Export", brief_exporting.menu(session))
    session.window.actions_by_id[f"card.colour.{briefing.colour}"].setChecked(True)


def _come_home(session: Session) -> None:
    """Esc: from anywhere in the brief back to its outline."""
    if session.window.on_brief:
        session.window.brief_view.first.setFocus()


def _menu_at(session: Session, entry_id: str, place: QPoint) -> None:
    if entry_id:
        briefing_of(session).go_to(entry_id)
    _menu(session, place)


def _menu(session: Session, place: QPoint) -> None:
    menu = QMenu(session.window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for part in ENTRY_MENU.split(" - "):
        actions = [session.window.actions_by_id[each] for each in part.split()]
        menu.addActions([action for action in actions if action.isEnabled()])
        menu.addSeparator()
    menu.popup(place)


def show(session: Session) -> None:
    """Look at the brief."""
    briefing_of(session)
    session.window.passage_pane.flush()
    session.window.show_view("brief")


# Briefs


def build(session: Session) -> None:
    """Ask what a brief shall be built from, and build it."""
    session.ws.check_writable()
    essay = session.essay
    form = BuildForm(
        topic_choices(session),
        library.essays(session.ws),
        (essay.topic_id or "") if essay else "",
        [essay.id] if essay and not essay.topic_id else [],
        parent=session.window,
    )

    def make(wish: briefs.BriefWish) -> None:
        made = briefs.build(session.ws, wish)
        briefing_of(session).open(made.id)
        show(session)

    form.wished.connect(lambda wish: session.attempt(partial(make, wish)))
    form.open()


def build_again(session: Session) -> None:
    """Add what was tagged since."""
    brief = briefing_of(session).opened()
    count = briefs.build_again(session.ws, brief)
    if count:
        session.window.notices.info(
            f"{count} {'places' if count != 1 else 'place'} changed in “{shorten(brief.title, NAMED)}”.",
            ("Undo", lambda: session.run("edit.undo")),
        )
    else:
        session.window.notices.info("Nothing new: the brief has all that is tagged and answered.")


def rename(session: Session) -> None:
    session.ws.check_writable()
    brief = briefing_of(session).opened()
    form = OneLine(
        "Rename brief",
        "&Title of the brief",
        "&Rename",
        brief.title,
        "A brief needs a title.",
        session.window,
    )
    form.accepted.connect(
        lambda: session.attempt(
            lambda: briefs.change_brief(session.ws, brief, "Rename brief", title=form.words())
        )
    )
    form.open()


def remove(session: Session) -> None:
    """Remove the brief after asking; its cards stay, cut as they are, and undo brings it back."""
    session.ws.check_writable()
    brief = briefing_of(session).opened()
    question = f"Remove “{shorten(brief.title, NAMED)}”?"
    detail = "Its cards stay cut as they are, for other briefs. Undo brings it back."
    if ask(session.window, question, detail, ("&Remove", "Cancel"), danger=True) == "Remove":
        briefs.remove_brief(session.ws, brief)


def set_speech(session: Session, speech: str) -> None:
    brief = briefing_of(session).opened()
    briefs.change_brief(session.ws, brief, "Choose speech", speech=speech)


def set_rate(session: Session, words_per_minute: int) -> None:
    """How fast the current annotator reads aloud."""
    now = session.annotator
    if now is None:
        raise BadInput("Nobody is tagging yet; choose an annotator first.")
    library.rename_annotator(session.ws, now, now.name, words_per_minute)


# Places in a brief


def add_selected(session: Session) -> None:
    """Put the selected passage or answer into the brief, where one was in it last."""
    briefing = briefing_of(session)
    if session.window.on_brief or session.selected is None:
        raise BadInput("Select a passage or an answer in the essay, then add it to the brief.")
    brief = briefing.opened()
    record = neighbours.node(session.ws, *session.selected)
    if isinstance(record, Passage):
        made = brief_outline.add_card(session.ws, brief, record, briefing.entry_id)
    elif isinstance(record, Counterargument):
        made = brief_outline.add_answer(session.ws, brief, record, briefing.entry_id)
    else:
        raise BadInput("That is no longer there; select another passage.")
    briefing.entry_id = made.id
    session.window.notices.info(
        f"Added to “{shorten(brief.title, NAMED)}”.",
        ("Show", lambda: _show_entry(session, made.id)),
        ("Undo", lambda: session.run("edit.undo")),
    )


def _show_entry(session: Session, entry_id: str) -> None:
    show(session)
    briefing_of(session).go_to(entry_id)


def add(session: Session, kind: EntryKind) -> None:
    """Add a heading or an analytic, and write it at once."""
    briefing = briefing_of(session)
    made = brief_outline.add_entry(session.ws, briefing.opened(), kind, "", briefing.entry_id)
    briefing.go_to(made.id)
    session.window.brief_view.outline.edit_entry(made.id)


def take_out(session: Session) -> None:
    brief_outline.remove(session.ws, here(session))


def here(session: Session) -> str:
    """The entry where the user is. Raises BadInput where there is none."""
    briefing = briefing_of(session)
    if briefing.part is None:
        raise BadInput("Choose a place in the brief first, in its outline or on the page.")
    return briefing.entry_id


def write(session: Session, entry_id: str, text: str) -> None:
    """Write a card's tag, or any other entry's words."""
    card = brief_outline.card_at(session.ws, entry_id)
    if card is not None:
        cards.set_tag(session.ws, card.id, text)
    else:
        brief_outline.set_text(session.ws, entry_id, text)


def write_here(session: Session) -> None:
    """Write the tag, the heading or the line where the user is: on the page, or in the outline."""
    view = session.window.brief_view
    if view.sheet.hasFocus():
        write_on_page(session, here(session))
    else:
        view.outline.edit_entry(here(session))


def write_on_page(session: Session, entry_id: str) -> None:
    session.ws.check_writable()
    written = briefing_of(session).written
    rows = written.rows if written is not None else ()
    words = next((own_words(row) for row in rows if row.entry_id == entry_id), None)
    if words is not None:
        session.window.brief_view.sheet.edit_title(entry_id, words)


def show_source(session: Session) -> None:
    """Show the card's passage in its essay."""
    session.jump("passage", card_here(session).passage_id)


def mend(session: Session, finding: Finding) -> None:
    """Go to the cause of a finding; a cite is mended in the essay's citation, a tag in its line."""
    briefing = briefing_of(session)
    if finding.entry_id:
        briefing.go_to(finding.entry_id)
        session.window.brief_view.sheet.setFocus()
    if finding.title == "Cite":
        cite(session, finding.field or "title")
    elif finding.title == "Tag":
        write_here(session)
    elif not finding.entry_id:
        session.window.brief_view.time_bar.button.setFocus()


def highlight(session: Session) -> None:
    cut(session, briefing_of(session).colour)


def set_colour(session: Session, colour: Highlight) -> None:
    """Highlight in a colour from now on, and at once where words of a card are selected."""
    briefing = briefing_of(session)
    briefing.colour = colour
    session.window.actions_by_id[f"card.colour.{colour}"].setChecked(True)
    sheet = session.window.brief_view.sheet
    if briefing.is_shown and sheet.textCursor().hasSelection() and sheet.card_span() is not None:
        cut(session, colour)


def copy(session: Session) -> None:
    """Copy the card, or all of the block, as rich text and as plain text."""
    briefing = briefing_of(session)
    entry_id = here(session)
    tree = briefing.written.tree if briefing.written else None
    inside = {entry_id, *(each.id for each in tree.under(entry_id))} if tree else {entry_id}
    parts = [part for part in briefing.document().parts if part.entry_id in inside]
    briefing.copied.copy(parts)
    count = sum(isinstance(part, CardPart) for part in parts)
    session.window.notices.info(f"Copied {count} {'cards' if count != 1 else 'card'}.")


COMMANDS: Final[dict[str, Command]] = {
    "view.brief": show,
    "brief.build": build,
    "brief.rebuild": build_again,
    "brief.rename": rename,
    "brief.remove": remove,
    "brief.add": add_selected,
    "brief.pocket": partial(add, kind="pocket"),
    "brief.hat": partial(add, kind="hat"),
    "brief.block": partial(add, kind="block"),
    "brief.analytic": partial(add, kind="analytic"),
    "brief.take_out": take_out,
    "brief.copy": copy,
    "brief.source": show_source,
    "card.tag": write_here,
    "card.highlight": highlight,
    "card.colour.yellow": partial(set_colour, colour="yellow"),
    "card.colour.cyan": partial(set_colour, colour="cyan"),
    "card.colour.green": partial(set_colour, colour="green"),
    **brief_cutting.COMMANDS,
    **brief_exporting.COMMANDS,
}
