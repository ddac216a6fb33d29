"""The review in the window: who is compared, what differs, and how the panes follow the library.

Comparing is done once and kept while nobody's tags change; figures, which take longer, come from beside the
window.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer

from counterpoint.comparison import review as telling
from counterpoint.comparison.differences import Difference
from counterpoint.comparison.review import Compared, Review
from counterpoint.core.changes import Edit
from counterpoint.core.errors import BadInput
from counterpoint.core.records import Annotator, Decision, Essay, Link, Passage, Progress
from counterpoint.core.review_document import AGREED, AGREED_NAME, DifferenceTold, ReviewDocument
from counterpoint.ui.chrome.notices import Notice
from counterpoint.ui.review.people import Whom
from counterpoint.ui.session.session import Session
from counterpoint.ui.session.working import in_background
from counterpoint.ui.tokens import POINTS_A_PIXEL
from counterpoint.workspace import review

PAUSE: Final = 300
"""Milliseconds after which the figures follow: whoever decides quickly does not wait for them."""
LARGE: Final = 1_500
"""Passages above which comparing is done beside the window."""
KEYS: Final = "J next · K previous · Enter accept · R reject · E own · O open again"
NONE_OPEN: Final = "There is nothing to review here; open an essay that two people have tagged."


class Reviewing(QObject):
    """The review that is looked at. `key` names the difference in hand, empty for none."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.compared: Compared | None = None
        self.document: ReviewDocument | None = None
        self.key = ""
        self.blind = False
        self._shown: frozenset[str] | None = None
        self._whom: list[Whom] | None = None
        self._essay_id = ""
        self._stale = True
        self._run = 0
        self._figures_of: Compared | None = None
        self._offering: Notice | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._compute_figures)

    # What is looked at

    @property
    def is_shown(self) -> bool:
        """Whether a review is what is looked at."""
        return self.session.window.on_review and self.document is not None

    @property
    def difference(self) -> DifferenceTold | None:
        """The difference in hand."""
        differences = self.document.differences if self.document else ()
        return next((each for each in differences if each.key == self.key), None)

    def place(self, key: str) -> tuple[Compared, Difference]:
        """What is compared, and the place with this key. Raises BadInput where it is gone."""
        place = self.compared.place(key) if self.compared else None
        if self.compared is None or place is None:
            raise BadInput("That difference is no longer there; choose another one.")
        return self.compared, place

    def opened(self) -> Compared:
        """What is compared. Raises BadInput where nothing is."""
        if self.compared is None:
            raise BadInput(NONE_OPEN)
        return self.compared

    def whole(self) -> Callable[[], ReviewDocument]:
        """What gives the review as it is now with its figures, computed where they are not there yet; it may
        be called beside the window. Raises BadInput."""
        compared, document = self.opened(), self.document
        if document is not None and self._figures_of is compared:
            return lambda: document
        return lambda: telling.with_figures(telling.told(compared), compared)

    def leave(self) -> None:
        """Let go of the library."""
        self.compared, self.document, self._figures_of = None, None, None
        self.key, self._essay_id, self._shown, self._stale = "", "", None, True
        self._run += 1
        self._timer.stop()
        if self.session.window.on_review:
            self.session.window.show_view("read")

    # What is shown

    def close_with_next_edit(self, notice: Notice) -> None:
        """Close a notice that offers to undo the newest step when there is a newer one."""
        self._offering = notice
        notice.destroyed.connect(partial(self._let_go, notice))

    def _let_go(self, notice: Notice, _gone: QObject | None = None) -> None:
        if self._offering is notice:
            self._offering = None

    def follow(self, edit: Edit) -> None:
        """Let the review follow an edit, or remember to when it is looked at next."""
        if self._offering is not None:
            self._offering.closed.emit()
        if edit.touches(Decision, Passage, Link, Progress, Essay, Annotator):
            known = self.compared if not self._stale and len(edit.of(Decision)) == len(edit.changes) else None
            self._stale = True
            if self.session.window.on_review:
                if known is not None:
                    self._decided(known)
                else:
                    self.show()

    def view_shown(self, view: str) -> None:
        """Show the review, once it is looked at."""
        if view == "review":
            essay = self.session.essay
            if self._stale or (essay.id if essay else "") != self._essay_id:
                self.show()
            self.tell_chrome()
        elif self.blind:
            self.session.window.header.annotator.show()

    def show(self) -> None:
        """Show the review of the open essay as it stands in the library now."""
        session, view = self.session, self.session.window.review_view
        essay = session.essay
        self._stale = False
        self._run += 1
        self._whom = None
        if essay is None or essay.id != self._essay_id:
            self._shown, self.key, self.compared = None, "", None
        self._essay_id = essay.id if essay else ""
        view.set_writable(not session.ws.read_only)
        view.page.set_reading_size(session.settings.reading_size * POINTS_A_PIXEL)
        people = review.reviewed_by(session.ws, essay.id, blind=self.blind) if essay else []
        if essay is None or len(people) < 2:
            self.compared, self.document = None, None
            view.show_state("few" if essay else "no essay")
            self.tell_chrome()
            session.enable()
            return
        made = review.read_review(session.ws, essay.id, self._chosen(people), blind=self.blind)
        if len(made.tags.marks) > LARGE and self._must_compare(made):
            run = self._run
            work = partial(_made, made, self._before())
            in_background(session, work, lambda told: self._compared(run, *told), "Comparing")
        else:
            self._tell(*_made(made, self._before()))

    def _decided(self, known: Compared) -> None:
        """Show what is compared with the decisions there are now; nothing else is read anew."""
        self._stale = False
        self._run += 1
        self._tell(*_made(review.decided_anew(self.session.ws, known.read), self._before()))

    def _before(self) -> tuple[Compared, ReviewDocument] | None:
        """What was compared last, and how that was told."""
        return (self.compared, self.document) if self.compared and self.document else None

    def _chosen(self, people: list[str]) -> list[str]:
        """Who is compared: everybody shown; or the one shown with the agreed version; else everybody."""
        shown = [each for each in people if self._shown is None or each in self._shown]
        if len(shown) == 1 and self._shown is not None and AGREED in self._shown:
            return [*shown, AGREED]
        return shown if len(shown) > 1 else people

    def _must_compare(self, made: Review) -> bool:
        before = self.compared.read if self.compared else None
        return before is None or (before.tags, before.people) != (made.tags, made.people)

    def _compared(self, run: int, compared: Compared, document: ReviewDocument) -> None:
        if run == self._run:
            self._tell(compared, document)

    def _tell(self, compared: Compared, document: ReviewDocument) -> None:
        """Show what is compared, with the figures there are already if they are of the same tags."""
        session, view = self.session, self.session.window.review_view
        self.compared = compared
        known, figures = self._figures_of, self.document
        if known is not None and figures is not None and telling.same_but_decisions(known, compared):
            document = telling.figures_from(document, figures)
            self._figures_of = compared
            view.figures.show_figures(document)
        else:
            view.figures.show_waiting()
            self._timer.start()
        self.document = document
        begins = view.state != "review"
        view.show_state("review")
        self._show_people()
        view.page.show_review(document, self._lanes())
        view.differences.show_differences(document.differences, self.key)
        self.take_in_hand(view.differences.current_key())
        if begins and session.window.on_review:
            view.first.setFocus()
        self.tell_chrome()
        session.enable()

    def _lanes(self) -> frozenset[str]:
        """Whose lanes are shown."""
        people = frozenset(self.compared.review.people if self.compared else ())
        return people | {AGREED} if self._shown is None or AGREED in self._shown else people

    def _show_people(self) -> None:
        session, view = self.session, self.session.window.review_view
        compared, essay = self.compared, session.essay
        if compared is None or essay is None:
            return
        if self._whom is None:
            people = review.reviewed_by(session.ws, essay.id, blind=self.blind)
            names, count = compared.review.names, session.known.passages_by
            self._whom = [Whom(each, names.get(each, ""), count(each)) for each in people]
        whom = self._whom
        agreed = len(compared.agreed)
        shown = self._lanes() if self._shown is None else self._shown
        view.people.show_people([*whom, Whom(AGREED, AGREED_NAME, agreed)], shown)
        view.people.show_blind(self.blind)
        mine = session.annotator.id if session.annotator else ""
        view.people.read.setVisible(any(each.id == mine for each in whom))
        view.people.show_read(compared.review.tags.progress.get(mine, len(essay.text)), len(essay.text))

    def _compute_figures(self) -> None:
        compared = self.compared
        if compared is not None and self.document is not None:
            work = partial(telling.with_figures, self.document, compared)
            in_background(self.session, work, lambda document: self._figured(compared, document))

    def _figured(self, compared: Compared, document: ReviewDocument) -> None:
        """Show the figures, unless those compared or their tags are others by now; decisions change none."""
        now = self.compared
        if now is not None and self.document is not None and telling.same_but_decisions(now, compared):
            self._timer.stop()
            self._figures_of = now
            self.document = telling.figures_from(self.document, document)
            self.session.window.review_view.figures.show_figures(self.document)
            self.tell_chrome()

    def take_in_hand(self, key: str) -> None:
        """Take a difference in hand: the page goes to it."""
        self.key = key
        self.session.window.review_view.page.show_difference(self.difference)
        self.session.enable()

    def choose_shown(self, ids: frozenset[str]) -> None:
        """Show, and compare, just these."""
        self._shown = ids
        self.show()

    def set_blind(self, blind: bool) -> None:
        """Show letters in place of names, or names again."""
        self.blind = blind
        self.session.window.actions_by_id["review.blind"].setChecked(blind)
        self.show()

    def tell_chrome(self) -> None:
        """Let the top and the bottom bar speak of the review."""
        window, document = self.session.window, self.document
        if not window.on_review:
            return
        names = ", ".join(lane.name for lane in document.lanes) if document else ""
        essay = self.session.essay
        title = f"{essay.title} · {names}" if essay and names else essay.title if essay else ""
        window.header.set_title(title, "Review")
        window.header.export.setEnabled(document is not None)
        window.header.annotator.setVisible(not self.blind)  # its menu counts everybody's passages by name
        resampled = f"seed {document.seed} · {document.rounds:,} resamples of paragraphs" if document else ""
        window.status.set_review(KEYS if document else "", resampled)


def _made(made: Review, before: tuple[Compared, ReviewDocument] | None) -> tuple[Compared, ReviewDocument]:
    """What is compared, and how it is told; it only computes, so that it can be done beside the window."""
    compared = telling.compare(made, before[0] if before else None)
    return compared, telling.told(compared, before)
