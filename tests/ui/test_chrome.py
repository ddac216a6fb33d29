"""The header, library pane, status bar, notices and shortcut sheet, operated as a user would."""

from datetime import datetime
from itertools import pairwise
from time import perf_counter
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.core.marks import EssayLine
from counterpoint.core.speeches import clock
from counterpoint.ui.actions import COMMANDS
from counterpoint.ui.chrome import notices as notices_module
from counterpoint.ui.chrome.header import AnnotatorLine, Header
from counterpoint.ui.chrome.library_pane import LibraryPane
from counterpoint.ui.chrome.notices import Notices
from counterpoint.ui.chrome.palette import Palette
from counterpoint.ui.chrome.shortcuts import ShortcutSheet
from counterpoint.ui.chrome.status import StatusBar
from counterpoint.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what offscreen says of itself


class TopicRow(NamedTuple):
    id: str
    wording: str


Room = tuple[QWidget, Notices, QTextEdit]

TOPICS = (TopicRow("t1", "Trade & technology"), TopicRow("t2", "Carbon border levy"), TopicRow("t3", "Empty"))
ESSAYS = (
    EssayLine("e1", "Fences and races", "M. Okafor", "t1", 1204, 31),
    EssayLine("e2", "What a chip ban buys", "Chloé B.", "t1", 900, 24),
    EssayLine("e3", "贸易与技术 🌍 cafe\u0301", "", "t2", 900, 1),
    EssayLine("e4", "سباق التكنولوجيا", "", None, 10, 0),
)


def shown(qtbot: QtBot, widget: QWidget, width: int = 0, height: int = 0) -> None:
    qtbot.addWidget(widget)
    if width:
        widget.resize(width, height)
    widget.show()
    qtbot.waitActive(widget)


def texts(pane: LibraryPane) -> list[str]:
    return [pane.model.index(row).data() for row in range(pane.model.rowCount())]


@pytest.fixture
def pane(qtbot: QtBot) -> LibraryPane:
    library = LibraryPane("Ctrl O")
    library.set_library(TOPICS, ESSAYS)
    shown(qtbot, library, 210, 600)
    return library


# --- the library pane


def test_essays_stand_under_their_topics_and_the_homeless_last(pane: LibraryPane) -> None:
    assert texts(pane) == [
        "Trade & technology",
        "Fences and races",
        "What a chip ban buys",
        "Carbon border levy",
        "贸易与技术 🌍 cafe\u0301",
        "No topic yet",
        "سباق التكنولوجيا",
    ]


def test_an_essay_of_an_unknown_topic_is_not_lost(qtbot: QtBot, pane: LibraryPane) -> None:
    pane.set_library((), ESSAYS)
    assert texts(pane)[0] == "No topic yet"
    assert len(texts(pane)) == 5


def test_a_click_and_return_choose_and_headings_are_skipped(qtbot: QtBot, pane: LibraryPane) -> None:
    chosen: list[str] = []
    pane.essayChosen.connect(chosen.append)
    middle = pane.list.visualRect(pane.model.index(1)).center()
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    for _ in range(2):
        QTest.keyClick(pane.list, Qt.Key.Key_Down)
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert chosen == ["e1", "e3"]
    heading = pane.list.visualRect(pane.model.index(0)).center()
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert chosen == ["e1", "e3"]


def test_selecting_sends_no_signal_and_survives_a_new_list(qtbot: QtBot, pane: LibraryPane) -> None:
    with qtbot.assertNotEmitted(pane.essayChosen):
        pane.select("e3")
        pane.set_library(TOPICS, ESSAYS[1:])
    assert pane.selected() == "e3"
    assert pane.list.currentIndex().row() == pane.model.row_of("e3")


def test_counts_change_in_place(pane: LibraryPane) -> None:
    pane.update_count("e1", 1)
    pane.update_count("nobody", 7)
    row = pane.model.index(pane.model.row_of("e1"))
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Fences and races, 1 passage"
    pane.filter.setText("fences")
    line = pane.model.line(1)
    assert isinstance(line, EssayLine)
    assert line.passages == 1


def test_typing_filters_by_title_author_and_topic(qtbot: QtBot, pane: LibraryPane) -> None:
    for typed, found in (("chloé", ["e2"]), ("trade fen", ["e1"]), ("贸易", ["e3"]), ("CARBON", ["e3"])):
        pane.filter.clear()
        pane.filter.insert(typed)  # Qt cannot press keys for other scripts
        rows = [pane.model.line(row) for row in range(pane.model.rowCount())]
        assert [line.id for line in rows if isinstance(line, EssayLine)] == found
    QTest.keyClicks(pane.filter, "zzz")
    assert "zzz" in pane.words.text()
    assert pane.words.isVisible()
    QTest.keyClick(pane.filter, Qt.Key.Key_Escape)
    assert pane.filter.text() == ""
    assert pane.list.isVisible()


def test_down_leaves_the_filter_and_return_takes_the_first(qtbot: QtBot, pane: LibraryPane) -> None:
    pane.focus_filter()
    QTest.keyClicks(pane.filter, "ban")
    with qtbot.waitSignal(pane.essayChosen) as chosen:
        QTest.keyClick(pane.filter, Qt.Key.Key_Return)
    assert chosen.args == ["e2"]
    QTest.keyClick(pane.filter, Qt.Key.Key_Down)
    assert pane.list.hasFocus()


def test_an_empty_library_says_what_to_do(qtbot: QtBot) -> None:
    pane = LibraryPane("Ctrl O")
    shown(qtbot, pane, 210, 500)
    assert pane.words.isVisible()
    assert "drop files here" in pane.words.text()
    assert not pane.filter.isVisible()
    with qtbot.waitSignal(pane.addRequested):
        QTest.mouseClick(pane.add, Qt.MouseButton.LeftButton)


def test_dropped_files_are_handed_on(qtbot: QtBot, pane: LibraryPane) -> None:
    dropped: list[list[str]] = []
    pane.filesDropped.connect(dropped.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/a/Essay 🌍.md"), QUrl("https://example.org/x.txt")])
    pane.dropEvent(_drop(data))
    nothing = QMimeData()
    pane.dropEvent(_drop(nothing))
    assert dropped == [["/a/Essay 🌍.md"]]


def _drop(data: QMimeData) -> QDropEvent:
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, buttons, modifiers)


def test_the_context_menu_is_asked_for_on_essays_alone(qtbot: QtBot, pane: LibraryPane) -> None:
    asked: list[str] = []
    pane.contextRequested.connect(lambda essay, _place: asked.append(essay))
    for row in (0, 1):
        place = pane.list.visualRect(pane.model.index(row)).center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, pane.list.mapToGlobal(place))
        QApplication.sendEvent(pane.list.viewport(), event)
    assert asked == ["e1"]


def test_ten_thousand_essays_are_listed_and_counted_at_once(qtbot: QtBot, pane: LibraryPane) -> None:
    many = [EssayLine(str(n), f"Essay {n}", "", f"t{n % 3 + 1}", 100, n) for n in range(10_000)]
    pane.set_library(TOPICS, many)
    QApplication.processEvents()
    start = perf_counter()
    pane.update_count("5000", 3)
    QApplication.processEvents()
    assert perf_counter() - start < 0.05  # about 0.001 on the machine it was written on


# --- the header


@pytest.fixture
def header(qtbot: QtBot) -> Header:
    bar = Header("Ctrl P")
    bar.set_title("Fences and races")
    bar.set_annotators(
        [AnnotatorLine("a", "Ada", 14), AnnotatorLine("b", "Ben & Co"), AnnotatorLine("c", "Chloé 🌍")],
        "a",
        {"a"},
    )
    shown(qtbot, bar, 1280, 44)
    return bar


def people(header: Header) -> QMenu:
    menu = header.annotator.menu()
    assert isinstance(menu, QMenu)
    return menu


def test_the_views_that_there_are_are_offered(header: Header) -> None:
    words = [button.text() for button in header.views.findChildren(QPushButton)]
    assert words == ["Read", "Map", "Brief", "Review"]


def test_views_switch_by_mouse_and_arrows_and_silently_by_code(qtbot: QtBot, header: Header) -> None:
    chosen: list[str] = []
    header.viewChosen.connect(chosen.append)
    QTest.mouseClick(header.views.button("map"), Qt.MouseButton.LeftButton)
    header.views.button("map").setFocus()
    QTest.keyClick(header.views.button("map"), Qt.Key.Key_Left)
    assert chosen == ["map", "read"]
    header.set_view("map")
    assert chosen == ["map", "read"]
    assert header.views.current() == "map"


def test_the_search_field_opens_the_palette_by_mouse_and_space(qtbot: QtBot, header: Header) -> None:
    for _ in range(2):
        with qtbot.waitSignal(header.paletteRequested):
            QTest.mouseClick(header.search, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(header.paletteRequested):
        QTest.keyClick(header.search, Qt.Key.Key_Space)


@pytest.mark.parametrize("exporting", [False, True])
@pytest.mark.parametrize("width", [1280, 1024, 760])
def test_nothing_is_clipped_or_overlaps(qtbot: QtBot, header: Header, width: int, exporting: bool) -> None:
    header.set_title("A title so long that no bar could ever show the whole of it " * 5)
    header.set_menu(QMenu(header))
    header.resize(width, 44)
    if exporting:
        header.set_export("read", "Export", QMenu(header))
    every = (
        header.name,
        header.views,
        header.title,
        header.search,
        header.export,
        header.annotator,
        header.menu,
    )
    QApplication.processEvents()
    parts = [part for part in every if part.isVisible()]
    assert (header.name in parts) == (width > 760)
    for left, right in pairwise(parts):
        assert left.mapTo(header, left.rect().topRight()).x() < right.mapTo(header, QPoint(0, 0)).x()
    assert header.menu.mapTo(header, header.menu.rect().topRight()).x() < width
    assert header.title.shown_text().endswith("…") or (width, exporting) == (760, True)
    assert header.title.toolTip().startswith("A title so long")


def test_annotators_are_chosen_added_and_shown(qtbot: QtBot, header: Header) -> None:
    chosen: list[str] = []
    seen: list[tuple[str, bool]] = []
    header.annotatorChosen.connect(chosen.append)
    header.annotatorShown.connect(lambda who, yes: seen.append((who, yes)))
    actions = {action.text(): action for action in people(header).actions()}
    assert header.annotator.text() == "Ada ▾"
    actions["Ben && Co"].trigger()
    with qtbot.waitSignal(header.annotatorAddRequested):
        actions["Add annotator…"].trigger()
    assert chosen == []  # "Ben && Co" stands twice, to tag as and to show: the latter is found here
    assert seen == [("b", True)]
    people(header).actions()[2].trigger()
    assert chosen == ["b"]


def test_the_menu_stays_open_while_boxes_are_ticked(qtbot: QtBot, header: Header) -> None:
    menu = people(header)
    menu.popup(QPoint(100, 100))
    box = next(
        action
        for action in menu.actions()
        if action.text().startswith("Chloé") and action.property("lasting")
    )
    with qtbot.waitSignal(header.annotatorShown):
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(box).center())
    assert menu.isVisible()
    menu.setActiveAction(box)
    with qtbot.waitSignal(header.annotatorShown):
        QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    menu.close()


# --- the status bar


@pytest.fixture
def status(qtbot: QtBot) -> StatusBar:
    bar = StatusBar()
    shown(qtbot, bar, 1024, 28)
    return bar


def test_the_status_says_what_there_is(status: StatusBar) -> None:
    status.set_saved(datetime(2026, 3, 4, 12, 4))
    status.set_counts(1, 9, 8, 5)
    status.set_words(1204, 289.4)
    assert status.saved.text() == "Saved 12:04"
    assert status.counts.text() == "1 claim · 9 evidence · 8 rhetoric"
    assert status.holes.text() == "5 holes"
    assert status.words.text() == "1,204 words · 4:49 aloud"
    status.set_counts(0, 0, 0, 0)
    assert not status.holes.isVisible()
    status.clear_essay()
    assert status.words.text() == ""


def test_holes_and_shortcuts_are_reached_by_mouse_and_keys(qtbot: QtBot, status: StatusBar) -> None:
    status.set_counts(1, 1, 1, 1)
    with qtbot.waitSignal(status.holesClicked):
        QTest.mouseClick(status.holes, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(status.shortcutsClicked):
        QTest.keyClick(status.shortcuts, Qt.Key.Key_Space)


def test_a_failure_is_loud_until_saving_works(qtbot: QtBot, status: StatusBar) -> None:
    status.set_failed("the disk is full; free some space.")
    assert status.failed.isVisible()
    assert status.failed.text() == "Not saved: the disk is full; free some space."
    assert not status.saved.isVisible()
    assert status.dot.property("tone") == "danger"
    status.set_saved(datetime(2026, 3, 4, 12, 5))
    assert not status.failed.isVisible()
    assert status.dot.property("tone") == "good"
    status.set_read_only()
    assert status.saved.text() == "Reading only"


def test_only_long_work_is_mentioned_and_it_can_be_cancelled(qtbot: QtBot, status: StatusBar) -> None:
    cancelled: list[str] = []
    status.set_busy("Adding 40 essays…", lambda: cancelled.append("yes"), 0.1)
    assert not status.busy.isVisible()
    status.set_idle()
    qtbot.wait(250)
    assert not status.busy.isVisible()
    status.set_busy("Adding 40 essays…", lambda: cancelled.append("yes"), 0.1)
    qtbot.waitUntil(status.busy.isVisible, timeout=2000)
    status.set_busy("Adding 40 essays…", lambda: cancelled.append("yes"), 0.5)
    assert status.progress.value() == 50
    QTest.mouseClick(status.cancel, Qt.MouseButton.LeftButton)
    assert cancelled == ["yes"]
    status.set_idle()
    assert not status.busy.isVisible()


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (59.6, "1:00"), (289, "4:49"), (3889, "1:04:49")])
def test_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text


# --- notices


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    window = QWidget()
    column = QVBoxLayout(window)
    strip = Notices(LIGHT)
    text = QTextEdit("An essay")
    text.setReadOnly(True)
    column.addWidget(strip)
    column.addWidget(text)
    shown(qtbot, window, 800, 400)
    text.setFocus()
    return window, strip, text


def test_escape_closes_the_latest_notice_but_not_the_banner(qtbot: QtBot, room: Room) -> None:
    _window, strip, text = room
    assert not strip.isVisible()
    strip.set_banner("This library is open in another window: reading only.")
    strip.error("The file is empty; choose another.")
    strip.warning("Two passages moved; confirm them.")
    assert len(strip.texts()) == 3
    for left in (2, 1, 1):
        QTest.keyClick(text, Qt.Key.Key_Escape)
        assert len(strip.texts()) == left
    strip.set_banner("")
    assert not strip.isVisible()


def test_news_goes_by_itself_and_errors_stay(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices_module, "LASTS", 40)
    _window, strip, _text = room
    strip.error("The disk is full; free some space.")
    strip.info("Copied.")
    qtbot.waitUntil(lambda: strip.texts() == ("The disk is full; free some space.",), timeout=2000)
    qtbot.wait(80)
    assert len(strip.texts()) == 1


def test_news_waits_while_the_mouse_is_on_it(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices_module, "LASTS", 40)
    _window, strip, _text = room
    notice = strip.info("Removed.")
    QApplication.sendEvent(notice, _entering())
    qtbot.wait(100)
    assert strip.texts() == ("Removed.",)
    QApplication.sendEvent(notice, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not strip.texts(), timeout=2000)


def _entering() -> QEvent:
    return QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1))


def test_a_notice_offers_a_deed_and_a_cross(qtbot: QtBot, room: Room) -> None:
    _window, strip, _text = room
    done: list[str] = []
    notice = strip.info("Removed “Fences”.", ("Undo", lambda: done.append("undo")))
    QTest.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    assert done == ["undo"]
    assert strip.texts() == ()
    notice = strip.error("The file is empty; choose another.")
    assert notice.accessibleName() == "Error: The file is empty; choose another."
    QTest.mouseClick(notice.close_button, Qt.MouseButton.LeftButton)
    assert strip.texts() == ()


def test_notices_do_not_pile_up(qtbot: QtBot, room: Room) -> None:
    _window, strip, _text = room
    for number in (1, 2, 2, 3, 4):
        strip.error(f"Error {number}")
    strip.set_theme(DARK)
    assert strip.texts() == ("Error 2", "Error 3", "Error 4")
    strip.clear()
    assert strip.texts() == ()


# --- the shortcut sheet


def test_the_sheet_lists_every_command_that_has_a_key(qtbot: QtBot, room: Room) -> None:
    window, _strip, text = room
    sheet = opened(window)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert {command.text.rstrip("…") for command in COMMANDS if command.key_caps()} <= words
    assert sheet.rect().contains(sheet.frame.geometry())
    QTest.keyClick(sheet.area, Qt.Key.Key_Escape)
    assert text.hasFocus()
    sheet = opened(window)
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(sheet.area, Qt.Key.Key_F1)
    sheet = opened(window)
    with qtbot.waitSignal(sheet.closed):
        assert ShortcutSheet.toggle(window) is None


def test_one_overlay_takes_the_place_of_another_and_the_focus_comes_back(qtbot: QtBot, room: Room) -> None:
    window, _strip, text = room
    sheet = opened(window)
    with qtbot.waitSignal(sheet.closed):
        palette = Palette.ask(window, (), LIGHT)
    assert palette.edit.hasFocus()
    palette.dismiss()
    assert text.hasFocus()


def test_an_overlay_closes_although_the_focused_widget_is_gone(qtbot: QtBot, room: Room) -> None:
    window, _strip, text = room
    sheet = opened(window)
    text.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(sheet.closed):
        sheet.dismiss()


def opened(window: QWidget) -> ShortcutSheet:
    sheet = ShortcutSheet.toggle(window)
    assert sheet is not None
    return sheet


# --- all of them


def test_everything_that_takes_the_focus_has_a_name(
    qtbot: QtBot,
    pane: LibraryPane,
    header: Header,
    status: StatusBar,
    room: Room,
) -> None:
    window, strip, _text = room
    notice = strip.error("Wrong.", ("Mend", lambda: None))
    sheet = opened(window)
    for whole in (pane, header, status, notice, sheet):
        assert whole.accessibleName()
        for part in whole.findChildren(QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert part.accessibleName() or (isinstance(part, QPushButton) and part.text()), part


def test_tab_goes_through_the_pane_in_order(qtbot: QtBot, pane: LibraryPane) -> None:
    pane.filter.setFocus()
    reached = []
    for _ in range(3):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == [pane.filter, pane.list, pane.add]
