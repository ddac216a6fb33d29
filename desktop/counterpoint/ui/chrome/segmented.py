"""A switch between a few views: exactly one is on."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

_AROUND: Final = 30
"""Pixels that a segment has beside its text."""


class Segmented(QWidget):
    """Buttons side by side. Tab reaches the one that is on, arrow keys move among them."""

    chosen = Signal(str)
    """The id of the segment that the user switched on."""

    def __init__(self, segments: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        """`segments` are ids and texts; `name` is what a screen reader calls the whole."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._ids = [segment for segment, _text in segments]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_segment, text) in enumerate(segments):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setProperty("role", "segment")
            place = "first" if number == 0 else "last" if number == len(segments) - 1 else "middle"
            button.setProperty("place", place)
            button.setAccessibleName(f"{text} view")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            bold = QFont(button.font())
            bold.setBold(True)  # as it is while it is on
            button.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(text) + _AROUND)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._ids[number]))

    def current(self) -> str:
        """The id of the segment that is on."""
        return self._ids[self._group.checkedId()]

    def set_current(self, segment: str) -> None:
        """Switches a segment on without a signal. Raises ValueError for an id that is not here."""
        self._group.button(self._ids.index(segment)).setChecked(True)

    def button(self, segment: str) -> QPushButton:
        """The button of one segment."""
        button = self._group.button(self._ids.index(segment))
        if not isinstance(button, QPushButton):
            raise TypeError("a segment is a push button")
        return button
