"""Citations and dates guessed from the first lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.citation import Citation, from_fields, propose
from counterpoint.core.dates import iso_date

BODY = "Tariffs raised the price of steel for every firm that buys it, and its customers paid. " * 3


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025/3/4", "2025-03-04"),
        ("2025-03-04T10:15:00Z", "2025-03-04"),
        ("4 March 2025", "2025-03-04"),
        ("4th of March, 2025", "2025-03-04"),
        ("March 4th, 2025", "2025-03-04"),
        ("Mar. 4, 2025", "2025-03-04"),
        ("March 2025", "2025-03"),
        ("2025-03", "2025-03"),
        ("2025", "2025"),
        ("4.3.2025", "2025-03-04"),
        ("25/3/2025", "2025-03-25"),
        ("3/25/2025", "2025-03-25"),
        ("3/4/2025", "2025"),
        ("1er février 2025", "2025-02-01"),
        ("4. März 2025", "2025-03-04"),
        ("4 de marzo de 2025", "2025-03-04"),
        ("2025年3月4日", "2025-03-04"),
        ("30 February 2025", ""),
        ("soon", ""),
        ("", ""),
        ("about 2025", ""),
    ],
)
def test_dates_in_many_forms(written: str, iso: str) -> None:
    assert iso_date(written) == iso


def test_title_byline_date_and_address() -> None:
    head = "Who Pays the Bill?\nBy Ada Okoro, professor of law\nMarch 3, 2025\nhttps://example.org/a?b=1"
    text = f"{head}\n\n{BODY}"
    assert propose(text, "bill.txt") == Citation(
        title="Who Pays the Bill?",
        author="Ada Okoro",
        qualifications="professor of law",
        published="2025-03-03",
        url="https://example.org/a?b=1",
    )


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ana de la Cruz and Li Wei", "Ana de la Cruz and Li Wei"),
        ("By J. K. O’Neill-Smith, Ngũgĩ wa Thiong'o", "J. K. O’Neill-Smith, Ngũgĩ wa Thiong'o"),
        ("BY ADA OKORO", "ADA OKORO"),
        ("Author: Émile Zola", "Émile Zola"),
        ("Written by 王伟", "王伟"),
        ("By Ada Okoro | 3 March 2025", "Ada Okoro"),
        ("By contrast, prices", ""),
        ("By Monday", ""),
        ("By the Sea", ""),
        ("By 2019", ""),
        ("By Raising duties the state pays", ""),
    ],
)
def test_bylines(line: str, author: str) -> None:
    assert propose(f"A Title\n{line}\n{BODY}").author == author


def test_a_publication_beside_the_date() -> None:
    cited = propose(f"A Title\nThe Daily Example, 3 Mar. 2025\nAccessed 4 March 2025\n{BODY}")
    assert cited.publication == "The Daily Example"
    assert (cited.published, cited.accessed) == ("2025-03-03", "2025-03-04")


def test_sentences_are_no_citation() -> None:
    text = "By Monday the duty was gone.\nOn Feb. 1, 2025, Ada Okoro spoke.\nhttps is a protocol.\n" + BODY
    assert propose(text, "essay.txt") == Citation(title="By Monday the duty was gone.")


def test_the_title_falls_back() -> None:
    assert (
        propose(BODY, "x.txt").title
        == "Tariffs raised the price of steel for every firm that buys it, and its…"
    )
    assert propose("# Costs 👧\n" + BODY).title == "Costs 👧"
    assert propose("", "the bill.txt").title == "the bill"
    assert propose("").title == "Untitled"


def test_front_matter_stands_before_what_is_seen() -> None:
    front = {
        "Title": " The  Bill ",
        "authors": "Ada, Li",
        "date": "March 2025",
        "side": "Affirmative",
        "x": "y",
    }
    cited = propose(f"Other\nBy Ben Ali\nhttps://example.org\n{BODY}", "a.md", front)
    assert cited == Citation(
        title="The Bill", author="Ada, Li", published="2025-03", side="pro", url="https://example.org"
    )


def test_values_that_make_no_sense_are_left_out() -> None:
    fields = {"date": "soon", "side": "left", "url": "nowhere", "source": "https://example.org/a"}
    assert from_fields(fields) == Citation(url="https://example.org/a")


@given(st.text(), st.text(max_size=20))
def test_there_is_always_a_title(text: str, source: str) -> None:
    assert propose(text, source).title
    assert iso_date(text) in ("", iso_date(text)[:10])
