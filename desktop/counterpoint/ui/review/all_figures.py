"""A window of everything that was measured and counted, table by table."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counterpoint.core.review_document import ReviewDocument
from counterpoint.ui.chrome.segmented import Segmented
from counterpoint.ui.forms.buttons import KeyButton
from counterpoint.ui.forms.labels import Label
from counterpoint.ui.review.figure_tables import confusion, counts, details, every_figure
from counterpoint.ui.review.tables import TableView
from counterpoint.ui.theme import Theme

PAGES: Final = (
    ("figures", "Figures"),
    ("counts", "Counts"),
    ("kinds", "Kinds"),
    ("details", "Details"),
    ("left out", "Left out"),
)

_SAYS: Final = {
    "figures": "A figure is undefined, and never 0, where there is nothing to divide by.",
    "counts": "Passages that two annotators have in common, and those that only one of them has.",
    "kinds": "How one annotator’s kinds meet another’s. “none” is where the other has nothing.",
    "details": "How often each annotator gave a detail. Details are counted; they are no disagreement.",
    "left out": "What the figures do not take into account.",
}


class AllFigures(QDialog):
    """All figures, the counts, how kinds meet, the details, and what the figures leave out."""

    def __init__(self, document: ReviewDocument, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("All figures")
        self._document = document
        self._theme = theme
        self.pages = Segmented(PAGES, "What is shown")
        self.pages.chosen.connect(self._turn)
        self.says = Label("", "soft")
        self._stack = QStackedWidget()
        self.tables = {
            "figures": self._table("All figures"),
            "counts": self._table("Counts"),
            "details": self._table("Details"),
        }
        self.pair = QComboBox()
        self.pair.setAccessibleName("Whose kinds")
        self.kinds = self._table("How kinds meet")
        for each, _ in PAGES:
            self._stack.addWidget(self._page(each))
        self.tables["figures"].show_table(every_figure(document.measures))
        self.tables["counts"].show_table(counts(document))
        self.tables["details"].show_table(details(document))
        for told in document.confusions:
            self.pair.addItem(" and ".join(told.pair))
        self.pair.currentIndexChanged.connect(self._show_pair)
        self._show_pair()
        self._lay_out()
        self._turn("figures")

    def _table(self, name: str) -> TableView:
        return TableView(self._theme, name, whole=False)

    def _page(self, name: str) -> QWidget:
        if name in self.tables:
            return self.tables[name]
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        if name == "kinds":
            column.addWidget(self.pair, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(self.kinds, 1)
            return page
        for sentence in self._document.left_out or ("Nothing is left out.",):
            label = Label(sentence)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addStretch(1)
        return page

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        document = self._document
        foot.addWidget(
            Label(f"seed {document.seed} · {document.rounds:,} resamples of paragraphs", "small"), 1
        )
        close = KeyButton("Close")
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.pages, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.says)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self.resize(880, 560)
        self.setMinimumSize(460, 320)

    def _turn(self, name: str) -> None:
        self._stack.setCurrentIndex([each for each, _ in PAGES].index(name))
        self.says.setText(_SAYS[name])

    def _show_pair(self) -> None:
        at = self.pair.currentIndex()
        if at >= 0:
            self.kinds.show_table(confusion(self._document.confusions[at]))
