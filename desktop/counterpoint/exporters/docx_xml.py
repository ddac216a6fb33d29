"""The few elements of WordprocessingML that a brief needs, built with lxml.

The order of children is that of the schema (ISO/IEC 29500-1, CT_PPr and CT_RPr); Word refuses another.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final, Literal, NamedTuple

from lxml.etree import SubElement, _Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Direction = Literal["", "ltr", "rtl"]

_ILLEGAL: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS: Final = re.compile(r"[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
_SPLIT: Final = re.compile(r"(\r\n|[\n\r\t])")
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@cache
def w(name: str) -> str:
    """The name in WordprocessingML's namespace, as lxml writes it."""
    return f"{{{W}}}{name}"


_P, _PPR, _R, _RPR, _T, _VAL = w("p"), w("pPr"), w("r"), w("rPr"), w("t"), w("val")


class Look(NamedTuple):
    """How a run looks beyond its paragraph's style: `style` is a character style's id, `bold` None where the
    style decides, `size` in half-points with 0 for the style's own, `highlight` one of Word's colours."""

    style: str = ""
    code: bool = False
    bold: bool | None = None
    italic: bool = False
    strike: bool = False
    size: int = 0
    highlight: str = ""
    underline: bool = False


PLAIN: Final = Look()


def legal(text: str) -> str:
    """`text` with U+FFFD for the characters that XML 1.0 cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """`text` with a space for every break or tab."""
    return _BREAKS.sub(" ", text)


def direction(texts: Iterable[str]) -> Direction:
    """The way in which the texts run by their first strong character (Unicode Annex 9, rule P2); empty where
    there is none."""
    for text in texts:
        for character in text:
            kind = unicodedata.bidirectional(character)
            if kind == "L":
                return "ltr"
            if kind in ("R", "AL"):
                return "rtl"
    return ""


def child(parent: _Element, name: str, **values: str) -> _Element:
    """A new last child with attributes of the same namespace."""
    return SubElement(parent, w(name), {w(key): value for key, value in values.items()})


def paragraph(parent: _Element, style: str, towards: Direction) -> _Element:
    """A new paragraph in a style, empty for the default one, set from the right where its text runs so."""
    made = SubElement(parent, _P)
    if style or towards == "rtl":
        properties = SubElement(made, _PPR)
        if style:
            SubElement(properties, w("pStyle"), {_VAL: style})
        if towards == "rtl":
            SubElement(properties, w("bidi"))
    return made


def run(parent: _Element, text: str, look: Look = PLAIN, towards: Direction = "") -> None:
    """Adds a run to a paragraph, unless `text` is empty. Line ends and tabs become Word's own; `towards` is
    the paragraph's direction, which a run without a strong character takes."""
    if not text:
        return
    made = SubElement(parent, _R)
    rtl = (direction((text,)) or towards) == "rtl"
    if rtl or look != PLAIN:
        _properties(made, look, rtl)
    for piece in _SPLIT.split(legal(text)):
        if piece == "\t":
            SubElement(made, w("tab"))
        elif piece in ("\n", "\r", "\r\n"):
            SubElement(made, w("br"))
        elif piece:
            SubElement(made, _T, {_XML_SPACE: "preserve"}).text = piece


def _properties(parent: _Element, look: Look, rtl: bool) -> None:
    properties = SubElement(parent, _RPR)
    if look.style:
        SubElement(properties, w("rStyle"), {_VAL: look.style})
    if look.code:
        child(properties, "rFonts", ascii="Consolas", hAnsi="Consolas", cs="Consolas")
    if look.bold is not None:
        for name in ("b", "bCs"):
            SubElement(properties, w(name), {} if look.bold else {_VAL: "0"})
    if look.italic:
        SubElement(properties, w("i"))
        SubElement(properties, w("iCs"))
    if look.strike:
        SubElement(properties, w("strike"))
    if look.size:
        for name in ("sz", "szCs"):
            SubElement(properties, w(name), {_VAL: str(look.size)})
    if look.highlight:
        SubElement(properties, w("highlight"), {_VAL: look.highlight})
    if look.underline:
        SubElement(properties, w("u"), {_VAL: "single"})
    if rtl:
        SubElement(properties, w("rtl"))
