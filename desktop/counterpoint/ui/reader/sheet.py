"""What is painted beneath one block: fills, underlines and margin bars, made once and painted many times.

Fills lie on disjoint stretches. Where kinds overlap each keeps its hue in a band of its own, one under
another as their underlines are, for blended they would all turn grey; marks of one kind deepen its tint. Each
kind has an underline of its own shape in a lane of its own, so that kinds are told apart without colour and
none hides another.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor

from counterpoint.core.vocabulary import KINDS, Kind
from counterpoint.ui.reader.geometry import BlockGeometry, Box
from counterpoint.ui.theme import Theme

LANE_HEIGHT: Final = 2.6
WAVE_HEIGHT: Final = 5.0
BAR_WIDTH: Final = 4.0
_BAR_PITCH: Final = 6.0
_BAR_LANES: Final = 5
_FIRST_BAR: Final = -36.0
_DEEPEST: Final = 3
"""So many marks of one kind deepen a tint; more of them do not."""
_STRENGTH: Final = 0.135
_STRENGTH_DARK: Final = 0.17
"""How much of a kind's accent one mark adds to the paper."""
_LEAST_PAPER: Final = 0.52
"""What is left of the paper under any number of marks, so that ink stays readable."""

_RANK: Final[dict[Kind, int]] = {kind: rank for rank, kind in enumerate(KINDS)}


class Stretch(NamedTuple):
    """A mark's part of a block in UTF-16 units of it; `mine` is whether the current annotator made it."""

    start: int
    end: int
    kind: Kind
    mine: bool
    begins: bool
    ends: bool


class Underline(NamedTuple):
    """The underlines of one kind; `strong` are the current annotator's."""

    kind: Kind
    strong: bool


@dataclass(slots=True)
class Sheet:
    """One block's painting, in the block's own coordinates."""

    fills: list[tuple[QColor, list[QRectF]]] = field(default_factory=list)
    lines: dict[Underline, list[QLineF]] = field(default_factory=dict)
    waves: dict[Underline, list[QRectF]] = field(default_factory=dict)
    bars: list[tuple[Kind, bool, QRectF]] = field(default_factory=list)


class Blender:
    """The fills of each combination of marks in one theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._known: dict[tuple[int, ...], tuple[QColor, ...]] = {}

    def fill(self, depths: tuple[int, ...]) -> QColor:
        """The fill of the first kind there is in `depths`; see `bands`."""
        return self.bands(depths)[0]

    def bands(self, depths: tuple[int, ...]) -> tuple[QColor, ...]:
        """The fills of the kinds that lie on a stretch, from above. `depths` counts for each kind others'
        marks and one's own, and is not all 0."""
        colours = self._known.get(depths)
        if colours is None:
            pairs = zip(KINDS, depths[::2], depths[1::2], strict=True)
            colours = self._known[depths] = tuple(
                self._tint(kind, theirs, own) for kind, theirs, own in pairs if theirs or own
            )
        return colours

    def _tint(self, kind: Kind, theirs: int, own: int) -> QColor:
        paper, accent = QColor(self._theme.paper), QColor(self._theme.accent(kind))
        strength = _STRENGTH_DARK if self._theme.dark else _STRENGTH
        left = (1 - strength * 0.6) ** min(theirs, _DEEPEST) * (1 - strength) ** min(own, _DEEPEST)
        left = max(left, _LEAST_PAPER)
        parts = ((paper.red(), accent.red()), (paper.green(), accent.green()), (paper.blue(), accent.blue()))
        return QColor(*(round(under * left + over * (1 - left)) for under, over in parts))


def make_sheet(geometry: BlockGeometry, stretches: Sequence[Stretch], blender: Blender) -> Sheet:
    """The painting of a block that `stretches` lie on, which come in text order, the wider first."""
    sheet = Sheet()
    if not stretches:
        return sheet
    pieces = _pieces(stretches)
    fills: dict[tuple[tuple[int, ...], int], list[QRectF]] = defaultdict(list)
    runs: dict[Underline, list[tuple[int, int]]] = defaultdict(list)
    for start, end, depths in pieces:
        count = len(blender.bands(depths))
        for box in geometry.boxes(start, end):
            top, height = box.top, box.bottom - box.top
            for band in range(count):
                bottom = box.bottom if band == count - 1 else round(box.top + height * (band + 1) / count)
                fills[depths, band].append(QRectF(box.left, top, box.right - box.left, bottom - top))
                top = bottom
        for rank, kind in enumerate(KINDS):
            theirs, own = depths[2 * rank], depths[2 * rank + 1]
            if theirs or own:
                _extend(runs[Underline(kind, own > 0)], start, end)
    sheet.fills = [(blender.bands(depths)[band], areas) for (depths, band), areas in fills.items()]
    _add_underlines(sheet, geometry, runs)
    _add_bars(sheet, geometry, stretches)
    return sheet


def _pieces(stretches: Sequence[Stretch]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Cuts overlapping stretches into disjoint pieces, each with how many of which kind lie on it."""
    events: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for stretch in stretches:
        index = 2 * _RANK[stretch.kind] + stretch.mine
        events[stretch.start].append((index, 1))
        events[stretch.end].append((index, -1))
    depths = [0] * (2 * len(KINDS))
    pieces: list[tuple[int, int, tuple[int, ...]]] = []
    before = 0
    for position in sorted(events):
        if any(depths) and position > before:
            now = tuple(depths)
            if pieces and pieces[-1][1] == before and pieces[-1][2] == now:
                pieces[-1] = (pieces[-1][0], position, now)
            else:
                pieces.append((before, position, now))
        for index, step in events[position]:
            depths[index] += step
        before = position
    return pieces


def _extend(runs: list[tuple[int, int]], start: int, end: int) -> None:
    if runs and runs[-1][1] == start:
        runs[-1] = (runs[-1][0], end)
    else:
        runs.append((start, end))


def _add_underlines(
    sheet: Sheet, geometry: BlockGeometry, runs: dict[Underline, list[tuple[int, int]]]
) -> None:
    found: list[tuple[Underline, Box]] = []
    present: dict[int, set[int]] = defaultdict(set)
    for underline, spans in runs.items():
        for start, end in spans:
            for box in geometry.boxes(start, end):
                found.append((underline, box))
                present[box.line].add(_RANK[underline.kind])
    for underline, box in found:
        rank = _RANK[underline.kind]
        lane = sum(other < rank for other in present[box.line])
        y = box.bottom + 0.4 + lane * LANE_HEIGHT
        if underline.kind == "rhetoric":
            area = QRectF(round(box.left), y - 1.6, round(box.right) - round(box.left), WAVE_HEIGHT)
            sheet.waves.setdefault(underline, []).append(area)
        else:
            sheet.lines.setdefault(underline, []).append(QLineF(round(box.left), y, round(box.right), y))


def _add_bars(sheet: Sheet, geometry: BlockGeometry, stretches: Sequence[Stretch]) -> None:
    """A bar a mark: a lane a kind, and further lanes for marks of one kind beside the same lines."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_BAR_LANES)]
    for stretch in stretches:
        boxes = geometry.boxes(stretch.start, stretch.end)
        if not boxes:
            continue
        first, last = boxes[0], boxes[-1]
        top = first.top + (4.0 if stretch.begins else 0.0)
        bottom = last.bottom + 1.0 if stretch.ends else last.top + last.pitch
        own = _RANK[stretch.kind]
        lane = next((n for n in (own, 3, 4) if all(b <= top or bottom <= a for a, b in taken[n])), own)
        taken[lane].append((top, bottom))
        area = QRectF(_FIRST_BAR + lane * _BAR_PITCH, top, BAR_WIDTH, bottom - top)
        sheet.bars.append((stretch.kind, stretch.mine, area))
