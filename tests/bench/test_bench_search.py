"""Search over ten thousand essays: words to the first twenty results with their snippets."""

import os
from pathlib import Path
from time import perf_counter

import pytest

from counterpoint.workspace.library import open_workspace
from counterpoint.workspace.search import Hit, search
from tests.bench.ledger import Ledger
from tests.bench.texts import RARE

TIMES = 9
MOST_MS = 50
QUERIES = {
    "a common word": "trade",
    "the commonest word": "the",
    "a rare word": RARE,
    "a phrase": '"the market"',
    "part of a word": "constr",
    "two words": "trade policy",
    "a letter": "s",
    "two letters": "at",
    "one Chinese character": "自",
    "two Chinese characters": "自力",
    "three Chinese characters": "自力更",
    "Arabic": "التاجر",
    "a common letter and a rare word": f"s {RARE}",
}


@pytest.mark.parametrize("what", QUERIES)
def test_search(wide: Path, what: str, ledger: Ledger):
    words = QUERIES[what]
    warm: list[float] = []
    cold: list[float] = []
    disk: list[float] = []
    ws = open_workspace(wide)
    hits = search(ws, words)
    check(hits, words)
    for _ in range(TIMES):
        warm.append(searched(ws, words))
    ws.close()
    for kept in (cold, disk):
        for _ in range(TIMES // 2):
            if kept is disk:
                forget(wide)
            ws = open_workspace(wide)
            kept.append(searched(ws, words))
            ws.close()
    ledger.milliseconds(f"search for {what}", warm, MOST_MS)
    ledger.milliseconds("    the same, just opened", cold, MOST_MS)
    if hasattr(os, "posix_fadvise"):
        ledger.milliseconds("    the same, not in the system's cache", disk, MOST_MS)


def check(hits: list[Hit], words: str) -> None:
    """What came back really holds the words."""
    assert len(hits) == (4 if RARE in words else 20)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    terms = [words.strip('"')] if '"' in words else words.split()
    for hit in hits:
        marked = [part.split("\x03")[0] for part in hit.snippet.lower().split("\x02")[1:]]
        assert set(marked) <= set(terms)
        assert marked or any(term in hit.essay_title.lower() for term in terms)


def searched(ws, words: str) -> float:
    at = perf_counter()
    search(ws, words)
    return perf_counter() - at


def forget(path: Path) -> None:
    """Have the system forget what it has read of a file."""
    if hasattr(os, "posix_fadvise"):
        file = os.open(path, os.O_RDONLY)
        os.fsync(file)
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(file)
