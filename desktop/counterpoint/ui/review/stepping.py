"""Which differences are on show, and which of them is the one in hand: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from counterpoint.core.review_document import DifferenceTold, Group

State = Literal["open", "decided", "all"]
AnyGroup = Group | Literal["agree", ""]
"""A group, the places where all agree, or every difference."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The differences on show: those of `group` that are in `state`. Places where all agree are no
    differences and show only if they are asked for."""

    differences: tuple[DifferenceTold, ...] = ()
    state: State = "open"
    group: AnyGroup = ""

    def of_group(self) -> tuple[DifferenceTold, ...]:
        """Those of the group, open and decided, in their order."""
        if self.group:
            return tuple(each for each in self.differences if each.group == self.group)
        return tuple(each for each in self.differences if each.group != "agree")

    def rows(self) -> tuple[DifferenceTold, ...]:
        """Those on show, in their order."""
        if self.state == "all":
            return self.of_group()
        return tuple(each for each in self.of_group() if (each.ruled is None) == (self.state == "open"))

    def holding(self, key: str) -> "Shown":
        """The same, with as little of the filter taken away as it takes for `key` to show. An unknown key
        changes nothing."""
        told = next((each for each in self.differences if each.key == key), None)
        if told is None or told in self.rows():
            return self
        in_group = told in self.of_group()
        group: AnyGroup = self.group if in_group else "agree" if told.group == "agree" else ""
        shown = Shown(self.differences, self.state, group)
        return shown if told in shown.rows() else Shown(self.differences, "all", group)

    def nearest(self, key: str) -> str:
        """`key` if it is on show, else the next one on show after its place, else the last; empty where none
        is. An unknown key has its place before all."""
        rows = self.rows()
        if not rows:
            return ""
        on_show = {each.key for each in rows}
        place = place_of(self.differences, key)
        after = (each.key for each in self.differences[max(0, place) :] if each.key in on_show)
        return next(after, rows[-1].key)

    def beside(self, key: str, step: int) -> str:
        """The one on show `step` places after `key`, or before it where that is negative; at either end it
        stays the end's."""
        rows = self.rows()
        place = place_of(rows, key)
        if place < 0:
            return self.nearest(key)
        return rows[max(0, min(len(rows) - 1, place + step))].key


def place_of(differences: Sequence[DifferenceTold], key: str) -> int:
    """The place of the one with this key, -1 where there is none."""
    return next((place for place, each in enumerate(differences) if each.key == key), -1)
