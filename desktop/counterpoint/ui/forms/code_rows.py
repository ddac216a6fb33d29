"""The codes of another program as a list, and how a line of it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counterpoint.core.code_kinds import CodeKind
from counterpoint.ui.forms.views import counted
from counterpoint.ui.shapes import SHAPE_SIZE, paint_shape, words_of
from counterpoint.ui.theme import Theme

ROW: Final = Qt.ItemDataRole.UserRole
LEFT_OUT: Final = "left out"
"""What stands where a kind would, for a code that is not taken."""

_HEIGHT: Final = 32
_MARGIN: Final = 10
_INDENT: Final = 16
_DEEPEST: Final = 6
_SWATCH: Final = 10
_COUNT_ROOM: Final = 64
_KIND_ROOM: Final = 220
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CodeView:
    """A code as the dialog shows it. `path` are the names above it; `color` is `#rrggbb` or empty;
    `selections` is how many it has; `kind` what it is taken as, None for left out."""

    key: str
    name: str
    path: tuple[str, ...]
    color: str
    selections: int
    kind: CodeKind | None


def told(kind: CodeKind | None) -> str:
    """A code's meaning in words."""
    if kind is None:
        return LEFT_OUT
    return f"{kind.kind.capitalize()} · {kind.detail}" if kind.detail else kind.kind.capitalize()


class CodeRows(QAbstractListModel):
    """The codes, each in a line; `rows` are they as they stand."""

    def __init__(self, rows: Sequence[CodeView], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = list(rows)

    def change(self, place: int, row: CodeView) -> None:
        """Shows another meaning of the code in a line."""
        self.rows[place] = row
        self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            named = " > ".join((*row.path, row.name))
            return f"{named}, {counted(row.selections, 'selection')}, {told(row.kind)}"
        return None


class CodeDelegate(QStyledItemDelegate):
    """Draws a line: the code's own colour and its name, how often it is used, and what it is taken as."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: CodeView = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.selection))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 1, -2, -1), 8, 8)
        box = QRectF(option.rect).adjusted(_MARGIN, 0, -_MARGIN, 0)
        box.setLeft(box.left() + _INDENT * min(len(row.path), _DEEPEST))
        self._draw_swatch(painter, row, box)
        name = box.adjusted(_SWATCH + 10, 0, -_COUNT_ROOM - _KIND_ROOM, 0)
        faint = row.kind is None
        self._draw_text(painter, option, row.name, name, self.theme.soft if faint else self.theme.ink)
        count = QRectF(box.right() - _KIND_ROOM - _COUNT_ROOM, box.top(), _COUNT_ROOM - 20, box.height())
        self._draw_text(painter, option, f"{row.selections:,}", count, self.theme.soft, rightwards=True)
        self._draw_kind(painter, option, row, box.adjusted(box.width() - _KIND_ROOM, 0, 0, 0))
        painter.restore()

    def _draw_swatch(self, painter: QPainter, row: CodeView, box: QRectF) -> None:
        top = box.center().y() - _SWATCH / 2
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.setBrush(QColor(row.color) if row.color else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(box.left(), top, _SWATCH, _SWATCH))

    def _draw_kind(self, painter: QPainter, option: QStyleOptionViewItem, row: CodeView, box: QRectF) -> None:
        if row.kind is None:
            words = box.adjusted(SHAPE_SIZE + 8, 0, 0, 0)
            self._draw_text(painter, option, LEFT_OUT, words, self.theme.soft)
            return
        side = QRectF(box.left(), box.center().y() - SHAPE_SIZE / 2, SHAPE_SIZE, SHAPE_SIZE)
        paint_shape(painter, row.kind.kind, side, self.theme)
        words = box.adjusted(SHAPE_SIZE + 8, 0, 0, 0)
        self._draw_text(painter, option, told(row.kind), words, words_of(self.theme, row.kind.kind))

    def _draw_text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        text: str,
        box: QRectF,
        colour: str,
        rightwards: bool = False,
    ) -> None:
        side = Qt.AlignmentFlag.AlignRight if rightwards else Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(colour))
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(box.width())))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, shown)
