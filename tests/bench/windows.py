"""The real window on a library, and how long it takes to do something and paint it."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counterpoint.ui.app import render
from counterpoint.ui.jobs import Jobs
from counterpoint.ui.session.opening import open_session
from counterpoint.ui.session.session import Session
from counterpoint.ui.theme import LIGHT, apply
from counterpoint.ui.window import Window
from counterpoint.workspace.settings import Settings

PATIENCE: Final = 60
"""Seconds after which what is waited for will not come."""
BEAT: Final = 4
"""Milliseconds between the turns of the event loop that `beats` asks for."""


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


class Shown:
    """A session whose window is on screen."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.window: Window = session.window
        self.reader = session.window.reader
        self.paints = Paints(self.reader.viewport())

    def until_painted(self, deed: Callable[[], object], paints: Paints | None = None) -> float:
        """Seconds from before `deed` until the reader, or what `paints` watches, has painted what it changed
        and the window is idle."""
        paints = paints or self.paints
        before, start = paints.count, perf_counter()
        deed()
        while paints.count == before:
            assert perf_counter() < start + PATIENCE, "nothing was painted"
            QApplication.processEvents()
        QApplication.processEvents()
        return perf_counter() - start

    def rest(self, seconds: float = 0.05) -> None:
        """Let timers and layout run, as between two deeds of a person."""
        until = perf_counter() + seconds
        while perf_counter() < until:
            QApplication.processEvents()

    def lay_out(self) -> None:
        """Have the whole text laid out and be at its beginning again."""
        self.reader.document().documentLayout().documentSize()
        bar = self.reader.verticalScrollBar()
        last = self.reader.document().lastBlock()
        self.reader.document().documentLayout().blockBoundingRect(last)
        self.rest(0.2)
        bar.setValue(0)
        self.rest()


@contextmanager
def beats() -> Iterator[list[float]]:
    """Seconds between one turn of the event loop and the next, those that Qt itself waits apart: a timer asks
    for a turn every `BEAT` milliseconds, and what is longer the window did not answer."""
    gaps: list[float] = []
    last = perf_counter()

    def beat() -> None:
        nonlocal last
        now = perf_counter()
        gaps.append(max(0.0, now - last - BEAT / 1000))
        last = now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(BEAT)
    timer.timeout.connect(beat)
    timer.start()
    yield gaps
    timer.stop()


@contextmanager
def window_on(library: Path, app: QApplication) -> Iterator[Shown]:
    """The window on a library, which is closed in the end."""
    apply(app, LIGHT)
    window = Window(LIGHT, render)
    window.show()
    shown = Shown(open_session(window, Jobs(window), Settings(scheme="light"), library, (), False))
    shown.rest(0.2)
    window.activateWindow()  # or no shortcut would be heard
    assert QTest.qWaitForWindowActive(window)
    gc.collect()
    gc.freeze()  # as ui.app does when the window has come up
    try:
        yield shown
    finally:
        gc.unfreeze()
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
