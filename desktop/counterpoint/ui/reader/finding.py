"""Looks through a text a piece at a time, so that the window goes on answering."""

import re
from collections.abc import Iterator
from typing import Final

_PIECE: Final = 100_000
_LONGEST: Final = 2_000
_SPACE: Final = re.compile(r"\s+")


def pattern_for(words: str) -> re.Pattern[str] | None:
    """What finds `words` whatever their case, any white space between them; None for nothing to look for."""
    parts = [re.escape(part) for part in _SPACE.split(words[:_LONGEST])]
    if not any(parts):
        return None
    return re.compile(r"\s+".join(parts), re.IGNORECASE)


def matches(text: str, pattern: re.Pattern[str]) -> Iterator[list[tuple[int, int]]]:
    """The start and length of each match in code points, in text order: a list for each piece of the text."""
    begin = 0
    while begin < len(text):
        stop = min(len(text), begin + _PIECE)
        found: list[tuple[int, int]] = []
        following = stop
        for match in pattern.finditer(text, begin, min(len(text), stop + 2 * _LONGEST)):
            if match.start() >= stop:
                break
            if match.end() > match.start():
                found.append((match.start(), match.end() - match.start()))
                following = max(stop, match.end())
        begin = following
        yield found
