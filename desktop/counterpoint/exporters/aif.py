"""Claims, evidence and answers as xAIF, the JSON of the Argument Interchange Format.

Claims, evidence and answers are information nodes (I); each link is a node of its own between two of them: an
inference (RA), a conflict (CA) or a rephrase (MA). The essays stand in `text`; each passage says where in it
it is, in code points. Fields that the format has no word for come after its own, which its readers skip.
"""

import json
from typing import Any, Final

from counterpoint.core.bundle import Bundle
from counterpoint.core.records import Annotator, Counterargument, Link, Passage
from counterpoint.core.vocabulary import Relation
from counterpoint.exporters import lost
from counterpoint.exporters.argument_graph import Node, graph_of, lost_in_a_map

_BETWEEN: Final = "\n\n"
_LINKS: Final[dict[Relation, tuple[str, str]]] = {
    "supports": ("RA", "Default Inference"),
    "answers": ("CA", "Default Conflict"),
    "restates": ("MA", "Default Rephrase"),
}


def write(library: Bundle) -> str:
    """The xAIF text of `library`: JSON."""
    graph = graph_of(library)
    starts: dict[str, int] = {}
    text = ""
    for essay in graph.essays:
        text += _BETWEEN if text else ""
        starts[essay.id] = len(text)
        text += essay.text
    people = sorted(library.annotators, key=lambda each: each.id)
    numbers = {each.id: number for number, each in enumerate(people, start=1)}
    nodes = [_information(node, starts, numbers) for node in graph.nodes.values()]
    nodes += [_scheme(link, numbers) for link in graph.links]
    document = {
        "AIF": {
            "nodes": nodes,
            "edges": [edge for link in graph.links for edge in _edges(link)],
            "schemefulfillments": [],
            "locutions": [],
            "participants": [_participant(each, numbers[each.id]) for each in people],
        },
        "OVA": {"firstname": "", "surname": "", "url": "", "nodes": [], "edges": []},
        "dialog": False,
        "text": {"txt": text},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def losses(library: Bundle) -> tuple[str, ...]:
    """What of `library` AIF cannot hold."""
    return (
        *lost.several(len(library.essays), "essay’s title and cite", "essays’ titles and cites"),
        *lost_in_a_map(library),
    )


def _information(node: Node, starts: dict[str, int], numbers: dict[str, int]) -> dict[str, Any]:
    record = node.record
    said: dict[str, Any] = {"nodeID": record.id, "type": "I", "timestamp": _time(record.created)}
    if isinstance(record, Counterargument):
        text = record.heading + (f"\n\n{record.reasoning}" if record.reasoning.strip() else "")
        said |= {"text": text, "kind": node.sort, "how": record.how}
    else:
        start = starts[record.essay_id]
        said |= {"text": record.quote, "kind": node.sort, "detail": record.detail, "note": record.note}
        said |= {"start": start + record.start, "end": start + record.end}
    return said | _by(record, numbers)


def _scheme(link: Link, numbers: dict[str, int]) -> dict[str, Any]:
    sort, text = _LINKS[link.relation]
    said = {"nodeID": link.id, "type": sort, "text": text, "timestamp": _time(link.created)}
    return said | _by(link, numbers)


def _by(record: Passage | Counterargument | Link, numbers: dict[str, int]) -> dict[str, Any]:
    """Whose it is, as a number among the participants."""
    return {"participantID": numbers[record.annotator_id]} if record.annotator_id in numbers else {}


def _edges(link: Link) -> list[dict[str, Any]]:
    """From what a link comes from to its node, and from there to what it leads to."""
    ends = ((link.source_id, link.id, "from"), (link.id, link.target_id, "to"))
    return [
        {"edgeID": f"{link.id}-{which}", "fromID": start, "toID": end, "formEdgeID": None}
        for start, end, which in ends
    ]


def _participant(annotator: Annotator, number: int) -> dict[str, Any]:
    first, _, last = annotator.name.rpartition(" ")
    return {"participantID": number, "firstname": first, "surname": last}


def _time(created: str) -> str:
    """A time as AIF writes it, without its zone: UTC."""
    return created.replace("T", " ").removesuffix("Z")
