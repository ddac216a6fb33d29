"""A review's page: the essay once, a lane a person at its left, and what they agree on beneath its text."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counterpoint.core.review_document import DifferenceTold, ReviewDocument
from counterpoint.ui.review.page_text import ReviewText
from counterpoint.ui.theme import Theme


class ReviewPage(QWidget):
    """`placeClicked` carries the code point of the essay that was clicked, be it in the text or, by its
    passage's beginning, in a lane. The page decides nothing itself."""

    placeClicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ReviewText(self)
        self.text.placeClicked.connect(self.placeClicked)
        self.setFocusProxy(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)

    def show_review(self, document: ReviewDocument, shown: frozenset[str]) -> None:
        """Shows a review with the lanes of `shown`: annotators' ids, and `AGREED` for the agreed
        version. What is read and framed stays so if the essay is the same."""
        self.text.show_review(document, shown)

    def show_difference(self, difference: DifferenceTold | None) -> None:
        """Frames a difference and brings it well into view; None frames nothing."""
        self.text.show_difference(difference)

    def set_theme(self, theme: Theme) -> None:
        """Takes on the colours of `theme`."""
        self.text.set_theme(theme)

    def set_reading_size(self, points: float) -> None:
        """Sets the size of the text in points (at 96 dots an inch), keeping the place that is read."""
        self.text.set_reading_size(points)
