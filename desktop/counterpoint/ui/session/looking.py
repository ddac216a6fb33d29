"""Commands on what is seen: views, colours, size of letters, whose passages, settings, help."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from counterpoint import __version__
from counterpoint.core.errors import UserError
from counterpoint.core.records import Annotator
from counterpoint.ui.chrome.shortcuts import ShortcutSheet
from counterpoint.ui.forms.annotators import ChooseAnnotator
from counterpoint.ui.forms.ask import ask
from counterpoint.ui.forms.settings import SettingsForm
from counterpoint.ui.forms.views import Person, SettingsView
from counterpoint.ui.session.session import Command, Session
from counterpoint.ui.theme import Theme, apply, scheme_theme
from counterpoint.ui.tokens import POINTS_A_PIXEL
from counterpoint.workspace import library
from counterpoint.workspace.memory import HIDDEN
from counterpoint.workspace.settings import Scheme, Settings, save_settings, settings_file


def show(session: Session, view: str) -> None:
    session.window.show_view(view)
    session.update_map()
    session.enable()


def whole_topic(session: Session) -> None:
    """Switch the map between the essay and all essays of its topic."""
    session.whole_topic = session.window.actions_by_id["map.topic"].isChecked()
    show(session, "map")


def set_settings(session: Session, settings: Settings) -> None:
    """Take on settings at once and keep them."""
    before, session.settings = session.settings, settings
    if settings.scheme != before.scheme:
        follow_scheme(session)
    if settings.reading_size != before.reading_size:
        session.window.reader.set_reading_size(settings.reading_size * POINTS_A_PIXEL)
        if session.reviewing is not None:
            session.window.review_view.page.set_reading_size(settings.reading_size * POINTS_A_PIXEL)
    keep(settings)


def keep(settings: Settings) -> None:
    """Write settings; where the disk refuses they last until the end of the program."""
    with suppress(OSError):
        save_settings(settings_file(), settings)


def follow_scheme(session: Session) -> None:
    """Take on the colours of the scheme, or of the system."""
    app = QGuiApplication.instance()
    if isinstance(app, QApplication):
        take_on(session, scheme_theme(app, session.settings.scheme))


def take_on(session: Session, theme: Theme) -> None:
    """Paint everything in a theme's colours."""
    app = QGuiApplication.instance()
    if isinstance(app, QApplication):
        apply(app, theme)
    session.window.set_theme(theme)
    session.show_selected()
    chosen = session.settings.scheme.replace(" ", "_")
    session.window.actions_by_id[f"view.theme.{chosen}"].setChecked(True)


def set_scheme(session: Session, scheme: Scheme) -> None:
    set_settings(session, replace(session.settings, scheme=scheme))


def set_size(session: Session, step: int) -> None:
    """Larger (1), smaller (-1) or normal (0) letters in the essay."""
    size = session.settings.reading_size + 2 * step if step else Settings().reading_size
    set_settings(session, replace(session.settings, reading_size=min(36, max(12, size))))


def settings(session: Session) -> None:
    """The settings form; what it shows is seen at once."""
    annotator = session.annotator
    form = SettingsForm(
        SettingsView(
            session.settings.scheme,
            session.settings.reading_size,
            annotator.words_per_minute if annotator else 250,
            session.settings.keep_files,
        ),
        session.window,
    )

    def change(view: SettingsView) -> None:
        wanted = replace(
            session.settings,
            scheme=view.scheme,
            reading_size=view.reading_size,
            keep_files=view.keep_files,
        )
        set_settings(session, wanted)
        now = session.annotator
        if now is not None and view.words_per_minute != now.words_per_minute and not session.ws.read_only:
            session.attempt(
                lambda: library.rename_annotator(session.ws, now, now.name, view.words_per_minute)
            )

    form.changed.connect(change)
    form.open()


def choose_annotator(session: Session) -> None:
    """Ask who tags."""
    session.ws.check_writable()
    people = library.annotators(session.ws)
    current = session.ws.annotator.id if session.ws.annotator else ""
    dialog = ChooseAnnotator([Person(each.id, each.name) for each in people], current, parent=session.window)
    dialog.chosen.connect(partial(tag_as, session))
    dialog.added.connect(partial(add_annotator, session))
    dialog.renamed.connect(partial(rename, session))
    dialog.open()


def tag_as(session: Session, annotator_id: str) -> None:
    """Let this annotator be who tags."""
    found = next((each for each in library.annotators(session.ws) if each.id == annotator_id), None)
    if found is not None:
        _switch(session, found)


def add_annotator(session: Session, name: str) -> None:
    """Somebody new tags from now on."""
    session.attempt(lambda: _switch(session, library.add_annotator(session.ws, name)))


def rename(session: Session, annotator_id: str, name: str) -> None:
    for each in library.annotators(session.ws):
        if each.id == annotator_id:
            session.attempt(partial(library.rename_annotator, session.ws, each, name, each.words_per_minute))


def _switch(session: Session, annotator: Annotator) -> None:
    session.window.passage_pane.flush()
    library.choose_annotator(session.ws, annotator)
    show_annotator(session, annotator.id, shown=True)


def show_annotator(session: Session, annotator_id: str, shown: bool) -> None:
    """Show or hide an annotator's passages."""
    hidden = session.hidden - {annotator_id} if shown else session.hidden | {annotator_id}
    hide(session, hidden)


def show_others(session: Session) -> None:
    """Show everybody's passages, or one's own alone."""
    shown = session.window.actions_by_id["view.annotators"].isChecked()
    current = session.ws.annotator.id if session.ws.annotator else ""
    others = {each.id for each in library.annotators(session.ws)} - {current}
    hide(session, frozenset() if shown else frozenset(others))


def hide(session: Session, annotators: frozenset[str]) -> None:
    """Leave out these annotators' passages everywhere."""
    session.hidden = annotators
    with suppress(UserError):
        session.ws.remember(HIDDEN, " ".join(sorted(annotators)))
    if session.mark is not None and session.mark.annotator_id in annotators:
        session.deselect()
    session.show_argument()
    session.update_map()
    session.enable()


def holes(session: Session) -> None:
    """Show just the holes in the outline, or everything again."""
    session.follow_panes()
    outline = session.window.outline
    outline.choose("all" if outline.model.chosen == "holes" else "holes")
    session.window.actions_by_id["outline.holes"].setChecked(outline.model.chosen == "holes")
    outline.setFocus()


def shortcuts(session: Session) -> None:
    ShortcutSheet.toggle(session.window)


def about(session: Session) -> None:
    """What this program is."""
    detail = (
        f"Version {__version__}. Reads, tags and answers essays, offline: it never opens a connection.\n"
        "MIT licence. The Noto fonts are under the SIL Open Font License.\n"
        f"Library: {session.ws.path}"
    )
    ask(session.window, "Counterpoint", detail, ("&Close",))


COMMANDS: Final[dict[str, Command]] = {
    "view.read": partial(show, view="read"),
    "view.map": partial(show, view="map"),
    "map.topic": whole_topic,
    "outline.holes": holes,
    "view.annotators": show_others,
    "annotator.choose": choose_annotator,
    "text.larger": partial(set_size, step=1),
    "text.smaller": partial(set_size, step=-1),
    "text.normal": partial(set_size, step=0),
    "view.theme.system": partial(set_scheme, scheme="system"),
    "view.theme.light": partial(set_scheme, scheme="light"),
    "view.theme.dark": partial(set_scheme, scheme="dark"),
    "view.theme.high_contrast": partial(set_scheme, scheme="high contrast"),
    "app.settings": settings,
    "help.shortcuts": shortcuts,
    "help.about": about,
}
