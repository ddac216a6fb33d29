"""α_U: agreement on where units begin and end, as INCEpTION and DKPro Statistics compute it.

Krippendorff, K. (1995) On the reliability of unitizing continuous data. Sociological Methodology 25;
(2004) Measuring the reliability of qualitative text analysis data. Quality & Quantity 38.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction
from itertools import accumulate, combinations
from typing import NamedTuple

from counterpoint.comparison.scores import (
    NO_TEXT,
    NO_UNITS,
    TOO_FEW,
    Score,
    Units,
    one_less,
    scored,
    undefined,
    within,
)

Span = tuple[int, int]


def alpha_unitizing(units: Units, begin: int, length: int, category: Hashable | None = None) -> Score:
    """α_U of one category or, with None, of all: 1 − ΣDₒ/ΣDₑ over the categories (Krippendorff 1995, 2004).

    In the stretch of `length` code points from `begin`, for the R annotators' units of one category:

    Dₒ = 2·Σδ² / (R(R − 1)L²) over the pairs of annotators, where two units that overlap have δ² = (difference
    of the starts)² + (difference of the ends)², and a unit that meets none of the other's has δ² = its
    length²;

    Dₑ = (2/L)·Σ over the units [(N − 1)(2l³ − 3l² + l)/3 + l²·Σ (gap − l + 1) over the gaps that can hold it]
    / (RL(RL − 1) − Σ l(l − 1)).

    Where one annotator's units of a category overlap, the earliest counts, then the longest. Undefined with
    fewer than two annotators, with no text, where nobody marked anything, and where nothing can differ.
    """
    if len(units) < 2:
        return undefined(TOO_FEW)
    if length < 1:
        return undefined(NO_TEXT)
    layers = {name: _by_category(within(each, begin, length)) for name, each in units.items()}
    used = {label for layer in layers.values() for label in layer}
    wanted = used if category is None else used & {category}
    if not wanted:
        return undefined(NO_UNITS if category is None else "nobody marked any of this kind")
    end = begin + length
    parts = (
        parted([apart(layer.get(label, ())) for layer in layers.values()], begin, end) for label in wanted
    )
    return unitizing([*parts], len(units), length)


class Parted(NamedTuple):
    """Of one category: Σδ², and L·Dₑ/2."""

    observed: int
    expected: Fraction


def parted(annotators: Sequence[Sequence[Span]], begin: int, end: int) -> Parted:
    """The parts of α_U of a category, from its units by annotator, in order and none overlapping another."""
    observed = sum(_difference(one, other) for one, other in combinations(annotators, 2))
    return Parted(observed, _expected(annotators, begin, end))


def unitizing(categories: Sequence[Parted], annotators: int, length: int) -> Score:
    """α_U from its parts."""
    expected = sum((each.expected for each in categories), Fraction())
    observed = sum(each.observed for each in categories)
    ratio = Fraction(observed, annotators * (annotators - 1) * length)
    value = one_less(ratio.numerator * expected.denominator, ratio.denominator * expected.numerator)
    return scored(value, "the units fill the text in the only way they can")


def apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; of those that overlap, the earliest is kept, then the longest."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _by_category(units: Iterable[tuple[int, int, Hashable]]) -> dict[Hashable, list[Span]]:
    found: dict[Hashable, list[Span]] = {}
    for start, end, label in units:
        found.setdefault(label, []).append((start, end))
    return found


def _difference(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Σδ² of two annotators' units."""
    return _one_way(one, other, True) + _one_way(other, one, False)


def _one_way(one: Sequence[Span], other: Sequence[Span], pairs: bool) -> int:
    """What units of `one` that lie in gaps of `other` add and, with `pairs`, units that overlap."""
    total = first = 0
    for start, end in one:
        while first < len(other) and other[first][1] <= start:
            first += 1
        at = first
        while at < len(other) and other[at][0] < end:
            if pairs:
                total += (start - other[at][0]) ** 2 + (end - other[at][1]) ** 2
            at += 1
        if at == first:
            total += (end - start) ** 2
    return total


def _expected(annotators: Sequence[Sequence[Span]], begin: int, end: int) -> Fraction:
    """L·Dₑ/2 of a category."""
    lengths = [stop - start for units in annotators for start, stop in units]
    gaps = sorted(gap for units in annotators for gap in _gaps(units, begin, end))
    below = [0, *accumulate(gaps)]
    everywhere = len(annotators) * (end - begin)
    total = 0
    for length in lengths:
        fitting = bisect_left(gaps, length)
        room = below[-1] - below[fitting] - (len(gaps) - fitting) * (length - 1)
        total += (len(lengths) - 1) * length * (length - 1) * (2 * length - 1) // 3 + length**2 * room
    return Fraction(total, everywhere * (everywhere - 1) - sum(length * (length - 1) for length in lengths))


def _gaps(units: Sequence[Span], begin: int, end: int) -> Iterable[int]:
    """The lengths of the stretches between units, and before the first and after the last."""
    last = begin
    for start, stop in units:
        yield start - last
        last = stop
    yield end - last
