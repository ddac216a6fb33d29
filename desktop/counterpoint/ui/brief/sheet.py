"""The sheet: the live preview of a brief, in which its cards are cut."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from counterpoint.ui.brief import sheet_painting as painting
from counterpoint.ui.brief.sheet_caret import CaretPaper
from counterpoint.ui.brief.sheet_places import CardSpan as CardSpan
from counterpoint.ui.forms.labels import tip
from counterpoint.ui.offsets import OffsetMap

_ENTERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class Sheet(CaretPaper):
    """Shows a brief as it will be on paper. It changes nothing itself: its signals ask for it.

    `tagEditRequested` carries the entry whose title is to be edited; `menuRequested` where on the screen a
    menu is wanted.
    """

    tagEditRequested = Signal(str)
    menuRequested = Signal(QPoint)

    def __init__(self, render: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(render, parent)
        self.setAccessibleName("Brief")

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
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
