"""Whose lanes are shown, whether names are, and how far one has read: wishes, above the page."""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from counterpoint.core.review_document import AGREED
from counterpoint.ui.chrome.drawing import Strip
from counterpoint.ui.chrome.header import LastingMenu
from counterpoint.ui.review.enter_button import EnterButton

Read = Literal["caret", "all", "none"]
"""I have read up to the caret; all of it; I have not started."""

_READ: Final[tuple[tuple[Read, str], ...]] = (
    ("caret", "I have read up to the caret"),
    ("all", "I have read all of it"),
    ("none", "I have not started"),
)
_ROOM: Final = 34
"""Pixels of a button that its words have not."""


class Whom(NamedTuple):
    """Somebody whose lane can be shown, and how many passages it has."""

    id: str
    name: str
    passages: int


class PeopleBar(Strip):
    """Chooses whom to show. `shownChosen` carries the ids of all that shall be shown, as a frozen set;
    `blindChosen` whether names shall be hidden; `readChosen` a `Read`."""

    blindChosen = Signal(bool)
    readChosen = Signal(str)
    shownChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Edge.BottomEdge, parent)
        self.setAccessibleName("Whom to show")
        self._people: tuple[Whom, ...] = ()
        self._shown: frozenset[str] = frozenset()
        self._upto = 0
        self._length = 0
        self._menu = LastingMenu(self)
        self._menu.setAccessibleName("Whom to show")
        self.who = _Cut()
        self.who.clicked.connect(self.open_people)
        self.blind = EnterButton("Blind", role="chip")
        self.blind.setCheckable(True)
        self.blind.setAccessibleName("Blind mode")
        self.blind.setAccessibleDescription("Hides the annotators’ names")
        self.blind.setToolTip("Hide the annotators’ names")
        self.blind.clicked.connect(self.blindChosen)
        self.read = EnterButton("", role="flat")
        self.read.clicked.connect(self.open_read)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.who, 1)
        row.addWidget(self.blind)
        row.addWidget(self.read)
        self.show_people((), ())
        self.show_read(0, 0)

    # What is on show

    def show_people(self, people: Iterable[Whom], shown: Iterable[str]) -> None:
        """Offers these; those with the ids `shown` are ticked."""
        self._people = tuple(people)
        self._shown = frozenset(shown) & {each.id for each in self._people}
        names = ", ".join(each.name for each in self._people if each.id in self._shown)
        self.who.say(f"Showing {names}" if names else "Showing nobody")

    def show_blind(self, blind: bool) -> None:
        """Whether names are hidden, without a signal."""
        self.blind.setChecked(blind)

    def show_read(self, upto: int, length: int) -> None:
        """How far one has read oneself: code points, of so many."""
        self._upto, self._length = upto, length
        words = f"I have read {upto * 100 // length} %" if 0 < upto < length else _words(self._read())
        self.read.setText(f"{words} ▾")
        self.read.setAccessibleName(f"How far I have read: {words}")
        self.read.setToolTip("What you have not read yet counts neither for nor against you")

    def set_writable(self, writable: bool) -> None:
        """Whether how far one has read can be noted."""
        self.read.setEnabled(writable)

    # Menus

    def people_menu(self) -> QMenu:
        """Everybody with how many passages; it stays open while names are ticked."""
        menu = self._menu
        menu.clear()
        for each in self._people:
            if each.id == AGREED and len(self._people) > 1:
                menu.addSeparator()
            action = menu.addAction(f"{each.name.replace('&', '&&')}  ({each.passages:,})")
            action.setCheckable(True)
            action.setChecked(each.id in self._shown)
            action.setProperty("lasting", True)
            action.toggled.connect(lambda on, who=each.id: self._show(who, on))
        return menu

    def read_menu(self) -> QMenu:
        """How far one has read."""
        menu = QMenu(self)
        menu.setAccessibleName("How far I have read")
        group = QActionGroup(menu)
        for each, words in _READ:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(each == self._read())
            action.triggered.connect(lambda _=False, each=each: self.readChosen.emit(each))
            group.addAction(action)
        return menu

    def open_people(self) -> None:
        """Opens the menu below its button."""
        self.people_menu().popup(_below(self.who))

    def open_read(self) -> None:
        """Opens the menu below its button."""
        menu = self.read_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(_below(self.read))

    # Inside

    def _show(self, who: str, on: bool) -> None:
        self.show_people(self._people, self._shown | {who} if on else self._shown - {who})
        self.shownChosen.emit(self._shown)

    def _read(self) -> Read:
        if self._upto <= 0:
            return "none"
        return "all" if self._upto >= self._length else "caret"


def _below(button: QPushButton) -> QPoint:
    return button.mapToGlobal(QPoint(0, button.height() + 2))


def _words(read: Read) -> str:
    return next(words for each, words in _READ if each == read)


class _Cut(EnterButton):
    """A button with a menu whose words give way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", role="flat", parent=parent)
        self._whole = ""

    def say(self, words: str) -> None:
        """Says `words`, as far as there is room."""
        self._whole = words
        self.setAccessibleName(words)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        return QSize(70, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(20, self.width() - _ROOM)
        words = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(words.replace("&", "&&") + " ▾")
        self.setToolTip("" if words == self._whole else self._whole)
