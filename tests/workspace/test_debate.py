"""A debate file in the library: one step makes its essay, cards and brief, and one step takes them back."""

from datetime import date
from pathlib import Path

import pytest

from counterpoint.core.brief_document import BriefDocument
from counterpoint.core.brief_writing import write_out
from counterpoint.core.citation import Citation
from counterpoint.core.errors import BadInput
from counterpoint.core.marks import Cut
from counterpoint.core.records import Brief, Card, Entry, Essay, Passage
from counterpoint.core.vocabulary import EntryKind
from counterpoint.exporters.docx import write
from counterpoint.importers.docx import read
from counterpoint.importers.draft import Draft, DraftCard, DraftEntry
from counterpoint.workspace import briefs
from counterpoint.workspace.library import open_workspace
from counterpoint.workspace.transfer import add_draft
from tests.briefs import many, sample
from tests.library import library, rows

TEXT = "Prices rose 😀\nOkafor 25\nA cafe\u0301 owner adapts. قال\n自力更生\nThe end of all."


def draft_of(*outline: DraftEntry, cards: int = 1) -> Draft:
    start, end = TEXT.index("A cafe"), TEXT.index("\nThe end")
    lined = TEXT.index("owner")
    card = DraftCard("", (("Okafor 25", True),), start, end, (Cut(lined, lined + 5, "underline"),), 7)
    return Draft(TEXT, Citation(title="Aff 😀"), source="Aff.docx", cards=(card,) * cards, outline=outline)


@pytest.mark.parametrize("document", [sample(), many(21)], ids=["sample", "many"])
def test_one_step_adds_all_and_one_takes_it_back(tmp_path: Path, document: BriefDocument) -> None:
    ws = library(tmp_path)
    before = rows(ws.store)
    draft = read(write(document), "brief.docx")
    added = add_draft(ws, draft)
    assert added.brief is not None
    assert (added.brief.title, added.already) == (document.title, False)
    assert ws.store.get(Essay, added.essay.id) == added.essay
    assert len(ws.store.find(Card)) == len(ws.store.find(Passage)) == len(draft.cards)
    after = rows(ws.store)
    assert ws.undo() is not None
    assert rows(ws.store) == before
    assert ws.redo() is not None
    assert rows(ws.store) == after


def test_the_brief_reads_as_the_file_did(tmp_path: Path) -> None:
    ws = library(tmp_path)
    draft = read(write(sample()), "brief.docx")
    added = add_draft(ws, draft)
    assert added.brief is not None
    contents = briefs.contents(ws, added.brief.id)
    found = [(row.kind, row.depth) for row in write_out(contents, date(2026, 11, 24)).rows]
    assert found[:5] == [("pocket", 0), ("hat", 1), ("block", 2), ("card", 3), ("card", 3)]
    again = read(write(write_out(contents, date(2026, 11, 24)).document), "again.docx")
    assert outline_of_draft(again) == outline_of_draft(draft)
    for one, other in zip(draft.cards, again.cards, strict=True):
        assert draft.text[one.start : one.end] == again.text[other.start : other.end]
        assert one.shrink == other.shrink
        assert [(cut.start - one.start, cut.end - one.start, cut.style) for cut in one.cuts] == [
            (cut.start - other.start, cut.end - other.start, cut.style) for cut in other.cuts
        ]


def outline_of_draft(draft: Draft) -> list[tuple[str, str]]:
    return [
        (each.kind, draft.cards[each.card].tag if each.kind == "card" else each.text)
        for each in draft.outline
    ]


def test_a_card_is_evidence_of_whoever_tags_with_its_cite_and_its_cuts(tmp_path: Path) -> None:
    ws = library(tmp_path)
    added = add_draft(ws, draft_of(DraftEntry("block", "Fences"), DraftEntry("card", card=0)))
    (passage,) = ws.store.find(Passage)
    (card,) = ws.store.find(Card)
    assert ws.annotator is not None
    assert (passage.kind, passage.quote, passage.annotator_id) == ("evidence", "owner", ws.annotator.id)
    assert TEXT[passage.start : passage.end] == "owner"
    assert passage.prefix.endswith("cafe\u0301 ")
    assert (card.passage_id, card.essay_id) == (passage.id, added.essay.id)
    assert (card.quote, card.shrink, card.tag) == ("A cafe\u0301 owner adapts. قال\n自力更生", 7, "owner")
    assert card.own_cite == (("Okafor 25", True),)
    assert [TEXT[start:end] for start, end, _ in card.cuts] == ["owner"]


def test_an_uncut_card_is_evidence_as_a_whole(tmp_path: Path) -> None:
    ws = library(tmp_path)
    draft = draft_of(DraftEntry("block", "Fences"), DraftEntry("card", card=0))
    (card,) = draft.cards
    add_draft(ws, Draft(TEXT, draft.citation, cards=(card._replace(cuts=()),), outline=draft.outline))
    assert ws.store.find(Passage)[0].quote == ws.store.find(Card)[0].quote


def test_lines_stand_under_the_nearest_heading_that_holds_them(tmp_path: Path) -> None:
    ws = library(tmp_path)
    kinds: list[EntryKind] = ["analytic", "hat", "card", "pocket", "block", "analytic", "card", "block"]
    kinds += ["hat", "analytic"]
    outline = [
        DraftEntry(kind, "" if kind == "card" else kind, 0 if kind == "card" else -1) for kind in kinds
    ]
    added = add_draft(ws, draft_of(*outline))
    assert added.brief is not None
    placed = [
        (each.depth, each.entry.kind, each.entry.text)
        for each in briefs.written(ws, added.brief.id).tree.walk()
    ]
    assert placed == [
        (0, "block", "Aff 😀"), (1, "analytic", "analytic"),
        (0, "hat", "hat"), (1, "card", ""),
        (0, "pocket", "pocket"), (1, "block", "block"), (2, "analytic", "analytic"), (2, "card", ""),
        (1, "block", "block"), (1, "hat", "hat"), (2, "analytic", "analytic"),
    ]  # fmt: skip


def test_the_same_file_twice_adds_nothing(tmp_path: Path) -> None:
    ws = library(tmp_path)
    draft = read(write(sample()), "brief.docx")
    first = add_draft(ws, draft)
    before = rows(ws.store)
    again = add_draft(ws, draft)
    assert again.already
    assert again.essay == first.essay
    assert rows(ws.store) == before
    ws.undo()
    assert not ws.store.find(Essay), "the second time was no step of its own"


def test_the_text_alone_is_an_essay(tmp_path: Path) -> None:
    ws = library(tmp_path)
    added = add_draft(ws, read(write(sample()), "brief.docx"), Citation(title="Mine"), text_only=True)
    assert (added.brief, added.essay.title) == (None, "Mine")
    assert not [*ws.store.find(Card), *ws.store.find(Brief), *ws.store.find(Entry), *ws.store.find(Passage)]


def test_nobody_elses_cards_are_made_where_nobody_tags(tmp_path: Path) -> None:
    ws = open_workspace(tmp_path / "library.counterpoint")
    draft = read(write(sample()), "brief.docx")
    with pytest.raises(BadInput, match="choose an annotator first"):
        add_draft(ws, draft)
    assert not ws.store.find(Essay)
    assert add_draft(ws, draft, text_only=True).essay.text == draft.text
