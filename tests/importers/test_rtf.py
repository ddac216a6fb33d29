"""RTF documents: as LibreOffice writes them, as Word does, by hand, and broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.errors import BadInput
from counterpoint.importers import rtf
from tests.importers.broken import outline, read_or_refused, spoilt
from tests.importers.office import ESSAY_HEADINGS, ESSAY_LINES, OFFICE_HEADINGS, OFFICE_LINES


def read(body: str, head: str = ""):
    return rtf.read(f"{{\\rtf1\\ansi\\ansicpg1252{head} {body}}}".encode("latin-1"), "a.rtf")


def test_libreoffice_gives_the_known_text(made):
    draft = rtf.read(made["essay.rtf"], "essay.rtf")
    assert draft.text.split("\n") == list(ESSAY_LINES)
    assert outline(draft) == ESSAY_HEADINGS
    assert (draft.citation.title, draft.citation.author) == (ESSAY_LINES[0], "Ada Okoro")


def test_what_is_hidden_or_deleted_is_left_out_and_told(made):
    draft = rtf.read(made["office.rtf"], "office.rtf")
    assert draft.text.split("\n") == list(OFFICE_LINES)
    assert outline(draft) == OFFICE_HEADINGS
    assert draft.told == (
        "What had been deleted with its changes tracked was left out.",
        "Hidden text was left out.",
    )


WORD = r"""{\fonttbl{\f0\fbidi \froman\fcharset0\fprq2 Times New Roman;}{\f2\fnil\fcharset204 Times New
Roman Cyr;}
{\f3\froman\fcharset2\fprq2{\*\panose 05050102010706020507}Symbol;}{\f13\fnil\fcharset134 SimSun;}}
{\colortbl;\red0\green0\blue0;}{\*\defchp \fs22 }{\stylesheet{\ql \snext0 \sqformat Normal;}
{\s1\ql\keepn\outlinelevel0\b \sbasedon0 \snext0 heading 1;}{\s2\ql\keepn \sbasedon0 \snext0 heading 2;}
{\*\cs10 \additive Default Paragraph Font;}{\s15 \sbasedon1 My Head;}{\s16 \sbasedon0 Title;}}
{\*\listtable{\list{\listlevel{\leveltext\'02\'00.;}{\levelnumbers\'01;}}\listid1}}
{\info{\title {\upr{Old}{\*\ud New}}}{\author Ada Okoro}{\operator X}{\creatim\yr2025\mo1\dy2}}
{\*\xmlnstbl {\xmlns1 http://schemas.microsoft.com}}{\header \pard Running head\par}"""


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"One\par two\line three\par", "One\ntwo\nthree"),
        ("One\r\n two\\\nthree", "One two\nthree"),
        (r"\u233?t\u233\'e9 \'e9 \~x\_y\-z", "été é \u00a0x\u2011y\u00adz"),
        (r"\uc2\u20013 ?!\uc0\u25991 \uc1\u-10179?\u-9120?", "中文👠"),
        (r"{\f2 \'cf\'f0\'e8}{\f13 \'d6\'d0\'ce\'c4} \'93q\'94 \emdash \bullet", "При中文 “q” —•"),
        (r"a{\v hidden}b{\deleted gone}c\v x\v0 d", "abcd"),
        (r'a{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt link}}b', "alinkb"),
        (r"a{\pict\pngblip 89504e47}b{\*\unknown{x}y}c", "abc"),
        (r"a{\pict\bin5 {}}}}b}c", "ac"),
        (r"a\{b\}\\", "a{b}\\"),
        (r"\trowd\cellx1\cellx2\intbl a\cell b\cell\row\intbl c\par d\cell e\cell\row\pard"
         r" f", "a\tb\nc\nd\ne\nf"),
        (r"\intbl x\cell\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\nestrow}{\nonesttables\par}"
         r"\pard\intbl c\cell\row\pard d", "x\na\tb\nc\nd"),
        (r"{\listtext\pard\plain\f3 \'b7\tab}one\par{\listtext 2.\tab}two\par{\pntext"
         r" 1.1\tab}x\par{\listtext o\tab}y",
         "• one\n2. two\n1.1 x\n• y"),
        (r"a{\super\chftn}{\footnote\pard\plain {\super\chftn} note\par more}b\par c{\chftn{\footnote\ftnalt"
         r" {\chftn} end}}", "a[1]b\nc[1]\n1. note\nmore\n1. end"),
        (r"a{\super *}{\footnote {\super *} starred}", "a*\n* starred"),
        (r"a{\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv y}}{\shptxt \pard in a box\par}}{\shprslt old}}b\par c",
         "ab\nin a box\nc"),
        (r"{\*\atnid B}\chatn{\*\annotation a comment}a", "a"),
        (r"{\xe index}{\object{\*\objdata 00}{\result shown}}", "shown"),
        (r"\u8238?abc\u8236?", "\u202eabc\u202c"),
    ],
)  # fmt: skip
def test_pieces(body, text):
    assert read(body, WORD).text == text


def test_headings_are_told_by_style_by_level_and_by_name():
    draft = read(
        r"\pard\plain\s16 Title\par\pard\plain\s1 One\par\pard\plain\s2 Two\par\pard\plain\s15 By another\par"
        r"\pard\plain\outlinelevel3 Own \u20013?\u25991?\par\pard\plain\s1\outlinelevel9 Not one\par\pard"
        r" text",
        WORD,
    )
    assert outline(draft) == [("Title", 1), ("One", 1), ("Two", 2), ("By another", 1), ("Own 中文", 4)]
    assert (draft.citation.title, draft.citation.author) == ("Title", "Ada Okoro")


def test_the_title_of_the_file_stands_in_where_the_text_has_none():
    assert read(r"Only text, and no heading at all, here.", WORD).citation.title == "New"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{\\rtf1 a", "cut short"),
        (b"{\\rtf1 {a}", "cut short"),
        (b"{\\rtf1 }", "no text"),
        (b"", "no RTF"),
        (b"%PDF-1.7", "no RTF"),
        (b"{" * 100_000, "no RTF"),
        (b"{\\rtf1" + b"{" * 100_000, "cut short"),
    ],
)
def test_files_that_are_not_whole_are_refused_in_a_sentence(data, said):
    with pytest.raises(BadInput, match=said) as caught:
        rtf.read(data, "a.rtf")
    assert "“a.rtf”" in str(caught.value)


def test_deep_groups_are_read():
    assert read("{" * 100_000 + "steel" + "}" * 100_000).text == "steel"


def test_broken_files_are_read_or_refused(made):
    for kind in ("essay.rtf", "office.rtf"):
        for data in spoilt(made[kind], seed=7):
            read_or_refused(rtf.read, data)


PIECES = st.sampled_from(
    [
        *(
            "{",
            "}",
            "\\par ",
            "\\cell",
            "\\row ",
            "\\nestcell ",
            "\\nestrow ",
            "\\intbl ",
            "\\itap3 ",
            "\\s1 ",
        ),
        *(
            "\\outlinelevel0 ",
            "{\\footnote ",
            "\\chftn ",
            "{\\listtext ",
            "{\\stylesheet",
            "{\\fonttbl",
            "\\f1 ",
        ),
        *(
            "\\u-10180?",
            "\\u",
            "\\u99999999 ",
            "\\uc-1 ",
            "\\'e9",
            "\\'",
            "\\*",
            "\\bin3 ",
            "{\\shptxt ",
            "\\ud ",
            "{\\upr",
        ),
        *(
            "\\ansicpg1251 ",
            "\\ansicpg99 ",
            "\\fcharset204 ",
            "\\v ",
            "\\v0 ",
            "\\line ",
            "steel",
            " ",
            "\\tab ",
        ),
    ]
)


@given(st.lists(PIECES | st.text(st.characters(max_codepoint=255), max_size=3), max_size=40).map("".join))
def test_any_rtf_gives_canonical_text_and_exact_headings(body):
    read_or_refused(rtf.read, f"{{\\rtf1 {body}}}".encode("latin-1"))
