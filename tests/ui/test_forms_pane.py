"""The pane at the bottom right: what it shows, what its keys and buttons ask for."""

import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.exporters.page import render
from counterpoint.ui.forms.kind_button import KindButton
from counterpoint.ui.forms.new_detail import NewDetail
from counterpoint.ui.forms.note_edit import NoteEdit
from counterpoint.ui.forms.passage_page import QUOTE_LINES
from counterpoint.ui.forms.passage_pane import PassagePane
from counterpoint.ui.forms.quote import QuoteLabel
from counterpoint.ui.forms.views import AnswerView, LinkView, PassageView
from counterpoint.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the platform without a display

QUOTE = "Spending 😀 more é than «التجارة» 中文 <b>everyone</b> is no longer enough."
EVIDENCE = LinkView("l1", "supports", False, "passage", "p2", "evidence", "a trillion <i>lost</i>")
OURS = LinkView("l2", "answers", False, "counterargument", "c1", None, "AT: Prices recovered")
THEIRS = LinkView("l3", "answers", False, "counterargument", "c2", None, "AT: No", mine=False)
PASSAGE = PassageView(
    "p1",
    "claim",
    "contention",
    QUOTE,
    "Ada",
    links=(EVIDENCE, OURS, THEIRS),
    details=("thesis", "contention"),
)
ANSWER = AnswerView(
    "c1",
    "AT: Markets <b>fell</b>",
    "undercut",
    "A **mood** 😀",
    "Ada",
    links=(LinkView("l9", "answers", True, "passage", "p1", "claim", "Spending"), EVIDENCE),
)


@pytest.fixture
def pane(qtbot: QtBot) -> PassagePane:
    made = PassagePane(LIGHT, render)
    qtbot.addWidget(made)
    made.resize(320, 420)
    made.show()
    made.activateWindow()
    return made


def texts(pane: QWidget) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]


def press(pane: QWidget, name: str, qtbot: QtBot) -> None:
    found = [
        each for each in pane.findChildren(QPushButton) if each.accessibleName() == name and each.isVisible()
    ]
    assert len(found) == 1, name
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def note_of(pane: QWidget) -> NoteEdit:
    note = pane.findChild(NoteEdit)
    assert isinstance(note, NoteEdit)
    return note


def test_it_says_what_the_passage_is_and_has(pane: PassagePane) -> None:
    pane.show_passage(PASSAGE)
    shown = texts(pane)
    assert "1 evidence" in shown
    assert "2 answers, 1 of them ours" in shown
    assert "Ada" in shown
    kind = pane.findChild(KindButton)
    assert isinstance(kind, KindButton)
    assert kind.text() == "Claim · contention"


@pytest.mark.parametrize(
    ("links", "supported", "answered"),
    [
        ((), "no evidence yet", "not yet"),
        ((OURS,), "no evidence yet", "1 answer, ours"),
        ((THEIRS,), "no evidence yet", "1 answer"),
        ((OURS, replace(OURS, link_id="x")), "no evidence yet", "2 answers, all of them ours"),
        ((THEIRS, replace(THEIRS, link_id="x")), "no evidence yet", "2 answers, none of them ours"),
        ((EVIDENCE, replace(EVIDENCE, kind="claim", link_id="x")), "1 evidence, 1 other passage", "not yet"),
    ],
)
def test_counts_in_words(
    pane: PassagePane, links: tuple[LinkView, ...], supported: str, answered: str
) -> None:
    pane.show_passage(replace(PASSAGE, links=links))
    assert supported in texts(pane)
    assert answered in texts(pane)


def test_the_buttons_ask(pane: PassagePane, qtbot: QtBot) -> None:
    pane.show_passage(replace(PASSAGE, status="moved"))
    with qtbot.waitSignal(pane.answerRequested) as asked:
        press(pane, "Answer", qtbot)
    assert asked.args == ["passage", "p1"]
    with qtbot.waitSignal(pane.linkRequested) as asked:
        press(pane, "Link", qtbot)
    assert asked.args == ["p1"]
    with qtbot.waitSignal(pane.untagRequested):
        press(pane, "Untag", qtbot)
    with qtbot.waitSignal(pane.confirmRequested):
        press(pane, "Confirm its place", qtbot)
    assert "moved: confirm" in texts(pane)


def test_links_jump_and_can_be_taken_away(pane: PassagePane, qtbot: QtBot) -> None:
    pane.show_passage(PASSAGE)
    buttons = {each.accessibleName(): each for each in pane.findChildren(QPushButton)}
    with qtbot.waitSignal(pane.unlinkRequested) as asked:
        qtbot.mouseClick(
            buttons["Remove the link: Supported by: a trillion <i>lost</i>"], Qt.MouseButton.LeftButton
        )
    assert asked.args == ["l1"]
    assert "Remove the link: Answered by: AT: No" not in buttons, "another's link is not ours to remove"
    link = next(
        w for w in pane.findChildren(QWidget) if w.accessibleName() == "Answered by: AT: Prices recovered"
    )
    link.setFocus()
    with qtbot.waitSignal(pane.jumpRequested) as asked:
        qtbot.keyClick(link, Qt.Key.Key_Space)
    assert asked.args == ["counterargument", "c1"]


def test_a_note_is_kept_at_a_pause_and_on_leaving(pane: PassagePane, qtbot: QtBot) -> None:
    pane.show_passage(PASSAGE)
    assert pane.edit_note()
    note = note_of(pane)
    assert note.hasFocus()
    qtbot.keyClicks(note, "see 2023")
    with qtbot.waitSignal(pane.noteEdited, timeout=2000) as kept:
        pass
    assert kept.args == ["p1", "see 2023"]
    pane.show_passage(replace(PASSAGE, note="see 2023"))
    assert note.textCursor().position() == len("see 2023"), "the caret stays where it was"
    qtbot.keyClicks(note, "!")
    with qtbot.waitSignals([pane.noteEdited, pane.left]):
        qtbot.keyClick(note, Qt.Key.Key_Escape)
    assert note.toPlainText() == "see 2023!"


def test_a_note_being_typed_goes_to_its_own_passage(pane: PassagePane, qtbot: QtBot) -> None:
    heard: list[tuple[str, str]] = []
    pane.noteEdited.connect(lambda *told: heard.append(told))
    pane.show_passage(PASSAGE)
    pane.edit_note()
    qtbot.keyClicks(note_of(pane), "mine")
    pane.show_passage(replace(PASSAGE, id="p7", note="other"))
    assert heard == [("p1", "mine")]
    assert note_of(pane).toPlainText() == "other"
    qtbot.keyClicks(note_of(pane), "x")
    pane.clear()
    pane.show_passage(PASSAGE)
    assert [passage for passage, _ in heard] == ["p1", "p7"]
    assert note_of(pane).toPlainText() == ""


def test_undo_of_a_note_shows_unless_the_user_is_typing(pane: PassagePane, qtbot: QtBot) -> None:
    pane.show_passage(replace(PASSAGE, note="after"))
    pane.show_passage(replace(PASSAGE, note="before"))
    assert note_of(pane).toPlainText() == "before"
    pane.edit_note()
    qtbot.keyClicks(note_of(pane), " and")
    pane.show_passage(replace(PASSAGE, note="before"))
    assert note_of(pane).toPlainText() == "before and"


def test_a_note_keeps_no_break_spaces(pane: PassagePane, qtbot: QtBot) -> None:
    pane.show_passage(replace(PASSAGE, note="«\u00a0oui\u00a0»\n😀"))
    pane.edit_note()
    with qtbot.waitSignal(pane.noteEdited) as kept:
        qtbot.keyClick(note_of(pane), Qt.Key.Key_X)
        pane.flush()
    assert kept.args == ["p1", "«\u00a0oui\u00a0»\n😀x"]


def opened_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_kind_and_detail_by_keys(pane: PassagePane, qtbot: QtBot) -> None:
    pane.show_passage(PASSAGE)
    kind = pane.findChild(KindButton)
    assert isinstance(kind, KindButton)
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_Space)
    with qtbot.waitSignal(pane.kindChosen) as chosen:
        qtbot.keyClick(opened_menu(), Qt.Key.Key_E)
    assert chosen.args == ["p1", "evidence"]
    pane.choose_kind_and_detail()
    thesis = next(action for action in opened_menu().actions() if action.text() == "Thesis")
    opened_menu().setActiveAction(thesis)
    with qtbot.waitSignal(pane.detailChosen) as chosen:
        qtbot.keyClick(opened_menu(), Qt.Key.Key_Return)
    assert chosen.args == ["p1", "thesis"]


def add_detail(pane: PassagePane, qtbot: QtBot, name: str) -> NewDetail:
    pane.choose_kind_and_detail()
    qtbot.keyClick(opened_menu(), Qt.Key.Key_A)
    form = pane.findChildren(NewDetail)[-1]
    field = form.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    return form


def test_a_new_detail_is_added_and_chosen(pane: PassagePane, qtbot: QtBot) -> None:
    pane.show_passage(PASSAGE)
    heard: list[tuple[str, str]] = []
    pane.detailAdded.connect(lambda *told: heard.append(told))
    pane.detailChosen.connect(lambda *told: heard.append(told))
    add_detail(pane, qtbot, " slippery  slope ")
    assert heard == [("claim", "slippery slope"), ("p1", "slippery slope")]


def test_a_detail_that_is_there_is_only_chosen(pane: PassagePane, qtbot: QtBot) -> None:
    pane.show_passage(PASSAGE)
    with qtbot.assertNotEmitted(pane.detailAdded), qtbot.waitSignal(pane.detailChosen) as chosen:
        add_detail(pane, qtbot, "THESIS")
    assert chosen.args == ["p1", "thesis"]


def test_an_empty_detail_is_refused_in_words(pane: PassagePane, qtbot: QtBot) -> None:
    pane.show_passage(PASSAGE)
    form = add_detail(pane, qtbot, "  ")
    assert form.isVisible()
    assert "Type a name for the detail." in texts(form)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_somebody_elses_passage_cannot_be_changed(pane: PassagePane, qtbot: QtBot) -> None:
    pane.show_passage(replace(PASSAGE, mine=False, annotator="Ben", note="his", status="moved"))
    shown = texts(pane)
    assert "Ben’s passage" in shown
    note = note_of(pane)
    assert note.isReadOnly()
    assert not pane.edit_note()
    qtbot.keyClicks(note, "x")
    assert note.toPlainText() == "his"
    pane.choose_kind_and_detail()
    assert QApplication.activePopupWidget() is None
    visible = {each.accessibleName() for each in pane.findChildren(QPushButton) if each.isVisible()}
    assert "Untag" not in visible
    assert "Confirm its place" in visible  # whoever has imported it can say so


def test_a_library_to_read_offers_no_change(pane: PassagePane) -> None:
    for show in (
        lambda: pane.show_passage(replace(PASSAGE, writable=False)),
        lambda: pane.show_answer(replace(ANSWER, writable=False)),
    ):
        show()
        assert not [each for each in pane.findChildren(QPushButton) if each.isVisible()]


def test_an_answer_is_shown_with_its_page_and_evidence(pane: PassagePane, qtbot: QtBot) -> None:
    pane.resize(340, 700)
    pane.show_answer(ANSWER)
    shown = texts(pane)
    assert "AT: Markets <b>fell</b>" in shown
    assert "Undercut: the step does not follow" in shown
    for name, signal, told in (
        ("Answer this", pane.answerRequested, ["counterargument", "c1"]),
        ("Edit", pane.editAnswerRequested, ["c1"]),
        ("Delete", pane.removeAnswerRequested, ["c1"]),
        ("Attach evidence", pane.attachRequested, ["c1"]),
    ):
        with qtbot.waitSignal(signal) as asked:
            press(pane, name, qtbot)
        assert asked.args == told
    assert "no evidence yet" not in shown
    pane.show_answer(replace(ANSWER, links=()))
    assert "no evidence yet" in texts(pane)


def test_nothing_selected_tells_the_keys(pane: PassagePane) -> None:
    pane.show_passage(PASSAGE)
    pane.clear()
    assert {"1", "2", "3", "Claim", "Evidence", "Rhetoric"} <= set(texts(pane))


def test_tab_reaches_everything_and_everything_has_a_name(pane: PassagePane, qtbot: QtBot) -> None:
    pane.show_passage(replace(PASSAGE, status="moved"))
    pane.findChild(KindButton).setFocus()  # type: ignore[union-attr]
    met: list[str] = []
    for _ in range(30):
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget.accessibleName() in met:
            break
        assert widget.accessibleName()
        met.append(widget.accessibleName())
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert {"Kind: Claim · contention", "Note", "Confirm its place", "Answer", "Link", "Untag"} <= set(met)
    assert "Supported by: a trillion <i>lost</i>" in met


def test_a_long_quote_is_cut_and_the_tip_has_the_whole(pane: PassagePane) -> None:
    long = "中文 <b>مرحبا</b> 😀 and so on " * 60
    pane.show_passage(replace(PASSAGE, quote=long))
    pane.grab()
    quote = pane.findChild(QuoteLabel)
    assert isinstance(quote, QuoteLabel)
    assert len(quote.shown(quote.width())) == QUOTE_LINES
    assert quote.shown(quote.width())[-1].endswith("…”")
    assert "&lt;b&gt;" in quote.toolTip()
    pane.show_passage(replace(PASSAGE, quote="short"))
    pane.grab()
    assert quote.shown(quote.width()) == ["“short”"]
    assert quote.toolTip() == ""


def test_the_theme_can_change_under_it(pane: PassagePane) -> None:
    pane.show_passage(PASSAGE)
    before = pane.grab().toImage()
    pane.set_theme(DARK)
    pane.show_passage(PASSAGE)
    assert pane.grab().toImage() != before


def test_the_pane_is_light_to_import() -> None:
    """It is in the window from the start, so nothing heavy may come with it."""
    heavy = "{'markdown', 'nh3', 'sqlmodel', 'sqlalchemy', 'pydantic', 'regex'}"
    program = (
        "import sys, counterpoint.ui.forms.passage_pane, counterpoint.ui.forms.library_search;"
        f"sys.exit(str({heavy} & set(sys.modules)) if {heavy} & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_note_is_in_sight_under_a_quote_of_four_lines(pane: PassagePane) -> None:
    """In the height the pane has in a window of 1280 by 800 pixels; N brings it in sight in any."""
    pane.show_passage(replace(PASSAGE, quote="words 🙂 قاطع of a claim " * 20, kind="claim", links=()))
    note = pane.findChild(NoteEdit)
    assert isinstance(note, NoteEdit)
    for height in (282, 200):
        pane.resize(338, height)
        pane.grab()
        assert pane.edit_note()
        QApplication.processEvents()
        QApplication.processEvents()
        assert note.visibleRegion().boundingRect().height() == note.height(), height
