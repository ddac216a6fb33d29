"""The paper: one read-only text on a white sheet upon the desk, its widths, and where things stand on it."""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextBlock, QWheelEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from counterpoint.ui.brief import sheet_painting as painting
from counterpoint.ui.brief.sheet_formats import PIXELS, Formats, colours_of, sans
from counterpoint.ui.brief.sheet_prose import ProseLines
from counterpoint.ui.brief.sheet_writing import Placed, Writer
from counterpoint.ui.reader.still import hold_still
from counterpoint.ui.theme import LIGHT, Theme

TEXT_WIDTH: Final = 640
"""How wide the text is at most, in pixels."""
DESK: Final = 18
"""The desk that is seen above and below the paper, and beside it at least."""
_HEAD: Final = 48
_FOOT: Final = 56
_NARROWEST: Final = 200


class Paper(QTextEdit):
    """Shows lines of a brief and draws what stands about them. `render` makes safe HTML of Markdown."""

    def __init__(self, render: Callable[[str], str], parent: QWidget | None = None) -> None:
        self._theme = LIGHT
        self._current = -1
        super().__init__(parent)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.document().setDefaultFont(sans(PIXELS))
        self._formats = Formats(colours_of(LIGHT))
        self._writer = Writer(self.document(), self._formats, ProseLines(render))
        self._padding = 0
        self._set_up()

    def _set_up(self) -> None:
        hold_still(self)
        self.setFont(sans(PIXELS))
        self._bare(True)

    def _bare(self, bare: bool) -> None:
        """With nothing on the paper there is neither caret nor scroll bar; else always a bar, or the
        text would flow anew whenever it came and went."""
        policy = Qt.ScrollBarPolicy
        self.setCursorWidth(0 if bare else 2)
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if bare else policy.ScrollBarAlwaysOn)

    def set_theme(self, theme: Theme) -> None:
        """Takes on the desk of `theme`, and the inks that go with it; the paper stays white."""
        self._theme = theme
        colours = colours_of(theme)
        palette = self.palette()
        ink, desk = QColor(colours.ink), QColor(painting.desk_colour(theme))
        role = QPalette.ColorRole
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
            palette.setColor(group, role.Base, desk)
            palette.setColor(group, role.Window, desk)
            palette.setColor(group, role.Text, ink)
            palette.setColor(group, role.HighlightedText, ink)
            palette.setBrush(group, role.Highlight, Qt.BrushStyle.NoBrush)
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        if colours != self._formats.colours:
            self._formats = Formats(colours)
            self._writer.rewrite(self._formats)
        self.update()
        self.viewport().update()

    # Where things are

    def column(self) -> tuple[float, float]:
        """The left and right edge of the text, in pixels of the document."""
        return DESK + self._padding, self.lineWrapColumnOrWidth() - DESK - self._padding

    def paper_area(self) -> QRectF:
        """Where the paper lies, in pixels of the document; it reaches to the foot of the view at least."""
        height = self.document().documentLayout().documentSize().height() - 2 * DESK
        least = self.viewport().height() - 2 * DESK
        return QRectF(DESK, DESK, self.lineWrapColumnOrWidth() - 2 * DESK, max(height, least))

    def area_of(self, block: int) -> QRectF:
        """Where a block stands, without the space around it, in pixels of the document; lays out as far."""
        document = self.document()
        return document.documentLayout().blockBoundingRect(document.findBlockByNumber(block))

    def in_view(self) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The blocks that are in view and their areas, in pixels of the document."""
        layout = self.document().documentLayout()
        top = float(self.verticalScrollBar().value())
        bottom = top + self.viewport().height()
        first = layout.hitTest(QPointF(self.column()[0] + 1, top), Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(0, first))
        if block.previous().isValid():
            block = block.previous()
        while block.isValid():
            area = layout.blockBoundingRect(block)
            if area.top() > bottom:
                return
            yield block, area
            block = block.next()

    def placed_in_view(self) -> Iterator[Placed]:
        """The parts that are in view."""
        numbers = [block.blockNumber() for block, _ in self.in_view()]
        if numbers and self._writer.placed:
            first, last = self._writer.index_at(numbers[0]), self._writer.index_at(numbers[-1])
            yield from self._writer.placed[first : last + 1]

    # Widths

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centre()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):  # beside the paper too
            self.wheelEvent(event)
            return True
        return super().event(event)

    def _centre(self) -> None:
        """Keeps the paper in the middle of the desk, and narrows it where there is no room."""
        margins = self.viewportMargins()
        room = self.viewport().width() + margins.left() + margins.right()
        padding = max(26, min(56, room // 13))
        wide = max(_NARROWEST, min(room, TEXT_WIDTH + 2 * (padding + DESK)))
        left = max(0, (room - wide) // 2)
        right = max(0, room - wide - left)
        if (left, right) != (margins.left(), margins.right()):
            self.setViewportMargins(left, 0, right, 0)
        if padding != self._padding:
            self._padding = padding
            frame = self.document().rootFrame()
            form = frame.frameFormat()
            form.setLeftMargin(DESK + padding)
            form.setRightMargin(DESK + padding)
            form.setTopMargin(DESK + _HEAD)
            form.setBottomMargin(DESK + _FOOT)
            frame.setFrameFormat(form)
        if wide != self.lineWrapColumnOrWidth():
            self.setLineWrapColumnOrWidth(wide)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        scrolled = self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.translate(0, -scrolled)
        seen = QRectF(self.viewport().rect()).translated(0, scrolled).adjusted(-60, -60, 60, 60)
        painting.paint_paper(painter, self.paper_area().intersected(seen), self._theme)
        self._paint_beneath(painter)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(0, -scrolled)
        self._paint_selection(painter)
        painter.end()

    def _paint_beneath(self, painter: QPainter) -> None:
        left, right = self.column()
        colours = self._formats.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for placed in self.placed_in_view():
            block = self.document().findBlockByNumber(placed.block)
            area = self.area_of(placed.block)
            painting.paint_heading(painter, placed, block, area, (left, right), colours)
            painting.paint_comments(painter, placed, block, right, colours)
        self._paint_selected_highlights(painter)
        if 0 <= self._current < len(self._writer.placed):
            placed = self._writer.placed[self._current]
            top, bottom = self.area_of(placed.block).top(), self.area_of(placed.last).bottom()
            painting.paint_current(painter, left, top, bottom, colours)

    def _selected_in_view(self) -> Iterator[tuple[QTextBlock, QRectF, tuple[int, int]]]:
        """The blocks in view of which something is selected, their areas, and the UTF-16 units of it."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            for block, area in self.in_view():
                first = max(0, cursor.selectionStart() - block.position())
                last = min(block.length() - 1, cursor.selectionEnd() - block.position())
                if first < last:
                    yield block, area, (first, last)

    def _paint_selection(self, painter: QPainter) -> None:
        for block, area, units in self._selected_in_view():
            painting.paint_selection(painter, block, area, units, self._formats.colours)

    def _paint_selected_highlights(self, painter: QPainter) -> None:
        """Paints highlights that are selected, for Qt leaves out what is under a selection."""
        for block, area, units in self._selected_in_view():
            index = self._writer.index_at(block.blockNumber())
            placed = self._writer.placed[index]
            line = placed.lines[block.blockNumber() - placed.block]
            painting.paint_highlights(painter, block, area, line, units, self._formats.colours)
