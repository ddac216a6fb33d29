"""The columns of a PDF's page, in the order in which they are read.

A gutter is a strip that keeps lines on both sides of it apart. Lines that cross it, such as a title above two
columns, part the page into bands; in each the columns are read one after the other, and each may have columns
of its own. A table is none: its cells are short.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Final, NamedTuple

from counterpoint.importers.pdf_lines import Line

_BIN: Final = 2.0
"""Points within which lines begin at one place."""
_FEWEST: Final = 3
_NARROWEST: Final = 0.5
"""Of the letters' size: how wide a gutter is at least."""
_FILLED: Final = 0.6
_WORDED: Final = 12
"""A column's lines fill it for the most part, and are as long as this, in code points."""
_DEEPEST: Final = 4
_OUTLIERS: Final = 12
"""One line of so many may stick out of its column."""


class Column(NamedTuple):
    """Lines that stand below each other, the highest first. Nearly all of them reach to `end` at most."""

    lines: tuple[Line, ...]
    end: float


def columns_of(lines: Sequence[Line], gutter: float | None) -> list[Column]:
    """The page's columns in reading order, given where its second one begins, if it has several."""
    return [_column(column) for column in _read(list(lines), gutter, 0) if column]


def gutters_of(pages: Sequence[Sequence[Line]]) -> list[float | None]:
    """Where the second column of each page begins, if it has several. Where a page has too few lines to tell,
    what two other pages have is tried."""
    found = [_gutter(lines) for lines in pages]
    counts = Counter(round(each) for each in found if each is not None)
    known = [float(each) for each, count in counts.most_common(2) if count > 1]
    return [
        next((each for each in known if _parts(lines, each)), None) if gutter is None else gutter
        for lines, gutter in zip(pages, found, strict=True)
    ]


def _column(lines: Sequence[Line]) -> Column:
    ends = sorted(line.end for line in lines)
    return Column(tuple(lines), ends[-1 - len(ends) // _OUTLIERS])


def _read(lines: list[Line], gutter: float | None, depth: int) -> Iterator[list[Line]]:
    if gutter is None or depth > _DEEPEST:
        yield _downward(lines)
        return
    lines = sorted(lines, key=lambda line: -line.base)
    for across, band in groupby(lines, key=lambda line: _side(line, gutter) == 0):
        if across:
            yield _downward(list(band))
            continue
        beside = list(band)
        for side in (-1, 1):
            column = [line for line in beside if _side(line, gutter) == side]
            yield from _read(column, _gutter(column), depth + 1)


def _side(line: Line, gutter: float) -> int:
    """-1 for a line that ends before the gutter's far edge, 1 for one that begins after it, 0 across it."""
    if line.start >= gutter - _BIN:
        return 1
    return -1 if line.end <= gutter - _NARROWEST * line.size else 0


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the lines of the right-hand columns begin: the place that parts most lines well."""
    if len(lines) < 2 * _FEWEST:
        return None
    begun = [line.start for line in lines]
    low, high = min(begun), max([line.end for line in lines])
    starts = Counter([round(start / _BIN) for start in begun])
    best: tuple[int, float] | None = None
    for place, count in starts.items():
        at = place * _BIN
        if count >= _FEWEST and low + 0.2 * (high - low) < at < high - 0.15 * (high - low):
            parted = _parted(lines, at)
            if parted and (best is None or (parted, -at) > best):
                best = (parted, -at)
    return -best[1] if best else None


def _parted(lines: Sequence[Line], gutter: float) -> int:
    """How many lines a gutter keeps apart; none where it is no gutter."""
    sides: dict[int, list[Line]] = {-1: [], 0: [], 1: []}
    for line in lines:
        sides[_side(line, gutter)].append(line)
    left, right = sides[-1], sides[1]
    apart = len(left) + len(right)
    if min(len(left), len(right)) < _FEWEST or len(sides[0]) > apart or not _beside(left, right):
        return 0
    return apart if _is_text(left) and _is_text(right) else 0


def _parts(lines: Sequence[Line], gutter: float) -> bool:
    """Whether lines stand on both sides of a gutter that is known from other pages, and few across it."""
    sides = Counter(_side(line, gutter) for line in lines)
    return min(sides[-1], sides[1]) > 0 and sides[0] <= sides[-1] + sides[1]


def _beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether two groups of lines stand next to each other for a good part of their height."""
    spans = [(min(line.base for line in side), max(line.base for line in side)) for side in (left, right)]
    common = min(high for _, high in spans) - max(low for low, _ in spans)
    return common > 0.3 * min(high - low for low, high in spans)


def _is_text(lines: Sequence[Line]) -> bool:
    """Whether lines fill their column, as a table's cells do not."""
    width = max(line.end for line in lines) - min(line.start for line in lines)
    filled = median(line.end - line.start for line in lines) >= _FILLED * width
    return filled and median(len(line.text) for line in lines) >= _WORDED


def _downward(lines: list[Line]) -> list[Line]:
    """The lines of one column from top to bottom; pieces of one line joined. Where lines stand beside each
    other, as in a table, they stay as they were drawn."""
    if _descend(lines):
        return lines
    rows: list[Line] = []
    for line in lines:
        before = rows[-1] if rows else None
        if before and abs(before.base - line.base) < 0.3 * line.size and line.start >= before.end - line.size:
            rows[-1] = line._replace(
                text=f"{before.shown} {line.text}", start=before.start, bold=before.bold and line.bold
            )
        else:
            rows.append(line)
    ordered = sorted(rows, key=lambda line: -line.base)
    apart = all(one.base - other.base > 0.4 * min(one.size, other.size) for one, other in pairwise(ordered))
    return ordered if apart else rows


def _descend(lines: Sequence[Line]) -> bool:
    """Whether each line stands well below the one before it, whichever has the larger letters."""
    return all(
        (gap := one.base - other.base) > 0.4 * one.size and gap > 0.4 * other.size
        for one, other in pairwise(lines)
    )
