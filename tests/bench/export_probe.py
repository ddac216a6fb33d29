"""Writes a brief as a file in a process of its own and tells, in JSON, what it took.

    export_probe.py LIBRARY BRIEF FORMAT

`read` is seconds to write the brief out from the library; `first` to make the file, its writer loaded for it,
and `again` once more. `megabytes` is the most memory there was, `before` of it there already before the file
was made; `bytes` is how long the file is.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from counterpoint.workspace import brief_files, briefs
from counterpoint.workspace.library import open_workspace
from tests.bench.memory import most_memory

library, brief_id = Path(sys.argv[1]), sys.argv[2]
wanted = brief_files.format_of(Path(f"brief.{sys.argv[3]}"))

ws = open_workspace(library, read_only=True)
start = perf_counter()
document = briefs.written(ws, brief_id).document
told: dict[str, float] = {"read": perf_counter() - start}
ws.close()
told["before"] = most_memory()
start = perf_counter()
made = brief_files.render(document, wanted).file
told |= {"first": perf_counter() - start, "megabytes": most_memory(), "bytes": len(made)}
start = perf_counter()
assert len(brief_files.render(document, wanted).file) == len(made)
told["again"] = perf_counter() - start
print(json.dumps(told))
