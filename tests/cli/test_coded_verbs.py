"""Coded projects by the command line: in, with what codes mean; out, as a project or a codebook."""

import json
from pathlib import Path

import pytest

from counterpoint.importers.refi import read_project
from counterpoint.main import main
from counterpoint.workspace import tagging, transfer
from tests.library import with_essay

Told = tuple[int, str, str]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]):
    def run_verb(at: Path, *argv: object) -> Told:
        code = main(["--library", str(at), *map(str, argv)])
        told = capfd.readouterr()
        return code, told.out, told.err

    return run_verb


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    ws, essay = with_essay(tmp_path)
    passage = tagging.tag_span(ws, essay, 9, 24, "evidence")
    tagging.set_detail(ws, passage, "hearsay 😀")
    tagging.tag_span(ws, essay, 0, 6, "claim")
    ws.close()
    return tmp_path / "library.counterpoint"


def passages(run, at: Path) -> set[tuple[str, str, str]]:
    code, out, _ = run(at, "passages", "Fences", "--json")
    assert code == 0
    return {(each["kind"], each["detail"], each["quote"]) for each in json.loads(out)}


def test_a_project_goes_out_and_comes_in_with_what_its_codes_mean(run, mine: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "out" / "study.qdpx", tmp_path / "other.counterpoint"
    file.parent.mkdir()
    assert run(mine, "export", "--format", "refi", "-o", file)[0] == 0
    assert len(read_project(file.read_bytes(), file.name).selections) == 2
    code, out, _ = run(
        other, "import", file.parent, "--code", "hearsay 😀=rhetoric:metaphor", "--code", "claim=none"
    )
    assert code == 0
    assert "study.qdpx: 3 records added" in out
    assert "the code “Claim”: it was left out" in out
    assert passages(run, other) == {("rhetoric", "metaphor", "teach climbers.")}
    assert run(other, "import", file)[0] == 0
    assert passages(run, other) == {("rhetoric", "metaphor", "teach climbers.")}
    code, out, _ = run(other, "import", file, "--code", "Claim=claim", "--json")
    assert (code, json.loads(out)["annotations"][0]["added"]) == (0, 1)


def test_a_codebook_goes_out_and_its_details_come_in(run, mine: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "codes.qdc", tmp_path / "other.counterpoint"
    assert run(mine, "export", "--format", "codebook", "-o", file)[0] == 0
    assert "1 records added" in run(other, "import", file)[1]
    code, out, err = run(mine, "export", "--format", "refi")
    assert (code, out) == (1, "")
    assert "name one with -o" in err


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Nobody=claim", "has no code “Nobody”"),
        ("Claim=essay", "cannot mean “essay”"),
        ("Claim", "has no code"),
    ],
)
def test_a_code_that_is_not_there_or_cannot_mean_that_is_said(
    run, mine: Path, tmp_path: Path, said: str, why: str
) -> None:
    file = tmp_path / "study.qdpx"
    run(mine, "export", "--format", "refi", "-o", file)
    code, _, err = run(tmp_path / "other.counterpoint", "import", file, "--code", said)
    assert code == 1
    assert why in err
    assert err.count("\n") == 1


def test_a_damaged_project_is_refused_beside_a_good_one(run, mine: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "a.qdpx", tmp_path / "b.qdpx"
    run(mine, "export", "--format", "refi", "-o", good)
    bad.write_bytes(good.read_bytes()[:200])
    other = tmp_path / "other.counterpoint"
    code, _, err = run(other, "import", good, bad)
    assert (code, "“b.qdpx” is damaged" in err) == (1, True)
    assert len(passages(run, other)) == 2
    assert transfer.is_coded(bad)
