"""What shall be exported, and as what."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from counterpoint.ui.forms.buttons import KeyButton, Segment
from counterpoint.ui.forms.labels import Label

WIDTH: Final = 600
LINES: Final = 4
"""Lines kept free for what is lost, so that the form does not change its height while one chooses."""
HOLDS_ALL: Final = "It holds everything, and gives it back."


class Offer(NamedTuple):
    """A format to choose: its name, what opens it, and whether it is a folder of files."""

    name: str
    opens: str
    folder: bool = False


class ExportEssays(QDialog):
    """Which essays, in which format; below it, live, what that format cannot hold of them.

    `scopes` name what can be exported by what people call it, `offers` the formats; `lost` says what a format
    cannot hold of a scope, in a sentence that is empty where it holds all. `chosen(scope, format)` when the
    user goes on to say where; the form is gone by then.
    """

    chosen = Signal(str, str)

    def __init__(
        self,
        scopes: Mapping[str, str],
        offers: Mapping[str, Offer],
        lost: Callable[[str, str], str],
        format: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.setFixedWidth(WIDTH)
        self._offers = offers
        self._lost = lost
        self._scopes, self._formats = QButtonGroup(self), QButtonGroup(self)
        self.scopes = {each: self._segment(words) for each, words in scopes.items()}
        self.formats = {each: self._row(offer) for each, offer in offers.items()}
        self.loss = Label()
        self.loss.setAccessibleName("What is lost")
        self.loss.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.loss.setMinimumHeight(LINES * self.loss.fontMetrics().lineSpacing())
        self.go = KeyButton("", "⏎", "primary")
        self._lay_out()
        next(iter(self.scopes.values())).setChecked(True)
        first = self.formats.get(format) or next(iter(self.formats.values()))
        first.setChecked(True)
        for group in (self._scopes, self._formats):
            group.buttonToggled.connect(self._follow)
        self._tell()
        first.setFocus()

    def scope(self) -> str:
        """Which essays are chosen."""
        return next(each for each, button in self.scopes.items() if button.isChecked())

    def format(self) -> str:
        """The format that is chosen."""
        return next(each for each, button in self.formats.items() if button.isChecked())

    def accept(self) -> None:
        super().accept()
        self.chosen.emit(self.scope(), self.format())

    def _segment(self, words: str) -> Segment:
        segment = Segment(words)
        self._scopes.addButton(segment)
        return segment

    def _row(self, offer: Offer) -> QRadioButton:
        radio = QRadioButton(offer.name)
        radio.setAccessibleName(offer.name)
        radio.setAccessibleDescription(f"For {offer.opens}")
        self._formats.addButton(radio)
        return radio

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(8)
        layout.addWidget(Label("Which essays", "soft"))
        row = QHBoxLayout()
        row.setSpacing(6)
        for segment in self.scopes.values():
            row.addWidget(segment)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addSpacing(8)
        layout.addWidget(Label("As what, and for whom", "soft"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        for number, (format, radio) in enumerate(self.formats.items()):
            grid.addWidget(radio, number, 0)
            grid.addWidget(Label(self._offers[format].opens, "soft"), number, 1)
        layout.addLayout(grid)
        layout.addSpacing(8)
        layout.addWidget(Label("What is lost", "soft"))
        layout.addWidget(self.loss, 1)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = KeyButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.go)
        return row

    def _follow(self, _button: QAbstractButton, on: bool) -> None:
        if on:
            self._tell()

    def _tell(self) -> None:
        """Says what is lost of what is chosen now. Tab stops once in a row of choices: at the chosen one."""
        for button in (*self.scopes.values(), *self.formats.values()):
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            )
        folder = self._offers[self.format()].folder
        self.go.setText("Choose a &folder…" if folder else "Choose a &file…")
        self.go.setAccessibleName("Choose a folder" if folder else "Choose a file")
        self.loss.setText(self._lost(self.scope(), self.format()) or HOLDS_ALL)
        self.loss.setAccessibleDescription(self.loss.text())
