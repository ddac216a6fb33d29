"""The window as its user has it, on a library of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.library import with_essay
from tests.ui.desk import Desk

OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(qtbot: QtBot, qapp: QApplication) -> Iterator[OpenDesk]:
    """Opens windows; each is closed at the end, and the application looks as it did."""
    desks: list[Desk] = []
    look = qapp.styleSheet(), qapp.palette(), qapp.font(), qapp.style().name()

    def open_one(path: Path | None, **more: object) -> Desk:
        desks.append(Desk(qtbot, path, **more))  # type: ignore[arg-type]
        return desks[-1]

    yield open_one
    for desk in reversed(desks):
        if not desk.closed:
            desk.close()
    qapp.setStyleSheet(look[0])
    if qapp.style().name() != look[3]:
        qapp.setStyle(look[3])
    qapp.setPalette(look[1])
    qapp.setFont(look[2])


@pytest.fixture
def desk(open_desk: OpenDesk, tmp_path: Path) -> Desk:
    """The window on a library with one small essay, in which Ada tags."""
    ws, _essay = with_essay(tmp_path)
    ws.close()
    return open_desk(tmp_path / "library.counterpoint")


@pytest.fixture
def starter_desk(open_desk: OpenDesk) -> Desk:
    """The window as it comes up for the first time, with the starter library."""
    return open_desk(None)
