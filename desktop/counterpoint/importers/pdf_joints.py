"""What stands between two lines of a paragraph: a space, nothing, or a hyphen that stays."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from counterpoint.importers.pdf_lines import Line

_UNSPACED: Final = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd]")
_PART_BEFORE: Final = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?$")
_PART_AFTER: Final = re.compile(r"\w+(?:[-'’]\w+)*")
_SHORTEST: Final = 2
_SHORTEST_WORD: Final = 3
_AROUND: Final = ".,;:!?()[]{}“”‘’\"'«»…*"
_SHARING: Final = frozenset({"to", "and", "or"})
"""Words before which a hyphen stands for the end of a later word: four- to fivefold."""
_TIED: Final = ("—", "/")


class Joints:
    """How the lines of a text are joined, by the words that stand within them.

    A word that a hyphen parts at a line's end is joined if the text has it so elsewhere, and keeps the hyphen
    if the text has it with one, or both parts as words. A text in which no parted word is ever found whole
    breaks lines only where a hyphen stood before: there one part that is a word is enough.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        pairs = [(before.text, after.text) for before, after in pairwise(lines) if before.ending == "-"]
        self._words = _words(lines) if pairs else frozenset()
        self._parts_words = any(self._has(one + other) for one, other in map(_parts, pairs) if one and other)

    def between(self, before: Line, after: Line) -> str:
        """What joins two lines of one paragraph."""
        if before.ending == "-":
            return self._hyphen(before.text, after.text)
        if before.ending == " ":
            return " "
        if before.text[-1] in _TIED and before.text[-2:-1] != " ":
            return ""
        if _UNSPACED.match(before.text[-1]) and _UNSPACED.match(after.text[0]):
            return ""
        return " "

    def _hyphen(self, before: str, after: str) -> str:
        one, other = _parts((before, after))
        if other in _SHARING:
            return "- "
        if len(one) < _SHORTEST or one.isupper() or not other[:1].islower() or "-" in one:
            return "-"
        if self._has(one + other):
            return ""
        if self._has(f"{one}-{other}"):
            return "-"
        known = [part for part in (one, other) if len(part) >= _SHORTEST_WORD and self._has(part)]
        return "-" if len(known) > self._parts_words else ""

    def _has(self, word: str) -> bool:
        return word in self._words or word.lower() in self._words


def _parts(pair: tuple[str, str]) -> tuple[str, str]:
    """The parts of a word that a line's end has parted."""
    one, other = _PART_BEFORE.search(pair[0].rpartition(" ")[2]), _PART_AFTER.match(pair[1])
    return (one.group() if one else "", other.group() if other else "")


def _words(lines: Sequence[Line]) -> frozenset[str]:
    """The words of the lines but for the first and the last of each, which may be parts of one."""
    written: set[str] = set()
    for line in lines:
        written.update(line.text.split(" ")[1:-1])
    found = {word.strip(_AROUND) for word in written}
    return frozenset(found.union(*(word.split("-") for word in found if "-" in word)))
