"""What is copied: rich text that keeps its look wherever it is pasted, and plain text."""

import re
from html.parser import HTMLParser

from counterpoint.core.brief_document import AnalyticPart, CardPart, Run
from counterpoint.exporters.brief_clipboard import card_plain, parts_html, parts_plain
from tests.briefs import HOSTILE, card, hostile, sample


class Pasted(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_card_is_a_tag_a_cite_and_a_body() -> None:
    rich = parts_html([card("1a")])
    assert rich.startswith('<meta charset="utf-8"><h4 style="margin-top:2pt;')
    assert ">1a. Spending more no longer buys the lead</h4><p " in rich
    assert 'font-size:11pt">Zoë <b><span style="font-size:13pt">Okafor</span></b>, trade economist' in rich
    assert (
        '<u><span style="background:#ffff00;mso-highlight:yellow">Spending more than everyone else is no '
        "longer enough</span> to stay ahead of everyone else 😀. </u>"
        '<span style="font-size:8pt">When a small laboratory'
    ) in rich
    assert (
        '<span style="background:#00ffff;mso-highlight:aqua"><b>listed firms lost a trillion</b></span></u>'
        in rich
    )
    assert '<p dir="rtl" style=' in rich
    assert "Chloé" not in rich


def test_plain_text_is_unmarked() -> None:
    tag, cite, *body = card_plain(card()).split("\n")
    assert tag == "Spending more no longer buys the lead"
    assert cite.startswith("Zoë Okafor, trade economist, 3-4-2025, “Fences & races,”")
    assert body[0].startswith(
        "Spending more than everyone else is no longer enough to stay ahead of everyone else 😀."
    )
    assert body[1].startswith("قال التاجر إن الأسعار ارتفعت. […]自力更生 is an old phrase.")
    assert len(body) == 2


def test_a_block_is_its_heading_its_answers_and_its_cards() -> None:
    parts = sample().parts[6:11]
    plain = parts_plain(parts)
    assert plain.startswith(
        "AT: Controls buy time\n\n"
        "1. They teach the other road\nThe chips were lawful to sell then. See the rule.\n"
        "1. first\n2. second\na quotation 😀\n\n"
        "2. Lists grew, gap shrank\n\n1a. Two years closed the size gap\nZoë Okafor"
    )
    rich = parts_html(parts)
    assert [tag for tag, _ in Pasted(rich).elements if re.fullmatch("h[1-6]", tag)] == ["h3", "h4", "h4"]
    assert '<a href="https://example.org/rule">the rule</a>' in rich


def test_hostile_words_are_words() -> None:
    pasted = Pasted(parts_html(hostile().parts))
    assert {tag for tag, _ in pasted.elements} <= {
        *("meta", "h1", "h3", "h4", "p", "b", "i", "u", "span", "code", "a"),
    }
    for _, values in pasted.elements:
        assert set(values) <= {"charset", "style", "dir", "href"}
        assert re.match("https://", values.get("href") or "https://")
        assert "script" not in (values.get("style") or "")
    assert pasted.text.count(HOSTILE) == 8
    assert "alert(2)" not in pasted.text


def test_blanks_are_kept_where_they_are_pasted() -> None:
    part = CardPart("e", "c", "", "Tag", (), ((Run("a  b\tc", 0),),), (), 1, 0.0)
    assert ">a \u00a0b \u00a0 \u00a0c</p>" in parts_html([part])
    assert card_plain(part) == "Tag\na  b\tc"


def test_reasoning_brings_no_headings_of_its_own() -> None:
    answer = AnalyticPart("a", "answer", "1", "Words", "", "# Big\n\n- one\n\n---\n\nline  \nbreak", "", 0.0)
    rich = parts_html((answer,))
    assert "<h" not in rich
    assert "<b>Big</b></p>" in rich
    assert ">• one</p>" in rich
    assert "line<br>break" in rich
    assert parts_plain((answer,)) == "1. Words\nBig\n• one\n* * *\nline\nbreak"
