"""What a search found, as a model of groups and rows, and how a row is drawn."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counterpoint.ui.forms.lines import broken, draw_line, reads_leftwards
from counterpoint.ui.forms.views import SearchRow
from counterpoint.ui.offsets import OffsetMap
from counterpoint.ui.theme import Theme
from counterpoint.ui.tokens import SMALL_PIXELS

GROUPS: Final[dict[str, str]] = {
    "essay": "ESSAYS",
    "passage": "PASSAGES",
    "note": "NOTES",
    "answer": "ANSWERS",
}
"""The heading of each kind of thing found, in the order shown."""

MARGIN: Final = 12
SNIPPET_LINES: Final = 2
ROW: Final = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


def flattened(snippet: str, matches: Sequence[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The snippet with every white space character a plain space, so that no range moves, and those of the
    ranges that lie within it."""
    flat = "".join(" " if letter.isspace() else letter for letter in snippet)
    return flat, tuple((start, end) for start, end in matches if 0 <= start < end <= len(flat))


class ResultRows(QAbstractListModel):
    """Rows under a heading for each kind; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[SearchRow | str] = []

    def show_rows(self, rows: Sequence[SearchRow]) -> None:
        """Shows `rows` in their order within each kind; a kind that is not in `GROUPS` comes last."""
        self.beginResetModel()
        self._lines = []
        kinds = dict.fromkeys((*GROUPS, *(row.kind for row in rows)))
        for kind in kinds:
            group = [row for row in rows if row.kind == kind]
            if group:
                self._lines += [GROUPS.get(kind, kind.upper()), *group]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == ROW:
            return line if isinstance(line, SearchRow) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.essay_title}: {line.snippet}" if isinstance(line, SearchRow) else line
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self._lines[index.row()], SearchRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class ResultDelegate(QStyledItemDelegate):
    """Draws a row: at most two lines of snippet with its matches bold and underlined, and the essay below."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: SearchRow | None = index.data(ROW)
        high = option.fontMetrics.lineSpacing()
        if row is None:
            return QSize(100, high + 14)
        width = self._view.viewport().width() - 2 * MARGIN
        return QSize(100, high * (self._laid_out(row, option.font, width, high).lineCount() + 1) + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: SearchRow | None = index.data(ROW)
        box = QRectF(option.rect).adjusted(MARGIN, 0, -MARGIN, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row is None:
            self._draw_heading(painter, option.font, box, str(index.data()))
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self.theme.selection))
                painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 1, -2, -1), 8, 8)
            high = option.fontMetrics.lineSpacing()
            painter.setPen(QColor(self.theme.ink))
            self._laid_out(row, option.font, box.width(), high).draw(painter, box.topLeft() + QPointF(0, 7))
            painter.setPen(QColor(self.theme.soft))
            title = broken(row.essay_title, option.font, box.width(), 1)[:1]
            at = QPointF(box.left(), box.bottom() - high - 8)
            draw_line(painter, option.font, "".join(title), at, box.width(), False)
        painter.restore()

    def _draw_heading(self, painter: QPainter, font: QFont, box: QRectF, text: str) -> None:
        small = QFont(font)
        small.setPixelSize(SMALL_PIXELS)
        small.setBold(True)
        painter.setFont(small)
        painter.setPen(QColor(self.theme.soft))
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)

    def _laid_out(self, row: SearchRow, font: QFont, width: float, high: int) -> QTextLayout:
        text, matches = flattened(row.snippet, row.matches)
        leftwards = reads_leftwards(text)
        layout = QTextLayout(text, font)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(text, matches))
        layout.beginLayout()
        for number in range(SNIPPET_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(40.0, width))
            line.setPosition(QPointF(0, number * high))
        layout.endLayout()
        return layout

    def _formats(self, text: str, matches: Sequence[tuple[int, int]]) -> list[QTextLayout.FormatRange]:
        offsets = OffsetMap(text)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        bold.setFontUnderline(True)
        bold.setUnderlineColor(QColor(self.theme.claim))
        formats = []
        for start, end in matches:
            span = QTextLayout.FormatRange()
            span.start = offsets.to_qt(start)
            span.length = offsets.to_qt(end) - span.start
            span.format = bold
            formats.append(span)
        return formats
