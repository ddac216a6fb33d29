"""Writing an answer, and the questions asked, by keys alone."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.exporters.page import render
from counterpoint.ui.forms.answer_editor import HEADING_LENGTH, AnswerEditor, proposed_heading
from counterpoint.ui.forms.ask import Question, ask
from counterpoint.ui.forms.browser import Prose
from counterpoint.ui.forms.views import AnswerDraft, EvidenceItem
from counterpoint.ui.theme import LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the platform without a display

QUOTE = "Spending more than everyone else 😀 is no longer enough to stay ahead of everyone else."
STUDY = EvidenceItem("e1", "Orders rose 14% مرحبا", "What a chip ban buys")
OTHER = EvidenceItem("e2", "中文 the cost fell", "Fences and races")


@pytest.fixture
def editor(qtbot: QtBot) -> AnswerEditor:
    made = AnswerEditor(LIGHT, render, QUOTE)
    qtbot.addWidget(made, before_close_func=lambda each: each.done(0))
    made.show()
    made.activateWindow()
    return made


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def when_asked(qtbot: QtBot, act: Callable[[Question], None]) -> list[str]:
    """Does `act` to the next question; the sentences met are in the list afterwards."""
    met: list[str] = []

    def look() -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, Question):
            timer.stop()
            met.append(question.accessibleName())
            act(question)

    timer = QTimer(QApplication.instance())
    timer.timeout.connect(look)
    timer.start(5)
    return met


def test_an_answer_by_keys_alone(editor: AnswerEditor, qtbot: QtBot) -> None:
    assert focus() is editor.reasoning.editor
    qtbot.keyClicks(focus(), "It was a *mood*")
    qtbot.keyClick(focus(), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(editor.attachRequested):
        qtbot.keyClick(focus(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    editor.add_evidence(STUDY)
    editor.add_evidence(OTHER)
    editor.add_evidence(STUDY)
    with qtbot.waitSignal(editor.saved) as saved:
        qtbot.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert saved.args == [
        AnswerDraft(
            "AT: Spending more than everyone else 😀 is no longer enough to stay…",
            "undercut",
            "It was a *mood*",
            ("e1", "e2"),
        )
    ]
    assert not editor.isVisible()


@pytest.mark.parametrize(
    ("key", "how"),
    [
        (Qt.Key.Key_1, "rebut"),
        (Qt.Key.Key_2, "undercut"),
        (Qt.Key.Key_3, "undermine"),
        (Qt.Key.Key_4, "turn"),
        (Qt.Key.Key_5, "outweigh"),
    ],
)
def test_how_by_number(editor: AnswerEditor, qtbot: QtBot, key: Qt.Key, how: str) -> None:
    qtbot.keyClick(focus(), key, Qt.KeyboardModifier.AltModifier)
    assert editor.draft().how == how


def test_how_by_arrows_and_by_mouse(editor: AnswerEditor, qtbot: QtBot) -> None:
    row = {each.accessibleName(): each for each in editor.how.findChildren(QWidget) if each.accessibleName()}
    row["Rebut"].setFocus()
    qtbot.keyClick(focus(), Qt.Key.Key_Right)
    assert editor.draft().how == "undercut"
    qtbot.mouseClick(row["Turn"], Qt.MouseButton.LeftButton)
    assert editor.draft().how == "turn"
    assert "it helps us" in {label.text().partition(": ")[2] for label in editor.how.findChildren(QLabel)}


def test_the_preview_follows_after_a_pause(editor: AnswerEditor, qtbot: QtBot) -> None:
    qtbot.keyClicks(focus(), "a **bold** <script>x</script> word")
    qtbot.waitUntil(lambda: "bold" in editor.reasoning.preview.toPlainText(), timeout=2000)
    assert editor.reasoning.preview.toPlainText() == "a bold word"
    editor.preview.setChecked(False)
    assert not editor.reasoning.preview.isVisible()


def test_an_empty_heading_is_said_beside_it(editor: AnswerEditor, qtbot: QtBot) -> None:
    editor.heading.setFocus()
    editor.heading.selectAll()
    qtbot.keyClick(editor.heading, Qt.Key.Key_Delete)
    with qtbot.assertNotEmitted(editor.saved):
        qtbot.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editor.isVisible()
    assert editor.complaint.isVisible()
    assert focus() is editor.heading
    qtbot.keyClicks(editor.heading, "AT: No")
    assert not editor.complaint.isVisible()


def test_delete_takes_evidence_away(editor: AnswerEditor, qtbot: QtBot) -> None:
    editor.add_evidence(STUDY)
    editor.add_evidence(OTHER)
    editor.evidence.setFocus()
    qtbot.keyClick(editor.evidence, Qt.Key.Key_Up)
    qtbot.keyClick(editor.evidence, Qt.Key.Key_Delete)
    assert editor.draft().evidence_ids == ("e2",)
    qtbot.mouseClick(editor.remove, Qt.MouseButton.LeftButton)
    assert editor.draft().evidence_ids == ()
    assert not editor.evidence.isVisible()


def test_esc_asks_only_if_something_was_typed(editor: AnswerEditor, qtbot: QtBot) -> None:
    qtbot.keyClicks(focus(), "x")
    met = when_asked(qtbot, lambda question: qtbot.keyClick(question, Qt.Key.Key_Escape))
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert met == ["Throw away what you have written?"]
    assert editor.isVisible()
    qtbot.keyClick(editor.reasoning.editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()


def test_thrown_away_is_thrown_away(editor: AnswerEditor, qtbot: QtBot) -> None:
    editor.add_evidence(STUDY)
    when_asked(
        qtbot,
        lambda question: qtbot.mouseClick(
            question.findChild(QPushButton, "Throw away"), Qt.MouseButton.LeftButton
        ),
    )
    with qtbot.assertNotEmitted(editor.saved):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()


def test_an_answer_is_edited(qtbot: QtBot) -> None:
    draft = AnswerDraft("AT: Old", "turn", "why\u00a0not", ("e1",))
    editor = AnswerEditor(LIGHT, render, QUOTE, draft, (STUDY,))
    qtbot.addWidget(editor)
    editor.show()
    assert editor.draft() == draft
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible(), "nothing was typed, so nothing is asked"


def test_tab_goes_through_the_form_and_all_is_named(editor: AnswerEditor, qtbot: QtBot) -> None:
    editor.add_evidence(STUDY)
    editor.heading.setFocus()
    met: list[str] = []
    while focus().accessibleName() not in met and len(met) < 20:
        assert focus().accessibleName() or isinstance(focus(), QPushButton | QWidget)
        met.append(focus().accessibleName() or focus().property("text"))
        qtbot.keyClick(focus(), Qt.Key.Key_Tab)
        if met.count(met[-1]) > 1:
            break
    for name in ("Heading", "Reasoning, in Markdown", "Evidence", "Attach", "Save", "Cancel"):
        assert name in met
    assert met.index("Heading") < met.index("Rebut") < met.index("Reasoning, in Markdown") < met.index("Save")


@given(st.text(max_size=300))
def test_a_proposed_heading_is_short_and_one_line(quote: str) -> None:
    heading = proposed_heading(quote)
    assert heading.startswith("AT: ")
    assert len(heading) <= HEADING_LENGTH
    assert len(heading.splitlines()) == 1


def test_a_proposed_heading_breaks_between_words() -> None:
    assert proposed_heading("“Prices fell.”") == "AT: Prices fell"
    assert proposed_heading("AT: Prices fell") == "AT: Prices fell"
    assert proposed_heading("中" * 100) == "AT: " + "中" * (HEADING_LENGTH - 5) + "…"


@pytest.mark.parametrize(
    ("key", "danger", "answer"),
    [
        (Qt.Key.Key_Return, False, "Delete"),
        (Qt.Key.Key_Return, True, "Keep"),
        (Qt.Key.Key_Escape, False, "Keep"),
        (Qt.Key.Key_Escape, True, "Keep"),
    ],
)
def test_a_question_is_answered_by_keys(qtbot: QtBot, key: Qt.Key, danger: bool, answer: str) -> None:
    when_asked(qtbot, lambda question: qtbot.keyClick(question, key))
    assert ask(None, "Delete it?", "2 links go too <b>.", ("&Delete", "&Keep"), danger) == answer


def test_a_question_shows_plain_text(qtbot: QtBot) -> None:
    question = Question(None, "Delete <b>this</b>?", "<img src=x>", ("Yes", "No"))
    qtbot.addWidget(question)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in question.findChildren(QLabel))


def test_prose_loads_nothing(qtbot: QtBot) -> None:
    prose = Prose("Page")
    qtbot.addWidget(prose)
    for address in ("file:///etc/passwd", "https://example.org/x.png", "x.css", "qrc:/x"):
        for kind in QTextDocument.ResourceType:
            assert prose.loadResource(kind.value, QUrl(address)) is None


def test_a_link_is_opened_only_when_the_user_says_so(qtbot: QtBot) -> None:
    prose = Prose("Page")
    qtbot.addWidget(prose)
    prose.openRequested.disconnect()
    opened: list[str] = []
    prose.openRequested.connect(opened.append)
    for bad in ("file:///etc/passwd", "javascript:alert(1)", "other.html", "ftp://example.org"):
        prose.anchorClicked.emit(QUrl(bad))
    met = when_asked(qtbot, lambda question: qtbot.keyClick(question, Qt.Key.Key_Escape))
    prose.anchorClicked.emit(QUrl("https://example.org/a"))
    assert met == ["Open this address in your web browser?"]
    assert opened == []
    when_asked(qtbot, lambda question: qtbot.keyClick(question, Qt.Key.Key_Return))
    prose.anchorClicked.emit(QUrl("https://example.org/a"))
    assert opened == ["https://example.org/a"]
