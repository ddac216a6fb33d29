"""The pane's page about one counterargument."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counterpoint.core.vocabulary import HOW_MEANS
from counterpoint.ui.forms.browser import Prose
from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Label, serif
from counterpoint.ui.forms.link_list import LinkList
from counterpoint.ui.forms.passage_page import possessive, scrolled
from counterpoint.ui.forms.views import AnswerView
from counterpoint.ui.theme import Theme


class FittedProse(Prose):
    """Prose as high as its text, in a page that scrolls as a whole."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("role", "bare")
        self.viewport().setAutoFillBackground(False)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())

    def _fit(self) -> None:
        self.setFixedHeight(max(1, round(self.document().size().height()) + 2))


class AnswerPage(QWidget):
    """Shows an `AnswerView`; see `PassagePane` for the signals."""

    answerRequested = Signal(str, str)
    editAnswerRequested = Signal(str)
    removeAnswerRequested = Signal(str)
    attachRequested = Signal(str)

    def __init__(self, theme: Theme, render: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self._render = render
        self._reasoning: str | None = None
        self.heading = Label()
        self.heading.setFont(serif(16, bold=True))
        self.how = Label(role="soft")
        self.reasoning = FittedProse("Reasoning")
        self.reasoning.setFont(serif(14))
        self.answered = LinkList(theme)
        self.links = LinkList(theme)
        self.no_evidence = Label("no evidence yet", "badge")
        self.no_evidence.setWordWrap(False)
        self.no_evidence.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.no_evidence.setMinimumHeight(20)
        self.whose = Label(role="soft")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolled(self._body()), 1)
        layout.addLayout(self._buttons())

    def _body(self) -> QWidget:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(16, 12, 16, 4)
        layout.setSpacing(6)
        for widget in (self.heading, self.how, self.answered, self.reasoning, self.links):
            layout.addWidget(widget)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        self.attach = KeyButton("A&ttach evidence…")
        row.addWidget(self.attach)
        row.addStretch(1)
        row.addWidget(self.no_evidence)
        layout.addLayout(row)
        layout.addStretch(1)
        self.attach.clicked.connect(lambda: self.attachRequested.emit(self._id))
        return body

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 12)
        row.setSpacing(8)
        self.answer = KeyButton("Answer this", "A", "primary")
        self.edit = KeyButton("&Edit…")
        self.delete = KeyButton("&Delete", role="danger")
        for widget in (self.answer, self.edit, self.delete, self.whose):
            row.addWidget(widget)
        row.addStretch(1)
        self.answer.clicked.connect(lambda: self.answerRequested.emit("counterargument", self._id))
        self.edit.clicked.connect(lambda: self.editAnswerRequested.emit(self._id))
        self.delete.clicked.connect(lambda: self.removeAnswerRequested.emit(self._id))
        return row

    def show_answer(self, view: AnswerView) -> None:
        """Shows `view`; its reasoning is rendered anew only where it changed."""
        self._id = view.id
        self.heading.setText(view.heading)
        self.how.setText(f"{view.how.capitalize()}: {HOW_MEANS[view.how]}")
        if view.reasoning != self._reasoning:
            self._reasoning = view.reasoning
            self.reasoning.show_page(self._render(view.reasoning))
        self.reasoning.setVisible(bool(view.reasoning.strip()))
        answered = tuple(link for link in view.links if link.relation == "answers" and link.outgoing)
        self.answered.show_links(answered, view.writable)
        self.links.show_links(tuple(link for link in view.links if link not in answered), view.writable)
        supported = any(link.relation == "supports" and not link.outgoing for link in view.links)
        self.no_evidence.setVisible(not supported)
        ours = view.mine and view.writable
        self.attach.setVisible(ours)
        self.answer.setVisible(view.writable)
        self.edit.setVisible(ours)
        self.delete.setVisible(ours)
        self.whose.setText("" if view.mine else f"{possessive(view.annotator)} answer")
        self.whose.setVisible(not view.mine)
