"""What the formats of argument maps take of a library: claims, evidence and answers, and the links between
them, each in an order that does not depend on the one they come in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from counterpoint.core.bundle import Bundle
from counterpoint.core.records import Counterargument, Essay, Link, Passage
from counterpoint.exporters import lost

Sort = Literal["claim", "evidence", "answer"]

_SPACE: Final = re.compile("[ \\t\\n\\r\\v\\f\\x1c-\\x1f\\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Node:
    """A claim, a piece of evidence, or an answer. `text` is on one line and never empty."""

    record: Passage | Counterargument
    sort: Sort
    text: str

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class ArgumentGraph:
    """Essays by title; nodes by id, those of an essay in text order and answers last; `links` between them,
    sorted; `names` are the annotators' by id."""

    essays: tuple[Essay, ...]
    nodes: dict[str, Node]
    links: tuple[Link, ...]
    names: dict[str, str]

    def of_essay(self, essay_id: str) -> Iterator[Node]:
        """The claims and the evidence of one essay, in text order."""
        return (each for each in self.nodes.values() if getattr(each.record, "essay_id", "") == essay_id)

    def answers(self) -> Iterator[Node]:
        """The answers that somebody wrote, the oldest first."""
        return (each for each in self.nodes.values() if each.sort == "answer")

    def into(self) -> dict[str, list[Link]]:
        """The links by what they lead to."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.target_id, []).append(link)
        return found


def graph_of(library: Bundle) -> ArgumentGraph:
    """The argument that a library holds."""
    essays = tuple(sorted(library.essays, key=lambda each: (each.title, each.id)))
    place = {essay.id: number for number, essay in enumerate(essays)}
    passages = [each for each in library.passages if each.kind != "rhetoric" and each.essay_id in place]
    passages.sort(key=lambda each: (place[each.essay_id], each.start, -each.end, each.id))
    answers = sorted(library.counterarguments, key=lambda each: (each.created, each.id))
    nodes = [Node(each, _sort_of(each), one_line(each.quote)) for each in passages]
    nodes += [Node(each, "answer", told_answer(each)) for each in answers]
    known = {node.id: node for node in nodes}
    links = [each for each in library.links if each.source_id in known and each.target_id in known]
    links.sort(key=lambda each: (each.created, each.id))
    names = {each.id: each.name for each in library.annotators}
    return ArgumentGraph(essays, known, tuple(links), names)


def _sort_of(passage: Passage) -> Sort:
    return "claim" if passage.kind == "claim" else "evidence"


def told_answer(answer: Counterargument) -> str:
    """An answer on one line: its heading, and its reasoning where it has any."""
    reasoning = one_line(answer.reasoning) if answer.reasoning.strip() else ""
    return one_line(answer.heading) + (f" — {reasoning}" if reasoning else "")


def one_line(text: str) -> str:
    """Text on one line, no-break spaces kept; `…` where it is nothing but space."""
    return _SPACE.sub(" ", text).strip(" ") or "…"


def in_a_map(passage: Passage) -> bool:
    """Whether an argument map holds this passage."""
    return passage.kind != "rhetoric"


def lost_in_a_map(library: Bundle) -> tuple[str, ...]:
    """What every argument map leaves out: rhetoric with its links, the texts around the passages, and what no
    format but ours holds."""
    graph = graph_of(library)
    return (
        *lost.several(len(library.passages) - sum(map(in_a_map, library.passages)), "rhetoric passage"),
        *lost.several(len(library.links) - len(graph.links), "link of rhetoric", "links of rhetoric"),
        *lost.moved(library),
        *lost.beside_tags(library),
    )
