"""A brief as Markdown: two readers that agree on little see the same words in the same styles."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import NamedTuple

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from counterpoint.core.brief_document import (
    OMISSION,
    AnalyticPart,
    BriefDocument,
    CardPart,
    CitePart,
    HeadingPart,
    Part,
    Run,
    cite_line,
    numbered,
)
from counterpoint.exporters.brief_markdown import write
from counterpoint.exporters.markdown_prose import written
from counterpoint.exporters.page import render
from counterpoint.exporters.prose import prose
from tests.brief_words import WORDS, cards
from tests.briefs import HOSTILE, REASONING, hostile, sample


class _Letter(NamedTuple):
    letter: str
    underlined: bool
    highlight: str
    emphasised: bool


class _Seen(HTMLParser):
    """What a page shows: every paragraph of a quotation, letter by letter with its styles, and the rest."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.quoted: list[list[_Letter]] = []
        self.headings: list[str] = []
        self.footnotes: list[str] = []
        self.text = ""
        self._open: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag in ("br", "hr", "img"):
            return
        self._open.append((tag, values.get("class") or ""))
        if tag == "p" and self._inside("blockquote"):
            self.quoted.append([])
        elif tag == "p" and self._inside("li"):
            self.footnotes.append("")
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("br", "hr"):
            return
        assert self._open
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._inside("p") and self._inside("blockquote"):
            colours = [kind or "yellow" for tag, kind in self._open if tag == "mark"]
            style = (self._inside("u"), colours[0] if colours else "", self._inside("strong"))
            self.quoted[-1] += [_Letter(letter, *style) for letter in data]
        elif self._inside("sup") or ("a", "footnote-backref") in self._open:
            return
        elif self._inside("p") and self._inside("li"):
            self.footnotes[-1] += data
        elif self._open and re.fullmatch("h[1-6]", self._open[0][0]):
            self.headings[-1] += data

    def _inside(self, tag: str) -> bool:
        return any(tag == each for each, _ in self._open)


def python_markdown(text: str) -> _Seen:
    return _Seen(markdown.markdown(text, extensions=["footnotes"]))


def commonmark(text: str) -> _Seen:
    return _Seen(MarkdownIt("commonmark").render(text))


def letters(card: CardPart) -> list[list[_Letter]]:
    return [
        [
            _Letter(letter, run.underlined or run.emphasised, run.highlight or "", run.emphasised)
            for run in runs
            for letter in (OMISSION if run.omitted else run.text)
        ]
        for runs in card.paragraphs
    ]


def brief(*parts: Part) -> BriefDocument:
    return BriefDocument("Brief", "", "", "", "", 0, 0.0, "2026-11-23", parts)


def one_card(text: str, underlined: bool = False) -> CardPart:
    return CardPart("e", "c", "", "A tag", (CitePart("Okafor"),), ((Run(text, 0, underlined),),), (), 1, 0.0)


@settings(max_examples=120, deadline=None)
@given(cards())
@example(one_card("1. not a list"))
@example(one_card("    not code\twith a tab  "))
@example(one_card("///Footnotes Go Here///"))
@example(one_card("[^1] ![^1] [^1]: x"))
@example(one_card("<script>&amp;&#60;</u>", underlined=True))
def test_a_body_is_read_as_it_stands_by_both(card: CardPart) -> None:
    text = write(brief(card, one_card("the next")))
    for read in (python_markdown, commonmark):
        assert read(text).quoted == [*letters(card), letters(one_card("the next"))[0]]


@settings(max_examples=70, deadline=None)
@given(cards(), WORDS)
@example(one_card("x"), "C#")
@example(replace(one_card("x"), tag="Wow!"), "1. One")
def test_tags_and_headings_are_read_as_they_stand(card: CardPart, words: str) -> None:
    text = write(brief(HeadingPart("h", 3, words, 0), card))
    expected = ["Brief", *(" ".join(each.split()) or "Untitled" for each in (words, numbered(card)))]
    assert python_markdown(text).headings == expected
    reference = "[^1]" if cite_line(card.cite).strip() else ""
    assert commonmark(text).headings == [*expected[:2], expected[2] + reference]


@settings(max_examples=70, deadline=None)
@given(st.lists(st.builds(CitePart, WORDS.filter(bool), st.booleans()), min_size=1, max_size=4))
@example([CitePart("Okafor")])
@example([CitePart("https://e.org")])
@example([CitePart('2025 "Title"')])
@example([CitePart("2025 (A title)", strong=True)])
def test_a_cite_is_a_footnote_and_never_lost(cite: list[CitePart]) -> None:
    card = CardPart("e", "c", "", "A tag", tuple(cite), ((Run("words", 0),),), (), 1, 0.0)
    text = write(brief(card))
    words = cite_line(card.cite)
    if not words.strip():
        assert "[^" not in text
        return
    (footnote,) = python_markdown(text).footnotes
    assert _shown(footnote) == _shown(words)
    assert _shown(words) in _shown(commonmark(text).text)


def _shown(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def test_the_sample_has_every_part_in_its_place() -> None:
    text = write(sample())
    for expected in (
        "# Tech controls: 2NR frontlines\n\nResolved: the United States should ease its controls.\n\n"
        "Negative · Policy 2NR · Ada Ångström · 2026-11-23 · 1:15 aloud of 5:00\n\n",
        "## Negative: controls fail\n\n### Contentions\n\n#### Contention 1: Efficiency beats scale\n\n"
        "##### Spending more no longer buys the lead[^1]\n\n"
        "[^1]: Zoë **Okafor**, trade economist, 3-4-**2025**, “Fences &amp; races,” Policy Notes, "
        "<https://example.org/fences>, accessed 11-20-2026\n\n"
        "> <u><mark>Spending more than everyone else is no longer enough</mark> to stay ahead of everyone "
        "else 😀. </u>When",
        '\n>\n> <u><mark class="green">قال التاجر إن الأسعار ارتفعت</mark></u>. \\[…\\]',
        "**1. They teach the other road** (undercut: the step does not follow)\n\n"
        "The chips were **lawful to sell** then. See [the rule](https://example.org/rule).\n\n"
        "1.  first\n2.  second\n\n> a quotation 😀\n\n"
        "**2. Lists grew, gap shrank** (rebut: the claim is false)\n\n"
        "##### 1a. Two years closed the size gap[^3]\n",
        "**Note by Chloé, 2026-11-20:** Check the &lt;year&gt; &amp; the 自力更生 phrase 😀\n",
        "**So the model does not show it.** (in Compute is the lever)\n",
    ):
        assert expected in text
    seen = python_markdown(text)
    assert len(seen.footnotes) == 4
    assert seen.elements.count("h5") == 4


@pytest.mark.parametrize("read", [python_markdown, commonmark])
def test_hostile_words_show_as_words(read) -> None:
    seen = read(write(hostile()))
    assert not {"script", "img", "iframe", "style"} & set(seen.elements)
    links = [value for name, value in seen.attributes if name == "href"]
    assert all(re.match("https?://|#fn", link) for link in links)
    assert "https://example.org/rule" in links
    assert {name for name, _ in seen.attributes} <= {"href", "class", "id", "title", "start"}
    assert seen.headings[0] == HOSTILE
    assert "alert(2)" not in seen.text


@settings(max_examples=120, deadline=None)
@given(st.lists(WORDS, max_size=6).map("\n".join) | st.lists(WORDS, max_size=6).map("\n\n".join))
@example(REASONING)
@example("one\n===\n\ntwo  \n---")
@example("> - a\n>\n>     b\n\n- c\n\n      d\n")
@example("    indented\n\n        <script>")
@example("Look![a](https://e.org/?x=1&lt;2_b_c) **b***c*")
def test_reasoning_is_shown_as_the_page_shows_it(reasoning: str) -> None:
    text = written(reasoning)
    expected = _shown("".join(span.text for block in prose(reasoning) for span in block.spans))
    for read in (python_markdown, commonmark):
        seen = read(text)
        assert _shown(seen.text).replace("|", "") == expected.replace("|", "")
        assert not {"script", "img", "iframe", "style", "h1", "h2", "div"} & set(seen.elements)
        links = sorted(value for name, value in seen.attributes if name == "href")
        assert all(re.match("(?i)https?://", link) for link in links)
        assert not {name for name, _ in seen.attributes} - {"href", "start", "class"}


def test_reasoning_keeps_its_lists_quotations_and_styles() -> None:
    typed = (
        "# Why\n\nTwo *em*, **strong** and `x < y`\n\n- one\n    - inner 😀\n- two\n\n> said\n>\n> - here\n\n"
        "| a | b |\n|---|---|\n| 1 | e\u0301 |\n\n***\n\nمرحبا 中文"
    )
    text = written(typed)
    assert text == (
        "**Why**\n\nTwo *em*, **strong** and <code>x &lt; y</code>\n\n-   one\n    -   inner 😀\n-   two\n\n"
        "> said\n>\n> -   here\n\n"
        "**a** | **b**\n\n1 | e\u0301\n\n* * *\n\nمرحبا 中文"
    )
    for page in (markdown.markdown(text), MarkdownIt("commonmark").render(text)):
        assert page.count("<li>") == 4
        assert page.count("<ul>") == 3
        assert page.count("<blockquote>") == 1
        assert "<em>em</em>" in page


def test_writing_reasoning_twice_changes_nothing_more() -> None:
    once = written(REASONING)
    assert render(written(once)) == render(once)


def test_an_empty_brief_is_its_title() -> None:
    assert write(brief()) == "# Brief\n\n2026-11-23\n"
    assert write(brief(AnalyticPart("a", "analytic", "", "Words", "", "", "", 0.0))).endswith(
        "\n\n**Words**\n"
    )
