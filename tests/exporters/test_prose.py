"""Reasoning as light values: what was written, in order, in its styles, and nothing that was taken away."""

import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterpoint.exporters.page import render
from counterpoint.exporters.prose import Prose, Span, prose
from tests.briefs import HOSTILE, REASONING


def plain(markdown: str) -> list[tuple[str, int, str, str]]:
    return [
        (each.kind, each.depth, each.marker, "".join(span.text for span in each.spans))
        for each in prose(markdown)
    ]


def test_the_styles_of_words_are_kept() -> None:
    assert prose("Two *em* and **strong `x`** e\u0301 😀 مرحبا 中文 <del>gone</del> <u>under</u>") == (
        Prose(
            "paragraph",
            0,
            "",
            (
                Span("Two "),
                Span("em", italic=True),
                Span(" and "),
                Span("strong ", bold=True),
                Span("x", bold=True, code=True),
                Span(" e\u0301 😀 مرحبا 中文 "),
                Span("gone", strike=True),
                Span(" "),
                Span("under", underline=True),
            ),
        ),
    )


def test_a_link_keeps_its_address_when_it_is_one_of_the_web() -> None:
    (only,) = prose("[**a** rule](https://example.org/r?a=1&b=2) and [b](file:///etc/passwd)")
    assert only.spans[0] == Span("a", bold=True, link="https://example.org/r?a=1&b=2")
    assert only.spans[1] == Span(" rule", link="https://example.org/r?a=1&b=2")
    assert only.spans[2] == Span(" and b")


def test_lists_are_items_with_their_marks_and_depth() -> None:
    assert plain("3. three\n4. four\n\n    - under\n\n    - it\n\n5. five") == [
        ("item", 0, "3.", "three"),
        ("item", 0, "4.", "four"),
        ("item", 1, "•", "under"),
        ("item", 1, "•", "it"),
        ("item", 0, "5.", "five"),
    ]


def test_an_item_that_goes_on_has_its_mark_once() -> None:
    assert plain("- one\n\n    more of it\n\n- two") == [
        ("item", 0, "•", "one"),
        ("item", 0, "", "more of it"),
        ("item", 0, "•", "two"),
    ]


def test_quotations_may_stand_in_quotations_and_hold_lists() -> None:
    assert plain("> said 😀\n>\n> > by him\n>\n> - a") == [
        ("quote", 0, "", "said 😀"),
        ("quote", 1, "", "by him"),
        ("item", 1, "•", "a"),
    ]


def test_headings_rules_and_code() -> None:
    assert plain("## Why\n\none\ntwo\n\n---\n\n      if x:\n          y\n") == [
        ("heading", 1, "", "Why"),
        ("paragraph", 0, "", "one\ntwo"),
        ("rule", 0, "", ""),
        ("code", 0, "", "  if x:\n      y"),
    ]


def test_a_table_is_its_rows_with_tabs_between_the_cells() -> None:
    rows = prose("| a | b |\n|---|---|\n| 1 |  |\n| 自力更生 | *é* |")
    assert [each.kind for each in rows] == ["row"] * 3
    assert "".join(span.text for span in rows[0].spans) == "a\tb"
    assert rows[0].spans[0] == Span("a", bold=True)
    assert rows[2].spans == (Span("自力更生\t"), Span("é", italic=True))


def test_an_empty_first_cell_keeps_its_column() -> None:
    assert plain("| a | b |\n|---|---|\n|  | 2 |")[1] == ("row", 0, "", "\t2")


def test_a_number_set_high_or_low_is_not_read_as_another() -> None:
    assert plain("10<sup>6</sup> of H<sub>2</sub>O")[0][3] == "10⁶ of H₂O"


@pytest.mark.parametrize("start", ["-3", "9" * 5000, "x", "²"])
def test_a_list_may_not_start_at_nonsense(start: str) -> None:
    assert plain(f'<ol start="{start}"><li>a</li></ol>') == [("item", 0, "1.", "a")]


def test_what_the_sanitiser_takes_away_is_not_there() -> None:
    for markdown in (REASONING, HOSTILE + "\n\n" + REASONING):
        words = " ".join(row[3] for row in plain(markdown))
        assert "alert" not in words.replace("alert(1)", "")
        assert all(
            span.link.startswith("https://") for each in prose(markdown) for span in each.spans if span.link
        )
    assert plain(REASONING)[-1] == ("quote", 0, "", "a quotation 😀")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen = ""

    def handle_data(self, data: str) -> None:
        self.seen += data


def _letters(text: str) -> str:
    """The text without blanks; a raised digit or minus counts as the one typed."""
    return re.sub(r"[ \t\n\r\f]", "", unicodedata.normalize("NFKC", text).replace("\u2212", "-"))


@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(
                "# |- > |1. |**|*|`|\n|\n\n|    |<b>|</b>|<li>|<ul>|<table><tr><td>|</td>|<pre>|</pre>|<sup>|"
                "<blockquote>|</p>|<a href='https://example.org'>|---|[a](http://b)|&lt;|&#0;|é😀مرحبا中".split(
                    "|"
                )
            ),
        ),
        max_size=12,
    ).map("".join)
)
@example("")
@example("<td>a")
@example("<SUP>-")
@example("a\n\n<hr>\u00a0\n\n- \n- b")
def test_any_text_is_read_and_every_visible_word_kept(markdown: str) -> None:
    words = _Words()
    words.feed(render(markdown))
    words.close()
    read = prose(markdown)
    assert _letters("".join(span.text for each in read for span in each.spans)) == _letters(words.seen)
    assert all(span.text for each in read for span in each.spans)
    assert all(bool(each.spans) != (each.kind == "rule") and each.depth >= 0 for each in read)


def test_a_text_too_long_for_markdown_is_shown_as_typed() -> None:
    (only,) = prose("*a* <b>\n" * 60_000)
    assert only.kind == "code"
    assert only.spans[0].text.startswith("*a* <b>\n*a* <b>")
