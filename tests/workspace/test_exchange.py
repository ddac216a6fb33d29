"""Whole libraries and single essays as Web Annotation files, with their cards and briefs."""

import pytest

from counterpoint.core.bundle import Bundle
from counterpoint.core.changes import Edit, added
from counterpoint.core.records import Brief, Card, Entry, Essay, Tombstone
from counterpoint.exporters.webannotation import write
from counterpoint.workspace import arguments, library, tagging, transfer
from counterpoint.workspace.workspace import Workspace
from tests.library import TEXT, brief_of, card_of, rows, with_essay


@pytest.fixture
def ws(tmp_path):
    """A library with two essays, each with a card, and a brief."""
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
    yield ws
    ws.close()


@pytest.fixture
def empty(tmp_path):
    (tmp_path / "theirs").mkdir()
    ws = library.open_workspace(tmp_path / "theirs" / "library.counterpoint")
    yield ws
    ws.close()


def taken(ws: Workspace, text: str) -> transfer.Imported:
    return transfer.import_annotations(ws, text.encode(), "file.jsonld")


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


def test_what_cannot_stay_is_named(ws):
    (shown,) = ws.store.find(Entry, kind="card")
    assert shown.card_id is not None
    stone = Tombstone(id=shown.card_id, revision=9, kind_of_record="card")
    problems = taken(ws, write(Bundle.of([stone]))).problems
    assert problems == ("An entry of a brief: the card it belongs to is not there",)
    assert not ws.store.find(Entry, kind="card")
    ws.undo()
    assert ws.store.find(Entry, kind="card") == [shown]
