"""A kill -9 at any moment loses no edit that was acknowledged."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from counterpoint.workspace import arguments, library, tagging
from tests.library import with_essay

KILLS = 120

# The models take half a second to load: they are loaded once, and each writer is forked from there.
NURSERY = """
import os, sys
from pathlib import Path
from counterpoint.workspace import arguments, library, tagging

def write(path, essay_id, at):
    ws = library.open_workspace(path)
    assert not ws.read_only, ws.read_only
    essay = library.essay(ws, essay_id)
    spans = [(a, b) for a in range(60) for b in range(a + 1, 90)]
    os.write(1, f"pid {os.getpid()}\\n".encode())
    while True:
        passage = tagging.tag_span(ws, essay, *spans[at % len(spans)], "claim")
        os.write(1, f"passage {passage.id}\\n".encode())
        written = arguments.answer(ws, "passage", passage.id, "AT: it", "Because.", "turn", [passage.id])
        os.write(1, f"answer {written.id}\\n".encode())
        tagging.set_note(ws, tagging.passage(ws, passage.id), f"note {at}")
        os.write(1, f"note {passage.id}\\n".encode())
        at += 1

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        write(Path(sys.argv[1]), sys.argv[2], int(line) * 50)
    os.waitpid(child, 0)
    os.write(1, b"dead\\n")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forked")
def test_more_than_a_hundred_kills_lose_nothing_acknowledged(tmp_path):
    ws, essay = with_essay(tmp_path)
    ws.close()
    chance = random.Random(11)
    acknowledged: list[tuple[str, str]] = []
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(ws.path), essay.id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        for number in range(KILLS):
            nursery.stdin.write(f"{number}\n")
            nursery.stdin.flush()
            word, pid = nursery.stdout.readline().split()
            assert word == "pid"
            if (
                number % 3
            ):  # the others are killed while they open the library, too, however slow that is today
                word, record_id = nursery.stdout.readline().split()
                acknowledged.append((word, record_id))
            time.sleep(chance.random() * 0.04)
            os.kill(int(pid), signal.SIGKILL)
            while (line := nursery.stdout.readline()) != "dead\n":
                word, record_id = line.split()
                acknowledged.append((word, record_id))
        nursery.stdin.close()
    assert len(acknowledged) > KILLS

    ws = library.open_workspace(tmp_path / "library.counterpoint")
    assert ws.store.raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for word, record_id in acknowledged:
        if word == "answer":
            assert arguments.counterargument(ws, record_id).reasoning == "Because."
        else:
            passage = tagging.passage(ws, record_id)
            assert word == "passage" or passage.note
    steps = 0
    while ws.undo() is not None:
        steps += 1
    assert steps >= min(200, len(acknowledged))
    ws.close()
