"""Every figure of a review: of one essay, or pooled over several.

Pooled means: unitizing measures run over the essays put one after the other, F1 over their summed counts, κ
and α over the sentences, or matched passages, of all. For a pair each essay counts as far as both have read
it. For all together, unitizing measures take what everybody has read.

Intervals are bootstrapped over paragraphs (`resampling`). α_U and links have none.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from counterpoint.comparison.continuum import Continuum, continuum, ready
from counterpoint.comparison.label_figures import Coded, coded_pairs, put_matched, put_sentences
from counterpoint.comparison.link_figures import put_links
from counterpoint.comparison.matching import Met, partners, places
from counterpoint.comparison.measures import SCOPES, AnyKind, Measure, Pair, Sheet
from counterpoint.comparison.mixed_figures import put_unitizing
from counterpoint.comparison.resampling import ROUNDS, SEED
from counterpoint.comparison.span_figures import put_f1
from counterpoint.comparison.tags import Tags

Cell = tuple[AnyKind, AnyKind]
"""A cell of a confusion matrix: what the first of a pair marked, and what the second; "" for nothing."""


@dataclass(frozen=True)
class Counted:
    """What two annotators have in common, of one kind or, with an empty one, of all. Of passages at the same
    place: `same` have the same bounds and kind, `bounds` the same kind alone, `kinds` are of another kind.
    `only_a` and `only_b` have no counterpart. A kind counts the passages of which either has that kind; those
    of another kind at the same place are among `kinds` for both kinds."""

    pair: Pair
    kind: AnyKind
    same: int
    bounds: int
    kinds: int
    only_a: int
    only_b: int


@dataclass(frozen=True)
class Figures:
    """All figures of some annotators. `confusion` holds, for each pair, how often which kinds met at the same
    place. The intervals come of `rounds` rounds from `seed`, each of as many draws as there are `units` of
    resampling: paragraphs, or in a long text paragraphs in a row."""

    annotators: tuple[str, ...]
    measures: tuple[Measure, ...]
    counts: tuple[Counted, ...]
    confusion: Mapping[Pair, Mapping[Cell, int]]
    seed: int
    rounds: int
    units: int


def figures(
    essays: Sequence[Tags], annotators: Sequence[str], rounds: int = ROUNDS, seed: int = SEED
) -> Figures:
    """The figures of these annotators over these essays; pairs are in the order of `annotators`."""
    names = tuple(dict.fromkeys(annotators))
    prepared = ready(essays, names)
    built: dict[tuple[int, ...], Continuum] = {}

    def text_for(people: Sequence[str]) -> Continuum:
        limits = tuple(min((each.reach[name] for name in people), default=each.length) for each in prepared)
        if limits not in built:
            built[limits] = continuum(prepared, names, limits)
        return built[limits]

    of_pair = {pair: text_for(pair) for pair in combinations(names, 2)}
    read_by_all, whole = text_for(names), text_for(())
    sheet = Sheet(len(whole.starts))
    at = {pair: places([*text.marks[pair[0]], *text.marks[pair[1]]]) for pair, text in of_pair.items()}
    met = {pair: partners(found, pair[0]) for pair, found in at.items()}
    put_f1(sheet, of_pair)
    put_unitizing(sheet, of_pair, read_by_all)
    put_sentences(sheet, of_pair, whole)
    put_matched(sheet, {pair: _coded(of_pair[pair], each) for pair, each in met.items()}, whole)
    put_links(sheet, [bond for each in essays for bond in each.bonds], at)
    counts = tuple(_counted(pair, kind, each) for pair, each in met.items() for kind in SCOPES)
    confusion = {pair: _confusion(each) for pair, each in met.items()}
    return Figures(names, sheet.measured(rounds, seed), counts, confusion, seed, rounds, sheet.paragraphs)


def _coded(text: Continuum, met: Met) -> Coded:
    pairs, left, right = met
    return coded_pairs(text, pairs, len(left) + len(right))


def _counted(pair: Pair, kind: AnyKind, met: Met) -> Counted:
    pairs, left, right = met
    of = [both for both in pairs if not kind or kind in (both[0].kind, both[1].kind)]
    same = sum(one[1:4] == other[1:4] for one, other in of)
    kinds = sum(one.kind != other.kind for one, other in of)
    only = [sum(not kind or mark.kind == kind for mark in side) for side in (left, right)]
    return Counted(pair, kind, same, len(of) - same - kinds, kinds, *only)


def _confusion(met: Met) -> Mapping[Cell, int]:
    pairs, left, right = met
    cells: Counter[Cell] = Counter((one.kind, other.kind) for one, other in pairs)
    cells.update((mark.kind, "") for mark in left)
    cells.update(("", mark.kind) for mark in right)
    return dict(cells)
