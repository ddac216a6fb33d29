"""The parts of a Web Annotation as programs variously write them: bodies, tags, selectors."""

import re
from typing import Any, Final, NamedTuple

from counterpoint.core.anchors import CONTEXT, Anchor
from counterpoint.core.vocabulary import DETAILS, KINDS, Kind

_TAGGING: Final = frozenset({"tagging", "classifying", "oa:tagging", "oa:classifying"})
REPLYING: Final = frozenset({"replying", "oa:replying"})
_LONGEST_DETAIL: Final = 60
_DEEPEST: Final = 8
_CHARACTERS: Final = re.compile(r"#?char=(\d{1,15}),(\d{1,15})(?:;.*)?")
_TAG: Final = re.compile(
    "\\s*(claim|evidence|rhetoric)s?\\s*(?:[:/>|=\u2013\u2014-]\\s*(.*))?", re.IGNORECASE | re.DOTALL
)
_KIND_OF_DETAIL: Final[dict[str, Kind]] = {name: kind for kind in KINDS for name in DETAILS[kind]}


def listed(value: Any) -> list[Any]:
    """JSON-LD lets one value stand for a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text_of(value: Any) -> str:
    """The value if it is text, else nothing."""
    return value if isinstance(value, str) else ""


class BodyTexts(NamedTuple):
    """What an annotation's bodies say: its tags, and its comments."""

    tags: tuple[str, ...]
    notes: tuple[str, ...]


def body_texts(item: dict[str, Any]) -> BodyTexts:
    """The tags and comments among an annotation's bodies, in order; Hypothesis' `tags` and `text` too."""
    tags = [tag for tag in listed(item.get("tags")) if isinstance(tag, str)]
    notes = [note for note in (item.get("text"), item.get("bodyValue")) if isinstance(note, str) and note]
    tags_by_default = bool(_TAGGING & words(item.get("motivation")))
    for body in listed(item.get("body")):
        if isinstance(body, str):
            if tags_by_default:
                tags.append(last_part(body))
            continue
        if not isinstance(body, dict):
            continue
        purposes = words(body.get("purpose"))
        is_tag = bool(purposes & _TAGGING) if purposes else tags_by_default
        value = text_of(body.get("value"))
        if is_tag:
            tags.append(value or last_part(iri_of(body.get("source")) or iri_of(body)))
        elif value:
            notes.append(value)
    return BodyTexts(tuple(tag for tag in tags if tag), tuple(notes))


def words(value: Any) -> frozenset[str]:
    """The words of a value that is one or a list of them, such as motivations."""
    return frozenset(word for word in listed(value) if isinstance(word, str))


def iri_of(value: Any) -> str:
    """The IRI that a value is, or that an object has."""
    if isinstance(value, dict):
        value = value.get("id", value.get("@id"))
    return text_of(value)


def last_part(iri: str) -> str:
    """What an IRI ends in: `Claim` of `https://example.org/tags/Claim`."""
    return re.split(r"[/#:]", iri.rstrip("/#:"))[-1].replace("%20", " ")


class Sort(NamedTuple):
    """What tags say: a kind, its detail, and the tags left over."""

    kind: Kind
    detail: str
    rest: tuple[str, ...]


def sort_of(tags: tuple[str, ...]) -> Sort | None:
    """The kind and detail that tags name, and the tags left over."""
    for number, tag in enumerate(tags):
        if match := _TAG.fullmatch(tag):
            kind = next(kind for kind in KINDS if kind == match[1].lower())
            detail, rest = (match[2] or "").strip(), tags[:number] + tags[number + 1 :]
            if not detail and rest and len(rest[0]) <= _LONGEST_DETAIL:
                detail, rest = rest[0].strip(), rest[1:]
            if len(detail) <= _LONGEST_DETAIL:
                return Sort(kind, detail, rest)
            return Sort(kind, "", (detail, *rest))
    for number, tag in enumerate(tags):
        detail = tag.strip().lower()
        if detail in _KIND_OF_DETAIL:
            return Sort(_KIND_OF_DETAIL[detail], detail, tags[:number] + tags[number + 1 :])
    return None


class Level(NamedTuple):
    """One selector, or several that describe the same; what refines it is the next level."""

    anchor: Anchor | None
    types: tuple[str, ...]


def levels_of(selectors: list[Any]) -> list[Level]:
    """Selectors, those that refine them, and so on, outermost first; the depth is bounded."""
    levels: list[Level] = []
    while selectors and len(levels) < _DEEPEST:
        chosen = [selector for selector in selectors if isinstance(selector, dict)]
        types = tuple(text_of(selector.get("type", selector.get("@type"))) for selector in chosen)
        levels.append(Level(_anchor(chosen), types))
        selectors = next((listed(s["refinedBy"]) for s in chosen if s.get("refinedBy")), [])
    return levels


def _anchor(selectors: list[dict[str, Any]]) -> Anchor | None:
    quote = prefix = suffix = ""
    start: int | None = None
    end: int | None = None
    for selector in selectors:
        exact = _line_ends(selector.get("exact"))
        if exact and not quote:
            quote = exact
            prefix = _line_ends(selector.get("prefix"))[-CONTEXT:]
            suffix = _line_ends(selector.get("suffix"))[:CONTEXT]
        elif start is None:
            start, end = _span(selector)
    if not quote and (start is None or end is None):
        return None
    return Anchor(quote, prefix, suffix, start, end)


def _line_ends(value: Any) -> str:
    return text_of(value).replace("\r\n", "\n").replace("\r", "\n")


def _span(selector: dict[str, Any]) -> tuple[int | None, int | None]:
    start, end = selector.get("start"), selector.get("end")
    if type(start) is int and type(end) is int and 0 <= start < end:
        return start, end
    if match := _CHARACTERS.fullmatch(text_of(selector.get("value"))):
        return int(match[1]), int(match[2])
    return None, None
