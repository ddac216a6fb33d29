"""A review's figures put in order for tables: what everybody comes to, and what each pair does."""

from dataclasses import dataclass, field
from typing import Final

from counterpoint.core.review_document import MeasureTold, ReviewDocument, figure
from counterpoint.core.vocabulary import KINDS
from counterpoint.exporters.review_told import Pairs

KIND_SAYS: Final = {"": "all kinds"} | {kind: kind for kind in KINDS}
"""A figure's kinds in order, and how each is called."""

HEAT: Final = ("under .20", ".20 to .39", ".40 to .59", ".60 to .79", ".80 and over")
"""The steps in which a table of pairs is coloured, the lowest first."""

Pair = tuple[str, str]


@dataclass
class Figure:
    """All values of one measure, by kind. `pairs` go by the names shown, `everybody` is one value: of all
    annotators, or of the two there are."""

    name: str
    explanation: str = ""
    everybody: dict[str, MeasureTold] = field(default_factory=dict)
    pairs: dict[str, dict[Pair, MeasureTold]] = field(default_factory=dict)


def figures(document: ReviewDocument) -> list[Figure]:
    """The measures as they come, each one's values together. With two annotators there are no pairs apart."""
    found: dict[str, Figure] = {}
    pairs = Pairs(document)
    for measure in sorted(document.measures, key=lambda each: each.kind != ""):
        one = found.setdefault(measure.name, Figure(measure.title or measure.name))
        one.explanation = one.explanation or measure.explanation
        if measure.pair is None:
            one.everybody[measure.kind] = measure
        elif len(document.lanes) <= 2:
            one.everybody.setdefault(measure.kind, measure)
        else:
            pair = pairs.next((measure.name, measure.kind), measure.pair)
            one.pairs.setdefault(measure.kind, {})[pair] = measure
    order = dict.fromkeys(measure.name for measure in document.measures)
    return [found[name] for name in order]


def between(values: dict[Pair, MeasureTold], first: str, second: str) -> MeasureTold | None:
    """What two come to, whoever is named first; nothing where that was not measured."""
    return values.get((first, second)) or values.get((second, first))


def interval(measure: MeasureTold) -> str:
    """The 95 % interval, such as `.61 to .84`; empty without one."""
    if measure.low is None or measure.high is None:
        return ""
    return f"{figure(measure.low)} to {figure(measure.high)}"


def heat(value: float) -> int:
    """Which step of `HEAT` a value is in."""
    return min(max(int(round(value, 2) * 5 + 1e-9), 0), len(HEAT) - 1)


def undefined(one: Figure) -> dict[str, list[tuple[str, Pair]]]:
    """Why values of pairs are undefined: of which kinds, and of which pairs."""
    whys: dict[str, list[tuple[str, Pair]]] = {}
    for kind, values in one.pairs.items():
        for pair, measure in values.items():
            if measure.value is None:
                whys.setdefault(measure.why, []).append((kind, pair))
    return whys


def resampled(document: ReviewDocument) -> str:
    """How the intervals were found; empty where there are none."""
    if not document.rounds:
        return ""
    return f"95 % intervals from {document.rounds:,} resamples of the paragraphs, seed {document.seed}."
