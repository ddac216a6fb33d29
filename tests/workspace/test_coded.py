"""Coded projects of other programs in a library: out and back, twice, changed by a colleague, undone."""

import re
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from pydantic import TypeAdapter

from counterpoint.core.code_kinds import CodeKind
from counterpoint.core.errors import Conflict, ReadOnly
from counterpoint.core.records import Annotator, Counterargument, Detail, Essay, Link, Passage, Record
from counterpoint.importers import refi
from counterpoint.importers.coded_project import Code, CodedProject, CodedText, Person, Selection, Span
from counterpoint.workspace import arguments, coded, exchange_formats, library, tagging, transfer
from counterpoint.workspace.memory import CODE_KINDS
from counterpoint.workspace.workspace import Workspace
from tests.library import TEXT, rows, with_essay

UUIDS = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


@pytest.fixture
def ws(tmp_path: Path):
    """A library in which Ada tagged a claim, which is answered, and evidence for the answer."""
    ws, essay = with_essay(tmp_path)
    claim = tagging.set_detail(ws, tagging.tag_span(ws, essay, 0, 24, "claim"), "thesis")
    tagging.set_note(ws, claim, "A note 😀\nof two lines")
    evidence = tagging.tag_span(ws, essay, TEXT.index("自力"), TEXT.index(" is an old"), "evidence")
    arguments.answer(ws, "passage", claim.id, "AT: Fences", "No. لا.", "undercut", [evidence.id])
    yield ws
    ws.close()


@pytest.fixture
def empty(tmp_path: Path):
    (tmp_path / "theirs").mkdir()
    ws = library.open_workspace(tmp_path / "theirs" / "library.counterpoint")
    yield ws
    ws.close()


def exported(ws: Workspace, format: exchange_formats.Format) -> bytes:
    return exchange_formats.written(exchange_formats.outgoing(ws, None), format)


def project_of(ws: Workspace) -> CodedProject:
    return refi.read_project(exported(ws, "refi"), "study.qdpx")


def taken(ws: Workspace, project: CodedProject) -> transfer.Imported:
    return coded.take_in_coded(ws, project, coded.meaning(ws, project))


def count(ws: Workspace, kind: type[Record]) -> int:
    return len(ws.store.find(kind))


FOREIGN = CodedProject(
    "study.qdpx",
    (CodedText("t", "Fences.docx", TEXT),),
    (Code("c", "Data", ("Themes",)), Code("m", "metaphor"), Code("o", "Other")),
    (Person("z", "Zoe\u0301"),),
    (
        Selection("1", "t", (Span(0, 6),), ("c",), "z"),
        Selection("2", "t", (Span(7, 8),), ("m",), "z"),
        Selection("3", "t", (Span(9, 14),), ("o",), "z"),
    ),
)


def test_what_went_out_comes_into_an_empty_library(ws: Workspace, empty: Workspace) -> None:
    imported = taken(empty, project_of(ws))
    assert imported.problems == ()
    for kind in (Annotator, Passage, Counterargument, Link):
        mine, theirs = (sorted(each.id for each in one.store.find(kind)) for one in (ws, empty))
        assert mine == theirs
    fields = {"revision", "prefix", "suffix"}
    mine, theirs = (
        sorted(each.model_dump_json(exclude=fields) for each in one.store.find(Passage))
        for one in (ws, empty)
    )
    assert mine == theirs
    assert [each.title for each in imported.essays] == ["Fences"]


def test_what_went_out_is_known_when_it_comes_back(ws: Workspace) -> None:
    before = rows(ws.store)
    imported = taken(ws, project_of(ws))
    assert (imported.added, imported.changed, imported.problems) == (0, 0, ())
    assert rows(ws.store) == before
    assert [each.title for each in imported.essays] == ["Fences"]


def test_a_program_that_gives_everything_new_ids_adds_nothing(ws: Workspace) -> None:
    fresh: dict[str, str] = {}

    def renamed(data: bytes) -> CodedProject:
        project = refi.read_project(data, "study.qdpx")
        adapter = TypeAdapter(CodedProject)
        text = adapter.dump_json(project).decode()
        return adapter.validate_json(UUIDS.sub(lambda m: fresh.setdefault(m[0], str(uuid4())), text))

    before = rows(ws.store)
    imported = taken(ws, renamed(exported(ws, "refi")))
    assert (imported.added, imported.changed, imported.problems) == (0, 0, ())
    assert len(fresh) > 5
    assert rows(ws.store) == before


def test_what_a_colleague_changed_stands_beside_mine_once(ws: Workspace) -> None:
    project = project_of(ws)
    changed = tuple(replace(each, note="Theirs") if each.note else each for each in project.selections)
    imported = taken(ws, replace(project, selections=changed))
    assert imported.added == 1
    assert "changed apart" in imported.problems[0]
    assert sorted(each.note for each in ws.store.find(Passage)) == ["", "A note 😀\nof two lines", "Theirs"]
    again = taken(ws, replace(project, selections=changed))
    assert (again.added, again.changed) == (0, 0)


def test_a_project_is_one_step_of_undo_and_what_codes_mean_is_remembered(ws: Workspace) -> None:
    meant = coded.meaning(ws, FOREIGN)
    assert meant == {"c": None, "m": CodeKind("rhetoric", "metaphor"), "o": None}
    before = rows(ws.store)
    imported = coded.take_in_coded(ws, FOREIGN, meant | {"c": CodeKind("evidence", "statistic")})
    assert imported.problems == ("the code “Other”: it was left out",)
    assert {(each.kind, each.detail) for each in ws.store.find(Passage)} >= {
        ("evidence", "statistic"),
        ("rhetoric", "metaphor"),
    }
    assert count(ws, Essay) == 1
    ws.undo()
    assert rows(ws.store) == before
    again = coded.meaning(ws, FOREIGN)
    assert again == {"c": CodeKind("evidence", "statistic"), "m": CodeKind("rhetoric", "metaphor"), "o": None}
    elsewhere = replace(FOREIGN, codes=(Code("c", "Data", ("Sources",)),))
    assert coded.meaning(ws, elsewhere) == {"c": None}


@pytest.mark.parametrize("said", ["", "{", "[]", '{"Themes > Data": ["essay", ""]}', '{"Themes > Data": 3}'])
def test_what_was_remembered_wrongly_is_forgotten(ws: Workspace, said: str) -> None:
    ws.remember(CODE_KINDS, said)
    assert coded.meaning(ws, FOREIGN)["c"] is None


def test_what_comes_is_counted_before() -> None:
    coming = coded.coming(FOREIGN, {"c": CodeKind("evidence"), "m": CodeKind("rhetoric")})
    assert (dict(coming.passages), coming.left) == ({"evidence": 1, "rhetoric": 1}, 1)
    assert coded.selections_of(FOREIGN) == {"c": 1, "m": 1, "o": 1}


def test_a_codebook_brings_details_each_once(ws: Workspace) -> None:
    tagging.add_detail(ws, "rhetoric", "Irony")
    codebook = refi.read_project(exported(ws, "codebook"), "codes.qdc")
    mapping = coded.meaning(ws, codebook)
    assert taken(ws, codebook).added == 0
    more = replace(codebook, codes=(*codebook.codes, Code("n", "hearsay", ("Evidence",))))
    imported = coded.take_in_coded(ws, more, mapping | {"n": CodeKind("evidence", "hearsay")})
    assert imported.added == 1
    assert {(each.kind, each.name) for each in ws.store.find(Detail)} == {
        ("rhetoric", "Irony"),
        ("evidence", "hearsay"),
    }


def test_two_people_of_one_name_stay_two(ws: Workspace) -> None:
    people = (Person("1", "Ada"), Person("2", "ada"))
    each = (Selection("1", "t", (Span(0, 6),), ("m",), "1"), Selection("2", "t", (Span(0, 6),), ("m",), "2"))
    taken(ws, replace(FOREIGN, people=people, selections=each))
    assert sorted(each.name for each in ws.store.find(Annotator)) == ["Ada", "Ada", "ada"]


def test_a_deleted_passage_does_not_come_back(ws: Workspace) -> None:
    project = project_of(ws)
    evidence = ws.store.find(Passage, kind="evidence")
    tagging.untag(ws, evidence)
    taken(ws, project)
    assert [each.kind for each in ws.store.find(Passage)] == ["claim"]


def test_a_library_that_cannot_be_written_or_changed_meanwhile_takes_nothing(ws: Workspace) -> None:
    mapping = {"m": CodeKind("rhetoric", "metaphor")}
    reading = coded.met(transfer.everything(ws), FOREIGN, mapping)
    coded.take_in_coded(ws, FOREIGN, mapping)
    before = rows(ws.store)
    with pytest.raises(Conflict):
        coded.take_in(ws, FOREIGN, mapping, reading)
    assert rows(ws.store) == before
    other = library.open_workspace(ws.path, read_only=True)
    with pytest.raises(ReadOnly):
        coded.take_in_coded(other, FOREIGN, mapping)
    other.close()
