"""Where a paragraph of a PDF ends: by what a line's neighbours look like, as a reader sees it."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from counterpoint.importers.pdf_columns import Column
from counterpoint.importers.pdf_lines import Line

SAME_SIZE: Final = 0.06
"""Of the text's size: what two sizes may differ by and be one."""
_INDENT: Final = 0.7
"""Of the letters' size: how much further in a line begins that is indented."""
_GAP: Final = 1.28
_WIDE_GAP: Final = 2.0
"""Of the usual distance between lines: from where on a gap ends a paragraph, or even a sentence."""
_LEADING: Final = 1.2
_SPACED: Final = 0.5
_SHORT: Final = 0.7
_FEWEST: Final = 5
_BIN: Final = 4.0
_BULLET: Final = re.compile(r"[•‣◦▪●○■–—*·-]\s")
_ITEM: Final = re.compile(rf"(?P<bullet>{_BULLET.pattern})|(?:\(?(?:\d{{1,3}}|[a-zA-Z])[.)]|\[\d{{1,3}}\])\s")
"""How an item of a list begins: with a bullet or a number."""
_STOPS: Final = frozenset(".!?:;。！？：；؟۔…")
_AFTER_STOPS: Final = "\"'”’»)]」』0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９"
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


class Breaks:
    """What is usual in a text: how large its letters are, how far apart its lines, how wide its columns."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.size = _usual_size(columns)
        self._leading = self._usual_leading(columns)
        self._ends = self._usual_ends(columns)
        self._spaced = self._is_spaced(columns)

    def is_body(self, line: Line) -> bool:
        """Whether a line's letters are as large as most."""
        return abs(line.size - self.size) <= SAME_SIZE * self.size

    def end_of(self, column: Column) -> float:
        """Where a column's full lines end."""
        if len(column.lines) >= _FEWEST:
            return column.end
        usual = self._ends.get(round(column.lines[0].start / _BIN), 0.0)
        return max(usual, *(line.end for line in column.lines))

    def short(self, line: Line, after: Line, end: float) -> bool:
        """Whether a line ends though the next one's first word would have fitted."""
        room = end - 0.3 * line.size - line.end
        if room <= 0:
            return False
        word = 2 if _UNSPACED.match(after.text) else len(after.text.split(" ", 1)[0]) + 1
        return word * (after.end - after.start) < room * len(after.text)

    def within(self, before: Line, line: Line, following: Line | None, lines: int, end: float) -> bool:
        """Whether `line` begins a paragraph below `before`, in a column that reaches to `end`. `lines` are
        the lines that the paragraph has so far; `following` is the column's next one."""
        if abs(line.size - before.size) > SAME_SIZE * before.size:
            return True
        leading = self._leading * before.size
        gap = before.base - line.base
        if before.size > (1 + SAME_SIZE) * self.size:
            return not 0 < gap < 1.25 * max(leading, _LEADING * before.size)
        short = self.short(before, line, end)
        if gap <= 0 or gap > _WIDE_GAP * leading:
            return True
        if gap > _GAP * leading and (short or not _goes_on(before, line)):
            return True
        item = _ITEM.match(line.text)
        if item and (item["bullet"] or _ended(before.text)):
            return True
        if short and not self._spaced:
            return not _goes_on(before, line)
        if short and before.end < before.start + _SHORT * (end - before.start):
            return True
        return self._indented(before, line, following, lines) and (short or not _goes_on(before, line))

    def across(self, before: Line, line: Line, following: Line | None, end: float) -> bool:
        """Whether `line`, the first of a column, begins a paragraph after one that ends with `before`, in a
        column that reached to `end`."""
        if abs(line.size - before.size) > SAME_SIZE * before.size or line.bold != before.bold:
            return True
        if before.size > (1 + SAME_SIZE) * self.size or _BULLET.match(line.text):
            return True
        if _goes_on(before, line):
            return False
        indented = following is not None and line.start > following.start + _INDENT * line.size
        return indented or self.short(before, line, end)

    def _indented(self, before: Line, line: Line, following: Line | None, lines: int) -> bool:
        """Whether a line begins further in, or again further out, than a paragraph's next line does."""
        step = _INDENT * line.size
        if line.start > before.start + step:
            if _ITEM.match(before.text):
                return False
            returns = following is not None and following.start < line.start - step
            return returns or (_ended(before.text) and not line.text[0].islower())
        return line.start < before.start - step and lines > 1

    def _usual_leading(self, columns: Sequence[Column]) -> float:
        """The distance between two lines of a paragraph, in hundredths of the size of their letters: the
        median, of which only the middle is rounded."""
        least, most = (1 - SAME_SIZE) * self.size, (1 + SAME_SIZE) * self.size
        gaps = sorted(
            (one.base - other.base) / one.size
            for column in columns
            for one, other in pairwise(column.lines)
            if least < one.size < most and 0 < one.base - other.base < 4 * one.size
        )
        middle = gaps[(len(gaps) - 1) // 2 : len(gaps) // 2 + 1]
        return median(round(gap, 2) for gap in middle) if middle else _LEADING

    def _usual_ends(self, columns: Sequence[Column]) -> dict[int, float]:
        """Where columns that begin at about one place end, as most of them do."""
        ends: dict[int, list[float]] = {}
        for column in columns:
            if len(column.lines) >= _FEWEST:
                ends.setdefault(round(column.lines[0].start / _BIN), []).append(column.end)
        return {start: median(found) for start, found in ends.items()}

    def _is_spaced(self, columns: Sequence[Column]) -> bool:
        """Whether paragraphs are kept apart by space rather than by indents."""
        wide = short = 0
        for column in columns:
            end = self.end_of(column)
            for before, line in pairwise(column.lines):
                if before.end < end - 4 * before.size and self.is_body(before) and self.is_body(line):
                    short += 1
                    wide += before.base - line.base > _GAP * self._leading * before.size
        return short > 0 and wide > _SPACED * short


def _usual_size(columns: Sequence[Column]) -> float:
    """The size that most letters have, to a tenth of a point."""
    lengths: Counter[float] = Counter()
    for column in columns:
        for line in column.lines:
            lengths[line.size] += len(line.text)
    sizes: Counter[float] = Counter()
    for size, length in lengths.items():
        sizes[round(size, 1)] += length
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line's words go on with what the line before it says."""
    return line.text[0].islower() and not _ended(before.text)


def _ended(text: str) -> bool:
    """Whether a line's text ends as a sentence or a clause does."""
    return text.rstrip(_AFTER_STOPS)[-1:] in _STOPS
