"""The table of commands, and the menus, keys and candidates made from it."""

from collections import Counter

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QMainWindow, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.ui.actions import (
    COMMAND,
    COMMANDS,
    MENUS,
    Kind,
    Needs,
    build_actions,
    build_menu,
    build_menu_bar,
    candidates,
    cap,
    enable,
    give_reading_keys,
)

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),  # what offscreen says of itself
    pytest.mark.usefixtures("qapp"),  # Qt has no standard keys, and crashes, without an application
]


class Desk(QMainWindow):
    """A window with a reading view, a list and a field, that notes what it is asked to run."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.actions_by_id = build_actions(self, self.asked.append)
        middle = QWidget()
        column = QVBoxLayout(middle)
        self.reader = QTextEdit("Spending more is no longer enough. 贸易 🌍")
        self.reader.setReadOnly(True)
        self.others = QListWidget()
        self.others.addItems(["J one", "K two"])
        self.field = QLineEdit()
        for widget in (self.reader, self.others, self.field):
            column.addWidget(widget)
        self.setCentralWidget(middle)
        give_reading_keys(self.actions_by_id, self.reader)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    window = Desk()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    return window


def first(sequence: QKeySequence) -> QKeyCombination:
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # PySide's stubs leave it out
    return combination


def press(qtbot: QtBot, widget: QWidget, keys: str) -> None:
    widget.setFocus()
    combination = first(QKeySequence(keys))
    QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())


def test_ids_are_unique_and_menus_known() -> None:
    assert max(Counter(command.id for command in COMMANDS).values()) == 1
    assert {command.menu for command in COMMANDS} == set(MENUS)
    assert COMMAND["tag.claim"].keys == ("1",)


def test_no_two_commands_share_a_key() -> None:
    for elsewhere in ("reading", "reviewing"):  # which never have the keys at once
        there = [command for command in COMMANDS if not getattr(command, elsewhere)]
        keys = [sequence.toString() for command in there for sequence in command.sequences()]
        assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_single_letters_work_in_the_essay_or_in_the_review_alone() -> None:
    for command in COMMANDS:
        if any(len(sequence.toString()) == 1 for sequence in command.sequences()):
            assert command.reading or command.reviewing, command.id


@pytest.mark.parametrize(
    ("keys", "command"),
    [
        ("Ctrl+P", "palette.open"),
        ("Ctrl+O", "essay.import"),
        ("Ctrl+Z", "edit.undo"),
        ("Ctrl+Shift+Z", "edit.redo"),
        ("Ctrl+Shift+F", "find.library"),
        ("Ctrl+F", "find.essay"),
        ("Ctrl+2", "view.map"),
        ("Alt+Right", "span.grow"),
        ("F1", "help.shortcuts"),
        ("Ctrl++", "text.larger"),
        ("Ctrl+=", "text.larger"),
        ("Ctrl+0", "text.normal"),
        ("1", "tag.claim"),
        ("0", "tag.remove"),
        ("J", "passage.next"),
        ("K", "passage.previous"),
        ("A", "answer.new"),
        ("L", "link.new"),
        ("N", "note.edit"),
        ("D", "detail.choose"),
    ],
)
def test_keys_run_commands_in_the_reader(qtbot: QtBot, desk: Desk, keys: str, command: str) -> None:
    press(qtbot, desk.reader, keys)
    assert desk.asked == [command]


def test_single_keys_type_in_a_field_and_search_in_a_list(qtbot: QtBot, desk: Desk) -> None:
    desk.field.setFocus()
    QTest.keyClicks(desk.field, "1J a0")
    assert desk.field.text() == "1J a0"
    desk.others.setFocus()
    QTest.keyClicks(desk.others, "k")
    assert desk.others.currentItem().text() == "K two"
    assert desk.asked == []


def test_window_keys_work_in_a_field_too(qtbot: QtBot, desk: Desk) -> None:
    press(qtbot, desk.field, "Ctrl+P")
    assert desk.asked == ["palette.open"]


def test_commands_are_enabled_when_all_they_need_is_there(qtbot: QtBot, desk: Desk) -> None:
    enable(desk.actions_by_id, Needs.ESSAY | Needs.SPAN_OR_SENTENCE)
    on = {command_id for command_id, action in desk.actions_by_id.items() if action.isEnabled()}
    assert {"passage.next", "essay.export", "palette.open", "help.about"} <= on
    assert not on & {"tag.claim", "edit.undo", "essay.import", "note.edit"}
    press(qtbot, desk.reader, "1")
    assert desk.asked == []
    enable(desk.actions_by_id, Needs.ESSAY | Needs.SPAN_OR_SENTENCE | Needs.WRITABLE)
    press(qtbot, desk.reader, "1")
    assert desk.asked == ["tag.claim"]


def test_choices_exclude_each_other_within_their_group(desk: Desk) -> None:
    actions = desk.actions_by_id
    actions["view.theme.dark"].trigger()
    actions["view.map"].trigger()
    actions["view.theme.light"].trigger()
    checked = {command_id for command_id, action in actions.items() if action.isChecked()}
    assert checked == {"view.map", "view.theme.light"}
    assert all(actions[c.id].isCheckable() == (c.kind is not Kind.DO) for c in COMMANDS)


def test_menus_hold_every_command_once_and_mac_roles_are_set(desk: Desk) -> None:
    bar = build_menu_bar(desk, desk.actions_by_id)
    menu = build_menu(desk, desk.actions_by_id)
    for holder in (bar, menu):
        titles = [action.text() for action in holder.actions()]
        assert titles == list(MENUS)
    inside = [each for top in menu.actions() for each in _inside(top)]
    assert Counter(inside) == Counter(command.id for command in COMMANDS)
    roles = {c.id: desk.actions_by_id[c.id].menuRole() for c in COMMANDS}
    assert roles["app.quit"] == QAction.MenuRole.QuitRole
    assert roles["app.settings"] == QAction.MenuRole.PreferencesRole
    assert roles["essay.citation"] == QAction.MenuRole.NoRole


def _inside(top: QAction) -> list[str]:
    menu = top.menu()
    assert menu is not None
    return [action.objectName() for action in menu.actions() if not action.isSeparator()]  # type: ignore[attr-defined]


def test_keys_work_while_the_menu_bar_is_hidden(qtbot: QtBot, desk: Desk) -> None:
    build_menu_bar(desk, desk.actions_by_id).hide()
    press(qtbot, desk.reader, "Ctrl+E")
    assert desk.asked == ["essay.export"]


def test_the_palette_is_offered_what_can_be_done_now(desk: Desk) -> None:
    enable(desk.actions_by_id, Needs.ESSAY)
    offered = {candidate.id: candidate for candidate in candidates(desk.actions_by_id)}
    assert "palette.open" not in offered
    assert "tag.claim" not in offered
    assert offered["essay.export"].keys == "Ctrl E"
    assert offered["essay.export"].subtitle == "File"


@pytest.mark.parametrize(
    ("keys", "shown"),
    [("Ctrl+Shift+F", "Ctrl Shift F"), ("Ctrl++", "Ctrl +"), ("J", "J"), ("Ctrl+-", "Ctrl -")],
)
def test_caps_leave_the_plus_signs_out(keys: str, shown: str) -> None:
    assert cap(QKeySequence(keys)) == shown


def test_tab_is_left_to_move_the_focus() -> None:
    keys = {first(sequence).key() for command in COMMANDS for sequence in command.sequences()}
    assert not keys & {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
