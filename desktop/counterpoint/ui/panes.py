"""The panes of the window: made, laid out, and given their keys."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

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
from counterpoint.ui.window import LIBRARY_WIDTH, PANEL_WIDTH, SIZE

if TYPE_CHECKING:
    from counterpoint.ui.window import Window


def furnish(window: "Window") -> None:
    """Make every pane of the window and put it in its place."""
    window.actions_by_id = build_actions(window, window.commanded.emit)
    window.header = Header(_cap("palette.open"))
    window.notices = Notices(window.theme)
    window.library_pane = LibraryPane(_cap("essay.import"))
    window.reader = Reader()
    window.find_bar = FindBar(window.reader)
    window.outline = OutlinePane(window.theme)
    window.passage_pane = PassagePane(window.theme, window.render_markdown)
    window.map_view = MapView(window.theme)
    window.status = StatusBar(_cap("help.shortcuts"))
    window.reader.set_theme(window.theme)
    _lay_out(window)
    _give_keys(window)


def _cap(command_id: str) -> str:
    return next(iter(COMMAND[command_id].key_caps()), "")


def _lay_out(window: "Window") -> None:
    window.page = _column(window.find_bar, window.reader)
    window.panel = QSplitter(Qt.Orientation.Vertical)
    window.panel.addWidget(window.outline)
    window.panel.addWidget(window.passage_pane)
    window.panel.setSizes([430, 270])
    window.panel.setChildrenCollapsible(False)
    window.panel.setHandleWidth(1)
    window.panel.setMinimumWidth(PANEL_WIDTH)
    window.views = QStackedWidget()
    window.views.addWidget(window.page)
    window.views.addWidget(window.map_view)
    window.panes = QSplitter(Qt.Orientation.Horizontal)
    for pane in (window.library_pane, window.views, window.panel):
        window.panes.addWidget(pane)
    window.panes.setHandleWidth(1)
    window.panes.setStretchFactor(1, 1)
    window.panes.setCollapsible(1, False)
    window.panes.setSizes([LIBRARY_WIDTH, SIZE[0] - LIBRARY_WIDTH - PANEL_WIDTH, PANEL_WIDTH])
    window.reader.setFrameShape(QFrame.Shape.NoFrame)
    window.setCentralWidget(_column(window.header, window.notices, window.panes, window.status))
    for first, then in (
        (window.library_pane, window.reader),
        (window.reader, window.outline),
        (window.outline, window.passage_pane),
    ):
        QWidget.setTabOrder(first, then)


def _column(*widgets: QWidget) -> QWidget:
    """The widgets from top to bottom; the reader or the panes take the room that is left."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, 1 if isinstance(widget, QSplitter | Reader) else 0)
    return box


def _give_keys(window: "Window") -> None:
    give_reading_keys(window.actions_by_id, window.reader, window.outline, window.map_view)
    if sys.platform == "darwin":
        build_menu_bar(window, window.actions_by_id)
    else:
        window.header.set_menu(build_menu(window, window.actions_by_id))
