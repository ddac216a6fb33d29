"""Exports a library's brief in the window of a process of its own and tells, in JSON, how that answered.

    gaps_probe.py LIBRARY FILE

What FILE ends in is the format. `gaps` are seconds of each turn of the event loop, from when the file was
named until the window says that it is there; `took` is all of that.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from counterpoint.ui.app import make_application
from tests.bench.windows import PATIENCE, beats, window_on
from tests.ui.files import choosing

app = make_application()
library, goal = Path(sys.argv[1]), Path(sys.argv[2])
with window_on(library, app) as shown:
    shown.session.run("view.brief")
    shown.rest(0.5)
    with beats() as gaps:
        with choosing(goal):
            shown.session.run(f"brief.export.{goal.suffix[1:]}")
        gaps.clear()
        start = perf_counter()
        while shown.session.jobs.busy and perf_counter() < start + PATIENCE:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        took = perf_counter() - start
assert goal.exists()
print(json.dumps({"gaps": gaps, "took": took}))
