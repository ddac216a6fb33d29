"""The essay of a review under mouse and keys: pointing at places, whose they are, framing a difference."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from counterpoint.core.marks import Mark
from counterpoint.core.review_document import AGREED, DifferenceTold, ReviewDocument
from counterpoint.ui.reader import painting
from counterpoint.ui.reader.canvas import FOOT
from counterpoint.ui.reader.outline import outline
from counterpoint.ui.reader.speaking import described as mark_described
from counterpoint.ui.reader.speaking import tool_tip
from counterpoint.ui.review.lanes import Column
from counterpoint.ui.review.page_lanes import LanedCanvas, mark_id
from counterpoint.ui.review.page_legend import ReviewLegend
from counterpoint.ui.review.page_speaking import described, plain_tip
from counterpoint.ui.theme import Theme

_LEFT: Final = Qt.MouseButton.LeftButton
_MOST_FRAMED: Final = 400
_EDGE: Final = 12


class ReviewText(LanedCanvas):
    """`placeClicked` carries the code point that was clicked; for a bar, where its passage begins."""

    placeClicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._difference: DifferenceTold | None = None
        self._frame = QPainterPath()
        self._framed: tuple[int, int] | None = None
        self._pressed: QPoint | None = None
        super().__init__(parent)
        self.legend = ReviewLegend(self)
        self.set_theme(self._theme)
        self.setAccessibleName("Review")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.viewport().setMouseTracking(True)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.legend.set_theme(theme)

    def show_review(self, document: ReviewDocument, shown: frozenset[str]) -> None:
        if self._page is None or self._page.essay_id != document.essay_id:
            self.show_difference(None)
            self._entered, self._ends = "", (0, 0)
        super().show_review(document, shown)
        self._place_legend()
        self.setAccessibleName(f"Review: {document.title}" if document.title else "Review")

    # The difference

    def show_difference(self, difference: DifferenceTold | None) -> None:
        """Frames a difference, brings it well into view with the caret in it, and says it; None frames
        nothing."""
        self._difference, self._framed = difference, None
        self._ringed = frozenset(
            mark_id(says.annotator_id, each)
            for says in (difference.by if difference else ())
            for each in says.ids
        )
        self.viewport().update()
        if difference is None or self._page is None:
            self.setAccessibleDescription("")
            return
        if not difference.start <= self.caret() < difference.end:
            here = self.marks_at(difference.start)
            self._entered = here[0].id if here else ""  # what is there is said with the difference
            self.select_span(difference.start, difference.start)
        self.reveal((difference.start, difference.end))
        words = described(difference)
        self.setAccessibleDescription(words)
        self._announce(words)

    def _paint_selected(self, painter: QPainter) -> None:
        if self._difference is None:
            return
        if self._framed != self._in_view:  # the same while the same blocks are in view
            self._framed = self._in_view
            areas = self.areas(self._difference.start, self._difference.end)[:_MOST_FRAMED]
            self._frame = outline(area.adjusted(-3.5, -3.5, 3.5, -3.0) for area in areas)
        painting.paint_outline(painter, self._frame, "claim", self._theme)

    def _forget_layout(self) -> None:
        super()._forget_layout()
        self._framed = None

    # Words

    def _described(self, marks: Sequence[Mark]) -> str:
        return "; ".join(mark_described(mark, self._names) for mark in marks)

    def tip_at(self, point: QPointF) -> str:
        """The tooltip at a point of the viewport: whose passages are there, of which kind and detail."""
        label, unread = self.label_at(point), self.unread_at(point)
        if label is not None:
            return plain_tip(self._said_of(label))
        marks = [bar.mark for bar in self.bars_at(point)]
        position = self.position_under(point)
        if position is not None and not marks:
            marks = self.marks_at(position)
        if not marks and unread is not None:
            return plain_tip(f"{unread.name} has not read this yet")
        return tool_tip(marks, self._names, self._theme)

    def _said_of(self, column: Column) -> str:
        if column.annotator_id == AGREED:
            return "Agreed: what has been decided so far"
        length = len(self.text())
        if column.upto >= length:
            return f"{column.name} has read the whole essay"
        return f"{column.name} has read {100 * column.upto // max(1, length)} % of the essay"

    # Mouse and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == _LEFT:
            self._pressed = event.position().toPoint()
            if self.bars_at(event.position()):
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            shape = Qt.CursorShape.IBeamCursor
            if self.bars_at(event.position()):
                shape = Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if event.button() != _LEFT or pressed is None:
            return
        moved = (event.position().toPoint() - pressed).manhattanLength()
        if moved < QApplication.startDragDistance() and self.span() is None:
            self._click(event.position())

    def _click(self, point: QPointF) -> None:
        found = self.bars_at(point)
        position = found[0].mark.start if found else self.position_under(point)
        if position is not None:
            self.placeClicked.emit(position)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_legend()

    def _place_legend(self) -> None:
        page = self.viewport().geometry()
        strip = QRect(_EDGE, page.bottom() + 1, self.width() - 2 * _EDGE, FOOT)
        self.legend.place(strip, page.left() + self._measures.gutter)
