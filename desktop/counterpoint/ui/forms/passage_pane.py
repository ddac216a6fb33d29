"""Bottom right of the Read view: what is selected, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from counterpoint.ui.forms.answer_page import AnswerPage
from counterpoint.ui.forms.labels import Label
from counterpoint.ui.forms.passage_page import PassagePage
from counterpoint.ui.forms.views import AnswerView, PassageView
from counterpoint.ui.theme import Theme


class PassagePane(QStackedWidget):
    """Shows a passage, an answer, or how to begin. `render` makes safe HTML of Markdown and is called only
    when an answer is shown.

    Ids in signals are those of the views. `detailChosen` with an empty detail means none. `noteEdited` comes
    while the user types, at each pause, and at the latest when something else is shown. `left` means
    that Esc was pressed in the note: the essay may have the focus back.
    """

    answerRequested = Signal(str, str)
    attachRequested = Signal(str)
    confirmRequested = Signal(str)
    detailAdded = Signal(str, str)
    detailChosen = Signal(str, str)
    editAnswerRequested = Signal(str)
    jumpRequested = Signal(str, str)
    kindChosen = Signal(str, str)
    left = Signal()
    linkRequested = Signal(str)
    noteEdited = Signal(str, str)
    removeAnswerRequested = Signal(str)
    unlinkRequested = Signal(str)
    untagRequested = Signal(str)

    def __init__(self, theme: Theme, render: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Selected passage")
        self._nothing = _nothing_selected()
        self._passage = PassagePage(theme)
        self._answer = AnswerPage(theme, render)
        for page in (self._nothing, self._passage, self._answer):
            self.addWidget(page)
        self._connect()

    def _connect(self) -> None:
        page, answer = self._passage, self._answer
        answer.answerRequested.connect(self.answerRequested)
        answer.attachRequested.connect(self.attachRequested)
        answer.editAnswerRequested.connect(self.editAnswerRequested)
        answer.removeAnswerRequested.connect(self.removeAnswerRequested)
        page.answerRequested.connect(self.answerRequested)
        page.confirmRequested.connect(self.confirmRequested)
        page.detailAdded.connect(self.detailAdded)
        page.detailChosen.connect(self.detailChosen)
        page.kindChosen.connect(self.kindChosen)
        page.linkRequested.connect(self.linkRequested)
        page.noteEdited.connect(self.noteEdited)
        page.noteLeft.connect(self.left)
        page.untagRequested.connect(self.untagRequested)
        for links in (page.links, answer.answered, answer.links):
            links.jumpRequested.connect(self.jumpRequested)
            links.unlinkRequested.connect(self.unlinkRequested)

    def show_passage(self, view: PassageView) -> None:
        """Shows a passage, or the same one as it is now."""
        self._passage.show_passage(view)
        self.setCurrentWidget(self._passage)

    def show_answer(self, view: AnswerView) -> None:
        """Shows a counterargument."""
        self._passage.clear()
        self._answer.show_answer(view)
        self.setCurrentWidget(self._answer)

    def clear(self) -> None:
        """Shows how to begin."""
        self._passage.clear()
        self.setCurrentWidget(self._nothing)

    def edit_note(self) -> bool:
        """Puts the caret at the end of the shown passage's note; False if there is none to edit."""
        note = self._passage.note
        if self.currentWidget() is not self._passage or note.isReadOnly():
            return False
        self._passage.go_to_note()
        return True

    def choose_kind_and_detail(self) -> None:
        """Opens the menu of kinds and details of the shown passage."""
        if self.currentWidget() is self._passage:
            self._passage.kind.open_menu()

    def flush(self) -> None:
        """Keeps a note that is being typed; call it before the library closes."""
        self._passage.note.flush()

    def set_theme(self, theme: Theme) -> None:
        """The colours of shapes from now on; show the selected thing again afterwards."""
        self._passage.kind.set_theme(theme)
        for links in (self._passage.links, self._answer.answered, self._answer.links):
            links.set_theme(theme)


def _nothing_selected() -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(16, 16, 16, 16)
    layout.setSpacing(8)
    layout.addWidget(Label("Nothing is selected"))
    layout.addWidget(Label("Select some words, or put the caret into a sentence. Then press", "soft"))
    keys = QGridLayout()
    keys.setHorizontalSpacing(10)
    keys.setVerticalSpacing(6)
    keys.setColumnStretch(1, 1)
    for row, (key, meaning) in enumerate((("1", "Claim"), ("2", "Evidence"), ("3", "Rhetoric"))):
        cap = Label(key, "key")
        cap.setWordWrap(False)
        cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        keys.addWidget(cap, row, 0)
        keys.addWidget(Label(meaning), row, 1)
    layout.addLayout(keys)
    layout.addWidget(Label("J and K go from passage to passage.", "soft"))
    layout.addStretch(1)
    return page
