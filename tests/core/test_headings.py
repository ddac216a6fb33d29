"""Headings recognised in plain text."""

import pytest

from counterpoint.core.headings import headings

LONG = "Tariffs raised the price of steel for every firm that buys it, and 中国 answered 👩\u200d👧. " * 2


def found(*lines: str) -> list[tuple[str, int]]:
    text = "\n".join(lines)
    return [(text[heading.start : heading.end], heading.level) for heading in headings(text)]


def test_numbered_lines_in_sequence_are_headings() -> None:
    assert found(LONG, "1. Market shock shows it", LONG, LONG, "  2. Who pays?  ", LONG) == [
        ("1. Market shock shows it", 1),
        ("2. Who pays?", 1),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Buy steel", "2. Sell cars", "3. Tax both", LONG],
        ["1. Steel is dear.", LONG, "2. Cars are dear.", LONG],
        ["1. A lonely number", LONG],
        ["3. Out of sequence", LONG, "7. Still out", LONG],
        ["2019 was bad", LONG, "2020 was worse", LONG],
        ["1. Ends the text", LONG, "2. Ends it too"],
        [LONG, LONG],
        ["#hashtag", LONG],
        ["No heading here,", LONG],
        ["BY ADA OKORO", LONG],
        ["NO.", LONG],
        ["Section 2 of the Act was changed", LONG],
        [""],
    ],
)
def test_other_lines_are_none(lines: list[str]) -> None:
    assert found(*lines) == []


def test_marked_headings_go_without_their_marks() -> None:
    assert found("# The Bill #", LONG, "## Costs", "short", "Friends", "===", LONG) == [
        ("The Bill", 1),
        ("Costs", 2),
        ("Friends", 1),
    ]


def test_numbers_of_several_depths() -> None:
    lines = ["1. Costs", LONG, "1.1 Steel", LONG, "1.2 Cars", LONG, "2. Friends", LONG]
    assert [level for _, level in found(*lines)] == [1, 2, 2, 1]


def test_roman_numerals_and_letters() -> None:
    lines = ["I. Costs", LONG, "A. Steel", LONG, "B. Cars", LONG, "C. Chips", LONG, "II. Friends", LONG]
    assert found(*lines) == [
        ("I. Costs", 1),
        ("A. Steel", 2),
        ("B. Cars", 2),
        ("C. Chips", 2),
        ("II. Friends", 1),
    ]


def test_named_and_capital_lines() -> None:
    assert found("THE BILL ARRIVES", LONG, "Section 2", LONG, "Contention One: steel", LONG) == [
        ("THE BILL ARRIVES", 1),
        ("Section 2", 2),
        ("Contention One: steel", 3),
    ]


def test_numbered_lines_stand_below_marked_ones() -> None:
    assert found("# The Bill", LONG, "1. Costs", LONG, "2. Friends", LONG) == [
        ("The Bill", 1),
        ("1. Costs", 2),
        ("2. Friends", 2),
    ]
