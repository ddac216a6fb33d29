"""PDF files that real programs printed of known texts: what is read is what was written."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from counterpoint.core.text import canonical
from counterpoint.importers import pdf
from counterpoint.importers.draft import Draft
from tests.importers.printed import (
    FONT_FILES,
    Block,
    Known,
    arabic,
    as_html,
    as_typst,
    by_chromium,
    by_office,
    by_typst,
    english,
    foreign,
    headings,
    prose,
    right,
    row_by_row,
)
from tests.programs import made_once, need_fonts

ONE_COLUMN: Final = 0.995
TWO_COLUMNS: Final = 0.98
ABOVE: Final = Known(
    (
        Block("h1", "A Title as Wide as the Page"),
        Block("p", "Abstract. " + english().blocks[1].text),
    )
)
_TWO: Final = (
    "div{columns:2;column-gap:8mm;text-align:justify;hyphens:auto}p{margin:0;text-indent:1.2em}"
    "h1,h2{break-after:avoid;text-align:left}"
)
_INDENTED: Final = "#set par(justify: true, first-line-indent: 1.2em, spacing: 0.65em)\n"
_HEADED: Final = '#set page(columns: 2, numbering: "1", header: [Four essays #h(1fr) Journal of Walls])\n'
_ROMAN: Final = '#set page(numbering: "i")\n#set par(justify: true)\n'
_NARROW: Final = "#set page(columns: 2)\n"


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Draft]:
    """What is read of each print."""
    need_fonts(*FONT_FILES)
    files = made_once(tmp_path_factory, "printed", _prints)
    return {name: pdf.read(file, f"{name}.pdf") for name, file in files.items()}


def _prints(folder: Path) -> dict[str, bytes]:
    pages = {
        "chromium": as_html(english(3)),
        "chromium two": as_html(english(2), _TWO, ABOVE),
        "chromium foreign": as_html(foreign()),
    }
    folders = {name: folder / name.replace(" ", "-") for name in (*pages, "office")}
    for each in folders.values():
        each.mkdir()
    with ThreadPoolExecutor(2) as pool:
        made = {
            name: pool.submit(by_chromium, folders[name], page, headed=name == "chromium")
            for name, page in pages.items()
        }
        office = pool.submit(by_office, folders["office"], {"office": as_html(english(3))})
        files = {name: future.result() for name, future in made.items()} | office.result()
    sources = {
        "typst": as_typst(english(), _ROMAN),
        "typst two": as_typst(english(), _HEADED + _INDENTED),
        "typst ragged": as_typst(english(2), _NARROW),
        "typst rows": row_by_row(prose(english())),
        "typst arabic": as_typst(arabic(), "#set text(dir: rtl)"),
        "typst arabic two": as_typst(
            arabic() + arabic(), _NARROW + "#set text(dir: rtl)\n#set page(height: 9cm)\n"
        ),
    }
    return files | {name: by_typst(source) for name, source in sources.items()}


def test_one_column_is_read_with_its_paragraphs_and_headings(printed: Mapping[str, Draft]) -> None:
    for name, known in (("chromium", english(3)), ("office", english(3)), ("typst", english())):
        draft = printed[name]
        assert right(known.text, draft) >= ONE_COLUMN, name
        assert headings(draft) == known.headings, name
        missing = len(known.blocks) - len(draft.text.split("\n"))
        assert 0 <= missing <= 1, f"{name}: a paragraph that ends a page with a full line can be lost"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("chromium two", ABOVE + english(2)),
        ("typst two", english()),
        ("typst ragged", english(2)),
        ("typst arabic two", arabic() + arabic()),
    ],
)
def test_two_columns_are_read_one_after_the_other(
    printed: Mapping[str, Draft], name: str, known: Known
) -> None:
    assert right(known.text, printed[name]) >= TWO_COLUMNS
    assert headings(printed[name]) == known.headings


def test_columns_that_were_drawn_row_by_row_are_read_one_after_the_other(
    printed: Mapping[str, Draft],
) -> None:
    assert right(prose(english()), printed["typst rows"]) >= TWO_COLUMNS


@pytest.mark.parametrize(("name", "known"), [("chromium foreign", foreign()), ("typst arabic", arabic())])
def test_other_scripts_are_read_in_their_order(printed: Mapping[str, Draft], name: str, known: Known) -> None:
    assert right(known.text, printed[name]) >= ONE_COLUMN
    assert headings(printed[name]) == known.headings
    assert printed[name].text.count("\n") == len(known.blocks) - 1


def test_what_runs_along_the_pages_is_gone(printed: Mapping[str, Draft]) -> None:
    assert "Journal of Walls" not in printed["typst two"].text
    assert "file://" not in printed["chromium"].text
    for draft in (printed["chromium"], printed["typst two"], printed["typst"]):
        assert not [line for line in draft.text.split("\n") if len(line) < 5]


def test_each_page_begins_where_it_says(printed: Mapping[str, Draft]) -> None:
    labels = {
        name: [page.label for page in printed[name].pages] for name in ("chromium", "typst", "typst two")
    }
    assert labels["typst"] == ["i", "ii", "iii", "iv", "v", "vi"]
    assert labels["typst two"] == ["1", "2", "3", "4", "5", "6"]
    assert labels["chromium"] == [str(number) for number in range(1, len(labels["chromium"]) + 1)]
    for draft in printed.values():
        starts = [page.start for page in draft.pages]
        assert starts[0] == 0
        assert starts == sorted(set(starts))
        assert starts[-1] < len(draft.text)
        assert canonical(draft.text) == draft.text


def test_citation_is_the_files_or_its_first_headings(printed: Mapping[str, Draft]) -> None:
    assert printed["chromium"].citation.title == "Four essays"
    assert printed["typst two"].citation.title == "A Lock Is Not a Wall"
    assert printed["typst"].citation.published == ""
