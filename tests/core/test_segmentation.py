"""Sentences, words and graphemes."""

from time import perf_counter

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.segmentation import (
    drop_last_sentence,
    extend_to_next_sentence,
    grapheme_bounds,
    sentence_at,
    sentences,
    words_at,
)

PIECES = [
    *".!?…。！？؟۔।”“\"'’)([]»«』「",
    "...",
    " ",
    " ",
    "\u00a0",
    "\n",
    "The",
    "tariff",
    "U.S.",
    "Mr.",
    "J. K.",
    "etc.",
    "3.5",
    "1.",
    "中文",
    "عربي",
    "क्ष",
    "e\u0301",
    "\u0301",
    "\u200d",
    "👩\u200d👧",
    "🇫🇷",
    "‼",
    "\u0600",
    "각",
    "iPhone",
    "—",
    ",",
]
prose = st.lists(st.sampled_from(PIECES) | st.characters(codec="utf-8"), max_size=40).map("".join)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "parts",
    [
        # abbreviations inside and at the end of a sentence
        ["The U.S. President met Mr. Smith on Feb. 3 in Washington, D.C.", "The talks failed."],
        ["Duties on U.S. steel rose.", "Dr. Ada Okoro disagreed."],
        ["He left the U.S.", "The next day it rained."],
        ["Prices rose in the U.K. and the U.S. in 2019.", "Nobody cheered."],
        ["It sold chips, e.g. memory, i.e. DRAM, vs. logic.", "Sales fell."],
        ["Buy bolts, nuts, etc.", "Steel is dear."],
        ["Apple Inc. Chief Tim Cook spoke.", "Others did not."],
        ["It was made by Apple Inc.", "It sold well."],
        ["They met at 5 p.m. Monday.", "We waited until 6 p.m.", "Then we left."],
        ["See No. 10, Fig. 2 and p. 5.", "The answer is no.", "We agree."],
        ["J. K. Smith and George W. Bush met.", "So it goes."],
        ["Chen et al. (2019) found less.", "Follow Roe v. Wade."],
        ["She holds a Ph.D. in law.", "He has none."],
        ["Growth slowed by Dec. 2019.", "It came back in Mar.", "Nobody knew."],
        # numbers
        ["It cost $1.5 billion, or 3.5 percent of G.D.P. in 2018.", "That was in 2018.", "5 firms closed."],
        ["1. Market shock shows it.", "2 more followed."],
        ["IV. A further point follows here.", "Yes."],
        # quotes and brackets close after the stop
        ["“Why?” he asked.", "“Because.”", "She left."],
        ['"We will not pay!" she said.', '"Never."', "(He smiled.)", "They paid."],
        ["He called it “a tax on Mr. Jones.”", "It was."],
        ["« Oui\u00a0! » dit-il.", "«\u00a0Non.\u00a0»", "Il part."],
        ["„Warum?“ fragte er.", "„Darum.“", "Sie ging."],
        ["Tariffs fell.[12]", "Prices did not.²", "Why?"],
        # ellipses
        ["They said... nothing.", "They waited…", "Then came the duty."],
        ["Trade […] American firms lost . . . and closed.", "Others won."],
        ["“The tariff …” he began.", "Who listened?!", "Nobody."],
        # names that begin with a small letter, exclamation marks and addresses
        ["Sales of phones fell.", "iPhone makers moved.", "mRNA patents stayed."],
        ["Read https://example.org/a?b=1.5 today.", "It says so."],
        ["The rule, which they called ‘mad!’, stayed.", "Really?", "Yes."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["他走了。", "“为什么？”", "他问。", "『好！』", "我们走……吧。"],
        ["关税是3.5%。", "U.S.公司付钱。"],
        ["هل ارتفعت الأسعار؟ ", "نعم، ارتفعت. ", "قال د. سمير ذلك."],
        ["یہ مہنگا ہے۔ ", "کیوں؟ ", "پتہ نہیں۔"],
        ["यह महँगा है। ", "क्या सच में? ", "हाँ॥ ", "डॉ. सिंह ने कहा।"],
        ["המחיר עלה. ", "למה? ", "לא ידוע."],
        ["그는 떠났다. ", "왜? ", "모른다."],
    ],
)
def test_sentences_in_other_scripts(parts: list[str]) -> None:
    assert split("".join(parts)) == [part.strip() for part in parts]


def test_a_line_break_ends_a_sentence() -> None:
    assert split("A heading\n\n  Mr.\nSmith came 👩\u200d👧. He left \n") == [
        "A heading",
        "Mr.",
        "Smith came 👩\u200d👧.",
        "He left",
    ]


def test_the_span_asked_for_is_kept_to() -> None:
    text = "One two. Three four. Five."
    assert [text[a:b] for a, b in sentences(text, 4, 18)] == ["two.", "Three fou"]


@given(prose)
def test_sentences_cover_the_text_and_cut_no_grapheme(text: str) -> None:
    found = sentences(text, 0, len(text))
    edges = {0} | {cluster.end() for cluster in regex.finditer(r"\X", text)}
    last = 0
    for start, end in found:
        assert start < end
        assert not text[last:start].strip()
        assert {start, end} <= edges
        last = end
    assert not text[last:].strip()


@given(prose, st.data())
def test_the_sentence_at_a_caret_is_one_of_the_sentences(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text)))
    start, end = sentence_at(text, position)
    found = sentences(text, 0, len(text))
    if start == end:
        line_start, line_end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
        assert not text[line_start : line_end if line_end >= 0 else None].strip()
    else:
        assert (start, end) in found
    for span in found:
        if span[0] <= position < span[1]:
            assert (start, end) == span


def test_the_sentence_at_a_caret() -> None:
    text = "\nOne 👩\u200d👧. Two.  Three \n\nFour"
    caret = {position: text[slice(*sentence_at(text, position))] for position in range(len(text) + 1)}
    assert caret[0] == ""
    assert caret[1] == "One 👩\u200d👧."
    assert caret[text.index(" Two")] == "One 👩\u200d👧."
    assert caret[text.index("Two")] == "Two."
    assert caret[text.index("  Three")] == caret[text.index(" Three")] == "Two."
    assert caret[text.index("Three")] == caret[text.index("\n\nFour")] == "Three"
    assert caret[text.index("\nFour")] == ""
    assert caret[len(text)] == "Four"


@pytest.mark.parametrize(
    "sentence",
    ["Tariffs cost U.S. firms $1.5 billion, Mr. Lee said. ", "关税提高了价格，企业受到影响。", "कर बढ़ा। "],
)
def test_the_sentence_at_a_caret_is_found_at_once(sentence: str) -> None:
    paragraph = sentence * (20_000 // len(sentence))
    position = len(paragraph) - len(sentence) // 2
    expected = len(paragraph) - len(sentence)
    times = []
    for _ in range(20):
        begun = perf_counter()
        assert sentence_at(paragraph, position)[0] == expected
        times.append(perf_counter() - begun)
    assert min(times) < 0.001


def test_growing_goes_by_sentences_and_over_paragraphs() -> None:
    text = "One 👧. Two. Mr. Three\n\n  Four."
    span = (1, 2)
    grown = []
    for _ in range(5):
        span = extend_to_next_sentence(text, *span)
        grown.append(text[slice(*span)])
    assert grown == ["ne 👧.", "ne 👧. Two.", "ne 👧. Two. Mr. Three", text[1:], text[1:]]


def test_shrinking_goes_by_sentences_and_stops_at_one() -> None:
    text = "One 👧. Two. Mr. Three\n\n  Four. "
    span = (0, len(text))
    shrunk = []
    for _ in range(5):
        span = drop_last_sentence(text, *span)
        shrunk.append(text[slice(*span)])
    assert shrunk == ["One 👧. Two. Mr. Three", "One 👧. Two.", "One 👧.", "One 👧.", "One 👧."]
    assert drop_last_sentence(text, 1, 9) == (1, 6)
    assert drop_last_sentence(text, 2, 4) == (2, 4)
    assert drop_last_sentence(text, 6, 7) == (6, 7)


@given(prose, st.data())
def test_shrinking_undoes_growing(text: str, data: st.DataObject) -> None:
    found = sentences(text, 0, len(text))
    if not found:
        return
    start, end = data.draw(st.sampled_from(found))
    grown = extend_to_next_sentence(text, start, end)
    if grown == (start, end):
        assert (start, end) == found[-1]
    else:
        assert grown in {(start, later) for _, later in found}
        assert drop_last_sentence(text, *grown) == (start, end)


def test_no_grapheme_is_cut() -> None:
    text = "a👩\u200d👩\u200d👧e\u0301🇫🇷🇩🇪ख्या"
    assert grapheme_bounds(text, 2, 3) == (1, 6)
    assert grapheme_bounds(text, 7, 7) == (6, 6)
    assert grapheme_bounds(text, 7, 8) == (6, 8)
    assert grapheme_bounds(text, 9, 10) == (8, 10)
    assert grapheme_bounds(text, 9, 11) == (8, 12)
    assert grapheme_bounds(text, 0, len(text)) == (0, len(text))


@given(prose, st.data())
def test_widened_spans_stand_on_grapheme_edges(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = grapheme_bounds(text, start, end)
    edges = {0} | {cluster.end() for cluster in regex.finditer(r"\X", text)}
    assert {low, high} <= edges
    if start < end:
        assert low <= start
        assert high >= end
        assert low == max(edge for edge in edges if edge <= start)
        assert high == min(edge for edge in edges if edge >= end)


def test_words() -> None:
    text = "They didn't pay\n中文 3.5%"
    assert words_at(text, 6, 6) == (5, 11)
    assert words_at(text, 11, 11) == (5, 11)
    assert words_at(text, 7, 13) == (5, 15)
    assert words_at(text, 4, 5) == (4, 5)
    assert words_at(text, 2, 13) == (0, 15)
    assert words_at(text, 20, 20) == (19, 22)
    assert words_at("… — ", 1, 1) == (1, 1)
