"""A review as DOCX, read back by python-docx: words, tables, comments, and no style that is not there."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from hypothesis import given, settings
from lxml import etree

from counterpoint.core.review_document import ReviewDocument
from counterpoint.core.text import paragraphs
from counterpoint.exporters.docx_xml import W, legal
from counterpoint.exporters.review_docx import write
from tests.briefs import HOSTILE
from tests.exporters.reviews import LONGER, empty, hostile, many, renamed, reviews, sample

NS = {"w": W}


def opened(document: ReviewDocument) -> Document:
    return docx.Document(BytesIO(write(document)))


def xml(document: ReviewDocument, name: str = "word/document.xml") -> Any:
    """An element of the package; `Any`, for XPath answers anything."""
    return etree.fromstring(ZipFile(BytesIO(write(document))).read(name))


def headings(document: Document) -> list[str]:
    return [
        each.text
        for each in document.paragraphs
        if each.style is not None and (each.style.name or "").lower().startswith(("title", "heading"))
    ]


def essay(document: Document) -> list[str]:
    """The essay's paragraphs without the numbers of the differences."""
    texts = [each.text for each in document.paragraphs]
    inside = document.paragraphs[texts.index("The essay") + 2 : texts.index("Differences")]
    return [
        "".join(run.text for run in each.runs if run.style.name != "Difference Number") for each in inside
    ]


def test_headings_lead_through_it() -> None:
    found = headings(opened(sample()))
    assert found[:2] == ["Review: Harbours and thrift", "Figures"]
    order = ["Pair by pair", "Passages counted", "Details", "The essay", "1 · Who pays for the harbour"]
    order += ["Differences", "Same place, other kind", "1 · accepted", "2 · rejected", "Links differ"]
    assert [found.index(each) for each in order] == sorted(found.index(each) for each in order)


def test_figures_stand_in_tables() -> None:
    tables = opened(sample()).tables
    overview = [[cell.text for cell in row.cells] for row in tables[0].rows]
    assert overview[0] == ["Measure", "all kinds", "claim", "evidence", "rhetoric"]
    assert overview[1][0].startswith("strict F1\nOf the passages two people tagged")
    assert overview[1][1] == ".49\n.39 to .57"
    pairs = [[cell.text for cell in row.cells] for row in tables[1].rows]
    assert pairs[0] == ["all kinds", "Ada Ångström", "Ben", "Chloé 自力"]
    assert pairs[1] == ["Ada Ångström", "", "1.00\n.90 to 1.00", ".83\n.73 to .91"]
    words = "\n".join(each.text for each in opened(sample()).paragraphs)
    assert "Ada Ångström and Chloé 自力, rhetoric: undefined: neither tagged any rhetoric" in words
    assert "95 % intervals from 1,000 resamples of the paragraphs, seed 7." in words


def test_the_essay_is_whole_and_its_tags_show() -> None:
    document = sample()
    found = opened(document)
    assert essay(found) == [document.text[start:end] for start, end in paragraphs(document.text)]
    styles: dict[str, str | None] = {}
    for each in found.paragraphs:
        for run in each.runs:
            styles.setdefault(run.text, run.style.name)
    assert styles["Is that what we call thrift?"] == "Rhetoric, bounds"
    assert styles["So the towns should share the cost"] == "Claim, all"
    assert styles["自力更生，丰衣足食"] == "Rhetoric, alone"


def test_differences_are_comments_at_their_place() -> None:
    found = opened(sample())
    comments = list(found.comments)
    assert len(comments) == len(sample().differences)
    assert comments[0].author == "Ben"
    assert comments[0].text.splitlines() == [
        "1 · Same place, other kind",
        "Ada Ångström: claim (thesis)",
        "Ben: claim, 2 words longer",
        "Chloé 自力: rhetoric (metaphor)",
        "Accepted by Ben, 2026-11-21 10:05 UTC: took Ada Ångström’s",
        "Agreed: claim (thesis) 29–106",
        "A thesis, not an image 😀",
        "سلام",
    ]
    assert comments[4].author == "Review"
    assert comments[4].text.endswith("Open")
    root = xml(sample())
    texts = root.xpath(
        "//w:t[preceding::w:commentRangeStart[@w:id=0] and following::w:commentRangeEnd[@w:id=0]]"
        "[not(../w:rPr/w:rStyle[@w:val='DifferenceNumber'])]/text()",
        namespaces=NS,
    )
    assert "".join(texts) == LONGER


def test_the_differences_are_listed_with_quotes_and_decisions() -> None:
    texts = [each.text for each in opened(sample()).paragraphs]
    listed = texts[texts.index("Differences") :]
    assert LONGER in listed
    assert "Chloé 自力: rhetoric (metaphor)" in listed
    assert "Rejected by Chloé 自力, 2026-11-21 10:07 UTC: took nothing" in listed
    assert "A thesis, not an image 😀" in listed


def test_arabic_is_set_from_the_right() -> None:
    found = xml(sample()).xpath("//w:p[w:pPr/w:bidi]", namespaces=NS)
    assert len(found) == 3  # in the essay, as a quote, and as a reason


@pytest.mark.parametrize(
    "document", [sample(), hostile(), many(10, 6), empty()], ids=["sample", "hostile", "many", "empty"]
)
def test_every_style_that_is_named_is_there(document: ReviewDocument) -> None:
    styles = xml(document, "word/styles.xml")
    known = set(styles.xpath("//w:style/@w:styleId", namespaces=NS))
    assert set(styles.xpath("//w:basedOn/@w:val | //w:next/@w:val", namespaces=NS)) <= known
    for name in ("word/document.xml", "word/comments.xml"):
        named = xml(document, name).xpath("//w:pStyle/@w:val | //w:rStyle/@w:val", namespaces=NS)
        assert set(named) <= known


@pytest.mark.parametrize("document", [sample(), many(10, 6)], ids=["sample", "many"])
def test_every_row_of_a_table_has_all_its_columns(document: ReviewDocument) -> None:
    for table in xml(document).xpath("//w:tbl", namespaces=NS):
        columns = len(table.findall("w:tblGrid/w:gridCol", NS))
        assert all(len(row.findall("w:tc", NS)) == columns for row in table.findall("w:tr", NS))


def test_hostile_words_are_words() -> None:
    found = opened(hostile())
    assert found.core_properties.title == f"Review: {HOSTILE}"
    assert essay(found) == hostile().text.split("\n")
    assert found.paragraphs[0].text == f"Review: {HOSTILE}"


def test_people_with_one_name_stay_apart() -> None:
    tables = opened(renamed(sample(), "Ada", "Ben", "Ada")).tables
    assert [cell.text for cell in tables[1].rows[0].cells] == ["all kinds", "Ada", "Ben", "Ada (2)"]
    assert [row.cells[0].text for row in tables[2].rows][1:] == [
        "Ada and Ben",
        "Ada and Ada (2)",
        "Ben and Ada (2)",
    ]


@settings(max_examples=30, deadline=None)
@given(reviews())
def test_any_review_can_be_opened_and_has_its_text(document: ReviewDocument) -> None:
    found = opened(document)
    expected = [legal(document.text[start:end]) for start, end in paragraphs(document.text)]
    assert essay(found) == expected


def test_the_same_review_gives_the_same_bytes() -> None:
    assert write(sample()) == write(sample())
