"""A reader at the real window: real keys go in, stored rows come out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.core.errors import UserError
from counterpoint.core.records import Annotator, Counterargument, Essay, Link, Passage
from counterpoint.ui.app import render
from counterpoint.ui.chrome.palette import Palette
from counterpoint.ui.forms.answer_editor import AnswerEditor
from counterpoint.ui.forms.ask import Question
from counterpoint.ui.jobs import Jobs
from counterpoint.ui.outline.model import OutlineModel
from counterpoint.ui.session.opening import open_session
from counterpoint.ui.session.session import Session
from counterpoint.ui.showing import show_glance
from counterpoint.ui.theme import LIGHT, apply
from counterpoint.ui.window import Window
from counterpoint.workspace import arguments, library, neighbours
from counterpoint.workspace.glance import glance
from counterpoint.workspace.settings import Settings, default_library
from counterpoint.workspace.workspace import Workspace

PATIENCE = 5_000
"""Milliseconds after which what a test waits for will not come."""


def combination_of(key: str) -> QKeyCombination:
    """A key as it is written, such as `Ctrl+Shift+Z`."""
    first: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
    return first


class Desk:
    """The window on a library, and somebody who presses keys in it. Close it at the end."""

    def __init__(
        self,
        qtbot: QtBot,
        path: Path | None,
        *,
        read_only: bool = False,
        files: Sequence[Path] = (),
    ) -> None:
        self.qtbot = qtbot
        self.closed = False
        self.path = path
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, LIGHT)
        self.window = Window(LIGHT, render)
        self.window.show()
        self.window.activateWindow()
        self.window.reader.setFocus()
        qtbot.waitExposed(self.window)
        try:
            seen = glance(path or default_library(), read_only=read_only)
        except UserError:
            seen = None  # the session says why
        if seen is not None:
            show_glance(self.window, seen)
        self.session: Session = open_session(
            self.window, Jobs(self.window), Settings(scheme="light"), path, files, read_only, seen
        )
        self.settle()

    # Waiting

    def settle(self) -> None:
        """Let everything that was begun come to its end."""
        self.until(lambda: not self.session.jobs.busy and not self.session._pane_timer.isActive())
        QApplication.processEvents()

    def until(self, done: Callable[[], bool]) -> None:
        """Wait until `done`; fail where it never is."""
        self.qtbot.waitUntil(done, timeout=PATIENCE)

    def close(self) -> None:
        """Close the window as its user does, and let go of everything."""
        for dialog in self.window.findChildren(QDialog):
            dialog.done(0)
        assert self.window.close()
        self.closed = True
        assert not self.session.jobs.busy
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # Keys

    def press(self, *keys: str) -> None:
        """Press keys, each written as `Ctrl+Shift+Z`, where the focus is."""
        for key in keys:
            combination = combination_of(key)
            QTest.keyClick(self.place_of_focus(), combination.key(), combination.keyboardModifiers())
            self.settle()

    def type(self, words: str) -> None:
        """Type words where the focus is: ASCII by keys, the rest as an input method gives it."""
        for letter in words:
            if letter == "\n":
                QTest.keyClick(self.place_of_focus(), Qt.Key.Key_Return)
            elif letter.isascii():
                QTest.keyClick(self.place_of_focus(), letter)  # type: ignore[call-overload]
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(self.focus(), event)

    def place_of_focus(self) -> QWindow:
        """The window that keys go to. Without a display nobody gives the focus back when a dialog closes."""
        if QGuiApplication.focusWindow() is None:
            (QApplication.activeModalWidget() or self.window).activateWindow()
            self.until(lambda: QGuiApplication.focusWindow() is not None)
        found = QGuiApplication.focusWindow()
        assert found is not None, "no window has the focus"
        return found

    @staticmethod
    def focus() -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    @contextmanager
    def answering(self, *keys: str) -> Iterator[list[str]]:
        """Answer the next question by keys; gives what it said. Fails where nothing was asked."""
        said: list[str] = []

        def look() -> None:
            asked = QApplication.activeModalWidget()
            if isinstance(asked, Question) and asked.isVisible():
                timer.stop()
                said.extend((asked.accessibleName(), asked.accessibleDescription()))
                for key in map(combination_of, keys):
                    QTest.keyClick(asked.focusWidget(), key.key(), key.keyboardModifiers())

        timer = QTimer()
        timer.setInterval(5)
        timer.timeout.connect(look)
        timer.start()
        yield said
        timer.stop()
        assert said, "nothing was asked"
        self.settle()

    # Where one is

    @property
    def ws(self) -> Workspace:
        return self.session.ws

    @property
    def essay(self) -> Essay:
        assert self.session.essay is not None
        return self.session.essay

    def caret_to(self, words: str, into: int = 1) -> None:
        """Put the caret `into` so many code points of the first place of these words."""
        at = self.window.reader.text().index(words) + into
        self.window.reader.setFocus()
        self.window.reader.select_span(at, at)
        self.settle()

    def select(self, words: str) -> str:
        """Select words by Shift and arrows; gives what Qt says is selected."""
        reader = self.window.reader
        self.caret_to(words, 0)
        wanted = reader.textCursor().position() + len(words.encode("utf-16-le")) // 2
        while (before := reader.textCursor().position()) < wanted:
            leftwards = reader.textCursor().block().textDirection() == Qt.LayoutDirection.RightToLeft
            self.press("Shift+Left" if leftwards else "Shift+Right")
            assert reader.textCursor().position() > before, "no key goes on from here"
        return reader.textCursor().selectedText().replace("\u2029", "\n")

    def selected(self) -> str:
        """The id of what is selected; empty where nothing is."""
        return self.session.selected[1] if self.session.selected is not None else ""

    def span(self) -> tuple[int, int]:
        """What is selected."""
        found = self.window.reader.span()
        assert found is not None, "nothing is selected"
        return found

    # What is there

    def passages(self) -> list[Passage]:
        """Every passage of the open essay as stored, in text order."""
        found = self.ws.store.find(Passage, essay_id=self.essay.id)
        return sorted(found, key=lambda each: (each.start, -each.end, each.created))

    def tags(self) -> list[tuple[str, str]]:
        """Kind and quote of each passage, each quote checked against the text."""
        found = self.passages()
        for each in found:
            assert each.quote == self.essay.text[each.start : each.end]
        return [(each.kind, each.quote) for each in found]

    def answers(self) -> list[Counterargument]:
        return self.ws.store.find(Counterargument)

    def links(self) -> list[Link]:
        return self.ws.store.find(Link)

    def annotator(self, name: str) -> Annotator:
        """An annotator by name, added where there is none."""
        for each in library.annotators(self.ws):
            if each.name == name:
                return each
        return library.add_annotator(self.ws, name)

    def notices(self) -> str:
        """What the notices say."""
        return "\n".join(self.window.notices.texts())

    def palette(self) -> Palette:
        """The palette that is open."""
        found = [each for each in self.window.findChildren(Palette) if each.isVisible()]
        assert len(found) == 1, "no palette is open"
        return found[0]

    def editor(self) -> AnswerEditor:
        """The answer that is being written."""
        found = [each for each in self.window.findChildren(AnswerEditor) if each.isVisible()]
        assert len(found) == 1, "no answer is being written"
        return found[0]

    def is_writing(self) -> bool:
        """Whether an answer is being written."""
        return any(each.isVisible() for each in self.window.findChildren(AnswerEditor))

    def outline_rows(self) -> list[str]:
        """The outline as it shows: two spaces a level, what it is, the words, the badges."""
        self.settle()
        model = self.window.outline.model
        nodes = [model.node(row) for row in range(model.rowCount())]
        return [
            f"{'  ' * node.depth}{node.kind}: {node.text}" + "".join(f" [{hole}]" for hole in node.holes)
            for node in nodes
        ]

    def shows_what_is_there(self) -> None:
        """What reader, outline and counts show equals what a fresh look at the library gives."""
        self.settle()
        argument = arguments.argument(self.ws, self.essay.id)
        fresh = OutlineModel()
        fresh.show(argument, self.session.hidden)
        fresh.choose(self.window.outline.model.chosen)
        model = self.window.outline.model
        assert sorted(self.window.reader._marks.touching(0, len(self.essay.text))) == sorted(argument.marks)
        assert self.session.known.marks == {mark.id: mark for mark in argument.marks}
        assert [model.node(row) for row in range(model.rowCount())] == [
            fresh.node(row) for row in range(fresh.rowCount())
        ]
        assert model.counts == fresh.counts
        self.agrees_on_what_is_selected()

    def agrees_on_what_is_selected(self) -> None:
        """Reader, outline and pane mean the same passage or answer, and it is there."""
        window, chosen = self.window, self.selected()
        here = chosen in self.session.known.marks
        assert (window.reader.selected_passage() or "") == (chosen if here else "")
        row = window.outline.view.currentIndex().row()
        if row >= 0 and window.outline.model.node(row).type != "section":
            assert window.outline.model.node(row).id == chosen
        if chosen:
            assert neighbours.node(self.ws, *self.session.selected) is not None  # type: ignore[misc]
