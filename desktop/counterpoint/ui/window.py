"""The window: its panes by name, and nothing of the library.

It is painted bare first, in its colours and lines, which takes a tenth of a second; then `furnish` loads
and builds the panes, and `ui.session` fills and connects them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRect, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMainWindow, QWidget

from counterpoint.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QSplitter, QStackedWidget

    from counterpoint.ui.brief.view import BriefView
    from counterpoint.ui.chrome.header import Header
    from counterpoint.ui.chrome.library_pane import LibraryPane
    from counterpoint.ui.chrome.notices import Notices
    from counterpoint.ui.chrome.status import StatusBar
    from counterpoint.ui.forms.passage_pane import PassagePane
    from counterpoint.ui.map.view import MapView
    from counterpoint.ui.outline.pane import OutlinePane
    from counterpoint.ui.reader.findbar import FindBar
    from counterpoint.ui.reader.view import Reader
    from counterpoint.ui.review.view import ReviewView

LIBRARY_WIDTH: Final = 210
PANEL_WIDTH: Final = 340
HEADER_HEIGHT: Final = 44
STATUS_HEIGHT: Final = 28
SIZE: Final = (1280, 800)
SMALLEST: Final = (760, 520)


class Window(QMainWindow):
    """The panes by name, once furnished. `commanded` carries a command's id, whoever gave it; `closing` is
    asked before the window closes, and may refuse. `render` makes safe HTML of Markdown."""

    commanded = Signal(str)
    escaped = Signal()
    """Esc was pressed, and nothing else took it."""
    viewShown = Signal(str)
    """`read`, `map`, `brief` or `review` is shown now."""
    bared = Signal()
    """The bare window is on the screen."""

    actions_by_id: "dict[str, QAction]"
    header: "Header"
    notices: "Notices"
    library_pane: "LibraryPane"
    reader: "Reader"
    find_bar: "FindBar"
    outline: "OutlinePane"
    passage_pane: "PassagePane"
    map_view: "MapView"
    status: "StatusBar"
    panel: "QSplitter"
    panes: "QSplitter"
    views: "QStackedWidget"
    page: "QWidget"

    def __init__(self, theme: Theme, render: Callable[[str], str], *, furnished: bool = True) -> None:
        super().__init__()
        self.theme = theme
        self.render_markdown = render
        self.furnished = False
        self._brief_view: BriefView | None = None
        self._review_view: ReviewView | None = None
        self.closing: Callable[[], bool] = lambda: True
        self.setWindowTitle("Counterpoint")
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        self.setAcceptDrops(True)
        if furnished:
            self.furnish()

    def furnish(self) -> None:
        """Load and build the panes."""
        # The panes take as long to load as Qt itself; the bare window is on the screen meanwhile.
        from counterpoint.ui.panes import furnish

        furnish(self)
        self.furnished = True

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of `theme` everywhere."""
        self.theme = theme
        for pane in (self.notices, self.reader, self.outline, self.passage_pane, self.map_view):
            pane.set_theme(theme)
        for made in (self._brief_view, self._review_view):
            if made is not None:
                made.set_theme(theme)

    def show_view(self, view: str) -> None:
        """Show `read`, `map`, `brief` or `review`."""
        shown: dict[str, Callable[[], QWidget]] = {
            "read": lambda: self.reader,
            "map": lambda: self.map_view,
            "brief": lambda: self.brief_view,
            "review": lambda: self.review_view,
        }
        page = shown[view]()
        self.views.setCurrentWidget(self.page if view == "read" else page)
        for beside in (self.library_pane, self.panel):
            beside.setVisible(view in ("read", "map"))
        self.header.set_view(view)
        self.actions_by_id[f"view.{view}"].setChecked(True)
        self.viewShown.emit(view)
        first = {"brief": lambda: self.brief_view.first, "review": lambda: self.review_view.first}
        first.get(view, lambda: page)().setFocus()

    @property
    def on_map(self) -> bool:
        """Whether the map is what is shown."""
        return self.views.currentWidget() is self.map_view

    @property
    def on_brief(self) -> bool:
        """Whether the brief is what is shown."""
        return self._brief_view is not None and self.views.currentWidget() is self._brief_view

    @property
    def on_review(self) -> bool:
        """Whether the review is what is shown."""
        return self._review_view is not None and self.views.currentWidget() is self._review_view

    @property
    def brief_view(self) -> "BriefView":
        """The page of briefs, made when it is first asked for."""
        if self._brief_view is None:
            from counterpoint.ui.brief.view import BriefView

            self._brief_view = BriefView(self.theme, self.render_markdown)
            self._brief_view.set_actions(self.actions_by_id)
            self.views.addWidget(self._brief_view)
        return self._brief_view

    @property
    def review_view(self) -> "ReviewView":
        """The page of reviews, made when it is first asked for."""
        if self._review_view is None:
            from counterpoint.ui.actions import give_reviewing_keys
            from counterpoint.ui.review.view import ReviewView

            self._review_view = ReviewView(self.theme)
            self._review_view.set_actions(self.actions_by_id)
            give_reviewing_keys(self.actions_by_id, self._review_view)
            self.views.addWidget(self._review_view)
        return self._review_view

    def geometry_words(self) -> str:
        """Where the window is, for the next start."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore_words(self, words: str) -> None:
        """Go where the window was, if that is on a screen."""
        if words:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(words.encode())))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped wherever no pane has other plans; the library's pane shows where they go."""
        if self.furnished:
            self.library_pane.dragEnterEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.library_pane.dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.library_pane.dropEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.closing():
            event.accept()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.furnished:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        theme, width, height = self.theme, self.width(), self.height()
        painter.fillRect(self.rect(), QColor(theme.panel))
        middle = height - HEADER_HEIGHT - STATUS_HEIGHT
        page = QRect(LIBRARY_WIDTH + 1, HEADER_HEIGHT, width - LIBRARY_WIDTH - PANEL_WIDTH - 2, middle)
        painter.fillRect(page, QColor(theme.paper))
        line = QColor(theme.line)
        painter.fillRect(0, HEADER_HEIGHT - 1, width, 1, line)
        painter.fillRect(0, height - STATUS_HEIGHT, width, 1, line)
        painter.fillRect(page.left() - 1, page.top(), 1, page.height(), line)
        painter.fillRect(page.right() + 1, page.top(), 1, page.height(), line)
        font = QFont(self.font())
        font.setPixelSize(14)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        painter.drawText(
            QRect(14, 0, 200, HEADER_HEIGHT),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            "Counterpoint",
        )
        painter.end()
        self.bared.emit()
