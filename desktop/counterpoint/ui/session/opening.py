"""Opening a library in the window: the session made, every pane connected, the first run provided for."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from counterpoint.core.errors import UserError
from counterpoint.core.records import Passage
from counterpoint.core.vocabulary import Kind
from counterpoint.ui.actions import COMMANDS as TABLE
from counterpoint.ui.jobs import Jobs
from counterpoint.ui.session import essays, libraries, looking, reading
from counterpoint.ui.session.session import Command, Session
from counterpoint.ui.theme import follow_system
from counterpoint.ui.tokens import POINTS_A_PIXEL
from counterpoint.ui.window import Window
from counterpoint.workspace import arguments, tagging
from counterpoint.workspace.glance import Glance
from counterpoint.workspace.settings import Settings, default_library, library_to_open

LATER: Final = {
    "answer.new": "arguing",
    "essay.import": "bringing",
    "essay.paste": "bringing",
    "essay.correct": "correcting",
    "essay.earlier": "correcting",
    "essay.export": "exporting",
    "link.new": "arguing",
    "find.essay": "finding",
    "find.library": "finding",
    "palette.open": "finding",
    **dict.fromkeys(
        (command.id for command in TABLE if command.id.startswith(("brief.", "card."))), "brief_commands"
    ),
    "view.brief": "brief_commands",
    **dict.fromkeys((command.id for command in TABLE if command.id.startswith("review.")), "review_commands"),
    "view.review": "review_commands",
}
"""Commands whose modules, with the palette and the answer editor, are loaded when first asked for: the first
tag of a session need not wait for them."""


def later(name: str) -> Any:
    """A module beside this one, loaded when first asked for."""
    return import_module(f"{__package__}.{name}")


def _run_later(session: Session, command_id: str) -> None:
    later(LATER[command_id]).COMMANDS[command_id](session)


COMMANDS: Final[dict[str, Command]] = {
    **reading.COMMANDS,
    **essays.COMMANDS,
    **looking.COMMANDS,
    **libraries.COMMANDS,
    **{command_id: partial(_run_later, command_id=command_id) for command_id in LATER},
}


def open_session(
    window: Window,
    jobs: Jobs,
    settings: Settings,
    path: Path | None,
    files: Sequence[Path],
    read_only: bool,
    glance: Glance | None = None,
) -> Session:
    """Make the session and open the library at `path`, or the usual one, in it; take in `files`. A library
    that was looked at already goes on being open. Where it cannot be opened the window says why and goes on
    without."""
    session = Session(window, jobs, settings, COMMANDS)
    connect(session)
    window.closing = partial(close, session)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        follow_system(app, partial(_follow_system, session))
    window.actions_by_id[f"view.theme.{settings.scheme.replace(' ', '_')}"].setChecked(True)
    window.actions_by_id["view.read"].setChecked(True)
    window.reader.set_reading_size(settings.reading_size * POINTS_A_PIXEL)
    try:
        chosen = library_to_open(settings, path)
        usual = path is None and chosen == default_library()
        libraries.open_library(session, chosen, starter_too=usual, read_only=read_only, glance=glance)
    except UserError as error:
        session.close_essay()
        window.notices.error(str(error), ("Open another…", partial(session.run, "library.open")))
    else:
        if files:
            later("bringing").take(session, files)
    return session


def _follow_system(session: Session) -> None:
    if session.settings.scheme == "system":
        looking.follow_scheme(session)


def close(session: Session) -> bool:
    """Keep everything before the window closes; False where an answer being written shall not be lost."""
    if not session.may_close():
        return False
    if session.briefing is not None:
        session.briefing.keep_sizes()
    looking.keep(replace(session.settings, geometry=session.window.geometry_words()))
    session.leave()
    session.readers.stop()
    session.jobs.stop()
    return True


def connect(session: Session) -> None:
    """Every wire between the panes and the library, by pane."""
    window = session.window
    attempt = session.attempt
    window.commanded.connect(session.run)
    window.escaped.connect(partial(come_home, session))

    def passage(passage_id: str) -> Passage:
        return tagging.passage(session.ws, passage_id)

    header, lists, outline, pane = window.header, window.library_pane, window.outline, window.passage_pane
    header.annotatorAddRequested.connect(partial(session.run, "annotator.choose"))
    header.annotatorChosen.connect(partial(looking.tag_as, session))
    header.annotatorShown.connect(partial(looking.show_annotator, session))
    header.paletteRequested.connect(partial(session.run, "palette.open"))
    header.viewChosen.connect(lambda view: session.run(f"view.{view}"))
    lists.addRequested.connect(partial(session.run, "essay.import"))
    lists.contextRequested.connect(partial(essay_menu, session))
    lists.essayChosen.connect(partial(choose_essay, session))
    lists.filesDropped.connect(
        lambda names: later("bringing").show_or_take(session, [Path(name) for name in names])
    )
    outline.activated.connect(partial(activate, session))
    outline.contextRequested.connect(partial(outline_menu, session))
    outline.stepped.connect(partial(follow_outline, session))
    window.map_view.activated.connect(partial(activate, session))
    pane.answerRequested.connect(
        lambda kind, each: attempt(lambda: later("arguing").answer_node(session, kind, each))
    )
    pane.attachRequested.connect(lambda each: attempt(lambda: later("arguing").attach(session, each)))
    pane.confirmRequested.connect(
        lambda each: attempt(lambda: tagging.confirm_place(session.ws, passage(each)))
    )
    pane.detailAdded.connect(lambda kind, name: attempt(partial(add_detail, session, kind, name)))
    pane.detailChosen.connect(
        lambda each, name: attempt(lambda: tagging.set_detail(session.ws, passage(each), name))
    )
    pane.editAnswerRequested.connect(
        lambda each: attempt(lambda: later("arguing").edit_answer(session, each))
    )
    pane.jumpRequested.connect(lambda kind, each: attempt(partial(session.jump, kind, each)))
    pane.kindChosen.connect(
        lambda each, kind: attempt(lambda: tagging.retag(session.ws, passage(each), kind))
    )
    pane.left.connect(window.reader.setFocus)
    pane.linkRequested.connect(lambda each: attempt(lambda: later("arguing").link_from(session, each)))
    pane.noteEdited.connect(
        lambda each, note: attempt(lambda: tagging.set_note(session.ws, passage(each), note))
    )
    pane.removeAnswerRequested.connect(
        lambda each: attempt(lambda: later("arguing").remove_answer(session, each))
    )
    pane.unlinkRequested.connect(lambda each: attempt(partial(arguments.unlink, session.ws, each)))
    pane.untagRequested.connect(lambda each: attempt(lambda: reading.untag_passage(session, passage(each))))
    reader = window.reader
    reader.answerRequested.connect(partial(session.run, "answer.new"))
    reader.contextRequested.connect(partial(show_menu, session, PASSAGE_MENU))
    reader.noteRequested.connect(partial(session.run, "note.edit"))
    reader.passageClicked.connect(partial(click, session))
    reader.resizeRequested.connect(
        lambda each, start, end: attempt(
            lambda: tagging.resize(session.ws, reading.opened(session), passage(each), start, end)
        )
    )
    reader.spanChanged.connect(session.follow_caret)
    reader.tagRequested.connect(lambda kind: session.run(f"tag.{kind}"))
    window.viewShown.connect(partial(see, session))
    window.status.failureClicked.connect(lambda: window.notices.error(window.status.failed.toolTip()))
    window.status.holesClicked.connect(partial(session.run, "outline.holes"))
    window.status.shortcutsClicked.connect(partial(session.run, "help.shortcuts"))


def see(session: Session, view: str) -> None:
    """Let the bars speak of the essay again where it is what one looks at, and the commands follow."""
    if view in ("read", "map"):
        session.show_chrome()
    session.enable()


def choose_essay(session: Session, essay_id: str) -> None:
    """Open an essay from the library pane, in whichever view is on."""
    session.attempt(partial(session.open_essay, essay_id))


def activate(session: Session, essay_id: str, node_type: str, node_id: str) -> None:
    """Show where a row of the outline or a card of the map stands."""
    if node_type == "section":
        session.window.show_view("read")
        start = int(node_id)
        session.quietly(lambda: session.window.reader.select_span(start, start))
        session.window.reader.reveal((start, start + 1))
    elif node_type == "passage":
        session.attempt(partial(session.jump, "passage", node_id))
    else:
        session.attempt(partial(session.jump, "counterargument", node_id))


def follow_outline(session: Session, node_type: str, node_id: str) -> None:
    """Make the row one goes to with the arrows the selected one, so that the keys mean it; the essay scrolls
    along."""
    if node_type == "section":
        session.deselect()
        session.window.reader.reveal((int(node_id), int(node_id) + 1))
    elif node_type == "passage":
        session.select("passage", node_id, jump=True)
    else:
        session.select("counterargument", node_id)


def come_home(session: Session) -> None:
    """Esc: back to the essay or, there, let the selected passage go, so that the next key means the sentence
    under the caret."""
    if session.window.on_map or session.window.on_brief or session.window.on_review:
        return
    if session.window.reader.hasFocus():
        session.deselect()
    else:
        session.window.reader.setFocus()


def click(session: Session, passage_id: str) -> None:
    """Select the passage clicked into, or none."""
    if passage_id:
        session.select("passage", passage_id)
    else:
        session.deselect()


def add_detail(session: Session, kind: Kind, name: str) -> None:
    """Add a detail to the library's and give it to the selected passage."""
    added = tagging.add_detail(session.ws, kind, name)
    passage = reading.own_mark(session)
    if passage is not None:
        tagging.set_detail(session.ws, passage, added)


PASSAGE_MENU: Final = (
    "tag.claim tag.evidence tag.rhetoric tag.remove -"
    " answer.new link.new note.edit detail.choose passage.confirm - essay.correct"
)
ESSAY_MENU: Final = "essay.citation essay.correct essay.earlier essay.export - essay.remove"


def show_menu(session: Session, commands: str, place: QPoint) -> None:
    """A menu of commands, `-` for a line, at a place on the screen."""
    menu = QMenu(session.window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for each in commands.split():
        if each == "-":
            menu.addSeparator()
        else:
            menu.addAction(session.window.actions_by_id[each])
    menu.popup(place)


def essay_menu(session: Session, essay_id: str, place: QPoint) -> None:
    """The menu of an essay in the library pane, which is opened for it."""
    choose_essay(session, essay_id)
    show_menu(session, ESSAY_MENU, place)


def outline_menu(session: Session, essay_id: str, node_type: str, node_id: str, place: QPoint) -> None:
    """The menu of a passage or an answer in the outline."""
    activate(session, essay_id, node_type, node_id)
    if node_type == "passage":
        show_menu(session, PASSAGE_MENU, place)
