"""How a program counted the positions of its selections: most names of selections quote what they select.

The rule is code points from 0, the end excluded. Programs exist that count UTF-16 units, a byte order mark as
well, each line end as one where the file has two characters, or the last character as the end. That is
believed only where it explains every name that anything explains, and the rule does not.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from counterpoint.importers.coded_project import Span

_CUT_SHORT: Final = re.compile(r"\s*(?:\u2026|\.{3})\s*\Z")
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_SHORTEST: Final = 3
_TELLING: Final = 12


class Named(NamedTuple):
    """A selection as its file has it: its positions and its name."""

    start: int
    end: int
    name: str


class _Reading(NamedTuple):
    """A way to count: in a text, in which some characters count two, from a shift, to an end."""

    text: str
    wide: tuple[int, ...]
    shift: int
    past: int

    def span(self, named: Named) -> tuple[int, int]:
        return self._at(named.start + self.shift), self._at(named.end + self.shift + self.past)

    def _at(self, position: int) -> int:
        position = max(0, position)
        return position - bisect_left(self.wide, position)


def counted(text: str, selections: Sequence[Named]) -> tuple[str, list[Span]]:
    """The text in which positions count, and the selections as spans of its code points. A span has a quote
    where its name stands in the text, but not there."""
    names = [_plain(each.name) for each in selections]
    usual, *others = _readings(text)
    if not any(names):
        return usual.text, [Span(*usual.span(each)) for each in selections]
    told = {reading: _told(reading, selections, names) for reading in (usual, *others)}
    best = [max(scores) for scores in zip(*told.values(), strict=True)]
    reading = next((each for each in told if told[each] == best), usual)
    spans = []
    for each, (name, whole), fits in zip(selections, names, told[reading], strict=True):
        elsewhere = whole and not fits and len(name) >= _TELLING and each.name in reading.text
        spans.append(Span(*reading.span(each), each.name if elsewhere else ""))
    return reading.text, spans


def _readings(text: str) -> Iterator[_Reading]:
    """Every way to count that makes a difference in this text: the rule first, what is commoner sooner."""
    bodies = list(dict.fromkeys((text, text.replace("\r\n", "\n"))))
    units = {body: dict.fromkeys(((), _wide_characters(body))) for body in bodies}
    for shift, past, body in product((0, -1), (0, 1), bodies):
        for wide in units[body]:
            yield _Reading(body, wide, shift, past)


def _wide_characters(text: str) -> tuple[int, ...]:
    """Where, in UTF-16 units, the characters stand that have two of them."""
    places = (match.start() for match in _ASTRAL.finditer(text))
    return tuple(place + number for number, place in enumerate(places))


def _told(reading: _Reading, selections: Sequence[Named], names: Sequence[tuple[str, bool]]) -> list[int]:
    """How well the reading explains each name: 2 where it is all that is selected, 1 where it begins so."""
    scores = []
    for each, (name, whole) in zip(selections, names, strict=True):
        start, end = reading.span(each)
        here = " ".join(reading.text[start : min(end, start + 2 * len(name) + 80)].split())
        begins = len(name) >= _SHORTEST and here.startswith(name)
        scores.append(begins + (begins and whole and here == name))
    return scores


def _plain(name: str) -> tuple[str, bool]:
    """A name as words on one line, without the sign that it was cut short, and whether it was not."""
    plain = _CUT_SHORT.sub("", name)
    return " ".join(plain.split()), plain == name
