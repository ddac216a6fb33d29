"""One library open in one window: which essay, which passage, and how the panes follow the library.

Everything a person changes goes to the workspace as an edit; the panes change when the edit comes back
over the bridge, whoever made it. `run` does a command by its id; the commands are functions in the
modules beside this one.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog

from counterpoint.core.arguments import Step
from counterpoint.core.changes import Edit
from counterpoint.core.errors import NotSaved, UserError
from counterpoint.core.marks import Mark
from counterpoint.core.records import Annotator, Essay, Topic
from counterpoint.core.vocabulary import NodeType
from counterpoint.importers.apart import ReadersApart
from counterpoint.ui.bridge import Bridge
from counterpoint.ui.chrome.header import AnnotatorLine
from counterpoint.ui.jobs import Jobs
from counterpoint.ui.session import following, showing
from counterpoint.ui.session.availability import enable_commands
from counterpoint.ui.session.places import REST, essay_to_open, go_back, keep_place, recall_places
from counterpoint.ui.showing import show_argument, show_counts, show_essay
from counterpoint.ui.window import Window
from counterpoint.workspace import arguments, library, neighbours
from counterpoint.workspace.memory import HIDDEN
from counterpoint.workspace.settings import Settings
from counterpoint.workspace.workspace import Workspace

if TYPE_CHECKING:  # loaded when a brief is first asked for
    from counterpoint.ui.session.briefing import Briefing
    from counterpoint.ui.session.reviewing import Reviewing

GLANCE_AWAY: Final = 30
"""Milliseconds after which the panes beside the page follow it: the page is painted before them."""
PAUSE: Final = 120
"""Milliseconds after which the map follows what was changed."""

Command = Callable[["Session"], None]
Selected = tuple[NodeType, str]


class Session(QObject):
    """What is open in `window`. It begins without a library; `enter` shows one."""

    def __init__(
        self, window: Window, jobs: Jobs, settings: Settings, commands: Mapping[str, Command]
    ) -> None:
        super().__init__(window)
        self.window, self.jobs, self.settings, self.commands = window, jobs, settings, commands
        self.readers = ReadersApart()
        self._ws: Workspace | None = None
        self._bridge: Bridge | None = None
        self.essay: Essay | None = None
        self.selected: Selected | None = None
        self.hidden: frozenset[str] = frozenset()
        self.whole_topic = False
        self.recent: tuple[str, ...] = ()
        self.briefing: Briefing | None = None
        self.reviewing: Reviewing | None = None
        self.known = following.Known()
        self.places: dict[str, int] = {}
        self._quiet = False
        self._pane_timer = self._timer(GLANCE_AWAY, self.follow_panes)
        self._steps: list[Step] = []
        self._counted: set[str] = set()
        self._map_timer = self._timer(PAUSE, self.show_map)
        self._place_timer = self._timer(REST, partial(keep_place, self))

    def _timer(self, pause: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(pause)
        timer.setSingleShot(True)
        timer.timeout.connect(then)
        return timer

    @property
    def ws(self) -> Workspace:
        """The library. Raises UserError where none is open."""
        if self._ws is None:
            raise UserError("No library is open; open one, or make a new one.")
        return self._ws

    @property
    def has_library(self) -> bool:
        """Whether a library is open."""
        return self._ws is not None

    @property
    def annotator(self) -> Annotator | None:
        """Who tags now; None without a library, too."""
        return self._ws.annotator if self._ws is not None else None

    def enter(self, ws: Workspace) -> None:
        """Show a library, and in it the essay that was open last, or the first."""
        self.leave()
        self._ws = ws
        self._bridge = Bridge(ws, self)
        self._bridge.edited.connect(self._follow)
        self.hidden = frozenset(ws.recall(HIDDEN).split())
        window = self.window
        window.notices.set_banner(ws.read_only)
        if ws.read_only:
            window.status.set_read_only()
        else:
            window.status.set_saved(datetime.now())
        self.places = recall_places(ws)
        self.list_library()
        last = essay_to_open(ws)
        if last:
            self.open_essay(last)
        else:
            self.close_essay()

    def leave(self) -> None:
        """Keep what is being typed, and let go of the library."""
        if self._ws is None:
            return
        self.leave_essay()
        if self._bridge is not None:
            self._bridge.close()
        for timer in (self._pane_timer, self._map_timer, self._place_timer):
            timer.stop()
        self.essay, self.selected, self._steps, self._counted = None, None, [], set()
        for each in (self.briefing, self.reviewing):
            if each is not None:
                each.leave()
        self._ws.close()
        self._ws = None

    def may_close(self) -> bool:
        """Whether nothing being written would be lost: an open answer, or a text being corrected, asks."""
        written = [self.window.findChildren(QDialog, name) for name in ("answer-editor", "correct-text")]
        editors = [each for found in written for each in found if each.isVisible()]
        return all(editor.close() for editor in editors)

    def run(self, command_id: str) -> None:
        """Do a command; what a user can mend is told in a notice."""
        try:
            self.commands[command_id](self)
        except UserError as error:
            self.tell(error)

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Do `deed`; False, with a notice, where it could not be done."""
        try:
            deed()
        except UserError as error:
            self.tell(error)
            return False
        return True

    def tell(self, error: UserError) -> None:
        """Say what went wrong, and loudly where something was not saved."""
        if isinstance(error, NotSaved):
            self.window.status.set_failed(str(error))
        self.window.notices.error(str(error))

    # What is shown

    def open_essay(self, essay_id: str) -> None:
        """Show an essay with its passages. Raises NotFound."""
        if self.essay is not None and self.essay.id == essay_id:
            return
        self.leave_essay()
        essay = library.essay(self.ws, essay_id)
        self.essay, self.selected = essay, None
        window = self.window
        rate = self.annotator.words_per_minute if self.annotator else 250
        new = show_essay(window, essay, rate)
        self.show_argument()
        window.passage_pane.clear()
        if new:
            go_back(self)
        self.follow_caret()
        keep_place(self)
        self.update_map()
        self.enable()

    def show_argument(self) -> None:
        """Show the essay's passages and its argument afresh."""
        if self.essay is None:
            return
        self._steps = []
        argument = arguments.argument(self.ws, self.essay.id)
        self.known = following.Known.of(argument)
        people = library.annotators(self.ws)
        mine = self.annotator.id if self.annotator else ""
        show_argument(self.window, argument, {each.id: each.name for each in people}, mine, self.hidden)
        self.list_annotators(people)
        self._keep_brief()

    def show_chrome(self) -> None:
        """Let the top and the bottom bar speak of the essay again."""
        essay, window = self.essay, self.window
        window.header.set_title(essay.title if essay else "")
        if essay is None:
            window.status.clear_essay()
            return
        rate = self.annotator.words_per_minute if self.annotator else 250
        window.status.set_words(essay.words, essay.words * 60 / rate)
        show_counts(window)

    def leave_essay(self) -> None:
        """Keep where the caret is and a note being typed."""
        self.window.passage_pane.flush()
        keep_place(self)

    def close_essay(self) -> None:
        """Show that no essay is open."""
        self.essay, self.selected, self.known = None, None, following.Known()
        window = self.window
        window.reader.clear()
        window.header.set_title("")
        window.status.clear_essay()
        window.passage_pane.clear()
        window.outline.show_argument(following.NOTHING)
        self.list_annotators(library.annotators(self._ws) if self._ws else [])
        self._keep_brief()
        self.update_map()
        self.enable()

    def list_library(self) -> None:
        """List topics and essays afresh."""
        pane = self.window.library_pane
        pane.set_library(library.topics(self.ws), library.essays(self.ws))
        if self.essay is not None:
            pane.select(self.essay.id)

    def list_annotators(self, people: list[Annotator]) -> None:
        """Say who tags and whose passages are shown."""
        lines = [AnnotatorLine(each.id, each.name, self.known.passages_by(each.id)) for each in people]
        current = self.annotator.id if self.annotator else ""
        shown = {each.id for each in people} - self.hidden
        self.window.header.set_annotators(lines, current, shown)
        self.window.actions_by_id["view.annotators"].setChecked(not self.hidden)

    def update_map(self) -> None:
        """Let the map follow, once it is looked at."""
        if self.window.on_map:
            self._map_timer.start()

    def show_map(self) -> None:
        """Draw the map of the essay, or of its whole topic."""
        chapters = showing.chapters(self.ws, self.essay, self.whole_topic) if self.essay is not None else ()
        self.window.map_view.show_map(chapters, self.hidden)

    # What is selected

    def follow_caret(self) -> None:
        """The innermost passage at the caret is the selected one. Words selected beside it let it go, unless
        they are a passage themselves."""
        reader = self.window.reader
        self._place_timer.start()
        if self._quiet or self.essay is None:
            return
        span, mark = reader.span(), self.mark
        here = reader.marks_at(span[0] if span else reader.caret())
        if span is not None:
            if mark is not None and mark.start <= span[0] and span[1] <= mark.end:
                return
            here = [each for each in here if (each.start, each.end) == span]
        elif any(each.id == reader.selected_passage() for each in here):
            return
        if here:
            self.select("passage", here[0].id)
        else:
            self.deselect()

    def select(self, node_type: NodeType, node_id: str, *, jump: bool = False) -> None:
        """Make a passage or counterargument the selected one; with `jump` the essay scrolls to it."""
        self.selected = (node_type, node_id)
        window = self.window
        if node_type == "passage":
            mark = self.known.marks.get(node_id)
            window.reader.select_passage(node_id if mark else None)
            if mark is not None and jump:
                self.quietly(lambda: window.reader.select_span(mark.start, mark.start))
                window.reader.reveal(node_id)
        else:
            window.reader.select_passage(None)
        self._pane_timer.start()
        self.enable()

    def deselect(self) -> None:
        """Nothing is selected."""
        if self.selected is not None:
            self.selected = None
            self.window.reader.select_passage(None)
            self._pane_timer.start()
            self.enable()

    def quietly(self, deed: Callable[[], object]) -> None:
        """Move the caret without the selection following it."""
        self._quiet = True
        try:
            deed()
        finally:
            self._quiet = False

    def jump(self, node_type: NodeType, node_id: str) -> None:
        """Show a passage or counterargument where it stands, in another essay too."""
        essay_id, mark = neighbours.home_of(self.ws, node_type, node_id)
        if not essay_id:
            raise UserError("That is answered or quoted nowhere any more; choose another one.")
        self.window.show_view("read")
        self.open_essay(essay_id)
        if node_type == "counterargument" and mark is not None:
            self.window.reader.reveal(mark.id)
        self.select(node_type, node_id, jump=True)

    @property
    def mark(self) -> Mark | None:
        """The selected passage, if it is one of this essay."""
        if self.selected is None or self.selected[0] != "passage":
            return None
        return self.known.marks.get(self.selected[1])

    def follow_later(self, steps: Sequence[Step], essay_ids: set[str]) -> None:
        """Let the outline take these steps, and the library count these essays' passages, after the page."""
        self._steps += steps
        self._counted |= essay_ids
        self._pane_timer.start()

    def follow_panes(self) -> None:
        """Let the panes beside the page show what it shows, now."""
        self._pane_timer.stop()
        window, steps, counted = self.window, self._steps, self._counted
        self._steps, self._counted = [], set()
        if steps:
            window.outline.apply(steps)
            show_counts(window)
        for essay_id in counted:
            window.library_pane.update_count(essay_id, library.count_passages(self.ws, essay_id))
        window.outline.select(self.selected[1] if self.selected else "")
        self.show_selected()
        self._keep_brief()

    def _keep_brief(self) -> None:
        """Let the brief keep up, if there is one: the bars are its own while it is looked at."""
        if self.briefing is not None:
            self.briefing.keep_up()

    def show_selected(self) -> None:
        """Show what is selected in the pane at the right, now."""
        pane = self.window.passage_pane
        if self.selected is None:
            pane.clear()
            return
        shown = showing.view_of(self.ws, *self.selected, essay_id=self.essay.id if self.essay else "")
        if shown is None:
            self.selected = None
            pane.clear()
        elif self.selected[0] == "passage":
            pane.show_passage(shown)  # type: ignore[arg-type]
        else:
            pane.show_answer(shown)  # type: ignore[arg-type]

    def enable(self) -> None:
        """Let just those commands be chosen that can do something."""
        enable_commands(self)

    # Following the library

    def _follow(self, edit: Edit) -> None:
        window = self.window
        window.status.set_saved(datetime.now())
        if edit.touches(Essay, Topic, Annotator) or following.is_large(edit):
            following.follow_all(self)
        elif self.essay is not None:
            following.follow(self, edit)
        if self.selected is not None and following.removes(edit, self.selected[1]):
            self.deselect()
        for each in (self.briefing, self.reviewing):
            if each is not None:
                each.follow(edit)
        self._pane_timer.start()
        self.update_map()
        self.enable()
