"""The Review view: the essay with everybody's lanes; beside it the differences, and how well all agree."""

from collections.abc import Mapping
from typing import Final, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFocusEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from counterpoint.ui.brief.empty import EmptyPage
from counterpoint.ui.chrome.drawing import Strip
from counterpoint.ui.chrome.segmented import Segmented
from counterpoint.ui.review.differences import DifferencesPane
from counterpoint.ui.review.figures import FiguresPane
from counterpoint.ui.review.page import ReviewPage
from counterpoint.ui.review.people import PeopleBar
from counterpoint.ui.theme import Theme

RIGHT: Final = 410
LEAST_RIGHT: Final = 310
LEAST_PAGE: Final = 440
"""The pane beside it gives way before the page is narrower than this."""

LOW: Final = 600
"""Up to this height the differences and the figures take turns."""

IMPORT: Final = "review.import"
"""The command that brings in annotations."""

State = Literal["review", "few", "no essay"]

_WORDS: Final = {
    "few": (
        "Nobody to compare yet",
        "A review lays the tags of two annotators or more side by side: import the files they sent you.",
        "Import annotations…",
        IMPORT,
    ),
    "no essay": (
        "No essay is open",
        "Import the annotation files that you were sent: they bring their essay with them.",
        "Import annotations…",
        IMPORT,
    ),
}


class ReviewView(QWidget):
    """Lays out `people`, `page`, `differences` and `figures`, which are filled and listened to by whoever
    owns it. `show_state` says whether there is a review to show at all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions: Mapping[str, QAction] = {}
        self._state: State = "review"
        self._width = RIGHT
        self._low: bool | None = None
        self.people = PeopleBar()
        self.page = ReviewPage()
        self.differences = DifferencesPane(theme)
        self.figures = FiguresPane(theme)
        self.empty = EmptyPage()
        self._lay_out()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.people)
        column.addWidget(self.page, 1)
        left.setMinimumWidth(200)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(left)
        self.right = self._right_column()
        self.panes.addWidget(self.right)
        self.panes.setStretchFactor(0, 1)
        self.panes.splitterMoved.connect(self._note_width)
        self._pages = QStackedLayout(self)
        self._pages.setSizeConstraint(QStackedLayout.SizeConstraint.SetNoConstraint)
        self._pages.addWidget(self.panes)
        self._pages.addWidget(self.empty)

    def _right_column(self) -> QWidget:
        self.turns = Segmented((("differences", "Differences"), ("figures", "Agreement")), "Pane")
        self.turns.chosen.connect(self._take_turns)
        self._strip = Strip(Qt.Edge.BottomEdge)
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(16, 5, 16, 6)
        row.addWidget(self.turns)
        row.addStretch(1)
        self.halves = QSplitter(Qt.Orientation.Vertical)
        self.halves.setHandleWidth(1)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.differences)
        self.halves.addWidget(self.figures)
        self.halves.setStretchFactor(0, 1)
        self.figures.setMinimumHeight(160)
        right = QWidget()
        right.setMinimumWidth(LEAST_RIGHT)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(self.halves, 1)
        return right

    # What is on show

    @property
    def state(self) -> State:
        """What is shown."""
        return self._state

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """The window's actions by id; the button of an empty view does what its action does."""
        self._actions = actions
        self.show_state(self._state)

    def show_state(self, state: State) -> None:
        """Shows the review, or what to begin with where no essay is open or fewer than two have tagged it."""
        self._state = state
        if state != "review":
            title, text, button, command = _WORDS[state]
            self.empty.say(title, text, button, self._actions.get(command))
        self._pages.setCurrentWidget(self.panes if state == "review" else self.empty)

    def set_theme(self, theme: Theme) -> None:
        """Takes another set of colours."""
        self.page.set_theme(theme)
        self.differences.set_theme(theme)
        self.figures.set_theme(theme)

    def set_writable(self, writable: bool) -> None:
        """Whether anything can be decided or noted."""
        self.differences.set_writable(writable)
        self.people.set_writable(writable)

    def pane_width(self) -> int:
        """How wide the user wants the right pane, in pixels, to be kept for the next time."""
        return self._width

    def set_pane_width(self, width: int) -> None:
        """Makes it so wide, as far as there is room."""
        self._width = width
        right = max(LEAST_RIGHT, min(width, self.width() - LEAST_PAGE))
        self.panes.setSizes([max(1, self.width() - right - 1), right])

    @property
    def first(self) -> QWidget:
        """What has the keys when the view is gone to."""
        return self.differences.list if self._state == "review" else self.empty.button

    def minimumSizeHint(self) -> QSize:
        """What it takes with differences and figures in turns, though they be both on show now."""
        low = max(self.differences.minimumSizeHint().height(), self.figures.minimumHeight())
        return QSize(self.panes.minimumSizeHint().width(), self._strip.sizeHint().height() + low)

    # Inside

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.first.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_pane_width(self._width)
        low = self.height() < LOW
        if low != self._low:
            self._low = low
            self._strip.setVisible(low)
            self._take_turns()

    def _take_turns(self) -> None:
        first = self.turns.current() == "differences"
        self.differences.setVisible(not self._low or first)
        self.figures.setVisible(not self._low or not first)
        if not self._low:
            wanted = min(340, self.height() // 2)
            self.halves.setSizes([self.height() - wanted, wanted])

    def _note_width(self) -> None:
        self._width = self.panes.sizes()[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
