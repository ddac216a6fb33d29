"""Searching the library, choosing who tags, and the settings, by keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.ui.forms.annotators import ChooseAnnotator, system_user
from counterpoint.ui.forms.library_search import CLOSE, OPEN, LibrarySearch, marked
from counterpoint.ui.forms.result_rows import ROW
from counterpoint.ui.forms.settings import SettingsForm
from counterpoint.ui.forms.views import Person, SearchRow, SettingsView
from counterpoint.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the platform without a display

PEOPLE = (Person("a", "Ada"), Person("b", "Ben 😀"))
ROWS = (
    SearchRow("passage", "p1", "e1", "Fences", "a <b>trillion</b> 😀 lost", ((5, 13),), 3.0),
    SearchRow("essay", "e1", "e1", "Fences", "firms lost a trillion", ((13, 21),), 2.0),
    SearchRow("passage", "p2", "e2", "中文", "مرحبا trillion", ((6, 14), (90, 99)), 1.0),
    SearchRow("answer", "c1", "e1", "Fences", "AT: trillions", ((4, 12),), 0.5),
)


@pytest.fixture
def panel(qtbot: QtBot) -> LibrarySearch:
    made = LibrarySearch(LIGHT)
    qtbot.addWidget(made)
    made.resize(520, 500)
    made.show()
    made.activateWindow()
    made.begin()
    return made


def opened(qtbot: QtBot, form: QWidget) -> None:
    """Shows the form and waits until it has the keyboard."""
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()


def shown(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_it_asks_once_the_typing_pauses(panel: LibrarySearch, qtbot: QtBot) -> None:
    asked: list[str] = []
    panel.queryChanged.connect(asked.append)
    assert "Type some words" in shown(panel)
    qtbot.keyClicks(panel.line, " trillion ")
    panel.line.insert("中文 ")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked), timeout=2000)
    assert asked == ["trillion 中文"]
    panel.show_busy()
    assert "Searching…" in shown(panel)
    panel.show_results(())
    assert "Nothing found for “trillion 中文”" in shown(panel)
    panel.line.clear()
    qtbot.waitUntil(lambda: len(asked) == 2, timeout=2000)
    assert "Type some words" in shown(panel)


def test_rows_are_grouped_and_walked_by_keys(panel: LibrarySearch, qtbot: QtBot) -> None:
    panel.show_results(ROWS)
    assert "4 results" in shown(panel)
    chosen: list[tuple[str, str, str]] = []
    panel.chosen.connect(lambda *told: chosen.append(told))
    for key in (
        Qt.Key.Key_Return,
        Qt.Key.Key_Down,
        Qt.Key.Key_Return,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Down,
        Qt.Key.Key_Return,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_Up,
        Qt.Key.Key_Return,
    ):
        qtbot.keyClick(panel.line, key)
    assert chosen == [
        ("essay", "e1", "e1"),
        ("passage", "p1", "e1"),
        ("answer", "c1", "e1"),
        ("essay", "e1", "e1"),
    ]
    assert panel.line.hasFocus()
    with qtbot.waitSignal(panel.dismissed):
        qtbot.keyClick(panel.line, Qt.Key.Key_Escape)


def test_a_click_chooses_and_a_heading_does_not(panel: LibrarySearch, qtbot: QtBot) -> None:
    panel.show_results(ROWS)
    panel.grab()
    model = panel.list.model()
    assert model.index(0, 0).data() == "ESSAYS"
    with qtbot.assertNotEmitted(panel.chosen):
        where = panel.list.visualRect(model.index(0, 0)).center()
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    with qtbot.waitSignal(panel.chosen) as chosen:
        where = panel.list.visualRect(model.index(3, 0)).center()
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert chosen.args == ["passage", "p1", "e1"]


def test_the_match_is_what_is_emphasised(panel: LibrarySearch) -> None:
    panel.show_results(ROWS)
    plain = panel.grab().toImage()
    panel.show_results([row._replace(matches=()) for row in ROWS])
    assert panel.grab().toImage() != plain
    panel.set_theme(DARK)
    assert panel.grab().toImage() != plain
    row = panel.list.model().index(3, 0).data(ROW)
    assert row.snippet[5:13] == "trillion"


def test_return_before_the_pause_asks_at_once(panel: LibrarySearch, qtbot: QtBot) -> None:
    panel.queryChanged.connect(lambda words: panel.show_results(ROWS))
    qtbot.keyClicks(panel.line, "trillion")
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert chosen.args == ["essay", "e1", "e1"]


@given(
    st.lists(st.tuples(st.text(st.characters(exclude_characters=OPEN + CLOSE)), st.booleans()), max_size=8)
)
def test_marks_become_ranges(parts: list[tuple[str, bool]]) -> None:
    text, matches = marked("".join(f"{OPEN}{part}{CLOSE}" if hit else part for part, hit in parts))
    assert text == "".join(part for part, _ in parts)
    assert [text[start:end] for start, end in matches] == [part for part, hit in parts if hit]


def test_the_first_run_asks_for_a_name(qtbot: QtBot) -> None:
    form = ChooseAnnotator(proposed="Ada Lovelace")
    opened(qtbot, form)
    assert QApplication.focusWidget() is form.name
    with qtbot.waitSignal(form.added) as added:
        qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert added.args == ["Ada Lovelace"]


def test_no_name_and_a_known_name_are_said(qtbot: QtBot) -> None:
    form = ChooseAnnotator()
    opened(qtbot, form)
    with qtbot.assertNotEmitted(form.added):
        qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert "Type a name." in shown(form)
    several = ChooseAnnotator(PEOPLE, "b")
    opened(qtbot, several)
    qtbot.keyClicks(several.name, "ada")
    with qtbot.assertNotEmitted(several.added):
        qtbot.keyClick(several.name, Qt.Key.Key_Return)
    assert "ada is in the list already." in shown(several)


def test_one_of_the_list_by_arrows(qtbot: QtBot) -> None:
    form = ChooseAnnotator(PEOPLE, "b")
    opened(qtbot, form)
    assert QApplication.focusWidget() is form.list
    qtbot.keyClick(form.list, Qt.Key.Key_Up)
    with qtbot.waitSignal(form.chosen) as chosen:
        qtbot.keyClick(form.list, Qt.Key.Key_Return)
    assert chosen.args == ["a"]


def rename(form: ChooseAnnotator, qtbot: QtBot, name: str) -> None:
    qtbot.keyClick(form.list, Qt.Key.Key_F2)
    field = form.list.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_name_is_changed_in_place(qtbot: QtBot) -> None:
    form = ChooseAnnotator(PEOPLE, "b")
    opened(qtbot, form)
    with qtbot.waitSignal(form.renamed) as renamed:
        rename(form, qtbot, "Benjamin")
    assert renamed.args == ["b", "Benjamin"]
    assert form.isVisible()


def test_a_name_that_is_taken_is_put_back(qtbot: QtBot) -> None:
    form = ChooseAnnotator(PEOPLE, "b")
    opened(qtbot, form)
    with qtbot.assertNotEmitted(form.renamed):
        rename(form, qtbot, "ADA")
        qtbot.waitUntil(lambda: "ADA is in the list already." in shown(form))
    assert form.list.item(1).text() == "Ben 😀"


def test_the_system_knows_somebody() -> None:
    assert system_user()


def test_settings_are_followed_at_once_and_given_back(qtbot: QtBot) -> None:
    form = SettingsForm(SettingsView())
    opened(qtbot, form)
    heard: list[SettingsView] = []
    form.changed.connect(heard.append)
    qtbot.keyClick(form.scheme, Qt.Key.Key_Down)
    qtbot.keyClick(form.size_field, Qt.Key.Key_Up)
    qtbot.keyClick(form.speed, Qt.Key.Key_Down)
    qtbot.keyClick(form.keep_files, Qt.Key.Key_Space)
    assert heard[-1] == SettingsView("light", 19, 240, keep_files=True)
    assert form.value() == heard[-1]
    assert form.sample.font().pixelSize() == 19
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert heard[-1] == SettingsView()


def test_settings_done(qtbot: QtBot) -> None:
    form = SettingsForm(SettingsView("dark", 20, 300))
    opened(qtbot, form)
    with qtbot.assertNotEmitted(form.changed), qtbot.waitSignal(form.accepted):
        qtbot.keyClick(form.scheme, Qt.Key.Key_Return)
    assert form.value() == SettingsView("dark", 20, 300)
