"""The citation of an essay: a form, and a dialog of it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counterpoint.core.citation import Citation
from counterpoint.core.dates import iso_date
from counterpoint.core.vocabulary import Side
from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Complaint, Label, tip
from counterpoint.ui.forms.views import SourceView, TopicChoice, sized

FIELDS: Final = (
    ("title", "&Title", ""),
    ("author", "&Author", "Name, Name"),
    ("qualifications", "&Qualifications", "Who the author is"),
    ("publication", "Publi&cation", "Journal, newspaper or site"),
    ("published", "Publis&hed", "4 March 2025"),
    ("url", "&URL", "https://…"),
    ("accessed", "Acc&essed", "2025-03"),
)
"""The lines of text: field, caption, and what an empty one shows."""

INNER: Final = "QLineEdit { border: none; padding: 0; background: transparent; min-height: 0; }"
"""The line within a combo box, which has the frame already."""

DATES: Final = ("published", "accessed")


def date_or_complaint(written: str) -> tuple[str, str]:
    """The ISO date `written` says and an empty complaint, or an empty date and one sentence."""
    written = written.strip()
    if not written:
        return "", ""
    found = iso_date(written)
    if not found:
        return "", f"“{written}” is not a date: write it as 4 March 2025, 2025-03 or 2025."
    if len(found) == 4 and written != found:
        return "", f"“{written}” may mean two dates: write the month as a word."
    return found, ""


def web_address(written: str) -> tuple[str, str]:
    """The http or https address `written` says and an empty complaint, or none and one sentence."""
    written = written.strip()
    if not written:
        return "", ""
    address = written if "://" in written else f"https://{written}"
    host = address.split("://", 1)[1].split("/", 1)[0]
    if not address.lower().startswith(("http://", "https://")) or "." not in host or " " in address:
        return "", "A URL begins with https:// or http:// and has no spaces."
    return address, ""


class CitationForm(QWidget):
    """The fields of a citation, the topic and the side. `value()` checks them."""

    changed = Signal()

    def __init__(self, topics: Sequence[TopicChoice] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topics = {topic.wording.casefold(): topic for topic in topics}
        self._complaints: dict[str, Complaint] = {}
        self.lines: dict[str, QLineEdit] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        for name, caption, hint in FIELDS:
            line = QLineEdit()
            line.setPlaceholderText(hint)
            line.setAccessibleName(caption.replace("&", ""))
            line.textEdited.connect(lambda _, name=name: self._edited(name))
            self.lines[name] = line
            self._add(name, caption, line)
        for name in DATES:
            self.lines[name].editingFinished.connect(lambda name=name: self._tidy_date(name))
        self._add_topic(topics)

    def _add(self, name: str, caption: str, field: QWidget) -> None:
        row = self._grid.rowCount()
        label = Label(caption, "soft")
        label.setWordWrap(False)
        label.setBuddy(field)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        self._complaints[name] = Complaint()
        self._grid.addWidget(self._complaints[name], row + 1, 1)

    def _add_topic(self, topics: Sequence[TopicChoice]) -> None:
        self.topic = QComboBox()
        self.topic.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.topic.setAccessibleName("Topic")
        self.topic.setMinimumContentsLength(16)
        self.topic.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.topic.addItem("")
        self.topic.addItems([topic.wording for topic in topics])
        self._wording = QLineEdit()
        self._wording.setPlaceholderText("Choose one, or word a new one")
        self._wording.setStyleSheet(INNER)
        self.topic.setLineEdit(self._wording)
        self._add("topic", "T&opic", self.topic)
        self.side = QComboBox()
        self.side.setAccessibleName("Side")
        self._add("side", "&Side", self.side)
        self._name_sides("")
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.topic.currentTextChanged.connect(self._name_sides)
        self.topic.currentTextChanged.connect(self.changed)
        self.side.currentIndexChanged.connect(self.changed)

    def _name_sides(self, wording: str) -> None:
        topic = self._topics.get(wording.strip().casefold()) or TopicChoice("", wording)
        chosen = self.side.currentData()
        self.side.blockSignals(True)
        self.side.clear()
        for text, side in (("No side", ""), (topic.pro, "pro"), (topic.con, "con")):
            self.side.addItem(text, side)
        self.side.setCurrentIndex(max(0, self.side.findData(chosen)))
        self.side.blockSignals(False)
        self.side.setEnabled(bool(wording.strip()))

    def show_citation(self, citation: Citation) -> None:
        """Fills the form and forgets complaints."""
        for name, line in self.lines.items():
            line.setText(getattr(citation, name))
            line.setCursorPosition(0)
            self._complaints[name].say("")
        self.topic.setCurrentText(citation.topic)
        self._wording.setCursorPosition(0)
        self.side.setCurrentIndex(max(0, self.side.findData(citation.side)))

    def value(self) -> Citation | None:
        """The citation, or None after saying beside each wrong field what is wrong with it and going to the
        first. The topic is the wording of one of the topics given, or a new one."""
        values = {name: " ".join(line.text().split()) for name, line in self.lines.items()}
        values["title"], complaint = values["title"], "" if values["title"] else "An essay needs a title."
        complaints = {"title": complaint}
        for name in DATES:
            values[name], complaints[name] = date_or_complaint(values[name])
        values["url"], complaints["url"] = web_address(values["url"])
        for name, sentence in complaints.items():
            self._complaints[name].say(sentence)
        wrong = next((name for name in self.lines if complaints.get(name)), None)
        if wrong:
            self.lines[wrong].setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        wording = " ".join(self.topic.currentText().split())
        known = self._topics.get(wording.casefold())
        side: Side = (self.side.currentData() or "") if wording else ""
        return Citation(**values, topic=known.wording if known else wording, side=side)

    def complaint(self, name: str) -> str:
        """What the form says of a field at the moment."""
        return self._complaints[name].text()

    def _edited(self, name: str) -> None:
        self._complaints[name].say("")
        self.changed.emit()

    def _tidy_date(self, name: str) -> None:
        found, sentence = date_or_complaint(self.lines[name].text())
        self._complaints[name].say(sentence)
        if found:
            self.lines[name].setText(found)


class CitationDialog(QDialog):
    """Edits an essay's citation; `saved(Citation)` when the user says so. Says which file the essay came
    from; `copyRequested` when that, where the library keeps it, is to be written out."""

    saved = Signal(object)
    copyRequested = Signal()

    def __init__(
        self,
        citation: Citation,
        topics: Sequence[TopicChoice] = (),
        source: SourceView | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Citation")
        self.setMinimumWidth(520)
        self.form = CitationForm(topics)
        self.form.show_citation(citation)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(self.form)
        if source is not None:
            layout.addLayout(self._source(source))
        layout.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = KeyButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.save = KeyButton("Sa&ve", role="primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.save)
        layout.addLayout(row)
        self.form.lines["title"].setFocus()

    def _source(self, source: SourceView) -> QHBoxLayout:
        kept = f"; kept here ({sized(source.size)})" if source.size else ""
        digest = f", SHA-256 {source.digest[:8]}…" if source.digest else ""
        self.source = Label(f"From “{source.name}”{digest}{kept}", "soft")
        self.source.setToolTip(tip(f"SHA-256 {source.digest}" if source.digest else source.name))
        self.copy = KeyButton("Save a co&py…")
        self.copy.setVisible(source.size > 0)
        self.copy.clicked.connect(self.copyRequested)
        row = QHBoxLayout()
        row.addWidget(self.source, 1)
        row.addWidget(self.copy)
        return row

    def accept(self) -> None:
        citation = self.form.value()
        if citation is not None:
            self.saved.emit(citation)
            super().accept()
