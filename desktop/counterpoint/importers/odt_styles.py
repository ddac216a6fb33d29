"""What an OpenDocument file's styles say of its text: which are headings, what is hidden, how lists count."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from lxml import etree

from counterpoint.importers.blocks import BULLET, numeral

_SPACES: Final = {
    prefix: f"urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"
    for prefix, space in {
        **{name: name for name in ("office", "style", "text", "table", "meta", "manifest")},
        "draw": "drawing",
        "svg": "svg-compatible",
    }.items()
} | {"dc": "http://purl.org/dc/elements/1.1/"}
_DEEPEST: Final = 10
_HIGHEST: Final = 6
_LONGEST_NUMBER: Final = 6
_TITLE: Final = "Title"
_HEADING: Final = re.compile(r"(?:Heading|Überschrift|Titre|Título)(?:_20_| )?([1-9]|10)", re.IGNORECASE)


def tag(name: str) -> str:
    """An element's or attribute's full name, of one such as `text:p`."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def number(written: str | None) -> int | None:
    """A count of a sound size, or None."""
    is_number = written is not None and written.isdecimal() and len(written) <= _LONGEST_NUMBER
    return int(written or "") if is_number else None


class Numbering(NamedTuple):
    """How one level of a list is marked. `style` is that of `blocks.numeral`, empty for no number; `shown` is how
    many levels' numbers it has."""

    is_bullet: bool = True
    style: str = "1"
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1


class _Style(NamedTuple):
    parent: str | None
    level: int
    hidden: bool | None
    list_name: str | None


class Styles:
    """The styles of a document, out of the roots of its parts; a style of its own goes before a common one."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._lists: dict[str, dict[int, Numbering]] = {}
        self.outline: dict[int, Numbering] = {}
        for root in roots:
            for element in root.iter(tag("style:style")):
                name = element.get(tag("style:name"), ""), element.get(tag("style:family"), "")
                self._styles[name] = _style(element)
            for element in root.iter(tag("text:list-style")):
                self._lists[element.get(tag("style:name"), "")] = _numberings(element)
            for element in root.iter(tag("text:outline-style")):
                self.outline = _numberings(element)

    def level(self, name: str | None) -> int:
        """The heading level of a paragraph style; 0 for none."""
        for own, style in self._chain(name, "paragraph"):
            if style.level or own == _TITLE:
                return style.level or 1
            if heading := _HEADING.fullmatch(own):
                return min(int(heading[1]), _HIGHEST)
        return 0

    def is_hidden(self, name: str | None, family: str) -> bool:
        """Whether text in this style is not shown."""
        hidden = (style.hidden for _, style in self._chain(name, family) if style.hidden is not None)
        return next(hidden, False)

    def list_name(self, name: str | None) -> str | None:
        """The list style that a paragraph style brings along."""
        names = (style.list_name for _, style in self._chain(name, "paragraph") if style.list_name)
        return next(names, None)

    def numbering(self, name: str | None, level: int) -> Numbering:
        """How a list in this style is marked at a level, 1 the outermost."""
        return self._lists.get(name or "", {}).get(level, Numbering())

    def _chain(self, name: str | None, family: str) -> Iterable[tuple[str, _Style]]:
        for _ in range(_DEEPEST):
            style = self._styles.get((name or "", family))
            if name is None or style is None:
                return
            yield name, style
            name = style.parent


def _style(element: etree._Element) -> _Style:
    properties = element.find(tag("style:text-properties"))
    display = None if properties is None else properties.get(tag("text:display"))
    return _Style(
        element.get(tag("style:parent-style-name")),
        min(number(element.get(tag("style:default-outline-level"))) or 0, _HIGHEST),
        None if display is None else display == "none",
        element.get(tag("style:list-style-name")),
    )


def _numberings(element: etree._Element) -> dict[int, Numbering]:
    found = {}
    for each in element.iterchildren(etree.Element):
        level = number(each.get(tag("text:level")))
        if level is None:
            continue
        found[level] = Numbering(
            each.tag in (tag("text:list-level-style-bullet"), tag("text:list-level-style-image")),
            each.get(tag("style:num-format"), ""),
            each.get(tag("style:num-prefix"), ""),
            each.get(tag("style:num-suffix"), ""),
            number(each.get(tag("text:start-value"))) or 1,
            number(each.get(tag("text:display-levels"))) or 1,
        )
    return found


def mark(numbers: list[int], numberings: list[Numbering]) -> str:
    """What an item begins with: `numbers` and `numberings` are those of its own and all outer levels."""
    own = numberings[-1]
    if own.is_bullet:
        return BULLET
    if not own.style:
        return ""
    shown = list(zip(numbers, numberings, strict=True))[-own.shown :]
    written = ".".join(
        numeral(each, level.style) for each, level in shown if level.style and not level.is_bullet
    )
    return f"{own.before}{written}{own.after}".strip() + " "
