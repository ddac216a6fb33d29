"""Ticking some of a library's essays."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from counterpoint.core.marks import EssayLine
from counterpoint.ui.forms.labels import Label
from counterpoint.ui.forms.views import counted

_ROW = QSize(100, 26)
_ID = Qt.ItemDataRole.UserRole


class EssayChoice(QWidget):
    """A filter above a list whose lines are ticked by a click, Space or Enter. What is ticked stays so while
    the filter hides it."""

    changed = Signal()

    def __init__(
        self, essays: Sequence[EssayLine], chosen: Collection[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter essays")
        self.filter.setAccessibleName("Filter essays")
        self.filter.setClearButtonEnabled(True)
        self.list = _Ticked()
        for essay in essays:
            item = QListWidgetItem(essay.title)
            item.setSizeHint(_ROW)
            item.setData(_ID, essay.id)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, essay.author)
            item.setToolTip(" · ".join(part for part in (essay.author, _passages(essay)) if part))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = essay.id in chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._authors = {essay.id: essay.author for essay in essays}
        self.count = Label("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addWidget(self.count)
        self.filter.textChanged.connect(self._narrow)
        self.list.itemChanged.connect(self._tell)
        self._tell()

    def ids(self) -> tuple[str, ...]:
        """The essays ticked, in the list's order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            there = f"{item.text()} {self._authors[item.data(_ID)]}".casefold()
            item.setHidden(not all(word in there for word in wanted))

    def _tell(self) -> None:
        total, chosen = self.list.count(), len(self.ids())
        self.count.setText(f"{chosen:,} of {counted(total, 'essay')}")
        self.changed.emit()


class _Ticked(QListWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Essays")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMinimumHeight(108)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(self._click)
        self._before: Qt.CheckState | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        self._before = item.checkState() if item is not None else None
        super().mousePressEvent(event)

    def _click(self, item: QListWidgetItem) -> None:
        """Turns the tick wherever the line was clicked; on the box itself Qt has done it by now."""
        if item.checkState() == self._before:
            self._turn(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._turn(item)
        else:
            super().keyPressEvent(event)

    def _turn(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)


def _passages(essay: EssayLine) -> str:
    return counted(essay.passages, "passage")
