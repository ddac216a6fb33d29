"""A brief as one page: nothing runs, nothing is fetched, every word shows, every link leads somewhere."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import example, given, settings

from counterpoint.core.brief_document import (
    OMISSION,
    AnalyticPart,
    BriefDocument,
    CardPart,
    HeadingPart,
    Part,
    Run,
)
from counterpoint.exporters.brief_html import write
from counterpoint.exporters.brief_markup import language, runs_leftwards
from counterpoint.exporters.brief_stylesheet import STYLESHEET
from tests.brief_words import cards
from tests.briefs import HOSTILE, card, hostile, many, sample

VOID = ("meta", "br", "hr")
STYLES = ("mark", "u", "strong", "small")


class Page(HTMLParser):
    """A page read strictly: what is opened is closed, in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self.styled: list[tuple[str, frozenset[str]]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        assert len(values) == len(attrs)
        self.elements.append((tag, values))
        if tag not in VOID:
            self._open.append(tag)
            self.texts.setdefault(self._path(), []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for end in range(1, len(self._open) + 1):
            self.texts[self._path(end)][-1] += data
        if "article" in self._open and "blockquote" in self._open and "p" in self._open:
            self.styled.append((data, frozenset(self._open) & set(STYLES)))

    def _path(self, end: int | None = None) -> str:
        return " ".join(self._open[:end])

    def of(self, tag: str) -> list[dict[str, str]]:
        return [values for each, values in self.elements if each == tag]

    def text_of(self, ending: str) -> list[str]:
        return [text for path, found in self.texts.items() if path.endswith(ending) for text in found]


def brief(*parts: Part) -> BriefDocument:
    return BriefDocument("Brief", "", "", "", "", 0, 0.0, "2026-11-23", parts)


def body(part: CardPart) -> list[str]:
    return ["".join(OMISSION if run.omitted else run.text for run in runs) for runs in part.paragraphs]


@pytest.mark.parametrize(
    "document", [sample(), hostile(), many(30), brief()], ids=["sample", "hostile", "many", "empty"]
)
def test_nothing_runs_and_nothing_is_fetched(document: BriefDocument) -> None:
    page = Page(write(document))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "iframe", "object", "embed", "link", "base", "form", "svg", "video"}
    for _, values in page.elements:
        assert not [name for name in values if name.startswith("on") or name in ("style", "src", "srcset")]
    for link in (link for link in page.of("a") if link):
        assert re.match("#|https?://", link["href"])
        assert link["href"].startswith("#") or link["rel"] == "noreferrer"
    policy = [meta for meta in page.of("meta") if "http-equiv" in meta]
    assert policy == [
        {
            "http-equiv": "Content-Security-Policy",
            "content": "default-src 'none'; style-src 'unsafe-inline'",
        }
    ]
    assert not re.search(r"@import|url\(|@font-face|</", STYLESHEET)


@pytest.mark.parametrize("document", [sample(), hostile(), many(30)], ids=["sample", "hostile", "many"])
def test_every_part_has_its_anchor_and_every_anchor_its_part(document: BriefDocument) -> None:
    page = Page(write(document))
    ids = [values["id"] for _, values in page.elements if "id" in values]
    assert len(ids) == len(set(ids))
    assert [each for each in ids if each != "brief"] == ["e-" + part.entry_id for part in document.parts]
    inner = [link["href"] for link in page.of("a") if link.get("href", "").startswith("#")]
    assert {link.removeprefix("#") for link in inner} == set(ids)
    assert len(inner) == 1 + 2 * len(document.parts)


def test_hostile_words_show_as_words() -> None:
    page = Page(write(hostile()))
    assert page.text_of(" title") == [HOSTILE]
    assert page.text_of(" h1") == [HOSTILE]
    assert page.text_of("article blockquote p") == [HOSTILE]
    assert page.text_of("cite") == [HOSTILE]
    assert page.text_of("article p")[:1] == [HOSTILE * 2]
    assert {"name": "author", "content": HOSTILE} in page.of("meta")
    assert "alert(2)" not in "".join(page.text_of(" main"))


@settings(max_examples=100, deadline=None)
@given(cards())
@example(replace(card(), paragraphs=((Run("  two \t blanks", 0),),)))
def test_a_body_is_shown_as_it_stands(part: CardPart) -> None:
    page = Page(write(brief(part)))
    assert page.text_of("article blockquote p") == body(part)
    shown = [(letter, styles) for text, styles in page.styled for letter in text]
    expected = []
    for run in (run for runs in part.paragraphs for run in runs):
        styles = {"u"} if run.underlined or run.emphasised else set()
        styles |= {name for name, on in (("strong", run.emphasised), ("mark", run.highlight)) if on}
        styles |= {"small"} if run.small else set()
        expected += [(letter, frozenset(styles)) for letter in (OMISSION if run.omitted else run.text)]
    assert shown == expected


def test_blanks_that_a_browser_would_join_are_kept() -> None:
    spaced = replace(card(), paragraphs=((Run("two  blanks", 0),), (Run("one blank", 0),)))
    page = write(brief(spaced))
    assert '<p class="spaced" dir="auto">two  blanks</p>' in page
    assert '<p dir="auto">one blank</p>' in page


def test_headings_step_down_by_one_whatever_is_missing() -> None:
    for document in (sample(), hostile(), brief(card())):
        ranks = [int(tag[1]) for tag, _ in Page(write(document)).elements if re.fullmatch("h[1-6]", tag)]
        assert ranks[0] == 1
        assert ranks.count(1) == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(ranks))


def test_headings_in_reasoning_are_none_of_the_brief() -> None:
    part = AnalyticPart("a", "answer", "1", "Words", "rebut", "# Big\n\n#### small\n\nمرحبا", "", 0.0)
    page = write(brief(part))
    assert '<p dir="auto"><strong>Big</strong></p>' in page
    assert '<p dir="auto">مرحبا</p>' in page
    assert [tag for tag, _ in Page(page).elements if re.fullmatch("h[1-6]", tag)] == ["h1", "h2"]


def test_the_sample_says_how_long_who_noted_and_what_was_left_out() -> None:
    page = write(sample())
    for expected in (
        '<span class="good">1:15 aloud of 5:00</span>',
        '<time datetime="PT40S" title="Read aloud">0:40</time>',
        '<abbr title="4 words left out">[…]</abbr>',
        '<u><mark class="yellow">Spending more than everyone else is no longer enough</mark> to stay',
        '<span class="how" title="the step does not follow">undercut</span>',
        "in <cite>Compute is the lever</cite>",
        "<b>Chloé</b> on <q>to stay ahead of everyone else 😀. When",
        "Check the &lt;year&gt; &amp; the 自力更生 phrase 😀",
        '<a rel="noreferrer" href="https://example.org/fences">https://example.org/fences</a>, accessed',
        '<a rel="noreferrer" href="https://example.org/rule">the rule</a>',
        '<p dir="auto">a quotation 😀</p>',
        'dir="auto" lang="ar"><span class="words">حجج التاجر عن الأسعار اليوم</span>',
        ".s8 { font-size: calc(8em / 11); }",
    ):
        assert expected in page


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (0, '<span class="free">1:15 aloud</span>'),
        (90, '<span class="close">1:15 aloud of 1:30</span>'),
        (60, '<span class="over">1:15 aloud of 1:00, 0:15 over</span>'),
    ],
)
def test_time_is_told_against_the_speech(limit: int, expected: str) -> None:
    assert expected in write(replace(sample(), limit=limit))


def test_a_heading_without_words_can_still_be_followed() -> None:
    page = Page(write(brief(HeadingPart("h", 3, " ", 0.0))))
    assert page.text_of("nav details ol li a") == ["Untitled"]


def test_the_same_brief_gives_the_same_page() -> None:
    assert write(sample()) == write(sample())


@pytest.mark.parametrize(
    ("text", "tag", "leftwards"),
    [
        ("Plain words", "", False),
        ("cafe\u0301 😀", "", False),
        ("قال التاجر: the price", "ar", True),
        ("自力更生", "zh", False),
        ("自力で更生する", "ja", False),
        ("1. עברית", "he", True),
        ("The phrase 自力更生 is old", "", False),
    ],
)
def test_the_script_of_a_paragraph_is_told(text: str, tag: str, leftwards: bool) -> None:
    assert language(text) == tag
    assert runs_leftwards(text) is leftwards


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_all_words_are_readable_in_light_dark_and_on_paper() -> None:
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6})", part)) for part in _schemes())
    paper = light | dict(re.findall(r"--([\w-]+): (#\w{6})", STYLESHEET.split("@media print")[1]))
    for scheme in (light, dark, paper):
        pairs = [
            (over, under)
            for over in ("ink", "soft", "link", "analytic", "over", "close", "good")
            for under in ("paper", "desk", "select")
        ]
        pairs += [("on-mark", colour) for colour in ("yellow", "cyan", "green")]
        for over, under in pairs:
            bright, dim = sorted((_luminance(scheme[over]), _luminance(scheme[under])), reverse=True)
            assert (bright + 0.05) / (dim + 0.05) >= 4.5, (over, under, scheme[over], scheme[under])


def _schemes() -> tuple[str, str]:
    light, _, rest = STYLESHEET.partition("@media screen and (prefers-color-scheme: dark)")
    return light, rest.partition("* {")[0]


def test_dark_is_never_printed() -> None:
    assert STYLESHEET.count("prefers-color-scheme") == 1
    assert "@media screen and (prefers-color-scheme: dark)" in STYLESHEET
