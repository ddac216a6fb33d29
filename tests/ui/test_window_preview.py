"""A text shown before it is taken in, corrected by real keys; rich paste; what became of many files."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QLabel
from pytestqt.qtbot import QtBot

from counterpoint.core.citation import Citation
from counterpoint.core.records import Original
from counterpoint.importers.draft import Chapter, Draft
from counterpoint.ui.direction_signs import flags
from counterpoint.ui.forms.citation import CitationDialog
from counterpoint.ui.forms.draft_page import DraftPage
from counterpoint.ui.forms.import_preview import ImportPreview
from counterpoint.ui.forms.import_summary import ImportSummary
from counterpoint.ui.forms.views import ChapterLine, DraftView, Wanted
from counterpoint.ui.session.previewing import Looked, _open, _view
from counterpoint.workspace import library, tagging
from counterpoint.workspace.settings import load_settings, settings_file
from tests.ui.conftest import OpenDesk
from tests.ui.desk import Desk
from tests.ui.files import back_in_window, choosing, clicking, drop, showing, visible
from tests.ui.test_window_files import add_by_menu, preview_of, titles, written

TEXT = "Costs 😀\n\nWho paya for the fence?\n\nقال التاجر نعم.\u00a0Zoe\u0301 自力更生."
CONTROL = Qt.KeyboardModifier.ControlModifier


def caret_at(page: DraftPage, words: str, into: int = 0) -> None:
    """Put the caret where these words begin, or some keys on."""
    cursor = page.document().find(words)
    assert not cursor.isNull()
    cursor.setPosition(cursor.selectionStart())
    page.setTextCursor(cursor)
    page.setFocus()
    for _ in range(into):
        QTest.keyClick(page, Qt.Key.Key_Right)


# Correcting


def test_words_and_headings_are_corrected_by_keys_and_all_else_stays(desk: Desk, tmp_path: Path) -> None:
    add_by_menu(desk, written(tmp_path, "fence.txt", TEXT))
    page = preview_of(desk).page
    caret_at(page, "paya", 3)
    desk.press("Delete")
    desk.type("s")
    caret_at(page, "Costs")
    desk.press("Ctrl+2")
    assert preview_of(desk).structure.currentText() == "Heading 2"
    desk.press("Ctrl+Return")
    assert not showing(desk, ImportPreview)
    assert desk.essay.text == TEXT.replace("paya", "pays")
    assert [desk.essay.text[each.start : each.end] for each in desk.essay.headings] == ["Costs 😀"]
    assert desk.essay.headings[0].level == 2
    assert desk.essay.source == "fence.txt"
    assert desk.essay.source_digest == sha256(TEXT.encode()).hexdigest()


def test_what_is_looked_at_and_not_touched_is_taken_as_it_was(desk: Desk, tmp_path: Path) -> None:
    text = "# Costs \u00a0\n\n  indented\ttab \u2003wide\n\nقال \u200fنعم."
    add_by_menu(desk, written(tmp_path, "fence.txt", text))
    page = preview_of(desk).page
    caret_at(page, "indented")
    desk.type("x")
    desk.press("Backspace", "Ctrl+1", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert not page.corrected
    desk.press("Ctrl+Return")
    assert desk.essay.text == text
    assert [desk.essay.text[each.start : each.end] for each in desk.essay.headings] == ["Costs \u00a0"]


def test_paragraphs_are_joined_and_parted_as_in_any_editor(qtbot: QtBot) -> None:
    page = DraftPage()
    qtbot.addWidget(page)
    page.show_draft(DraftView("Head 😀\nbroken\nin two. And more.", 6, Citation(), ((0, 6, 1),)))
    caret_at(page, "in two")
    QTest.keyClick(page, Qt.Key.Key_Backspace)
    QTest.keyClick(page, Qt.Key.Key_Space)
    caret_at(page, "And more")
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert page.text() == "Head 😀\nbroken in two. \nAnd more."
    caret_at(page, "Head")
    QTest.keyClick(page, Qt.Key.Key_End)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(page, "body")
    assert [tuple(line) for line in page.lines()][:2] == [("Head 😀", 1), ("body", 0)]
    caret_at(page, "broken")
    QTest.keyClick(page, Qt.Key.Key_Backspace)
    assert [tuple(line) for line in page.lines()] == [
        ("Head 😀", 1),
        ("bodybroken in two. ", 0),
        ("And more.", 0),
    ]


def test_several_paragraphs_become_headings_at_once_and_none_again(qtbot: QtBot) -> None:
    preview = ImportPreview(DraftView("One\nTwo 自力\nThree", 4, Citation("One")))
    qtbot.addWidget(preview)
    with qtbot.waitExposed(preview):
        preview.show()
    preview.page.setFocus()
    QTest.keyClick(preview.page, Qt.Key.Key_A, CONTROL)
    preview.structure.setFocus()
    QTest.keyClick(preview.structure, Qt.Key.Key_Down)
    QTest.keyClick(preview.structure, Qt.Key.Key_Down)
    preview.structure.activated.emit(preview.structure.currentIndex())
    assert [line.level for line in preview.page.lines()] == [2, 2, 2]
    qtbot.waitUntil(lambda: "3 headings" in preview.facts.counts.text())
    assert preview.contents.list.count() == 3
    QTest.keyClick(preview.page, Qt.Key.Key_0, CONTROL)
    assert [line.level for line in preview.page.lines()] == [0, 0, 0]


def test_the_list_of_headings_leads_to_them(qtbot: QtBot) -> None:
    text = "\n".join(f"Heading {n}" if n % 50 == 0 else f"Line {n} 😀" for n in range(500))
    starts = [text.index(f"Heading {n}") for n in range(0, 500, 50)]
    heads = tuple((start, text.find("\n", start), 1) for start in starts)
    preview = ImportPreview(DraftView(text, 1_500, Citation("Lines"), heads))
    qtbot.addWidget(preview)
    with qtbot.waitExposed(preview):
        preview.show()
    contents = preview.contents.list
    assert [contents.item(row).text() for row in (0, 9)] == ["Heading 0", "Heading 450"]
    contents.setFocus()
    QTest.keyClick(contents, Qt.Key.Key_End)
    QTest.keyClick(contents, Qt.Key.Key_Return)
    assert preview.page.textCursor().block().text() == "Heading 450"
    assert preview.page.hasFocus()
    assert 0 <= preview.page.cursorRect().top() < 40
    where = contents.visualItemRect(contents.item(2)).center()
    QTest.mouseClick(contents.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert preview.page.textCursor().block().text() == "Heading 100"


def test_all_of_a_long_text_is_there_to_be_corrected(desk: Desk, tmp_path: Path) -> None:
    text = "\n".join(f"Line {number} of a long text 😀" for number in range(20_000)) + "\nThe lasst."
    add_by_menu(desk, written(tmp_path, "long.txt", text))
    page = preview_of(desk).page
    page.setFocus()
    desk.press("Ctrl+End", "Left", "Left", "Backspace", "Ctrl+Return")
    assert desk.essay.text == text.replace("lasst", "last")


def test_corrections_are_not_thrown_away_unasked(desk: Desk, tmp_path: Path) -> None:
    add_by_menu(desk, written(tmp_path, "fence.txt", TEXT))
    preview_of(desk).page.setFocus()
    desk.type("x")
    with clicking("Keep correcting") as said:
        desk.press("Esc")
    assert "lost" in said[1]
    assert showing(desk, ImportPreview)
    with clicking("Throw away"):
        desk.press("Esc")
    assert not showing(desk, ImportPreview)
    assert titles(desk) == ["Fences"]


def test_a_text_that_is_there_may_be_added_once_it_was_corrected(desk: Desk, tmp_path: Path) -> None:
    add_by_menu(desk, written(tmp_path, "copy.txt", desk.essay.text))
    preview = preview_of(desk)
    assert preview.open_existing.isVisible()
    preview.page.setFocus()
    desk.type("Other ")
    desk.until(preview.add.isVisible)
    assert not preview.open_existing.isVisible()
    desk.press("Ctrl+Return")
    assert desk.essay.text.startswith("Other ")
    assert len(titles(desk)) == 2


def test_what_cannot_be_added_stays_with_its_corrections(desk: Desk, tmp_path: Path) -> None:
    add_by_menu(desk, written(tmp_path, "fence.txt", TEXT))
    preview = preview_of(desk)
    preview.page.setFocus()
    desk.type("x")
    desk.ws.store.raw.execute(
        "CREATE TRIGGER no BEFORE INSERT ON essay BEGIN SELECT RAISE(FAIL, 'full'); END"
    )
    desk.press("Ctrl+Return")
    assert showing(desk, ImportPreview)
    assert preview.complaint.text()
    assert preview.page.text() == "x" + TEXT
    assert titles(desk) == ["Fences"]


# The file itself


def test_the_file_is_kept_where_wished_and_written_out_as_it_was(
    desk: Desk, tmp_path: Path, open_desk: OpenDesk
) -> None:
    data = TEXT.encode("utf-16")
    add_by_menu(desk, written(tmp_path, "fence é.txt", data))
    preview = preview_of(desk)
    assert not preview.keep_file.isChecked()
    preview.keep_file.click()
    desk.press("Ctrl+Return")
    (kept,) = desk.ws.store.find(Original)
    assert (kept.essay_id, kept.name, kept.content) == (desk.essay.id, "fence é.txt", data)
    back_in_window(desk)
    desk.session.run("essay.citation")
    dialog = visible(desk, CitationDialog)
    assert isinstance(dialog, CitationDialog)
    digest = sha256(data).hexdigest()
    assert dialog.source.text().startswith(f"From “fence é.txt”, SHA-256 {digest[:8]}…; kept here")
    assert digest in dialog.source.toolTip()
    with choosing(tmp_path / "out.txt"):
        dialog.copy.click()
    assert (tmp_path / "out.txt").read_bytes() == data
    dialog.reject()
    add_by_menu(desk, written(tmp_path, "other.txt", "Other words."))
    assert preview_of(desk).keep_file.isChecked()
    preview_of(desk).reject()
    desk.close()
    assert load_settings(settings_file()).keep_files


def test_one_undo_takes_essay_and_file_back(desk: Desk, tmp_path: Path) -> None:
    desk.session.settings = replace(desk.session.settings, keep_files=True)
    drop(desk.window.library_pane, written(tmp_path, "fence.txt", TEXT), written(tmp_path, "no.txt", " "))
    desk.until(lambda: len(titles(desk)) == 2)
    assert [each.content.decode() for each in desk.ws.store.find(Original)] == [TEXT]
    desk.ws.undo()
    assert desk.ws.store.find(Original) == []
    assert titles(desk) == ["Fences"]


# Chapters, pages, cards


BOOK = Draft(
    "Preface 😀\nBefore.\nOne\nقال نعم.\nTwo\n自力更生.",
    Citation("A book"),
    chapters=(Chapter("Preface", 0, 17), Chapter("One", 18, 30), Chapter("Two", 31, 40)),
    source="book.epub",
)


def test_chapters_are_chosen_and_the_text_follows(desk: Desk) -> None:
    looked = Looked(desk.session, "book.epub", b"a book")
    looked.read(BOOK)
    preview = _open(looked, _view(looked))
    desk.until(preview.isActiveWindow)
    chapters = preview.contents.list
    chapters.setFocus()
    chapters.setCurrentRow(1)
    desk.press("Space")
    assert preview.page.text() == "Preface 😀\nBefore.\nTwo\n自力更生."
    assert "2 of 3 chapters" in preview.contents.words.text()
    chapters.setCurrentRow(2)
    desk.press("Return")
    assert preview.page.textCursor().block().text() == "Two"
    chapters.setFocus()
    for row in (0, 2):
        chapters.setCurrentRow(row)
        desk.press("Space")
    assert "at least one" in preview.complaint.text()
    assert not preview.add.isEnabled()
    desk.press("Space")
    desk.press("Ctrl+Return")
    assert desk.essay.text == "Two\n自力更生."


def test_chapters_cannot_be_chosen_once_the_text_was_corrected(qtbot: QtBot) -> None:
    view = DraftView("One\nTwo", 2, Citation("B"), chapters=(ChapterLine("One", 0), ChapterLine("Two", 4)))
    preview = ImportPreview(view)
    qtbot.addWidget(preview)
    with qtbot.waitExposed(preview):
        preview.show()
    preview.page.setFocus()
    QTest.keyClicks(preview.page, "x")
    qtbot.waitUntil(lambda: "before you correct" in preview.contents.words.text())
    with qtbot.assertNotEmitted(preview.chaptersChosen):
        QTest.keyClick(preview.contents.list, Qt.Key.Key_Space)
    QTest.keyClick(preview.page, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: "2 of 2" in preview.contents.words.text())
    with qtbot.waitSignal(preview.chaptersChosen) as chosen:
        QTest.keyClick(preview.contents.list, Qt.Key.Key_Space)
    assert chosen.args == [(1,)]


def test_what_was_left_out_pages_and_cards_are_told(qtbot: QtBot) -> None:
    told = ("Running heads were left out.", "2 pictures have no text.")
    view = DraftView(
        TEXT, 1_204, Citation("F"), told=told, pages=12, cards=24, card_headings=6, size=1_234_567
    )
    preview = ImportPreview(view)
    qtbot.addWidget(preview)
    with qtbot.waitExposed(preview):
        preview.show()
    shown = "\n".join(label.text() for label in preview.findChildren(QLabel) if label.isVisible())
    assert "1,204 words · 12 pages · no headings" in shown
    assert all(sentence in shown for sentence in told)
    assert preview.facts.cards.text() == "Add its 24 cards under 6 headings &as a brief"
    assert "(1.2 MB)" in preview.keep_file.text()
    preview.facts.cards.click()
    with qtbot.waitSignal(preview.added) as added:
        QTest.keyClick(preview, Qt.Key.Key_Return)
    assert added.args == [Wanted(Citation("F"), None, as_cards=False)]


# Direction marks

TURNED = "Pay to \u202egro.live\u202c now 😀.\n\nقال \u200fنعم \u2067中文\u2069."


def test_direction_marks_are_seen_told_and_removed(desk: Desk, tmp_path: Path) -> None:
    add_by_menu(desk, written(tmp_path, "bill.txt", TURNED))
    preview = preview_of(desk)
    assert preview.facts.signs.text() == "5 hidden direction marks"
    first = preview.page.document().begin()
    assert [flag.names for flag in flags(first)] == [("RLO",), ("PDF",)]
    red = preview.page._theme.danger
    assert red in colours(preview.page)
    preview.facts.remove.click()
    desk.until(lambda: not preview.facts.signs.isVisible())
    assert red not in colours(preview.page)
    desk.press("Ctrl+Return")
    assert desk.essay.text == "Pay to gro.live now 😀.\n\nقال نعم 中文."


def test_the_reader_shows_direction_marks_and_keeps_them(desk: Desk, tmp_path: Path) -> None:
    reader = desk.window.reader
    assert desk.window.theme.danger not in colours(reader)
    assert reader.sign_at(QPointF(100, 100)) == ""
    add_by_menu(desk, written(tmp_path, "bill.txt", TURNED))
    desk.press("Return")
    assert desk.essay.text == TURNED
    desk.until(lambda: desk.window.theme.danger in colours(reader))
    block, area = next(each for each in reader.in_view() if "Pay" in each[0].text())
    label = flags(block)[0].label.translated(area.topLeft())
    assert reader.sign_at(label.center()).startswith("RLO: right-to-left override")


def colours(widget: QAbstractScrollArea) -> set[str]:
    """The colours that a text widget shows."""
    image = widget.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel in set(memoryview(image.constBits()).cast("I"))}


# Pasting

RICH = (
    "<html><body><h2>Costs 😀</h2><p>Who <b>pays</b>?</p><script>alert(1)</script><h3>قال</h3><p>自力更生."
    "</p></body></html>"
)


def copied(html: str, text: str) -> None:
    data = QMimeData()
    data.setHtml(html)
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


@pytest.fixture(autouse=True)
def clipboard_left_empty() -> object:
    yield
    QGuiApplication.clipboard().clear()


def test_rich_text_is_pasted_with_its_headings_or_plain(desk: Desk) -> None:
    copied(RICH, "Costs 😀\n\nWho pays?\n\nقال\n\n自力更生.")
    desk.press("Ctrl+Shift+V")
    preview = preview_of(desk)
    assert [(words, level) for _, words, level in preview.page.headings()] == [("Costs 😀", 2), ("قال", 3)]
    assert preview.reading.currentText() == "With its 2 headings"
    assert "alert" not in preview.page.text()
    preview.reading.setFocus()
    desk.press("Down")
    assert preview.page.headings() == []
    desk.press("Up", "Ctrl+Return")
    assert [desk.essay.text[each.start : each.end] for each in desk.essay.headings] == ["Costs 😀", "قال"]
    assert desk.essay.source == ""


def test_with_nothing_copied_the_page_is_empty_and_takes_a_paste(desk: Desk) -> None:
    QGuiApplication.clipboard().clear()
    desk.press("Ctrl+Shift+V")
    preview = preview_of(desk)
    assert not preview.add.isEnabled()
    assert preview.page.hasFocus()
    copied(RICH, "Costs 😀\n\nWho pays?")
    desk.press("Ctrl+V")
    desk.until(lambda: bool(preview.page.headings()))
    assert preview.form.lines["title"].text() == "Costs 😀"
    copied("<h1>more</h1>", " More.")
    preview.page.moveCursor(QTextCursor.MoveOperation.End)
    preview.page.setFocus()
    desk.press("Ctrl+V", "Ctrl+Return")
    assert desk.essay.text.endswith("自力更生. More.")


def test_a_text_may_be_typed(desk: Desk) -> None:
    QGuiApplication.clipboard().clear()
    desk.press("Ctrl+Shift+V")
    preview = preview_of(desk)
    desk.type("Canals 😀\nwere dug.")
    desk.until(preview.add.isEnabled)
    desk.press("Ctrl+Return")
    assert "An essay needs a title." in preview.form.complaint("title")
    desk.type("Canals")
    desk.press("Ctrl+Return")
    assert (desk.essay.title, desk.essay.text) == ("Canals", "Canals 😀\nwere dug.")


# What became of many files


def test_details_name_each_file_and_a_failed_one_can_be_opened(desk: Desk, tmp_path: Path) -> None:
    words = "Kto płaci za płot? Płacą wszyscy, którzy źle wybrali. " * 5
    folder = tmp_path / "essays"
    folder.mkdir()
    written(folder, "good.txt", "One stands. 😀")
    written(folder, "plot.txt", words.encode("cp1250"))
    written(folder, "same.txt", desk.essay.text)
    drop(desk.window.library_pane, folder)
    desk.until(lambda: len(desk.window.notices.texts()) == 2)
    problem = desk.window.notices._shown[1]
    next(each for each in problem.buttons if each.text() == "Details…").click()
    summary = visible(desk, ImportSummary)
    assert isinstance(summary, ImportSummary)
    lines = [line.split("\t") for line in summary.as_text().splitlines()]
    assert [line[:2] for line in lines] == [
        ["plot.txt", "Failed"],
        ["same.txt", "There already"],
        ["good.txt", "Added"],
    ]
    assert "choose its encoding" in lines[0][2]
    assert lines[2][2] == "One stands. 😀"
    desk.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == summary.as_text()
    summary.table.setFocus()
    summary.open_button.click()
    preview = preview_of(desk)
    preview.reading.setCurrentIndex(preview.reading.findData("cp1250"))
    desk.settle()
    desk.press("Ctrl+Return")
    assert desk.essay.text.startswith("Kto płaci za płot?")


def test_the_same_text_twice_in_a_folder_is_added_once(desk: Desk, tmp_path: Path) -> None:
    files = [written(tmp_path, f"{n}.txt", "One stands. 😀") for n in range(3)]
    drop(desk.window.library_pane, *files)
    desk.until(lambda: bool(desk.window.notices.texts()))
    assert desk.notices() == "1 file added; 2 were already there."
    assert titles(desk) == ["Fences", "One stands. 😀"]


def test_undo_takes_back_only_the_last_of_a_batch_that_somebody_worked_in_between(
    desk: Desk, tmp_path: Path
) -> None:
    """Joined are only steps that follow one another: what somebody did meanwhile is a step of its own."""
    fences = desk.essay.id
    files = [written(tmp_path, f"{n:03}.txt", f"Essay {n} stands.") for n in range(120)]
    drop(desk.window.library_pane, *files)
    desk.until(lambda: len(titles(desk)) > 3)
    tagging.tag_span(desk.ws, library.essay(desk.ws, fences), 0, 5, "claim")
    desk.until(lambda: bool(desk.window.notices.texts()))
    assert len(titles(desk)) == 121
    undone = []
    while len(titles(desk)) > 1:
        undone.append(desk.ws.undo_label)
        desk.ws.undo()
    assert len(undone) > 2
    assert titles(desk) == ["Fences"]


def test_hovering_nothing_says_nothing(qtbot: QtBot) -> None:
    page = DraftPage()
    qtbot.addWidget(page)
    page.show_draft(DraftView("One 😀", 1, Citation()))
    page.resize(300, 200)
    assert page.meaning_at(QPoint(60, 30)) == ""
