"""Moving a passage's bounds by a sentence or a word. Spans are half-open code points and never become empty;
a bound that cannot move stays."""

from collections.abc import Callable
from typing import Final, Literal

from counterpoint.core.segmentation import (
    drop_last_sentence,
    extend_to_next_sentence,
    grapheme_bounds,
    sentence_at,
    sentences,
    words_at,
)

Span = tuple[int, int]
Bound = Literal["start", "end"]
Unit = Literal["sentence", "word"]

_REACH: Final = 4_000
"""How far a word is looked for, in code points."""


def moved(text: str, span: Span, bound: Bound, unit: Unit, step: int) -> Span:
    """The span with its start or its end moved a sentence or a word on, or back where `step` is negative. No
    grapheme is cut in two."""
    start, end = _MOVES[bound, unit, step > 0](text, *span)
    start, end = grapheme_bounds(text, start, end)
    return (start, end) if start < end else span


def _end_sentence_on(text: str, start: int, end: int) -> Span:
    return extend_to_next_sentence(text, start, end)


def _end_sentence_back(text: str, start: int, end: int) -> Span:
    return drop_last_sentence(text, start, end)


def _start_sentence_back(text: str, start: int, end: int) -> Span:
    at = start
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return (sentence_at(text, at - 1)[0], end) if at else (start, end)


def _start_sentence_on(text: str, start: int, end: int) -> Span:
    later = (first for first, _ in sentences(text, start, end) if first > start)
    return next(later, start), end


def _end_word_on(text: str, start: int, end: int) -> Span:
    for at in range(end + 1, min(len(text), end + _REACH) + 1):
        if not text[at - 1].isspace():
            low, high = words_at(text, at, at)
            if low < high and high > end:
                return start, high
    return start, max(end, len(text.rstrip()) if len(text) - end < _REACH else end)


def _end_word_back(text: str, start: int, end: int) -> Span:
    for at in range(end, max(start, end - _REACH), -1):
        low, high = words_at(text, at, at)
        if low < high <= end or low < end < high:
            kept = start + len(text[start:low].rstrip())
            return (start, kept) if kept > start else (start, end)
    return start, end


def _start_word_back(text: str, start: int, end: int) -> Span:
    first = max(0, start - _REACH)
    for at in range(start - 1, first - 1, -1):
        if text[at].isalnum():
            return words_at(text, at, at + 1)[0], end
    return (0 if first == 0 else start), end


def _start_word_on(text: str, start: int, end: int) -> Span:
    for at in range(start + 1, min(end, start + _REACH)):
        low, high = words_at(text, at, at)
        if low < high and start < low < end:
            return low, end
    return start, end


_MOVES: Final[dict[tuple[Bound, Unit, bool], Callable[[str, int, int], Span]]] = {
    ("end", "sentence", True): _end_sentence_on,
    ("end", "sentence", False): _end_sentence_back,
    ("start", "sentence", False): _start_sentence_back,
    ("start", "sentence", True): _start_sentence_on,
    ("end", "word", True): _end_word_on,
    ("end", "word", False): _end_word_back,
    ("start", "word", False): _start_word_back,
    ("start", "word", True): _start_word_on,
}
