"""The lanes in the margin: one a person, what each is called there, and the bars in them block by block.

A bar stands beside all lines of its passage. Passages of one person that follow each other on one line share
its height; those that lie in each other share the lane's width.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import regex
from PySide6.QtCore import QRectF

from counterpoint.core.marks import Mark
from counterpoint.core.review_document import AGREED, AGREED_NAME, Lane
from counterpoint.ui.reader.geometry import BlockGeometry, Box

WIDTH: Final = 12.0
"""The width of a lane, in pixels."""
_PITCH: Final = 18.0
_WIDEST_PITCH: Final = 34.0
_LABEL_GAP: Final = 6.0
_APART: Final = 14.0
"""The room between the agreed lane and the others."""
_TEXT_GAP: Final = 30.0
_EDGE: Final = 6.0
_MOST_LETTERS: Final = 3
_TOP: Final = 4.0
_BOTTOM: Final = 1.0
_BETWEEN: Final = 1.0
_CHARACTERS: Final = regex.compile(r"\X")


class Column(NamedTuple):
    """Where somebody's lane stands: `left` is negative, in pixels from the text's left edge. `upto` is how
    far she has read, in code points."""

    annotator_id: str
    name: str
    label: str
    left: float
    upto: int


class Part(NamedTuple):
    """A mark's part of a block in UTF-16 units of it, and whether the mark begins and ends in the block."""

    mark: Mark
    start: int
    end: int
    begins: bool
    ends: bool


class Bar(NamedTuple):
    """A mark's bar beside one block; `area` is in pixels from the text's left edge and the block's top.
    `begins` and `ends` say whether the bar does, or comes from the block above or goes on below."""

    mark: Mark
    area: QRectF
    begins: bool = True
    ends: bool = True

    def through(self, height: float) -> "Bar":
        """The bar as it goes on through an empty block below that is so high."""
        return Bar(self.mark, QRectF(self.area.left(), 0.0, self.area.width(), height), False, False)


@dataclass(frozen=True, slots=True)
class LanePlan:
    """Where the lanes of a review stand, that of the agreed version first. `gutter` is the room they take up
    at the left of the text, which stays as it is when lanes are hidden, so that the text does not move."""

    columns: tuple[Column, ...]
    gutter: int

    def shown(self, ids: frozenset[str]) -> tuple[Column, ...]:
        """The columns that are shown, from the left; those left stand beside the text."""
        people = self.columns[1:]
        kept = [column for column in people if column.annotator_id in ids]
        moved = [
            column._replace(left=place.left)
            for column, place in zip(kept, people[len(people) - len(kept) :], strict=True)
        ]
        if AGREED in ids:
            beside = moved[0].left if moved else -_TEXT_GAP
            moved.insert(0, self.columns[0]._replace(left=beside - _APART - WIDTH))
        return tuple(moved)


def plan(lanes: Sequence[Lane], width_of: Callable[[str], float]) -> LanePlan:
    """The places of these lanes, the agreed one first. `width_of` measures a label in pixels."""
    labels = labels_of([lane.name for lane in lanes])
    widest = max(map(width_of, labels), default=0.0)
    pitch = min(_WIDEST_PITCH, max(_PITCH, widest + _LABEL_GAP))
    first = -_TEXT_GAP - WIDTH - pitch * (len(lanes) - 1) if lanes else -_TEXT_GAP
    columns = [
        Column(lane.annotator_id, lane.name, label, first + pitch * place, lane.upto)
        for place, (lane, label) in enumerate(zip(lanes, labels, strict=True))
    ]
    agreed = Column(AGREED, AGREED_NAME, AGREED_NAME, first - _APART - WIDTH, 0)
    gutter = -agreed.left - WIDTH + max(WIDTH, width_of(AGREED_NAME)) + _EDGE
    return LanePlan((agreed, *columns), round(gutter))


def labels_of(names: Sequence[str]) -> tuple[str, ...]:
    """The first letters that tell people apart, or those of their last words, as of “Annotator B”; where that
    takes more than three, one letter and a number."""
    spelled = [_CHARACTERS.findall(name.strip()) or ["?"] for name in names]
    last_words = [_CHARACTERS.findall(name.split()[-1]) if name.split() else ["?"] for name in names]
    lettered = all(letters[0].isalpha() for letters in last_words)
    for way in (spelled, last_words) if lettered else (spelled,):
        for count in range(1, _MOST_LETTERS + 1):
            labels = tuple("".join(letters[:count]).strip() for letters in way)
            if len({label.casefold() for label in labels}) == len(labels):
                return labels
    initials = [letters[0] for letters in spelled]
    return tuple(
        f"{letter}{initials[: place + 1].count(letter)}" if initials.count(letter) > 1 else letter
        for place, letter in enumerate(initials)
    )


class _Stack(NamedTuple):
    """Passages of one person that lie in each other, with the first and last line of each."""

    parts: list[tuple[Part, Box, Box]]
    first: int
    last: int


def bars(geometry: BlockGeometry, parts: Sequence[Part], height: float, left: float) -> list[Bar]:
    """The bars of one lane beside a block with letters, of which `parts` come in text order, the wider first.
    `height` reaches to the top of the next block."""
    stacks = _stacks(geometry, parts)
    on_line: dict[int, list[int]] = defaultdict(list)
    for number, stack in enumerate(stacks):
        for line in {stack.first, stack.last}:
            on_line[line].append(number)
    found = []
    for number, stack in enumerate(stacks):
        for (part, first, last), (share, of) in zip(stack.parts, _shares(stack), strict=True):
            top = _within(first, on_line[first.line], number, 0) if part.begins else 0.0
            bottom = _within(last, on_line[last.line], number, 1) if part.ends else height
            wide = WIDTH / of
            gap = _BETWEEN if share + 1 < of else 0.0
            area = QRectF(left + wide * share, top, wide - gap, bottom - top)
            found.append(Bar(part.mark, area, part.begins, part.ends))
    return found


def _stacks(geometry: BlockGeometry, parts: Sequence[Part]) -> list[_Stack]:
    stacks: list[_Stack] = []
    end = -1
    for part in parts:
        boxes = geometry.boxes(part.start, part.end)
        if not boxes:  # a mark of nothing but an accent has no letter of its own
            boxes = geometry.boxes(max(0, part.start - 1), part.end + 1)
        if not boxes:
            continue
        placed = (part, boxes[0], boxes[-1])
        if stacks and part.start < end:
            before = stacks[-1]
            before.parts.append(placed)
            stacks[-1] = before._replace(last=max(before.last, boxes[-1].line))
        else:
            stacks.append(_Stack([placed], boxes[0].line, boxes[-1].line))
        end = max(end, part.end)
    return stacks


def _shares(stack: _Stack) -> list[tuple[int, int]]:
    """For each passage of a stack which share of the lane's width is its own, and of how many."""
    taken: list[int] = []
    chosen = []
    for _, first, last in stack.parts:
        free = next((number for number, until in enumerate(taken) if until < first.line), len(taken))
        if free == len(taken):
            taken.append(last.line)
        taken[free] = last.line
        chosen.append(free)
    return [(share, len(taken)) for share in chosen]


def _within(box: Box, sharing: Sequence[int], number: int, after: int) -> float:
    """The top (`after` 0) or bottom (1) of a stack's share of a line; the shares come in text order."""
    top, bottom = box.top + _TOP, box.bottom + _BOTTOM
    if number not in sharing or len(sharing) == 1:
        return bottom if after else top
    rank = sharing.index(number) + after
    edge = top + (bottom - top) * rank / len(sharing)
    return edge - _BETWEEN if after and rank < len(sharing) else edge
