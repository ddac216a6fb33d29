"""The CSV table: whole, and harmless in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.exporters.csv_table import PassageRow, write

ROW = PassageRow("Trade", "id", "claim", "", 3, 9, "quote", "note", "Ada", ())


def cells(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_columns_values_and_line_ends() -> None:
    row = ROW._replace(
        quote='Two\nlines, "quoted" \U0001f30d \u8d38\u6613 سلام', answers=("AT: one", "AT: two")
    )
    text = write([row])
    assert text.endswith("\r\n")
    header, line = cells(text)
    assert header == "essay id kind detail start end quote note annotator answers".split()
    assert line == ["Trade", "id", "claim", "", "3", "9", row.quote, "note", "Ada", "AT: one; AT: two"]


@pytest.mark.parametrize(
    "bad", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1", "\u00a0=1", "\ufeff=1"]
)
def test_what_looks_like_a_formula_is_made_harmless(bad: str) -> None:
    for field in ("essay", "detail", "quote", "note", "annotator"):
        row = PassageRow(**{**ROW._asdict(), field: bad})
        line = cells(write([row]))[1]
        assert line[PassageRow._fields.index(field)] == "'" + bad
    assert cells(write([ROW._replace(answers=(bad, "x"))]))[1][-1] == f"'{bad}; x"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_any_text_comes_back_and_no_cell_starts_a_formula(notes: list[str]) -> None:
    lines = cells(write([ROW._replace(note=note) for note in notes]))[1:]
    for note, line in zip(notes, lines, strict=True):
        assert line[7] in (note, "'" + note)
        assert not line[7].lstrip().startswith(("=", "+", "-", "@"))
