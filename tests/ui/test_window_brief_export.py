"""Briefs out of the real window: into files of every format, and onto the clipboard."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from counterpoint.ui.forms.ask import Question
from counterpoint.workspace import briefs, library
from tests.briefs import HOSTILE
from tests.library import TEXT
from tests.ui.coach import CAFE, CLAIM, PRICES, Coach, to_brief
from tests.ui.conftest import OpenDesk
from tests.ui.files import choosing, clicking

ROOT = Path(__file__).parents[2]
TITLE = "Fences 😀 自力"


@pytest.fixture
def coach(open_desk: OpenDesk, tmp_path: Path) -> Coach:
    """The Brief view on a brief of which something is highlighted."""
    ws = to_brief(tmp_path)
    briefs.build(ws, briefs.BriefWish(title=TITLE, topic_id=library.topics(ws)[0].id))
    ws.close()
    coach = Coach(open_desk(ws.path))
    coach.show()
    coach.select("3.5 percent", 1)
    coach.desk.press("F11")
    return coach


def words_of_docx(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def words_of_text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def words_of_pdf(path: Path) -> str:
    assert path.read_bytes().startswith(b"%PDF-")
    assert path.stat().st_size > 10_000
    return ""


WAYS: tuple[tuple[str, str, Callable[[Path], str]], ...] = (
    ("docx", "docx", words_of_docx),
    ("pdf", "pdf", words_of_pdf),
    ("a4", "pdf", words_of_pdf),
    ("html", "html", words_of_text),
    ("md", "md", words_of_text),
)


@pytest.mark.parametrize(("way", "ending", "read"), WAYS, ids=[way for way, _, _ in WAYS])
def test_each_way_writes_its_file(
    coach: Coach, tmp_path: Path, way: str, ending: str, read: Callable[[Path], str]
) -> None:
    path = tmp_path / f"out.{ending}"
    with choosing(path):
        coach.desk.window.actions_by_id[f"brief.export.{way}"].trigger()
    coach.desk.settle()
    assert f"Exported to “out.{ending}”." in coach.desk.notices()
    words = read(path)
    for each in (CAFE, PRICES.removesuffix("."), "自力更生") if words else ():
        assert each in words
    if way == "docx":
        with zipfile.ZipFile(path) as packed:
            assert 'w:val="yellow"' in packed.read("word/document.xml").decode()
    coach.desk.until(lambda: not coach.desk.window.status.busy.isVisible())


def test_paper_is_as_it_was_asked_for(coach: Coach, tmp_path: Path) -> None:
    sizes = {}
    for way in ("pdf", "a4"):
        with choosing(tmp_path / f"{way}.pdf"):
            coach.desk.window.actions_by_id[f"brief.export.{way}"].trigger()
        coach.desk.settle()
        boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", (tmp_path / f"{way}.pdf").read_bytes())
        sizes[way] = {tuple(round(float(each)) for each in box) for box in boxes}
    assert sizes in ({"pdf": {(612, 792)}, "a4": {(595, 842)}}, {"pdf": set(), "a4": set()})


def test_ctrl_e_opens_the_menu_of_ways(coach: Coach) -> None:
    coach.desk.press("Ctrl+E")
    menu = coach.desk.window.header.export.menu()
    coach.desk.until(menu.isVisible)
    ways = "Word (DOCX)… PDF, US Letter… PDF, A4… Web page (HTML)… Markdown… Every brief…"
    assert " ".join(action.text() for action in menu.actions() if action.text()) == ways
    menu.close()


def test_the_window_answers_while_a_file_is_written(coach: Coach, tmp_path: Path) -> None:
    with choosing(tmp_path / "out.pdf"):
        coach.desk.window.actions_by_id["brief.export.pdf"].trigger()
    assert coach.desk.session.jobs.busy
    before = coach.document
    coach.desk.window.actions_by_id["card.underline"].trigger()
    assert coach.document != before
    coach.desk.settle()
    assert (tmp_path / "out.pdf").exists()


def test_the_title_is_proposed_as_the_name(coach: Coach, tmp_path: Path) -> None:
    briefs.change_brief(coach.ws, coach.brief, "Rename brief", title=f"a/b: {HOSTILE}")
    coach.desk.session.settings = coach.desk.session.settings.__class__(folder=str(tmp_path))
    seen: list[str] = []

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        seen.extend(Path(name).name for name in dialog.selectedFiles())  # type: ignore[attr-defined]
        dialog.reject()  # type: ignore[attr-defined]

    QTimer.singleShot(200, accept)
    coach.desk.window.actions_by_id["brief.export.md"].trigger()
    coach.desk.settle()
    assert len(seen) == 1
    assert seen[0].startswith("a b script alert(1)")
    assert seen[0].endswith(".md")
    assert not set(seen[0]) & set('<>:"/\\|?*')


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no process's files")
@pytest.mark.parametrize("way", ["docx", "pdf", "html", "md"])
def test_a_disk_without_room_keeps_the_old_file_and_is_told(coach: Coach, tmp_path: Path, way: str) -> None:
    import resource

    folder = tmp_path / "full"
    folder.mkdir()
    old = folder / f"out.{way}"
    old.write_bytes(b"the old file")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with choosing(old):
        resource.setrlimit(resource.RLIMIT_FSIZE, (200, hard))  # no file may be longer than 200 bytes
        try:
            coach.desk.window.actions_by_id[f"brief.export.{way}"].trigger()
            coach.desk.settle()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert f"out.{way}" in coach.desk.notices()
    assert "Exported" not in coach.desk.notices()
    assert old.read_bytes() == b"the old file"
    assert [each.name for each in folder.iterdir()] == [old.name]


@pytest.mark.parametrize("way", ["docx", "pdf", "html", "md"])
def test_a_folder_that_cannot_be_written_keeps_the_old_file(coach: Coach, tmp_path: Path, way: str) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    old = folder / f"out.{way}"
    old.write_bytes(b"the old file")
    folder.chmod(0o500)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write everywhere")
        with choosing(old):
            coach.desk.window.actions_by_id[f"brief.export.{way}"].trigger()
        coach.desk.settle()
    finally:
        folder.chmod(0o700)
    assert "Exported" not in coach.desk.notices()
    assert old.read_bytes() == b"the old file"
    assert [each.name for each in folder.iterdir()] == [old.name]


# Every brief


def more_briefs(coach: Coach, *titles: str) -> None:
    fences = next(line.id for line in library.essays(coach.ws) if line.title == "Fences")
    for title in titles:
        briefs.build(coach.ws, briefs.BriefWish(title, essay_ids=(fences,)))


def export_all(coach: Coach, way: str, folder: Path) -> None:
    with clicking(way) as said, choosing(folder):
        coach.desk.window.actions_by_id["brief.export.all"].trigger()
    assert said[0].startswith("Export ")


def test_every_brief_goes_into_a_folder(coach: Coach, tmp_path: Path) -> None:
    more_briefs(coach, "CON", "Same", "same", HOSTILE, "../up", "")
    folder = tmp_path / "all"
    folder.mkdir()
    export_all(coach, "Markdown", folder)
    coach.desk.settle()
    assert "Exported 7 briefs to “all”." in coach.desk.notices()
    names = sorted(path.name.casefold() for path in folder.iterdir())
    assert len(names) == len(set(names)) == 7
    assert {"same.md", "same 2.md", "_con.md", "up.md"} <= {name.removeprefix("._") for name in names}
    assert all(CAFE[-3:] in path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert not (tmp_path / "up.md").exists()


def test_a_batch_is_stopped_between_two_files(coach: Coach, tmp_path: Path) -> None:
    more_briefs(coach, *(f"Brief {number}" for number in range(12)))
    folder = tmp_path / "all"
    folder.mkdir()
    with clicking("Markdown"), choosing(folder):
        coach.desk.window.actions_by_id["brief.export.all"].trigger()
    status = coach.desk.window.status
    assert status.busy_text.text().startswith("Exporting 1 of 13: ")
    status.cancel.click()
    coach.desk.settle()
    written = list(folder.iterdir())
    assert 0 < len(written) < 13
    assert f"stopped before {13 - len(written)} briefs" in coach.desk.notices()


def test_a_batch_asks_before_it_replaces(coach: Coach, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    old = folder / f"{TITLE}.md"
    for answer, files in (("Cancel", 1), ("Keep both", 2), ("Replace", 2)):
        old.write_text("mine")
        with clicking("Markdown"), choosing(folder), answering_last(answer):
            coach.desk.window.actions_by_id["brief.export.all"].trigger()
        coach.desk.settle()
        assert len(list(folder.iterdir())) == files
        assert (old.read_text(encoding="utf-8") == "mine") is (answer != "Replace")


@contextmanager
def answering_last(answer: str) -> Iterator[None]:
    """Click the button of this name where it is asked what shall become of files that are there."""

    def look() -> None:
        asked = QApplication.activeModalWidget()
        if isinstance(asked, Question) and "there already" in asked.accessibleName():
            timer.stop()
            buttons = asked.findChildren(QPushButton)
            next(each for each in buttons if each.text().replace("&", "") == answer).click()

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(look)
    timer.start()
    yield
    timer.stop()


def test_the_window_may_close_during_a_batch(coach: Coach, tmp_path: Path) -> None:
    more_briefs(coach, *(f"Brief {number}" for number in range(6)))
    folder = tmp_path / "all"
    folder.mkdir()
    export_all(coach, "Markdown", folder)
    coach.desk.close()
    assert all(path.read_text(encoding="utf-8").startswith("#") for path in folder.glob("*.md"))
    assert not [path for path in folder.iterdir() if path.suffix != ".md"]


def test_a_brief_removed_during_a_batch_is_left_out(coach: Coach, tmp_path: Path) -> None:
    more_briefs(coach, "Zebra")
    folder = tmp_path / "all"
    folder.mkdir()
    export_all(coach, "Markdown", folder)
    briefs.remove_brief(coach.ws, briefs.find_brief(coach.ws, "Zebra"))
    coach.desk.settle()
    assert [path.name for path in folder.iterdir()] == [f"{TITLE}.md"]
    assert "Exported 1 brief to “all”." in coach.desk.notices()


# The clipboard


def test_a_card_and_a_block_are_copied_rich_and_plain(coach: Coach) -> None:
    coach.go_to(PRICES)
    coach.desk.press("Ctrl+Shift+C")
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasHtml()
    assert PRICES in data.text()
    assert CAFE not in data.text().split(TEXT.split("\n")[0])[0]
    assert "3.5 percent" in data.html()
    assert "Copied 1 card." in coach.desk.notices()
    coach.go_to("Contention 1: " + CLAIM)
    coach.desk.press("Ctrl+Shift+C")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().count(PRICES) >= 2
    assert "Copied 2 cards." in coach.desk.notices()


QUITS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from counterpoint.ui import app as starting_up
from counterpoint.ui.forms.ask import Question
from counterpoint.workspace import briefs, library

made, begun = [], starting_up.Starting.show

def show(self):
    made.append(self)
    begun(self)
    QTimer.singleShot(20, step)

def step():
    starting = made[0]
    if starting.session is None:
        QTimer.singleShot(20, step)
        return
    session = starting.session
    essay = library.essays(session.ws)[0].id
    briefs.build(session.ws, briefs.BriefWish("Any", essay_ids=(essay,)))
    session.run("view.brief")
    session.run("brief.copy")
    clipboard = starting_up.QApplication.clipboard()
    assert clipboard.mimeData().hasHtml()
    print("copied", flush=True)
    starting.window.close() if sys.argv[1] == "close" else session.run("app.quit")

starting_up.Starting.show = show
code = starting_up.run_window(None, ())
text = starting_up.QApplication.clipboard().text()
print("left", len(text) > 100, starting_up.QApplication.clipboard().mimeData().hasHtml())
raise SystemExit(code)
"""


@pytest.mark.parametrize("way", ["close", "quit"])
def test_the_program_ends_well_with_a_card_on_the_clipboard(way: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", QUITS, way],
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["copied", "left True False"], done.stderr
