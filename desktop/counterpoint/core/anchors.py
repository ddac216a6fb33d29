"""Finding a quoted passage again in a text that may have changed.

`locate` never puts a passage on a look-alike silently. Its rule, in the order in which it is tried:

1. *At the offset.* The quote stands at `start` and the whole context fits, or the quote stands there and
   nowhere else: `exact`.
2. *Elsewhere, word for word.* Each place where the quote stands is scored by its context. It is `exact`
   when the context agrees almost wholly and no other place comes near. A place that fits less well is
   returned with `exact=False`, to be confirmed; among equals whose context fits the nearest to `start` is
   returned to be confirmed, and without `start` none. A quote that stands once, but in other company,
   is returned to be confirmed if it is long enough not to be there by chance.
3. *Nearly.* Pieces of the quote and its context vote for places; the best are aligned and scored. One is
   accepted, to be confirmed, when its words and its context are similar enough and it is clearly better
   than the next. A place found so, in its context, comes before a verbatim one out of context.
4. A quote that was never given is a bare span: it is taken if it lies in the text, to be confirmed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

CONTEXT: Final = 32
"""Code points kept either side of a quote."""

_LEAST_QUOTE: Final = 0.65
_LEAST_CONTEXT: Final = 0.5
_SURE_CONTEXT: Final = 0.9
_LEAD: Final = 0.1
_TELLING_QUOTE: Final = 24
_MOST_PLACES: Final = 400
_PIECE: Final = 10
_MOST_PIECES: Final = 20
_MOST_HITS: Final = 60
_MOST_CANDIDATES: Final = 8
_EDGE: Final = 48
_LONGEST_NEARLY: Final = 20_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a passage is described: its words, up to 32 code points either side, and where it stood.

    Offsets are code points. `quote` may be empty when only a span is known; any part may be missing.
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


class Match(NamedTuple):
    """Where a passage stands now. `score` is 0 to 1; unless `exact`, a person should confirm it."""

    start: int
    end: int
    score: float
    exact: bool


class _Place(NamedTuple):
    start: int
    end: int
    quote: float
    sides: tuple[float, ...]

    @property
    def context(self) -> float:
        return sum(self.sides) / len(self.sides) if self.sides else 0.0

    @property
    def best_side(self) -> float:
        return max(self.sides, default=0.0)

    @property
    def score(self) -> float:
        return 0.6 * self.quote + 0.4 * self.context


def describe(text: str, start: int, end: int) -> Anchor:
    """The anchor of `text[start:end]`."""
    return Anchor(
        quote=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def locate(text: str, anchor: Anchor) -> Match | None:
    """Where the anchored passage stands in `text`, or None where nobody can say (see the module's rule).

    Takes about a tenth of a second at most in a text of 5 MB; the work is bounded.
    """
    if not anchor.quote:
        return _bare_span(text, anchor)
    if _fits_wholly(text, anchor):
        start = anchor.start or 0
        return Match(start, start + len(anchor.quote), 1.0, True)
    verbatim = _verbatim(text, anchor)
    if verbatim is not None and (verbatim.exact or verbatim.score >= 0.6 + 0.4 * _LEAST_CONTEXT):
        return verbatim
    return _nearly(text, anchor) or verbatim


def _bare_span(text: str, anchor: Anchor) -> Match | None:
    if anchor.start is None or anchor.end is None or not 0 <= anchor.start < anchor.end <= len(text):
        return None
    return Match(anchor.start, anchor.end, 0.0, False)


def _fits_wholly(text: str, anchor: Anchor) -> bool:
    start = anchor.start
    if start is None or start < 0 or not (anchor.prefix or anchor.suffix):
        return False
    before = start - len(anchor.prefix)
    return before >= 0 and text.startswith(anchor.prefix + anchor.quote + anchor.suffix, before)


def _verbatim(text: str, anchor: Anchor) -> Match | None:
    starts = list(_find(text, anchor.quote, _MOST_PLACES + 1))
    if not starts:
        return None
    size = len(anchor.quote)
    has_context = bool(anchor.prefix or anchor.suffix)
    if len(starts) == 1:
        place = _place(text, anchor, starts[0], starts[0] + size)
        known = not has_context or starts[0] == anchor.start or _is_sure(place)
        if not known and place.best_side < _LEAST_CONTEXT and size < _TELLING_QUOTE:
            return None
        return Match(place.start, place.end, place.score if has_context else 1.0, known)
    if not has_context:
        start = -1 if anchor.start is None else anchor.start
        at_offset = start >= 0 and text.startswith(anchor.quote, start)
        return Match(start, start + size, 0.6, False) if at_offset else None
    if len(starts) > _MOST_PLACES:
        starts = list(_find_in_context(text, anchor))
    return _best_verbatim(text, anchor, [_place(text, anchor, start, start + size) for start in starts])


def _best_verbatim(text: str, anchor: Anchor, places: list[_Place]) -> Match | None:
    places.sort(key=lambda place: -place.context)
    if not places or places[0].best_side < _LEAST_CONTEXT:
        return None
    best = places[0]
    equals = [place for place in places if place.context > best.context - _LEAD]
    if len(equals) == 1:
        return Match(best.start, best.end, best.score, _is_sure(best))
    if anchor.start is None:
        return None
    wanted = anchor.start
    nearest = min(equals, key=lambda place: abs(place.start - wanted))
    return Match(nearest.start, nearest.end, nearest.score, False)


def _is_sure(place: _Place) -> bool:
    return bool(place.sides) and place.context >= _SURE_CONTEXT


def _find(text: str, words: str, most: int) -> Iterator[int]:
    at = text.find(words)
    while at >= 0 and most > 0:
        yield at
        most -= 1
        at = text.find(words, at + 1)


def _find_in_context(text: str, anchor: Anchor) -> Iterator[int]:
    before = anchor.prefix[-_PIECE:]
    found = {at + len(before) for at in _find(text, before + anchor.quote, _MOST_PLACES)} if before else set()
    after = anchor.suffix[:_PIECE]
    found |= set(_find(text, anchor.quote + after, _MOST_PLACES)) if after else set()
    yield from sorted(found)


def _place(text: str, anchor: Anchor, start: int, end: int) -> _Place:
    found = text[start:end]
    alike = 1.0 if found == anchor.quote else _likeness("Indel", anchor.quote, found)
    sides = []
    if anchor.prefix:
        sides.append(_alike(anchor.prefix, text[max(0, start - len(anchor.prefix)) : start]))
    if anchor.suffix:
        sides.append(_alike(anchor.suffix, text[end : end + len(anchor.suffix)]))
    return _Place(start, end, alike, tuple(sides))


def _alike(one: str, other: str) -> float:
    return _likeness("Levenshtein", one, other)


def _nearly(text: str, anchor: Anchor) -> Match | None:
    if len(anchor.quote) > _LONGEST_NEARLY or not (anchor.prefix or anchor.suffix):
        return None
    places = [place for at in _candidates(text, anchor) if (place := _align(text, anchor, at)) is not None]
    places.sort(key=lambda place: -place.score)
    if not places:
        return None
    best = places[0]
    if best.quote < _LEAST_QUOTE or best.best_side < _LEAST_CONTEXT:
        return None
    for other in places[1:]:
        apart = other.end <= best.start or other.start >= best.end
        if apart and other.quote >= _LEAST_QUOTE and other.score > best.score - _LEAD:
            return None
    return Match(best.start, best.end, best.score, False)


def _candidates(text: str, anchor: Anchor) -> list[int]:
    """Estimated starts of the quote, those with most votes first; a vote is a piece that stands in place."""
    pattern = anchor.prefix + anchor.quote + anchor.suffix
    last = max(0, len(pattern) - _PIECE)
    count = min(_MOST_PIECES, last + 1)
    offsets = sorted({round(i * last / max(1, count - 1)) for i in range(count)})
    votes: list[tuple[int, int]] = []
    for offset in offsets:
        piece = pattern[offset : offset + _PIECE]
        hits = list(_find(text, piece, _MOST_HITS + 1))
        if len(hits) <= _MOST_HITS:
            votes.extend((at - offset + len(anchor.prefix), offset) for at in hits)
    votes.sort()
    slack = _slack(anchor)
    groups: list[list[tuple[int, int]]] = []
    for vote in votes:
        if groups and vote[0] - groups[-1][0][0] <= slack:
            groups[-1].append(vote)
        else:
            groups.append([vote])
    groups.sort(key=lambda group: -len({offset for _, offset in group}))
    return [group[len(group) // 2][0] for group in groups[:_MOST_CANDIDATES]]


def _slack(anchor: Anchor) -> int:
    return min(400, 32 + len(anchor.quote) // 4)


def _align(text: str, anchor: Anchor, at: int) -> _Place | None:
    """The place near `at` whose two ends fit the quote's ends and its context best."""
    slack = _slack(anchor)
    head = anchor.quote[:_EDGE]
    starts = _boundaries(text, at - slack, at + slack)
    start = max(
        starts,
        default=None,
        key=lambda i: (
            _alike(head, text[i : i + len(head)])
            + _alike(anchor.prefix, text[max(0, i - len(anchor.prefix)) : i])
        ),
    )
    if start is None:
        return None
    tail = anchor.quote[-_EDGE:]
    size = len(anchor.quote)
    ends = _boundaries(text, max(start + 1, start + size - slack), start + size + slack)
    end = max(
        ends,
        default=None,
        key=lambda i: (
            _alike(tail, text[max(start, i - len(tail)) : i])
            + _alike(anchor.suffix, text[i : i + len(anchor.suffix)])
        ),
    )
    return None if end is None else _place(text, anchor, start, end)


def _boundaries(text: str, low: int, high: int) -> list[int]:
    """Where a word may begin or end between two offsets; anywhere in scripts without spaces."""
    inside = range(max(0, low), min(len(text), high) + 1)
    return [i for i in inside if _is_boundary(text, i)]


def _is_boundary(text: str, i: int) -> bool:
    if i == 0 or i == len(text):
        return True
    before, after = text[i - 1], text[i]
    return not (before.isalnum() and after.isalnum()) or after >= "\u2e80"


def _likeness(measure: str, one: str, other: str) -> float:
    """RapidFuzz's normalised similarity, 0 to 1. It is loaded when a text has changed, which tagging never
    meets and the start of the program need not wait for."""
    from rapidfuzz import distance

    return float(getattr(distance, measure).normalized_similarity(one, other))
