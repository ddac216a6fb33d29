"""The line in which the title of an entry is written, upon the title itself."""

from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

LONGEST: Final = 1_000
"""Code points, as the records have it."""
_LOWEST: Final = 32


class TitleLine(QLineEdit):
    """Return and leaving it write, Esc does not. `written` carries the entry and its words, if they are
    others; `done` says that the keys may go back."""

    written = Signal(str, str)
    done = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry_id = ""
        self._before = ""
        self.setMaxLength(LONGEST)
        self.setAccessibleName("Tag or heading")
        self.hide()

    def open(self, entry_id: str, words: str, font: QFont) -> None:
        """Lets the words of an entry be written."""
        self.entry_id, self._before = entry_id, words
        self.setFont(font)
        self.setText(words)
        self.home(True)  # all is selected, and the beginning is seen
        self.show()
        self.setFocus()

    def place(self, area: QRect) -> None:
        """Stands upon `area`, in pixels of the parent."""
        height = max(_LOWEST, self.sizeHint().height(), area.height() + 8)
        self.setGeometry(area.left() - 9, area.center().y() - height // 2, area.width() + 18, height)

    def close_line(self, *, write: bool) -> None:
        """Goes away; with `write` what was written holds."""
        if not self.entry_id:
            return
        entry_id, words = self.entry_id, " ".join(self.text().split())
        had_keys = self.hasFocus()
        self.entry_id = ""
        self.hide()
        if had_keys:
            self.done.emit()
        if write and words != self._before:
            self.written.emit(entry_id, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_line(write=True)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_line(write=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.close_line(write=True)
