"""Finding passages again. The trials' seeds are not those that the thresholds were tuned on."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterpoint.core.anchors import CONTEXT, Anchor, Match, describe, locate
from tests.core.anchor_trials import CASES, rates

HELD_OUT = range(20_000, 20_030)
TEXT = "Tariffs rise \U0001f30d. Cafe\u0301 prices rise. \u8d38\u6613\u3002 \u0627\u0644\u062a. Prices fall."


@pytest.mark.parametrize(
    ("case", "right", "wrong"),
    [
        ("unchanged", 30, 0),
        ("5 % of words changed", 28, 1),
        ("20 % of words changed", 26, 2),
        ("restructured", 28, 1),
        ("look-alikes beside it", 26, 2),
        ("deleted, no look-alike", 0, 0),
        ("deleted, a verbatim look-alike", 0, 30),
        ("deleted, a near look-alike", 0, 9),
    ],
)
def test_passages_are_found_and_never_silently_misplaced(case: str, right: int, wrong: int) -> None:
    assert case in CASES
    found = rates(case, HELD_OUT)
    assert found["wrong"] == 0
    assert found["right"] + found["right?"] >= right
    assert found["wrong?"] <= wrong


@given(st.text("ab \u0301\U0001f30d\u8d38\u0627", min_size=1), st.data())
def test_a_passage_of_an_unchanged_text_is_found_exactly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    match = locate(text, describe(text, start, end))
    assert match is not None
    assert match[:2] == (start, end)
    assert match.exact


@example("aa", "a", "")
@given(st.text("ab \u0301\U0001f30d", max_size=80), st.text("ab ", max_size=12), st.text("ab ", max_size=40))
def test_whatever_is_asked_the_answer_lies_in_the_text(text: str, quote: str, around: str) -> None:
    for start in (None, -1, 0, 3, 10**9):
        match = locate(text, Anchor(quote, around, around[::-1], start, (start or 0) + 5))
        assert match is None or 0 <= match.start < match.end <= len(text)


def test_describe_keeps_quote_and_context() -> None:
    anchor = describe("x" * 40 + "quote" + "y" * 40, 40, 45)
    assert anchor == Anchor("quote", "x" * CONTEXT, "y" * CONTEXT, 40, 45)


def test_a_wrong_offset_is_not_believed() -> None:
    anchor = describe(TEXT, 24, 36)
    shifted = Anchor(anchor.quote, anchor.prefix, anchor.suffix, 25)
    assert locate(TEXT, shifted) == Match(24, 36, 1.0, True)
    assert locate("New. " + TEXT, anchor) == Match(29, 41, 1.0, True)


def test_of_several_places_without_context_none_is_chosen_silently() -> None:
    text = "Prices rise. Prices rise. Prices rise."
    assert locate(text, Anchor("Prices rise")) is None
    at_offset = locate(text, Anchor("Prices rise", start=13))
    assert at_offset is not None
    assert at_offset.start == 13
    assert not at_offset.exact
    between = locate(text, Anchor("Prices rise", start=14))
    assert between is None or not between.exact


def test_the_only_place_in_other_company_is_to_be_confirmed() -> None:
    quote = "the tariff fell upon those who buy"
    there = f"Somebody else wrote that {quote} rather than on those who sell abroad."
    match = locate(there, Anchor(quote, "In our view and not by chance, ", " goods at the corner shop.", 4))
    assert match is not None
    assert not match.exact
    assert locate("A tariff fell.", Anchor("tariff", "In our view no ", " was ever so dear", 0)) is None


def test_an_edited_passage_in_its_context_comes_before_a_verbatim_one_elsewhere() -> None:
    before = "One point is plain. Tariffs on chips raised prices for every buyer. Nobody denied it then. "
    quote = "Tariffs on chips raised prices for every buyer."
    after = before.replace("every buyer", "each buyer") + f"Later in another place. {quote} So it went."
    match = locate(after, describe(before, before.index(quote), before.index(quote) + len(quote)))
    assert match is not None
    assert after[match.start : match.end] == quote.replace("every", "each")
    assert not match.exact


def test_a_bare_span_is_taken_within_the_text_to_be_confirmed() -> None:
    assert locate(TEXT, Anchor("", start=3, end=9)) == Match(3, 9, 0.0, False)
    assert locate(TEXT, Anchor("", start=3, end=900)) is None
    assert locate(TEXT, Anchor("", start=3, end=3)) is None


def test_a_long_text_of_look_alikes_takes_bounded_time() -> None:
    text = "the tariff was high and the price was low. " * 25_000
    anchor = Anchor("the tariff was hard and the price was low", "unlike anything, ", " quite otherwise", 5)
    started = time.perf_counter()
    locate(text, anchor)
    locate(text, Anchor("the ", "unlike", "otherwise", 5))
    assert time.perf_counter() - started < 2
