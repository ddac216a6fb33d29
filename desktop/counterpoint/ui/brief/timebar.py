"""How long a brief takes to read aloud, against the speech it is for."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from counterpoint.core.speeches import SPEECHES, Pace, Speech, clock, pace
from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Label
from counterpoint.ui.forms.settings import INNER, SPEED
from counterpoint.ui.theme import LIGHT, Theme
from counterpoint.ui.tokens import mix

RATES: Final = (150, 175, 200, 225, 250, 275, 300, 350, 400)
"""Words per minute that the menu offers; any other within `SPEED` can be typed."""


class TimeBar(QWidget):
    """The speech and the rate at the left, a button with a menu of both; the time at the right; a bar below.

    `speechChosen` carries a speech's label, or nothing for none; `rateChosen` words per minute.
    """

    rateChosen = Signal(int)
    speechChosen = Signal(str)

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech: Speech | None = None
        self._rate = 250
        self._pace: Pace = "free"
        self._theme = theme
        self.button = QPushButton()
        self.button.setProperty("role", "flat")
        self.button.setToolTip("Choose the speech and how fast you read")
        self.button.clicked.connect(self.open_menu)
        self.total = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Read time")
        kept = self.bar.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(kept)
        row = QHBoxLayout()
        row.addWidget(self.button, 1)
        row.addWidget(self.total)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 14, 14)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.bar)
        self.show_time(0, None, self._rate)

    def show_time(self, seconds: float, speech: Speech | None, words_per_minute: int) -> None:
        """Shows how long the brief takes to read at a rate, and how that stands to a speech."""
        self._speech, self._rate = speech, words_per_minute
        limit = speech.seconds if speech is not None else 0
        self._pace = pace(seconds, limit)
        words = f"{speech.name} · {clock(limit)} at" if speech is not None else "No speech ·"
        self.button.setText(f"{words} {words_per_minute} wpm")
        name = f"{speech.label}, {speech.minutes} minutes, at" if speech is not None else "No speech,"
        self.button.setAccessibleName(f"{name} {words_per_minute} words a minute")
        self.total.setText(clock(seconds))
        told = _told(seconds, limit)
        self.total.setAccessibleName(told)
        self.total.setToolTip(told)
        self.bar.setVisible(limit > 0)
        self.bar.setRange(0, max(1, limit))
        self.bar.setValue(min(round(seconds), limit))
        self.bar.setAccessibleDescription(told)
        self._colour()

    def set_theme(self, theme: Theme) -> None:
        """Takes another set of colours."""
        self._theme = theme
        self._colour()

    def make_menu(self) -> QMenu:
        """The formats with their speeches, and the rates; what holds is ticked."""
        menu = QMenu(self)
        speeches = QActionGroup(menu)
        none = _choice(menu, speeches, "No speech", self._speech is None)
        none.triggered.connect(lambda: self.speechChosen.emit(""))
        menu.addSeparator()
        for name in dict.fromkeys(speech.format for speech in SPEECHES):
            below = menu.addMenu(name)
            for speech in (each for each in SPEECHES if each.format == name):
                said = f"{speech.name[:1].upper()}{speech.name[1:]} · {speech.minutes} min"
                action = _choice(below, speeches, said, speech == self._speech)
                action.triggered.connect(lambda _=False, label=speech.label: self.speechChosen.emit(label))
        menu.addSeparator()
        self._add_rates(menu.addMenu("Words a minute"))
        return menu

    def open_menu(self) -> None:
        """Opens the menu over the button."""
        menu = self.make_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def ask_rate(self) -> None:
        """Has another rate typed."""
        dialog = RateDialog(self._rate, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.rateChosen)
        dialog.open()

    def _add_rates(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for rate in sorted({*RATES, self._rate}):
            action = _choice(menu, group, str(rate), rate == self._rate)
            action.triggered.connect(lambda _=False, rate=rate: self.rateChosen.emit(rate))
        menu.addSeparator()
        menu.addAction("Other…").triggered.connect(self.ask_rate)

    def _colour(self) -> None:
        theme = self._theme
        colours = {"free": theme.ink, "good": theme.good, "close": theme.warning, "over": theme.danger}
        colour, track = colours[self._pace], mix(theme.soft, theme.panel, 0.25)
        self.total.setStyleSheet(f"color: {colour}; font-weight: bold;")
        self.bar.setStyleSheet(
            f"QProgressBar {{ min-height: 6px; max-height: 6px; border-radius: 3px; background: {track}; }}"
            f"QProgressBar::chunk {{ background: {colour}; border-radius: 3px; }}"
        )
        self.button.setStyleSheet("QPushButton { padding: 4px 6px; margin-left: -7px; }")


class RateDialog(QDialog):
    """Asks for words per minute; `chosen` says them."""

    chosen = Signal(int)

    def __init__(self, rate: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Words a minute")
        self.field = QSpinBox()
        self.field.setRange(*SPEED)
        self.field.setSingleStep(10)
        self.field.setStyleSheet(INNER)
        self.field.setValue(rate)
        self.field.setAccessibleName("Words a minute")
        self.field.lineEdit().setTextMargins(6, 0, 0, 0)
        self.field.selectAll()
        caption = Label("How many &words a minute you read aloud")
        caption.setBuddy(self.field)
        cancel = KeyButton("Cancel")
        cancel.clicked.connect(self.reject)
        use = KeyButton("&Use", role="primary")
        use.setDefault(True)
        use.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(use)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(caption)
        column.addWidget(self.field)
        column.addSpacing(8)
        column.addLayout(row)
        self.setMinimumWidth(340)

    def accept(self) -> None:
        self.chosen.emit(self.field.value())
        super().accept()


def _choice(menu: QMenu, group: QActionGroup, text: str, chosen: bool) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(chosen)
    group.addAction(action)
    return action


def _told(seconds: float, limit: int) -> str:
    """The time in words: `6:40 of 5:00, 1:40 too long`."""
    if not limit:
        return f"{clock(seconds)} aloud"
    rest = f"{clock(seconds - limit)} too long" if seconds > limit else f"{clock(limit - seconds)} left"
    return f"{clock(seconds)} of {clock(limit)}, {rest}"
