"""Compares what a library's annotators tagged, in a process of its own, and tells in JSON what it took.

    compare_probe.py LIBRARY

`read` are seconds to read the tags out of the library, `compared` to match and tell them, `figures` to
compute every figure with its interval, each time anew; `loop` is a plain Python loop of ten million rounds,
beside which they can be held. `differences` and `measures` say how many there were.
"""

import gc
import json
import sys
from pathlib import Path
from time import perf_counter

from counterpoint.comparison.review import compare, told, with_figures
from counterpoint.workspace import library, review

TURNS = 5
LOOP = 10_000_000

ws = library.open_workspace(Path(sys.argv[1]), read_only=True)
essay_id = library.essays(ws)[0].id
gc.collect()
gc.freeze()  # as ui.app does when the window has come up
times: dict[str, list[float]] = {"read": [], "compared": [], "figures": [], "loop": []}
for _ in range(TURNS):
    at = [perf_counter()]
    made = review.read_review(ws, essay_id)
    at.append(perf_counter())
    compared = compare(made)
    document = told(compared)
    at.append(perf_counter())
    document = with_figures(document, compared)
    at.append(perf_counter())
    total = 0
    for number in range(LOOP):
        total += number
    at.append(perf_counter())
    for name, start, end in zip(times, at[:-1], at[1:], strict=True):
        times[name].append(end - start)
ws.close()
print(json.dumps(times | {"differences": len(document.differences), "measures": len(document.measures)}))
