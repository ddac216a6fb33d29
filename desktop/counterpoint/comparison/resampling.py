"""The bootstrap: how far a figure might lie elsewhere, had other paragraphs of the same making been read.

Efron, B. & Tibshirani, R. J. (1993) An Introduction to the Bootstrap, chapter 13, percentile intervals.
Paragraphs are drawn with replacement, as many as there are; a figure is computed from the sums of what each
drawn paragraph counts. The middle 95 % of the figures make the interval.

All counts of a paragraph are packed into one whole number, so that a round is one sum of as many numbers as
there are paragraphs, however many figures there are.
"""

from collections.abc import Callable, Sequence
from random import Random
from struct import Struct
from typing import Final

Row = tuple[int, ...]
"""The sums of all columns."""

Formula = Callable[[Row], float | None]
"""A figure from the sums, None where it is undefined."""

ROUNDS: Final = 1_000
SEED: Final = 20_130_616
SHARE: Final = 0.95

_LEAST_DEFINED: Final = 0.9
_SIZES: Final = (("H", 1 << 16), ("I", 1 << 32), ("Q", 1 << 64))


class Columns:
    """What each paragraph counts, column by column; all counts are whole and not negative."""

    def __init__(self, paragraphs: int) -> None:
        self.paragraphs = paragraphs
        self._columns: list[Sequence[int]] = []

    def add(self, column: Sequence[int]) -> int:
        """Takes a column; gives its place in a row."""
        self._columns.append(column)
        return len(self._columns) - 1

    def totals(self) -> Row:
        """The sums over all paragraphs."""
        return tuple(map(sum, self._columns))

    def intervals(
        self, formulas: Sequence[Formula], rounds: int = ROUNDS, seed: int = SEED
    ) -> list[tuple[float, float] | None]:
        """The 95 % percentile interval of each figure; None with fewer than two paragraphs, and where the
        figure is undefined in a tenth of the rounds or more."""
        if self.paragraphs < 2 or not self._columns:
            return [None] * len(formulas)
        packing = Struct("<" + "".join(self._size(column) for column in self._columns))
        packed = [int.from_bytes(packing.pack(*row), "little") for row in zip(*self._columns, strict=True)]
        random = Random(seed)
        values: list[list[float]] = [[] for _ in formulas]
        for _ in range(rounds):
            drawn = sum(random.choices(packed, k=self.paragraphs))
            row = packing.unpack(drawn.to_bytes(packing.size, "little"))
            for found, formula in zip(values, formulas, strict=True):
                value = formula(row)
                if value is not None:
                    found.append(value)
        return [_middle(found) if len(found) > rounds * _LEAST_DEFINED else None for found in values]

    def _size(self, column: Sequence[int]) -> str:
        """The smallest whole number that holds any sum of as many of the column's counts as there are."""
        most = max(column) * self.paragraphs
        return next(size for size, limit in _SIZES if most < limit)


def _middle(values: list[float]) -> tuple[float, float]:
    """Between which values the middle 95 % lie."""
    values.sort()
    outside = int(len(values) * (1 - SHARE) / 2)
    return values[outside], values[-1 - outside]
