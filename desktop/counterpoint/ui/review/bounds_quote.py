"""A passage in its place: its words as they are read, with a few before and after in a soft colour."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from counterpoint.core.segmentation import grapheme_bounds
from counterpoint.core.vocabulary import Kind
from counterpoint.ui.forms.labels import serif
from counterpoint.ui.theme import Theme
from counterpoint.ui.tokens import RADIUS, mix

AROUND: Final = 140
"""Code points shown before and after; less where a paragraph ends there."""

_TINT: Final = 0.16


class BoundsQuote(QTextEdit):
    """Shows a span of a text; read-only."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[int, int, Kind] | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("The words")
        self.setFont(serif(15))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(
            f"QTextEdit {{ background: {theme.paper}; border: 1px solid {theme.line};"
            f" border-radius: {RADIUS}px; padding: 6px; }}"
            f"QTextEdit:focus {{ border-color: {theme.claim}; }}"
        )

    def show_span(self, text: str, start: int, end: int, kind: Kind) -> None:
        """Shows `text[start:end]` as of that kind, and the bound that has moved last."""
        last, self._shown = self._shown, (start, end, kind)
        before, after = around(text, start, end)
        soft, ink = QTextCharFormat(), QTextCharFormat()
        soft.setForeground(QColor(self._theme.soft))
        ink.setForeground(QColor(self._theme.ink))
        ink.setBackground(QColor(mix(self._theme.accent(kind), self._theme.paper, _TINT)))
        self.clear()
        cursor = self.textCursor()
        cursor.insertText(before, soft)
        opened = cursor.position()
        cursor.insertText(text[start:end], ink)
        closed = cursor.position()
        cursor.insertText(after, soft)
        self.setAccessibleDescription(text[start:end])
        cursor.setPosition(closed if last is not None and last[1] != end else opened)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def sizeHint(self) -> QSize:
        return QSize(440, 190)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span in its paragraphs, cut with an ellipsis where it is long."""
    line = text.rfind("\n", 0, start) + 1
    low = grapheme_bounds(text, max(line, start - AROUND), start)[0]
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    high = grapheme_bounds(text, end, min(stop, end + AROUND))[1]
    return ("…" if low > line else "") + text[low:start], text[end:high] + ("…" if high < stop else "")
