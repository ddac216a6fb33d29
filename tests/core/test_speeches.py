"""The speeches debaters hold, and how long reading takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.errors import BadInput
from counterpoint.core.speeches import SPEECHES, Speech, clock, pace, seconds_of, speech_named
from counterpoint.core.text import word_count

MINUTES = {
    "Policy": {
        **dict.fromkeys(("1AC", "1NC", "2AC", "2NC"), 8),
        **dict.fromkeys(("1NR", "1AR", "2NR", "2AR"), 5),
        "cross-examination": 3,
        "prep": 8,
    },
    "College policy": {
        **dict.fromkeys(("1AC", "1NC", "2AC", "2NC"), 9),
        **dict.fromkeys(("1NR", "1AR", "2NR", "2AR"), 6),
        "cross-examination": 3,
        "prep": 10,
    },
    "Public Forum": {
        "constructive": 4,
        "rebuttal": 4,
        "summary": 3,
        "final focus": 2,
        "crossfire": 3,
        "prep": 3,
    },
    "Lincoln-Douglas": {
        "AC": 6,
        "NC": 7,
        "1AR": 4,
        "NR": 6,
        "2AR": 3,
        "cross-examination": 3,
        "prep": 4,
    },
    "World Schools": {"constructive": 8, "reply": 4},
    "British Parliamentary": {
        **dict.fromkeys(("PM", "LO", "DPM", "DLO", "MG", "MO", "GW", "OW"), 7),
        "prep": 15,
    },
}
"""By VERBATIM.md; cross-examination of Lincoln-Douglas and crossfire are three minutes everywhere."""


def test_every_format_has_its_speeches_and_times():
    found: dict[str, dict[str, int]] = {}
    for speech in SPEECHES:
        found.setdefault(speech.format, {})[speech.name] = speech.minutes
    assert found == MINUTES
    assert list(found) == list(MINUTES)


@pytest.mark.parametrize("speech", SPEECHES, ids=lambda speech: speech.label)
def test_each_speech_is_found_by_its_label(speech: Speech) -> None:
    assert speech.seconds == 60 * speech.minutes
    assert speech_named(speech.label) is speech
    assert speech_named(f" {speech.label.upper().replace(' ', '  ').replace('-', '')} ") is speech


def test_name_alone_is_the_first_format_that_has_it():
    assert speech_named("2nr") == ("Policy", "2NR", 5)
    assert speech_named("AC") == ("Lincoln-Douglas", "AC", 6)
    assert speech_named("final  focus") == ("Public Forum", "final focus", 2)
    assert speech_named("lincoln douglas 1ar") == ("Lincoln-Douglas", "1AR", 4)


def test_no_words_are_no_speech_and_unknown_ones_are_told():
    assert speech_named("") is None
    assert speech_named("  ") is None
    for words in ("3NR", "Policy", "演讲"):
        with pytest.raises(BadInput, match="no speech"):
            speech_named(words)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "good"), (224.9, "good"), (225, "close"), (299, "close"), (300, "close"), (300.1, "over")],
)
def test_pace_changes_at_three_quarters_and_at_the_whole(seconds, told):
    assert pace(seconds, 300) == told
    assert pace(seconds, 0) == "free"


@given(st.integers(0, 5_000), st.integers(50, 600))
def test_reading_takes_words_by_rate(words, rate):
    assert seconds_of(words, rate) == pytest.approx(60 * words / rate)
    assert seconds_of(rate, rate) == 60


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0:00"), (59.4, "0:59"), (59.6, "1:00"), (282, "4:42"), (600, "10:00"), (3_661, "1:01:01")],
)
def test_clock(seconds, told):
    assert clock(seconds) == told


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Prices rose by 3.5 percent", 5),
        ("We didn’t pay 1,175 dollars", 5),
        ("a well-known cafe\u0301 😀 owner", 5),
        ("قال التاجر إن الأسعار ارتفعت", 5),
        ("自力更生", 4),
        ("Цены выросли на 3,5 процента", 5),
    ],
)
def test_words_are_counted_as_unicode_says(words, count):
    assert word_count(words) == count
