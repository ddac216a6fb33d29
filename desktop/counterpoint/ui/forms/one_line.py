"""Asking for one line of text."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Complaint, Label


class OneLine(QDialog):
    """Asks for a few words. `words()` is what was typed, on one line; an empty field is
    complained of beside it."""

    def __init__(
        self,
        title: str,
        caption: str,
        button: str,
        value: str = "",
        missing: str = "Type a few words first.",
        parent: QWidget | None = None,
    ) -> None:
        """`caption` names the field and, after an ampersand, its key; `button` is what the deed is called,
        `missing` what is said where nothing was typed."""
        super().__init__(parent)
        self._missing = missing
        self.setWindowTitle(title)
        self.setMinimumWidth(360)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(8)
        label = Label(caption)
        layout.addWidget(label)
        self.field = QLineEdit(value)
        self.field.setMaxLength(300)
        self.field.setAccessibleName(caption.replace("&", ""))
        self.field.selectAll()
        label.setBuddy(self.field)
        layout.addWidget(self.field)
        self.complaint = Complaint()
        layout.addWidget(self.complaint)
        layout.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = KeyButton("Cancel")
        cancel.clicked.connect(self.reject)
        done = KeyButton(button, role="primary")
        done.setDefault(True)
        done.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(done)
        layout.addLayout(row)
        self.setTabOrder(done, cancel)
        self.field.textEdited.connect(lambda: self.complaint.say(""))
        self.field.setFocus()

    def words(self) -> str:
        """What was typed, its spaces made single."""
        return " ".join(self.field.text().split())

    def accept(self) -> None:
        if not self.words():
            self.complaint.say(self._missing)
            self.field.setFocus()
            return
        super().accept()
