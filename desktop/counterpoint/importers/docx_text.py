"""The lines of a Word file as one canonical text, and where each of them stands in it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from counterpoint.core.marks import Heading
from counterpoint.core.text import canonical
from counterpoint.importers.docx_lines import Line
from counterpoint.importers.docx_styles import Look

_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class Laid:
    """The text, and for each line where it starts before anything was put in. `put_in` are the places where
    a line end had to be, in lines that were too long for one."""

    text: str
    lines: Sequence[Line]
    starts: Sequence[int]
    put_in: Sequence[int]

    def span(self, line: int) -> tuple[int, int]:
        """The code points of a line in the text."""
        start = self.starts[line]
        return self._at(start), min(self._at(start + len(self.lines[line].text)), len(self.text))

    def looks(self, line: int) -> Iterator[tuple[int, int, Look]]:
        """The stretches of a line that look alike, in code points of the text."""
        at = self.starts[line]
        for text, look in self.lines[line].pieces:
            low, at = at, at + len(text)
            high = min(self._at(at), len(self.text))
            if self._at(low) < high:
                yield self._at(low), high, look

    def headings(self, more: Mapping[int, int] = MappingProxyType({})) -> tuple[Heading, ...]:
        """The lines that are headings, without the space around them; `more` are levels of others, by the
        numbers of their lines."""
        found = []
        for number, line in enumerate(self.lines):
            if level := line.level or more.get(number, 0):
                start, end = self.span(number)
                words = self.text[start:end]
                start += len(words) - len(words.lstrip())
                end -= len(words) - len(words.rstrip())
                found.append(Heading(start, end, min(level, _DEEPEST)))
        return tuple(found)

    def _at(self, place: int) -> int:
        return place + bisect_left(self.put_in, place)


def laid(lines: Sequence[Line]) -> Laid:
    """The lines one under the other."""
    starts = []
    at = 0
    texts = [line.text for line in lines]
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    raw = "\n".join(texts).rstrip()
    text = canonical(raw)
    return Laid(text, lines, starts, () if len(text) == len(raw) else _put_in(raw, text))


def _put_in(raw: str, text: str) -> list[int]:
    """Where line ends stand in `text` that nothing in `raw` stands for."""
    places = []
    at = 0
    for character in text:
        if character == "\n" and raw[at] not in "\n ":
            places.append(at)
        else:
            at += 1
    return places
