"""What to mend before a brief is exported: a list of cards, each a click from its cause."""

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
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from counterpoint.core.brief_findings import GRADES, Finding
from counterpoint.ui.forms.labels import Label, tip
from counterpoint.ui.forms.lines import broken, draw_line, reads_leftwards
from counterpoint.ui.forms.painted_list import PaintedList
from counterpoint.ui.theme import LIGHT, Theme

AnyIndex = QModelIndex | QPersistentModelIndex

MOST_LINES: Final = 4
"""A finding's longest sentence; what is cut is in its tool tip."""

_SIDE: Final = 10
_GAP: Final = 8
_PAD: Final = 12
_TOP: Final = 8


class FindingsPane(QWidget):
    """The findings, the gravest first and otherwise in their order. `findingChosen` carries the `Finding`."""

    counted = Signal(int)
    """So many are shown now."""
    findingChosen = Signal(object)

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Before you export")
        self.heading = Label("", "heading")
        self.heading.setContentsMargins(16, 16, 12, 4)
        self.list = FindingList(theme, self)  # laid out without one it would be a window for a moment
        self.list.chosen.connect(self.findingChosen)
        self.nothing = Label("Nothing to mend.", "soft")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(16, 8, 12, 0)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addLayout(self._pages, 1)
        self.show_findings(())

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Shows these; the place in the list stays, and so does the one selected if it is still there."""
        ordered = sorted(findings, key=lambda each: GRADES.index(each.grade))
        self.list.show_findings(ordered)
        count = f" · {len(ordered):,}" if ordered else ""
        self.heading.setText("BEFORE YOU EXPORT" + count)
        self._pages.setCurrentWidget(self.list if ordered else self.nothing)
        self.counted.emit(len(ordered))

    def set_theme(self, theme: Theme) -> None:
        """Takes another set of colours."""
        self.list.painter.theme = theme
        self.list.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))


class FindingRows(QAbstractListModel):
    """Findings in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: list[Finding] = []

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.findings):
            return None
        finding = self.findings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{finding.title}: {finding.text}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{finding.grade}, {finding.title}: {finding.text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(finding.text)
        return None

    def show(self, findings: list[Finding]) -> None:
        self.beginResetModel()
        self.findings = findings
        self.endResetModel()


class FindingList(PaintedList):
    """The cards; a click or Enter chooses one."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = FindingRows(self)
        self.painter = FindingDelegate(theme, self)
        self.setAccessibleName("What to mend")
        self.setItemDelegate(self.painter)
        self.setModel(self.rows)
        self.clicked.connect(self._choose)

    def show_findings(self, findings: list[Finding]) -> None:
        if findings == self.rows.findings:
            return
        current = self.currentIndex().row()
        kept = self.rows.findings[current] if current >= 0 else None
        place = self.verticalScrollBar().value()
        self.rows.show(findings)
        if kept in findings:
            self.setCurrentIndex(self.rows.index(findings.index(kept)))
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # at once: Qt's own Adjust waits for a tenth of a second

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.findings[index.row()])


class FindingDelegate(QStyledItemDelegate):
    """Draws a card: its title in the colour of its grade, its sentence below."""

    def __init__(self, theme: Theme, view: FindingList) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view
        self._lines: dict[tuple[str, float, str], list[str]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        font = self._view.font()
        lines = 1 + len(self._broken(self._view.rows.findings[index.row()].text, font))
        return QSize(100, round(lines * _high(font) + 2 * _TOP + _GAP))

    def _broken(self, text: str, font: QFont) -> list[str]:
        bar = self._view.verticalScrollBar().sizeHint().width()
        width = max(40.0, self._view.width() - bar - 2 * (_SIDE + _PAD))
        key = (text, width, font.key())
        if key not in self._lines:
            if len(self._lines) > 4_000:
                self._lines.clear()
            self._lines[key] = broken(text, font, width, MOST_LINES)
        return self._lines[key]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        finding, font = self._view.rows.findings[index.row()], option.font
        card = QRectF(option.rect).adjusted(_SIDE + 0.5, 0.5, -_SIDE - 0.5, -_GAP - 0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, card, option.state)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        room, top = card.width() - 2 * _PAD, card.top() + _TOP
        colours = {"error": self.theme.danger, "warning": self.theme.warning, "hint": self.theme.soft}
        painter.setPen(QColor(colours[finding.grade]))
        title = broken(finding.title, bold, room, 1)
        self._draw(painter, bold, title, QPointF(card.left() + _PAD, top), room)
        painter.setPen(QColor(self.theme.ink))
        lines = self._broken(finding.text, font)
        self._draw(painter, font, lines, QPointF(card.left() + _PAD, top + _high(font)), room)
        painter.restore()

    def _paint_card(self, painter: QPainter, card: QRectF, state: QStyle.StateFlag) -> None:
        focused = state & QStyle.StateFlag.State_HasFocus
        lit = state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(self.theme.claim if focused else self.theme.line), 1.5 if focused else 1))
        painter.setBrush(QColor(self.theme.selection if lit else self.theme.paper))
        painter.drawRoundedRect(card, 8, 8)

    def _draw(self, painter: QPainter, font: QFont, lines: list[str], at: QPointF, width: float) -> None:
        leftwards = reads_leftwards(" ".join(lines))
        for number, line in enumerate(lines):
            draw_line(painter, font, line, at + QPointF(0, number * _high(font)), width, leftwards)


def _high(font: QFont) -> float:
    return QFontMetricsF(font).height() + 1
