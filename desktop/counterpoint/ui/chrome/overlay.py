"""A frame that floats over the window's middle until Esc or a click beside it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

_MARGIN: Final = 24
_SHADOW: Final = 24


class Overlay(QWidget):
    """Covers `parent` with a faint shade and holds `frame`. The focus stays inside it and goes back, when it
    closes, to where it was. It is deleted when it closes, and another one over the same parent closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget, best: QSize, top: int | None = None) -> None:
        """`best` is the frame's size where the parent has room; without `top`, its
        distance from the top, it is centred."""
        for other in parent.findChildren(Overlay):
            other.dismiss()
        super().__init__(parent)
        self._over = parent
        self._best = best
        self._top = top
        self._before = QApplication.focusWidget()
        self._open = True
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.frame = QFrame(self)
        self.frame.setProperty("role", "floating")
        parent.installEventFilter(self)

    def open_over(self) -> None:
        """Shows it above everything else in the parent."""
        self.fit()
        self.show()
        self.raise_()

    def dismiss(self) -> None:
        """Closes it and gives the focus back."""
        if not self._open:
            return
        self._open = False
        before = self._before
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.close()
        self.deleteLater()

    def wanted_height(self) -> int:
        """How tall the frame would like to be."""
        return self._best.height()

    def fit(self) -> None:
        """Sizes and places the frame anew."""
        whole = self._over.size()
        self.resize(whole)
        width = min(self._best.width(), whole.width() - 2 * _MARGIN)
        top = (
            self._top if self._top is not None else max(_MARGIN, (whole.height() - self.wanted_height()) // 2)
        )
        height = min(self.wanted_height(), whole.height() - top - _MARGIN)
        self.frame.setGeometry((whole.width() - width) // 2, top, width, height)
        self.update()  # the shadow lies outside the frame

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        inside = [
            each
            for each in self.frame.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.isEnabled()
        ]
        if inside:
            focused = QApplication.focusWidget()
            place = inside.index(focused) if focused in inside else -1
            step = 1 if forward else -1
            inside[(place + step) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.frame.geometry().contains(event.position().toPoint()):
            self.dismiss()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 40))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 5))
        for reach in range(2, _SHADOW, 2):
            box = self.frame.geometry().adjusted(-reach, 6 - reach, reach, 6 + reach)
            painter.drawRoundedRect(box, 10 + reach, 10 + reach)
