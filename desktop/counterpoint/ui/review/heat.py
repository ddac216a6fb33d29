"""The colours of figures: from orange over amber to bluish green, which people with any colour vision tell
apart, with dark numbers that can be read on each. They guide the eye; the number says it."""

from functools import lru_cache
from typing import Final

from counterpoint.ui.tokens import mix

STOPS: Final[tuple[tuple[float, str], ...]] = ((0.4, "#f4a582"), (0.6, "#f7d98b"), (0.8, "#8bd3b7"))
"""Figures and their colours, mixed between: about where readers call agreement poor, fair and good."""

INK: Final = "#1b1a17"
"""What numbers are written in on any of these colours, in every theme."""


def heat(value: float) -> str:
    """The colour of a figure, to two digits as it is written: `#rrggbb`."""
    return _colour(round(value, 2))


@lru_cache(maxsize=256)
def _colour(value: float) -> str:
    low, colour = STOPS[0]
    if value <= low:
        return colour
    for high, then in STOPS[1:]:
        if value <= high:
            return mix(then, colour, (value - low) / (high - low))
        low, colour = high, then
    return colour
