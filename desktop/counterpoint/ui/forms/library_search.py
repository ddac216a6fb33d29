"""Finding words in all essays, passages, notes and answers."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counterpoint.ui.forms.labels import Label
from counterpoint.ui.forms.result_rows import ROW, ResultDelegate, ResultRows
from counterpoint.ui.forms.views import SearchRow, counted
from counterpoint.ui.theme import Theme

PAUSE: Final = 120
"""Milliseconds without a key after which the search begins."""
OPEN: Final = "\x02"
CLOSE: Final = "\x03"


def marked(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A snippet whose matches stand between U+0002 and U+0003, without these, and the matches' ranges."""
    text = ""
    matches: list[tuple[int, int]] = []
    start = 0
    for letter in snippet:
        if letter == OPEN:
            start = len(text)
        elif letter == CLOSE:
            matches.append((start, len(text)))
        else:
            text += letter
    return text, tuple(matches)


class LibrarySearch(QFrame):
    """A panel: a line to type in, and what was found below it, grouped by kind.

    `queryChanged(text)` after a short pause; answer with `show_results` or, where that takes a while,
    `show_busy` first. `chosen(kind, id, essay_id)` on Return or a click, `dismissed` on Esc. Up, Down, Page
    Up and Page Down move in the list while the caret stays in the line.
    """

    chosen = Signal(str, str, str)
    dismissed = Signal()
    queryChanged = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "floating")
        self.setAccessibleName("Search the library")
        self.line = QLineEdit()
        self.line.setPlaceholderText("Search essays, passages, notes and answers")
        self.line.setAccessibleName("Search the library")
        self.line.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setAccessibleName("Found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self._rows = ResultRows(self)
        self._delegate = ResultDelegate(theme, self.list)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(self._delegate)
        self.status = Label(role="soft")
        self.status.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.status.setContentsMargins(14, 12, 14, 12)
        self.count = Label(role="small")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.status)
        self._stack.addWidget(self.list)
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self._asked = ""
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self._say_nothing_typed()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.line)
        layout.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 14, 0)
        row.addWidget(self.count, 1)
        for key, meaning in (("↑↓", "choose"), ("⏎", "open"), ("Esc", "close")):
            cap = Label(key, "key")
            cap.setWordWrap(False)
            cap.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            hint = Label(meaning, "small")
            hint.setWordWrap(False)
            row.addWidget(cap)
            row.addWidget(hint)
        layout.addLayout(row)
        self.setFocusProxy(self.line)

    def set_theme(self, theme: Theme) -> None:
        """The colours from now on."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def begin(self, words: str | None = None) -> None:
        """Puts the caret into the line, all of it selected; `words` replace what stood there."""
        if words is not None:
            self.line.setText(words)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def show_busy(self) -> None:
        """Says that the search is under way; what was found before stays visible meanwhile."""
        self.count.setText("Searching…")
        if self._stack.currentWidget() is self.status:
            self.status.setText("Searching…")

    def show_results(self, rows: Sequence[SearchRow]) -> None:
        """Shows what was found for the words asked last and chooses the first."""
        self._rows.show_rows(rows)
        if not rows:
            self.count.setText("")
            if not self._asked:
                self._say_nothing_typed()
                return
            self.status.setText(f"Nothing found for “{self._asked}”. Try fewer or shorter words.")
            self._stack.setCurrentWidget(self.status)
            return
        self.count.setText(counted(len(rows), "result"))
        self._stack.setCurrentWidget(self.list)
        self.list.setCurrentIndex(self._rows.index(1))
        self.list.scrollToTop()

    def _say_nothing_typed(self) -> None:
        self.count.setText("")
        self.status.setText("Type some words. Parts of words are found too.")
        self._stack.setCurrentWidget(self.status)

    def _typed(self) -> None:
        self._pause.start()

    def _ask(self) -> None:
        words = self.line.text().strip()
        if words == self._asked:
            return
        self._asked = words
        if not words:
            self._rows.show_rows(())
            self._say_nothing_typed()
        self.queryChanged.emit(words)

    def _choose(self, index: QModelIndex) -> None:
        row: SearchRow | None = index.data(ROW)
        if row is not None:
            self.chosen.emit(row.kind, row.id, row.essay_id)

    def _move(self, by: int) -> None:
        places = [place for place in range(self._rows.rowCount()) if self._rows.index(place).data(ROW)]
        if not places:
            return
        now = self.list.currentIndex().row()
        place = places.index(now) if now in places else -1
        target = self._rows.index(places[max(0, min(len(places) - 1, place + by))])
        self.list.setCurrentIndex(target)
        if target.row() == places[0]:
            self.list.scrollToTop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is not self.line
            or not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
        ):
            return super().eventFilter(watched, event)
        key = Qt.Key
        steps = {key.Key_Down: 1, key.Key_Up: -1, key.Key_PageDown: 6, key.Key_PageUp: -6}
        pressed = Qt.Key(event.key())
        if pressed in steps:
            self._move(steps[pressed])
        elif pressed in (key.Key_Return, key.Key_Enter):
            if self._pause.isActive():
                self._pause.stop()
                self._ask()
            self._choose(self.list.currentIndex())
        elif pressed == key.Key_Escape:
            self.dismissed.emit()
        else:
            return super().eventFilter(watched, event)
        return True
