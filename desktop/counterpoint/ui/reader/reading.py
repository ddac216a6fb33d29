"""Reading with the keyboard: the caret, the selection, stepping from passage to passage and going to one."""

from collections.abc import Sequence
from sys import maxsize
from typing import Final

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QStyle, QWidget

from counterpoint.core.marks import Mark
from counterpoint.ui.reader.handles import widened
from counterpoint.ui.reader.marked import MarkedCanvas
from counterpoint.ui.reader.marks import place_of
from counterpoint.ui.reader.speaking import described

_SCROLL_MS: Final = 160
_NEAR_SCREENS: Final = 3
_LAST: Final = "\uffff"


class ReadingCanvas(MarkedCanvas):
    """A `MarkedCanvas` that knows where one reads. `spanChanged` follows every move of the caret or of either
    end of the selection; `announced` carries what is said when the caret enters a passage."""

    spanChanged = Signal()
    announced = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._entered = ""
        self._ends = (0, 0)
        super().__init__(parent)
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._glide.setDuration(_SCROLL_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.selectionChanged.connect(self._note_caret)
        self.cursorPositionChanged.connect(self._note_caret)

    def text(self) -> str:
        """The essay's canonical text; empty where none is open."""
        return self._page.text if self._page is not None else ""

    def words(self, start: int, end: int) -> str:
        """The text of a span."""
        return self.text()[start:end]

    # Caret and selection

    def caret(self) -> int:
        """The code point the caret stands before."""
        return self._offsets.to_text(self.textCursor().position())

    def span(self) -> tuple[int, int] | None:
        """What is selected, without white space around it and widened to whole characters as read."""
        cursor = self.textCursor()
        if self._page is None or not cursor.hasSelection():
            return None
        document = self.document()
        start = self._offsets.to_text(widened(document, cursor.selectionStart(), forwards=False))
        end = self._offsets.to_text(widened(document, cursor.selectionEnd(), forwards=True))
        chosen = self._page.text[start:end]
        start += len(chosen) - len(chosen.lstrip())
        end -= len(chosen) - len(chosen.rstrip())
        return (start, end) if start < end else None

    def select_span(self, start: int, end: int) -> None:
        """Selects a span, the caret at its end."""
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.to_qt(start))
        cursor.setPosition(self._offsets.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        bar, value = self.verticalScrollBar(), self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        bar.setValue(value)

    def marks_at(self, position: int) -> list[Mark]:
        """The marks over a code point that are not hidden, the innermost first."""
        return [mark for mark in self._marks.at(position) if mark.annotator_id not in self._hidden]

    def neighbour(self, direction: int) -> Mark | None:
        """The passage after (`direction` > 0) or before the selected one or the caret, in text order."""
        mark = self._marks.get(self._selected)
        here = (self.caret() - 1, 0, _LAST) if direction > 0 else (self.caret(), -maxsize, "")
        place = place_of(mark) if mark is not None else here
        return self._marks.neighbour(place, direction, self._hidden)

    def next_passage(self) -> Mark | None:
        return self.neighbour(1)

    def previous_passage(self) -> Mark | None:
        return self.neighbour(-1)

    def selected_passage(self) -> str | None:
        """The id of the outlined passage."""
        return self._selected

    def reveal(self, target: str | tuple[int, int]) -> None:
        """Brings a passage or span to a third of the view's height, unless it stands well in view already."""
        mark = self._marks.get(target) if isinstance(target, str) else None
        span = (mark.start, mark.end) if mark is not None else target
        if self._page is None or isinstance(span, str):
            return
        top = self.line_top(self._offsets.to_qt(span[0]))
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if 0.08 * height <= top - bar.value() <= 0.7 * height:
            return
        goal = max(0, int(top - height / 3))
        bar.setMaximum(max(bar.maximum(), goal))
        self._glide.stop()
        still = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
        if still or not self.isVisible() or abs(goal - bar.value()) > _NEAR_SCREENS * height:
            bar.setValue(goal)
            return
        self._glide.setStartValue(bar.value())
        self._glide.setEndValue(goal)
        self._glide.start()

    def top_line(self) -> tuple[int, float]:
        """A code point of the line at the top of the view, and how many pixels above its own top that is."""
        position = self.top_position()
        return self._offsets.to_text(position), self.line_top(position) - self.verticalScrollBar().value()

    def show_top_line(self, position: int, below: float) -> None:
        """Scrolls so that the line of a code point stands where `top_line` found one."""
        self._glide.stop()
        bar = self.verticalScrollBar()
        goal = max(0, round(self.line_top(self._offsets.to_qt(position)) - below))
        bar.setMaximum(max(bar.maximum(), goal))
        bar.setValue(goal)

    def copy(self) -> None:
        """Copies the selected text exactly as the essay has it."""
        cursor = self.textCursor()
        start, end = map(self._offsets.to_text, (cursor.selectionStart(), cursor.selectionEnd()))
        if start < end:
            QGuiApplication.clipboard().setText(self.words(start, end))

    def _note_caret(self) -> None:
        cursor = self.textCursor()
        ends = (cursor.anchor(), cursor.position())
        if ends == self._ends or self._page is None:
            return
        selected, self._ends = self._ends[0] != self._ends[1], ends
        if selected or cursor.hasSelection():
            self.viewport().update()
        here = self.marks_at(self.caret())
        entered = here[0].id if here else ""
        if entered != self._entered:
            self._entered = entered
            if here:
                self._announce(self._described(here))
        self.spanChanged.emit()

    def _described(self, marks: Sequence[Mark]) -> str:
        """What is said of the passages the caret stands in, the innermost first."""
        return described(marks[0], self._names)

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.announced.emit(words)
