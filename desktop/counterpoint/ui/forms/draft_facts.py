"""What is to be known of a text before it is taken in, and what may be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Label
from counterpoint.ui.forms.views import DraftView, counted, sized


class DraftFacts(QWidget):
    """Counts, what was left out, the essay that has the text already, hidden marks, and cards. What there is
    nothing to say of takes no room."""

    removeSigns = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = Label()
        self.told = Label(role="soft")
        self.already = Label()
        self.signs = Label()
        self.remove = KeyButton("&Remove them")
        self.remove.clicked.connect(self.removeSigns)
        self.cards = QCheckBox()
        self.cards.setChecked(True)
        self._hidden = QWidget()
        row = QHBoxLayout(self._hidden)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.signs, 1)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for each in (self.counts, self.told, self.already, self._hidden, self.cards):
            column.addWidget(each)

    def show_draft(self, draft: DraftView) -> None:
        """Tells of a draft."""
        self._draft = draft
        self.told.setText("\n".join(draft.told))
        self.told.setVisible(bool(draft.told))
        self.already.setText(f"This very text is already in the library, as “{draft.already_title}”.")
        under = f" under {counted(draft.card_headings, 'heading')}" if draft.card_headings else ""
        self.cards.setText(f"Add its {counted(draft.cards, 'card')}{under} &as a brief")
        self.cards.setVisible(draft.cards > 0)

    def tell(self, words: int, headings: int, signs: int, already: bool) -> None:
        """Tells what changes while the text is corrected."""
        pages = self._draft.pages
        parts = [counted(words, "word"), counted(pages, "page") if pages else ""]
        parts.append(counted(headings, "heading") if headings else "no headings")
        self.counts.setText(" · ".join(filter(None, parts)))
        self.already.setVisible(already)
        self.signs.setText(counted(signs, "hidden direction mark"))
        self._hidden.setVisible(signs > 0)


def keeping(size: int) -> str:
    """What the box says that keeps a file of so many bytes."""
    return f"&Keep the file itself in the library ({sized(size)})"
