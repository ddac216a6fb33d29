"""One tag: from the key to the committed row and the painted text."""

import sqlite3
from functools import partial
from itertools import cycle
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counterpoint.workspace import library, tagging
from tests.bench.ledger import Ledger, percentile
from tests.bench.libraries import Size
from tests.bench.texts import spans
from tests.bench.windows import window_on

TAGS = 400
KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
FRAME_MS = 16


def test_tag_in_the_window(copy_of, size: Size, qapp, ledger: Ledger):
    path = copy_of(size)
    times = []
    with window_on(path, qapp) as shown:
        reader, essay = shown.reader, shown.session.essay
        assert essay is not None
        wanted = list(spans(essay, TAGS, seed=99))
        reader.setFocus()
        for (start, end), key in zip(wanted, cycle(KEYS)):
            reader.reveal((start, end))
            reader.select_span(start, end)
            shown.rest(0.02)
            times.append(shown.until_painted(partial(QTest.keyClick, reader, key)))
    assert tagged(path, essay.id) == size.passages + TAGS
    ledger.p99(f"a tag in the window, {size.name}", times[10:], FRAME_MS)


def test_tag_in_the_store(copy_of, size: Size, tmp_path, ledger: Ledger):
    path = copy_of(size)
    ws = library.open_workspace(path)
    essay = library.essay(ws, library.essays(ws)[0].id)
    bare = Bare(tmp_path / "bare.sqlite")
    times, bare_times = [], []
    for start, end in spans(essay, TAGS, seed=99):
        at = perf_counter()
        passage = tagging.tag_span(ws, essay, start, end, "claim")
        times.append(perf_counter() - at)
        bare_times.append(bare.insert(tuple(vars(passage).values())))
    ws.close()
    assert tagged(path, essay.id) == size.passages + TAGS
    assert bare.count() == TAGS
    ledger.p99(f"a tag in the store, {size.name}", times[10:], FRAME_MS)
    middle = percentile(times, 0.5) / percentile(bare_times, 0.5)
    ledger.note(
        f"the same against a bare INSERT (WAL, FULL), {size.name}",
        f"{middle:.1f} × of p50 {1000 * percentile(bare_times, 0.5):.2f}, "
        f"p99 {1000 * percentile(bare_times, 0.99):.2f} ms",
    )


class Bare:
    """A table of passages in SQLite and nothing else."""

    def __init__(self, path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")

    def insert(self, row: tuple[object, ...]) -> float:
        """Seconds to insert a row and commit it."""
        columns = ", ".join(f"c{number}" for number in range(len(row)))
        self._connection.execute(f"CREATE TABLE IF NOT EXISTS passage ({columns})")
        marks = ", ".join("?" * len(row))
        at = perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(f"INSERT INTO passage VALUES ({marks})", row)
        self._connection.execute("COMMIT")
        return perf_counter() - at

    def count(self) -> int:
        count: int = self._connection.execute("SELECT count(*) FROM passage").fetchone()[0]
        self._connection.close()
        return count


def tagged(path, essay_id: str) -> int:
    """How many passages of an essay are really in the file."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    count: int = connection.execute(
        "SELECT count(*) FROM passage WHERE essay_id = ?", (essay_id,)
    ).fetchone()[0]
    connection.close()
    return count
