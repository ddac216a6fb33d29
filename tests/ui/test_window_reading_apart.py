"""While files are read apart the window goes on, whatever becomes of the reader."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from counterpoint.workspace import library
from tests.library import TEXT
from tests.ui.desk import Desk
from tests.ui.files import drop

LONG = "".join(f"Steel {number} is dear 😀 in the market. By A, " for number in range(60_000))


def titles(desk: Desk) -> list[str]:
    return sorted(line.title for line in library.essays(desk.ws))


def test_the_window_answers_while_a_file_is_read(desk: Desk, tmp_path: Path) -> None:
    for name in ("long.txt", "longer.txt"):
        (tmp_path / name).write_text(f"{name} 自力\n\n{LONG}", encoding="utf-8")
    desk.caret_to("Prices rose")
    ticks = 0

    def tick() -> None:
        nonlocal ticks
        ticks += 1

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(5)
    drop(desk.window.library_pane, tmp_path / "long.txt", tmp_path / "longer.txt")
    assert desk.session.jobs.busy
    QTest.keyClick(desk.window.reader, Qt.Key.Key_1)  # tagged meanwhile
    assert titles(desk) == ["Fences"]
    assert desk.passages()[0].quote.startswith("Prices rose")
    desk.until(lambda: len(titles(desk)) == 3)
    timer.stop()
    assert ticks > 10


def test_a_reader_that_is_ended_from_outside_is_told_and_the_next_file_is_read(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "long.txt").write_text(LONG, encoding="utf-8")
    (tmp_path / "short.txt").write_text(f"Short\n\n{TEXT}", encoding="utf-8")
    drop(desk.window.library_pane, tmp_path / "long.txt", tmp_path / "short.txt")
    desk.until(lambda: desk.session.readers._process is not None)
    process = desk.session.readers._process
    assert process is not None
    process.kill()
    desk.until(lambda: "Short" in titles(desk))
    assert "“long.txt” could not be read" in desk.notices()
    assert titles(desk) == ["Fences", "Short"]
