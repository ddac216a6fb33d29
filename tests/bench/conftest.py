"""Libraries of each size, made once a run, and the table at the end."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.bench.brief_libraries import Briefed, briefed_library
from tests.bench.ledger import Ledger
from tests.bench.libraries import HUGE, TENTH, WHOLE, Size, tagged_library, wide_library

LEDGER: Final = pytest.StashKey[Ledger]()
ESSAYS: Final = 10_000
ESSAY_LENGTH: Final = 5_000


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEDGER] = Ledger()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    terminalreporter.section("speed")
    for line in config.stash[LEDGER].table():
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def ledger(request) -> Ledger:
    """Where figures are noted."""
    kept: Ledger = request.config.stash[LEDGER]
    return kept


@pytest.fixture(scope="session")
def of_size(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Size], Path]:
    """The closed library of one large essay of a size; not to be written to."""
    made: dict[Size, Path] = {}

    def library(size: Size) -> Path:
        if size not in made:
            ws, _ = tagged_library(tmp_path_factory.mktemp("library"), size)
            ws.close()
            made[size] = ws.path
        return made[size]

    return library


@pytest.fixture
def copy_of(of_size, tmp_path) -> Callable[[Size], Path]:
    """A copy of such a library, to be written to."""

    def copied(size: Size) -> Path:
        made = Path(shutil.copy(of_size(size), tmp_path / "library.counterpoint"))
        with made.open("rb") as file:  # or the first commit would wait for the copy to reach the disk
            os.fsync(file.fileno())
        return made

    return copied


@pytest.fixture(scope="session")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed library of 10,000 essays of 5 KB."""
    ws = wide_library(tmp_path_factory.mktemp("wide"), ESSAYS, ESSAY_LENGTH)
    ws.close()
    return ws.path


@pytest.fixture(scope="session")
def briefed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Briefed]:
    """The closed library with a brief of so many cards; not to be written to."""
    made: dict[int, Briefed] = {}

    def library(cards: int) -> Briefed:
        if cards not in made:
            ws, brief = briefed_library(tmp_path_factory.mktemp("briefed"), cards)
            ws.close()
            made[cards] = Briefed(ws.path, brief.id)
        return made[cards]

    return library


@pytest.fixture(params=[TENTH, WHOLE], ids=["tenth", "whole"])
def size(request) -> Size:
    """The size the promises are for, and a tenth of it, which shows what does not grow."""
    chosen: Size = request.param
    return chosen


@pytest.fixture(params=[TENTH, WHOLE, HUGE], ids=["tenth", "whole", "huge"])
def any_size(request) -> Size:
    """Those and the largest."""
    chosen: Size = request.param
    return chosen
