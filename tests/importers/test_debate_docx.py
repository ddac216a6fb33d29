"""Debate files in Word: ours, Verbatim's of several years, and those with no styles at all."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.core.brief_document import (
    OMISSION,
    AnalyticPart,
    BriefDocument,
    CardPart,
    HeadingPart,
    Run,
    numbered,
)
from counterpoint.exporters.docx import write
from counterpoint.importers.docx import read
from counterpoint.importers.draft import Draft, DraftCard
from tests.brief_words import PARAGRAPHS, WORDS
from tests.briefs import CITE, card, many, sample
from tests.importers.word import core, p, r, style, word
from tests.importers.word_office import by_libreoffice

FILLER = "The people who price the future changed their minds in public and those who bought lost. " * 3
VERBATIM = (
    style("Normal")
    + "".join(style(f"Heading{level}", f"heading {level}", level=level - 1) for level in (1, 2, 3, 4))
    + style("Style13ptBold", "Style 13 pt Bold", kind="character", aliases="Cite", run="<w:b/>")
    + style(
        "StyleUnderline",
        "Style Underline",
        kind="character",
        aliases="Underline",
        run='<w:u w:val="single"/>',
    )
    + style("Emphasis", kind="character", run='<w:b/><w:u w:val="single"/>')
    + style("Analytic", level=3, based="Normal")
    + style("Undertag", based="Normal")
    + style("Hyperlink", kind="character", run='<w:u w:val="single"/>')
)


def named(id_: str) -> str:
    return f'<w:rStyle w:val="{id_}"/>'


def lit(colour: str) -> str:
    return f'<w:highlight w:val="{colour}"/>'


def cite_of(name: str = "Okafor 25", look: str = named("Style13ptBold")) -> str:
    return p(r(name, look), ", professor of trade, “Fences,” Policy Notes, https://e.org/a, accessed 3-4-26")


def body_of(words: str = "lost the most 😀", look: str = named("StyleUnderline")) -> str:
    return p(FILLER, r(words, look), " قال التاجر e\u0301 自力更生 and more.")


def debate(*body: str, styles: str = VERBATIM) -> Draft:
    return read(word("".join(body), styles=styles), "Aff.docx")


def told(draft: Draft) -> list[str]:
    """The outline, a card by its tag."""
    return [
        f"{each.kind}: {each.text if each.kind != 'card' else draft.cards[each.card].tag}"
        for each in draft.outline
    ]


def cite(one: DraftCard) -> str:
    return "".join(text for text, _ in one.cite)


def strong(one: DraftCard) -> list[str]:
    return [text for text, weight in one.cite if weight]


def cuts(draft: Draft, one: DraftCard) -> list[tuple[str, str]]:
    return [(draft.text[start:end], style) for start, end, style in one.cuts]


# Our own files


class Letter(NamedTuple):
    """A character of a body with what was done to it."""

    letter: str
    underlined: bool
    emphasised: bool
    highlight: str | None


def letters_written(part: CardPart) -> list[list[Letter]]:
    return [
        [
            Letter(letter, run.underlined and not run.omitted, run.emphasised and not run.omitted, light)
            for run in runs
            for light in [None if run.omitted else run.highlight]
            for letter in (OMISSION if run.omitted else run.text)
        ]
        for runs in part.paragraphs
    ]


def letters_read(draft: Draft, one: DraftCard) -> list[list[Letter]]:
    styles: list[set[str]] = [set() for _ in draft.text]
    for start, end, style_ in one.cuts:
        for at in range(start, end):
            styles[at].add(style_)
    found = [
        Letter(
            draft.text[at],
            bool(styles[at] & {"underline", "emphasis"}),
            "emphasis" in styles[at],
            next(iter(styles[at] - {"underline", "emphasis"}), None),
        )
        for at in range(one.start, one.end)
    ]
    return [list(line) for ends, line in groupby(found, lambda each: each.letter == "\n") if not ends]


def came_back(document: BriefDocument) -> None:
    """Headings, tags, cites and bodies are those that were written, in their order. The last line of a text
    cannot keep space at its end."""
    draft = read(write(document), "brief.docx")
    headings = {1: "pocket", 2: "hat", 3: "block"}
    wanted = [
        f"{headings[part.level]}: {part.text}" if isinstance(part, HeadingPart) else f"card: {numbered(part)}"
        for part in document.parts
        if not isinstance(part, AnalyticPart)
    ]
    assert [each for each in told(draft) if not each.startswith("analytic")] == wanted
    cards = [part for part in document.parts if isinstance(part, CardPart)]
    for part, one in zip(cards, draft.cards, strict=True):
        assert list(one.cite) == [tuple(each) for each in part.cite]
        body = letters_written(part)
        while part is document.parts[-1] and body[-1][-1].letter.isspace():
            body[-1].pop()
        assert letters_read(draft, one) == body
    analytics = [numbered(part) for part in document.parts if isinstance(part, AnalyticPart)]
    found = [each.text for each in draft.outline if each.kind == "analytic"]
    assert [each for each in found if each in analytics] == analytics


@pytest.mark.parametrize("document", [sample(), many(25)], ids=["sample", "many"])
def test_a_brief_of_ours_comes_back(document: BriefDocument) -> None:
    came_back(document)


@settings(max_examples=40)
@given(
    st.lists(
        st.builds(
            lambda tag, paragraphs: replace(
                card(), tag=tag.strip(), paragraphs=tuple(filter(_worded, paragraphs))
            ),
            WORDS.filter(lambda words: words.strip() != "" and "\t" not in words),
            PARAGRAPHS.filter(lambda paragraphs: any(map(_worded, paragraphs))),
        ),
        max_size=3,
    )
)
def test_any_brief_of_ours_comes_back(cards: list[CardPart]) -> None:
    """With one card that is surely one, as no file of nothing but one word would be taken for a brief."""
    heading = HeadingPart("b", 3, "AT: Fences 😀", 0.0)
    came_back(replace(sample(), parts=(heading, card(), *cards)))


def _worded(runs: tuple[Run, ...]) -> bool:
    return "".join(run.text or OMISSION for run in runs).strip() != ""


def test_sizes_colours_and_cite_of_our_own() -> None:
    draft = read(write(replace(sample(), parts=(HeadingPart("b", 3, "Block", 0), card()))), "brief.docx")
    (one,) = draft.cards
    assert one.shrink == 8
    assert one.cite == tuple((part.text, part.strong) for part in CITE)
    assert {style_ for *_, style_ in one.cuts} == {"underline", "emphasis", "yellow", "cyan", "green"}
    assert draft.citation.title == sample().title
    assert [draft.text[start:end] for start, end, _ in draft.headings] == ["Block", card().tag]


# Verbatim's


def test_a_file_in_verbatims_styles_is_cards_under_their_headings() -> None:
    draft = debate(
        p("Title page"),
        p("Aff", style="Heading1"), p("Case", style="Heading2"), p("Adv 1", style="Heading3"),
        p("They have no answer", style="Analytic"),
        p("Fences fail 😀 now", style="Heading4"), cite_of(), body_of(),
        body_of("二 lines", named("Emphasis") + lit("cyan")),
        p("AT: No", style="Heading3"), p("Not true at all", style="Heading4"),
        p("Prices fell", style="Heading4"), cite_of("Dubois"),
        body_of("fell", named("StyleUnderline") + lit("magenta")),
    )  # fmt: skip
    assert told(draft) == [
        "pocket: Aff", "hat: Case", "block: Adv 1",
        "analytic: They have no answer", "card: Fences fail 😀 now",
        "block: AT: No", "analytic: Not true at all", "card: Prices fell",
    ]  # fmt: skip
    first, second = draft.cards
    assert strong(first) == ["Okafor 25"]
    assert cite(first).endswith("accessed 3-4-26")
    assert draft.text[first.start : first.end].count("\n") == 1
    assert cuts(draft, first) == [
        ("lost the most 😀", "underline"), ("二 lines", "cyan"), ("二 lines", "emphasis"),
    ]  # fmt: skip
    assert cuts(draft, second) == [("fell", "underline"), ("fell", "yellow")]
    assert draft.text.startswith("Title page\nAff\nCase\nAdv 1\n")
    assert [draft.text[start:end] for start, end, _ in draft.headings][:4] == [
        "Aff", "Case", "Adv 1", "They have no answer",
    ]  # fmt: skip
    assert (draft.citation.title, draft.citation.author) == ("Aff", "")


LEGACY = (
    style("Heading4", "heading 4", level=3)
    + style("StyleStyleBold12pt", "Style Style Bold + 12 pt", kind="character", run="<w:b/>")
    + style("StyleBoldUnderline", "Style Bold Underline", kind="character", run='<w:b/><w:u w:val="single"/>')
    + style("Emphasis", kind="character", run="<w:b/><w:bdr/>")
)
ABROAD = (
    style("Titre4", "heading 4", level=3)
    + style("X1", "Author-Date", kind="character", run="<w:b/>")
    + style("X2", "Mine", kind="character", aliases="Underline,Cite", run='<w:u w:val="single"/>')
    + style("X3", based="Emph", kind="character")
    + style("Emph", "Emphasis", kind="character")
)
OLDER = (
    style("TagText") + style("Cites") + style("X1", "Debate Highlighted", kind="character")
    + style("Box", kind="character")
)  # fmt: skip


@pytest.mark.parametrize(
    ("styles", "tag", "cited", "underline", "emphasis"),
    [
        (LEGACY, "Heading4", "StyleStyleBold12pt", "StyleBoldUnderline", "Emphasis"),
        (ABROAD, "Titre4", "X1", "X2", "X3"),
        (OLDER, "TagText", "Author-Date", "X1", "Box"),
        ("", "Heading4", "Style13ptBold", "StyleUnderline", "Emphasis"),
    ],
    ids=["legacy", "abroad", "older", "no styles part"],
)
def test_styles_of_other_years_and_countries_are_known(
    styles: str, tag: str, cited: str, underline: str, emphasis: str
) -> None:
    body = p("a ", r("lined", named(underline)), " b ", r("more", named(emphasis)), " ", FILLER)
    draft = debate(p("The tag", style=tag), cite_of("Okafor", named(cited)), body, styles=styles)
    assert told(draft) == ["card: The tag"]
    (one,) = draft.cards
    assert strong(one) == ["Okafor"]
    assert cuts(draft, one) == [("lined", "underline"), ("more", "emphasis")]


# No styles


def test_a_file_without_styles_is_told_by_how_its_words_look() -> None:
    shade = '<w:shd w:val="clear" w:fill="{}"/>'
    lined = '<w:u w:val="single"/>'
    draft = debate(
        p("Contention one", more='<w:outlineLvl w:val="2"/>'),
        p(r("Fences fail now 😀", "<w:b/>")),
        p(r("Okafor 25", "<w:b/>"), " – professor, https://e.org"),
        p(
            FILLER, r("read this", lined + shade.format("00FFFF")),
            r(" and this", lined + "<w:b/>" + shade.format("ffe599")),
        ),
        p(r("The second card", "<w:b/>")),
        p("Zoë ", r("Dubois, 2024", "<w:b/>"), ", trader"),
        p(r("all of it is read", lined + shade.format("b6d7a8")), shade and " ", FILLER),
        styles="",
    )  # fmt: skip
    assert told(draft) == ["block: Contention one", "card: Fences fail now 😀", "card: The second card"]
    assert [strong(each) for each in draft.cards] == [["Okafor 25"], ["Dubois, 2024"]]
    assert cuts(draft, draft.cards[0]) == [
        ("read this", "cyan"), ("read this", "underline"), (" and this", "emphasis"), (" and this", "yellow"),
    ]  # fmt: skip
    assert cuts(draft, draft.cards[1])[0] == ("all of it is read", "green")


HEAD = p(r("Costs", "<w:b/>"))
ESSAYS = {
    "underlined words": HEAD + p(FILLER, r("really", '<w:u w:val="single"/>')),
    "a dated lead-in": HEAD + p(r("In 2019:", "<w:b/>"), " prices rose") + p(FILLER, r("x", lit("yellow"))),
    "headings of four levels": "".join(p("Part", style=f"Heading{at}") + p(FILLER) for at in (1, 2, 3, 4)),
    "links and emphasis": p("Why", style="Heading4") + p(r("2019", named("Hyperlink")), " was the year")
    + p(FILLER, r("so", named("Emphasis"))),
    "a quotation": p("By Ada Okoro") + p(FILLER, r("marked", lit("green")), FILLER),
}  # fmt: skip


@pytest.mark.parametrize("body", ESSAYS.values(), ids=ESSAYS)
def test_an_essay_is_no_debate_file(body: str) -> None:
    draft = read(word(body, styles=VERBATIM, core=core("An essay", "Ada Okoro")), "essay.docx")
    assert (draft.cards, draft.outline) == ((), ())
    assert draft.citation.author == "Ada Okoro"


# What is not clear


def one_card(*body: str) -> tuple[Draft, DraftCard]:
    """The last card of a file that begins with a plain one."""
    plain = (p("Plain", style="Heading3"), p("The first one", style="Heading4"), cite_of(), body_of())
    draft = debate(*plain, *body)
    assert all(each in draft.text for each in ("lost the most 😀", "自力更生"))
    return draft, draft.cards[-1]


def test_an_undertag_is_read_with_its_tag() -> None:
    draft, one = one_card(
        p("Fences fail", style="Heading4"), p("It’s true", style="Undertag"), cite_of("Li"), body_of()
    )
    assert (one.tag, strong(one)) == ("Fences fail — It’s true", ["Li"])
    assert draft.text[one.start :].startswith("The people")


def test_a_tag_with_a_cut_body_and_no_cite_is_a_card_without_one() -> None:
    _, one = one_card(p("Fences fail", style="Heading4"), body_of("read"))
    assert (one.tag, one.cite) == ("Fences fail", ())


def test_a_cite_that_only_has_a_date_is_one_before_what_is_cut() -> None:
    _, one = one_card(p("Fences fail", style="Heading4"), p("Okafor, professor, 2025"), body_of("read"))
    assert one.cite == (("Okafor, professor, 2025", False),)


def test_a_tag_with_plain_words_is_analytics() -> None:
    draft, _ = one_card(p("Not so", style="Heading4"), p("Because of the costs."))
    assert told(draft)[-2:] == ["analytic: Not so", "analytic: Because of the costs."]


def test_a_cite_without_a_tag_begins_a_card() -> None:
    _, under_heading = one_card(p("More", style="Heading3"), cite_of("Li"), body_of("read"))
    assert (under_heading.tag, strong(under_heading)) == ("", ["Li"])
    draft, after_body = one_card(cite_of("Ng"), body_of("again"))
    assert (after_body.tag, strong(after_body), len(draft.cards)) == ("", ["Ng"], 2)
    assert draft.cards[0].end < after_body.start


def test_a_cite_may_go_on_in_the_next_line() -> None:
    address = p("[Zoë Okafor, professor of trade, ", r("https://e.org/a", named("Hyperlink")), "]")
    _, one = one_card(
        p("Tag", style="Heading4"), p(r("Okafor 25", named("Style13ptBold"))), address, body_of("read")
    )
    assert cite(one) == "Okafor 25 [Zoë Okafor, professor of trade, https://e.org/a]"
    assert [cut.style for cut in one.cuts] == ["underline"]


def test_a_card_with_nothing_under_its_cite_is_kept_as_words() -> None:
    draft, _ = one_card(p("Only this", style="Heading4"), p(r("Okafor 25", named("Style13ptBold"))))
    assert told(draft)[-2:] == ["analytic: Only this", "analytic: Okafor 25"]


def test_a_tag_too_long_to_keep_is_shortened() -> None:
    _, one = one_card(p("word " * 400, style="Heading4"), cite_of("Li"), body_of())
    assert len(one.tag) <= 1_000


@pytest.mark.parametrize(("half_points", "points"), [(16, 8), (8, 4), (4, 4), (22, 0), (15, 7)])
def test_small_print_keeps_its_size(half_points: int, points: int) -> None:
    size = f'<w:sz w:val="{half_points}"/>'
    _, one = one_card(
        p("Tag", style="Heading4"), cite_of("Li"), p(r(FILLER, size), r("read", named("StyleUnderline")))
    )
    assert one.shrink == points


COLOURS = {
    "yellow": "yellow", "green": "green", "cyan": "cyan", "turquoise": "cyan", "darkGreen": "green",
    "red": "yellow", "lightGray": "yellow", "none": None, "white": None,
}  # fmt: skip


@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_is_one_of_three(colour: str) -> None:
    look = named("StyleUnderline") + lit(colour)
    _, one = one_card(p("Tag", style="Heading4"), cite_of("Li"), body_of("read", look))
    assert [cut.style for cut in one.cuts if cut.style != "underline"] == [
        each for each in [COLOURS[colour]] if each
    ]


def lines_of(draft: Draft) -> Iterator[str]:
    yield from draft.text.split("\n")


def test_subheads_of_a_source_part_no_card() -> None:
    subhead = p(r("By the numbers, 2024", "<w:b/>"), " and what they say")
    draft, one = one_card(
        p("Tag", style="Heading4"), cite_of("Li"), body_of("read"), subhead, body_of("again")
    )
    assert len(draft.cards) == 2
    assert draft.text[one.start : one.end].count("\n") == 2


def test_notes_are_no_cards_body() -> None:
    noted = p(FILLER, r("read", named("StyleUnderline")), "<w:r><w:footnoteReference w:id='2'/></w:r>")
    notes = f'<w:footnote w:id="2">{p("A note.")}</w:footnote>'
    data = word(p("Tag", style="Heading4") + cite_of() + noted, styles=VERBATIM, footnotes=notes)
    draft = read(data, "a.docx")
    assert draft.text.endswith("read[1]\n1. A note.")
    assert draft.text[draft.cards[0].start : draft.cards[0].end].endswith("read[1]")


def test_tags_are_headings_in_whatever_style() -> None:
    draft = debate(
        p("Tag 😀", style="TagText"), cite_of("Li", named("Author-Date")), body_of("read"), styles=OLDER
    )
    assert [(draft.text[start:end], level) for start, end, level in draft.headings] == [("Tag 😀", 4)]


def test_a_file_saved_again_by_libreoffice_is_the_same(tmp_path: Path) -> None:
    written = write(sample())
    before, after = (
        read(written, "a.docx"),
        read(by_libreoffice(tmp_path, {"a.docx": written})["a.docx"], "a.docx"),
    )
    assert (after.text, after.headings, after.outline) == (before.text, before.headings, before.outline)
    assert after.cards == before.cards


def test_cards_are_whole_lines_of_the_text() -> None:
    draft = read(write(sample()), "a.docx")
    for one in draft.cards:
        assert draft.text[one.start - 1] == "\n"
        assert one.end == len(draft.text) or draft.text[one.end] == "\n"
        assert all(one.start <= cut.start < cut.end <= one.end for cut in one.cuts)
        assert cite(one) in list(lines_of(draft))
