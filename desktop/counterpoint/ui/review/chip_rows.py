"""Chips in a line that breaks in two where it is narrow."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget


class ChipRows(QWidget):
    """Chips in one line where there is room, else in two."""

    def __init__(self, rows: tuple[tuple[QPushButton, ...], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = [QHBoxLayout() for _ in rows]
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(4, 0, 0, 0)
        self._both.setSpacing(6)
        for line, chips in zip(self._lines, rows, strict=True):
            line.setSpacing(6)
            for chip in chips:
                line.addWidget(chip)
            line.addStretch(1)
            self._both.addLayout(line)

    def minimumSizeHint(self) -> QSize:
        widest = max(line.minimumSize().width() for line in self._lines)
        return QSize(widest + 4, self._both.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        needed = sum(line.sizeHint().width() for line in self._lines) + 10
        fits = needed <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if direction != self._both.direction():
            self._both.setDirection(direction)
            self.updateGeometry()
