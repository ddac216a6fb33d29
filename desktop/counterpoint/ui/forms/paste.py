"""A new essay from text that was copied elsewhere."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Complaint, Label, serif
from counterpoint.ui.forms.typed import typed_text
from counterpoint.ui.forms.views import counted

LIVE_COUNT: Final = 200_000
"""Characters above which words are not counted at each key."""


class PasteText(QDialog):
    """A large field, filled from the clipboard if that holds text. `pasted(text)` when the user goes on;
    what the field holds is given as it stands, to be made canonical by the importer."""

    pasted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New essay from pasted text")
        self.field = QPlainTextEdit()
        self.field.setAccessibleName("Text of the essay")
        self.field.setPlaceholderText("Paste or type the text here")
        self.field.setTabChangesFocus(True)
        self.field.setFont(serif(15))
        self.count = Label(role="soft")
        self.complaint = Complaint()
        self._lay_out()
        self.field.textChanged.connect(self._tell)
        self.field.setPlainText(QGuiApplication.clipboard().text())
        self._tell()
        self.resize(720, 560)
        self.field.setFocus()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        caption = Label("The &text of the essay", "soft")
        caption.setBuddy(self.field)
        layout.addWidget(caption)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.complaint)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.count, 1)
        cancel = KeyButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.go = KeyButton("&Continue", "Ctrl ⏎", "primary")
        self.go.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.go)
        layout.addLayout(row)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.accept)

    def text(self) -> str:
        """The text as it stands in the field, with `\\n` for line ends."""
        return typed_text(self.field.document())

    def _tell(self) -> None:
        self.complaint.say("")
        length = self.field.document().characterCount() - 1
        if length > LIVE_COUNT:
            self.count.setText(counted(length, "character"))
        else:
            self.count.setText(counted(len(self.text().split()), "word"))

    def accept(self) -> None:
        text = self.text()
        if not text.strip():
            self.complaint.say("There is no text yet: paste some with Ctrl+V.")
            self.field.setFocus()
            return
        self.pasted.emit(text)
        super().accept()
