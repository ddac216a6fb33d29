"""Briefs put together entry by entry, for the tests of writing and of what to mend."""

import json
from datetime import date
from typing import Any

import pytest

from counterpoint.core.brief_document import AnalyticPart, BriefDocument, CardPart, HeadingPart, numbered
from counterpoint.core.brief_tree import ranks
from counterpoint.core.brief_writing import BriefContents, Cited, Written, write_out
from counterpoint.core.records import Annotator, Brief, Card, Counterargument, Entry, Essay, Passage, Topic
from counterpoint.core.vocabulary import EntryKind, Kind
from tests.library import TEXT, card_of, passage_of

TODAY = date(2026, 11, 23)
ADA, BEN = Annotator(name="Ada", words_per_minute=200), Annotator(name="Ben")


class Page:
    """A brief put together entry by entry; names are texts that the tests know."""

    def __init__(self, **fields: Any) -> None:
        self.essay = Essay(title="Fences", author="Zoë Okafor", published="2025-03-04", text=TEXT)
        self.brief = Brief.model_validate({"annotator_id": ADA.id, "title": "Tech 😀 自力"} | fields)
        self.entries: list[Entry] = []
        self.cards: dict[str, Card] = {}
        self.passages: dict[str, Passage] = {}
        self.answers: dict[str, Counterargument] = {}
        self.topic: Topic | None = None
        self.fallen: frozenset[str] = frozenset()
        self._ranks = iter(ranks(200))

    def put(self, kind: EntryKind, text: str = "", under: Entry | None = None, **fields: Any) -> Entry:
        values = {"brief_id": self.brief.id, "kind": kind, "text": text, "rank": next(self._ranks)}
        made = Entry.model_validate(values | {"parent_id": under.id if under else None} | fields)
        self.entries.append(made)
        return made

    def passage(self, words: str, kind: Kind = "evidence", note: str = "") -> Passage:
        start = TEXT.index(words)
        made = passage_of(self.essay, BEN, start, start + len(words), kind)
        made = Passage.model_validate(made.model_dump() | {"note": note})
        self.passages[made.id] = made
        return made

    def card(
        self,
        tag: str,
        under: Entry | None,
        words: str = "Prices rose",
        lit: str = "Prices rose",
        **fields: Any,
    ) -> Entry:
        """A card of a passage, with some words of its body highlighted."""
        passage = fields.pop("passage", None) or self.passage(words, note=fields.pop("note", ""))
        cuts = [[passage.start, passage.end, "underline"]]
        for each in filter(None, lit.split("|")):
            cuts.append([TEXT.index(each), TEXT.index(each) + len(each), "yellow"])
        made = card_of(self.essay, passage, tag, json.dumps(sorted(cuts, key=lambda cut: cut[:2])))
        self.cards[made.id] = made
        return self.put("card", under=under, card_id=made.id, **fields)

    def answer(self, heading: str, under: Entry, reasoning: str = "", text: str = "") -> Entry:
        made = Counterargument(annotator_id=BEN.id, heading=heading, reasoning=reasoning, how="turn")
        self.answers[made.id] = made
        return self.put("answer", text, under, counterargument_id=made.id)

    @property
    def contents(self) -> BriefContents:
        values = (getattr(self.essay, name) for name in Cited._fields)
        return BriefContents(
            brief=self.brief,
            entries=tuple(reversed(self.entries)),
            cards=self.cards,
            passages=self.passages,
            answers=self.answers,
            essays={self.essay.id: Cited._make(values)},
            names={ADA.id: "Ada", BEN.id: "Ben"},
            author=ADA,
            topic=self.topic,
            fallen=self.fallen,
        )

    @property
    def written(self) -> Written:
        written = write_out(self.contents, TODAY)
        check(written)
        return written

    @property
    def document(self) -> BriefDocument:
        return self.written.document

    def told(self) -> list[str]:
        return [told(part) for part in self.document.parts]


def told(part: object) -> str:
    if isinstance(part, HeadingPart):
        return f"{'#' * part.level} {part.text}"
    assert isinstance(part, CardPart | AnalyticPart)
    return f"{'card' if isinstance(part, CardPart) else part.kind} {numbered(part)}"


def check(written: Written) -> None:
    """Rows and parts are of the same entries, each once; times add up; runs are not empty."""
    document = written.document
    ids = [part.entry_id for part in document.parts]
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(row.entry_id for row in written.rows) == sorted(written.tree.entries)
    seconds = {part.entry_id: part.seconds for part in document.parts}
    leaves = [part for part in document.parts if not isinstance(part, HeadingPart)]
    assert document.seconds == pytest.approx(sum(part.seconds for part in leaves))
    for part in document.parts:
        if isinstance(part, HeadingPart):
            below = [
                each.id for each in written.tree.under(part.entry_id) if each.id not in headings(document)
            ]
            assert part.seconds == pytest.approx(sum(seconds[each] for each in below))
        if isinstance(part, CardPart):
            assert all(
                paragraph and all(run.text or run.omitted for run in paragraph)
                for paragraph in part.paragraphs
            )
            for comment in part.comments:
                for row, column in (comment.first, comment.last):
                    assert part.paragraphs[row][column]
    for line in written.rows:
        assert line.seconds == pytest.approx(seconds[line.entry_id])
        parent = written.tree.parent(written.tree.entries[line.entry_id])
        assert line.parent_id == (parent.id if parent else None)


def headings(document: BriefDocument) -> set[str]:
    return {part.entry_id for part in document.parts if isinstance(part, HeadingPart)}
