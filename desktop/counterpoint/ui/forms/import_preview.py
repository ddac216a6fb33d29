"""What is about to be taken in, before it is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from counterpoint.core.citation import Citation
from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.citation import CitationForm
from counterpoint.ui.forms.draft_page import DraftPage
from counterpoint.ui.forms.labels import Complaint, Label
from counterpoint.ui.forms.passage_page import scrolled
from counterpoint.ui.forms.views import DraftView, Encodings, TopicChoice, counted


class ImportPreview(QDialog):
    """Shows a text, its counts and its proposed citation.

    With `encodings` the user may choose one: `reread(encoding)` gives the draft read that way, or one
    sentence saying why it cannot be. `added(citation, encoding)` is emitted when the essay is to be added
    (the encoding is empty where none was asked for), `existingChosen(essay_id)` when the one already in the
    library is to be opened instead. `draft` is what is shown at the end.
    """

    added = Signal(object, str)
    existingChosen = Signal(str)

    def __init__(
        self,
        draft: DraftView,
        topics: Sequence[TopicChoice] = (),
        encodings: Encodings | None = None,
        reread: Callable[[str], DraftView | str] | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Add {name}" if name else "Add an essay")
        self.draft = draft
        self._reread = reread
        self.page = DraftPage()
        self.form = CitationForm(topics)
        self.counts = Label(role="soft")
        self.complaint = Complaint()
        self.encoding = QComboBox()
        self.already = Label()
        self._lay_out(encodings)
        self.resize(940, 620)
        self.form.changed.connect(self._note_edit)
        self._propose(draft.citation)
        self._show(draft)
        first = self.open_existing if draft.already_id else self.add
        (self.encoding if encodings else first).setFocus()

    def _lay_out(self, encodings: Encodings | None) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.page, 1)
        right = QVBoxLayout()
        right.setContentsMargins(24, 20, 24, 16)
        right.setSpacing(8)
        if encodings is not None:
            self._add_encodings(encodings, right)
        right.addWidget(self.complaint)
        right.addWidget(self.counts)
        right.addWidget(self.already)
        self._fields = scrolled(self.form)
        right.addWidget(self._fields, 1)
        right.addLayout(self._buttons())
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedWidth(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 5)
        layout.addWidget(line)
        layout.addLayout(right, 5)

    def _add_encodings(self, encodings: Encodings, column: QVBoxLayout) -> None:
        for value, text in encodings.choices:
            self.encoding.addItem(text, value)
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(encodings.guess)))
        self.encoding.setAccessibleName("Encoding")
        self.encoding.setAccessibleDescription(encodings.why)
        self.encoding.currentIndexChanged.connect(self._read_again)
        row = QHBoxLayout()
        caption = Label("E&ncoding", "soft")
        caption.setWordWrap(False)
        caption.setBuddy(self.encoding)
        row.addWidget(caption)
        row.addWidget(self.encoding, 1)
        column.addWidget(Label(encodings.why))
        column.addLayout(row)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = KeyButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.open_existing = KeyButton("&Open the one already there", role="primary")
        self.open_existing.clicked.connect(self._open_existing)
        self.add = KeyButton("A&dd essay", role="primary")
        self.add.clicked.connect(self.accept)
        for button in (cancel, self.open_existing, self.add):
            row.addWidget(button)
        return row

    def _read_again(self) -> None:
        if self._reread is None:
            return
        found = self._reread(self.encoding.currentData())
        if isinstance(found, str):
            self.complaint.say(found)
            self.page.clear()
            self.counts.setText("")
            self.add.setEnabled(False)
            return
        if not self._edited:
            self._propose(found.citation)
        self._show(found)

    def _propose(self, citation: Citation) -> None:
        self.form.show_citation(citation)
        self._edited = False

    def _note_edit(self) -> None:
        self._edited = True

    def _show(self, draft: DraftView) -> None:
        self.draft = draft
        self.complaint.say("")
        self.page.show_draft(draft)
        headings = len(draft.headings)
        told = counted(headings, "heading") if headings else "no headings"
        self.counts.setText(f"{counted(draft.words, 'word')} · {told}")
        there = bool(draft.already_id)
        self.already.setText(
            f"This very text is already in the library, as “{draft.already_title}”." if there else ""
        )
        self.already.setVisible(there)
        self.form.setVisible(not there)
        self.open_existing.setVisible(there)
        self.add.setVisible(not there)
        self.add.setEnabled(True)
        self.add.setDefault(not there)
        self.open_existing.setDefault(there)

    def _open_existing(self) -> None:
        self.existingChosen.emit(self.draft.already_id)
        super().accept()

    def accept(self) -> None:
        if self.draft.already_id or not self.add.isEnabled():
            return
        citation = self.form.value()
        if citation is not None:
            self.added.emit(citation, self.encoding.currentData() or "")
            super().accept()
