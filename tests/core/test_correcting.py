"""What stands on a text when it is corrected: headings, pages, cards, decisions, reading marks, history."""

import json

import pytest

from counterpoint.core.correcting import (
    Outlook,
    corrected,
    correction_of,
    earlier_texts,
    on_new_text,
    outlook,
)
from counterpoint.core.moves import Moves
from counterpoint.core.records import (
    Annotator,
    Card,
    Correction,
    Decision,
    Essay,
    Passage,
    Progress,
    digest_of,
)
from tests.library import card_of, decision_of, passage_of, progress_of

TEXT = (
    "# Costs 😀\n"
    "Fences cost money. A cafe\u0301 owner pays.\n"
    "1. Prices\n"
    "自力更生 is an old phrase. Prices rose.\n"
    "قال التاجر نعم.\n"
    "The end."
)
ADA = Annotator(name="Ada")


def essay(text: str = TEXT) -> Essay:
    headings = [[text.index(each), text.index(each) + len(each), 1] for each in ("Costs 😀", "1. Prices")]
    pages = [[0, "iv"], [text.index("自力"), "1"], [text.index("The end"), "2"]]
    return Essay(title="T", text=text, headings_json=json.dumps(headings), pages_json=json.dumps(pages))


def headed(before: str, after: str) -> list[str]:
    """The headings once `before` was replaced."""
    now = corrected(essay(), Moves(TEXT, TEXT.replace(before, after)))
    return [now.text[each.start : each.end] for each in now.headings]


@pytest.mark.parametrize(
    ("before", "after", "headings"),
    [
        ("Fences", "Many fences", ["Costs 😀", "1. Prices"]),
        ("Costs 😀", "All costs 😀 of it", ["All costs 😀 of it", "1. Prices"]),
        ("1. Prices\n", "1. Prices and wages\n", ["Costs 😀", "1. Prices and wages"]),
        ("1. Prices\n", "", ["Costs 😀"]),
        ("# Costs 😀\n", "", ["1. Prices"]),
        ("1. Prices\n自力", "1. Prices 自力", ["Costs 😀"]),
        ("# Costs 😀\n", "# Costs\n😀\n", ["Costs", "1. Prices"]),
        ("1. Prices\n", "\n1. Prices\n\n", ["Costs 😀", "1. Prices"]),
    ],
)
def test_headings_go_with_their_lines(before: str, after: str, headings: list[str]) -> None:
    assert headed(before, after) == headings


def test_pages_begin_where_their_text_does() -> None:
    moves = Moves(TEXT, "A preface.\n" + TEXT.replace("old", "very old"))
    now = corrected(essay(), moves)
    assert [(now.text[page.start :][:3], page.label) for page in now.pages] == [
        ("A p", "iv"), ("自力更", "1"), ("The", "2"),
    ]  # fmt: skip
    gone = corrected(essay(), Moves(TEXT, TEXT[: TEXT.index("自力")] + "The end."))
    assert [(gone.text[page.start :][:3], page.label) for page in gone.pages] == [("# C", "iv"), ("The", "2")]


def test_an_essay_keeps_its_citation_and_counts_its_words() -> None:
    before = essay().changed(author="Ng", url="https://example.org")
    now = corrected(before, Moves(TEXT, TEXT + " More words."))
    assert (now.author, now.url, now.id) == ("Ng", "https://example.org", before.id)
    assert now.revision == before.revision + 1
    assert now.digest == digest_of(now.text)
    assert now.words > before.words


def moved_card(before: str, after: str) -> Card:
    here = essay()
    start = TEXT.index("Prices rose")
    passage = passage_of(here, ADA, start, start + 11)
    cuts = [
        [start, start + 6, "underline"],
        [start + 7, start + 11, "underline"],
        [start, start + 11, "yellow"],
    ]
    card = card_of(here, passage, "Tag", json.dumps(cuts))
    moves = Moves(TEXT, TEXT.replace(before, after))
    return on_new_text(card, moves, digest_of(moves.new))


def test_a_cards_body_stays_whole_paragraphs() -> None:
    line = "自力更生 is an old phrase. Prices rose."
    assert moved_card("rose.", "rose. So it is.").quote == line + " So it is."
    assert moved_card("自力更生", "So 自力更生").quote == "So " + line
    assert moved_card("phrase. Prices", "phrase.\nPrices").quote == line.replace(". P", ".\nP")
    assert moved_card(line + "\n", "").quote == "قال التاجر نعم."
    assert moved_card("Fences", "Walls").quote == line


def test_what_was_cut_goes_with_its_words() -> None:
    card = moved_card("Prices rose", "Prices 😀 rose")
    assert {(card.quote[c.start - card.start : c.end - card.start], c.style) for c in card.cuts} == {
        ("Prices", "underline"), ("rose", "underline"), ("Prices 😀 rose", "yellow"),
    }  # fmt: skip
    joined = moved_card("Prices rose", "Pricesrose")
    assert [(c.end - c.start, c.style) for c in joined.cuts if c.style == "underline"] == [(10, "underline")]
    assert moved_card(" Prices rose.", "").cuts == ()


def test_a_record_that_nothing_happens_to_is_the_same() -> None:
    here = essay()
    moves = Moves(TEXT, TEXT + " Quite the end.")
    passage = passage_of(here, ADA, 2, 7)
    for record in (passage, card_of(here, passage), decision_of(passage, 2, 7)):
        assert on_new_text(record, moves, digest_of(moves.new)) is record


def test_who_has_read_all_has_read_all() -> None:
    here, after = essay(), Moves(TEXT, "First. " + TEXT + " More.")
    digest = digest_of(after.new)
    for upto, now in ((len(TEXT), len(after.new)), (9, 16), (0, 0)):
        read = on_new_text(progress_of(here, ADA, upto), after, digest)
        assert isinstance(read, Progress)
        assert (read.upto, read.id) == (now, progress_of(corrected(here, after), ADA, 0).id)


def test_two_agreed_passages_that_come_to_the_same_are_one() -> None:
    here = essay()
    passage = passage_of(here, ADA, 2, 7)
    end = TEXT.index("The end")
    twice = json.dumps([[end, end + 3, "claim", ""], [end + 4, end + 8, "claim", ""]])
    ruling = decision_of(passage, 2, 7).changed(agreed_json=twice)
    now = on_new_text(ruling, Moves(TEXT, TEXT[: end - 1]), digest_of(TEXT[: end - 1]))
    assert isinstance(now, Decision)
    assert len(now.agreed) == 1


def test_a_damaged_span_still_comes_to_stand_in_the_text() -> None:
    here = essay()
    damaged = passage_of(here, ADA, 2, 7).model_copy(update={"start": 5_000, "end": 5_005})
    now = on_new_text(damaged, Moves(TEXT, "Short."), digest_of("Short."))
    assert isinstance(now, Passage)
    assert 0 <= now.start < now.end <= 6


def test_what_a_correction_would_do_is_told() -> None:
    start = TEXT.index("Prices rose")
    spans = [(2, 7), (start, start + 11), (TEXT.index("The end"), len(TEXT))]
    typed = TEXT.replace("Prices rose", "Prices have risen").replace("The end.", "")
    assert outlook(Moves(TEXT, typed), spans) == Outlook(places=2, moved=2, changed=1, emptied=1)


def chain(*texts: str) -> tuple[Essay, list[Correction]]:
    here = essay(texts[0]) if texts[0] == TEXT else Essay(title="T", text=texts[0])
    kept: list[Correction] = []
    for text in texts[1:]:
        moves = Moves(here.text, text)
        kept.append(correction_of(here, moves, ADA.id, kept))
        here = corrected(here, moves)
    return here, kept


def test_earlier_texts_come_back_the_latest_first_even_where_one_was_taken_again() -> None:
    texts = ("One 😀 word.", "One 😀 wort.", "One 😀 word.", "Two 自力.", "One 😀 word.", "End.")
    here, kept = chain(*texts)
    found = list(earlier_texts(here, reversed(kept)))
    assert [each.before for each in found] == list(reversed(texts[:-1]))
    assert [each.after for each in found] == list(reversed(texts[1:]))
    assert [each.correction.revision for each in found] == [5, 4, 3, 2, 1]


def test_a_correction_that_does_not_fit_is_left_out_with_those_before_it() -> None:
    here, kept = chain("One.", "One two.", "One two three.", "Four.")
    kept[1] = kept[1].model_copy(update={"hunks_json": '[[0, 900, "x"]]'})
    assert [each.before for each in earlier_texts(here, kept)] == ["One two three."]
