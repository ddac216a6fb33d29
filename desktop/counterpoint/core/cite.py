"""The one-line cite of a card, as debaters write it and their programs read it.

`First **Last**, qualifications, M-D-**YYYY**, “Title,” Publication, URL, accessed M-D-YYYY`. Only the last
name and the date are strong: the month and day in the year of writing, the year else.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, Protocol

from counterpoint.core.brief_document import CitePart


class Cited(Protocol):
    """What a cite is made of: an essay, or a light view of one. Dates are ISO and may stop at the month or
    year."""

    @property
    def title(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def qualifications(self) -> str: ...
    @property
    def publication(self) -> str: ...
    @property
    def published(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def accessed(self) -> str: ...


_SEVERAL: Final = re.compile(r"(\s*;\s*|\s*,?\s+(?:and|&|y|und|et)\s+|\s*,\s*)")
_GROUP: Final = re.compile(
    r"\b(?:of|for|the|institute|university|bureau|agency|department|ministry|cent(?:er|re)|council|committee"
    r"|association|commission|foundation|office|organi[sz]ation|group|staff|board|press|inc|ltd|llc|court|bank"
    r"|society|union|team|news|times)\b",
    re.IGNORECASE,
)
_AFTER_NAME: Final = re.compile(
    r"(?:\s*,?\s+(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|j\.?d|esq|dphil|msc|mba|ma|ba)\.?)+$", re.IGNORECASE
)
_PARTICLES: Final = frozenset("de del della der den van von da dos du la le bin ibn al el di ten ter".split())


def cite(essay: Cited, today: date) -> tuple[CitePart, ...]:
    """The cite of an essay; what is not known is left out, but that there is no author or no date is said,
    as the first is what readers look for. `today` decides how a date is written."""
    parts = [*_author(essay.author)]
    if qualifications := _line(essay.qualifications):
        parts.append(CitePart(f", {qualifications}"))
    parts.append(CitePart(", "))
    parts.extend(_published(essay.published, today))
    title = _line(essay.title)
    closing = "" if title.endswith(("?", "!", "…", ",")) else ","
    parts.append(CitePart(f", “{title}{closing}”"))
    for words in (essay.publication, essay.url):
        if _line(words):
            parts.append(CitePart(f"{',' if _follows(parts) else ''} {_line(words)}"))
    if essay.accessed:
        parts.append(CitePart(f", accessed {_written(essay.accessed)}"))
    return tuple(_joined(parts))


def _line(words: str) -> str:
    return " ".join(words.split())


def _follows(parts: list[CitePart]) -> bool:
    """Whether a comma is still wanted: the title's own stands within its quotes."""
    return not parts[-1].text.endswith((",”",))


def _author(names: str) -> Iterator[CitePart]:
    names = _line(names)
    if not names:
        yield CitePart("No author", strong=True)
        return
    if _GROUP.search(names) and not re.search(r"\s(?:and|&)\s|;", names):
        yield CitePart(names, strong=True)
        return
    last_first = re.fullmatch(r"([^\s,;]+),\s+([^\s,;]+(?:\s[^\s,;]+)?)", names)
    if last_first and not _AFTER_NAME.fullmatch(", " + last_first[2]):
        yield CitePart(last_first[1], strong=True)
        yield CitePart(f", {last_first[2]}")
        return
    for number, piece in enumerate(_SEVERAL.split(names)):
        if number % 2:
            yield CitePart(piece)
        elif piece:
            yield from _name(piece)


def _name(name: str) -> Iterator[CitePart]:
    """One person's name, the last name strong; a group's whole."""
    if _AFTER_NAME.fullmatch(" " + name) or _GROUP.search(name):
        yield CitePart(name, strong=not _AFTER_NAME.fullmatch(" " + name))
        return
    after = _AFTER_NAME.search(name)
    tail = after.group() if after else ""
    words = name[: len(name) - len(tail)].split(" ")
    last = len(words) - 1
    while last > 1 and words[last - 1].casefold() in _PARTICLES:
        last -= 1
    if last:
        yield CitePart(" ".join(words[:last]) + " ")
    yield CitePart(" ".join(words[last:]), strong=True)
    if tail:
        yield CitePart(tail)


def _published(published: str, today: date) -> Iterator[CitePart]:
    year, _, rest = published.partition("-")
    if not year:
        yield CitePart("no date", strong=True)
    elif not rest:
        yield CitePart(year, strong=True)
    elif year == str(today.year):
        yield CitePart(_day(rest), strong=True)
        yield CitePart(f"-{year}")
    else:
        yield CitePart(f"{_day(rest)}-")
        yield CitePart(year, strong=True)


def _day(rest: str) -> str:
    """Month and day without zeros before them: `3-4`; a month alone `3`."""
    return "-".join(part.lstrip("0") for part in rest.split("-"))


def _written(written: str) -> str:
    year, _, rest = written.partition("-")
    return f"{_day(rest)}-{year}" if rest else year


def _joined(parts: list[CitePart]) -> Iterator[CitePart]:
    """Neighbours of one weight as one part."""
    text, strong = "", False
    for part in parts:
        if part.strong != strong and text:
            yield CitePart(text, strong)
            text = ""
        text, strong = text + part.text, part.strong
    if text:
        yield CitePart(text, strong)
