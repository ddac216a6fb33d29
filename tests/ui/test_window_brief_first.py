"""The Brief view when it is first asked for."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.library import library
from tests.ui.desk import Desk


def test_the_view_comes_up_in_its_window_which_stays_active(qtbot: QtBot, tmp_path) -> None:
    ws = library(tmp_path)
    ws.close()
    desk = Desk(qtbot, ws.path)
    desk.window.activateWindow()
    assert QTest.qWaitForWindowActive(desk.window)
    windows: list[object] = []
    QApplication.instance().focusWindowChanged.connect(windows.append)  # type: ignore[union-attr]
    desk.session.run("view.brief")
    desk.settle()
    QTest.qWait(50)
    assert desk.window.isActiveWindow()
    assert windows == []
    desk.close()
