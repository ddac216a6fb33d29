"""Markdown becomes prose and nothing else."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.exporters.page import ATTRIBUTES, TAGS, render
from counterpoint.workspace import prose


def test_the_usual_markdown_is_rendered() -> None:
    page = render(
        "# Head\n\nTwo *em* and **strong** é 😀 مرحبا 中文\n\n- one\n- two\n\n> said\n\n[site](https://example.org/a?b=1&c=2)"
    )
    assert "<h1>Head</h1>" in page
    assert "<em>em</em> and <strong>strong</strong> é 😀 مرحبا 中文" in page
    assert "<li>one</li>" in page
    assert "<blockquote>" in page
    assert '<a href="https://example.org/a?b=1&amp;c=2">site</a>' in page


def test_a_line_break_typed_is_a_line_break_shown() -> None:
    assert "<br" in render("one\ntwo")


def test_a_table_is_a_table() -> None:
    assert "<td>2</td>" in render("| a | b |\n|---|---|\n| 1 | 2 |")


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<style>p{color:red}</style>",
        "![x](https://example.org/x.png)",
        "![x](file:///etc/passwd)",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](file:///etc/passwd)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](other.html)",
        "[x](//example.org/x)",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<iframe src='https://example.org'></iframe>",
        "<link rel=stylesheet href='https://example.org/a.css'>",
        "<svg><script>alert(1)</script></svg>",
        "<p style='background:url(https://example.org/x)' onclick='x()' class='y' id='z'>x</p>",
        "<object data='file:///x'></object><embed src='x'><video src='x'></video><base href='https://example.org'>",
        "<form action='https://example.org'><input></form>",
        "<math><mtext><img src=x></mtext></math>",
    ],
)
def test_nothing_runs_loads_or_leads_astray(typed: str) -> None:
    page = render(typed).lower()
    for word in (
        "<script",
        "<style",
        "style=",
        "<img",
        "href",
        "src=",
        "onerror",
        "onclick",
        "<iframe",
        "<svg",
        "<object",
        "<form",
        "<base",
        "<link",
        "class=",
        "id=",
    ):
        assert word not in page
    assert "alert(1)" not in page or "<script" not in page


def test_the_text_of_scripts_is_not_left_behind() -> None:
    assert "alert" not in render("before <script>alert(1)</script> after")


def test_deep_nesting_is_shown_rather_than_raised() -> None:
    assert render("> " * 3_000 + "deep")
    assert render("\n".join(" " * 4 * depth + "- item" for depth in range(150)))


def test_a_very_long_text_is_shown_as_typed() -> None:
    assert render("a < b " * 100_000).startswith("<pre>a &lt; b ")


def test_a_thicket_of_brackets_is_shown_as_typed() -> None:
    assert render("[" * 20_000) == "<pre>" + "[" * 20_000 + "</pre>"
    assert "<a " in render("[a](https://example.org)\n\n" * 600)


def test_the_workspace_offers_the_same() -> None:
    assert prose.render is render


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.met: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append((tag, attrs))


HOSTILE = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "script",
            "img",
            " src=x",
            "href",
            "[a](",
            "javascript:",
            "https://e.org",
            ")",
            "\n\n",
            "> ",
            "- ",
            "`",
            "```\n",
            "*",
            "_",
            "#",
            "&#",
            "&lt;",
            "'",
            '"',
            "<!--",
            "-->",
            "<a href=",
            "😀",
            "é",
            "中文",
            "|",
            "\t",
        ]
    )
    | st.text(max_size=4),
    max_size=30,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(HOSTILE)
def test_whatever_is_typed_only_prose_comes_out(typed: str) -> None:
    elements = _Elements()
    elements.feed(render(typed))
    for tag, attributes in elements.met:
        assert tag in TAGS
        for name, value in attributes:
            assert name in ATTRIBUTES.get(tag, set())
            if name == "href":
                assert re.match("https?://", unescape(value or ""))
