"""A text block by block, as readers of marked-up formats gather it: paragraphs, list items, rows of
tables."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from counterpoint.core.records import Heading
from counterpoint.core.text import canonical

BULLET: Final = "• "
"""What an item of a list without numbers begins with, whatever its sign was."""

_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_AROUND_NUMBER: Final = re.compile(r"^[(\[]+|[.:)\]–、．-]+$|\.")
_ONE_LINE: Final = str.maketrans("\n\t", "  ")


class Block(NamedTuple):
    """One block: its canonical text, never empty, and its level, 1 to 6, where it is a heading, else 0."""

    text: str
    level: int = 0


def block(raw: str, level: int = 0) -> list[Block]:
    """The block that `raw` makes, without space around it, or none where there is nothing but space."""
    if level:
        raw = raw.translate(_ONE_LINE)
    text = canonical(raw.strip(" \t\n"))
    return [Block(text, min(level, 6))] if text else []


def item_mark(shown: str) -> str:
    """How a list item begins that a document shows `shown` before: a number stays as it is, any other sign is
    a bullet."""
    shown = shown.strip()
    letters = _AROUND_NUMBER.sub("", shown)
    is_number = letters.isalnum() and (letters != shown or letters.isdecimal() or len(letters) > 1)
    return f"{shown} " if is_number else BULLET


def row(cells: Sequence[Sequence[Block]]) -> list[Block]:
    """A table's row: its cells a tab apart, if each is a single block; else their blocks one after another,
    as in tables that only lay a page out."""
    if sum(map(bool, cells)) < 2 or any(len(cell) > 1 for cell in cells):
        return [each for cell in cells for each in cell]
    return block("\t".join(cell[0].text.translate(_ONE_LINE) if cell else "" for cell in cells))


def note(mark: str, blocks: Sequence[Block]) -> list[Block]:
    """A footnote as it stands at the end of the text, its mark before its first words; no heading is in
    it."""
    plain = [Block(each.text) for each in blocks]
    return [Block(f"{mark}. {plain[0].text}"), *plain[1:]] if plain else []


def joined(blocks: Iterable[Block]) -> tuple[str, tuple[Heading, ...]]:
    """The canonical text of the blocks, each a line or more, and its headings."""
    lines: list[str] = []
    headings: list[Heading] = []
    start = 0
    for text, level in blocks:
        if level:
            headings.append(Heading(start, start + len(text.partition("\n")[0]), level))
        lines.append(text)
        start += len(text) + 1
    return "\n".join(lines), tuple(headings)


def numeral(number: int, style: str) -> str:
    """A number as lists write it: in the style of `1`, `a`, `A`, `i` or `I`."""
    if style in ("i", "I") and 0 < number < 4000:
        written = ""
        for value, letters in _ROMAN:
            written += letters * (number // value)
            number %= value
        return written.upper() if style == "I" else written
    if style in ("a", "A") and 0 < number < 10_000:
        written = ""
        while number:
            number, place = divmod(number - 1, 26)
            written = chr(ord(style) + place) + written
        return written
    return str(number)
