"""The headings of a plain text, recognised by how their lines look.

A heading is a short line without a final full stop and with a longer paragraph after it that is

- marked as in Markdown (`## Costs`, or underlined with `===` or `---`),
- numbered (`1. Costs`, `2.1 Prices`, `IV. Costs`, `B) Costs`), where at least two follow in sequence; items
  of a list, which follow each other or are full sentences, are none,
- named (`Section 2: Costs`, `Contention One`), or
- all in capitals.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from counterpoint.core.records import Heading
from counterpoint.core.text import LONGEST_PARAGRAPH, canonical, cleaned, paragraphs

LEVELS: Final = 6
"""How many levels of headings there are; 1 is the highest."""

_LONGEST: Final = 120
_MARKED: Final = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<title>\S.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE: Final = re.compile(r"(?:=|-){3,}[ \t]*")
_NUMBERED: Final = re.compile(
    r"\s*(?P<number>(?:\d{1,2}(?:\.\d{1,2}){0,3}(?P<closed>[.)])?|[IVXLC]{1,7}[.)]|[A-Z][.)]))\s+(?=\S)"
)
_NAMED: Final = re.compile(
    r"\s*(?P<name>Section|Chapter|Part|Article|Contention|Advantage|Disadvantage|Argument|Point)\s+"
    r"(?:\d{1,3}|[IVXLC]+|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\s*(?:[:.\u2013\u2014-]\s*\S.*)?",
    re.IGNORECASE,
)
_NO_CAPITALS: Final = re.compile(r"BY\s|" + _NUMBERED.pattern)
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Line(NamedTuple):
    """A line of a text and the level of heading that somebody says it is, 0 for none."""

    words: str
    level: int = 0


class _Line(NamedTuple):
    """A line that may be a heading: its trimmed span, and what `style` of heading it would be."""

    start: int
    end: int
    style: str
    numbers: tuple[int, ...] = ()
    level: int = 1


def headings(text: str) -> tuple[Heading, ...]:
    """The headings in text order; `text[heading.start:heading.end]` is the heading without its marks, with
    its number. Levels of marked headings are as marked; other styles follow below them as they first
    appear."""
    marked = list(_marked(text))
    return merged(marked, unmarked_headings(text))


def unmarked_headings(text: str) -> tuple[Heading, ...]:
    """The numbered, named and capital headings alone, for a text whose marked headings are known."""
    lines = sorted({*_in_sequence(list(_numbered(text))), *_other(text)})
    styles = list(dict.fromkeys(line.style for line in lines))
    return tuple(Heading(line.start, line.end, styles.index(line.style) + line.level) for line in lines)


def merged(marked: list[Heading], unmarked: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Both kinds in text order; a line marked already counts as marked, and the others stand a level
    below."""
    below = max((heading.level for heading in marked), default=0)
    spans = [(heading.start, heading.end) for heading in marked]
    lines = {end for _, end in spans} | {start for start, _ in spans}
    others = [
        Heading(heading.start, heading.end, min(heading.level + below, 6))
        for heading in unmarked
        if heading.end not in lines and heading.start not in lines
    ]
    return tuple(sorted([*marked, *others]))


def put_together(lines: Iterable[Line]) -> tuple[str, tuple[Heading, ...]]:
    """The canonical text of these lines and the headings that they are said to be; a heading is its line
    without marks and without space around it. A level on a line without words is none."""
    parts: list[str] = []
    found: list[Heading] = []
    start = 0
    for line in lines:
        kept = canonical(line.words) if len(line.words) > LONGEST_PARAGRAPH else cleaned(line.words)
        for part in kept.split("\n"):
            if not parts and not part.strip():
                continue
            if line.level and part.strip():
                low, high = _title(part)
                found.append(Heading(start + low, start + high, line.level))
            parts.append(part)
            start += len(part) + 1
    return "\n".join(parts).rstrip(), tuple(found)


def _title(line: str) -> tuple[int, int]:
    """Where the words of a heading are on its line, which has some."""
    match = _MARKED.fullmatch(line)
    low, high = match.span("title") if match else (0, len(line))
    words = line[low:high]
    return low + len(words) - len(words.lstrip()), low + len(words.rstrip())


def _marked(text: str) -> Iterator[Heading]:
    lines = paragraphs(text)
    for (start, end), (next_start, next_end) in pairwise([*lines, (len(text), len(text))]):
        if end - start > _LONGEST + 8:
            continue
        line = text[start:end]
        match = _MARKED.fullmatch(line)
        if match:
            yield Heading(start + match.start("title"), start + match.end("title"), len(match["marks"]))
        elif next_start == end + 1 and _UNDERLINE.fullmatch(text, next_start, next_end) and line[0].isalnum():
            yield Heading(start, start + len(line.rstrip()), 1 if text[next_start] == "=" else 2)


def _short_lines(text: str) -> Iterator[tuple[int, int]]:
    """Trimmed spans of short lines that end without a full stop and have a longer line after them."""
    for (start, end), (next_start, next_end) in pairwise(paragraphs(text)):
        if end - start > _LONGEST:
            continue
        line = text[start:end]
        trimmed = line.strip()
        low = start + len(line) - len(line.lstrip())
        if trimmed[-1] not in ".,;:。；，、" and next_end - next_start > len(trimmed):
            yield low, low + len(trimmed)


def _numbered(text: str) -> Iterator[_Line]:
    for start, end in _short_lines(text):
        match = _NUMBERED.match(text, start, end)
        if not match:
            continue
        number = match["number"].rstrip(".)")
        if number[0].isdigit():
            parts = tuple(int(part) for part in number.split("."))
            if match["closed"] or len(parts) > 1:
                yield _Line(start, end, "number", parts, len(parts))
            continue
        if all(letter in _ROMAN for letter in number):
            yield _Line(start, end, "roman", (_roman(number),))
        if len(number) == 1:
            yield _Line(start, end, "letter", (ord(number) - ord("A") + 1,))


def _in_sequence(lines: list[_Line]) -> set[_Line]:
    """Those whose numbers run on from one to the next, two or more; a line goes to one style only."""
    found: set[_Line] = set()
    chains: dict[str, list[_Line]] = {}
    for line in lines:
        chain = chains.setdefault(line.style, [])
        if chain and _follows(chain[-1].numbers, line.numbers):
            chain.append(line)
        elif line.numbers[-1] == 1 and len(line.numbers) == 1:
            chains[line.style] = chain = [line]
        else:
            continue
        if len(chain) > 1:
            found.update(chain[-2:])
    taken = {line.start for line in found if line.style == "letter" and line.numbers[0] > 1}
    return {line for line in found if line.style != "roman" or line.start not in taken}


def _follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Whether `after` is the next number, at the same depth, one deeper or back at a higher one."""
    if len(after) == len(before) + 1:
        return after == (*before, 1)
    depth = len(after)
    return depth <= len(before) and after == (*before[: depth - 1], before[depth - 1] + 1)


def _roman(number: str) -> int:
    values = [_ROMAN[letter] for letter in number]
    return sum(-low if low < high else low for low, high in pairwise([*values, 0]))


def _other(text: str) -> Iterator[_Line]:
    for start, end in _short_lines(text):
        line = text[start:end]
        named = _NAMED.fullmatch(line)
        if named:
            yield _Line(start, end, named["name"].lower())
        elif line.isupper() and sum(map(str.isalpha, line)) >= 4 and not _NO_CAPITALS.match(line):
            yield _Line(start, end, "capitals")
