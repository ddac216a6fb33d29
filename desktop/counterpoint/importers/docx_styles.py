"""The styles of a Word file: what a paragraph or a run in one is, by all that the style is based on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml.etree import _Element

from counterpoint.importers.docx_package import W

BODY: Final = 9
"""The outline level of what is no heading, counted from 0 as Word does."""

_HEADING: Final = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|título|rubrik|overskrift|otsikko|kop|nagłówek|nadpis"
    r"|заголовок|标题|標題|見出し|제목|عنوان) ?([1-9])"
)
_OFF: Final = frozenset({"0", "false", "off", "none"})


class Look(NamedTuple):
    """How a run looks. `style` is its character style's id; `size` is in half-points, 0 for none told;
    `highlight` is one of Word's colours or six hexadecimal digits, empty for none."""

    style: str = ""
    bold: bool = False
    underline: bool = False
    boxed: bool = False
    highlight: str = ""
    size: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """A style as far as text goes. `names` are its id, its name and its first alias, in small letters."""

    id: str
    names: tuple[str, ...]
    based_on: str
    paragraph: _Element | None
    run: _Element | None


@dataclass
class Styles:
    """A file's styles, by id."""

    root: _Element | None
    _known: dict[str, Style] = field(default_factory=dict)
    _looks: dict[tuple[str, object], Look] = field(default_factory=dict)
    _usual: str = ""

    def __post_init__(self) -> None:
        for each in self.root.iterfind(f"{W}style") if self.root is not None else ():
            made = _style(each)
            self._known.setdefault(made.id, made)
            if each.get(f"{W}type") == "paragraph" and is_on(each.get(f"{W}default", "0")):
                self._usual = made.id

    def of(self, paragraph: _Element | None) -> str:
        """The id of the style of a paragraph with these properties."""
        return value(paragraph, "pStyle") or self._usual

    def chain(self, style_id: str) -> Iterator[Style]:
        """The style and all that it is based on, itself first."""
        seen: set[str] = set()
        while style_id in self._known and style_id not in seen:
            seen.add(style_id)
            yield self._known[style_id]
            style_id = self._known[style_id].based_on

    def outline(self, style_id: str) -> int:
        """The outline level of paragraphs in this style, from 0; `BODY` for text. A style with the name of a
        heading is one, in whatever language."""
        for style in self.chain(style_id):
            if told := value(style.paragraph, "outlineLvl"):
                return whole(told, BODY)
            for name in style.names:
                if found := _HEADING.fullmatch(name):
                    return int(found[1]) - 1
        return BODY

    def is_named(self, style_id: str, name: str) -> bool:
        """Whether the style, or one that it is based on, has this name or id, in small letters."""
        return any(name in style.names for style in self.chain(style_id))

    def numbering(self, style_id: str) -> tuple[str, str]:
        """The list that paragraphs in this style are in, and their level; empty for none."""
        for style in self.chain(style_id):
            found = style.paragraph.find(f"{W}numPr") if style.paragraph is not None else None
            if found is not None:
                return value(found, "numId"), value(found, "ilvl")
        return "", ""

    def look(self, paragraph_style: str, run: _Element | None) -> Look:
        """How a run with these properties looks in a paragraph of this style."""
        told = () if run is None else tuple([(each.tag, *each.items()) for each in run])
        key = paragraph_style, told
        if key not in self._looks:
            style_id = value(run, "rStyle")
            look = Look()
            for each in (*reversed([*self.chain(paragraph_style)]), *reversed([*self.chain(style_id)])):
                look = _with(look, each.run)
            self._looks[key] = _with(look._replace(style=style_id), run)
        return self._looks[key]


def _style(each: _Element) -> Style:
    named = [each.get(f"{W}styleId", ""), value(each, "name"), value(each, "aliases").partition(",")[0]]
    return Style(
        named[0],
        tuple(" ".join(name.lower().split()) for name in named if name),
        value(each, "basedOn"),
        each.find(f"{W}pPr"),
        each.find(f"{W}rPr"),
    )


def value(properties: _Element | None, name: str) -> str:
    """The value of one of these properties; empty where it is not told."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def is_on(told: str | None) -> bool:
    """Whether a switch is on; one without a value is."""
    return told is None or told.lower() not in _OFF


def whole(told: str, otherwise: int) -> int:
    """A number from 0 as a property tells it."""
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 7 else otherwise


def _with(look: Look, properties: _Element | None) -> Look:
    """The look with what these properties of a run say."""
    if properties is None or not len(properties):
        return look
    told: dict[str, object] = {}
    for each in properties:
        name, said = str(each.tag)[len(W) :], each.get(f"{W}val")
        if name == "b":
            told["bold"] = is_on(said)
        elif name == "u":
            told["underline"] = is_on(said)
        elif name == "vanish":
            told["hidden"] = is_on(said)
        elif name == "bdr":
            told["boxed"] = is_on(said)
        elif name == "sz":
            told["size"] = whole(said or "", 0)
        elif name == "highlight":
            told["highlight"] = "" if said in (None, "none", "white") else said
        elif name == "shd":
            told.setdefault("highlight", _shade(each.get(f"{W}fill", "")))
    return look._replace(**told) if told else look  # type: ignore[arg-type]  # each of its field's kind


def _shade(fill: str) -> str:
    """The colour behind a run, told as shading; nothing for white and for what is no colour."""
    if not re.fullmatch("[0-9A-Fa-f]{6}", fill) or min(bytes.fromhex(fill)) > 0xF0:
        return ""
    return fill.lower()
