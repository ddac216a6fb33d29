"""How a row of a brief's outline is painted and edited: shape, words in at most two lines, time or badge."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyleOptionViewItem, QWidget

from counterpoint.core.brief_document import BriefRow
from counterpoint.core.speeches import clock
from counterpoint.ui.brief.outline_model import BriefModel, own_words
from counterpoint.ui.chrome.drawing import small
from counterpoint.ui.outline.delegate import OutlineDelegate
from counterpoint.ui.shapes import SHAPE_SIZE, paint_shape

AnyIndex = QModelIndex | QPersistentModelIndex

DEEPEST: Final = 6
INDENT: Final = 15
LONGEST: Final = 1_000
"""Code points of an entry's own words, as its record has it."""

_LEFT: Final = 18
_SIDE: Final = 18
_GAP: Final = 8
_PAD: Final = 6
_WEIGHTS: Final = {
    "pocket": QFont.Weight.Bold,
    "hat": QFont.Weight.DemiBold,
    "block": QFont.Weight.Medium,
    "contention": QFont.Weight.Medium,
    "frontline": QFont.Weight.Medium,
}


def words_left(depth: int) -> int:
    """Where a row's shape or words begin, in pixels; the fold mark is just before."""
    return _LEFT + INDENT * min(depth, DEEPEST)


class BriefDelegate(OutlineDelegate):
    """Paints as the argument's outline does. A row has two lines where its words need them."""

    def __init__(self, view: QListView, model: BriefModel) -> None:
        super().__init__(view)
        self._view = view
        self._rows = model
        self._needs: dict[BriefRow, float] = {}
        self._measured: tuple[int, QSize, QSize] | None = None

    # How high

    def forget(self) -> None:
        """Measures afresh from now on: the font is another."""
        self._needs.clear()
        self._measured = None

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row = self._rows.row(index.row())
        if self._measured is None:
            self._measured = self._measure()
        bar, low, high = self._measured
        need = self._needs.get(row)
        if need is None:
            if len(self._needs) > 8_000:
                self._needs.clear()
            need = self._needs[row] = self._needed(row)
        return low if need <= self._view.width() - bar else high

    def _measure(self) -> tuple[int, QSize, QSize]:
        # as if the scroll bar were there: a height that hung on it would bring and take it for ever
        bar = self._view.verticalScrollBar().sizeHint().width()
        line = self.line_height(self._view.font())
        return bar, QSize(120, round(line + 2 * _PAD)), QSize(120, round(2 * line + 2 * _PAD))

    def _needed(self, row: BriefRow) -> float:
        """How wide a list must be for all of a row's words to stand on one line."""
        font = self._view.font()
        words = QFontMetricsF(_face(font, row)).horizontalAdvance(_words(row))
        return _words_left(row) + words + self._said_width(row, font) + _SIDE

    def _said_width(self, row: BriefRow, font: QFont) -> float:
        said = _said(row)
        return QFontMetricsF(small(font)).horizontalAdvance(said) + _GAP if said else 0

    # How painted

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row, box = self._rows.row(index.row()), QRectF(option.rect)
        state, font = option.state, option.font
        folded = self._rows.folded(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, state)
        line = QRectF(box.left(), box.top() + _PAD, box.width(), self.line_height(font))
        if _shape(row):
            side = SHAPE_SIZE
            shape = QRectF(box.left() + words_left(row.depth), line.center().y() - side / 2, side, side)
            paint_shape(painter, row.shape, shape, self.theme)
        self._paint_said(painter, line, font, row)
        line.setLeft(box.left() + _words_left(row))
        line.setRight(max(box.right() - _SIDE - self._said_width(row, font), line.left() + 24))
        self._paint_in_lines(painter, line, font, row, box.height())
        if folded or (folded is not None and state & QStyle.StateFlag.State_MouseOver):
            at = QPointF(box.left() + words_left(row.depth) - 8, line.center().y())
            self._paint_fold(painter, at, bool(folded))
        painter.restore()

    def _paint_in_lines(
        self, painter: QPainter, line: QRectF, font: QFont, row: BriefRow, height: float
    ) -> None:
        one = height < 2 * self.line_height(font)
        face, words = _face(font, row), _words(row)
        rest = self._paint_line(painter, line, face, words, self.theme.ink, last=one)
        if rest and not one:
            below = line.translated(0, self.line_height(font))
            self._paint_line(painter, below, face, rest, self.theme.ink, last=True)

    def _paint_said(self, painter: QPainter, line: QRectF, font: QFont, row: BriefRow) -> None:
        """The badge, or else how long the row takes to read."""
        painter.setFont(small(font))
        painter.setPen(QColor(self.theme.warning if row.badge else self.theme.soft))
        room = line.adjusted(0, 0, -_SIDE, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _said(row))

    # How edited

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(LONGEST)
        editor.setAccessibleName(f"Words of the {self._rows.row(index.row()).kind}")
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(own_words(self._rows.row(index.row())))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        box, row = option.rect, self._rows.row(index.row())
        left = box.left() + max(4, _words_left(row) - 10)
        height = max(editor.sizeHint().height(), box.height())
        editor.setGeometry(QRect(left, box.top(), box.right() - 6 - left, height))


def _words(row: BriefRow) -> str:
    return f"{row.number}. {row.text}" if row.number else row.text


def _said(row: BriefRow) -> str:
    return row.badge or (clock(row.seconds) if row.seconds else "")


def _shape(row: BriefRow) -> str:
    """The shape drawn before a row: an answer's number stands for its."""
    return "" if row.kind == "answer" and row.number else row.shape


def _words_left(row: BriefRow) -> int:
    return words_left(row.depth) + (round(SHAPE_SIZE) + 6 if _shape(row) else 0)


def _face(font: QFont, row: BriefRow) -> QFont:
    face = QFont(font)
    face.setWeight(_WEIGHTS.get(row.kind, font.weight()))
    return face
