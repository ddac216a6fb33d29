"""The glyphs of a PDF's page: where they stand, as pdfium says."""

import ctypes
import math
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

_NAME_LENGTH: Final = 128
_BOLD: Final = re.compile(rb"bold|black|heavy|demi|medi(?!um)|cmbx|sfbx", re.IGNORECASE)

Place = tuple[float, float, float, float, int]
"""Where a line stands, in points from the page's lower left corner as the text is turned: its left end, its
right end, its baseline, how high its letters are, and how many quarters of a circle it is turned by against
the page, anticlockwise."""
_NOWHERE: Final[Place] = (0.0, 0.0, 0.0, 1.0, 0)


class Glyph(NamedTuple):
    """A code point of the page's text, and from where to where it reaches. Spaces that pdfium has put in
    where it saw a gap are not `drawn`."""

    char: str
    left: float
    right: float
    drawn: bool


class Glyphs:
    """The `text` of the page that it was turned to and that page's `count` glyphs by pdfium's numbers, which
    count units of UTF-16. What pdfium writes its answers to is kept from one question to the next, as there
    are many."""

    def __init__(self) -> None:
        self.text, self.count = "", 0
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._name, self._flags = ctypes.create_string_buffer(_NAME_LENGTH), ctypes.c_int()

    def turn_to(self, page: PdfTextPage) -> None:
        """Go on with a page of the same file."""
        self.text = page.get_text_range(errors="surrogatepass")
        self.count = page.count_chars()
        self._page = page.raw

    def number(self, unit: int) -> int:
        """The number of the glyph that a unit of the text shows; pdfium leaves out of it what means
        nothing."""
        return max(int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._page, unit)), 0)

    def place(self, first: int, last: int) -> Place:
        """Where the line from one glyph to another stands."""
        page, box, matrix = self._page, self._box, self._matrix
        pdfium.FPDFText_GetCharOrigin(page, first, self._x, self._y)
        pdfium.FPDFText_GetLooseCharBox(page, last, box)
        pdfium.FPDFText_GetMatrix(page, first, matrix)
        size = pdfium.FPDFText_GetFontSize(page, first)
        x, y, right, height = self._x.value, self._y.value, box.right, matrix.d
        if not math.isfinite(x + y + right + height):
            return _NOWHERE
        if matrix.a > 0 and not matrix.b:
            return x, right, y, size * abs(height) or 1.0, 0
        size *= math.hypot(matrix.c, matrix.d)
        turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        right = (box.right, box.top, -box.left, -box.bottom)[turn]
        left, base = ((x, y), (y, -x), (-x, -y), (-y, x))[turn]
        return left, right, base, size or 1.0, turn

    def of(self, text: str, first: int) -> list[Glyph]:
        """The glyphs of a text that begins with glyph `first`."""
        page, box = self._page, self._box
        found = []
        for char in text:
            drawn = char != " " or not pdfium.FPDFText_IsGenerated(page, first)
            pdfium.FPDFText_GetCharOrigin(page, first, self._x, self._y)
            pdfium.FPDFText_GetLooseCharBox(page, first, box)
            found.append(Glyph(char, self._x.value, max(box.right, self._x.value), drawn))
            first += 2 if char > "\uffff" else 1
        return found

    def apart(self, spaces: Iterable[int], gap: float) -> bool:
        """Whether the glyphs on both sides of any of these are further apart than `gap`, in points."""
        page, box, x, y = self._page, self._box, self._x, self._y
        for number in spaces:
            pdfium.FPDFText_GetLooseCharBox(page, number - 1, box)
            pdfium.FPDFText_GetCharOrigin(page, number + 1, x, y)
            if x.value - box.right > gap:
                return True
        return False

    def bold(self, number: int) -> bool:
        """Whether a glyph's font is a bold one, by its name."""
        length = pdfium.FPDFText_GetFontInfo(self._page, number, self._name, _NAME_LENGTH, self._flags)
        return 0 < length <= _NAME_LENGTH and _BOLD.search(self._name.value) is not None
