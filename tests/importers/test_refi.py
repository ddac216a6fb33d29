"""REFI-QDA projects and codebooks as other programs write them, and such as nobody should."""

import io
import random
import zipfile
from contextlib import suppress
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.bundle import Bundle
from counterpoint.core.errors import BadInput
from counterpoint.core.records import Essay
from counterpoint.exporters import refi as writer
from counterpoint.importers.coded_project import CodedProject
from counterpoint.importers.refi import read_project
from counterpoint.importers.refi_positions import Named, counted
from tests.core.bundles import random_bundle

TEXT = "Fences 😀 teach climbers.\nA cafe\u0301 owner 😀 adapts.\nقال التاجر نعم. 自力更生 is a phrase."
WORDS = ("teach climbers", "owner", "adapts", "التاجر", "自力更生", "phrase")
ADA, ZOE = "AAAAAAAA-0000-4000-8000-000000000001", "AAAAAAAA-0000-4000-8000-000000000002"
CODE, BELOW = "CCCCCCCC-0000-4000-8000-000000000001", "CCCCCCCC-0000-4000-8000-000000000002"
SOURCE = "DDDDDDDD-0000-4000-8000-000000000001"


def guid(number: int) -> str:
    return f"EEEEEEEE-0000-4000-8000-{number:012}"


def packed(files: dict[str, bytes | str]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as held:
        for name, content in files.items():
            held.writestr(name, content)
    return archive.getvalue()


def selection(number: int, start: int, end: int, name: str = "", inside: str = "") -> str:
    coding = f'<Coding guid="{guid(900 + number)}"><CodeRef targetGUID="{CODE}"/></Coding>'
    return (
        f'<PlainTextSelection guid="{guid(number)}" startPosition="{start}" endPosition="{end}"'
        f' name="{escape(name)}" creatingUser="{ADA}" creationDateTime="2025-06-11T16:24:07Z">'
        f"{inside or coding}</PlainTextSelection>"
    )


def qde(
    selections: str = "",
    source: str = f'plainTextPath="internal://{SOURCE}.txt"',
    more: str = "",
    after: str = "",
) -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Study" origin="NVivo 14">
 <Users><User guid="{{{ADA}}}" name="Ada"/><User guid="{ZOE}" id="ZO"/></Users>
 <CodeBook><Codes>
  <Code guid="{CODE}" name="Claim" isCodable="false" color="#F00">
   <Code guid="{BELOW}" name="thesis 😀" isCodable="true"/></Code>
 </Codes></CodeBook>
 <Sources><TextSource guid="{SOURCE}" name="Fences.docx" {source}>{more}{selections}</TextSource></Sources>
 {after}
</Project>"""


def read(text: bytes | str = TEXT, name: str = f"sources/{SOURCE}.txt", **more: str) -> CodedProject:
    content = text.encode() if isinstance(text, str) else text
    return read_project(packed({"project.qde": qde(**more), name: content}), "study.qdpx")


def quoted(project: CodedProject) -> list[str]:
    text = project.texts[0].text
    return [text[span.start : span.end] for each in project.selections for span in each.spans]


def marked(text: str = TEXT, named: bool = True, counts=len, shift: int = 0, past: int = 0) -> str:
    """A selection of each of `WORDS`, its places counted as a program does."""
    places = [(text.index(each), text.index(each) + len(each)) for each in WORDS]
    return "".join(
        selection(
            number,
            counts(text[:start]) + shift,
            counts(text[:end]) + shift + past,
            text[start:end] if named else "",
        )
        for number, (start, end) in enumerate(places)
    )


def utf_16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


# Where texts are


@pytest.mark.parametrize(
    ("name", "source"),
    [
        (f"sources/{SOURCE}.txt", f'plainTextPath="internal://{SOURCE}.txt"'),
        (f"Sources/{SOURCE}.txt", f'plainTextPath="internal://{SOURCE.lower()}.txt"'),
        ("Sources/a b.txt", 'plainTextPath="internal://Sources/a b.txt"'),
        ("Sources/x.txt", 'plainTextPath="relative:///x.txt"'),
        ("x.txt", 'plainTextPath="x.txt" richTextPath="internal://x.docx"'),
        ("sources/x.txt", 'PlainTextPath="internal:\\\\x.txt"'),
    ],
)
def test_a_text_is_found_however_its_place_is_written(name: str, source: str) -> None:
    project = read(name=name, source=source, selections=marked())
    assert project.texts[0].text == TEXT
    assert quoted(project) == list(WORDS)
    assert project.told == ()


def test_a_text_within_the_project_is_read_without_an_archive() -> None:
    inside = f"<PlainTextContent>{escape(TEXT)}</PlainTextContent>"
    project = read_project(qde(source="", more=inside, selections=marked()).encode(), "study.qde")
    assert quoted(project) == list(WORDS)


def test_a_byte_order_mark_and_other_encodings_are_no_part_of_a_text() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        project = read(TEXT.encode(encoding), selections=marked())
        assert quoted(project) == list(WORDS)


def test_a_text_that_is_not_there_or_cannot_be_read_is_named() -> None:
    for text, name in ((b"\xff\xfe\x00", f"sources/{SOURCE}.txt"), (TEXT.encode(), "sources/other.txt")):
        project = read(text, name=name, selections=marked())
        assert (project.texts, project.selections) == ((), ())
        assert project.told == ("1 text without its words of it cannot be taken",)


# How positions are counted


@pytest.mark.parametrize(
    "ways",
    [
        {},
        {"counts": utf_16},
        {"past": -1},
        {"shift": 1},
        {"counts": utf_16, "past": -1},
        {"counts": utf_16, "shift": 1},
    ],
)
def test_a_way_to_count_is_believed_when_the_names_prove_it(ways: dict[str, Any]) -> None:
    assert quoted(read(selections=marked(**ways))) == list(WORDS)


def test_without_proof_positions_are_code_points() -> None:
    assert quoted(read(selections=marked(named=False))) == list(WORDS)
    assert quoted(read(selections=marked(named=False, counts=utf_16))) != list(WORDS)
    titled = selection(0, 0, 6, "A title of mine") + selection(1, 7, 8, "")
    assert quoted(read(selections=titled)) == ["Fences", "😀"]


def test_line_ends_of_two_characters_are_counted_as_two_unless_the_names_say_one() -> None:
    windows = TEXT.replace("\n", "\r\n")
    assert quoted(read(windows, selections=marked(windows))) == list(WORDS)
    assert quoted(read(windows, selections=marked(windows, named=False))) == list(WORDS)
    assert quoted(read(windows, selections=marked(TEXT))) == list(WORDS)
    assert quoted(read(windows, selections=marked(TEXT, counts=utf_16))) == list(WORDS)


def test_names_that_are_cut_short_prove_where_selections_begin() -> None:
    start = TEXT.index("owner")
    shown = [("owner 😀…", utf_16), ("owner ...", utf_16), ("owner 😀 ad...", utf_16)]
    for name, counts in shown:
        one = selection(0, counts(TEXT[:start]), counts(TEXT[: start + 15]), name)
        assert quoted(read(selections=one)) == ["owner 😀 adapts."[:15]]


def test_a_name_that_stands_elsewhere_in_the_text_is_its_quote() -> None:
    project = read(selections=selection(0, 0, 6, "is a phrase.") + selection(1, 7, 8, "😀"))
    assert [each.spans[0].quote for each in project.selections] == ["is a phrase.", ""]


@given(st.text(st.sampled_from("ab 😀\n\u0301自"), max_size=30), st.data())
def test_names_that_quote_are_always_found_where_they_were_counted(text: str, data: st.DataObject) -> None:
    count = data.draw(st.sampled_from((len, utf_16)))
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=4))
    spans = [(start, end) for start, end in spans if len(text[start:end].strip()) >= 3]
    named = [Named(count(text[:start]), count(text[:end]), text[start:end]) for start, end in spans]
    body, found = counted(text, named)
    for (start, end), span in zip(spans, found, strict=True):
        assert body[span.start : span.end].split() == text[start:end].split()


# What is read


def test_codes_people_and_times() -> None:
    project = read(selections=selection(0, 0, 6))
    assert [(each.name, each.path, each.color, each.codable) for each in project.codes] == [
        ("Claim", (), "#ff0000", False),
        ("thesis 😀", ("Claim",), "", True),
    ]
    assert [(each.key, each.name) for each in project.people] == [(ADA.lower(), "Ada"), (ZOE.lower(), "ZO")]
    (one,) = project.selections
    assert (one.person_key, one.created) == (ADA.lower(), "2025-06-11T16:24:07Z")
    assert project.texts[0].name == "Fences.docx"


def test_several_codings_of_several_people_are_a_selection_each() -> None:
    inside = "".join(
        f'<Coding guid="{guid(50 + number)}" creatingUser="{who}"><CodeRef targetGUID="{code}"/></Coding>'
        for number, (who, code) in enumerate(((ADA, CODE), (ZOE, CODE), (ADA.lower(), BELOW)))
    )
    project = read(selections=selection(1, 0, 6, inside=inside))
    assert [(each.person_key, each.code_keys) for each in project.selections] == [
        (ADA.lower(), (CODE.lower(), BELOW.lower())),
        (ZOE.lower(), (CODE.lower(),)),
    ]
    assert len({each.key for each in project.selections}) == 2


def test_notes_of_a_selection_answers_links_and_memos() -> None:
    inside = (
        f'<Description>Mine 😀</Description><Coding guid="{guid(60)}"><CodeRef targetGUID="{CODE}"/></Coding>'
        f'<NoteRef targetGUID="{guid(70)}"/><NoteRef targetGUID="{guid(71)}"/>'
    )
    after = f"""<Notes>
     <Note guid="{guid(70)}" name="memo"><PlainTextContent>Of the selection</PlainTextContent></Note>
     <Note guid="{guid(71)}" name="AT: it" creatingUser="{ZOE}"><Description>turn: it helps us</Description>
      <PlainTextContent>No.\n\nلا.</PlainTextContent></Note>
     <Note guid="{guid(72)}" name="of nothing"><PlainTextContent>x</PlainTextContent></Note>
    </Notes><Links>
     <Link guid="{guid(80)}" name="contradicts" originGUID="{guid(71)}" targetGUID="{guid(1)}"/>
     <Link guid="{guid(81)}" name="is part of" originGUID="{guid(1)}" targetGUID="{guid(1)}"/></Links>"""
    project = read(selections=selection(1, 0, 6, inside=inside), after=after)
    assert project.selections[0].note == "Mine 😀\n\nOf the selection"
    (answer,) = project.answers
    assert (answer.heading, answer.text, answer.how) == ("AT: it", "No.\n\nلا.", "turn")
    assert [(tie.name, tie.person_key) for tie in project.ties] == [
        ("contradicts", ZOE.lower()),
        ("is part of", ADA.lower()),
    ]
    assert project.told == ("1 note of it cannot be taken",)


def test_what_is_no_text_is_named_but_the_text_of_a_pdf_is_taken() -> None:
    whole = f'<Coding guid="{guid(5)}"><CodeRef targetGUID="{CODE}"/></Coding>'
    document = qde(more=whole).replace(
        "</Sources>",
        f'<PDFSource guid="{guid(6)}" name="Scan"><Representation guid="{guid(7)}" name="r">'
        f"<PlainTextContent>{escape(TEXT)}</PlainTextContent>{selection(1, 0, 6)}</Representation>"
        f'</PDFSource><AudioSource guid="{guid(8)}" name="Talk"/><PictureSource guid="{guid(9)}"/></Sources>',
    )
    project = read_project(packed({"project.qde": document, f"sources/{SOURCE}.txt": TEXT}), "s.qdpx")
    assert [each.name for each in project.texts] == ["Fences.docx", "Scan"]
    assert len(project.selections) == 1
    assert project.told == (
        "1 coding of a whole text of it cannot be taken",
        "1 PDF of it cannot be taken",
        "1 recording of it cannot be taken",
        "1 picture of it cannot be taken",
    )


@pytest.mark.parametrize(
    "space", ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", "urn:QDA-XML:codebook:0:4"]
)
def test_a_codebook_of_any_version_is_its_codes(space: str) -> None:
    data = f"""<?xml version="1.0"?><CodeBook xmlns="{space}" origin="ATLAS.ti"><Codes>
      <Code guid="p" name="Evidence"><Description>x</Description><Code guid="c" name="a &amp; 自"/></Code>
      </Codes></CodeBook>"""
    project = read_project(data.encode(), "codes.qdc")
    assert [(each.key, *each.path, each.name) for each in project.codes] == [
        ("p", "Evidence"),
        ("c", "Evidence", "a & 自"),
    ]
    assert project.texts == ()


# What nobody should write


def refused(data: bytes, *words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_project(data, "bad.qdpx")
    said = str(caught.value)
    assert "“bad.qdpx”" in said
    assert said.count("\n") == 0
    assert all(word in said for word in words), said


def test_entities_are_refused_and_nothing_of_them_is_read() -> None:
    outside = '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    laughs = '<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    for declared in (outside, laughs):
        document = qde(source="", more="<PlainTextContent>&x;</PlainTextContent>").replace(
            "?>", "?>" + declared
        )
        refused(packed({"project.qde": document}), "not safe")
        refused(document.encode(), "not safe")
        refused(document.replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16"), "not safe")


def test_bombs_and_names_that_climb_out_are_refused() -> None:
    refused(packed({"project.qde": qde(), f"sources/{SOURCE}.txt": b"a" * 30_000_000}), "not safe")
    refused(packed({"project.qde": qde(), "../evil.txt": b"a"}), "outside")
    refused(packed({"project.qde": qde(), "sources/..\\..\\evil.txt": b"a"}), "outside")


def test_what_is_no_project_is_refused() -> None:
    refused(b"", "damaged")
    refused(b"Fences teach climbers.", "damaged")
    refused(b"PK\x03\x04 and no more", "damaged")
    refused(packed({"word/document.xml": "<a/>"}), "no REFI-QDA project")
    refused(b"<html><body>x</body></html>", "not a REFI-QDA file")
    refused(packed({"project.qde": qde()[:300]}), "damaged")


def test_deep_nesting_and_wild_numbers_are_survived() -> None:
    deep = '<Code guid="d" name="x">' * 1_000 + "</Code>" * 1_000
    document = qde(
        selections=selection(1, 0, 6).replace('"0"', '"' + "9" * 5_000 + '"')
        + selection(2, 0, 6).replace('"6"', '"٦"')
        + selection(3, 5, 10**11)
        + selection(4, -5, 3)
    ).replace("<Codes>", "<Codes>" + deep)
    project = read_project(packed({"project.qde": document, f"sources/{SOURCE}.txt": TEXT}), "s.qdpx")
    assert len(project.codes) == 1_002
    assert len(project.selections) == 4


def test_cut_and_flipped_files_are_read_or_refused_in_one_sentence() -> None:
    chance = random.Random(5)
    whole = writer.write_project(random_bundle(3, 6))
    document = zipfile.ZipFile(io.BytesIO(whole)).read("project.qde")
    for _ in range(150):
        for data in (whole, document):
            spoilt = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.4 else data)
            for _ in range(chance.randrange(4)):
                if spoilt:
                    spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            with suppress(BadInput):
                assert read_project(bytes(spoilt), "spoilt.qdpx").name == "spoilt.qdpx"


def test_our_own_empty_library_is_read() -> None:
    assert read_project(writer.write_project(Bundle()), "p").texts == ()
    assert (
        len(read_project(writer.write_project(Bundle(essays=(Essay(title="A", text="x"),))), "p").texts) == 1
    )
