"""Another copy of a text that is there: a few words corrected, other quotation marks, a paragraph more."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

import regex

from counterpoint.core.records import Essay

ALIKE: Final = 0.85
"""The share of words, each as often as it stands there, that two copies of one text must have in common."""
FEWEST: Final = 20
"""Words that a text must have to be told by them."""

_WORD: Final = regex.compile(r"\p{Han}|[\p{L}\p{M}\p{N}]+")


def near_copy(essay: Essay, known: Iterable[Essay], apart: Collection[str]) -> Essay | None:
    """The known essay of which this is a slightly different copy, the likest one; None where the same text is
    known, or none is like it. `apart` are ids and digests of essays that it came together with: whoever has
    both keeps them apart."""
    words: Counter[str] | None = None
    best: tuple[float, Essay] | None = None
    for other in known:
        if other.digest == essay.digest:
            return None
        if other.id in apart or other.digest in apart or not _as_long(essay, other):
            continue
        words = words if words is not None else _words(essay)
        share = _share(words, _words(other))
        if share >= ALIKE and (best is None or share > best[0]):
            best = share, other
    return best[1] if best else None


def _as_long(one: Essay, other: Essay) -> bool:
    """Whether two texts may be alike at all, by their lengths."""
    short, long = sorted((len(one.text), len(other.text)))
    return short >= long * ALIKE / 2


def _words(essay: Essay) -> Counter[str]:
    return Counter(_WORD.findall(essay.text.casefold()))


def _share(one: Counter[str], other: Counter[str]) -> float:
    both, either = (one & other).total(), (one | other).total()
    return both / either if min(one.total(), other.total()) >= FEWEST else 0.0
