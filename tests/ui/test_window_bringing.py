"""Files brought to the window: dropped anywhere on it, no longer wanted while they are read, made a brief."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from counterpoint.core.records import Brief, Essay
from counterpoint.ui.forms.code_kinds import CodeKinds
from counterpoint.ui.forms.import_preview import ImportPreview
from counterpoint.ui.forms.quote import QuoteLabel
from counterpoint.workspace import library, tagging
from tests.library import TEXT, with_essay
from tests.ui.conftest import OpenDesk
from tests.ui.desk import Desk
from tests.ui.files import choosing, drop, showing


def long_file(folder: Path) -> Path:
    """A text that takes seconds to read."""
    file = folder / "long 😀.txt"
    file.write_text("".join(f"Steel {n} is dear 😀. By A, " for n in range(600_000)), encoding="utf-8")
    return file


def small_file(folder: Path, name: str = "small.txt") -> Path:
    file = folder / name
    file.write_text(f"{name}\n\nقال نعم. 自力更生. cafe\u0301 {TEXT}", encoding="utf-8")
    return file


def titles(desk: Desk) -> list[str]:
    return sorted(line.title for line in library.essays(desk.ws))


@pytest.mark.parametrize("view", ["read", "map", "brief", "review"])
def test_files_may_be_dropped_anywhere_in_any_view(desk: Desk, tmp_path: Path, view: str) -> None:
    desk.session.run(f"view.{view}")
    desk.settle()
    shown = desk.window.views.currentWidget()
    assert shown is not None
    assert drop(shown, small_file(tmp_path))
    desk.settle()
    desk.press("Ctrl+Return")
    assert titles(desk) == ["Fences", "small.txt"]


def cancel_reading(desk: Desk) -> None:
    """Wait until the status bar offers it, then cancel."""
    status = desk.window.status
    desk.until(lambda: status.busy.isVisible() and status.cancel.isVisible())
    assert "Reading long 😀.txt" in status.busy_text.text() or "Adding" in status.busy_text.text()
    status.cancel.click()
    desk.settle()
    assert not status.busy.isVisible()


def test_reading_one_large_file_can_be_cancelled_and_the_next_is_read(desk: Desk, tmp_path: Path) -> None:
    with choosing(long_file(tmp_path)):
        QTest.keySequence(desk.window, "Ctrl+O")  # `press` would wait until it is read
    cancel_reading(desk)
    assert not showing(desk, ImportPreview)
    assert desk.notices() == ""
    with choosing(small_file(tmp_path)):
        desk.press("Ctrl+O")
    desk.press("Ctrl+Return")
    assert titles(desk) == ["Fences", "small.txt"]


def test_a_large_file_of_a_batch_is_not_read_to_its_end_once_cancelled(desk: Desk, tmp_path: Path) -> None:
    drop(desk.window.library_pane, small_file(tmp_path), long_file(tmp_path))
    desk.until(lambda: "2 of 2" in desk.window.status.busy_text.text())
    cancel_reading(desk)
    assert titles(desk) == ["Fences", "small.txt"]
    assert "1 file added; stopped before 1 file." in desk.notices()
    assert "could not be" not in desk.notices()


def test_reading_another_program_s_project_can_be_cancelled(desk: Desk, tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text("Steel 😀 is dear. " * 20_000, encoding="utf-8")
        (tmp_path / f"{number}.ann").write_text("".join(f"T{at} Claim {at} {at + 5}\n" for at in range(500)))
    drop(desk.window.library_pane, tmp_path)
    status = desk.window.status
    desk.until(lambda: "Reading" in status.busy_text.text() and status.cancel.isVisible())
    status.cancel.click()
    desk.settle()
    assert not showing(desk, CodeKinds)
    assert desk.notices() == ""
    assert titles(desk) == ["Fences"]


def test_cards_of_a_debate_file_are_told_and_lead_to_their_brief(desk: Desk, tmp_path: Path) -> None:
    document = Document()
    for tag, cite, cut in (("Fences fail 😀", "Ruiz 26", "lost the most"), ("自力 works", "Okoro 25", "won")):
        document.add_heading(tag, 4)
        document.add_paragraph().add_run(cite).bold = True
        body = document.add_paragraph("They say that it ")
        body.add_run(cut).underline = True
        body.add_run(" of all, which nobody knew before.")
    file = tmp_path / "case.docx"
    document.save(str(file))
    with choosing(file):
        desk.press("Ctrl+O")
    desk.press("Ctrl+Return")
    assert "Added 2 cards as the brief “case”." in desk.notices()
    (brief,) = desk.ws.store.find(Brief)
    assert desk.ws.store.find(Essay, id=brief.essay_ids)
    shown = [each for each in desk.window.findChildren(QPushButton) if each.text() == "Show brief"]
    assert len(shown) == 1
    shown[0].click()
    desk.settle()
    assert desk.window.on_brief
    assert desk.session.briefing is not None
    assert desk.session.briefing.opened().id == brief.id


def test_an_override_deceives_nobody_where_a_quote_stands_alone(open_desk: OpenDesk, tmp_path: Path) -> None:
    text = "Open the file \u202etxt.exe\u202c 😀 now. قال 自力."
    ws, essay = with_essay(tmp_path, text)
    passage = tagging.tag_span(ws, essay, 0, len(text), "claim")
    ws.close()
    desk = open_desk(tmp_path / "library.counterpoint")
    desk.session.select("passage", passage.id)
    shown = "Open the file [RLO]txt.exe[PDF] 😀 now. قال 自力."
    assert any(shown[:-1] in row for row in desk.outline_rows())
    assert shown in " ".join(desk.window.passage_pane.findChildren(QuoteLabel)[0].shown(2_000))
    desk.press("Ctrl+P")
    desk.type("Open the")
    desk.settle()
    hits = desk.palette().list.model().hits  # type: ignore[attr-defined]
    assert shown in [hit.candidate.title for hit in hits]
