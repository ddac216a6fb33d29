"""Where each place of an old text stands in a new one.

- Text that stayed is under the same spans as before.
- What was put in at a span's edge stays outside it, what was put in within it is inside. Letters put to a
  word (`rade`, then `Trade`) belong to the word.
- What replaces a span, or part of it, is in its place. Of a stretch that was replaced across a span's edge,
  the span has as large a share as it had before, in whole words.
- A span none of whose words is left is `emptied`: it stands on what replaced them or, where nothing did, on
  the nearest word of the same paragraph, else of the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple, Self

import regex

from counterpoint.core.differing import differences, earlier
from counterpoint.core.segmentation import words_at
from counterpoint.core.source_records import Hunk

_WORD: Final = regex.compile(r"\w")
_WORD_BEFORE: Final = regex.compile(r"(?r)\w")
_NO_SPACE: Final = regex.compile(r"\S")


class Moved(NamedTuple):
    """A span in the new text. `emptied` where none of its words is left, so that a person should look."""

    start: int
    end: int
    emptied: bool = False


class Moves:
    """The way from one text to another. All offsets are code points."""

    def __init__(self, old: str, new: str, hunks: Sequence[Hunk] | None = None) -> None:
        self.old = old
        self.new = new
        self.hunks = differences(old, new) if hunks is None else tuple(hunks)
        grown = accumulate((hunk.end - hunk.start - len(hunk.was) for hunk in self.hunks), initial=0)
        self._starts = [hunk.start - by for hunk, by in zip(self.hunks, grown, strict=False)]
        self._ends = [at + len(hunk.was) for at, hunk in zip(self._starts, self.hunks, strict=True)]

    @classmethod
    def of(cls, new: str, hunks: Sequence[Hunk]) -> Self:
        """The way that a correction's hunks tell, to the text after it."""
        return cls(earlier(new, hunks), new, hunks)

    def point(self, position: int) -> int:
        """Where a place between two characters is now: before what was put in just there."""
        return self._place(position, after=False)

    def is_kept(self, start: int, end: int) -> bool:
        """Whether nothing in this span of the old text was changed."""
        first, last = self._touching(start, end)
        return first == last

    def span(self, start: int, end: int) -> Moved:
        """Where a span of the old text is now; never empty, and always within the new text. Raises
        ValueError for a span that the old text does not have."""
        found = self.rest(start, end)
        if found is not None:
            return found
        low = min(self._place(start, after=True), self._place(end, after=False))
        return Moved(*_nearest_word(self.new, low), emptied=True)

    def rest(self, start: int, end: int) -> Moved | None:
        """Where what is left of a span is now, or what replaced it; None where nothing did."""
        if not 0 <= start < end <= len(self.old):
            raise ValueError("a span has at least one character of its text")
        low, high = self._place(start, after=True), self._place(end, after=False)
        emptied = not self.is_kept(start, end) and not self._leaves(start, end)
        if low >= high or (emptied and not _has_words(self.new[low:high])):
            return None
        return Moved(low, high, emptied)

    def _touching(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the hunks that change something in a span, from the first to before the last."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        return min(first, last), last

    def _place(self, position: int, *, after: bool) -> int:
        """Where a place is now; `after` or before what was put in just there."""
        number = bisect_right(self._starts, position) - 1
        if number < 0:
            return position
        start, end, hunk = self._starts[number], self._ends[number], self.hunks[number]
        if position > end or (position == end and (after or start < end)):
            return hunk.end + position - end
        if position == start:
            return hunk.start
        share = (hunk.end - hunk.start) * (position - start) // (end - start)
        return _word_edge(self.new, hunk.start + share, hunk.start, hunk.end)

    def _leaves(self, start: int, end: int) -> bool:
        """Whether anything of a span's words is still there."""
        words = _WORD if _has_words(self.old[start:end]) else _NO_SPACE
        first, last = self._touching(start, end)
        kept = start
        for number in range(first, last):
            if words.search(self.old, kept, self._starts[number]):
                return True
            kept = self._ends[number]
        return kept < end and words.search(self.old, kept, end) is not None


def _has_words(text: str) -> bool:
    return _WORD.search(text) is not None


def _word_edge(text: str, position: int, low: int, high: int) -> int:
    """The edge of a word that is nearest to a place, between two others."""
    before, after = words_at(text, position, position)
    if not before < position < after:
        return position
    nearest = before if position - before <= after - position else after
    return max(low, min(nearest, high))


def _nearest_word(text: str, place: int) -> tuple[int, int]:
    """The word nearest to a place: of its paragraph if it has any, else of the text; in a text without words
    a character."""
    line = text.rfind("\n", 0, place) + 1
    stop = text.find("\n", place)
    stop = len(text) if stop < 0 else stop
    for low, high in ((line, stop), (0, len(text))):
        ahead = _WORD.search(text, place, high)
        behind = _WORD_BEFORE.search(text, low, place)
        if ahead and (not behind or ahead.start() - place <= place - behind.end()):
            return words_at(text, ahead.start(), ahead.end())
        if behind:
            return words_at(text, behind.start(), behind.end())
    at = min(place, len(text) - 1)
    return at, at + 1
