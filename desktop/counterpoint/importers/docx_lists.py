"""The bullets and numbers before a Word file's list items, counted as Word counts them."""

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml.etree import _Element

from counterpoint.importers.docx_package import W
from counterpoint.importers.docx_styles import Styles, value, whole

BULLET: Final = "• "

_DEEPEST: Final = 8
_PLACE: Final = re.compile("%([1-9])")
_MOST_ROMAN: Final = 3_999
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


class _Level(NamedTuple):
    start: int
    form: str
    text: str


_PLAIN: Final = _Level(1, "decimal", "")


@dataclass
class Lists:
    """The lists of a file. `marker` counts on, so it is asked once for each item, in their order."""

    root: _Element | None
    styles: Styles
    _abstract: dict[str, _Element] = field(default_factory=dict)
    _lists: dict[str, _Element] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)
    _levels: dict[tuple[str, int], _Level] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.root is not None:
            for each in self.root.iterfind(f"{W}abstractNum"):
                self._abstract[each.get(f"{W}abstractNumId", "")] = each
            for each in self.root.iterfind(f"{W}num"):
                self._lists[each.get(f"{W}numId", "")] = each

    def marker(self, properties: _Element | None, style_id: str) -> str:
        """What stands before a paragraph with these properties in this style, with the space after it; empty
        for one that is no item or has no mark."""
        direct = properties.find(f"{W}numPr") if properties is not None else None
        number, depth = self.styles.numbering(style_id)
        if direct is not None:
            number, depth = value(direct, "numId") or number, value(direct, "ilvl") or depth
        if number not in self._lists or number == "0":
            return ""
        at = min(whole(depth, 0), _DEEPEST)
        level = self._level(number, at)
        if level.form == "bullet":
            return BULLET
        counts = self._counted(number, at)
        if level.form == "none" or not level.text:
            return ""

        def written(place: re.Match[str]) -> str:
            which = int(place[1]) - 1
            count = counts[which] if which <= at else None
            other = self._level(number, which)
            return _written(other.start if count is None else count, other.form)

        label = _PLACE.sub(written, level.text).strip()
        return f"{label} " if label else ""

    def _counted(self, number: str, at: int) -> list[int | None]:
        """The counts of a list after its next item at a level: one more there, none below."""
        of = value(self._lists[number], "abstractNumId")
        counts = self._counts.setdefault(of, [None] * (_DEEPEST + 1))
        override = self._override(number, at)
        anew = value(override, "startOverride")
        if anew and (number, at) not in self._begun:
            self._begun.add((number, at))
            counts[at] = whole(anew, 1)
        else:
            before = counts[at]
            counts[at] = self._level(number, at).start if before is None else before + 1
        counts[at + 1 :] = [None] * (_DEEPEST - at)
        return counts

    def _override(self, number: str, at: int) -> _Element | None:
        for each in self._lists[number].iterfind(f"{W}lvlOverride"):
            if each.get(f"{W}ilvl") == str(at):
                return each
        return None

    def _level(self, number: str, at: int) -> _Level:
        key = number, at
        if key not in self._levels:
            self._levels[key] = self._told(number, at)
        return self._levels[key]

    def _told(self, number: str, at: int) -> _Level:
        override = self._override(number, at)
        own = override.find(f"{W}lvl") if override is not None else None
        if own is not None:
            return _level(own)
        abstract = self._abstract.get(value(self._lists[number], "abstractNumId"))
        linked = self._lists.get(self.styles.numbering(value(abstract, "numStyleLink"))[0])
        if linked is not None:
            abstract = self._abstract.get(value(linked, "abstractNumId"))
        for each in abstract.iterfind(f"{W}lvl") if abstract is not None else ():
            if each.get(f"{W}ilvl") == str(at):
                return _level(each)
        return _PLAIN


def _level(told: _Element) -> _Level:
    return _Level(
        whole(value(told, "start"), 1),
        value(told, "numFmt") or "decimal",
        value(told, "lvlText"),
    )


def _written(count: int, form: str) -> str:
    """A number in one of Word's forms; in plain digits where it is none of the usual."""
    letters = (count + 25) // 26
    if form in ("lowerLetter", "upperLetter") and 0 < letters < 10:
        label = chr(ord("a") + (count - 1) % 26) * letters
    elif form in ("lowerRoman", "upperRoman") and 0 < count <= _MOST_ROMAN:
        label = _roman(count)
    else:
        return f"{count:02}" if form == "decimalZero" else str(count)
    return label.upper() if form.startswith("upper") else label


def _roman(count: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        written += letters * times
    return written
