"""The reader's page with a lane a person in its margin, and the strength of agreement beneath its text."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QTextBlock
from PySide6.QtWidgets import QWidget

from counterpoint.core.marks import Mark
from counterpoint.core.review_document import AGREED, AGREED_NAME, Lane, LaneMark, ReviewDocument
from counterpoint.ui.reader import painting
from counterpoint.ui.reader.canvas import MOST_KEPT
from counterpoint.ui.reader.page import Page
from counterpoint.ui.reader.reading import ReadingCanvas
from counterpoint.ui.reader.sheet import Sheet, make_sheet
from counterpoint.ui.review.lane_painting import DASHES, HEADER_HEIGHT, LABEL_PIXELS, LanePainter
from counterpoint.ui.review.lanes import WIDTH, Bar, Column, LanePlan, Part, bars, plan
from counterpoint.ui.review.page_agreement import Agreement, painted
from counterpoint.ui.review.page_speaking import summary
from counterpoint.ui.theme import LIGHT, Theme

_NEAR: Final = 3.0


class Beside(NamedTuple):
    """What stands beside a block down to the next one: `unread` has the columns whose dashed line begins at a
    height. Pixels from the text's left edge and the block's top."""

    bars: list[Bar]
    unread: list[tuple[Column, float]]
    height: float


class LanedCanvas(ReadingCanvas):
    """Shows a review's essay. Marks have ids of their own (`mark_id`), as the agreed version may hold a
    passage that stands in somebody's lane, too. Offsets are code points of the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._plan = LanePlan((), 0)
        self._columns: tuple[Column, ...] = ()
        self._lanes: tuple[Sequence[Lane], Sequence[LaneMark]] = ((), ())
        self._agreement = Agreement()
        self._lane_painter = LanePainter(LIGHT)
        self._besides: dict[int, Beside] = {}
        self._ringed: frozenset[str] = frozenset()
        super().__init__(parent)

    # What is shown

    def set_theme(self, theme: Theme) -> None:
        self._lane_painter = LanePainter(theme)
        super().set_theme(theme)

    def show_review(self, document: ReviewDocument, shown: frozenset[str]) -> None:
        """Shows a review with the lanes of these annotators; what was read stays in view if the essay is the
        same."""
        metrics = QFontMetricsF(painting.sans(LABEL_PIXELS))
        people = _people(document)
        self._plan = plan(people, metrics.horizontalAdvance)
        page = Page(document.essay_id, document.text, document.headings, document.title, summary(document))
        before = self._page
        measures = replace(self._measures, gutter=self._plan.gutter)
        if before is None or page != replace(before, byline=page.byline):
            self._measures, self._lanes = measures, ((), ())
            self.show_essay(page)
        self._page = page
        self._set_measures(measures)
        lanes = (people, document.agreed)
        if lanes != self._lanes:
            self._lanes = lanes
            self.set_marks(_marks(document), _names(document), "")
        self._agreement = Agreement(document.stretches)
        self._columns = self._plan.shown(shown)
        self.set_hidden_annotators(frozenset(self._names) - shown)
        self._besides.clear()

    def _forget_layout(self) -> None:
        super()._forget_layout()
        self._besides.clear()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update()  # the labels above the lanes stay where they are

    # Where things are

    def beside(self, block: QTextBlock, area: QRectF) -> Beside:
        """The bars beside a block that is in view."""
        number = block.blockNumber()
        known = self._besides.get(number)
        if known is None:
            if len(self._besides) > MOST_KEPT:
                self._besides.clear()
            known = self._besides[number] = self._make_beside(block, area)
        return known

    def bars_at(self, point: QPointF) -> list[Bar]:
        """The bars under a point of the viewport."""
        here, found = self._beside_at(point)
        return [bar for bar in found.bars if bar.area.contains(here)] if found else []

    def unread_at(self, point: QPointF) -> Column | None:
        """Whose dashed line is under a point of the viewport."""
        here, found = self._beside_at(point)
        columns = found.unread if found else ()
        return next((each for each, top in columns if here.y() >= top and _near(each, here.x())), None)

    def label_at(self, point: QPointF) -> Column | None:
        """Whose label above the lanes is under a point of the viewport."""
        y = point.y() + self.verticalScrollBar().value() - self.header_top()
        if self._page is None or not 0 <= y < HEADER_HEIGHT:
            return None
        x = point.x() - self._measures.gutter
        return next((column for column in self._columns if _near(column, x)), None)

    def header_top(self) -> float:
        """The document's y of the labels: above the text under the title, or at the top of the view."""
        block = self._first_below_title()
        area = self.document().documentLayout().blockBoundingRect(block)
        return max(float(self.verticalScrollBar().value()), area.top() - HEADER_HEIGHT)

    def _first_below_title(self) -> QTextBlock:
        block = self.document().begin()
        if self._built is not None and self._built.title_in_text:
            block = block.next()
            while block.length() <= 1 and block.next().isValid():
                block = block.next()
        return block if block.isValid() else self.document().begin()

    def _beside_at(self, point: QPointF) -> tuple[QPointF, Beside | None]:
        x, y = point.x() - self._measures.gutter, point.y() + self.verticalScrollBar().value()
        for block, area in self.in_view():
            found = self.beside(block, area)
            if area.top() <= y < area.top() + found.height:
                return QPointF(x, y - area.top()), found
        return QPointF(), None

    # What is painted

    def _sheet(self, block: QTextBlock) -> Sheet:
        number = block.blockNumber()
        sheet = self._sheets.get(number)
        if sheet is None:
            if len(self._sheets) > MOST_KEPT:
                self._sheets.clear()
            sheet = self._sheets[number] = self._make_sheet(block)
        return sheet

    def _make_sheet(self, block: QTextBlock) -> Sheet:
        base = block.position()
        start, end = self._offsets.to_text(base), self._offsets.to_text(base + block.length() - 1)
        marks = [mark for mark in self.visible_marks(start, end) if mark.annotator_id != AGREED]
        to_qt = self._offsets.to_qt
        pieces = [
            piece._replace(start=to_qt(piece.start) - base, end=to_qt(piece.end) - base)
            for piece in painted(marks, self._agreement, start, end)
        ]
        return make_sheet(self.geometry_of(block), pieces, self._blender)

    def _make_beside(self, block: QTextBlock, area: QRectF) -> Beside:
        base, length = block.position(), block.length() - 1
        start, end = self._offsets.to_text(base), self._offsets.to_text(base + length)
        layout, following = self.document().documentLayout(), block.next()
        below = layout.blockBoundingRect(following).top() if following.isValid() else area.bottom()
        height = below - area.top()
        unread = [
            (column, self._read_to(block, column.upto))
            for column in self._columns
            if column.annotator_id != AGREED and column.upto < max(end, min(start + 1, self._offsets.length))
        ]
        if length == 0:
            return Beside(self._bars_through(block, height), unread, height)
        return Beside(self._bars_of(block, height), unread, height)

    def _bars_of(self, block: QTextBlock, height: float) -> list[Bar]:
        base, length = block.position(), block.length() - 1
        start, end = self._offsets.to_text(base), self._offsets.to_text(base + length)
        to_qt = self._offsets.to_qt
        parts: dict[str, list[Part]] = defaultdict(list)
        for mark in self.visible_marks(start, end):
            first, last = self._letters_of(mark)
            if max(first, start) < min(last, end):
                within = max(0, to_qt(first) - base), min(length, to_qt(last) - base)
                parts[mark.annotator_id].append(Part(mark, *within, first >= start, last <= end))
        geometry = self.geometry_of(block)
        return [
            bar
            for column in self._columns
            for bar in bars(geometry, parts[column.annotator_id], height, column.left)
        ]

    def _bars_through(self, block: QTextBlock, height: float) -> list[Bar]:
        """The bars that go on through an empty block, as wide as they are above it."""
        above = block.previous()
        while above.isValid() and above.length() <= 1:
            above = above.previous()
        if not above.isValid():
            return []
        area = self.document().documentLayout().blockBoundingRect(above)
        return [bar.through(height) for bar in self.beside(above, area).bars if not bar.ends]

    def _letters_of(self, mark: Mark) -> tuple[int, int]:
        """Where the first letter of a passage begins and its last one ends; all of it where it has none."""
        text, start, end = self.text(), mark.start, mark.end
        while start < end and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        return (start, end) if start < end else (mark.start, mark.end)

    def _read_to(self, block: QTextBlock, upto: int) -> float:
        """The height in a block below which `upto` lies, in pixels from its top."""
        unit = self._offsets.to_qt(upto) - block.position()
        boxes = self.geometry_of(block).boxes(unit - 1, unit) if unit > 0 else []
        return boxes[-1].bottom if boxes else 0.0

    def _paint_block(self, painter: QPainter, block: QTextBlock, area: QRectF) -> None:
        if block.length() > 1:
            sheet = self._sheet(block)
            painting.paint_fills(painter, sheet)
            self._paint_selection(painter, block)
            self._strokes.paint(painter, sheet)
        painter.translate(self._measures.gutter - area.left(), 0)
        beside, lanes = self.beside(block, area), self._lane_painter
        agreed = self._columns[0] if self._columns and self._columns[0].annotator_id == AGREED else None
        if agreed is not None and block.blockNumber() >= self._first_below_title().blockNumber():
            lanes.divider(painter, agreed, 0, beside.height)
        for column, top in beside.unread:
            lanes.unread(painter, column.left, top, beside.height, area.top() % DASHES)
        lanes.bars(painter, beside.bars)
        lanes.rings(painter, [bar for bar in beside.bars if bar.mark.id in self._ringed])

    def _paint_above(self, painter: QPainter) -> None:
        if self._page is None:
            return
        top = self.header_top()
        over = top <= self.verticalScrollBar().value() and top > 0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._measures.gutter, 0)
        self._lane_painter.header(painter, self._columns, top, self._measures.gutter, over)


def mark_id(annotator_id: str, passage_id: str) -> str:
    """The id of a passage's mark in somebody's lane."""
    return f"{annotator_id}/{passage_id}"


def _people(document: ReviewDocument) -> tuple[Lane, ...]:
    """The lanes of those compared; the agreed version has its own, also where it is one of them."""
    return tuple(lane for lane in document.lanes if lane.annotator_id != AGREED)


def _marks(document: ReviewDocument) -> list[Mark]:
    lanes = [(lane.annotator_id, lane.marks) for lane in _people(document)]
    return [
        Mark(mark_id(who, passage_id), start, end, kind, who, detail)
        for who, marks in [*lanes, (AGREED, document.agreed)]
        for start, end, kind, detail, passage_id in marks
    ]


def _names(document: ReviewDocument) -> dict[str, str]:
    return {AGREED: AGREED_NAME} | {lane.annotator_id: lane.name for lane in _people(document)}


def _near(column: Column, x: float) -> bool:
    return column.left - _NEAR <= x <= column.left + WIDTH + _NEAR
