"""Claims, evidence and answers as the text of a Kialo discussion.

Kialo numbers its claims like the headings of a report: what stands below a claim is for it (`Pro`) or against
it (`Con`). The thesis is the topic's wording. Where there are several topics, or essays that take no side of
one, each is a thesis of its own below the discussion's title, as Kialo's discussions with several theses
have it. A claim that stands elsewhere too is named there by its number (`-> See 1.2.`), so cycles end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from counterpoint.core.bundle import Bundle
from counterpoint.core.records import Counterargument, Essay, Link, Topic
from counterpoint.exporters import lost
from counterpoint.exporters.argument_graph import ArgumentGraph, graph_of, in_a_map, lost_in_a_map, one_line

Stance = Literal["", "Pro", "Con"]

_SEVERAL: Final = "Counterpoint"
_BRACKET: Final = re.compile(r"[\[\]()]")
_TAKEN_FOR_MARKS: Final = re.compile(r"(?:->|Pro:|Con:)")
_UNANSWERED: Final[tuple[str, str, Stance]] = ("", "Answers to nothing in these essays", "Con")
"""The thesis of answers that answer nothing here."""


class _Thesis(NamedTuple):
    """A claim that nothing is above, and the nodes right below it, each with what it is to it."""

    text: str
    below: list[tuple[str, Stance]]


def write(library: Bundle) -> str:
    """The discussion's text."""
    graph = graph_of(library)
    theses = _theses(graph, {topic.id: topic for topic in library.topics})
    title = theses[0].text if len(theses) == 1 else _SEVERAL
    lines = [f"Discussion Title: {plain(title)}", "", f"1. {plain(title)}"]
    page = _Page(graph)
    if len(theses) == 1:
        lines += page.lines("1.", theses[0].below)
    else:
        for number, thesis in enumerate(theses, start=1):
            lines.append(f"1.{number}. {plain(thesis.text)}")
            lines += page.lines(f"1.{number}.", thesis.below)
    return "\n".join(lines) + "\n"


def losses(library: Bundle) -> tuple[str, ...]:
    """What of `library` a Kialo discussion cannot hold."""
    restated = sum(link.relation == "restates" for link in graph_of(library).links)
    kinds = {each.kind for each in library.passages if in_a_map(each)}
    hows = {each.how for each in library.counterarguments} - {"rebut"}
    return (
        *(("which passage is claim and which evidence",) if len(kinds) > 1 else ()),
        *(("how an answer answers (all are cons)",) if hows else ()),
        *lost.several(restated, "restatement (it becomes a pro)", "restatements (they become pros)"),
        *lost.details(library, in_a_map),
        *lost.notes(library, in_a_map),
        *lost.names(library),
        *lost.several(len(library.essays), "essay’s text and cite", "essays’ texts and cites"),
        *lost_in_a_map(library),
    )


def plain(text: str) -> str:
    """Text on one line in which Kialo finds no link, no reference and no stance."""
    line = _BRACKET.sub(r"\\\g<0>", one_line(text))
    return f"“{line}”" if _TAKEN_FOR_MARKS.match(line) else line


def _theses(graph: ArgumentGraph, topics: dict[str, Topic]) -> list[_Thesis]:
    """The theses with what stands right below them: whatever leads nowhere, and one of each circle."""
    theses: dict[str, _Thesis] = {}
    essays = {each.id: each for each in graph.essays}
    for node_id in _tops(graph):
        record = graph.nodes[node_id].record
        if isinstance(record, Counterargument):
            key, text, stance = _UNANSWERED
        else:
            key, text, stance = _thesis_of(essays[record.essay_id], topics)
        theses.setdefault(key, _Thesis(text, [])).below.append((node_id, stance))
    for essay in graph.essays:
        key, text, _ = _thesis_of(essay, topics)
        theses.setdefault(key, _Thesis(text, []))
    return list(theses.values()) or [_Thesis(_SEVERAL, [])]


def _thesis_of(essay: Essay, topics: dict[str, Topic]) -> tuple[str, str, Stance]:
    """What an essay argues for or against: its topic where it takes a side, else what its title says."""
    if essay.topic_id in topics and essay.side:
        topic = topics[essay.topic_id]
        return topic.id, topic.wording, "Pro" if essay.side == "pro" else "Con"
    return essay.id, essay.title, "Pro"


def _tops(graph: ArgumentGraph) -> list[str]:
    """The nodes to begin at, so that all are reached: those that lead nowhere, then the first of each circle
    that is not reached from these."""
    into = graph.into()
    leads = {link.source_id for link in graph.links}
    tops = [node_id for node_id in graph.nodes if node_id not in leads]
    reached: set[str] = set()
    for node_id in [*tops, *graph.nodes]:
        if node_id in reached:
            continue
        if node_id in leads:
            tops.append(node_id)
        waiting = [node_id]
        while waiting:
            at = waiting.pop()
            if at not in reached:
                reached.add(at)
                waiting += [link.source_id for link in into.get(at, [])]
    return tops


@dataclass
class _Page:
    """Writes what stands below a thesis. `numbers` are those of the claims that have been written."""

    graph: ArgumentGraph
    numbers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._into = self.graph.into()

    def lines(self, number: str, below: list[tuple[str, Stance]]) -> Iterator[str]:
        """The lines below the claim of that number, each claim before what stands below it."""
        waiting = _numbered(number, below)
        while waiting:
            at, node_id, stance = waiting.pop()
            said = f"{at} {stance}: "
            if node_id in self.numbers:
                yield f"{said}-> See {self.numbers[node_id]}"
                continue
            self.numbers[node_id] = at
            yield said + plain(self.graph.nodes[node_id].text)
            links = dict.fromkeys((each.source_id, _stance(each)) for each in self._into.get(node_id, []))
            waiting += _numbered(at, list(links))


def _numbered(number: str, below: list[tuple[str, Stance]]) -> list[tuple[str, str, Stance]]:
    """Those right below a claim with their numbers, the first one last."""
    return [(f"{number}{place}.", *each) for place, each in enumerate(below, start=1)][::-1]


def _stance(link: Link) -> Stance:
    return "Con" if link.relation == "answers" else "Pro"
