"""Cards and blocks on the clipboard."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from counterpoint.core.brief_document import Part
from counterpoint.workspace import brief_files


class Copied(QObject):
    """What was copied, rich and plain. At the end of the program it is left as plain text: Qt crashes then
    where data made in Python is still on the clipboard."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._data: QMimeData | None = None
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.leave_plain)

    def copy(self, parts: Sequence[Part]) -> None:
        """Put parts of a brief on the clipboard, as rich text and as plain text."""
        rich, plain = brief_files.for_clipboard(parts)
        self._data = QMimeData()
        self._data.setHtml(rich)
        self._data.setText(plain)
        QGuiApplication.clipboard().setMimeData(self._data)

    def leave_plain(self) -> None:
        """Leave the words alone, if nothing else was copied since: Qt has deleted the data then."""
        if self._data is not None and isValid(self._data):
            QGuiApplication.clipboard().setText(self._data.text())
        self._data = None
