"""What is drawn on a map: cards, the links between them, and the grounds beneath."""

from collections.abc import Callable, Collection
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsSceneHoverEvent,
    QStyle,
    QStyleOptionGraphicsItem,
    QWidget,
)

from counterpoint.core.arguments import shorten
from counterpoint.core.layout import Box, Curve, Size
from counterpoint.core.vocabulary import Relation
from counterpoint.ui.map.graph import Card, Thread
from counterpoint.ui.shapes import accent_of, paint_shape, words_of
from counterpoint.ui.theme import Theme

WIDTH: Final = 244.0
LINES: Final = 3
_PAD: Final = 12.0
_SHAPE: Final = 12.0
_SIGN: Final = 8.0
_HAIR: Final = 0.45
_FADED: Final = 0.25
"""How much of a link is seen where another card is looked at."""


def colour_of(relation: Relation, theme: Theme) -> QColor:
    """Green for what supports, red for what answers, soft for what says the same."""
    return QColor({"supports": theme.evidence, "answers": theme.danger, "restates": theme.soft}[relation])


def pen_of(relation: Relation, theme: Theme) -> QPen:
    """Solid for supports, dashed for answers, dotted for restates."""
    style = {
        "supports": Qt.PenStyle.SolidLine,
        "answers": Qt.PenStyle.DashLine,
        "restates": Qt.PenStyle.DotLine,
    }
    return QPen(colour_of(relation, theme), 1.8, style[relation])


class CardItem(QGraphicsItem):
    """A rounded card: shape and kind above, up to three lines of words, then what is soft or missing. A guest
    is quieter: soft words, a broken outline, no ground of its own."""

    def __init__(self, card: Card, font: QFont, theme: Theme, hovered: Callable[[str], None]) -> None:
        super().__init__()
        self.card = card
        self._tell_hovered = hovered
        self._font = font
        self._theme = theme
        self._small = QFont(font)
        self._small.setPixelSize(max(round(font.pixelSize() * 0.85), 8))
        self._face = QFont(font)
        if card.kind == "answer":
            self._face.setWeight(QFont.Weight.DemiBold)
        self._line = round(QFontMetricsF(font).height())
        lines = LINES - 1 if card.guest else LINES
        self._words = _broken(shorten(card.words, 300), self._face, WIDTH - 2 * _PAD, lines)
        self._label = " · ".join(part for part in (card.kind.capitalize(), card.detail) if part)
        self._missing = " · ".join(card.holes)
        head = QFontMetricsF(self._small).horizontalAdvance(self._label + self._missing)
        self._missing_below = bool(card.holes) and head > WIDTH - 2 * _PAD - _SHAPE - 15
        self._foot = [(card.essay_title, theme.soft)] if card.essay_title else []
        if self._missing_below:
            self._foot.append((self._missing, theme.warning))
        self._height = 2 * _PAD - 2 + self._line * (1 + len(self._words) + len(self._foot))
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setAcceptHoverEvents(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(shorten(card.words, 600))

    @property
    def size(self) -> Size:
        return Size(WIDTH, self._height)

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        super().hoverEnterEvent(event)
        self._tell_hovered(self.card.id)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        super().hoverLeaveEvent(event)
        self._tell_hovered("")

    def boundingRect(self) -> QRectF:
        return QRectF(-2, -2, WIDTH + 4, self._height + 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme, card = self._theme, self.card
        accent = QColor(accent_of(theme, card.kind))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        pen = QPen(accent if chosen or hovered else QColor(theme.line), 2 if chosen else 1.2)
        if card.guest and not chosen:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        quiet = theme.panel if card.guest else theme.paper
        painter.setBrush(QColor(theme.selection if chosen else quiet))
        painter.drawRoundedRect(QRectF(0, 0, WIDTH, self._height), 8, 8)
        self._paint_head(painter, QColor(words_of(theme, card.kind)))
        y = _PAD + self._line
        for words in self._words:
            room = QRectF(_PAD, y, WIDTH - 2 * _PAD, self._line)
            _draw_line(painter, words, self._face, theme.soft if card.guest else theme.ink, room)
            y += self._line
        for words, colour in self._foot:
            _draw_line(painter, words, self._small, colour, QRectF(_PAD, y, WIDTH - 2 * _PAD, self._line))
            y += self._line

    def _paint_head(self, painter: QPainter, ink: QColor) -> None:
        card, middle = self.card, _PAD - 2 + self._line / 2
        paint_shape(painter, card.kind, QRectF(_PAD, middle - _SHAPE / 2, _SHAPE, _SHAPE), self._theme)
        painter.setFont(self._small)
        left = _PAD + _SHAPE + 7
        room = QRectF(left, middle - self._line / 2, WIDTH - _PAD - left, self._line)
        centred = Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetricsF(self._small)
        if self._missing and not self._missing_below:
            painter.setPen(QColor(self._theme.warning))
            painter.drawText(room, centred | Qt.AlignmentFlag.AlignRight, self._missing)
            room.setRight(room.right() - metrics.horizontalAdvance(self._missing) - 8)
        painter.setPen(ink)
        label = metrics.elidedText(self._label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, centred | Qt.AlignmentFlag.AlignLeft, label)


class ThreadItem(QGraphicsPathItem):
    """A link: its line, an arrow head at what it leads to, and its sign in a ring half-way.

    One `aside` of the trees is a faint hair without a sign, for it may run far and behind cards, until a card
    at one of its ends is looked at.
    """

    def __init__(self, thread: Thread, curve: Curve, aside: bool, theme: Theme) -> None:
        super().__init__()
        self.thread = thread
        self._relation = thread.relation
        self._aside = aside
        self._theme = theme
        self._strong = False
        self._middle = QPointF(*curve.middle)
        self._end = QPointF(*curve.end)
        self._forward = 1.0 if curve.follow.x < curve.end.x else -1.0
        path = QPainterPath(QPointF(*curve.start))
        path.cubicTo(QPointF(*curve.lead), QPointF(*curve.follow), self._end - QPointF(7 * self._forward, 0))
        self.setPath(path)
        self.setToolTip(thread.relation)
        self.emphasise(())

    def emphasise(self, nodes: Collection[str]) -> None:
        """Comes forward where it ends at one of `nodes`, goes back where it does not; without any of them it
        is as at first."""
        self._strong = self.thread.source in nodes or self.thread.target in nodes
        quiet = _HAIR if self._aside else 1.0
        self.setOpacity(1.0 if self._strong else quiet * _FADED if nodes else quiet)
        self.setZValue(-1 if self._strong else -3 if self._aside else -2)
        self.update()

    def shape(self) -> QPainterPath:
        stroker = QPainterPathStroker()
        stroker.setWidth(6)
        return stroker.createStroke(self.path())

    def boundingRect(self) -> QRectF:
        return super().boundingRect().adjusted(-_SIGN - 2, -_SIGN - 2, _SIGN + 2, _SIGN + 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = pen_of(self._relation, self._theme)
        if self._aside:
            pen.setWidthF(1.4 if self._strong else 1.0)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.path())
        colour = colour_of(self._relation, self._theme)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        back = self._end - QPointF(9 * self._forward, 0)
        painter.drawPolygon(QPolygonF([self._end, back + QPointF(0, 4.5), back - QPointF(0, 4.5)]))
        if self._strong or not self._aside:
            paint_sign(painter, self._relation, self._middle, self._theme)


class GroundItem(QGraphicsItem):
    """The quiet ground beneath one tree of cards."""

    def __init__(self, box: Box, theme: Theme) -> None:
        super().__init__()
        self._area = QRectF(*box)
        self._theme = theme
        self.setZValue(-4)

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.setBrush(QColor(self._theme.panel))
        painter.drawRoundedRect(self._area.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)


def paint_sign(painter: QPainter, relation: Relation, at: QPointF, theme: Theme) -> None:
    """A ring with +, − or =, so that a link's meaning does not hang on its colour."""
    colour = colour_of(relation, theme)
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(QColor(theme.paper))
    painter.drawEllipse(at, _SIGN, _SIGN)
    painter.setPen(QPen(colour, 1.8))
    arm = _SIGN / 2
    bars = {"supports": (0.0,), "answers": (0.0,), "restates": (-2.0, 2.0)}[relation]
    for y in bars:
        painter.drawLine(at + QPointF(-arm, y), at + QPointF(arm, y))
    if relation == "supports":
        painter.drawLine(at + QPointF(0, -arm), at + QPointF(0, arm))


def _broken(words: str, font: QFont, width: float, most: int) -> list[str]:
    """`words` in at most so many lines of `width`, the last cut short where more is left."""
    lines: list[str] = []
    metrics = QFontMetricsF(font)
    while words and len(lines) < most - 1:
        layout = QTextLayout(words, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        layout.endLayout()
        units = words.encode("utf-16-le")
        taken = 2 * line.textLength()
        lines.append(units[:taken].decode("utf-16-le").rstrip())
        words = units[taken:].decode("utf-16-le").lstrip()
    if words:
        lines.append(metrics.elidedText(words, Qt.TextElideMode.ElideRight, width))
    return lines


def _draw_line(painter: QPainter, words: str, font: QFont, colour: str, room: QRectF) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    words = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room.adjusted(-1, 0, 1, 0), words, option)
