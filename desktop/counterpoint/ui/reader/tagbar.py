"""The bar that floats under a selection made with the mouse: what can be done with it, and by which key."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from counterpoint.ui.reader.painting import sans
from counterpoint.ui.theme import LIGHT, Theme

SHADOW: Final = 12
_HEIGHT: Final = 33
_GAP: Final = 7
_SWATCH: Final = 16


class Deed(NamedTuple):
    """What a bar offers: its key and its word, what `chosen` carries, and what it does in a sentence. With a
    `swatch` (`#rrggbb`) that is drawn, and the word only said."""

    key: str
    word: str
    what: str
    says: str
    swatch: str = ""


TAGS: Final = (
    Deed("1", "Claim", "claim", "Tag the selection as a claim"),
    Deed("2", "Evidence", "evidence", "Tag the selection as evidence"),
    Deed("3", "Rhetoric", "rhetoric", "Tag the selection as rhetoric"),
    Deed("A", "Answer", "answer", "Write an answer to the selection"),
    Deed("N", "Note", "note", "Write a note on the selection"),
)


class _Action(QAbstractButton):
    """A key and a word, or a colour; lit under the mouse."""

    def __init__(self, deed: Deed, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = deed.key
        self._swatch = deed.swatch
        self.setText(deed.word)
        self.setFont(sans(13))
        self.setAccessibleName(f"{deed.word} ({deed.key})" if deed.key else deed.word)
        self.setAccessibleDescription(deed.says)
        if deed.swatch:
            self.setToolTip(deed.says)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.theme = LIGHT

    def sizeHint(self) -> QSize:
        if self._swatch:
            return QSize(_SWATCH + 10, _HEIGHT)
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance(self.text())
        width += metrics.horizontalAdvance(self._key) + _GAP if self._key else 0
        return QSize(width + 24, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(self.theme.bar_ink)
        if self.underMouse() or self.isDown():
            lit = QColor(ink)
            lit.setAlpha(70 if self.isDown() else 36)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(lit)
            painter.drawRoundedRect(self.rect().adjusted(2, 4, -2, -4), 5, 5)
        if self._swatch:
            painter.setPen(QPen(ink, 1))
            painter.setBrush(QColor(self._swatch))
            square = QRectF(0, 0, _SWATCH, _SWATCH)
            square.moveCenter(QRectF(self.rect()).center())
            painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            return
        metrics = QFontMetrics(self.font())
        painter.setFont(self.font())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        dim = QColor(ink)
        dim.setAlpha(165)
        painter.setPen(dim)
        painter.drawText(self.rect().adjusted(12, 0, 0, 0), middle, self._key)
        painter.setPen(ink)
        left = 12 + (metrics.horizontalAdvance(self._key) + _GAP if self._key else 0)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, self.text())


class FloatingBar(QWidget):
    """`chosen` carries what one of its deeds is called. Never takes the focus."""

    chosen = Signal(str)

    def __init__(self, name: str, deeds: Sequence[Deed], parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._theme = LIGHT
        row = QHBoxLayout(self)
        row.setContentsMargins(SHADOW + 2, SHADOW, SHADOW + 2, SHADOW)
        row.setSpacing(0)
        self._actions: list[_Action] = []
        for deed in deeds:
            action = _Action(deed, self)
            action.clicked.connect(lambda _checked=False, chosen=deed.what: self.chosen.emit(chosen))
            row.addWidget(action)
            self._actions.append(action)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for action in self._actions:
            action.theme = theme
        self.update()

    def place_under(self, area: QRect, within: QRect) -> None:
        """Stands just under `area`, or above it where there is no room, inside `within`; hides where `area`
        is out of view. Both are in the parent's coordinates."""
        if not area.intersects(within):
            self.hide()
            return
        size = self.sizeHint()
        x = area.center().x() - size.width() // 2
        x = max(within.left() - SHADOW + 4, min(x, within.right() - size.width() + SHADOW - 4))
        y = area.bottom() + 4 - SHADOW
        if y + size.height() - SHADOW > within.bottom():
            y = max(within.top(), area.top() - size.height() + SHADOW - 4)
        self.setGeometry(x, y, size.width(), size.height())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        body = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        for step in range(SHADOW - 2, 0, -1):
            painter.setBrush(QColor(0, 0, 0, 5))
            painter.drawRoundedRect(body.adjusted(-step, 3 - step, step, 1 + step), 8 + step, 8 + step)
        painter.setBrush(QColor(self._theme.bar))
        painter.drawRoundedRect(body, 8, 8)


class TagBar(FloatingBar):
    """`chosen` carries claim, evidence, rhetoric, answer or note."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Tag the selection", TAGS, parent)
