"""A brief on the page: order, numbers, times, and the outline beside it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.brief_document import AnalyticPart, CardPart, cite_line
from counterpoint.core.brief_tree import Tree
from counterpoint.core.records import Counterargument, Topic, new_id
from counterpoint.core.text import word_count
from tests.core.pages import ADA, BEN, Page
from tests.library import TEXT

# Order and numbers


def test_frontline_has_its_answers_first_and_their_cards_numbered_after_them():
    page = Page()
    block = page.put("frontline", "Fences teach")
    page.card("Own card of the block", block)
    first = page.answer("They teach the other road", block)
    page.card("Two years closed the gap", first)
    page.put("analytic", "A line of mine", block)
    second = page.answer("Lists grew", block)
    page.card("The lists are long now", second)
    page.card("自力更生 closed the gap", second, "自力更生")
    page.answer("No card here", block)
    assert page.told() == [
        "### AT: Fences teach",
        "answer 1. They teach the other road",
        "analytic 2. A line of mine",
        "answer 3. Lists grew",
        "answer 4. No card here",
        "card 1. Two years closed the gap",
        "card 3a. The lists are long now",
        "card 3b. 自力更生 closed the gap",
        "card Own card of the block",
    ]
    rows = page.written.rows
    assert [(row.depth, row.kind, row.number) for row in rows] == [
        (0, "frontline", ""),
        (1, "card", ""),
        (1, "answer", "1"),
        (2, "card", "1"),
        (1, "analytic", "2"),
        (1, "answer", "3"),
        (2, "card", "3a"),
        (2, "card", "3b"),
        (1, "answer", "4"),
    ], "the outline is in its own order"
    assert [row.badge for row in rows] == ["", "", "", "", "", "", "", "", "no card"]
    assert [row.shape for row in rows][1:4] == ["evidence", "answer", "evidence"]


def test_lines_of_other_blocks_have_no_numbers_and_stand_before_the_cards():
    page = Page()
    block = page.put("block", "Notes")
    page.card("A card of four words", block)
    page.put("analytic", "First", block)
    page.answer("An answer", block)
    assert page.told() == ["### Notes", "analytic First", "answer 1. An answer", "card A card of four words"]


def test_contentions_are_counted_under_each_hat_as_they_stand():
    page = Page()
    hat, other = page.put("hat", "Ours"), page.put("hat", "More")
    one, two = page.put("contention", "One", hat), page.put("contention", "Two", hat)
    page.put("block", "Between", hat)
    page.put("contention", "Three", other)
    assert page.told()[:3] == ["## Ours", "### Contention 1: One", "### Contention 2: Two"]
    assert page.told()[4:] == ["## More", "### Contention 1: Three"]
    tree = Tree(page.entries)
    page.entries[2:4] = [two.changed(rank=tree.rank_after(hat.id, None, two.id)), one]
    assert page.told()[:3] == ["## Ours", "### Contention 1: Two", "### Contention 2: One"]
    assert [row.badge for row in page.written.rows].count("no card") == 3


@pytest.mark.parametrize("words", ["AT: Fences", "A2: Fences", "at : Fences", "XT: Fences"])
def test_frontline_that_says_what_it_is_is_not_told_twice(words):
    page = Page()
    page.put("frontline", words)
    assert page.told() == [f"### {words}"]


def test_many_cards_of_one_answer_go_on_after_z():
    page = Page()
    answer = page.answer("An answer", page.put("frontline", "F"))
    for number in range(28):
        page.card(f"Card number {number} of it", answer)
    numbers = [part.number for part in page.document.parts if isinstance(part, CardPart)]
    assert numbers[:2] == ["1a", "1b"]
    assert numbers[25:] == ["1z", "1za", "1zb"]
    assert sorted(numbers) == numbers


# Words


def test_answer_that_names_what_it_answers_is_told_by_its_reasoning():
    page = Page()
    block = page.put("frontline", "F")
    page.answer("AT: Fences", block, "They do **not** hold. See below.")
    page.answer("Own words win", block, "Reasons.", text="My line 自力")
    first, second = (part for part in page.document.parts if isinstance(part, AnalyticPart))
    assert (first.text, first.reasoning, first.how) == ("They do not hold.", "See below.", "turn")
    assert (second.text, second.reasoning) == ("My line 自力", "Reasons.")


def test_open_claim_says_where_it_stands_and_takes_no_time():
    page = Page()
    block = page.put("block", "Still unanswered")
    claim = page.passage("Prices rose by 3.5 percent", "claim")
    page.put("open", "", block, passage_id=claim.id)
    answer = Counterargument(annotator_id=BEN.id, heading="AT: Us", reasoning="They said **so**. Why.")
    page.answers[answer.id] = answer
    page.put("open", "", block, counterargument_id=answer.id)
    page.put("open", "In my words", block, passage_id=claim.id)
    parts = [part for part in page.document.parts if isinstance(part, AnalyticPart)]
    assert [(part.kind, part.text, part.by, part.seconds) for part in parts] == [
        ("open", "Prices rose by 3.5 percent", "Fences", 0),
        ("open", "They said so.", "Ben", 0),
        ("open", "In my words", "Fences", 0),
    ]
    assert [row.badge for row in page.written.rows][1:] == ["unanswered"] * 3


def test_card_has_its_cite_and_tag_and_an_entrys_own_words_win():
    page = Page()
    block = page.put("block", "B")
    page.card("The tag of the card", block)
    page.card("The tag of the card", block, text="Another tag for this brief")
    one, two = (part for part in page.document.parts if isinstance(part, CardPart))
    assert cite_line(one.cite) == "Zoë Okafor, 3-4-2025, “Fences,”"
    assert (one.tag, two.tag) == ("The tag of the card", "Another tag for this brief")


def test_document_says_whose_it_is_and_for_what():
    page = Page(side="con", speech="2nr")
    assert (page.document.side, page.document.topic) == ("Negative", "")
    page.topic = Topic(wording="Resolved: fences. 😀", pro="Government", con="Opposition")
    document = page.document
    assert (document.title, document.topic, document.side) == (
        "Tech 😀 自力",
        "Resolved: fences. 😀",
        "Opposition",
    )
    assert (document.author, document.speech, document.limit, document.date) == (
        "Ada",
        "Policy 2NR",
        300,
        "2026-11-23",
    )
    assert (Page().document.side, Page().document.speech, Page().document.limit) == ("", "", 0)


def test_speech_that_nobody_holds_is_none():
    """Another program may have written it; the brief is shown all the same."""
    assert Page(speech="3NR 演讲").document.speech == ""


# Times


@pytest.mark.parametrize(
    ("tag", "lit", "words"),
    [
        ("Fences teach climbers now", "We adapt", 6),
        ("حجج التاجر عن الأسعار", "قال التاجر إن الأسعار ارتفعت", 9),
        ("自力更生", "自力更生|is an old phrase", 12),
        ("Цены выросли на 3,5 процента", "Prices rose by 3.5 percent", 10),
        ("Nothing is read aloud", "", 4),
    ],
)
def test_read_time_is_highlighted_and_tag_words_by_rate(tag, lit, words):
    page = Page()
    page.card(tag, page.put("block", "B"), "Fences" if "We" in lit or "قال" in lit else "Prices rose", lit)
    part = page.document.parts[1]
    assert isinstance(part, CardPart)
    assert part.words == words
    assert part.seconds == pytest.approx(words * 60 / ADA.words_per_minute)
    assert page.document.seconds == part.seconds == page.document.parts[0].seconds


def test_answers_are_read_with_their_reasoning():
    page = Page()
    page.answer("Four words it has", page.put("frontline", "F"), "And **six** more 😀 in reason.")
    part = page.document.parts[1]
    assert part.seconds == pytest.approx((4 + 5) * 60 / 200)
    assert word_count("And **six** more 😀 in reason.") == 5


def test_where_links_lead_is_not_read():
    page = Page()
    block = page.put("frontline", "F")
    page.answer("A", block, "See [the rule](https://example.org/rule), <b>now</b>. https://e.org/x_y?z=1")
    assert page.document.parts[1].seconds == pytest.approx(5 * 60 / 200)


# Notes


def test_note_on_a_passage_is_a_comment_on_its_runs():
    page = Page()
    note = "Check the <year> & the 自力 phrase"
    page.card("A card of four words", page.put("block", "B"), "rose by 3.5", "Prices rose", note=note)
    part = page.document.parts[1]
    assert isinstance(part, CardPart)
    (comment,) = part.comments
    assert (comment.author, comment.text) == ("Ben", note)
    assert comment.created.endswith("Z")
    (row, first), (same, last) = comment.first, comment.last
    assert row == same
    assert "".join(run.text for run in part.paragraphs[row][first : last + 1]) == "rose by 3.5"


def test_note_on_what_is_left_out_is_on_the_omission():
    page = Page()
    passage = page.passage("rose by", note="Why?")
    entry = page.card("A card of four words", page.put("block", "B"), passage=passage)
    card = page.cards[entry.card_id or ""]
    start = TEXT.index("Prices")
    omitted = card.changed(cuts_json=json.dumps([[start, start + 30, "omitted"]]))
    page.cards[card.id] = omitted
    part = page.document.parts[1]
    assert isinstance(part, CardPart)
    (row, column) = part.comments[0].first
    assert part.comments[0].last == (row, column)
    assert part.paragraphs[row][column].omitted.startswith("Prices rose by")


# What is missing


def test_what_is_missing_is_left_out():
    page = Page()
    block = page.put("frontline", "F")
    kept = page.card("A card of four words", block)
    lost = page.card("Its card is gone", block, "percent")
    del page.cards[lost.card_id or ""]
    gone = page.card("Its passage is gone", block, "market")
    del page.passages[page.cards[gone.card_id or ""].passage_id]
    answer = page.answer("Gone", block)
    del page.answers[answer.counterargument_id or ""]
    beneath = page.card("Beneath what is gone", answer)
    page.put("open", "", block, passage_id=new_id())
    page.put("open", "", block)
    assert set(page.written.tree.entries) == {block.id, kept.id, beneath.id}
    assert page.told() == ["### AT: F", "card A card of four words", "card Beneath what is gone"]
    assert page.written.rows[2].parent_id == block.id


def test_empty_brief():
    document = Page().document
    assert document.parts == ()
    assert document.seconds == 0


KIND = st.sampled_from(
    ["pocket", "hat", "block", "contention", "frontline", "card", "answer", "analytic", "open"]
)


@given(st.lists(st.tuples(KIND, st.integers(0, 20), st.booleans()), max_size=20))
def test_any_entries_are_written_once_each(lines):
    page = Page(speech="1AR")
    for kind, above, missing in lines:
        under = page.entries[above] if above < len(page.entries) else None
        if kind == "card":
            made = page.card("Words of a tag 😀", under, note="Note" if above % 2 else "")
            if missing:
                del page.cards[made.card_id or ""]
        elif kind == "answer":
            answer = Counterargument(annotator_id=BEN.id, heading="AT: x", reasoning="Why. So.")
            if not missing:
                page.answers[answer.id] = answer
            page.put("answer", "", under, counterargument_id=answer.id)
        elif kind == "open":
            page.put("open", "", under, passage_id=page.passage("Prices", "claim").id)
        else:
            page.put(kind, "Words", under)
    written = page.written
    gone = sum(missing and kind in ("card", "answer") for kind, _, missing in lines)
    assert len(written.rows) == len(lines) - gone


# Cites


def test_cite_says_the_pages_that_the_passage_is_on():
    page = Page()
    turn = TEXT.index("Prices")
    pages = [[0, "11"], [turn, "12"], [TEXT.index("The last"), "13"]]
    page.essay = page.essay.changed(pages_json=json.dumps(pages))
    page.card("Prices rose by a lot", None, "Prices rose")
    page.card("Who pays and the rest", None, "Who pays? We do.\nThe last", lit="")
    page.card("Fences do teach climbers", None, "Fences 😀 teach", lit="")
    lines = [cite_line(part.cite) for part in page.document.parts if isinstance(part, CardPart)]
    assert [line.rpartition(",” ")[2] for line in lines] == ["p. 12", "pp. 12–13", "p. 11"]


def test_card_that_came_with_a_cite_keeps_it():
    page = Page()
    own = [["López ", False], ["自力 24", True], [", a book\n of 😀", False]]
    entry = page.card("Prices rose by a lot", None)
    page.cards = {key: card.changed(cite_json=json.dumps(own)) for key, card in page.cards.items()}
    (part,) = page.document.parts
    assert part.entry_id == entry.id
    assert isinstance(part, CardPart)
    assert part.cite == (("López ", False), ("自力 24", True), (", a book of 😀", False))
