"""The page itself: one read-only text widget, its column, its layout and where things stand on it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from counterpoint.ui.offsets import OffsetMap
from counterpoint.ui.reader import painting
from counterpoint.ui.reader.document import Built, build
from counterpoint.ui.reader.geometry import BlockGeometry, Box
from counterpoint.ui.reader.page import DEFAULT_POINTS, Measures, Page
from counterpoint.ui.reader.still import hold_still
from counterpoint.ui.theme import LIGHT, Theme

_BIG: Final = 300_000
"""From this many characters on, wrapping anew waits until the widget has stopped changing its size."""
_SETTLED_MS: Final = 150
MOST_KEPT: Final = 800
"""How many blocks' geometry and painting are kept."""
_NARROWEST: Final = 220
FOOT: Final = 30
"""The room beneath the page in which the legend stands, in pixels."""


class Canvas(QTextEdit):
    """Shows a `Page`. Positions given and returned are code points of the page's text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._theme = LIGHT
        self._measures = Measures.of_points(DEFAULT_POINTS)
        self._page: Page | None = None
        self._offsets = OffsetMap("")
        self._built: Built | None = None
        self._shown: QTextDocument | None = None
        self._geometries: dict[int, BlockGeometry] = {}
        super().__init__(parent)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED_MS)
        self._settle.timeout.connect(self._wrap)
        self._set_up()

    def _set_up(self) -> None:
        hold_still(self)
        self.setFont(painting.serif(self._measures.size))
        self.setCursorWidth(2)

    # What is shown

    def set_theme(self, theme: Theme) -> None:
        """Takes on the colours of `theme`; the layout stays as it is."""
        self._theme = theme
        palette = self.palette()
        ink, clear = QColor(theme.ink), QColor(0, 0, 0, 0)
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
            palette.setColor(group, QPalette.ColorRole.Base, QColor(theme.paper))
            palette.setColor(group, QPalette.ColorRole.Window, QColor(theme.paper))
            palette.setColor(group, QPalette.ColorRole.Text, ink)
            palette.setColor(group, QPalette.ColorRole.Highlight, clear)
            palette.setColor(group, QPalette.ColorRole.HighlightedText, ink)
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        self._forget_layout()
        self.update()
        self.viewport().update()

    def set_reading_size(self, points: float) -> None:
        """Sets the size of the text in points (at 96 dots an inch), keeping the place that is read."""
        self._set_measures(replace(self._measures, size=Measures.of_points(points).size))

    def _set_measures(self, measures: Measures) -> None:
        """Lays the page out anew by other measures, keeping the place that is read."""
        if measures == self._measures:
            return
        top, before = self.top_position(), self.textCursor()
        anchor, caret = before.anchor(), before.position()
        self._measures = measures
        self.setFont(painting.serif(measures.size))
        if self._page is not None:
            self._show(self._page)
            cursor = self.textCursor()
            cursor.setPosition(anchor)
            cursor.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self._scroll_to(top)

    @property
    def page(self) -> Page | None:
        """What is shown; None where nothing is."""
        return self._page

    def show_essay(self, page: Page) -> None:
        """Shows another essay from its beginning, without any marks."""
        self._offsets = OffsetMap(page.text)
        self._page = page
        self._show(page)

    def clear(self) -> None:
        """Shows no essay, and says so."""
        self._page, self._built = None, None
        self._offsets = OffsetMap("")
        self._forget_layout()
        self._replace_document(QTextDocument(self))

    def _show(self, page: Page) -> None:
        self._forget_layout()
        built = build(page, self._offsets, self._measures, self)
        self._built = built
        self._replace_document(built.document)

    def _replace_document(self, document: QTextDocument) -> None:
        before, self._shown = self._shown, document
        self._centre(at_once=True)
        self.setDocument(document)
        if before is not None:
            before.deleteLater()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    # Where things are

    def in_view(self) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The blocks that are in view and their areas in document coordinates."""
        layout = self.document().documentLayout()
        top = float(self.verticalScrollBar().value())
        bottom = top + self.viewport().height()
        first = layout.hitTest(QPointF(self._measures.gutter + 1.0, top), Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(0, first))
        if block.previous().isValid():
            block = block.previous()
        while block.isValid():
            area = layout.blockBoundingRect(block)
            if area.top() > bottom:
                return
            yield block, area
            block = block.next()

    def geometry_of(self, block: QTextBlock) -> BlockGeometry:
        """The lines of a laid-out block."""
        number = block.blockNumber()
        known = self._geometries.get(number)
        if known is None:
            if len(self._geometries) > MOST_KEPT:
                self._geometries.clear()
            known = self._geometries[number] = BlockGeometry(block)
        return known

    def areas(self, start: int, end: int) -> list[QRectF]:
        """Where code points `start:end` stand in view, in document coordinates, each as tall as its line."""
        return [
            QRectF(area.left() + box.left, area.top() + box.top, box.right - box.left, box.pitch)
            for block, area in self.in_view()
            for box in self._boxes_in(block, start, end)
        ]

    def position_under(self, point: QPointF) -> int | None:
        """The code point whose letter lies under a point of the viewport, or None."""
        if self._page is None:
            return None
        where = QPointF(point.x(), point.y() + self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        hit = layout.hitTest(where, Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(0, hit))
        if not block.isValid() or block.length() <= 1:
            return None
        unit = self.geometry_of(block).unit_at(where - layout.blockBoundingRect(block).topLeft())
        return None if unit is None else self._offsets.to_text(block.position() + unit)

    def top_position(self) -> int:
        """The UTF-16 position at the top of the view."""
        point = QPointF(self._measures.gutter + 1.0, self.verticalScrollBar().value() + 2.0)
        return max(0, self.document().documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit))

    def line_top(self, position: int) -> float:
        """The document's y of the line that holds a UTF-16 position; lays the text out as far as there."""
        block = self.document().findBlock(position)
        area = self.document().documentLayout().blockBoundingRect(block)
        boxes = self.geometry_of(block).boxes(position - block.position(), position - block.position() + 1)
        return area.top() + (boxes[0].top if boxes else 0.0)

    def _boxes_in(self, block: QTextBlock, start: int, end: int) -> list[Box]:
        first = max(0, self._offsets.to_qt(start) - block.position())
        last = min(block.length() - 1, self._offsets.to_qt(end) - block.position())
        return self.geometry_of(block).boxes(first, last) if first < last else []

    def _scroll_to(self, position: int) -> None:
        bar = self.verticalScrollBar()
        top = int(self.line_top(position))
        bar.setMaximum(max(bar.maximum(), top))
        bar.setValue(top)

    # Layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centre()

    def changeEvent(self, event: QEvent) -> None:
        self._forget_layout()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        return super().event(event)

    def _centre(self, at_once: bool = False) -> None:
        """Keeps the column in the middle. Its width changes only where the widget is too narrow for it."""
        margins = self.viewportMargins()
        room = self.viewport().width() + margins.left() + margins.right()
        wide = self._measures.page_width
        left = max(0, (room - self._measures.column) // 2 - self._measures.gutter) if room > wide else 0
        right = max(0, room - left - wide)
        if (left, right, FOOT) != (margins.left(), margins.right(), margins.bottom()):
            self.setViewportMargins(left, 0, right, FOOT)
        if self._wanted_width() != self.lineWrapColumnOrWidth():
            if at_once or self._page is None or self._offsets.length < _BIG:
                self._wrap()
            else:
                self._settle.start()

    def _wanted_width(self) -> int:
        return max(_NARROWEST, min(self.viewport().width(), self._measures.page_width))

    def _wrap(self) -> None:
        width = self._wanted_width()
        if width == self.lineWrapColumnOrWidth():
            return
        at_top = self.verticalScrollBar().value() == 0
        top = 0 if at_top else self.top_position()
        self._forget_layout()
        self.setLineWrapColumnOrWidth(width)
        if not at_top:
            self._scroll_to(top)

    def _forget_layout(self) -> None:
        self._geometries.clear()
