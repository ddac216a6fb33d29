"""A quotation in serif, so many lines of it."""

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from counterpoint.ui.forms.labels import serif, tip
from counterpoint.ui.forms.lines import broken, draw_line, reads_leftwards

LINE_HEIGHT: Final = 1.42
"""Of the font's size in pixels."""


class QuoteLabel(QLabel):
    """Shows a quote between quotation marks in at most `lines` lines; where it is longer it ends in an
    ellipsis and a tooltip has the whole."""

    def __init__(self, lines: int = 6, pixels: int = 15, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._quote = ""
        self._font = serif(pixels)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_quote(self, quote: str) -> None:
        """Shows `quote`; line breaks in it are shown as spaces."""
        self._quote = quote
        self.setText(quote)
        self.setAccessibleName(f"Quote: {quote}")
        self._fit()
        self.update()

    def shown(self, width: int) -> list[str]:
        """The lines as they are shown in `width` pixels."""
        return broken(f"“{self._quote.strip()}”", self._font, float(max(width, 40)), self._lines, "”")

    def _line_height(self) -> float:
        return self._font.pixelSize() * LINE_HEIGHT

    def _fit(self) -> None:
        height = round(len(self.shown(self.width())) * self._line_height())
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(280, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        lines = self.shown(self.width())
        self.setToolTip(tip(self._quote) if lines[-1].endswith("…”") else "")
        leftwards = reads_leftwards(self._quote)
        for number, line in enumerate(lines):
            at = QPointF(0, number * self._line_height())
            draw_line(painter, self._font, line, at, float(self.width()), leftwards)
        painter.end()
