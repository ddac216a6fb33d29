"""What an RTF file's tables at its head say: the fonts' encodings, and which styles are headings."""

import re
from typing import Final

from counterpoint.importers.rtf_tokens import charset_encoding, page_encoding

_HEADING: Final = re.compile(r"(?:heading|überschrift|titre|título)\s*([1-9])", re.IGNORECASE)
_TITLE: Final = "title"
_DEEPEST: Final = 10
_LEVELS: Final = 6


class Fonts:
    """The encodings of the fonts that have one of their own."""

    def __init__(self) -> None:
        self._encodings: dict[int | None, str] = {}

    def define(self, font: int | None, word: str, number: int | None) -> None:
        """Take in what a control word of the font table says of a font."""
        if word == "fcharset" and (encoding := charset_encoding(number)):
            self._encodings[font] = encoding
        elif word == "cpg":
            self._encodings[font] = page_encoding(number)

    def encoding(self, font: int | None, otherwise: str) -> str:
        """What text in a font is in."""
        return self._encodings.get(font, otherwise)


class StyleSheet:
    """The paragraph styles. One after another is begun, told of, named and ended."""

    def __init__(self) -> None:
        self._levels: dict[int, int] = {}
        self._based_on: dict[int, int] = {}
        self._number: int | None = 0
        self._base: int | None = None
        self._level = 0
        self._name = ""

    def begin(self) -> None:
        """A style begins; where nothing else is said, it is number 0."""
        self._number, self._base, self._level, self._name = 0, None, 0, ""

    def define(self, word: str, number: int | None) -> None:
        """Take in what a control word says of the style."""
        if word == "s":
            self._number = number or 0
        elif word in ("cs", "ds", "ts", "tsrowd"):
            self._number = None
        elif word == "outlinelevel":
            self._level = outline_level(number)
        elif word == "sbasedon":
            self._base = number

    def call(self, text: str) -> None:
        """Take in a part of the style's name."""
        self._name += text

    def end(self) -> None:
        """The style is told; one that is of no paragraph is forgotten."""
        if self._number is None:
            return
        name = self._name.strip().rstrip(";").strip()
        heading = _HEADING.fullmatch(name)
        named = min(int(heading[1]), _LEVELS) if heading else int(name.lower() == _TITLE)
        if level := self._level or named:
            self._levels[self._number] = level
        if self._base is not None:
            self._based_on[self._number] = self._base

    def level(self, style: int) -> int:
        """The heading level of a style; 0 for none."""
        for _ in range(_DEEPEST):
            if style in self._levels:
                return self._levels[style]
            if style not in self._based_on:
                return 0
            style = self._based_on[style]
        return 0


def outline_level(number: int | None) -> int:
    """A heading's level as an outline level says it: 0 the highest, 9 the body's text."""
    return min(number + 1, _LEVELS) if number is not None and 0 <= number < 9 else 0
