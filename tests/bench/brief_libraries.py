"""Libraries to build briefs from: essays with claims, the evidence for them, and answers, all linked."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from counterpoint.core.anchors import describe
from counterpoint.core.cards import toggled
from counterpoint.core.changes import Change, Edit, added
from counterpoint.core.records import Annotator, Brief, Card, Counterargument, Essay, Link, Passage, Record
from counterpoint.core.text import word_count
from counterpoint.core.vocabulary import HIGHLIGHTS, HOWS, Kind
from counterpoint.workspace.briefs import BriefWish, build
from counterpoint.workspace.library import add_essays, add_topic, annotators
from counterpoint.workspace.workspace import Workspace
from tests.bench.libraries import empty_library
from tests.bench.texts import sentences, text_of

CARDS_AN_ESSAY: Final = 50
CLAIMS: Final = 10
EVIDENCE: Final = 4
"""Passages of evidence for each claim; every second claim has an answer with two more."""
ANSWER_EVIDENCE: Final = 2
SLOT: Final = 500
"""Code points of text a passage: about as much as a card's body."""
REASONING: Final = """The source says **less** than that:

1. it counts *sales*, not costs, said the café owner 😀
2. see [the table](https://example.org/table)

> 自力更生 is an old phrase. قال التاجر إن الأسعار ارتفعت
"""


class Briefed(NamedTuple):
    """A library's file, and the brief in it."""

    path: Path
    brief_id: str


def library_to_brief(folder: Path, cards: int) -> tuple[Workspace, BriefWish]:
    """A library of one topic whose brief has so many cards, in steps of `CARDS_AN_ESSAY`, and the wish for
    it."""
    ws = empty_library(folder)
    topic = add_topic(ws, "Resolved: the United States should ease its controls.")
    random = Random(23)
    pool = sentences(random)
    for number in range(cards // CARDS_AN_ESSAY):
        essay = _essay(random, pool, number, topic.id)
        add_essays(ws, [essay])
        ws.commit(Edit("Import", tuple(map(added, _argument(random, essay, annotators(ws))))))
    return ws, BriefWish(topic_id=topic.id, speech="Policy 2NR")


def briefed_library(folder: Path, cards: int) -> tuple[Workspace, Brief]:
    """The same with its brief built and every card cut: two stretches highlighted, one emphasised."""
    ws, wish = library_to_brief(folder, cards)
    made = build(ws, wish)
    found = ws.store.find(Card)
    assert len(found) == cards
    ws.commit(Edit("Cut", tuple(Change(card, _cut(card, at)) for at, card in enumerate(found))))
    return ws, made


def _essay(random: Random, pool: list[str], number: int, topic_id: str) -> Essay:
    text = text_of(random, pool, SLOT * (CARDS_AN_ESSAY + CLAIMS) + SLOT)
    return Essay(
        topic_id=topic_id,
        title=f"{' '.join(random.choice(pool).split()[:6]).rstrip(',.?!')} {number}",
        author="Ada Ångström",
        qualifications="Professor of Trade, University of Examples",
        publication="The Example Review",
        published="2026-03-04",
        url=f"https://example.org/essays/{number}",
        accessed="2026-11-20",
        text=text,
        words=word_count(text),
    )


def _argument(random: Random, essay: Essay, people: list[Annotator]) -> Iterator[Record]:
    """Claims with what supports them, and answers to every second one with theirs; one in five of all
    passages has a note."""
    place = 0
    ben = people[-1].id

    def passage(kind: Kind) -> Passage:
        nonlocal place
        start = place * SLOT + random.randint(0, 150)
        anchor = describe(essay.text, start, start + random.randint(60, 300))
        place += 1
        return Passage(
            essay_id=essay.id,
            annotator_id=people[0].id,
            kind=kind,
            note="Check the source 😀" if place % 5 == 0 else "",
            start=start,
            end=start + len(anchor.quote),
            quote=anchor.quote,
            prefix=anchor.prefix,
            suffix=anchor.suffix,
        )

    for number in range(CLAIMS):
        claim = passage("claim")
        yield claim
        for _ in range(EVIDENCE):
            evidence = passage("evidence")
            yield evidence
            yield _link(ben, "supports", evidence, claim)
        if number % 2:
            answer = Counterargument(
                annotator_id=ben,
                heading=f"AT: what claim {number} says",
                reasoning=REASONING,
                how=random.choice(HOWS),
            )
            yield answer
            yield _link(ben, "answers", answer, claim)
            for _ in range(ANSWER_EVIDENCE):
                evidence = passage("evidence")
                yield evidence
                yield _link(ben, "supports", evidence, answer)


def _link(by: str, relation: str, source: Record, target: Record) -> Link:
    return Link.model_validate(
        {
            "annotator_id": by,
            "relation": relation,
            "source_type": source.name_of_kind,
            "source_id": source.id,
            "target_type": target.name_of_kind,
            "target_id": target.id,
        }
    )


def _cut(card: Card, number: int) -> Card:
    """Highlights in the underlined stretch, emphasises its beginning, and shrinks every other card."""
    line = card.cuts[0]
    third = (line.end - line.start) // 3
    colour = HIGHLIGHTS[number % len(HIGHLIGHTS)]
    card = toggled(card, line.start, line.start + third, colour)
    card = toggled(card, line.end - third, line.end, colour)
    card = toggled(card, line.start, line.start + third // 2, "emphasis")
    return card.changed(shrink=8) if number % 2 else card
