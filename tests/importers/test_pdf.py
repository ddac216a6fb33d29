"""PDF files drawn by hand: what is told from a page's looks, and files that are no good."""

import re
from io import BytesIO
from random import Random
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from counterpoint.core.errors import BadInput
from counterpoint.core.text import canonical
from counterpoint.importers import pdf
from counterpoint.importers.draft import Draft
from counterpoint.importers.pdf_columns import columns_of
from counterpoint.importers.pdf_lines import Line
from tests.importers.printed import as_typst, by_typst, drawn, english, foreign, headings, words

LINES: Final = (
    "Fences teach climbers more than they keep out of any garden",
    "in the country where the market sold its first machines to",
    "people who had never seen one and who paid a high price for",
    "it.",
)
NAMES: Final = (
    "nil one two three four five six seven eight nine ten Ada Ben Cleo Dan Eve Finn Gus Hal".split()
)
PICTURE: Final = "q 400 0 0 400 50 200 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x41 EI Q\n"


def read(*pages: str, **more: str) -> Draft:
    return pdf.read(drawn(pages, **more), "essay.pdf")


def paragraph(top: float, *lines: str, left: float = 72, size: float = 11, indent: float = 0) -> str:
    """Lines of a column, 14 points apart, the first indented."""
    return "".join(
        words(left + (0 if place else indent), top - 14 * place, line, size)
        for place, line in enumerate(lines)
    )


def fill(number: int, top: float = 700) -> str:
    """A paragraph that is like no other."""
    return paragraph(top, *(spread(line, number) for line in LINES[:3]), f"it {NAMES[number]}.")


def spread(line: str, number: int) -> str:
    """The line's words in an order of its own."""
    shuffled = line.split()
    Random(number).shuffle(shuffled)
    return " ".join(shuffled)


def filled(number: int) -> str:
    """What `fill` says."""
    return " ".join((*(spread(line, number) for line in LINES[:3]), f"it {NAMES[number]}."))


# Lines to paragraphs


def test_lines_are_joined_and_paragraphs_kept_apart() -> None:
    first, second = paragraph(700, *LINES, indent=12), paragraph(644, *LINES, indent=12)
    whole = " ".join(LINES)
    assert read(first + second).text == f"{whole}\n{whole}"
    assert read(fill(1, 700) + fill(2, 630)).text == f"{filled(1)}\n{filled(2)}"


def test_paragraph_goes_on_over_the_page() -> None:
    draft = read(paragraph(100, *LINES[:2]), paragraph(700, *LINES[2:]))
    assert draft.text == " ".join(LINES)
    assert [(draft.text[page.start :][:6], page.label) for page in draft.pages] == [
        ("Fences", "1"),
        ("people", "2"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("there is an inter-", "national market", "an international market"),
        ("it is a well-", "known rule here", "a well-known rule"),
        ("it is a fair-", "minded reader", "a fair-minded reader"),
        ("they spoke of ITAR-", "free parts", "of ITAR-free parts"),
        ("the Sino-", "American trade", "the Sino-American trade"),
        ("the state-of-the-", "art machine", "the state-of-the-art machine"),
        ("a four-", "to fivefold rise", "a four- to fivefold rise"),
        ("a word\u2014", "and a dash", "a word\u2014and a dash"),
    ],
)
def test_hyphens_at_the_ends_of_lines(before: str, after: str, joined: str) -> None:
    start = "Readers were glad of a well-known word, and of a fair way with"
    other = "minded people, who all knew what this was about when they came"
    long = f"and so they went on to say at length and with some care {before}"
    text = paragraph(
        700, start, other, long, f"{after} that nobody in this country had thought of since", "then."
    )
    assert joined in read(text).text


def test_hyphen_at_the_end_of_a_paragraph_stays() -> None:
    assert read(fill(1) + words(72, 600, "a pre-") + fill(2, 550)).text.split("\n")[1] == "a pre-"


def test_ligatures_are_undone() -> None:
    draft = pdf.read(by_typst(as_typst(english(1))), "a.pdf")
    assert "efficient in his office, and the flow of fish" in draft.text
    assert not re.search("[\ufb00-\ufb06]", draft.text)


def test_large_and_bold_lines_are_headings() -> None:
    page = words(72, 760, "The Bill", 20) + words(72, 735, "Costs", 11, "B") + fill(1) + fill(2, 630)
    draft = read(page + words(72, 560, "Friends", 11, "B") + fill(3, 540))
    assert headings(draft) == [("The Bill", 1), ("Costs", 2), ("Friends", 2)]
    assert draft.citation.title == "The Bill"


def test_heading_of_two_lines_is_one() -> None:
    page = words(72, 770, "The Bill for the Fence That", 20) + words(72, 746, "Nobody Wanted", 20)
    assert headings(read(page + fill(1) + fill(2, 630))) == [("The Bill for the Fence That Nobody Wanted", 1)]


def test_large_first_letter_belongs_to_its_word() -> None:
    page = words(72, 690, "F", 40) + words(
        98, 700, "ences teach climbers more than they keep out of any garden"
    )
    draft = read(page + words(98, 686, LINES[1]) + words(72, 672, LINES[2]) + fill(2, 600))
    assert draft.text.startswith("Fences teach climbers")


def test_footnote_does_not_tear_its_paragraph() -> None:
    note = words(72, 80, "1 A source of this, and where it is kept.", 8)
    draft = read(paragraph(142, *LINES[:2]) + note, paragraph(700, *LINES[2:], *LINES) + fill(2, 400))
    first, second, third, _ = draft.text.split("\n")
    assert (first, third) == (" ".join(LINES), " ".join(LINES))
    assert second == "1 A source of this, and where it is kept."


def test_list_items_stay_apart() -> None:
    items = "".join(words(72, 600 - 14 * place, f"• item number {place} of it") for place in range(3))
    assert read(fill(1) + items).text.split("\n")[1:] == [
        f"• item number {place} of it" for place in range(3)
    ]


# What runs along the pages


def pages_with(head: str, foot: str, count: int = 5) -> list[str]:
    return [
        words(72, 800, head.replace("#", str(number)), 9)
        + fill(number)
        + words(290, 30, foot.replace("#", str(number)), 9)
        for number in range(11, 11 + count)
    ]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Journal of Walls", "#"),
        ("Page # of 90", "Journal"),
        ("", "– # –"),
        ("A. Author    #", ""),
        ("p. #", ""),
    ],
)
def test_heads_and_numbers_go_and_the_numbers_name_the_pages(head: str, foot: str) -> None:
    draft = read(*pages_with(head, foot))
    assert draft.text == "\n".join(map(filled, range(11, 16)))
    assert [page.label for page in draft.pages] == ["11", "12", "13", "14", "15"]


def test_time_in_a_head_is_no_page_number() -> None:
    draft = read(*pages_with("24.11.2026, 08:013", "#/90"))
    assert [page.label for page in draft.pages] == ["11", "12", "13", "14", "15"]


def test_lines_below_a_raised_first_letter_have_their_own_size() -> None:
    page = words(72, 700, "F", 18) + words(84, 700, LINES[0], 11)
    page += words(72, 640, "A line that stands alone.")
    draft = read(page, fill(2) + fill(3, 500), fill(4) + fill(5, 500))
    assert draft.text.split("\n")[1] == "A line that stands alone."
    assert all(heading.start == 0 for heading in draft.headings)


def test_bold_heading_goes_on_with_a_small_letter() -> None:
    page = words(72, 735, "Costs of the fences", 11, "B") + words(72, 722, "and of the gates", 11, "B")
    found = headings(read(page + fill(1) + fill(2, 630)))
    assert " ".join(words for words, _ in found) == "Costs of the fences and of the gates"


def test_heading_with_a_small_word_at_its_end_is_one() -> None:
    page = fill(1) + fill(2, 630) + words(72, 580, "A small line stands above.", 9)
    page += words(72, 560, "Who pays", 16) + words(160, 560, "3:10", 9) + fill(3, 530)
    assert headings(read(page)) == [("Who pays 3:10", 1)]


def test_bold_line_in_small_letters_is_a_heading_below_one_that_is_left_open() -> None:
    page = words(72, 740, "An open line that is not bold") + words(72, 715, "costs of it", 11, "B")
    assert headings(read(page + fill(1, 690))) == [("costs of it", 1)]


def test_raised_mark_is_of_the_row_that_it_stands_in() -> None:
    mark = Line("1", 72, 75, base=605, size=6, first=0, last=0)
    title = Line("Walls of old", 80, 190, base=600, size=20, first=1, last=12)
    below = Line("Fences came later.", 72, 170, base=570, size=11, first=13, last=30)
    (column,) = columns_of([mark, title, below], None)
    assert [line.text for line in column.lines] == ["1 Walls of old", "Fences came later."]


def test_heads_differ_on_left_and_right_pages() -> None:
    pages = [
        words(72, 800, f"{number} A. Author" if number % 2 else f"On Walls {number}", 9) + fill(number)
        for number in range(3, 9)
    ]
    draft = read(*pages)
    assert "Author" not in draft.text
    assert "Walls" not in draft.text
    assert [page.label for page in draft.pages] == ["3", "4", "5", "6", "7", "8"]


def test_page_without_its_number_has_the_one_it_would_have() -> None:
    first, *others = pages_with("Journal of Walls", "#")
    draft = read(fill(10), first, *others)
    assert [page.label for page in draft.pages][:3] == ["10", "11", "12"]


def test_pages_are_called_what_the_file_calls_them() -> None:
    labels = "/PageLabels<</Nums[0<</S/r>>2<</S/D/St 7>>]>>"
    draft = read(fill(1), fill(2), fill(3), catalog=labels)
    assert [page.label for page in draft.pages] == ["i", "ii", "7"]


def test_text_that_happens_to_be_first_on_a_page_stays() -> None:
    draft = read(*(fill(number, 800) for number in range(4)))
    assert draft.text == "\n".join(map(filled, range(4)))


# Columns and angles


def test_title_stands_above_two_columns() -> None:
    left = "".join(
        paragraph(700 - 56 * n, *(f"{line[:40]}" for line in LINES[:3]), "it", left=60, size=9)
        for n in range(4)
    )
    right = left.replace(" 60 ", " 320 ").replace("Fences", "Walls")
    draft = read(words(120, 760, "A Title Above Both of the Columns", 20) + right + left)
    assert headings(draft) == [("A Title Above Both of the Columns", 1)]
    assert draft.text.rindex("Fences") < draft.text.index("Walls")


def test_table_is_read_row_by_row() -> None:
    cells = ("Year", "Price", "2023", "3.5", "2024", "4.1", "2025", "4.4", "2026", "4.9")
    table = "".join(words(72 + 150 * (at % 2), 600 - 14 * (at // 2), cell) for at, cell in enumerate(cells))
    assert read(fill(1) + table).text.split("\n")[1:] == [
        "Year Price",
        "2023 3.5",
        "2024 4.1",
        "2025 4.4",
        "2026 4.9",
    ]


def test_stamp_at_the_margin_is_left_out() -> None:
    stamp = "BT /F 11 Tf 0 1 -1 0 30 300 Tm (arXiv:2401.00001v1) Tj ET\n"
    assert read(stamp + fill(1)).text == filled(1)


def test_page_on_its_side_is_read() -> None:
    turned = "".join(
        f"BT /F 11 Tf 0 1 -1 0 {100 + 14 * place} 72 Tm ({line}) Tj ET\n" for place, line in enumerate(LINES)
    )
    assert read(turned, page="/Rotate 90").text == " ".join(LINES)


# Citation


@pytest.mark.parametrize(
    "title", ["Microsoft Word - essay.docx", "untitled", "essay.indd", "", "file:///a.html"]
)
def test_title_that_a_program_made_up_is_none(title: str) -> None:
    draft = read(words(72, 760, "The Bill", 20) + fill(1), info=f"/Title({title})/Author(User)")
    assert (draft.citation.title, draft.citation.author) == ("The Bill", "")


def test_title_and_author_are_the_files() -> None:
    information = "/Title(Who Pays)/Author(Ada Okoro)/CreationDate(D:20260101000000Z)"
    citation = read(fill(1), info=information).citation
    assert (citation.title, citation.author, citation.published) == ("Who Pays", "Ada Okoro", "")


# Files that are no good


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        pdf.read(data, "x.pdf")
    return str(refused.value)


def test_scan_says_so() -> None:
    said = "“x.pdf” is a scan without text; run it through text recognition (OCR) first."
    assert refusal(drawn([PICTURE, PICTURE])) == said


def test_text_under_a_scan_is_its_text() -> None:
    seen = words(72, 700, "Fences teach climbers, as everybody knows.", mode=3)
    assert read(PICTURE + seen).text == "Fences teach climbers, as everybody knows."


def test_pages_that_are_pictures_are_told() -> None:
    draft = read(fill(1), PICTURE, fill(3))
    assert [page.label for page in draft.pages] == ["1", "3"]
    (told,) = draft.told
    assert told.startswith("1 page is a picture without text, of 3;")


def test_empty_pages_have_no_text() -> None:
    assert refusal(drawn(["", ""])) == "“x.pdf” has no text in it; choose something with words."


def test_file_without_pages() -> None:
    assert refusal(drawn([])) == "“x.pdf” has no pages; choose a file with text in it."


def test_locked_file() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(drawn([fill(1)]))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)
    assert refusal(locked.getvalue()) == "“x.pdf” is locked by a password; save it without one."


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\0" * 999, b"<html>no</html>"])
def test_damaged_file(data: bytes) -> None:
    assert refusal(data) == "“x.pdf” is damaged or cut short; get it again from where it came."


def test_fonts_that_do_not_name_their_letters() -> None:
    glyphs = "/".join(f"uniE0{number:02X}" for number in range(26))
    data = drawn([fill(1)]).replace(b"/WinAnsiEncoding", f"<</Differences[97/{glyphs}]>>".encode())
    assert refusal(data).endswith(
        "does not say which letters it shows; run it through text recognition (OCR) first."
    )


@pytest.fixture(scope="module")
def sound() -> bytes:
    return by_typst(as_typst(foreign() + english(1)))


@pytest.mark.parametrize("seed", range(4))
def test_cut_and_flipped_files_give_a_text_or_one_sentence(sound: bytes, seed: int) -> None:
    random = Random(seed)
    read_at_all = 0
    for number in range(50):
        spoilt = bytearray(sound)
        if number % 2:
            del spoilt[random.randrange(len(spoilt)) :]
        else:
            for _ in range(random.choice((1, 20, 400))):
                spoilt[random.randrange(len(spoilt))] ^= 1 << random.randrange(8)
        said = ""
        try:
            draft = pdf.read(bytes(spoilt), "x.pdf")
        except BadInput as refused:
            said = str(refused)
        if said:
            assert re.fullmatch("“x.pdf” .*[.]", said)
        else:
            read_at_all += 1
            check(draft)
    assert 0 < read_at_all < 50


def check(draft: Draft) -> None:
    assert canonical(draft.text) == draft.text
    starts = [page.start for page in draft.pages]
    assert starts == sorted(starts)
    assert all(0 <= start < len(draft.text) for start in starts)
    for start, end, level in draft.headings:
        assert draft.text[start:end].strip()
        assert "\n" not in draft.text[start:end]
        assert 1 <= level <= 6


LINE: Final = st.tuples(
    st.floats(0, 560),
    st.floats(0, 830),
    st.text(st.sampled_from("abc D.-–“•1) \xad\xe9"), min_size=1, max_size=40),
    st.sampled_from((6, 9, 11, 11, 11, 20)),
    st.sampled_from("FB"),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(LINE, max_size=12), min_size=1, max_size=4))
def test_any_page_gives_a_sound_draft_of_its_own_letters(
    pages: list[list[tuple[float, float, str, int, str]]],
) -> None:
    try:
        draft = read(
            *("".join(words(x, y, text, size, font) for x, y, text, size, font in page) for page in pages)
        )
    except BadInput:
        return
    check(draft)
    assert set(draft.text) <= set("abc D.-–“•1)\xe9\n,;")
