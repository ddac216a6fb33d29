"""Dragging an entry within a brief's outline: where it would go, and scrolling at the list's edges.

It is done by hand, not by the desktop's drag and drop: an entry never leaves its list, and so it snaps to the
nearest place that may hold it instead of being refused.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt, QTimer

from counterpoint.ui.brief.outline_delegate import words_left
from counterpoint.ui.brief.outline_model import BriefModel
from counterpoint.ui.brief.outline_moves import Place, outwards

if TYPE_CHECKING:
    from counterpoint.ui.brief.outline import BriefOutline

EDGE: Final = 28
"""Within so many pixels of its edge the list scrolls."""

_BEAT: Final = 25


class Target(NamedTuple):
    """Where what is dragged would go, and the line that says so: its height in the list as scrolled now, and
    its left end."""

    place: Place
    y: int
    left: int


class Drag:
    """One drag at a time. It ends with `drop` or `stop`."""

    def __init__(self, view: "BriefOutline", rows: BriefModel) -> None:
        self._view = view
        self._rows = rows
        self._timer = QTimer(view)
        self._timer.setInterval(_BEAT)
        self._timer.timeout.connect(self._scroll)
        self.moving = ""
        self.target: Target | None = None
        self._at = QPoint()
        self._still: list[int] = []

    def start(self, entry_id: str) -> None:
        """Takes hold of an entry on show."""
        self.moving = entry_id
        first = self._rows.tree.at[entry_id]
        taken = range(first, self._rows.tree.end(first))
        count = self._rows.rowCount()
        self._still = [row for row in range(count) if self._rows.number(row) not in taken]
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPoint) -> None:
        """Follows the mouse, in pixels of the viewport."""
        self._at = at
        self.target = self._find()
        near = min(at.y(), self._view.viewport().height() - at.y()) < EDGE
        if near and not self._timer.isActive():
            self._timer.start()
        self._view.viewport().update()

    def drop(self) -> Place | None:
        """Lets go; the place it went to, or None where that is where it was."""
        target, moving = self.target, self.moving
        self.stop()
        if target is None or target.place == self._rows.tree.place_of(self._rows.tree.at[moving]):
            return None
        return target.place

    def stop(self) -> None:
        """Lets go and leaves everything as it was."""
        if self.moving:
            self._timer.stop()
            self._view.viewport().unsetCursor()
            self._view.viewport().update()
        self.moving, self.target, self._still = "", None, []

    def _find(self) -> Target | None:
        middle = self._gap_at(self._at.y())
        tree = self._rows.tree
        moving = tree.at[self.moving]
        for gap in outwards(middle, len(self._still)):
            above = self._rows.number(self._still[gap - 1]) if gap else -1
            below = self._rows.number(self._still[gap]) if gap < len(self._still) else -1
            choices = tree.choices(moving, above, below)
            if choices:
                best = min(choices, key=lambda each: abs(words_left(each.depth) - self._at.x()))
                return Target(best.place, self._gap_top(gap), words_left(best.depth))
        return None

    def _gap_at(self, y: int) -> int:
        """The gap between rows that stay which is nearest to a height."""
        low, high = 0, len(self._still)
        while low < high:
            middle = (low + high) // 2
            if self._box(middle).center().y() < y:
                low = middle + 1
            else:
                high = middle
        return low

    def _gap_top(self, gap: int) -> int:
        if gap:
            return self._box(gap - 1).bottom() + 1
        return self._box(0).top() if self._still else 0

    def _box(self, still: int) -> QRect:
        return self._view.visualRect(self._rows.index(self._still[still]))

    def _scroll(self) -> None:
        height, y = self._view.viewport().height(), self._at.y()
        over = min(y - EDGE, 0) + max(y - height + EDGE, 0)
        bar = self._view.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + max(-EDGE, min(EDGE, over)) // 2)
        if over == 0 or bar.value() == before:
            self._timer.stop()
        else:
            self.move(self._at)
