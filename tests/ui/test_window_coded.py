"""Other programs' coded projects in the window, by keys."""

import zipfile
from html import escape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counterpoint.core.records import Detail, Passage
from counterpoint.exporters import refi
from counterpoint.ui.forms.code_kinds import CodeKinds
from counterpoint.workspace import library, transfer
from tests.library import TEXT, with_essay
from tests.ui.desk import Desk
from tests.ui.files import back_in_window, choosing, drop, visible


def selection(number: int, words: str, code: str) -> str:
    start = TEXT.index(words)
    return (
        f'<PlainTextSelection guid="s{number}" startPosition="{start}" endPosition="{start + len(words)}">'
        f'<Coding guid="g{number}" creatingUser="u"><CodeRef targetGUID="{code}"/></Coding>'
        "</PlainTextSelection>"
    )


QDE = f"""<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="u" name="Zoe\u0301"/></Users>
<CodeBook><Codes><Code guid="t" name="Themes" isCodable="false">
<Code guid="d" name="Data 数据" color="#46AA00"/></Code>
<Code guid="m" name="metaphor"/><Code guid="o" name="Other"/></Codes></CodeBook>
<Sources><TextSource guid="x" name="Fences.docx"><PlainTextContent>{escape(TEXT)}</PlainTextContent>
{selection(1, "teach climbers", "d")}{selection(2, "自力更生", "d")}{selection(3, "😀", "m")}
{selection(4, "We do", "o")}</TextSource></Sources></Project>"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    file = tmp_path / "study.qdpx"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("project.qde", QDE)
    return file


def asked(desk: Desk) -> CodeKinds:
    found = visible(desk, CodeKinds)
    assert isinstance(found, CodeKinds)
    return found


def add(desk: Desk, file: Path) -> CodeKinds:
    with choosing(file):
        desk.press("Ctrl+O")
    desk.settle()
    return asked(desk)


def lines(dialog: CodeKinds) -> list[str]:
    return [dialog.rows.data(dialog.rows.index(row)) for row in range(dialog.rows.rowCount())]


def tagged(desk: Desk) -> set[tuple[str, str, str]]:
    return {(each.kind, each.detail, each.quote) for each in desk.ws.store.find(Passage)}


def test_codes_are_given_kinds_by_keys_and_come_in_as_one_step(desk: Desk, study: Path) -> None:
    dialog = add(desk, study)
    assert lines(dialog) == [
        "Themes, 0 selections, left out",
        "Themes > Data 数据, 2 selections, left out",
        "metaphor, 1 selection, Rhetoric · metaphor",
        "Other, 1 selection, left out",
    ]
    assert dialog.counts.text() == "1 text with 1 rhetoric; 3 selections left out."
    desk.press("Down", "2")
    assert dialog.counts.text() == "1 text with 2 evidence, 1 rhetoric; 1 selection left out."
    desk.press("Alt+D")
    dialog.typed.selectAll()
    desk.type("statistic")
    desk.press("Return")
    desk.settle()
    assert not dialog.isVisible()
    assert tagged(desk) == {
        ("evidence", "statistic", "teach climbers"),
        ("evidence", "statistic", "自力更生"),
        ("rhetoric", "metaphor", "😀"),
    }
    said = desk.window.notices.texts()
    assert said[0] == "“study.qdpx” was taken in: 4 new, 0 changed, 0 already there."
    assert "the code “Other”: it was left out." in said[1]
    back_in_window(desk)
    desk.press("Ctrl+Z")
    assert tagged(desk) == set()


def test_what_was_said_last_is_proposed_again_and_nothing_comes_twice(desk: Desk, study: Path) -> None:
    dialog = add(desk, study)
    desk.press("Ctrl+A", "1", "Return")
    desk.settle()
    assert not dialog.isVisible()
    assert {kind for kind, _, _ in tagged(desk)} == {"claim"}
    back_in_window(desk)
    dialog = add(desk, study)
    assert all(line.endswith("Claim") for line in lines(dialog))
    desk.press("Home", "0", "Return")
    desk.settle()
    assert len(tagged(desk)) == 4
    assert any("0 new" in said for said in desk.window.notices.texts())


def test_esc_takes_nothing_and_the_next_file_is_asked_about(desk: Desk, study: Path, tmp_path: Path) -> None:
    book = tmp_path / "codes.qdc"
    book.write_bytes(refi.write_codebook(transfer.everything(desk.ws)).replace(b"thesis", b"hearsay"))
    bad = tmp_path / "bad.qdpx"
    bad.write_bytes(b"PK\x03\x04")
    assert drop(desk.window.library_pane, study, bad, book)
    first = asked(desk)
    desk.press("Esc")
    desk.until(
        lambda: any(each.isVisible() and each is not first for each in desk.window.findChildren(CodeKinds))
    )
    second = asked(desk)
    assert second.windowTitle() == "Take in codes.qdc"
    assert "“bad.qdpx” is damaged" in desk.window.notices.texts()[0]
    assert second.counts.text().startswith("23 codes taken")
    desk.press("Return")
    desk.settle()
    assert [(each.kind, each.name) for each in desk.ws.store.find(Detail)] == [("claim", "hearsay")]
    assert tagged(desk) == set()
    assert len(library.essays(desk.ws)) == 1


def test_the_choice_by_mouse_and_of_several_codes_at_once(desk: Desk, study: Path) -> None:
    dialog = add(desk, study)
    place = dialog.list.visualRect(dialog.rows.index(3)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.kinds[None].isChecked()
    assert not dialog.detail.isEnabled()
    dialog.kinds["rhetoric"].click()
    assert dialog.detail.isEnabled()
    dialog.typed.setFocus()
    dialog.typed.selectAll()
    desk.type("irony 自")
    dialog.list.setFocus()
    desk.press("Shift+Up")
    assert lines(dialog)[2:] == [
        "metaphor, 1 selection, Rhetoric · metaphor",
        "Other, 1 selection, Rhetoric · irony 自",
    ]
    assert not any(each.isChecked() for each in dialog.kinds.values())
    dialog.kinds["claim"].click()
    assert [line.rpartition(", ")[2] for line in lines(dialog)[2:]] == ["Claim", "Claim"]
    dialog.take.click()
    desk.settle()
    assert tagged(desk) == {("claim", "", "😀"), ("claim", "", "We do")}


def test_screen_readers_are_told_of_each_code(desk: Desk, study: Path) -> None:
    dialog = add(desk, study)
    QApplication.processEvents()
    told = QAccessible.queryAccessibleInterface(dialog.list)
    assert told.text(QAccessible.Text.Name) == "Codes"
    assert told.childCount() == 4
    assert told.child(1).text(QAccessible.Text.Name) == "Themes > Data 数据, 2 selections, left out"


def test_a_read_only_library_asks_nothing(open_desk, study: Path, tmp_path: Path) -> None:
    ws, _ = with_essay(tmp_path)
    ws.close()
    desk = open_desk(tmp_path / "library.counterpoint", read_only=True)
    drop(desk.window.library_pane, study)
    desk.settle()
    assert not desk.window.findChildren(CodeKinds)
