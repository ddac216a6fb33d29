"""Reviews: five annotators of 1 MB compared with every figure, in the window too, and many files taken in."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from counterpoint.core.records import Passage
from counterpoint.workspace import library
from tests.bench.ledger import Ledger
from tests.bench.libraries import empty_library
from tests.bench.probes import run_probe
from tests.bench.review_libraries import NAMES, reviewed_library, sent_files
from tests.bench.texts import essay_of

LENGTH = 1_000_000
PASSAGES = 2_000
"""Those of each annotator."""

FILES = 30
IN_FILE = 500
TURNS = 3
COMPARED_S = 2
STOP_MS = 100
TAKEN_S = 3


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed library with five annotators' tags; not to be written to."""
    ws, _ = reviewed_library(tmp_path_factory.mktemp("reviewed"), LENGTH, PASSAGES)
    assert len(ws.store.find(Passage)) == len(NAMES) * PASSAGES
    ws.close()
    return ws.path


def test_comparing(reviewed: Path, ledger: Ledger):
    """From the library to every figure with its interval, 1,000 rounds."""
    told = json.loads(run_probe("compare_probe.py", str(reviewed)))
    assert told["differences"] > PASSAGES
    parts = {name: median(told[name]) for name in ("read", "compared", "figures", "loop")}
    whole = [sum(each) for each in zip(told["read"], told["compared"], told["figures"], strict=True)]
    ledger.seconds(f"comparing 5 × {PASSAGES:,} passages with every figure", whole, COMPARED_S)
    ledger.note(
        "of which reading, matching and telling, figures",
        f"{parts['read']:.2f}, {parts['compared']:.2f}, {parts['figures']:.2f} s",
    )
    ledger.note(
        "the same beside ten million rounds of a bare loop",
        f"{median(whole) / parts['loop']:.1f} × of {parts['loop']:.2f} s",
    )


def test_the_window_meanwhile(reviewed: Path, tmp_path: Path, ledger: Ledger):
    """The Review view asked for, figures and all, and differences decided by keys."""
    told = []
    for _ in range(TURNS):
        path = Path(shutil.copy(reviewed, tmp_path / "library.counterpoint"))
        told.append(json.loads(run_probe("review_probe.py", str(path))))
        assert told[-1]["decisions"] == len(told[-1]["decided"])
    gaps = [gap for each in told for gap in each["gaps"]]
    ledger.longest("the window not answering while it compares them", gaps, STOP_MS)
    asked, first, figures = (median(each[name] for each in told) for name in ("asked", "first", "figures"))
    ledger.note(
        "the Review view loaded and shown",
        f"{1000 * asked:.0f} ms, differences after {first:.2f}, figures after {figures:.2f} s",
    )
    decided = [seconds for each in told for seconds in each["decided"]]
    ledger.p99(f"one of {len(NAMES)} × {PASSAGES:,} decided in the window", decided, STOP_MS)


def test_taking_files_in(tmp_path: Path, ledger: Ledger):
    """By the command line, from its start to its end, beside a bare insert of as many rows."""
    ws = empty_library(tmp_path / "mine")
    ws.close()
    folder = tmp_path / "sent"
    folder.mkdir()
    essay = essay_of(LENGTH // 10, "An essay that thirty have tagged")
    sent_files(folder, essay, FILES, IN_FILE)
    times, bare = [], []
    for turn in range(TURNS):
        path = Path(shutil.copy(ws.path, tmp_path / f"{turn}.counterpoint"))
        verb = [sys.executable, "-m", "counterpoint", "--library", str(path), "import", str(folder), "--json"]
        times.append(seconds(partial(subprocess.run, verb, check=True, capture_output=True, env=os.environ)))
        with closing(library.open_workspace(path, read_only=True)) as taken:
            rows = [tuple(vars(each).values()) for each in taken.store.find(Passage)]
        assert len(rows) == FILES * IN_FILE
        bare.append(bare_insert(tmp_path / f"{turn}.sqlite", rows))
    ledger.seconds(f"{FILES} files of {IN_FILE} passages taken in by the command line", times, TAKEN_S)
    ledger.note(
        "the same beside a bare INSERT of their rows (WAL, FULL)",
        f"{median(times) / median(bare):.0f} × of {1000 * median(bare):.0f} ms",
    )


def bare_insert(path: Path, rows: list[tuple[object, ...]]) -> float:
    """Seconds to write rows to a table in SQLite and nothing else."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        columns = ", ".join(f"c{number}" for number in range(len(rows[0])))
        connection.execute(f"CREATE TABLE passage ({columns})")

        def insert() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO passage VALUES ({', '.join('?' * len(rows[0]))})", rows)
            connection.execute("COMMIT")

        return seconds(insert)


def seconds(deed: Callable[[], object]) -> float:
    at = perf_counter()
    deed()
    return perf_counter() - at
