"""Opens a library's brief in the window of a process of its own and tells, in JSON, how long that took.

    brief_probe.py LIBRARY

`first` is seconds from asking for the Brief view to its page painted, everything loaded for it; `again` the
same for coming back to it.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from counterpoint.ui.app import make_application
from tests.bench.windows import Paints, window_on

app = make_application()
with window_on(Path(sys.argv[1]), app) as shown:
    start = perf_counter()
    shown.session.run("view.brief")
    sheet = Paints(shown.window.brief_view.sheet.viewport())  # made just now, and not painted yet
    told = {"first": perf_counter() - start + shown.until_painted(lambda: None, sheet)}
    shown.session.run("view.read")
    shown.rest(0.3)
    told["again"] = shown.until_painted(lambda: shown.session.run("view.brief"), sheet)
print(json.dumps(told))
