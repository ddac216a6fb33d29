"""Citation, import preview and pasted text, by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.core.citation import Citation
from counterpoint.ui.forms.citation import CitationDialog, date_or_complaint, web_address
from counterpoint.ui.forms.draft_page import MOST_LINES
from counterpoint.ui.forms.import_preview import ImportPreview
from counterpoint.ui.forms.paste import PasteText
from counterpoint.ui.forms.views import DraftView, Encodings, TopicChoice

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the platform without a display

TOPIC = TopicChoice("t1", "Trade restrictions do more harm than good", "Proposition", "Opposition")
CITATION = Citation(
    "Fences 😀 and races", "M. Okafor", published="2025-03-04", topic=TOPIC.wording, side="con"
)
TEXT = "Fences\n\nمرحبا <b>not bold</b> 中文 é\n\n1. A shock\n\nWords."
DRAFT = DraftView(TEXT, 9, CITATION, ((0, 6, 1), (TEXT.index("1."), TEXT.index("1.") + 10, 2)))
ENCODINGS = Encodings(
    (("cp1252", "Western European"), ("shift_jis", "Japanese")), "shift_jis", "This file is not UTF-8."
)


@pytest.fixture
def dialog(qtbot: QtBot) -> CitationDialog:
    made = CitationDialog(CITATION, (TOPIC,))
    opened(qtbot, made)
    return made


def retype(qtbot: QtBot, dialog: CitationDialog, field: str, words: str) -> None:
    line = dialog.form.lines[field]
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, words)


def test_nothing_changed_gives_the_same_citation(dialog: CitationDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.saved) as saved:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert saved.args == [CITATION]


def test_return_presses_the_button_one_is_at(dialog: CitationDialog, qtbot: QtBot) -> None:
    cancel = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Cancel")
    cancel.setFocus()
    with qtbot.assertNotEmitted(dialog.saved):
        qtbot.keyClick(cancel, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_only_the_title_is_required(dialog: CitationDialog, qtbot: QtBot) -> None:
    retype(qtbot, dialog, "title", " ")
    with qtbot.assertNotEmitted(dialog.saved):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.form.complaint("title") == "An essay needs a title."
    assert QApplication.focusWidget() is dialog.form.lines["title"]
    for field in dialog.form.lines:
        retype(qtbot, dialog, field, "")
    retype(qtbot, dialog, "title", "  A   title ")
    dialog.form.topic.setCurrentText("")
    with qtbot.waitSignal(dialog.saved) as saved:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert saved.args == [Citation("A title")]


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("4 March 2025", "2025-03-04"),
        ("March 4, 2025", "2025-03-04"),
        ("Mar. 2025", "2025-03"),
        ("2025", "2025"),
        (" 2025-03 ", "2025-03"),
        ("25/3/2025", "2025-03-25"),
        ("", ""),
    ],
)
def test_dates_as_people_write_them(dialog: CitationDialog, qtbot: QtBot, typed: str, iso: str) -> None:
    retype(qtbot, dialog, "published", typed)
    qtbot.keyClick(dialog.form.lines["published"], Qt.Key.Key_Tab)
    assert dialog.form.lines["published"].text().strip() == iso
    value = dialog.form.value()
    assert value is not None
    assert value.published == iso


@pytest.mark.parametrize("typed", ["31 February 2025", "soon", "3/4/2025", "12025"])
def test_a_wrong_date_is_said_beside_it(dialog: CitationDialog, qtbot: QtBot, typed: str) -> None:
    retype(qtbot, dialog, "accessed", typed)
    qtbot.keyClick(dialog.form.lines["accessed"], Qt.Key.Key_Tab)
    assert typed in dialog.form.complaint("accessed")
    assert dialog.form.value() is None
    qtbot.keyClicks(dialog.form.lines["accessed"], "x")
    assert dialog.form.complaint("accessed") == ""
    assert date_or_complaint(typed)[0] == ""


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org/a b", ""),
        ("example.org/a", "https://example.org/a"),
        ("HTTP://EXAMPLE.org", "HTTP://EXAMPLE.org"),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("nonsense", ""),
    ],
)
def test_web_addresses(typed: str, address: str) -> None:
    assert web_address(typed)[0] == address
    assert bool(web_address(typed)[1]) == (not address)


def test_sides_are_called_as_the_topic_calls_them(dialog: CitationDialog, qtbot: QtBot) -> None:
    form = dialog.form
    assert form.side.currentText() == "Opposition"
    form.topic.setFocus()
    form.topic.lineEdit().selectAll()  # type: ignore[union-attr]
    qtbot.keyClicks(form.topic, "A new topic ")
    QApplication.sendEvent(
        form.topic, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "中文")
    )
    assert [form.side.itemText(row) for row in range(3)] == ["No side", "Affirmative", "Negative"]
    value = form.value()
    assert value is not None
    assert (value.topic, value.side) == ("A new topic 中文", "con")
    form.topic.setCurrentText("trade restrictions do more HARM than good")
    value = form.value()
    assert value is not None
    assert value.topic == TOPIC.wording
    form.topic.setCurrentText("")
    assert not form.side.isEnabled()
    value = form.value()
    assert value is not None
    assert value.side == ""


def test_every_field_has_a_name_and_a_place_in_tab_order(dialog: CitationDialog, qtbot: QtBot) -> None:
    dialog.form.lines["title"].setFocus()
    met: list[str] = []
    for _ in range(12):
        widget = QApplication.focusWidget()
        assert widget is not None
        met.append(widget.accessibleName())
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert met[:9] == [
        "Title",
        "Author",
        "Qualifications",
        "Publication",
        "Published",
        "URL",
        "Accessed",
        "Topic",
        "Side",
    ]


def opened(qtbot: QtBot, form: QWidget) -> None:
    """Shows the form and waits until it has the keyboard."""
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()


def shown(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_text_is_shown_and_added(qtbot: QtBot) -> None:
    preview = ImportPreview(DRAFT, (TOPIC,), name="fences.txt")
    opened(qtbot, preview)
    assert "9 words · 2 headings" in shown(preview)
    assert "<b>not bold</b>" in preview.page.toPlainText()
    bold = []
    block = preview.page.document().begin()
    while block.isValid():
        if block.begin().fragment().charFormat().font().bold():
            bold.append(block.text())
        block = block.next()
    assert bold == ["Fences", "1. A shock"]
    with qtbot.waitSignal(preview.added) as added:
        qtbot.keyClick(preview, Qt.Key.Key_Return)
    assert added.args == [CITATION, ""]


def test_only_the_first_lines_of_a_long_text_are_laid_out(qtbot: QtBot) -> None:
    preview = ImportPreview(replace(DRAFT, text="line\n" * 50_000 + "x" * 1_000_000, headings=()))
    qtbot.addWidget(preview)
    assert preview.page.document().blockCount() == MOST_LINES + 1
    one = ImportPreview(replace(DRAFT, text="x" * 1_000_000, headings=()))
    qtbot.addWidget(one)
    assert len(one.page.toPlainText()) < 30_000


def test_a_wrong_citation_adds_nothing(qtbot: QtBot) -> None:
    preview = ImportPreview(DRAFT)
    opened(qtbot, preview)
    preview.form.lines["title"].clear()
    with qtbot.assertNotEmitted(preview.added):
        qtbot.keyClick(preview, Qt.Key.Key_Return)
    assert "An essay needs a title." in shown(preview)


def reread(encoding: str) -> DraftView | str:
    if encoding == "shift_jis":
        return "This file is not Japanese (Shift JIS): choose another encoding."
    return replace(DRAFT, text=f"read as {encoding}", citation=Citation(f"in {encoding}"), headings=())


def test_the_encoding_is_the_users_choice(qtbot: QtBot) -> None:
    preview = ImportPreview(DRAFT, (), ENCODINGS, reread)
    opened(qtbot, preview)
    assert "This file is not UTF-8." in shown(preview)
    assert preview.encoding.currentData() == "shift_jis"
    assert QApplication.focusWidget() is preview.encoding
    qtbot.keyClick(preview.encoding, Qt.Key.Key_Up)
    assert preview.page.toPlainText() == "read as cp1252"
    assert preview.form.lines["title"].text() == "in cp1252"
    qtbot.keyClick(preview.encoding, Qt.Key.Key_Down)
    assert "choose another encoding" in shown(preview)
    assert not preview.add.isEnabled()
    with qtbot.assertNotEmitted(preview.added):
        preview.accept()
    qtbot.keyClick(preview.encoding, Qt.Key.Key_Up)
    with qtbot.waitSignal(preview.added) as added:
        qtbot.mouseClick(preview.add, Qt.MouseButton.LeftButton)
    assert added.args == [Citation("in cp1252"), "cp1252"]


def test_what_the_user_typed_survives_another_encoding(qtbot: QtBot) -> None:
    preview = ImportPreview(DRAFT, (), ENCODINGS, reread)
    opened(qtbot, preview)
    qtbot.keyClicks(preview.form.lines["author"], "!")
    preview.encoding.setCurrentIndex(0)
    assert preview.form.lines["title"].text() == CITATION.title


def test_the_same_text_is_offered_as_the_one_there(qtbot: QtBot) -> None:
    preview = ImportPreview(replace(DRAFT, already_id="e9", already_title="Fences <b>"))
    opened(qtbot, preview)
    assert "already in the library, as “Fences <b>”" in shown(preview)
    assert not preview.add.isVisible()
    with qtbot.assertNotEmitted(preview.added), qtbot.waitSignal(preview.existingChosen) as chosen:
        qtbot.keyClick(preview, Qt.Key.Key_Return)
    assert chosen.args == ["e9"]


def test_pasted_text_comes_from_the_clipboard(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("Un mot\u00a0: «\u00a0oui\u00a0» 😀\nمرحبا\n中文")
    paste = PasteText()
    opened(qtbot, paste)
    with qtbot.waitSignal(paste.pasted) as pasted:
        qtbot.keyClick(paste.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pasted.args == ["Un mot\u00a0: «\u00a0oui\u00a0» 😀\nمرحبا\n中文"]


def test_no_text_is_said(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    paste = PasteText()
    opened(qtbot, paste)
    with qtbot.assertNotEmitted(paste.pasted):
        qtbot.keyClick(paste.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "There is no text yet" in shown(paste)
    qtbot.keyClicks(paste.field, "two words")
    assert "2 words" in shown(paste)
    assert "There is no text yet" not in shown(paste)
