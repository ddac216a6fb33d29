"""The pane's page about one passage."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.kind_button import KindButton
from counterpoint.ui.forms.labels import Label
from counterpoint.ui.forms.link_list import LinkList
from counterpoint.ui.forms.note_edit import NoteEdit
from counterpoint.ui.forms.quote import QuoteLabel
from counterpoint.ui.forms.views import PassageView, Tally, counted, tally
from counterpoint.ui.theme import Theme

CAPTION_WIDTH: Final = 72
"""Pixels of the left column."""
ROW_HEIGHT: Final = 22
QUOTE_LINES: Final = 4
"""A longer quote ends in an ellipsis, so that the note stays in sight; the essay has the whole beside it."""


def possessive(name: str) -> str:
    """`Ben's`, `Iris'`."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _answered(count: Tally) -> str:
    """`2 answers, 1 of them ours`."""
    if not count.answers:
        return "not yet"
    answers = counted(count.answers, "answer")
    if count.answers == 1:
        return f"{answers}, ours" if count.own_answers else answers
    ours = {0: "none", count.answers: "all"}.get(count.own_answers, f"{count.own_answers:,}")
    return f"{answers}, {ours} of them ours"


def _hung(widget: QWidget) -> QHBoxLayout:
    """A cell for `widget` whose text, not whose frame, lines up with the column."""
    cell = QHBoxLayout()
    framed = isinstance(widget, KindButton | NoteEdit)
    cell.setContentsMargins(0 if framed else 5, 0, 0, 0)
    cell.addWidget(widget)
    if isinstance(widget, KindButton):
        cell.addStretch(1)
    return cell


def scrolled(body: QWidget) -> QScrollArea:
    """`body` in an area that scrolls up and down alone."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    body.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


class PassagePage(QWidget):
    """Shows a `PassageView`; see `PassagePane` for the signals."""

    kindChosen = Signal(str, str)
    detailChosen = Signal(str, str)
    detailAdded = Signal(str, str)
    noteEdited = Signal(str, str)
    noteLeft = Signal()
    answerRequested = Signal(str, str)
    linkRequested = Signal(str)
    untagRequested = Signal(str)
    confirmRequested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self.quote = QuoteLabel(QUOTE_LINES)
        self.kind = KindButton(theme)
        self.supported = Label()
        self.answered = Label()
        self.annotator = Label()
        self.note = NoteEdit()
        self.moved = QWidget()
        self.links = LinkList(theme)
        self.whose = Label(role="soft")
        self._captions: dict[QWidget, QLabel] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.area = scrolled(self._body())
        layout.addWidget(self.area, 1)
        layout.addLayout(self._buttons())
        self._connect()

    def _body(self) -> QWidget:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(16, 10, 16, 2)
        layout.setSpacing(6)
        layout.addWidget(self.quote)
        layout.addWidget(self.moved)
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        rows = (
            ("Kind", self.kind),
            ("Supported", self.supported),
            ("Answered", self.answered),
            ("Annotator", self.annotator),
            ("Note", self.note),
        )
        for number, (text, widget) in enumerate(rows):
            caption = Label(text, "soft")
            caption.setWordWrap(False)
            caption.setFixedSize(CAPTION_WIDTH, ROW_HEIGHT)
            caption.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(caption, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(_hung(widget), number, 1)
            self._captions[widget] = caption
        layout.addLayout(grid)
        layout.addWidget(self.links)
        layout.addStretch(1)
        self._fill_moved()
        return body

    def _fill_moved(self) -> None:
        row = QHBoxLayout(self.moved)
        row.setContentsMargins(0, 0, 0, 0)
        badge = Label("moved: confirm", "badge")
        badge.setWordWrap(False)
        badge.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        badge.setMinimumHeight(20)
        badge.setToolTip("The text around this passage changed. It was found again by its words.")
        self.confirm = KeyButton("&Confirm its place")
        row.addWidget(badge)
        row.addStretch(1)
        row.addWidget(self.confirm)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 16, 12)
        row.setSpacing(8)
        self.answer = KeyButton("Answer", "A", "primary")
        self.link = KeyButton("Link…", "L")
        self.untag = KeyButton("Untag", "0")
        for button in (self.answer, self.link, self.untag):
            row.addWidget(button)
        row.addWidget(self.whose)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.answer.clicked.connect(lambda: self.answerRequested.emit("passage", self._id))
        self.confirm.clicked.connect(lambda: self.confirmRequested.emit(self._id))
        self.kind.detailAdded.connect(self.detailAdded)
        self.kind.detailChosen.connect(lambda detail: self.detailChosen.emit(self._id, detail))
        self.kind.kindChosen.connect(lambda kind: self.kindChosen.emit(self._id, kind))
        self.link.clicked.connect(lambda: self.linkRequested.emit(self._id))
        self.note.committed.connect(lambda text: self.noteEdited.emit(self._id, text))
        self.note.left.connect(self.noteLeft)
        self.untag.clicked.connect(lambda: self.untagRequested.emit(self._id))

    def show_passage(self, view: PassageView) -> None:
        """Shows `view`. A note being typed about another passage is kept first."""
        if view.id != self._id:
            self.note.flush()
        same, self._id = view.id == self._id, view.id
        ours = view.mine and view.writable
        self.quote.set_quote(view.quote)
        self.kind.show_kind(view.kind, view.detail, view.details, ours)
        self._tell_links(view)
        self.annotator.setText(view.annotator)
        self.note.setReadOnly(not ours)
        self.note.setFocusPolicy(Qt.FocusPolicy.StrongFocus if ours or view.note else Qt.FocusPolicy.NoFocus)
        if not same:
            self.note.forget()
        self.note.show_note(view.note)
        self._show_row(self.note, ours or bool(view.note))
        self.moved.setVisible(view.status == "moved")
        self.confirm.setVisible(view.writable)
        self.links.show_links(view.links, view.writable)
        self.answer.setVisible(view.writable)
        self.link.setVisible(view.writable)
        self.untag.setVisible(ours)
        self.whose.setText("" if view.mine else f"{possessive(view.annotator)} passage")
        self.whose.setVisible(not view.mine)

    def go_to_note(self) -> None:
        """Puts the caret at the end of the note, and the note in sight."""
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTimer.singleShot(0, self, self._show_note)  # once all heights have settled

    def _show_note(self) -> None:
        """All of the note, where Qt itself would show its caret's line alone."""
        for corner in (self.note.rect().bottomLeft(), self.note.rect().topLeft()):
            at = self.note.mapToGlobal(corner) - self.quote.mapToGlobal(QPoint()) + self.quote.pos()
            self.area.ensureVisible(at.x(), at.y(), 0, 4)

    def clear(self) -> None:
        """Keeps what is being typed and forgets the passage."""
        self.note.flush()
        self.note.forget()
        self._id = ""

    def _tell_links(self, view: PassageView) -> None:
        count = tally(view.links)
        support = [counted(count.evidence, "evidence", "evidence")] if count.evidence else []
        if count.other_support:
            support.append(counted(count.other_support, "other passage"))
        self.supported.setText(", ".join(support) or "no evidence yet")
        self._show_row(self.supported, bool(support) or view.kind == "claim")
        self.answered.setText(_answered(count))
        self._show_row(self.answered, bool(count.answers) or view.kind == "claim")

    def _show_row(self, widget: QWidget, shown: bool) -> None:
        widget.setVisible(shown)
        self._captions[widget].setVisible(shown)
