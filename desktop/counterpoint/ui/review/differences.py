"""The differences of a review: the one in hand, ways to filter and to rule on many, and the list of them."""

from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from counterpoint.core.review_document import DifferenceTold
from counterpoint.ui.chrome.drawing import announce
from counterpoint.ui.forms.labels import Label
from counterpoint.ui.forms.views import Person
from counterpoint.ui.review.chip_rows import ChipRows
from counterpoint.ui.review.difference_card import DifferenceCard
from counterpoint.ui.review.difference_list import DifferenceList
from counterpoint.ui.review.enter_button import EnterButton
from counterpoint.ui.review.rules import rule_menu
from counterpoint.ui.review.signs import SHORT, group_says
from counterpoint.ui.review.stepping import AnyGroup, Shown, State, place_of
from counterpoint.ui.theme import LIGHT, Theme

_NOTHING: Final[dict[State, str]] = {
    "open": "Nothing is open here: every difference is decided.",
    "decided": "Nothing is decided yet.",
    "all": "There is no difference.",
}
_GROUPS: Final[tuple[AnyGroup, ...]] = ("", "kind", "bounds", "alone", "links", "agree")


class DifferencesPane(QWidget):
    """Shows differences one at a time and as a list. It decides nothing: it says what the user wishes.

    The one in hand is always one on show. `chosen` carries its key whenever it becomes another than the one
    given. `accepted` carries the key and the ids of what is accepted, as a tuple; `reason()` says why.
    `ruleRequested` carries a rule as `rules.rule_asked` reads it.
    """

    accepted = Signal(str, object)
    changeRequested = Signal(str)
    chosen = Signal(str)
    rejected = Signal(str)
    reopenRequested = Signal(str)
    ruleRequested = Signal(str)

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown()
        self._key = ""
        self._writable = True
        self.setAccessibleName("Differences between annotators")
        self.heading = Label("", "heading")
        self.heading.setContentsMargins(8, 0, 0, 0)
        self.card = DifferenceCard(theme)
        self.list = DifferenceList(theme)
        self.nothing = Label("", "soft")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(16, 8, 12, 0)
        self._make_chips()
        self._lay_out()
        self.card.accepted.connect(lambda ids: self.accepted.emit(self._key, ids))
        self.card.changeRequested.connect(self.change)
        self.card.rejected.connect(self.reject)
        self.card.reopenRequested.connect(self.reopen)
        self.list.acceptRequested.connect(self.accept_ticked)
        self.list.chosen.connect(self._choose)
        self._show()

    def _make_chips(self) -> None:
        group = QButtonGroup(self)
        self.chips: dict[State, QPushButton] = {}
        states: tuple[State, ...] = ("open", "decided", "all")
        for state in states:
            chip = _chip("")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, state=state: self.show_only(state, self._shown.group))
            group.addButton(chip)
            self.chips[state] = chip
        self.group = _chip("")
        self.group.clicked.connect(lambda: self._open(self.make_group_menu(), self.group))
        self.take = _chip("Take… ▾")
        self.take.setAccessibleName("Take: decide many at once")
        self.take.clicked.connect(lambda: self._open(self.make_rule_menu(), self.take))

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(8, 16, 8, 0)
        top.setSpacing(8)
        top.addWidget(self.heading)
        top.addWidget(self.card)
        rows = ((*self.chips.values(),), (self.group, self.take))
        self.chip_rows = ChipRows(rows)
        top.addWidget(self.chip_rows)
        self._pages = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(self._pages, 1)
        # After it has its place, or the first page would be a window of its own for a moment
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.nothing)

    # What is on show

    def show_differences(self, differences: tuple[DifferenceTold, ...], current_key: str) -> None:
        """Shows these, the one with `current_key` in hand if the filter lets it show; else the next after it
        that is on show, and `chosen` says so."""
        self._shown = Shown(differences, self._shown.state, self._shown.group)
        self._settle(current_key, self._shown.nearest(current_key))

    def show_only(self, state: State, group: AnyGroup = "") -> None:
        """Shows those that are open, decided, or both, of one group or of all."""
        self._shown = Shown(self._shown.differences, state, group)
        self._settle(self._key, self._shown.nearest(self._key))

    def go_to(self, key: str) -> None:
        """Takes this one in hand; a filter that hides it gives way. An unknown key changes nothing."""
        if place_of(self._shown.differences, key) >= 0:
            self._shown = self._shown.holding(key)
            self._settle(self._key, key)

    def step(self, by: int) -> bool:
        """Goes so many on, or back where it is negative; says whether there was one to go to."""
        key = self._shown.beside(self._key, by)
        moved = key != self._key
        self._choose(key)
        return moved

    def current_key(self) -> str:
        """The key of the one in hand; empty where none is on show."""
        return self._key

    def current(self) -> DifferenceTold | None:
        """The one in hand."""
        return next((each for each in self._shown.differences if each.key == self._key), None)

    def reason(self) -> str:
        """Why, as far as the user has typed it."""
        return self.card.why()

    def people(self) -> tuple[Person, ...]:
        """The annotators compared, in their order."""
        first = self._shown.differences[:1]
        return tuple(Person(says.annotator_id, says.name) for each in first for says in each.by)

    def set_theme(self, theme: Theme) -> None:
        """Takes another set of colours."""
        self.card.set_theme(theme)
        self.list.painter.theme = theme
        self.list.viewport().update()

    def set_writable(self, writable: bool) -> None:
        """Whether anything can be decided."""
        self._writable = writable
        self.card.set_writable(writable)
        self._show_chips()

    # What the user does, also by the window's keys; each says whether it could be done

    def accept_row(self, number: int) -> bool:
        """Accepts what the annotator with this number has, counted from 1."""
        return self.card.accept_row(number)

    def accept_ticked(self) -> bool:
        """Accepts what is ticked, else the row last gone to, else the first."""
        return self.card.accept_ticked()

    def reject(self) -> bool:
        """Rejects all of it."""
        able = self._may("open")
        if able:
            self.rejected.emit(self._key)
        return able

    def change(self) -> bool:
        """Asks for bounds and kind of one's own. Links have none."""
        told = self.current()
        able = self._may("open") and told is not None and told.group != "links"
        if able:
            self.changeRequested.emit(self._key)
        return able

    def reopen(self) -> bool:
        """Asks that the decision be taken back."""
        able = self._may("decided")
        if able:
            self.reopenRequested.emit(self._key)
        return able

    def _may(self, state: State) -> bool:
        told = self.current()
        return told is not None and self._writable and (told.ruled is None) == (state == "open")

    def make_group_menu(self) -> QMenu:
        """The groups to show, with how many each has."""
        menu = QMenu(self)
        menu.setAccessibleName("Show differences of one sort")
        group = QActionGroup(menu)
        for each in _GROUPS:
            if each == "agree":
                menu.addSeparator()
            count = len(Shown(self._shown.differences, "all", each).rows())
            action = menu.addAction(f"{group_says(each)}  ({count:,})")
            action.setCheckable(True)
            action.setChecked(each == self._shown.group)
            action.triggered.connect(lambda _=False, each=each: self.show_only(self._shown.state, each))
            group.addAction(action)
        return menu

    def make_rule_menu(self) -> QMenu:
        """The rules for many at once."""
        return rule_menu(self, self.people(), self.ruleRequested.emit)

    # Inside

    def _open(self, menu: QMenu, button: QPushButton) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _choose(self, key: str) -> None:
        if key != self._key:
            self._settle(self._key, key)

    def _settle(self, asked: str, key: str) -> None:
        self._key = key
        self._show()
        if key != asked:
            self._announce()
            self.chosen.emit(key)

    def _show(self) -> None:
        rows, told = self._shown.rows(), self.current()
        focus = QApplication.focusWidget()
        had_keys = focus is not None and self.isAncestorOf(focus)
        said_why = focus is self.card.reason and self.card.key != self._key
        self.heading.setText(self._title(told))
        self.card.setVisible(told is not None)
        self.card.show_difference(told)
        self.list.show_rows(rows, self._key)
        one_sort = self._shown.group and self._shown.differences
        self.nothing.setText("There is none of this sort here." if one_sort else _NOTHING[self._shown.state])
        self._pages.setCurrentWidget(self.list if rows else self.nothing)
        if said_why or (had_keys and focus is not None and not rows and not focus.isVisibleTo(self)):
            (self.list if rows else self.chips[self._shown.state]).setFocus()  # letters are commands again
        self._show_chips()

    def _title(self, told: DifferenceTold | None) -> str:
        if told is None:
            return "DIFFERENCES"
        numbered = Shown(self._shown.differences, "all", self._shown.group).rows()
        number = place_of(numbered, told.key) + 1
        what = "PLACE" if told.group == "agree" else "DIFFERENCE"
        return f"{what} {number:,} OF {len(numbered):,} · {group_says(told.group).upper()}"

    def _show_chips(self) -> None:
        shown = self._shown
        whole = shown.of_group()
        still_open = sum(each.ruled is None for each in whole)
        texts: dict[State, str] = {
            "open": f"Open {still_open:,}",
            "decided": f"Decided {len(whole) - still_open:,}",
            "all": f"All {len(whole):,}",
        }
        for state, chip in self.chips.items():
            chip.setText(texts[state])
            chip.setChecked(state == shown.state)
        short = (
            "Group" if shown.group == "" else "All agree" if shown.group == "agree" else SHORT[shown.group]
        )
        self.group.setText(f"{short} ▾")
        self.group.setAccessibleName(f"Group: {group_says(shown.group)}")
        self.take.setEnabled(self._writable and any(each.ruled is None for each in shown.differences))

    def _announce(self) -> None:
        told = self.current()
        if told is not None:
            who = "; ".join(f"{says.name}, {says.words}" for says in told.by)
            announce(self, f"{self.heading.text().capitalize()}. {told.quote}. {who}")

    def minimumSizeHint(self) -> QSize:
        """As high as its lines are in its width; labels alone would ask for more."""
        layout, hint = self.layout(), super().minimumSizeHint()
        if layout is None or self.width() < hint.width():
            return hint
        return QSize(hint.width(), layout.minimumHeightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))


def _chip(text: str) -> QPushButton:
    return EnterButton(text, role="chip")
