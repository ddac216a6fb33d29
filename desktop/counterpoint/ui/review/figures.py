"""The figures of a review: how well each two agree, as a heat map with numbers, and on which kinds."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from counterpoint.core.review_document import ReviewDocument
from counterpoint.ui.forms.labels import Label
from counterpoint.ui.review.all_figures import AllFigures
from counterpoint.ui.review.enter_button import EnterButton
from counterpoint.ui.review.figure_names import called
from counterpoint.ui.review.figure_tables import chosen_from, heat_map, per_kind
from counterpoint.ui.review.tables import TableView
from counterpoint.ui.theme import LIGHT, Theme

_NONE: Final = "There are no figures: it takes two annotators to agree or to differ."


class FiguresPane(QWidget):
    """Shows the figures of one review. The figure chosen stays chosen when others are shown."""

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: ReviewDocument | None = None
        self._theme = theme
        self._wanted = ""
        self.setAccessibleName("Agreement")
        self.measure = QComboBox()
        self.measure.setAccessibleName("Figure")
        self.measure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.measure.setMinimumContentsLength(10)
        self.measure.activated.connect(self._choose)
        self.more = EnterButton("More…", role="quiet")
        self.more.setAccessibleName("All figures")
        self.more.clicked.connect(self.open_all)
        self.map = TableView(theme, "How well each two agree", whole=True)
        self.kinds = TableView(theme, "Agreement by kind", whole=True)
        self.explanation, self.undefined = Label("", "soft"), Label("", "small")
        self.foot = Label("", "small")
        self.waiting = QProgressBar()
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.setAccessibleName("Working out the figures")
        self._lay_out()
        self._show_nothing()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Label("AGREEMENT", "heading"))
        top.addWidget(self.measure, 1)
        top.addWidget(self.more)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(12, 0, 8, 8)
        rows.setSpacing(8)
        for part in (self.map, self.explanation, self.undefined, self.kinds, self.foot):
            rows.addWidget(part)
            if isinstance(part, Label):
                part.setContentsMargins(4, 0, 4, 0)
        rows.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        for ground in (inner, self.area.viewport()):
            ground.setAutoFillBackground(False)
        busy = QWidget()
        lines = QVBoxLayout(busy)
        lines.setContentsMargins(16, 4, 16, 0)
        self.said = Label("", "soft")
        lines.addWidget(self.said)
        lines.addWidget(self.waiting)
        lines.addStretch(1)
        self._pages = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        top.setContentsMargins(16, 0, 12, 0)
        column.addLayout(top)
        column.addLayout(self._pages, 1)
        # After it has its place, or the first page would be a window of its own for a moment
        self._pages.addWidget(self.area)
        self._pages.addWidget(busy)

    # What is on show

    def show_figures(self, document: ReviewDocument) -> None:
        """Shows a review's figures; where it has none yet, that there are none."""
        self._document = document
        offered = chosen_from(document)
        if not offered and not document.measures:
            self._show_nothing()
            return
        self.measure.clear()
        self.measure.addItems(offered)
        at = self.measure.findText(self._wanted)
        self.measure.setCurrentIndex(max(0, at) if offered else -1)
        self._enable(True)
        self._show_map()
        table = per_kind(document)
        self.kinds.show_table(table)
        self.kinds.setVisible(bool(table.rows))
        self.foot.setText(f"seed {document.seed} · {document.rounds:,} resamples of paragraphs")
        self._pages.setCurrentIndex(0)

    def show_waiting(self) -> None:
        """Says that the figures are being worked out; those before are away meanwhile."""
        self._say("Working out the figures…", busy=True)

    def set_theme(self, theme: Theme) -> None:
        """Takes another set of colours."""
        self._theme = theme
        for table in (self.map, self.kinds):
            table.set_theme(theme)

    def current(self) -> str:
        """The figure that the heat map shows; empty without one."""
        return self.measure.currentText()

    def open_all(self) -> None:
        """Opens the window of all figures."""
        if self._document is not None:
            window = AllFigures(self._document, self._theme, self)
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            window.open()

    # Inside

    def _choose(self) -> None:
        self._wanted = self.measure.currentText()
        self._show_map()

    def _show_map(self) -> None:
        document, name = self._document, self.current()
        if document is None:
            return
        self.map.show_table(heat_map(document, name))
        of_pairs = [
            each for each in document.measures if each.pair and called(each) == name and not each.kind
        ]
        self.explanation.setText(next((each.explanation for each in of_pairs), ""))
        self.explanation.setVisible(bool(of_pairs))
        self.map.setVisible(bool(of_pairs))
        why = dict.fromkeys(each.why for each in of_pairs if each.value is None and each.why)
        self.undefined.setText("– undefined: " + "; ".join(why))
        self.undefined.setVisible(bool(why))

    def _show_nothing(self) -> None:
        self._say(_NONE, busy=False)

    def _say(self, words: str, busy: bool) -> None:
        self.said.setText(words)
        self.waiting.setVisible(busy)
        self._enable(False)
        self._pages.setCurrentIndex(1)

    def _enable(self, on: bool) -> None:
        self.measure.setEnabled(on)
        self.more.setEnabled(on)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
