"""A debate file in the library: its text as an essay, its cards, and a brief of them under its headings."""

import json
from collections.abc import Iterator
from typing import Final

from counterpoint.core.anchors import describe
from counterpoint.core.brief_tree import may_hold, ranks
from counterpoint.core.cards import TAG_LENGTH
from counterpoint.core.record import Record
from counterpoint.core.records import Annotator, Brief, Card, Entry, Essay, Passage
from counterpoint.core.text import shorten
from counterpoint.importers.draft import Draft, DraftCard, DraftEntry

_LONGEST_TITLE: Final = 300


def cards_and_brief(draft: Draft, essay: Essay, annotator: Annotator) -> list[Record]:
    """What a debate draft holds besides its essay, as the work of `annotator`: of each card the passage that
    was underlined, as evidence, and the card; and the brief, named as the essay, with its entries."""
    brief = Brief(
        annotator_id=annotator.id,
        title=shorten(essay.title, _LONGEST_TITLE),
        topic_id=essay.topic_id,
        essay_ids=essay.id,
        side=essay.side,
    )
    passages = [_passage(each, essay, annotator) for each in draft.cards]
    cards = [_card(each, passage, essay.text) for each, passage in zip(draft.cards, passages, strict=True)]
    return [*passages, *cards, brief, *_entries(draft.outline, brief, cards)]


def _passage(card: DraftCard, essay: Essay, annotator: Annotator) -> Passage:
    """From the first to the last stretch that was cut, or the whole body."""
    start = min((cut.start for cut in card.cuts), default=card.start)
    end = max((cut.end for cut in card.cuts), default=card.end)
    anchor = describe(essay.text, start, end)
    return Passage(
        essay_id=essay.id,
        annotator_id=annotator.id,
        kind="evidence",
        start=start,
        end=end,
        quote=anchor.quote,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
    )


def _card(card: DraftCard, passage: Passage, text: str) -> Card:
    """A card; one that had no tag has the first words of its passage for one."""
    return Card(
        passage_id=passage.id,
        essay_id=passage.essay_id,
        annotator_id=passage.annotator_id,
        tag=card.tag or shorten(passage.quote, TAG_LENGTH),
        start=card.start,
        end=card.end,
        quote=text[card.start : card.end],
        cuts_json=json.dumps([list(cut) for cut in card.cuts]),
        shrink=card.shrink,
        cite_json=json.dumps([list(part) for part in card.cite], ensure_ascii=False),
    )


def _entries(outline: tuple[DraftEntry, ...], brief: Brief, cards: list[Card]) -> Iterator[Entry]:
    """The outline as a tree: each line under the last heading above it that can hold it. Cards and analytics
    before any heading stand in a block with the brief's title."""
    below: dict[str | None, list[Entry]] = {}
    above: list[Entry] = []
    for line in _headed(outline, brief):
        while above and not may_hold(above[-1].kind, line.kind):
            above.pop()
        made = Entry(
            brief_id=brief.id,
            parent_id=above[-1].id if above else None,
            rank="i",
            kind=line.kind,
            text=line.text,
            card_id=cards[line.card].id if line.kind == "card" else None,
        )
        below.setdefault(made.parent_id, []).append(made)
        if may_hold(line.kind, "card"):
            above.append(made)
    for siblings in below.values():
        for entry, rank in zip(siblings, ranks(len(siblings)), strict=True):
            yield entry.model_copy(update={"rank": rank})


def _headed(outline: tuple[DraftEntry, ...], brief: Brief) -> Iterator[DraftEntry]:
    if outline and not may_hold(None, outline[0].kind):
        yield DraftEntry("block", brief.title)
    yield from outline
