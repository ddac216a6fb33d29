"""A brief's outline: pockets, hats, blocks and what stands in them, to be read, ordered and worded."""

from collections.abc import Callable, Collection
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from counterpoint.core.brief_document import BriefRow
from counterpoint.ui.brief.outline_delegate import BriefDelegate, words_left
from counterpoint.ui.brief.outline_drag import Drag, Target
from counterpoint.ui.brief.outline_model import BriefModel, Filter
from counterpoint.ui.brief.outline_moves import Place
from counterpoint.ui.theme import LIGHT, Theme

_MARK: Final = 16
"""How far before a row's words a click folds it, in pixels."""

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BriefOutline(QListView):
    """Arrows go and fold, and Right goes on to the page; letters search, F2 or Enter words an entry anew,
    Alt+Up and Alt+Down move it and Delete asks to take it away. The mouse drags it.

    `entryChosen` says which row the user went to; `moveRequested(entry, parent, after)` where an entry is to
    go: under `parent` (empty: the top), after `after` (empty: first). Nothing changes until rows are shown
    anew. `rowsShown` tells that they were, or that others of them are on show; `refused` that something was
    to be changed where nothing can be; `pageRequested` at which entry the page is gone to.
    """

    entryChosen = Signal(str)
    menuRequested = Signal(str, QPoint)
    moveRequested = Signal(str, str, str)
    pageRequested = Signal(str)
    refused = Signal()
    removeRequested = Signal(str)
    rowsShown = Signal()
    textEdited = Signal(str, str)

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = BriefModel(self)
        self._quiet = False
        self._pressed: tuple[QPoint, str, bool] | None = None
        self._drag = Drag(self, self.rows)
        self._painter = BriefDelegate(self, self.rows)
        self._painter.theme = theme
        self.setAccessibleName("Outline of the brief")
        self.setItemDelegate(self._painter)
        self.setModel(self.rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.selectionModel().currentChanged.connect(self._tell)
        self.rows.edited.connect(self.textEdited)

    # What is on show

    def show_rows(self, rows: tuple[BriefRow, ...]) -> None:
        """Shows a brief's rows; the selection, what is folded and the place in the list stay. Where the
        selected entry is gone, the one that is now in its place is selected."""
        self._drag.stop()
        at, current = self.currentIndex().row(), self.current()
        place = self.verticalScrollBar().value()
        self._quiet = True
        self.rows.show(rows, current)
        row = self.rows.row_of(current)
        if row < 0 <= at:
            row = min(at, self.rows.rowCount() - 1)
        self._go(row)
        self._quiet = False
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(place)
        if row >= 0 and row != at:
            self.scrollTo(self.currentIndex())
        self.rowsShown.emit()

    def select(self, entry_id: str) -> None:
        """Makes an entry the selected row and shows it, without a signal; none for an unknown."""
        self._quiet = True
        row = self.rows.reveal(entry_id)
        self._go(row)
        self._quiet = False
        if row >= 0:
            self.scrollTo(self.currentIndex())

    def current(self) -> str:
        """The id of the selected entry; empty where none is."""
        row = self.currentIndex().row()
        return self.rows.row(row).entry_id if row >= 0 else ""

    def collapsed(self) -> frozenset[str]:
        """The ids of entries that are folded."""
        return self.rows.folded_ids()

    def set_collapsed(self, ids: Collection[str]) -> None:
        """Folds just these."""
        self._quietly_restored(lambda: self.rows.set_folded(ids))

    def set_filter(self, chosen: Filter) -> None:
        """Shows every row, or just those that want something. Nothing can be moved while some are hidden."""
        self._quietly_restored(lambda: self.rows.set_filter(chosen))

    def set_writable(self, writable: bool) -> None:
        """Whether entries can be moved, worded and taken away."""
        self.rows.writable = writable

    def edit_entry(self, entry_id: str) -> None:
        """Opens the line in which an entry's words are typed."""
        self.select(entry_id)
        if not self.rows.writable:
            self.refused.emit()
        elif self.current() == entry_id and entry_id:
            super().edit(self.currentIndex())

    def set_theme(self, theme: Theme) -> None:
        """Takes another set of colours."""
        self._painter.theme = theme
        self.viewport().update()

    # What is done with it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.currentIndex().row()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the line in which one types passes on what it has no use for
        if key == Qt.Key.Key_Escape:
            event.setAccepted(bool(self._drag.moving))
            self._pressed = None
            self._drag.stop()
        elif modifiers == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(row, key == Qt.Key.Key_Down)
        elif modifiers:
            event.ignore() if modifiers != Qt.KeyboardModifier.ShiftModifier else super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._sideways(row, (key == Qt.Key.Key_Right) is not self.isRightToLeft())
        elif key in (*_ENTER, Qt.Key.Key_F2) and row >= 0:
            self.edit_entry(self.current())
        elif key == Qt.Key.Key_Delete and row >= 0:
            if self.rows.writable:
                self.removeRequested.emit(self.current())
            else:
                self.refused.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            super().mousePressEvent(event)
            return
        entry_id, left = self.rows.row(index.row()).entry_id, words_left(self.rows.row(index.row()).depth)
        folded = self.rows.folded(index.row())
        if folded is not None and left - _MARK <= at.x() < left:
            self._fold(index.row(), not folded)
            return
        was_current = entry_id == self.current()
        super().mousePressEvent(event)
        self._pressed = (at, entry_id, was_current)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        at = event.position().toPoint()
        if self._pressed is not None and not self._drag.moving:
            far = (at - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance()
            if far and self._movable() and self.rows.row_of(self._pressed[1]) >= 0:
                self._drag.start(self._pressed[1])
        if self._drag.moving:
            self._drag.move(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        moving = self._drag.moving
        if moving and event.button() == Qt.MouseButton.LeftButton:
            self._ask_for(moving, self._drag.drop())
            self.setState(QAbstractItemView.State.NoState)
            return
        super().mouseReleaseEvent(event)
        if pressed is not None and pressed[2] and pressed[1] == self.current():
            self.entryChosen.emit(pressed[1])  # it was selected already: it is gone to once more

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.setCurrentIndex(index)
        if index.isValid():
            where = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menuRequested.emit(self.current(), where)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._quiet = True  # Qt goes to the first row where none is current; the user did not
        super().focusInEvent(event)
        self._quiet = False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._painter.forget()
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # at once: Qt's own Adjust waits for a tenth of a second

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drag.target is not None:
            self._paint_target(self._drag.target)

    def _paint_target(self, target: Target) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self._painter.theme.claim)
        y = min(max(target.y, 4), self.viewport().height() - 4)
        painter.setPen(QPen(colour, 2))
        painter.drawEllipse(QPoint(target.left, y), 3, 3)
        painter.drawLine(target.left + 4, y, self.viewport().width() - 12, y)
        painter.end()

    # Inside

    def _movable(self) -> bool:
        return self.rows.writable and self.rows.filter == "all"

    def _step(self, row: int, down: bool) -> None:
        if row >= 0 and not self.rows.writable:
            self.refused.emit()
        elif row >= 0 and self._movable():
            self._ask_for(self.current(), self.rows.tree.step(self.rows.number(row), down))

    def _ask_for(self, entry_id: str, place: Place | None) -> None:
        if place is not None:
            self.moveRequested.emit(entry_id, place.parent_id, place.after_id)

    def _sideways(self, row: int, inwards: bool) -> None:
        if row < 0:
            return
        folded = self.rows.folded(row)
        if folded is inwards:  # folded and inwards, or unfolded and outwards; None is neither
            self._fold(row, not inwards)
            return
        tree, number = self.rows.tree, self.rows.number(row)
        under = tree.children(number) if inwards else [tree.parent(number)]
        if inwards and not under:
            self.pageRequested.emit(self.current())
        elif under and under[0] >= 0:
            self._go(self.rows.row_of(tree.rows[under[0]].entry_id))

    def _fold(self, row: int, folded: bool) -> None:
        """Folds; the selection goes to what hides it."""
        entry_id, current = self.rows.row(row).entry_id, self.current()
        self._quiet = True
        self.rows.fold(row, folded)
        self._go(self.rows.row_of(current if self.rows.row_of(current) >= 0 else entry_id))
        self._quiet = False
        self.rowsShown.emit()

    def _quietly_restored(self, change: Callable[[], None]) -> None:
        """Does what changes the rows on show; the selected entry stays so if it is still there."""
        current = self.current()
        self._quiet = True
        change()
        self._go(self.rows.row_of(current))
        self._quiet = False
        self.rowsShown.emit()

    def _go(self, row: int) -> None:
        if row != self.currentIndex().row() or not self.selectionModel().hasSelection():
            index = self.rows.index(row) if row >= 0 else QModelIndex()
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect)

    def _tell(self) -> None:
        if not self._quiet and self.currentIndex().isValid():
            self.entryChosen.emit(self.current())
