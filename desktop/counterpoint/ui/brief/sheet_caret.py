"""The caret on the sheet: what it stands in, and how it and the view keep their place in a changing brief."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QWidget

from counterpoint.core.brief_document import BriefDocument, CardPart
from counterpoint.ui.brief.sheet_paper import Paper
from counterpoint.ui.brief.sheet_places import Body, CardSpan, Spot
from counterpoint.ui.brief.sheet_writing import Placed
from counterpoint.ui.chrome.drawing import announce
from counterpoint.ui.theme import LIGHT, Theme

_KEEP: Final = QTextCursor.MoveMode.KeepAnchor
_WELL_IN_VIEW: Final = (0.06, 0.7)


class _Place(NamedTuple):
    """A position that outlives a change of the document: an entry, one of its lines and a UTF-16 unit of
    that; in a card's body also the code point of the essay, else -1."""

    entry_id: str
    line: int
    unit: int
    code_point: int


class CaretPaper(Paper):
    """A `Paper` that knows where its user is. `entryEntered` carries the entry that the caret comes into by
    its user's doing."""

    entryEntered = Signal(str)

    def __init__(self, render: Callable[[str], str], parent: QWidget | None = None) -> None:
        self._showing = True
        super().__init__(render, parent)
        self.set_theme(LIGHT)
        self.cursorPositionChanged.connect(self._follow_caret)
        self.selectionChanged.connect(self.viewport().update)
        self._showing = False

    # What is shown

    def show_document(self, document: BriefDocument) -> None:
        """Shows `document`. What stays equal is left as it is; the view, the caret and the selection stay
        where they were."""
        if [placed.part for placed in self._writer.placed] == list(document.parts):
            return
        ids = {placed.part.entry_id for placed in self._writer.placed}
        self._showing = True
        self._bare(not document.parts)
        if ids.isdisjoint(part.entry_id for part in document.parts):
            self._show_another(document)
        else:
            self._show_changed(document)
        self._showing = False
        self._current = self._index_at(self.textCursor().position())
        self.viewport().update()

    def _show_another(self, document: BriefDocument) -> None:
        """Shows a brief of which nothing is shown yet, from its beginning."""
        self._writer.write(())
        self._writer.write(document.parts)
        cursor = self.textCursor()
        cursor.setPosition(0)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(0)

    def _show_changed(self, document: BriefDocument) -> None:
        cursor = self.textCursor()
        ends = self._place_of(cursor.anchor()), self._place_of(cursor.position())
        index, top, value = self._index_at(cursor.position()), self._top(), self.verticalScrollBar().value()
        self._writer.write(document.parts)
        self._put_caret(ends, index)
        number = self._block_of(top[0]) if top is not None else None
        if top is not None and number is not None:
            value = round(self.area_of(number).top() - top[1])
        self._scroll_to(value)

    def set_theme(self, theme: Theme) -> None:
        """Takes on the desk of `theme`; the paper stays white."""
        cursor = self.textCursor()
        ends = self._place_of(cursor.anchor()), self._place_of(cursor.position())
        value = self.verticalScrollBar().value()
        was, self._showing = self._showing, True
        super().set_theme(theme)
        self._put_caret(ends, 0)
        self.verticalScrollBar().setValue(value)
        self._showing = was

    def reveal(self, entry_id: str) -> None:
        """Puts the caret at the start of an entry and brings that to a third of the view's height, unless it
        stands well in view. An entry that is not shown changes nothing."""
        index = self._writer.index_of(entry_id)
        if index < 0:
            return
        number = self._writer.placed[index].block
        value, height = self.verticalScrollBar().value(), self.viewport().height()
        cursor = self.textCursor()
        cursor.setPosition(self.document().findBlockByNumber(number).position())
        self._showing = True
        self.setTextCursor(cursor)
        self._showing = False
        self._current = index
        top = self.area_of(number).top()
        low, high = _WELL_IN_VIEW
        stays = low * height <= top - value <= high * height
        self._scroll_to(value if stays else round(top - height / 3))
        self.viewport().update()

    def _scroll_to(self, value: int) -> None:
        """Has the document's `value` at the top of the view, as far as it reaches."""
        bar = self.verticalScrollBar()
        length = self.document().documentLayout().documentSize().height()
        goal = max(0, min(value, round(length) - self.viewport().height()))
        bar.setMaximum(max(bar.maximum(), goal))
        bar.setValue(goal)

    # What the caret tells

    def entry(self) -> str:
        """The entry that the caret is in; empty where nothing is shown."""
        index = self._index_at(self.textCursor().position())
        return self._writer.placed[index].part.entry_id if index >= 0 else ""

    def card_span(self) -> CardSpan | None:
        """What is selected of one card's body: the card in which the selection began, or else that in which
        it ends. With no selection the word at the caret. What was left out counts whole when touched."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return self._word_span(cursor.position())
        for end in (cursor.anchor(), cursor.position()):
            index = self._index_at(end)
            placed = self._writer.placed[index] if index >= 0 else None
            if placed is not None and isinstance(placed.part, CardPart):
                body = Body(placed.part)
                ends = (cursor.selectionStart(), cursor.selectionEnd())
                first, last = (self._clipped(position, placed, body) for position in ends)
                span = body.span(first, last)
                if span is not None:
                    return CardSpan(placed.part.card_id, placed.part.entry_id, *span)
        return None

    def _word_span(self, position: int) -> CardSpan | None:
        found = self._spot(position)
        if found is None:
            return None
        placed, body, spot = found
        span = body.word(spot)
        if span is None or not isinstance(placed.part, CardPart):
            return None
        return CardSpan(placed.part.card_id, placed.part.entry_id, *span)

    def copy(self) -> None:
        """Copies the selected text as the essay has it, no-break spaces and all."""
        chosen = self.textCursor().selectedText()
        if chosen:
            QGuiApplication.clipboard().setText(chosen.replace("\u2029", "\n").replace("\u2028", "\n"))

    def select_body(self) -> None:
        """Selects the body of the card that the caret is in; of another entry, all of its text."""
        index = self._index_at(self.textCursor().position())
        if index < 0:
            return
        placed = self._writer.placed[index]
        first = self.document().findBlockByNumber(first_of_body(placed))
        last = self.document().findBlockByNumber(placed.last)
        self._select(first.position(), last.position() + last.length() - 1)

    def _select(self, anchor: int, position: int) -> None:
        """Selects without scrolling."""
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, _KEEP)
        value = self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(value)

    def _follow_caret(self) -> None:
        if self._showing:
            return
        index = self._index_at(self.textCursor().position())
        if index != self._current:
            self._current = index
            self.viewport().update()
            if index >= 0:
                part = self._writer.placed[index].part
                self.entryEntered.emit(part.entry_id)
                if isinstance(part, CardPart):
                    for comment in part.comments:
                        announce(self, f"{comment.author}: {comment.text}")

    # Positions

    def _position_under(self, point: QPointF) -> int | None:
        """The position of the letter under a point of the viewport, or None."""
        where = point + QPointF(0, self.verticalScrollBar().value())
        found = self.document().documentLayout().hitTest(where, Qt.HitTestAccuracy.ExactHit)
        return found if found >= 0 and self._writer.placed else None

    def _index_at(self, position: int) -> int:
        """The index of the part that a position is in; -1 where nothing is shown."""
        return self._writer.index_at(self.document().findBlock(position).blockNumber())

    def _spot(self, position: int) -> tuple[Placed, Body, Spot] | None:
        """The card that a position is in the body of, and where in it."""
        index = self._index_at(position)
        placed = self._writer.placed[index] if index >= 0 else None
        if placed is None or not isinstance(placed.part, CardPart):
            return None
        block = self.document().findBlock(position)
        paragraph = block.blockNumber() - first_of_body(placed)
        if paragraph < 0:
            return None
        return placed, Body(placed.part), Spot(paragraph, position - block.position())

    def _position_in_body(self, placed: Placed, spot: Spot) -> int:
        block = self.document().findBlockByNumber(first_of_body(placed) + spot.paragraph)
        return block.position() + min(spot.unit, block.length() - 1)

    def _clipped(self, position: int, placed: Placed, body: Body) -> Spot:
        """A position as a place in the body of a card, which it may stand before or behind."""
        block = self.document().findBlock(position)
        paragraph = block.blockNumber() - first_of_body(placed)
        if paragraph < 0:
            return Spot(0, 0)
        return Spot(paragraph, position - block.position()) if paragraph < len(body) else body.end

    def _place_of(self, position: int) -> _Place | None:
        index = self._index_at(position)
        if index < 0:
            return None
        placed = self._writer.placed[index]
        block = self.document().findBlock(position)
        line, unit = block.blockNumber() - placed.block, position - block.position()
        found = self._spot(position)
        code_point = found[1].essay_place(found[2]) if found is not None else -1
        return _Place(placed.part.entry_id, line, unit, code_point)

    def _position_of(self, place: _Place | None, late: bool) -> int | None:
        """Where a place is now; None if its entry is gone. What was left out since is before its mark or,
        `late`, behind it."""
        index = self._writer.index_of(place.entry_id) if place is not None else -1
        if place is None or index < 0:
            return None
        placed = self._writer.placed[index]
        if place.code_point >= 0 and isinstance(placed.part, CardPart):
            return self._position_in_body(placed, Body(placed.part).spot(place.code_point, late))
        block = self.document().findBlockByNumber(placed.block + min(place.line, len(placed.lines) - 1))
        return block.position() + min(place.unit, block.length() - 1)

    def _put_caret(self, ends: tuple[_Place | None, _Place | None], index: int) -> None:
        """Selects from one place to another; where both are gone the caret goes to the part at `index`, which
        came after theirs."""
        turned = ends[0] is not None and ends[1] is not None and ends[0][1:] > ends[1][1:]
        selected = ends[0] != ends[1]
        anchor = self._position_of(ends[0], late=selected and turned)
        position = self._position_of(ends[1], late=selected and not turned)
        cursor = self.textCursor()
        if anchor is None and position is None:
            placed = self._writer.placed[max(0, index) : max(0, index) + 1] or self._writer.placed[-1:]
            first = self.document().findBlockByNumber(placed[0].block if placed else 0)
            anchor = first.position()
        cursor.setPosition(anchor if anchor is not None else position or 0)
        cursor.setPosition(position if position is not None else anchor or 0, _KEEP)
        self.setTextCursor(cursor)

    def _top(self) -> tuple[_Place, float] | None:
        """The line at the top of the view and how far below that it begins; None at the very top."""
        value = self.verticalScrollBar().value()
        if not value or not self._writer.placed:
            return None
        where = QPointF(self.column()[0] + 1, value)
        position = max(0, self.document().documentLayout().hitTest(where, Qt.HitTestAccuracy.FuzzyHit))
        block = self.document().findBlock(position)
        place = self._place_of(block.position())
        return (place, self.area_of(block.blockNumber()).top() - value) if place is not None else None

    def _block_of(self, place: _Place) -> int | None:
        """The number of the block where a line is now; None if its entry is gone."""
        index = self._writer.index_of(place.entry_id)
        if index < 0:
            return None
        placed = self._writer.placed[index]
        return placed.block + min(place.line, len(placed.lines) - 1)


def first_of_body(placed: Placed) -> int:
    """The number of the block that the body of a card begins with."""
    return (
        placed.last + 1 - len(placed.part.paragraphs) if isinstance(placed.part, CardPart) else placed.block
    )
