"""Canonical text, words, paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.text import LONGEST_PARAGRAPH, canonical, paragraphs, shorten, word_count

FORBIDDEN = (
    [chr(code) for code in range(0x20) if chr(code) not in "\t\n"]
    + [chr(code) for code in range(0x7F, 0xA0)]
    + ["\ufeff", "\ufffc", "\ufdd0", "\ufdd1", "\ud800", "\udfff", "\u2028", "\u2029", "\ufffe"]
)

any_text = st.lists(
    st.text() | st.sampled_from([*FORBIDDEN, "\n", "\r\n", " ", "\u00a0", ".", "e\u0301", "👩\u200d👧"]),
    max_size=40,
).map("".join)


@given(any_text)
def test_canonical_text_stays_as_it_is(raw: str) -> None:
    text = canonical(raw)
    assert canonical(text) == text
    assert not any(char in text for char in FORBIDDEN)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert canonical(f"One{end}two") == "One\ntwo"


def test_what_is_quoted_stays() -> None:
    text = "e\u0301 é 10\u00a0% 👩\u200d👩\u200d👧 نعم 中文 soft\u00adhyphen\ta"
    assert canonical("\ufeff\n \t\n" + text + " \n\n\u00a0\n") == text


def test_indentation_of_the_first_line_stays() -> None:
    assert canonical("\n  Deep\n\n\nNext") == "  Deep\n\n\nNext"


def test_a_long_paragraph_is_split_at_a_sentence_without_growing() -> None:
    sentence = "Tariffs cost U.S. firms $1.5 billion, Mr. Lee said. "
    raw = sentence * 2_000
    text = canonical(raw)
    assert len(text) == len(raw.rstrip())
    lines = text.split("\n")
    assert len(lines) > 5
    assert all(len(line) <= LONGEST_PARAGRAPH and line.endswith("said.") for line in lines)
    assert canonical(text) == text


def test_a_long_chinese_paragraph_is_split_after_its_stops() -> None:
    raw = "关税提高了价格，企业受到影响。" * 3_000
    text = canonical(raw)
    assert text.replace("\n", "") == raw
    assert all(len(line) <= LONGEST_PARAGRAPH and line.endswith("。") for line in text.split("\n"))
    assert canonical(text) == text


@pytest.mark.parametrize("piece", ["tariff ", "x", "👩\u200d👩\u200d👧", "e\u0301", "\u0301"])
def test_a_long_paragraph_without_sentences_is_split_all_the_same(piece: str) -> None:
    raw = piece * 30_000
    text = canonical(raw)
    assert all(len(line) <= LONGEST_PARAGRAPH for line in text.split("\n"))
    assert canonical(text) == text
    if piece != "\u0301":
        assert not any(line.startswith(("\u0301", "\u200d", "👧")) for line in text.split("\n"))


def test_a_paragraph_at_the_limit_is_left_alone() -> None:
    assert "\n" not in canonical("a. " * (LONGEST_PARAGRAPH // 3))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("… — 👩\u200d👧 !", 0),
        ("It didn't cost $1,175.50.", 4),
        ("a well-known U.S. case", 5),
        ("关税提高", 4),
        ("G7 国 group", 3),
        ("مرحبا بالعالم", 2),
        ("नमस्ते दुनिया", 2),
        ("cafe\u0301 noir", 2),
        ("สวัสดีครับ hello", 3),
        ("a🇫🇷🇩🇪🇨🇳b", 2),
    ],
)
def test_words_are_counted_by_unicode_rules(text: str, words: int) -> None:
    assert word_count(text) == words


@given(
    st.lists(
        st.text(max_size=3)
        | st.sampled_from(
            [*" \n\t.,:;'’_-%$", "\u00a0", "\u202f", "\u00ad", "\u0301", "\u200d", "\u200f", "👧"]
        )
        | st.sampled_from(
            [*"a7éم٣かア国ก", "🇫", "🇷", "\u05d0", "\u05f4", "\U00020000", "\r\n", "didn't", "1,175"]
        ),
        max_size=30,
    ).map("".join)
)
def test_words_that_are_there_again_are_counted_again(text: str) -> None:
    text = f"{text} {text} {text}"
    assert word_count(text) == word_count(text.replace(" ", "\u2003"))


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    text = "One.\n\n \nTwo 👩‍👧.\n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["One.", "Two 👩‍👧."]


def test_shorten_cuts_after_a_word() -> None:
    assert shorten("Tariffs  raise\nprices", 40) == "Tariffs raise prices"
    assert shorten("Tariffs raise prices, economists say", 24) == "Tariffs raise prices…"
    assert shorten("关税提高了价格", 4) == "关税提…"
    assert shorten("👩\u200d👧👩\u200d👧", 5) == "👩\u200d👧…"


@given(any_text, st.integers(min_value=1, max_value=60))
def test_shorten_keeps_to_its_length(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length
