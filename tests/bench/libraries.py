"""Libraries of the sizes that the program promises its speed for, made by its own verbs."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from counterpoint.core.changes import Edit, added
from counterpoint.core.records import Essay
from counterpoint.workspace.library import (
    add_annotator,
    add_essays,
    annotators,
    choose_annotator,
    open_workspace,
)
from counterpoint.workspace.workspace import Workspace
from tests.bench.texts import essay_of, passages_of, small_essays


class Size(NamedTuple):
    """An essay's length in code points, and how many passages are tagged in it."""

    name: str
    length: int
    passages: int


TENTH = Size("100 KB, 1,000 passages", 100_000, 1_000)
WHOLE = Size("1 MB, 10,000 passages", 1_000_000, 10_000)
HUGE = Size("5 MB, 100,000 passages", 5_000_000, 100_000)


def empty_library(folder: Path) -> Workspace:
    """A library in which Ada tags and Ben has tagged."""
    folder.mkdir(parents=True, exist_ok=True)
    ws = open_workspace(folder / "library.counterpoint")
    add_annotator(ws, "Ben")
    choose_annotator(ws, add_annotator(ws, "Ada"))
    return ws


def tagged_library(folder: Path, size: Size) -> tuple[Workspace, Essay]:
    """A library of one essay of that size, tagged by two annotators."""
    ws = empty_library(folder)
    essay = essay_of(size.length, f"An essay of {size.name}")
    add_essays(ws, [essay])
    tag(ws, essay, size.passages)
    return ws, essay


def tag(ws: Workspace, essay: Essay, count: int) -> None:
    """Tag `count` spans in one step, as an import of other people's tags does."""
    passages = passages_of(essay, annotators(ws), count)
    ws.commit(Edit("Import", tuple(map(added, passages))))


def wide_library(folder: Path, count: int, length: int) -> Workspace:
    """A library of many essays, with some passages in every tenth."""
    ws = empty_library(folder)
    for batch in _batches(small_essays(count, length), 500):
        add_essays(ws, batch)
        for essay in batch[::10]:
            tag(ws, essay, 20)
    return ws


def _batches(essays: Iterator[Essay], size: int) -> Iterator[list[Essay]]:
    while batch := list(islice(essays, size)):
        yield batch
