"""REFI-QDA files, read by another program's reader and by our own."""

import io
import re
import zipfile
from pathlib import Path
from uuid import uuid4

from hypothesis import example, given, settings
from lxml import etree
from pyrefiqda import RefiCodebook, RefiProject
from pyrefiqda.models import Project

from counterpoint.core.bundle import Bundle
from counterpoint.core.code_kinds import proposed
from counterpoint.core.records import (
    Annotator,
    Counterargument,
    Detail,
    Essay,
    Link,
    Passage,
    Topic,
)
from counterpoint.core.vocabulary import DETAILS, KINDS
from counterpoint.exporters import refi
from counterpoint.importers.coded_records import records_of
from counterpoint.importers.refi import read_project
from tests.core.bundles import bundles, random_bundle
from tests.library import TEXT, passage_of

ADA = Annotator(name="Ada")
ZOE = Annotator(name="Zoe\u0301 & <Co>")
TOPIC = Topic(wording="Build fences")
ESSAY = Essay(
    title="Fences 😀",
    text=TEXT,
    author="Ng",
    published="2025-03",
    url="https://example.org/a?b=1&c=2",
    topic_id=TOPIC.id,
    side="con",
    headings_json="[[0,6,1]]",
)


def tagged(words: str, kind, detail: str = "", note: str = "", by: Annotator = ADA) -> Passage:
    start = TEXT.index(words)
    return passage_of(ESSAY, by, start, start + len(words), kind).model_copy(
        update={"detail": detail, "note": note, "created": "2026-03-04T09:30:00Z"}
    )


CLAIM = tagged("teach climbers", "claim", "thesis", "A note\nin two lines & <b>.")
EVIDENCE = tagged("“We adapt.” قال", "evidence", "our own", by=ZOE)
RHETORIC = tagged("自力更生", "rhetoric")
ANSWER = Counterargument(
    annotator_id=ZOE.id, heading="AT: Fences", reasoning="No.\n\n*لا* 😀", how="undercut"
)
TIE = Link(
    annotator_id=ZOE.id,
    relation="answers",
    source_type="counterargument",
    source_id=ANSWER.id,
    target_type="passage",
    target_id=CLAIM.id,
)
SUPPORT = Link(
    annotator_id=ADA.id,
    relation="supports",
    source_type="passage",
    source_id=EVIDENCE.id,
    target_type="counterargument",
    target_id=ANSWER.id,
)
LIBRARY = Bundle(
    topics=(TOPIC,),
    annotators=(ADA, ZOE),
    details=(Detail(kind="rhetoric", name="irony"),),
    essays=(ESSAY,),
    passages=(CLAIM, EVIDENCE, RHETORIC),
    counterarguments=(ANSWER,),
    links=(TIE, SUPPORT),
)


def opened(library: Bundle, folder: Path) -> Project:
    """The project as the other program's reader has it: it knows the schema's names, types and patterns."""
    file = folder / "project.qdpx"
    file.write_bytes(refi.write_project(library))
    return RefiProject.load(file, str(folder / "out"))


def test_another_reader_finds_every_essay_passage_and_person(tmp_path: Path) -> None:
    project = opened(LIBRARY, tmp_path)
    assert {each.name for each in project.users.user} == {"Ada", "Zoe\u0301 & <Co>"}
    (source,) = project.sources.text_source
    file = tmp_path / "out" / "sources" / source.plain_text_path.removeprefix("internal://")
    assert file.read_bytes() == TEXT.encode()
    found = {
        each.guid: (TEXT[each.start_position : each.end_position], each.creating_user, each.description)
        for each in source.plain_text_selection
    }
    assert found == {
        CLAIM.id: ("teach climbers", ADA.id, CLAIM.note),
        EVIDENCE.id: ("“We adapt.” قال", ZOE.id, None),
        RHETORIC.id: ("自力更生", ADA.id, None),
    }
    coding = source.plain_text_selection[0].coding[0]
    names = {code.guid: code.name for top in project.code_book.codes.code for code in (top, *top.code)}
    assert names[coding.code_ref.target_guid] == "thesis"
    assert str(source.plain_text_selection[0].creation_date_time) == "2026-03-04T09:30:00Z"


def test_codes_are_kinds_in_their_colours_with_details_below(tmp_path: Path) -> None:
    tops = opened(LIBRARY, tmp_path).code_book.codes.code
    assert [(top.name, top.color) for top in tops] == [
        ("Claim", "#0072B2"),
        ("Evidence", "#009E73"),
        ("Rhetoric", "#D55E00"),
    ]
    below = [[code.name for code in top.code] for top in tops]
    added = {"claim": [], "evidence": ["our own"], "rhetoric": ["irony"]}
    assert below == [[*DETAILS[kind], *added[kind]] for kind in KINDS]
    assert all(top.is_codable and top.description for top in tops)


def test_answers_are_notes_with_links_and_the_citation_variables(tmp_path: Path) -> None:
    project = opened(LIBRARY, tmp_path)
    (note,) = project.notes.note
    file = tmp_path / "out" / "sources" / note.plain_text_path.removeprefix("internal://")
    assert (note.name, file.read_text(encoding="utf-8")) == ("AT: Fences", ANSWER.reasoning)
    assert note.description == "undercut: the step does not follow"
    links = {
        (each.name, each.origin_guid, each.target_guid, each.direction.value) for each in project.links.link
    }
    assert links == {
        ("answers", ANSWER.id, CLAIM.id, "OneWay"),
        ("supports", EVIDENCE.id, ANSWER.id, "OneWay"),
    }
    (source,) = project.sources.text_source
    assert [each.target_guid for each in source.plain_text_selection[0].note_ref] == [ANSWER.id]
    names = {each.guid: each.name for each in project.variables.variable}
    held = {names[each.variable_ref.target_guid]: each.text_value for each in source.variable_value}
    assert held == {
        "Author": "Ng",
        "Published": "2025-03",
        "URL": "https://example.org/a?b=1&c=2",
        "Topic": "Build fences",
        "Side": "con",
    }


def test_a_codebook_is_read_by_another_program(tmp_path: Path) -> None:
    file = tmp_path / "codes.qdc"
    file.write_bytes(refi.write_codebook(LIBRARY))
    tops = RefiCodebook.load(file).codes.code
    assert [top.name for top in tops] == ["Claim", "Evidence", "Rhetoric"]
    assert "irony" in [code.name for code in tops[2].code]


def test_essays_of_one_title_have_names_apart_and_their_title_back() -> None:
    library = Bundle(
        essays=(ESSAY, Essay(title="Fences 😀", text="Another text."), Essay(title="A", text="x"))
    )
    project = read_project(refi.write_project(library), "p.qdpx")
    assert sorted(each.name for each in project.texts) == ["A", "Fences 😀", "Fences 😀 (2)"]
    assert sorted(each.title for each in records_of(project, {}).bundle.essays) == [
        "A",
        "Fences 😀",
        "Fences 😀",
    ]


def test_answers_of_one_heading_have_names_apart_and_their_heading_back() -> None:
    again = ANSWER.model_copy(update={"id": str(uuid4()), "how": "turn"})
    data = refi.write_project(Bundle(annotators=(ZOE,), counterarguments=(ANSWER, again)))
    names = re.findall(r'<Note guid="[^"]+" name="([^"]+)"', qde_of(data))
    assert sorted(names) == ["AT: Fences", "AT: Fences (2)"]
    found = {each.key: (each.heading, each.how) for each in read_project(data, "p.qdpx").answers}
    assert found == {ANSWER.id: ("AT: Fences", "undercut"), again.id: ("AT: Fences", "turn")}


def qde_of(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("project.qde").decode()


def test_what_xml_cannot_hold_is_replaced_and_the_same_records_give_the_same_bytes() -> None:
    odd = CLAIM.model_copy(update={"note": "bell \x07 and \ufffe"})
    library = Bundle(annotators=(ADA,), essays=(ESSAY,), passages=(odd,))
    data = refi.write_project(library)
    assert read_project(data, "p").selections[0].note == "bell \ufffd and \ufffd"
    again = Bundle(annotators=(ADA, ZOE)[:1], essays=(ESSAY,), passages=(odd,))
    assert refi.write_project(again) == data
    assert refi.write_codebook(again) == refi.write_codebook(library)
    infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    assert {each.date_time for each in infos} == {(1980, 1, 1, 0, 0, 0)}


ORDER = {
    "Project": "Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef",
    "TextSource": "Description PlainTextContent PlainTextSelection Coding NoteRef VariableValue",
    "Note": "Description PlainTextContent PlainTextSelection Coding NoteRef VariableValue",
    "PlainTextSelection": "Description Coding NoteRef",
    "Coding": "CodeRef NoteRef",
    "Code": "Description NoteRef Code",
}
"""In what order the schema has the children of an element."""


@settings(max_examples=25)
@example(random_bundle(79174, 1))
@given(bundles())
def test_any_library_is_in_the_order_of_the_schema_and_comes_back(library: Bundle) -> None:
    data = refi.write_project(library)
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("project.qde"))
    for element in root.iter():
        name = etree.QName(element).localname
        if name in ORDER:
            places = [ORDER[name].split().index(etree.QName(child).localname) for child in element]
            assert places == sorted(places)
        for key, value in element.items():
            if key.lower().endswith("guid"):
                assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value)
    project = read_project(data, "p.qdpx")
    back = records_of(project, {code.key: proposed((*code.path, code.name)) for code in project.codes}).bundle
    assert held(back) == held(library)


def held(library: Bundle) -> dict[str, set[object]]:
    """What the format can hold of a library; passages of nothing but space are none, and names are on one
    line."""
    return {
        "essays": {
            (each.id, each.text, one_line(each.title), each.published, each.side) for each in library.essays
        },
        "people": {(each.id, each.name) for each in library.annotators if each.id in owners(library)},
        "passages": {
            (
                *(each.id, each.essay_id, each.start, each.end, each.quote, each.kind),
                *(one_line(each.detail) or "unnamed" * bool(each.detail), each.note.strip() and each.note),
                *(each.annotator_id, each.created),
            )
            for each in library.passages
            if each.quote.strip()
        },
        "answers": {
            (each.id, each.heading, each.reasoning.strip() and each.reasoning, each.how, each.annotator_id)
            for each in library.counterarguments
        },
        "links": {
            (each.id, each.relation, each.source_type, each.source_id, each.target_type, each.target_id)
            for each in library.links
            if {each.source_id, each.target_id}.isdisjoint(
                passage.id for passage in library.passages if not passage.quote.strip()
            )
        },
    }


def owners(library: Bundle) -> set[str]:
    """Whose a passage or an answer is that the format can hold."""
    passages = [each for each in library.passages if each.quote.strip()]
    answers = library.counterarguments
    return {each.annotator_id for each in passages} | {each.annotator_id for each in answers}


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_what_is_lost_is_said() -> None:
    assert refi.losses(LIBRARY) == ("1 essay’s headings", "2 links’ authors and times")
    assert refi.losses(Bundle(annotators=(ADA,))) == ()


def test_a_thousand_passages_at_few_places_stay_apart() -> None:
    spans = [(start, start + 5) for start in range(0, len(TEXT) - 5)]
    passages = tuple(passage_of(ESSAY, ADA, *spans[number % len(spans)]) for number in range(1_000))
    data = refi.write_project(Bundle(annotators=(ADA,), essays=(ESSAY,), passages=passages))
    assert len(read_project(data, "p.qdpx").selections) == 1_000
