"""Sizes, families and the mixing of colours: what every drawing in the window shares."""

from typing import Final

SANS: Final = "Noto Sans"
"""The family of what is operated."""

SERIF: Final = "Noto Serif"
"""The family of what is read."""

SANS_PIXELS: Final = 13
SMALL_PIXELS: Final = 11
"""For counts, key caps and small-capital headings."""

RADIUS: Final = 8
"""The corner of frames and buttons, in pixels."""

STEP: Final = 4
"""Spacing comes in steps of this many pixels."""


def mix(over: str, under: str, share: float) -> str:
    """The colour that `share` (0 to 1) of `over` upon `under` makes; all are `#rrggbb`."""
    pairs = zip(bytes.fromhex(over[1:]), bytes.fromhex(under[1:]), strict=True)
    return "#" + "".join(f"{round(front * share + back * (1 - share)):02x}" for front, back in pairs)


POINTS_A_PIXEL: Final = 0.75
"""Letters are measured in pixels in the settings and in points, at 96 dots an inch, in the page."""
