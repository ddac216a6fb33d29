"""The only modal question: a sentence, what follows from it, and buttons that say what they do."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Label

NARROWEST: Final = 420
WIDEST: Final = 560


class Question(QDialog):
    """A question; `answer` is the text of the button pressed. Esc and closing choose the last button."""

    def __init__(
        self,
        parent: QWidget | None,
        sentence: str,
        detail: str,
        buttons: Sequence[str],
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        if not buttons:
            raise ValueError("a question needs a button")
        self.answer = _plain(buttons[-1])
        self.setWindowTitle("Counterpoint")
        self.setObjectName("question")
        self.setModal(True)
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(6)
        layout.addWidget(Label(sentence, "title"))
        if detail:
            below = Label(detail, "soft")
            below.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(below)
        layout.addSpacing(14)
        layout.addLayout(self._row(buttons, danger))
        self._layout = layout

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the height that its lines need in its width; a layout alone would leave gaps between them."""
        self.ensurePolished()
        width = min(max(self._layout.sizeHint().width(), NARROWEST), WIDEST)
        self.setFixedSize(width, self._layout.heightForWidth(width))
        super().showEvent(event)

    def _row(self, buttons: Sequence[str], danger: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        made: list[KeyButton] = []
        for place, text in enumerate(buttons):
            role = ("danger" if danger else "primary") if place == 0 else ""
            button = KeyButton(text, "", role, self)
            button.setObjectName(_plain(text))
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, text=text: self._choose(text))
            made.append(button)
        for button in reversed(made):
            row.addWidget(button)
        chosen = made[-1] if danger else made[0]
        chosen.setDefault(True)
        chosen.setFocus()
        for one, other in pairwise(made):
            QWidget.setTabOrder(one, other)
        return row

    def _choose(self, text: str) -> None:
        self.answer = _plain(text)
        self.accept()


def ask(
    parent: QWidget | None,
    sentence: str,
    detail: str,
    buttons: Sequence[str],
    danger: bool = False,
) -> str:
    """Asks and waits; returns the text of the button chosen, without its `&`.

    The first button is the deed and the last the way out, which Esc and closing choose. Return presses
    the deed, or the way out where the deed is a `danger`.
    """
    question = Question(parent, sentence, detail, buttons, danger)
    try:
        question.exec()
        return question.answer
    finally:
        question.deleteLater()


def _plain(text: str) -> str:
    return text.replace("&", "")
