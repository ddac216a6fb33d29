"""How a row of the outline is painted: its shape, two lines of words, what is soft, and its badges."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counterpoint.core.arguments import Node
from counterpoint.ui.outline.model import FOLD_ROLE, NODE_ROLE
from counterpoint.ui.shapes import SHAPE_SIZE, paint_shape
from counterpoint.ui.theme import LIGHT, Theme

INDENT: Final = 18
DEEPEST: Final = 7
"""Deeper rows are not moved further in, so that words keep their room."""

PICTURES: Final = 160
"""Rows kept as painted, so that scrolling and a new tag paint only rows not seen just before."""

_MATTERS: Final = (
    QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus
)
_LEFT: Final = 18
_SIDE: Final = 10
_GAP: Final = 10
_PAD: Final = 5
_AIR: Final = 1
_CHIP: Final = 16
"""How much wider a badge is than its word."""


def shape_left(depth: int) -> int:
    """Where a row's shape begins, from the left edge of the list; the fold mark is just before it."""
    return _LEFT + INDENT * min(depth, DEEPEST)


class OutlineDelegate(QStyledItemDelegate):
    """Paints rows in the colours of a theme."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self._lines: dict[str, float] = {}

    def row_height(self, font: QFont) -> int:
        """Of a row with two lines and a little air."""
        return round(2 * self.line_height(font) + 2 * _PAD)

    def height(self, node: Node, font: QFont, width: int) -> int:
        """Of a row in a list so wide: lower where its words fill one line and nothing else is said."""
        if node.type == "section":
            return self.section_height(font)
        if len(node.holes) > 1 or _soft(node):
            return self.row_height(font)
        taken = shape_left(node.depth) + SHAPE_SIZE + _GAP + _SIDE + 8
        if node.holes:
            taken += QFontMetricsF(_small(font)).horizontalAdvance(node.holes[0]) + _CHIP + _GAP
        one_line = QFontMetricsF(_face(font, node)).horizontalAdvance(node.text) + 1 <= width - taken
        return round(self.line_height(font) + 2 * _PAD + _AIR) if one_line else self.row_height(font)

    def section_height(self, font: QFont) -> int:
        return round(self.line_height(font) + 13)

    def line_height(self, font: QFont) -> float:
        known = self._lines.get(font.key())
        if known is None:
            metrics = QFontMetricsF(font)
            known = self._lines[font.key()] = max(metrics.height(), metrics.ascent() * 1.36)
        return known

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self.height(index.data(NODE_ROLE), option.font, option.rect.width()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        node: Node = index.data(NODE_ROLE)
        folded: bool | None = index.data(FOLD_ROLE)
        ratio = painter.device().devicePixelRatio()
        size, font, state = option.rect.size(), option.font, option.state & _MATTERS
        key = (node, folded, size.width(), size.height(), state.value, font.key(), self.theme.name, ratio)
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= PICTURES:
                self._pictures.clear()
            picture = QPixmap(size * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(QColor(self.theme.panel))
            brush = QPainter(picture)
            self._paint_row(brush, QRectF(0, 0, size.width(), size.height()), font, node, folded, state)
            brush.end()
            self._pictures[key] = picture
        painter.drawPixmap(option.rect.topLeft(), picture)

    def _paint_row(
        self,
        painter: QPainter,
        box: QRectF,
        font: QFont,
        node: Node,
        folded: bool | None,
        state: QStyle.StateFlag,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, state)
        if node.type == "section":
            self._paint_section(painter, box, font, node)
        else:
            self._paint_node(painter, box, font, node)
        if folded or (folded is not None and state & QStyle.StateFlag.State_MouseOver):
            at = box.right() - 20 if node.type == "section" else box.left() + shape_left(node.depth) - 9
            self._paint_fold(painter, QPointF(at, self._first_line(box, font, node)), bool(folded))

    def _first_line(self, box: QRectF, font: QFont, node: Node) -> float:
        if node.type == "section":
            return box.center().y()
        return box.top() + _PAD + self.line_height(font) / 2

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        inner = box.adjusted(_SIDE, 0, -_SIDE, 0)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.selection))
            painter.drawRoundedRect(inner, 8, 8)
        elif state & QStyle.StateFlag.State_MouseOver:
            ground = QColor(self.theme.selection)
            ground.setAlphaF(0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(inner, 8, 8)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self.theme.claim), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 7, 7)

    def _paint_section(self, painter: QPainter, box: QRectF, font: QFont, node: Node) -> None:
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.84) if font.pointSizeF() > 0 else small.setPixelSize(
            round(font.pixelSize() * 0.84)
        )
        small.setBold(True)
        small.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.7)
        painter.setFont(small)
        painter.setPen(QColor(self.theme.soft))
        room = box.adjusted(_LEFT - 2, 0, -28, 0)
        words = QFontMetricsF(small).elidedText(
            numbered(node.text).upper(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_node(self, painter: QPainter, box: QRectF, font: QFont, node: Node) -> None:
        left = box.left() + shape_left(node.depth)
        middle = self._first_line(box, font, node)
        side = SHAPE_SIZE
        paint_shape(painter, node.kind, QRectF(left, middle - side / 2, side, side), self.theme)
        edge = box.right() - _SIDE - 8
        if node.holes:
            edge = self._paint_badges(painter, box, font, node) - _GAP
        room = QRectF(left + side + _GAP, box.top() + _PAD, 0, 2 * self.line_height(font))
        room.setRight(max(edge, room.left() + 24))
        self._paint_words(painter, room, font, node)

    def _paint_words(self, painter: QPainter, room: QRectF, font: QFont, node: Node) -> None:
        face, soft = _face(font, node), _soft(node)
        must_say = bool(node.essay_title) or (node.kind == "rhetoric" and bool(soft))
        height = self.line_height(font)
        rest = self._paint_line(painter, room, face, node.text, self.theme.ink, last=must_say)
        second = room.translated(0, height)
        if rest and not must_say:
            self._paint_line(painter, second, face, rest, self.theme.ink, last=True)
        elif soft:
            self._paint_line(painter, second, font, soft, self.theme.soft, last=True)

    def _paint_line(
        self, painter: QPainter, room: QRectF, font: QFont, words: str, colour: str, last: bool
    ) -> str:
        """One line of `words`; gives what did not fit, or nothing where it was `last` and so cut short."""
        metrics = QFontMetricsF(font)
        if last:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        layout = QTextLayout(words, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room.width() + (1 if last else 0))
        layout.endLayout()
        painter.setPen(QColor(colour))
        painter.setFont(font)
        drop = (self.line_height(font) - line.height()) / 2
        line.draw(painter, QPointF(room.left(), room.top() + drop))
        taken = line.textLength()
        return words.encode("utf-16-le")[2 * taken :].decode("utf-16-le").lstrip()

    def _paint_badges(self, painter: QPainter, box: QRectF, font: QFont, node: Node) -> float:
        """The chips at the right, one under the other; gives the left edge of the widest."""
        small = _small(font)
        metrics = QFontMetricsF(small)
        height = min(metrics.height() + 2, (self.row_height(font) - 5) / 2)
        right, left = box.right() - _SIDE - 8, box.right()
        top = box.top() + _PAD + 1 if len(node.holes) == 1 else box.center().y() - height - 1.5
        painter.setFont(small)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for hole in node.holes:
            width = metrics.horizontalAdvance(hole) + _CHIP
            chip = QRectF(right - width, top, width, height)
            painter.setPen(QPen(QColor(self.theme.warning), 1))
            painter.drawRoundedRect(chip, height / 2, height / 2)
            painter.drawText(chip.adjusted(0, -1, 0, 0), Qt.AlignmentFlag.AlignCenter, hole)
            left = min(left, chip.left())
            top += height + 3
        return left

    def _paint_fold(self, painter: QPainter, at: QPointF, folded: bool) -> None:
        points = [(-1.5, -4), (2.5, 0), (-1.5, 4)] if folded else [(-4, -1.5), (0, 2.5), (4, -1.5)]
        painter.setPen(QPen(QColor(self.theme.soft), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([at + QPointF(x, y) for x, y in points]))


def _soft(node: Node) -> str:
    """What stands beside a node's words, or below them."""
    return " · ".join(part for part in (node.essay_title, node.detail) if part)


def _face(font: QFont, node: Node) -> QFont:
    face = QFont(font)
    face.setWeight(QFont.Weight.DemiBold if node.type == "answer" else font.weight())
    return face


def _small(font: QFont) -> QFont:
    """The font of badges."""
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(font.pointSizeF() * 0.85)
    else:
        small.setPixelSize(round(font.pixelSize() * 0.85))
    return small


def numbered(heading: str) -> str:
    """A heading with its number set off by a dot: `1. Shock` becomes `1 · Shock`."""
    number, _, rest = heading.partition(" ")
    bare = number.rstrip(".)")
    return f"{bare} · {rest.lstrip()}" if bare.isdigit() and bare != number and rest else heading
