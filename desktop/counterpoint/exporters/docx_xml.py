"""The few elements of WordprocessingML that a brief needs, built with lxml.

The order of children is that of the schema (ISO/IEC 29500-1, CT_PPr and CT_RPr); Word refuses another.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from operator import methodcaller
from typing import Final, Literal, NamedTuple

from lxml.etree import Element, SubElement, _Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Direction = Literal["", "ltr", "rtl"]

_ILLEGAL: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_PLAIN: Final = re.compile(r"[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS: Final = re.compile(r"[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
_SPLIT: Final = re.compile(r"(\r\n|[\n\r\t])")
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

_copy: Final[Callable[[_Element], _Element]] = methodcaller("__copy__")
"""A copy of an element with all in it: many times faster than a new one given its attributes, and faster than
`copy.copy`, which looks for the method first."""


@cache
def w(name: str) -> str:
    """The name in WordprocessingML's namespace, as lxml writes it."""
    return f"{{{W}}}{name}"


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
    return text if text.isprintable() else _BREAKS.sub(" ", text)


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
    made = _copy(_model_paragraph(style, towards == "rtl"))
    parent.append(made)
    return made


def run(parent: _Element, text: str, look: Look = PLAIN, towards: Direction = "") -> None:
    """Adds a run to a paragraph, unless `text` is empty. Line ends and tabs become Word's own; `towards` is
    the paragraph's direction, which a run without a strong character takes."""
    if not text:
        return
    made = _copy(_model_run(look, (direction((text,)) or towards) == "rtl"))
    words = made[-1]
    if not text.isprintable() and _NOT_PLAIN.search(text):
        made.remove(words)
        for piece in filter(None, _SPLIT.split(legal(text))):
            if piece == "\t":
                SubElement(made, w("tab"))
            elif piece in ("\n", "\r", "\r\n"):
                SubElement(made, w("br"))
            else:
                made.append(_copy(words))
                made[-1].text = piece
    else:
        words.text = text
    parent.append(made)


@cache
def _model_paragraph(style: str, rtl: bool) -> _Element:
    made = Element(w("p"), nsmap={"w": W})
    if style or rtl:
        properties = child(made, "pPr")
        if style:
            child(properties, "pStyle", val=style)
        if rtl:
            child(properties, "bidi")
    return made


@cache
def _model_run(look: Look, rtl: bool) -> _Element:
    made = Element(w("r"), nsmap={"w": W})
    if rtl or look != PLAIN:
        _properties(made, look, rtl)
    SubElement(made, w("t"), {_XML_SPACE: "preserve"})
    return made


def _properties(parent: _Element, look: Look, rtl: bool) -> None:
    properties = child(parent, "rPr")
    if look.style:
        child(properties, "rStyle", val=look.style)
    if look.code:
        child(properties, "rFonts", ascii="Consolas", hAnsi="Consolas", cs="Consolas")
    if look.bold is not None:
        for name in ("b", "bCs"):
            child(properties, name, **({} if look.bold else {"val": "0"}))
    if look.italic:
        child(properties, "i")
        child(properties, "iCs")
    if look.strike:
        child(properties, "strike")
    if look.size:
        for name in ("sz", "szCs"):
            child(properties, name, val=str(look.size))
    if look.highlight:
        child(properties, "highlight", val=look.highlight)
    if look.underline:
        child(properties, "u", val="single")
    if rtl:
        child(properties, "rtl")
