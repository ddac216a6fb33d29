"""F1 of spans: how many passages two annotators have in common, without regard to chance.

Segura-Bedmar, I., Martínez, P. & Herrero-Zazo, M. (2013) SemEval-2013 task 9, subtask 9.1, for the four
modes; Hripcsak, G. & Rothschild, A. S. (2005) Agreement, the F-measure, and reliability in information
retrieval. Journal of the American Medical Informatics Association 12(3), for F1 between annotators of whom
neither is right.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from itertools import combinations
from typing import Literal, NamedTuple, get_args

from counterpoint.comparison.scores import TOO_FEW, Score, Unit, Units, undefined

Mode = Literal["strict", "exact", "partial", "type"]
"""What makes a pair correct: the same bounds and kind; the same bounds; the same bounds, half for an overlap;
the same kind and an overlap."""

Pair = tuple[Unit, Unit]

BOTH_EMPTY = "neither marked anything"


class SpanCounts(NamedTuple):
    """Pairs that are correct, incorrect or partly correct; spans of the first that the second misses; spans
    that only the second has."""

    COR: int
    INC: int
    PAR: int
    MIS: int
    SPU: int


def span_counts(gold: Sequence[Unit], system: Sequence[Unit], mode: Mode) -> SpanCounts:
    """How two sets of spans fit, by the rules of SemEval-2013 9.1.

    Each span has one partner at most. Pairs are made so that as many as can be are correct, and then of the
    rest as many overlap as can; these are partly correct in `partial` mode, otherwise incorrect. Equal spans
    of one side count once; a span without length is none. Raises ValueError for another mode.
    """
    if mode not in get_args(Mode):
        raise ValueError(f"there is no mode {mode!r}; it is one of {', '.join(get_args(Mode))}")
    first, second = distinct(gold), distinct(system)
    correct, first, second = correct_pairs(first, second, mode)
    overlapping = len(overlapping_pairs(first, second))
    return SpanCounts(
        len(correct),
        0 if mode == "partial" else overlapping,
        overlapping if mode == "partial" else 0,
        len(first) - overlapping,
        len(second) - overlapping,
    )


def span_f1(gold: Sequence[Unit], system: Sequence[Unit], mode: Mode) -> Score:
    """F1 = 2PR/(P + R) with P = (COR + ½PAR)/ACT and R = (COR + ½PAR)/POS, which is (2COR + PAR)/(ACT + POS):
    it is the same whichever side is called gold. Undefined where both are empty."""
    value = _f1(gold, system, mode)
    return undefined(BOTH_EMPTY) if value is None else Score(float(value))


def mean_pairwise_f1(units: Units) -> Score:
    """The mean, over the pairs of annotators, of 2|A ∩ B|/(|A| + |B|), equal being the same bounds and kind
    (Hripcsak & Rothschild 2005). Pairs who both marked nothing are left out; undefined where none is left."""
    if len(units) < 2:
        return undefined(TOO_FEW)
    pairs = (_f1(one, other, "strict") for one, other in combinations(units.values(), 2))
    values = [value for value in pairs if value is not None]
    return Score(float(sum(values) / len(values))) if values else undefined("nobody marked anything")


def _f1(gold: Sequence[Unit], system: Sequence[Unit], mode: Mode) -> Fraction | None:
    counts = span_counts(gold, system, mode)
    spans = 2 * (counts.COR + counts.INC + counts.PAR) + counts.MIS + counts.SPU
    return Fraction(2 * counts.COR + counts.PAR, spans) if spans else None


def distinct(units: Iterable[Unit]) -> list[Unit]:
    """The different units that have a length."""
    return list(dict.fromkeys((start, end, label) for start, end, label in units if start < end))


def correct_pairs(
    first: Sequence[Unit], second: Sequence[Unit], mode: Mode
) -> tuple[list[Pair], list[Unit], list[Unit]]:
    """As many pairs as can be that are correct in the mode, and the units of either side that are in none."""
    if mode == "type":
        labels = dict.fromkeys(label for _, _, label in first)
        sides = [[_labelled(side, label) for label in labels] for side in (first, second)]
        pairs = [pair for one, other in zip(*sides, strict=True) for pair in overlapping_pairs(one, other)]
    else:
        pairs = _equal_pairs(first, second, _whole if mode == "strict" else _bounds)
    taken, given = {one for one, _ in pairs}, {other for _, other in pairs}
    left = [unit for unit in first if unit not in taken], [unit for unit in second if unit not in given]
    return pairs, *left


def overlapping_pairs(first: Sequence[Unit], second: Sequence[Unit]) -> list[Pair]:
    """As many pairs of overlapping units as can be, each unit in one at most.

    The units of both sides are taken by where they end. All that is left reaches as far or further, so what
    overlaps the one in hand overlaps its end; of these the one that ends first has the fewest other chances,
    and is its partner. No pairing has more pairs, and the outcome depends on no order.
    """
    sides = [sorted(side, key=_start) for side in (first, second)]
    waiting: list[list[tuple[int, int, int]]] = [[], []]
    reached = [0, 0]
    done: list[set[int]] = [set(), set()]
    pairs = []
    turns = sorted(
        (unit[1], unit[0], side, number) for side in (0, 1) for number, unit in enumerate(sides[side])
    )
    for end, _, side, number in turns:
        if number in done[side]:
            continue
        done[side].add(number)
        other = 1 - side
        units, heap = sides[other], waiting[other]
        while reached[other] < len(units) and units[reached[other]][0] < end:
            start, stop, _ = units[reached[other]]
            heappush(heap, (stop, start, reached[other]))
            reached[other] += 1
        while heap and heap[0][2] in done[other]:
            heappop(heap)
        if heap:
            partner = heappop(heap)[2]
            done[other].add(partner)
            pair = sides[side][number], units[partner]
            pairs.append(pair if side == 0 else (pair[1], pair[0]))
    return pairs


def _equal_pairs(
    first: Sequence[Unit], second: Sequence[Unit], key: Callable[[Unit], Hashable]
) -> list[Pair]:
    """Pairs of units that have the same key, each unit in one at most."""
    partners: dict[Hashable, list[Unit]] = {}
    for unit in second:
        partners.setdefault(key(unit), []).append(unit)
    return [(unit, same.pop()) for unit in first if (same := partners.get(key(unit)))]


def _labelled(units: Iterable[Unit], label: Hashable) -> list[Unit]:
    return [unit for unit in units if unit[2] == label]


def _whole(unit: Unit) -> Hashable:
    return unit


def _bounds(unit: Unit) -> Hashable:
    return unit[:2]


def _start(unit: Unit) -> int:
    return unit[0]
