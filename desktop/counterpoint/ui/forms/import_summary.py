"""What became of each of many files: those that failed first, each with why."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Label, tip
from counterpoint.ui.forms.views import FileLine, Outcome, counted

OUTCOMES: Final[dict[Outcome, str]] = {"failed": "Failed", "already": "There already", "added": "Added"}
"""In the order of the table, and what each is called."""
ROW: Final = 32
AROUND: Final = 12
"""Pixels of a row, and of the space above and below its words together."""
MOST_FITTED: Final = 200
"""Rows whose height follows their words; to fit thousands would take seconds."""


class ImportSummary(QDialog):
    """A table of files, what became of each and why. It is copied as text by Ctrl+C; `openRequested(path)`
    when a file that failed is to be looked at by itself, where its encoding can be chosen."""

    openRequested = Signal(str)

    def __init__(self, lines: Sequence[FileLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("What became of the files")
        order = list(OUTCOMES)
        self._lines = sorted(lines, key=lambda line: order.index(line.outcome))
        self.counts = Label(_counts(self._lines))
        self.table = QTableWidget(len(self._lines), 3)
        self._fill()
        self._lay_out()
        self.resize(760, 460)
        self.table.itemSelectionChanged.connect(self._follow)
        self.table.itemActivated.connect(self._ask_to_open)
        QShortcut(QKeySequence.StandardKey.Copy, self).activated.connect(self._copy)
        if self._lines:
            self.table.selectRow(0)
        self._follow()
        self.table.setFocus()

    def _fill(self) -> None:
        self.table.setHorizontalHeaderLabels(["File", "Outcome", ""])
        self.table.setAccessibleName("Files")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for row, line in enumerate(self._lines):
            for column, words in enumerate(_cells(line)):
                item = QTableWidgetItem(words)
                item.setToolTip(tip(line.path if column == 0 else words))
                self.table.setItem(row, column, item)
        self.table.setColumnWidth(0, 200)
        self.table.setColumnWidth(1, 120)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.counts)
        layout.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.open_button = KeyButton("&Open this file…")
        self.open_button.clicked.connect(self._ask_to_open)
        copy = KeyButton("&Copy as text", "Ctrl C")
        copy.clicked.connect(self._copy)
        close = KeyButton("C&lose", role="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(self.open_button)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(close)
        layout.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for row in range(min(MOST_FITTED, self.table.rowCount())):
            self.table.setRowHeight(row, max(ROW, self.table.sizeHintForRow(row) + AROUND))

    def as_text(self) -> str:
        """The table as text: a line a file, cells a tab apart."""
        return "".join("\t".join(_cells(line)) + "\n" for line in self._lines)

    def _chosen(self) -> FileLine | None:
        row = self.table.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _follow(self) -> None:
        line = self._chosen()
        self.open_button.setEnabled(line is not None and line.outcome == "failed")

    def _ask_to_open(self) -> None:
        line = self._chosen()
        if line is not None and line.outcome == "failed":
            self.accept()
            self.openRequested.emit(line.path)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())


def _cells(line: FileLine) -> tuple[str, str, str]:
    return line.name, OUTCOMES[line.outcome], " · ".join(filter(None, (line.title, line.told)))


def _counts(lines: Sequence[FileLine]) -> str:
    counts = {outcome: sum(line.outcome == outcome for line in lines) for outcome in OUTCOMES}
    said = [f"{counts[outcome]:,} {words.lower()}" for outcome, words in OUTCOMES.items() if counts[outcome]]
    return f"{counted(len(lines), 'file')}: {', '.join(said)}."
