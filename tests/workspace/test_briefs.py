"""Briefs in a real library: built, built again, arranged, cut, undone."""

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.core.brief_document import AnalyticPart, CardPart, HeadingPart, cite_line
from counterpoint.core.brief_findings import findings
from counterpoint.core.brief_tree import may_hold
from counterpoint.core.brief_writing import write_out
from counterpoint.core.changes import Change, Edit, added
from counterpoint.core.errors import BadInput, NotFound, ReadOnly
from counterpoint.core.records import Annotator, Brief, Card, Counterargument, Entry, Essay, Passage, Topic
from counterpoint.core.vocabulary import CutStyle, Kind
from counterpoint.workspace import arguments, brief_outline, briefs, cards, tagging
from counterpoint.workspace.briefs import BriefWish
from counterpoint.workspace.library import (
    add_essays,
    add_topic,
    choose_annotator,
    open_workspace,
    remove_essay,
)  # fmt: skip
from counterpoint.workspace.library import essay as essay_by
from counterpoint.workspace.starter import add_starter
from counterpoint.workspace.tagging import whose
from counterpoint.workspace.workspace import Workspace
from tests.library import TEXT, library, rows

SENTENCES = [
    f"Sentence {number} 😀 of the essay says that cafe\u0301 prices rose, 自力." for number in range(40)
]
LONG = "\n".join(" ".join(SENTENCES[at : at + 5]) for at in range(0, 40, 5))


def a_library(folder: Path) -> tuple[Workspace, Essay, Essay]:
    """A topic with an essay for each side."""
    ws = library(folder)
    topic = add_topic(ws, "Resolved: build fences. قال")
    pro = Essay(title="Fences help", side="pro", topic_id=topic.id, text=LONG, author="Zoë Okafor")
    con = Essay(title="Fences teach", side="con", topic_id=topic.id, text=TEXT + "\n" + LONG)
    add_essays(ws, [pro, con])
    return ws, pro, con


def tag(ws: Workspace, essay: Essay, words: str, kind: Kind = "claim") -> Passage:
    start = essay.text.index(words)
    return tagging.tag_span(ws, essay, start, start + len(words), kind)


def support(ws: Workspace, source: Passage, target: str, kind: str = "passage") -> None:
    arguments.link(ws, "supports", "passage", source.id, kind, target)  # type: ignore[arg-type]


def argued(ws: Workspace, pro: Essay, con: Essay) -> tuple[Passage, Passage]:
    """A claim with a piece of evidence on one side, an answered claim on the other."""
    ours, theirs = tag(ws, pro, SENTENCES[3]), tag(ws, con, SENTENCES[8])
    support(ws, tag(ws, pro, SENTENCES[4], "evidence"), ours.id)
    evidence = tag(ws, pro, SENTENCES[20], "evidence")
    arguments.answer(ws, "passage", theirs.id, "AT: They teach", "They do not. So.", "rebut", [evidence.id])
    return ours, theirs


def told(ws: Workspace, brief: Brief) -> list[str]:
    rows = briefs.written(ws, brief.id).rows
    return [f"{'.' * row.depth}{row.kind} {row.text.partition(' 😀')[0]}" for row in rows]


def wish(ws: Workspace, **fields: Any) -> BriefWish:
    (topic,) = ws.store.find(Topic)
    return BriefWish(topic_id=topic.id)._replace(**fields)


# Building


def test_brief_from_a_topic_is_built_in_one_step_and_undone_row_by_row(tmp_path):
    ws, pro, con = a_library(tmp_path)
    argued(ws, pro, con)
    before = rows(ws.store)
    brief = briefs.build(ws, wish(ws, side="pro", speech="2nr"))
    assert told(ws, brief) == [
        "pocket Affirmative",
        ".hat Contentions",
        "..contention Contention 1: Sentence 3",
        "...card Sentence 4",
        ".hat Answers",
        "..frontline AT: They teach",
        "...answer They do not.",
        "....card Sentence 20",
    ]
    assert brief.title == "Affirmative: Resolved: build fences. قال"
    assert brief.speech == "Policy 2NR"
    after = rows(ws.store)
    ws.undo()
    assert rows(ws.store) == before
    ws.redo()
    assert rows(ws.store) == after


def test_brief_from_essays_has_just_these(tmp_path):
    ws, pro, con = a_library(tmp_path)
    argued(ws, pro, con)
    brief = briefs.build(ws, BriefWish(essay_ids=(con.id,)))
    assert brief.title == "Brief: Fences teach"
    assert [row.kind for row in briefs.written(ws, brief.id).rows] == [
        "pocket", "hat", "contention", "hat", "frontline", "answer", "card",
    ]  # fmt: skip
    claims = briefs.build(ws, BriefWish("Only claims", essay_ids=(con.id,), only="claims"))
    assert [row.kind for row in briefs.written(ws, claims.id).rows] == ["pocket", "hat", "contention"]
    assert [(line.title, line.cards) for line in briefs.briefs(ws)] == [
        ("Brief: Fences teach", 1),
        ("Only claims", 0),
    ]


def test_composed_brief_is_the_built_one_and_stores_nothing(tmp_path):
    ws, pro, con = a_library(tmp_path)
    argued(ws, pro, con)
    before = rows(ws.store)
    composed = write_out(briefs.compose(ws, wish(ws), whose(ws)), date.today())
    assert rows(ws.store) == before
    built = briefs.written(ws, briefs.build(ws, wish(ws)).id)
    plain = [(row.depth, row.kind, row.number, row.text, row.seconds, row.badge) for row in composed.rows]
    assert plain == [
        (row.depth, row.kind, row.number, row.text, row.seconds, row.badge) for row in built.rows
    ]
    cards_of = [part.paragraphs for part in built.document.parts if isinstance(part, CardPart)]
    assert [part.paragraphs for part in composed.document.parts if isinstance(part, CardPart)] == cards_of


def test_nothing_to_build_from_and_what_cannot_be(tmp_path):
    ws, pro, _ = a_library(tmp_path)
    empty = add_topic(ws, "Empty 自力")
    for bad in (BriefWish(), BriefWish(topic_id=empty.id), BriefWish("x" * 301, essay_ids=(pro.id,))):
        with pytest.raises(BadInput):
            briefs.build(ws, bad)
    with pytest.raises(BadInput, match="no speech"):
        briefs.build(ws, BriefWish(essay_ids=(pro.id,), speech="3NR"))
    assert ws.store.find(Brief) == []
    brief = briefs.build(ws, BriefWish(essay_ids=(pro.id,)))
    with pytest.raises(BadInput, match="title"):
        briefs.change_brief(ws, brief, "Rename brief", title="")
    with pytest.raises(BadInput, match="no speech"):
        briefs.change_brief(ws, brief, "Choose speech", speech="3NR")
    assert briefs.change_brief(ws, brief, "Choose speech", speech="world schools reply").speech == (
        "World Schools reply"
    )
    assert briefs.written(ws, brief.id).document.limit == 240


def test_brief_is_found_by_title_or_start_of_its_id(tmp_path):
    ws, pro, _ = a_library(tmp_path)
    one = briefs.build(ws, BriefWish("Fences 自力", essay_ids=(pro.id,)))
    briefs.build(ws, BriefWish("Other", essay_ids=(pro.id,)))
    briefs.build(ws, BriefWish("other", essay_ids=(pro.id,)))
    assert briefs.find_brief(ws, " fences 自力 ") == briefs.find_brief(ws, one.id[:12]) == one
    with pytest.raises(BadInput, match="2 briefs"):
        briefs.find_brief(ws, "OTHER")
    for words in ("", "none"):
        with pytest.raises(NotFound):
            briefs.find_brief(ws, words)
    with pytest.raises(NotFound):
        briefs.contents(ws, "none")


def test_removed_brief_leaves_its_cards_and_comes_back(tmp_path):
    ws, pro, con = a_library(tmp_path)
    argued(ws, pro, con)
    brief = briefs.build(ws, wish(ws))
    before = rows(ws.store)
    briefs.remove_brief(ws, brief)
    assert (ws.store.find(Entry), len(ws.store.find(Card))) == ([], 2)
    ws.undo()
    assert rows(ws.store) == before


# Building again


def test_new_tags_are_added_what_the_user_did_stays_and_it_undoes(tmp_path):
    ws, pro, con = a_library(tmp_path)
    ours, theirs = argued(ws, pro, con)
    brief = briefs.build(ws, wish(ws, side="pro"))
    assert briefs.build_again(ws, brief) == 0
    tree = {entry.kind: entry for entry in ws.store.find(Entry)}
    brief_outline.set_text(ws, tree["contention"].id, "My own words 自力")
    brief_outline.remove(ws, tree["answer"].id)
    brief_outline.add_entry(ws, brief, "analytic", "Mine", tree["frontline"].id)
    tag(ws, pro, SENTENCES[1])
    support(ws, tag(ws, pro, SENTENCES[0], "evidence"), ours.id)
    arguments.answer(ws, "passage", theirs.id, "A second answer", "", "turn")
    before = rows(ws.store)
    assert briefs.build_again(ws, brief) == 3
    assert told(ws, brief) == [
        "pocket Affirmative",
        ".hat Contentions",
        "..contention Contention 1: Sentence 1",
        "..contention Contention 2: My own words 自力",
        "...card Sentence 0",
        "...card Sentence 4",
        ".hat Answers",
        "..frontline AT: They teach",
        "...analytic Mine",
        "...answer A second answer",
    ]
    after = rows(ws.store)
    assert briefs.build_again(ws, brief) == 0
    assert rows(ws.store) == after
    ws.undo()
    assert rows(ws.store) == before
    ws.redo()
    assert rows(ws.store) == after


def test_entry_whose_removal_is_undone_is_in_the_brief_again(tmp_path):
    ws, pro, con = a_library(tmp_path)
    argued(ws, pro, con)
    brief = briefs.build(ws, wish(ws))
    lines = told(ws, brief)
    hat = next(entry for entry in ws.store.find(Entry) if entry.text == "Contentions" or entry.kind == "hat")
    brief_outline.remove(ws, hat.id)
    assert briefs.build_again(ws, brief) == 0
    ws.undo()
    assert told(ws, brief) == lines


def test_tag_taken_away_takes_its_entries_and_a_link_taken_away_what_nobody_touched(tmp_path):
    ws, pro, con = a_library(tmp_path)
    ours, _ = argued(ws, pro, con)
    more = tag(ws, pro, SENTENCES[5], "evidence")
    support(ws, more, ours.id)
    brief = briefs.build(ws, wish(ws, only="claims", side="pro"))
    for link in _links(ws, more):
        arguments.unlink(ws, link)
    assert briefs.build_again(ws, brief) == 1
    assert sum(entry.kind == "card" for entry in ws.store.find(Entry)) == 1
    support(ws, more, ours.id)
    assert briefs.build_again(ws, brief) == 1
    (card,) = ws.store.find(Card, passage_id=more.id)
    assert cards.shrink(ws, card.id) == cards.card_of(ws, more.id)
    for link in _links(ws, more):
        arguments.unlink(ws, link)
    assert briefs.build_again(ws, brief) == 0, "somebody cut that card"


def _links(ws: Workspace, passage: Passage) -> list[str]:
    ties = arguments.argument(ws, passage.essay_id).ties
    return [tie.id for tie in ties if tie.source_id == passage.id]


def test_a_cut_card_is_taken_into_another_brief_as_it_is(tmp_path):
    ws, pro, con = a_library(tmp_path)
    argued(ws, pro, con)
    briefs.build(ws, wish(ws))
    for card in ws.store.find(Card):
        cards.set_tag(ws, card.id, "A tag of my own 自力")
    other = briefs.build(ws, wish(ws, title="Other"))
    tags = {part.tag for part in briefs.written(ws, other.id).document.parts if isinstance(part, CardPart)}
    assert tags == {"A tag of my own 自力"}
    assert len(ws.store.find(Card)) == 2


# Cutting


def test_each_cut_is_one_step_that_undoes_row_by_row(tmp_path):
    ws, pro, con = a_library(tmp_path)
    argued(ws, pro, con)
    briefs.build(ws, wish(ws))
    card = ws.store.find(Card)[0]
    start = card.start + 8
    styles: tuple[CutStyle, ...] = ("underline", "emphasis", "yellow", "cyan", "green", "omitted")
    verbs: list[Callable[[], Card]] = [
        *(partial(cards.cut, ws, card.id, start, start + 9, style) for style in styles),
        partial(cards.clear, ws, card.id, start + 2, start + 4),
        partial(cards.shrink, ws, card.id),
        partial(cards.set_tag, ws, card.id, "A tag\nof 自力 mine"),
        partial(cards.widen, ws, card.id, before=False),
    ]
    states = [rows(ws.store)]
    for verb in verbs:
        body = pro.text if card.essay_id == pro.id else con.text
        after = verb()
        assert after.quote == body[after.start : after.end]
        states.append(rows(ws.store))
    assert all(one != two for one, two in pairwise(states))
    for state in reversed(states[:-1]):
        ws.undo()
        assert rows(ws.store) == state
    for state in states[1:]:
        ws.redo()
        assert rows(ws.store) == state
    assert cards.card(ws, card.id).tag == "A tag of 自力 mine"


def test_what_changes_nothing_is_no_step_and_what_cannot_be_is_told(tmp_path):
    ws, pro, con = a_library(tmp_path)
    argued(ws, pro, con)
    briefs.build(ws, wish(ws))
    card = ws.store.find(Card)[0]
    state = rows(ws.store)
    cards.cut(ws, card.id, card.end, card.end + 5, "yellow")
    cards.cut(ws, card.id, card.start, card.start, "yellow")
    cards.clear(ws, card.id, card.start, card.start)
    cards.set_tag(ws, card.id, card.tag)
    assert rows(ws.store) == state
    with pytest.raises(BadInput, match="1,000"):
        cards.set_tag(ws, card.id, "x" * 1_001)
    with pytest.raises(NotFound):
        cards.shrink(ws, "none")
    while cards.card(ws, card.id).end < len(essay_by(ws, card.essay_id).text):
        cards.widen(ws, card.id, before=False)
    with pytest.raises(BadInput, match="no paragraph after"):
        cards.widen(ws, card.id, before=False)


def test_essay_that_goes_takes_its_cards_from_the_brief(tmp_path):
    ws, pro, con = a_library(tmp_path)
    argued(ws, pro, con)
    brief = briefs.build(ws, wish(ws))
    before = rows(ws.store)
    remove_essay(ws, essay_by(ws, pro.id))
    written = briefs.written(ws, brief.id)
    assert not [part for part in written.document.parts if isinstance(part, CardPart)]
    assert briefs.build_again(ws, brief) >= 0
    while rows(ws.store) != before:
        assert ws.undo() is not None


def test_card_whose_body_no_longer_stands_in_its_essay_is_found(tmp_path):
    ws, pro, con = a_library(tmp_path)
    argued(ws, pro, con)
    brief = briefs.build(ws, wish(ws))
    assert "Quote" not in {
        each.title for each in findings(briefs.contents(ws, brief.id), briefs.written(ws, brief.id))
    }
    card = ws.store.find(Card)[0]
    other = card.changed(quote="x" + card.quote[1:])
    ws.commit(Edit("Damage", (Change(card, other),)))
    contents = briefs.contents(ws, brief.id)
    assert contents.fallen == {card.id}
    listed = [each for each in findings(contents, briefs.written(ws, brief.id)) if each.title == "Quote"]
    shown = [entry.id for entry in ws.store.find(Entry) if entry.card_id == card.id]
    assert [each.entry_id for each in listed] == shown


# The outline


def test_entries_go_in_or_after_what_is_chosen(tmp_path):
    ws, pro, con = a_library(tmp_path)
    ours, theirs = argued(ws, pro, con)
    brief = briefs.build(ws, BriefWish("Mine", essay_ids=(pro.id,), only=""))
    pocket = ws.store.find(Entry)[0]
    hat = brief_outline.add_entry(ws, brief, "hat", " Hat\n自力 ")
    block = brief_outline.add_entry(ws, brief, "block", "")
    answer = brief_outline.add_answer(ws, brief, ws.store.find(Counterargument)[0])
    first = brief_outline.add_card(ws, brief, ours)
    second = brief_outline.add_card(ws, brief, theirs, first.id)
    line = brief_outline.add_entry(ws, brief, "analytic", "Line", second.id)
    later = brief_outline.add_entry(ws, brief, "hat", "Later", first.id)
    top = brief_outline.add_entry(ws, brief, "pocket", "Top", block.id)
    tree = brief_outline.tree(ws, brief.id)
    assert [(entry.id, depth) for entry, depth in tree.walk()] == [
        (pocket.id, 0), (hat.id, 1), (block.id, 2), (answer.id, 3), (first.id, 4), (second.id, 4),
        (line.id, 3), (later.id, 1), (top.id, 0),
    ]  # fmt: skip
    assert (tree.entries[hat.id].text, tree.entries[block.id].text) == ("Hat 自力", "New block")
    assert cards.card_of(ws, ours.id) == brief_outline.card_at(ws, first.id)
    assert brief_outline.card_at(ws, hat.id) is None
    assert brief_outline.card_at(ws, "none") is None


def test_an_empty_brief_takes_headings_and_nothing_else(tmp_path):
    ws, pro, _ = a_library(tmp_path)
    brief = briefs.build(ws, BriefWish("Mine", essay_ids=(pro.id,), only=""))
    brief_outline.remove(ws, ws.store.find(Entry)[0].id)
    with pytest.raises(BadInput, match="needs a block"):
        brief_outline.add_entry(ws, brief, "analytic", "Line")
    brief_outline.add_entry(ws, brief, "block", "First")
    brief_outline.add_entry(ws, brief, "analytic", "Line")
    assert told(ws, brief) == ["block First", ".analytic Line"]


def test_words_moves_and_removals_that_cannot_be(tmp_path):
    ws, pro, con = a_library(tmp_path)
    argued(ws, pro, con)
    brief = briefs.build(ws, wish(ws))
    entries = {entry.kind: entry for entry in ws.store.find(Entry)}
    block, card = entries["frontline"], entries["card"]
    state = rows(ws.store)
    with pytest.raises(BadInput, match="needs words"):
        brief_outline.set_text(ws, block.id, " \n")
    with pytest.raises(BadInput, match="1,000"):
        brief_outline.set_text(ws, block.id, "x" * 1_001)
    with pytest.raises(BadInput, match="1,000"):
        brief_outline.add_entry(ws, brief, "block", "x" * 1_001)
    brief_outline.set_text(ws, block.id, block.text)
    for here, parent in ((card, ""), (block, block.id), (entries["pocket"], block.id), (block, card.id)):
        with pytest.raises(BadInput, match="cannot stand there"):
            brief_outline.move(ws, here.id, parent, "")
    for here_id, parent_id in ((block.id, "none"), ("none", "")):
        with pytest.raises(NotFound):
            brief_outline.move(ws, here_id, parent_id, "")
    lines = [entry for entry, _ in brief_outline.tree(ws, brief.id).walk()]
    hats = [entry for entry in lines if entry.kind == "hat"]
    brief_outline.move(ws, hats[1].id, entries["pocket"].id, hats[0].id)
    brief_outline.move(ws, hats[0].id, entries["pocket"].id, "")
    assert rows(ws.store) == state, "where it stands already is no move"
    brief_outline.set_text(ws, entries["answer"].id, "My line")
    brief_outline.set_text(ws, entries["answer"].id, "")
    assert (
        next(
            part.text
            for part in briefs.written(ws, brief.id).document.parts
            if isinstance(part, AnalyticPart)
        )
        == "They do not."
    )


def test_entry_moves_between_two_that_two_people_put_at_one_place(tmp_path):
    ws, pro, _ = a_library(tmp_path)
    brief = briefs.build(ws, BriefWish("Mine", essay_ids=(pro.id,), only=""))
    pocket = ws.store.find(Entry)[0]
    twins = [
        Entry(brief_id=brief.id, parent_id=pocket.id, rank="i", kind="hat", text=f"Hat {number}")
        for number in range(3)
    ]
    ws.commit(Edit("Import", tuple(map(added, twins))))
    first, second, third = (entry.id for entry, depth in brief_outline.tree(ws, brief.id).walk() if depth)
    before = rows(ws.store)
    brief_outline.move(ws, third, pocket.id, first)
    assert [entry.id for entry, depth in brief_outline.tree(ws, brief.id).walk() if depth] == [
        first,
        third,
        second,
    ]
    ws.undo()
    assert rows(ws.store) == before
    block = brief_outline.add_entry(ws, brief, "block", "B", first)
    for nowhere in (block.id, pocket.id, third, "none"):
        brief_outline.move(ws, third, pocket.id, nowhere)
        assert brief_outline.tree(ws, brief.id).children(pocket.id)[0].id == third, "first, if after nothing"


def test_read_only_library_keeps_its_briefs_and_says_so(tmp_path):
    ws, pro, con = a_library(tmp_path)
    argued(ws, pro, con)
    brief = briefs.build(ws, wish(ws))
    card = ws.store.find(Card)[0]
    other = open_workspace(ws.path)
    assert other.read_only
    assert briefs.written(other, brief.id).document == briefs.written(ws, brief.id).document
    for verb in (
        lambda: briefs.build(other, wish(other)),
        lambda: briefs.build_again(other, brief),
        lambda: briefs.remove_brief(other, brief),
        lambda: cards.shrink(other, card.id),
        lambda: brief_outline.add_entry(other, brief, "hat", "x"),
    ):
        with pytest.raises(ReadOnly):
            verb()
    other.close()


def test_other_people_read_at_their_own_rate(tmp_path):
    ws, pro, con = a_library(tmp_path)
    argued(ws, pro, con)
    brief = briefs.build(ws, wish(ws))
    fast = Annotator(name="Ben", words_per_minute=500)
    ws.commit(Edit("Add annotator", (added(fast),)))
    slow = briefs.written(ws, brief.id).document
    choose_annotator(ws, fast)
    document = briefs.written(ws, brief.id).document
    assert document.seconds == pytest.approx(slow.seconds / 2)
    assert document.author == slow.author == "Ada"


# Any edits


VERBS = ("build", "tag", "answer", "cut", "move", "write", "remove", "add", "untag")
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 999), st.integers(0, 39), st.integers(0, 39)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=10)
@given(STEPS, st.sampled_from(["", "pro", "con"]))
def test_any_edits_keep_the_brief_whole_and_undo_to_the_start(steps, side):
    with TemporaryDirectory() as folder:
        ws, pro, con = a_library(Path(folder))
        argued(ws, pro, con)
        brief = briefs.build(ws, wish(ws, side=side))
        states = [rows(ws.store)]
        for step in steps:
            _one_edit(ws, brief, (pro, con), *step)
            state = rows(ws.store)
            if state != states[-1]:
                states.append(state)
            _whole(ws, brief)
        for state in reversed(states[:-1]):
            while rows(ws.store) != state:
                assert ws.undo() is not None
        while ws.redo() is not None:
            pass
        assert rows(ws.store) == states[-1]
        ws.close()


def _whole(ws: Workspace, brief: Brief) -> None:
    written = briefs.written(ws, brief.id)
    ids = {entry.id for entry in ws.store.find(Entry)}
    assert {row.entry_id for row in written.rows} == {part.entry_id for part in written.document.parts} == ids
    findings(briefs.contents(ws, brief.id), written)
    for card in ws.store.find(Card):
        assert card.quote == essay_by(ws, card.essay_id).text[card.start : card.end]


def _one_edit(ws, brief, essays, verb, which, low, high):
    tree = brief_outline.tree(ws, brief.id)
    entries = [entry for entry, _ in tree.walk()]
    entry = entries[which % len(entries)] if entries else None
    claims = sorted(ws.store.find(Passage, kind="claim"), key=lambda each: (each.start, each.id))
    if verb == "build":
        briefs.build_again(ws, brief)
    elif verb == "tag":
        passage = tag(ws, essays[which % 2], SENTENCES[low], ("claim", "evidence")[which // 2 % 2])
        if claims and which % 3 and claims[0].id != passage.id:
            support(ws, passage, claims[0].id)
    elif verb == "answer" and claims:
        arguments.answer(ws, "passage", claims[-1].id, "AT: x", SENTENCES[low], "turn")
    elif verb == "untag" and claims:
        tagging.untag(ws, claims[:1])
    elif verb == "cut" and (found := ws.store.find(Card)):
        card = found[which % len(found)]
        cards.cut(ws, card.id, card.start + low, card.start + low + high, "yellow")
    elif verb == "write" and entry and entry.kind != "card":
        brief_outline.set_text(ws, entry.id, "Mine 自力")
    elif verb == "remove" and entry:
        brief_outline.remove(ws, entry.id)
    elif verb == "add" and entry and may_hold(entry.kind, "analytic"):
        brief_outline.add_entry(ws, brief, "analytic", "Mine", entry.id)
    elif verb == "move" and entry:
        inside = {each.id for each in tree.under(entry.id)} | {entry.id}
        holders = [each for each in entries if may_hold(each.kind, entry.kind) and each.id not in inside]
        if holders:
            above = holders[low % len(holders)]
            siblings = ["", *(each.id for each in tree.children(above.id) if each.id != entry.id)]
            brief_outline.move(ws, entry.id, above.id, siblings[high % len(siblings)])


# The starter library


def test_starter_library_makes_a_brief_for_each_side(tmp_path):
    ws = library(tmp_path)
    add_starter(ws)
    (topic,) = ws.store.find(Topic)
    claims = {each.id for each in ws.store.find(Passage, kind="claim")}
    for side in ("", "pro", "con"):
        brief = briefs.build(ws, BriefWish(topic_id=topic.id, side=side))
        written = briefs.written(ws, brief.id)
        kinds = [row.kind for row in written.rows]
        assert {"contention", "frontline", "answer", "card", "open"} <= set(kinds)
        parts = written.document.parts
        assert all(cite_line(part.cite) for part in parts if isinstance(part, CardPart))
        for part in parts:
            if isinstance(part, CardPart):
                card = cards.card(ws, part.card_id)
                essay = essay_by(ws, card.essay_id)
                assert card.quote == essay.text[card.start : card.end]
        shown = [entry.passage_id for entry in written.tree.entries.values() if entry.kind == "contention"]
        assert len(set(shown)) == len(shown)
        assert set(shown) <= claims
        assert briefs.build_again(ws, brief) == 0
        assert isinstance(parts[0], HeadingPart)
        assert parts[0].seconds == pytest.approx(written.document.seconds)
