"""A review's differences as CSV: a row each, a column an annotator, and harmless in a spreadsheet."""

import csv
import io

from hypothesis import given, settings

from counterpoint.core.review_document import ReviewDocument
from counterpoint.exporters.review_csv import write
from tests.exporters.reviews import CLAIM, LONGER, empty, hostile, place, renamed, reviews, sample


def cells(document: ReviewDocument) -> list[list[str]]:
    text = write(document)
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def rows(document: ReviewDocument) -> list[dict[str, str]]:
    header, *lines = cells(document)
    assert len(set(header)) == len(header)
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_a_row_a_difference_and_a_column_an_annotator() -> None:
    header = cells(sample())[0]
    assert header[:4] == ["start", "end", "quote", "group"]
    assert header[4:7] == ["Ada Ångström", "Ben", "Chloé 自力"]
    assert header[7:] == ["decision", "agreed", "reason", "decided by", "at"]
    found = rows(sample())
    assert [row["group"] for row in found] == ["kind", "alone", "links", "alone", "alone", "alone"]


def test_a_cell_has_kind_detail_and_bounds_that_differ() -> None:
    first = rows(sample())[0]
    start, end = place(CLAIM)
    assert first["quote"] == LONGER
    assert first["Ada Ångström"] == f"claim (thesis) {start}–{end}"
    assert first["Ben"] == "claim"
    assert first["Chloé 自力"] == f"rhetoric (metaphor) {start}–{end}"
    assert first["agreed"] == f"claim (thesis) {start}–{end}"
    assert first["decision"] == "accept"
    assert first["reason"] == "A thesis, not an image 😀\nسلام"
    assert (first["decided by"], first["at"]) == ("Ben", "2026-11-21T10:05:00Z")


def test_nothing_there_is_told_from_not_got_there_yet() -> None:
    found = rows(sample())
    assert found[1]["Ben"] == ""
    assert found[1]["decision"] == "reject"
    assert found[4]["Ben"] == ""
    assert found[4]["Chloé 自力"] == "not read yet"
    assert found[4]["decision"] == "open"
    assert found[2]["Ada Ångström"] == "supports the claim before"
    assert found[2]["Ben"] == ""


def test_names_that_are_alike_or_are_those_of_columns_stay_apart() -> None:
    header = cells(renamed(sample(), "Ada", "start", "Ada"))[0]
    assert header[4:7] == ["Ada", "start (2)", "Ada (2)"]
    assert cells(renamed(sample(), "=A1", "'=A1", "@x"))[0][4:7] == ["'=A1", "'=A1 (2)", "'@x"]


def test_hostile_words_are_cells_and_an_empty_review_is_a_header() -> None:
    (row,) = rows(hostile())
    assert row["quote"] == hostile().title
    assert len(cells(empty())) == 1


@settings(max_examples=60, deadline=None)
@given(reviews())
def test_any_review_comes_back_and_no_cell_starts_a_formula(document: ReviewDocument) -> None:
    found = rows(document)
    real = [each for each in document.differences if each.group != "agree"]
    for row, each in zip(found, real, strict=True):
        assert (int(row["start"]), int(row["end"])) == (each.start, each.end)
        assert row["quote"] in (each.quote, "'" + each.quote)
        reason = each.ruled.reason if each.ruled else ""
        assert row["reason"] in (reason, "'" + reason)
    for line in cells(document):
        assert len(line) == 9 + len(document.lanes)
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in line)
