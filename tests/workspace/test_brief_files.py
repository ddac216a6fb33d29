"""Briefs into files: names that any system takes, old files that stay whole, a batch that goes on."""

import resource
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.brief_document import BriefDocument
from counterpoint.core.errors import BadInput, UserError
from counterpoint.workspace.brief_files import (
    FORMATS,
    Exported,
    export,
    export_all,
    format_of,
    render,
)
from counterpoint.workspace.file_names import file_name
from tests.briefs import HOSTILE, sample

MAGIC = {"docx": b"PK\x03\x04", "pdf": b"%PDF-", "html": b"<!DOCTYPE html>", "md": b"# "}


def titled(title: str) -> BriefDocument:
    return replace(sample(), title=title)


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_written_over_an_older_file_and_leaves_nothing_else(tmp_path, form):
    path = tmp_path / f"Brief 自力.{form}"
    path.write_bytes(b"older")
    export(sample(), path, form)
    assert path.read_bytes().lower().startswith(MAGIC[form].lower())
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("form", FORMATS)
def test_format_is_named_by_the_file(form):
    assert format_of(Path(f"a.b/Brief 😀.{form.upper()}")) == form


@pytest.mark.parametrize("name", ["brief", "brief.txt", "docx", ".docx", "brief.docx.bak", "brief."])
def test_file_that_names_no_format_is_told(name):
    with pytest.raises(BadInput, match="no format"):
        format_of(Path(name))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tech controls: 2NR frontlines", "Tech controls 2NR frontlines"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Windows\\x", "C Windows x"),
        ("a\nb\tc\x00d", "a b c d"),
        ("...", "Untitled"),
        ("", "Untitled"),
        ("  / : ", "Untitled"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1", "_com1"),
        ("Console", "Console"),
        ("name. . ", "name"),
        ("حجج التاجر", "حجج التاجر"),
        ("自力更生 😀 cafe\u0301", "自力更生 😀 cafe\u0301"),
        ("evil\u202efdp.exe", "evil fdp.exe"),
    ],
)
def test_title_as_a_files_name(title, name):
    assert file_name(title) == name


@given(st.one_of(st.text(max_size=300), st.text("自😀é/.\\ :*", max_size=300), st.just(HOSTILE)))
def test_any_title_makes_a_name_that_any_system_takes(title):
    name = file_name(title)
    assert name
    assert name == name.strip(" .")
    assert len(f".{name} 1000.docx.part".encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*\n\r\t\0')
    assert file_name(name) == name
    assert Path(name).name == name


def test_hostile_titles_are_files_in_their_folder_each_its_own(tmp_path):
    titles = ["../up", "/etc/passwd", "A", "a", "A", HOSTILE, "😀" * 200, "自" * 200, "", "nul"]
    folder = tmp_path / "out"
    folder.mkdir()
    made = list(export_all(map(titled, titles), folder, "md"))
    assert [each.why_not for each in made] == [""] * len(titles)
    assert {each.path for each in made} == set(folder.iterdir())
    assert len({each.path.name.casefold() for each in made}) == len(titles)
    assert [each.path.name for each in made[2:5]] == ["A.md", "a 2.md", "A 3.md"]
    assert list(tmp_path.iterdir()) == [folder]


# Where writing fails


def test_one_file_that_cannot_be_written_keeps_no_other_back(tmp_path):
    (tmp_path / "Two.html").mkdir()
    made = list(export_all(map(titled, ("One", "Two", "Three")), tmp_path, "html"))
    assert [each.path.name for each in made] == ["One.html", "Two.html", "Three.html"]
    assert [bool(each.why_not) for each in made] == [False, True, False]
    assert made[1].why_not.startswith("“Two.html” could not be written")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["One.html", "Three.html", "Two.html"]


def test_batch_that_is_stopped_leaves_what_was_written(tmp_path):
    batch = export_all(map(titled, ("One", "Two")), tmp_path, "md")
    assert next(batch) == Exported(tmp_path / "One.md", "")
    batch.close()  # type: ignore[attr-defined]
    assert [each.name for each in tmp_path.iterdir()] == ["One.md"]


@pytest.fixture
def little_room() -> Iterator[None]:
    """A disk that takes no more than a kilobyte a file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("form", FORMATS)
def test_disk_that_is_full_is_told_and_the_old_file_stays_whole(tmp_path, form, little_room):
    path = tmp_path / f"Brief.{form}"
    path.write_text("older 自力")
    with pytest.raises(UserError, match="could not be written"):
        export(sample(), path, form)
    assert path.read_text() == "older 自力"
    assert [each.name for each in tmp_path.iterdir()] == [path.name], "nothing half-written stays"


def test_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UserError, match="check its folder"):
        export(sample(), tmp_path / "none" / "Brief.md", "md")


def test_same_brief_gives_the_same_bytes():
    for form in ("docx", "html", "md"):
        assert render(sample(), form) == render(sample(), form)
