"""What goes with an essay, a passage or an answer, and what stays: in one step, and undone in one."""

from pathlib import Path
from typing import NamedTuple

import pytest

from counterpoint.core.changes import Edit, added
from counterpoint.core.errors import Conflict
from counterpoint.core.records import (
    Brief,
    Card,
    Counterargument,
    Decision,
    Entry,
    Essay,
    Link,
    Passage,
    Progress,
)
from counterpoint.workspace import arguments, care, library, tagging
from counterpoint.workspace.removal import Hanging, hanging_from, removal, told
from counterpoint.workspace.workspace import Workspace
from tests.library import TEXT, brief_of, decision_of, progress_of, rows, with_essay


class Desk(NamedTuple):
    """A claim, an answer to it with evidence, and a brief of these."""

    ws: Workspace
    essay: Essay
    claim: Passage
    evidence: Passage
    answer: Counterargument
    card: Card
    brief: Brief
    hat: Entry
    block: Entry
    given: Entry
    shown: Entry


@pytest.fixture
def desk(tmp_path: Path):
    ws, essay = with_essay(tmp_path)
    claim = tagging.tag_span(ws, essay, 0, 25, "claim")
    evidence = tagging.tag_span(ws, essay, 30, 60, "evidence")
    written = arguments.answer(ws, "passage", claim.id, "AT: fences", "", "rebut", [evidence.id])
    records = brief_of(essay, claim, written, evidence)
    ws.commit(Edit("Build brief", tuple(added(each) for each in records)))
    yield Desk(ws, essay, claim, evidence, written, *records)
    ws.close()


def kept(desk: Desk) -> set[str]:
    """What is left of the brief and its cards."""
    return {each.id for kind in (Card, Brief, Entry) for each in desk.ws.store.find(kind)}


def whole_again(desk: Desk, before: dict[str, list[tuple[object, ...]]]) -> None:
    """The library has no problem, and one undo gives back what was."""
    assert care.check(desk.ws) == []
    desk.ws.undo()
    assert rows(desk.ws.store) == before


def own_words(desk: Desk) -> Entry:
    entry = Entry(
        brief_id=desk.brief.id, parent_id=desk.block.id, rank="z", kind="analytic", text="自力 own 😀"
    )
    desk.ws.commit(Edit("Write", (added(entry),)))
    return entry


def test_a_passage_goes_with_its_card_and_where_that_is_shown(desk):
    before = rows(desk.ws.store)
    hanging = hanging_from(desk.ws, {desk.evidence.id})
    assert told(hanging) == "1 link, 1 card and 1 entry in 1 brief go with it."
    tagging.untag(desk.ws, [desk.evidence])
    assert kept(desk) == {desk.brief.id, desk.hat.id, desk.block.id, desk.given.id}
    whole_again(desk, before)


def test_an_answer_goes_with_its_entries_and_the_block_of_a_claim_stays(desk):
    before = rows(desk.ws.store)
    arguments.remove_answer(desk.ws, desk.answer)
    assert kept(desk) == {desk.card.id, desk.brief.id, desk.hat.id, desk.block.id}
    assert desk.ws.store.get(Entry, desk.block.id) == desk.block
    whole_again(desk, before)


def test_a_heading_built_from_what_goes_goes_where_nothing_is_left_below_it(desk):
    before = rows(desk.ws.store)
    tagging.untag(desk.ws, [desk.claim])
    assert kept(desk) == {desk.card.id, desk.brief.id, desk.hat.id}
    whole_again(desk, before)


def test_a_heading_with_words_of_the_users_stays(desk):
    words = own_words(desk)
    before = rows(desk.ws.store)
    tagging.untag(desk.ws, [desk.claim])
    assert kept(desk) == {desk.card.id, desk.brief.id, desk.hat.id, desk.block.id, words.id}
    assert desk.ws.store.get(Entry, desk.block.id) == desk.block.changed(passage_id=None)
    whole_again(desk, before)


def test_an_open_entry_and_what_stands_below_goes_with_its_passage(desk):
    question = Entry(brief_id=desk.brief.id, rank="z", kind="open", passage_id=desk.evidence.id)
    below = Entry(brief_id=desk.brief.id, parent_id=question.id, rank="z", kind="analytic", text="So?")
    desk.ws.commit(Edit("Write", (added(question), added(below))))
    before = rows(desk.ws.store)
    tagging.untag(desk.ws, [desk.evidence])
    assert not {question.id, below.id} & kept(desk)
    whole_again(desk, before)


def test_an_essay_goes_with_all_that_is_cut_from_it(desk):
    words = own_words(desk)
    before = rows(desk.ws.store)
    library.remove_essay(desk.ws, desk.essay)
    assert kept(desk) == {desk.brief.id, desk.hat.id, desk.block.id, words.id}
    assert not any(desk.ws.store.find(kind) for kind in (Essay, Passage, Counterargument, Link))
    whole_again(desk, before)
    desk.ws.redo()
    assert kept(desk) == {desk.brief.id, desk.hat.id, desk.block.id, words.id}


def test_an_essay_goes_with_what_was_decided_on_it_and_how_far_it_was_read(desk):
    other = Essay(title="Other", text=TEXT + " More. 自力 😀")
    bob = library.add_annotator(desk.ws, "Bob")
    ruled = [decision_of(each, 0, 6) for each in (desk.claim, desk.evidence, desk.claim)]
    far = [progress_of(desk.essay, each, 40) for each in (desk.ws.annotator, bob)]
    stay = decision_of(desk.claim.model_copy(update={"essay_id": other.id}), 0, 9), progress_of(other, bob, 9)
    library.add_essays(desk.ws, [other])
    desk.ws.commit(Edit("Decide", tuple(added(each) for each in (*ruled, *far, *stay))))
    before = rows(desk.ws.store)
    hanging = hanging_from(desk.ws, {desk.essay.id})
    assert told(hanging) == "1 card, 1 entry in 1 brief, 3 decisions and 2 reading marks go with it."
    library.remove_essay(desk.ws, desk.essay)
    assert (desk.ws.store.find(Decision), desk.ws.store.find(Progress)) == ([stay[0]], [stay[1]])
    whole_again(desk, before)


def test_a_decision_outlives_the_passages_it_is_about(desk):
    ruled = decision_of(desk.evidence, 30, 50, "Shorter. 自力")
    desk.ws.commit(Edit("Decide", (added(ruled),)))
    before = rows(desk.ws.store)
    tagging.untag(desk.ws, [desk.evidence])
    assert desk.ws.store.find(Decision) == [ruled]
    whole_again(desk, before)


def test_another_essay_keeps_its_cards(desk):
    other = Essay(title="Other", text=TEXT)
    library.add_essays(desk.ws, [other])
    before = kept(desk)
    library.remove_essay(desk.ws, other)
    assert kept(desk) == before


def test_a_brief_goes_with_all_its_entries_and_leaves_the_cards(desk):
    before = rows(desk.ws.store)
    hanging = hanging_from(desk.ws, {desk.brief.id})
    assert told(hanging) == "4 entries in 1 brief go with it."
    desk.ws.commit(removal("Remove brief", [desk.brief], hanging))
    assert kept(desk) == {desk.card.id}
    whole_again(desk, before)


def test_an_entry_goes_with_what_stands_below_it(desk):
    before = rows(desk.ws.store)
    hanging = hanging_from(desk.ws, {desk.block.id})
    desk.ws.commit(removal("Remove block", [desk.block], hanging))
    assert kept(desk) == {desk.card.id, desk.brief.id, desk.hat.id}
    whole_again(desk, before)


@pytest.mark.parametrize("name", ["evidence", "claim", "answer", "essay", "card", "brief", "block"])
def test_nothing_that_a_brief_needs_can_be_removed_alone(desk, name):
    before = rows(desk.ws.store)
    record = getattr(desk, name)
    links = [link for link in desk.ws.store.find(Link) if record.id in (link.source_id, link.target_id)]
    with pytest.raises(Conflict):
        desk.ws.commit(removal("Remove", [*links, record]))
    assert rows(desk.ws.store) == before


def test_nothing_can_be_added_to_what_is_not_there(desk):
    card = desk.card.model_copy(update={"id": Essay(title="x", text="x").id, "passage_id": desk.essay.id})
    entry = Entry(brief_id=desk.brief.id, parent_id=desk.claim.id, rank="h", kind="analytic", text="x")
    for record in (card, entry):
        with pytest.raises(Conflict):
            desk.ws.commit(Edit("Add", (added(record),)))


def test_a_circle_of_entries_can_be_removed(desk):
    one = Entry(brief_id=desk.brief.id, rank="h", kind="hat", text="One")
    other = Entry(brief_id=desk.brief.id, parent_id=one.id, rank="h", kind="hat", text="Other")
    desk.ws.commit(Edit("Add", (added(one.changed(parent_id=other.id)), added(other))))
    assert {entry.id for entry in hanging_from(desk.ws, {one.id}).entries} == {other.id}
    desk.ws.commit(removal("Remove brief", [desk.brief], hanging_from(desk.ws, {desk.brief.id})))
    assert not desk.ws.store.find(Entry)


def test_what_goes_is_told_in_good_english(desk):
    link = desk.ws.store.find(Link)[0]
    assert told(Hanging()) == ""
    assert told(Hanging(links=(link,))) == "1 link goes with it."
    assert told(Hanging(answers=(desk.answer,), links=(link,) * 3)) == "1 answer and 3 links go with it."
    many = Hanging((link,) * 3, (desk.answer,) * 2, (desk.card,), (desk.shown, desk.given))
    assert told(many) == "2 answers, 3 links, 1 card and 2 entries in 1 brief go with it."
    ruled, far = decision_of(desk.claim, 0, 6), progress_of(desk.essay, desk.ws.annotator, 40)
    assert told(Hanging(decisions=(ruled,))) == "1 decision goes with it."
    assert told(Hanging(decisions=(ruled,) * 2, progresses=(far,))) == (
        "2 decisions and 1 reading mark go with it."
    )
    assert told(Hanging(entries=(desk.shown,))) == "1 entry in 1 brief goes with it."
    elsewhere = desk.shown.model_copy(update={"brief_id": desk.card.id})
    assert told(Hanging(entries=(desk.shown, elsewhere))) == "2 entries in 2 briefs go with it."


def test_a_removal_leaves_a_tombstone_for_each(desk):
    tagging.untag(desk.ws, [desk.evidence])
    stones = {row[0] for row in rows(desk.ws.store)["tombstone"]}
    assert {desk.card.id, desk.shown.id, desk.evidence.id} <= stones
