"""`counterpoint export` in every format: files, standard output, and what is said of what is lost."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from counterpoint.main import main
from counterpoint.workspace import arguments, tagging
from counterpoint.workspace.exchange_formats import ABOUT, FORMATS
from tests.exporters.arguments import read_aif, read_argdown, read_kialo
from tests.library import with_essay


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with a claim that is answered."""
    ws, essay = with_essay(tmp_path)
    claim = tagging.tag_span(ws, essay, 0, 25, "claim")
    arguments.answer(ws, "passage", claim.id, "AT: Fences", "No. 自力 😀", "turn", [])
    ws.close()
    return ws.path


def run(path: Path, *argv: object) -> int:
    return main(["--library", str(path), "export", *map(str, argv)])


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_is_written_and_what_is_lost_said_first(
    path: Path, tmp_path: Path, format: str, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(path, "Fences", "--format", format, "-o", out) == 0
    told = capfd.readouterr()
    assert told.out == f"1 essay written to “{out}”.\n"
    if format == "webannotation":
        assert told.err == ""
    else:
        about = ABOUT[format]  # type: ignore[index]  # it is one of them
        assert told.err.startswith(f"counterpoint: note: {about.name} cannot hold ")
        assert told.err.count("\n") == 1
    assert out.is_dir() == (format == "brat")


def test_the_formats_of_argument_maps_are_what_their_readers_expect(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    texts = {}
    for format in ("argdown", "kialo", "aif"):
        assert run(path, "--format", format) == 0
        texts[format] = capfd.readouterr().out
    assert len(read_argdown(texts["argdown"]).definitions) == 2
    assert read_kialo(texts["kialo"]).below[-1][1] == "Con"
    assert len(read_aif(texts["aif"])[1]) == 1


def test_a_project_goes_to_standard_output_as_it_is(
    path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(path, "--format", "refi") == 0
    assert "project.qde" in zipfile.ZipFile(BytesIO(capfdbinary.readouterr().out)).namelist()
    assert run(path) == 0
    assert json.loads(capfdbinary.readouterr().out)["type"] == "AnnotationCollection"


def test_a_folder_cannot_go_to_standard_output(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(path, "--format", "brat") == 1
    told = capfd.readouterr()
    assert (told.out, told.err) == (
        "",
        "counterpoint: brat standoff is several files; name a folder for them: -o FOLDER.\n",
    )


def test_a_project_is_not_shown_in_a_terminal(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(path, "--format", "refi") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "-o FILE.qdpx" in told.err


def test_brat_files_over_older_ones(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    (folder / "Fences.ann").write_text("old")
    (folder / "notes.doc").write_text("mine")
    assert run(path, "--format", "brat", "-o", folder) == 0
    assert (folder / "Fences.ann").read_text(encoding="utf-8").startswith("T1\tClaim 0 25\tFences 😀")
    assert (folder / "notes.doc").read_text() == "mine"
