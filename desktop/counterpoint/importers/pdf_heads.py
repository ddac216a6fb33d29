"""The running heads and feet of a PDF's pages, and the page numbers in them.

A line runs if it stands at the same height of several pages, nothing but running lines above it or below it,
and says the same but for its numbers. Lines beside it on such a page go with it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, groupby, islice, takewhile
from operator import attrgetter
from typing import Final, NamedTuple

from counterpoint.importers.pdf_lines import Line

_DEPTH: Final = 3
"""Heights at the head and at the foot of a page at which lines may run."""
_BIN: Final = 3.0
"""Points within which lines stand at one height."""
_ENOUGH: Final = 3
_MANY: Final = 8
"""On so many pages a line must stand to run, of a file with that many; else on two."""
_NUMBER: Final = re.compile(r"\d+")
_ROMAN: Final = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_FEWEST: Final = 2
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Body(NamedTuple):
    """A page without what runs. `number` is the number printed on it, or empty."""

    lines: list[Line]
    number: str


_Key = tuple[str, int]


class _Edge(NamedTuple):
    """A line that may run, and its `key`: what it says but for its numbers, and how high it stands."""

    line: Line
    key: _Key


def without_heads(pages: Sequence[list[Line]]) -> list[Body]:
    """The pages without running heads, feet and page numbers, and the numbers."""
    edges = [_edges(lines) for lines in pages]
    seen = Counter(key for page in edges for key in {each.key for row in chain(*page) for each in row})
    needed = _ENOUGH if len(pages) >= _MANY else _FEWEST
    running = [
        [
            each.line
            for edge in page
            for row in takewhile(lambda row: _runs(row, seen, needed), edge)
            for each in row
        ]
        for page in edges
    ]
    numbers = _numbers(running)
    bodies = []
    for lines, runs, number in zip(pages, running, numbers, strict=True):
        gone = {id(line) for line in runs}
        bodies.append(Body([line for line in lines if id(line) not in gone], number))
    return bodies


def _edges(lines: list[Line]) -> tuple[list[list[_Edge]], list[list[_Edge]]]:
    """The rows of lines at the head of a page and at its foot, from the edge inwards."""
    upward = sorted(lines, key=attrgetter("base"))
    return _outmost(reversed(upward)), _outmost(upward)


def _outmost(lines: Iterable[Line]) -> list[list[_Edge]]:
    """The first rows of lines in the order of their heights."""
    rows = groupby(lines, key=lambda line: round(line.base))
    return [list(map(_edge, row)) for _, row in islice(rows, _DEPTH)]


def _edge(line: Line) -> _Edge:
    text = line.text
    text = "#" if _ROMAN.fullmatch(text) else _NUMBER.sub("#", text)
    return _Edge(line, (text, round(line.base / _BIN)))


def _runs(row: Sequence[_Edge], seen: Counter[_Key], needed: int) -> bool:
    """Whether any of the lines at one height is on enough pages, at about that height."""
    for _, (text, height) in row:
        if seen[text, height - 1] + seen[text, height] + seen[text, height + 1] >= needed:
            return True
    return False


def _numbers(running: Sequence[list[Line]]) -> list[str]:
    """The number printed on each page: of the numbers in its running lines that which counts the pages, as
    all of a file's do from some number on; on a page that shows none, what it would be."""
    told = [_told(lines) for lines in running]
    steps = Counter(
        (roman, value - page)
        for page, numbers in enumerate(told)
        for roman, value in {(r, v) for _, r, v in numbers}
    )
    found = ["" for _ in told]
    step: tuple[bool, int] | None = None
    for page in reversed(range(len(told))):
        counting = [each for each in told[page] if steps[each[1], each[2] - page] >= _FEWEST]
        if counting:
            written, roman, value = max(
                counting, key=lambda each: (steps[each[1], each[2] - page], -len(each[0]))
            )
            found[page], step = written, (roman, value - page)
        elif step and not step[0] and step[1] + page > 0:
            found[page] = str(step[1] + page)
    return found


def _told(lines: Sequence[Line]) -> list[tuple[str, bool, int]]:
    """The numbers in running lines: as written, whether in Roman figures, and their value."""
    numbers: list[tuple[str, bool, int]] = []
    for line in lines:
        alone = _ROMAN.fullmatch(line.text)
        if alone:
            numbers.append((line.text, True, _roman(line.text)))
        numbers += [(each, False, int(each)) for each in _NUMBER.findall(line.text) if len(each) < 6]
    return numbers


def _roman(written: str) -> int:
    values = [_VALUES[letter] for letter in written.lower()]
    return sum(-low if low < high else low for low, high in zip(values, [*values[1:], 0], strict=True))
