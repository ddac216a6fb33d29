"""The texts that an essay had: when each was corrected, by whom, and what was changed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Label, serif
from counterpoint.ui.forms.views import EarlierView, counted
from counterpoint.ui.theme import Theme

Changes = Callable[[str, str], Sequence[tuple[int, int, str]]]
"""What gives the places between two texts as `(start, end, was)`, in code points of the second."""


class EarlierTexts(QDialog):
    """A list of corrections, the latest first, and beside it the text that each was made in, with what it
    took out struck through and what it put in underlined. `taken(text)` asks for an earlier text to be the
    essay's again."""

    taken = Signal(str)

    def __init__(
        self,
        texts: Sequence[EarlierView],
        title: str,
        theme: Theme,
        changes: Changes,
        writable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("earlier-texts")
        self.setWindowTitle(f"Earlier texts of “{title}”")
        self._texts = texts
        self._theme = theme
        self._changes = changes
        self.list = QListWidget()
        self.list.setAccessibleName("Corrections, the latest first")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        self.page = QTextEdit()
        self.page.setReadOnly(True)
        self.page.setUndoRedoEnabled(False)
        self.page.setTabChangesFocus(True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setAccessibleName("The text before, with what was changed")
        self.page.document().setDocumentMargin(24)
        self.take = KeyButton("&Take this text again", role="primary")
        self.take.setVisible(writable)
        self._lay_out()
        for each in texts:
            item = QListWidgetItem(_line(each), self.list)
            item.setToolTip(_line(each))
        self.list.currentRowChanged.connect(self._show)
        self.take.clicked.connect(self._take)
        self.resize(940, 620)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(12, 16, 0, 12)
        left.addWidget(self.list)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 16)
        right.setSpacing(12)
        right.addWidget(self.page, 1)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(Label("Struck through: taken out. Underlined: put in.", "soft"), 1)
        close = KeyButton("Close", "Esc")
        close.clicked.connect(self.reject)
        row.addWidget(close)
        row.addWidget(self.take)
        right.addLayout(row)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedWidth(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 2)
        layout.addWidget(line)
        layout.addLayout(right, 5)

    def _show(self, row: int) -> None:
        """Shows a correction in its text, at the first place that it changed."""
        self.page.clear()
        if not 0 <= row < len(self._texts):
            return
        each = self._texts[row]
        cursor = QTextCursor(self.page.document())
        cursor.beginEditBlock()
        block = QTextBlockFormat()
        block.setLineHeight(135.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(8.0)
        cursor.setBlockFormat(block)
        kept, out, put = _looks(self._theme)
        at, first = 0, -1
        for start, end, was in self._changes(each.text, each.after):
            cursor.insertText(each.after[at:start], kept)
            first = cursor.position() if first < 0 else first
            cursor.insertText(was.replace("\n", "¶\n"), out)
            cursor.insertText(each.after[start:end].replace("\n", "¶\n"), put)
            at = end
        cursor.insertText(each.after[at:], kept)
        cursor.endEditBlock()
        cursor.setPosition(max(0, first))
        self.page.setTextCursor(cursor)
        self.page.ensureCursorVisible()

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._texts):
            self.taken.emit(self._texts[row].text)
            self.accept()


def _looks(theme: Theme) -> tuple[QTextCharFormat, QTextCharFormat, QTextCharFormat]:
    """How text is shown that stayed, was taken out and was put in."""
    made: list[QTextCharFormat] = []
    for colour in (theme.ink, theme.danger, theme.good):
        looks = QTextCharFormat()
        looks.setFont(serif(15))
        looks.setForeground(QColor(colour))
        made.append(looks)
    made[1].setFontStrikeOut(True)
    made[2].setFontUnderline(True)
    return made[0], made[1], made[2]


def _line(each: EarlierView) -> str:
    """`4 March 2026, 09:30` and, below, `Ada · 2 places`."""
    places = "corrected apart" if each.apart else counted(each.places, "place")
    return each.when + "\n" + " · ".join(filter(None, (each.who, places)))
