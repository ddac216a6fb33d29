"""The Review view in the real window: real keys and clicks go in, decisions come out and are on the page."""

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QTest

from counterpoint.core.records import Essay, Passage
from counterpoint.ui.review.decide_form import OwnForm
from counterpoint.ui.session import libraries
from counterpoint.workspace import library, review, tagging, transfer
from tests.exchange import import_annotations
from tests.library import TEXT, with_essay
from tests.ui.conftest import OpenDesk
from tests.ui.files import choosing, clicking, visible
from tests.ui.reviewer import (
    ARABIC,
    CAFE,
    CHINESE,
    FENCES,
    LAST,
    PRICES,
    WHO,
    Reviewer,
    annotator_named,
    back,
    tag_all,
    to_review,
)

GROUPS = ("agree", "links", "kind", "bounds", "alone", "alone", "alone")
"""How Ada, Ben and Chloé differ, in the order of the text; the link is Ada's, from prices to fences."""


@pytest.fixture
def reviewer(open_desk: OpenDesk, tmp_path: Path) -> Reviewer:
    """The Review view, in which Rae reviews what three have tagged."""
    ws = to_review(tmp_path)
    ws.close()
    reviewer = Reviewer(open_desk(ws.path))
    reviewer.show()
    return reviewer


def undone_and_redone(reviewer: Reviewer, deed: Callable[[], object]) -> None:
    """What `deed` decided is as before after Ctrl+Z, and so again after Ctrl+Shift+Z; the page says so."""
    before = reviewer.decisions()
    deed()
    after = reviewer.decisions()
    assert after != before
    reviewer.shows_what_is_there()
    for key, wanted in (("Ctrl+Z", before), ("Ctrl+Shift+Z", after)):
        reviewer.desk.press(key)
        assert reviewer.decisions() == wanted
        reviewer.shows_what_is_there()


# There and back


def test_the_starter_essay_there_and_back(open_desk: OpenDesk) -> None:
    reviewer = Reviewer(open_desk(None))
    desk, window = reviewer.desk, reviewer.desk.window

    def bars() -> tuple[str, str, str, bool, bool]:
        texts = window.header.title.text(), window.status.counts.text(), window.status.words.text()
        return (*texts, window.header.export.isVisible(), window.library_pane.isVisible())

    fence = next(each for each in library.essays(desk.ws) if each.title == "A Fence Teaches Climbing")
    desk.session.open_essay(fence.id)
    desk.settle()
    before = bars()
    assert before[0] == "A Fence Teaches Climbing"
    reviewer.show()
    assert bars() == (
        "A Fence Teaches Climbing · Ada, Ben, Chloé",
        "J next · K previous · Enter accept · R reject · E own · O open again",
        "seed 20130616 · 1,000 resamples of paragraphs",
        True,
        False,
    )
    assert list(reviewer.lanes()) == ["Agreed", "Ada", "Ben", "Chloé"]
    assert window.focusWidget() is reviewer.view.differences.list
    assert reviewer.view.figures.current() == "F1 partial"
    first = reviewer.told.key
    desk.press("J", "J", "K")
    assert reviewer.told == reviewer.document.differences[reviewer.numbers()[1]]
    desk.press("K", "K")
    assert reviewer.told.key == first
    desk.press("Ctrl+1")
    assert bars() == before
    assert window.focusWidget() is window.reader
    desk.press("Ctrl+2", "Ctrl+4")
    assert reviewer.told.key == first
    reviewer.shows_what_is_there()


# Deciding


def test_each_way_to_decide_is_kept_and_undone(reviewer: Reviewer, open_desk: OpenDesk) -> None:
    desk, pane = reviewer.desk, reviewer.view.differences
    assert [each.group for each in reviewer.document.differences] == sorted(GROUPS, key=GROUPS.index)
    assert reviewer.chips() == ("Open 6", "Decided 0", "All 6")

    def own() -> None:
        desk.press("E")
        form = visible(desk, OwnForm)
        desk.press("Ctrl+Left", "Ctrl+Shift+Right")
        assert isinstance(form, OwnForm)
        form.kinds["claim"].click()
        form.reason.setFocus()
        desk.type("1 word j too k much")
        desk.press("Return")
        back(desk)

    def with_reason() -> None:
        pane.card.reason.setFocus()
        desk.type("Yes: 2 of 3, jkryeo")
        desk.press("Return")

    reviewer.go_to(CAFE)
    assert reviewer.group() == "kind"
    undone_and_redone(reviewer, lambda: desk.press("3"))
    assert reviewer.decisions() == [("accept", "", f"rhetoric {CAFE}")]
    assert reviewer.told.quote == ARABIC
    undone_and_redone(reviewer, own)
    inner = " ".join(ARABIC.split()[1:-1])
    assert ("change", "1 word j too k much", f"claim {inner}") in reviewer.decisions()
    reviewer.go_to(CHINESE)
    undone_and_redone(reviewer, with_reason)
    assert ("accept", "Yes: 2 of 3, jkryeo", f"claim {CHINESE}") in reviewer.decisions()
    assert reviewer.told.quote == PRICES
    undone_and_redone(reviewer, lambda: desk.press("R"))
    assert reviewer.told.quote == WHO
    undone_and_redone(reviewer, lambda: desk.press("Y"))
    assert reviewer.chips() == ("Open 1", "Decided 5", "All 6")
    assert reviewer.group() == "links"
    desk.press("E")  # a link has no bounds
    undone_and_redone(reviewer, lambda: desk.press("Return"))
    assert reviewer.chips() == ("Open 0", "Decided 6", "All 6")
    assert pane.nothing.isVisible()
    assert reviewer.lanes()["Agreed"] == 4
    reviewer.go_to(CAFE)
    assert reviewer.told.ruled is not None
    undone_and_redone(reviewer, lambda: desk.press("O"))
    reviewer.go_to(ARABIC)
    assert pane.card.ruled_why.text() == "“1 word j too k much”"
    made = reviewer.decisions()
    desk.close()
    again = Reviewer(open_desk(desk.path))
    again.show()
    assert again.decisions() == made
    again.desk.press("Ctrl+Z")
    assert len(again.decisions()) == 6
    again.shows_what_is_there()


def test_several_are_accepted_and_filters_show_what_they_say(reviewer: Reviewer) -> None:
    desk, pane = reviewer.desk, reviewer.view.differences
    reviewer.go_to(CAFE)
    for row in (0, 2):
        pane.card.rows[row].setFocus()
        desk.press("Space")
    assert pane.card.accept.text() == "Accept Ada and Chloé"
    pane.card.accept.setFocus()
    desk.press("Return")
    assert reviewer.decisions() == [("accept", "", f"evidence {CAFE} + rhetoric {CAFE}")]
    pane.chips["decided"].setFocus()
    desk.press("Return")
    assert len(reviewer.decisions()) == 1
    assert reviewer.told.quote == CAFE
    reviewer.choose(pane.make_group_menu(), "All agree")
    assert pane.nothing.text() == "There is none of this sort here."
    pane.show_only("open", "agree")
    assert reviewer.told.quote == FENCES
    desk.press("1")
    assert ("accept", "", f"claim {FENCES}") in reviewer.decisions()
    reviewer.go_to(PRICES)  # the filter gives way
    assert (reviewer.group(), reviewer.chips()) == ("alone", ("Open 5", "Decided 1", "All 6"))
    reviewer.shows_what_is_there()


@pytest.mark.parametrize(
    ("rule", "count", "left", "lane"),
    [
        ("What all agree on", 1, 6, 1),
        ("What at least 2 of 3", 5, 2, 3),
        ("Everything of Ada", 7, 0, 5),
    ],
)
def test_rules_decide_many_after_a_question(
    reviewer: Reviewer, rule: str, count: int, left: int, lane: int
) -> None:
    menu = reviewer.view.differences.make_rule_menu()
    with clicking("Cancel"):
        reviewer.choose(menu, rule)
    back(reviewer.desk)
    assert reviewer.decisions() == []

    def take() -> None:
        with clicking("Take") as said:
            reviewer.choose(menu, rule)
        back(reviewer.desk)
        assert f"decides {count} place" in said[1]

    undone_and_redone(reviewer, take)
    assert len(reviewer.decisions()) == count
    assert sum(each.ruled is None for each in reviewer.document.differences) == left
    assert reviewer.lanes()["Agreed"] == lane
    assert reviewer.desk.notices() == ""  # whose Undo would mean another step by now
    reviewer.desk.press("Ctrl+Z")
    take()
    assert f"Decided {count} place" in reviewer.desk.notices()
    reviewer.click_in_notice("Undo")
    assert reviewer.decisions() == []


# Whose


def test_blind_mode_tells_no_name_anywhere(reviewer: Reviewer, tmp_path: Path) -> None:
    desk, window, view = reviewer.desk, reviewer.desk.window, reviewer.view
    with clicking("Take"):
        reviewer.choose(view.differences.make_rule_menu(), "Everything of Ada")
    back(desk)
    view.people.blind.click()
    reviewer.shows_what_is_there()
    letters = {f"Annotator {each}" for each in "ABC"}
    assert set(reviewer.lanes()) == {"Agreed", *letters}
    assert not window.header.annotator.isVisible()
    view.differences.show_only("all")
    view.people.open_people()
    told = [
        window.header.title.text(),
        view.people.who.accessibleName(),
        view.page.text.accessibleDescription(),
    ]
    told += [action.text() for action in view.people.people_menu().actions()]
    told += [action.text() for action in view.differences.make_rule_menu().actions()]
    told += [repr(reviewer.document), desk.session.ws.labels()[0] or ""]
    with choosing(tmp_path / "r.html"):
        desk.session.run("review.report.html")
    reviewer.settle()
    told.append((tmp_path / "r.html").read_text(encoding="utf-8"))
    view.people._menu.close()
    for words in told:
        assert not any(name in words for name in ("Ada", "Ben", "Chloé")), words[:200]
    desk.press("Ctrl+1")
    assert window.header.annotator.isVisible()
    desk.press("Ctrl+4")
    view.people.blind.click()
    assert list(reviewer.lanes()) == ["Agreed", "Ada", "Ben", "Chloé"]
    assert window.header.annotator.isVisible()


def test_whom_to_show_says_who_is_compared_oneself_with_agreed_too(reviewer: Reviewer) -> None:
    desk, view = reviewer.desk, reviewer.view
    ids = {each.name: each.id for each in library.annotators(reviewer.ws)}
    view.people.shownChosen.emit(frozenset({ids["Ada"], ids["Ben"], "agreed"}))
    reviewer.shows_what_is_there()
    assert [each.group for each in reviewer.document.differences] == [
        "agree",
        "links",
        "agree",
        "bounds",
        "alone",
        "agree",
    ]
    reviewer.go_to(ARABIC)
    desk.press("2")
    view.people.shownChosen.emit(frozenset({ids["Ada"], "agreed"}))
    reviewer.shows_what_is_there()
    assert reviewer.lanes() == {"Agreed": 1, "Ada": 5}
    assert len(view.page.text._columns) == 2
    reviewer.go_to(ARABIC)
    assert [(each.name, each.words) for each in reviewer.told.by] == [
        ("Ada", "evidence"),
        ("Agreed", "evidence, 2 words shorter"),
    ]
    reviewer.go_to(CHINESE)
    desk.press("1")
    assert "choose annotators alone to decide" in desk.notices()
    assert len(reviewer.decisions()) == 1
    view.people.shownChosen.emit(frozenset({*ids.values(), "agreed"}))
    reviewer.shows_what_is_there()


def test_how_far_one_has_read_is_no_disagreement(open_desk: OpenDesk, tmp_path: Path) -> None:
    ws = to_review(tmp_path)
    library.choose_annotator(ws, annotator_named(ws, "Chloé"))
    ws.close()
    reviewer = Reviewer(open_desk(ws.path))
    reviewer.show()
    desk, view = reviewer.desk, reviewer.view
    open_before = reviewer.chips()[0]
    assert open_before == "Open 6"
    reviewer.go_to(CHINESE)
    assert [each.words for each in reviewer.told.by] == ["claim", "nothing here", "nothing here"]
    text = view.page.text
    at = TEXT.index(ARABIC)
    text.select_span(at, at)
    desk.session.run("review.read_here")
    reviewer.shows_what_is_there()
    reviewer.go_to(CHINESE)
    assert [each.words for each in reviewer.told.by] == ["claim", "nothing here", "not there yet"]
    assert view.people.read.text().startswith("I have read 26 %")
    desk.press("Ctrl+Z")
    reviewer.choose(view.people.read_menu(), "I have not started")
    reviewer.shows_what_is_there()
    desk.session.run("review.read_all")
    assert reviewer.chips()[0] == open_before


def test_two_of_one_name_and_a_reviewer_who_has_not_tagged(open_desk: OpenDesk, tmp_path: Path) -> None:
    ws = to_review(tmp_path, ("Ada", "Ben"))
    second = ws.store.find(Essay)[0]
    other = library.open_workspace(tmp_path / "other.counterpoint")
    library.add_essays(other, [Essay(title="Fences", text=TEXT)])
    tag_all(other, other.store.find(Essay)[0], "Ada", linked=False)
    import_annotations(ws, transfer.export_webannotation(other, None).encode(), "ada.jsonld")
    other.close()
    ws.close()
    reviewer = Reviewer(open_desk(ws.path))
    reviewer.show()
    assert list(reviewer.lanes()) == ["Agreed", "Ada", "Ada (2)", "Ben"]
    assert second.title == "Fences"
    assert "Ada (2)" in reviewer.view.people.who.accessibleName()
    assert not reviewer.view.people.read.isVisible()
    reviewer.shows_what_is_there()


# Files


def test_files_come_in_as_one_step_and_decisions_stay(open_desk: OpenDesk, tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    for name in ("Ada", "Ben", "Chloé", "Dora"):
        home = tmp_path / name
        home.mkdir()
        ws, essay = with_essay(home)
        tag_all(ws, essay, name)
        (folder / f"{name}.jsonld").write_text(
            transfer.export_webannotation(ws, [essay.id]), encoding="utf-8"
        )
        ws.close()
    late = (folder / "Dora.jsonld").rename(tmp_path / "Dora.jsonld")
    ws = library.open_workspace(tmp_path / "new.counterpoint")
    library.choose_annotator(ws, library.add_annotator(ws, "Rae"))
    ws.close()
    reviewer = Reviewer(open_desk(ws.path))
    desk, view = reviewer.desk, reviewer.view
    reviewer.show()
    assert view.empty.button.hasFocus()
    assert not desk.window.header.export.isEnabled()
    with choosing(*sorted(folder.iterdir())):
        desk.press("Return")
    back(desk)
    reviewer.settle()
    assert desk.window.focusWidget() is view.differences.list
    assert list(reviewer.lanes()) == ["Agreed", "Ada", "Ben", "Chloé"]
    desk.press("Ctrl+Z")
    assert reviewer.ws.store.find(Passage) == []
    assert view.empty.isVisible()
    desk.press("Ctrl+Shift+Z")
    reviewer.show()
    reviewer.go_to(CAFE)
    desk.press("2")
    reviewer.go_to(WHO)
    desk.press("R")
    made = reviewer.decisions()
    with choosing(late):
        desk.session.run("review.import")
    back(desk)
    reviewer.settle()
    reviewer.shows_what_is_there()
    assert list(reviewer.lanes()) == ["Agreed", "Ada", "Ben", "Chloé", "Dora"]
    assert reviewer.decisions() == made
    reviewer.go_to(CAFE)
    assert reviewer.told.ruled is not None
    assert [each.words for each in reviewer.told.by] == ["evidence", "evidence", "rhetoric", "claim"]
    with choosing(*sorted(folder.iterdir()), late):
        desk.session.run("review.import")
    back(desk)
    reviewer.settle()
    assert reviewer.decisions() == made
    reviewer.shows_what_is_there()


def test_passages_that_moved_are_gone_through_and_confirmed(open_desk: OpenDesk, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    ws, essay = with_essay(tmp_path / "copy", "A line before it all. " + TEXT)
    tag_all(ws, essay, "Ben")
    file = json.loads(transfer.export_webannotation(ws, [essay.id]))
    ws.close()
    ws = to_review(tmp_path, ("Ada",))
    (here,) = ws.store.find(Essay)
    ws.close()
    file.pop("counterpoint:essays")  # as another program leaves it out
    path = tmp_path / "ben.jsonld"
    path.write_text(json.dumps(file).replace(essay.id, here.id), encoding="utf-8")
    reviewer = Reviewer(open_desk(ws.path))
    reviewer.show()
    assert reviewer.view.empty.title.text() == "Nobody to compare yet"
    with choosing(path):
        reviewer.view.empty.button.click()
    back(reviewer.desk)
    reviewer.shows_what_is_there()
    assert "4 passages were found again by their quotes" in reviewer.desk.notices()
    waiting = review.to_confirm(reviewer.ws, here.id)
    assert [each.quote for each in waiting] == [FENCES, CAFE, ARABIC[:13], PRICES]
    reviewer.click_in_notice("Show")
    for left in (3, 2, 1, 0):
        assert reviewer.desk.window.views.currentWidget() is reviewer.desk.window.page
        assert reviewer.desk.selected() == waiting[3 - left].id
        reviewer.click_in_notice("Confirm")
        assert len(review.to_confirm(reviewer.ws, here.id)) == left
    reviewer.desk.press("Ctrl+Z")
    assert review.to_confirm(reviewer.ws, here.id) == waiting[3:]


def test_reports_say_what_the_page_says(reviewer: Reviewer, tmp_path: Path) -> None:
    desk = reviewer.desk
    reviewer.go_to(CAFE)
    reviewer.view.differences.card.reason.setText("<b>自力</b> & so on")
    desk.press("1")
    made: dict[str, Path] = {}
    for ending in ("html", "docx", "csv", "json"):
        made[ending] = tmp_path / f"report.{ending}"
        with choosing(made[ending]):
            desk.window.actions_by_id[f"review.report.{ending}"].trigger()
        reviewer.settle()
        assert f"Reported to “report.{ending}”." in desk.notices()
    page = made["html"].read_text(encoding="utf-8")
    for words in (CAFE, ARABIC, "&lt;b&gt;自力&lt;/b&gt; &amp; so on", "Chloé"):
        assert words in page
    told = json.loads(made["json"].read_text(encoding="utf-8"))
    assert told["annotators"] == ["Ada", "Ben", "Chloé"]
    real = [each for each in reviewer.document.differences if each.group != "agree"]
    assert [(each["start"], each["end"]) for each in told["differences"]] == [each[2:4] for each in real]
    shown = {(each.name, each.kind, each.pair): each.value for each in reviewer.document.measures}
    pairs = [
        (each["name"], each["kind"] or "", tuple(each["pair"]) if each["pair"] else None)
        for each in told["measures"]
    ]
    found = dict(zip(pairs, (each["value"] for each in told["measures"]), strict=True))
    assert found.keys() == shown.keys()
    assert all(found[each] == pytest.approx(shown[each]) for each in shown if shown[each] is not None)
    with made["csv"].open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == len(real)
    assert any(CAFE in row.values() for row in rows)
    words = "\n".join(each.text for each in Document(str(made["docx"])).element.iter() if each.text)
    assert "evidence" in words
    assert "自力" in words


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no process's files")
def test_a_disk_without_room_keeps_the_old_report(reviewer: Reviewer, tmp_path: Path) -> None:
    import resource

    old = tmp_path / "full" / "report.html"
    old.parent.mkdir()
    old.write_bytes(b"the old file")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with choosing(old):
        resource.setrlimit(resource.RLIMIT_FSIZE, (200, hard))  # no file may be longer than 200 bytes
        try:
            reviewer.desk.window.actions_by_id["review.report.html"].trigger()
            reviewer.desk.settle()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "report.html" in reviewer.desk.notices()
    assert "Reported" not in reviewer.desk.notices()
    assert old.read_bytes() == b"the old file"
    assert [each.name for each in old.parent.iterdir()] == [old.name]


# What changes below it


def test_figures_come_while_one_decides(reviewer: Reviewer) -> None:
    desk, figures = reviewer.desk, reviewer.view.figures
    library.choose_annotator(reviewer.ws, annotator_named(reviewer.ws, "Chloé"))
    essay = desk.essay
    tagging.tag_span(reviewer.ws, essay, TEXT.index(LAST), len(TEXT), "claim")
    assert figures.waiting.isVisible()
    reviewer.reviewing._compute_figures()  # as its pause has come to an end
    reviewer.view.differences.list.setFocus()
    for key in ("J", "R", "1", "K", "Y", "O"):
        QTest.keyClick(desk.place_of_focus(), key)  # type: ignore[call-overload]
    desk.until(lambda: not desk.session.jobs.busy)
    assert not figures.waiting.isVisible()
    assert not reviewer.reviewing._timer.isActive()
    reviewer.shows_what_is_there()
    held = figures._document
    desk.press("R")
    assert figures._document is not None
    assert held is not None
    assert figures._document.measures is held.measures


def test_essays_and_libraries_come_and_go(reviewer: Reviewer, tmp_path: Path, open_desk: OpenDesk) -> None:
    desk, view = reviewer.desk, reviewer.view
    desk.press("R")
    made = reviewer.decisions()
    library.add_essays(reviewer.ws, [Essay(title="Empty", text="Nobody has tagged this. 自力")])
    fences = desk.essay
    with clicking("Remove"):
        desk.session.run("essay.remove")
    back(desk)
    reviewer.settle()
    assert view.empty.isVisible()
    assert desk.window.header.title.text() == "Empty"
    desk.press("Ctrl+Z")
    desk.session.open_essay(fences.id)
    reviewer.show()
    assert reviewer.decisions() == made
    reviewer.shows_what_is_there()
    other = tmp_path / "other"
    other.mkdir()
    ws = to_review(other, ("Ben", "Chloé"))
    ws.close()
    libraries.open_library(desk.session, ws.path)
    desk.settle()
    assert not desk.window.on_review
    reviewer.show()
    assert list(reviewer.lanes()) == ["Agreed", "Ben", "Chloé"]
    reviewer.shows_what_is_there()
    path = desk.path
    assert path is not None
    desk.close()
    reading = Reviewer(open_desk(path, read_only=True))
    reading.show()
    for key in ("1", "R", "O", "Return", "E"):
        reading.desk.press(key)
    assert not reading.view.differences.card.accept.isEnabled()
    assert reading.decisions() == made
    reading.shows_what_is_there()


KEYS = (
    *"jjkk123yro",
    "Return",
    "Ctrl+Z",
    "Ctrl+Shift+Z",
    "blind",
    "everybody",
    "few",
    "ada",
    "open",
    "all",
    "text",
)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(KEYS), min_size=10, max_size=30))
def test_whatever_is_pressed_the_panes_say_what_is_there(reviewer: Reviewer, keys: list[str]) -> None:
    desk, view = reviewer.desk, reviewer.view
    ids = {each.name: each.id for each in library.annotators(reviewer.ws)}
    shown = {
        "everybody": frozenset({*ids.values(), "agreed"}),
        "few": frozenset({ids["Ada"], ids["Ben"]}),
        "ada": frozenset({ids["Ada"], "agreed"}),
    }
    for key in keys:
        if key in shown:
            view.people.shownChosen.emit(shown[key])
        elif key in ("open", "all"):
            view.differences.show_only(key)  # type: ignore[arg-type]
        elif key == "blind":
            view.people.blind.click()
        elif key == "text":
            reviewer.go_to(PRICES)
        else:
            view.differences.list.setFocus()
            desk.press(key)
    reviewer.shows_what_is_there()
