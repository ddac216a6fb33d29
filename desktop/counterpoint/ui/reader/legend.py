"""A quiet key to the marks: each kind's fill and underline beside its name."""

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counterpoint.core.vocabulary import KINDS
from counterpoint.ui.reader.painting import Strokes, sans
from counterpoint.ui.reader.sheet import WAVE_HEIGHT, Blender, Underline
from counterpoint.ui.theme import LIGHT, Theme

_NAMES: Final = {"claim": "Claim", "evidence": "Evidence", "rhetoric": "Rhetoric"}
_SAMPLE: Final = 20
_GAP: Final = 6
_BETWEEN: Final = 14
_EDGE: Final = 0
_HEIGHT: Final = 24


class Legend(QWidget):
    """Painted whole; lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(sans(11))
        self.setAccessibleName("Legend")
        self.setAccessibleDescription("Claim: solid underline. Evidence: dotted. Rhetoric: wavy.")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        names = sum(metrics.horizontalAdvance(_NAMES[kind]) for kind in KINDS)
        return QSize(names + 3 * (_SAMPLE + _GAP) + 2 * _BETWEEN + 2 * _EDGE, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(self.font())
        blender, strokes = Blender(self._theme), Strokes(self._theme)
        x = _EDGE
        for rank, kind in enumerate(KINDS):
            depths = tuple(int(index == 2 * rank + 1) for index in range(2 * len(KINDS)))
            painter.fillRect(QRectF(x, 5, _SAMPLE, 10), blender.fill(depths))
            underline = Underline(kind, True)
            if kind == "rhetoric":
                strokes.paint_wave(painter, underline, QRectF(x, 14.5, _SAMPLE, WAVE_HEIGHT))
            else:
                painter.setPen(strokes.pen(underline))
                painter.drawLine(QLineF(x, 17, x + _SAMPLE, 17))
            x += _SAMPLE + _GAP
            painter.setPen(QColor(self._theme.soft))
            painter.setFont(self.font())
            painter.drawText(QPointF(x, 16), _NAMES[kind])
            x += metrics.horizontalAdvance(_NAMES[kind]) + _BETWEEN
