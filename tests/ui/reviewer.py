"""A reviewer at the real window: a small library that three people have tagged, and somebody who decides."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from counterpoint.comparison import review as telling
from counterpoint.core.records import Annotator, Decision, Essay
from counterpoint.core.review_document import DifferenceTold, ReviewDocument
from counterpoint.core.vocabulary import Kind
from counterpoint.ui.review import page_lanes
from counterpoint.ui.review.page_speaking import summary
from counterpoint.ui.review.view import ReviewView
from counterpoint.ui.session.reviewing import Reviewing
from counterpoint.workspace import arguments, library, review, tagging
from counterpoint.workspace.workspace import Workspace
from tests.library import TEXT
from tests.library import library as new_library
from tests.ui.desk import Desk

FENCES = "Fences 😀 teach climbers."
CAFE = "A cafe\u0301 owner said: “We adapt.”"
ARABIC = "قال التاجر إن الأسعار ارتفعت."
CHINESE = "自力更生 is an old phrase."
PRICES = "Prices rose by 3.5 percent in the U.S. market."
WHO = "Who pays?"
LAST = "The last paragraph answers the first one."

TAGS: Mapping[str, tuple[tuple[str, Kind], ...]] = {
    "Ada": (
        (FENCES, "claim"),
        (CAFE, "evidence"),
        (ARABIC, "evidence"),
        (CHINESE, "claim"),
        (PRICES, "evidence"),
    ),
    "Ben": ((FENCES, "claim"), (CAFE, "evidence"), (ARABIC[:13], "evidence"), (PRICES, "evidence")),
    "Chloé": ((FENCES, "claim"), (CAFE, "rhetoric"), (WHO, "rhetoric")),
    "Dora": ((CAFE, "claim"), (LAST, "claim")),
}
"""Who tagged what. They agree on the first; then another kind, other bounds, some by one or two alone."""


def tag_all(ws: Workspace, essay: Essay, name: str, *, linked: bool = True) -> None:
    """Let that annotator tag what she does."""
    library.choose_annotator(ws, annotator_named(ws, name))
    made = {
        words: tagging.tag_span(
            ws, essay, essay.text.index(words), essay.text.index(words) + len(words), kind
        )
        for words, kind in TAGS[name]
    }
    if linked and name == "Ada":
        arguments.link(ws, "supports", "passage", made[PRICES].id, "passage", made[FENCES].id)


def annotator_named(ws: Workspace, name: str) -> Annotator:
    """The first of that name, added where there is none."""
    found = next((each for each in library.annotators(ws) if each.name == name), None)
    return found or library.add_annotator(ws, name)


def to_review(folder: Path, names: tuple[str, ...] = ("Ada", "Ben", "Chloé")) -> Workspace:
    """A library in which these have tagged one essay, and Rae reviews."""
    ws = new_library(folder)
    essay = Essay(title="Fences", text=TEXT, author="Zoe\u0301 Ng")
    library.add_essays(ws, [essay])
    for name in names:
        tag_all(ws, essay, name)
    library.choose_annotator(ws, annotator_named(ws, "Rae"))
    return ws


class Reviewer:
    """The desk, and what a reviewer does in the Review view."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def ws(self) -> Workspace:
        return self.desk.ws

    @property
    def view(self) -> ReviewView:
        return self.desk.window.review_view

    @property
    def reviewing(self) -> Reviewing:
        assert self.desk.session.reviewing is not None
        return self.desk.session.reviewing

    @property
    def document(self) -> ReviewDocument:
        """The review on show."""
        assert self.reviewing.document is not None
        return self.reviewing.document

    @property
    def told(self) -> DifferenceTold:
        """The difference in hand."""
        found = self.reviewing.difference
        assert found is not None
        assert found.key == self.view.differences.current_key()
        return found

    def group(self) -> str:
        """How those compared differ there."""
        return self.told.group

    def decisions(self) -> list[tuple[str, str, str]]:
        """The decisions as stored, in no order: ruling, why, and the words of the agreed version that came of
        it."""
        return sorted(
            (
                each.ruling,
                each.reason,
                " + ".join(f"{a.kind} {self.desk.essay.text[a.start : a.end]}" for a in each.agreed),
            )
            for each in self.ws.store.find(Decision)
        )

    def numbers(self) -> list[int]:
        """The places of the differences that are none of agreement, among all."""
        told = self.document.differences
        return [number for number, each in enumerate(told) if each.group != "agree"]

    def chips(self) -> tuple[str, ...]:
        """How many are open, decided, and there at all."""
        return tuple(chip.text() for chip in self.view.differences.chips.values())

    def lanes(self) -> dict[str, int]:
        """How many passages the page shows in each lane, by the name above it."""
        text = self.view.page.text
        shown = [mark.annotator_id for mark in text.visible_marks(0, len(text.text()))]
        return {column.name: shown.count(column.annotator_id) for column in text._columns}

    # What one does

    def show(self) -> None:
        """Go to the Review view."""
        self.desk.press("Ctrl+4")
        self.settle()

    def settle(self) -> None:
        """Let the figures come."""
        self.desk.settle()
        self.desk.until(lambda: not self.reviewing._timer.isActive() and not self.desk.session.jobs.busy)

    def go_to(self, words: str) -> None:
        """Click words of the essay."""
        text = self.view.page.text
        at = text.text().index(words) + 1
        text.reveal((at, at + 1))
        area = text.areas(at, at + 1)[0]
        QTest.mouseClick(
            text.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPoint(round(area.center().x()), round(area.center().y())),
        )
        self.desk.settle()

    def choose(self, menu: QMenu, words: str) -> None:
        """Choose in a menu."""
        next(each for each in menu.actions() if each.text().startswith(words)).trigger()
        self.desk.settle()

    def click_in_notice(self, words: str) -> None:
        """Click a button in a notice."""
        buttons = self.desk.window.notices.findChildren(QPushButton)
        next(each for each in buttons if each.text() == words).click()
        self.desk.settle()

    # What must always hold

    def shows_what_is_there(self) -> None:
        """Page, differences and bars show what a fresh comparison of the library gives."""
        self.settle()
        window, view, reviewing = self.desk.window, self.view, self.reviewing
        essay = self.desk.session.essay
        people = review.reviewed_by(self.ws, essay.id, blind=reviewing.blind) if essay else []
        if essay is None or len(people) < 2:
            assert reviewing.document is None
            assert view.empty.isVisible() or not window.on_review
            return
        made = review.read_review(self.ws, essay.id, reviewing._chosen(people), blind=reviewing.blind)
        compared = telling.compare(made)
        fresh = telling.with_figures(telling.told(compared), compared)
        assert reviewing.document == fresh
        assert view.differences._shown.differences == fresh.differences
        page = view.page.text
        assert page._page is not None
        assert (page._page.title, page._page.byline) == (essay.title, summary(fresh))
        marks = sorted(page._marks.touching(0, len(essay.text)))
        assert marks == sorted(page_lanes._marks(fresh))
        key = view.differences.current_key()
        assert reviewing.key == key
        assert key in {"", *(each.key for each in fresh.differences)}
        figures = view.figures._document
        assert figures is not None
        assert (figures.measures, figures.counts) == (fresh.measures, fresh.counts)
        names = ", ".join(lane.name for lane in fresh.lanes)
        assert window.header.title.text() == f"{essay.title} · {names}"


def back(desk: Desk) -> None:
    """Wait until the window has the keys again, after a dialog."""
    desk.window.activateWindow()
    desk.until(lambda: QApplication.focusWidget() is not None)
