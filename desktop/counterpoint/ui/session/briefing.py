"""The brief in the window: which one, where in it, and how its panes follow the library.

The first command on briefs loads this; before, a session knows nothing of them. The page and its outline
follow an edit at once, the findings a moment later.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, QTimer

from counterpoint.core.brief_document import AnalyticPart, BriefDocument, CardPart, HeadingPart
from counterpoint.core.brief_findings import Finding, findings
from counterpoint.core.brief_writing import BriefContents, Written, write_out
from counterpoint.core.changes import Edit
from counterpoint.core.errors import BadInput
from counterpoint.core.records import Brief
from counterpoint.core.vocabulary import Highlight
from counterpoint.ui.actions import COMMAND
from counterpoint.ui.brief.chooser import BriefName
from counterpoint.ui.session.copied import Copied
from counterpoint.ui.session.session import Session
from counterpoint.workspace import briefs, library
from counterpoint.workspace.memory import LAST_BRIEF

PAUSE: Final = 200
"""Milliseconds after which the findings follow an edit: the page is painted before them."""
KEYS: Final = ("card.underline", "card.emphasis", "card.highlight", "card.clear")
"""The commands whose keys the status bar names."""
NONE_OPEN: Final = "No brief is open; build one, or choose one at the top left of the Brief view."


class Briefing(QObject):
    """The brief that is looked at. `entry_id` is where in it the user is, empty for nowhere."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.brief: Brief | None = None
        self.contents: BriefContents | None = None
        self.written: Written | None = None
        self.entry_id = ""
        self.colour: Highlight = "yellow"
        self.copied = Copied(self)
        self._stale = True
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show_findings)

    # What is looked at

    @property
    def is_shown(self) -> bool:
        """Whether a brief is what is looked at."""
        return self.session.window.on_brief and self.brief is not None

    @property
    def part(self) -> HeadingPart | AnalyticPart | CardPart | None:
        """What stands where the user is."""
        parts = self.written.document.parts if self.written else ()
        return next((each for each in parts if each.entry_id == self.entry_id), None)

    @property
    def card_id(self) -> str:
        """The card where the user is; empty where that is none."""
        part = self.part
        return part.card_id if isinstance(part, CardPart) else ""

    def opened(self) -> Brief:
        """The brief that is open, or that of last time. Raises BadInput where there is none."""
        self._recall()
        if self.brief is None:
            raise BadInput(NONE_OPEN)
        return self.brief

    def document(self) -> BriefDocument:
        """The page of the open brief as it stands now. Raises BadInput where there is none."""
        self.opened()
        if self._stale:
            self.show()
        if self.written is None:
            raise BadInput(NONE_OPEN)
        return self.written.document

    def open(self, brief_id: str) -> None:
        """Look at a brief, from its beginning. Raises NotFound."""
        ws = self.session.ws
        self.brief, self.entry_id = briefs.brief(ws, brief_id), ""
        ws.remember(LAST_BRIEF, brief_id)
        self.show()

    def go_to(self, entry_id: str, *, reveal: bool = True) -> None:
        """Be at an entry; with `reveal` the page scrolls to it."""
        self.entry_id = entry_id
        view = self.session.window.brief_view
        view.outline.select(entry_id)
        if reveal:
            view.sheet.reveal(entry_id)
        self.session.enable()

    def keep_sizes(self) -> None:
        """Keep how wide the panes are for the next time."""
        left, right = self.session.window.brief_view.sizes()
        self.session.settings = replace(self.session.settings, brief_panes=f"{left} {right}")

    def recall_sizes(self) -> None:
        """Make the panes as wide as they were the last time."""
        numbers = self.session.settings.brief_panes.split()
        if len(numbers) == 2 and all(each.isdecimal() for each in numbers):
            self.session.window.brief_view.set_sizes(*map(int, numbers))

    def leave(self) -> None:
        """Let go of the library."""
        self.brief, self.contents, self.written, self.entry_id, self._stale = None, None, None, "", True
        self._timer.stop()
        if self.session.window.on_brief:
            self.session.window.show_view("read")

    def _recall(self) -> list[briefs.BriefLine]:
        """Let the brief be one that is there; gives all that are."""
        ws = self.session.ws
        lines = briefs.briefs(ws)
        ids = [line.id for line in lines]
        if self.brief is None or self.brief.id not in ids:
            last = ws.recall(LAST_BRIEF)
            wanted = last if last in ids else next(iter(ids), "")
            self.brief = briefs.brief(ws, wanted) if wanted else None
        return lines

    # What is shown

    def follow(self, edit: Edit) -> None:
        """Let the page follow an edit, or remember to when it is looked at next."""
        self._stale = True
        if self.session.window.on_brief:
            self.show()

    def view_shown(self, view: str) -> None:
        """Show the brief, once it is looked at."""
        if view == "brief":
            if self._stale:
                self.show()
            self.tell_chrome()

    def show(self) -> None:
        """Show the brief as it stands in the library now."""
        session, view = self.session, self.session.window.brief_view
        ws = session.ws
        names = [BriefName(each.id, each.title) for each in self._recall()]
        self._stale = False
        view.chooser.show_briefs(names, self.brief.id if self.brief else "")
        view.set_writable(not ws.read_only)
        if self.brief is None:
            self.contents, self.written = None, None
            view.show_state("no brief" if library.essays(ws) else "no essays")
        else:
            view.show_state("brief")
            self._show_brief(self.brief.id)
        self.tell_chrome()
        session.enable()

    def _show_brief(self, brief_id: str) -> None:
        view = self.session.window.brief_view
        contents = briefs.contents(self.session.ws, brief_id)
        written = write_out(contents, date.today())
        self.brief, self.contents, self.written = contents.brief, contents, written
        view.sheet.show_document(written.document)
        view.outline.show_rows(written.rows)
        rate = contents.author.words_per_minute
        view.time_bar.show_time(written.document.seconds, contents.speech, rate)
        if self.part is None:
            self.entry_id = view.sheet.entry()
        view.outline.select(self.entry_id)
        self._timer.start()

    def show_findings(self) -> None:
        """Show what is to be mended, now."""
        self._timer.stop()
        found: tuple[Finding, ...] = ()
        if self.contents is not None and self.written is not None:
            found = findings(self.contents, self.written)
        self.session.window.brief_view.findings.show_findings(found)

    def keep_up(self) -> None:
        """Follow what was changed around the brief: who reads it aloud, or what the bars say."""
        reader = self.session.annotator
        if self.contents is not None and reader is not None and reader.id != self.contents.author.id:
            self._stale = True
            if self.session.window.on_brief:
                self.show()
        self.tell_chrome()

    def tell_chrome(self) -> None:
        """Let the bars speak of the brief, where that is looked at."""
        window = self.session.window
        if not window.on_brief:
            return
        window.header.set_title(self.brief.title if self.brief else "", "Brief")
        window.header.export.setEnabled(self.brief is not None)
        parts = self.written.document.parts if self.written else ()
        cards = sum(isinstance(part, CardPart) for part in parts)
        answers = sum(isinstance(part, AnalyticPart) and part.kind == "answer" for part in parts)
        blocks = sum(isinstance(part, HeadingPart) and part.level == 3 for part in parts)
        keys = " · ".join(f"{COMMAND[each].key_caps()[0]} {COMMAND[each].text}" for each in KEYS)
        window.status.set_brief(cards, answers, blocks, keys if self.brief is not None else "")
