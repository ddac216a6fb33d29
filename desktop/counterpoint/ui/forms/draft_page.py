"""The first lines of a text about to be taken in, as they will be read."""

from typing import Final

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from counterpoint.ui.forms.labels import serif
from counterpoint.ui.forms.views import DraftView

MOST_LINES: Final = 200
LONGEST: Final = 20_000
"""Characters shown of one paragraph: one of a megabyte would hold up the window."""


class DraftPage(QTextEdit):
    """Shows the beginning of a `DraftView` in serif with its headings in bold. Nothing can be typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("The text as it will be read")
        self.setFont(serif(15))
        self.document().setDocumentMargin(24)

    def show_draft(self, draft: DraftView) -> None:
        """Shows the first `MOST_LINES` lines of the draft."""
        headings = {start for start, _, _ in draft.headings}
        self.clear()
        cursor = QTextCursor(self.document())
        start = shown = 0
        while start < len(draft.text) and shown < MOST_LINES:
            end = draft.text.find("\n", start)
            end = len(draft.text) if end < 0 else end
            line = draft.text[start : min(end, start + LONGEST)]
            if line.strip():
                self._add(cursor, line, not headings.isdisjoint(range(start, min(end, start + LONGEST))))
            start, shown = end + 1, shown + 1
        if start < len(draft.text):
            self._add(cursor, "…", False)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _add(self, cursor: QTextCursor, line: str, heading: bool) -> None:
        block = QTextBlockFormat()
        block.setLineHeight(135.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setTopMargin(10.0 if heading else 0.0)
        block.setBottomMargin(8.0)
        letters = QTextCharFormat()
        letters.setFont(serif(16 if heading else 15, bold=heading))
        if self.document().isEmpty():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.insertText(line.strip(), letters)
