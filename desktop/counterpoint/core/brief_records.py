"""The records of briefs: cards, briefs and the entries of their outlines."""

import json
from collections.abc import Iterable
from typing import ClassVar, Final, Self, get_args

from pydantic import Field, field_validator, model_validator

from counterpoint.core.errors import LibraryDamaged
from counterpoint.core.marks import Cut
from counterpoint.core.record import Record, now
from counterpoint.core.vocabulary import CutStyle, EntryKind, Side


class Card(Record):
    """A passage made ready to read: tag line, cite and body. The body is the essay's
    `text[start:end]`, whole paragraphs around the passage, kept in `quote` so that it can verify itself.

    `cuts_json` holds `[start, end, style]` triples (`vocabulary.CutStyle`) in code points of the essay.
    `shrink` is the size in points of what is not underlined, 0 for the body's own. `cite_json` holds
    `[text, strong]` pairs where the card came with a cite of its own; else the cite is made of its essay's
    citation.
    """

    name_of_kind: ClassVar[str] = "card"

    passage_id: str
    essay_id: str
    annotator_id: str
    tag: str = Field(default="", max_length=1_000)
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    quote: str = Field(min_length=1)
    cuts_json: str = "[]"
    shrink: int = Field(default=0, ge=0, le=8)
    cite_json: str = "[]"
    created: str = Field(default_factory=now)

    @field_validator("cite_json")
    @classmethod
    def _cite_can_be_read(cls, packed: str) -> str:
        _own_cite(packed)
        return packed

    @field_validator("cuts_json")
    @classmethod
    def _cuts_can_be_read(cls, packed: str) -> str:
        _cuts(packed)
        return packed

    @model_validator(mode="after")
    def _quote_fills_span(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError("a card's body must be as long as its span")
        if any(not self.start <= cut.start < cut.end <= self.end for cut in _cuts(self.cuts_json)):
            raise ValueError("a card is cut within its body")
        return self

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """What was done to the body, in text order. Raises LibraryDamaged where a row of the library holds
        what no card can."""
        try:
            return _cuts(self.cuts_json)
        except ValueError as error:
            raise LibraryDamaged(
                "The library holds an impossible card; run “counterpoint check” or restore a backup."
            ) from error

    @property
    def own_cite(self) -> tuple[tuple[str, bool], ...]:
        """The cite that the card came with, as texts with whether each is strong; none where it is its
        essay's. Raises LibraryDamaged as `cuts` does."""
        try:
            return _own_cite(self.cite_json)
        except ValueError as error:
            raise LibraryDamaged(
                "The library holds an impossible card; run “counterpoint check” or restore a backup."
            ) from error


_STYLES: Final = get_args(CutStyle)


def _own_cite(packed: str) -> tuple[tuple[str, bool], ...]:
    """The parts of a cite that JSON says; raises ValueError where it is no list of them."""
    try:
        pairs = json.loads(packed)
    except RecursionError:
        raise ValueError("a cite is a flat list") from None
    if not isinstance(pairs, list) or not all(map(_is_cite_part, pairs)):
        raise ValueError("each part of a cite is a text and whether it is strong")
    return tuple((text, strong) for text, strong in pairs)


def _is_cite_part(pair: object) -> bool:
    match pair:
        case [text, strong]:
            odd = type(text) is not str or any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text)
            return not odd and text != "" and type(strong) is bool
        case _:
            return False


def _cuts(packed: str) -> tuple[Cut, ...]:
    """The cuts that JSON says; raises ValueError where it is no list of them."""
    try:
        triples = json.loads(packed)
    except RecursionError:
        raise ValueError("cuts are a flat list") from None
    if not isinstance(triples, list) or not all(map(_is_cut, triples)):
        raise ValueError("each cut is a start, an end and a style")
    return tuple(Cut(*triple) for triple in triples)


def _is_cut(triple: object) -> bool:
    match triple:
        case [start, end, style]:
            return type(start) is int and type(end) is int and style in _STYLES
        case _:
            return False


class Brief(Record):
    """An ordered selection of blocks, cards and counterarguments for one side of a topic.

    It is built from the essays named in `essay_ids` (spaces between), or from all of the topic where none
    are. `only` is what is built: `claims`, `answers`, or both, with a space between. `speech` is what it is
    read in, as `core.speeches` names it; empty for none.
    """

    name_of_kind: ClassVar[str] = "brief"

    annotator_id: str
    title: str = Field(min_length=1, max_length=300)
    topic_id: str | None = None
    essay_ids: str = ""
    side: Side = ""
    only: str = "claims answers"
    speech: str = ""
    created: str = Field(default_factory=now)


class Entry(Record):
    """One place in a brief's outline. Siblings are in the order of `rank`, then of `id`.

    `text` is a heading's or an analytic's words; for a card, an answer or an open entry it is empty unless
    the user wrote her own. `origin` says what the entry was built from, and is empty for one that the user
    added; the id of a built entry follows from its brief and its origin, so that building again finds it.
    """

    name_of_kind: ClassVar[str] = "entry"

    @classmethod
    def plural(cls) -> str:
        return "entries"

    brief_id: str
    parent_id: str | None = None
    rank: str = Field(pattern=r"^[0-9a-z]*[1-9a-z]$")
    kind: EntryKind
    text: str = Field(default="", max_length=1_000)
    card_id: str | None = None
    counterargument_id: str | None = None
    passage_id: str | None = None
    origin: str = ""
    created: str = Field(default_factory=now)

    @model_validator(mode="after")
    def _shows_what_it_says(self) -> Self:
        if self.kind == "card" and self.card_id is None:
            raise ValueError("the entry of a card names it")
        if self.kind == "answer" and self.counterargument_id is None:
            raise ValueError("the entry of an answer names it")
        if self.parent_id == self.id:
            raise ValueError("an entry cannot stand under itself")
        return self

    @property
    def shown(self) -> dict[str, str]:
        """The ids of what it shows or, as a heading, was built from, by the name of their field."""
        fields = ("card_id", "counterargument_id", "passage_id")
        return {name: value for name in fields if (value := getattr(self, name)) is not None}

    def without(self, fields: Iterable[str]) -> Self:
        """A heading that lets go of what these fields name, one revision later."""
        return self.model_copy(update={**dict.fromkeys(fields), "revision": self.revision + 1})
