"""Briefs of a whole library, one file after another, with progress on stderr.

Ctrl-C stops between two files, so that each that is there is whole.
"""

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import Any, Final

from counterpoint.cli.brief_asked import Ask, Made, Wanted, composed
from counterpoint.cli.brief_told import as_json
from counterpoint.cli.output import one_line
from counterpoint.core.brief_document import BriefDocument
from counterpoint.core.errors import BadInput
from counterpoint.workspace import brief_files
from counterpoint.workspace.brief_files import Format, Paper
from counterpoint.workspace.workspace import Workspace

_NAME: Final = 60
"""Code points of a brief's name in a line of progress."""


@dataclass
class Batch:
    """Briefs to write, and what became of them: as told to programs, how many had nothing in them, and why
    each of the others was not written. `stopped` where some were left when the user had enough."""

    ws: Workspace
    wanted: Sequence[Wanted]
    ask: Ask
    stop: Event
    written: list[dict[str, Any]] = field(default_factory=list)
    empty: int = 0
    failed: list[str] = field(default_factory=list)
    stopped: bool = False

    def write(self, folder: Path, format: Format, paper: Paper) -> None:
        """Write each brief into the folder, telling it on stderr."""
        made: list[Made] = []
        begun = perf_counter()
        for exported in brief_files.export_all(self._documents(made), folder, format, paper):
            if exported.why_not:
                self.failed.append(exported.why_not)
                _progress(f"not written: {one_line(exported.why_not, 300)}\n")
            else:
                lacking = exported.lacking
                self.written.append(as_json(made[-1], exported.path, format, lacking))
                _progress(f"{perf_counter() - begun:.1f} s\n" + (f"    {lacking}\n" if lacking else ""))
            begun = perf_counter()

    def _documents(self, made: list[Made]) -> Iterator[BriefDocument]:
        """The documents as they are asked for; the newest of `made` is the one that was given last."""
        for number, each in enumerate(self.wanted, 1):
            if self.stop.is_set():
                self.stopped = True
                return
            name = one_line(each.name, _NAME).rstrip("…")
            _progress(f"{number}/{len(self.wanted)}  {name} … ")
            try:
                made[:] = [composed(self.ws, each.wish, self.ask)]
            except BadInput:
                # Nothing is tagged there yet, which in a batch is no fault.
                self.empty += 1
                _progress("nothing to put into it\n")
                continue
            yield made[-1].written.document


@contextmanager
def stoppable() -> Iterator[Event]:
    """Ctrl-C sets the event that is given, and does nothing else, so that a file that was begun is ended."""
    stop = Event()
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _progress(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()
