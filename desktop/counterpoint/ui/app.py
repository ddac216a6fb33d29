"""Starting the program with a window: painted first, then the models load beside it, then the library."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from counterpoint.resources import resource
from counterpoint.ui.fonts import load_fonts
from counterpoint.ui.theme import apply, scheme_theme
from counterpoint.ui.tokens import POINTS_A_PIXEL
from counterpoint.ui.window import Window
from counterpoint.workspace.settings import (
    NAME,
    library_to_open,
    load_settings,
    reports_folder,
    settings_file,
)

if TYPE_CHECKING:
    from counterpoint.ui.session.session import Session
    from counterpoint.workspace.glance import Glance

SESSION: Final = "counterpoint.ui.session.opening"
"""What needs the models; it is imported in a thread while the window is painted."""


ONCE_LATER: Final = Qt.ConnectionType(
    Qt.ConnectionType.QueuedConnection.value | Qt.ConnectionType.SingleShotConnection.value
)


def run_window(library: Path | None, files: Sequence[Path], *, read_only: bool = False) -> int:
    """Show the window on `library` (the usual one for None), import and open `files`; gives the exit code."""
    if no_display():
        print(
            "There is no display for a window; “counterpoint --help” lists what works without one.",
            file=sys.stderr,
        )
        return 1
    # What is loaded at the start stays: collecting garbage meanwhile finds nothing and takes its time.
    gc.disable()
    app = make_application()
    starting = Starting(app, library, files, read_only)
    starting.show()
    return app.exec()


def no_display() -> bool:
    """Whether Qt would abort for want of a display."""
    named = os.environ.get("QT_QPA_PLATFORM", "")
    there = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform.startswith("linux") and not there and named in ("", "xcb", "wayland")


def make_application() -> QApplication:
    """The application with its name, icon and fonts."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    app.setDesktopFileName("counterpoint")
    load_fonts()
    return app


class Starting:
    """The first second: the bare window, the panes with the essay open last, and then, once the models are
    loaded beside it, the session. What is asked for before that is done then, where it was asked."""

    def __init__(
        self, app: QApplication, library: Path | None, files: Sequence[Path], read_only: bool
    ) -> None:
        self.settings = load_settings(settings_file())
        theme = scheme_theme(app, self.settings.scheme)
        apply(app, theme)
        self.window = Window(theme, render, furnished=False)
        self.window.restore_words(self.settings.geometry)
        self.session: Session | None = None
        self._library, self._files, self._read_only = library, tuple(files), read_only
        self._glance: Glance | None = None
        self._asked: list[tuple[str, tuple[int, int]]] = []
        self.window.bared.connect(self._furnish, ONCE_LATER)

    def show(self) -> None:
        """Show the window; loading begins when it has been painted."""
        self.window.show()

    def _furnish(self) -> None:
        # All this is loaded while the bare window is on the screen.
        from counterpoint.core.errors import UserError
        from counterpoint.ui.crash import watch
        from counterpoint.ui.jobs import Jobs
        from counterpoint.ui.showing import show_glance
        from counterpoint.workspace.glance import glance

        window = self.window
        window.furnish()
        watch(reports_folder(), self._tell)
        window.activateWindow()
        window.commanded.connect(self._hold)
        window.reader.set_reading_size(self.settings.reading_size * POINTS_A_PIXEL)
        self.jobs = Jobs(window)
        try:
            self._glance = glance(library_to_open(self.settings, self._library), read_only=self._read_only)
        except UserError:
            self._glance = None  # the session meets the same and says so
        if self._glance is not None:
            show_glance(window, self._glance)
        QTimer.singleShot(0, self._load)

    def _load(self) -> None:
        self.window.reader.setFocus()
        QApplication.setWindowIcon(QIcon(str(resource("icons/counterpoint.svg"))))
        self.jobs.run(lambda: import_module(SESSION), self._open, self._failed)

    def _hold(self, command_id: str) -> None:
        cursor = self.window.reader.textCursor()
        self._asked.append((command_id, (cursor.anchor(), cursor.position())))

    def _open(self, opening: object) -> None:
        window = self.window
        window.commanded.disconnect(self._hold)
        self.session = opening.open_session(  # type: ignore[attr-defined]
            window, self.jobs, self.settings, self._library, self._files, self._read_only, self._glance
        )
        gc.freeze()
        gc.enable()
        for command_id, (anchor, position) in self._asked:
            cursor = window.reader.textCursor()
            cursor.setPosition(anchor)
            cursor.setPosition(position, cursor.MoveMode.KeepAnchor)
            window.reader.setTextCursor(cursor)
            window.commanded.emit(command_id)

    def _tell(self, sentence: str) -> None:
        self.window.notices.error(sentence)

    def _failed(self, error: BaseException) -> None:
        raise error


def render(markdown: str) -> str:
    """Safe HTML of Markdown. Python-Markdown is loaded when the first answer is shown."""
    html: str = import_module("counterpoint.workspace.prose").render(markdown)
    return html
