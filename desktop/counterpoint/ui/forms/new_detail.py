"""Adding a detail to those a kind has."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counterpoint.core.vocabulary import Kind
from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Complaint, Label


class NewDetail(QDialog):
    """Asks for one detail's name. `name()` is what was typed, trimmed; a name that is there already, in
    whatever case, is given as it is there."""

    def __init__(self, kind: Kind, details: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = {detail.casefold(): detail for detail in details}
        self.setWindowTitle("Add a detail")
        self.setMinimumWidth(360)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(8)
        label = Label(f"A new &detail for {kind}")
        layout.addWidget(label)
        self._field = QLineEdit()
        self._field.setMaxLength(60)
        self._field.setAccessibleName(f"Detail for {kind}")
        label.setBuddy(self._field)
        layout.addWidget(self._field)
        self._complaint = Complaint()
        layout.addWidget(self._complaint)
        layout.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = KeyButton("Cancel")
        cancel.clicked.connect(self.reject)
        add = KeyButton("&Add", role="primary")
        add.setDefault(True)
        add.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(add)
        layout.addLayout(row)
        self.setTabOrder(add, cancel)
        self._field.textEdited.connect(lambda: self._complaint.say(""))
        self._field.setFocus()

    def name(self) -> str:
        """The detail's name."""
        typed = " ".join(self._field.text().split())
        return self._details.get(typed.casefold(), typed)

    def accept(self) -> None:
        if not self.name():
            self._complaint.say("Type a name for the detail.")
            self._field.setFocus()
            return
        super().accept()
