"""Which brief is shown, and what can be done with briefs: a button with its name and a menu."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

_ROOM: Final = 30
"""Pixels of the button that its words have not."""


class BriefName(NamedTuple):
    """A brief to choose from."""

    id: str
    title: str


class BriefChooser(QPushButton):
    """Says the brief's name; its menu lists every brief, then what the actions given do.

    `briefChosen` carries the id of the brief that the user chose.
    """

    briefChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._briefs: tuple[BriefName, ...] = ()
        self._current = ""
        self._actions: list[QAction] = []
        self.setProperty("role", "flat")
        self.setStyleSheet("QPushButton { font-weight: bold; color: palette(window-text); }")
        self.clicked.connect(self.open_menu)
        self._say()

    def show_briefs(self, briefs: Sequence[BriefName], current: str) -> None:
        """Lists these in their order; `current` is the id of the one on show, empty for none."""
        self._briefs, self._current = tuple(briefs), current
        self._say()

    def set_actions(self, actions: list[QAction]) -> None:
        """What the menu offers below the briefs."""
        self._actions = actions

    def make_menu(self) -> QMenu:
        """The briefs, the one on show ticked, and the actions."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        group = QActionGroup(menu)
        for brief in self._briefs:
            words = self.fontMetrics().elidedText(brief.title, Qt.TextElideMode.ElideRight, 360)
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(brief.id == self._current)
            action.setToolTip("" if words == brief.title else brief.title)
            action.triggered.connect(lambda _=False, each=brief.id: self.briefChosen.emit(each))
            group.addAction(action)
        if self._briefs:
            menu.addSeparator()
        menu.addActions(self._actions)
        return menu

    def open_menu(self) -> None:
        """Opens the menu below the button."""
        menu = self.make_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def title(self) -> str:
        """The name of the brief on show; empty where there is none."""
        return next((brief.title for brief in self._briefs if brief.id == self._current), "")

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _say(self) -> None:
        title = self.title()
        self.setAccessibleName(f"Brief: {title}" if title else "Briefs")
        self._cut()

    def _cut(self) -> None:
        whole = self.title() or "Briefs"
        room = self.width() - _ROOM
        words = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        self.setText(words.replace("&", "&&") + " ▾")
        self.setToolTip("" if words == whole else whole)
