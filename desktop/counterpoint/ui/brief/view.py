"""The Brief view: the outline and its time at the left, the sheet, and what to mend at the right."""

from collections.abc import Callable, Mapping
from typing import Final, Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QFocusEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from counterpoint.ui.brief.chooser import BriefChooser
from counterpoint.ui.brief.empty import EmptyPage
from counterpoint.ui.brief.findings import FindingsPane
from counterpoint.ui.brief.outline import BriefOutline
from counterpoint.ui.brief.outline_model import Filter
from counterpoint.ui.brief.sheet import Sheet
from counterpoint.ui.brief.timebar import TimeBar
from counterpoint.ui.chrome.drawing import Strip
from counterpoint.ui.forms.labels import Label
from counterpoint.ui.theme import Theme

NARROW: Final = 1024
"""Up to this width the findings wait behind a button."""

LEFT: Final = 330
RIGHT: Final = 250

LEAST_RIGHT: Final = 200
LEAST_SHEET: Final = 320
"""The panes beside it give way before the sheet is narrower than this."""

MENU: Final = ("brief.build", "brief.rebuild", "brief.rename", "brief.remove")
"""The commands that the chooser offers, in its order."""

State = Literal["brief", "no essays", "no brief"]

_WORDS: Final = {
    "no essays": (
        "Add essays first",
        "A brief is put together from passages that somebody tagged.",
        "Add essays…",
        "essay.import",
    ),
    "no brief": (
        "No brief yet",
        "A brief lays out your claims with their evidence and your answers, cut as cards, ready to be read "
        "aloud and exported.",
        "Build from topic…",
        "brief.build",
    ),
}

_NOTHING: Final = "Nothing in this brief yet. Add a block, or tag essays and build it again."
_ANSWERED: Final = "Nothing is left open: every entry has what it needs."


class BriefView(QWidget):
    """Lays out `chooser`, `outline`, `time_bar`, `sheet` and `findings`, which are filled and listened to by
    whoever owns it. `show_state` says whether there is a brief to show at all."""

    def __init__(self, theme: Theme, render: Callable[[str], str], parent: QWidget | None = None) -> None:
        """`render` makes safe HTML of Markdown."""
        super().__init__(parent)
        self._actions: Mapping[str, QAction] = {}
        self._state: State = "brief"
        self._narrow: bool | None = None
        self._sizes = LEFT, RIGHT
        self.chooser = BriefChooser()
        self.outline = BriefOutline(theme, self)  # a list laid out without one would be a window for a moment
        self.time_bar = TimeBar(theme)
        self.sheet = Sheet(render)
        self.findings = FindingsPane(theme)
        self._make_chips()
        self._empty_outline = Label("", "soft")
        self._empty_outline.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty_outline.setContentsMargins(18, 12, 16, 0)
        self.empty = EmptyPage()
        self._lay_out()
        self.outline.rowsShown.connect(self._count)
        self.findings.counted.connect(self._tell_findings)
        self._count()
        self._tell_findings(0)
        self.set_theme(theme)

    # Its parts

    def _make_chips(self) -> None:
        self.whole, self.unanswered = _chip("Outline", True), _chip("Unanswered", True)
        self.add_block = _chip("＋ Block", False)
        self.add_block.setAccessibleName("Add a block")
        self.add_block.clicked.connect(lambda: self._do("brief.block"))
        self.mend = _chip("", True)
        self.mend.toggled.connect(self._show_findings)
        group = QButtonGroup(self)
        chips: tuple[tuple[QPushButton, Filter], ...] = ((self.whole, "all"), (self.unanswered, "open"))
        for chip, chosen in chips:
            group.addButton(chip)
            chip.clicked.connect(lambda _=False, chosen=chosen: self.outline.set_filter(chosen))
        self.whole.setChecked(True)

    def _lay_out(self) -> None:
        self.left = _ground(self._left_column())
        self._strip = Strip(Qt.Edge.BottomEdge)
        above = QHBoxLayout(self._strip)
        above.setContentsMargins(12, 8, 12, 8)
        above.addStretch(1)
        above.addWidget(self.mend)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(self.sheet, 1)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        middle.setMinimumWidth(200)
        self.findings.setMinimumWidth(LEAST_RIGHT)
        for pane in (self.left, middle, self.findings):
            self.panes.addWidget(pane)
        self.panes.setStretchFactor(1, 1)
        self.panes.splitterMoved.connect(self._note_sizes)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.panes)
        self._pages.addWidget(self.empty)
        for first, then in (
            (self.chooser, self.whole),
            (self.add_block, self.outline),
            (self.outline, self.time_bar.button),
            (self.time_bar.button, self.sheet),
            (self.sheet, self.mend),
            (self.mend, self.findings.list),
        ):
            QWidget.setTabOrder(first, then)

    def _left_column(self) -> QVBoxLayout:
        chips = QHBoxLayout()
        chips.setContentsMargins(14, 0, 10, 8)
        chips.setSpacing(6)
        for chip in (self.whole, self.unanswered, self.add_block):
            chips.addWidget(chip)
        chips.addStretch(1)
        top = QHBoxLayout()
        top.setContentsMargins(8, 0, 10, 0)
        top.addWidget(self.chooser, 1)
        self._lists = QStackedLayout()
        self._lists.addWidget(self.outline)
        self._lists.addWidget(self._empty_outline)
        column = QVBoxLayout()
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(chips)
        column.addLayout(self._lists, 1)
        column.addWidget(self.time_bar)
        return column

    # What is on show

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """The window's actions by id; buttons and the menu do what these do."""
        self._actions = actions
        self.chooser.set_actions([actions[each] for each in MENU if each in actions])
        block = actions.get("brief.block")
        if block is not None:
            block.changed.connect(self._follow_block)
        self._follow_block()
        self.show_state(self._state)

    def show_state(self, state: State) -> None:
        """Shows the brief, or what to begin with where the library has no essays, or no brief."""
        self._state = state
        if state != "brief":
            title, text, button, command = _WORDS[state]
            self.empty.say(title, text, button, self._actions.get(command))
        page = self.panes if state == "brief" else self.empty
        if page is not self._pages.currentWidget():
            self._pages.setCurrentWidget(page)
            QTimer.singleShot(0, self, self._settle)  # once the panes have the room that the view has

    def set_theme(self, theme: Theme) -> None:
        """Takes another set of colours."""
        for part in (self.outline, self.time_bar, self.sheet, self.findings):
            part.set_theme(theme)

    def sizes(self) -> tuple[int, int]:
        """How wide the user wants the outline and the findings, in pixels, to be kept for the next time."""
        return self._sizes

    def set_sizes(self, left: int, right: int) -> None:
        """Makes them so wide, as far as there is room."""
        self._sizes = left, right
        right = right if self.findings.isVisibleTo(self) else 0
        left = max(self.left.minimumSizeHint().width(), min(left, self.width() - right - LEAST_SHEET))
        right = min(right, max(LEAST_RIGHT, self.width() - left - LEAST_SHEET))
        self.panes.setSizes([left, max(1, self.width() - left - right), right])

    def set_writable(self, writable: bool) -> None:
        """Whether anything in it can be changed."""
        self.outline.set_writable(writable)
        self.sheet.writable = writable

    @property
    def first(self) -> QWidget:
        """What has the keys when the view is gone to."""
        return self.outline if self._state == "brief" else self.empty.button

    # Inside

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.first.setFocus(event.reason())  # as a focus proxy it would make Tab pass by the chips

    def _do(self, command: str) -> None:
        action = self._actions.get(command)
        if action is not None:
            action.trigger()

    def _follow_block(self) -> None:
        block = self._actions.get("brief.block")
        self.add_block.setEnabled(block is not None and block.isEnabled())

    def _count(self) -> None:
        count = self.outline.rows.open_count()
        self.unanswered.setText(f"Unanswered {count:,}" if count else "Unanswered")
        self._empty_outline.setText(_ANSWERED if self.outline.rows.tree.rows else _NOTHING)
        self._lists.setCurrentIndex(0 if self.outline.rows.rowCount() else 1)

    def _tell_findings(self, count: int) -> None:
        self.mend.setText(f"To mend {count:,}" if count else "Nothing to mend")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        self.set_sizes(*self._sizes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() <= NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._strip.setVisible(narrow)
            self.mend.setChecked(False)
            self.findings.setVisible(not narrow)
            self.set_sizes(*self._sizes)

    def _show_findings(self, shown: bool) -> None:
        self.findings.setVisible(shown or not self._narrow)
        self.set_sizes(*self._sizes)

    def _note_sizes(self) -> None:
        left, _, right = self.panes.sizes()
        self._sizes = left, right or self._sizes[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))


def _chip(text: str, checkable: bool) -> QPushButton:
    chip = QPushButton(text)
    chip.setCheckable(checkable)
    chip.setProperty("role", "chip")
    return chip


def _ground(column: QVBoxLayout) -> QWidget:
    ground = QWidget()
    ground.setLayout(column)
    return ground
