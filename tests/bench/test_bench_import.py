"""Texts taken in: 300 pages of a PDF and of a DOCX beside the bare library, and a folder of 1,000 texts."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import pytest

from counterpoint.importers.apart import ReadersApart
from tests.bench.docx_files import docx_of
from tests.bench.import_libraries import pdf_of
from tests.bench.ledger import Ledger
from tests.bench.probes import run_probe
from tests.bench.texts import sentences, text_of

PAGES = 300
TEXTS = 1_000
TEXT_LENGTH = 6_000
LIMIT = 1.5
PAIRS = 7


@pytest.mark.parametrize(("suffix", "made_of"), [(".pdf", pdf_of), (".docx", docx_of)], ids=["pdf", "docx"])
def test_a_long_document(suffix, made_of, tmp_path: Path, ledger: Ledger):
    """Time and memory of reading it, beside the bare library call on the same file, in turn: a process may be
    slower than the next by a fifth for no reason of its own."""
    path = tmp_path / f"long{suffix}"
    path.write_bytes(made_of(PAGES))
    told = [
        [json.loads(run_probe("import_probe.py", str(path), how)) for how in ("ours", "bare")]
        for _ in range(PAIRS)
    ]
    ours, bare = told[0]
    assert ours["characters"] > 0.8 * TEXT_LENGTH
    kind = suffix[1:].upper()
    pairs = [[median(each["seconds"]) for each in pair] for pair in told]
    times = [median(each) for each in zip(*pairs, strict=True)]
    ledger.ratio(f"{PAGES} pages of {kind} beside the bare library, time", times[0] / times[1], LIMIT)
    ledger.note("of which ours, bare", f"{times[0]:.2f}, {times[1]:.2f} s")
    ratios = sorted(one / other for one, other in pairs)
    ledger.note("the least and the most of any pair", f"{ratios[0]:.2f}, {ratios[-1]:.2f} ×")
    if suffix == ".docx":
        plain = median(json.loads(run_probe("import_probe.py", str(path), "paragraphs"))["seconds"])
        ledger.note("beside python-docx, which gives the paragraphs' words", f"{times[0] / plain:.2f} ×")
    memory = ours["megabytes"], bare["megabytes"]
    ledger.ratio("the same, most memory", memory[0] / memory[1], LIMIT)
    ledger.note("of which ours, bare", f"{memory[0]:.0f}, {memory[1]:.0f} MB")
    apart = []
    for _ in range(3):
        with ReadersApart() as readers:
            start = perf_counter()
            assert len(readers.essay(path).text) == ours["characters"]
            apart.append(perf_counter() - start)
    ledger.note("read apart, its process started for it", f"{median(apart):.2f} s")


def test_a_folder_of_texts(tmp_path: Path, ledger: Ledger):
    """By the command line, start to end, beside inserting the same texts by bare SQLite."""
    folder = tmp_path / "texts"
    folder.mkdir()
    pool = sentences(Random(1))
    texts = [text_of(Random(number), pool, TEXT_LENGTH) for number in range(TEXTS)]
    for number, text in enumerate(texts):
        (folder / f"text-{number:04}.txt").write_text(text, encoding="utf-8")
    library = tmp_path / "library.counterpoint"
    start = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "counterpoint", "import", str(folder), "--library", str(library), "--json"],
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ,
    )
    ours = perf_counter() - start
    with closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM essay").fetchone() == (TEXTS,)
    ledger.note(f"a folder of {TEXTS:,} texts taken in", f"{ours:.1f} s, {1000 * ours / TEXTS:.1f} ms each")
    start = perf_counter()
    with closing(sqlite3.connect(tmp_path / "bare", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE essay (text)")
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(text, tokenize=trigram)")
        for text in texts:
            connection.execute("BEGIN")
            connection.execute("INSERT INTO essay VALUES (?)", (text,))
            connection.execute("INSERT INTO found VALUES (?)", (text,))
            connection.execute("COMMIT")
    bare = perf_counter() - start
    ledger.note("the same beside bare inserts into SQLite, indexed", f"{ours / bare:.1f} × of {bare:.1f} s")
