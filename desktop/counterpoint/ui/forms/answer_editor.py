"""Writing a counterargument."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counterpoint.core.vocabulary import HOW_MEANS
from counterpoint.ui.forms.ask import ask
from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.choice_row import ChoiceRow
from counterpoint.ui.forms.evidence_list import EvidenceList
from counterpoint.ui.forms.labels import Complaint, Label
from counterpoint.ui.forms.quote import QuoteLabel
from counterpoint.ui.forms.reasoning import Reasoning
from counterpoint.ui.forms.views import AnswerDraft, EvidenceItem
from counterpoint.ui.theme import Theme

HEADING_LENGTH: Final = 70
"""Characters of a proposed heading, at most."""


def proposed_heading(answered: str) -> str:
    """`AT: ` and the start of what is answered, shortened between words."""
    words = " ".join(answered.split()).removeprefix("AT: ").strip("“”\"'. ")
    room = HEADING_LENGTH - 4
    if len(words) <= room:
        return f"AT: {words}"
    cut = words[: room - 1]
    spaced = cut[: cut.rfind(" ")] if " " in cut[room // 2 :] else cut
    return f"AT: {spaced.rstrip(' ,;:–—-')}…"


class AnswerEditor(QDialog):
    """A form for an answer to `answered`, a quote or another answer's heading.

    With `draft` it edits that answer, without it begins one. `saved(AnswerDraft)` is emitted when the user
    saves, and the form closes; `attachRequested` when evidence is wanted: find it and call `add_evidence`.
    """

    attachRequested = Signal()
    saved = Signal(object)

    def __init__(
        self,
        theme: Theme,
        render: Callable[[str], str],
        answered: str,
        draft: AnswerDraft | None = None,
        evidence: Sequence[EvidenceItem] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Edit the answer" if draft else "Answer")
        self.setObjectName("answer-editor")
        self.heading = QLineEdit()
        self.complaint = Complaint()
        self.how = ChoiceRow("How it answers", HOW_MEANS)
        self.reasoning = Reasoning(render)
        self.evidence = EvidenceList(theme)
        self._lay_out(answered)
        start = draft or AnswerDraft(proposed_heading(answered))
        self.heading.setText(start.heading)
        self.how.choose(start.how)
        self.reasoning.set_text(start.reasoning)
        for item in evidence:
            self.evidence.add(item)
        self._fit_evidence()
        self._start = self.draft()
        self._connect()
        self.resize(720, 560)
        (self.heading if draft else self.reasoning.editor).setFocus()

    def _lay_out(self, answered: str) -> None:
        quote = QuoteLabel(lines=2)
        quote.set_quote(answered)
        self.heading.setAccessibleName("Heading")
        self.heading.setMaxLength(300)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(6)
        layout.addWidget(Label("ANSWERING", "heading"))
        layout.addWidget(quote)
        layout.addSpacing(4)
        layout.addWidget(self._caption("&Heading", self.heading))
        layout.addWidget(self.heading)
        layout.addWidget(self.complaint)
        layout.addSpacing(4)
        layout.addWidget(self.how)
        layout.addSpacing(4)
        layout.addLayout(self._reasoning_caption())
        layout.addWidget(self.reasoning, 1)
        layout.addSpacing(4)
        layout.addLayout(self._evidence_caption())
        layout.addWidget(self.evidence)
        layout.addLayout(self._buttons())

    def _caption(self, text: str, field: QWidget) -> Label:
        caption = Label(text, "soft")
        caption.setWordWrap(False)
        caption.setBuddy(field)
        return caption

    def _reasoning_caption(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._caption("&Reasoning", self.reasoning.editor))
        row.addStretch(1)
        self.preview = QCheckBox("&Preview")
        self.preview.setChecked(True)
        row.addWidget(self.preview)
        return row

    def _evidence_caption(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._caption("E&vidence", self.evidence))
        row.addStretch(1)
        self.remove = KeyButton("Re&move", "Del")
        self.attach = KeyButton("&Attach…", "Ctrl L")
        row.addWidget(self.remove)
        row.addWidget(self.attach)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        self.cancel = KeyButton("Cancel", "Esc")
        self.save = KeyButton("&Save", "Ctrl ⏎", "primary")
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        return row

    def _connect(self) -> None:
        self.attach.clicked.connect(self.attachRequested)
        self.cancel.clicked.connect(self.reject)
        self.evidence.changed.connect(self._fit_evidence)
        self.heading.textEdited.connect(lambda: self.complaint.say(""))
        self.preview.toggled.connect(self.reasoning.show_preview)
        self.remove.clicked.connect(self.evidence.remove_chosen)
        self.save.clicked.connect(self.accept)
        for keys, deed in (
            ("Ctrl+Return", self.accept),
            ("Ctrl+Enter", self.accept),
            ("Ctrl+L", self.attachRequested.emit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)

    def _fit_evidence(self) -> None:
        rows = self.evidence.count()
        self.evidence.setFixedHeight(min(3, rows) * 26 + (2 if rows else 0))
        self.evidence.setVisible(bool(rows))
        self.remove.setVisible(bool(rows))

    def add_evidence(self, item: EvidenceItem) -> None:
        """Attaches a passage as evidence for the answer, unless it is already."""
        self.evidence.add(item)

    def draft(self) -> AnswerDraft:
        """The answer as it stands in the form."""
        return AnswerDraft(
            " ".join(self.heading.text().split()),
            self.how.value(),
            self.reasoning.text(),
            self.evidence.ids(),
        )

    def accept(self) -> None:
        draft = self.draft()
        if not draft.heading or draft.heading == "AT:":
            self.complaint.say("Give the answer a heading, such as “AT: Prices fell”.")
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.saved.emit(draft)
        super().accept()

    def reject(self) -> None:
        if self.draft() != self._start:
            sentence = "Throw away what you have written?"
            if ask(
                self, sentence, "This answer has not been saved.", ("Throw away", "Keep writing"), True
            ) != ("Throw away"):
                return
        super().reject()
