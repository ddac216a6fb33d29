"""What the annotators of a continuum marked, counted once for all their unitizing figures."""

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from counterpoint.comparison.continuum import Continuum
from counterpoint.comparison.measures import summed
from counterpoint.comparison.mixed import Layer, Marked, inside, marked, meets, shared_squares, squares
from counterpoint.comparison.unitizing import Parted, apart, parted
from counterpoint.core.vocabulary import KINDS, Kind

Counts = dict[str, list[int]]
Whole = dict[str, int]

LAYERS: Final = (*KINDS, "cover")


class Layers:
    """Counts by resampling unit, what lies across two of them cut: `of claim` is the length of that layer,
    `both claim` is (m − 1)·ℓ_cc, `in claim` is (m − 1)·ℓ*_c, and `squares …` are Σ L² of the layer's spans or
    of the parts in what others marked. Besides the kinds, `cover` is whatever is marked, and `pieces` are its
    pieces (`mixed.Marked`). The squares of a whole text are more than those of its parts, so they are counted
    apart.
    """

    def __init__(self, text: Continuum) -> None:
        self.text = text
        self._marked = {
            name: marked([mark[1:4] for mark in marks], 0, text.length) for name, marks in text.marks.items()
        }
        self._cut = {name: _cut(text, each) for name, each in self._marked.items()}
        self._apart = {
            (name, kind): apart(mark[1:3] for mark in marks if mark.kind == kind)
            for name, marks in text.marks.items()
            for kind in KINDS
        }
        self._own: dict[str, tuple[Counts, Whole]] = {}
        self._between: dict[tuple[str, str], tuple[Counts, Whole]] = {}

    def counted(self, annotators: Sequence[str]) -> tuple[Counts, Whole]:
        """The counts of these annotators together, and the squares of the whole text."""
        parts = [self._of(name) for name in annotators]
        parts += [self._of_pair(one, other) for one, other in combinations(annotators, 2)]
        whole: Whole = {}
        for _, each in parts:
            for name, count in each.items():
                whole[name] = whole.get(name, 0) + count
        return summed([counts for counts, _ in parts]), whole

    def parted(self, annotators: Sequence[str], kind: Kind) -> Parted | None:
        """What a kind adds to α_U; nothing if none of them marked any."""
        spans = [self._apart[name, kind] for name in annotators]
        return parted(spans, 0, self.text.length) if any(spans) else None

    def _of(self, name: str) -> tuple[Counts, Whole]:
        if name not in self._own:
            parts, whole = self._cut[name], self._marked[name]
            counts: Counts = {}
            for layer in LAYERS:
                spans = _layer(parts, layer)
                counts[f"of {layer}"] = self.text.measure((start, end - start) for start, end in spans)
                counts[f"squares {layer}"] = self._squares(spans)
            counts["squares pieces"] = self._squares(parts.pieces)
            exact = {f"squares {layer}": squares(_layer(whole, layer)) for layer in LAYERS}
            self._own[name] = counts, exact | {"squares pieces": squares(whole.pieces)}
        return self._own[name]

    def _of_pair(self, one: str, other: str) -> tuple[Counts, Whole]:
        if (one, other) not in self._between:
            a, b = self._cut[one], self._cut[other]
            counts: Counts = {}
            for layer in LAYERS:
                both = meets(_layer(a, layer), _layer(b, layer))
                counts[f"both {layer}"] = self.text.measure(((start, end - start) for start, end in both), 2)
            for kind in KINDS:
                parts = [*inside(_layer(a, kind), b.cover), *inside(_layer(b, kind), a.cover)]
                counts[f"in {kind}"] = self.text.measure(parts)
                counts[f"squares in {kind}"] = self.text.measure((start, each**2) for start, each in parts)
            pieces = [*inside(a.pieces, b.cover), *inside(b.pieces, a.cover)]
            counts["squares in pieces"] = self.text.measure((start, each**2) for start, each in pieces)
            self._between[one, other] = counts, _exact(self._marked[one], self._marked[other])
        return self._between[one, other]

    def _squares(self, layer: Layer) -> list[int]:
        return self.text.measure((start, (end - start) ** 2) for start, end in layer)


def _exact(one: Marked, other: Marked) -> Whole:
    found = {
        f"squares in {kind}": shared_squares(_layer(one, kind), other.cover)
        + shared_squares(_layer(other, kind), one.cover)
        for kind in KINDS
    }
    pieces = shared_squares(one.pieces, other.cover) + shared_squares(other.pieces, one.cover)
    return found | {"squares in pieces": pieces}


def _layer(marks: Marked, name: str) -> Layer:
    return marks.cover if name == "cover" else marks.layers.get(name, ())


def _cut(text: Continuum, marks: Marked) -> Marked:
    layers = {label: text.cut(layer) for label, layer in marks.layers.items()}
    return Marked(marks.length, layers, text.cut(marks.cover), text.cut(marks.pieces))
