"""What stands in a view where there is nothing to show yet: a word, a sentence, and the button to begin."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Label

_WIDEST = 440


class EmptyPage(QWidget):
    """`button` does what its action does, and can be pressed just while that can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action: QAction | None = None
        self.title = Label("", "title")
        self.text = Label("", "soft")
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = KeyButton("", role="primary")
        self.button.clicked.connect(self._press)
        inner = QVBoxLayout()
        inner.setSpacing(10)
        inner.addStretch(2)
        inner.addWidget(self.title)
        inner.addWidget(self.text)
        inner.addSpacing(8)
        inner.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addStretch(3)
        self.title.setMaximumWidth(_WIDEST)
        self.text.setFixedWidth(_WIDEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addLayout(inner)
        row.addStretch(1)

    def say(self, title: str, text: str, button: str, action: QAction | None) -> None:
        """Shows these; without an action there is no button."""
        if self._action is not None:
            self._action.changed.disconnect(self._follow)
        self._action = action
        self.title.setText(title)
        self.text.setText(text)
        self.button.setText(button)
        self.button.setAccessibleName(button.rstrip("…"))
        if action is not None:
            action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.button.setVisible(self._action is not None)
        self.button.setEnabled(self._action is not None and self._action.isEnabled())

    def _press(self) -> None:
        if self._action is not None:
            self._action.trigger()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
