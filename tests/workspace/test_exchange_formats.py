"""Essays out in every format: what goes out, what it is called, and that what is lost is said."""

import json
from pathlib import Path

import pytest

from counterpoint.core.errors import UserError
from counterpoint.core.records import Essay
from counterpoint.importers.brat import read_folder_files
from counterpoint.workspace import arguments, exchange_formats, library, tagging
from counterpoint.workspace.exchange_formats import ABOUT, FORMATS, Format, Outgoing
from counterpoint.workspace.workspace import Workspace
from tests.library import TEXT, with_essay


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Two essays: a claim in the one is supported by evidence in the other, which is answered."""
    ws, essay = with_essay(tmp_path)
    other = Essay(title="Walls: 自/力?", text=TEXT + "\nWalls 😀 too.")
    library.add_essays(ws, [other])
    claim = tagging.tag_span(ws, essay, 0, 25, "claim")
    evidence = tagging.tag_span(ws, other, TEXT.index("Prices"), TEXT.index("Who"), "evidence")
    arguments.link(ws, "supports", "passage", evidence.id, "passage", claim.id)
    arguments.answer(ws, "passage", claim.id, "AT: Fences", "No.", "turn", [])
    return ws


def going(ws: Workspace, title: str = "Fences") -> Outgoing:
    return exchange_formats.outgoing(ws, [library.find_essay(ws, title).id] if title else None)


def test_every_format_is_told_of_and_can_be_written(ws: Workspace) -> None:
    assert tuple(ABOUT) == FORMATS
    for format in FORMATS:
        if ABOUT[format].folder:
            assert exchange_formats.brat_files(going(ws))
            continue
        made = exchange_formats.written(going(ws), format)
        assert made == exchange_formats.written(going(ws), format)
        assert ABOUT[format].text == (not made.startswith(b"PK"))
        assert ABOUT[format].suffix.startswith(".")


def test_only_the_lossless_one_loses_nothing(ws: Workspace) -> None:
    told = {format: exchange_formats.losses_told(going(ws), format) for format in FORMATS}
    assert told.pop("webannotation") == ""
    for format, sentence in told.items():
        assert sentence.startswith(f"{ABOUT[format].name} cannot hold "), format
        assert sentence.endswith("."), format
    assert told["brat"] == (
        "brat standoff cannot hold 1 answer, 2 links of answers or other essays, 1 cite and"
        " when each was tagged."
    )


def test_evidence_from_elsewhere_goes_along_only_where_the_format_has_links(ws: Workspace) -> None:
    nodes = json.loads(exchange_formats.written(going(ws), "aif"))["AIF"]["nodes"]
    assert {each["kind"] for each in nodes if each["type"] == "I"} == {"claim", "evidence", "answer"}
    assert b"[Prices rose" in exchange_formats.written(going(ws), "argdown")
    assert b"Prices rose" not in exchange_formats.written(going(ws), "csv")
    assert {name for name in exchange_formats.brat_files(going(ws)) if name.endswith(".ann")} == {
        "Fences.ann"
    }


def test_files_are_called_as_the_essay_is(ws: Workspace) -> None:
    assert going(ws).name == "Fences"
    assert going(ws, "Walls: 自/力?").name == "Walls 自 力"
    assert going(ws, "").name == "Counterpoint"
    names = set(exchange_formats.brat_files(going(ws, "")))
    assert names == {
        *("Fences.txt", "Fences.ann", "Walls 自 力.txt", "Walls 自 力.ann", "annotation.conf"),
    }


def test_a_folder_of_brat_files_is_made_and_can_be_read_again(ws: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    assert exchange_formats.export(going(ws, ""), "brat", folder) == 5
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    project = read_folder_files(files, "out")
    assert sorted(each.text for each in project.texts) == sorted([TEXT, TEXT + "\nWalls 😀 too."])
    assert {each.person_key for each in project.selections} == {"Ada"}
    assert project.told == ()


@pytest.mark.parametrize("format", ["brat", "kialo"])
def test_where_nothing_can_be_written_a_sentence_says_so(
    ws: Workspace, tmp_path: Path, format: Format
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match=r"choose another|check its folder"):
        exchange_formats.export(going(ws), format, tmp_path / "file" / "out")
    assert (tmp_path / "file").read_text() == "in the way"
