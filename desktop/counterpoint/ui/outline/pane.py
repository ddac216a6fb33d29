"""The argument panel: filter chips above, the outline below, a friendly line where there is nothing yet."""

from collections.abc import Collection, Iterable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from counterpoint.core.arguments import Argument, Step
from counterpoint.ui.outline.model import OutlineModel
from counterpoint.ui.outline.rows import Filter
from counterpoint.ui.outline.view import OutlineView
from counterpoint.ui.theme import LIGHT, Theme

CHIPS: Final[tuple[tuple[Filter, str], ...]] = (
    ("all", "All"),
    ("claim", "Claims"),
    ("evidence", "Evidence"),
    ("holes", "Holes"),
)

EMPTY: Final = "Select a sentence and press 1 for a claim, 2 for evidence or 3 for rhetoric."

NOTHING: Final[dict[Filter, str]] = {
    "all": EMPTY,
    "claim": "No claims yet. Select a sentence and press 1.",
    "evidence": "No evidence yet. Select a sentence and press 2.",
    "holes": "No holes: every claim has evidence and an answer, and every answer has support.",
}


class OutlinePane(QWidget):
    """Shows one essay's argument.

    `activated` and `contextRequested` say which essay, whether a section, passage or answer, and its id (a
    section's is its heading's start in digits); the latter also where, in screen coordinates. `stepped` says
    to which row, by type and id, one went with the arrows.
    """

    activated = Signal(str, str, str)
    stepped = Signal(str, str)
    contextRequested = Signal(str, str, str, QPoint)

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = OutlineModel(self)
        self.view = OutlineView(self.model)
        self.view.setAccessibleName("Argument outline")
        self._selected = ""
        self._chips: dict[Filter, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(14, 10, 10, 6)
        row.setSpacing(6)
        for chosen, _ in CHIPS:
            chip = QPushButton(checkable=True)  # type: ignore[call-overload]
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.installEventFilter(self)
            chip.clicked.connect(lambda _=False, wanted=chosen: self.choose(wanted))
            self._group.addButton(chip)
            self._chips[chosen] = chip
            row.addWidget(chip)
        row.addStretch(1)
        self._empty = QLabel(EMPTY, wordWrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setContentsMargins(16, 16, 16, 16)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(self._stack)
        self._chips["all"].setChecked(True)
        self.model.countsChanged.connect(self._count)
        self.view.chosen.connect(self._activate)
        self.view.contextWanted.connect(self._ask)
        self.view.stepped.connect(self._step)
        self.view.selectionModel().currentChanged.connect(self._remember)
        self.set_theme(theme)
        self._count()

    # What is on show

    def show_argument(self, argument: Argument, hidden: Collection[str] = ()) -> None:
        """Shows an argument afresh, without the annotators in `hidden`."""
        self.model.show(argument, hidden)
        self._restore()

    def apply(self, steps: Iterable[Step]) -> None:
        """Follows what changed; the selection stays on the same passage or answer."""
        self.model.apply(steps)
        self._restore()

    def choose(self, chosen: Filter) -> None:
        """Filters the list: everything, claims, evidence or holes."""
        self._chips[chosen].setChecked(True)
        self.model.choose(chosen)
        self._count()
        self._restore()

    def select(self, node_id: str) -> None:
        """Makes a passage or answer the selected row and shows it, without a signal; none for an unknown. The
        current row stays where it is one of the node, or a section and nothing is selected."""
        self._selected = node_id
        here = self.view.currentIndex().row()
        at = self.model.node(here) if here >= 0 else None
        if at is not None and (at.id == node_id or (not node_id and at.type == "section")):
            self.view.scrollTo(self.view.currentIndex())
            return
        row = self.model.reveal(node_id) if node_id else -1
        index = self.model.index(row)
        with QSignalBlocker(self):
            self._set_current(row)
        if row >= 0:
            self.view.scrollTo(index)

    @property
    def selected(self) -> str:
        """The id of the row selected; empty where none is."""
        return self._selected

    def set_theme(self, theme: Theme) -> None:
        """Takes another set of colours."""
        self.view.painter.theme = theme
        self.setStyleSheet(_style(theme))
        self.view.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.view.setFocus(event.reason())  # as a focus proxy it would make Tab pass by the chips

    # Inside

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the chips into the list."""
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if is_down and event.type() == QEvent.Type.KeyPress and self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _restore(self) -> None:
        if self._selected:
            places = self.model.places_of(self._selected)
            if self.view.currentIndex().row() not in places:
                self._set_current(places[0] if places else -1)

    def _set_current(self, row: int) -> None:
        kept = self._selected
        self.view.setAutoScroll(False)
        self.view.setCurrentIndex(self.model.index(row))
        self.view.setAutoScroll(True)
        self._selected = kept

    def _remember(self) -> None:
        row = self.view.currentIndex().row()
        if row >= 0 and not self.model.changing:
            self._selected = self.model.node(row).id

    def _count(self) -> None:
        counts = self.model.counts
        counts["all"] = counts["claim"] + counts["evidence"] + counts["rhetoric"]
        for chosen, name in CHIPS:
            self._chips[chosen].setText(f"{name} {counts[chosen]:,}")
        self._empty.setText(NOTHING[self.model.chosen] if counts["all"] else EMPTY)
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _activate(self, row: int) -> None:
        node = self.model.node(row)
        self.activated.emit(node.essay_id, node.type, node.id)

    def _step(self, row: int) -> None:
        node = self.model.node(row)
        self.stepped.emit(node.type, node.id)

    def _ask(self, row: int, where: QPoint) -> None:
        node = self.model.node(row)
        self.contextRequested.emit(node.essay_id, node.type, node.id, where)


def _style(theme: Theme) -> str:
    return f"""
    OutlinePane, OutlineView {{ background: {theme.panel}; border: none; }}
    QLabel {{ color: {theme.soft}; background: transparent; }}
    QPushButton {{ color: {theme.soft}; background: transparent; border: 1px solid {theme.line};
        border-radius: 11px; padding: 2px 9px; min-height: 17px; }}
    QPushButton:hover {{ color: {theme.ink}; }}
    QPushButton:checked {{ color: {theme.ink}; border-color: {theme.ink}; }}
    QPushButton:focus {{ border-color: {theme.claim}; }}
    """
