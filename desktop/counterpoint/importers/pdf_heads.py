"""The running heads and feet of a PDF's pages, and the page numbers in them.

A line runs if it stands at the same height of several pages, first or last on each, and says the same but for
its numbers. Lines beside or beyond it on those pages go with it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from counterpoint.importers.pdf_lines import Line

_DEPTH: Final = 3
"""Lines at the head and at the foot of a page that may run."""
_SHARE: Final = 0.15
"""Of the pages: on how many a line must stand to run, but at least on two."""
_BIN: Final = 3.0
"""Points within which lines stand at one height."""
_NUMBER: Final = re.compile(r"\d+")
_ROMAN: Final = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_FEWEST: Final = 2
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Body(NamedTuple):
    """A page without what runs. `number` is the number printed on it, or empty."""

    lines: list[Line]
    number: str


def without_heads(pages: Sequence[list[Line]]) -> list[Body]:
    """The pages without running heads, feet and page numbers, and the numbers."""
    edges = [_edges(lines) for lines in pages]
    seen = Counter(key for page in edges for key in {_key(line) for line in page})
    needed = max(_FEWEST, round(_SHARE * len(pages)))
    running = [[line for line in page if _near(seen, line) >= needed] for page in edges]
    numbers = _numbers(running)
    bodies = []
    for lines, runs, number in zip(pages, running, numbers, strict=True):
        gone = {id(line) for line in runs}
        bodies.append(Body([line for line in lines if id(line) not in gone], number))
    return bodies


def _edges(lines: list[Line]) -> list[Line]:
    """The lines that may run: those at the heights of the first and the last few."""
    heights = sorted({round(line.base) for line in lines})
    outer = {*heights[:_DEPTH], *heights[-_DEPTH:]}
    return [line for line in lines if round(line.base) in outer]


def _key(line: Line) -> tuple[str, int]:
    text = line.text
    return "#" if _ROMAN.fullmatch(text) else _NUMBER.sub("#", text), round(line.base / _BIN)


def _near(seen: Counter[tuple[str, int]], line: Line) -> int:
    """On how many pages such a line stands at about that height."""
    text, height = _key(line)
    return seen[text, height - 1] + seen[text, height] + seen[text, height + 1]


def _numbers(running: Sequence[list[Line]]) -> list[str]:
    """The number printed on each page: of the numbers in its running lines that which counts the pages, as
    all of a file's do from some number on; on a page that shows none, what it would be."""
    told = [_told(lines) for lines in running]
    steps = Counter(
        (roman, value - page) for page, numbers in enumerate(told) for roman, value in {(r, v) for _, r, v in numbers}
    )
    found = ["" for _ in told]
    step: tuple[bool, int] | None = None
    for page in reversed(range(len(told))):
        counting = [each for each in told[page] if steps[each[1], each[2] - page] >= _FEWEST]
        if counting:
            written, roman, value = max(counting, key=lambda each: steps[each[1], each[2] - page])
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
