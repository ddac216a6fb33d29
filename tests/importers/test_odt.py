"""OpenDocument texts: as LibreOffice writes them, by hand, and broken."""

import pytest

from counterpoint.core.errors import BadInput
from counterpoint.importers import odt
from tests.importers.broken import outline, read_or_refused, sealed, spoilt, unsealed
from tests.importers.office import (
    ESSAY_HEADINGS,
    ESSAY_LINES,
    OFFICE_HEADINGS,
    OFFICE_LINES,
    document,
    heading,
    listed,
    paragraph,
)


def read(*blocks: str):
    return odt.read(document(*blocks).encode(), "a.fodt")


def test_libreoffice_gives_the_known_text(made):
    draft = odt.read(made["essay.odt"], "essay.odt")
    assert draft.text.split("\n") == list(ESSAY_LINES)
    assert outline(draft) == ESSAY_HEADINGS
    assert (draft.citation.title, draft.citation.author) == (ESSAY_LINES[0], "Ada Okoro")
    assert (draft.source, draft.told) == ("essay.odt", ())


@pytest.mark.parametrize("name", ["office.odt", "office.fodt"])
def test_what_is_hidden_deleted_or_a_comment_is_left_out_and_told(made, name):
    draft = odt.read(made[name], name)
    assert draft.text.split("\n") == list(OFFICE_LINES)
    assert outline(draft) == OFFICE_HEADINGS
    assert " ".join(draft.told) == (
        "Comments were left out. What had been deleted with its changes tracked was left out."
        " Hidden text was left out."
    )
    assert draft.citation.title == "On steel"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (paragraph("a<text:line-break/>b"), "a\nb"),
        (paragraph(" a \n  b"), "a b"),
        (paragraph('<text:a xlink:href="file:///x">a link</text:a>'), "a link"),
        (
            paragraph(
                "<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>"
            ),
            "漢",
        ),
        (paragraph('<text:hidden-paragraph text:is-hidden="true"/>gone') + paragraph("here"), "here"),
        (
            '<text:section text:name="s" text:display="none">'
            + paragraph("gone")
            + "</text:section>x"
            + paragraph("y"),
            "y",
        ),
        ('<text:section text:name="s">' + paragraph("in it") + "</text:section>", "in it"),
        (listed("Unknown", paragraph("one")), "• one"),
        (paragraph('<text:note text:note-class="footnote"/>a'), "[1]a"),
    ],
)
def test_pieces(source, text):
    assert (
        read(source.replace("<text:a ", '<text:a xmlns:xlink="http://www.w3.org/1999/xlink" ')).text == text
    )


def test_no_count_of_spaces_makes_a_text_too_long():
    assert len(read(paragraph('a<text:s text:c="999999999"/>b')).text) < 2_000
    assert len(read(paragraph('a<text:s text:c="99999"/>b')).text) < 2_000


def test_numbered_headings_have_their_numbers():
    outlined = document(
        heading(1, "Costs"), heading(2, "Steel"), heading(2, "Coal"), heading(1, "End")
    ).replace(
        "<text:notes-configuration",
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1"'
        ' style:num-format="1"'
        ' style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1"'
        ' text:display-levels="2"/>'
        "</text:outline-style><text:notes-configuration",
        1,
    )
    draft = odt.read(outlined.encode(), "a.fodt")
    assert outline(draft) == [("1. Costs", 1), ("1.1 Steel", 2), ("1.2 Coal", 2), ("2. End", 1)]


def test_fields_of_the_file_are_proposed():
    told = '<meta:user-defined meta:name="URL">https://example.org/steel</meta:user-defined></office:meta>'
    source = document(paragraph("By Li Wei"), paragraph("Steel is dear. " * 20)).replace(
        "</office:meta>", told
    )
    cited = odt.read(source.encode(), "a.fodt").citation
    assert (cited.title, cited.author, cited.url) == ("Steel, dear", "Li Wei", "https://example.org/steel")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"META-INF/manifest.xml": "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
          "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"}, "locked by a password"),
        ({"content.xml": "<office/>"}, "no text document"),
        ({"content.xml": "<office"}, "damaged"),
        ({"content.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}, "XML entities"),
        ({"styles.xml": '<!DOCTYPE a SYSTEM "http://localhost/a.dtd"><a/>'}, "XML entities"),
        ({"../evil.xml": "<a/>"}, "outside"),
        ({"Pictures/bomb": b"\0" * 50_000_000}, "unpack"),
    ],
)  # fmt: skip
def test_unsafe_and_locked_files_are_refused_in_a_sentence(made, change, said):
    with pytest.raises(BadInput, match=said) as caught:
        odt.read(sealed(unsealed(made["essay.odt"]) | change), "essay.odt")
    assert "“essay.odt”" in str(caught.value)


def test_billion_laughs_are_refused():
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    source = document(paragraph("&a9;")).replace("?>", f"?><!DOCTYPE o [{laughs}]>", 1)
    with pytest.raises(BadInput, match="XML entities"):
        odt.read(source.encode(), "a.fodt")


@pytest.mark.parametrize("deep", ["text:section", "text:span", "text:list><text:list-item"])
def test_deep_nesting_is_read_or_refused(deep):
    close = "".join(f"</{each}>" for each in reversed(deep.split("><")))
    for depth in (1_500, 100_000):
        nested = f"<{deep}>" * depth + paragraph("steel") + close * depth
        source = document(paragraph(nested) if "span" in deep else nested)
        read_or_refused(odt.read, source.encode())


def test_broken_files_are_read_or_refused(made):
    for kind in ("essay.odt", "office.fodt"):
        for data in spoilt(made[kind], seed=5, count=60):
            read_or_refused(odt.read, data)
