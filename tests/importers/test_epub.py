"""EPUB books: as LibreOffice writes them, in both versions of the format, and broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.citation import Citation
from counterpoint.core.errors import BadInput
from counterpoint.core.marks import Heading, Page
from counterpoint.core.text import canonical
from counterpoint.importers import epub
from counterpoint.importers.draft import Chapter, Draft
from counterpoint.importers.draft_chapters import with_chapters
from tests.importers.broken import outline, read_or_refused, sealed, spoilt
from tests.importers.office import ESSAY_HEADINGS, ESSAY_LINES

CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
version="1.0">
<rootfiles><rootfile full-path="OEBPS/book.opf"
media-type="application/oebps-package+xml"/></rootfiles></container>"""
XHTML = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>A
title</title>
<script src="file:///x"/></head><body>{}</body></html>"""
NCX = """<?xml version="1.0"?>
<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>{}</navMap></ncx>"""
NAV = (
    '<nav epub:type="landmarks"><ol><li><a href="one.xhtml">No</a></li></ol></nav><nav'
    ' epub:type="toc"><ol>{}</ol></nav>'
)
ONE = (
    "<h1>Steel&nbsp;is dear</h1><p>Cafe\u0301 👩\u200d👧 &hellip; عربي.</p><h2 id='s'>A section</h2><p>中文<a"
    " id='x'/> in it.</p>"
)
TWO = (
    "<section><h1>Friends</h1><p>They left.<a epub:type='noteref' href='#n1'>1</a></p>"
    "<aside epub:type='footnote' id='n1'><p><a href='#r'>1</a> A note.</p></aside>"
    "<p hidden='hidden'>gone</p><p><![CDATA[1 < 2]]></p><img src='http://localhost/x.png' alt='A"
    " map'/></section>"
)


def point(title: str, src: str, inside: str = "") -> str:
    return f"<navPoint><navLabel><text>{title}</text></navLabel><content src='{src}'/>{inside}</navPoint>"


def opf(version: str, meta: str = "", extra: str = "", spine: str = "") -> str:
    return (
        f'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="{version}">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        "<dc:title>Steel</dc:title><dc:creator>Ada Okoro</dc:creator><dc:creator>Li Wei</dc:creator>"
        f"<dc:publisher>A Press</dc:publisher>{meta}</metadata><manifest>"
        '<item id="one" href="Text/one%20a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="two" href="Text/two.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="picture" href="a.png" media-type="image/png"/>'
        f'{extra}</manifest><spine toc="ncx"><itemref idref="one"/><itemref'
        f' idref="two"/>{spine}</spine></package>'
    )


def book(**changed: str) -> bytes:
    """A book of the second version."""
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": opf(
            "2.0",
            "<dc:date"
            " opf:event='publication'>2019-03</dc:date><dc:identifier>https://example.org/b</dc:identifier>",
            '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
        ),
        "OEBPS/toc.ncx": NCX.format(
            point("Steel is dear", "Text/one%20a.xhtml", point("A section", "Text/one%20a.xhtml#s"))
            + point("Friends", "Text/two.xhtml")
        ),
        "OEBPS/Text/one a.xhtml": XHTML.format(ONE),
        "OEBPS/Text/two.xhtml": XHTML.format(TWO),
    }
    return sealed(parts | changed)


def test_libreoffice_gives_the_known_text(made):
    """It writes no headings and no signs of lists, and the notes of each chapter at its end."""
    draft = epub.read(made["essay.epub"], "essay.epub")
    lines = [line.removeprefix("• ").removeprefix("1. f").removeprefix("2. s") for line in ESSAY_LINES]
    lines[lines.index("irst")], lines[lines.index("econd")] = "first", "second"
    lines = [*lines[:15], "1. A source, cafe\u0301 and عربي.", "2. Another.", *lines[15:17], "3. A last one."]
    assert draft.text.split("\n") == lines
    assert outline(draft) == [ESSAY_HEADINGS[0], ESSAY_HEADINGS[-1]]
    assert [chapter.title for chapter in draft.chapters] == [ESSAY_LINES[0], "The end"]
    assert (draft.citation.title, draft.citation.author) == ("Steel, dear", "Ada Okoro")


def test_pages_that_libreoffice_wrote_give_the_known_text(made):
    page = made["essay.html"].decode()
    draft = epub.read(
        book(**{"OEBPS/Text/one a.xhtml": page, "OEBPS/Text/two.xhtml": XHTML.format("")}), "b.epub"
    )
    assert draft.text.split("\n") == list(ESSAY_LINES)
    assert outline(draft) == ESSAY_HEADINGS


def test_the_second_version_of_the_format():
    draft = epub.read(book(), "b.epub")
    assert draft.text.split("\n") == [
        *("Steel\u00a0is dear", "Cafe\u0301 👩\u200d👧 … عربي.", "A section", "中文 in it."),
        *("Friends", "They left.[1]", "1. A note.", "1 < 2", "A map"),
    ]
    assert outline(draft) == [("Steel\u00a0is dear", 1), ("A section", 2), ("Friends", 1)]
    assert [(each.title, draft.text[each.start : each.end][-9:]) for each in draft.chapters] == [
        ("Steel is dear", "中文 in it."[-9:]),
        ("Friends", "< 2\nA map"),
    ]
    assert draft.citation == Citation(
        "Steel", "Ada Okoro, Li Wei", "", "A Press", "2019-03", "https://example.org/b"
    )


def test_the_third_version_of_the_format():
    lines = (
        '<li><span>Part I</span><ol><li><a href="Text/one%20a.xhtml#s">A  section</a></li></ol></li>'
        '<li><a href="Text/two.xhtml">Friends</a></li>'
    )
    nav = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    package = opf("3.0", "<dc:date>2019-03-04T00:00:00Z</dc:date>", nav, '<itemref idref="nav"/>')
    draft = epub.read(
        book(**{"OEBPS/book.opf": package, "OEBPS/nav.xhtml": XHTML.format(NAV.format(lines))}), "b"
    )
    assert [each.title for each in draft.chapters] == [
        "Steel is dear Café 👩\u200d👧 … عربي.".replace("é", "e\u0301"),
        "A section",
        "Friends",
    ]
    assert draft.text.endswith("A map")
    assert draft.citation.published == "2019-03-04"


def test_a_book_without_contents_has_a_chapter_a_page():
    draft = epub.read(book(**{"OEBPS/book.opf": opf("3.0")}), "b.epub")
    assert [each.title for each in draft.chapters] == ["Steel is dear", "Friends"]


def test_chapters_can_be_taken_alone():
    draft = with_chapters(epub.read(book(), "b.epub"), [1])
    assert draft.text.startswith("Friends\nThey left.[1]")
    assert outline(draft) == [("Friends", 1)]
    assert draft.words == 11
    for wrong, said in (([], "at least one"), ([2], "no chapter 3; it has 2"), ([-1], "no chapter 0")):
        with pytest.raises(BadInput, match=said):
            with_chapters(epub.read(book(), "b.epub"), wrong)


CHAPTERS = st.lists(
    st.lists(st.sampled_from(["steel", "中文", "👩\u200d👧 e\u0301"]), min_size=1, max_size=4),
    min_size=1,
    max_size=5,
)


@given(CHAPTERS, st.data())
def test_chapters_bring_what_is_theirs(texts, data):
    """Whatever is chosen, each heading and page says what it said, and nothing of other chapters is left."""
    lines = [line for chapter in texts for line in chapter]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:place]) for place in range(len(lines))]
    headings = tuple(Heading(start, start + len(line), 1) for start, line in zip(starts, lines, strict=True))
    firsts = [sum(map(len, texts[:place])) for place in range(len(texts))]
    ends = [*(starts[place] - 1 for place in firsts[1:]), len(text)]
    chapters = tuple(
        Chapter(str(place), starts[first], end)
        for place, (first, end) in enumerate(zip(firsts, ends, strict=True))
    )
    pages = tuple(Page(start, str(number)) for number, start in enumerate(starts[::2]))
    draft = Draft(text, Citation("A book"), headings, "b.epub", pages=pages, chapters=chapters)
    chosen = data.draw(st.sets(st.integers(0, len(texts) - 1), min_size=1))
    taken = with_chapters(draft, chosen)
    kept = [line for place in sorted(chosen) for line in texts[place]]
    assert taken.text.split("\n") == kept
    assert [taken.text[start:end] for start, end, _ in taken.headings] == kept
    assert [taken.text[start:end].split("\n") for _, start, end in taken.chapters] == [
        texts[place] for place in sorted(chosen)
    ]
    for chapter, place in zip(taken.chapters, sorted(chosen), strict=True):
        whole = draft.chapters[place]
        for offset in range(chapter.end - chapter.start):
            assert label(taken.pages, chapter.start + offset) == label(pages, whole.start + offset)
    if len(chosen) == len(texts):
        assert taken == draft


def label(pages, place):
    return [each.label for each in pages if each.start <= place][-1]


ENTITY = '<!DOCTYPE html [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    "<!DOCTYPE html ["
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    + "]>"
)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"OEBPS/Text/two.xhtml": f"{ENTITY}<html><body><p>&b;</p></body></html>"}, "XML entities"),
        ({"OEBPS/Text/two.xhtml": f"{LAUGHS}<html><body><p>&a9;</p></body></html>"}, "XML entities"),
        ({"OEBPS/Text/two.xhtml": f"{ENTITY}<html><body>&b;</body></html>".encode("utf-16")}, "XML entities"),
        ({"OEBPS/toc.ncx": f"{ENTITY}<ncx/>"}, "XML entities"),
        ({"OEBPS/book.opf": '<!DOCTYPE package SYSTEM "http://localhost/x.dtd"><package/>'}, "XML entities"),
        ({"META-INF/container.xml": '<!DOCTYPE container SYSTEM "x.dtd"><container/>'}, "XML entities"),
        ({"META-INF/container.xml": "<container/>"}, "damaged"),
        ({"OEBPS/book.opf": "<package/>"}, "damaged"),
        ({"OEBPS/Text/two.xhtml": b"<p>caf\xe9</p>"}, "damaged"),
        ({"OEBPS/Text/two.xhtml": "<div>" * 100_000 + "x"}, "too deeply"),
        ({"../evil.xhtml": "x"}, "outside"),
        ({"OEBPS/bomb.png": b"\0" * 50_000_000}, "unpack"),
        (
            {"META-INF/encryption.xml": "<encryption><EncryptedData><CipherData><CipherReference"
             " URI='OEBPS/Text/two.xhtml'/></CipherData></EncryptedData></encryption>"},
            "DRM",
        ),
    ],
)  # fmt: skip
def test_unsafe_and_locked_books_are_refused_in_a_sentence(changed, said):
    with pytest.raises(BadInput, match=said) as caught:
        epub.read(book(**changed), "b.epub")
    assert "“b.epub”" in str(caught.value)


def test_scrambled_fonts_do_not_lock_a_book():
    scrambled = "<encryption><EncryptedData><CipherReference URI='OEBPS/a.otf'/></EncryptedData></encryption>"
    assert epub.read(book(**{"META-INF/encryption.xml": scrambled}), "b").text == epub.read(book(), "b").text


def test_addresses_that_lead_out_of_the_book_lead_nowhere():
    package = opf("2.0").replace("Text/two.xhtml", "../../etc/passwd").replace("a.png", "http://[")
    assert epub.read(book(**{"OEBPS/book.opf": package}), "b").text.endswith("中文 in it.")


def test_broken_books_are_read_or_refused(made):
    for whole in (made["essay.epub"], book()):
        for data in spoilt(whole, seed=11):
            draft = read_or_refused(epub.read, data)
            assert draft is None or canonical(draft.text) == draft.text
