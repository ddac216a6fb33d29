"""Files in and out of the real window: essays, annotations, exports, and whole libraries."""

import csv
import json
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit

from counterpoint.core.records import Essay, Topic
from counterpoint.ui.forms.citation import CitationDialog
from counterpoint.ui.forms.import_preview import ImportPreview
from counterpoint.ui.forms.views import counted
from counterpoint.ui.session import bringing
from counterpoint.workspace import library, tagging, transfer
from counterpoint.workspace.settings import load_settings, settings_file
from tests.library import TEXT, with_essay
from tests.ui.conftest import OpenDesk
from tests.ui.desk import Desk
from tests.ui.files import back_in_window, choosing, clicking, drop, showing, visible

MARKDOWN = """---
title: Bridges 😀
author: Zoe\u0301 Ng
date: 2025-03-04
---

# Open bridges

Bridges pay for themselves. قال التاجر نعم. 自力更生.
"""


def titles(desk: Desk) -> list[str]:
    return sorted(line.title for line in library.essays(desk.ws))


def written(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def preview_of(desk: Desk) -> ImportPreview:
    found = visible(desk, ImportPreview)
    assert isinstance(found, ImportPreview)
    return found


def add_by_menu(desk: Desk, *files: Path) -> None:
    with choosing(*files):
        desk.press("Ctrl+O")
    desk.settle()


# Essays in


def test_one_file_is_shown_and_added_by_return(desk: Desk, tmp_path: Path) -> None:
    add_by_menu(desk, written(tmp_path, "bridges.md", MARKDOWN))
    preview = preview_of(desk)
    assert titles(desk) == ["Fences"]
    assert preview.form.lines["author"].text() == "Zoe\u0301 Ng"
    desk.press("Return")
    assert not showing(desk, ImportPreview)
    assert titles(desk) == ["Bridges 😀", "Fences"]
    assert desk.essay.title == "Bridges 😀"
    assert desk.essay.published == "2025-03-04"
    assert desk.window.reader.text() == desk.essay.text
    assert desk.window.focusWidget() is desk.window.reader


def test_a_preview_dismissed_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    add_by_menu(desk, written(tmp_path, "bridges.md", MARKDOWN))
    preview_of(desk)
    desk.press("Esc")
    assert titles(desk) == ["Fences"]


def test_the_dialog_comes_up_where_files_were_chosen_last(desk: Desk, tmp_path: Path) -> None:
    add_by_menu(desk, written(tmp_path, "bridges.md", MARKDOWN))
    preview_of(desk).reject()
    with choosing(cancel=True) as seen:
        desk.press("Ctrl+O")
    assert [Path(each) for each in seen] == [tmp_path]
    desk.close()
    assert load_settings(settings_file()).folder == str(tmp_path)


def test_the_same_text_is_offered_as_the_essay_that_is_there(desk: Desk, tmp_path: Path) -> None:
    there = desk.essay.id
    add_by_menu(desk, written(tmp_path, "bridges.md", MARKDOWN))
    desk.press("Return")
    add_by_menu(desk, written(tmp_path, "copy.txt", TEXT))
    preview = preview_of(desk)
    assert preview.draft.already_id == there
    assert "“Fences”" in preview.facts.already.text()
    desk.press("Return")
    assert desk.essay.id == there
    assert titles(desk) == ["Bridges 😀", "Fences"]


def test_an_unknown_encoding_is_shown_as_guessed_and_read_as_chosen(desk: Desk, tmp_path: Path) -> None:
    words = "Kto płaci za płot? Płacą wszyscy, którzy źle wybrali. " * 5
    add_by_menu(desk, written(tmp_path, "plot.txt", words.encode("cp1250")))
    preview = preview_of(desk)
    assert preview.reading.count() > 3
    assert preview.reading.currentIndex() >= 0
    preview.reading.setCurrentIndex(preview.reading.findData("cp1252"))
    desk.settle()
    assert "płaci" not in preview.draft.text
    preview.reading.setCurrentIndex(preview.reading.findData("cp1250"))
    desk.settle()
    assert preview.draft.text.startswith("Kto płaci")
    preview.add.click()
    desk.settle()
    assert desk.essay.text.startswith("Kto płaci za płot?")


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("blank.txt", b" \n\n "), ("binary.txt", bytes(range(256)) * 40)],
)
def test_what_is_no_text_is_refused_in_one_sentence(
    desk: Desk, tmp_path: Path, name: str, content: bytes
) -> None:
    add_by_menu(desk, written(tmp_path, name, content))
    (told,) = desk.window.notices.texts()
    assert name in told
    assert "\n" not in told
    assert titles(desk) == ["Fences"]


def test_over_twenty_megabytes_is_refused(desk: Desk, tmp_path: Path) -> None:
    add_by_menu(desk, written(tmp_path, "large.txt", b"word " * 4_100_000))
    (told,) = desk.window.notices.texts()
    assert "large.txt" in told
    assert "20 MB" in told
    assert titles(desk) == ["Fences"]


def test_files_and_a_folder_are_dropped_and_told_of(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "essays é"
    (folder / "deep" / ".git").mkdir(parents=True)
    written(folder, "one.txt", "One stands. 😀")
    written(folder / "deep", "two.md", "# Two\n\nTwo stands. 自力更生")
    written(folder / "deep" / ".git", "hidden.txt", "Nobody means this.")
    written(folder, "picture.png", b"\x89PNG\r\n\x1a\n\0\0")
    same, bad = written(tmp_path, "same.txt", TEXT), written(tmp_path, "bad.txt", b"\0\1\2" * 300)
    none = tmp_path / "nothing"
    none.mkdir()
    assert drop(desk.window.library_pane, folder, same, bad, none)
    desk.until(lambda: len(desk.window.notices.texts()) == 2)
    summary, problems = desk.window.notices.texts()
    assert summary == "2 files added; “Fences” was already there."
    assert "“bad.txt”" in problems
    assert "“nothing”" in problems
    assert titles(desk) == ["Fences", "One stands. 😀", "Two"]
    assert not desk.window.status.busy.isVisible()


def test_one_dropped_file_is_shown_before_it_is_added(desk: Desk, tmp_path: Path) -> None:
    assert drop(desk.window.library_pane, written(tmp_path, "bridges.md", MARKDOWN))
    desk.settle()
    assert preview_of(desk).form.lines["author"].text() == "Zoe\u0301 Ng"
    assert titles(desk) == ["Fences"]
    desk.press("Return")
    assert titles(desk) == ["Bridges 😀", "Fences"]


def test_one_file_named_at_the_start_offers_its_citation_and_undo(desk: Desk, tmp_path: Path) -> None:
    bringing.take(desk.session, [written(tmp_path, "bridges.md", MARKDOWN)])
    desk.until(lambda: bool(desk.window.notices.texts()))
    assert desk.essay.title == "Bridges 😀"
    (notice,) = desk.window.notices._shown
    assert [button.text() for button in notice.buttons] == ["Citation…", "Undo"]
    notice.buttons[1].click()
    assert titles(desk) == ["Fences"]
    assert desk.essay.title == "Fences"


def test_a_long_batch_can_be_stopped_and_undo_takes_it_back(desk: Desk, tmp_path: Path) -> None:
    files = [written(tmp_path, f"{number:03}.txt", f"Essay {number} stands.") for number in range(400)]
    drop(desk.window.library_pane, *files)
    desk.until(lambda: len(titles(desk)) > 3)
    desk.window.status.cancel.click()
    desk.until(lambda: bool(desk.window.notices.texts()))
    added = len(titles(desk)) - 1
    assert 0 < added < 400
    assert desk.notices() == f"{added} files added; stopped before {400 - added} files."
    assert not desk.window.status.busy.isVisible()
    desk.ws.undo()
    assert titles(desk) == ["Fences"]


def test_a_batch_ends_with_its_library(desk: Desk, tmp_path: Path, open_desk: OpenDesk) -> None:
    files = [written(tmp_path, f"{number:03}.txt", f"Essay {number} stands.") for number in range(40)]
    drop(desk.window.library_pane, *files)
    with choosing(tmp_path / "other.counterpoint"):
        desk.session.run("library.new")
    desk.settle()
    assert titles(desk) == []
    assert not desk.window.status.busy.isVisible()


def test_pasted_text_is_shown_and_added(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("Canals 😀 were dug by hand.\n\nقال التاجر نعم.")
    desk.press("Ctrl+Shift+V")
    assert "Canals" in preview_of(desk).form.lines["title"].text()
    desk.press("Return")
    assert desk.essay.text == "Canals 😀 were dug by hand.\n\nقال التاجر نعم."


def test_a_citation_brings_a_new_topic_and_undo_takes_both_back(desk: Desk) -> None:
    desk.session.run("essay.citation")
    dialog = visible(desk, CitationDialog)
    assert isinstance(dialog, CitationDialog)
    dialog.form.lines["author"].setText("Ama Owusu")
    dialog.form.lines["published"].setText("4 March 2025")
    dialog.form.topic.setCurrentText("Fences do more harm than good 自力更生")
    dialog.form.side.setCurrentIndex(dialog.form.side.findData("con"))
    dialog.save.click()
    desk.settle()
    assert (desk.essay.author, desk.essay.published, desk.essay.side) == ("Ama Owusu", "2025-03-04", "con")
    (topic,) = desk.ws.store.find(Topic)
    assert desk.essay.topic_id == topic.id
    assert topic.wording == "Fences do more harm than good 自力更生"
    back_in_window(desk)
    desk.press("Ctrl+Z")
    assert desk.ws.store.find(Topic) == []
    assert desk.essay.author == ""


def test_a_removed_essay_comes_back_with_its_passages(desk: Desk) -> None:
    desk.caret_to("Who pays?", 2)
    desk.press("1")
    before = desk.tags()
    with clicking("Remove") as said:
        desk.session.run("essay.remove")
    assert "1 passage" in said[1]
    assert titles(desk) == []
    assert desk.session.essay is None
    assert desk.window.reader.text() == ""
    back_in_window(desk)
    desk.press("Ctrl+Z")
    assert desk.essay.title == "Fences"
    assert desk.tags() == before
    assert desk.outline_rows() == ["claim: Who pays? [no evidence] [unanswered]"]


def test_cancel_keeps_the_essay(desk: Desk) -> None:
    with clicking("Cancel"):
        desk.session.run("essay.remove")
    assert titles(desk) == ["Fences"]


# Annotations in and out


def test_annotations_of_another_library_come_in_with_what_could_not_be_placed(
    desk: Desk, tmp_path: Path
) -> None:
    desk.caret_to("Who pays?", 2)
    desk.press("1")
    page = json.loads(transfer.export_webannotation(desk.ws, [desk.essay.id]))
    desk.press("Ctrl+Z")
    foreign = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "target": {
            "source": "Fences",
            "selector": {"type": "TextQuoteSelector", "exact": "words that stand nowhere"},
        },
    }
    file = written(tmp_path, "ours.jsonld", json.dumps(page))
    add_by_menu(desk, file)
    desk.until(lambda: bool(desk.window.notices.texts()))
    assert "ours.jsonld" in desk.notices()
    assert desk.tags() == [("claim", "Who pays?")]
    desk.window.notices.clear()
    add_by_menu(desk, written(tmp_path, "theirs.jsonld", json.dumps(foreign)))
    desk.until(lambda: bool(desk.window.notices.texts()))
    assert "words that stand nowhere" in desk.notices()
    assert desk.tags() == [("claim", "Who pays?")]
    desk.window.notices.clear()
    add_by_menu(desk, written(tmp_path, "broken.jsonld", "{"))
    desk.until(lambda: bool(desk.window.notices.texts()))
    assert len(desk.window.notices.texts()) == 1


def test_an_essay_is_exported_as_annotations_and_as_a_table(desk: Desk, tmp_path: Path) -> None:
    desk.caret_to("自力更生", 2)
    desk.press("2")
    with choosing(tmp_path / "out"):
        desk.press("Ctrl+E", "Return")
    assert "自力更生" in (tmp_path / "out.jsonld").read_text(encoding="utf-8")
    assert "“out.jsonld”" in desk.notices()
    with choosing(tmp_path / "out"):
        desk.press("Ctrl+E", "Down", "Return")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["kind"] for row in rows] == ["evidence"]


def test_a_write_that_fails_leaves_the_old_file(desk: Desk, tmp_path: Path) -> None:
    old = written(tmp_path, "out.jsonld", "the old one")
    (tmp_path / ".out.jsonld.part").mkdir()
    export_over(desk, old)


def export_over(desk: Desk, old: Path) -> None:
    """Export over a file that is there where nothing can be written: it stays, and a notice says so."""
    with choosing(old):
        desk.press("Ctrl+E", "Return")
    assert old.read_text() == "the old one"
    assert "“out.jsonld” could not be written" in desk.notices()


def test_the_map_is_exported_as_both_pictures(desk: Desk, tmp_path: Path) -> None:
    desk.caret_to("Who pays?", 2)
    desk.press("1")
    with choosing(tmp_path / "map"):
        desk.session.run("map.export_svg")
    assert "Who pays?" in (tmp_path / "map.svg").read_text(encoding="utf-8")
    with choosing(tmp_path / "map.png"):
        desk.session.run("map.export_png")
    assert QImage(str(tmp_path / "map.png")).width() > 200


# Libraries


def test_backup_work_and_restore(desk: Desk, tmp_path: Path) -> None:
    backup = tmp_path / "copy.counterpoint"
    with choosing(backup):
        desk.session.run("library.backup")
    desk.until(lambda: "backed up" in desk.notices())
    desk.caret_to("Who pays?", 2)
    desk.press("1")
    assert len(desk.tags()) == 1
    with choosing(backup), clicking("Restore"):
        desk.session.run("library.restore")
    assert desk.tags() == []
    assert "restored" in desk.notices()
    assert list(tmp_path.glob("*before-restore*"))
    desk.caret_to("Who pays?", 2)
    desk.press("2")
    assert desk.tags() == [("evidence", "Who pays?")]


def test_a_backup_is_never_written_over_something_else(desk: Desk, tmp_path: Path) -> None:
    other = written(tmp_path, "letter.counterpoint", "Dear Ada")
    with choosing(other):
        desk.session.run("library.backup")
    desk.until(lambda: "letter.counterpoint" in desk.notices())
    assert other.read_text() == "Dear Ada"


def test_what_is_no_backup_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    letter = written(tmp_path, "letter.counterpoint", "Dear Ada")
    with choosing(letter), clicking("Restore"):
        desk.session.run("library.restore")
    assert "letter.counterpoint" in desk.notices()
    assert desk.essay.title == "Fences"


def test_a_sound_library_and_a_damaged_one_are_told_apart(desk: Desk) -> None:
    desk.session.run("library.check")
    desk.until(lambda: "sound" in desk.notices())
    desk.window.notices.clear()
    desk.ws.store.raw.execute("UPDATE essay SET words = words + 1")
    desk.ws.store.raw.execute("UPDATE essay SET text = text || ' more'")
    desk.session.run("library.check")
    desk.until(lambda: bool(desk.window.notices.texts()))
    assert "sound" not in desk.notices()


def test_another_library_is_opened_and_remembered(desk: Desk, tmp_path: Path, open_desk: OpenDesk) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    ws, _essay = with_essay(folder, title="Elsewhere 自力")
    ws.close()
    with choosing(folder / "library.counterpoint"):
        desk.press("Ctrl+Shift+O")
    assert desk.essay.title == "Elsewhere 自力"
    assert load_settings(settings_file()).library == str(folder / "library.counterpoint")


def test_a_new_library_is_empty_and_says_so(desk: Desk, tmp_path: Path) -> None:
    with choosing(tmp_path / "new"):
        desk.session.run("library.new")
    assert desk.ws.path.name == "new.counterpoint"
    assert desk.ws.annotator is not None
    assert titles(desk) == []
    assert desk.window.library_pane.words.isVisible()
    assert "No essays yet" in desk.window.library_pane.words.text()
    drop(desk.window.library_pane, written(tmp_path, "bridges.md", MARKDOWN))
    desk.settle()
    desk.press("Return")
    assert titles(desk) == ["Bridges 😀"]


def test_what_is_no_library_leaves_the_open_one(desk: Desk, tmp_path: Path) -> None:
    with choosing(written(tmp_path, "letter.counterpoint", "Dear Ada")):
        desk.press("Ctrl+Shift+O")
    assert "letter.counterpoint" in desk.notices()
    desk.caret_to("Who pays?", 2)
    desk.press("1")
    assert desk.tags() == [("claim", "Who pays?")]


def test_a_file_named_at_the_start_is_taken_in(open_desk: OpenDesk, tmp_path: Path) -> None:
    ws, _essay = with_essay(tmp_path)
    ws.close()
    file = written(tmp_path, "bridges.md", MARKDOWN)
    desk = open_desk(tmp_path / "library.counterpoint", files=[file])
    desk.until(lambda: desk.essay.title == "Bridges 😀")
    assert desk.ws.store.find(Essay, title="Bridges 😀")


def test_the_passage_pane_takes_no_single_keys_while_a_line_is_typed_in(desk: Desk) -> None:
    line = desk.window.library_pane.filter
    assert isinstance(line, QLineEdit)
    line.setFocus()
    desk.type("123 fen")
    assert line.text() == "123 fen"
    assert tagging.marks(desk.ws, desk.essay.id) == []


def tagged_by_many(folder: Path, count: int) -> list[Path]:
    """Files in which as many annotators, each with a library of her own, tagged the same text."""
    files: list[Path] = []
    for number in range(count):
        (folder / str(number)).mkdir(parents=True)
        ws, essay = with_essay(folder / str(number))
        tagging.tag_span(ws, essay, number, number + 6, "claim")
        files.append(written(folder, f"{number:02}.jsonld", transfer.export_webannotation(ws, None)))
        ws.close()
    return files


def test_annotation_files_come_in_together_and_undo_takes_all_of_them_back(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "tags é"
    tagged_by_many(folder, 4)
    written(folder, "z.txt", "One stands. 😀")
    written(folder, "01b.jsonld", "{")
    before = desk.tags()
    assert drop(desk.window.library_pane, folder)
    desk.until(lambda: len(desk.window.notices.texts()) == 2)
    summary, problem = desk.window.notices.texts()
    assert summary == "5 files added."
    assert problem.startswith("The file is not valid JSON")
    assert titles(desk) == ["Fences", "One stands. 😀"]
    fences = next(each for each in desk.ws.store.find(Essay) if each.text == TEXT)
    assert len(tagging.marks(desk.ws, fences.id)) == len(before) + 4
    assert desk.ws.undo_label == "Import 4 files"
    desk.ws.undo()
    assert len(tagging.marks(desk.ws, fences.id)) == len(before)
    assert titles(desk) == ["Fences", "One stands. 😀"]


def test_annotation_files_that_were_read_before_a_stop_are_taken_in(desk: Desk, tmp_path: Path) -> None:
    original = tagged_by_many(tmp_path / "tags", 1)[0].read_text(encoding="utf-8")
    files = [written(tmp_path, f"{number:03}.jsonld", original) for number in range(200)]
    drop(desk.window.library_pane, *files)
    desk.until(lambda: re.search(r" ([2-9]|\d\d+) of 200", desk.window.status.busy_text.text()) is not None)
    desk.window.status.cancel.click()
    desk.until(lambda: bool(desk.window.notices.texts()))
    added = int(desk.notices().split()[0])
    assert 0 < added < 200
    assert desk.notices() == f"{counted(added, 'file')} added; stopped before {counted(200 - added, 'file')}."
    assert len(tagging.marks(desk.ws, desk.essay.id)) == 1
    assert not desk.window.status.busy.isVisible()
