"""The sheet: the live preview of a brief, in which its cards are cut."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from counterpoint.core.brief_document import BriefDocument
from counterpoint.ui.brief import sheet_painting as painting
from counterpoint.ui.brief.sheet_caret import CaretPaper, first_of_body
from counterpoint.ui.brief.sheet_formats import colours_of
from counterpoint.ui.brief.sheet_places import CardSpan as CardSpan
from counterpoint.ui.brief.sheet_title import TitleLine
from counterpoint.ui.forms.labels import tip
from counterpoint.ui.offsets import OffsetMap
from counterpoint.ui.reader.tagbar import Deed, FloatingBar
from counterpoint.ui.theme import LIGHT, Theme

_ENTERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_MODIFIERS: Final = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
_PAPER: Final = colours_of(LIGHT)
CUTS: Final = (
    Deed("F9", "Underline", "card.underline", "Underline the selection, or no longer"),
    Deed("F10", "Emphasise", "card.emphasis", "Emphasise the selection, or no longer"),
    Deed("F11", "Highlight", "card.highlight", "Highlight the selection, or no longer"),
    Deed("", "Yellow", "card.colour.yellow", "Highlight in yellow", _PAPER.yellow),
    Deed("", "Cyan", "card.colour.cyan", "Highlight in cyan", _PAPER.cyan),
    Deed("", "Green", "card.colour.green", "Highlight in green", _PAPER.green),
    Deed("", "Leave out", "card.omit", "Leave the selection out, or bring it back"),
    Deed("F12", "Clear", "card.clear", "Take back what was done to the selection"),
)
"""What the bar at a selection offers: commands by their ids."""


class Sheet(CaretPaper):
    """Shows a brief as it will be on paper. It changes nothing itself: its signals ask for it.

    `tagEditRequested` carries the entry whose title is to be edited, `titleWritten` also what it is to be;
    `menuRequested` where on the screen a menu is wanted. `cut_bar.chosen` carries a command's id.
    """

    tagEditRequested = Signal(str)
    titleWritten = Signal(str, str)
    menuRequested = Signal(QPoint)

    def __init__(self, render: Callable[[str], str], parent: QWidget | None = None) -> None:
        self._floats: tuple[FloatingBar, TitleLine] | None = None
        super().__init__(render, parent)
        self.setAccessibleName("Brief")
        self.writable = True
        self.cut_bar = FloatingBar("Cut the selection", CUTS, self)
        self.title_line = TitleLine(self.viewport())
        self.title_line.written.connect(self.titleWritten)
        self.title_line.done.connect(self.setFocus)
        self._floats = self.cut_bar, self.title_line
        self.verticalScrollBar().valueChanged.connect(self._follow)
        self.selectionChanged.connect(self._lower_cut_bar)

    # What floats above

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        if self._floats is not None:
            self.cut_bar.set_theme(theme)

    def show_document(self, document: BriefDocument) -> None:
        super().show_document(document)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def edit_title(self, entry_id: str, words: str) -> None:
        """Opens the line in which the title of an entry is written, upon it."""
        index = self._writer.index_of(entry_id)
        self.cut_bar.hide()
        if index >= 0:
            block = self.document().findBlockByNumber(self._writer.placed[index].block)
            self.title_line.open(entry_id, words, block.charFormat().font())
            self._follow()

    def enter(self, entry_id: str) -> None:
        """Puts the caret where the body of a card begins, or at another entry, and takes the keys."""
        self.reveal(entry_id)
        index = self._writer.index_of(entry_id)
        if index >= 0:
            number = first_of_body(self._writer.placed[index])
            place = self.document().findBlockByNumber(number).position()
            self._select(place, place)
            self.setFocus()

    def _follow(self) -> None:
        """Has what floats above stand where it belongs."""
        if self._floats is None:
            return
        if self.cut_bar.isVisible():
            self._raise_cut_bar()
        index = self._writer.index_of(self.title_line.entry_id)
        if index >= 0:
            left, right = self.column()
            area = self.area_of(self._writer.placed[index].block)
            area.setLeft(left)
            area.setRight(right)
            self.title_line.place(area.toRect().translated(0, -self.verticalScrollBar().value()))
        else:
            self.title_line.close_line(write=False)

    def _raise_cut_bar(self) -> None:
        whole = QRectF()
        for block, area, units in self._selected_in_view():
            for box in painting.boxes(block, units):
                whole = whole.united(box.translated(area.topLeft()))
        if not self.writable or whole.isEmpty() or self.card_span() is None:
            self.cut_bar.hide()
            return
        corner = self.viewport().geometry().topLeft() - QPoint(0, self.verticalScrollBar().value())
        margins = self.viewportMargins()
        within: QRect = self.viewport().geometry().adjusted(-margins.left(), 0, margins.right(), 0)
        self.cut_bar.place_under(whole.toAlignedRect().translated(corner), within)

    def _lower_cut_bar(self) -> None:
        if not self.textCursor().hasSelection():
            self.cut_bar.hide()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _MODIFIERS:
            self.cut_bar.hide()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_body()
        elif event.key() in _ENTERS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if not self._ask_for_title(self.textCursor().position()):
                event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        else:
            super().keyPressEvent(event)

    def _ask_for_title(self, position: int) -> bool:
        """Asks to have the title edited on whose line a position is. Returns whether it is on one."""
        block = self.document().findBlock(position).blockNumber()
        index = self._index_at(position)
        if index < 0 or self._writer.placed[index].block != block:
            return False
        self.tagEditRequested.emit(self._writer.placed[index].part.entry_id)
        return True

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.cut_bar.hide()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.textCursor().hasSelection():
            self._raise_cut_bar()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        position = self._position_under(event.position())
        super().mouseDoubleClickEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or position is None or self._ask_for_title(position):
            return
        found = self._spot(position)
        mark = found[1].omission(found[2]) if found is not None else None
        if found is not None and mark is not None:
            first, last = (self._position_in_body(found[0], spot) for spot in mark)
            self._select(first, last)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            cursor, position = self.textCursor(), self.cursorForPosition(event.pos()).position()
            if not cursor.selectionStart() <= position < cursor.selectionEnd():
                cursor.setPosition(position)
                self.setTextCursor(cursor)
        else:
            where = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.menuRequested.emit(where)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.tip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(words) if words else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPointF) -> str:
        """What is said of a point of the viewport: what was left out, or a reviewer's note; often nothing."""
        notes = self._notes_at(point)
        position = self._position_under(point)
        if position is not None:
            block = self.document().findBlock(position)
            placed = self._writer.placed[self._index_at(position)]
            line = placed.lines[block.blockNumber() - placed.block]
            words = line.tip_at(OffsetMap(line.text).to_text(position - block.position()))
            if words:
                return words
        return "\n\n".join(notes)

    def _notes_at(self, point: QPointF) -> list[str]:
        left, right = self.column()
        where = point + QPointF(0, self.verticalScrollBar().value())
        notes = []
        for placed in self.placed_in_view():
            block = self.document().findBlockByNumber(placed.block)
            for comment, area in painting.comment_areas(placed, block, right):
                beside = where.x() >= left and where.x() <= area.right() + 4
                if beside and area.top() <= where.y() <= area.bottom():
                    notes.append(f"{comment.author}: {comment.text}")
        return notes
