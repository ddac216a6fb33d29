"""The window: its panes, its menus, and nothing of the library, so that it can be painted before the
models are loaded. `ui.session` fills it and connects it."""

import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from counterpoint.ui.actions import COMMAND, build_actions, build_menu, build_menu_bar, give_reading_keys
from counterpoint.ui.chrome.header import Header
from counterpoint.ui.chrome.library_pane import LibraryPane
from counterpoint.ui.chrome.notices import Notices
from counterpoint.ui.chrome.status import StatusBar
from counterpoint.ui.forms.passage_pane import PassagePane
from counterpoint.ui.map.view import MapView
from counterpoint.ui.outline.pane import OutlinePane
from counterpoint.ui.reader.findbar import FindBar
from counterpoint.ui.reader.view import Reader
from counterpoint.ui.theme import Theme

LIBRARY_WIDTH: Final = 210
PANEL_WIDTH: Final = 340
SIZE: Final = (1280, 800)
SMALLEST: Final = (760, 520)


class Window(QMainWindow):
    """The panes by name. `commanded` carries a command's id, whoever gave it; `closing` is asked before the
    window closes, and may refuse."""

    commanded = Signal(str)

    def __init__(self, theme: Theme, render: Callable[[str], str]) -> None:
        super().__init__()
        self.theme = theme
        self.closing: Callable[[], bool] = lambda: True
        self.setWindowTitle("Counterpoint")
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        self.actions_by_id = build_actions(self, self.commanded.emit)
        self.header = Header(self._cap("palette.open"))
        self.notices = Notices(theme)
        self.library_pane = LibraryPane(self._cap("essay.import"))
        self.reader = Reader()
        self.find_bar = FindBar(self.reader)
        self.outline = OutlinePane(theme)
        self.passage_pane = PassagePane(theme, render)
        self.map_view = MapView(theme)
        self.status = StatusBar(self._cap("help.shortcuts"))
        self._lay_out()
        self._give_keys()
        self.reader.set_theme(theme)

    @staticmethod
    def _cap(command_id: str) -> str:
        return next(iter(COMMAND[command_id].key_caps()), "")

    def _lay_out(self) -> None:
        page = _column(self.find_bar, self.reader)
        self.panel = QSplitter(Qt.Orientation.Vertical)
        self.panel.addWidget(self.outline)
        self.panel.addWidget(self.passage_pane)
        self.panel.setSizes([430, 270])
        self.panel.setChildrenCollapsible(False)
        self.panel.setHandleWidth(1)
        self.panel.setMinimumWidth(PANEL_WIDTH)
        self.views = QStackedWidget()
        self.views.addWidget(page)
        self.views.addWidget(self.map_view)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        for pane in (self.library_pane, self.views, self.panel):
            self.panes.addWidget(pane)
        self.panes.setHandleWidth(1)
        self.panes.setStretchFactor(1, 1)
        self.panes.setCollapsible(1, False)
        self.panes.setSizes([LIBRARY_WIDTH, SIZE[0] - LIBRARY_WIDTH - PANEL_WIDTH, PANEL_WIDTH])
        self.reader.setFrameShape(QFrame.Shape.NoFrame)
        self.setCentralWidget(_column(self.header, self.notices, self.panes, self.status))
        for first, then in (
            (self.library_pane, self.reader),
            (self.reader, self.outline),
            (self.outline, self.passage_pane),
        ):
            QWidget.setTabOrder(first, then)

    def _give_keys(self) -> None:
        give_reading_keys(self.actions_by_id, self.reader, self.outline, self.map_view)
        if sys.platform == "darwin":
            build_menu_bar(self, self.actions_by_id)
        else:
            self.header.set_menu(build_menu(self, self.actions_by_id))

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of `theme` everywhere."""
        self.theme = theme
        for pane in (self.notices, self.reader, self.outline, self.passage_pane, self.map_view):
            pane.set_theme(theme)

    def show_view(self, view: str) -> None:
        """Show `read` or `map`."""
        self.views.setCurrentIndex(0 if view == "read" else 1)
        self.header.set_view(view)
        self.actions_by_id[f"view.{view}"].setChecked(True)
        (self.reader if view == "read" else self.map_view).setFocus()

    @property
    def on_map(self) -> bool:
        """Whether the map is what is shown."""
        return self.views.currentIndex() == 1

    def geometry_words(self) -> str:
        """Where the window is, for the next start."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore_words(self, words: str) -> None:
        """Go where the window was, if that is on a screen."""
        if words:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(words.encode())))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.closing():
            event.accept()
        else:
            event.ignore()


def _column(*widgets: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        stretch = isinstance(widget, QSplitter | Reader)
        column.addWidget(widget, 1 if stretch else 0)
    return box
