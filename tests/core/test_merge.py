"""Merging: the same result in any order, any number of times, and nothing lost unnamed."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.core.bundle import Bundle
from counterpoint.core.merge import Merge, merge
from counterpoint.core.records import (
    Annotator,
    Brief,
    Card,
    Decision,
    Entry,
    Essay,
    Link,
    Passage,
    Progress,
    Record,
    Tombstone,
    Topic,
    progress_id,
)
from tests.core.bundles import an_id, bundles, edited, ends_of, random_bundle

seeds = st.integers(0, 2**40)


def applied(mine: Bundle, result: Merge) -> Bundle:
    """Mine after the merge, each change checked against what it starts from."""
    state = {(record.name_of_kind, record.id): record for record in mine.records()}
    for change in result.changes:
        key = change.record.name_of_kind, change.record.id
        assert state.pop(key, None) == change.before
        if change.after is not None:
            state[key] = change.after
    return Bundle.of(state.values())


def union(mine: Bundle, *others: Bundle) -> Bundle:
    for theirs in others:
        mine = applied(mine, merge(mine, theirs))
    return mine


def records(bundle: Bundle) -> dict[tuple[str, str], Record]:
    return {(record.name_of_kind, record.id): record for record in bundle.records()}


def essay_and_passage() -> tuple[Annotator, Essay, Passage]:
    ada = Annotator(name="Ada")
    essay = Essay(title="One", text="Trade \U0001f30d falls. \u8d38\u6613\u3002 The rest.")
    passage = Passage(
        essay_id=essay.id,
        annotator_id=ada.id,
        kind="claim",
        start=0,
        end=5,
        quote="Trade",
        suffix=essay.text[5:],
    )
    return ada, essay, passage


@given(bundles(), seeds)
@settings(max_examples=60, deadline=None)
def test_merging_twice_changes_nothing_more(ancestor: Bundle, seed: int) -> None:
    mine, theirs = edited(ancestor, seed, deletes_ends=True), edited(ancestor, seed + 1, deletes_ends=True)
    once = union(mine, theirs)
    assert merge(once, theirs).changes == ()
    assert merge(once, mine).changes == ()
    assert merge(once, once).changes == ()


@given(bundles(), seeds)
@settings(max_examples=60, deadline=None)
def test_the_order_of_two_does_not_matter(ancestor: Bundle, seed: int) -> None:
    mine, theirs = edited(ancestor, seed, deletes_ends=True), edited(ancestor, seed + 1, deletes_ends=True)
    assert records(union(mine, theirs)) == records(union(theirs, mine))


@given(bundles(), seeds, st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_the_order_of_many_does_not_matter(ancestor: Bundle, seed: int, chance: random.Random) -> None:
    copies = [edited(ancestor, seed + i, steps=chance.randint(0, 12)) for i in range(4)]
    expected = records(union(*copies))
    assert records(union(union(copies[0], copies[1]), union(copies[2], copies[3]))) == expected
    assert records(union(copies[0], union(copies[1], union(copies[2], copies[3])))) == expected
    chance.shuffle(copies)
    assert records(union(*copies, *copies[:2])) == expected


@given(bundles(), seeds, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_work_that_goes_on_between_merges_converges(
    ancestor: Bundle, seed: int, chance: random.Random
) -> None:
    people = [edited(ancestor, seed + i) for i in range(3)]
    for step in range(6):
        giver, taker = chance.sample(range(3), 2)
        people[taker] = edited(union(people[taker], people[giver]), seed + 10 + step, steps=3)
    everything = [union(people[i], people[(i + 1) % 3], people[(i + 2) % 3]) for i in range(3)]
    assert records(everything[0]) == records(everything[1]) == records(everything[2])


@given(seeds)
@settings(max_examples=30, deadline=None)
def test_what_is_merged_refers_to_nothing_that_is_missing(seed: int) -> None:
    ancestor = random_bundle(seed)
    merged = union(*(edited(ancestor, seed + i, deletes_ends=True) for i in range(3)))
    there = {record.id for record in merged.records() if not isinstance(record, Tombstone)}
    assert all({link.source_id, link.target_id, link.annotator_id} <= there for link in merged.links)
    assert all({passage.essay_id, passage.annotator_id} <= there for passage in merged.passages)
    assert all({card.essay_id, card.annotator_id} <= there for card in merged.cards)
    assert all({ruling.essay_id, ruling.annotator_id} <= there for ruling in merged.decisions)
    assert all({far.essay_id, far.annotator_id} <= there for far in merged.progresses)
    assert all({brief.annotator_id, brief.topic_id or brief.id} <= there for brief in merged.briefs)
    assert all(ends_of(record) <= there for record in merged.records())
    assert not there & {stone.id for stone in merged.tombstones}


@given(seeds)
@settings(max_examples=30, deadline=None)
def test_an_empty_library_takes_everything(seed: int) -> None:
    library = random_bundle(seed)
    result = merge(Bundle(), library)
    assert records(applied(Bundle(), result)) == records(library)
    assert not result.left_out
    assert not result.conflicts


def test_the_later_revision_stands() -> None:
    ada, essay, passage = essay_and_passage()
    later = passage.changed(note="seen")
    mine, theirs = Bundle.of([ada, essay, passage]), Bundle.of([ada, essay, later])
    assert union(mine, theirs).passages == union(theirs, mine).passages == (later,)
    assert merge(theirs, mine).already == 3


def test_changed_apart_keeps_both_and_names_them() -> None:
    ada, essay, passage = essay_and_passage()
    one, other = passage.changed(note="mine"), passage.changed(note="theirs")
    mine, theirs = Bundle.of([ada, essay, one]), Bundle.of([ada, essay, other])
    result = merge(mine, theirs)
    (pair,) = result.conflicts
    assert {pair.kept.id} == {passage.id} != {pair.beside.id}
    merged = applied(mine, result)
    assert {p.note for p in merged.passages} == {"mine", "theirs"}
    assert merge(merged, theirs).conflicts == ()


def test_a_deletion_stays_and_a_later_change_outlives_it() -> None:
    ada, essay, passage = essay_and_passage()
    stone = Tombstone(id=passage.id, revision=passage.revision, kind_of_record="passage")
    mine, old = Bundle.of([ada, essay, stone]), Bundle.of([ada, essay, passage])
    assert merge(mine, old).changes == ()
    assert union(old, mine).passages == ()
    later = passage.changed(kind="evidence")
    revived = union(mine, Bundle.of([ada, essay, later]))
    assert revived.passages == (later,)
    assert revived.tombstones == ()


def test_a_copy_goes_where_the_matter_was_settled_and_stays_where_it_was_not() -> None:
    ada, essay, passage = essay_and_passage()
    one, other = passage.changed(note="mine"), passage.changed(note="theirs")
    mine = union(Bundle.of([ada, essay, one]), Bundle.of([ada, essay, other]))
    assert len(mine.passages) == 2
    unaware = Bundle.of([ada, essay, passage])
    assert len(union(mine, unaware).passages) == 2
    settled = Bundle.of([ada, essay, other.changed(note="agreed")])
    assert [p.note for p in union(mine, settled).passages] == ["agreed"]
    copy = next(p for p in mine.passages if p.id != passage.id)
    touched = Bundle.of(
        [*(r for r in mine.records() if r.id != copy.id), copy.changed(note="kept on purpose")]
    )
    assert len(union(touched, settled).passages) == 2


def test_the_same_text_is_the_same_essay() -> None:
    ada, essay, passage = essay_and_passage()
    bob = Annotator(name="Bob")
    again = Essay(title="My copy", text=essay.text)
    theirs_passage = Passage(
        essay_id=again.id, annotator_id=bob.id, kind="rhetoric", start=6, end=7, quote="\U0001f30d"
    )
    mine, theirs = Bundle.of([ada, essay, passage]), Bundle.of([bob, again, theirs_passage])
    result = merge(mine, theirs)
    merged = applied(mine, result)
    assert merged.essays == (essay,)
    assert {p.essay_id for p in merged.passages} == {essay.id}
    assert [(same.mine.id, same.theirs.id) for same in result.same_essays] == [(essay.id, again.id)]
    assert merge(merged, theirs).changes == ()
    back = union(theirs, merged)
    assert back.essays == (again,)
    assert {p.id for p in back.passages} == {p.id for p in merged.passages}
    assert merge(back, merged).changes == ()


def test_cards_and_briefs_go_with_the_essay_whose_text_is_mine() -> None:
    ada, essay, passage = essay_and_passage()
    again = Essay(title="My copy", text=essay.text)
    theirs_passage = passage.model_copy(update={"id": an_id(random.Random(4)), "essay_id": again.id})
    card = Card(
        passage_id=theirs_passage.id,
        essay_id=again.id,
        annotator_id=ada.id,
        start=0,
        end=len(again.text),
        quote=again.text,
        cuts_json='[[0, 5, "underline"], [6, 7, "yellow"]]',
    )
    other = Essay(title="Other", text="Other words. 贸易 e\u0301")
    brief = Brief(annotator_id=ada.id, title="Trade", essay_ids=f"{other.id} {again.id}")
    entry = Entry(brief_id=brief.id, rank="h", kind="card", card_id=card.id)
    mine = Bundle.of([ada, essay, passage])
    theirs = Bundle.of([ada, again, other, theirs_passage, card, brief, entry])
    merged = union(mine, theirs)
    assert [each.essay_id for each in merged.cards] == [essay.id]
    assert merged.briefs[0].essay_ids == f"{other.id} {essay.id}"
    assert merged.entries == (entry,)
    assert merge(merged, theirs).changes == ()
    back = union(theirs, merged)
    assert back.cards == (card,)
    assert back.briefs == (brief,)
    assert merge(back, merged).changes == ()


def test_a_card_changed_apart_in_two_copies_of_a_text_is_kept_twice_and_once_more_the_same() -> None:
    ada, essay, passage = essay_and_passage()
    card = Card(passage_id=passage.id, essay_id=essay.id, annotator_id=ada.id, start=0, end=5, quote="Trade")
    people = [Bundle.of([ada, essay, passage, card.changed(tag=tag)]) for tag in ("Falls", "Rises")]
    one, other = union(*people), union(*reversed(people))
    assert records(one) == records(other)
    assert {each.tag for each in one.cards} == {"Falls", "Rises"}


def ruled(passage: Passage, reason: str) -> Decision:
    return Decision(
        essay_id=passage.essay_id,
        annotator_id=passage.annotator_id,
        ruling="accept",
        members=passage.id,
        accepted=passage.id,
        agreed_json=f'[[{passage.start}, {passage.end}, "claim", ""]]',
        reason=reason,
    )


def read_to(essay: Essay, annotator: Annotator, upto: int) -> Progress:
    made_of = progress_id(essay.digest, annotator.id)
    return Progress(id=made_of, essay_id=essay.id, annotator_id=annotator.id, upto=upto)


def test_what_was_decided_goes_with_the_essay_whose_text_is_mine() -> None:
    ada, essay, passage = essay_and_passage()
    bob, again = Annotator(name="Bob"), Essay(title="My copy", text=essay.text)
    other = passage.model_copy(update={"id": an_id(random.Random(4)), "essay_id": again.id})
    mine = Bundle.of([ada, essay, passage, ruled(passage, "贸易 😀"), read_to(essay, bob, 4), bob])
    theirs = Bundle.of([ada, bob, again, other, ruled(other, "e\u0301"), read_to(again, bob, 9).changed()])
    merged, back = union(mine, theirs), union(theirs, mine)
    assert {(each.essay_id, each.reason) for each in merged.decisions} == {
        (essay.id, "贸易 😀"),
        (essay.id, "e\u0301"),
    }
    assert [(each.essay_id, each.upto) for each in merged.progresses] == [(essay.id, 9)]
    assert [(each.essay_id, each.upto) for each in back.progresses] == [(again.id, 9)]
    assert {each.essay_id for each in back.decisions} == {again.id}
    assert merge(merged, theirs).changes == merge(merged, back).changes == merge(back, merged).changes == ()


def test_two_rulings_on_one_difference_made_apart_both_stay() -> None:
    ada, essay, passage = essay_and_passage()
    start = [ada, essay, passage]
    one, other = ruled(passage, "Stands."), ruled(passage, "Does not, but is kept.")
    result = merge(Bundle.of([*start, one]), Bundle.of([*start, other]))
    assert not result.conflicts
    assert set(applied(Bundle.of([*start, one]), result).decisions) == {one, other}


def test_a_ruling_changed_apart_is_kept_twice_and_named_once() -> None:
    ada, essay, passage = essay_and_passage()
    again = essay.model_copy(update={"id": an_id(random.Random(5))})
    ruling = ruled(passage, "First")
    elsewhere = ruling.changed(essay_id=again.id, reason="Second")
    mine = Bundle.of([ada, essay, ruling.changed(reason="Third")])
    theirs = Bundle.of([ada, again, elsewhere])
    one, other = union(mine, theirs), union(theirs, mine)
    assert len(merge(mine, theirs).conflicts) == 1
    assert {(each.id, each.reason) for each in one.decisions} == {
        (each.id, each.reason) for each in other.decisions
    }
    assert {each.reason for each in one.decisions} == {"Second", "Third"}


def test_a_ruling_outlives_what_it_is_about_and_not_its_essay() -> None:
    ada, essay, passage = essay_and_passage()
    mine = Bundle.of([ada, essay, passage, ruled(passage, "So.")])
    stone = Tombstone(id=passage.id, revision=9, kind_of_record="passage")
    assert union(mine, Bundle.of([stone])).decisions == mine.decisions
    gone = Tombstone(id=essay.id, revision=9, kind_of_record="essay")
    result = merge(mine, Bundle.of([gone]))
    assert [left.record for left in result.left_out] == [passage, mine.decisions[0]]


def test_of_how_far_somebody_read_the_further_stands_alone() -> None:
    ada, essay, _ = essay_and_passage()
    mine, theirs = (Bundle.of([ada, essay, read_to(essay, ada, upto).changed()]) for upto in (4, 7))
    for one, other in ((mine, theirs), (theirs, mine)):
        result = merge(one, other)
        assert not result.conflicts
        assert [each.upto for each in applied(one, result).progresses] == [7]
    taken_back = Bundle.of([ada, essay, theirs.progresses[0].changed(upto=2)])
    assert [each.upto for each in union(mine, theirs, taken_back).progresses] == [2]


def in_a_brief(ada: Annotator, passage: Passage) -> tuple[Brief, list[Entry]]:
    """A heading built from a passage and, below it, an open entry with an analytic below that."""
    brief = Brief(annotator_id=ada.id, title="Trade")
    ids = sorted((an_id(random.Random(number)) for number in range(4)), reverse=True)
    heading = Entry(
        id=ids[0], brief_id=brief.id, rank="h", kind="contention", text="Trade", passage_id=passage.id
    )
    words = Entry(id=ids[1], brief_id=brief.id, parent_id=ids[0], rank="h", kind="analytic", text="My own")
    open_one = Entry(
        id=ids[2], brief_id=brief.id, parent_id=ids[0], rank="m", kind="open", passage_id=passage.id
    )
    below = Entry(id=ids[3], brief_id=brief.id, parent_id=ids[2], rank="h", kind="analytic", text="Below")
    return brief, [heading, words, open_one, below]


def test_what_stands_below_an_entry_that_goes_goes_too_and_is_named() -> None:
    ada, essay, passage = essay_and_passage()
    brief, (heading, words, open_one, below) = in_a_brief(ada, passage)
    mine = Bundle.of([ada, essay, passage, brief, heading, words, open_one, below])
    stone = Tombstone(id=passage.id, revision=9, kind_of_record="passage")
    result = merge(mine, Bundle.of([stone]))
    assert [left.record for left in result.left_out] == [open_one, below]
    merged = applied(mine, result)
    assert merged.entries == (words, heading.changed(passage_id=None))
    assert merge(merged, mine).changes == ()
    assert merge(merged, Bundle.of([stone])).changes == ()
    lost = merge(Bundle(), Bundle.of([brief, heading, words, open_one, below]))
    assert len(lost.left_out) == 5
    assert not lost.changes


def test_entries_in_a_circle_are_taken_as_they_are() -> None:
    ada, essay, passage = essay_and_passage()
    brief, (heading, words, *_) = in_a_brief(ada, passage)
    circle = [heading.changed(parent_id=words.id), words]
    result = merge(Bundle.of([ada, essay, passage]), Bundle.of([brief, *circle]))
    assert not result.left_out
    assert len(result.changes) == 3


def test_a_brief_whose_topic_is_missing_stands_under_none() -> None:
    ada, topic = Annotator(name="Ada"), Topic(wording="Resolved")
    brief = Brief(annotator_id=ada.id, title="Trade", topic_id=topic.id)
    assert union(Bundle(), Bundle.of([ada, brief])).briefs[0].topic_id is None
    assert union(Bundle(), Bundle.of([ada, topic, brief])).briefs[0].topic_id == topic.id


def test_the_same_id_with_another_text_is_another_essay() -> None:
    ada, essay, passage = essay_and_passage()
    other = Essay(id=essay.id, title="Other", text="Trade rises. Wholly other words.")
    theirs_passage = passage.model_copy(update={"id": an_id(random.Random(1)), "suffix": other.text[5:]})
    mine, theirs = Bundle.of([ada, essay, passage]), Bundle.of([ada, other, theirs_passage])
    merged = union(mine, theirs)
    texts = {e.id: e.text for e in merged.essays}
    assert len(texts) == 2
    assert {texts[p.essay_id] for p in merged.passages} == {essay.text, other.text}
    assert merge(merged, theirs).changes == ()


def test_what_refers_to_nothing_is_left_out_and_named() -> None:
    ada, essay, passage = essay_and_passage()
    link = Link(
        annotator_id=ada.id,
        relation="supports",
        source_type="passage",
        source_id=passage.id,
        target_type="passage",
        target_id=an_id(random.Random(2)),
    )
    result = merge(Bundle.of([ada, essay]), Bundle.of([passage, link]))
    assert [left.record for left in result.left_out] == [link]
    assert [change.after for change in result.changes] == [passage]
    lost = merge(Bundle(), Bundle.of([ada, passage]))
    assert [left.record for left in lost.left_out] == [passage]
    assert "essay" in lost.left_out[0].why


def test_my_links_go_with_what_others_deleted_and_are_named() -> None:
    library = random_bundle(11)
    link = next(link for link in library.links if link.source_type == "passage")
    stones = [Tombstone(id=link.source_id, revision=99, kind_of_record="passage")]
    result = merge(library, Bundle.of(stones))
    assert link in [left.record for left in result.left_out]
    assert link not in applied(library, result).links


def test_an_essay_whose_topic_is_missing_stands_under_none() -> None:
    topic = Topic(wording="Resolved")
    essay = Essay(title="One", text="Words.", topic_id=topic.id)
    assert union(Bundle(), Bundle.of([essay])).essays[0].topic_id is None
    assert union(Bundle(), Bundle.of([topic, essay])).essays[0].topic_id == topic.id


def test_annotators_of_one_name_stay_two() -> None:
    one, other = Annotator(name="Ada"), Annotator(name="Ada")
    assert len(union(Bundle.of([one]), Bundle.of([other])).annotators) == 2
