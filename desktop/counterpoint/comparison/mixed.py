"""uα and its kin: agreement on what each stretch of the text is marked as, gaps included.

Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016) On the reliability of unitizing textual
continua: Further developments. Quality & Quantity 50; Krippendorff, K. (2019) Content Analysis, 4th edition,
chapter 12.

ℓ_ck = (1/(m − 1))·Σ over ordered pairs of annotators of the length that one marked c and the other k; what an
annotator left unmarked is a gap, with the value φ. ε_ck = ℓ(ℓ_c·ℓ_k − [c = k]W_c)/(ℓ² − W) is what chance
would give. W sums the squared lengths of units and the lengths of gaps: no unit is paired with itself, and no
single character of a gap.

Those formulas need each annotator's units to partition the text. Ours may overlap: rhetoric inside a claim.
So each label, and φ, is a layer of its own:

- An annotator's units of one label that overlap are merged; such as only touch are not.
- Since Σ over k ≠ c of ε_ck = ℓ·ℓ_c(ℓ − ℓ_c)/(ℓ² − W), uα = 1 − Σ_c(ℓ_c − ℓ_cc) / Σ_c ℓ·ℓ_c(ℓ − ℓ_c)/(ℓ² −
  W). On a partition that is the published figure; where labels overlap, each layer adds its own part.
- W takes as units the pieces between an annotator's boundaries, which on a partition are her units.

Everything is counted in whole numbers, multiplied by m − 1, and divided once at the end.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from counterpoint.comparison.scores import (
    NO_TEXT,
    TOO_FEW,
    Score,
    Unit,
    Units,
    one_less,
    scored,
    undefined,
    within,
)

Span = tuple[int, int]
Layer = Sequence[Span]
"""Spans in order that do not overlap; they may touch."""

_NOTHING_SHARED: Final = "no stretch was marked by two annotators"
ONE_VALUE: Final = "everything has one and the same value, so there is nothing to tell apart"
_ONE_LABEL: Final = "only one kind was used where two annotators marked, so there is nothing to tell apart"
_NOT_SHARED: Final = "where it was used, nobody else marked anything"
_NOT_USED: Final = "nobody marked any of this kind"
_THIN: Final = "too little was marked by two annotators to say what chance would give"


def u_alpha(units: Units, begin: int, length: int) -> Score:
    """uα: agreement on what is marked, as what, and from where to where (Krippendorff et al. 2016).

    Undefined with fewer than two annotators, with no text, and where all of it has one value: nobody marked
    anything, or all of them everything alike.
    """
    return _checked(units, length) or u_alpha_of(_read(units, begin, length))


def bar_u_alpha(units: Units, begin: int, length: int) -> Score:
    """|uα: agreement on what is marked at all, whatever the label; an annotator's units that overlap are then
    one (Krippendorff et al. 2016). Undefined as `u_alpha` is, and where nobody left a gap."""
    return _checked(units, length) or bar_u_alpha_of(_read(units, begin, length))


def cu_alpha(units: Units, begin: int, length: int) -> Score:
    """cuα: agreement on the labels alone, in the stretches that both of a pair marked; from ℓ without φ, and
    W_c = (1/(m − 1))·Σ over the others j of L(S ∩ what j marked)² (Krippendorff et al. 2016).

    Undefined with fewer than two annotators, where no two marked the same stretch, and where only one label
    stands there.
    """
    return _checked(units, length) or cu_alpha_of(_read(units, begin, length))


def k_u_alpha(units: Units, begin: int, length: int, category: Hashable) -> Score:
    """(k)uα: how reliably one label is told from the others, in the stretches that both of a pair marked:
    1 − (ε*_k/ℓ*_k)·(ℓ*_k − ℓ*_kk)/(ε*_k − ε*_kk) (Krippendorff et al. 2016).

    Undefined as `cu_alpha` is, and where nobody else marked anything where the label was used.
    """
    return _checked(units, length) or k_u_alpha_of(_read(units, begin, length), category)


@dataclass(frozen=True)
class Marked:
    """What one annotator marked: a layer for each label, `cover` of whatever is marked at all, and `pieces`,
    the cover cut at every boundary of a layer. `length` is that of the whole text."""

    length: int
    layers: Mapping[Hashable, Layer]
    cover: Layer
    pieces: Layer


def marked(units: Iterable[Unit], begin: int, length: int) -> Marked:
    """One annotator's units as layers."""
    spans: dict[Hashable, list[Span]] = {}
    for start, end, label in within(units, begin, length):
        spans.setdefault(label, []).append((start - begin, end - begin))
    layers = {label: merged(each) for label, each in spans.items()}
    cover = merged(span for layer in layers.values() for span in layer)
    return Marked(length, layers, cover, _pieces(layers.values(), cover))


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one; such as only touch stay two."""
    ordered = sorted(spans)
    found = ordered[:1]
    for start, end in ordered[1:]:
        if start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _pieces(layers: Iterable[Layer], cover: Layer) -> list[Span]:
    bounds = sorted({bound for layer in layers for span in layer for bound in span})
    return list(meets(list(pairwise(bounds)), cover))


def meets(one: Layer, other: Layer) -> Iterator[Span]:
    """The stretches that both layers have, in order."""
    at, last = 0, len(other)
    for start, end in one:
        while at < last and other[at][1] <= start:
            at += 1
        ahead = at
        while ahead < last and other[ahead][0] < end:
            yield max(start, other[ahead][0]), min(end, other[ahead][1])
            ahead += 1


def size(spans: Iterable[Span]) -> int:
    """How long the spans are together."""
    return sum(end - start for start, end in spans)


def shared(one: Layer, other: Layer) -> int:
    """How long the stretches are together that both layers have."""
    return size(meets(one, other))


def squares(spans: Iterable[Span]) -> int:
    """Σ L² of the spans."""
    return sum((end - start) ** 2 for start, end in spans)


def gaps(cover: Layer, length: int) -> list[Span]:
    """What the cover leaves of a text."""
    edges = [0, *(bound for span in cover for bound in span), length]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def inside(layer: Layer, cover: Layer) -> Iterator[tuple[int, int]]:
    """Of each of the layer's spans that the cover meets: where it starts, and how much of it lies in the
    cover."""
    at, last = 0, len(cover)
    for start, end in layer:
        while at < last and cover[at][1] <= start:
            at += 1
        length, ahead = 0, at
        while ahead < last and cover[ahead][0] < end:
            length += min(end, cover[ahead][1]) - max(start, cover[ahead][0])
            ahead += 1
        if length:
            yield start, length


def shared_squares(layer: Layer, cover: Layer) -> int:
    """Σ over the layer's spans S of L(S ∩ cover)²."""
    return sum(length**2 for _, length in inside(layer, cover))


def u_alpha_of(everyone: Sequence[Marked]) -> Score:
    """uα of two annotators or more, over the same text."""
    labels = {label for each in everyone for label in each.layers}
    layers = [[each.layers.get(label, ()) for each in everyone] for label in labels]
    layers.append([gaps(each.cover, each.length) for each in everyone])
    pieces = sum(squares(each.pieces) + each.length - size(each.cover) for each in everyone)
    sizes = [(sum(map(size, layer)), _shared(layer, layer)) for layer in layers]
    return scored(u_value(len(everyone), everyone[0].length, sizes, pieces), ONE_VALUE)


def bar_u_alpha_of(everyone: Sequence[Marked]) -> Score:
    """|uα of two annotators or more, over the same text."""
    return u_alpha_of([Marked(each.length, {"": each.cover}, each.cover, each.cover) for each in everyone])


def u_value(annotators: int, length: int, layers: Iterable[tuple[int, int]], pieces: int) -> float | None:
    """uα from sums: for each layer, φ's too, its length and (m − 1)·ℓ_cc; and W."""
    total, others = annotators * length, annotators - 1
    differing = spread = 0
    for of, both in layers:
        differing += others * of - both
        spread += of * (total - of)
    return one_less(differing * (total**2 - pieces), others * total * spread)


def cu_alpha_of(everyone: Sequence[Marked]) -> Score:
    """cuα of two annotators or more, over the same text."""
    covers = [each.cover for each in everyone]
    labels = {label for each in everyone for label in each.layers}
    layers = [[each.layers.get(label, ()) for each in everyone] for label in labels]
    sizes = [(_shared(layer, covers), _shared(layer, layer)) for layer in layers]
    total = _shared(covers, covers)
    pieces = _shared_squares([each.pieces for each in everyone], covers)
    return scored(cu_value(len(everyone), total, sizes, pieces), why_no_cu(total, [of for of, _ in sizes]))


def why_no_cu(total: int, labels: Iterable[int]) -> str:
    """Why cuα is undefined, if it is, from ℓ* and each label's ℓ*_c."""
    if not total:
        return _NOTHING_SHARED
    return _THIN if any(of not in (0, total) for of in labels) else _ONE_LABEL


def cu_value(annotators: int, total: int, layers: Iterable[tuple[int, int]], pieces: int) -> float | None:
    """cuα from sums, all times m − 1: ℓ*; for each label ℓ*_c and ℓ_cc; and W."""
    free = total**2 - (annotators - 1) * pieces
    differing = spread = 0
    for of, both in layers:
        differing += of - both
        spread += of * (total - of)
    return one_less(differing * free, total * spread) if free > 0 else None


def k_u_alpha_of(everyone: Sequence[Marked], category: Hashable) -> Score:
    """(k)uα of two annotators or more, over the same text."""
    covers = [each.cover for each in everyone]
    layer = [each.layers.get(category, ()) for each in everyone]
    total, of, both = _shared(covers, covers), _shared(layer, covers), _shared(layer, layer)
    value = k_u_value(len(everyone), total, of, both, _shared_squares(layer, covers))
    return scored(value, why_no_k_u(total, of, any(layer)))


def why_no_k_u(total: int, of: int, used: bool) -> str:
    """Why (k)uα is undefined, if it is, from ℓ*, ℓ*_k and whether the label was used at all."""
    if not used:
        return _NOT_USED
    if not of:
        return _NOT_SHARED
    return _ONE_LABEL if of == total else _THIN


def k_u_value(annotators: int, total: int, of: int, both: int, units: int) -> float | None:
    """(k)uα from sums, all times m − 1: ℓ*, ℓ*_k, ℓ*_kk and W_k."""
    free = of * total - (annotators - 1) * units
    return one_less(free * (of - both), of**2 * (total - of)) if free > 0 or of == both else None


def _checked(units: Units, length: int) -> Score | None:
    """What is wrong whatever the measure."""
    if len(units) < 2:
        return undefined(TOO_FEW)
    if length < 1:
        return undefined(NO_TEXT)
    return None


def _read(units: Units, begin: int, length: int) -> list[Marked]:
    return [marked(each, begin, length) for each in units.values()]


def _shared(layers: Sequence[Layer], others: Sequence[Layer]) -> int:
    """Σ over the ordered pairs of different annotators of what one's layer shares with the other's."""
    numbers = range(len(layers))
    return sum(shared(layers[i], others[j]) for i in numbers for j in numbers if i != j)


def _shared_squares(layers: Sequence[Layer], covers: Sequence[Layer]) -> int:
    numbers = range(len(layers))
    return sum(shared_squares(layers[i], covers[j]) for i in numbers for j in numbers if i != j)
