"""The pane at the left: topics and their essays."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from counterpoint.core.marks import EssayLine
from counterpoint.ui.chrome.drawing import CapButton
from counterpoint.ui.chrome.library_list import EssayList, LibraryDelegate
from counterpoint.ui.chrome.library_model import LibraryModel, TopicLike

_EMPTY: Final = "No essays yet.\n\nAdd PDF, Word or other files, paste a text, or drop files here."


def dropped_files(event: QDropEvent) -> list[str]:
    """The files on this computer among what is dropped."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]


class LibraryPane(QWidget):
    """Topics as headings, their essays beneath, a filter above and a way to add essays below."""

    essayChosen = Signal(str)
    addRequested = Signal()
    filesDropped = Signal(list)
    """Paths of the local files dropped on the pane."""
    contextRequested = Signal(str, QPoint)
    """An essay and the place on the screen where its menu should open."""

    def __init__(self, add_keys: str = "", parent: QWidget | None = None) -> None:
        """`add_keys` is the key cap on the button that adds essays."""
        super().__init__(parent)
        self.setAccessibleName("Library")
        self.setAcceptDrops(True)
        self.setMinimumWidth(160)
        self._dropping = False
        self.model = LibraryModel(self)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter essays")
        self.filter.setAccessibleName("Filter essays")
        self.filter.setProperty("role", "filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.setAcceptDrops(False)
        self.filter.installEventFilter(self)
        self.list = EssayList()
        self._delegate = LibraryDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setModel(self.model)
        self.words = QLabel(_EMPTY)
        self.words.setProperty("role", "soft")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setContentsMargins(8, 12, 8, 0)
        self.add = CapButton("＋ Add essays…", add_keys)
        self.add.setAccessibleName("Add essays")
        self.add.setProperty("role", "flat")
        self._lay_out()
        self._connect()
        self._show_words()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.filter)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.words)
        column.addLayout(self._pages, 1)
        column.addWidget(self.add)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._set_filter)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.customContextMenuRequested.connect(self._ask_for_menu)
        self.add.clicked.connect(self.addRequested)

    def set_library(self, topics: Sequence[TopicLike], essays: Sequence[EssayLine]) -> None:
        """Lists these; the selected essay stays selected."""
        place = self.list.verticalScrollBar().value()
        self.model.set_library(topics, essays)
        self._show_words()
        self._mark_current(scroll=False)
        self.list.verticalScrollBar().setValue(place)

    def select(self, essay_id: str) -> None:
        """Marks the open essay, without a signal, and scrolls to it; an empty id marks none."""
        self._delegate.open_essay = essay_id
        self._mark_current(scroll=True)
        self.list.viewport().update()

    def selected(self) -> str:
        """The id of the essay that is marked as open."""
        return self._delegate.open_essay

    def update_count(self, essay_id: str, passages: int) -> None:
        """Shows another count of passages for one essay."""
        self.model.update_count(essay_id, passages)
        row = self.model.row_of(essay_id)
        if row >= 0:
            self.list.update(self.model.index(row))

    def focus_filter(self) -> None:
        """Puts the caret into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _mark_current(self, scroll: bool) -> None:
        row = self.model.row_of(self._delegate.open_essay)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
            if scroll:
                self.list.scrollTo(self.model.index(row))

    def _set_filter(self, words: str) -> None:
        self.model.set_filter(words)
        self._show_words()
        self._mark_current(scroll=False)

    def _show_words(self) -> None:
        if self.model.rowCount():
            self._pages.setCurrentWidget(self.list)
        else:
            whole = self.model.total() == 0
            self.words.setText(_EMPTY if whole else f"No essay matches “{self.filter.text()}”.")
            self._pages.setCurrentWidget(self.words)
        self.filter.setVisible(self.model.total() > 0)

    def _choose(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        if isinstance(line, EssayLine):
            self.essayChosen.emit(line.id)

    def _ask_for_menu(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        line = self.model.line(index.row()) if index.isValid() else ""
        if isinstance(line, EssayLine):
            self.contextRequested.emit(line.id, self.list.viewport().mapToGlobal(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._filter_key(event)
        return super().eventFilter(watched, event)

    def _filter_key(self, event: QKeyEvent) -> bool:
        first = self.model.first_essay()
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        elif event.key() == Qt.Key.Key_Down and first >= 0:
            self.list.setCurrentIndex(self.model.index(first))
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and first >= 0:
            self._choose(self.model.index(first))
        else:
            return False
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()
            self._set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_dropping(False)
        if paths := dropped_files(event):
            event.acceptProposedAction()
            self.filesDropped.emit(paths)

    def _set_dropping(self, dropping: bool) -> None:
        self._dropping = dropping
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        if self._dropping:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2, Qt.PenStyle.DashLine))
            painter.setBrush(self.palette().brush(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(self.rect().adjusted(4, 4, -4, -4), 8, 8)
