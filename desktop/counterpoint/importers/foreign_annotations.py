"""Annotations that other programs made: what can be taken, and the name of what cannot.

A highlight is taken when one of its tags names a kind (`claim`, `Evidence: statistic`) or a detail that
belongs to one kind (`metaphor`); without that nobody could say what it is, and it is named as not taken.
Its essay is the one that its source names by id, address, title or digest, else the only one that holds its
quote. Positions count code points, but programs exist that count UTF-16 units: the quote is trusted first.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from counterpoint.core.anchors import Anchor, Match, describe, locate
from counterpoint.core.bundle import URN, Unplaced, made_id
from counterpoint.core.records import Annotator, Essay, Passage, Record
from counterpoint.core.text import shorten
from counterpoint.importers.annotation_parts import (
    REPLYING,
    Level,
    Sort,
    body_texts,
    iri_of,
    last_part,
    levels_of,
    listed,
    sort_of,
    text_of,
    words,
)
from counterpoint.importers.identity import given_id, time_of
from counterpoint.importers.known_essays import KnownEssays

_LONGEST_NAME: Final = 80
_NO_KIND: Final = "none of its tags says whether it is claim, evidence or rhetoric"


def _place(text: str, levels: list[Level]) -> Match | None:
    """Where the levels lead, each within the one before; a level of unknown types is passed over, and
    positions below it, which count from it, are not believed."""
    base, adrift, found = 0, False, None
    for level in levels:
        anchor = level.anchor
        if anchor is not None and adrift:
            anchor = Anchor(anchor.quote, anchor.prefix, anchor.suffix) if anchor.quote else None
        if anchor is None:
            adrift = True
            continue
        match = locate(text, anchor)
        if match is None:
            return None
        exact = match.exact and (found is None or found.exact)
        found = Match(base + match.start, base + match.end, match.score, exact)
        text, base = text[match.start : match.end], base + match.start
    return found


@dataclass
class ForeignReader:
    """Reads other programs' annotations one by one. `in_file` are essays that the same file holds; `take`
    is given each record and says whether it was taken; what is not goes to `unplaced`."""

    known: Iterable[Essay]
    in_file: dict[str, Essay]
    take: Callable[[Record, str], bool]
    unplaced: list[Unplaced]
    moved: int = 0
    _essays: KnownEssays | None = field(default=None, init=False)
    _people: dict[str, Annotator] = field(default_factory=dict, init=False)

    def essay_named(self, essay_id: str) -> Essay | None:
        """The library's essay of this id."""
        return self._known_essays().by_id.get(essay_id)

    def read(self, item: dict[str, Any]) -> None:
        """Takes one annotation, or names why not."""
        if REPLYING & words(item.get("motivation")) or item.get("references"):
            self._leave(item, "it is a reply, and does not say how it answers")
            return
        targets = listed(item.get("target"))
        sort = sort_of(body_texts(item).tags)
        if sort is None:
            self._leave(item, _NO_KIND if targets else "it marks nothing")
            return
        for number, target in enumerate(targets):
            self._read_target(item, target, number, sort)
        if not targets:
            self._leave(item, "it marks nothing")

    def _read_target(self, item: dict[str, Any], target: Any, number: int, sort: Sort) -> None:
        levels = levels_of(listed(target.get("selector"))) if isinstance(target, dict) else []
        usable = [level for level in levels if level.anchor is not None]
        if not usable:
            types = ", ".join(name for level in levels for name in level.types if name)
            why = f"it is placed by {shorten(types, 80)} alone" if types else "it marks a whole text"
            self._leave(item, f"{why}, not by a quote or a position")
            return
        quote = next((level.anchor.quote for level in reversed(levels) if level.anchor), "")
        found = self._known_essays().find(_sources(item, target), quote)
        if isinstance(found, str):
            self._leave(item, found, quote)
            return
        match = _place(found.essay.text, levels)
        if match is None or match.start >= match.end:
            why = f"its words are not found in “{shorten(found.essay.title, 60)}”"
            self._leave(item, why if quote else f"its position cannot be trusted in that essay: {why}", quote)
            return
        sure = match.exact and (found.is_named or any(_has_context(level) for level in usable))
        self._take_passage(item, number, sort, found.essay, match, sure)

    def _take_passage(
        self, item: dict[str, Any], number: int, sort: Sort, essay: Essay, match: Match, sure: bool
    ) -> None:
        annotator = _annotator(item)
        annotator = self._people.setdefault(annotator.id, annotator)
        anchor = describe(essay.text, match.start, match.end)
        if not anchor.quote.strip():
            self._leave(item, "it marks nothing but space")
            return
        notes = list(body_texts(item).notes)
        if sort.rest:
            notes.append("Tags: " + ", ".join(sort.rest))
        passage = Passage(
            id=_passage_id(item, number),
            essay_id=essay.id,
            annotator_id=annotator.id,
            kind=sort.kind,
            detail=sort.detail,
            note="\n\n".join(notes),
            start=match.start,
            end=match.end,
            quote=anchor.quote,
            prefix=anchor.prefix,
            suffix=anchor.suffix,
            status="" if sure else "moved",
            created=time_of(text_of(item.get("created", item.get("oa:created")))),
        )
        if self.take(passage, shorten(anchor.quote, 60)):
            self.moved += not sure
            self.take(annotator, annotator.name)

    def _leave(self, item: dict[str, Any], why: str, quote: str = "") -> None:
        bodies = body_texts(item)
        what = quote or _first_quote(item) or next(iter(bodies.notes + bodies.tags), "") or iri_of(item)
        self.unplaced.append(Unplaced(shorten(what, 60) if what.strip() else "an annotation", why))

    def _known_essays(self) -> KnownEssays:
        if self._essays is None:
            self._essays = KnownEssays([*self.in_file.values(), *self.known])
        return self._essays


def _has_context(level: Level) -> bool:
    return level.anchor is not None and bool(level.anchor.prefix or level.anchor.suffix)


def _first_quote(item: dict[str, Any]) -> str:
    for target in listed(item.get("target")):
        for level in levels_of(listed(target.get("selector"))) if isinstance(target, dict) else []:
            if level.anchor is not None and level.anchor.quote:
                return level.anchor.quote
    return ""


def _sources(item: dict[str, Any], target: dict[str, Any]) -> list[str]:
    """Every name that the annotation gives the text it marks: ids, addresses, titles."""
    source = target.get("source")
    names = [iri_of(source), text_of(item.get("uri"))]
    for described in (source, item.get("document")):
        if isinstance(described, dict):
            for key in ("title", "dc:title", "dcterms:title", "label", "name", "url"):
                names.extend(text_of(name) for name in listed(described.get(key)))
    return [name for name in names if name]


def _passage_id(item: dict[str, Any], number: int) -> str:
    """The annotation's own id if it is a UUID, else one that follows from it, so that taking a file twice
    takes it once."""
    iri = iri_of(item) or json.dumps(item, sort_keys=True)
    return made_id(f"{iri}#{number}") if number else given_id(iri) or made_id(iri)


def _annotator(item: dict[str, Any]) -> Annotator:
    """Who made an annotation. The id is made from the given one, so that a library's own annotator, of
    whom other programs know the name alone, is not overwritten."""
    creator = next(iter(listed(item.get("creator", item.get("user")))), None)
    iri = iri_of(creator)
    described = creator if isinstance(creator, dict) else {}
    info = item.get("user_info")
    names = [described.get(key) for key in ("name", "nickname", "foaf:name")]
    names.append(info.get("display_name") if isinstance(info, dict) else None)
    if not iri.startswith(URN):
        names.append(last_part(re.sub(r"^(acct|mailto):|(?<=.)@.*$", "", iri)))
    given = (" ".join(name.split()) for name in names if isinstance(name, str))
    name = next(filter(None, given), "Unknown")
    return Annotator(
        id=made_id(f"annotator {iri or name}"),
        name=name[:_LONGEST_NAME].strip(),
    )
