"""A coach at the real window: a small library to brief, and somebody who cuts its cards by keys."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from counterpoint.core.brief_document import BriefDocument, CardPart, Part
from counterpoint.core.brief_findings import Finding, findings
from counterpoint.core.brief_writing import write_out
from counterpoint.core.records import Brief, Card, Entry, Essay, Passage
from counterpoint.core.speeches import clock
from counterpoint.core.vocabulary import Kind
from counterpoint.ui.brief.build_form import BuildForm
from counterpoint.ui.brief.sheet_caret import first_of_body
from counterpoint.ui.brief.view import BriefView
from counterpoint.ui.session.briefing import Briefing
from counterpoint.workspace import arguments, briefs, library, tagging
from counterpoint.workspace.workspace import Workspace
from tests.library import TEXT
from tests.library import library as new_library
from tests.ui.desk import Desk
from tests.ui.files import visible

CLAIM = "Fences 😀 teach climbers."
CAFE = "A cafe\u0301 owner said: “We adapt.”"
ARABIC = "قال التاجر إن الأسعار ارتفعت."
CHINESE = "自力更生 is an old phrase."
PRICES = "Prices rose by 3.5 percent in the U.S. market."
SHIPS = "Tariffs are taxes. 商人说，船只不会回到港口。 Merchants 🚢 pay them.\nNobody else pays."
TAXES = "Tariffs are taxes."
MERCHANTS = "Merchants 🚢 pay them."
TOPIC = "Resolved: fences 自力 & <b>ships</b>"


def tagged(ws: Workspace, essay: Essay, words: str, kind: Kind) -> Passage:
    """A passage at the first place of these words."""
    at = essay.text.index(words)
    return tagging.tag_span(ws, essay, at, at + len(words), kind)


def to_brief(folder: Path) -> Workspace:
    """A library with two essays on a topic: a claim with two pieces of evidence, and one that is answered."""
    ws = new_library(folder)
    topic = library.add_topic(ws, TOPIC)
    fences = Essay(
        title="Fences",
        text=TEXT,
        topic_id=topic.id,
        side="pro",
        author="Zoe\u0301 Ng",
        qualifications="economist",
        publication="Policy Notes",
        published="2025-03-04",
        url="https://example.org/f",
        accessed="2026-11-20",
    )
    ships = Essay(title="Ships", text=SHIPS, topic_id=topic.id, side="con", author="Bea Lim")
    library.add_essays(ws, [fences, ships])
    claim = tagged(ws, fences, CLAIM, "claim")
    for words in (CAFE, PRICES):
        evidence = tagged(ws, fences, words, "evidence")
        arguments.link(ws, "supports", "passage", evidence.id, "passage", claim.id)
    taxes = tagged(ws, ships, TAXES, "claim")
    merchants = tagged(ws, ships, MERCHANTS, "evidence")
    arguments.answer(ws, "passage", taxes.id, "AT: Taxes 😀", "They **adapt**.", "rebut", [merchants.id])
    return ws


class Coach:
    """The desk, and what a coach does in the Brief view."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    # Where one is

    @property
    def ws(self) -> Workspace:
        return self.desk.ws

    @property
    def view(self) -> BriefView:
        return self.desk.window.brief_view

    @property
    def briefing(self) -> Briefing:
        assert self.desk.session.briefing is not None
        return self.desk.session.briefing

    @property
    def brief(self) -> Brief:
        """The brief on show, as stored."""
        assert self.briefing.brief is not None
        return briefs.brief(self.ws, self.briefing.brief.id)

    @property
    def document(self) -> BriefDocument:
        """The brief on show as the library has it."""
        return briefs.written(self.ws, self.brief.id).document

    def cards(self) -> list[Card]:
        """Every card as stored, those of the brief in its order first; what each holds is its essay's."""
        found = {card.id: card for card in self.ws.store.find(Card)}
        for card in found.values():
            essay = library.essay(self.ws, card.essay_id)
            assert essay.text[card.start : card.end] == card.quote
        shown = [part.card_id for part in self.document.parts if isinstance(part, CardPart)]
        return [found[each] for each in dict.fromkeys([*shown, *found])]

    def cuts(self, card: int = 0) -> list[tuple[str, str]]:
        """What was done to a card: the style, and the words that have it."""
        here = self.cards()[card]
        return [(cut.style, here.quote[cut.start - here.start : cut.end - here.start]) for cut in here.cuts]

    def entries(self) -> list[Entry]:
        return self.ws.store.find(Entry, brief_id=self.brief.id)

    def rows(self) -> list[str]:
        """The outline as it shows: two spaces a level, what it is, the number and the words."""
        model = self.view.outline.rows
        rows = [model.row(number) for number in range(model.rowCount())]
        return [
            f"{'  ' * row.depth}{row.kind}: {f'{row.number}. ' if row.number else ''}{row.text}"
            for row in rows
        ]

    def part(self, words: str) -> Part:
        """The first part on the page whose title has these words."""
        for part in self.document.parts:
            if words in (part.tag if isinstance(part, CardPart) else part.text):
                return part
        raise AssertionError(f"{words} is not on the page")

    def findings(self) -> list[tuple[str, str]]:
        """Title and sentence of each finding on show, when they have followed."""
        self.desk.until(lambda: not self.briefing._timer.isActive())
        return [(each.title, each.text) for each in self.view.findings.list.rows.findings]

    # What one does

    def show(self) -> None:
        """Go to the Brief view."""
        self.desk.press("Ctrl+3")

    def build(self, change: Callable[[BuildForm], object] = lambda _: None) -> None:
        """Build a brief by the form, with what `change` does to it."""
        self.desk.press("Ctrl+Shift+B")
        form = visible(self.desk, BuildForm)
        assert isinstance(form, BuildForm)
        change(form)
        self.desk.press("Return")
        assert not form.isVisible()
        self.come_back()

    def click_in_notice(self, words: str) -> None:
        """Click a button in a notice."""
        buttons = self.desk.window.notices.findChildren(QPushButton)
        next(each for each in buttons if each.text() == words).click()
        self.desk.settle()

    def focus(self) -> QWidget | None:
        """What in the window has the keys, or gets them back when it is gone to."""
        return self.desk.window.focusWidget()

    def come_back(self) -> None:
        """Wait until the window has the keys again, after a dialog."""
        self.desk.window.activateWindow()
        self.desk.until(lambda: QApplication.focusWidget() is not None)

    def go_to(self, words: str) -> None:
        """Click the row with these words in the outline."""
        outline = self.view.outline
        row = next(number for number, each in enumerate(self.rows()) if words in each)
        outline.scrollTo(outline.rows.index(row))
        at = outline.visualRect(outline.rows.index(row)).center()
        QTest.mouseClick(
            outline.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(120, at.y())
        )
        self.desk.settle()

    def caret_to(self, words: str, card: int = 0) -> int:
        """Put the caret before the first place of these words in the body of a card of the page; gives where
        that is, in UTF-16 units."""
        sheet = self.view.sheet
        placed = [each for each in sheet._writer.placed if isinstance(each.part, CardPart)][card]
        first = sheet.document().findBlockByNumber(first_of_body(placed)).position()
        text = sheet.document().toPlainText().replace("\u00a0", " ")
        start = len(text.encode("utf-16-le")[: 2 * first].decode("utf-16-le"))
        units = len(text[: text.index(words, start)].encode("utf-16-le")) // 2
        cursor = sheet.textCursor()
        cursor.setPosition(units)
        sheet.setFocus()
        sheet.setTextCursor(cursor)
        self.desk.settle()
        return units

    def select(self, words: str, card: int = 0) -> str:
        """Select words in the body of a card by Shift and arrows; gives what Qt says is selected."""
        start = self.caret_to(words, card)
        sheet, wanted = self.view.sheet, start + len(words.encode("utf-16-le")) // 2
        while (before := sheet.textCursor().position()) < wanted:
            leftwards = sheet.textCursor().block().textDirection() == Qt.LayoutDirection.RightToLeft
            key = Qt.Key.Key_Left if leftwards else Qt.Key.Key_Right
            QTest.keyClick(self.desk.place_of_focus(), key, Qt.KeyboardModifier.ShiftModifier)
            assert sheet.textCursor().position() > before, "no key goes on from here"
        self.desk.settle()
        return sheet.textCursor().selectedText().replace("\u2029", "\n")

    def write(self, words: str) -> None:
        """Write in the line that is open in the outline or on the page."""
        assert isinstance(self.desk.window.focusWidget(), QLineEdit), "no line is open"
        self.desk.press("Ctrl+A")
        self.desk.type(words)
        self.desk.press("Return")

    # What must always hold

    def shows_what_is_there(self) -> None:
        """Sheet, outline, time and findings show what the library gives, written out afresh."""
        self.desk.settle()
        if self.briefing.brief is None:
            assert not briefs.briefs(self.ws)
            return
        contents = briefs.contents(self.ws, self.briefing.brief.id)
        fresh = write_out(contents, date.today())
        view = self.view
        assert [placed.part for placed in view.sheet._writer.placed] == list(fresh.document.parts)
        lines = [line.text for placed in view.sheet._writer.placed for line in placed.lines]
        assert view.sheet.document().toPlainText().replace("\u00a0", " ") == "\n".join(lines).replace(
            "\u00a0", " "
        )
        assert tuple(view.outline.rows.tree.rows) == fresh.rows
        assert view.time_bar.total.text() == clock(fresh.document.seconds)
        assert view.chooser.title() == contents.brief.title
        self.briefing.show_findings()
        shown: list[Finding] = view.findings.list.rows.findings
        assert shown == list(findings(contents, fresh))
        current = view.outline.current()
        assert not current or current in {row.entry_id for row in fresh.rows}
        assert self.briefing.entry_id in {"", *(part.entry_id for part in fresh.document.parts)}
