"""The one road from the library to the screen: workspace announcements become one Qt signal."""

from PySide6.QtCore import QObject, Signal

from counterpoint.core.changes import Edit
from counterpoint.workspace.workspace import Workspace


class Bridge(QObject):
    """Emits `edited` with every edit, whoever made it."""

    edited = Signal(object)

    def __init__(self, ws: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._leave = ws.subscribe(self._announce)

    def close(self) -> None:
        """Hear no more."""
        self._leave()

    def _announce(self, edit: Edit) -> None:
        self.edited.emit(edit)
