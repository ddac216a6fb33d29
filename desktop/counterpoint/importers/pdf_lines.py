"""The lines of a PDF's page: what pdfium reads, with where each stands.

pdfium gives a page's text in the order in which it was drawn, a line end where the baseline changes, and
U+FFFE for a hyphen at the end of a line. Asking about every glyph would take longer than reading the page, so
a line's first and last glyph say where it stands. Only lines with right-to-left letters, and pages whose
lines seem to run across two columns, are looked at glyph by glyph.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from pypdfium2 import PdfTextPage

from counterpoint.core.text import cleaned
from counterpoint.importers.pdf_direction import (
    has_right_to_left,
    read_order,
    reads_right_to_left,
)
from counterpoint.importers.pdf_glyphs import Glyph, Glyphs

Ending = Literal["", " ", "-"]

_HYPHEN: Final = "\ufffe"
_ROW: Final = re.compile(".+")
_PIECE: Final = re.compile(f"[^\n{_HYPHEN}]+{_HYPHEN}?")
_HYPHENS: Final = f"-\u2010\xad{_HYPHEN}"
_HARD_HYPHEN: Final = re.compile(r"[^\W\d_][-\u2010\u00ad]")
_LIGATURE: Final = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdef\ufe70-\ufefc]")
_SPACE: Final = re.compile(" ")
_SPACES: Final = re.compile("[ \t]{2,}|\t")
_IDEOGRAPH: Final = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd"
_STRANGE: Final = re.compile(f"[^\r\n -~\xa0-\xac\xae-\u058f\u0900-\u2027\u202a-\u2e7f{_HYPHEN}]")
"""All of a page's text that may not stay as it stands, but for two spaces side by side."""
_BETWEEN: Final = re.compile(f"(?<=[{_IDEOGRAPH}]) (?=[{_IDEOGRAPH},.;:!?])")
"""A space that is only a wide line's: Chinese has none."""
_SHORT: Final = 0.8
"""Of the page's longest line: only shorter ones are asked for their weight, as headings may be."""
_GAP: Final = 0.8
"""Of the letters' size: more than there is between two words of a line as a rule."""
_SAMPLES: Final = (0.3, 0.6, 0.8)
_FEWEST: Final = 3
_BIN: Final = 2.0
"""Points within which things stand at one place."""


class Line(NamedTuple):
    """A line of text, without space around it. It goes from `start` to `end` in the direction it is read in,
    in points; where that is from right to left the page is seen in a mirror. `base` is how high it stands,
    `size` its letters' size. `ending` is what stood at its end and is not in `text`: a hyphen within a word,
    a space, or nothing. `first` and `last` are the numbers of its glyphs on its page."""

    text: str
    start: float
    end: float
    base: float
    size: float
    first: int
    last: int
    ending: Ending = ""
    bold: bool = False

    @property
    def shown(self) -> str:
        """Its text with its hyphen."""
        return f"{self.text}-" if self.ending == "-" else self.text


class LineReader:
    """Reads the lines of a file's pages, one page after the other, and remembers where on earlier ones a
    column began in the middle of what pdfium took for lines."""

    def __init__(self) -> None:
        self._gutters: set[int] = set()
        self._glyphs = Glyphs()

    def lines_of(self, page: PdfTextPage) -> list[Line]:
        """The page's lines in the order in which they were drawn. Text at an angle to most of the page is
        left out, as stamps and watermarks are."""
        glyphs = self._glyphs
        glyphs.turn_to(page)
        lines, turn = _drawn(glyphs)
        widths = [line.end - line.start for line in lines]
        if self._gutters or (not turn and _run_across(lines, widths, glyphs)):
            lines = self._parted(lines, glyphs)
            widths = [line.end - line.start for line in lines]
        _weigh(lines, widths, glyphs)
        strange = "".join(_STRANGE.findall(glyphs.text))
        if strange or "  " in glyphs.text:
            if has_right_to_left(strange):
                lines = _turned(lines, glyphs)
            lines = [_mended(line) if _is_strange(line.text) else line for line in lines]
            lines = [line for line in lines if line.text]
        return lines

    def _parted(self, lines: list[Line], glyphs: Glyphs) -> list[Line]:
        """The lines, parted at those gaps after which several of them go on at one place."""
        found = [glyphs.of(line.text, line.first) for line in lines]
        gaps = [_wide_gaps(each, line.size) for each, line in zip(found, lines, strict=True)]
        begun = (
            round(each[at].left / _BIN) for each, places in zip(found, gaps, strict=True) for at in places
        )
        counts = Counter(begun)
        self._gutters |= {place for place in counts if _near(counts, place) >= _FEWEST}
        return [
            part
            for line, each, places in zip(lines, found, gaps, strict=True)
            for part in _parts(
                line, each, [at for at in places if round(each[at].left / _BIN) in self._gutters]
            )
        ]


def _weigh(lines: list[Line], widths: list[float], glyphs: Glyphs) -> None:
    """Ask for the weight of the short lines."""
    short = _SHORT * max(widths, default=0)
    for at in [at for at, width in enumerate(widths) if width < short]:
        line = lines[at]
        if glyphs.bold(line.first) and glyphs.bold(line.last):
            lines[at] = line._replace(bold=True)


def _is_strange(text: str) -> bool:
    if "  " in text:
        return True
    return not (text.isascii() and text.isprintable()) and _STRANGE.search(text) is not None


def _mended(line: Line) -> Line:
    """A line with ligatures undone, hyphens that only may show made hyphens, as they were seen, and without
    what no text may hold and spaces between Chinese signs that only widen a line."""
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), line.text)
    text = cleaned(text.replace("\xad", "-")).replace("\n", " ")
    return line._replace(text=_BETWEEN.sub("", _SPACES.sub(" ", text)).strip())


def _drawn(glyphs: Glyphs) -> tuple[list[Line], int]:
    """The page's lines as pdfium has them, those that are turned as most are, and how they are turned."""
    text = glyphs.text.replace("\r", "\n")
    numbers = _Numbers(glyphs)
    lines, turns = [], []
    for match in (_PIECE if _HYPHEN in text else _ROW).finditer(text):
        raw = match.group()
        piece = raw.strip()
        if not piece:
            continue
        at = match.start()
        if raw[0] != piece[0]:
            at += len(raw) - len(raw.lstrip())
        first, last = numbers(at, piece) if numbers.differ else (at, at + len(piece) - 1)
        ending: Ending = " " if raw[-1] == " " else ""
        if piece[-1] in _HYPHENS:
            piece, ending = _hyphenated(piece, ending)
            if not piece:
                continue
        start, end, base, size, turn = glyphs.place(first, last)
        lines.append(Line(piece, start, end, base, size, first, last, ending))
        turns.append(turn)
    if not any(turns):
        return lines, 0
    usual = Counter(turns).most_common(1)[0][0]
    return [line for line, turn in zip(lines, turns, strict=True) if turn == usual], usual


class _Numbers:
    """The numbers of a page's glyphs by places in its text, asked for from its head to its foot. They
    `differ` from the places where a character takes two units, or where pdfium left something out."""

    def __init__(self, glyphs: Glyphs) -> None:
        units = _units(glyphs.text)
        self._glyphs, self._whole = glyphs, units == glyphs.count
        self._wide = units != len(glyphs.text)
        self._passed = self._before = 0
        self.differ = self._wide or not self._whole

    def __call__(self, at: int, piece: str) -> tuple[int, int]:
        """The numbers of a piece's first and last glyph."""
        first, length = at, len(piece)
        if self._wide:
            self._before += _units(self._glyphs.text[self._passed : at])
            self._passed, first, length = at, self._before, _units(piece)
        last = first + length - 1
        if self._whole:
            return first, last
        first = self._glyphs.number(first)
        return first, max(self._glyphs.number(last), first)


def _hyphenated(text: str, ending: Ending) -> tuple[str, Ending]:
    """A line's text without the hyphen that it ends in, if it does."""
    if text[-1:] in _HYPHENS and (text[-1:] == _HYPHEN or _HARD_HYPHEN.fullmatch(text[-2:])):
        return text[:-1].rstrip(), "-"
    return text, ending


def _units(text: str) -> int:
    """How many units of UTF-16 a text has."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _run_across(lines: list[Line], widths: list[float], glyphs: Glyphs) -> bool:
    """Whether the page's long lines have a gap that no line of text has, as where two columns were drawn row
    by row: all of a few of them."""
    wide = 0.6 * max(widths, default=0)
    long = [line for line, width in zip(lines, widths, strict=True) if width > wide]
    if len(long) < _FEWEST:
        return False
    return all(_has_gaps(long[int(share * len(long))], glyphs) for share in _SAMPLES)


def _has_gaps(line: Line, glyphs: Glyphs) -> bool:
    """Whether a line has a wide gap within it."""
    if _units(line.text) != len(line.text):
        return bool(_wide_gaps(glyphs.of(line.text, line.first), line.size))
    spaces = (line.first + space.start() for space in _SPACE.finditer(line.text))
    return glyphs.apart(spaces, _GAP * line.size)


def _wide_gaps(found: list[Glyph], size: float) -> list[int]:
    """The places in a line's glyphs before which there is a wide gap."""
    drawn = [(at, glyph) for at, glyph in enumerate(found) if glyph.char != " "]
    return [
        at
        for (_, one), (at, other) in pairwise(drawn)
        if other.left - one.right > _GAP * size or other.left < one.left - 2 * size
    ]


def _parts(line: Line, found: list[Glyph], gaps: list[int]) -> Iterator[Line]:
    """The parts of a line between those of its glyphs before which there are gaps."""
    if not gaps:
        yield line
        return
    number = line.first
    for start, end in pairwise([0, *gaps, len(found)]):
        part = line.text[start:end].rstrip()
        reach = found[start + len(part) - 1].right
        part, ending = _hyphenated(part, line.ending if end == len(found) else "")
        if part:
            last = number + _units(part) - 1
            yield Line(part, found[start].left, reach, line.base, line.size, number, last, ending)
        number += _units(line.text[start:end])


def _near(counts: Counter[int], place: int) -> int:
    return counts[place - 1] + counts[place] + counts[place + 1]


def _turned(lines: list[Line], glyphs: Glyphs) -> list[Line]:
    """The lines with right-to-left letters in the order they are read in, those that read from right to left
    mirrored."""
    low, high = min(line.start for line in lines), max(line.end for line in lines)
    turned = []
    for line in lines:
        if has_right_to_left(line.text):
            found = [glyph for glyph in glyphs.of(line.text, line.first) if glyph.drawn]
            left, right = min(glyph.left for glyph in found), max(glyph.right for glyph in found)
            text = read_order(found, line.size)
            line = line._replace(text=text, start=left, end=right)
            if reads_right_to_left(text):
                line = line._replace(start=low + high - right, end=low + high - left)
        turned.append(line)
    return turned
