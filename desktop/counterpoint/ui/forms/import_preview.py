"""What is about to be taken in, before it is: its text, its structure and its citation, all to be
corrected."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from counterpoint.core.citation import Citation
from counterpoint.core.headings import LEVELS
from counterpoint.core.text import word_count
from counterpoint.ui.forms.ask import ask
from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.citation import CitationForm
from counterpoint.ui.forms.draft_contents import DraftContents
from counterpoint.ui.forms.draft_facts import DraftFacts, keeping
from counterpoint.ui.forms.draft_page import DraftPage
from counterpoint.ui.forms.labels import Complaint, Label
from counterpoint.ui.forms.passage_page import scrolled
from counterpoint.ui.forms.views import DraftView, Readings, TopicChoice, Wanted
from counterpoint.ui.theme import LIGHT, Theme

LIVE_COUNT: Final = 300_000
"""Characters above which words are not counted again while the text is corrected."""
CONTENTS_WIDTH: Final = 178
SIDE_WIDTH: Final = 330


class ImportPreview(QDialog):
    """Shows a draft; its text, its headings and its citation can be corrected.

    `added(Wanted)` asks for it to be taken in: whoever does so calls `finish`, or `complain`. The dialog asks
    for another draft by `readingChosen(name)`, `chaptersChosen(numbers)` and, while there is no text yet, by
    `pasted(html, text)`; `show_draft` or `refuse` is the answer. `existingChosen(essay_id)` when the essay
    that has the text already is to be opened instead.
    """

    added = Signal(object)
    existingChosen = Signal(str)
    readingChosen = Signal(str)
    chaptersChosen = Signal(tuple)
    pasted = Signal(str, str)

    def __init__(
        self,
        draft: DraftView,
        topics: Sequence[TopicChoice] = (),
        readings: Readings | None = None,
        name: str = "",
        keep_file: bool = False,
        theme: Theme = LIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Add {name}" if name else "Add an essay")
        self.contents = DraftContents()
        self.structure = QComboBox()
        self.page = DraftPage(theme)
        self.reading = QComboBox()
        self.complaint = Complaint()
        self.facts = DraftFacts()
        self.form = CitationForm(topics)
        self.keep_file = QCheckBox()
        self.keep_file.setChecked(keep_file)
        self._typed = False
        self._lay_out()
        self.resize(980, 640)
        self._connect()
        self.show_draft(draft, readings)
        first = self.open_existing if draft.already_id else self.add
        (self.reading if readings else first if draft.text else self.page).setFocus()

    # Layout

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addLayout(self._bar())
        middle.addWidget(self.page, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.contents.setFixedWidth(CONTENTS_WIDTH)
        layout.addWidget(self.contents)
        layout.addWidget(_line())
        layout.addLayout(middle, 1)
        layout.addWidget(_line())
        layout.addWidget(self._side())

    def _bar(self) -> QHBoxLayout:
        self.structure.addItem("Body", 0)
        for level in range(1, LEVELS + 1):
            self.structure.addItem(f"Heading {level}", level)
        self.structure.setAccessibleName("Structure of the paragraph")
        self.structure.setToolTip("Ctrl+0 for body, Ctrl+1 to Ctrl+6 for headings")
        caption = Label("&Paragraph", "soft")
        caption.setWordWrap(False)
        caption.setBuddy(self.structure)
        keys = Label("Ctrl+0 … 6", "small")
        keys.setWordWrap(False)
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 16, 8)
        row.setSpacing(8)
        row.addWidget(caption)
        row.addWidget(self.structure)
        row.addWidget(keys)
        row.addStretch(1)
        return row

    def _side(self) -> QWidget:
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(10)
        inner.addWidget(self._reading_rows())
        inner.addWidget(self.complaint)
        inner.addWidget(self.facts)
        inner.addWidget(self.form)
        inner.addStretch(1)
        side = QWidget()
        side.setFixedWidth(SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 18, 12, 14)
        column.setSpacing(10)
        column.addWidget(scrolled(body), 1)
        column.addWidget(self.keep_file)
        column.addLayout(self._buttons())
        return side

    def _reading_rows(self) -> QWidget:
        self._readings = QWidget()
        self._why = Label()
        self._reading_caption = Label(role="soft")
        self._reading_caption.setWordWrap(False)
        self._reading_caption.setBuddy(self.reading)
        self.reading.setMinimumContentsLength(12)
        self.reading.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        row = QHBoxLayout()
        row.addWidget(self._reading_caption)
        row.addWidget(self.reading, 1)
        column = QVBoxLayout(self._readings)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._why)
        column.addLayout(row)
        return self._readings

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        row.addStretch(1)
        cancel = KeyButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.open_existing = KeyButton("&Open the one already there", role="primary")
        self.open_existing.clicked.connect(self._open_existing)
        self.add = KeyButton("A&dd essay", "Ctrl ⏎", "primary")
        self.add.clicked.connect(self.accept)
        for button in (cancel, self.open_existing, self.add):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.form.changed.connect(self._note_edit)
        self.reading.currentIndexChanged.connect(self._choose_reading)
        self.structure.activated.connect(self._choose_level)
        self.facts.removeSigns.connect(self.page.remove_signs)
        self.page.cursorPositionChanged.connect(self._show_level)
        self.page.textChanged.connect(self._show_level)
        self.page.rested.connect(self._tell)
        self.page.pasted.connect(self.pasted)
        self.contents.headingChosen.connect(self._go_to)
        self.contents.chapterChosen.connect(self._go_to_chapter)
        self.contents.chaptersTaken.connect(self._take_chapters)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.accept)

    # What is shown

    def show_draft(self, draft: DraftView, readings: Readings | None = None) -> None:
        """Shows a draft, and the ways it may be read where these are given. The citation stays as it was
        typed; what was corrected in the text is gone."""
        self.draft = draft
        self.complaint.say("")
        if readings is not None:
            self._show_readings(readings)
        self._readings.setVisible(self.reading.count() > 0)
        if not self._typed:
            self.form.show_citation(draft.citation)
            self._typed = False
        self.page.show_draft(draft)
        self.facts.show_draft(draft)
        if draft.chapters:
            self.contents.show_chapters(draft.chapters)
        self.keep_file.setText(keeping(draft.size))
        self._tell()
        self._show_level()

    def refuse(self, sentence: str) -> None:
        """Shows that there is no draft to be had that way, and why."""
        self.page.show_draft(DraftView("", 0, Citation()))
        self.complaint.say(sentence)
        self.facts.counts.setText("")
        self.add.setEnabled(False)

    def complain(self, sentence: str) -> None:
        """Says why the draft was not taken in."""
        self.complaint.say(sentence)

    def finish(self) -> None:
        """Closes: the draft is in the library."""
        super().accept()

    def _note_edit(self) -> None:
        self._typed = True

    def _show_readings(self, readings: Readings) -> None:
        blocker = QSignalBlocker(self.reading)
        self.reading.clear()
        for value, text in readings.choices:
            self.reading.addItem(text, value)
        self.reading.setCurrentIndex(max(0, self.reading.findData(readings.chosen)))
        blocker.unblock()
        self._why.setText(readings.why)
        self._why.setVisible(bool(readings.why))
        self._reading_caption.setText(readings.caption)
        self.reading.setAccessibleName(readings.caption.replace("&", ""))
        self.reading.setAccessibleDescription(readings.why)

    def _tell(self) -> None:
        """Shows what follows from the text as it stands."""
        corrected = self.page.corrected
        headings = self.page.headings()
        there = bool(self.draft.already_id) and not corrected
        words = self.draft.words
        if corrected and self.page.document().characterCount() < LIVE_COUNT:
            words = word_count(self.page.text())
        self.facts.tell(words, len(headings), self.page.hidden_signs(), there)
        if not self.draft.chapters:
            self.contents.show_headings(headings, self.page.block_at_caret())
        else:
            self.contents.set_choosable(not corrected)
        self.form.setVisible(not there)
        self.keep_file.setVisible(self.draft.size > 0 and not there)
        self.open_existing.setVisible(there)
        self.add.setVisible(not there)
        self.add.setEnabled(not self.page.document().isEmpty())
        self.add.setDefault(not there)
        self.open_existing.setDefault(there)

    def _show_level(self) -> None:
        self.structure.setCurrentIndex(self.page.level())

    # What is done

    def _choose_reading(self) -> None:
        self.readingChosen.emit(self.reading.currentData())

    def _choose_level(self, level: int) -> None:
        self.page.set_level(level)
        self.page.setFocus()

    def _go_to(self, block: int) -> None:
        self.page.go_to(block)
        self.page.setFocus()

    def _go_to_chapter(self, number: int) -> None:
        if self.draft.chapters[number].taken:
            self.page.go_to_chapter(number)

    def _take_chapters(self, numbers: tuple[int, ...]) -> None:
        self.chaptersChosen.emit(numbers)

    def _open_existing(self) -> None:
        self.existingChosen.emit(self.draft.already_id)
        self.finish()

    def accept(self) -> None:
        self._tell()
        if not self.add.isVisibleTo(self) or not self.add.isEnabled():
            return
        citation = self.form.value()
        if citation is not None:
            lines = tuple(self.page.lines()) if self.page.corrected else None
            cards = self.draft.cards > 0 and self.facts.cards.isChecked()
            keep = self.draft.size > 0 and self.keep_file.isChecked()
            self.added.emit(Wanted(citation, lines, cards, keep))

    def reject(self) -> None:
        if self.page.corrected and self.page.text().strip():
            buttons = ("&Throw away", "Keep correcting")
            told = "What you corrected in the text will be lost."
            if ask(self, "Close without adding the essay?", told, buttons, danger=True) != "Throw away":
                return
        super().reject()


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedWidth(1)
    return line
