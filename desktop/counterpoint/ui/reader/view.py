"""The reading view: how one selects, points at, steps through and adjusts passages on the page."""

from collections.abc import Mapping, Sequence
from typing import Final
from unicodedata import bidirectional

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from counterpoint.core.marks import Mark
from counterpoint.ui.reader import painting
from counterpoint.ui.reader.canvas import FOOT
from counterpoint.ui.reader.handles import Drag, End, grip_near, snapped
from counterpoint.ui.reader.legend import Legend
from counterpoint.ui.reader.page import Page
from counterpoint.ui.reader.reading import ReadingCanvas
from counterpoint.ui.reader.speaking import sign_tip, tool_tip
from counterpoint.ui.reader.tagbar import TagBar
from counterpoint.ui.theme import Theme

_MODIFIERS: Final = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt)
_LEFT: Final = Qt.MouseButton.LeftButton


class Reader(ReadingCanvas):
    """Shows an essay and lets its reader select, tag and adjust. Offsets are code points of the essay's text.

    `passageClicked` carries "" where text without a passage was clicked. `spanChanged` follows every move of
    the caret or of either end of the selection. The view changes no passage itself: its signals ask for it.
    """

    pageShown = Signal()
    passageClicked = Signal(str)
    passageHovered = Signal(str)
    resizeRequested = Signal(str, int, int)
    tagRequested = Signal(str)
    answerRequested = Signal()
    noteRequested = Signal()
    contextRequested = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._drag: Drag | None = None
        self._pressed: QPoint | None = None
        self._clicked: tuple[str, ...] = ()
        self._hovered = ""
        super().__init__(parent)
        self.tag_bar, self.legend = TagBar(self), Legend(self)
        self.tag_bar.chosen.connect(self._choose)
        self.legend.hide()
        self.set_theme(self._theme)
        self.setAccessibleName("Essay")
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._follow_scroll)
        self.spanChanged.connect(self._lower_tag_bar)

    # What is shown

    def set_theme(self, theme: Theme) -> None:
        """Takes on the colours of `theme`; the layout stays as it is."""
        super().set_theme(theme)
        self.tag_bar.set_theme(theme)
        self.legend.set_theme(theme)

    def show_essay(self, page: Page) -> None:
        """Shows another essay from its beginning, without any marks."""
        self._let_go()
        self._clicked, self._entered, self._ends = (), "", (0, 0)
        super().show_essay(page)
        self.setAccessibleName(f"Essay: {page.title}" if page.title else "Essay")
        self.legend.show()
        self.pageShown.emit()
        self.spanChanged.emit()

    def clear(self) -> None:
        """Shows no essay, and says so."""
        self._let_go()
        super().clear()
        self.legend.hide()
        self.pageShown.emit()
        self.spanChanged.emit()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._escape():
            return
        if event.key() not in _MODIFIERS:
            self.tag_bar.hide()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def _escape(self) -> bool:
        """Takes back the latest of: a drag, the tag bar, a selection. Returns whether there was one."""
        if self._drag is not None:
            self._let_go()
            return True
        cursor = self.textCursor()
        bar_was_up = self.tag_bar.isVisible()
        self.tag_bar.hide()
        if cursor.hasSelection() and not bar_was_up:
            cursor.clearSelection()
            self.setTextCursor(cursor)
            return True
        return bar_was_up

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        which = self._grip_at(event.position()) if event.button() == _LEFT else None
        mark = self._marks.get(self._selected)
        if which is not None and mark is not None:
            self._drag = Drag(mark.id, which, mark.start, mark.end)
            return
        if event.button() == _LEFT:
            self._pressed = event.position().toPoint()
            self.tag_bar.hide()
        elif event.button() == Qt.MouseButton.RightButton:
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag_to(event.position(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._hover(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and event.button() == _LEFT:
            drag = self._drag
            self._let_go()
            mark = self._marks.get(drag.mark_id)
            if mark is not None and (mark.start, mark.end) != (drag.start, drag.end):
                self.resizeRequested.emit(drag.mark_id, drag.start, drag.end)
            return
        super().mouseReleaseEvent(event)
        if event.button() != _LEFT or self._pressed is None:
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        self._pressed = None
        if self.span() is not None:
            self._raise_tag_bar()
        elif moved < QApplication.startDragDistance():
            self._click(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._pressed = event.position().toPoint()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.contextRequested.emit(event.globalPos())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            position = self.position_under(QPointF(event.pos()))
            here = self.marks_at(position) if position is not None else []
            said = sign_tip(self.sign_at(QPointF(event.pos()))) or tool_tip(here, self._names, self._theme)
            QToolTip.showText(event.globalPos(), said, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._set_hovered("")
        return super().viewportEvent(event)

    def _click(self, point: QPointF) -> None:
        position = self.position_under(point)
        ids = tuple(mark.id for mark in self.marks_at(position)) if position is not None else ()
        chosen = ids[0] if ids else ""
        if ids and ids == self._clicked and self._selected in ids:
            chosen = ids[(ids.index(self._selected) + 1) % len(ids)]
        self._clicked = ids
        self.select_passage(chosen or None)
        self.passageClicked.emit(chosen)

    def _hover(self, point: QPointF) -> None:
        grip = self._grip_at(point)
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if grip else Qt.CursorShape.IBeamCursor)
        position = self.position_under(point)
        here = self.marks_at(position) if position is not None else []
        self._set_hovered(here[0].id if here else "")

    def _set_hovered(self, mark_id: str) -> None:
        if mark_id != self._hovered:
            self._hovered = mark_id
            self.passageHovered.emit(mark_id)

    # Grips

    def _grips(self) -> tuple[QPointF | None, QPointF | None]:
        """Where the grips of the selected passage are, in document coordinates; only one's own has any."""
        mark, span = self._marks.get(self._selected), self._selected_span()
        if mark is None or span is None or mark.annotator_id != self._mine:
            return None, None
        first, last = self.areas(span[0], span[0] + 1), self.areas(max(span[0], span[1] - 1), span[1])
        start = end = None
        if first:
            left = _runs_left(self.words(span[0], span[0] + 1))
            start = QPointF(first[0].right() + 3.5 if left else first[0].left() - 3.5, first[0].top() - 3.5)
        if last:
            left = _runs_left(self.words(span[1] - 1, span[1]))
            end = QPointF(last[-1].left() - 3.5 if left else last[-1].right() + 3.5, last[-1].bottom() - 3.0)
        return start, end

    def _grip_at(self, point: QPointF) -> End | None:
        return grip_near(point + QPointF(0, self.verticalScrollBar().value()), *self._grips())

    def _drag_to(self, point: QPointF, letters: bool) -> None:
        if self._drag is None:
            return
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        if not 0 <= point.y() < height:
            bar.setValue(bar.value() + int(point.y() if point.y() < 0 else point.y() - height) // 2)
        unit = self.cursorForPosition(point.toPoint()).position()
        self._drag = self._drag.moved(self._offsets.to_text(snapped(self.document(), unit, letters)))
        self._preview = (self._drag.start, self._drag.end)
        self.viewport().update()

    def _let_go(self) -> None:
        self._drag = self._preview = self._pressed = None
        self.tag_bar.hide()
        self.viewport().update()

    def _paint_above(self, painter: QPainter) -> None:
        mark = self._marks.get(self._selected)
        if mark is not None:
            points = [point for point in self._grips() if point is not None]
            painting.paint_grips(painter, points, mark.kind, self._theme)

    # What floats above

    def set_marks(self, marks: Sequence[Mark], names: Mapping[str, str], mine: str) -> None:
        super().set_marks(marks, names, mine)
        self._entered = ""

    def add_mark(self, mark: Mark) -> None:
        """Adds one mark; the cost follows its own length in view and not the essay's."""
        super().add_mark(mark)
        self.tag_bar.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_legend()
        self._follow_scroll()

    def _place_legend(self) -> None:
        size, page = self.legend.sizeHint(), self.viewport().geometry()
        where = QPoint(page.left() + self._measures.gutter, page.bottom() + (FOOT - size.height()) // 2)
        self.legend.setGeometry(QRect(where, size))

    def _within(self) -> QRect:
        """The area that may be floated over: the whole widget without its scroll bar."""
        margins = self.viewportMargins()
        return self.viewport().geometry().adjusted(-margins.left(), 0, margins.right(), 0)

    def _raise_tag_bar(self) -> None:
        span = self.span()
        if span is None:
            return
        areas = self.areas(*span)
        if not areas:
            self.tag_bar.hide()
            return
        whole = QRectF(areas[0])
        for area in areas[1:]:
            whole = whole.united(area)
        lowest = areas[-1]
        under = QRectF(whole.left(), whole.top(), whole.width(), lowest.bottom() - whole.top())
        corner = self.viewport().geometry().topLeft() - QPoint(0, self.verticalScrollBar().value())
        self.tag_bar.place_under(under.toAlignedRect().translated(corner), self._within())

    def _lower_tag_bar(self) -> None:
        if not self.textCursor().hasSelection():
            self.tag_bar.hide()

    def _follow_scroll(self) -> None:
        if self.tag_bar.isVisible():
            self._raise_tag_bar()

    def _choose(self, what: str) -> None:
        if what == "answer":
            self.answerRequested.emit()
        elif what == "note":
            self.noteRequested.emit()
        else:
            self.tagRequested.emit(what)


def _runs_left(character: str) -> bool:
    return character != "" and bidirectional(character) in ("R", "AL")
