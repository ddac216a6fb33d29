"""A row of choices of which one holds, with what it means below."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from counterpoint.core.vocabulary import How
from counterpoint.ui.forms.buttons import Segment
from counterpoint.ui.forms.labels import Label


class ChoiceRow(QWidget):
    """`choices` name values and say what each means. Alt+1 … choose by number, arrows within the row."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Mapping[How, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._choices = choices
        self._segments: dict[How, Segment] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for number, (value, meaning) in enumerate(choices.items(), start=1):
            segment = Segment(value.capitalize())
            segment.setToolTip(f"{meaning} (Alt+{number})")
            segment.setAccessibleDescription(f"{meaning}, key Alt+{number}")
            segment.toggled.connect(lambda on, value=value: self._toggled(value, on))
            self._group.addButton(segment)
            self._segments[value] = segment
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda value=value: self.choose(value))
            row.addWidget(segment)
        row.addStretch(1)
        self._meaning = Label(role="soft")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._meaning)
        self.choose(next(iter(choices)))

    def choose(self, value: How) -> None:
        """Chooses `value`, one of the choices."""
        self._segments[value].setChecked(True)

    def value(self) -> How:
        """The value that is chosen."""
        return next(value for value, segment in self._segments.items() if segment.isChecked())

    def _toggled(self, value: How, on: bool) -> None:
        if on:
            self._meaning.setText(f"{value.capitalize()}: {self._choices[value]}")
            self.chosen.emit(value)
