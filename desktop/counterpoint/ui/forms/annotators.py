"""Who is tagging."""

import getpass
import os
import sys
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Complaint, Label
from counterpoint.ui.forms.views import Person

if sys.platform != "win32":
    import pwd

LONGEST_NAME: Final = 80


def system_user() -> str:
    """The full name of the person at this computer as the system has it, else the login name, or nothing."""
    try:
        return (_full_name() or getpass.getuser())[:LONGEST_NAME]
    except (OSError, KeyError, ImportError):
        return ""


def _full_name() -> str:
    if sys.platform == "win32":
        return ""
    return pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0].strip()


class ChooseAnnotator(QDialog):
    """The annotators of the library to choose from, to add to and to rename.

    `chosen(id)` for one of the list, `added(name)` for a new one who is then the current one; the dialog
    closes after either. `renamed(id, name)` at once. Without `people` it is the question of the first run,
    and `proposed` stands in the field.
    """

    added = Signal(str)
    chosen = Signal(str)
    renamed = Signal(str, str)

    def __init__(
        self,
        people: Sequence[Person] = (),
        current_id: str = "",
        proposed: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Who is tagging?")
        self.setMinimumWidth(400)
        self._people = list(people)
        self.list = QListWidget()
        self.list.setAccessibleName("Annotators")
        self.name = QLineEdit(proposed if not people else "")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName("Name")
        self.complaint = Complaint()
        self._lay_out()
        for person in people:
            line = QListWidgetItem(person.name)
            line.setData(Qt.ItemDataRole.UserRole, person.id)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsEditable)
            line.setSizeHint(QSize(100, 28))
            self.list.addItem(line)
            if person.id == current_id:
                self.list.setCurrentItem(line)
        if people and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._connect()
        (self.list if people else self.name).setFocus()
        self.name.selectAll()

    def _lay_out(self) -> None:
        several = bool(self._people)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(8)
        layout.addWidget(Label("Who is tagging?", "title"))
        layout.addWidget(Label("Passages, notes and answers are kept under this name.", "soft"))
        layout.addSpacing(4)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.list.setVisible(several)
        self.list.setFixedHeight(28 * max(1, min(7, len(self._people))) + 4)
        layout.addWidget(self.list)
        caption = Label("&New name" if several else "Your &name", "soft")
        caption.setBuddy(self.name)
        layout.addWidget(caption)
        layout.addWidget(self.name)
        layout.addWidget(self.complaint)
        layout.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.rename = KeyButton("&Rename", "F2")
        self.rename.setVisible(several)
        row.addWidget(self.rename)
        row.addStretch(1)
        cancel = KeyButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.go = KeyButton("&Go on" if several else "&Start tagging", role="primary")
        self.go.setDefault(True)
        row.addWidget(cancel)
        row.addWidget(self.go)
        layout.addLayout(row)

    def _connect(self) -> None:
        self.go.clicked.connect(self.accept)
        self.list.itemChanged.connect(self._renamed)
        self.list.itemDoubleClicked.connect(self.accept)
        self.name.textEdited.connect(lambda: self.complaint.say(""))
        self.rename.clicked.connect(lambda: self.list.editItem(self.list.currentItem()))

    def _renamed(self, line: QListWidgetItem) -> None:
        person_id = line.data(Qt.ItemDataRole.UserRole)
        place = next(place for place, person in enumerate(self._people) if person.id == person_id)
        old = self._people[place].name
        name = " ".join(line.text().split())[:LONGEST_NAME]
        wrong = self._wrong_with(name, person_id)
        self.complaint.say(wrong)
        self.list.blockSignals(True)
        line.setText(old if wrong else name)
        self.list.blockSignals(False)
        if not wrong and name != old:
            self._people[place] = Person(person_id, name)
            self.renamed.emit(person_id, name)

    def _wrong_with(self, name: str, own_id: str = "") -> str:
        if not name:
            return "Type a name."
        others = (person.name.casefold() for person in self._people if person.id != own_id)
        return f"{name} is in the list already." if name.casefold() in others else ""

    def accept(self) -> None:
        name = " ".join(self.name.text().split())
        if name or not self._people:
            wrong = self._wrong_with(name)
            self.complaint.say(wrong)
            if wrong:
                self.name.setFocus()
                return
            self.added.emit(name)
        else:
            self.chosen.emit(self.list.currentItem().data(Qt.ItemDataRole.UserRole))
        super().accept()
