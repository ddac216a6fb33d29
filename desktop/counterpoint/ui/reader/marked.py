"""The page with its marks: paints them beneath the text, block by block as they come in view."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QWidget

from counterpoint.core.direction import signs
from counterpoint.core.marks import Mark
from counterpoint.ui.direction_signs import meaning_at, paint_signs
from counterpoint.ui.reader import painting
from counterpoint.ui.reader.canvas import MOST_KEPT, Canvas
from counterpoint.ui.reader.marks import MarkIndex
from counterpoint.ui.reader.outline import outline
from counterpoint.ui.reader.page import Page
from counterpoint.ui.reader.sheet import Blender, Sheet, Stretch, make_sheet
from counterpoint.ui.theme import LIGHT, Theme

_MOST_OUTLINED: Final = 400


class MarkedCanvas(Canvas):
    """A `Canvas` with marks, matches and a selected passage on it. Positions are code points of the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._blender = Blender(LIGHT)
        self._strokes = painting.Strokes(LIGHT)
        self._marks = MarkIndex()
        self._names: Mapping[str, str] = {}
        self._mine = ""
        self._hidden: frozenset[str] = frozenset()
        self._selected: str | None = None
        self._preview: tuple[int, int] | None = None
        self._matches: Sequence[int] = ()
        self._match_length: Sequence[int] = ()
        self._current_match = -1
        self._sheets: dict[int, Sheet] = {}
        self._signed = False
        self._in_view = (0, -1)
        super().__init__(parent)

    # What is shown

    def set_theme(self, theme: Theme) -> None:
        """Takes on the colours of `theme`; the layout stays as it is."""
        self._blender = Blender(theme)
        self._strokes = painting.Strokes(theme)
        super().set_theme(theme)

    def show_essay(self, page: Page) -> None:
        """Shows another essay from its beginning, without any marks."""
        self._drop_marks()
        self._signed = bool(signs(page.text))
        super().show_essay(page)

    def clear(self) -> None:
        """Shows no essay, and says so."""
        self._drop_marks()
        super().clear()

    def _drop_marks(self) -> None:
        self._marks = MarkIndex()
        self._selected = self._preview = None
        self.set_matches((), (), -1)

    def select_passage(self, mark_id: str | None) -> None:
        """Outlines a passage, or none."""
        if mark_id == self._selected:
            return
        if self._preview is not None:
            self.viewport().update()
        changing = (self._marks.get(self._selected), self._marks.get(mark_id))
        self._selected, self._preview = mark_id, None
        for mark in filter(None, changing):
            self._update_span(mark.start, mark.end)

    def set_marks(self, marks: Sequence[Mark], names: Mapping[str, str], mine: str) -> None:
        """All marks of the essay, the annotators' names by id, and whose marks may be changed here."""
        self._marks = MarkIndex(marks)
        self._names, self._mine = names, mine
        if self._marks.get(self._selected) is None:
            self._selected = None
        self._preview = None
        self._sheets.clear()
        self.viewport().update()

    def add_mark(self, mark: Mark) -> None:
        """Adds one mark; the cost follows its own length in view and not the essay's."""
        self._marks.add(mark)
        self._repaint_span(mark.start, mark.end)

    def remove_mark(self, mark_id: str) -> None:
        """Removes one mark, if it is there."""
        mark = self._marks.remove(mark_id)
        if mark is None:
            return
        if self._selected == mark_id:
            self._selected = self._preview = None
        self._repaint_span(mark.start, mark.end)

    def replace_mark(self, mark: Mark) -> None:
        """Puts `mark` in place of the one with its id."""
        before = self._marks.remove(mark.id)
        if before is not None:
            self._repaint_span(before.start, before.end)
        self.add_mark(mark)

    def set_hidden_annotators(self, ids: frozenset[str]) -> None:
        """Leaves out the marks of these annotators everywhere in the view."""
        self._hidden = ids
        self._sheets.clear()
        self.viewport().update()

    def set_matches(self, starts: Sequence[int], lengths: Sequence[int], current: int) -> None:
        """What the find bar found, in text order; `current` is an index or -1."""
        self._matches, self._match_length, self._current_match = starts, lengths, current
        self.viewport().update()

    def matches_grew(self, since: int) -> None:
        """More matches were put at the end of the lists given to `set_matches`, from index `since` on."""
        last = self.document().findBlockByNumber(max(0, self._in_view[1]))
        if self._matches[since] < self._offsets.to_text(last.position() + last.length()):
            self.viewport().update()

    def visible_marks(self, start: int, end: int) -> list[Mark]:
        """The marks on `start:end` of annotators who are not hidden, in text order, the wider first."""
        return [mark for mark in self._marks.touching(start, end) if mark.annotator_id not in self._hidden]

    def _forget_layout(self) -> None:
        super()._forget_layout()
        self._sheets.clear()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._page is None:
            painting.paint_empty(painter, QRectF(self.viewport().rect()), self._theme)
            return
        painter.translate(0, -self.verticalScrollBar().value())
        exposed = QRectF(event.rect()).translated(0, self.verticalScrollBar().value())
        self._paint_beneath(painter, exposed)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        if self._signed:
            self._paint_signs(painter)
        self._paint_above(painter)
        painter.end()

    def _paint_beneath(self, painter: QPainter, exposed: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_title(painter)
        shown: list[int] = []
        for block, area in self.in_view():
            shown.append(block.blockNumber())
            if area.bottom() + 12 < exposed.top() or area.top() - 12 > exposed.bottom():
                continue
            painter.save()
            painter.translate(area.topLeft())
            self._paint_block(painter, block, area)
            painter.restore()
        self._in_view = (shown[0], shown[-1]) if shown else (0, -1)
        self._paint_selected(painter)

    def _paint_signs(self, painter: QPainter) -> None:
        for block, area in self.in_view():
            painter.save()
            painter.translate(area.topLeft())
            paint_signs(painter, block, self.geometry_of(block), self._theme)
            painter.restore()

    def sign_at(self, point: QPointF) -> str:
        """What the direction marks do that are shown at a point of the viewport; empty for none."""
        if not self._signed:
            return ""
        where = point + QPointF(0, self.verticalScrollBar().value())
        told = (meaning_at(block, where - area.topLeft()) for block, area in self.in_view())
        return next(filter(None, told), "")

    def _paint_block(self, painter: QPainter, block: QTextBlock, area: QRectF) -> None:
        if block.length() <= 1:
            return
        number = block.blockNumber()
        sheet = self._sheet(block)
        painting.paint_fills(painter, sheet)
        self._paint_matches(painter, block)
        self._paint_selection(painter, block)
        self._strokes.paint(painter, sheet)
        painting.paint_bars(painter, sheet, self._theme, self._measures.gutter - area.left())
        paragraph = self._built.numbers[number] if self._built else 0
        if paragraph:
            baseline = QFontMetricsF(painting.serif(self._measures.size)).ascent() - 2
            painting.paint_number(painter, paragraph, baseline, self._theme)

    def _sheet(self, block: QTextBlock) -> Sheet:
        number = block.blockNumber()
        sheet = self._sheets.get(number)
        if sheet is None:
            if len(self._sheets) > MOST_KEPT:
                self._sheets.clear()
            sheet = make_sheet(self.geometry_of(block), self._stretches(block), self._blender)
            self._sheets[number] = sheet
        return sheet

    def _stretches(self, block: QTextBlock) -> list[Stretch]:
        base, length = block.position(), block.length() - 1
        start, end = self._offsets.to_text(base), self._offsets.to_text(base + length)
        to_qt = self._offsets.to_qt
        return [
            Stretch(
                max(0, to_qt(mark.start) - base),
                min(length, to_qt(mark.end) - base),
                mark.kind,
                mark.annotator_id == self._mine,
                mark.start >= start,
                mark.end <= end,
            )
            for mark in self.visible_marks(start, end)
        ]

    def _paint_title(self, painter: QPainter) -> None:
        page, built = self._page, self._built
        if page is None or built is None or self.verticalScrollBar().value() > self._measures.top + 200:
            return
        width = self.lineWrapColumnOrWidth() - self._measures.gutter - self._measures.right
        if built.title_in_text:
            first = self.document().begin()
            area = self.document().documentLayout().blockBoundingRect(first)
            where = QPointF(self._measures.gutter, area.bottom() + 18)
            painting.paint_byline(painter, page.byline, where, self._theme, width)
        elif page.title:
            painting.paint_title(painter, page.title, page.byline, self._measures, self._theme, width)

    def _paint_selection(self, painter: QPainter, block: QTextBlock) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return
        first = max(0, cursor.selectionStart() - block.position())
        last = min(block.length() - 1, cursor.selectionEnd() - block.position())
        if first < last:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(painting.selection_colour(self._theme))
            for box in self.geometry_of(block).boxes(first, last):
                painter.drawRect(QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top))

    def _paint_matches(self, painter: QPainter, block: QTextBlock) -> None:
        if not self._matches:
            return
        start = self._offsets.to_text(block.position())
        end = self._offsets.to_text(block.position() + block.length())
        painter.setPen(Qt.PenStyle.NoPen)
        index = max(0, bisect_left(self._matches, start) - 1)
        while index < len(self._matches) and self._matches[index] < end:
            painter.setBrush(painting.match_colour(self._theme, index == self._current_match))
            begins = self._matches[index]
            for box in self._boxes_in(block, begins, begins + self._match_length[index]):
                area = QRectF(box.left - 1, box.top, box.right - box.left + 2, box.bottom - box.top)
                painter.drawRoundedRect(area, 3, 3)
            index += 1

    def _selected_span(self) -> tuple[int, int] | None:
        mark = self._marks.get(self._selected)
        if mark is None or mark.annotator_id in self._hidden:
            return None
        return self._preview or (mark.start, mark.end)

    def _paint_selected(self, painter: QPainter) -> None:
        mark, span = self._marks.get(self._selected), self._selected_span()
        if mark is None or span is None:
            return
        areas = self.areas(*span)[:_MOST_OUTLINED]
        path = outline(area.adjusted(-3.5, -3.5, 3.5, -3.0) for area in areas)
        painting.paint_outline(painter, path, mark.kind, self._theme)

    def _paint_above(self, painter: QPainter) -> None:
        """Paints what lies over the text; `painter` is in document coordinates."""

    def _repaint_span(self, start: int, end: int) -> None:
        """Makes the sheets of the blocks under a span anew and repaints those in view."""
        document = self.document()
        first = document.findBlock(self._offsets.to_qt(start)).blockNumber()
        last = document.findBlock(self._offsets.to_qt(max(start, end - 1))).blockNumber()
        if last - first > len(self._sheets):
            for number in [number for number in self._sheets if first <= number <= last]:
                del self._sheets[number]
        else:
            for number in range(first, last + 1):
                self._sheets.pop(number, None)
        self._update_span(start, end)

    def _update_span(self, start: int, end: int) -> None:
        """Repaints the blocks under a span that are in view."""
        document = self.document()
        first = document.findBlock(self._offsets.to_qt(start)).blockNumber()
        last = document.findBlock(self._offsets.to_qt(max(start, end - 1))).blockNumber()
        top, bottom = max(first, self._in_view[0]), min(last, self._in_view[1])
        if top > bottom:
            return
        layout = document.documentLayout()
        area = layout.blockBoundingRect(document.findBlockByNumber(top))
        area = area.united(layout.blockBoundingRect(document.findBlockByNumber(bottom)))
        y = int(area.top()) - self.verticalScrollBar().value()
        self.viewport().update(QRect(0, y - 12, self.viewport().width(), int(area.height()) + 28))
