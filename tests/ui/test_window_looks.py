"""How the real window looks, and how it is reached: themes, sizes, settings, names, Tab."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QScrollBar,
    QSplitter,
    QSplitterHandle,
    QWidget,
)

from counterpoint.core.records import Passage
from counterpoint.ui.forms.settings import SettingsForm
from counterpoint.ui.theme import DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK, LIGHT, Theme
from counterpoint.ui.window import Window
from counterpoint.workspace.settings import Settings, load_settings, save_settings, settings_file
from tests.ui.desk import Desk

THEMES = {"light": LIGHT, "dark": DARK}


def colour_at(widget: QWidget, place: QPoint) -> str:
    return widget.grab().toImage().pixelColor(place * widget.devicePixelRatio()).name()


def commonest(widget: QWidget) -> str:
    """The colour that most of a widget is painted in."""
    image = widget.grab().toImage()
    seen: dict[str, int] = {}
    for x in range(0, image.width(), 7):
        for y in range(0, image.height(), 7):
            name = image.pixelColor(x, y).name()
            seen[name] = seen.get(name, 0) + 1
    return max(seen, key=lambda name: seen[name])


def same(seen: str, wanted: str) -> bool:
    return QColor(seen) == QColor(wanted)


def painted_in(window: Window, theme: Theme) -> None:
    """Every pane is painted in the theme's colours."""
    assert same(commonest(window.reader.viewport()), theme.paper)
    assert same(commonest(window.outline.view.viewport()), theme.panel)
    assert same(commonest(window.library_pane), theme.panel)
    assert same(commonest(window.header), theme.panel)
    assert same(commonest(window.status), theme.panel)
    assert same(commonest(window.passage_pane), theme.paper) or same(
        commonest(window.passage_pane), theme.panel
    )
    image = window.reader.viewport().grab().toImage()
    inks = {image.pixelColor(x, y).name() for x in range(0, image.width()) for y in range(60, 90)}
    assert any(_near(name, theme.ink) for name in inks), "the title is not in the ink of the theme"


def _near(name: str, wanted: str) -> bool:
    one, other = QColor(name), QColor(wanted)
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return max(abs(a - b) for a, b in parts) < 24


def tag_something(desk: Desk) -> None:
    desk.caret_to("Who pays?", 2)
    desk.press("1")


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_a_theme_repaints_everything_at_once_and_is_kept(desk: Desk, scheme: str) -> None:
    tag_something(desk)
    other = "light" if scheme == "dark" else "dark"
    desk.session.run(f"view.theme.{other}")
    desk.settle()
    desk.session.run(f"view.theme.{scheme}")
    desk.settle()
    painted_in(desk.window, THEMES[scheme])
    assert desk.window.actions_by_id[f"view.theme.{scheme}"].isChecked()
    assert load_settings(settings_file()).scheme == scheme


def test_high_contrast_is_black_and_white(desk: Desk) -> None:
    tag_something(desk)
    desk.session.run("view.theme.high_contrast")
    desk.settle()
    assert desk.window.theme in (HIGH_CONTRAST, HIGH_CONTRAST_DARK)
    painted_in(desk.window, desk.window.theme)
    desk.session.run("view.theme.light")


def test_the_system_is_followed_again(desk: Desk) -> None:
    desk.session.run("view.theme.dark")
    desk.session.run("view.theme.system")
    desk.settle()
    dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    painted_in(desk.window, DARK if dark else LIGHT)
    desk.session.run("view.theme.light")


def test_the_map_and_notices_take_on_a_theme(desk: Desk) -> None:
    tag_something(desk)
    desk.session.run("view.map")
    desk.window.notices.warning("Mind the gap.")
    desk.session.run("view.theme.dark")
    desk.settle()
    desk.until(lambda: same(commonest(desk.window.map_view.viewport()), DARK.paper))
    assert QColor(commonest(desk.window.notices)).lightness() < 100


def test_letters_grow_and_shrink_by_keys(desk: Desk) -> None:
    def height() -> int:
        return desk.window.reader.cursorRect().height()

    first = height()
    desk.press("Ctrl++")
    assert height() > first
    desk.press("Ctrl+-", "Ctrl+-")
    assert height() < first
    desk.press("Ctrl+0")
    assert height() == first
    for _ in range(20):
        desk.press("Ctrl++")
    assert load_settings(settings_file()).reading_size == 36


def test_settings_are_seen_at_once_kept_and_taken_back(desk: Desk) -> None:
    desk.session.run("app.settings")
    form = _open(desk, SettingsForm)
    assert isinstance(form, SettingsForm)
    form.scheme.setCurrentIndex(form.scheme.findData("dark"))
    form.size_field.setValue(24)
    form.speed.setValue(300)
    desk.settle()
    painted_in(desk.window, DARK)
    assert desk.session.settings.reading_size == 24
    assert desk.ws.annotator is not None
    assert desk.ws.annotator.words_per_minute == 300
    form.reject()
    desk.settle()
    painted_in(desk.window, LIGHT)
    kept = load_settings(settings_file())
    assert (kept.scheme, kept.reading_size) == ("light", Settings().reading_size)
    assert desk.ws.annotator.words_per_minute == 250


def _open(desk: Desk, kind: type[QDialog]) -> QDialog:
    desk.until(lambda: any(each.isVisible() for each in desk.window.findChildren(kind)))
    return next(each for each in desk.window.findChildren(kind) if each.isVisible())


def test_where_the_window_was_is_kept(desk: Desk, qapp: QApplication) -> None:
    desk.window.resize(780, 610)
    QApplication.processEvents()
    desk.close()
    words = load_settings(settings_file()).geometry
    other = Window(LIGHT, lambda text: text)
    other.restore_words(words)
    assert (other.width(), other.height()) == (780, 610)
    other.deleteLater()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"scheme": 3, "reading_size": 900, "geometry": "?"}'])
def test_settings_that_make_no_sense_are_as_at_first(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content)
    found = load_settings(file)
    assert (found.scheme, found.reading_size) == ("system", Settings().reading_size)
    save_settings(file, found)
    assert load_settings(file) == found


# Names and Tab


def stops(root: QWidget) -> list[QWidget]:
    """Everything visible in `root` that takes the focus by Tab."""
    return [
        each
        for each in root.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and each.isEnabled()
        and each.focusProxy() is None
        and each.window() is root.window()
    ]


def named(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    text = getattr(widget, "text", None)
    words = text() if callable(text) and not isinstance(widget, QLineEdit) else ""
    buddies = [each for each in widget.window().findChildren(QLabel) if each.buddy() is widget]
    return widget.accessibleName() or words or (buddies[0].text() if buddies else "")


def nameless(root: QWidget) -> list[str]:
    return [
        f"{type(each).__name__} in {type(each.parent()).__name__}" for each in stops(root) if not named(each)
    ]


def walk(desk: Desk, root: QWidget) -> set[QWidget]:
    """Everything that Tab comes by, until it comes round; arrows go on inside a group of choices."""
    desk.until(lambda: root.window().focusWidget() is not None)
    seen: list[QWidget] = []
    for _ in range(200):
        at = root.window().focusWidget()
        assert at is not None
        if at in seen:
            break
        seen.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    return set(seen)


def unreached(desk: Desk, root: QWidget) -> list[str]:
    seen = walk(desk, root)
    parts = {child for each in seen for child in [*each.findChildren(QWidget), each]}
    chips = desk.window.outline._group.buttons()
    if seen.intersection(chips):
        parts |= set(chips)
    return [f"{type(each).__name__}: {named(each)}" for each in stops(root) if each not in parts]


def test_everything_in_the_window_has_a_name_and_is_reached_by_tab(desk: Desk) -> None:
    tag_something(desk)
    assert nameless(desk.window) == []
    assert unreached(desk, desk.window) == []
    desk.window.find_bar.open()
    desk.window.notices.warning("Mind the gap.", ("Undo", lambda: None))
    assert nameless(desk.window) == []
    assert unreached(desk, desk.window) == []


def test_the_panes_have_names(desk: Desk) -> None:
    window = desk.window
    panes = (window.header, window.library_pane, window.reader, window.outline.view, window.map_view)
    for pane in (*panes, window.passage_pane, window.status, window.notices, window.find_bar):
        assert pane.accessibleName(), type(pane).__name__
    for area in window.findChildren(QAbstractScrollArea):
        if area.isVisible() and area.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert named(area), type(area).__name__
    assert window.findChildren(QSplitter)
    assert window.findChildren(QSplitterHandle)
    assert not [
        each for each in window.findChildren(QScrollBar) if each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


DIALOGS = (
    "essay.paste",
    "essay.citation",
    "app.settings",
    "annotator.choose",
    "answer.new",
)


@pytest.mark.parametrize("command", DIALOGS)
def test_everything_in_a_dialog_has_a_name_and_is_reached_by_tab(desk: Desk, command: str) -> None:
    tag_something(desk)
    desk.session.run(command)
    desk.until(lambda: any(each.isVisible() for each in desk.window.findChildren(QDialog)))
    dialog = next(each for each in desk.window.findChildren(QDialog) if each.isVisible())
    assert nameless(dialog) == []
    assert unreached(desk, dialog) == []
    dialog.done(0)


def test_tab_goes_from_left_to_right(desk: Desk) -> None:
    tag_something(desk)
    window = desk.window
    order = (window.library_pane.list, window.reader, window.outline.view)
    window.library_pane.list.setFocus()
    met: list[QWidget] = []
    for _ in range(40):
        at = window.focusWidget()
        assert at is not None
        met.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    places = [met.index(each) for each in order]
    assert all(one < other for one, other in pairwise(places))
    assert desk.ws.store.find(Passage)
