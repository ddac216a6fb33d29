"""Word files: their text as it reads, from LibreOffice and made by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.core.text import LONGEST_PARAGRAPH, canonical
from counterpoint.importers.docx import read
from counterpoint.importers.draft import Draft
from tests.importers.word import core, p, r, style, word
from tests.importers.word_office import by_libreoffice
from tests.programs import made_once

BOX = "<w:txbxContent>{}</w:txbxContent>"
LONG = "Tariffs raised the price of steel for every firm that buys it, and they let people go. " * 3


def text_of(body: str, **parts: str) -> str:
    return read(word(body, **parts), "a.docx").text


def outline(draft: Draft) -> list[tuple[str, int]]:
    return [(draft.text[start:end], level) for start, end, level in draft.headings]


# Known texts, written by LibreOffice

KNOWN_PAGE = """<html><head><title>Known</title></head><body><h1>The Bill 😀</h1><p>By Ada Okoro</p>
<h2>Costs</h2><p>Tariffs raise <b>the</b> price of cafe&#x301; food;
قال التاجر إن الأسعار ارتفعت. 自力更生</p>
<ul><li>one<ul><li>nested</li></ul></li><li>two</li></ul>
<ol start="3"><li>three</li><li>four<ol type="a"><li>deep</li></ol></li></ol>
<blockquote><p>A quoted line.</p></blockquote>
<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>
<h3>Last</h3><p>Line one<br>line two.</p></body></html>"""
KNOWN_PAGE_TEXT = (
    "The Bill 😀\nBy Ada Okoro\nCosts\n"
    "Tariffs raise the price of cafe\u0301 food; قال التاجر إن الأسعار ارتفعت. 自力更生\n"
    "• one\n• nested\n• two\n3. three\n4. four\na. deep\nA quoted line.\na\tb\n1\t2\n"
    "Last\nLine one\nline two."
)

_CHANGE = (
    "<office:change-info><dc:creator>X</dc:creator><dc:date>2026-01-01T00:00:00</dc:date>"
    "</office:change-info>"
)
_OPEN_DOCUMENT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{what}:1.0"'
    for name, what in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "svg": "svg-compatible",
        "meta": "meta",
    }.items()
)
KNOWN_ESSAY = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_OPEN_DOCUMENT} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><meta:initial-creator>Zoë Ångström</meta:initial-creator></office:meta>
<office:styles>
<style:style style:name="Heading_20_1" style:family="paragraph" style:default-outline-level="1"/>
<style:style style:name="Heading_20_2" style:family="paragraph" style:default-outline-level="2"/>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Quotations" style:family="paragraph"/></office:styles>
<office:automatic-styles><text:list-style style:name="N">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
</text:list-style><style:style style:name="H" style:family="text"><style:text-properties text:display="none"/>
</style:style></office:automatic-styles>
<office:body><office:text><text:tracked-changes>
<text:changed-region text:id="c1"><text:deletion>{_CHANGE}<text:p>never </text:p></text:deletion>
</text:changed-region><text:changed-region text:id="c2"><text:insertion>{_CHANGE}</text:insertion>
</text:changed-region></text:tracked-changes>
<text:p text:style-name="Title">The Bill 😀</text:p>
<text:h text:style-name="Heading_20_1" text:outline-level="1">Costs</text:h>
<text:p>Tariffs <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>always
<text:change-end text:change-id="c2"/>raise prices<text:note text:id="f1" text:note-class="footnote">
<text:note-citation>1</text:note-citation><text:note-body><text:p>See the cafe\u0301’s list.</text:p>
<text:p>And the next.</text:p></text:note-body></text:note>, said a<text:s text:c="2"/>trader.<text:span
 text:style-name="H">secret</text:span></text:p>
<text:p text:style-name="Quotations">قال التاجر إن الأسعار ارتفعت</text:p>
<text:list text:style-name="N"><text:list-item><text:p>one</text:p><text:list><text:list-item>
<text:p>deep</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p>
</text:list-item></text:list><text:list text:style-name="B"><text:list-item><text:p>point 自力更生</text:p>
</text:list-item></text:list>
<text:h text:style-name="Heading_20_2" text:outline-level="2">Friends<text:line-break/>and foes</text:h>
<text:p>Before<text:tab/>after<draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm">
<draw:text-box><text:p>In the box.</text:p><text:p>Twice.</text:p></draw:text-box></draw:frame> the box; the
 end<text:note text:id="f2" text:note-class="endnote"><text:note-citation>i</text:note-citation>
<text:note-body><text:p>An endnote.</text:p></text:note-body></text:note>.</text:p>
<text:p>non\u2011breaking, so\u00adft. Last.</text:p></office:text></office:body></office:document>"""
KNOWN_ESSAY_TEXT = (
    "The Bill 😀\nCosts\nTariffs always raise prices[1], said a  trader.\nقال التاجر إن الأسعار ارتفعت\n"
    "1. one\na) deep\n2. two\n• point 自力更生\nFriends and foes\nBefore\tafter the box; the end[2].\n"
    "In the box.\nTwice.\nnon\u2011breaking, soft. Last.\n"
    "1. See the cafe\u0301’s list.\nAnd the next.\n2. An endnote."
)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    sources = {"page.html": KNOWN_PAGE, "essay.fodt": KNOWN_ESSAY}
    return made_once(tmp_path_factory, "word", lambda folder: by_libreoffice(folder, sources))


def test_a_page_comes_back_exactly(written: dict[str, bytes]) -> None:
    draft = read(written["page.html"], "page.docx")
    assert draft.text == KNOWN_PAGE_TEXT
    assert outline(draft) == [("The Bill 😀", 1), ("Costs", 2), ("Last", 3)]
    assert (draft.citation.title, draft.citation.author) == ("Known", "Ada Okoro")
    assert draft.told == ()


def test_an_essay_comes_back_exactly_with_its_changes_accepted(written: dict[str, bytes]) -> None:
    draft = read(written["essay.fodt"], "essay.docx")
    assert draft.text == KNOWN_ESSAY_TEXT
    assert outline(draft) == [("The Bill 😀", 1), ("Costs", 1), ("Friends and foes", 2)]
    assert (draft.citation.title, draft.citation.author) == ("The Bill 😀", "Zoë Ångström")
    assert draft.told == ("1 tracked deletion was left out.", "Hidden text was left out.")
    assert (draft.source, draft.cards) == ("essay.docx", ())


# What only Word writes


def run(*content: str) -> str:
    """A run of any elements; `=words` is a text element."""
    return f"<w:r>{''.join(f'<w:t>{each[1:]}</w:t>' if each[0] == '=' else each for each in content)}</w:r>"


FILL_IN = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click')}</w:sdtContent></w:sdt>"
RUBY = f"<w:ruby><w:rt>{run('=kan')}</w:rt><w:rubyBase>{run('=漢')}</w:rubyBase></w:ruby>"
SYMBOLS = (
    '<w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Symbol" w:char="F061"/><w:sym w:char="zz"/>'
)
EMOJI = (
    '<mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:char="1F60A"/></mc:Choice>'
    "<mc:Fallback><w:t>?</w:t></mc:Fallback></mc:AlternateContent>"
)
FRACTION = "<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p(r("a "), f"<w:ins>{r('in')}<w:del>{r('x')}</w:del></w:ins><w:del>{r('out')}</w:del>"), "a in"),
        (p(f"<w:moveFrom>{r('gone')}</w:moveFrom>{r('a')}") + p(f"<w:moveTo>{r('to')}</w:moveTo>"), "a\nto"),
        (p("one ", more="<w:rPr><w:del/></w:rPr>") + p("line") + p("two"), "one line\ntwo"),
        (p(f"<w:hyperlink>{r('link')}</w:hyperlink><w:smartTag>{r(' tag')}</w:smartTag>"), "link tag"),
        (f"<w:sdt><w:sdtContent>{p('block')}</w:sdtContent></w:sdt>", "block"),
        (p(f"<w:sdt><w:sdtContent>{r('inside')}</w:sdtContent></w:sdt>", " after"), "inside after"),
        (p("a", FILL_IN), "a"),
        (p(f"<w:fldSimple w:instr='DATE'>{r('today')}</w:fldSimple>"), "today"),
        (p(run("=x", "<w:noBreakHyphen/>", "=y", "<w:softHyphen/>", "=z")), "x\u2011yz"),
        (p(run("=x", "<w:tab/>", "<w:br/>", "<w:cr/>", "=z")), "x\t\n\nz"),
        (p(run("<w:br/>", "=a", "<w:br w:type='page'/>")), "a"),
        (p(run(SYMBOLS), "!"), "→α!"),
        (p(run(RUBY)), "漢"),
        (p("a", r("hidden", "<w:vanish/>"), r("b", "<w:vanish w:val='0'/>")), "ab"),
        (p(run(EMOJI)), "😊"),
        (p(FRACTION), "a/b"),
        (p(run("=\n   set\n  out\n ")), "set out"),
        (p("a") + p(" ") + p() + p("b"), "a\nb"),
        (p("a&#8232;b \ufeff\ufffc"), "a\nb"),
    ],
)
def test_text_is_read_as_it_reads_in_word(body: str, text: str) -> None:
    assert text_of(body) == text


def test_a_field_is_read_as_what_it_came_to() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f"{char('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{char('separate')}"
    inner = f"{char('begin')}{r('code')}{code}{r('4')}{char('end')}{char('separate')}{r('5')}{char('end')}"
    assert text_of(p("page ", code, "3", char("end"), ", ", inner, "!")) == "page 3, 5!"
    assert text_of(p("open ", char("begin"), "code") + p("next")) == "open \nnext"


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    drawn = f"<w:drawing><wps:txbx>{BOX.format(p('box'))}</wps:txbx></w:drawing>"
    older = f"<w:pict><v:shape><v:textbox>{BOX.format(p('box'))}</v:textbox></v:shape></w:pict>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>'
        f"<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(p("before ", both, "after") + p("next")) == "before after\nbox\nnext"
    assert text_of(p("a", f"<w:r>{older}</w:r>")) == "a\nbox"


def test_what_was_left_out_is_told() -> None:
    body = p(
        "a",
        f"<w:del>{r('b')}</w:del><w:del>{r('c')}</w:del>",
        '<w:r><w:pict><v:rect xmlns:o="urn:schemas-microsoft-com:office:office" o:hr="t"/></w:pict></w:r>',
        "<w:r><w:commentReference w:id='0'/></w:r><w:r><w:drawing/></w:r>",
    )
    contents = p("Costs 3", style="TOC1")
    draft = read(word(contents + body, styles=style("TOC1", "toc 1")), "a.docx")
    assert draft.text == "a"
    assert draft.told == (
        "2 tracked deletions were left out.",
        "1 comment was left out.",
        "1 picture was left out.",
        "The table of contents was left out.",
    )


# Structure


def test_headings_are_told_by_name_by_level_and_by_what_a_style_is_based_on() -> None:
    styles = (
        style("Titre1", "heading 1")
        + style("Mine", based="Titre1")
        + style("Deep", level=2)
        + style("Ueb", "Überschrift 2")
        + style("Loop", based="Loop")
        + style("Title", "Title")
    )
    body = (
        p("Whole", style="Title")
        + p("One 😀", style="Titre1")
        + p("Two", style="Mine")
        + p("Three", style="Deep")
        + p(" Four ", style="Ueb")
        + p("Five", more='<w:outlineLvl w:val="4"/>')
        + p("text", style="Titre1", more='<w:outlineLvl w:val="9"/>')
        + p("text", style="Loop")
        + p("x", style="?")
    )
    draft = read(word(body, styles=styles), "a.docx")
    assert outline(draft) == [
        ("Whole", 1),
        ("One 😀", 1),
        ("Two", 1),
        ("Three", 3),
        ("Four", 2),
        ("Five", 5),
    ]
    assert draft.citation.title == "Whole"


def test_a_file_without_styles_has_the_headings_that_look_so() -> None:
    body = p("1. Costs") + p(LONG) + p("2. Friends") + p(LONG)
    assert outline(read(word(body), "a.docx")) == [("1. Costs", 1), ("2. Friends", 1)]


def _level(at: int, form: str, text: str, start: int = 1) -> str:
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{inside}</w:lvl>'


def test_lists_are_numbered_as_word_numbers_them() -> None:
    levels = (
        _level(0, "decimal", "%1.") + _level(1, "lowerRoman", "%1.%2)", 3) + _level(2, "upperLetter", "(%3)")
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="8">{_level(0, "bullet", "o")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )

    def item(text: str, number: int, at: int = 0) -> str:
        inside = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
        return p(text, more=inside)

    styled = style("Item", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = (
        item("a", 1)
        + item("b", 1, 1)
        + item("c", 1, 1)
        + item("d", 1, 2)
        + p("e", style="Item")
        + item("f", 1, 1)
        + item("g", 2)
        + item("h", 3)
        + item("i", 3)
        + item("j", 9)
        + item("k", 0)
    )
    assert text_of(body, numbering=numbering, styles=styled).split("\n") == [
        "1. a",
        "1.iii) b",
        "1.iv) c",
        "(A) d",
        "2. e",
        "2.iii) f",
        "• g",
        "5. h",
        "6. i",
        "j",
        "k",
    ]


def test_a_row_is_a_line_unless_a_cell_holds_several() -> None:
    def table(*rows: list[str]) -> str:
        made = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
        return f"<w:tbl>{made}</w:tbl>"

    gone = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('gone')}</w:tc></w:tr></w:tbl>"
    body = (
        p("before")
        + table(
            [p("a"), p(), p("b<w:br/>").replace("&lt;", "<")], [p(), p("c"), p()], [p("d") + p("e"), p("f")]
        )
        + table([table([p("in"), p("ner")])])
        + gone
    )
    assert text_of(body.replace("b<w:br/>", "b")) == "before\na\t\tb\nc\nd\ne\nf\nin\tner"


def test_notes_are_numbered_in_place_and_stand_at_the_end() -> None:
    def note(kind: str, id_: int, text: str) -> str:
        return f'<w:{kind} w:id="{id_}">{p("<w:r><w:footnoteRef/></w:r>", text)}</w:{kind}>'

    body = p("a", "<w:r><w:endnoteReference w:id='4'/></w:r>", "b") + p(
        "<w:r><w:footnoteReference w:id='2' w:customMarkFollows='1'/><w:t>*</w:t></w:r>",
        "c",
        "<w:r><w:footnoteReference w:id='99'/></w:r>",
    )
    loop = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    text = text_of(
        body,
        footnotes=note("footnote", 2, " First.").replace("</w:p>", f"{loop}</w:p>"),
        endnotes=note("endnote", 4, "\u00a0Second 😀."),
    )
    assert text == "a[1]b\n[2]c\n1. Second 😀.\n2. First."


def test_a_paragraph_too_long_for_a_line_keeps_its_place() -> None:
    long = "自" * (LONGEST_PARAGRAPH + 500)
    body = p("Before", style="H") + p(long) + p("After", style="H")
    draft = read(word(body, styles=style("H", "heading 2")), "a.docx")
    assert draft.text == canonical(f"Before\n{long}\nAfter")
    assert outline(draft) == [("Before", 2), ("After", 2)]


pieces = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@settings(max_examples=60)
@given(st.lists(st.lists(pieces, max_size=5), max_size=5))
def test_every_legal_text_comes_back(paragraphs: list[list[str]]) -> None:
    def legal(text: str) -> str:
        return "".join(char for char in text if char not in "\ufffe\uffff&<>")

    body = "".join(p(*(r(legal(each)) for each in runs)) for runs in [["start"], *paragraphs])
    lines = ["start", *("".join(map(legal, runs)) for runs in paragraphs)]
    wanted = [line.strip("\n") for line in map(canonical_line, lines) if line.strip()]
    assert text_of(body) == "\n".join(wanted).rstrip()


def canonical_line(line: str) -> str:
    """Without what no text keeps; a line end in it is only kept inside."""
    kept = canonical(f"a{line}a")[1:-1]
    if "\n" in kept:
        head, _, tail = kept.partition("\n")
        kept = kept if head.strip() else tail.lstrip("\n")
    return kept


# What a file says of itself


@pytest.mark.parametrize(
    ("title", "creator", "wanted"),
    [
        ("The Bill", "Ada Okoro", ("The Bill", "Ada Okoro")),
        ("", "", ("Prices rise when fences do, said the trader of them all", "")),
        (
            "Microsoft Word - x.doc",
            "python-docx",
            ("Prices rise when fences do, said the trader of them all", ""),
        ),
        ("Untitled", "Windows User", ("Prices rise when fences do, said the trader of them all", "")),
    ],
)
def test_the_citation_is_the_files_own_unless_a_program_wrote_it(
    title: str, creator: str, wanted: tuple[str, str]
) -> None:
    body = p("Prices rise when fences do, said the trader of them all") + p(LONG)
    citation = read(word(body, core=core(title, creator)), "a.docx").citation
    assert (citation.title, citation.author) == wanted


def test_a_byline_comes_before_who_saved_the_file() -> None:
    body = p("Fences") + p("By Chloé Dubois") + p(LONG)
    assert read(word(body, core=core("", "Somebody")), "a.docx").citation.author == "Chloé Dubois"


def test_the_text_is_where_the_package_says_and_may_be_strict() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<?xml version="1.0"?><w:document xmlns:w="{strict}"><w:body>{p("strict")}</w:body></w:document>'
    assert read(word(body, main="word/document2.xml"), "a.docx").text == "strict"
