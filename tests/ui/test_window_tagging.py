"""Tagging with the keyboard in the real window: what is stored is what was selected."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from counterpoint.ui.chrome.shortcuts import ShortcutSheet
from counterpoint.workspace import arguments
from tests.ui.conftest import OpenDesk
from tests.ui.desk import Desk

FIRST = "Fences 😀 teach climbers."
WHO = "Who pays?"


@pytest.mark.parametrize(("key", "kind"), [("1", "claim"), ("2", "evidence"), ("3", "rhetoric")])
def test_a_digit_tags_what_is_selected(desk: Desk, key: str, kind: str) -> None:
    chosen = desk.select("old phrase. Prices")
    desk.press(key)
    assert desk.tags() == [(kind, chosen)]
    assert chosen == "old phrase. Prices"
    assert not desk.window.reader.tag_bar.isVisible()
    assert not desk.window.reader.textCursor().hasSelection()


@pytest.mark.parametrize(("key", "kind"), [("1", "claim"), ("2", "evidence"), ("3", "rhetoric")])
def test_a_digit_tags_the_sentence_under_the_caret(desk: Desk, key: str, kind: str) -> None:
    desk.caret_to(WHO, 4)
    desk.press(key)
    assert desk.tags() == [(kind, WHO)]


def test_the_same_key_twice_is_one_passage(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("1", "1")
    desk.select(WHO)
    desk.press("1")
    assert desk.tags() == [("claim", WHO)]


def test_another_kind_changes_the_selected_passage(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("1", "2")
    assert desk.tags() == [("evidence", WHO)]
    desk.select(WHO)
    desk.press("3")
    assert desk.tags() == [("rhetoric", WHO)]
    assert desk.window.actions_by_id["edit.undo"].text() == "Undo Change to rhetoric"


def test_words_inside_a_passage_become_one_of_their_own(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("1")
    desk.select("pays")
    desk.press("3")
    assert desk.tags() == [("claim", WHO), ("rhetoric", "pays")]


def test_escape_lets_go_so_that_a_sentence_inside_a_passage_can_be_tagged(desk: Desk) -> None:
    desk.select("Who pays? We do.")
    desk.press("1")
    desk.caret_to("We do.")
    assert desk.selected() == desk.passages()[0].id
    desk.press("Esc")
    assert not desk.selected()
    desk.press("2")
    assert desk.tags() == [("claim", "Who pays? We do."), ("evidence", "We do.")]


def test_nought_untags_and_undo_brings_it_back(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("2", "0")
    assert desk.tags() == []
    desk.press("Ctrl+Z")
    assert desk.tags() == [("evidence", WHO)]
    desk.press("0")
    assert desk.tags() == []


@pytest.mark.parametrize(("key", "left"), [("Esc", 1), ("Return", 0)])
def test_untagging_asks_when_something_hangs_from_it(desk: Desk, key: str, left: int) -> None:
    desk.caret_to(WHO)
    desk.press("1")
    arguments.answer(desk.ws, "passage", desk.passages()[0].id, "AT: Nobody", "", "rebut")
    desk.settle()
    with desk.answering(key) as said:
        desk.press("0")
    assert "point to this passage" in said[0]
    assert len(desk.passages()) == len(desk.answers()) == left
    if not left:
        desk.press("Ctrl+Z")
        assert len(desk.passages()) == len(desk.answers()) == 1
        desk.shows_what_is_there()


def test_a_selection_grows_and_shrinks_by_sentences(desk: Desk) -> None:
    desk.caret_to("Prices rose", 3)
    desk.press("Alt+Right")
    assert desk.window.reader.words(*desk.span()) == "Prices rose by 3.5 percent in the U.S. market."
    desk.press("Alt+Right", "Alt+Right")
    assert desk.window.reader.words(*desk.span()).endswith("market. Who pays? We do.")
    desk.press("Alt+Left", "2")
    assert desk.tags() == [("evidence", "Prices rose by 3.5 percent in the U.S. market. Who pays?")]


def test_ones_own_passage_grows_and_shrinks(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("1", "Alt+Right")
    assert desk.tags() == [("claim", "Who pays? We do.")]
    desk.press("Alt+Right")
    assert desk.tags() == [("claim", "Who pays? We do.\nThe last paragraph answers the first one.")]
    desk.press("Alt+Left", "Alt+Left", "Alt+Left")
    assert desk.tags() == [("claim", WHO)]
    desk.press("Ctrl+Z")
    assert desk.tags() == [("claim", "Who pays? We do.")]


def test_alt_and_arrows_walk_from_sentence_to_sentence(desk: Desk) -> None:
    desk.caret_to("We do.")
    desk.press("Alt+Up")
    assert desk.window.reader.words(*desk.span()) == WHO
    desk.press("1", "Alt+Down", "2", "Alt+Down", "3")
    assert desk.tags() == [
        ("claim", WHO),
        ("evidence", "We do."),
        ("rhetoric", "The last paragraph answers the first one."),
    ]
    desk.press("Alt+Down")
    assert "This is the last sentence." in desk.notices()


def test_j_and_k_step_through_nested_passages_and_say_where_it_ends(desk: Desk) -> None:
    desk.caret_to(FIRST)
    desk.press("1")
    for words in ("Who pays? We do.", "pays"):
        desk.select(words)
        desk.press("2")
    ids = [each.id for each in desk.passages()]
    desk.press("Ctrl+Home")
    seen = []
    for key in ("J", "J", "J", "K", "K"):
        desk.press(key)
        seen.append(ids.index(desk.selected()))
    assert seen == [1, 2, 2, 1, 0]
    assert "There is no passage after this one." in desk.notices()


def test_the_caret_going_back_home_lets_go_of_a_passage_jumped_to(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("1", "Ctrl+Home", "J")
    assert desk.selected()
    desk.press("Ctrl+Home")
    assert not desk.selected()


def test_a_note_is_kept_at_a_pause_and_when_left_as_one_step(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("1", "N")
    desk.type("12 aj 0 ")
    desk.until(lambda: desk.passages()[0].note == "12 aj 0 ")
    desk.type("N\u0301 中文 3")
    desk.press("Esc")
    assert desk.passages()[0].note == "12 aj 0 N\u0301 中文 3"
    assert desk.window.reader.hasFocus()
    assert desk.tags() == [("claim", WHO)]
    desk.shows_what_is_there()
    desk.press("Ctrl+Z")
    assert desk.passages()[0].note == ""
    desk.press("Ctrl+Shift+Z")
    assert desk.passages()[0].note == "12 aj 0 N\u0301 中文 3"


def test_a_note_being_typed_is_kept_when_another_passage_is_clicked_or_the_window_closes(
    desk: Desk, open_desk: OpenDesk
) -> None:
    desk.caret_to(WHO)
    desk.press("1")
    desk.caret_to("We do.")
    desk.press("2", "N")
    desk.type("about doing")
    desk.session.select("passage", desk.passages()[0].id, jump=True)
    desk.settle()
    assert desk.passages()[1].note == "about doing"
    desk.press("Esc", "N")
    desk.type("half a wo")
    desk.close()
    again = open_desk(desk.path)
    assert [each.note for each in again.passages()] == ["half a wo", "about doing"]


def test_a_note_on_selected_words_tags_them_as_a_claim(desk: Desk) -> None:
    desk.caret_to(FIRST)
    desk.press("2")
    desk.select("old phrase")
    desk.press("N")
    desk.type("why old")
    desk.press("Esc")
    assert [(each.quote, each.note) for each in desk.passages()] == [(FIRST, ""), ("old phrase", "why old")]


def test_keys_meant_for_selected_words_do_not_hit_the_passage_before(desk: Desk) -> None:
    desk.caret_to(FIRST)
    desk.press("2")
    desk.select("climbers. A")
    desk.press("0", "D", "L")
    assert QApplication.activePopupWidget() is None
    assert desk.window.reader.hasFocus()
    assert desk.tags() == [("evidence", FIRST)]


def test_a_detail_is_chosen_from_the_menu(desk: Desk) -> None:
    desk.caret_to(FIRST)
    desk.press("2", "D")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    chosen = next(each for each in menu.actions() if each.text() == "Statistic")
    while menu.activeAction() is not chosen:
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    desk.settle()
    assert [each.detail for each in desk.passages()] == ["statistic"]
    desk.press("3")
    assert [(each.kind, each.detail) for each in desk.passages()] == [("rhetoric", "")]
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert [(each.kind, each.detail) for each in desk.passages()] == [("evidence", "")]


def test_undo_and_redo_walk_over_everything_with_their_labels(desk: Desk) -> None:
    undo, redo = desk.window.actions_by_id["edit.undo"], desk.window.actions_by_id["edit.redo"]
    while undo.isEnabled():
        desk.press("Ctrl+Z")
    assert undo.text() == "Undo"
    while redo.isEnabled():
        desk.press("Ctrl+Shift+Z")
    desk.caret_to(FIRST)
    desk.press("1", "2", "Alt+Right", "0")
    labels = []
    for _ in range(4):
        labels.append(undo.text())
        desk.press("Ctrl+Z")
        desk.shows_what_is_there()
    assert labels == ["Undo Untag", "Undo Adjust passage", "Undo Change to evidence", "Undo Tag as claim"]
    assert desk.tags() == []
    for text in ("Redo Tag as claim", "Redo Change to evidence", "Redo Adjust passage", "Redo Untag"):
        assert redo.text() == text
        desk.press("Ctrl+Shift+Z")
        desk.shows_what_is_there()
    assert desk.tags() == []
    assert not redo.isEnabled()


def test_undo_after_a_restart(desk: Desk, open_desk: OpenDesk) -> None:
    desk.caret_to(FIRST)
    desk.press("1")
    desk.caret_to(WHO)
    desk.press("3")
    desk.close()
    again = open_desk(desk.path)
    assert again.window.actions_by_id["edit.undo"].text() == "Undo Tag as rhetoric"
    again.press("Ctrl+Z")
    assert again.tags() == [("claim", FIRST)]
    again.press("Ctrl+Z")
    assert again.tags() == []
    again.press("Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert len(again.tags()) == 2
    again.shows_what_is_there()


def test_letters_and_digits_in_text_fields_never_tag(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("1")
    before = desk.tags()
    letters = "1230jkandl"
    for open_field in ("Ctrl+F", "Ctrl+P", "Ctrl+Shift+F"):
        desk.press(open_field)
        field = desk.focus()
        assert isinstance(field, QLineEdit), open_field
        field.clear()
        desk.type(letters)
        desk.press("Alt+Right", "Alt+Left", "Alt+Down")
        assert field.text() == letters
        desk.press("Esc")
    desk.window.library_pane.focus_filter()
    desk.type(letters)
    assert desk.window.library_pane.filter.text() == letters
    desk.press("Alt+Right", "Esc")
    desk.window.reader.setFocus()
    desk.press("N")
    desk.type(letters)
    desk.press("Alt+Right", "Alt+Left", "Alt+Up", "Esc")
    assert desk.passages()[0].note == letters
    assert desk.tags() == before


def test_escape_closes_a_notice_and_comes_home_to_the_essay(desk: Desk) -> None:
    desk.press("J")
    assert "Nothing is tagged yet" in desk.notices()
    desk.press("Esc")
    assert not desk.notices()
    desk.select("teach")
    desk.press("Esc")
    assert not desk.window.reader.textCursor().hasSelection()
    for pane in (desk.window.outline, desk.window.library_pane.list):
        pane.setFocus()
        desk.press("Esc")
        assert desk.window.reader.hasFocus()


def test_tab_reaches_every_pane_and_comes_back(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("1")
    window = desk.window
    panes = (window.header, window.library_pane, window.reader, window.outline, window.passage_pane)
    for key in ("Tab", "Shift+Tab"):
        order: list[QWidget] = []
        for _ in range(40):
            desk.press(key)
            pane = next(
                (each for each in panes if each is desk.focus() or each.isAncestorOf(desk.focus())), None
            )
            if pane is not None and (not order or order[-1] is not pane):
                order.append(pane)
            if pane is window.reader and len(order) > 3:
                break
        names = [each.__class__.__name__ for each in order]
        assert set(panes) == set(order), names
        assert tuple(order[: len(panes)]) in _rounds(panes, key == "Tab"), names
        assert desk.tags() == [("claim", WHO)]


def _rounds(panes: tuple[QWidget, ...], forwards: bool) -> list[tuple[QWidget, ...]]:
    """The panes in turn, from wherever one begins."""
    row = panes if forwards else panes[::-1]
    return [row[at:] + row[:at] for at in range(len(row))]


def test_f1_shows_the_keys_and_takes_them_away(desk: Desk) -> None:
    desk.press("F1")
    sheet = desk.window.findChild(ShortcutSheet)
    assert sheet is not None
    assert sheet.isVisible()
    desk.press("1", "Esc")
    assert desk.window.findChild(ShortcutSheet) is None or not sheet.isVisible()
    assert desk.window.reader.hasFocus()
    assert desk.tags() == []


def test_words_selected_beside_a_passage_let_it_go(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("1")
    chosen = desk.selected()
    desk.select("Who pa")
    assert desk.selected() == chosen
    desk.press("Alt+Down")
    assert not desk.selected()
    assert not desk.window.actions_by_id["tag.remove"].isEnabled()
    desk.press("Alt+Up")
    assert desk.selected() == chosen
    desk.press("2")
    assert desk.tags() == [("evidence", WHO)]
