"""A measured figure, and the sheet on which figures are gathered before they are computed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from counterpoint.comparison.explanations import explanation
from counterpoint.comparison.resampling import Columns, Formula, Row
from counterpoint.comparison.scores import Score
from counterpoint.core.vocabulary import KINDS, Kind

AnyKind = Kind | Literal[""]
Pair = tuple[str, str]
Why = Callable[[Row], str]

SCOPES: Final[tuple[AnyKind, ...]] = ("", *KINDS)
"""All kinds together, and each."""


@dataclass(frozen=True)
class Measure:
    """One figure.

    `kind` is empty for all kinds together; `pair` None for all annotators together. `value` is None where the
    figure is undefined, and `why` says why. `low` and `high` bound its 95 % interval, None where there is
    none. `items` counts what was compared (sentences, matched passages or links) and `left_out` what could
    not be; None where nothing is counted.
    """

    name: str
    kind: AnyKind
    pair: Pair | None
    value: float | None = None
    why: str = ""
    low: float | None = None
    high: float | None = None
    items: int | None = None
    left_out: int | None = None

    @property
    def explanation(self) -> str:
        """What the figure means, in one sentence that a coach can read."""
        return explanation(self.name, self.kind)


class Sheet:
    """Figures as they are gathered. Most are formulas of sums over paragraphs: the sums over all give the
    value, those over drawn ones the interval."""

    def __init__(self, paragraphs: int) -> None:
        self.paragraphs = paragraphs
        self._columns = Columns(paragraphs)
        self._exact: dict[int, int] = {}
        self._measures: list[Measure] = []
        self._formulas: list[tuple[int, Formula, str | Why]] = []

    def column(self, counts: Sequence[int], exact: int | None = None) -> int:
        """Takes what each paragraph counts; gives its place in a row. `exact` is the sum over the whole text,
        where that is more than its paragraphs' because something lies across two of them."""
        at = self._columns.add(counts)
        if exact is not None:
            self._exact[at] = exact
        return at

    def put(self, measure: Measure, formula: Formula, why: str | Why) -> None:
        """Takes a figure to be computed; `why` says why it is undefined, if it is."""
        self._formulas.append((len(self._measures), formula, why))
        self._measures.append(measure)

    def put_score(self, measure: Measure, score: Score) -> None:
        """Takes a figure that is known and has no interval."""
        self._measures.append(replace(measure, value=score.value, why=score.why))

    def measured(self, rounds: int, seed: int) -> tuple[Measure, ...]:
        """All figures, with their intervals."""
        found = list(self._measures)
        totals = self._columns.totals()
        row = tuple(self._exact.get(at, total) for at, total in enumerate(totals))
        defined: list[tuple[int, Formula]] = []
        for at, formula, why in self._formulas:
            value = formula(row)
            if value is None:
                found[at] = replace(found[at], why=why if isinstance(why, str) else why(row))
            else:
                found[at] = replace(found[at], value=value)
                defined.append((at, formula))
        intervals = self._columns.intervals([formula for _, formula in defined], rounds, seed)
        for (at, _), interval in zip(defined, intervals, strict=True):
            if interval is not None:
                found[at] = replace(found[at], low=interval[0], high=interval[1])
        return tuple(found)


def added(*columns: Sequence[int]) -> list[int]:
    """Columns added up, paragraph by paragraph."""
    return [sum(counts) for counts in zip(*columns, strict=True)]


def summed(parts: Sequence[Mapping[str, Sequence[int]]]) -> dict[str, list[int]]:
    """Columns of the same name added up."""
    names = dict.fromkeys(name for part in parts for name in part)
    return {name: added(*(part[name] for part in parts if name in part)) for name in names}
