"""The whole text of an essay, to be corrected; its passages are marked lightly, to see what moves."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeySequence, QPalette, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from counterpoint.ui.forms.ask import ask
from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Complaint, Label, serif
from counterpoint.ui.forms.typed import typed_text
from counterpoint.ui.forms.views import CorrectionView, counted
from counterpoint.ui.offsets import OffsetMap

PAUSE: Final = 300
"""Milliseconds without a key after which it is told what would move."""
MOST_MARKED: Final = 1_000
"""Passages that are marked, the nearest to the caret; each costs something at every key."""
NOTHING: Final = "Nothing is changed yet."


class CorrectText(QDialog):
    """A field with the text, the caret where the reader had it.

    `weighRequested(text)` asks, after a pause, what would move; the answer comes to `tell`. `saved(text)`
    asks for the correction; the dialog stays until `done_with` or, with `complain`, is told why not.
    """

    saved = Signal(str)
    weighRequested = Signal(str)

    def __init__(
        self,
        text: str,
        headings: Sequence[tuple[int, int]],
        spans: Sequence[tuple[int, int]],
        selection: tuple[int, int],
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("correct-text")
        self.setWindowTitle(f"Correct the text of “{title}”")
        self.field = QPlainTextEdit()
        self.field.setAccessibleName("Text of the essay")
        self.field.setTabChangesFocus(True)
        self.field.setFrameShape(QFrame.Shape.NoFrame)
        self.field.setFont(serif(17))
        self.field.document().setDocumentMargin(24)
        self.told = Label(NOTHING, "soft")
        self.complaint = Complaint()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._weigh)
        self._lay_out()
        self.resize(860, 660)
        self._show(text, headings, spans, selection)
        self.field.textChanged.connect(self._note)
        self.field.setFocus()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        caption = Label(
            "Correct the &text; what is tagged moves along, and Undo takes all of it back.", "soft"
        )
        caption.setBuddy(self.field)
        layout.addWidget(caption)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.complaint)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.told, 1)
        cancel = KeyButton("Cancel", "Esc")
        cancel.clicked.connect(self.reject)
        self.save = KeyButton("&Save", "Ctrl ⏎", "primary")
        self.save.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.save)
        layout.addLayout(row)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.accept)

    def text(self) -> str:
        """The text as it stands in the field, with `\\n` for line ends."""
        return typed_text(self.field.document())

    def tell(self, view: CorrectionView) -> None:
        """Show what would move."""
        self.told.setText(_told(view) if self.field.document().isModified() else NOTHING)

    def complain(self, sentence: str) -> None:
        """Say why it could not be saved."""
        self.complaint.say(sentence)
        self.field.setFocus()

    def done_with(self) -> None:
        """Close: it is saved."""
        super().accept()

    def accept(self) -> None:
        self.complaint.say("")
        self.saved.emit(self.text())

    def reject(self) -> None:
        sentence = "Throw away what you have corrected?"
        if self.field.document().isModified() and (
            ask(self, sentence, "The text has not been saved.", ("&Throw away", "Keep correcting"), True)
            != "Throw away"
        ):
            return
        super().reject()

    def _show(
        self,
        text: str,
        headings: Sequence[tuple[int, int]],
        spans: Sequence[tuple[int, int]],
        selection: tuple[int, int],
    ) -> None:
        self.field.setUndoRedoEnabled(False)
        self.field.setPlainText(text)
        offsets = OffsetMap(text)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        for start, end in headings:
            self._cursor(offsets, start, end).mergeCharFormat(bold)
        self.field.setUndoRedoEnabled(True)
        self.field.document().setModified(False)
        near = sorted(spans, key=lambda span: abs(span[0] - selection[0]))[:MOST_MARKED]
        self.field.setExtraSelections([self._marked(offsets, *span) for span in near])
        self.field.setTextCursor(self._cursor(offsets, *selection))
        self.field.centerCursor()

    def _cursor(self, offsets: OffsetMap, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.field.document())
        cursor.setPosition(offsets.to_qt(start))
        cursor.setPosition(offsets.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _marked(self, offsets: OffsetMap, start: int, end: int) -> QTextEdit.ExtraSelection:
        """A dotted line under a passage. Its cursor moves along with what is typed."""
        mark = QTextEdit.ExtraSelection()
        mark.cursor = self._cursor(offsets, start, end)
        looks = QTextCharFormat()
        looks.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        looks.setUnderlineColor(self.palette().color(QPalette.ColorRole.Text))
        tint = QColor(self.palette().color(QPalette.ColorRole.Highlight))
        tint.setAlphaF(0.6)
        looks.setBackground(tint)
        mark.format = looks
        return mark

    def _note(self) -> None:
        self.complaint.say("")
        self._pause.start()

    def _weigh(self) -> None:
        if self.field.document().isModified():
            self.weighRequested.emit(self.text())
        else:
            self.told.setText(NOTHING)


def _told(view: CorrectionView) -> str:
    """`2 places changed · 5 passages move along · 1 changes its words`."""
    if not view.places:
        return NOTHING
    parts = [f"{counted(view.places, 'place')} changed"]
    if view.moved:
        parts.append(f"{counted(view.moved, 'passage')} {'moves' if view.moved == 1 else 'move'} along")
    if view.changed:
        parts.append(f"{view.changed:,} {'changes its' if view.changed == 1 else 'change their'} words")
    if view.emptied:
        lose = "loses all its words and stays" if view.emptied == 1 else "lose all their words and stay"
        parts.append(f"{view.emptied:,} {lose} at the next word, to be confirmed")
    return " · ".join(parts)
