"""The canonical text of an essay: what its offsets count, in code points.

NFC is not applied and no-break spaces stay: evidence is quoted as it stands.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import regex

from counterpoint.core.segmentation import grapheme_bounds, sentences

LONGEST_PARAGRAPH: Final = 20_000
"""Code points a paragraph may have; longer ones make a text widget slow and are split by `canonical`."""

_NEIGHBOURHOOD: Final = 4_000

_LINE_END: Final = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]"
)
_OBJECT: Final = "\ufffc"
"""The only forbidden character that Python calls printable."""
_LEFT_OUT: Final = re.compile(rf"\r(?=\n)|{_FORBIDDEN.pattern}")
_UNCLEAN: Final = re.compile(
    "[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffb\ufffd\U00010000-\U0010ffff]"
)
"""What `_LINE_END` and `_FORBIDDEN` find, told by what they do not, as that is sooner found."""
_BLANK_LINES: Final = re.compile(r"(?:[^\S\n]*\n)+")
_LINE: Final = re.compile(r"[^\n]+")
_IDEOGRAPHS: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd]+")
_FLAGS: Final = re.compile("[\U0001f1e6-\U0001f1ff]{3,}")
_WORD_START: Final = regex.compile(r"(?w)\b\w")
_UNSPACED: Final = regex.compile(r"\p{LB=SA}++")
_WORD_OR_UNSPACED: Final = regex.compile(r"(?w)\p{LB=SA}++|\b\w")
_UNSPACED_WORD: Final = 5


def canonical(raw: str) -> str:
    """The text as it is kept: every line end is `\\n`; byte order marks, object marks, lone surrogates,
    noncharacters and controls other than tab are gone; so are blank lines at the head and space at the end.
    A paragraph over `LONGEST_PARAGRAPH` is split, at a sentence's end if it can be. Canonical text stays as
    it is.
    """
    text = cleaned(raw).rstrip()
    if blank := _BLANK_LINES.match(text):
        text = text[blank.end() :]
    lines = text.split("\n")
    if all(len(line) <= LONGEST_PARAGRAPH for line in lines):
        return text
    return "\n".join(_split(line) for line in lines)


def cleaned(raw: str) -> str:
    """The text with its line ends and forbidden characters dealt with as `canonical` does, but in its full
    height and with its long paragraphs: for a format whose markup is still to be read."""
    if (raw.isprintable() and _OBJECT not in raw) or not _UNCLEAN.search(raw):
        return raw
    return _FORBIDDEN.sub("", _LINE_END.sub("\n", raw))


def left_out(raw: str) -> Iterator[int]:
    """The places of the characters that `cleaned` leaves out: it replaces others one by one."""
    return (match.start() for match in _LEFT_OUT.finditer(raw))


def word_count(text: str) -> int:
    """Words by the default rules of UAX #29: `didn't` and `1,175` are one, `well-known` two, each Chinese
    character one. Thai, Lao, Khmer and Burmese put no space between words: each five letters count as one.

    A space parts words wherever it stands, so what follows one is counted once however often it is there.
    """
    first, *others = text.split(" ")
    alike: dict[int, list[str]] = {}
    for other, times in Counter(others).items():
        alike.setdefault(times, []).append(f" {other}")
    return _words(first) + sum(times * _words("".join(each)) for times, each in alike.items())


def _words(text: str) -> int:
    ideographs = sum(map(len, _IDEOGRAPHS.findall(text)))
    if ideographs:
        text = _IDEOGRAPHS.sub(" ", text)
    text = _FLAGS.sub(" ", text)
    if not _UNSPACED.search(text):
        return ideographs + len(_WORD_START.findall(text))
    lengths = (len(word) for word in _WORD_OR_UNSPACED.findall(text))
    return ideographs + sum(-(-length // _UNSPACED_WORD) for length in lengths)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The spans of the lines that are not blank, without their line ends."""
    return [line.span() for line in _LINE.finditer(text) if not line.group().isspace()]


def shorten(text: str, length: int) -> str:
    """At most `length` characters of `text` on one line, cut after a whole word where possible, with `…` when
    something is left out. `length` is at least 1."""
    line = " ".join(text[: 4 * length + 80].split())
    if len(line) <= length and len(text) <= 4 * length + 80:
        return line
    space = line.rfind(" ", length // 2, length)
    whole = space if space > 0 else _whole(line, length - 1)
    return line[:whole].rstrip(" ,;:\u2013\u2014-") + "…"


def _whole(text: str, position: int) -> int:
    """The last place up to `position` that cuts no grapheme in two."""
    return grapheme_bounds(text, min(position, len(text)), min(position, len(text)))[0]


def _split(line: str) -> str:
    """A line in pieces none of which is too long. A space where two meet becomes the line end; only where
    there is none is a line end put in."""
    pieces = []
    start = 0
    while len(line) - start > LONGEST_PARAGRAPH:
        end = _cut(line, start, start + LONGEST_PARAGRAPH)
        pieces.append(line[start:end])
        start = end + 1 if line[end] == " " else end
    pieces.append(line[start:])
    return "\n".join(pieces)


def _cut(line: str, start: int, limit: int) -> int:
    """Where to end the piece that begins at `start` and reaches to `limit` at most."""
    near = limit - _NEIGHBOURHOOD
    last = line[near:limit]
    ends = [end for _, end in sentences(last, 0, len(last))[:-1]]
    if ends:
        return near + ends[-1]
    space = line.rfind(" ", start + 1, limit + 1)
    if space > start:
        return space
    return start + (_whole(line[start : limit + 1], limit - start) or limit - start)
