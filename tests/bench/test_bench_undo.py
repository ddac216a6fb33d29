"""Undo of an edit of ten thousand rows, in the store and through the window."""

from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counterpoint.core.changes import Edit, added
from counterpoint.core.records import Passage
from counterpoint.workspace import library
from counterpoint.workspace.removal import removal
from counterpoint.workspace.workspace import Workspace
from tests.bench.ledger import Ledger
from tests.bench.libraries import TENTH, empty_library
from tests.bench.test_bench_tag import tagged
from tests.bench.texts import essay_of, passages_of
from tests.bench.windows import window_on

ROWS = 10_000
TIMES = 5
MOST_SECONDS = 0.5
LENGTH = 1_000_000


def imported(folder: Path) -> tuple[Workspace, str, int]:
    """A library whose last step added 10,000 passages; its essay's id and how many there were before."""
    ws, essay_id = _with_essay(folder)
    _add(ws, essay_id, ROWS)
    return ws, essay_id, 0


def removed(folder: Path) -> tuple[Workspace, str, int]:
    """One whose last step removed 5,000 passages: as many tombstones make it 10,000 rows."""
    return _removed(folder, ROWS // 2)


def all_removed(folder: Path) -> tuple[Workspace, str, int]:
    """One whose last step removed 10,000 passages, which is 20,000 rows."""
    return _removed(folder, ROWS)


def _with_essay(folder: Path) -> tuple[Workspace, str]:
    ws = empty_library(folder)
    essay = essay_of(LENGTH, f"An essay of {TENTH.name}")
    library.add_essays(ws, [essay])
    return ws, essay.id


def _add(ws: Workspace, essay_id: str, count: int) -> None:
    made = passages_of(library.essay(ws, essay_id), library.annotators(ws), count)
    ws.commit(Edit("Import", tuple(map(added, made))))


def _removed(folder: Path, count: int) -> tuple[Workspace, str, int]:
    ws, essay_id = _with_essay(folder)
    _add(ws, essay_id, count)
    ws.commit(removal("Untag", ws.store.find(Passage, essay_id=essay_id)))
    return ws, essay_id, count


STEPS = {
    "an import of 10,000 passages": (imported, MOST_SECONDS),
    "a removal of 5,000 passages (10,000 rows)": (removed, MOST_SECONDS),
    "a removal of 10,000 passages (20,000 rows)": (all_removed, 2 * MOST_SECONDS),
}


@pytest.mark.parametrize("step", STEPS)
def test_undo_in_the_store(step: str, tmp_path, ledger: Ledger):
    make, target = STEPS[step]
    ws, essay_id, before = make(tmp_path)
    after = tagged(ws.path, essay_id)
    times = []
    for _ in range(TIMES):
        at = perf_counter()
        ws.undo()
        times.append(perf_counter() - at)
        assert tagged(ws.path, essay_id) == before
        ws.redo()
        assert tagged(ws.path, essay_id) == after
    ws.close()
    ledger.seconds(f"undo of {step}, store", times, target)


@pytest.mark.parametrize("step", STEPS)
def test_undo_in_the_window(step: str, tmp_path, qapp, ledger: Ledger):
    """From the key to the painted text."""
    make, target = STEPS[step]
    ws, _, before = make(tmp_path)
    path = ws.path
    ws.close()
    times = []
    control = Qt.KeyboardModifier.ControlModifier
    with window_on(path, qapp) as shown:
        reader = shown.reader
        reader.setFocus()
        for _ in range(TIMES):
            times.append(shown.until_painted(lambda: QTest.keyClick(reader, Qt.Key.Key_Z, control)))
            assert len(reader.visible_marks(0, LENGTH)) == before
            QTest.keyClick(reader, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
            shown.rest(0.3)
    ledger.seconds(f"undo of {step}, window", times, target)
