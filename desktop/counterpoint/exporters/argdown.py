"""Claims, evidence and answers as Argdown, the plain-text language of argument maps.

Passages are statements, under a heading for each essay; answers are arguments, under a heading of their own.
What supports a statement or attacks it stands indented below it. Kinds, details and ways of answering are
tags; positions, names and notes are data. Every character that Argdown might take for its own is escaped.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from counterpoint.core.bundle import Bundle
from counterpoint.core.records import Counterargument, Link, Passage
from counterpoint.core.text import shorten
from counterpoint.exporters import lost
from counterpoint.exporters.argument_graph import (
    ArgumentGraph,
    Node,
    graph_of,
    lost_in_a_map,
    one_line,
)

_LONGEST_TITLE: Final = 60
_SETTINGS: Final = "model:\n  removeTagsFromText: true"
_CONTROL: Final = re.compile(r"[\\@#*_\[\]<>{}]|/(?=[/*])|[.:](?=[^ ])|=(?==)")
_NOT_IN_TITLES: Final = re.compile(r"[\[\]<>{}\\]")
_TITLE_STARTS: Final = " -+_*!=#@.,:;/'\""
_NOT_IN_DATA: Final = re.compile("[{}=\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_NOT_TITLES: Final = frozenset(
    {
        "__defineGetter__",
        "__defineSetter__",
        "__lookupGetter__",
        "__lookupSetter__",
        "__proto__",
        "constructor",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "toString",
        "valueOf",
    }
)
"""Names that every JavaScript object has, which Argdown's parser takes for titles that are there already."""


def write(library: Bundle) -> str:
    """The Argdown text of `library`."""
    graph = graph_of(library)
    titles = _titles(graph)
    into = graph.into()
    parts = [f"===\ntitle: {_value(_title_of(library))}\n{_SETTINGS}\n==="]
    for essay in graph.essays:
        parts.append(f"# {escaped(essay.title)}")
        parts += [_statement(node, graph, titles, into) for node in graph.of_essay(essay.id)]
    answers = list(graph.answers())
    if answers or not graph.essays:
        parts.append("# Answers")
    parts += [_statement(node, graph, titles, into) for node in answers]
    return "\n\n".join(parts) + "\n"


def losses(library: Bundle) -> tuple[str, ...]:
    """What of `library` Argdown cannot hold."""
    people = {link.annotator_id for link in library.links}
    restated = sum(link.relation == "restates" for link in library.links)
    return (
        *lost_in_a_map(library),
        *lost.several(len(library.essays), "essay’s text and cite", "essays’ texts and cites"),
        *(("who made which link",) if len(people) > 1 else ()),
        *lost.several(
            restated, "restatement as a line (kept as data)", "restatements as lines (kept as data)"
        ),
    )


def escaped(text: str) -> str:
    """Text on one line in which Argdown finds nothing of its own."""
    return _CONTROL.sub(r"\\\g<0>", one_line(text))


def _title_of(library: Bundle) -> str:
    wordings = [topic.wording for topic in library.topics] or [essay.title for essay in library.essays]
    return one_line(wordings[0]) if len(wordings) == 1 else "Counterpoint"


def _titles(graph: ArgumentGraph) -> dict[str, str]:
    """A title for each node, unique among all: the start of a passage, or an answer's heading."""
    taken, titles = set(_NOT_TITLES), dict[str, str]()
    for node in graph.nodes.values():
        said = node.record.heading if isinstance(node.record, Counterargument) else node.record.quote
        wanted = shorten(_NOT_IN_TITLES.sub(" ", said), _LONGEST_TITLE).lstrip(_TITLE_STARTS)
        wanted = wanted or node.sort.capitalize()
        title, number = wanted, 1
        while title in taken:
            number += 1
            title = f"{wanted} ({number})"
        taken.add(title)
        titles[node.id] = title
    return titles


def _statement(node: Node, graph: ArgumentGraph, titles: dict[str, str], into: dict[str, list[Link]]) -> str:
    """A statement or an argument with what leads to it."""
    restated = [titles[each.target_id] for each in graph.links if _restates(each, node.id)]
    definition = (
        f"{_named(node, titles)}: {escaped(_said(node))} {_tags(node)} {_data(node, graph, restated)}"
    )
    return "\n".join([definition, *_relations(node, graph, titles, into.get(node.id, []))])


def _restates(link: Link, node_id: str) -> bool:
    return link.relation == "restates" and link.source_id == node_id


def _named(node: Node, titles: dict[str, str]) -> str:
    title = titles[node.id]
    return f"<{title}>" if node.sort == "answer" else f"[{title}]"


def _said(node: Node) -> str:
    """What stands behind the title: an answer's heading is in its data where it has reasoning."""
    record = node.record
    if isinstance(record, Counterargument) and record.reasoning.strip():
        return record.reasoning
    return node.text


def _tags(node: Node) -> str:
    record = node.record
    detail = record.how if isinstance(record, Counterargument) else one_line(record.detail or " ")
    if detail == "…" or ")" in detail:
        return f"#{node.sort}"
    return f"#{node.sort} " + (f"#{detail}" if detail.isascii() and detail.isalpha() else f"#({detail})")


def _data(node: Node, graph: ArgumentGraph, restated: Iterable[str]) -> str:
    record = node.record
    fields: dict[str, Any] = {}
    if isinstance(record, Passage):
        fields |= {"start": record.start, "end": record.end}
        fields |= {"detail": record.detail} if ")" in record.detail else {}
        fields |= {"note": record.note} if record.note else {}
    else:
        fields |= {"heading": record.heading}
    if record.annotator_id in graph.names:
        fields["by"] = graph.names[record.annotator_id]
    told = list(restated)
    if told:
        fields["restates"] = told
    fields["id"] = record.id
    return "{" + ", ".join(f"{name}: {_value(value)}" for name, value in fields.items()) + "}"


def _value(value: Any) -> str:
    """A value as YAML: JSON, with no brace in it that would end the data."""
    return _NOT_IN_DATA.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _relations(
    node: Node, graph: ArgumentGraph, titles: dict[str, str], links: Iterable[Link]
) -> Iterator[str]:
    """The lines below a node, each once whoever made the link."""
    marks = ((_mark(graph.nodes[each.source_id], node, each), each.source_id) for each in links)
    for mark, source_id in dict.fromkeys(marks):
        if mark:
            yield f"  {mark} {_named(graph.nodes[source_id], titles)}"


def _mark(source: Node, target: Node, link: Link) -> str:
    """What Argdown calls the relation: only arguments can be undercut, and for restating it has no word."""
    if link.relation == "restates":
        return ""
    if link.relation == "supports":
        return "+"
    record = source.record
    undercuts = isinstance(record, Counterargument) and record.how == "undercut" and target.sort == "answer"
    return "_" if undercuts else "-"
