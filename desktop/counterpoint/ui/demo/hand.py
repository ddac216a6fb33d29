"""A hand at the keyboard and the mouse of the real window, and an eye that takes pictures of it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPixmap, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from counterpoint.ui.app import Starting
from counterpoint.ui.session.session import Session
from counterpoint.ui.window import SIZE, Window

PATIENCE: Final = 10.0
"""Seconds after which something waited for does not come any more."""
BREATH: Final = 20
"""Milliseconds between one key and the next."""
CALM: Final = 150
"""Milliseconds in which what a key began has been painted: the longest pause of a pane is 120."""


class InVain(Exception):
    """Something that was waited for did not happen."""


class Hand:
    """The window on the usual library, opened as the program opens it."""

    def __init__(self, app: QApplication, size: tuple[int, int] = SIZE) -> None:
        self.app = app
        self._starting = Starting(app, None, (), False)
        self.window.resize(*size)
        self._starting.show()
        self.window.activateWindow()
        self.until(lambda: self._starting.session is not None, "the library")
        self.until(self.window.isActiveWindow, "the window to be active")
        self.settle()

    @property
    def window(self) -> Window:
        return self._starting.window

    @property
    def session(self) -> Session:
        if self._starting.session is None:
            raise InVain("The library is not open.")
        return self._starting.session

    def close(self) -> None:
        """Close the window, as a person does in the evening."""
        self.window.close()
        self.window.deleteLater()
        QTest.qWait(BREATH)

    # Time

    def until(self, done: Callable[[], bool], what: str) -> None:
        """Let the window work until `done`. Raises InVain."""
        end = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > end:
                raise InVain(f"The demo waited for {what} in vain.")
            QTest.qWait(5)

    def settle(self) -> None:
        """Let the window work for a moment, until everything is painted."""
        self._wait(CALM)

    def _wait(self, milliseconds: int) -> None:
        QTest.qWait(milliseconds)
        front = self.app.activeModalWidget() or self.window
        if self.app.activeWindow() is None and front.isVisible():
            front.activateWindow()  # which elsewhere the desktop does when a form has gone
            QTest.qWait(5)

    # Keys

    def press(self, *keys: str) -> None:
        """Press keys one after another, each written as in a menu: `1`, `Ctrl+Shift+F`."""
        for key in keys:
            QTest.keySequence(self._focus(), QKeySequence(key))
            self._wait(BREATH)

    def type(self, words: str) -> None:
        """Type words where the focus is. They are ASCII: a pretended keyboard has no other keys."""
        QTest.keyClicks(self._focus(), words)
        self._wait(BREATH)

    def _focus(self) -> QWidget:
        app = self.app
        return app.activePopupWidget() or app.focusWidget() or app.activeWindow() or self.window

    def choose(self, words: str) -> None:
        """Choose something in the palette of everything."""
        self.press("Ctrl+P")
        self.type(words)
        self.press("Return")

    def put_caret(self, words: str) -> None:
        """Put the caret behind words of the essay by finding them."""
        self.press("Ctrl+F")
        self.type(words)
        self.settle()
        self.press("Return", "Esc", "Esc")

    # Mouse

    def click(self, widget: QWidget) -> None:
        """Click in the middle of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())
        self.settle()

    def drag_over(self, words: str) -> None:
        """Select words of the essay by dragging the mouse over them."""
        page = self.window.reader.viewport()
        start, end = (self._place(words, after) for after in (False, True))
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(page, left, pos=start)
        QTest.mouseMove(page, (start + end) / 2)
        QTest.mouseMove(page, end)
        QTest.mouseRelease(page, left, pos=end)
        self.settle()

    def _place(self, words: str, after: bool) -> QPoint:
        reader = self.window.reader
        found = reader.document().find(words)
        if found.isNull():
            raise InVain(f"The essay does not say “{words}”.")
        place = QTextCursor(reader.document())
        place.setPosition(found.selectionEnd() if after else found.selectionStart())
        return reader.cursorRect(place).center()

    # Questions, which the window waits for

    def asked(
        self,
        deed: Callable[[], None],
        reply: Callable[[QWidget], None],
        meant: Callable[[QWidget], bool] = QWidget.isWindow,
    ) -> None:
        """Do what makes the window ask, and `reply` to the first form that is `meant`. Raises InVain."""
        replied: list[QWidget] = []
        look = QTimer()
        look.setInterval(10)

        def see() -> None:
            form = self.app.activeModalWidget()
            if form is not None and meant(form):
                look.stop()
                replied.append(form)
                reply(form)

        look.timeout.connect(see)
        look.start()
        deed()
        self.until(lambda: bool(replied), "a question")

    def save_as(self, deed: Callable[[], None], path: Path) -> None:
        """Do what asks where a file shall go, and give it `path` in the form that comes. Raises InVain."""
        path.unlink(missing_ok=True)
        self.open_file(deed, path)
        self.until(path.exists, path.name)

    def open_file(self, deed: Callable[[], None], path: Path) -> None:
        """Do what asks for a file, and give it `path` in the form that comes. Raises InVain."""

        def fill(form: QWidget) -> None:
            line = form.findChild(QLineEdit, "fileNameEdit")
            if not isinstance(line, QLineEdit):
                raise InVain("The form for files has no line for a name.")
            form.activateWindow()  # which elsewhere the desktop does, or Enter goes to what is behind
            line.setFocus()
            QTest.qWait(BREATH)
            line.setText(str(path.resolve()))
            QTest.keyClick(line, Qt.Key.Key_Return)

        self.asked(deed, fill, lambda form: isinstance(form, QFileDialog))

    # Pictures

    def picture(self) -> QPixmap:
        """The window as it is, with the forms and menus in front of it."""
        picture = self.window.grab()
        painter = QPainter(picture)
        painter.setPen(QColor(self.window.theme.soft))
        for each in self.app.topLevelWidgets():
            if each.isVisible() and each is not self.window:
                corner = self.window.mapFromGlobal(each.mapToGlobal(QPoint(0, 0)))
                painter.drawPixmap(corner, each.grab())
                painter.drawRect(each.rect().translated(corner).adjusted(-1, -1, 0, 0))
        painter.end()
        return picture

    def save(self, file: Path) -> None:
        """Keep a picture of the window. Raises InVain where the disk refuses."""
        self._wait(2 * BREATH)
        if not self.picture().save(str(file)):
            raise InVain(f"{file.name} could not be written; is the folder writable?")
