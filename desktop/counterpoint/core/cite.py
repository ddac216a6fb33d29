"""The one-line cite of a card, as debaters write it and their programs read it.

`First **Last**, qualifications, M-D-**YYYY**, “Title,” Publication, p. 12, URL, accessed M-D-YYYY`. Only the
last name and the date are strong: the month and day in the year of writing, the year else.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Final, Protocol

from counterpoint.core.brief_document import CitePart
from counterpoint.core.marks import Page


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


_SEVERAL: Final = re.compile(
    r"(\s*[;；،，、]\s*"
    r"|\s*,?\s+(?:and|&|und|(?:y|et)(?=\s+\S+\s+\S))(?!\s+al\b)\s+"
    r"|\s*,\s*)"
)
_GROUP: Final = re.compile(
    r"\b(?:of|for|the|institute|university|bureau|agency|department|ministry|cent(?:er|re)s?|council|committee"
    r"|association|commission|foundation|office|organi[sz]ation|group|staff|board|press|inc|ltd|llc|court|bank"
    r"|society|union|contributors|editors|editorial|team|news|times|international|federation|corporation|government|administration|network"
    r"|academ(?:y|ies)|editorial|editors)\b",
    re.IGNORECASE,
)
_AFTER_NAME: Final = re.compile(
    r"(?:\s*,?\s+(?:(?i:jr|sr|ph\.?\s?d|m\.?d|j\.?d|esq|dphil|msc|mba|et\s+al)|II|III|IV)\b\.?"
    r"|\s*,\s+(?:M\.?A|B\.?A|M\.?S|B\.?S|LL\.?[BM])\b\.?)+$"
)
_PARTICLES: Final = frozenset("de del della der den van von da dos du la le bin ibn al el di ten ter".split())
_LAST_FIRST: Final = re.compile(
    rf"((?:(?:{'|'.join(sorted(_PARTICLES))})\s)*[^\s,;]+),\s+([^\s,;]+(?:\s[^\s,;]+)?)", re.IGNORECASE
)
_IDEOGRAPHS: Final = re.compile("[\u3400-\u9fff\uac00-\ud7a3\u3040-\u30ff\\s]+")
_STOPPED: Final = re.compile(r"\b[^\W\d_]{3,}\.$")


def cite(essay: Cited, today: date, page: str = "") -> tuple[CitePart, ...]:
    """The cite of an essay; what is not known is left out, but that there is no author or no date is said,
    as the first is what readers look for. `today` decides how a date is written; `page` is what
    `pages_cited` says of a place in it."""
    parts = [*_author(essay.author)]
    if not any(part.strong and part.text.strip() for part in parts):  # nothing but a degree, say
        parts = [CitePart(_line(essay.author), strong=True)]
    if qualifications := _line(essay.qualifications):
        parts.append(CitePart(f", {qualifications}"))
    parts.append(CitePart(", "))
    parts.extend(_published(_line(essay.published), today))
    if title := _title(essay.title):
        parts.append(CitePart(f", “{title}”"))
    for words in (essay.publication, page, essay.url):
        if _line(words):
            parts.append(CitePart(f"{',' if _follows(parts) else ''} {_line(words)}"))
    if accessed := _line(essay.accessed):
        parts.append(CitePart(f"{',' if _follows(parts) else ''} accessed {_written(accessed)}"))
    return tuple(_joined(parts))


def pages_cited(pages: Sequence[Page], start: int, end: int) -> str:
    """`p. 12`, or `pp. 12–13` where a span of a text lies on several of its pages; nothing where it has no
    pages, or none there."""
    starts = [page.start for page in pages]
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)) - 1
    if first < 0 or not pages[first].label.strip():
        return ""
    one, other = pages[first].label.strip(), pages[last].label.strip()
    return f"p. {one}" if other in ("", one) else f"pp. {one}–{other}"


def _title(title: str) -> str:
    """A title with the comma that follows it, or the mark of its own that stands for one."""
    title = _line(title)
    if not title or title.endswith(("?", "!", "…", ",")):
        return title
    if _STOPPED.search(title) and title.rpartition(" ")[2].islower():
        title = title[:-1]
    return f"{title},"


def _line(words: str) -> str:
    return " ".join(words.split())


def _follows(parts: list[CitePart]) -> bool:
    """Whether a comma is still wanted: the title's own stands within its quotes."""
    return not parts[-1].text.endswith(",”")


def _author(names: str) -> Iterator[CitePart]:
    names = _line(names)
    pieces = _SEVERAL.split(names)
    if not names:
        yield CitePart("No author", strong=True)
    elif not any(map(str.isalnum, names)) or _is_group(names, pieces):
        yield CitePart(names, strong=True)
    elif (found := _LAST_FIRST.fullmatch(names)) and not _AFTER_NAME.fullmatch(f", {found[2]}"):
        yield CitePart(found[1], strong=True)
        yield CitePart(f", {found[2]}")
    else:
        after = ""
        for number, piece in enumerate(pieces):
            if number % 2:
                after = piece
            elif number and _AFTER_NAME.fullmatch(f", {piece}"):
                yield CitePart(after + piece)
            else:
                yield CitePart(after)
                yield from _name(piece)


def _is_group(names: str, pieces: list[str]) -> bool:
    """Whether the names are one group's, whose name may have commas and an `and` of its own."""
    if ";" in names or not _GROUP.search(names):
        return False
    people = [piece for piece in pieces[::2] if piece and not _AFTER_NAME.fullmatch(f", {piece}")]
    return not people or _GROUP.search(people[0]) is not None or any(" " not in piece for piece in people)


def _name(name: str) -> Iterator[CitePart]:
    """One person's name, the last name strong; a group's whole, and one written without spaces or family
    name first."""
    after = _AFTER_NAME.search(name)
    tail = after.group() if after else ""
    words = name[: len(name) - len(tail)].split(" ")
    last = len(words) - 1
    if _GROUP.search(name) or _IDEOGRAPHS.fullmatch(name):
        last = 0
    while last and words[last - 1].casefold() in _PARTICLES and (last > 1 or words[0].islower()):
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
    for part in filter(itemgetter(0), parts):
        if part.strong != strong and text:
            yield CitePart(text, strong)
            text = ""
        text, strong = text + part.text, part.strong
    if text:
        yield CitePart(text, strong)
