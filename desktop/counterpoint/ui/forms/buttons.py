"""Buttons that show their key, the button of a passage's kind, and rows of choices."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QRadioButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

GAP: Final = 6
"""Pixels between a button's text and its key."""


class KeyButton(QPushButton):
    """A push button with its key in a cap beside the text. The cap only tells: the action has the key.

    `role` is the style sheet's: `primary`, `flat`, `danger` … or empty.
    """

    def __init__(self, text: str, key: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._key = key
        self.setAccessibleName(text.replace("&", "").rstrip("…"))
        if key:
            self.setAccessibleDescription(f"Key: {key}")
        self.setProperty("role", role)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # the button one is at, not the default one
            self.click()
            return
        super().keyPressEvent(event)

    def _cap_font(self) -> QFont:
        font = QFont(self.font())
        size = font.pixelSize() if font.pixelSize() > 0 else self.fontMetrics().height() * 3 // 4
        font.setPixelSize(max(9, size - 2))
        return font

    def _cap_width(self) -> int:
        if not self._key:
            return 0
        return max(16, QFontMetrics(self._cap_font()).horizontalAdvance(self._key) + 8)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + (self._cap_width() + GAP if self._key else 0), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._key:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        text, option.text = option.text, ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        group = option.palette.currentColorGroup()
        ink = option.palette.color(group, self.foregroundRole())
        wide = self.fontMetrics().horizontalAdvance(text.replace("&", ""))
        left = (self.width() - wide - GAP - self._cap_width()) / 2
        words = QRectF(left, 0, wide + 2, self.height())
        painter.setPen(ink)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic, text)
        self._draw_cap(painter, ink, words.right() + GAP - 2)
        painter.end()

    def _draw_cap(self, painter: QPainter, ink: QColor, left: float) -> None:
        height = 18.0
        cap = QRectF(left, (self.height() - height) / 2, self._cap_width(), height)
        faint = QColor(ink)
        faint.setAlphaF(0.75)
        painter.setFont(self._cap_font())
        if self.property("role") != "primary":
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
            painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(faint)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)


class Segment(QRadioButton):
    """One choice of a row of choices, drawn as a segment; for screen readers and keys a radio button."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setBold(True)
        return QSize(QFontMetrics(bold).horizontalAdvance(self.text()) + 28, 32)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        line = palette.color(palette.ColorRole.Mid)
        chosen = self.isChecked()
        painter.setPen(QPen(palette.color(palette.ColorRole.WindowText) if chosen else line, 1))
        hovered = self.underMouse() and self.isEnabled()
        fill = palette.color(palette.ColorRole.Highlight if chosen or hovered else palette.ColorRole.Base)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(palette.ColorRole.Accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        font = QFont(self.font())
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(palette.color(palette.ColorRole.WindowText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
