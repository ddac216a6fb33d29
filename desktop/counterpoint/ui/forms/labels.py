"""Labels: always plain text, never markup."""

from html import escape
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from counterpoint.core.direction import in_order
from counterpoint.ui.tokens import SERIF

LONGEST_TIP: Final = 1_500
"""Characters of a tooltip; a longer text is cut."""


def serif(pixels: int, bold: bool = False) -> QFont:
    """The font of quoted and read text, `pixels` high."""
    font = QFont(SERIF)
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def tip(text: str) -> str:
    """A tooltip that shows `text` as it is, wrapped: Qt would take what looks like markup for markup."""
    shown = text if len(text) <= LONGEST_TIP else text[:LONGEST_TIP].rstrip() + "…"
    return f"<p>{escape(in_order(shown))}</p>"


class Label(QLabel):
    """A line or paragraph of plain text. `role` names how it looks to the style sheet: `soft`, `small`,
    `heading`, `title`, `error`, `badge`."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)
        if role:
            self.setProperty("role", role)


class Complaint(Label):
    """What is wrong with the field above, in one sentence; takes no room while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "error", parent)
        self.setVisible(False)

    def say(self, sentence: str) -> None:
        """Shows `sentence`, or nothing where it is empty; screen readers read it as this label's name."""
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
