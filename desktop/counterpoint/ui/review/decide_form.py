"""The dialog that rules on a difference in one's own way: other bounds, another kind or detail."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from counterpoint.core.vocabulary import KINDS, Kind
from counterpoint.ui.forms.buttons import KeyButton, Segment
from counterpoint.ui.forms.labels import Label
from counterpoint.ui.review.bounds import Bound, Unit, moved
from counterpoint.ui.review.bounds_quote import BoundsQuote
from counterpoint.ui.review.difference_card import LONGEST_REASON
from counterpoint.ui.shapes import SHAPE_SIZE, paint_shape
from counterpoint.ui.theme import LIGHT, Theme

_KEYS: Final[dict[tuple[Bound, Unit, int], str]] = {
    ("start", "sentence", -1): "Alt+Shift+Left",
    ("start", "word", -1): "Ctrl+Shift+Left",
    ("start", "word", 1): "Ctrl+Shift+Right",
    ("start", "sentence", 1): "Alt+Shift+Right",
    ("end", "sentence", -1): "Alt+Left",
    ("end", "word", -1): "Ctrl+Left",
    ("end", "word", 1): "Ctrl+Right",
    ("end", "sentence", 1): "Alt+Right",
}
"""The ways to move a bound, in the order of their buttons, with their keys: those of the reader for the end,
with Shift for the start, and Ctrl for words."""


@dataclass(frozen=True, slots=True)
class OwnRuling:
    """What the reviewer sets: half-open code points of the essay, kind and detail, and why, which may be
    empty."""

    start: int
    end: int
    kind: Kind
    detail: str
    reason: str


class OwnForm(QDialog):
    """`decided` carries the `OwnRuling` when the user says Decide."""

    decided = Signal(object)

    def __init__(
        self,
        text: str,
        begin: OwnRuling,
        details: Mapping[Kind, tuple[str, ...]],
        theme: Theme = LIGHT,
        parent: QWidget | None = None,
    ) -> None:
        """`text` is the essay's; `begin` is what the form shows first; `details` are those the library offers
        for each kind. Raises ValueError for a span that is empty or not of the text."""
        super().__init__(parent)
        if not 0 <= begin.start < begin.end <= len(text):
            raise ValueError("a passage has words of its essay")
        self.setWindowTitle("Set your own")
        self._text = text
        self._span = begin.start, begin.end
        self._details = details
        self._make_fields(theme, begin)
        self._lay_out()
        self._show_details(begin.detail)
        self._show()
        self.quote.setFocus()

    def _make_fields(self, theme: Theme, begin: OwnRuling) -> None:
        self.quote = BoundsQuote(theme)
        self.kinds: dict[Kind, Segment] = {}
        group = QButtonGroup(self)
        for kind in KINDS:
            segment = _KindSegment(kind, theme)
            segment.setChecked(kind == begin.kind)
            segment.toggled.connect(partial(self._note_kind, kind))
            group.addButton(segment)
            self.kinds[kind] = segment
        self.detail = QComboBox()
        self.detail.setAccessibleName("Detail")
        self.detail.setMinimumContentsLength(16)
        self.reason = QLineEdit(begin.reason)
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setPlaceholderText("Why? (optional)")
        self.reason.setAccessibleName("Why, optional")
        self.moves: dict[tuple[Bound, Unit, int], KeyButton] = {}
        for (bound, unit, step), keys in _KEYS.items():
            arrow = f"◂ {unit}" if step < 0 else f"{unit} ▸"
            button = KeyButton(arrow)
            cap = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            way = "earlier" if step < 0 else "later"
            button.setAccessibleName(f"{bound.capitalize()} a {unit} {way}")
            button.setAccessibleDescription(f"Key: {cap}")
            button.setToolTip(f"{bound.capitalize()} a {unit} {way} ({cap})")
            button.clicked.connect(partial(self.move_bound, bound, unit, step))
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self.move_bound, bound, unit, step))
            self.moves[bound, unit, step] = button

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        bounds: tuple[tuple[str, Bound], ...] = (("Start", "start"), ("End", "end"))
        for row, (caption, bound) in enumerate(bounds):
            grid.addWidget(_caption(caption), row, 0)
            grid.addLayout(_row([self.moves[each] for each in self.moves if each[0] == bound]), row, 1)
        grid.addWidget(_caption("Kind"), 2, 0)
        grid.addLayout(_row(list(self.kinds.values())), 2, 1)
        for row, words, field in ((3, "&Detail", self.detail), (4, "&Why", self.reason)):
            caption_of = _caption(words)
            caption_of.setBuddy(field)
            grid.addWidget(caption_of, row, 0)
            grid.addWidget(field, row, 1)
        cancel = KeyButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.decide = KeyButton("Decide", role="primary")
        self.decide.setDefault(True)
        self.decide.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.decide)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(self.quote, 1)
        column.addLayout(grid)
        column.addLayout(buttons)
        self.setMinimumWidth(480)
        self.resize(560, 480)

    # What it says

    def ruling(self) -> OwnRuling:
        """What is set now."""
        why = " ".join(self.reason.text().split())
        return OwnRuling(*self._span, self._kind(), self.detail.currentData() or "", why)

    def move_bound(self, bound: Bound, unit: Unit, step: int) -> None:
        """Moves a bound a sentence or a word on or, where `step` is negative, back."""
        self._span = moved(self._text, self._span, bound, unit, step)
        self._show()

    def accept(self) -> None:
        self.decided.emit(self.ruling())
        super().accept()

    # Inside

    def _kind(self) -> Kind:
        return next(kind for kind, segment in self.kinds.items() if segment.isChecked())

    def _note_kind(self, kind: Kind, on: bool) -> None:
        if on:
            self._show_details(self.detail.currentData() or "")
            self._show()

    def _show_details(self, chosen: str) -> None:
        """Offers the details of the kind; the one chosen stays if the kind has it, or is there at first."""
        offered = self._details.get(self._kind(), ())
        if self.detail.count() == 0 and chosen:
            offered = tuple(dict.fromkeys((*offered, chosen)))
        self.detail.clear()
        self.detail.addItem("No detail", "")
        for detail in offered:
            self.detail.addItem(detail.capitalize(), detail)
        self.detail.setCurrentIndex(max(0, self.detail.findData(chosen)))

    def _show(self) -> None:
        self.quote.show_span(self._text, *self._span, self._kind())
        for (bound, unit, step), button in self.moves.items():
            button.setEnabled(moved(self._text, self._span, bound, unit, step) != self._span)


class _KindSegment(Segment):
    """A segment with its kind's shape."""

    def __init__(self, kind: Kind, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(kind.capitalize(), parent)
        self._kind = kind
        self._theme = theme

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(34, 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRectF(12, (self.height() - SHAPE_SIZE) / 2, SHAPE_SIZE, SHAPE_SIZE)
        paint_shape(painter, self._kind, box, self._theme)


def _caption(words: str) -> Label:
    label = Label(words, "soft")
    label.setWordWrap(False)
    return label


def _row(widgets: list[KeyButton] | list[Segment]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
