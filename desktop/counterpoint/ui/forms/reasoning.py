"""Writing Markdown beside what it becomes."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from counterpoint.ui.forms.browser import Prose
from counterpoint.ui.forms.labels import serif
from counterpoint.ui.forms.typed import typed_text

PAUSE: Final = 250
"""Milliseconds without a key after which the preview follows."""


class Reasoning(QWidget):
    """An editor and its preview, side by side. `render` makes safe HTML of Markdown; it is called only when
    there is something to show and the preview is visible."""

    changed = Signal()

    def __init__(self, render: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._render = render
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName("Reasoning, in Markdown")
        self.editor.setPlaceholderText("Why? Markdown works: **bold**, *emphasis*, - lists, > quotes")
        self.editor.setTabChangesFocus(True)
        self.preview = Prose("Reasoning as it will look")
        self.preview.setFont(serif(14))
        self.preview.setFrameShape(QFrame.Shape.NoFrame)
        self.preview.document().setDocumentMargin(12)
        self.preview.viewport().setAutoFillBackground(False)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStyleSheet("QSplitter::handle { background: transparent; width: 8px; }")
        for widget in (self.editor, self.preview):
            self._splitter.addWidget(widget)
        self._splitter.setSizes([500, 500])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._follow)
        self.editor.textChanged.connect(self._pause.start)
        self.editor.textChanged.connect(self.changed)

    def text(self) -> str:
        """The Markdown as typed."""
        return typed_text(self.editor.document())

    def set_text(self, text: str) -> None:
        """Shows `text` in both."""
        self.editor.setPlainText(text)
        self._follow()

    def show_preview(self, shown: bool) -> None:
        """Shows or hides the preview."""
        self.preview.setVisible(shown)
        self._follow()

    def _follow(self) -> None:
        self._pause.stop()
        text = self.text()
        if not self.preview.isHidden():
            self.preview.show_page(self._render(text) if text.strip() else "")
