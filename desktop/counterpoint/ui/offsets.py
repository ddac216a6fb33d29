"""The one converter between code points, which everything else counts in, and Qt's UTF-16 units."""

import re
from bisect import bisect_left, bisect_right
from typing import Final

_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")


class OffsetMap:
    """Converts offsets of one text both ways in logarithmic time; building it costs one scan of the text."""

    def __init__(self, text: str) -> None:
        self._astral = [] if text.isascii() else [found.start() for found in _ASTRAL.finditer(text)]
        self._units = [start + rank for rank, start in enumerate(self._astral)]
        self.length = len(text)

    @property
    def qt_length(self) -> int:
        """How many UTF-16 units the text has."""
        return self.length + len(self._astral)

    def to_qt(self, code_point: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return code_point + bisect_left(self._astral, code_point) if self._astral else code_point

    def to_text(self, utf16: int) -> int:
        """The code point offset of a UTF-16 offset; between two surrogates, that of their character."""
        if not self._units:
            return utf16
        before = bisect_right(self._units, utf16)
        if before and self._units[before - 1] == utf16 - 1:
            return self._astral[before - 1]
        return utf16 - before + (1 if before and self._units[before - 1] == utf16 else 0)
