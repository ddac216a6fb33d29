"""What a map shows of one argument or several: cards and the links between them. No Qt."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from counterpoint.core.arguments import Argument, HoleName, Node, OutlineIndex, Row
from counterpoint.core.vocabulary import Relation

MOST_ALONE: Final = 400
"""Passages without links beyond this many are left out: nobody reads such a map, and it would be slow."""


class Card(NamedTuple):
    """A claim, evidence, rhetoric that is linked, or an answer. `words` are whole; `essay_title` is empty
    where everything on the map is of one essay."""

    id: str
    type: str
    kind: str
    detail: str
    words: str
    essay_id: str
    essay_title: str
    holes: tuple[HoleName, ...]


class Thread(NamedTuple):
    """A link between two cards."""

    relation: Relation
    source: str
    target: str


class Graph(NamedTuple):
    """Cards in reading order, links, and how many cards without links were left out."""

    cards: tuple[Card, ...] = ()
    threads: tuple[Thread, ...] = ()
    left_out: int = 0


class Chapter(NamedTuple):
    """One essay's part of a map."""

    title: str
    argument: Argument


def graph_of(chapters: Sequence[Chapter], hidden: Collection[str] = ()) -> Graph:
    """The claims, evidence and answers of the essays given, and whatever is linked with them."""
    titles = {chapter.argument.essay_id: chapter.title for chapter in chapters}
    cards: dict[str, Card] = {}
    threads: dict[Thread, None] = {}
    for chapter in chapters:
        index = OutlineIndex(chapter.argument, hidden)
        for card in _cards(index, titles):
            if card.id not in cards or not cards[card.id].holes:
                cards[card.id] = card
        for tie in chapter.argument.ties:
            threads[Thread(tie.relation, tie.source_id, tie.target_id)] = None
    joined = [thread for thread in threads if thread.source in cards and thread.target in cards]
    linked = {node for thread in joined for node in (thread.source, thread.target)}
    return _trim(cards.values(), tuple(joined), linked)


def _cards(index: OutlineIndex, titles: dict[str, str]) -> Iterable[Card]:
    """Own passages in text order, then answers, then what stands in other essays."""
    web = index.web
    own = sorted(web.marks.values(), key=lambda mark: (mark.start, -mark.end, mark.id))
    several = len(titles) > 1
    for node_id in (*(mark.id for mark in own), *web.answers, *web.elsewhere):
        if not web.shows(node_id):
            continue
        is_answer = node_id in web.answers
        node: Node = index.node(Row(0, "answer" if is_answer else "passage", node_id, "", node_id))
        title = node.essay_title
        if not title and several and not is_answer:
            title = titles.get(node.essay_id, "")
        yield Card(
            id=node_id,
            type="counterargument" if is_answer else "passage",
            kind=node.kind,
            detail=node.detail,
            words=index.words(node_id),
            essay_id=node.essay_id,
            essay_title=title,
            holes=node.holes,
        )


def _trim(cards: Iterable[Card], threads: tuple[Thread, ...], linked: set[str]) -> Graph:
    kept: list[Card] = []
    alone = left_out = 0
    for card in cards:
        if card.id not in linked:
            if card.kind not in ("claim", "evidence"):
                continue
            alone += 1
            if alone > MOST_ALONE:
                left_out += 1
                continue
        kept.append(card)
    return Graph(tuple(kept), threads, left_out)
