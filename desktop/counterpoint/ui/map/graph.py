"""What a map shows of one argument or several: cards and the links between them. No Qt."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from counterpoint.core.arguments import Argument, HoleName, Node, OutlineIndex, Row
from counterpoint.core.marks import Tie
from counterpoint.core.vocabulary import Relation

MOST_ALONE: Final = 400
"""Passages without links beyond this many are left out: nobody reads such a map, and it would be slow."""
_ORDER: Final[dict[Relation, int]] = {"supports": 0, "restates": 1, "answers": 2}
"""Support stands above what answers."""


class Card(NamedTuple):
    """A claim, evidence, rhetoric that is linked, or an answer. `words` are whole; `essay_title` is empty
    where everything on the map is of one essay. A `guest` stands in an essay the map is not of."""

    id: str
    type: str
    kind: str
    detail: str
    words: str
    essay_id: str
    essay_title: str
    holes: tuple[HoleName, ...]
    guest: bool = False


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
    """The claims, evidence and answers of the essays given. Of other essays only passages linked directly
    with these are shown; answers to other essays' claims are not, though they rest on evidence from here."""
    titles = {chapter.argument.essay_id: chapter.title for chapter in chapters}
    cards: dict[str, Card] = {}
    ties: dict[Tie, None] = {}
    for chapter in chapters:
        for card in _cards(OutlineIndex(chapter.argument, hidden), titles):
            known = cards.get(card.id)
            if known is None or (known.guest, not known.holes) > (card.guest, not card.holes):
                cards[card.id] = card
        ties |= dict.fromkeys(chapter.argument.ties)
    home = _at_home(cards, ties)
    joined = {
        Thread(tie.relation, tie.source_id, tie.target_id): None
        for tie in sorted(ties, key=lambda tie: _ORDER[tie.relation])
        if {tie.source_id, tie.target_id} <= cards.keys()
        and _belongs(cards[tie.source_id], cards[tie.target_id], home)
    }
    linked = {node for thread in joined for node in (thread.source, thread.target)}
    shown = [card for card in cards.values() if card.id in home or card.id in linked]
    return _trim(shown, tuple(joined), linked)


def _at_home(cards: Mapping[str, Card], ties: Iterable[Tie]) -> set[str]:
    """The essays' own passages, and the answers to them and to these in turn."""
    answers: dict[str, list[str]] = {}
    for tie in ties:
        if tie.relation == "answers":
            answers.setdefault(tie.target_id, []).append(tie.source_id)
    home = {card.id for card in cards.values() if card.type == "passage" and not card.guest}
    todo = list(home)
    while todo:
        for source in answers.get(todo.pop(), ()):
            if source not in home and source in cards and cards[source].type != "passage":
                home.add(source)
                todo.append(source)
    return home


def _belongs(source: Card, target: Card, home: Collection[str]) -> bool:
    """Whether a link is shown: one of its ends is at home and the other is, or is a passage."""
    ends = (source, target)
    return any(end.id in home for end in ends) and all(
        end.id in home or end.type == "passage" for end in ends
    )


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
            guest=node_id in web.elsewhere and node_id not in web.marks,
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
