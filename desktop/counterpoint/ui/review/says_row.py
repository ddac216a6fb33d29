"""What one annotator has in a difference: a line that can be ticked, and accepted by its key cap."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from counterpoint.core.review_document import Says
from counterpoint.ui.chrome.drawing import CAP_HEIGHT, cap_width, draw_key_cap
from counterpoint.ui.forms.labels import tip
from counterpoint.ui.forms.lines import broken, draw_line, reads_leftwards
from counterpoint.ui.review.signs import paint_state
from counterpoint.ui.shapes import SHAPE_SIZE, paint_shape, words_of
from counterpoint.ui.theme import Theme

MOST_LINES: Final = 2
"""Of what somebody has; what is cut is in the tool tip."""

_PAD: Final = 6
_BOX: Final = 14
_GAP: Final = 8
_NARROW: Final = 290
"""Up to this width a key cap has the number alone."""
_LONGEST: Final = 0.3
"""Of the row's width, for the name."""


class SaysRow(QAbstractButton):
    """A click or Space ticks it, Enter or a click on its key cap wants it accepted."""

    acceptRequested = Signal()
    fitted = Signal()
    """It has another height."""
    focused = Signal()
    """The keys are here now."""

    def __init__(self, theme: Theme, number: int, parent: QWidget | None = None) -> None:
        """`number` counts the rows from 1."""
        super().__init__(parent)
        self._theme = theme
        self._number = number
        self._open = True
        self._names = 0
        self.says = Says("", "", "", "", 0, 0, ())
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    @property
    def acceptable(self) -> bool:
        """Whether there is something here that can be accepted now."""
        return self._open and bool(self.says.ids)

    def show_says(self, says: Says, is_open: bool, names: int) -> None:
        """Shows what somebody has; it can be accepted while the difference is open and there is something.
        `names` is how many pixels the widest name of all rows takes."""
        self.says, self._open, self._names = says, is_open, names
        words = says.words or "nothing here"
        self.setText(words)
        self.setAccessibleName(f"{says.name}: {words}")
        self.setAccessibleDescription(self._cap() and f"Key {self._number} accepts it")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.acceptable else Qt.FocusPolicy.NoFocus)
        self.setCheckable(self.acceptable)
        self._fit()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Takes another set of colours."""
        self._theme = theme
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.acceptable:
            self.acceptRequested.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isDown() and self._cap() and self.cap_box().contains(event.position()):
            self.setDown(False)
            self.acceptRequested.emit()
            return
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        on_cap = bool(self._cap()) and self.cap_box().contains(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if on_cap else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def cap_box(self) -> QRectF:
        """Where the key cap is."""
        wide = cap_width(self.font(), self._cap())
        top = (self.height() - CAP_HEIGHT) / 2
        return QRectF(self.width() - _PAD - wide, top, wide, CAP_HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _cap(self) -> str:
        if not self.acceptable:
            return ""
        number = str(self._number) if self._number < 10 else ""
        return f"{number} accept".strip() if self.width() > _NARROW or not number else number

    def _words_box(self) -> tuple[float, float]:
        """Where the words begin, and their room."""
        left = self._name_left() + self._name_room() + 2 * _GAP
        left += SHAPE_SIZE + 4 if self.says.kind else 0
        return left, max(30.0, self.width() - _PAD - cap_width(self.font(), self._cap()) - _GAP - left)

    def _name_left(self) -> int:
        return _PAD + _BOX + _GAP if self._open else _PAD

    def _name_room(self) -> float:
        return min(self._names + 2.0, self.width() * _LONGEST)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(bool(self.says.ids))
        return font

    def _lines(self) -> list[str]:
        return broken(self.text(), self._font(), self._words_box()[1], MOST_LINES)

    def _fit(self) -> None:
        lines = self._lines()
        self.setToolTip(tip(self.text()) if lines and lines[-1].endswith("…") else "")
        height = 7 + len(lines) * self.fontMetrics().height()
        if height != self.minimumHeight():
            self.setFixedHeight(height)
            self.fitted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        lit = self.isChecked() or (self.underMouse() and self.acceptable)
        painter.setPen(QPen(QColor(theme.claim), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.selection) if lit else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 6, 6)
        high, lines = self.fontMetrics().height(), self._lines()
        top = (self.height() - high * len(lines)) / 2
        if self.acceptable:
            self._paint_tick(painter)
        self._paint_name(painter, top)
        left, room = self._words_box()
        if self.says.kind:
            shape = QRectF(left - SHAPE_SIZE - 4, top + (high - SHAPE_SIZE) / 2, SHAPE_SIZE, SHAPE_SIZE)
            paint_shape(painter, self.says.kind, shape, theme)
        painter.setPen(QColor(words_of(theme, self.says.kind) if self.says.kind else theme.soft))
        if self.says.ids and not self.says.kind:
            painter.setPen(QColor(theme.ink))
        for number, line in enumerate(lines):
            at = QPointF(left, top + number * high)
            draw_line(painter, self._font(), line, at, room, reads_leftwards(self.text()))
        draw_key_cap(painter, self.cap_box().toAlignedRect(), self._cap(), self.palette())
        painter.end()

    def _paint_name(self, painter: QPainter, top: float) -> None:
        room, high = self._name_room(), self.fontMetrics().height()
        name = self.fontMetrics().elidedText(self.says.name, Qt.TextElideMode.ElideRight, round(room))
        painter.setPen(QColor(self._theme.ink if self.says.ids else self._theme.soft))
        place = QRectF(self._name_left(), top, room, high)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _paint_tick(self, painter: QPainter) -> None:
        box = QRectF(_PAD + 0.5, (self.height() - _BOX) / 2 + 0.5, _BOX - 1, _BOX - 1)
        theme = self._theme
        painter.setPen(QColor(theme.claim if self.isChecked() else theme.soft))
        painter.setBrush(QColor(theme.claim if self.isChecked() else theme.paper))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            paint_state(painter, True, box.adjusted(0.5, 0, 0, 0), QColor(theme.paper))
