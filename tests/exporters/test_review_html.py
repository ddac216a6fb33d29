"""A review as one page: nothing runs, nothing is fetched, every word shows, every link leads somewhere."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings

from counterpoint.core.marks import Heading
from counterpoint.core.review_document import LaneMark, ReviewDocument
from counterpoint.core.text import cleaned, paragraphs
from counterpoint.exporters.review_html import write
from counterpoint.exporters.review_stylesheet import STYLESHEET
from tests.briefs import HOSTILE
from tests.exporters.reviews import ARABIC, CHINESE, empty, hostile, many, renamed, reviews, sample

VOID = ("meta", "br", "hr")
ALL = pytest.mark.parametrize(
    "document", [sample(), hostile(), many(30, 5), empty()], ids=["sample", "hostile", "many", "empty"]
)


class Page(HTMLParser):
    """A page read strictly: what is opened is closed, in order. `paragraphs` are those of the essay."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.paragraphs: list[str] = []
        self.marked: list[tuple[str, frozenset[str]]] = []
        self.words = ""
        self._open: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        assert len(values) == len(attrs)
        self.elements.append((tag, values))
        if tag not in VOID:
            if self._open and self._open[-1][1] == "text":
                self.paragraphs.append("")
            self._open.append((tag, values.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if ("style", "") in self._open:
            return
        self.words += data
        looks = [look for _, look in self._open]
        if "text" in looks and looks[-1] != "text":
            self.paragraphs[-1] += data
            inner = frozenset(" ".join(looks[looks.index("text") + 1 :]).split())
            self.marked.append((data, inner - {"on"}))

    def of(self, tag: str) -> list[dict[str, str]]:
        return [values for each, values in self.elements if each == tag]


@ALL
def test_nothing_runs_and_nothing_is_fetched(document: ReviewDocument) -> None:
    page = Page(write(document))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "iframe", "object", "embed", "link", "base", "form", "svg", "video"}
    for _, values in page.elements:
        assert not [name for name in values if name.startswith("on") or name in ("style", "src", "srcset")]
    assert all(link["href"].startswith("#") for link in page.of("a"))
    policy = [meta["content"] for meta in page.of("meta") if "http-equiv" in meta]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert not re.search(r"@import|url\(|@font-face|</", STYLESHEET)


@ALL
def test_every_difference_has_its_place_and_every_link_leads_somewhere(document: ReviewDocument) -> None:
    page = Page(write(document))
    ids = [values["id"] for _, values in page.elements if "id" in values]
    assert len(ids) == len(set(ids))
    links = {link["href"].removeprefix("#") for link in page.of("a")}
    assert links <= set(ids)
    articles = [values["id"] for values in page.of("article")]
    assert len(articles) == len(document.differences)
    assert {f"t-{each}" for each in articles} <= links & set(ids)
    assert set(articles) <= links


def test_a_link_to_a_difference_holds_when_others_come() -> None:
    before = {values["id"] for values in Page(write(sample())).of("article")}
    fewer = replace(sample(), differences=sample().differences[3:])
    assert {values["id"] for values in Page(write(fewer)).of("article")} < before


@settings(max_examples=60, deadline=None)
@given(reviews())
def test_the_essay_is_shown_as_it_stands(document: ReviewDocument) -> None:
    page = Page(write(document))
    expected = [cleaned(document.text[start:end]) for start, end in paragraphs(document.text)]
    assert [each for each in page.paragraphs if each] == expected


@ALL
def test_the_essay_is_whole(document: ReviewDocument) -> None:
    page = Page(write(document))
    assert page.paragraphs == [document.text[start:end] for start, end in paragraphs(document.text)]


def test_words_are_marked_with_kinds_and_how_many_agree() -> None:
    marked = dict(Page(write(sample())).marked)
    assert marked[" harbour"] == {"claim", "rhetoric", "kind"}
    assert marked["Is"] == {"rhetoric", "bounds"}
    assert marked[", as they share the sea; whoever sails pays, whoever stays waits."] == set()
    assert [look for words, look in marked.items() if words == "自"] == [{"rhetoric", "alone"}]


def test_lanes_are_drawn_for_who_has_what() -> None:
    page = write(sample())
    signs = re.findall(r'<i class="sign (\w+) l(\d)" title="([^"]*)"></i>', page)
    assert len(signs) == 5 + 5 + 3 + 1
    assert ("claim", "0", "Ada Ångström: claim (thesis)") in signs
    assert ("rhetoric", "2", "Chloé 自力: rhetoric (metaphor)") in signs
    assert ("claim", "3", "Agreed: claim (thesis)") in signs
    states = dict(re.findall(r"\.(b\d+) \{ background: (.*); \}", page))
    first = page[page.index('title="Agreed: ') :]
    drawn = states[re.findall(r'<i class="(b\d+)">', first)[0]]
    assert drawn.count("var(--claim)") == 3
    assert drawn.count("var(--rhetoric)") == 1
    assert "has read 55 %" in page


def test_bars_stand_behind_words_and_never_within_them() -> None:
    page = write(sample())
    arabic = page[page.index("قال") : page.index("ذلك.")]
    assert re.fullmatch(r"\w+<i .*", arabic)
    assert all(after == " " for after in re.findall(r"</i>([^<])", arabic))
    assert len(re.findall('<i class="b', page[page.index("自力") - 60 : page.index("。可是")])) >= 1


@pytest.mark.parametrize("text", [ARABIC, CHINESE])
def test_the_way_a_paragraph_runs_is_told(text: str) -> None:
    tag = "ar" if text == ARABIC else "zh"
    assert f'<p dir="auto" lang="{tag}">' in write(sample())
    assert f'<blockquote dir="auto" lang="{tag}">' in write(sample())


def test_hostile_words_show_as_words() -> None:
    page = write(hostile())
    assert "<script" not in page
    assert Page(page).words.count(HOSTILE) > 20
    assert all("<" not in each for each in re.findall(r'title="([^"]*)"', page))


@pytest.mark.parametrize("document", [sample(), hostile(), replace(sample(), headings=(Heading(0, 9, 6),))])
def test_headings_step_down_by_one_whatever_is_missing(document: ReviewDocument) -> None:
    ranks = [int(tag[1]) for tag, _ in Page(write(document)).elements if re.fullmatch("h[1-6]", tag)]
    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(ranks))


def test_the_sample_says_who_what_and_why() -> None:
    page = write(sample())
    for expected in (
        "tagged by <bdi>Ada Ångström</bdi>, <bdi>Ben</bdi>, <bdi>Chloé 自力</bdi>",
        "6 differences, 2 decided",
        '<span class="badge accept">accepted</span>',
        '<span class="badge reject">rejected</span>',
        '<span class="badge open">open</span>',
        "<p>Accepted by <b><bdi>Ben</bdi></b>",
        '<time datetime="2026-11-21T10:05:00Z">2026-11-21 10:05 UTC</time>: <bdi>took Ada Ångström’s</bdi>',
        "Agreed: claim (thesis) 29–106",
        '<p class="reason" dir="auto">A thesis, not an image 😀</p>',
        '<p class="reason" dir="auto" lang="ar">سلام</p>',
        "<bdi>claim, 2 words longer</bdi>",
        '<i class="shape rhetoric"></i> <bdi>rhetoric</bdi> <small dir="auto">metaphor</small>',
        "95 % intervals from 1,000 resamples of the paragraphs, seed 7.",
        '<li dir="auto">Overlapping claims of Ben were merged for uα.</li>',
        "<h3>Details</h3>",
        "How kinds meet: <bdi>Ada Ångström</bdi> in rows, <bdi>Ben</bdi> in columns",
        '<td class="h4">1.00<small>.90 to 1.00</small></td>',
        "<bdi>Ada Ångström</bdi> and <bdi>Chloé 自力</bdi>, rhetoric: undefined: neither tagged any rhetoric",
        "Of the passages two people tagged, the share with the same kind and the same bounds.",
        "How much better than chance two people label sentences.",
    ):
        assert expected in page
    assert page.index(">Same place, other kind<") < page.index(">Links differ<") < page.index(">All agree<")


def test_an_undefined_figure_says_why_and_two_people_need_no_pairs() -> None:
    two = sample()
    two = replace(two, lanes=two.lanes[:2], counts=(), confusions=(), details=(), differences=())
    first = two.measures[0].pair
    chosen = [each for each in two.measures if each.pair in (None, first)]
    chosen[1] = chosen[1]._replace(value=None, why="nobody <tagged>")
    two = replace(two, measures=tuple(chosen))
    page = write(two)
    assert "Pair by pair" not in page
    cohen = page[page.index("Cohen κ") :]
    assert cohen[: cohen.index("</tr>")].count("<td>") == 4
    assert '<td class="none">undefined: <span dir="auto">nobody &lt;tagged&gt;</span></td>' in page


def test_people_with_one_name_stay_apart() -> None:
    page = write(renamed(sample(), "Ada", "Ben", "Ada"))
    assert '<th scope="row"><bdi>Ada</bdi> and <bdi>Ada (2)</bdi></th>' in page
    assert '<th scope="row"><bdi>Ben</bdi> and <bdi>Ada (2)</bdi></th>' in page
    assert "<dt><bdi>Ada (2)</bdi></dt>" in page


def test_blank_text_loses_no_difference() -> None:
    whole = replace(sample(), text="\n \n" * 200)
    page = Page(write(whole))
    assert len([link for link in page.of("a") if link.get("class") == "ref"]) == len(whole.differences)


def test_a_passage_beyond_the_end_is_harmless() -> None:
    lane = sample().lanes[0]
    far = lane._replace(marks=(LaneMark(5, 9_999, "claim", "", "far"),))
    page = Page(write(replace(sample(), lanes=(far, *sample().lanes[1:]))))
    assert page.paragraphs == Page(write(sample())).paragraphs


def test_the_same_review_gives_the_same_page() -> None:
    assert write(sample()) == write(sample())


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _schemes() -> list[dict[str, str]]:
    screen, _, paper = STYLESHEET.partition("@media print")
    light, _, dark = screen.partition("@media screen and (prefers-color-scheme: dark)")
    found = [dict(re.findall(r"--([\w-]+): (#\w{6})", part)) for part in (light, dark, paper)]
    return [found[0], found[0] | found[1], found[0] | found[2]]


def test_all_words_are_readable_in_light_dark_and_on_paper() -> None:
    kinds = ("claim", "evidence", "rhetoric")
    for scheme in _schemes():
        grounds = [f"{kind}-{strength}" for kind in kinds for strength in ("all", "some")]
        pairs = [("ink", ground) for ground in (*grounds, "kinds-a", "kinds-b")]
        pairs += [("on-heat", f"heat-{step}") for step in range(5)]
        pairs += [
            (over, under)
            for over in ("ink", "soft", "link", "open", "good", "bad")
            for under in ("paper", "desk", "select")
        ]
        for over, under in pairs:
            assert _contrast(scheme[over], scheme[under]) >= 4.5, (over, under)
        for kind in kinds:
            assert _contrast(scheme[kind], scheme["paper"]) >= 3
            assert _contrast(scheme[kind], scheme["on-kind"]) >= 3


def test_dark_is_never_printed() -> None:
    assert STYLESHEET.count("prefers-color-scheme") == 1
    assert "@media screen and (prefers-color-scheme: dark)" in STYLESHEET
