"""Whether a card is sure to fit on one page of the PDF.

typst can measure a card before it places it, which takes as long again as placing it. Most cards are so
short that a bound says enough; only the others need be measured.
"""

from typing import Final

import regex

from counterpoint.core.brief_document import CardPart, Run, cite_line, numbered

LINE_WIDTH: Final = 450
"""Points: a little less than a line on the narrower paper, A4."""
ROOM: Final = 600
"""Points: less than the height of the text on the lower paper, US Letter."""

_LINE: Final = 17
_NOTE_LINE: Final = 13
_SPACE: Final = 10
_TAG: Final = 13
_BODY: Final = 11
_NOTE: Final = 8.5

_NARROW: Final = " !'(),-./:;I[]`fijlt{}‘’‚"
_MIDDLE: Final = "0123456789abcdeghknopqrsuvxyzBCEFLPSTZ"
_WIDE: Final = 1.5
_SQUARE: Final = r"\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef"
_UNKNOWN: Final = regex.compile(
    rf"[^\n -\u024f\u0300-\u0340\u0610-\u06ff\u200b-\u2027\ufe0f\U0001f300-\U0001faff{_SQUARE}]"
)
_SQUARES: Final = regex.compile(f"[{_SQUARE}]")
_SHORT_WORD: Final = 8
_LONG_WORD: Final = regex.compile(rf"[^\s{_SQUARE}]{{{_SHORT_WORD + 1},}}+")


def surely_fits(card: CardPart) -> bool:
    """Whether `card` with its notes is sure to fit on a page of its own, on either paper.

    The widths are at least those of the widest glyph of each sort in the shipped fonts, bold included. As
    typst fills one line after the other, each is filled but for less than the longest word.
    """
    texts = (card.tag, cite_line(card.cite), *(run.text for runs in card.paragraphs for run in runs))
    texts += tuple(word for comment in card.comments for word in (comment.author, comment.text))
    if any(map(_UNKNOWN.search, texts)):
        return False
    height = _LINE * (_lines(numbered(card), _TAG) + _lines(cite_line(card.cite), _TAG)) + 4 * _SPACE
    for runs in card.paragraphs:
        text = "".join(run.text for run in runs)
        height += _LINE * _lines_of(sum(map(_run_width, runs)), text, _BODY) + _SPACE
    for comment in card.comments:
        height += _NOTE_LINE * _lines(f"{comment.author}, 0000-00-00: {comment.text}", _NOTE) + _SPACE
    return height <= ROOM


def _run_width(run: Run) -> float:
    return 20 if run.omitted else _width(run.text) * min(run.small or _BODY, _BODY)


def _lines(text: str, size: float) -> float:
    return _lines_of(_width(text) * size, text, size)


def _lines_of(width: float, text: str, size: float) -> float:
    """The most lines that `text` of `width` points takes; those of `size` are its largest letters."""
    longest = size * max(_SHORT_WORD * _WIDE, *map(_width, _LONG_WORD.findall(text)), 0)
    if longest > LINE_WIDTH / 2:
        return float("inf")
    return width // (LINE_WIDTH - longest) + 1 + text.count("\n")


def _width(text: str) -> float:
    """The most that `text` is wide, in em."""
    narrow = sum(map(text.count, _NARROW))
    middle = sum(map(text.count, _MIDDLE))
    squares = len(_SQUARES.findall(text))
    return 0.46 * narrow + 0.69 * middle + 1.05 * squares + _WIDE * (len(text) - narrow - middle - squares)
