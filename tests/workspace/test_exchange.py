"""Whole libraries and single essays as Web Annotation files, with their cards, briefs and reviews."""

from dataclasses import replace

import pytest

from counterpoint.core.bundle import Bundle
from counterpoint.core.changes import Edit, added
from counterpoint.core.errors import BadInput
from counterpoint.core.records import (
    Annotator,
    Brief,
    Card,
    Decision,
    Entry,
    Essay,
    Progress,
    Tombstone,
    progress_id,
)
from counterpoint.exporters.webannotation import write
from counterpoint.importers import webannotation
from counterpoint.workspace import arguments, library, tagging, transfer
from counterpoint.workspace.workspace import Workspace
from tests.exchange import import_annotations
from tests.library import TEXT, brief_of, card_of, decision_of, progress_of, rows, with_essay


@pytest.fixture
def ws(tmp_path):
    """A library with two essays, each with a card, a decision by Bob, and how far Bob read; and a brief."""
    (tmp_path / "mine").mkdir()
    ws, essay = with_essay(tmp_path / "mine")
    claim = tagging.tag_span(ws, essay, 0, 25, "claim")
    evidence = tagging.tag_span(ws, essay, 30, 60, "evidence")
    written = arguments.answer(ws, "passage", claim.id, "AT: fences", "自力", "rebut", [evidence.id])
    other = Essay(title="Other", text="Quite other words. 贸易 😀")
    library.add_essays(ws, [other])
    cut = card_of(other, tagging.tag_span(ws, other, 0, 5, "evidence"), "Words")
    records = (*brief_of(essay, claim, written, evidence), cut)
    ws.commit(Edit("Build brief", tuple(added(each) for each in records)))
    bob = library.add_annotator(ws, "Bob")
    tagged = tagging.passage(ws, cut.passage_id)
    ruled = [decision_of(each, 0, 5, "自力 😀").changed(annotator_id=bob.id) for each in (claim, tagged)]
    far = [progress_of(each, bob, 20) for each in (essay, other)]
    ws.commit(Edit("Decide", tuple(added(each) for each in (*ruled, *far))))
    yield ws
    ws.close()


@pytest.fixture
def empty(tmp_path):
    (tmp_path / "theirs").mkdir()
    ws = library.open_workspace(tmp_path / "theirs" / "library.counterpoint")
    yield ws
    ws.close()


def taken(ws: Workspace, text: str) -> transfer.Imported:
    return import_annotations(ws, text.encode(), "file.jsonld")


def test_a_whole_library_comes_back_row_by_row(ws, empty):
    text = transfer.export_webannotation(ws, None)
    assert taken(empty, text).problems == ()
    assert rows(empty.store) == rows(ws.store)
    assert taken(empty, text).added == 0
    empty.undo()
    assert not any(rows(empty.store).values())


def test_an_essay_takes_its_cards_and_no_briefs(ws, empty):
    essay = next(each for each in ws.store.find(Essay) if each.text == TEXT)
    assert taken(empty, transfer.export_webannotation(ws, [essay.id])).problems == ()
    assert empty.store.find(Card) == ws.store.find(Card, essay_id=essay.id) != []
    assert not empty.store.find(Brief)
    assert not empty.store.find(Entry)


def test_cards_go_to_the_essay_that_has_the_same_text(ws, empty):
    library.add_essays(empty, [mine := Essay(title="Mine", text=TEXT)])
    assert taken(empty, transfer.export_webannotation(ws, None)).problems == ()
    assert {each.essay_id for each in empty.store.find(Card) if each.tag != "Words"} == {mine.id}
    assert len(empty.store.find(Entry)) == 4


def test_an_essay_takes_what_was_decided_on_it_and_how_far_it_was_read(ws, empty):
    essay = next(each for each in ws.store.find(Essay) if each.text == TEXT)
    assert taken(empty, transfer.export_webannotation(ws, [essay.id])).problems == ()
    for kind in (Decision, Progress):
        assert empty.store.find(kind) == ws.store.find(kind, essay_id=essay.id) != []
    assert sorted(each.name for each in empty.store.find(Annotator)) == ["Ada", "Bob"]
    back = transfer.export_webannotation(empty, None).encode()
    assert import_annotations(ws, back, "back.jsonld").added == 0


def test_decisions_go_to_the_essay_that_has_the_same_text(ws, empty):
    library.add_essays(empty, [mine := Essay(title="Mine", text=TEXT)])
    bob = next(each for each in ws.store.find(Annotator) if each.name == "Bob")
    text = transfer.export_webannotation(ws, None)
    assert taken(empty, text).problems == ()
    assert len(empty.store.find(Decision, essay_id=mine.id)) == 1
    (far,) = empty.store.find(Progress, essay_id=mine.id)
    assert far.id == progress_id(mine.digest, bob.id)
    assert taken(empty, text).added == 0


def test_many_files_are_one_step_and_each_is_told(ws, empty):
    ids = {each.title: each.id for each in ws.store.find(Essay)}
    texts = [transfer.export_webannotation(ws, [ids[title]]) for title in ("Fences", "Other", "Fences")]
    mine = library.add_annotator(empty, "Zoe\u0301")
    before = rows(empty.store)
    gathered = transfer.gathering(empty)
    for number, text in enumerate(texts):
        gathered.add(f"{number}.jsonld", webannotation.read(text.encode(), gathered.known))
    with pytest.raises(BadInput):
        gathered.add("broken.jsonld", webannotation.read(b"{", gathered.known))
    told = transfer.take_in(empty, gathered.met(transfer.everything(empty)))
    assert [each.added > 0 for each in told] == [True, True, False]
    assert told[2].already == told[0].added
    assert [[essay.title for essay in each.essays] for each in told] == [["Fences"], ["Other"], ["Fences"]]
    assert empty.undo_label == "Import 3 files"
    assert mine in library.annotators(empty)
    empty.undo()
    assert rows(empty.store) == before


def test_an_essay_in_one_file_is_known_to_those_after_it(ws, empty):
    essay = next(each for each in ws.store.find(Essay) if each.text == TEXT)
    whole = transfer.bundle_of(ws, [essay.id])
    gathered = transfer.gathering(empty)
    gathered.add(
        "text.jsonld",
        webannotation.read(write(replace(whole, passages=(), links=(), cards=())).encode(), gathered.known),
    )
    gathered.add("tags.jsonld", webannotation.read(write(replace(whole, essays=())).encode(), gathered.known))
    told = transfer.take_in(empty, gathered.met(transfer.everything(empty)))
    assert [each.problems for each in told] == [(), ()]
    assert empty.store.find(Card) == ws.store.find(Card, essay_id=essay.id) != []


def test_what_was_decided_is_not_lost_unnamed(ws):
    (ruled,) = ws.store.find(Decision, agreed_json='[[0, 5, "claim", ""]]')
    stone = Tombstone(id=ruled.essay_id, revision=9, kind_of_record="essay")
    problems = taken(ws, write(Bundle.of([stone]))).problems
    assert "The decision “自力 😀”: the essay it belongs to is not there" in problems
    assert "How far somebody read: the essay it belongs to is not there" in problems
    ws.undo()
    assert ws.store.get(Decision, ruled.id) == ruled


def test_what_cannot_stay_is_named(ws):
    (shown,) = ws.store.find(Entry, kind="card")
    assert shown.card_id is not None
    stone = Tombstone(id=shown.card_id, revision=9, kind_of_record="card")
    problems = taken(ws, write(Bundle.of([stone]))).problems
    assert problems == ("An entry of a brief: the card it belongs to is not there",)
    assert not ws.store.find(Entry, kind="card")
    ws.undo()
    assert ws.store.find(Entry, kind="card") == [shown]
