"""A button that Enter presses, in a view where Enter is also the key of a command."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent

from counterpoint.ui.forms.buttons import KeyButton


class EnterButton(KeyButton):
    """While it has the keys, Enter is its own. `least`, where it is set, is how narrow it may become."""

    least = 0

    def event(self, event: QEvent) -> bool:
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in enter:
            event.accept()
            return True
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(self.least or hint.width(), hint.width()), hint.height())
