"""The whole program: it starts, needs no network, says when no display is there, and outlives its faults."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counterpoint.ui import crash
from counterpoint.ui.app import no_display
from tests.ui.conftest import OpenDesk
from tests.ui.desk import Desk

ROOT = Path(__file__).parents[2]

JOB = """
import socket, sys, time
from pathlib import Path

def never(*_args, **_more):
    raise AssertionError("a socket was opened")

socket.socket.connect = socket.socket.connect_ex = socket.socket.bind = never
socket.create_connection = socket.getaddrinfo = never
socket.socket.__init__ = never

from counterpoint.ui import app as starting_up
from counterpoint.workspace import search, transfer

app = starting_up.make_application()
starting = starting_up.Starting(app, None, (), False)
starting.show()
until = time.monotonic() + 20
while starting.session is None and time.monotonic() < until:
    app.processEvents()
session = starting.session
session.window.reader.select_span(0, 12)
session.run("tag.claim")
assert session.mark is not None
assert search.search(session.ws, "controls")
session.run("view.map")
session.run("help.shortcuts")
for _ in range(50):
    app.processEvents()
transfer.write_file(Path(sys.argv[1]), transfer.export_webannotation(session.ws, [session.essay.id]))
assert starting.window.close()
print("done", "PySide6.QtNetwork" in sys.modules, "http.client" in sys.modules)
"""


START = """
import sys, time
from counterpoint.ui import app as starting_up

app = starting_up.make_application()
starting = starting_up.Starting(app, None, (), False)
starting.show()
until = time.monotonic() + 20
while starting.session is None and time.monotonic() < until:
    app.processEvents()
session = starting.session
session.window.reader.select_span(0, 12)
session.run("tag.claim")
writers = ("docx", "lxml", "typst", *(f"counterpoint.exporters.{each}" for each in ("brief", "docx", "pdf")))
late = (*writers, "counterpoint.ui.brief", "counterpoint.ui.session.brief", "counterpoint.workspace.brief",
        "counterpoint.core.brief")
rows = {"counterpoint.core.brief_records"}
print(*sorted(name for name in sys.modules if name.startswith(late) and name not in rows))
session.run("view.brief")
print(*sorted(name for name in sys.modules if name.startswith(writers)))
starting.window.close()
"""


def run(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop"), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_nothing_opens_a_socket(tmp_path: Path) -> None:
    done = run(JOB, str(tmp_path / "out.jsonld"), QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "done False False"
    assert (tmp_path / "out.jsonld").stat().st_size > 1000


def test_nothing_of_briefs_is_loaded_before_they_are_asked_for() -> None:
    done = run(START, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    at_the_start, in_the_view, _end = done.stdout.split("\n")
    assert at_the_start == ""
    assert in_the_view == ""


def test_without_a_display_one_line_says_so() -> None:
    code = "from counterpoint.main import main; raise SystemExit(main([]))"
    done = run(code, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "display" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
@pytest.mark.parametrize(
    ("named", "display", "none"),
    [("", "", True), ("xcb", "", True), ("offscreen", "", False), ("", ":0", False)],
)
def test_what_counts_as_no_display(
    monkeypatch: pytest.MonkeyPatch, named: str, display: str, none: bool
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", named)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert no_display() is none


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Callable[[Desk], Path]]:
    """Watches for faults on behalf of a window; gives the folder of reports."""
    before = sys.excepthook

    def begin(desk: Desk) -> Path:
        crash.watch(tmp_path / "reports é", desk.window.notices.error)
        return tmp_path / "reports é"

    yield begin
    sys.excepthook = before


@pytest.mark.qt_no_exception_capture
def test_a_fault_of_the_program_is_reported_and_the_window_goes_on(
    desk: Desk, watched: Callable[[Desk], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = watched(desk)

    def faulty(_session: object) -> None:
        raise ZeroDivisionError("nobody expected this")

    desk.session.commands = {**desk.session.commands, "passage.next": faulty}
    desk.caret_to("Who pays?", 2)
    desk.press("J")
    (report,) = folder.glob("report-*.txt")
    assert "nobody expected this" in report.read_text(encoding="utf-8")
    (told,) = desk.window.notices.texts()
    assert "Something went wrong" in told
    assert str(report) in told
    assert "Traceback" not in told
    assert "Traceback" not in "".join(capsys.readouterr())
    desk.press("1")
    assert desk.tags() == [("claim", "Who pays?")]


def test_reports_are_kept_to_twenty_and_a_full_disk_is_no_fault_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = ValueError("once more")
    for _ in range(25):
        crash.write_report(tmp_path, ValueError, error, None)
    assert len(list(tmp_path.glob("report-*.txt"))) == crash.KEPT
    told: list[str] = []
    before = sys.excepthook
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    try:
        crash.watch(blocked, told.append)
        sys.excepthook(ValueError, error, None)
    finally:
        sys.excepthook = before
    assert told == [
        "Something went wrong inside the program; your work is saved. No report could be written."
    ]


def test_what_a_user_can_mend_is_a_notice_and_no_report(desk: Desk, watched: Callable[[Desk], Path]) -> None:
    folder = watched(desk)
    for command in ("passage.next", "tag.remove", "passage.confirm", "note.edit", "link.new"):
        desk.window.notices.clear()
        desk.session.run(command)
        (told,) = desk.window.notices.texts()
        assert told.endswith("."), command
    assert not list(folder.glob("report-*"))


def test_a_library_that_cannot_be_opened_leaves_a_window_that_says_why(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.counterpoint"
    broken.write_text("Dear Ada")
    desk = open_desk(broken)
    assert "broken.counterpoint" in desk.notices()
    assert broken.read_text() == "Dear Ada"
    for command in ("tag.claim", "essay.paste", "library.check", "essay.export", "view.map", "palette.open"):
        desk.session.run(command)
    assert desk.window.isVisible()


def test_the_first_run_has_something_to_read(starter_desk: Desk) -> None:
    assert starter_desk.essay.text
    assert starter_desk.tags()
    assert starter_desk.window.outline.model.rowCount() > 5
