"""Whether a card or an answer is sure to fit on one page of the PDF.

typst can measure what it is to keep together before it places it, which takes as long again as placing it.
Most is so short that a bound says enough; only the rest need be measured.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from counterpoint.core.brief_document import AnalyticPart, CardPart, HeadingPart, Run, numbered
from counterpoint.exporters.prose import Prose, Span

LINE_WIDTH: Final = 450
"""Points: a little less than a line on the narrower paper, A4."""
ROOM: Final = 640
"""Points: less than the height of the text on the lower paper, US Letter."""

_SPACE: Final = 10
_TAG: Final = 13
_NAME: Final = 13
_CITE: Final = 9.5
_BODY: Final = 11
_REASONING: Final = 10.5
_NOTE: Final = 8.5
_HEADINGS: Final = (20, 17, 14)
_HEADING_SPACE: Final = 64
"""With the frame of a pocket."""
_TIME: Final = 60
_INDENT: Final = 14
_DEEPEST: Final = 8
_MARKER: Final = 26

_PLAIN: Final = 1.27
_HEAD: Final = 1.4
"""In em, how far a line of the body and one of a heading are apart; `_TALL` is how much farther where there
are letters of tall fonts, such as Arabic and emoji."""
_TALL: Final = 0.35

_WIDTHS: Final = {
    0.3: " ',.‘’",
    0.4: "-:;j!()J`il",
    0.5: "/I[\\]ft{}_s“”–",
    0.6: '"?crz$*+0123456789<=>S^ey|~',
    0.7: "#FPabdgkopqvxBCELTVYZhnu",
    0.8: "KRXADGOQU",
    0.95: "&HNw%@…",
    1.1: "MmW—",
    1.2: "\t",
    0.0: "\n",
}
"""In em, at most how wide each character is in the widest of the shipped fonts; a tab is four spaces."""
_MONO: Final = 0.62
_WIDE: Final = 1.5
_UNHEARD_OF: Final = 1e6
_SQUARE: Final = r"\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef"
_IS_SQUARE: Final = re.compile(f"[{_SQUARE}]")
_KNOWN: Final = re.compile(
    r"[ -\u024f\u0300-\u0340\u0610-\u06ff\u200b-\u2027\ufe0f\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]"
)
_IS_TALL: Final = re.compile(r"[\u0300-\u1fff\U00010000-\U0010ffff]")
_SHORT_WORD: Final = 8
_LONG_WORD: Final = re.compile(rf"[^\s{_SQUARE}]{{{_SHORT_WORD + 1},}}")


class _Text(NamedTuple):
    """Words of one size, in points, and how wide they are at most."""

    words: str
    size: float
    width: float


def surely_fits(
    part: CardPart | AnalyticPart, headings: Sequence[HeadingPart] = (), reasoning: Sequence[Prose] = ()
) -> bool:
    """Whether `part`, a card with its notes or an argument with its `reasoning`, is sure to fit on a page of
    its own together with the headings right above it, on either paper."""
    height = _card(part) if isinstance(part, CardPart) else _analytic(part, reasoning)
    for heading in headings:
        height += _HEADING_SPACE + _lines((_text(heading.text, _HEADINGS[heading.level - 1]),), _HEAD, _TIME)
    return height <= ROOM


def _card(card: CardPart) -> float:
    height = _lines((_text(numbered(card), _TAG),), _HEAD) + 4 * _SPACE
    cite = [_text(piece.text, _NAME if piece.strong else _CITE) for piece in card.cite]
    height += _lines(cite, _HEAD)
    for runs in card.paragraphs:
        height += _lines(map(_run, runs), _PLAIN) + _SPACE
    for comment in card.comments:
        said = f"{comment.author}, 0000-00-00: {comment.text}"
        height += _lines((_text(said, _NOTE),), _HEAD, 2 * _SPACE) + _SPACE
    return height


def _analytic(part: AnalyticPart, reasoning: Sequence[Prose]) -> float:
    height = 6 * _SPACE + _lines((_text(numbered(part), _TAG),), _HEAD)
    height += _lines((_text(f"Unanswered in: {part.by}", _NOTE),), _HEAD)
    for each in reasoning:
        if each.kind == "row":
            return _UNHEARD_OF
        indent = _INDENT * min(each.depth, _DEEPEST) + _MARKER
        height += _lines(map(_span, each.spans), _HEAD, indent) + 2 * _SPACE
    return height


def _run(run: Run) -> _Text:
    size = min(run.small or _BODY, _BODY)
    return _Text("", size, 20) if run.omitted else _text(run.text, size)


def _span(span: Span) -> _Text:
    width = max(_width(span.text), _MONO * len(span.text)) if span.code else _width(span.text)
    return _Text(span.text, _REASONING, _REASONING * width)


def _text(words: str, size: float) -> _Text:
    return _Text(words, size, size * _width(words))


def _lines(texts: Iterable[_Text], apart: float, taken: float = 0) -> float:
    """Points: the most that the lines of a paragraph with these texts are high, where `taken` of each line's
    width is taken.

    typst fills one line after the other. So each is filled but for less than the longest word, and with the
    first word of the next one it is more than full, which makes each two lines more than one full line.
    """
    pieces = list(texts)
    words = "".join(piece.words for piece in pieces)
    size = max((piece.size for piece in pieces), default=0)
    width = sum(piece.width for piece in pieces)
    line = LINE_WIDTH - taken
    longest = size * max(_SHORT_WORD * _WIDE, *map(_width, _LONG_WORD.findall(words)), 0)
    filled = max(line - longest, line / 2)
    tall = _TALL if _IS_TALL.search(words) else 0
    return size * (apart + tall) * (width // filled + 1 + words.count("\n"))


def _width(text: str) -> float:
    """The most that `text` is wide, in em."""
    return sum(map(_advance, text))


@cache
def _advance(character: str) -> float:
    """The most that a character is wide, in em; more than any line where nothing is known of it."""
    for width, characters in _WIDTHS.items():
        if character in characters:
            return width
    if _IS_SQUARE.match(character):
        return 1.05
    return _WIDE if _KNOWN.match(character) else _UNHEARD_OF
