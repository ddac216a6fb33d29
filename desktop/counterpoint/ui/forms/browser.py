"""Shows rendered prose: loads nothing and goes nowhere by itself."""

from typing import Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QTextBrowser, QWidget

from counterpoint.ui.forms.ask import ask

PAGE: Final = """
blockquote { margin: 4px 12px; } p { margin: 0 0 8px 0; }
ul, ol { margin: 0 0 8px 0; } li { margin: 0 0 2px 0; }
h1 { font-size: large; margin: 8px 0 4px 0; } h2, h3, h4, h5, h6 { font-size: medium; margin: 8px 0 4px 0; }
td, th { padding: 2px 8px 2px 0; }
"""


class Prose(QTextBrowser):
    """A page of safe HTML. No picture, style or file is ever loaded; a link to http or https is shown in
    full and opened in the system's browser only if the user says so.
    """

    openRequested = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setStyleSheet("QTextBrowser { background: transparent; border: none; }")
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(20)
        self.document().setDefaultStyleSheet(PAGE)
        self.anchorClicked.connect(self._offer)
        self.openRequested.connect(_open_in_browser)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None

    def show_page(self, html: str) -> None:
        """Shows a fragment of HTML that has been made safe."""
        where = self.verticalScrollBar().value()
        self.setHtml(html)
        self.verticalScrollBar().setValue(where)

    def _offer(self, url: QUrl) -> None:
        if url.scheme().lower() not in ("http", "https"):
            return
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if ask(self, "Open this address in your web browser?", address, ("Open", "Cancel")) == "Open":
            self.openRequested.emit(address)


def _open_in_browser(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))
