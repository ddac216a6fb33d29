"""What was changed from one text to another: hunks, found by lines, then by words, then by letters.

A changed stretch is cut at the lines, or words, that stand once in both texts (patience); what lies between
is aligned where it is small enough, and otherwise taken for changed as a whole. So the work is bounded, and
the same texts always give the same hunks. Lines and words are compared but for their spaces: where those
alone differ, they alone are changed.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

import regex

from counterpoint.core.segmentation import grapheme_bounds
from counterpoint.core.source_records import Hunk

_MOST_PAIRS: Final = 16_000_000
"""So many pairs of lines, words or letters are aligned at most: the table for it has a bit for each."""

_ALIKE: Final = 0.5
"""Changed words less alike than this are other words: no letters of them are kept."""

_RUNS: Final = (1, 8)
"""How many lines or words in a row must stand once in both texts: one or, where none does, eight."""

_LEAST_KEPT: Final = 2
"""So many letters in a row count as kept between changed ones."""

_LINE: Final = regex.compile(r"[^\n]*\n|[^\n]+")
_JOINED: Final = r"[[\p{L}\p{N}_]--\p{Han}--\p{Hiragana}--\p{LB=SA}]"
_TOKEN: Final = regex.compile(
    rf"(?V1){_JOINED}(?:{_JOINED}|\p{{M}}|['’](?=\p{{L}}))*+|\n|[^\S\n]++|\X", regex.VERSION1
)
_IN_WORD: Final = regex.compile(r"(?w)(?<=\w)\B(?=\w)")


class _Stretch(NamedTuple):
    """`old[start:end]` became `new[new_start:new_end]`; of texts, or of lists of lines or words."""

    start: int
    end: int
    new_start: int
    new_end: int


def differences(old: str, new: str) -> tuple[Hunk, ...]:
    """The hunks from `old` to `new`, in text order with kept text between them; `earlier(new, hunks)` is
    `old` again. They cut no grapheme in two, and letters put to a word are a change of that word."""
    lines = _changed(old, new, _LINE, _Stretch(0, len(old), 0, len(new)))
    words = (word for line in lines for word in _changed(old, new, _TOKEN, line))
    letters = (letter for word in words for letter in _in_words(old, new, word))
    apart = _apart(old, new, list(letters))
    return tuple(Hunk(each.new_start, each.new_end, old[each.start : each.end]) for each in apart)


def changed_words(old: str, new: str) -> tuple[Hunk, ...]:
    """The hunks from `old` to `new` as a person reads them: of a word that is changed, all."""
    lines = _changed(old, new, _LINE, _Stretch(0, len(old), 0, len(new)))
    apart = _apart(old, new, [word for line in lines for word in _changed(old, new, _TOKEN, line)])
    return tuple(Hunk(each.new_start, each.new_end, old[each.start : each.end]) for each in apart)


def earlier(new: str, hunks: Sequence[Hunk]) -> str:
    """The text before a correction, from the text after it."""
    pieces: list[str] = []
    kept = 0
    for hunk in hunks:
        pieces += (new[kept : hunk.start], hunk.was)
        kept = hunk.end
    return "".join((*pieces, new[kept:]))


def _changed(old: str, new: str, token: "regex.Pattern[str]", within: _Stretch) -> Iterator[_Stretch]:
    """The stretches of a stretch that are changed when it is told token by token."""
    if old[within.start : within.end] == new[within.new_start : within.new_end]:
        return
    ones = token.findall(old, within.start, within.end)
    others = token.findall(new, within.new_start, within.new_end)
    at = list(accumulate(map(len, ones), initial=within.start))
    new_at = list(accumulate(map(len, others), initial=within.new_start))
    kept = kept_new = 0
    unlike = _unlike(_but_for_spaces(ones), _but_for_spaces(others))
    for start, end, new_start, new_end in (*unlike, (len(ones), len(ones), len(others), len(others))):
        for one, other in zip(range(kept, start), range(kept_new, new_start), strict=True):
            if ones[one] != others[other]:
                yield _Stretch(at[one], at[one + 1], new_at[other], new_at[other + 1])
        kept, kept_new = end, new_end
        if start < end or new_start < new_end:
            yield _Stretch(at[start], at[end], new_at[new_start], new_at[new_end])


def _but_for_spaces(tokens: Sequence[str]) -> list[str]:
    return [" ".join(token.split()) for token in tokens]


def _unlike(ones: Sequence[str], others: Sequence[str]) -> Iterator[_Stretch]:
    """The changed stretches of two lists, in order."""
    waiting = [_Stretch(0, len(ones), 0, len(others))]
    while waiting:
        trimmed = _trimmed(ones, others, waiting.pop())
        start, end, new_start, new_end = trimmed
        if start == end or new_start == new_end:
            if start < end or new_start < new_end:
                yield trimmed
        elif (end - start) * (new_end - new_start) <= _MOST_PAIRS:
            yield from _aligned(ones, others, trimmed)
        elif anchors := _anchors(ones, others, trimmed):
            waiting += reversed(_between(trimmed, anchors))
        else:
            yield trimmed


def _trimmed(ones: Sequence[str], others: Sequence[str], stretch: _Stretch) -> _Stretch:
    """The stretch without what is the same at its head and at its tail."""
    start, end, new_start, new_end = stretch
    while start < end and new_start < new_end and ones[start] == others[new_start]:
        start, new_start = start + 1, new_start + 1
    while start < end and new_start < new_end and ones[end - 1] == others[new_end - 1]:
        end, new_end = end - 1, new_end - 1
    return _Stretch(start, end, new_start, new_end)


def _aligned(ones: Sequence[str], others: Sequence[str], stretch: _Stretch) -> Iterator[_Stretch]:
    """What is left when as many as can be are kept."""
    numbers: dict[str, int] = {}
    first = [numbers.setdefault(each, len(numbers)) for each in ones[stretch.start : stretch.end]]
    second = [numbers.setdefault(each, len(numbers)) for each in others[stretch.new_start : stretch.new_end]]
    for start, end, new_start, new_end in _edits(first, second):
        yield _Stretch(
            stretch.start + start,
            stretch.start + end,
            stretch.new_start + new_start,
            stretch.new_start + new_end,
        )


def _edits(one: Sequence[int] | str, other: Sequence[int] | str, least: int = 1) -> list[_Stretch]:
    """The changed stretches of an alignment; fewer than `least` kept in a row between two are changed too.
    RapidFuzz is loaded when a text is corrected, which the start of the program need not wait for."""
    from rapidfuzz.distance import Indel

    found: list[_Stretch] = []
    for step in Indel.opcodes(one, other):
        if step.tag == "equal":
            continue
        stretch = _Stretch(step.src_start, step.src_end, step.dest_start, step.dest_end)
        if found and stretch.start - found[-1].end < least:
            found[-1] = found[-1]._replace(end=stretch.end, new_end=stretch.new_end)
        else:
            found.append(stretch)
    return found


def _anchors(ones: Sequence[str], others: Sequence[str], stretch: _Stretch) -> list[tuple[int, int]]:
    """Pairs of what stands once in both, as many as are in order in both."""
    for run in _RUNS:
        where = _once(ones, stretch.start, stretch.end, run)
        there = _once(others, stretch.new_start, stretch.new_end, run)
        pairs = [(at, there[each]) for each, at in where.items() if each in there]
        if pairs:
            return _in_order(pairs)
    return []


def _once(tokens: Sequence[str], start: int, end: int, run: int) -> dict[Sequence[str], int]:
    """Where each run of tokens that stands once between two places begins, in order."""
    found: dict[Sequence[str], int] = {}
    for at in range(start, end - run + 1):
        each = tuple(tokens[at : at + run])
        found[each] = -1 if each in found else at
    return {each: at for each, at in found.items() if at >= 0}


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of these pairs, in order of their first, that are in order of their second."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        rank = bisect_left(tops, place)
        tops[rank : rank + 1] = [place]
        last[rank : rank + 1] = [number]
        before.append(last[rank - 1] if rank else -1)
    chain: list[tuple[int, int]] = []
    number = last[-1]
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _between(stretch: _Stretch, anchors: list[tuple[int, int]]) -> list[_Stretch]:
    """The stretches between anchors, in order."""
    starts = [(stretch.start, stretch.new_start), *((at + 1, there + 1) for at, there in anchors)]
    ends = [*anchors, (stretch.end, stretch.new_end)]
    return [_Stretch(a, b, c, d) for (a, c), (b, d) in zip(starts, ends, strict=True)]


def _in_words(old: str, new: str, stretch: _Stretch) -> Iterator[_Stretch]:
    """The letters changed in words that are alike; the stretch itself where they are other words."""
    start, end, new_start, new_end = stretch
    was, now = old[start:end], new[new_start:new_end]
    if was and now and len(was) * len(now) <= _MOST_PAIRS:
        from rapidfuzz.distance import Indel

        if Indel.normalized_similarity(was, now) >= _ALIKE:
            for edit in _edits(was, now, _LEAST_KEPT):
                low, high, new_low, new_high = edit
                yield _Stretch(start + low, start + high, new_start + new_low, new_start + new_high)
            return
    yield stretch


def _apart(old: str, new: str, stretches: list[_Stretch]) -> list[_Stretch]:
    """The stretches widened as `_whole` says, with those that then touch made one."""
    waiting = stretches[::-1]
    found: list[_Stretch] = []
    while waiting:
        each = waiting.pop()
        before = each.start - (found[-1].end if found else 0)
        after = (waiting[-1].start if waiting else len(old)) - each.end
        whole = _whole(old, new, each, before, after)
        if found and whole.start == found[-1].end:
            waiting.append(_joined(found.pop(), whole))
        elif waiting and whole.end == waiting[-1].start:
            waiting.append(_joined(whole, waiting.pop()))
        else:
            found.append(whole)
    return found


def _joined(one: _Stretch, other: _Stretch) -> _Stretch:
    return _Stretch(one.start, other.end, one.new_start, other.new_end)


def _whole(old: str, new: str, stretch: _Stretch, before: int, after: int) -> _Stretch:
    """The stretch widened to whole graphemes and, where it only puts letters to a word, by the letter beside
    them: so they belong to all that the word belongs to. `before` and `after` are how far it may grow."""
    start, end, new_start, new_end = stretch
    if start == end and _is_in_word(new, new_end) and not _is_in_word(new, new_start):
        end, new_end, after = end + 1, new_end + 1, after - 1
    elif start == end and _is_in_word(new, new_start) and not _is_in_word(new, new_end):
        start, new_start, before = start - 1, new_start - 1, before - 1
    while True:
        less = min(before, max(start - _low(old, start), new_start - _low(new, new_start)))
        more = min(after, max(_high(old, end) - end, _high(new, new_end) - new_end))
        if not less and not more:
            return _Stretch(start, end, new_start, new_end)
        start, new_start, before = start - less, new_start - less, before - less
        end, new_end, after = end + more, new_end + more, after - more


def _is_in_word(text: str, position: int) -> bool:
    return _IN_WORD.match(text, position) is not None


def _low(text: str, position: int) -> int:
    """The start of the grapheme that a place lies inside, or the place."""
    return grapheme_bounds(text, position, position)[0]


def _high(text: str, position: int) -> int:
    """The end of the grapheme that a place lies inside, or the place."""
    return grapheme_bounds(text, position - 1, position)[1] if position else 0
