"""What a text about to be taken in consists of: its headings to go to or, of a book, its chapters to
choose."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from counterpoint.core.direction import in_order
from counterpoint.ui.forms.labels import Label, tip
from counterpoint.ui.forms.views import ChapterLine, counted

_ROW = QSize(80, 26)
_INDENT = "   "
_NUMBER = Qt.ItemDataRole.UserRole


class DraftContents(QWidget):
    """A list whose lines lead to their place. `headingChosen` carries a block's number, `chapterChosen` a
    chapter's; `chaptersTaken` the numbers of the chapters ticked, when that changes."""

    headingChosen = Signal(int)
    chapterChosen = Signal(int)
    chaptersTaken = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = Label("", "heading")
        self.list = _Lines()
        self.words = Label("", "small")
        self._of_chapters = False
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 18, 8, 12)
        column.setSpacing(6)
        column.addWidget(self.caption)
        column.addWidget(self.list, 1)
        column.addWidget(self.words)
        self.list.itemClicked.connect(self._go)
        self.list.entered.connect(self._go)
        self.list.itemChanged.connect(self._tell)

    def show_headings(self, headings: Sequence[tuple[int, str, int]], at: int) -> None:
        """Lists headings by block, words and level; `at` is the block one is at."""
        self._of_chapters = False
        highest = min((level for _, _, level in headings), default=1)
        self._begin("CONTENTS", "Headings")
        for block, words, level in headings:
            item = self._line(_INDENT * (level - highest) + in_order(words.strip()), block)
            self.list.addItem(item)
            if block <= at:
                self.list.setCurrentItem(item)
        self._end("" if headings else "Ctrl+1 makes the paragraph at the caret a heading.")

    def show_chapters(self, chapters: Sequence[ChapterLine]) -> None:
        """Lists chapters, each ticked where it is taken."""
        self._of_chapters = True
        row = self.list.currentRow()
        self._begin("CHAPTERS", "Chapters")
        for number, chapter in enumerate(chapters):
            item = self._line(in_order(chapter.title.strip()) or f"Chapter {number + 1}", number)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if chapter.taken else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(max(0, row))
        self._end(self._count())

    def set_choosable(self, choosable: bool) -> None:
        """Whether chapters may be ticked: not once the text was corrected, which would be lost."""
        if not self._of_chapters:
            return
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            item = self.list.item(row)
            flags = item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags | (Qt.ItemFlag.ItemIsUserCheckable if choosable else Qt.ItemFlag.NoItemFlags))
        self.list.blockSignals(False)
        self.words.setText(self._count() if choosable else "Choose chapters before you correct the text.")

    def taken(self) -> tuple[int, ...]:
        """The numbers of the chapters ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(_NUMBER) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _count(self) -> str:
        return f"{len(self.taken()):,} of {counted(self.list.count(), 'chapter')}"

    def _line(self, words: str, number: int) -> QListWidgetItem:
        item = QListWidgetItem(words)
        item.setData(_NUMBER, number)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words.strip())
        item.setToolTip(tip(words.strip()))
        item.setSizeHint(_ROW)
        return item

    def _begin(self, caption: str, name: str) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        self.caption.setText(caption)
        self.list.setAccessibleName(name)

    def _end(self, words: str) -> None:
        self.list.blockSignals(False)
        self.words.setText(words)

    def _go(self, item: QListWidgetItem) -> None:
        (self.chapterChosen if self._of_chapters else self.headingChosen).emit(item.data(_NUMBER))

    def _tell(self) -> None:
        if self._of_chapters:
            self.chaptersTaken.emit(self.taken())


class _Lines(QListWidget):
    """Return leads to the line's place, as a click does; Space ticks it."""

    entered = Signal(QListWidgetItem)

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.entered.emit(item)
        elif event.key() == Qt.Key.Key_Space and item is not None:
            self._turn(item)
        else:
            super().keyPressEvent(event)

    def _turn(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
