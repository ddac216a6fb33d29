"""Records as a W3C Web Annotation file (JSON-LD), the lossless format of exchange.

The file is an AnnotationCollection with its one page embedded. Passages tag, counterarguments reply and
links link, so that any reader of the standard gets them. What the standard has no word for, the essays'
text and everything else a record holds, stands under `counterpoint:` terms. A record's field stands in
one place only: where the standard has a word for it, there.
"""

import json
from collections.abc import Iterable
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from counterpoint.core.bundle import FORMAT_VERSION, NAMESPACE, TERM, URN, Bundle
from counterpoint.core.records import Annotator, Counterargument, Link, Passage, Record

_CONTEXT: Final = ["http://www.w3.org/ns/anno.jsonld", {"counterpoint": NAMESPACE}]


def write(library: Bundle) -> str:
    """The Web Annotation text of `library`. The same records give the same text, whatever their order."""
    collection = _name(library)
    items = _items(library, collection)
    page: dict[str, Any] = {
        "id": URN + str(uuid5(NAMESPACE_URL, collection + "#page")),
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": items,
    }
    document: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": "Counterpoint",
        TERM + "version": FORMAT_VERSION,
    }
    document |= {
        TERM + "topics": _all_terms(library.topics),
        TERM + "annotators": _all_terms(library.annotators),
        TERM + "details": _all_terms(library.details),
        TERM + "essays": _all_terms(library.essays),
        TERM + "cards": _all_terms(library.cards),
        TERM + "briefs": _all_terms(library.briefs),
        TERM + "entries": _all_terms(library.entries),
        TERM + "decisions": _all_terms(library.decisions),
        TERM + "progresses": _all_terms(library.progresses),
        TERM + "originals": _all_terms(library.originals),
        TERM + "corrections": _all_terms(library.corrections),
        TERM + "tombstones": _all_terms(library.tombstones),
        "total": len(items),
        "first": page,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _name(library: Bundle) -> str:
    """The collection's IRI: it follows from which records it holds, and at which revisions."""
    states = sorted(f"{record.name_of_kind} {record.id} {record.revision}" for record in library.records())
    return URN + str(uuid5(NAMESPACE_URL, NAMESPACE + "\n".join(states)))


def _items(library: Bundle, collection: str) -> list[dict[str, Any]]:
    people = {annotator.id: annotator for annotator in library.annotators}
    answered: dict[str, list[str]] = {}
    for link in library.links:
        if link.relation == "answers":
            answered.setdefault(link.source_id, []).append(URN + link.target_id)
    order = {essay.id: number for number, essay in enumerate(sorted(library.essays, key=_by_id))}
    passages = sorted(library.passages, key=lambda p: (order.get(p.essay_id, -1), p.start, p.end, p.id))
    items = [_passage(passage, people) for passage in passages]
    for answer in sorted(library.counterarguments, key=_by_id):
        targets = sorted(answered.get(answer.id, [])) or [collection]
        items.append(_counterargument(answer, targets, people))
    items.extend(_link(link, people) for link in sorted(library.links, key=_by_id))
    return items


def _by_id(record: Record) -> str:
    return record.id


def _annotation(
    record: Passage | Counterargument | Link, motivation: str | list[str], people: dict[str, Annotator]
) -> dict[str, Any]:
    creator = {"id": URN + record.annotator_id, "type": "Person"}
    if record.annotator_id in people:
        creator["name"] = people[record.annotator_id].name
    return {
        "id": URN + record.id,
        "type": "Annotation",
        "motivation": motivation,
        "creator": creator,
        "created": record.created,
        TERM + "record": record.name_of_kind,
        TERM + "revision": record.revision,
    }


def _passage(passage: Passage, people: dict[str, Annotator]) -> dict[str, Any]:
    annotation = _annotation(passage, ["tagging", "commenting"] if passage.note else "tagging", people)
    if passage.status:
        annotation[TERM + "status"] = passage.status
    bodies = [_body(passage.kind, "tagging")]
    if passage.detail:
        bodies.append(_body(passage.detail, "tagging"))
    if passage.note:
        bodies.append(_body(passage.note, "commenting") | {"format": "text/plain"})
    quote = {"type": "TextQuoteSelector", "exact": passage.quote}
    quote |= {"prefix": passage.prefix, "suffix": passage.suffix}
    position = {"type": "TextPositionSelector", "start": passage.start, "end": passage.end}
    target = {
        "type": "SpecificResource",
        "source": URN + passage.essay_id,
        "selector": [position, quote],
    }
    return annotation | {"body": bodies, "target": target}


def _counterargument(
    answer: Counterargument, targets: list[str], people: dict[str, Annotator]
) -> dict[str, Any]:
    annotation = _annotation(answer, "replying", people)
    annotation[TERM + "heading"] = answer.heading
    annotation[TERM + "how"] = answer.how
    body = _body(answer.reasoning, "replying") | {"format": "text/markdown"}
    return annotation | {"body": body, "target": targets if len(targets) > 1 else targets[0]}


def _link(link: Link, people: dict[str, Annotator]) -> dict[str, Any]:
    annotation = _annotation(link, "linking", people)
    annotation[TERM + "relation"] = link.relation
    annotation[TERM + "source_type"] = link.source_type
    annotation[TERM + "target_type"] = link.target_type
    return annotation | {"body": URN + link.source_id, "target": URN + link.target_id}


def _body(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "purpose": purpose}


def _all_terms(records: Iterable[Record]) -> list[dict[str, Any]]:
    return [_terms(record) for record in sorted(records, key=_by_id)]


def _terms(record: Record) -> dict[str, Any]:
    """A record the standard has no word for: its id, and each field under our term."""
    values = record.model_dump(exclude={"id"}, exclude_none=True)
    return {"id": URN + record.id} | {TERM + name: value for name, value in values.items()}
