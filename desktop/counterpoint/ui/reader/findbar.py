"""Find in the essay: a bar that the window places above the reading view."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from counterpoint.ui.reader.finding import matches, pattern_for
from counterpoint.ui.reader.painting import sans
from counterpoint.ui.reader.view import Reader


class FindBar(QWidget):
    """Looks through the reader's text while one types, without holding the window up."""

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._starts: list[int] = []
        self._lengths: list[int] = []
        self._current = -1
        self._from = 0
        self._pieces: Iterator[list[tuple[int, int]]] | None = None
        self._work = QTimer(self)
        self._work.setInterval(0)
        self._work.timeout.connect(self._look_on)
        self._build()
        reader.pageShown.connect(self._look_anew)
        self.hide()

    def _build(self) -> None:
        self.setObjectName("findBar")
        self.field = QLineEdit(self)
        self.setAccessibleName("Find bar")
        self.field.setPlaceholderText("Find in this essay")
        self.field.setAccessibleName("Find in this essay")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._look_anew)
        self.field.installEventFilter(self)
        self.count = QLabel(self)
        self.count.setFont(sans(12))
        self.count.setMinimumWidth(90)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        back = self._button("↑", "Previous match", "Shift+Enter")
        back.clicked.connect(lambda: self.step(-1))
        onward = self._button("↓", "Next match", "Enter")
        onward.clicked.connect(lambda: self.step(1))
        shut = self._button("×", "Close the find bar", "Esc")
        shut.clicked.connect(self.shut)
        for button in (back, onward, shut):
            row.addWidget(button)

    def _button(self, sign: str, name: str, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})")
        button.setAutoRaise(True)
        return button

    def open(self) -> None:
        """Shows the bar, filled with what is selected if that is one short line, and takes the focus."""
        span = self._reader.span()
        if span is not None and span[1] - span[0] <= 100 and "\n" not in self._reader.words(*span):
            self.field.setText(self._reader.words(*span))
        self._from = span[0] if span else self._reader.caret()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._look_anew()

    def shut(self) -> None:
        """Hides the bar, takes the tints away and gives the focus back to the text."""
        self._work.stop()
        self._reader.set_matches((), (), -1)
        self.hide()
        self._reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, direction: int) -> None:
        """Goes to the next or previous match, round the ends."""
        if self._starts:
            onward = 1 if direction > 0 else -1
            self._go_to((self._current + onward) % len(self._starts) if self._current >= 0 else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.shut()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    def _look_anew(self) -> None:
        self._work.stop()
        self._starts, self._lengths, self._current = [], [], -1
        if self.isHidden():
            return
        self._reader.set_matches(self._starts, self._lengths, -1)
        pattern = pattern_for(self.field.text())
        self._pieces = matches(self._reader.text(), pattern) if pattern is not None else None
        if self._pieces is not None:
            self._work.start()
        self._say_count()

    def _look_on(self) -> None:
        piece = next(self._pieces, None) if self._pieces is not None else None
        if piece is None:
            self._work.stop()
            if self._current < 0 and self._starts:
                self._go_to(0)
        elif piece:
            known = len(self._starts)
            self._starts += [start for start, _ in piece]
            self._lengths += [length for _, length in piece]
            if self._current < 0 and piece[-1][0] >= self._from:
                ahead = next(rank for rank, (start, _) in enumerate(piece) if start >= self._from)
                self._go_to(len(self._starts) - len(piece) + ahead)
            self._reader.matches_grew(known)
        self._say_count()

    def _go_to(self, index: int) -> None:
        self._current = index
        start, length = self._starts[index], self._lengths[index]
        self._from = start
        self._reader.set_matches(self._starts, self._lengths, index)
        self._reader.select_span(start, start + length)
        self._reader.reveal((start, start + length))
        self._say_count()

    def _say_count(self) -> None:
        if not self.field.text().strip():
            words = ""
        elif self._starts:
            more = "…" if self._work.isActive() else ""
            words = f"{self._current + 1:,} of {len(self._starts):,}{more}"
        else:
            words = "looking…" if self._work.isActive() else "not found"
        self.count.setText(words)
