"""What the styles and colours of debate files mean, in Verbatim's names of several years and in others'."""

import re
from collections.abc import Mapping
from colorsys import rgb_to_hsv
from typing import Final, Literal

from counterpoint.core.vocabulary import Highlight
from counterpoint.importers.docx_styles import Styles

Role = Literal[
    "", "pocket", "hat", "block", "tag", "undertag", "analytic", "cite", "underline", "emphasis", "link"
]

_PARAGRAPHS: Final[Mapping[Role, str]] = {
    "pocket": "heading1 pocket",
    "hat": "heading2 hat",
    "block": "heading3 block blocktitle blockheading blockheadings debateblock",
    "tag": "heading4 tag tags tagtext debatetag",
    "undertag": "undertag",
    "analytic": "analytic analytics",
    "cite": "cite cites citation debatecite debatecitemain",
}
_RUNS: Final[Mapping[Role, str]] = {
    "cite": "style13ptbold stylestylebold12pt cite cites citechar citeschar authordate authordatechar",
    "underline": "styleunderline styleboldunderline underline underlined underlinechar debateunderline"
    " debatehighlighted dottedunderline",
    "emphasis": "emphasis emphasize box boxed boxedemphasis debateemphasis",
    "link": "hyperlink followedhyperlink internetlink",
}
"""Names of styles by what they mean, in small letters and without anything else."""
_NO_LETTER: Final = re.compile(r"[\W_]+")
_COLOURS: Final[Mapping[str, Highlight]] = {
    "cyan": "cyan", "darkCyan": "cyan", "turquoise": "cyan",
    "green": "green", "darkGreen": "green", "brightGreen": "green",
}  # fmt: skip
_GREENS: Final = (0.2, 0.44)
_CYANS: Final = (0.44, 0.7)
"""Hues, from 0 to 1 round the circle."""
_PALE: Final = 0.08


class Roles:
    """What the styles of one file mean. A style is known by its id, its name or its first other name, or by
    what it is based on; later other names are often left over from elsewhere."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self._paragraphs: dict[str, Role] = {}
        self._runs: dict[str, Role] = {}

    def of_paragraph(self, style_id: str) -> Role:
        if style_id not in self._paragraphs:
            self._paragraphs[style_id] = self._found(style_id, _PARAGRAPHS)
        return self._paragraphs[style_id]

    def of_run(self, style_id: str) -> Role:
        if style_id not in self._runs:
            self._runs[style_id] = self._found(style_id, _RUNS)
        return self._runs[style_id]

    def _found(self, style_id: str, roles: Mapping[Role, str]) -> Role:
        names = [name for style in self.styles.chain(style_id) for name in style.names] or [style_id.lower()]
        for name in names:
            bare = _NO_LETTER.sub("", name)
            for role, known in roles.items():
                if bare in known.split():
                    return role
        return ""


def colour(highlight: str) -> Highlight | None:
    """Which of our three colours one of Word's is, or one told in hexadecimal digits; None for no colour."""
    if not highlight:
        return None
    if re.fullmatch("[0-9a-f]{6}", highlight):
        red, green, blue = bytes.fromhex(highlight)
        hue, full, _ = rgb_to_hsv(red / 255, green / 255, blue / 255)
        if full > _PALE and _GREENS[0] <= hue < _GREENS[1]:
            return "green"
        return "cyan" if full > _PALE and _CYANS[0] <= hue < _CYANS[1] else "yellow"
    return _COLOURS.get(highlight, "yellow")
