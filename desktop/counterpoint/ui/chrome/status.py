"""The bar along the bottom: what is saved, what there is, what is missing, how long it takes to read."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from counterpoint.core.speeches import clock
from counterpoint.ui.chrome.drawing import ElidedLabel, Strip, announce
from counterpoint.ui.stylesheet import restyle

if TYPE_CHECKING:
    from datetime import datetime

HEIGHT: Final = 28
PATIENCE: Final = 200
"""Work shorter than these milliseconds is not mentioned."""


class StatusBar(Strip):
    """The bottom bar."""

    holesClicked = Signal()
    shortcutsClicked = Signal()
    failureClicked = Signal()
    """The user wants to know why saving failed."""

    def __init__(self, shortcut_keys: str = "F1", parent: QWidget | None = None) -> None:
        super().__init__(Qt.Edge.TopEdge, parent)
        self.setAccessibleName("Status bar")
        self.setFixedHeight(HEIGHT)
        self.dot = QLabel()
        self.dot.setProperty("role", "dot")
        self.saved = QLabel()
        self.failed = _quiet("", "Not saved")
        self.failed.setProperty("tone", "danger")
        self.counts = ElidedLabel()
        self.holes = _quiet("", "Holes")
        self.holes.setProperty("tone", "warning")
        self.words = ElidedLabel()
        for label in (self.saved, self.counts, self.words):
            label.setProperty("role", "small")
        self.shortcuts = _quiet(f"{shortcut_keys} Shortcuts", "Keyboard shortcuts")
        self.busy = QWidget()
        self.busy_text = ElidedLabel()
        self.busy_text.setProperty("role", "small")
        self.progress = QProgressBar()
        self.cancel = _quiet("Cancel", "Cancel")
        self._cancelled: Callable[[], object] | None = None
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.timeout.connect(self._show_busy)
        self._lay_out()
        for hidden in (self.dot, self.failed, self.holes, self.busy):
            hidden.hide()
        self.holes.clicked.connect(self.holesClicked)
        self.shortcuts.clicked.connect(self.shortcutsClicked)
        self.failed.clicked.connect(self.failureClicked)
        self.cancel.clicked.connect(self._cancel)

    def _lay_out(self) -> None:
        busy = QHBoxLayout(self.busy)
        busy.setContentsMargins(0, 0, 0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(80)
        for widget in (self.busy_text, self.progress, self.cancel):
            busy.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 10, 0)
        row.setSpacing(0)
        row.addWidget(self.dot)
        row.addSpacing(6)
        row.addWidget(self.saved)
        row.addWidget(self.failed)
        row.addSpacing(20)
        row.addWidget(self.counts)
        row.addSpacing(15)
        row.addWidget(self.holes)
        row.addStretch(1)
        row.addWidget(self.busy)
        row.addSpacing(20)
        row.addWidget(self.words)
        row.addSpacing(15)
        row.addWidget(self.shortcuts)

    def set_saved(self, at: "datetime") -> None:
        """Says that everything is on the disk since `at`, local time."""
        self._say_saved(f"Saved {at:%H:%M}", "good")

    def set_read_only(self) -> None:
        """Says that nothing is saved here because the library is open for reading alone."""
        self._say_saved("Reading only", "warning")

    def set_failed(self, message: str) -> None:
        """Says loudly, until the next `set_saved`, that something is not saved, and why."""
        first = f"Not saved: {message}"
        self.failed.setText(self.fontMetrics().elidedText(first, Qt.TextElideMode.ElideRight, 420))
        self.failed.setToolTip(first)
        self.failed.setAccessibleName(first)
        restyle(self.dot, "tone", "danger")
        self.dot.show()
        self.saved.hide()
        self.failed.show()
        announce(self, first, urgent=True)

    def _say_saved(self, words: str, tone: str) -> None:
        restyle(self.dot, "tone", tone)
        self.saved.setText(words)
        self.dot.show()
        self.failed.hide()
        self.saved.show()

    def set_counts(self, claims: int, evidence: int, rhetoric: int, holes: int) -> None:
        """What the open essay holds; `holes` are what is unanswered or unsupported."""
        self.counts.setText(f"{_count(claims, 'claim')} · {evidence:,} evidence · {rhetoric:,} rhetoric")
        self.holes.setText(_count(holes, "hole"))
        self.holes.setAccessibleName(f"Show {_count(holes, 'hole')}")
        self.holes.setToolTip("Show only what is unanswered or unsupported")
        self.holes.setVisible(holes > 0)

    def set_words(self, words: int, seconds: float) -> None:
        """How long the open essay is, and how long reading it aloud takes."""
        self.words.setText(f"{_count(words, 'word')} · {clock(seconds)} aloud")

    def set_brief(self, cards: int, answers: int, blocks: int, keys: str) -> None:
        """What the brief holds, and the keys that cut its cards."""
        told = (_count(cards, "card"), _count(answers, "answer"), _count(blocks, "block"))
        self.counts.setText(" · ".join(told) if blocks or cards else "")
        self.words.setText(keys)
        self.holes.hide()

    def set_review(self, keys: str, resampled: str) -> None:
        """The keys that go through the differences, and what the figures' intervals rest on."""
        self.counts.setText(keys)
        self.words.setText(resampled)
        self.holes.hide()

    def clear_essay(self) -> None:
        """Shows nothing of an essay: none is open."""
        self.counts.setText("")
        self.words.setText("")
        self.holes.hide()

    def set_busy(
        self, text: str, cancel: Callable[[], object] | None = None, share: float | None = None
    ) -> None:
        """Shows that work goes on, if it takes longer than 0.2 s, until `set_idle`. `share` is how much is
        done, 0 to 1, where that is known; `cancel` stops the work."""
        self._cancelled = cancel
        self.busy_text.setText(text)
        self.cancel.setVisible(cancel is not None)
        self.progress.setRange(0, 0 if share is None else 100)
        self.progress.setValue(0 if share is None else round(100 * share))
        self.progress.setAccessibleName(text)
        if not self.busy.isVisibleTo(self) and not self._delay.isActive():
            self._delay.start(PATIENCE)

    def set_idle(self) -> None:
        """Ends what `set_busy` began."""
        self._delay.stop()
        self._cancelled = None
        self.busy.hide()

    def _show_busy(self) -> None:
        self.busy.show()
        announce(self, self.busy_text.text())

    def _cancel(self) -> None:
        if self._cancelled is not None:
            self._cancelled()


def _quiet(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "quiet")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(name)
    return button


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
