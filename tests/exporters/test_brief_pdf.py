"""The PDF of a brief, read back with another library: what it says, how it is built, and on which page."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal
from unicodedata import normalize

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import Destination, DictionaryObject, IndirectObject

from counterpoint.core.brief_document import (
    AnalyticPart,
    BriefDocument,
    CardPart,
    CitePart,
    Comment,
    HeadingPart,
    Part,
    Run,
)
from counterpoint.exporters import pdf
from counterpoint.exporters.pdf import Paper
from counterpoint.exporters.pdf_fonts import usual_fonts
from counterpoint.exporters.pdf_room import surely_fits
from counterpoint.exporters.prose import prose
from counterpoint.resources import resource
from tests.briefs import CITE, HOSTILE, card, hostile, many, sample


def write(document: BriefDocument, paper: Paper = "us-letter") -> bytes:
    return pdf.write(document, paper).file


def missing_characters(document: BriefDocument) -> str:
    return pdf.write(document).missing


def read(made: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made))


def words(reader: pypdf.PdfReader) -> str:
    """All text without spaces, for lines break where they will."""
    return "".join(page_texts(reader))


def catalog(reader: pypdf.PdfReader) -> Any:
    return reader.trailer["/Root"]


def claims_to_be_accessible(reader: pypdf.PdfReader) -> bool:
    return b"<pdfuaid:part>1<" in catalog(reader)["/Metadata"].get_data()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", normalize("NFKC", text))


def bookmarks(reader: pypdf.PdfReader) -> Iterator[tuple[int, str, int]]:
    """Depth from 0, title, and page number from 1, in order."""

    def walk(outline: list[object], depth: int) -> Iterator[tuple[int, str, int]]:
        for item in outline:
            if isinstance(item, list):
                yield from walk(item, depth + 1)
            elif isinstance(item, Destination):
                page = reader.get_destination_page_number(item)
                assert page is not None
                yield depth, str(item.title), page + 1

    return walk(list(reader.outline), 0)


def brief(*parts: Part) -> BriefDocument:
    return replace(sample(), parts=parts)


def plain_card(name: str, paragraphs: int, sentences: int = 8) -> CardPart:
    """A card of so many paragraphs of ordinary words, each numbered where it begins."""
    text = "It has been said before that what is bought at a high price is not always worth it. "
    runs = tuple((Run(f"[{name}{at}] " + text * sentences, 0, underlined=True),) for at in range(paragraphs))
    return CardPart(name, name, "", f"Tag of card {name}", CITE, runs, (), 5, 2.0)


def page_texts(reader: pypdf.PdfReader) -> list[str]:
    return [squeezed(page.extract_text()) for page in reader.pages]


def pages_with(texts: list[str], text: str) -> list[int]:
    """The pages behind the contents that say `text`, from 1."""
    return [number for number, page in enumerate(texts, start=1) if number > 2 and squeezed(text) in page]


@pytest.fixture(scope="module")
def shown() -> pypdf.PdfReader:
    return read(write(sample()))


def test_every_word_is_there_in_every_script(shown: pypdf.PdfReader) -> None:
    text = words(shown)
    document = sample()
    for part in document.parts:
        if isinstance(part, CardPart):
            for run in (run for runs in part.paragraphs for run in runs if run.text.isascii()):
                assert squeezed(run.text) in text
    for told in (document.title, document.topic, "Zoë Okafor", "1:15 of 5:00", "23 November 2026", "café"):
        assert squeezed(told) in text
    assert "]...[" in text  # in a paragraph from the right the reader takes brackets as they are drawn
    for word in "قال التاجر إن الأسعار ارتفعت".split():
        assert squeezed(word) in text
    for sign in "自力更生😀":
        assert sign in text or sign in missing_characters(document)
    for told in (
        "Undercut: the step does not follow",
        "lawful to sell",
        "a quotation",
        "Compute is the lever",
    ):
        assert squeezed(told) in text
    assert "Chloé" in text
    assert "alert(2)" not in text


def test_the_bookmarks_follow_the_outline(shown: pypdf.PdfReader) -> None:
    parts = [
        (part.text if isinstance(part, HeadingPart) else f"{part.number}. {part.tag}")
        for part in sample().parts
        if isinstance(part, HeadingPart) or (isinstance(part, CardPart) and part.number)
    ]
    marks = list(bookmarks(shown))
    titles = [title for _, title, _ in marks]
    assert [title for title in titles if title in parts] == parts
    assert marks[:5] == [
        (0, "Contents", 2),
        (0, "Negative: controls fail", 3),
        (1, "Contentions", 3),
        (2, "Contention 1: Efficiency beats scale", 3),
        (3, "Spending more no longer buys the lead", 3),
    ]


def test_the_contents_tell_the_pages_on_which_things_stand() -> None:
    document = many(45)
    reader = read(write(document))
    contents = reader.pages[1].extract_text()
    told = {name: int(page) for name, page in re.findall(r"(?m)^(Contention \d+:[^.]+)[ .]+(\d+)$", contents)}
    assert len(told) == 3
    texts = page_texts(reader)
    for name, page in told.items():
        assert page in pages_with(texts, name)
        assert (1, name.strip(), page) in bookmarks(reader)
    assert told["Contention 1: Efficiency beats scale "] < told["Contention 3: Efficiency beats scale "]


def test_long_contents_leave_the_tags_to_the_bookmarks() -> None:
    few, lots = (read(write(many(number))) for number in (20, 80))
    tag = squeezed("Spending more no longer buys the lead, part 7")
    assert tag in squeezed(few.pages[1].extract_text())
    assert tag not in squeezed(lots.pages[1].extract_text())
    assert sum("part 7" in title for _, title, _ in bookmarks(lots)) == 11


@pytest.mark.parametrize(("paper", "size"), [("us-letter", (612, 792)), ("a4", (595, 842))])
def test_both_papers(paper: Paper, size: tuple[int, int]) -> None:
    reader = read(write(sample(), paper))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {size}


def test_running_heads_and_page_numbers(shown: pypdf.PdfReader) -> None:
    pages = [page.extract_text() for page in shown.pages]
    for number, text in enumerate(pages[1:], start=2):
        assert f"{number} / {len(pages)}" in text
        assert text.startswith("Tech controls: 2NR frontlines")
        assert "Negative · Policy 2NR" in text
    assert "/ 4" not in pages[0]
    assert "Contention 1: Efficiency beats scale" in pages[2].splitlines()[0]
    assert "Still unanswered" in pages[3].splitlines()[0]


def test_fonts_are_embedded_and_the_document_is_tagged(shown: pypdf.PdfReader) -> None:
    root = catalog(shown)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    kinds = set(_structure(root["/StructTreeRoot"]))
    assert {"/Title", "/TOC", "/TOCI", "/H1", "/H2", "/H3", "/H4", "/P", "/Link"} <= kinds
    assert claims_to_be_accessible(shown) or missing_characters(sample())
    pages: list[Any] = list(shown.pages)
    fonts = [font for page in pages for font in page["/Resources"]["/Font"].values()]
    assert len(fonts) > 5
    for font in fonts:
        assert _is_embedded(font.get_object())


def _structure(element: Any) -> Iterator[str]:
    if "/S" in element:
        yield str(element["/S"])
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        held = child.get_object() if isinstance(child, IndirectObject) else child
        if isinstance(held, DictionaryObject):
            yield from _structure(held)


def _is_embedded(font: Any) -> bool:
    if font["/Subtype"] == "/Type3":
        return bool(font["/CharProcs"])
    for descendant in font.get("/DescendantFonts", [font]):
        descriptor = descendant.get_object()["/FontDescriptor"]
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
            return False
    return True


def test_title_author_and_date_are_the_brief_s(shown: pypdf.PdfReader) -> None:
    told = shown.metadata
    assert told is not None
    assert (told.title, told.author) == ("Tech controls: 2NR frontlines", "Ada Ångström")
    assert told.creation_date is not None
    assert told.creation_date.date().isoformat() == "2026-11-23"


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert write(sample()) == write(sample())


def test_hostile_words_are_shown_as_words() -> None:
    reader = read(write(hostile()))
    assert words(reader).count(squeezed(HOSTILE)) >= 12
    assert "root:" not in words(reader)
    addresses = [
        str(note.get_object()["/A"]["/URI"])
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object() and "/URI" in note.get_object()["/A"]
    ]
    assert addresses
    assert set(addresses) == {"https://example.org/rule"}
    for page in reader.pages:
        for note in page.get("/Annots", []):
            assert note.get_object()["/Subtype"] == "/Link"
            assert note.get_object().get("/A", {}).get("/S") in (None, "/GoTo", "/URI")
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(catalog(reader))


def test_the_template_reads_nothing_and_evaluates_nothing() -> None:
    """Beside the standing of its data, this is why no word of a brief can reach a file or the network."""
    template = resource("typst/brief.typ").read_text(encoding="utf-8")
    code = re.sub(r"(?m)//.*$", "", template)
    for door in ("eval(", "read(", "image(", "plugin(", "import ", "include ", "mode:", "@", "csv(", "xml("):
        assert door not in code


def test_a_card_is_kept_together_where_a_page_can_hold_it() -> None:
    cards = [plain_card(name, paragraphs=3) for name in "ABCDEF"]
    texts = page_texts(read(write(brief(HeadingPart("b", 3, "Block", 10.0), *cards))))
    for one in cards:
        tag, end = pages_with(texts, one.tag), pages_with(texts, f"[{one.entry_id}2]")
        assert tag == end
        assert len(tag) == 1
    assert len(texts) > 4


def test_a_card_longer_than_a_page_is_broken_but_never_after_its_cite() -> None:
    for above in range(1, 14, 3):
        filler = plain_card("filler", 1, sentences=above * 3)
        long = plain_card("long", 14)
        texts = page_texts(read(write(brief(HeadingPart("b", 3, "Block", 10.0), filler, long))))
        tag = pages_with(texts, long.tag)
        assert pages_with(texts, "accessed 11-20-2026 [long0] It has been said before") == tag
        assert pages_with(texts, "[long13]") > tag


def test_a_heading_is_on_the_page_of_what_it_heads() -> None:
    for sentences in range(20, 80, 12):
        parts = (
            HeadingPart("p", 1, "Pocket", 10.0),
            plain_card("first", 1, sentences),
            HeadingPart("h", 2, "Hat here", 10.0),
            HeadingPart("b", 3, "Block here", 10.0),
            plain_card("second", 2),
        )
        texts = page_texts(read(write(brief(*parts))))
        page = pages_with(texts, "Tag of card second")
        assert len(page) == 1
        for text in ("Hat here", "Block here", "[second1]"):
            assert page[0] in pages_with(texts, text)


def test_a_pocket_begins_a_page_and_blocks_flow() -> None:
    parts = (
        HeadingPart("p1", 1, "First pocket", 0.0),
        HeadingPart("b1", 3, "One", 0.0),
        plain_card("a", 1),
        HeadingPart("b2", 3, "Two", 0.0),
        plain_card("b", 1),
        HeadingPart("p2", 1, "Empty pocket", 0.0),
        HeadingPart("p3", 1, "Last pocket", 0.0),
        HeadingPart("b3", 3, "Three", 0.0),
    )
    marks = {title: page for _, title, page in bookmarks(read(write(brief(*parts))))}
    assert marks["First pocket"] == marks["One"] == marks["Two"] == 3
    assert marks["Empty pocket"] == 4
    assert marks["Last pocket"] == marks["Three"] == 5


def test_no_level_is_left_out_where_a_brief_has_no_pockets() -> None:
    reader = read(write(brief(HeadingPart("b", 3, "Block", 1.0), card())))
    assert [mark[:2] for mark in bookmarks(reader)] == [
        (0, "Contents"),
        (0, "Block"),
        (1, "Spending more no longer buys the lead"),
    ]
    assert claims_to_be_accessible(reader) or missing_characters(sample())


def test_an_empty_brief_is_a_title_page() -> None:
    reader = read(write(replace(brief(), title="", author="", topic="", side="", speech="", limit=0)))
    assert len(reader.pages) == 1
    assert reader.metadata is not None
    assert reader.metadata.title == "Brief"


def test_characters_no_font_has_are_named_and_the_file_is_written() -> None:
    document = brief(replace(card(), tag="Nobody draws \u0378 or \U000105ff here, 'tis \\ \" said"))
    assert set("\u0378\U000105ff") <= set(missing_characters(document)) <= set("\u0378\U000105ff😀自力更生")
    reader = read(write(document))
    assert squeezed("Nobody draws") in words(reader)
    assert missing_characters(brief(HeadingPart("b", 3, "Plain café, ἀρχή, слово, قال", 1.0))) == ""


def test_of_the_system_s_fonts_one_family_of_a_sort_is_taken(tmp_path: Path) -> None:
    for name in ("a/NotoSansCJK-Bold.ttc", "a/b/NotoSerifCJK-Bold.ttc", "NotoColorEmoji.ttf", "Other.ttf"):
        (tmp_path / "fonts" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "fonts" / name).touch()
    found = usual_fonts([tmp_path / "none", tmp_path / "fonts"])
    assert [path.name for path in found] == ["NotoSerifCJK-Bold.ttc", "NotoColorEmoji.ttf"]
    assert all(path.exists() for path in found)
    assert usual_fonts([tmp_path / "none"]) == []


def test_a_word_longer_than_the_line_stays_on_the_page() -> None:
    long = "Donaudampfschifffahrt" * 20
    address = "https://example.org/" + "a/b_c%20" * 60
    run = Run(long + " " + address, 0, underlined=True, highlight="green")
    reader = read(write(brief(replace(card(), tag=long, paragraphs=((run,),)))))
    edge = 612 - 72 + 1

    def visit(text: str, page: list[float], line: list[float], _font: object, size: float) -> None:
        if text.strip():
            assert 71 <= page[4] + line[4] < edge - size * 0.2

    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    assert words(reader).count(long) >= 2
    assert address in words(reader)


SCRIPTS = st.text(
    st.one_of(
        st.sampled_from(
            "abcXYZ 019 .,-–“”#$*_`<>&\\{}[]\n\té\u0301😀👩‍🚀ع ربةא中文かな한글हिन्दी\u200d\u202e\u00ad"
        ),
        st.characters(exclude_categories=()),
    ),
    max_size=60,
)
RUNS = st.builds(
    Run,
    SCRIPTS.filter(bool),
    st.just(0),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, "yellow", "cyan", "green"]),
    st.sampled_from([0, 8, 10, 11]),
)


@st.composite
def cards(draw: st.DrawFn) -> CardPart:
    paragraphs = tuple(map(tuple, draw(st.lists(st.lists(RUNS, min_size=1, max_size=4), max_size=3))))
    cite = tuple(draw(st.lists(st.builds(CitePart, SCRIPTS, st.booleans()), max_size=3)))
    comments = (
        tuple(
            Comment(draw(SCRIPTS), draw(SCRIPTS), "2026-11-20T09:30:00Z", (0, 0), (0, len(paragraphs[0]) - 1))
            for _ in range(draw(st.integers(0, 2)))
        )
        if paragraphs
        else ()
    )
    return CardPart(
        "c", "c", draw(st.sampled_from(["", "1", "2a"])), draw(SCRIPTS), cite, paragraphs, comments, 0, 0
    )


PARTS = st.one_of(
    st.builds(HeadingPart, st.just("h"), st.sampled_from([1, 2, 3]), SCRIPTS, st.sampled_from([0.0, 71.4])),
    st.builds(
        AnalyticPart,
        st.just("a"),
        st.sampled_from(["answer", "analytic", "open"]),
        st.sampled_from(["", "1"]),
        SCRIPTS,
        st.sampled_from(["", "turn"]),
        SCRIPTS,
        SCRIPTS,
        st.just(0.0),
    ),
    cards(),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PARTS, max_size=6), SCRIPTS, SCRIPTS)
def test_any_text_is_set(parts: list[Part], title: str, author: str) -> None:
    document = replace(sample(), title=title, topic=title, author=author, parts=tuple(parts))
    assert len(read(write(document)).pages) >= 1


@settings(max_examples=15, deadline=None)
@given(st.text("abc XYZ012 éß…—ж", min_size=1, max_size=80))
def test_what_is_set_can_be_copied_again(text: str) -> None:
    run = Run(text, 0, underlined=True)
    reader = read(write(brief(replace(card(), tag="Tag", cite=(), paragraphs=((run,),), comments=()))))
    assert squeezed(text) in words(reader)


@settings(max_examples=25, deadline=None)
@given(st.text("WM@% iaعص中😀", min_size=1, max_size=12), st.integers(1, 300), st.sampled_from([0, 8]))
def test_a_card_that_surely_fits_does_fit(word: str, times: int, small: int) -> None:
    run = Run(" ".join([word] * times), 0, emphasised=not small, small=small)
    long = replace(
        plain_card("x", 1), paragraphs=((run,), (Run("The very end.", 0),)), comments=card().comments[:1]
    )
    long = replace(long, comments=(long.comments[0]._replace(first=(0, 0), last=(0, 0)),))
    if surely_fits(long):
        texts = page_texts(read(write(brief(long))))
        assert pages_with(texts, "The very end.") == pages_with(texts, long.tag) == [3]
        assert len(texts) == 3


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["WWWW " * 40, "- one\n- two\n  - قال\n", "> said 😀\n", "`mmm iii`\n", "# H"]),
        max_size=30,
    ),
    st.lists(st.sampled_from([1, 2, 3]), max_size=3),
)
def test_an_answer_that_surely_fits_does_fit_with_its_headings(
    pieces: list[str], levels: list[Literal[1, 2, 3]]
) -> None:
    reasoning = "\n\n".join((*pieces, "The very end."))
    answer = AnalyticPart("a", "answer", "1", "What is answered", "rebut", reasoning, "", 2.0)
    headings = [HeadingPart("h", level, f"Heading {place}", 71.4) for place, level in enumerate(levels)]
    above = headings[max((at for at, each in enumerate(headings) if each.level == 1), default=0) :]
    if surely_fits(answer, above, prose(reasoning)):
        texts = page_texts(read(write(brief(*headings, answer))))
        assert len(pages_with(texts, "What is answered")) == 1
        assert pages_with(texts, "The very end.") == pages_with(texts, "What is answered") == [len(texts)]
