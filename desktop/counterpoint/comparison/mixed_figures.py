"""uα and its kin, and α_U, by pair and for all annotators together."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from counterpoint.comparison.continuum import Continuum
from counterpoint.comparison.layers import Layers
from counterpoint.comparison.measures import SCOPES, AnyKind, Measure, Pair, Sheet, Why
from counterpoint.comparison.mixed import (
    ONE_VALUE,
    cu_value,
    k_u_value,
    u_value,
    why_no_cu,
    why_no_k_u,
)
from counterpoint.comparison.resampling import Formula, Row
from counterpoint.comparison.scores import NO_TEXT, NO_UNITS, TOO_FEW, undefined
from counterpoint.comparison.unitizing import unitizing
from counterpoint.core.vocabulary import KINDS

FIGURES: Final[tuple[tuple[str, AnyKind], ...]] = (
    *(("u_alpha", scope) for scope in SCOPES),
    ("bar_u_alpha", ""),
    ("cu_alpha", ""),
    *(("k_u_alpha", kind) for kind in KINDS),
    *(("alpha_unitizing", scope) for scope in SCOPES),
)
"""The unitizing measures, each with the kinds it is given for."""


def put_unitizing(sheet: Sheet, of_pair: Mapping[Pair, Continuum], of_all: Continuum) -> None:
    """The unitizing measures: uα and α_U of each kind and of all, (k)uα of each kind, |uα and cuα of all.

    α_U has no interval: what chance would give it depends on every gap of the whole text.
    """
    texts = {id(text): text for text in (*of_pair.values(), of_all)}
    layers = {key: Layers(text) for key, text in texts.items()}
    for pair, text in of_pair.items():
        _put(sheet, layers[id(text)], pair, pair)
    _put(sheet, layers[id(of_all)], tuple(of_all.marks), None)


class _At(NamedTuple):
    """Where in a row the counts of some annotators are."""

    annotators: int
    length: int
    column: Mapping[str, int]


def _put(sheet: Sheet, layers: Layers, annotators: Sequence[str], pair: Pair | None) -> None:
    wrong = TOO_FEW if len(annotators) < 2 else "" if layers.text.length else NO_TEXT
    if wrong:
        for name, kind in FIGURES:
            sheet.put_score(Measure(name, kind, pair), undefined(wrong))
        return
    counts, whole = layers.counted(annotators)
    column = {name: sheet.column(counts[name], whole.get(name)) for name in counts}
    at = _At(len(annotators), sheet.column(layers.text.lengths()), column)
    for kind in KINDS:
        sheet.put(Measure("u_alpha", kind, pair), _layer_alpha(at, kind), ONE_VALUE)
        sheet.put(Measure("k_u_alpha", kind, pair), _k_u_alpha(at, kind), _why_no_k_u(at, kind))
    sheet.put(Measure("u_alpha", "", pair), _u_alpha(at), ONE_VALUE)
    sheet.put(Measure("bar_u_alpha", "", pair), _layer_alpha(at, "cover"), ONE_VALUE)
    sheet.put(Measure("cu_alpha", "", pair), _cu_alpha(at), _why_no_cu(at))
    parts = {kind: layers.parted(annotators, kind) for kind in KINDS}
    for scope in SCOPES:
        used = [part for kind, part in parts.items() if part is not None and scope in ("", kind)]
        score = unitizing(used, len(annotators), layers.text.length) if used else undefined(NO_UNITS)
        sheet.put_score(Measure("alpha_unitizing", scope, pair), score)


def _layer_alpha(at: _At, layer: str) -> Formula:
    """uα of one layer and its gaps, which add the same to it as the layer itself."""
    m, length, of, both = at.annotators, at.length, at.column[f"of {layer}"], at.column[f"both {layer}"]
    own = at.column[f"squares {layer}"]

    def alpha(row: Row) -> float | None:
        gaps = m * row[length] - row[of]
        return u_value(m, row[length], ((row[of], row[both]),), row[own] + gaps)

    return alpha


def _u_alpha(at: _At) -> Formula:
    m, length, cover, shared = at.annotators, at.length, at.column["of cover"], at.column["both cover"]
    kinds = [(at.column[f"of {kind}"], at.column[f"both {kind}"]) for kind in KINDS]
    pieces = at.column["squares pieces"]

    def alpha(row: Row) -> float | None:
        gaps = m * row[length] - row[cover]
        both_gaps = (m - 1) * (gaps - row[cover]) + row[shared]
        layers = [(row[of], row[both]) for of, both in kinds]
        return u_value(m, row[length], (*layers, (gaps, both_gaps)), row[pieces] + gaps)

    return alpha


def _cu_alpha(at: _At) -> Formula:
    m, total, pieces = at.annotators, at.column["both cover"], at.column["squares in pieces"]
    kinds = [(at.column[f"in {kind}"], at.column[f"both {kind}"]) for kind in KINDS]
    return lambda row: cu_value(m, row[total], [(row[of], row[both]) for of, both in kinds], row[pieces])


def _why_no_cu(at: _At) -> Why:
    total, kinds = at.column["both cover"], [at.column[f"in {kind}"] for kind in KINDS]
    return lambda row: why_no_cu(row[total], [row[of] for of in kinds])


def _k_u_alpha(at: _At, kind: str) -> Formula:
    m, total, of = at.annotators, at.column["both cover"], at.column[f"in {kind}"]
    both, units = at.column[f"both {kind}"], at.column[f"squares in {kind}"]
    return lambda row: k_u_value(m, row[total], row[of], row[both], row[units])


def _why_no_k_u(at: _At, kind: str) -> Why:
    total, of, used = at.column["both cover"], at.column[f"in {kind}"], at.column[f"of {kind}"]
    return lambda row: why_no_k_u(row[total], row[of], row[used] > 0)
