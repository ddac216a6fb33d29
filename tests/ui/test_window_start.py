"""Starting and starting again; libraries that cannot be opened, or only read."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from counterpoint.core.records import Essay
from counterpoint.ui.session import libraries
from counterpoint.workspace import library, tagging
from counterpoint.workspace.memory import LAST_PLACE
from tests.library import with_essay
from tests.ui.conftest import OpenDesk
from tests.ui.desk import Desk

WHO = "Who pays?"


def test_the_last_essay_and_the_caret_come_back(desk: Desk, open_desk: OpenDesk) -> None:
    library.add_essays(desk.ws, [Essay(title="Another", text="One. Two 😀. Three.")])
    desk.settle()
    desk.press("Ctrl+P")
    desk.type("#another")
    desk.press("Return")
    desk.caret_to("Three")
    desk.press("3")
    place, chosen = desk.window.reader.caret(), desk.selected()
    desk.close()
    again = open_desk(desk.path)
    assert again.essay.title == "Another"
    assert again.window.reader.caret() == place
    assert again.window.reader.hasFocus()
    assert again.selected() == chosen
    again.shows_what_is_there()
    again.press("2")
    assert again.tags() == [("evidence", "Three.")]


def test_the_place_is_kept_while_one_reads_should_the_computer_stop(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.until(lambda: desk.ws.recall(LAST_PLACE) == str(desk.window.reader.caret()))


def test_the_first_run_has_something_to_try(starter_desk: Desk) -> None:
    assert len(library.essays(starter_desk.ws)) >= 4
    assert starter_desk.essay.words > 500
    starter_desk.shows_what_is_there()
    before = len(starter_desk.passages())
    starter_desk.press("Ctrl+Home", "J", "1")
    starter_desk.press("Ctrl+Z")
    assert len(starter_desk.passages()) == before
    starter_desk.shows_what_is_there()


def newer(folder: Path) -> Path:
    ws, _essay = with_essay(folder)
    ws.close()
    with sqlite3.connect(ws.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    return ws.path


def damaged(folder: Path) -> Path:
    path = folder / "damaged.counterpoint"
    path.write_bytes(b"no library at all " * 400)
    return path


def nowhere(folder: Path) -> Path:
    return folder / "not" / "there" / "library.counterpoint"


@pytest.mark.parametrize(
    ("make", "says"), [(newer, "newer"), (damaged, "damaged.counterpoint"), (nowhere, "There is no library")]
)
def test_a_library_that_cannot_be_opened_leaves_a_window_that_works(
    tmp_path: Path, open_desk: OpenDesk, make: Callable[[Path], Path], says: str
) -> None:
    path = make(tmp_path)
    before = path.read_bytes() if path.exists() else b""
    desk = open_desk(path)
    assert says in desk.notices()
    assert (path.read_bytes() if path.exists() else b"") == before
    desk.press("1", "2", "0", "J", "A", "Ctrl+Z", "Alt+Right", "F1", "Esc", "Ctrl+2", "Ctrl+1")
    for command in ("edit.undo", "essay.import", "note.edit", "library.check", "tag.claim"):
        desk.session.run(command)
    assert "No library is open" in desk.notices()
    desk.press("Ctrl+P")
    desk.type("keyboard sh")
    assert desk.palette().current() is not None
    desk.press("Esc")
    good = tmp_path / "good"
    good.mkdir()
    ws, _essay = with_essay(good)
    ws.close()
    libraries.open_library(desk.session, ws.path)
    desk.caret_to(WHO)
    desk.press("1")
    assert desk.tags() == [("claim", WHO)]
    desk.shows_what_is_there()


def refuses_edits(desk: Desk) -> None:
    """No key changes anything here; what gets through to the library is refused with a notice."""
    before = desk.passages()
    desk.caret_to(WHO)
    desk.press("1", "2", "3", "0", "N", "A", "L", "Alt+Right", "Ctrl+Z")
    assert desk.passages() == before
    for key in ("1", "A", "Ctrl+Z"):
        desk.window.notices.clear()
        desk.press(key)
        assert len(desk.window.notices.texts()) == 2, key
    for act in ("tag.claim", "answer.new", "edit.undo", "essay.paste", "annotator.choose"):
        desk.window.notices.clear()
        desk.session.run(act)
        assert len(desk.window.notices.texts()) == 2, act
    desk.press("J", "Ctrl+F", "Esc", "Ctrl+P", "Esc")
    assert desk.passages() == before
    desk.shows_what_is_there()


def test_a_second_window_reads_only_and_says_why(desk: Desk, open_desk: OpenDesk) -> None:
    desk.caret_to(WHO)
    desk.press("1")
    second = open_desk(desk.path)
    assert "open in another window" in second.notices()
    assert len(second.tags()) == 1
    refuses_edits(second)
    second.close()
    desk.window.activateWindow()
    desk.press("2")
    assert desk.tags() == [("evidence", WHO)]


def test_a_write_protected_library_is_read(tmp_path: Path, open_desk: OpenDesk) -> None:
    ws, essay = with_essay(tmp_path)
    tagging.tag_span(ws, essay, 0, 6, "claim")
    ws.close()
    ws.path.chmod(0o444)
    desk = open_desk(ws.path)
    assert "write-protected" in desk.notices()
    assert len(desk.tags()) == 1
    refuses_edits(desk)


def test_files_given_at_the_start_are_opened(tmp_path: Path, open_desk: OpenDesk) -> None:
    ws, _essay = with_essay(tmp_path)
    ws.close()
    file = tmp_path / "given.txt"
    file.write_text("# Given\n\nA caf\u00e9 sells 😀. Nobody buys.", encoding="utf-8")
    desk = open_desk(ws.path, files=(file,))
    desk.until(lambda: desk.session.essay is not None and "Nobody buys" in desk.essay.text)
    desk.caret_to("Nobody")
    desk.press("1")
    assert desk.tags() == [("claim", "Nobody buys.")]
