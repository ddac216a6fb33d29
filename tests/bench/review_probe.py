"""Reviews a library's essay in the window of a process of its own and tells, in JSON, how that answered.

    review_probe.py LIBRARY

`asked` is seconds until the view was made and the library read, when it was asked for the first time; `gaps`
are seconds of each turn of the event loop from then until the figures are shown; `first` and `figures` are
seconds, from the beginning, until the differences, and then the figures, are there. `decided` are seconds
from a key that accepts or rejects a difference until that is committed and painted; `decisions` says how many
the library holds in the end.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counterpoint.core.records import Decision
from counterpoint.core.review_document import ReviewDocument
from counterpoint.ui.app import make_application
from tests.bench.windows import PATIENCE, Paints, beats, window_on

DECISIONS = 60
KEYS = (Qt.Key.Key_Return, Qt.Key.Key_R)

app = make_application()
with window_on(Path(sys.argv[1]), app) as shown:
    session, window = shown.session, shown.window
    shown.rest(0.5)

    def until(done: Callable[[], object]) -> None:
        start = perf_counter()
        while not done() and perf_counter() < start + PATIENCE:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert done()

    def document() -> ReviewDocument | None:
        return session.reviewing.document if session.reviewing is not None else None

    with beats() as gaps:
        start = perf_counter()
        session.run("view.review")
        asked = perf_counter() - start
        QApplication.processEvents()
        gaps.clear()
        until(document)
        first = perf_counter() - start
        until(lambda: (told := document()) and told.measures)
        figures = perf_counter() - start
        shown.rest(0.1)
    told = {"gaps": list(gaps), "asked": asked, "first": first, "figures": figures}

    page = window.review_view.page.text
    paints = Paints(page.viewport())
    page.setFocus()
    times = []
    for number in range(DECISIONS):
        shown.rest(0.05)
        times.append(shown.until_painted(partial(QTest.keyClick, page, KEYS[number % len(KEYS)]), paints))
    told["decided"] = times
    told["decisions"] = len(session.ws.store.find(Decision))
print(json.dumps(told))
