"""What was corrected in the preview: text and headings as typed, and all else where its text went."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.citation import Citation
from counterpoint.core.errors import BadInput
from counterpoint.core.headings import LEVELS, Line, put_together
from counterpoint.core.marks import Cut, Heading, Page
from counterpoint.core.text import canonical
from counterpoint.importers.corrected import corrected, typed
from counterpoint.importers.draft import Chapter, Draft, DraftCard, DraftEntry

TEXT = "Costs 😀\nWho paya for the fence?\nقال التاجر نعم.\nThe bill cafe\u0301 中文 is due."
LINES = TEXT.split("\n")


def at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def draft() -> Draft:
    third = TEXT.index("قال")
    last = TEXT.index("The bill")
    return Draft(
        TEXT,
        Citation("Fences"),
        (Heading(0, 7, 1),),
        pages=(Page(0, "1"), Page(third, "2"), Page(last, "iii")),
        chapters=(Chapter("One", 0, third - 1), Chapter("Two", third, len(TEXT))),
        cards=(
            DraftCard("Gone", (), third, last - 1, (Cut(third, third + 3, "underline"),)),
            DraftCard("Bill", (), last, len(TEXT), (Cut(*at(TEXT, "中文"), "yellow"),)),
        ),
        outline=(DraftEntry("block", "B"), DraftEntry("card", card=0), DraftEntry("card", card=1)),
    )


def test_a_typo_moves_pages_chapters_cards_and_cuts() -> None:
    lines = [Line("A new first line"), Line(LINES[0], 2), Line("Who pays?"), *map(Line, LINES[2:])]
    made = corrected(draft(), lines)
    assert made.text == "\n".join(line.words for line in lines)
    assert [made.text[each.start : each.end] for each in made.headings] == ["Costs 😀"]
    assert made.headings[0].level == 2
    starts = {page.label: made.text[page.start :][:8] for page in made.pages}
    assert starts["2"] == "قال التا"
    assert starts["iii"] == "The bill"
    assert made.text[slice(*made.chapters[1][1:])].startswith("قال")
    assert [made.text[card.start : card.end] for card in made.cards] == LINES[2:]
    assert [made.text[cut.start : cut.end] for card in made.cards for cut in card.cuts] == ["قال", "中文"]
    assert made.outline == draft().outline
    assert made.citation == Citation("Fences")
    assert made.words == draft().words + 1


def test_a_card_whose_words_are_gone_is_left_out_of_the_outline_too() -> None:
    made = corrected(draft(), [Line(LINES[0], 1), Line(LINES[1]), Line(LINES[3])])
    assert [card.tag for card in made.cards] == ["Bill"]
    assert made.outline == (DraftEntry("block", "B"), DraftEntry("card", card=0))


def test_headings_alone_leave_the_text_and_all_in_it() -> None:
    made = corrected(draft(), [Line(LINES[0]), Line(LINES[1], 3), *map(Line, LINES[2:])])
    assert made == Draft(**{**vars(draft()), "headings": (Heading(*at(TEXT, LINES[1]), 3),)})


def test_no_text_is_refused() -> None:
    with pytest.raises(BadInput, match="has no text"):
        corrected(draft(), [Line(" \t"), Line("", 2)])
    with pytest.raises(BadInput, match="has no text"):
        typed([Line("")])


def test_typed_text_has_a_title_proposed_and_its_marks_are_no_part_of_a_heading() -> None:
    made = typed([Line(""), Line("# Canals 😀 #", 1), Line("Words.")])
    assert made.text == "# Canals 😀 #\nWords."
    assert [made.text[each.start : each.end] for each in made.headings] == ["Canals 😀"]
    assert made.citation.title == "Canals 😀"


ANY_LINES = st.lists(
    st.builds(
        Line,
        st.text(st.sampled_from("aم中😀\u0301 \t\u00a0#\x0b\u2028\ufeff"), max_size=8),
        st.integers(0, LEVELS),
    ),
    max_size=8,
)


@given(ANY_LINES)
def test_lines_make_canonical_text_with_a_heading_for_each_that_has_words(lines: list[Line]) -> None:
    text, headings = put_together(lines)
    assert text == canonical("\n".join(line.words for line in lines))
    shown = [text[each.start : each.end] for each in headings]
    assert all(words == words.strip() and words and "\n" not in words for words in shown)
    assert all(one.end < other.start for one, other in pairwise(headings))
    assert {each.level for each in headings} <= {line.level for line in lines} - {0}


def test_a_paragraph_too_long_for_a_page_is_split_and_what_follows_stays_a_heading() -> None:
    text, headings = put_together([Line("中" * 45_000), Line("Costs 😀", 1)])
    assert text == canonical("中" * 45_000 + "\nCosts 😀")
    assert [text[each.start : each.end] for each in headings] == ["Costs 😀"]


@given(ANY_LINES)
def test_what_was_put_together_stays_as_it_is(lines: list[Line]) -> None:
    text, headings = put_together(lines)
    levels = {text.count("\n", 0, each.start): each.level for each in headings}
    again = [Line(words, levels.get(number, 0)) for number, words in enumerate(text.split("\n"))]
    assert put_together(again) == (text, headings)
