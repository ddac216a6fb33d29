"""F1 of passages, by pair and as the mean over pairs."""

from collections.abc import Mapping, Sequence
from typing import Final, get_args

from counterpoint.comparison.continuum import Continuum
from counterpoint.comparison.measures import SCOPES, AnyKind, Measure, Pair, Sheet, added
from counterpoint.comparison.resampling import Formula, Row
from counterpoint.comparison.scores import NO_UNITS, TOO_FEW, Unit
from counterpoint.comparison.spans import BOTH_EMPTY, Mode, correct_pairs, distinct, overlapping_pairs
from counterpoint.core.vocabulary import KINDS

MODES: Final[tuple[Mode, ...]] = get_args(Mode)

Counts = list[int]
Ratio = tuple[int, int]
"""Where in a row twice a numerator 2·COR + PAR and its denominator POS + ACT are. Twice, so that each of two
partners has its half where it starts itself."""


def put_f1(sheet: Sheet, of_pair: Mapping[Pair, Continuum]) -> None:
    """F1 in every mode, of every kind and of all, for each pair; and the means over the pairs, those left out
    who both marked nothing."""
    found = {pair: _ratios(sheet, text, pair) for pair, text in of_pair.items()}
    for mode in MODES:
        for kind in SCOPES:
            for pair, ratios in found.items():
                sheet.put(Measure(f"f1_{mode}", kind, pair), _f1(*ratios[mode, kind]), BOTH_EMPTY)
            everywhere = [ratios[mode, kind] for ratios in found.values()]
            why = NO_UNITS if everywhere else TOO_FEW
            sheet.put(Measure(f"f1_{mode}", kind, None), _mean(everywhere), why)


def _f1(twice: int, spans: int) -> Formula:
    return lambda row: row[twice] / (2 * row[spans]) if row[spans] else None


def _mean(ratios: Sequence[Ratio]) -> Formula:
    def mean(row: Row) -> float | None:
        # In the order of size: sums of fractions depend on the order, and no figure may
        values = sorted(row[twice] / (2 * row[spans]) for twice, spans in ratios if row[spans])
        return sum(values) / len(values) if values else None

    return mean


def _ratios(sheet: Sheet, text: Continuum, pair: Pair) -> dict[tuple[Mode, AnyKind], Ratio]:
    first, second = (distinct(mark[1:4] for mark in text.marks[name]) for name in pair)
    twice: dict[tuple[Mode, AnyKind], Counts] = {}
    spans: dict[AnyKind, Counts] = {}
    for kind in KINDS:
        one, other = _of(first, kind), _of(second, kind)
        spans[kind] = text.tally(start for start, _, _ in (*one, *other))
        same, left, right = correct_pairs(one, other, "strict")
        strict = _counted(text, same, 2)
        twice["strict", kind] = twice["exact", kind] = strict
        twice["partial", kind] = added(strict, _counted(text, overlapping_pairs(left, right), 1))
        twice["type", kind] = _counted(text, overlapping_pairs(one, other), 2)
    spans[""] = added(*spans.values())
    for mode in ("strict", "type"):
        twice[mode, ""] = added(*(twice[mode, kind] for kind in KINDS))
    same, left, right = correct_pairs(first, second, "exact")
    twice["exact", ""] = _counted(text, same, 2)
    twice["partial", ""] = added(twice["exact", ""], _counted(text, overlapping_pairs(left, right), 1))
    below = {kind: sheet.column(counts) for kind, counts in spans.items()}
    above = {
        id(counts): sheet.column(counts) for counts in {id(each): each for each in twice.values()}.values()
    }
    return {(mode, kind): (above[id(counts)], below[kind]) for (mode, kind), counts in twice.items()}


def _counted(text: Continuum, pairs: Sequence[tuple[Unit, Unit]], each: int) -> Counts:
    """How many units are in pairs in each resampling unit, each counting as so many."""
    return text.tally((unit[0] for pair in pairs for unit in pair), each)


def _of(units: Sequence[Unit], kind: str) -> list[Unit]:
    return [unit for unit in units if unit[2] == kind]
