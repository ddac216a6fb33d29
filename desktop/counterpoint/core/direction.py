"""Characters that cannot be seen and turn the order of text about. They are part of a text and stay in it,
but whoever reads it must see where they are: an override shows words in an order in which they do not
stand."""

import re
from itertools import accumulate
from typing import Final, NamedTuple

CONTROLS: Final[dict[str, str]] = {
    "\u061c": "ALM",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
"""The direction marks of Unicode and what UAX #9 calls each."""

MEANINGS: Final[dict[str, str]] = {
    "ALM": "Arabic letter mark",
    "LRM": "left-to-right mark",
    "RLM": "right-to-left mark",
    "LRE": "left-to-right embedding begins",
    "RLE": "right-to-left embedding begins",
    "PDF": "embedding or override ends",
    "LRO": "left-to-right override begins: what follows may be shown in another order than it is written in",
    "RLO": "right-to-left override begins: what follows is shown backwards",
    "LRI": "left-to-right isolate begins",
    "RLI": "right-to-left isolate begins",
    "FSI": "isolate begins, its direction that of its first letter",
    "PDI": "isolate ends",
}
"""What each does, for a tooltip."""

_CONTROL: Final = re.compile(f"[{''.join(CONTROLS)}]")
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDS: Final = frozenset("\u202a\u202b\u202d\u202e")
_ISOLATES: Final = frozenset("\u2066\u2067\u2068")
_OVERRIDES: Final = frozenset("\u202d\u202e")
_END_OF_EMBEDDING: Final = "\u202c"
_END_OF_ISOLATE: Final = "\u2069"


class Sign(NamedTuple):
    """A direction mark of a text: where it stands, in code points, and its short name."""

    at: int
    name: str


def signs(text: str) -> tuple[Sign, ...]:
    """Every direction mark, in text order."""
    return tuple(Sign(found.start(), CONTROLS[found.group()]) for found in _CONTROL.finditer(text))


def overridden(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches within an override, in code points: their letters may be shown in another order than
    theirs. An override ends where UAX #9 ends it: at its PDF, with an isolate around it, or with its
    paragraph."""
    if not any(each in text for each in _OVERRIDES):
        return ()
    lines = text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return tuple(
        (start + low, start + high)
        for start, line in zip(starts, lines, strict=False)
        for low, high in _in_paragraph(line)
    )


def in_order(text: str) -> str:
    """The text in the order in which it stands, to be shown on its own: marks that turn words about are
    written out, such as `[RLO]`, so that they do nothing. Those beside single letters stay."""
    return _TURNING.sub(lambda found: f"[{CONTROLS[found.group()]}]", text)


def without_signs(text: str) -> str:
    """The text without direction marks."""
    return _CONTROL.sub("", text)


def _in_paragraph(line: str) -> list[tuple[int, int]]:
    """The stretches of one paragraph within an override, apart and in order."""
    begun: list[tuple[str, int]] = []
    isolates = 0
    found: list[tuple[int, int]] = []
    for each in _CONTROL.finditer(line):
        sign, at = each.group(), each.start()
        if sign in _EMBEDS or sign in _ISOLATES:
            begun.append((sign, at + 1))
            isolates += sign in _ISOLATES
        elif sign == _END_OF_EMBEDDING and begun and begun[-1][0] in _EMBEDS:
            _close(begun.pop(), at, found)
        elif sign == _END_OF_ISOLATE and isolates:
            isolates -= 1
            while (ended := begun.pop())[0] not in _ISOLATES:
                _close(ended, at, found)
    while begun:
        _close(begun.pop(), len(line), found)
    return _apart(found)


def _close(opening: tuple[str, int], end: int, found: list[tuple[int, int]]) -> None:
    sign, start = opening
    if sign in _OVERRIDES and start < end:
        found.append((start, end))


def _apart(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    apart: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
