"""What every measure of agreement gives and takes."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

Unit = tuple[int, int, Hashable]
"""A marked stretch: start and end in half-open code points, and its label, which may be anything hashable."""

Units = Mapping[str, Sequence[Unit]]
"""What each annotator marked. One who marked nothing has an empty sequence: she counts."""

TOO_FEW: Final = "it takes two annotators to agree or to differ"
NO_TEXT: Final = "there is no text to compare"
NO_UNITS: Final = "nobody marked anything"


@dataclass(frozen=True, slots=True)
class Score:
    """A measure's value or, where it has none, why not in plain words: a clause without capital or stop."""

    value: float | None
    why: str = ""


def undefined(why: str) -> Score:
    """A score that has no value."""
    return Score(None, why)


def scored(value: float | None, why: str) -> Score:
    """The score of a value or, where there is none, the reason."""
    return Score(None, why) if value is None else Score(value)


def one_less(numerator: int, denominator: int) -> float | None:
    """1 − numerator ÷ denominator, None where that is nothing. Both are whole numbers, so that the last digit
    does not depend on the order in which anything was counted."""
    return (denominator - numerator) / denominator if denominator > 0 else None


def within(units: Iterable[Unit], begin: int, length: int) -> list[Unit]:
    """The units as far as they lie in the stretch compared; those without length there are left out."""
    end = begin + length
    clipped = ((max(start, begin), min(stop, end), label) for start, stop, label in units)
    return [unit for unit in clipped if unit[0] < unit[1]]
