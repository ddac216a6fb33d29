"""Starts the program as its command does and tells, in JSON, when what was there.

    startup_probe.py LAUNCHED LIBRARY [--to-the-end]

`painted`, `shown` and `answered` are seconds since LAUNCHED (seconds since 1970): the window painted, the
last essay painted with its tags, a key pressed then committed. With `--to-the-end` no key is pressed, but the
whole text is laid out; `megabytes` is the most memory there was.
"""

import json
import sqlite3
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor

from counterpoint.main import main  # what the command imports first
from counterpoint.ui.app import Starting, make_application

LAUNCHED = float(sys.argv[1])
LIBRARY = Path(sys.argv[2])
TO_THE_END = "--to-the-end" in sys.argv
GIVEN_UP = 30_000


class Probe(QObject):
    """Watches what is painted, and acts when it shows marks."""

    FIRST = QEvent.Type(QEvent.registerEventType())

    def __init__(self, starting: Starting) -> None:
        super().__init__()
        self.starting = starting
        self.window = starting.window
        self.told: dict[str, object] = {"main": main.__name__}
        self.before = 0
        self.window.installEventFilter(self)
        self.window.bared.connect(self.furnished, Qt.ConnectionType.QueuedConnection)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and "painted" not in self.told:
            # Before anything else that is waiting, and after the paint.
            QCoreApplication.postEvent(self, QEvent(self.FIRST), Qt.EventPriority.HighEventPriority.value)
        elif event.type() == QEvent.Type.Paint and self.window.furnished and "shown" not in self.told:
            QTimer.singleShot(0, self.painted)
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == self.FIRST:
            self.told.setdefault("painted", time.time() - LAUNCHED)
            return True
        return super().event(event)

    def furnished(self) -> None:
        if "reader" not in self.told:
            self.told["reader"] = time.time() - LAUNCHED
            self.window.reader.viewport().installEventFilter(self)

    def painted(self) -> None:
        now = time.time() - LAUNCHED
        # Only the first screens are asked for: all marks in one list would count as the program's memory.
        if self.window.reader.visible_marks(0, 5_000) and "shown" not in self.told:
            counts = self.window.outline.model.counts
            marks = counts["claim"] + counts["evidence"] + counts["rhetoric"]
            self.told |= {"shown": now, "marks": marks}
            QTimer.singleShot(0, self.go_to_the_end if TO_THE_END else self.press)

    def press(self) -> None:
        """Press 1 on the sentence at the caret and wait for the row."""
        from PySide6.QtTest import QTest

        self.before = passages()
        QTest.keyClick(self.window.reader, Qt.Key.Key_1)
        self.wait()

    def wait(self) -> None:
        # Looking often would slow the thread that loads the models.
        if self.starting.session is None or passages() == self.before:
            QTimer.singleShot(5, self.wait)
            return
        self.told |= {"answered": time.time() - LAUNCHED, "new": passages() - self.before}
        self.end()

    def go_to_the_end(self) -> None:
        self.window.reader.moveCursor(QTextCursor.MoveOperation.End)
        self.window.reader.ensureCursorVisible()
        QTimer.singleShot(2_000, self.finish)

    def finish(self) -> None:
        bar = self.window.reader.verticalScrollBar()
        bar.setValue(bar.maximum())
        self.told["at_end"] = bar.value() > 100_000
        self.end()

    def end(self) -> None:
        from tests.bench.memory import most_memory  # now, when nothing is timed any more

        self.told["megabytes"] = most_memory()
        print(json.dumps(self.told))
        app.quit()


def passages() -> int:
    """How many passages are in the file."""
    connection = sqlite3.connect(f"{LIBRARY.as_uri()}?mode=ro", uri=True)
    count: int = connection.execute("SELECT count(*) FROM passage").fetchone()[0]
    connection.close()
    return count


app = make_application()
starting = Starting(app, LIBRARY, (), False)
probe = Probe(starting)
starting.show()
QTimer.singleShot(GIVEN_UP, lambda: app.exit(1))
code = app.exec()
starting.window.close()
sys.exit(code)
