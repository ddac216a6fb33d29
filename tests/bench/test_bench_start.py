"""A cold start against the least that a window can be, by turns, each in a process of its own."""

import json
import shutil
import time
from statistics import median

from counterpoint.core.changes import Edit, added
from counterpoint.workspace import library
from tests.bench.ledger import Ledger
from tests.bench.libraries import empty_library
from tests.bench.probes import run_probe
from tests.bench.texts import essay_of, passages_of

TIMES = 9
ESSAYS = 20
LENGTH = 8_000
PASSAGES = 60


def run(script: str, *arguments: str) -> str:
    """What a script printed that was told when it was launched."""
    return run_probe(script, repr(time.time()), *arguments)


def test_cold_start(tmp_path, ledger: Ledger):
    """The library holds twenty essays of usual length; the one open last has 60 tags."""
    ws = empty_library(tmp_path)
    essays = [essay_of(LENGTH, f"Essay {number}", seed=number) for number in range(ESSAYS)]
    library.add_essays(ws, essays)
    for essay in essays:
        ws.commit(Edit("Import", tuple(map(added, passages_of(essay, library.annotators(ws), PASSAGES)))))
    ws.remember("essay", essays[7].id)
    ws.close()
    bare: list[float] = []
    ours: list[dict[str, float]] = []
    for number in range(TIMES):
        bare.append(float(run("bare_window.py")))
        library_file = shutil.copy(ws.path, tmp_path / f"{number}.counterpoint")
        ours.append(json.loads(run("startup_probe.py", str(library_file))))
        assert ours[-1]["marks"] == PASSAGES
        assert ours[-1]["new"] == 1
    floor = median(bare)
    for name, what, target in (
        ("painted", "cold start: the window painted", 1.5),
        ("shown", "cold start: the last essay with its tags", 4.5),
        ("answered", "cold start: a key answered, its row committed", 4.5),
    ):
        ledger.ratio(
            f"{what} (bare window: {floor:.3f} s)", median(one[name] for one in ours) / floor, target
        )
