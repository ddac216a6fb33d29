"""The Brief view in the real window: real keys and clicks go in, stored rows come out and are on the page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu

from counterpoint.core.brief_document import AnalyticPart, CardPart, HeadingPart
from counterpoint.core.records import Brief, Card, Entry, Essay, Link, Passage
from counterpoint.core.speeches import SPEECHES
from counterpoint.core.vocabulary import KINDS
from counterpoint.ui.brief.build_form import BuildForm
from counterpoint.ui.forms.citation import CitationDialog
from counterpoint.ui.forms.one_line import OneLine
from counterpoint.ui.session.looking import tag_as
from counterpoint.workspace import arguments, briefs, cards, library, tagging
from tests.library import TEXT, with_essay
from tests.ui.coach import (
    ARABIC,
    CAFE,
    CHINESE,
    CLAIM,
    PRICES,
    SHIPS,
    TAXES,
    TOPIC,
    Coach,
    tagged,
    to_brief,
)
from tests.ui.conftest import OpenDesk
from tests.ui.files import clicking, visible

TITLE = TOPIC.removeprefix("Resolved: ").capitalize()
BUILT = [
    f"pocket: {TITLE}",
    "  hat: Fences",
    f"    contention: Contention 1: {CLAIM}",
    f"      card: {CAFE}",
    f"      card: {PRICES}",
    "  hat: Ships",
    f"    contention: Contention 1: {TAXES}",
    "  hat: Answers",
    "    frontline: AT: Taxes 😀",
    "      answer: 1. They adapt.",
    f"        card: 1. {SHIPS.splitlines()[0]}",
    "    block: Still unanswered",
    f"      open: {CLAIM}",
]
"""The outline of the brief that the form builds of everything."""


@pytest.fixture
def bare(open_desk: OpenDesk, tmp_path: Path) -> Coach:
    """The window on two tagged essays, in which there is no brief yet."""
    ws = to_brief(tmp_path)
    ws.close()
    return Coach(open_desk(ws.path))


@pytest.fixture
def coach(bare: Coach) -> Coach:
    """The Brief view, on the brief of everything."""
    ws = bare.ws
    briefs.build(ws, briefs.BriefWish(title=TITLE, topic_id=library.topics(ws)[0].id))
    bare.show()
    return bare


def undone_and_redone(coach: Coach, look: Callable[[], object], deed: Callable[[], object]) -> None:
    """What `deed` changed is as before after Ctrl+Z, and so again after Ctrl+Shift+Z; the page says so."""
    before = look()
    deed()
    after = look()
    assert after != before
    coach.shows_what_is_there()
    coach.desk.press("Ctrl+Z")
    assert look() == before
    coach.shows_what_is_there()
    coach.desk.press("Ctrl+Shift+Z")
    assert look() == after
    coach.shows_what_is_there()


# There and back


def test_to_the_brief_and_back_the_window_is_as_it_was(bare: Coach) -> None:
    window = bare.desk.window
    before = (window.header.title.text(), window.status.counts.text(), window.status.words.text())
    assert before[0] == "Fences"
    bare.show()
    assert window.header.title.text() == ""
    bare.build()
    assert window.header.title.text() == TITLE
    assert window.header.views.current() == "brief"
    assert window.status.counts.text() == "3 cards · 1 answer · 4 blocks"
    assert window.status.words.text().startswith("F9 Underline")
    assert not window.library_pane.isVisible()
    assert not window.panel.isVisible()
    assert window.header.export.isVisible()
    bare.desk.press("Ctrl+1")
    assert (window.header.title.text(), window.status.counts.text(), window.status.words.text()) == before
    assert window.library_pane.isVisible()
    assert window.panel.isVisible()
    assert not window.header.export.isVisible()
    assert window.focusWidget() is window.reader
    bare.desk.press("Ctrl+3")
    assert window.header.title.text() == TITLE
    assert window.focusWidget() is bare.view.outline
    bare.desk.press("Ctrl+2")
    assert window.header.title.text() == "Fences"
    assert window.library_pane.isVisible()


def test_the_bars_speak_of_the_brief_while_it_is_looked_at(coach: Coach) -> None:
    window = coach.desk.window

    def bars() -> tuple[str, str, str]:
        coach.desk.settle()
        return window.header.title.text(), window.status.counts.text(), window.status.words.text()

    before = bars()
    fences = next(each for each in coach.ws.store.find(Essay) if each.title == "Fences")
    tagged(coach.ws, fences, "Who pays?", "rhetoric")
    assert bars() == before
    coach.desk.press("Ctrl+Z")
    assert bars() == before
    library.set_citation(coach.ws, fences, url="https://example.org/other")
    assert bars() == before
    tag_as(coach.desk.session, coach.desk.annotator("Ben").id)
    assert bars() == before
    coach.desk.press("Ctrl+1")
    assert window.status.counts.text() == "1 claim · 2 evidence · 0 rhetoric"


def test_a_library_without_essays_asks_for_some(open_desk: OpenDesk, tmp_path: Path) -> None:
    ws, essay = with_essay(tmp_path)
    library.remove_essay(ws, essay)
    ws.close()
    coach = Coach(open_desk(ws.path))
    coach.show()
    assert coach.view.empty.isVisible()
    assert coach.view.empty.title.text() == "Add essays first"
    assert coach.view.empty.button.isEnabled()
    assert coach.desk.window.focusWidget() is coach.view.empty.button
    assert coach.desk.window.status.words.text() == ""
    coach.desk.press("Ctrl+Z")  # the essay is there again
    assert coach.view.empty.title.text() == "No brief yet"
    assert coach.view.empty.button.isEnabled()


def test_a_brief_is_built_of_a_topic_by_return_alone(bare: Coach) -> None:
    bare.show()
    assert bare.view.empty.isVisible()
    assert bare.desk.window.focusWidget() is bare.view.empty.button
    bare.desk.press("Space")
    form = visible(bare.desk, BuildForm)
    assert isinstance(form, BuildForm)
    assert form.topic.currentText() == TOPIC
    bare.desk.press("Return")
    bare.come_back()
    assert bare.rows() == BUILT
    assert bare.brief.title == TITLE
    assert bare.focus() is bare.view.outline
    assert not bare.view.empty.isVisible()
    bare.shows_what_is_there()
    bare.desk.press("Ctrl+Z")
    assert bare.view.empty.isVisible()
    assert not bare.ws.store.find(Entry)
    assert not bare.ws.store.find(Card)
    bare.desk.press("Ctrl+Shift+Z")
    assert bare.rows() == BUILT
    bare.shows_what_is_there()


def test_a_brief_is_built_of_one_essay(bare: Coach) -> None:
    ships = next(line for line in library.essays(bare.ws) if line.title == "Ships")

    def choose(form: BuildForm) -> None:
        form.by_essays.click()
        for row in range(form.essays.list.count()):
            chosen = form.essays.list.item(row).text() == "Ships"
            form.essays.list.item(row).setCheckState(
                Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
            )
        form.title.setFocus()
        bare.desk.press("Ctrl+A")
        bare.desk.type("Ships alone 自力")

    bare.show()
    bare.build(choose)
    assert bare.brief.title == "Ships alone 自力"
    assert bare.brief.essay_ids.split() == [ships.id]
    assert not any("Fences" in row for row in bare.rows())
    bare.shows_what_is_there()


# Words


def test_f7_writes_a_tag_in_every_brief_that_has_the_card(coach: Coach) -> None:
    other = briefs.build(coach.ws, briefs.BriefWish("Other", essay_ids=(coach.cards()[0].essay_id,)))
    coach.go_to(PRICES)

    def write() -> None:
        coach.desk.press("F7")
        coach.write("Prices 😀 rose by cafe\u0301 numbers")

    undone_and_redone(coach, lambda: [card.tag for card in coach.cards()], write)
    tag = "Prices 😀 rose by cafe\u0301 numbers"
    assert [part for part in coach.document.parts if isinstance(part, CardPart)][1].tag == tag
    assert coach.focus() is coach.view.outline
    coach.briefing.open(other.id)
    assert any(tag in row for row in coach.rows())
    coach.shows_what_is_there()


def test_f7_writes_a_heading_and_an_answer(coach: Coach) -> None:
    def write(words: str) -> None:
        coach.desk.press("F7")
        coach.write(words)

    for row, words in (("contention", "Fences teach 自力"), ("answer", "Merchants 🚢 adapt")):
        coach.go_to(next(each.strip() for each in coach.rows() if row in each).split(": ", 1)[1][:12])
        undone_and_redone(coach, coach.rows, partial(write, words))
        assert any(words in each for each in coach.rows())


def test_escape_leaves_a_line_as_it_was(coach: Coach) -> None:
    coach.go_to(PRICES)
    coach.desk.press("F7")
    coach.desk.type("nothing of this")
    coach.desk.press("Esc")
    assert coach.rows() == BUILT
    assert coach.focus() is coach.view.outline
    assert coach.ws.labels()[0] == "Build brief"


def test_f7_in_the_page_comes_back_to_the_page(coach: Coach) -> None:
    coach.caret_to("by 3.5", 1)
    coach.desk.press("F7")
    coach.write("Prices rose a good deal")
    assert coach.focus() is coach.view.sheet
    assert coach.view.sheet.entry() == coach.part("Prices rose a good deal").entry_id


def test_f8_edits_the_citation_of_the_cards_essay(coach: Coach) -> None:
    row = next(each for each in coach.rows() if each.strip().startswith("card: 1."))
    coach.go_to(row.strip().removeprefix("card: 1. "))
    coach.desk.press("F8")
    dialog = visible(coach.desk, CitationDialog)
    assert isinstance(dialog, CitationDialog)
    field = dialog.form.lines["qualifications"]
    field.setFocus()
    coach.desk.type("trade economist")
    coach.desk.press("Return")
    coach.come_back()
    assert "trade economist" in coach.view.sheet.document().toPlainText().replace("\u00a0", " ")
    assert coach.desk.window.header.title.text() == TITLE
    coach.shows_what_is_there()
    coach.desk.press("Ctrl+Z")
    assert "trade economist" not in coach.view.sheet.document().toPlainText()
    coach.shows_what_is_there()


# Cutting

CASES = {
    "an emoji": ("Fences 😀 teach", CAFE),
    "a combining accent": ("cafe\u0301 own", CAFE),
    "Arabic": ("التاجر إن", CAFE),
    "Chinese": ("自力更", PRICES),
    "across all of them": (ARABIC + "\n" + CHINESE, PRICES),
    "plain words": ("3.5 percent", PRICES),
}


@pytest.mark.parametrize(("words", "tag"), CASES.values(), ids=CASES.keys())
def test_what_is_selected_is_cut_to_the_code_point(coach: Coach, words: str, tag: str) -> None:
    at = [part.tag for part in coach.document.parts if isinstance(part, CardPart)].index(tag)
    here = coach.cards()[at]
    cards.clear(coach.ws, here.id, here.start, here.end)
    chosen = coach.select(words, at)
    assert chosen == words
    for key, style in (("F9", "underline"), ("F10", "emphasis"), ("F11", "yellow")):
        undone_and_redone(coach, lambda: coach.cuts(at), partial(coach.desk.press, key))
        assert (style, words) in coach.cuts(at)
        assert coach.view.sheet.textCursor().selectedText().replace("\u2029", "\n") == words
    assert coach.document.seconds > 0
    undone_and_redone(coach, lambda: coach.cuts(at), lambda: coach.desk.press("F12"))
    assert not any(words in quote for _style, quote in coach.cuts(at))
    assert {essay.text for essay in coach.ws.store.find(Essay)} == {TEXT, SHIPS}


def test_underlines_may_be_in_pieces_and_a_second_f9_takes_one_away(coach: Coach) -> None:
    coach.select("Who pays?", 1)
    coach.desk.press("F9")
    coach.select("old phrase", 1)
    coach.desk.press("F9")
    pieces = [PRICES, "Who pays?", "old phrase"]
    assert sorted(coach.cuts(1)) == sorted(("underline", each) for each in pieces)
    coach.desk.press("F9")
    assert sorted(coach.cuts(1)) == sorted(("underline", each) for each in pieces[:2])
    coach.shows_what_is_there()


def test_with_nothing_selected_the_word_at_the_caret_is_cut(coach: Coach) -> None:
    coach.caret_to("percent", 1)
    coach.desk.press("Right", "F11")
    assert ("yellow", "percent") in coach.cuts(1)


def test_each_colour_by_its_command(coach: Coach) -> None:
    actions = coach.desk.window.actions_by_id
    words = coach.select("Who pays?", 1)
    for colour in ("cyan", "green", "yellow"):
        actions[f"card.colour.{colour}"].trigger()
        coach.desk.settle()
        assert (colour, words) in coach.cuts(1)
        assert actions[f"card.colour.{colour}"].isChecked()
        coach.shows_what_is_there()
    actions["card.colour.green"].trigger()
    coach.select("We do.", 1)
    coach.desk.press("F11")
    assert ("green", "We do.") in coach.cuts(1)


def test_shrinking_omitting_and_more_paragraphs(coach: Coach) -> None:
    coach.caret_to("phrase", 1)
    for _ in range(3):
        undone_and_redone(coach, lambda: coach.cards()[1].shrink, lambda: coach.desk.press("Ctrl+8"))
    words = coach.select("Who pays?", 1)
    undone_and_redone(coach, lambda: coach.cuts(1), lambda: coach.desk.press("Ctrl+Shift+X"))
    assert ("omitted", words) in coach.cuts(1)
    assert "[…]" in coach.view.sheet.document().toPlainText()
    coach.select("[…]", 1)
    undone_and_redone(coach, lambda: coach.cuts(1), lambda: coach.desk.press("Ctrl+Shift+X"))
    assert ("omitted", words) not in coach.cuts(1)


def test_a_paragraph_more_before_and_after(open_desk: OpenDesk, tmp_path: Path) -> None:
    paragraphs = [f"Paragraph {number} 😀. " + "Many words stand here. " * 25 for number in range(4)]
    ws, essay = with_essay(tmp_path, "\n".join(each.strip() for each in paragraphs))
    tagged(ws, essay, "Paragraph 1 😀.", "claim")
    evidence = tagged(ws, essay, "Paragraph 2 😀.", "evidence")
    claim = next(p for p in tagging.marks(ws, essay.id) if p.kind == "claim")
    arguments.link(ws, "supports", "passage", evidence.id, "passage", claim.id)
    briefs.build(ws, briefs.BriefWish("Long", essay_ids=(essay.id,)))
    ws.close()
    coach = Coach(open_desk(ws.path))
    coach.show()
    coach.caret_to("stand here")
    actions = coach.desk.window.actions_by_id
    for command, number in (("card.before", 1), ("card.after", 3), ("card.before", 0)):
        undone_and_redone(
            coach,
            lambda: coach.cards()[0].quote,
            actions[command].trigger,
        )
        assert f"Paragraph {number}" in coach.cards()[0].quote
    actions["card.after"].trigger()
    assert "There is no paragraph after this one" in coach.desk.notices()


def test_cuts_are_undone_after_the_window_was_closed(coach: Coach, open_desk: OpenDesk) -> None:
    before = coach.cuts(1)
    coach.select("Who pays?", 1)
    coach.desk.press("F9", "F11")
    after = coach.cuts(1)
    coach.desk.close()
    again = Coach(open_desk(coach.desk.path))
    again.show()
    again.shows_what_is_there()
    assert again.cuts(1) == after
    again.desk.press("Ctrl+Z", "Ctrl+Z")
    assert again.cuts(1) == before
    again.shows_what_is_there()
    again.desk.press("Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert again.cuts(1) == after
    again.shows_what_is_there()


# The outline


@pytest.mark.parametrize(
    ("key", "kind"), [("F4", "pocket"), ("F5", "hat"), ("F6", "block"), ("Ctrl+F7", "analytic")]
)
def test_a_key_adds_a_heading_that_is_typed_at_once(coach: Coach, key: str, kind: str) -> None:
    coach.go_to(PRICES)
    coach.desk.press(key)
    coach.write("Words 😀 自力 of mine")
    assert any(each.strip().endswith("Words 😀 自力 of mine") and kind in each for each in coach.rows())
    part = coach.part("Words 😀 自力 of mine")
    assert isinstance(part, AnalyticPart if kind == "analytic" else HeadingPart)
    assert coach.briefing.entry_id == part.entry_id
    coach.shows_what_is_there()
    coach.desk.press("Ctrl+Z", "Ctrl+Z")
    assert coach.rows() == BUILT
    coach.shows_what_is_there()
    coach.desk.press("Ctrl+Shift+Z", "Ctrl+Shift+Z")
    coach.shows_what_is_there()
    assert any("Words 😀 自力 of mine" in each for each in coach.rows())


def test_alt_and_arrows_move_and_the_page_follows(coach: Coach) -> None:
    coach.go_to(PRICES)
    undone_and_redone(coach, coach.rows, lambda: coach.desk.press("Alt+Up"))
    assert coach.rows()[3].endswith(PRICES)
    text = coach.view.sheet.document().toPlainText()
    assert text.index(PRICES) < text.index(CAFE)
    assert coach.view.outline.current() == coach.part(PRICES).entry_id


def test_a_block_is_dragged_with_all_that_is_in_it(coach: Coach) -> None:
    outline = coach.view.outline
    rows = coach.rows()
    row, goal = rows.index("  hat: Answers"), rows.index("  hat: Fences")
    area = outline.visualRect(outline.rows.index(row))
    above = outline.visualRect(outline.rows.index(goal))
    start, end = QPoint(90, area.center().y()), QPoint(90, above.top() + 3)
    port, left = outline.viewport(), Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier

    def drag() -> None:
        QTest.mousePress(port, left, none, start)
        for step in range(1, 11):
            QTest.mouseMove(port, start + (end - start) * step / 10)
            QApplication.processEvents()
        QTest.mouseRelease(port, left, none, end)
        coach.desk.settle()

    undone_and_redone(coach, coach.rows, drag)
    now = coach.rows()
    assert now.index("  hat: Answers") < now.index("  hat: Fences")
    assert now[now.index("  hat: Answers") + 1] == "    frontline: AT: Taxes 😀"


def test_delete_takes_out_with_all_below_and_the_cards_stay(coach: Coach) -> None:
    count = len(coach.ws.store.find(Card))
    coach.go_to(f"Contention 1: {CLAIM}")
    undone_and_redone(coach, coach.rows, lambda: coach.desk.press("Delete"))
    assert not any(PRICES in each for each in coach.rows())
    assert len(coach.ws.store.find(Card)) == count
    coach.go_to("AT: Taxes")
    undone_and_redone(coach, coach.rows, lambda: coach.desk.window.actions_by_id["brief.take_out"].trigger())


# Between the essay and the brief


def test_c_adds_what_is_selected_and_says_where_it_went(coach: Coach) -> None:
    coach.go_to("Contention 1: " + TAXES)
    coach.desk.press("Ctrl+1")
    coach.desk.caret_to("Who pays?")
    coach.desk.press("1", "C")
    assert f"Added to “{TITLE}”." in coach.desk.notices()
    coach.click_in_notice("Show")
    assert coach.desk.window.on_brief
    assert coach.rows()[7].endswith("Who pays? We do.")  # what is too short for a tag has its whole line
    assert coach.briefing.entry_id == coach.part("Who pays?").entry_id
    coach.shows_what_is_there()
    coach.desk.press("Ctrl+Z")
    assert coach.rows() == BUILT


def test_c_adds_an_answer(coach: Coach) -> None:
    coach.go_to("Still unanswered")
    coach.desk.press("Ctrl+1")
    answer = coach.desk.answers()[0]
    coach.desk.session.jump("counterargument", answer.id)
    coach.desk.press("C")
    assert len([entry for entry in coach.entries() if entry.counterargument_id == answer.id]) == 2
    coach.show()
    coach.shows_what_is_there()


def test_c_without_a_brief_or_a_passage_says_what_to_do(bare: Coach) -> None:
    bare.desk.caret_to("Who pays?")
    bare.desk.press("C")
    assert "Select a passage or an answer" in bare.desk.notices()
    bare.desk.caret_to(CLAIM)
    bare.desk.press("C")
    assert "No brief is open; build one" in bare.desk.notices()
    assert not bare.ws.store.find(Card)


def test_ctrl_return_shows_the_passage_in_its_essay(coach: Coach) -> None:
    card = coach.cards()[2]
    coach.go_to(SHIPS.splitlines()[0])
    assert coach.briefing.card_id == card.id
    coach.desk.press("Ctrl+Return")
    assert coach.desk.window.views.currentIndex() == 0
    assert coach.desk.essay.title == "Ships"
    assert coach.desk.selected() == card.passage_id
    assert coach.desk.window.header.title.text() == "Ships"
    coach.show()
    assert coach.briefing.card_id == card.id


def test_building_again_keeps_what_was_written_moved_and_removed(coach: Coach) -> None:
    coach.go_to(PRICES)
    coach.desk.press("Alt+Up")
    coach.go_to("hat: Ships".removeprefix("hat: "))
    coach.desk.press("F7")
    coach.write("Ships, in my words")
    coach.go_to("Still unanswered")
    coach.desk.press("Delete")
    before = coach.rows()
    fences = next(each for each in coach.ws.store.find(Essay) if each.title == "Fences")
    evidence = tagged(coach.ws, fences, CHINESE, "evidence")
    claim = next(each for each in tagging.marks(coach.ws, fences.id) if each.kind == "claim")
    arguments.link(coach.ws, "supports", "passage", evidence.id, "passage", claim.id)
    undone_and_redone(coach, coach.rows, lambda: coach.desk.window.actions_by_id["brief.rebuild"].trigger())
    after = coach.rows()
    assert [each for each in after if each in before] == before
    assert [each.strip() for each in after if each not in before] == [f"card: {CHINESE}"]
    assert "1 place changed" in coach.desk.notices()
    coach.desk.window.actions_by_id["brief.rebuild"].trigger()
    assert "Nothing new" in coach.desk.notices()


# Several briefs


def test_several_briefs_are_chosen_renamed_and_removed(coach: Coach) -> None:
    first = coach.brief

    def choose(form: BuildForm) -> None:
        form.claims.setChecked(False)
        form.title.setText("Answers only 😀")

    coach.build(choose)
    assert coach.brief.title == "Answers only 😀"
    coach.shows_what_is_there()
    menu = coach.view.chooser.make_menu()
    titles = [action.text().replace("&&", "&") for action in menu.actions()]
    assert {"Answers only 😀", TITLE} <= set(titles)
    next(action for action in menu.actions() if action.text().replace("&&", "&") == TITLE).trigger()
    menu.deleteLater()
    coach.desk.settle()
    assert coach.brief.id == first.id
    assert coach.desk.window.header.title.text() == TITLE
    coach.shows_what_is_there()
    coach.desk.window.actions_by_id["brief.rename"].trigger()
    visible(coach.desk, OneLine)
    coach.desk.press("Ctrl+A")
    coach.desk.type("Renamed 自力")
    coach.desk.press("Return")
    coach.come_back()
    assert coach.brief.title == coach.view.chooser.title() == "Renamed 自力"
    assert coach.desk.window.header.title.text() == "Renamed 自力"
    with clicking("Remove") as said:
        coach.desk.window.actions_by_id["brief.remove"].trigger()
    assert said[0] == "Remove “Renamed 自力”?"
    coach.come_back()
    assert [brief.title for brief in coach.ws.store.find(Brief)] == ["Answers only 😀"]
    assert coach.brief.title == "Answers only 😀"
    coach.shows_what_is_there()
    coach.desk.press("Ctrl+Z")
    assert len(coach.ws.store.find(Brief)) == 2
    coach.shows_what_is_there()
    with clicking("Cancel"):
        coach.desk.window.actions_by_id["brief.remove"].trigger()
    assert len(coach.ws.store.find(Brief)) == 2


def test_the_brief_of_last_time_comes_back(coach: Coach, open_desk: OpenDesk) -> None:
    first = coach.brief
    briefs.build(coach.ws, briefs.BriefWish("Another", essay_ids=(coach.cards()[0].essay_id,)))
    coach.briefing.open(first.id)
    coach.desk.close()
    again = Coach(open_desk(coach.desk.path))
    again.show()
    assert again.brief.id == first.id


# Time


def test_speech_and_rate_are_chosen_and_coloured(coach: Coach) -> None:
    bar = coach.view.time_bar
    for words in (CAFE, PRICES):
        coach.select(words, (CAFE, PRICES).index(words))
        coach.desk.press("F11")
    seconds = coach.document.seconds
    bar.rateChosen.emit(125)
    coach.desk.settle()
    assert coach.desk.annotator("Ada").words_per_minute == 125
    assert coach.document.seconds == pytest.approx(2 * seconds)
    coach.shows_what_is_there()
    bar.speechChosen.emit("Public Forum final focus")
    coach.desk.settle()
    assert coach.brief.speech == "Public Forum final focus"
    assert "final focus · 2:00 at 125 wpm" in bar.button.text()
    coach.shows_what_is_there()
    coach.desk.press("Ctrl+Z")
    assert coach.brief.speech == ""
    coach.shows_what_is_there()


def test_the_time_is_green_then_yellow_then_red_and_back(coach: Coach) -> None:
    bar = coach.view.time_bar
    bar.speechChosen.emit("Public Forum final focus")
    bar.rateChosen.emit(125)
    rest = coach.document.seconds
    colours = []
    for seconds in (80, 100, 130):
        count = round((seconds - rest) * 125 / 60) + 9
        cards.set_tag(coach.ws, coach.cards()[1].id, "ab " * count)
        coach.shows_what_is_there()
        assert coach.document.seconds == pytest.approx(seconds, abs=1)
        colours.append(bar._pace)
    assert colours == ["good", "close", "over"]
    assert bar._theme.danger in bar.total.styleSheet()
    assert any(text.startswith("final focus is 0:1") for _title, text in coach.findings())
    assert [title for title, _text in coach.findings()].count("Over time") == 2  # the block by itself, too
    choose(coach, "Over time", "final focus is")
    assert coach.focus() is bar.button
    coach.desk.press("Ctrl+Z", "Ctrl+Z")
    assert "Over time" not in told(coach)
    assert bar._pace == "good"


def test_each_annotator_reads_at_her_own_rate(coach: Coach) -> None:
    ben = coach.desk.annotator("Ben")
    library.rename_annotator(coach.ws, ben, "Ben", 125)
    coach.select(PRICES, 1)
    coach.desk.press("F11")
    ada = coach.view.time_bar.total.text()
    tag_as(coach.desk.session, ben.id)
    coach.desk.settle()
    assert "125 wpm" in coach.view.time_bar.button.text()
    assert coach.view.time_bar.total.text() != ada
    coach.shows_what_is_there()
    coach.select(CAFE, 0)
    coach.desk.press("F11")  # cards and briefs are everybody's
    assert ("yellow", CAFE) in coach.cuts(0)
    coach.shows_what_is_there()
    tag_as(coach.desk.session, coach.desk.annotator("Ada").id)
    assert "250 wpm" in coach.view.time_bar.button.text()


# What to mend


def choose(coach: Coach, title: str, words: str = "") -> None:
    """Click the first finding of this title."""
    coach.findings()
    rows = coach.view.findings.list.rows.findings
    number = next(at for at, each in enumerate(rows) if each.title == title and words in each.text)
    view = coach.view.findings.list
    view.scrollTo(view.rows.index(number))
    at = view.visualRect(view.rows.index(number)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    coach.desk.settle()


def told(coach: Coach) -> list[str]:
    return [title for title, _text in coach.findings()]


def test_a_cite_is_mended_at_its_finding(coach: Coach) -> None:
    assert told(coach).count("Cite") == 1
    choose(coach, "Cite")
    dialog = visible(coach.desk, CitationDialog)
    assert isinstance(dialog, CitationDialog)
    assert dialog.focusWidget() is dialog.form.lines["qualifications"]
    for field, words in (("qualifications", "economist"), ("published", "2025"), ("url", "https://x.org"),
                         ("accessed", "2026-01-02")):  # fmt: skip
        dialog.form.lines[field].setText(words)
    coach.desk.press("Return")
    coach.come_back()
    assert "Cite" not in told(coach)
    assert coach.view.sheet.entry() == coach.part(SHIPS.splitlines()[0]).entry_id
    coach.desk.press("Ctrl+Z")
    assert "Cite" in told(coach)


def test_a_short_tag_is_written_anew_at_its_finding(coach: Coach) -> None:
    cards.set_tag(coach.ws, coach.cards()[1].id, "Prices rose")
    assert "Tag" in told(coach)
    choose(coach, "Tag")
    coach.write("Prices rose a good deal")
    assert "Tag" not in told(coach)


def test_what_is_not_cut_is_cut_at_its_finding(coach: Coach) -> None:
    card = coach.cards()[1]
    cards.clear(coach.ws, card.id, card.start, card.end)
    assert "Uncut" in told(coach)
    choose(coach, "Uncut")
    assert coach.focus() is coach.view.sheet
    assert coach.briefing.card_id == card.id
    coach.select(PRICES, 1)
    coach.desk.press("F11")
    assert "Uncut" not in told(coach)
    assert ("Underline", f"“{PRICES}”: nothing is underlined.") in coach.findings()
    coach.desk.press("F9")
    assert not any(PRICES in text for _title, text in coach.findings())


def test_a_single_word_read_aloud_quotes_nothing(coach: Coach) -> None:
    coach.caret_to("percent", 1)
    coach.desk.press("Right", "F11")
    assert any("quote nothing that stands together" in text for _title, text in coach.findings())
    coach.select("3.5 percent", 1)
    coach.desk.press("F11")
    assert not any("quote nothing that stands together" in text for _title, text in coach.findings())


def test_the_same_passage_twice_and_an_answer_without_a_card(coach: Coach) -> None:
    link = next(each for each in coach.ws.store.find(Link) if each.target_type == "counterargument")
    answer_card = coach.part(SHIPS.splitlines()[0])
    coach.go_to(SHIPS.splitlines()[0])
    coach.desk.press("Delete")
    assert ("No evidence", "“They adapt.” has no card.") in coach.findings()
    coach.desk.press("Ctrl+Z")
    assert ("No evidence", "“They adapt.” has no card.") not in coach.findings()
    assert link.source_id == coach.cards()[2].passage_id
    assert "Twice" not in told(coach)
    coach.desk.session.jump("passage", coach.cards()[1].passage_id)
    coach.desk.press("C")
    coach.show()
    assert told(coach).count("Twice") == 1
    choose(coach, "Twice")
    assert coach.briefing.entry_id != answer_card.entry_id
    coach.desk.press("Ctrl+Z")
    assert "Twice" not in told(coach)


def test_a_quote_whose_passage_went_is_told(coach: Coach) -> None:
    passage = tagging.passage(coach.ws, coach.cards()[1].passage_id)
    tagging.untag(coach.ws, [passage])
    coach.shows_what_is_there()
    assert not any(PRICES in row for row in coach.rows())
    coach.desk.press("Ctrl+Z")
    assert coach.rows() == BUILT
    coach.shows_what_is_there()


# Where nothing can be written


def test_a_library_that_is_only_read_shows_everything_and_writes_nothing(
    coach: Coach, open_desk: OpenDesk
) -> None:
    coach.desk.close()
    stored = coach.desk.path
    assert stored is not None
    reading = Coach(open_desk(stored, read_only=True))
    reading.show()
    assert reading.rows() == BUILT
    before = reading.ws.labels(), reading.cards(), reading.entries()
    reading.shows_what_is_there()
    reading.select("3.5 percent", 1)
    for key in ("F9", "F11", "F12", "Ctrl+8", "Ctrl+Shift+X", "F4", "F6", "Ctrl+F7", "F7", "F8"):
        reading.desk.window.notices.clear()
        reading.desk.press(key)
        assert "read" in reading.desk.notices(), key
        assert not reading.view.outline.findChildren(QLineEdit), key
    reading.go_to(PRICES)
    for key in ("F7", "Return", "Delete", "Alt+Up"):
        reading.desk.press(key)
        assert not reading.view.outline.findChildren(QLineEdit), key
    for command in ("brief.build", "brief.rebuild", "brief.rename", "brief.remove"):
        reading.desk.session.run(command)
    reading.view.time_bar.rateChosen.emit(400)
    reading.view.time_bar.speechChosen.emit("Policy 2NR")
    reading.desk.press("Ctrl+Shift+C")
    assert "Copied 1 card." in reading.desk.notices()
    assert (reading.ws.labels(), reading.cards(), reading.entries()) == before
    reading.shows_what_is_there()


def test_another_library_is_opened_while_one_looks_at_a_brief(coach: Coach, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = to_brief(tmp_path / "other")
    coach.desk.session.enter(other)
    coach.desk.settle()
    assert not coach.desk.window.on_brief
    assert coach.desk.window.header.title.text() == "Fences"
    coach.show()
    assert coach.view.empty.isVisible()
    assert coach.view.sheet.document().toPlainText() == "" or not coach.view.sheet.isVisible()
    coach.build()
    assert coach.rows() == BUILT
    coach.shows_what_is_there()


def test_the_essay_of_the_brief_is_removed_and_comes_back(coach: Coach) -> None:
    fences = next(each for each in coach.ws.store.find(Essay) if each.title == "Fences")
    library.remove_essay(coach.ws, fences)
    coach.shows_what_is_there()
    assert not any(PRICES in row for row in coach.rows())
    assert coach.desk.window.header.title.text() == TITLE
    coach.desk.press("Ctrl+Z")
    assert coach.rows() == BUILT
    coach.shows_what_is_there()


# Cost


def test_an_edit_rewrites_its_card_alone(coach: Coach) -> None:
    ws = coach.ws
    essay = Essay(title="Long", text="\n".join(f"Line {n} has words enough 😀." for n in range(200)))
    library.add_essays(ws, [essay])
    claim = tagged(ws, essay, "Line 0 has words enough 😀.", "claim")
    for number in range(1, 200):
        evidence = tagged(ws, essay, f"Line {number} has words enough 😀.", "evidence")
        arguments.link(ws, "supports", "passage", evidence.id, "passage", claim.id)
    made = briefs.build(ws, briefs.BriefWish("Two hundred", essay_ids=(essay.id,)))
    coach.briefing.open(made.id)
    coach.desk.settle()
    sheet, outline = coach.view.sheet, coach.view.outline
    blocks = sheet.document().blockCount()
    changes: list[tuple[int, int, int]] = []
    rows: list[str] = []
    sheet.document().contentsChange.connect(lambda *change: changes.append(change))
    outline.rows.modelReset.connect(lambda: rows.append("reset"))
    outline.rows.rowsInserted.connect(lambda *_: rows.append("inserted"))
    outline.rows.rowsRemoved.connect(lambda *_: rows.append("removed"))
    coach.select("has words", 150)
    changes.clear()
    before = [placed.lines for placed in sheet._writer.placed]
    coach.desk.press("F9")
    after = [placed.lines for placed in sheet._writer.placed]
    assert sheet.document().blockCount() == blocks
    assert sum(removed + added for _at, removed, added in changes) < 2_000
    assert sum(one is not other for one, other in zip(before, after, strict=True)) == 1
    assert rows == []
    coach.shows_what_is_there()


# By the mouse


def test_the_bar_at_a_selection_cuts_what_is_selected(coach: Coach) -> None:
    sheet = coach.view.sheet
    coach.caret_to("Who pays?", 1)
    start = sheet.cursorRect().center()
    coach.caret_to(" We do.", 1)
    end = sheet.cursorRect().center()
    port, left, none = sheet.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(port, left, none, start)
    for step in range(1, 6):
        QTest.mouseMove(port, start + (end - start) * step / 5)
    assert not sheet.cut_bar.isVisible()
    QTest.mouseRelease(port, left, none, end)
    assert sheet.cut_bar.isVisible()
    buttons = {each.text(): each for each in sheet.cut_bar.findChildren(QAbstractButton)}
    for word, style in (("Underline", "underline"), ("Emphasise", "emphasis"), ("Cyan", "cyan")):
        QTest.mouseClick(buttons[word], left)
        assert (style, "Who pays?") in coach.cuts(1)
        assert sheet.cut_bar.isVisible()
    QTest.mouseClick(buttons["Clear"], left)
    assert not any("Who pays?" in words for _style, words in coach.cuts(1))
    QTest.mouseClick(buttons["Leave out"], left)
    assert ("omitted", "Who pays?") in coach.cuts(1)
    coach.shows_what_is_there()
    coach.desk.press("Left")
    assert not sheet.cut_bar.isVisible()


def test_a_double_click_on_a_tag_writes_it_where_it_stands(coach: Coach) -> None:
    sheet = coach.view.sheet
    coach.desk.window.brief_view.sheet.reveal(coach.part(PRICES).entry_id)
    at = sheet.cursorRect().center() + QPoint(40, 0)
    QTest.mouseDClick(sheet.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert coach.focus() is sheet.title_line
    assert sheet.title_line.text() == PRICES
    coach.write("Prices 😀 rose a good deal")
    assert coach.focus() is sheet
    assert coach.part("Prices 😀 rose a good deal").entry_id == coach.view.sheet.entry()
    coach.shows_what_is_there()
    coach.desk.press("F7")
    coach.desk.type("of which nothing is kept")
    coach.desk.press("Esc")
    assert coach.focus() is sheet
    assert not sheet.title_line.isVisible()
    assert not any("nothing is kept" in row for row in coach.rows())


def test_a_contentions_number_is_not_written(coach: Coach) -> None:
    coach.briefing.go_to(coach.part("Contention 1: Fences").entry_id)
    coach.view.sheet.setFocus()
    coach.desk.press("F7")
    assert coach.view.sheet.title_line.text() == CLAIM
    coach.desk.press("End")
    coach.desk.type(" Again")
    coach.desk.press("Return")
    assert coach.rows()[2] == f"    contention: Contention 1: {CLAIM} Again"


def test_the_keyboard_leads_from_the_outline_to_the_page_and_back(coach: Coach) -> None:
    coach.go_to(PRICES)
    coach.desk.press("Right")
    assert coach.focus() is coach.view.sheet
    coach.desk.press("Shift+Ctrl+Right", "F11")
    assert coach.cuts(1)[0][0] == "yellow"
    coach.desk.press("Esc")
    assert not coach.view.sheet.textCursor().hasSelection()
    coach.desk.press("Esc")
    assert coach.focus() is coach.view.outline
    assert coach.view.outline.current() == coach.part(PRICES).entry_id


# Anything at all

NUMBERS = st.integers(0, 10_000)
KEYS = "F9 F10 F11 F12 Ctrl+8 Ctrl+Shift+X Ctrl+Z Ctrl+Z Ctrl+Shift+Z Alt+Up Alt+Down Delete".split()
STEPS = st.one_of(
    st.tuples(st.sampled_from(KEYS), NUMBERS, NUMBERS),
    st.tuples(st.just("cut"), NUMBERS, NUMBERS),
    st.tuples(
        st.sampled_from(
            "write add tag untag answer again build drop widen speech who brief view reader".split()
        ),
        NUMBERS,
        NUMBERS,
    ),
)


def do(coach: Coach, step: tuple[str, int, int]) -> None:
    """One thing of all those a person can do."""
    name, one, two = step
    desk, session, ws, view = coach.desk, coach.desk.session, coach.ws, coach.view
    parts = coach.document.parts if coach.briefing.brief is not None else ()
    cut = [part for part in parts if isinstance(part, CardPart)]
    essays = library.essays(ws)
    if name == "view":
        session.run("view.read" if one % 2 else "view.brief")
        return
    if name == "build" or not parts:
        wish = briefs.BriefWish(f"Brief {one % 3}", essay_ids=tuple(line.id for line in essays))
        session.attempt(lambda: coach.briefing.open(briefs.build(ws, wish).id))
    elif name in KEYS or name == "cut":
        if cut and one % 3:
            part = cut[one % len(cut)]
            view.sheet.enter(part.entry_id)
            cursor = view.sheet.textCursor()
            cursor.movePosition(cursor.MoveOperation.NextCharacter, cursor.MoveMode.KeepAnchor, two % 60)
            view.sheet.setTextCursor(cursor)
            commands = ["card.underline", "card.omit", "card.colour.cyan", "card.clear", "card.shrink"]
            session.run(commands[two % len(commands)])
        else:
            coach.briefing.go_to(parts[one % len(parts)].entry_id)
            (view.outline if two % 2 else view.sheet).setFocus()
        if name in KEYS and desk.window.on_brief:
            desk.press(name)
    elif name == "write":
        chosen = parts[one % len(parts)].entry_id
        view.outline.textEdited.emit(chosen, f"Words {two % 5} 😀" if two % 4 else "")
    elif name == "add":
        commands = ["brief.pocket", "brief.hat", "brief.block", "brief.analytic"]
        coach.briefing.go_to(parts[one % len(parts)].entry_id)
        session.run(commands[two % 4])
    elif name == "widen" and cut:
        coach.briefing.go_to(cut[one % len(cut)].entry_id)
        session.run("card.before" if two % 2 else "card.after")
    elif name == "tag" and session.essay is not None:
        length = len(session.essay.text)
        start, end = sorted((one % length, two % length))
        kind = KINDS[(one + two) % 3]
        session.attempt(lambda: tagging.tag_span(ws, desk.essay, start, end, kind))
    elif name == "untag" and session.essay is not None:
        mine = [each for each in desk.passages() if each.annotator_id == ws.annotator.id]  # type: ignore[union-attr]
        first = one % max(1, len(mine))
        session.attempt(lambda: tagging.untag(ws, mine[first : first + 2]))
    elif name == "answer":
        passages = ws.store.find(Passage)
        if passages:
            target, evidence = passages[one % len(passages)], passages[two % len(passages)]
            session.attempt(
                lambda: arguments.answer(
                    ws, "passage", target.id, f"AT: {one}", "So.", "rebut", [evidence.id]
                )
            )
    elif name == "again":
        session.run("brief.rebuild")
    elif name == "drop" and len(essays) > 1 and one % 3 == 0:
        library.remove_essay(ws, library.essay(ws, essays[two % len(essays)].id))
    elif name == "speech":
        view.time_bar.speechChosen.emit(SPEECHES[one % len(SPEECHES)].label if two % 2 else "")
        view.time_bar.rateChosen.emit(50 + one % 500)
    elif name == "who":
        people = library.annotators(ws)
        tag_as(session, people[one % len(people)].id)
    elif name == "brief":
        lines = briefs.briefs(ws)
        coach.briefing.open(lines[one % len(lines)].id)
    elif name == "reader":
        session.run("view.read")
        passages = desk.passages() if session.essay is not None else []
        if passages:
            session.select("passage", passages[one % len(passages)].id)
            session.run("brief.add")


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEPS, min_size=4, max_size=20))
def test_whatever_one_does_the_brief_shows_what_is_there(
    coach: Coach, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    ws = to_brief(tmp_path_factory.mktemp("any"))
    library.add_annotator(ws, "Ben")
    texts = {essay.text for essay in ws.store.find(Essay)}
    briefs.build(ws, briefs.BriefWish("Any", topic_id=library.topics(ws)[0].id))
    coach.desk.session.enter(ws)
    coach.desk.session.run("view.brief")
    for step in steps:
        do(coach, step)
        if coach.desk.window.on_brief:
            coach.shows_what_is_there()
    coach.desk.session.run("view.brief")
    coach.shows_what_is_there()
    assert {essay.text for essay in ws.store.find(Essay)} <= texts
    for card in ws.store.find(Card):
        assert library.essay(ws, card.essay_id).text[card.start : card.end] == card.quote


def test_the_menu_of_an_entry_offers_what_can_be_done_with_it(coach: Coach) -> None:
    for row, there in ((PRICES, True), ("Still unanswered", False)):
        coach.go_to(row)
        coach.view.outline.menuRequested.emit(coach.view.outline.current(), coach.view.mapToGlobal(QPoint()))
        menu = next(each for each in coach.desk.window.findChildren(QMenu) if each.isVisible())
        words = [action.text() for action in menu.actions()]
        assert ("Underline" in words) is there
        assert {"Write tag or heading", "Copy card or block", "Take out of brief"} <= set(words)
        menu.close()
