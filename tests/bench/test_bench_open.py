"""Opening a large essay in the window, the memory it takes, and scrolling through it."""

import json
from functools import partial
from time import perf_counter

from PySide6.QtWidgets import QApplication, QTextEdit

from counterpoint.core.changes import Edit, added
from counterpoint.workspace import library
from tests.bench.ledger import Ledger, percentile
from tests.bench.libraries import HUGE, TENTH, Size
from tests.bench.probes import run_probe
from tests.bench.texts import essay_of
from tests.bench.windows import window_on

OPENINGS = 5
FRAMES = 400
FRAME_MS = 16
STEP = 120
"""Pixels a frame: what three notches of a wheel move."""

MOST_SECONDS = {False: 0.5, True: 2.0}
"""What opening may take, by whether the essay is the largest."""


def test_opening(copy_of, any_size: Size, qapp, ledger: Ledger):
    """From choosing it in a window that shows a short essay to its first screen painted with its tags."""
    path = copy_of(any_size)
    ws = library.open_workspace(path)
    large = library.essays(ws)[0].id
    short = essay_of(4_000, "A short essay", seed=5)
    ws.commit(Edit("Add essay", (added(short),)))
    ws.close()
    times, freezes = [], []
    with window_on(path, qapp) as shown:
        session = shown.session
        for _ in range(OPENINGS):
            session.open_essay(short.id)
            shown.rest(0.2)
            times.append(shown.until_painted(lambda: session.open_essay(large)))
            freezes.append(longest_stop(shown))
            assert session.essay is not None
            assert session.essay.id == large
            assert len(shown.reader.visible_marks(0, len(shown.reader.text()))) == any_size.passages
            assert shown.window.outline.model.rowCount() >= any_size.passages
    ledger.seconds(f"opening {any_size.name}", times, MOST_SECONDS[any_size is HUGE])
    ledger.note(f"longest stop of the window after that, {any_size.name}", f"{1000 * max(freezes):.0f} ms")


def longest_stop(shown) -> float:
    """The longest that the window does not answer while Qt lays out the rest of the text."""
    worst, until = 0.0, perf_counter() + 1.0
    while perf_counter() < until:
        at = perf_counter()
        QApplication.processEvents()
        worst = max(worst, perf_counter() - at)
    return worst


def test_memory_of_the_largest(copy_of, ledger: Ledger):
    """Everything, in a process of its own: the window with the essay, laid out to its end."""
    told = json.loads(run_probe("startup_probe.py", "0", str(copy_of(HUGE)), "--to-the-end"))
    assert told["marks"] == HUGE.passages
    assert told["at_end"]
    ledger.megabytes(f"memory with {HUGE.name}, all laid out", told["megabytes"], 500)


def test_scrolling(copy_of, any_size: Size, qapp, ledger: Ledger):
    """A frame is what a turn of the wheel costs until it is painted; each shows text not seen before."""
    with window_on(copy_of(any_size), qapp) as shown:
        shown.lay_out()
        bar = shown.reader.verticalScrollBar()
        assert bar.maximum() > 20 * shown.reader.viewport().height()
        step = min(STEP, bar.maximum() // (FRAMES + 2))
        frames = [shown.until_painted(lambda: bar.setValue(bar.value() + step)) for _ in range(FRAMES)]
        pages = bar.maximum() // 60
        jumps = [shown.until_painted(partial(bar.setValue, at * pages)) for at in range(1, 60)]
        assert bar.value() > 0.9 * bar.maximum()
        text = shown.reader.text()
    bare = bare_frames(text, step)
    ledger.p99(f"a frame while scrolling, {any_size.name}", frames, FRAME_MS)
    ledger.p99(f"a jump in the text, {any_size.name}", jumps, FRAME_MS)
    if any_size is not TENTH:
        middle, high = 1000 * percentile(bare, 0.5), 1000 * percentile(bare, 0.99)
        figure = f"{1000 * percentile(frames, 0.5) / middle:.1f} × of p50 {middle:.1f}, p99 {high:.1f} ms"
        ledger.note(f"a frame against a bare QTextEdit's, {any_size.name}", figure)


def bare_frames(text: str, step: int) -> list[float]:
    """The same in a QTextEdit of the same size with the same text, without anything of ours."""
    edit = QTextEdit()
    edit.setReadOnly(True)
    edit.resize(730, 700)
    edit.setPlainText(text)
    edit.show()
    QApplication.processEvents()
    bar = edit.verticalScrollBar()
    times = []
    for _ in range(FRAMES):
        at = perf_counter()
        bar.setValue(bar.value() + step)
        QApplication.processEvents()
        times.append(perf_counter() - at)
    edit.close()
    return times
