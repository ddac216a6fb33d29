"""An essay's citation as proposed from its first lines or its front matter, for the user to correct."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath
from typing import Any, Final

from counterpoint.core.dates import find_date, iso_date
from counterpoint.core.direction import without_signs
from counterpoint.core.text import paragraphs, shorten
from counterpoint.core.vocabulary import Side

_HEAD_LINES: Final = 10
_SHORT: Final = 160
_TITLE_LENGTH: Final = 80
_URL: Final = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]")
_PARTICLE: Final = r"de|del|della|der|den|van|von|da|dos|la|le|bin|ibn|al|el|wa"
_NAME: Final = rf"(?:(?:[^\W\d_]\.)+|[^\W\d_a-zà-öø-ÿ][\w.’'\u2010-]*|{_PARTICLE})"
_BYLINE: Final = re.compile(
    rf"(?:[Ww]ritten\s+)?(?:[Bb]y|BY|[Vv]on|[Pp]or|[Pp]ar)\s+"
    rf"(?P<author>{_NAME}(?:(?:\s+|\s*(?:,|&|\band\b|\by\b|\bund\b|\bet\b)\s*(?={_NAME}))(?:and\s+)?{_NAME}){{0,11}})"
    r"(?:\s*[,|·•\u2013\u2014]\s*(?P<more>\S.*))?"
)
_NO_NAME: Final = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|now|then|today|contrast|the|this|that|these|those|an?)\b",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"(?P<key>[A-Za-z][A-Za-z_ -]{1,20}?)\s*[:：]\s*(?P<value>\S.*)")
_BESIDE_DATE: Final = re.compile(
    r"\b(?:first\s+)?(?:published|updated|posted|accessed|retrieved|last|date|on|at)\b[:\s]*"
    r"|[|·•,;()\u2013\u2014-]+\s*$|^\s*[|·•,;\u2013\u2014-]+",
    re.IGNORECASE,
)
_FIELDS: Final[dict[str, str]] = {
    alias: field
    for field, aliases in {
        "title": "title headline",
        "author": "author authors by byline",
        "qualifications": "qualifications credentials bio affiliation",
        "publication": "publication journal publisher website source container-title newspaper",
        "published": "published date publish-date publication-date",
        "url": "url link source-url canonical canonical-url permalink",
        "accessed": "accessed retrieved access-date date-accessed",
        "topic": "topic resolution motion",
        "side": "side",
    }.items()
    for alias in aliases.split()
}
_SIDES: Final[dict[str, Side]] = {
    "pro": "pro",
    "affirmative": "pro",
    "aff": "pro",
    "proposition": "pro",
    "government": "pro",
    "for": "pro",
    "con": "con",
    "negative": "con",
    "neg": "con",
    "opposition": "con",
    "against": "con",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """What is proposed; unknown fields are empty. Dates are ISO and may stop at the month or year. `topic` is
    the topic's wording."""

    title: str = ""
    author: str = ""
    qualifications: str = ""
    publication: str = ""
    published: str = ""
    url: str = ""
    accessed: str = ""
    topic: str = ""
    side: Side = ""

    def of_essay(self) -> dict[str, Any]:
        """The fields of an essay that it gives, by name: all but the topic, of which an essay has the id."""
        return {name: value for name, value in asdict(self).items() if name != "topic"}


def propose(text: str, source: str = "", front: Mapping[str, str] | None = None) -> Citation:
    """The citation of a canonical text that came from the file `source`. What the front matter says stands;
    the rest comes from the short lines at the head of the text. The title falls back to the first words, then
    to the file's name. Direction marks, which could turn a title about in a list, are left out."""
    told = from_fields(front or {})
    seen = _from_head(_head(text))
    known = {name: without_signs(getattr(told, name) or getattr(seen, name)) for name in Citation.__slots__}
    title = known["title"] or without_signs(_first_words(text)) or PurePath(source).stem or "Untitled"
    return Citation(**known | {"title": title})  # type: ignore[arg-type]  # side is one of _SIDES


def from_fields(fields: Mapping[str, str]) -> Citation:
    """A citation from named fields such as front matter has; other names are left out, as are values that
    make no sense in their field."""
    values: dict[str, str] = {}
    for key, value in fields.items():
        name = _FIELDS.get(re.sub(r"[\s_]+", "-", key.strip().lower()))
        value = " ".join(value.split())
        if name in ("published", "accessed"):
            value = iso_date(value)
        elif name == "side":
            value = _SIDES.get(value.lower(), "")
        elif name == "publication" and _URL.fullmatch(value):
            name = "url"
        elif name == "url" and not _URL.fullmatch(value):
            continue
        if name and value:
            values.setdefault(name, value)
    return Citation(**values)  # type: ignore[arg-type]  # side is one of _SIDES


def _head(text: str) -> list[str]:
    """The short lines before the first real paragraph, without heading marks."""
    lines = []
    for start, end in paragraphs(text[: _HEAD_LINES * _SHORT * 2])[:_HEAD_LINES]:
        line = text[start:end].strip()
        if len(line) > _SHORT:
            break
        lines.append(line)
    return lines


def _from_head(lines: Sequence[str]) -> Citation:
    """What the head's lines say. The title is the first; the third line that says nothing known ends the
    head."""
    found = Citation()
    unknown = 0
    for place, line in enumerate(lines):
        told = _told_by(line)
        if told == Citation():
            unknown += 1
            if place == 0 and _is_title(line):
                found = replace(found, title=line.lstrip("#").strip(" #"))
            elif unknown > 2:
                break
            continue
        news = {name: getattr(told, name) for name in Citation.__slots__ if not getattr(found, name)}
        found = replace(found, **news)
    return found


def _told_by(line: str) -> Citation:
    """What one short line says, if it is nothing but a label, a byline, an address or a date."""
    label = _LABEL.fullmatch(line)
    if label:
        labelled = from_fields({label["key"]: label["value"]})
        if labelled != Citation():
            return labelled
    url = _URL.search(line)
    if url and len(line) - len(url.group()) <= 24:
        return Citation(url=url.group())
    return _dated(line) if find_date(line) else _byline(line)


def _dated(line: str) -> Citation:
    """A date line, with a byline or the publication beside it; a sentence that has a date in it is none."""
    found = find_date(line)
    if found is None or line.endswith((".", "?", "!")):
        return Citation()
    written, start, end = found
    accessed = re.match(r"(?:accessed|retrieved)\b", line, re.IGNORECASE)
    rest = f"{line[:start]}|{line[end:]}".strip("| ")
    byline = _byline(_BESIDE_DATE.sub("", rest).strip())
    if byline.author:
        return replace(byline, published=written)
    rest = _BESIDE_DATE.sub("", _BESIDE_DATE.sub("", rest)).strip(" |")
    words = rest.split()
    if len(words) > 6 or (words and not words[0][0].isupper()):
        return Citation()
    return Citation(accessed=written) if accessed else Citation(published=written, publication=rest)


def _byline(line: str) -> Citation:
    """`By Jane Doe, professor of law` and its like; not a sentence that begins with `By`."""
    match = _BYLINE.fullmatch(line)
    if not match:
        return Citation()
    author, more = match["author"].strip(" ,"), (match["more"] or "").strip()
    is_sentence = more.endswith((".", "?", "!")) and len(more.split()) > 8
    if is_sentence or _NO_NAME.match(author):
        return Citation()
    return Citation(author=author, qualifications=more)


def _is_title(line: str) -> bool:
    numbered = line[0].isdigit() and line.lstrip("0123456789")[:1] in (".", ")")
    return len(line) <= 140 and line[-1] not in ".,;:。" and any(map(str.isalpha, line)) and not numbered


def _first_words(text: str) -> str:
    return shorten(text.lstrip("# \t\n").partition("\n")[0], _TITLE_LENGTH)
