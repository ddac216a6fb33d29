"""Driving Qt's own file dialogs, as the window shows them where there is no desktop."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox, QPushButton, QWidget

from counterpoint.ui.forms.ask import Question
from tests.ui.desk import Desk


@contextmanager
def choosing(*paths: Path | str, filter_named: str = "", cancel: bool = False) -> Iterator[list[str]]:
    """Type these names into the next file dialog and press Return, and Yes where it asks whether a file may
    be replaced; gives the folder it came up in. Fails where none came up, or it would not have the names."""
    folders: list[str] = []
    seen: list[QFileDialog] = []
    looks = 0

    def look() -> None:
        nonlocal looks
        asked = QApplication.activeModalWidget()
        if isinstance(asked, QMessageBox):
            asked.button(QMessageBox.StandardButton.Yes).click()
        elif isinstance(asked, QFileDialog) and asked.isVisible():
            looks += 1
            if not seen:
                seen.append(asked)
                folders.append(asked.directory().absolutePath())
                QTimer.singleShot(0, partial(answer, asked))
            elif looks > 200:
                asked.reject()
                folders.clear()

    def answer(dialog: QFileDialog) -> None:
        if cancel:
            dialog.reject()
            return
        if filter_named:
            dialog.selectNameFilter(next(each for each in dialog.nameFilters() if filter_named in each))
            dialog.filterSelected.emit(dialog.selectedNameFilter())
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(line, QLineEdit)
        names = [str(path) for path in paths]
        line.setText(names[0] if len(names) == 1 else " ".join(f'"{name}"' for name in names))
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_Return)

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(look)
    timer.start()
    yield folders
    timer.stop()
    assert folders, "no file was asked for, or its name refused"


@contextmanager
def clicking(name: str) -> Iterator[list[str]]:
    """Click the button of this name in the next question; gives what it said. Fails where none came up."""
    said: list[str] = []

    def look() -> None:
        asked = QApplication.activeModalWidget()
        if isinstance(asked, Question) and asked.isVisible() and not said:
            said.extend((asked.accessibleName(), asked.accessibleDescription()))
            button = asked.findChild(QPushButton, name)
            assert isinstance(button, QPushButton)
            QTimer.singleShot(0, button.click)

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(look)
    timer.start()
    yield said
    timer.stop()
    assert said, "nothing was asked"


def back_in_window(desk: Desk) -> None:
    """Wait until the window has the keys again, after a dialog."""
    desk.window.activateWindow()
    desk.until(lambda: QGuiApplication.focusWindow() is desk.window.windowHandle())
    desk.window.reader.setFocus()


def visible(desk: Desk, kind: type[QDialog]) -> QDialog:
    """The dialog of that class that is open."""
    desk.until(lambda: any(each.isVisible() for each in desk.window.findChildren(kind)))
    return next(each for each in desk.window.findChildren(kind) if each.isVisible())


def showing(desk: Desk, kind: type[QDialog]) -> bool:
    """Whether a dialog of that class is open."""
    return any(each.isVisible() for each in desk.window.findChildren(kind))


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drop files on a widget; whether it would have them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), actions, data, left, plain)
    enter.setAccepted(False)
    QApplication.sendEvent(widget, enter)
    QApplication.sendEvent(widget, QDropEvent(QPointF(20, 20), actions, data, left, plain))
    return enter.isAccepted()
