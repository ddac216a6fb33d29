"""A card's body is its essay's, whatever is cut; what is cut is whole, in order and can be taken back."""

import json
from itertools import pairwise

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from counterpoint.core.brief_document import Run
from counterpoint.core.cards import (
    ENOUGH,
    SHRINKS,
    TAG_LENGTH,
    cleared,
    new_card,
    read_aloud,
    runs,
    shrunk,
    toggled,
    wider_body,
    with_body,
)
from counterpoint.core.headings import headings
from counterpoint.core.marks import Cut
from counterpoint.core.records import Annotator, Card, Essay
from counterpoint.core.text import canonical, word_count
from counterpoint.core.vocabulary import CutStyle
from tests.library import TEXT, passage_of

ADA = Annotator(name="Ada")
LAYERS = ({"underline", "emphasis"}, {"yellow", "cyan", "green"}, {"omitted"})
STYLES: tuple[CutStyle, ...] = ("underline", "emphasis", "yellow", "cyan", "green", "omitted")
FAMILY = "\U0001f469\u200d\U0001f4bb"
LONG = (
    "## Prices\n\n"
    + "Prices rose for every buyer in the market and the sellers knew it well. " * 2
    + "\n\nThe cafe\u0301 owner 😀 said: “We adapt.” قال التاجر إن الأسعار ارتفعت.\n \n"
    + "A third paragraph has the words that make it enough for any reader of such files. " * 3
    + "\n\nThe fourth one stands just before the next heading and is rather long as well.\n\n"
    + "## Wages\n\nWages fell. 自力更生 is an old phrase.\n"
)


def essay_of(text: str) -> Essay:
    text = canonical(text)
    triples = [list(each) for each in headings(text)]
    return Essay(title="Fences", text=text, headings_json=json.dumps(triples))


def card_in(text: str, words: str, claim: str = "") -> Card:
    essay = essay_of(text)
    start = essay.text.index(words)
    return new_card(passage_of(essay, ADA, start, start + len(words)), essay, ADA.id, claim)


def layers_of(card: Card) -> list[list[Cut]]:
    return [[cut for cut in card.cuts if cut.style in layer] for layer in LAYERS]


def styles_at(card: Card, place: int) -> set[str]:
    return {cut.style for cut in card.cuts if cut.start <= place < cut.end}


def graphemes(text: str) -> set[int]:
    """Where graphemes begin and end."""
    return {0} | {cluster.end() for cluster in regex.finditer(r"\X", text)}


# Making one


def test_body_is_the_whole_paragraph_with_the_passage_underlined():
    essay = essay_of(TEXT)
    start = essay.text.index("Prices")
    card = new_card(passage_of(essay, ADA, start, start + 11), essay, ADA.id)
    assert card.quote == essay.text[card.start : card.end]
    assert card.quote.startswith("Fences 😀")
    assert card.quote.endswith("the first one.")
    assert card.cuts == (Cut(start, start + 11, "underline"),)


def test_body_is_one_paragraph_where_that_has_enough_words():
    words = "word " * ENOUGH
    card = card_in(f"Before this.\n\n{words}here.\n\nAfter this.", "here")
    assert card.quote == f"{words}here."


def test_short_paragraphs_are_joined_by_those_after_them_then_those_before_but_no_heading():
    card = card_in(LONG, "cafe\u0301 owner")
    assert card.quote.startswith("The cafe\u0301")
    assert word_count(card.quote) >= ENOUGH - 15
    last = card_in(LONG, "rather long")
    assert "## " not in last.quote
    assert word_count(last.quote) >= ENOUGH
    assert card_in(LONG, "Wages fell").quote == "Wages fell. 自力更生 is an old phrase."


def test_line_under_a_heading_is_none_of_the_body():
    text = "Prices\n=====\nPrices rose for all who buy.\nThey fell again for all who sell there."
    assert card_in(text, "fell again").quote.startswith("Prices rose")


@given(
    st.lists(st.sampled_from(["word " * 20, "Two words", "## A heading", "", " ", "字" * 30]), min_size=1),
    st.data(),
)
def test_body_has_enough_words_or_all_there_are_under_its_heading(lines, data):
    text = canonical("\n".join(lines))
    assume(text.strip())
    essay = essay_of(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    card = new_card(passage_of(essay, ADA, start, end), essay, ADA.id)
    assert card.quote == text[card.start : card.end]
    assert card.start == 0 or text[card.start - 1] == "\n"
    assert card.end == len(text) or text[card.end] == "\n"
    if word_count(card.quote) < ENOUGH:
        for before in (True, False):
            assert wider_body(essay, card.start, card.end, before=before) is None
    low = text.index(text[start:end].strip(), start)
    first, last = text.rfind("\n", 0, low) + 1, f"{text}\n".index("\n", end - 1)
    for heading in essay.headings:
        if card.start < heading.end and heading.start < card.end:
            assert first <= heading.start < last, "only a heading that is a part of the passage"


def test_passage_with_the_line_ends_around_it_is_the_passage_without_them():
    text = "The first one.\nPrices rose.\n\nThe last one."
    for words in ("Prices rose.\n", "\nPrices rose.", "\nPrices rose.\n\n"):
        card = card_in(text, words)
        assert [text[cut.start : cut.end] for cut in card.cuts] == ["Prices rose."]
        assert runs(card)[1] == (Run("Prices rose.", 15, underlined=True),)


def test_passage_of_blank_lines_is_a_card_all_the_same():
    card = card_in("One.\n\n\nTwo.", "\n")
    assert "One." in card.quote or "Two." in card.quote
    assert card.quote == "One.\n\n\nTwo."[card.start : card.end]


def test_passage_that_cuts_a_grapheme_underlines_all_of_it():
    essay = essay_of(f"He codes {FAMILY} here")
    at = essay.text.index(FAMILY)
    card = new_card(passage_of(essay, ADA, at + 1, at + 2), essay, ADA.id)
    assert card.cuts == (Cut(at, at + 3, "underline"),)


def test_tag_is_the_claim_or_the_passages_words_and_has_more_than_three_where_they_are():
    assert card_in(TEXT, "Prices rose", "Prices are\nrising everywhere now").tag == (
        "Prices are rising everywhere now"
    )
    assert card_in(TEXT, "Prices rose by 3.5 percent").tag == "Prices rose by 3.5 percent"
    assert word_count(card_in(TEXT, "Prices rose").tag) > 3
    assert word_count(card_in("Wages\n\nWages fell.\n\nThe last line here is longer.", "fell").tag) > 3
    assert len(card_in("word " * 100, "word " * 99).tag) <= TAG_LENGTH


def test_claim_of_three_words_gives_way_to_the_passages():
    assert card_in(TEXT, "Prices rose by 3.5 percent", "Prices rise").tag == "Prices rose by 3.5 percent"


# Cutting

ESSAY = essay_of("Who pays?\n" + TEXT + f"\nA cafe\u0301 {FAMILY}🇺🇸🇬🇧 e\u0301nd.\n\n \nWho asked?")
PLACE = st.integers(0, len(ESSAY.text))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(STYLES), PLACE, PLACE),
        st.tuples(st.just("clear"), PLACE, PLACE),
        st.tuples(st.sampled_from(["shrink", "before", "after"]), st.just(0), st.just(0)),
    ),
    max_size=25,
)


def fresh() -> Card:
    start = ESSAY.text.index("Prices")
    passage = passage_of(ESSAY, ADA, start, start + 11)
    card = new_card(passage, ESSAY, ADA.id)
    low, high = ESSAY.text.rfind("\n", 0, start) + 1, ESSAY.text.index("\n", start)
    return with_body(card, ESSAY, low, high)


def step(card: Card, verb: str, start: int, end: int) -> Card:
    if verb == "shrink":
        return shrunk(card)
    if verb in ("before", "after"):
        wider = wider_body(ESSAY, card.start, card.end, before=verb == "before")
        return with_body(card, ESSAY, *wider) if wider else card
    if verb == "clear":
        return cleared(card, start, end)
    return toggled(card, start, end, verb)  # type: ignore[arg-type]


@given(STEPS)
def test_whatever_is_done_the_body_stays_the_essays(steps):
    card = fresh()
    for verb, start, end in steps:
        card = step(card, verb, start, end)
        assert card.quote == ESSAY.text[card.start : card.end]
        assert Card.model_validate(card.model_dump()) == card
        edges = graphemes(card.quote)
        for cut in card.cuts:
            assert card.start <= cut.start < cut.end <= card.end
            assert {cut.start - card.start, cut.end - card.start} <= edges
        for layer in layers_of(card):
            assert layer == sorted(layer)
            for one, two in pairwise(layer):
                assert one.end < two.start or (one.end == two.start and one.style != two.style)
        _runs_say_the_body(card)


def _runs_say_the_body(card: Card) -> None:
    lines = [line for line in card.quote.split("\n") if line.strip()]
    paragraphs = runs(card)
    assert ["".join(run.omitted or run.text for run in paragraph) for paragraph in paragraphs] == lines
    for paragraph in paragraphs:
        for run in paragraph:
            words = run.omitted or run.text
            assert words
            assert ESSAY.text[run.start : run.start + len(words)] == words
            assert not (run.underlined and run.small), "what is underlined is never small"
            assert run.underlined or not run.emphasised
            here = styles_at(card, run.start)
            assert bool(run.omitted) == ("omitted" in here)
            if not run.omitted:
                assert run.emphasised == ("emphasis" in here)
                assert run.underlined == bool(here & LAYERS[0])
                assert ({run.highlight} - {None}) == here & LAYERS[1]
                assert run.small == (0 if run.underlined else card.shrink)
        for one, two in pairwise(paragraph):
            assert not (one.omitted and two.omitted), "one omission is shown once"
            assert one._replace(text="", start=0) != two._replace(text="", start=0)


@given(STEPS, st.sampled_from(STYLES), PLACE, PLACE)
def test_cutting_again_takes_it_back(steps, style, start, end):
    card = fresh()
    for each in steps:
        card = step(card, *each)
    once = toggled(card, start, end, style)
    twice = toggled(once, start, end, style)
    layer = next(each for each in LAYERS if style in each)
    touched = [
        place
        for place in range(card.start, card.end)
        if styles_at(card, place) != styles_at(once, place)
        or styles_at(once, place) != styles_at(twice, place)
    ]
    if start < end and touched:
        low, high = min(touched), max(touched)
        assert start - 12 < low
        assert high < end + 12
    had = {each for place in touched for each in styles_at(card, place) & layer}
    if not had and style != "emphasis":
        assert twice.cuts == card.cuts
    if start < end and max(start, card.start) < min(end, card.end):
        places = range(max(start, card.start), min(end, card.end))
        before_all = all(style in styles_at(card, place) for place in places)
        assert all((style in styles_at(once, place)) != before_all for place in places)
    else:
        assert once is card


@given(STEPS, PLACE, PLACE)
def test_cleared_is_as_if_nothing_had_been_done_there_and_elsewhere_as_before(steps, start, end):
    card = fresh()
    for each in steps:
        card = step(card, *each)
    bare = cleared(card, start, end)
    for place in range(card.start, card.end):
        if start <= place < end:
            assert styles_at(bare, place) == set()
        else:
            assert styles_at(bare, place) in (styles_at(card, place), set())
    assert cleared(card, card.start, card.end).cuts == ()
    if not card.cuts:
        assert bare is card


def test_toggling():
    card = cleared(fresh(), 0, len(ESSAY.text))
    start = card.start
    lined = toggled(card, start, start + 4, "underline")
    assert toggled(lined, start, start + 4, "underline").cuts == ()
    more = toggled(lined, start + 2, start + 8, "underline")
    assert more.cuts == (Cut(start, start + 8, "underline"),), "part of it: all of it is underlined"
    holed = toggled(more, start + 2, start + 4, "underline")
    assert holed.cuts == (Cut(start, start + 2, "underline"), Cut(start + 4, start + 8, "underline"))
    strong = toggled(more, start + 2, start + 4, "emphasis")
    assert [cut.style for cut in strong.cuts] == ["underline", "emphasis", "underline"]
    assert toggled(strong, start + 2, start + 4, "emphasis").cuts == more.cuts, "it stays underlined"
    yellow = toggled(card, start, start + 4, "yellow")
    green = toggled(yellow, start, start + 4, "green")
    assert green.cuts == (Cut(start, start + 4, "green"),)
    assert toggled(green, start, start + 4, "green").cuts == ()
    assert toggled(lined, start, start + 4, "yellow").cuts == (
        Cut(start, start + 4, "underline"),
        Cut(start, start + 4, "yellow"),
    )


def test_cut_widens_to_whole_graphemes():
    card = new_card(passage_of(ESSAY, ADA, 0, 3), ESSAY, ADA.id)
    at = ESSAY.text.index(FAMILY)
    assert Cut(at, at + 3, "yellow") in toggled(card, at + 1, at + 2, "yellow").cuts
    accent = ESSAY.text.index("e\u0301", at)
    assert Cut(accent, accent + 2, "green") in toggled(card, accent + 1, accent + 2, "green").cuts


def test_shrinking_goes_down_from_eight_points_and_round_again():
    card = fresh()
    sizes = []
    for _ in SHRINKS:
        card = shrunk(card)
        sizes.append(card.shrink)
    assert sizes == [8, 7, 6, 5, 4, 0]


def test_wider_body_takes_one_paragraph_and_keeps_what_was_cut():
    essay = essay_of(LONG)
    start = essay.text.index("A third")
    end = essay.text.index("\n", start)
    card = with_body(card_in(LONG, "A third"), essay, start, end)
    low, high = wider_body(essay, start, end, before=True) or (0, 0)
    assert essay.text[low:high].startswith("The cafe\u0301"), "the blank line between is no paragraph"
    assert with_body(card, essay, low, high).cuts == card.cuts
    assert wider_body(essay, *(wider_body(essay, start, end, before=False) or (0, 0)), before=False) is None
    with pytest.raises(ValueError, match="quote"):
        with_body(card, essay, start, start)


def test_card_can_begin_a_run_where_a_note_does():
    card = fresh()
    at = ESSAY.text.index("percent")
    split = runs(card, [at, at + 7])
    assert [run.text for run in split[0]].count("percent") == 1
    assert sum(map(len, split)) == sum(map(len, runs(card))) + 2


# Read aloud


def read(text: str, *lit: str, omitted: str = "") -> list[str]:
    """What is read aloud of a one-paragraph card in which these stretches are highlighted."""
    card = cleared(card_in(text, text), 0, len(text))
    colours: tuple[CutStyle, ...] = ("yellow", "cyan", "green")
    at = 0
    for number, words in enumerate(lit):
        at = text.index(words, at)
        card = toggled(card, at, at + len(words), colours[number % 3])
        at += len(words)
    if omitted:
        card = toggled(card, text.index(omitted), text.index(omitted) + len(omitted), "omitted")
    return read_aloud(runs(card))


@pytest.mark.parametrize(
    ("text", "lit", "count"),
    [
        ("The chips were lawful to sell", ("chips were", "sell"), 3),
        ("The chips weren’t lawful, well-known 1,175 times", ("weren’t", "well-known 1,175"), 4),
        ("A cafe\u0301 owner 😀 said so", ("cafe\u0301 owner 😀", " said"), 3),
        ("قال التاجر إن الأسعار ارتفعت", ("التاجر إن", "ارتفعت"), 3),
        ("自力更生 is an old phrase", ("自力", "生 is"), 4),
        ("Цены выросли на 3,5 процента", ("Цены", "3,5 процента"), 3),
        ("unbelievable words", ("un", "believ", "able"), 1),
        ("unbelievable words", ("un", "able"), 1),
        ("don’t stop", ("don", "’t"), 1),
        ("one two", ("one", "two"), 2),
        ("one, two", ("one", "two"), 2),
        ("Nothing here", (), 0),
    ],
)
def test_words_read_aloud(text, lit, count):
    assert sum(map(word_count, read(text, *lit))) == count


def test_word_in_pieces_counts_once_and_what_is_left_out_parts_words():
    assert read("unbelievable words", "un", "able words") == ["unable words"]
    assert read("the old cat", "the", "cat", omitted=" old ") == ["the cat"]
    assert read("the old cat", "the", "cat") == ["the", "cat"]
    assert read("自力更生", "自", "生") == ["自", "生"]


@given(st.lists(st.integers(0, 40), max_size=12))
def test_underlines_within_a_highlight_change_no_count(edges):
    text = "قال the unbelievable 自力更生 cafe\u0301 owner 😀 said"
    card = toggled(cleared(card_in(text, text), 0, len(text)), 4, 40, "yellow")
    whole = read_aloud(runs(card))
    for start, end in pairwise(edges):
        card = toggled(card, start, end, "emphasis" if start % 2 else "underline")
    assert read_aloud(runs(card)) == whole
