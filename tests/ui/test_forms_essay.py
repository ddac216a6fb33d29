"""Citation, import preview and pasted text, by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.core.citation import Citation
from counterpoint.ui.forms.citation import CitationDialog, date_or_complaint, web_address
from counterpoint.ui.forms.import_preview import ImportPreview
from counterpoint.ui.forms.views import DraftView, Readings, TopicChoice, Wanted

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the platform without a display

TOPIC = TopicChoice("t1", "Trade restrictions do more harm than good", "Proposition", "Opposition")
CITATION = Citation(
    "Fences 😀 and races", "M. Okafor", published="2025-03-04", topic=TOPIC.wording, side="con"
)
TEXT = "Fences\n\nمرحبا <b>not bold</b> 中文 é\n\n1. A shock\n\nWords."
DRAFT = DraftView(TEXT, 9, CITATION, ((0, 6, 1), (TEXT.index("1."), TEXT.index("1.") + 10, 2)))
ENCODINGS = Readings(
    "E&ncoding",
    (("cp1252", "Western European"), ("shift_jis", "Japanese")),
    "shift_jis",
    "This file is not UTF-8.",
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
    assert preview.page.text() == TEXT
    assert [words for _, words, _ in preview.page.headings()] == ["Fences", "1. A shock"]
    with qtbot.waitSignal(preview.added) as added:
        qtbot.keyClick(preview, Qt.Key.Key_Return)
    assert added.args == [Wanted(CITATION)]


def test_a_wrong_citation_adds_nothing(qtbot: QtBot) -> None:
    preview = ImportPreview(DRAFT)
    opened(qtbot, preview)
    preview.form.lines["title"].clear()
    with qtbot.assertNotEmitted(preview.added):
        qtbot.keyClick(preview, Qt.Key.Key_Return)
    assert "An essay needs a title." in shown(preview)


def rereading(preview: ImportPreview) -> None:
    """Read the text as the encoding chosen says, as the session does."""

    def read(encoding: str) -> None:
        if encoding == "shift_jis":
            preview.refuse("This file is not Japanese (Shift JIS): choose another encoding.")
        else:
            citation = Citation(f"in {encoding}")
            preview.show_draft(replace(DRAFT, text=f"read as {encoding}", citation=citation, headings=()))

    preview.readingChosen.connect(read)


def test_the_encoding_is_the_users_choice(qtbot: QtBot) -> None:
    preview = ImportPreview(DRAFT, (), ENCODINGS)
    rereading(preview)
    opened(qtbot, preview)
    assert "This file is not UTF-8." in shown(preview)
    assert preview.reading.currentData() == "shift_jis"
    assert QApplication.focusWidget() is preview.reading
    qtbot.keyClick(preview.reading, Qt.Key.Key_Up)
    assert preview.page.text() == "read as cp1252"
    assert preview.form.lines["title"].text() == "in cp1252"
    qtbot.keyClick(preview.reading, Qt.Key.Key_Down)
    assert "choose another encoding" in shown(preview)
    assert not preview.add.isEnabled()
    with qtbot.assertNotEmitted(preview.added):
        preview.accept()
    qtbot.keyClick(preview.reading, Qt.Key.Key_Up)
    with qtbot.waitSignal(preview.added) as added:
        qtbot.mouseClick(preview.add, Qt.MouseButton.LeftButton)
    assert added.args == [Wanted(Citation("in cp1252"))]


def test_what_the_user_typed_survives_another_encoding(qtbot: QtBot) -> None:
    preview = ImportPreview(DRAFT, (), ENCODINGS)
    rereading(preview)
    opened(qtbot, preview)
    qtbot.keyClicks(preview.form.lines["author"], "!")
    preview.reading.setCurrentIndex(0)
    assert preview.page.text() == "read as cp1252"
    assert preview.form.lines["title"].text() == CITATION.title


def test_the_same_text_is_offered_as_the_one_there(qtbot: QtBot) -> None:
    preview = ImportPreview(replace(DRAFT, already_id="e9", already_title="Fences <b>"))
    opened(qtbot, preview)
    assert "already in the library, as “Fences <b>”" in shown(preview)
    assert not preview.add.isVisible()
    with qtbot.assertNotEmitted(preview.added), qtbot.waitSignal(preview.existingChosen) as chosen:
        qtbot.keyClick(preview, Qt.Key.Key_Return)
    assert chosen.args == ["e9"]
