"""A brief as DOCX, rule by rule: the styles, the shape of a card, and what must never get in."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Inches
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from counterpoint.core.brief_document import (
    OMISSION,
    AnalyticPart,
    BriefDocument,
    CardPart,
    CitePart,
    Comment,
    HeadingPart,
    Run,
    cite_line,
    numbered,
)
from counterpoint.core.vocabulary import HIGHLIGHTS
from counterpoint.exporters.docx import write
from counterpoint.exporters.docx_xml import W, legal
from tests.briefs import CITE, HOSTILE, card, hostile, many, sample
from tests.exporters.docx_plainly import COLOURS, write_plainly

NS = {"w": W}


def opened(document: BriefDocument) -> Document:
    return docx.Document(BytesIO(write(document)))


def xml(document: BriefDocument, name: str = "word/document.xml") -> Any:
    """An element of the package; `Any`, for XPath answers anything."""
    return etree.fromstring(ZipFile(BytesIO(write(document))).read(name))


def val(element: Any, path: str) -> list[str]:
    return [str(value) for value in element.xpath(f"{path}/@w:val", namespaces=NS)]


def with_parts(*parts: HeadingPart | AnalyticPart | CardPart) -> BriefDocument:
    return replace(sample(), parts=parts)


# The styles


STYLES = {
    # id: type, name, alias, paragraph properties, run properties; `1` is a switch that is on
    "Normal": ("paragraph", "Normal", "Normal/Card", {}, {"sz": "22", "szCs": "22"}),
    "Heading1": (
        "paragraph",
        "heading 1",
        "Pocket",
        {"keepNext": "1", "keepLines": "1", "pageBreakBefore": "1", "jc": "center", "outlineLvl": "0"},
        {"b": "1", "bCs": "1", "sz": "52", "szCs": "52"},
    ),
    "Heading2": (
        "paragraph",
        "heading 2",
        "Hat",
        {"keepNext": "1", "keepLines": "1", "pageBreakBefore": "1", "jc": "center", "outlineLvl": "1"},
        {"b": "1", "bCs": "1", "sz": "44", "szCs": "44", "u": "double"},
    ),
    "Heading3": (
        "paragraph",
        "heading 3",
        "Block",
        {"keepNext": "1", "keepLines": "1", "pageBreakBefore": "1", "jc": "center", "outlineLvl": "2"},
        {"b": "1", "bCs": "1", "sz": "32", "szCs": "32", "u": "single"},
    ),
    "Heading4": (
        "paragraph",
        "heading 4",
        "Tag",
        {"keepNext": "1", "keepLines": "1", "jc": "left", "outlineLvl": "3"},
        {"b": "1", "bCs": "1", "sz": "26", "szCs": "26"},
    ),
    "Style13ptBold": (
        "character",
        "Style 13 pt Bold",
        "Cite",
        {},
        {"b": "1", "bCs": "1", "sz": "26", "szCs": "26", "u": "none"},
    ),
    "StyleUnderline": (
        "character",
        "Style Underline",
        "Underline",
        {},
        {"b": "0", "bCs": "0", "sz": "22", "szCs": "22", "u": "single"},
    ),
    "Emphasis": (
        "character",
        "Emphasis",
        "",
        {},
        {"b": "1", "bCs": "1", "i": "0", "iCs": "0", "sz": "22", "szCs": "22", "u": "single"},
    ),
    "Analytic": (
        "paragraph",
        "Analytic",
        "",
        {"outlineLvl": "3"},
        {"b": "1", "bCs": "1", "color": "1F3864", "sz": "26", "szCs": "26"},
    ),
}
SPACING = {
    "Normal": {"after": "160", "line": "259", "lineRule": "auto"},
    "Heading1": {"before": "240", "after": "0"},
    "Heading2": {"before": "40", "after": "0"},
    "Heading3": {"before": "40", "after": "0"},
    "Heading4": {"before": "40", "after": "0"},
}


def _values(style: Any, of: str) -> dict[str, str]:
    found = style.xpath(f"w:{of}/*[not(self::w:spacing or self::w:rFonts or self::w:pBdr)]", namespaces=NS)
    return {etree.QName(each).localname: each.get(f"{{{W}}}val", "1") for each in found}


@pytest.mark.parametrize("style_id", STYLES)
def test_a_style_is_as_debaters_tools_know_it(style_id: str) -> None:
    kind, name, alias, paragraph, run = STYLES[style_id]
    (style,) = xml(sample(), "word/styles.xml").xpath(f"w:style[@w:styleId='{style_id}']", namespaces=NS)
    assert style.get(f"{{{W}}}type") == kind
    assert val(style, "w:name") == [name]
    assert val(style, "w:aliases") == ([alias] if alias else [])
    assert _values(style, "pPr") == paragraph
    assert _values(style, "rPr") == run
    spacing = style.xpath("w:pPr/w:spacing", namespaces=NS)
    assert [{etree.QName(key).localname: value for key, value in each.items()} for each in spacing] == (
        [SPACING[style_id]] if style_id in SPACING else []
    )
    if style_id.startswith("Heading"):
        assert val(style, "w:basedOn") == ["Normal"]
        assert val(style, "w:next") == ["Normal"]
    if style_id == "Analytic":
        assert val(style, "w:basedOn") == ["Normal"]


def test_only_a_pocket_has_a_box() -> None:
    boxes = xml(sample(), "word/styles.xml").xpath("//w:pBdr", namespaces=NS)
    assert [box.xpath("ancestor::w:style/@w:styleId", namespaces=NS) for box in boxes] == [["Heading1"]]
    sides = {
        etree.QName(side).localname: {etree.QName(key).localname: value for key, value in side.items()}
        for side in boxes[0]
    }
    for name, space in (("top", "1"), ("left", "4"), ("bottom", "1"), ("right", "4")):
        assert sides.pop(name) == {"val": "single", "sz": "24", "space": space, "color": "auto"}
    assert not sides


def test_the_text_is_calibri_with_fonts_for_other_scripts() -> None:
    fonts = opened(sample()).styles["Normal"].element.xpath("w:rPr/w:rFonts")[0]
    assert fonts.get(f"{{{W}}}ascii") == fonts.get(f"{{{W}}}hAnsi") == "Calibri"
    assert fonts.get(f"{{{W}}}eastAsia")
    assert fonts.get(f"{{{W}}}cs")


@pytest.mark.parametrize("document", [sample(), hostile(), many(0)], ids=["sample", "hostile", "empty"])
def test_no_style_is_named_that_is_not_there(document: BriefDocument) -> None:
    there = xml(document, "word/styles.xml").xpath("w:style/@w:styleId", namespaces=NS)
    assert {*val(xml(document), "//w:pStyle"), *val(xml(document), "//w:rStyle")} <= set(there)


# The file


def test_the_paper_is_letter_with_margins_of_an_inch() -> None:
    (section,) = opened(sample()).sections
    assert (section.page_width, section.page_height) == (Inches(8.5), Inches(11))
    assert {section.left_margin, section.right_margin, section.top_margin, section.bottom_margin} == {
        Inches(1)
    }


def test_the_settings_are_web_view_and_the_newest_layout() -> None:
    found = xml(sample(), "word/settings.xml")
    assert val(found, "w:view") == ["web"]
    assert val(found, "w:compat/w:compatSetting[@w:name='compatibilityMode']") == ["15"]


def test_document_and_styles_are_the_first_files_whose_names_end_so() -> None:
    names = ZipFile(BytesIO(write(sample()))).namelist()
    assert next(name for name in names if name.endswith("document.xml")) == "word/document.xml"
    assert next(name for name in names if name.endswith("styles.xml")) == "word/styles.xml"
    assert names.index("word/document.xml") < names.index("word/styles.xml") < 4


@pytest.mark.parametrize("document", [sample(), hostile()], ids=["sample", "hostile"])
def test_the_xml_is_compact(document: BriefDocument) -> None:
    package = ZipFile(BytesIO(write(document)))
    for name in package.namelist():
        root = etree.fromstring(package.read(name))
        assert package.read(name).count(b"xmlns:w=") <= 1
        assert not [each.tag for each in root.iter() if each.tail], name
        assert not [each.tag for each in root.iter() if each.text and len(each)], name


def test_a_runs_style_comes_first_and_paragraphs_have_no_run_properties() -> None:
    for document in (sample(), hostile()):
        body = xml(document)
        assert not body.xpath("//w:pPr/w:rPr", namespaces=NS)
        assert body.xpath("//w:rStyle", namespaces=NS)
        assert not body.xpath("//w:rStyle[preceding-sibling::*]", namespaces=NS)


PARAGRAPH_ORDER = "pStyle pBdr tabs bidi spacing ind jc outlineLvl".split()
RUN_ORDER = "rStyle rFonts b bCs i iCs strike color sz szCs highlight u rtl".split()


def test_properties_come_in_the_order_of_the_schema() -> None:
    markdown = (
        "*a* ~~b~~ <u>c</u> <del>d</del> `e`\n\n> f\n\n1. مرحبا\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    rich = with_parts(AnalyticPart("a", "answer", "1", "مرحبا", "", markdown, "", 0), card())
    for document in (sample(), rich):
        for of, order in (("pPr", PARAGRAPH_ORDER), ("rPr", RUN_ORDER)):
            for properties in xml(document).xpath(f"//w:{of}", namespaces=NS):
                places = [order.index(etree.QName(each).localname) for each in properties]
                assert places == sorted(set(places))


def test_title_author_and_topic_are_properties_of_the_file() -> None:
    document = sample()
    found = opened(document).core_properties
    assert (found.title, found.author, found.subject) == (document.title, "Ada Ångström", document.topic)
    assert found.created is not None
    assert found.created.date().isoformat() == document.date
    assert opened(document).paragraphs[0].text == "Negative: controls fail"


@pytest.mark.parametrize("day", ["", "some day", "2026-02-30"])
def test_a_day_that_is_none_is_left_out(day: str) -> None:
    assert opened(replace(sample(), date=day)).core_properties.created is None


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert write(sample()) == write(sample())


def test_a_brief_with_nothing_in_it_is_a_whole_file() -> None:
    document = BriefDocument("", "", "", "", "", 0, 0.0, "", ())
    assert opened(document).paragraphs == []


def test_headings_have_their_levels() -> None:
    found = [(each.style.name, each.text) for each in opened(sample()).paragraphs if each.style]
    wanted = [
        (f"Heading {part.level}", part.text) for part in sample().parts if isinstance(part, HeadingPart)
    ]
    assert [each for each in found if each in wanted] == wanted


# A card


def test_a_card_is_tag_cite_and_body_and_nothing_else() -> None:
    one = card("1a")
    found = [
        (each.style.name if each.style else "", each.text) for each in opened(with_parts(one)).paragraphs
    ]
    text = ["".join(OMISSION if run.omitted else run.text for run in runs) for runs in one.paragraphs]
    assert found == [
        ("Heading 4", numbered(one)),
        ("Normal", cite_line(one.cite)),
        *(("Normal", each) for each in text),
    ]


def test_only_the_last_name_and_the_date_have_the_style_of_cites() -> None:
    cite = opened(with_parts(card())).paragraphs[1]
    strong = [run.text for run in cite.runs if run.style.name == "Style 13 pt Bold"]
    assert strong == ["Okafor", "2025"]


def test_tag_and_cite_are_one_line_each() -> None:
    broken = replace(
        card(), tag="one\ntwo\tthree", cite=(CitePart("a\r\nb "), CitePart("c\u2028d", strong=True))
    )
    tag, cite = opened(with_parts(broken)).paragraphs[:2]
    assert (tag.text, cite.text) == ("one two three", "a b c d")


def test_the_address_in_a_cite_is_plain_text() -> None:
    body = xml(with_parts(card()))
    assert not body.xpath("//w:hyperlink", namespaces=NS)
    assert "https://example.org/fences" in "".join(body.itertext())


def test_highlights_are_highlights_and_never_shading() -> None:
    body = xml(sample())
    assert set(val(body, "//w:highlight")) == set(HIGHLIGHTS)
    assert not body.xpath("//w:shd", namespaces=NS)


def test_only_what_is_not_underlined_is_shrunk() -> None:
    runs = tuple(
        Run(f"word {size} {underlined}", 0, underlined=underlined, small=size)
        for size in (8, 6, 4)
        for underlined in (False, True)
    )
    body = xml(with_parts(replace(card(), paragraphs=(runs,), comments=())))
    assert val(body, "//w:r[not(w:rPr/w:u)]//w:sz") == ["16", "12", "8"]
    assert not body.xpath("//w:r[w:rPr/w:u]//w:sz", namespaces=NS)


def test_emphasis_is_underlined_too() -> None:
    body = xml(sample())
    emphasised = body.xpath("//w:r[w:rPr/w:rStyle/@w:val='Emphasis']", namespaces=NS)
    assert emphasised
    assert all(val(run, "w:rPr/w:u") == ["single"] for run in emphasised)


def test_an_omission_is_shown_small_and_what_was_left_out_is_not_there() -> None:
    body = xml(sample())
    omissions = body.xpath(f"//w:r[w:t='{OMISSION}']", namespaces=NS)
    assert omissions
    assert all(val(run, "w:rPr/w:sz") == ["16"] for run in omissions)
    assert "Left out on purpose" not in "".join(body.itertext())


legal_text = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
stretches = st.builds(
    Run,
    text=legal_text,
    start=st.just(0),
    underlined=st.booleans(),
    emphasised=st.just(False),
    omitted=st.just(""),
    highlight=st.sampled_from((None, *HIGHLIGHTS)),
    small=st.sampled_from((0, 4, 8)),
)
bodies = st.lists(st.lists(stretches, max_size=6).map(tuple), min_size=1, max_size=3).map(tuple)


def _emphasised(paragraphs: tuple[tuple[Run, ...], ...]) -> tuple[tuple[Run, ...], ...]:
    """Every third underlined run emphasised."""
    return tuple(
        tuple(each._replace(emphasised=each.underlined and at % 3 == 0) for at, each in enumerate(runs))
        for runs in paragraphs
    )


@settings(max_examples=60, deadline=None)
@given(bodies.map(_emphasised))
@example(((Run("e\u0301 😀 مرحبا 中文", 0, underlined=True), Run("\u202eabc\u2069", 9, highlight="cyan")),))
@example(((Run("a\nb\tc\u00a0 ", 0),),))
def test_the_body_comes_back_with_every_mark(paragraphs: tuple[tuple[Run, ...], ...]) -> None:
    one = replace(card(), paragraphs=paragraphs, comments=())
    read = opened(with_parts(one)).paragraphs[2:]
    assert [each.text for each in read] == ["".join(legal(run.text) for run in runs) for runs in paragraphs]
    for written, found in zip(paragraphs, read, strict=True):
        wanted = [run for run in written if run.text]
        assert [run.text for run in found.runs] == [legal(run.text) for run in wanted]
        for run, each in zip(found.runs, wanted, strict=True):
            style = run.style.name
            assert bool(run.underline) == each.underlined == (style in ("Style Underline", "Emphasis"))
            assert (style == "Emphasis") == each.emphasised
            assert run.font.highlight_color == (COLOURS[each.highlight] if each.highlight else None)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
@example("\x00\x1b\ufffe", "\x0b", "\r\r\n")
@example("]]>", "<w:p/>", "&#0;")
def test_no_text_breaks_the_file(one: str, two: str, three: str) -> None:
    document = BriefDocument(
        one, two, three, one, two, 0, 0.0, three,
        (
            HeadingPart("h", 1, one, 0),
            AnalyticPart("a", "open", two, three, one, two, three, 0),
            CardPart(
                "c", "c", one, two, (CitePart(three), CitePart(one, strong=True)), ((Run(two, 0),),),
                (Comment(two, three, one, (-1, 5), (7, -3)),), 0, 0.0,
            ),
        ),
    )  # fmt: skip
    assert opened(document).paragraphs[0].text.replace("\ufffd", "") is not None


def test_what_somebody_tries_is_text() -> None:
    package = ZipFile(BytesIO(write(hostile())))
    text = "".join(etree.fromstring(package.read("word/document.xml")).itertext())
    assert text.count(HOSTILE) >= 5
    assert "alert(2)" not in text
    for name in package.namelist():
        assert b"TargetMode" not in package.read(name), "nothing outside the file"
    assert opened(hostile()).core_properties.title == HOSTILE


# Other scripts


def test_what_runs_from_the_right_is_set_from_the_right() -> None:
    arabic = "حجج التاجر"
    hebrew = Run("שלום", 0, underlined=True)
    one = replace(card("1a", arabic), paragraphs=((hebrew, Run(" . ", 4), Run("Latin", 7)),), comments=())
    body = xml(with_parts(HeadingPart("h", 3, arabic, 0), one))
    heading, tag, cite, text = body.xpath("//w:p", namespaces=NS)
    for paragraph, right in ((heading, True), (tag, True), (cite, False), (text, True)):
        assert bool(paragraph.xpath("w:pPr/w:bidi", namespaces=NS)) == right
    assert [bool(run.xpath("w:rPr/w:rtl", namespaces=NS)) for run in text.xpath("w:r", namespaces=NS)] == [
        True, True, False,
    ]  # fmt: skip


# Analytics


def test_an_analytic_is_a_heading_of_its_own_and_its_reasoning_is_not() -> None:
    body = xml(with_parts(AnalyticPart("a", "answer", "2", "They lag", "turn", "So *what*?\n\n- a", "", 0)))
    first, *others = body.xpath("//w:p", namespaces=NS)
    assert "".join(first.itertext()) == "2. They lag"
    assert val(first, "w:pPr/*") == ["Analytic"]
    assert ["".join(each.itertext()) for each in others] == ["So what?", "•a"]
    for each in others:
        assert val(each, "w:pPr/w:pStyle") == ["Analytic"]
        assert val(each, "w:pPr/w:outlineLvl") == ["9"], "not in the navigation pane"
        assert set(val(each, ".//w:b")) == {"0"}


def test_an_open_entry_says_where_it_stands() -> None:
    found = [each.text for each in opened(sample()).paragraphs][-2:]
    assert found == ["So the model does not show it.", "In “Compute is the lever”"]


def test_reasoning_keeps_its_looks_and_addresses_can_be_read_on_paper() -> None:
    markdown = "**b** *i* ~~x~~ `c` [it **is**](https://example.org/a) <https://example.org> \n\n# T"
    document = opened(with_parts(AnalyticPart("a", "answer", "", "T", "", markdown, "", 0)))
    text = document.paragraphs[1]
    assert "it is (https://example.org/a) https://example.org" in text.text
    assert text.text.count("https://example.org") == 2
    looks = {run.text: run for run in text.runs}
    assert looks["b"].bold
    assert looks["i"].italic
    assert looks["c"].font.name == "Consolas"
    assert not looks["it "].bold
    assert document.paragraphs[2].runs[0].bold


# Reviewers' notes


def _ranges(document: BriefDocument) -> dict[str, str]:
    """The text each comment covers, by its number."""
    covered: dict[str, str] = {}
    inside: set[str] = set()
    for each in xml(document).iter():
        number = each.get(f"{{{W}}}id")
        if each.tag == f"{{{W}}}commentRangeStart":
            inside.add(number)
            covered[number] = ""
        elif each.tag == f"{{{W}}}commentRangeEnd":
            inside.remove(number)
        elif each.tag == f"{{{W}}}commentReference":
            assert number not in inside
            assert number in covered
        elif each.tag == f"{{{W}}}t":
            for number in inside:
                covered[number] += each.text
    assert not inside
    return covered


def test_a_reviewers_note_is_a_comment_on_its_runs() -> None:
    (found,) = opened(with_parts(card())).comments
    (note,) = card().comments
    assert (found.author, found.initials, found.text) == (note.author, "C", note.text)
    assert found.timestamp is not None
    assert found.timestamp.isoformat() == "2026-11-20T09:30:00+00:00"
    runs = [run for row in card().paragraphs for run in row]
    assert list(_ranges(with_parts(card())).values()) == ["".join(run.text for run in runs[1:6])]


places = st.tuples(st.integers(0, 1), st.integers(0, 3))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(places, places), max_size=5))
def test_every_comment_has_one_range_and_one_reference(spans: list[tuple[Any, Any]]) -> None:
    notes = tuple(
        Comment("Ada B", f"note {at}", "2026-11-20T09:30:00+01:00", *sorted(span))
        for at, span in enumerate(spans)
    )
    document = with_parts(replace(card(), comments=notes), card())
    body = xml(document)
    wanted = [str(number) for number in range(len(notes) + 1)]
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(body.xpath(f"//w:{name}/@w:id", namespaces=NS), key=int) == wanted
    runs = card().paragraphs
    order = [(row, column) for row, each in enumerate(runs) for column in range(len(each))]
    covered = _ranges(document)
    for number, note in enumerate(notes):
        inside = [runs[row][at] for row, at in order if note.first <= (row, at) <= note.last]
        assert covered[str(number)] == "".join(OMISSION if run.omitted else run.text for run in inside)
    found = list(opened(document).comments)
    assert [each.text for each in found][:-1] == [note.text for note in notes]
    assert all(each.initials == "AB" for each in found[:-1])


def test_a_note_of_many_lines_keeps_them_and_an_unknown_moment_is_left_out() -> None:
    note = Comment("", "one\n\nدو", "yesterday", (0, 0), (0, 0))
    (found,) = opened(with_parts(replace(card(), comments=(note,)))).comments
    assert [each.text for each in found.paragraphs] == ["one", "", "دو"]
    assert found.timestamp is None


# Beside python-docx


def test_the_plain_way_writes_the_same_words_and_marks() -> None:
    document = many(3)

    def read(written: bytes) -> list[tuple[str, list[tuple[str, bool, WD_COLOR_INDEX | None]]]]:
        return [
            (
                each.style.name or "" if each.style else "",
                [(run.text, bool(run.underline), run.font.highlight_color) for run in each.runs if run.text],
            )
            for each in docx.Document(BytesIO(written)).paragraphs
        ]

    assert read(write_plainly(document)) == read(write(document))


def test_cites_without_anything_strong_are_written() -> None:
    plain = tuple(part._replace(strong=False) for part in CITE)
    assert opened(with_parts(replace(card(), cite=plain))).paragraphs[1].text == cite_line(CITE)
