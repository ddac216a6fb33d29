"""A note that is kept while it is typed."""

from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from counterpoint.ui.forms.typed import typed_text

PAUSE: Final = 600
"""Milliseconds without a key after which the note is kept."""
MOST_LINES: Final = 9
ROOM: Final = 12
"""Pixels above and below the text together, the frame included."""
STYLE: Final = """
QPlainTextEdit { background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 3px 4px; }
QPlainTextEdit:hover { border-color: palette(mid); }
QPlainTextEdit:focus { border-color: palette(accent); background: palette(base); }
QPlainTextEdit:read-only { border-color: transparent; background: transparent; }
"""
"""A field that looks like text until one goes to it."""


class NoteEdit(QPlainTextEdit):
    """A plain text field as high as its text. `committed(text)` is emitted when the user pauses, leaves,
    or `flush` is called, and only if the text differs from what was kept; `left` when Esc is pressed."""

    committed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self.setAccessibleName("Note")
        self.setPlaceholderText("Add a note  N")
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(STYLE)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._typed)

    def show_note(self, text: str) -> None:
        """Shows the note as the library has it. What is being typed at the moment is not disturbed."""
        if self._pause.isActive() and self._kept != typed_text(self.document()):
            self._kept = text
            return
        self._kept = text
        if typed_text(self.document()) != text:
            self.setPlainText(text)
        self._pause.stop()
        self._fit()

    def forget(self) -> None:
        """Empties the field without keeping anything: another note is about to be shown."""
        self._pause.stop()
        self._kept = ""
        self.clear()
        self._pause.stop()

    def flush(self) -> None:
        """Keeps what was typed, now."""
        self._pause.stop()
        text = typed_text(self.document())
        if text != self._kept and not self.isReadOnly():
            self._kept = text
            self.committed.emit(text)

    def _typed(self) -> None:
        self._fit()
        if typed_text(self.document()) != self._kept:
            self._pause.start()

    def _fit(self) -> None:
        needed = max(1, round(self.document().size().height()))
        lines = min(MOST_LINES, needed)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if needed > lines else policy.ScrollBarAlwaysOff
        )
        height = lines * self.fontMetrics().lineSpacing() + ROOM
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(180, self.height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
