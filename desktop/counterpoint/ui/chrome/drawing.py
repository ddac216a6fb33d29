"""What several parts of the chrome draw by hand: key caps, hairlines, text cut to its room."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from counterpoint.ui.tokens import SMALL_PIXELS

CAP_HEIGHT: Final = 18


def small(font: QFont, bold: bool = False) -> QFont:
    """`font` at the size of counts and key caps."""
    smaller = QFont(font)
    smaller.setPixelSize(SMALL_PIXELS)
    smaller.setBold(bold)
    return smaller


def heading_font(font: QFont) -> QFont:
    """`font` as small, bold, spaced capitals."""
    heading = small(font, bold=True)
    heading.setCapitalization(QFont.Capitalization.AllUppercase)
    heading.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.7)
    return heading


def cap_width(font: QFont, text: str) -> int:
    """How wide a key cap with `text` is drawn; nothing is drawn for no text."""
    return QFontMetrics(small(font)).horizontalAdvance(text) + 12 if text else 0


def draw_key_cap(
    painter: QPainter, room: QRect, text: str, palette: QPalette, ink: QColor | None = None
) -> None:
    """Draws a key cap at the right end of `room`, its outline and text in `ink` or, without one, softly."""
    if not text:
        return
    width = cap_width(painter.font(), text)
    box = QRectF(
        room.right() - width + 0.5, room.center().y() - CAP_HEIGHT / 2 + 0.5, width - 1, CAP_HEIGHT - 1
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(small(painter.font()))
    painter.setPen(ink or palette.color(QPalette.ColorRole.Mid))
    painter.setBrush(Qt.BrushStyle.NoBrush if ink else palette.brush(QPalette.ColorRole.Base))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(ink or palette.color(QPalette.ColorRole.PlaceholderText))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def announce(widget: QWidget, words: str, urgent: bool = False) -> None:
    """Has a screen reader say `words`; where none listens it costs nothing."""
    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


class ElidedLabel(QLabel):
    """One line of text that gives way: cut with an ellipsis where it has no room, whole in its tool tip."""

    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, super().minimumSizeHint().width()), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(1, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._explain()

    def shown_text(self) -> str:
        """The text as it is cut now."""
        return self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.contentsRect(), int(Qt.AlignmentFlag.AlignVCenter), self.shown_text())

    def _explain(self) -> None:
        self.setToolTip(self.text() if self.shown_text() != self.text() else "")


class CapButton(QPushButton):
    """A push button with a key cap at its right end; its text gives way to it with an ellipsis."""

    def __init__(self, text: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._keys = keys
        self._whole = text
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the caret where it is
        self.setAccessibleName(text.rstrip("…"))
        self.setAccessibleDescription(keys)

    @property
    def keys(self) -> str:
        """The key cap's text."""
        return self._keys

    def sizeHint(self) -> QSize:
        margin = 24
        width = (
            self.fontMetrics().horizontalAdvance(self._whole)
            + cap_width(self.font(), self._keys)
            + margin
            + 8
        )
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(cap_width(self.font(), self._keys) + 56, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - cap_width(self.font(), self._keys) - 28
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self.font())
        draw_key_cap(painter, self.rect().adjusted(0, 0, -10, 0), self._keys, QGuiApplication.palette())


class Strip(QWidget):
    """A plain ground with a hairline along one edge."""

    def __init__(self, edge: Qt.Edge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge = edge

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        y = 0 if self._edge == Qt.Edge.TopEdge else self.height() - 1
        painter.fillRect(0, y, self.width(), 1, self.palette().color(QPalette.ColorRole.Mid))
