"""Essays out of the real window, by keys: which ones, as what, and what is lost said before."""

import json
from pathlib import Path

from PySide6.QtWidgets import QApplication

from counterpoint.core.records import Essay
from counterpoint.ui.forms.export_essays import HOLDS_ALL, ExportEssays
from counterpoint.workspace import arguments, library, tagging
from tests.exporters.arguments import read_argdown, read_kialo
from tests.library import TEXT, with_essay
from tests.ui.conftest import OpenDesk
from tests.ui.desk import Desk
from tests.ui.files import choosing, clicking, visible

ORDER = ("webannotation", "csv", "refi", "codebook", "brat", "argdown", "kialo", "aif")


def two_essays(folder: Path) -> Path:
    """A library of two essays on one topic and one on none; a claim of the first is answered."""
    ws, essay = with_essay(folder)
    topic = library.add_topic(ws, "Should fences stand?")
    library.set_citation(ws, essay, topic_id=topic.id, side="pro")
    library.add_essays(
        ws,
        [
            Essay(title="Walls", text=TEXT + " Walls.", topic_id=topic.id, side="con"),
            Essay(title="Gates", text="Gates 😀 open. قال نعم. 自力更生 a\u0301."),
        ],
    )
    claim = tagging.tag_span(ws, essay, 0, 25, "claim")
    arguments.answer(ws, "passage", claim.id, "AT: Fences", "No.", "turn", [])
    walls = library.find_essay(ws, "Walls")
    tagging.tag_span(ws, walls, TEXT.index("Who"), len(TEXT), "rhetoric")
    ws.close()
    return ws.path


def desk_of(open_desk: OpenDesk, folder: Path) -> Desk:
    desk = open_desk(two_essays(folder))
    desk.session.open_essay(library.find_essay(desk.ws, "Fences").id)
    desk.settle()
    return desk


def form_of(desk: Desk) -> ExportEssays:
    form = visible(desk, ExportEssays)
    assert isinstance(form, ExportEssays)
    return form


def go_to(desk: Desk, format: str) -> ExportEssays:
    """Open the form and go down to a format by arrows."""
    desk.press("Ctrl+E", *["Down"] * ORDER.index(format))
    form = form_of(desk)
    assert form.format() == format
    return form


def test_each_format_tells_what_it_loses_while_one_chooses(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = desk_of(open_desk, tmp_path)
    desk.press("Ctrl+E")
    form = form_of(desk)
    assert tuple(form.formats) == ORDER
    assert (form.scope(), form.format(), form.loss.text()) == ("essay", "webannotation", HOLDS_ALL)
    told = []
    for format in ORDER[1:]:
        desk.press("Down")
        assert form.format() == format
        told.append(form.loss.text())
        assert form.loss.accessibleDescription() == form.loss.text()
    assert len(set(told)) == len(ORDER) - 1
    assert all(" cannot hold " in each for each in told)
    for format, radio in form.formats.items():
        assert radio.accessibleName()
        assert radio.accessibleDescription().startswith("For "), format
    desk.press("Esc")
    assert not form.isVisible()


def test_other_essays_are_chosen_by_keys_and_counted(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = desk_of(open_desk, tmp_path)
    form = go_to(desk, "kialo")
    assert "rhetoric" not in form.loss.text()
    assert [each.text() for each in form.scopes.values()] == [
        "This essay",
        "Its topic, 2 essays",
        "The whole library, 3 essays",
    ]
    desk.press("Shift+Tab", "Right")
    assert form.scope() == "topic"
    assert "1 rhetoric passage" in form.loss.text()
    with choosing(tmp_path / "topic"):
        desk.press("Return")
    found = read_kialo((tmp_path / "topic.txt").read_text(encoding="utf-8"))
    assert found.title == "Should fences stand?"
    assert [stance for _, stance, _ in found.below] == ["Pro", "Con"]
    assert "“topic.txt”" in desk.notices()


def test_an_essay_alone_has_no_topic_to_export(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = desk_of(open_desk, tmp_path)
    desk.session.open_essay(library.find_essay(desk.ws, "Gates").id)
    desk.press("Ctrl+E")
    assert list(form_of(desk).scopes) == ["essay", "library"]


def test_the_file_gets_the_essays_name_and_the_formats_ending(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = desk_of(open_desk, tmp_path)
    desk.session.settings = desk.session.settings.__class__(scheme="light", folder=str(tmp_path))
    form = go_to(desk, "argdown")
    assert form.go.text() == "Choose a &file…"
    with choosing(tmp_path / "map"):
        desk.press("Return")
    text = (tmp_path / "map.argdown").read_text(encoding="utf-8")
    assert list(read_argdown(text).definitions) == ["Fences 😀 teach climbers.", "AT: Fences"]
    with choosing(tmp_path / "map.json"):
        go_to(desk, "aif")
        desk.press("Return")
    assert json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))["AIF"]["nodes"]


def test_brat_goes_to_a_folder_and_asks_before_it_replaces(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = desk_of(open_desk, tmp_path)
    folder = tmp_path / "brat"
    folder.mkdir()
    form = go_to(desk, "brat")
    assert form.go.text() == "Choose a &folder…"
    with choosing(folder):
        desk.press("Return")
    names = ["Fences.ann", "Fences.txt", "annotation.conf"]
    assert sorted(each.name for each in folder.iterdir()) == names
    assert "“brat” (3 files)" in desk.notices()
    (folder / "Fences.ann").write_text("changed by somebody")
    go_to(desk, "brat")
    with clicking("Cancel") as said, choosing(folder):
        desk.press("Return")
    assert said[0].startswith("3 files of these names are there")
    assert (folder / "Fences.ann").read_text() == "changed by somebody"
    go_to(desk, "brat")
    with clicking("Replace"), choosing(folder):
        desk.press("Return")
    desk.settle()
    assert (folder / "Fences.ann").read_text(encoding="utf-8").startswith("T1\tClaim")


def test_a_file_dialog_dismissed_writes_nothing(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = desk_of(open_desk, tmp_path)
    before = sorted(tmp_path.iterdir())
    go_to(desk, "csv")
    with choosing(cancel=True):
        desk.press("Return")
    assert sorted(tmp_path.iterdir()) == before
    assert desk.notices() == ""
    assert QApplication.activeModalWidget() is None


def test_the_form_is_worked_by_mouse_too(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = desk_of(open_desk, tmp_path)
    desk.press("Ctrl+E")
    form = form_of(desk)
    form.formats["codebook"].click()
    form.scopes["library"].click()
    with choosing(tmp_path / "codes"):
        form.go.click()
        desk.settle()
    assert b"<Code " in (tmp_path / "codes.qdc").read_bytes()
