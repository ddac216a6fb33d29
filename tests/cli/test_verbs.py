"""What each verb does and prints, in this process; `tests/cli/test_command_line.py` runs it as others do."""

import csv
import io
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from counterpoint.core.records import Essay, Passage
from counterpoint.main import main
from counterpoint.workspace import arguments, library, tagging
from counterpoint.workspace.workspace import Workspace
from tests.library import TEXT, rows, with_essay

Run = Callable[..., tuple[int, str, str]]

NOTE = "counterpoint: note: "
"""What a line on stderr begins with where all went well."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.counterpoint"


@pytest.fixture
def run(path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a verb on the test's library; gives exit code, stdout and stderr."""

    def run_verb(*argv: object, at: Path = path) -> tuple[int, str, str]:
        code = main(["--library", str(at), *map(str, argv)])
        told = capfd.readouterr()
        assert code in (0, 1, 2)
        assert code != 1 or told.err.count("\n") == 1, told.err
        assert (code == 0) == (not told.err or told.err.startswith(NOTE)), told.err
        return code, told.out, told.err

    return run_verb


def json_of(told: tuple[int, str, str]) -> Any:
    assert told[0] == 0, told
    return json.loads(told[1])


@pytest.fixture
def argued(path: Path) -> dict[str, str]:
    """A library with a claim that is answered, an answer that is answered, evidence and another's claim."""
    ws, essay = with_essay(path.parent)
    claim = tagging.tag_span(ws, essay, 0, 25, "claim")
    claim = tagging.set_detail(ws, claim, "thesis")
    tagging.set_note(ws, claim, "Line one\n\x1b[31mline two 😀")
    evidence = tagging.tag_span(ws, essay, TEXT.index("Prices"), TEXT.index("Who pays") - 1, "evidence")
    answer = arguments.answer(ws, "passage", claim.id, "AT: Fences", "No.", "turn", [evidence.id])
    arguments.answer(ws, "counterargument", answer.id, "AT: No", "Yes.", "rebut")
    library.choose_annotator(ws, library.add_annotator(ws, "Zoë 自"))
    other = tagging.tag_span(ws, essay, 0, 14, "claim")
    arguments.link(ws, "supports", "passage", evidence.id, "passage", other.id)
    arguments.link(ws, "answers", "passage", evidence.id, "passage", other.id)
    ids = {
        "essay": essay.id,
        "claim": claim.id,
        "evidence": evidence.id,
        "answer": answer.id,
        "other": other.id,
    }
    ws.close()
    return ids


def records(path: Path) -> dict[str, list[tuple[object, ...]]]:
    ws = library.open_workspace(path, read_only=True)
    with closing(ws):
        return rows(ws.store)


# Reading


def test_essays_are_listed(run: Run, argued: dict[str, str]) -> None:
    (told,) = json_of(run("essays", "--json"))
    assert told == {"id": argued["essay"], "title": "Fences", "author": "", "words": 0, "passages": 3}
    assert run("essays") == (0, f"{argued['essay'][:8]}  0  words  3  passages  Fences\n", "")


def test_an_empty_library_lists_nothing(run: Run) -> None:
    for verb in (["essays"], ["holes"], ["search", "x"]):
        assert run(*verb) == (0, "", "")
        assert json_of(run(*verb, "--json")) == []


def test_passages_are_told_in_text_order_with_their_answers(run: Run, argued: dict[str, str]) -> None:
    told = json_of(run("passages", "fences", "--json"))
    assert [each["id"] for each in told] == [argued["claim"], argued["other"], argued["evidence"]]
    assert told[0] == {
        "id": argued["claim"],
        "kind": "claim",
        "detail": "thesis",
        "start": 0,
        "end": 25,
        "quote": TEXT[:25],
        "note": "Line one\n\x1b[31mline two 😀",
        "annotator": "Ada",
        "answers": [{"id": argued["answer"], "heading": "AT: Fences", "how": "turn", "annotator": "Ada"}],
    }
    assert told[1]["annotator"] == "Zoë 自"
    assert [(each["id"], each["how"]) for each in told[1]["answers"]] == [(argued["evidence"], "")]
    assert told[1]["answers"][0]["heading"] == told[2]["quote"]
    for each in told:
        assert TEXT[each["start"] : each["end"]] == each["quote"]


def test_passages_for_people_hold_no_controls(run: Run, argued: dict[str, str]) -> None:
    _, told, _ = run("passages", argued["essay"][:4])
    assert "\x1b" not in told
    assert "note: Line one [31mline two 😀\n" in told
    assert "answered (turn, Ada): AT: Fences\n" in told
    assert len(told.splitlines()) == 6


@pytest.mark.parametrize("name", ["FENCES", "{id}", "{start}", "{upper}"])
def test_an_essay_goes_by_title_id_or_a_start_of_it(run: Run, argued: dict[str, str], name: str) -> None:
    essay = argued["essay"]
    named = name.format(id=essay, start=essay[:6], upper=essay[:8].upper())
    assert len(json_of(run("passages", named, "--json"))) == 3


def test_what_no_essay_answers_to_is_told(run: Run, argued: dict[str, str]) -> None:
    for verb in ("passages", "holes", "export"):
        code, out, err = run(verb, "Walls")
        assert (code, out) == (1, "")
        assert "Walls" in err


def test_holes_are_told(run: Run, argued: dict[str, str]) -> None:
    told = json_of(run("holes", "--json"))
    assert {(each["id"], each["hole"]) for each in told} >= {(argued["claim"], "no evidence")}
    assert (argued["claim"], "unanswered") not in {(each["id"], each["hole"]) for each in told}
    assert {each["hole"] for each in told} == {"no evidence", "no support"}
    for each in told:
        assert list(each) == ["id", "essay", "kind", "quote", "hole"]
        assert each["essay"] == argued["essay"]
    assert json_of(run("holes", "Fences", "--json")) == told
    _, plain, _ = run("holes")
    assert plain.splitlines()[0] == "Fences"
    assert len(plain.splitlines()) == 1 + len(told)


def test_places_found_are_told(run: Run, argued: dict[str, str]) -> None:
    told = json_of(run("search", "prices", "rose", "--json"))
    assert {each["kind"] for each in told} == {"essay", "passage"}
    for each in told:
        assert list(each) == ["kind", "id", "essay", "snippet", "score"]
        assert each["essay"] == argued["essay"]
        assert "Prices rose" in each["snippet"]
        assert not {"\x02", "\x03"} & set(each["snippet"])
    assert len(json_of(run("search", "--json", "--limit", "1", "prices"))) == 1
    assert json_of(run("search", "--json", '"rose prices"')) == []
    _, plain, _ = run("search", "力更")
    assert "自力更生" in plain


# In


def essay_file(folder: Path, name: str = "essay.txt", text: str = TEXT) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_an_essay_is_taken_in_with_its_citation_once(run: Run, tmp_path: Path, path: Path) -> None:
    file = essay_file(tmp_path)
    given = [
        "--title",
        " Fences  and 自力 ",
        "--author",
        "Noor",
        "--published",
        "4 March 2025",
        "--side",
        "con",
    ]
    given += ["--topic", "Walls work", "--url", "https://example.org/a", "--publication", "The Post"]
    told = json_of(run("import", file, *given, "--json"))
    (added,) = told["essays"]
    assert (added["title"], added["already"], added["file"]) == ("Fences and 自力", False, str(file))
    assert (told["annotations"], told["problems"]) == ([], [])
    again = json_of(run("import", file, "--json"))
    assert again["essays"] == [added | {"already": True}]
    assert run("import", file)[1].startswith(f"there already  {added['id'][:8]}")
    ws = library.open_workspace(path, read_only=True)
    with closing(ws):
        essay = library.essay(ws, added["id"])
        (topic,) = library.topics(ws)
    assert (essay.author, essay.published, essay.side) == ("Noor", "2025-03-04", "con")
    assert (essay.url, essay.publication) == ("https://example.org/a", "The Post")
    assert (essay.text, essay.topic_id, topic.wording) == (TEXT, topic.id, "Walls work")


@pytest.mark.parametrize(
    "given", [["--published", "soon"], ["--url", "example"], ["--accessed", "2025-13-40"]]
)
def test_a_citation_that_makes_no_sense_is_refused(run: Run, tmp_path: Path, given: list[str]) -> None:
    code, _, err = run("import", essay_file(tmp_path), *given)
    assert code == 1
    assert given[1] in err
    assert json_of(run("essays", "--json")) == []


def test_a_folder_is_taken_file_by_file(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "essays"
    essay_file(folder, "b.txt", "Second essay 😀. It is short.")
    essay_file(folder, "a.md", "# First essay\n\nIt is short, too.")
    essay_file(folder, "deep/c.TXT", "Third essay. قال.")
    essay_file(folder, ".hidden.txt", "Hidden.")
    essay_file(folder, ".git/x.txt", "Hidden.")
    essay_file(folder, "picture.png", "no text")
    told = json_of(run("import", folder, folder / "b.txt", "--json"))
    assert [Path(each["file"]).name for each in told["essays"]] == ["a.md", "b.txt", "c.TXT"]
    assert run("import", folder, "--title", "One")[0] == 1
    (tmp_path / "nothing").mkdir()
    code, _, err = run("import", tmp_path / "nothing")
    assert code == 1
    assert "holds no" in err


def test_what_can_be_taken_is_and_the_rest_is_named(run: Run, tmp_path: Path) -> None:
    good = essay_file(tmp_path)
    (tmp_path / "latin.txt").write_bytes(
        "Där är kaféet på ön, sade hon, och gick över ån. ".encode("cp1252") * 20
    )
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = run("import", tmp_path / "latin.txt", tmp_path / "empty.txt", good)
    assert code == 1
    assert out.startswith("added")
    assert err.startswith("counterpoint: 2 of 3 files were not taken: ")
    assert "--encoding" in err
    assert "empty" in err
    assert len(json_of(run("essays", "--json"))) == 1
    code, out, err = run("import", tmp_path / "latin.txt", "--encoding", "cp1252")
    assert (code, err) == (0, "")
    assert run("import", tmp_path / "latin.txt", "--encoding", "klingon")[0] == 1
    code, out, err = run("import", tmp_path / "empty.txt", "--json")
    assert code == 1
    assert json.loads(out)["problems"][0]["file"].endswith("empty.txt")


def test_annotations_of_another_program_are_taken_under_their_creators(run: Run, tmp_path: Path) -> None:
    annotation = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "id": "http://example.org/1",
        "motivation": "tagging",
        "creator": {"type": "Person", "name": "Grace"},
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": "evidence"}],
        "target": {
            "source": "essay.txt",
            "selector": {"type": "TextQuoteSelector", "exact": "Prices rose by 3.5 percent"},
        },
    }
    lost = annotation | {
        "id": "http://example.org/2",
        "target": {
            "source": "essay.txt",
            "selector": {"type": "TextQuoteSelector", "exact": "Never said at all"},
        },
    }
    file = tmp_path / "tags.jsonld"
    file.write_text(json.dumps([annotation, lost]), encoding="utf-8")
    # Named first, yet taken after the essay that they are of.
    told = json_of(run("import", file, essay_file(tmp_path), "--json"))
    assert len(told["essays"]) == 1
    assert told["annotations"][0]["added"] >= 2
    assert any("Never said" in each["problem"] for each in told["problems"])
    (passage,) = json_of(run("passages", told["essays"][0]["id"], "--json"))
    assert (passage["annotator"], passage["kind"]) == ("Grace", "evidence")
    _, plain, _ = run("import", file)
    assert "Never said" in plain


def test_a_file_of_no_annotations_is_refused(run: Run, tmp_path: Path) -> None:
    for name, text in (("a.json", "no json"), ("b.jsonld", '{"a": 1}'), ("c.json", "")):
        assert run("import", essay_file(tmp_path, name, text))[0] == 1
    assert run("import", tmp_path / "missing.jsonld")[0] == 1


def test_annotation_files_are_taken_together_and_each_is_told(
    run: Run, tmp_path: Path, path: Path, argued: dict[str, str]
) -> None:
    folder = tmp_path / "tags é"
    folder.mkdir()
    run("export", "-o", folder / "ours.jsonld")
    (folder / "again.jsonld").write_bytes((folder / "ours.jsonld").read_bytes())
    essay_file(folder, "broken.jsonld", "{")
    essay_file(folder, "other.txt", "Another essay altogether. 自力更生")
    other = tmp_path / "other.counterpoint"
    code, out, err = run("import", folder, "--json", at=other)
    assert (code, err.count("valid JSON")) == (1, 1)
    told = json.loads(out)
    counts = {Path(each["file"]).name: (each["added"], each["already"]) for each in told["annotations"]}
    whole = sum(map(len, records(path).values()))
    assert counts == {"again.jsonld": (whole, 0), "ours.jsonld": (0, whole)}
    assert [Path(each["file"]).name for each in told["problems"]] == ["broken.jsonld"]
    ws = library.open_workspace(other)
    assert ws.undo_label == "Import 2 files"
    ws.undo()
    assert [each.title for each in library.essays(ws)] == [told["essays"][0]["title"]]
    ws.close()


# Out


def test_the_starter_library_exported_and_taken_in_again_is_the_same(
    run: Run, tmp_path: Path, path: Path
) -> None:
    assert json_of(run("starter", "--json"))["added"] == 4
    assert json_of(run("starter", "--json"))["added"] == 0
    file = tmp_path / "everything.jsonld"
    code, out, _ = run("export", "-o", file)
    assert (code, out) == (0, f"4 essays written to “{file}”.\n")
    other = tmp_path / "other.counterpoint"
    told = json_of(run("import", file, "--json", at=other))
    there = records(path)
    assert records(other) == there
    assert all(len(there[table]) > 3 for table in ("essay", "passage", "counterargument", "link"))
    assert told["problems"] == []
    assert told["annotations"][0]["added"] == sum(map(len, there.values()))
    again = json_of(run("import", file, "--json", at=other))["annotations"][0]
    assert (again["added"], again["changed"]) == (0, 0)
    assert run("export", at=other)[1] == file.read_text(encoding="utf-8")
    assert run("check", at=other)[0] == 0


def test_what_was_removed_and_made_by_hand_survives_the_round_trip(
    run: Run, tmp_path: Path, path: Path, argued: dict[str, str]
) -> None:
    ws = library.open_workspace(path)
    library.add_topic(ws, "Fences, or none?")
    tagging.add_detail(ws, "claim", "warning ⚠️")
    library.choose_annotator(ws, library.annotators(ws)[0])
    arguments.remove_answer(ws, arguments.counterargument(ws, argued["answer"]))
    ws.close()
    run("export", "-o", tmp_path / "all.jsonld")
    other = tmp_path / "other.counterpoint"
    assert run("import", tmp_path / "all.jsonld", at=other)[0] == 0
    assert records(other) == records(path)
    assert records(path)["tombstone"]


def test_one_essay_is_exported_with_what_it_needs(run: Run, tmp_path: Path, argued: dict[str, str]) -> None:
    run("import", essay_file(tmp_path, text="Another essay altogether. It has no tags."))
    _, text, _ = run("export", "Fences", argued["essay"])
    assert len(json.loads(text)["counterpoint:essays"]) == 1
    file = essay_file(tmp_path, "one.jsonld", text)
    other = tmp_path / "other.counterpoint"
    assert run("import", file, at=other)[0] == 0
    assert len(json_of(run("passages", "Fences", "--json", at=other))) == 3


def test_passages_are_exported_as_csv(run: Run, path: Path, argued: dict[str, str]) -> None:
    ws = library.open_workspace(path)
    library.choose_annotator(ws, library.annotators(ws)[0])
    for danger in "=+-@":
        tagging.set_note(ws, tagging.passage(ws, argued["claim"]), danger + "1+1")
        _, text, _ = run("export", "--format", "csv")
        table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        assert [row["id"] for row in table] == [argued["claim"], argued["other"], argued["evidence"]]
        assert table[0]["note"] == "'" + danger + "1+1"
        assert table[0]["answers"] == "AT: Fences"
    ws.close()
    assert text.startswith("\ufeff")
    assert text.count("\r\n") == 4
    assert "\r\r" not in text


def test_an_export_is_never_written_over_the_library(run: Run, path: Path, argued: dict[str, str]) -> None:
    before = records(path)
    for ending in ("", "-wal"):
        assert run("export", "-o", str(path) + ending)[0] == 1
    assert records(path) == before


# Care


def test_a_library_is_checked_backed_up_and_restored(
    run: Run, tmp_path: Path, path: Path, argued: dict[str, str]
) -> None:
    before = records(path)
    assert run("check") == (0, "The library is whole.\n", "")
    assert json_of(run("check", "--json")) == {"problems": []}
    backup = tmp_path / "backup"
    assert run("backup", backup)[0] == 0
    run("starter")
    assert run("backup", tmp_path / "library.counterpoint")[0] == 1
    code, out, _ = run("restore", backup)
    assert code == 0
    assert "before-restore" in out
    assert records(path) == before
    assert run("restore", tmp_path / "none")[0] == 1


def test_problems_are_listed_and_counted(run: Run, path: Path, argued: dict[str, str]) -> None:
    ws = library.open_workspace(path)
    ws.store.raw.execute("UPDATE passage SET quote = upper(quote)")
    ws.store.raw.execute("INSERT INTO essay_search (essay_search) VALUES ('delete-all')")
    ws.close()
    code, out, err = run("check")
    assert code == 1
    assert len(out.splitlines()) == 2
    assert "2 problems; restore a backup" in err
    code, out, err = run("check", "--rebuild-index", "--json")
    assert code == 1
    assert len(json.loads(out)["problems"]) == 1


def test_a_stale_index_is_rebuilt(run: Run, path: Path, argued: dict[str, str]) -> None:
    ws = library.open_workspace(path)
    ws.store.raw.execute("INSERT INTO essay_search (essay_search) VALUES ('delete-all')")
    ws.close()
    code, _, err = run("check")
    assert code == 1
    assert "--rebuild-index” mends it" in err
    assert run("check", "--rebuild-index") == (0, "The library is whole.\n", "")


# Which library, and how


def test_the_library_may_be_named_before_or_after_the_verb(
    run: Run, tmp_path: Path, argued: dict[str, str]
) -> None:
    other = tmp_path / "other.counterpoint"
    assert json_of(run("essays", "--json", "--library", other)) == []
    assert len(json_of(run("essays", "--json"))) == 1


def test_read_only_writes_nothing(run: Run, tmp_path: Path, path: Path, argued: dict[str, str]) -> None:
    content = path.read_bytes()
    code, _, err = run("--read-only", "import", essay_file(tmp_path))
    assert code == 1
    assert "reading only" in err
    assert run("--read-only", "essays")[0] == 0
    assert path.read_bytes() == content


def test_a_newer_library_is_refused_unchanged(run: Run, path: Path, argued: dict[str, str]) -> None:
    ws: Workspace = library.open_workspace(path)
    ws.store.raw.execute("UPDATE alembic_version SET version_num = '9999'")
    ws.close()
    content = path.read_bytes()
    for verb in (["essays"], ["starter"], ["check"]):
        code, _, err = run(*verb)
        assert code == 1
        assert "newer Counterpoint" in err
    assert path.read_bytes() == content


def test_a_fault_of_ours_is_one_line_and_a_report(
    run: Run, empty_home: Path, monkeypatch: pytest.MonkeyPatch, argued: dict[str, str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("wheel\noff")

    monkeypatch.setattr("counterpoint.workspace.library.essays", broken)
    code, _, err = run("essays")
    assert code == 1
    assert "RuntimeError: wheel off" in err
    (report,) = empty_home.rglob("report-*.txt")
    assert "Traceback" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["search"],
        ["essays", "--jsno"],
        ["export", "--format", "pdf"],
        ["passages"],
        ["search", "x", "--limit", "0"],
        ["import"],
        ["import", "x.txt", "--side", "left"],
        ["essays", "--library"],
    ],
)
def test_a_wrong_call_ends_with_2(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "Error: " in err


@pytest.mark.parametrize("name", ["no folder/library", "", "essay.txt", "torn"])
def test_a_library_that_cannot_be_opened_is_told(run: Run, tmp_path: Path, name: str) -> None:
    essay_file(tmp_path)
    (tmp_path / "torn").write_bytes(b"SQLite format 3\0" + b"torn" * 3000)
    for verb in (["essays"], ["starter"], ["check"]):
        assert run(*verb, at=tmp_path / name)[:2] == (1, "")
    assert run("restore", tmp_path / "essay.txt")[:2] == (1, "")
    assert run("export", "-o", tmp_path / "no folder" / "x.csv")[:2] == (1, "")
    assert (tmp_path / "essay.txt").read_text(encoding="utf-8") == TEXT


def test_a_library_open_in_a_window_is_read_but_not_written(
    run: Run, tmp_path: Path, path: Path, argued: dict[str, str]
) -> None:
    window = library.open_workspace(path)
    library.set_citation(window, library.essay(window, argued["essay"]), author="Noor")
    assert "Noor" in run("essays")[1]
    for verb in (["search", "climbers"], ["holes"], ["passages", "Fences"], ["check"], ["export"]):
        code, out, _ = run(*verb)
        assert code == 0
        assert out
    assert run("backup", tmp_path / "backup")[0] == 0
    for verb in (["starter"], ["import", str(essay_file(tmp_path))], ["restore", str(tmp_path / "backup")]):
        code, out, err = run(*verb)
        assert (code, out) == (1, "")
        assert "open in another window" in err
    library.add_annotator(window, "Ben")
    window.close()


def test_correct_gives_an_essay_another_text(run: Run, path: Path, argued: dict[str, str]) -> None:
    file = path.parent / "fences.txt"
    file.write_bytes(("\ufeff" + TEXT.replace("teach", "taught")).encode())
    told = json_of(run("correct", "Fences", file, "--json"))
    assert told["places"] >= 1
    assert told["to_confirm"] == 0
    with closing(library.open_workspace(path)) as ws:
        (essay,) = ws.store.find(Essay)
        assert essay.text == TEXT.replace("teach", "taught")
        assert all(essay.text[each.start : each.end] == each.quote for each in ws.store.find(Passage))
    code, _, err = run("correct", "Fences", file)
    assert (code, "Nothing is changed" in err) == (1, True)
    file.write_bytes(b"\xff\xfe\xfa")
    assert "not UTF-8" in run("correct", "Fences", file)[2]
    assert "could not be read" in run("correct", "Fences", path.parent / "none.txt")[2]
