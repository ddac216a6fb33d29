"""The dialog that builds a brief: from what, for which side, what of it, and for which speech."""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from counterpoint.core.marks import EssayLine
from counterpoint.core.speeches import SPEECHES, clock, speech_named
from counterpoint.core.text import shorten
from counterpoint.ui.brief.essay_choice import EssayChoice
from counterpoint.ui.forms.buttons import KeyButton, Segment
from counterpoint.ui.forms.labels import Complaint, Label
from counterpoint.ui.forms.views import TopicChoice
from counterpoint.workspace.briefs import BriefWish

LONGEST_TITLE: Final = 300
"""Code points, as the record has it."""

_SHORT: Final = 90


class BuildForm(QDialog):
    """`wished` carries the `BriefWish` when the user says Build. A title is proposed until one is typed."""

    wished = Signal(object)

    def __init__(
        self,
        topics: Sequence[TopicChoice],
        essays: Sequence[EssayLine],
        topic_id: str = "",
        essay_ids: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`topic_id` is chosen to begin with, or `essay_ids` where there are any."""
        super().__init__(parent)
        self.setWindowTitle("Build a brief")
        self._topics = {topic.id: topic for topic in topics}
        self._essays = {essay.id: essay for essay in essays}
        self._typed = False
        self._make_fields(topics, essays, essay_ids)
        self._lay_out()
        self.topic.setCurrentIndex(max(0, self.topic.findData(topic_id)))
        from_essays = bool(essay_ids) or not topics
        (self.by_essays if from_essays else self.by_topic).setChecked(True)
        self.by_topic.setEnabled(bool(topics))
        self._connect()
        self._show_source()
        (self.essays.list if from_essays else self.topic).setFocus()

    def _make_fields(
        self, topics: Sequence[TopicChoice], essays: Sequence[EssayLine], chosen: Collection[str]
    ) -> None:
        self.by_topic, self.by_essays = Segment("A topic"), Segment("Essays")
        self.topic = _combo("Topic")
        for topic in topics:
            self.topic.addItem(topic.wording, topic.id)
        self.essays = EssayChoice(essays, chosen)
        self.side = _combo("Side")
        self.claims, self.answers = QCheckBox("&Claims with their evidence"), QCheckBox("&Answers")
        self.claims.setChecked(True)
        self.answers.setChecked(True)
        self.speech = _combo("Speech")
        self.speech.setModel(_speeches(self.speech))
        self.title = QLineEdit()
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setAccessibleName("Title")
        self.source_wrong, self.parts_wrong, self.title_wrong = Complaint(), Complaint(), Complaint()

    def _lay_out(self) -> None:
        segments = QHBoxLayout()
        segments.setSpacing(6)
        group = QButtonGroup(self)
        for segment in (self.by_topic, self.by_essays):
            group.addButton(segment)
            segments.addWidget(segment)
        segments.addStretch(1)
        parts = QVBoxLayout()
        parts.setSpacing(6)
        parts.setContentsMargins(0, 6, 0, 6)
        parts.addWidget(self.claims)
        parts.addWidget(self.answers)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget, QWidget | QHBoxLayout | QVBoxLayout], ...] = (
            ("&From", self.by_topic, segments),
            ("", self.topic, self.topic),
            ("", self.essays, self.essays),
            ("", self.source_wrong, self.source_wrong),
            ("&Side", self.side, self.side),
            ("What", self.claims, parts),
            ("", self.parts_wrong, self.parts_wrong),
            ("S&peech", self.speech, self.speech),
            ("&Title", self.title, self.title),
            ("", self.title_wrong, self.title_wrong),
        )
        for row, (caption, buddy, field) in enumerate(rows):
            if caption:
                grid.addWidget(_caption(caption, buddy), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1) if isinstance(field, QWidget) else grid.addLayout(field, row, 1)
        grid.setRowStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addLayout(grid, 1)
        column.addLayout(self._buttons())
        self.setMinimumWidth(460)
        self.resize(520, 360)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = KeyButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.build = KeyButton("&Build", role="primary")
        self.build.setDefault(True)
        self.build.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.build)
        return row

    def _connect(self) -> None:
        self.by_topic.toggled.connect(self._show_source)
        self.topic.currentIndexChanged.connect(self._name_sides)
        self.essays.changed.connect(self._name_sides)
        self.side.currentIndexChanged.connect(self._propose)
        self.speech.currentIndexChanged.connect(self._propose)
        self.claims.toggled.connect(lambda: self.parts_wrong.say(""))
        self.answers.toggled.connect(lambda: self.parts_wrong.say(""))
        self.title.textEdited.connect(self._note_title)

    # What is asked for

    def wish(self) -> BriefWish | None:
        """The brief asked for, or None after saying beside each wrong field what is wrong and going to the
        first."""
        from_topic = self.by_topic.isChecked()
        essay_ids = () if from_topic else self.essays.ids()
        only = [word for word, box in (("claims", self.claims), ("answers", self.answers)) if box.isChecked()]
        title = " ".join(self.title.text().split())
        missing = "" if from_topic or essay_ids else "Tick at least one essay."
        checks: tuple[tuple[Complaint, str, QWidget], ...] = (
            (self.source_wrong, missing, self.essays.list),
            (self.parts_wrong, "" if only else "Choose claims, answers or both.", self.claims),
            (self.title_wrong, "" if title else "A brief needs a title.", self.title),
        )
        for complaint, sentence, _ in checks:
            complaint.say(sentence)
        wrong = next((field for _, sentence, field in checks if sentence), None)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        topic = self._topic()
        return BriefWish(
            title=title,
            topic_id=topic.id if topic is not None else None,
            essay_ids=essay_ids,
            side=self.side.currentData(),
            only=" ".join(only),
            speech=self.speech.currentData(),
        )

    def accept(self) -> None:
        wish = self.wish()
        if wish is not None:
            self.wished.emit(wish)
            super().accept()

    # Inside

    def _topic(self) -> TopicChoice | None:
        """The topic chosen, or the one that all the essays ticked are of."""
        if self.by_topic.isChecked():
            return self._topics.get(self.topic.currentData())
        of = {self._essays[each].topic_id for each in self.essays.ids()}
        return self._topics.get(next(iter(of)) or "") if len(of) == 1 else None

    def _show_source(self) -> None:
        from_topic = self.by_topic.isChecked()
        self.topic.setVisible(from_topic)
        self.essays.setVisible(not from_topic)
        self.source_wrong.say("")
        self._name_sides()
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(layout.sizeHint().height(), 0 if from_topic else 480))

    def _name_sides(self) -> None:
        topic = self._topic() or TopicChoice("", "")
        chosen = self.side.currentData()
        self.side.blockSignals(True)
        self.side.clear()
        for text, side in (("Both", ""), (topic.pro, "pro"), (topic.con, "con")):
            self.side.addItem(text, side)
        self.side.setCurrentIndex(max(0, self.side.findData(chosen)))
        self.side.blockSignals(False)
        if not self.by_topic.isChecked() and self.essays.ids():
            self.source_wrong.say("")
        self._propose()

    def _note_title(self) -> None:
        self._typed = bool(self.title.text().strip())
        self.title_wrong.say("")

    def _propose(self) -> None:
        """Puts a title together from what is chosen, unless one was typed."""
        if self._typed:
            return
        what = self._source_name()
        speech = speech_named(self.speech.currentData() or "")
        side = self.side.currentText() if self.side.currentData() else ""
        more = ", ".join(part for part in (side, speech.name if speech is not None else "") if part)
        self.title.setText(": ".join(part for part in (what, more) if part))
        self.title.setCursorPosition(0)

    def _source_name(self) -> str:
        topic, ids = self._topic(), self.essays.ids()
        if topic is not None and (self.by_topic.isChecked() or len(ids) > 1):
            return _headline(topic.wording.removeprefix("Resolved:"))
        if self.by_topic.isChecked() or not ids:
            return ""
        more = f" and {len(ids) - 1:,} more" if len(ids) > 1 else ""
        return _headline(self._essays[ids[0]].title) + more


def _headline(words: str) -> str:
    """The beginning of a wording or a title, as a title begins."""
    words = words.strip().rstrip(". ")
    return shorten(words[:1].upper() + words[1:], _SHORT)


def _combo(name: str) -> QComboBox:
    """A combo box that gives way where its words are long."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumContentsLength(16)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _caption(words: str, buddy: QWidget) -> Label:
    label = Label(words, "soft")
    label.setWordWrap(False)
    label.setBuddy(buddy)
    label.setMinimumHeight(30)
    return label


def _speeches(parent: QWidget) -> QStandardItemModel:
    """No speech, then each format's under its name, which cannot be chosen."""
    model = QStandardItemModel(parent)
    none = QStandardItem("No speech")
    none.setData("", Qt.ItemDataRole.UserRole)
    model.appendRow(none)
    shown = ""
    for speech in SPEECHES:
        if speech.format != shown:
            shown = speech.format
            heading = QStandardItem(shown)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            model.appendRow(heading)
        item = QStandardItem(f"{speech.label} · {clock(speech.seconds)}")
        item.setData(speech.label, Qt.ItemDataRole.UserRole)
        model.appendRow(item)
    return model
