"""Finding in the real window: in the essay, across the library, and by the palette."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counterpoint.core.records import Essay
from counterpoint.ui.forms.library_search import LibrarySearch
from counterpoint.ui.forms.result_rows import ROW
from counterpoint.workspace import library, tagging
from tests.library import with_essay
from tests.ui.conftest import OpenDesk
from tests.ui.desk import Desk

LONG = "\n\n".join(f"Paragraph {number} says what the others say. 😀" for number in range(300))
CHINESE = f"{LONG}\n\n最后一段讲围栏的故事。 The hedgehog lives here, e\u0301tat.\n\nAfter it nothing comes."


@pytest.fixture
def two(open_desk: OpenDesk, tmp_path: Path) -> Desk:
    """The window on a library of two essays, the short one open, the long one with a passage in it."""
    ws, _essay = with_essay(tmp_path)
    hedge = Essay(title="Hedges 围栏", author="Ama", text=CHINESE)
    library.add_essays(ws, [hedge])
    at = CHINESE.index("The hedgehog")
    passage = tagging.tag_span(ws, hedge, at, at + len("The hedgehog lives here"), "claim")
    tagging.set_note(ws, passage, "compare with porcupines")
    ws.close()
    return open_desk(tmp_path / "library.counterpoint")


def panel(desk: Desk) -> LibrarySearch:
    found = [each for each in desk.window.findChildren(LibrarySearch) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def rows(search: LibrarySearch) -> list[tuple[str, str]]:
    model = search.list.model()
    found = [model.index(place, 0).data(ROW) for place in range(model.rowCount())]
    return [(row.kind, row.snippet) for row in found if row is not None]


def search_for(desk: Desk, words: str) -> LibrarySearch:
    desk.press("Ctrl+Shift+F")
    search = panel(desk)
    desk.type(words)
    assert search.line.text() == words
    desk.until(lambda: not search._pause.isActive())
    return search


def choose(search: LibrarySearch, kind: str) -> None:
    """Go down to the first row of a kind by keys and press Return."""
    for _ in range(10):
        row = search.list.currentIndex().data(ROW)
        if row is not None and row.kind == kind:
            break
        QTest.keyClick(search.line, Qt.Key.Key_Down)
    assert search.list.currentIndex().data(ROW).kind == kind
    QTest.keyClick(search.line, Qt.Key.Key_Return)


def in_view(desk: Desk, words: str) -> bool:
    """Whether the first place of these words is seen."""
    reader = desk.window.reader
    cursor = reader.textCursor()
    cursor.setPosition(len(reader.text()[: reader.text().index(words)].encode("utf-16-le")) // 2)
    return reader.viewport().rect().contains(reader.cursorRect(cursor).center())


def test_ctrl_f_finds_in_the_essay_and_escape_goes_back(two: Desk) -> None:
    two.press("Ctrl+F")
    assert two.window.find_bar.isVisible()
    two.type("prices")
    two.press("Return")
    reader = two.window.reader
    assert reader.textCursor().selectedText().casefold() == "prices"
    two.press("Esc")
    assert not two.window.find_bar.isVisible()
    assert two.focus() is reader


def test_a_word_of_another_essay_is_found_and_shown_where_it_stands(two: Desk) -> None:
    search = search_for(two, "hedgehog")
    choose(search, "essay")
    two.settle()
    assert two.essay.title == "Hedges 围栏"
    assert two.window.reader.textCursor().selectedText().casefold() == "hedgehog"
    assert in_view(two, "hedgehog")
    assert not [each for each in two.window.findChildren(LibrarySearch) if each.isVisible()]


def test_a_passage_found_is_the_selected_one(two: Desk) -> None:
    search = search_for(two, "hedgehog lives")
    choose(search, "passage")
    two.settle()
    assert two.session.mark is not None
    assert two.essay.text[two.session.mark.start : two.session.mark.end] == "The hedgehog lives here"
    assert in_view(two, "hedgehog")


def test_a_note_leads_to_its_passage(two: Desk) -> None:
    choose(search_for(two, "porcupi"), "note")
    two.settle()
    assert two.session.mark is not None
    assert two.essay.title == "Hedges 围栏"


@pytest.mark.parametrize("words", ["围栏", "围栏的故事", "自力"])
def test_chinese_is_found(two: Desk, words: str) -> None:
    search = search_for(two, words)
    assert any(words in snippet for _kind, snippet in rows(search))
    choose(search, "essay")
    two.settle()
    assert words in two.essay.text
    assert two.window.reader.textCursor().selectedText() == words


def test_two_words_are_shown_where_the_first_stands(two: Desk) -> None:
    choose(search_for(two, "lives hedgehog"), "essay")
    two.settle()
    assert in_view(two, "hedgehog lives")


def test_nothing_found_says_so(two: Desk) -> None:
    search = search_for(two, "xylophone")
    assert rows(search) == []
    assert "xylophone" in search.status.text()
    two.press("Esc")
    assert two.focus() is two.window.reader


@pytest.mark.parametrize("words", ['"', "AND", "a*", "(", "NEAR(", "-", "%", "'"])
def test_what_means_something_to_the_index_is_only_words(two: Desk, words: str) -> None:
    search_for(two, words)
    assert two.window.notices.texts() == ()


def test_the_palette_goes_to_essays_passages_and_actions(two: Desk) -> None:
    two.press("Ctrl+P")
    two.type("#hedges")
    two.press("Return")
    two.settle()
    assert two.essay.title == "Hedges 围栏"
    two.press("Ctrl+P")
    two.type("@hedgehog")
    two.press("Return")
    two.settle()
    assert two.session.mark is not None
    two.press("Ctrl+P")
    two.type(">larger")
    size = two.session.settings.reading_size
    two.press("Return")
    two.settle()
    assert two.session.settings.reading_size > size


def test_the_palette_button_opens_it_by_mouse_and_leaves_the_caret_in_the_text(two: Desk) -> None:
    QTest.mouseClick(two.window.header.search, Qt.MouseButton.LeftButton)
    two.until(lambda: two.palette().isVisible())
    two.press("Esc")
    assert two.focus() is two.window.reader
