"""Web Annotation files (W3C, JSON-LD): our own, losslessly, and what can be taken of those others made.

In a file of ours each record is read from where the exporter put it. Whatever else stands in it, and
everything in other programs' files, goes to `foreign_annotations`. Nothing is fetched: addresses are names.
"""

import json
import re
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from counterpoint.core.anchors import Anchor, describe, locate
from counterpoint.core.bundle import FORMAT_VERSION, TERM, URN, Bundle, Incoming, Unplaced
from counterpoint.core.errors import BadInput
from counterpoint.core.records import (
    Annotator,
    Brief,
    Card,
    Correction,
    Counterargument,
    Decision,
    Detail,
    Entry,
    Essay,
    Link,
    Original,
    Passage,
    Progress,
    Record,
    Tombstone,
    Topic,
)
from counterpoint.core.text import shorten
from counterpoint.importers import flaws
from counterpoint.importers.annotation_parts import body_texts, listed, text_of
from counterpoint.importers.foreign_annotations import ForeignReader
from counterpoint.importers.near_copies import near_copy

R = TypeVar("R", bound=Record)

_ODD_ESCAPE: Final = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_ODD_CHARACTER: Final = re.compile("[\x00\ud800-\udfff]")
_MOST: Final = 2**53
_LISTS: Final[tuple[tuple[str, type[Record]], ...]] = (
    ("topics", Topic),
    ("annotators", Annotator),
    ("details", Detail),
    ("essays", Essay),
    ("tombstones", Tombstone),
)
_LATER: Final[tuple[tuple[str, type[Record]], ...]] = (
    ("cards", Card),
    ("briefs", Brief),
    ("entries", Entry),
    ("decisions", Decision),
    ("progresses", Progress),
    ("originals", Original),
    ("corrections", Correction),
)
"""Lists that are read when the passages are there."""
_FIELDS: Final = {"exact": "quote", "prefix": "prefix", "suffix": "suffix", "start": "start", "end": "end"}
_NOT_ANNOTATIONS: Final = "The file holds no annotations; choose a Web Annotation file (.jsonld or .json)."


def read(data: bytes, known: Iterable[Essay] = (), earlier: Collection[str] = ()) -> Incoming:
    """The records in a Web Annotation file. `known` are the library's essays, in which passages are placed
    whose text the file does not hold; it is gone through only if needed. `earlier` are the digests of texts
    that these had before they were corrected.

    Raises BadInput for what is no annotation file at all, or one of a newer version.
    """
    document = _parsed(data)
    reader = _Reader(known, earlier)
    try:
        ours = document if isinstance(document, dict) and TERM + "version" in document else {}
        if ours:
            _check_version(ours[TERM + "version"])
        reader.read_corrected(ours)
        reader.read_lists(ours, _LISTS)
        for item in _annotations(document):
            reader.read_item(item)
        reader.read_lists(ours, _LATER)
        return reader.incoming()
    except RecursionError:
        raise BadInput("The file nests too deeply to be read; export it again from its program.") from None


def _parsed(data: bytes) -> Any:
    try:
        text = data.decode("utf-8-sig")
        document = json.loads(text, parse_constant=_refuse_constant)
        return _cleaned(document) if _ODD_ESCAPE.search(text) else document
    except UnicodeDecodeError:
        raise BadInput("The file is not UTF-8 text; export it again as JSON in UTF-8.") from None
    except RecursionError:
        raise BadInput("The file nests too deeply to be read; export it again from its program.") from None
    except ValueError:
        raise BadInput("The file is not valid JSON; export it again from its program.") from None


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _cleaned(value: Any) -> Any:
    """The value with characters that no text may hold, NUL and lone surrogates, replaced by U+FFFD."""
    if isinstance(value, str):
        return _ODD_CHARACTER.sub("\ufffd", value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(one) for key, one in value.items()}
    return value


def _check_version(version: object) -> None:
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BadInput("The file does not say which version of our terms it uses; export it again.")
    if version > FORMAT_VERSION:
        raise BadInput("The file was made by a newer Counterpoint; update this one to read it.")


def _annotations(document: Any) -> list[dict[str, Any]]:
    """The annotations of whatever the top of the file is: one, a list, a page, a collection, an export."""
    if isinstance(document, list):
        return [item for item in document if isinstance(item, dict)] or _refuse(document)
    if not isinstance(document, dict):
        raise BadInput(_NOT_ANNOTATIONS)
    if "target" in document:
        return [document]
    for key in ("first", "items", "annotations", "rows", "@graph"):
        if key in document:
            return _paged(document)
    if TERM + "version" in document:
        return []
    raise BadInput(_NOT_ANNOTATIONS)


def _refuse(document: list[Any]) -> list[dict[str, Any]]:
    if document:
        raise BadInput(_NOT_ANNOTATIONS)
    return []


def _paged(document: dict[str, Any]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    page: Any = document
    while isinstance(page, dict):
        for key in ("items", "annotations", "rows", "@graph"):
            items.extend(item for item in listed(page.get(key)) if isinstance(item, dict))
        page = page["first"] if "first" in page else page.get("next")
        if isinstance(page, str) and page and not items:
            raise BadInput("The file only names where its annotations are; export them into the file itself.")
    return items


class _Reader:
    """Gathers a file's records; the first record of a kind and id stands, another like it must be equal."""

    def __init__(self, known: Iterable[Essay], earlier: Collection[str]) -> None:
        self._earlier = earlier
        self._records: dict[tuple[str, str], Record] = {}
        self._unplaced: list[Unplaced] = []
        self._essays: dict[str, Essay] = {}
        self._known = tuple(known)
        self._corrected: set[str] = set()
        self._copies: set[str] = set()
        self._foreign = ForeignReader(self._known, self._essays, self._take, self._unplaced)

    def incoming(self) -> Incoming:
        bundle = Bundle.of(self._records.values())
        return Incoming(bundle, tuple(self._unplaced), self._foreign.moved)

    def read_corrected(self, document: dict[str, Any]) -> None:
        """Note which essays had a known text before they were corrected: they are no copies of it."""
        digests = {essay.digest for essay in self._known}
        for value in listed(document.get(TERM + "corrections")):
            fields = _fields(value)
            if str(fields.get("before")) in digests:
                self._corrected.add(str(fields.get("essay_id")))

    def read_lists(self, document: dict[str, Any], lists: tuple[tuple[str, type[Record]], ...]) -> None:
        for name, kind in lists:
            for value in listed(document.get(TERM + name)):
                record = self._record(kind, _fields(value), kind.name_of_kind)
                if record is None or not self._is_sound(record):
                    continue
                if isinstance(record, Essay):
                    self._essays.setdefault(record.id, record)
                self._take(record, kind.name_of_kind)
        self._find_copies()

    def _find_copies(self) -> None:
        """An essay that is a slightly different copy of a known one gives way to it: what is marked in it is
        looked for in the known text. One that leads to a known text by corrections is that essay."""
        here = {key for essay in self._essays.values() for key in (essay.id, essay.digest)}
        for essay in list(self._essays.values()):
            if essay.id in self._copies | self._corrected or essay.digest in self._earlier:
                continue
            twin = near_copy(essay, self._known, here)
            if twin is not None:
                self._copies.add(essay.id)
                self._essays[essay.id] = twin
                del self._records[Essay.name_of_kind, essay.id]

    def read_item(self, item: dict[str, Any]) -> None:
        kind = item.get(TERM + "record")
        if kind == Passage.name_of_kind:
            self._read_passage(item)
        elif kind == Counterargument.name_of_kind:
            values = _common(item) | {"reasoning": "".join(body_texts(item).notes)}
            self._take_valid(Counterargument, values, text_of(item.get(TERM + "heading")) or "an answer")
        elif kind == Link.name_of_kind:
            ends = {"source_id": _plain_id(item.get("body")), "target_id": _plain_id(item.get("target"))}
            self._take_valid(Link, _common(item) | ends, "a link")
        else:
            self._foreign.read(item)

    def _read_passage(self, item: dict[str, Any]) -> None:
        target = item.get("target")
        target = target if isinstance(target, dict) else {}
        values = _common(item) | {"essay_id": _plain_id(target.get("source"))}
        bodies = body_texts(item)
        values |= dict(zip(("kind", "detail"), bodies.tags, strict=False)) | {"note": "".join(bodies.notes)}
        for selector in listed(target.get("selector")):
            if isinstance(selector, dict):
                values |= {_FIELDS[key]: value for key, value in selector.items() if key in _FIELDS}
        what = shorten(text_of(values.get("quote")) or "a passage", 60)
        passage = self._record(Passage, values, what)
        if passage is not None and (placed := self._placed(passage, what)) is not None:
            self._take(placed, what)

    def _placed(self, passage: Passage, what: str) -> Passage | None:
        essay = self._essay(passage.essay_id)
        if essay is None:
            self._unplaced.append(Unplaced(what, flaws.NO_ESSAY))
            return None
        if essay.id != passage.essay_id:
            passage = passage.model_copy(update={"essay_id": essay.id})
        if essay.text[passage.start : passage.end] == passage.quote:
            return passage
        anchor = Anchor(passage.quote, passage.prefix, passage.suffix, passage.start, passage.end)
        match = locate(essay.text, anchor)
        if match is None:
            why = f"its words are not found in “{shorten(essay.title, 60)}”"
            self._unplaced.append(Unplaced(what, why))
            return None
        self._foreign.moved += 1
        found = describe(essay.text, match.start, match.end)
        span = {"start": match.start, "end": match.end, "quote": found.quote}
        around = {"prefix": found.prefix, "suffix": found.suffix, "status": "moved"}
        return Passage.model_validate(passage.model_dump() | span | around)

    def _is_sound(self, record: Record) -> bool:
        """Whether it can stand in a library; named as not taken where it cannot."""
        what, why = record.name_of_kind, ""
        if getattr(record, "essay_id", None) in self._copies:
            why = "it was made on another copy of the text"
        elif isinstance(record, Essay):
            what, why = f"the essay “{shorten(record.title, 60)}”", flaws.of_essay(record)
        elif isinstance(record, Card):
            passage = self._records.get((Passage.name_of_kind, record.passage_id))
            what = f"the card “{shorten(record.tag or record.quote, 60)}”"
            why = flaws.of_card(record, self._essay(record.essay_id), passage)
        elif isinstance(record, Brief):
            what, why = f"the brief “{shorten(record.title, 60)}”", flaws.of_brief(record)
        elif isinstance(record, Entry):
            what, why = f"the entry “{shorten(record.text or record.kind, 60)}”", flaws.of_entry(record)
        elif isinstance(record, Decision):
            what = f"the decision “{shorten(record.reason or record.ruling, 60)}”"
            why = flaws.of_decision(record, self._essay(record.essay_id))
        elif isinstance(record, Original):
            what, why = f"the file “{shorten(record.name, 60)}”", flaws.of_original(record)
        elif isinstance(record, Correction):
            what, why = "a correction of a text", flaws.of_correction(record, self._essay(record.essay_id))
        elif isinstance(record, Progress):
            what, why = "how far somebody read", flaws.of_progress(record, self._essay(record.essay_id))
        if why:
            self._unplaced.append(Unplaced(what, why))
        return not why

    def _essay(self, essay_id: str) -> Essay | None:
        return self._essays.get(essay_id) or self._foreign.essay_named(essay_id)

    def _take_valid(self, kind: type[Record], values: dict[str, Any], what: str) -> None:
        record = self._record(kind, values, shorten(what, 60))
        if record is not None:
            self._take(record, shorten(what, 60))

    def _record(self, kind: type[R], values: dict[str, Any], what: str) -> R | None:
        """The valid record of `values`, or None once it is named as not taken."""
        try:
            record = kind.model_validate(values, strict=True)
        except ValidationError as error:
            where = error.errors()[0]["loc"]
            why = f"its {where[0]} is missing or wrong" if where else "what it says cannot be"
            self._unplaced.append(Unplaced(what, why))
            return None
        if any(isinstance(value, int) and value > _MOST for value in values.values()):
            self._unplaced.append(Unplaced(what, "a number in it is too large"))
            return None
        if not _is_time(values.get("created", "")):
            self._unplaced.append(Unplaced(what, "its time of creation cannot be read"))
            return None
        return record

    def _take(self, record: Record, what: str) -> bool:
        key = record.name_of_kind, record.id
        if self._records.setdefault(key, record) == record:
            return True
        self._unplaced.append(Unplaced(what, "the file says something else under the same id as well"))
        return False


def _fields(value: Any) -> dict[str, Any]:
    """A record's fields from our terms; anything else in the object is another program's and is left."""
    if not isinstance(value, dict):
        return {"id": None}
    fields = {name.removeprefix(TERM): field for name, field in value.items() if name.startswith(TERM)}
    return fields | {"id": _plain_id(value.get("id"))}


def _common(item: dict[str, Any]) -> dict[str, Any]:
    fields = _fields(item)
    fields.pop("record", None)
    creator = item.get("creator")
    fields["annotator_id"] = _plain_id(creator.get("id") if isinstance(creator, dict) else creator)
    fields["created"] = item.get("created")
    return fields


def _plain_id(iri: Any) -> Any:
    return iri.removeprefix(URN) if isinstance(iri, str) else None


def _is_time(value: Any) -> bool:
    try:
        return value == "" or bool(datetime.fromisoformat(value))
    except ValueError:
        return False
