"""What happens when the program itself is at fault: nothing is lost, a report is kept, a notice is shown.

Every edit is in the library before the screen shows it, so there is nothing to rescue; the report is
written beside the library's log and the window goes on.
"""

import faulthandler
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final

KEPT: Final = 20
"""How many reports are kept."""


def write_report(
    folder: Path, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> Path:
    """Write what happened to a file of its own in `folder`; gives the file."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.glob("report-*.txt"))[: -KEPT + 1]:
        old.unlink(missing_ok=True)
    file = folder / f"report-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    file.write_text("".join(traceback.format_exception(kind, error, trace)), encoding="utf-8")
    return file


def watch(folder: Path, tell: Callable[[str], object]) -> None:
    """From now on, errors nobody expected are reported into `folder` and told by `tell` in one sentence;
    crashes of the interpreter leave a trace there too. Where the disk refuses, there is just the sentence."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        faulthandler.enable(os.open(folder / "crash.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT))

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        try:
            where = f"A report is in “{write_report(folder, kind, error, trace)}”."
        except OSError:
            where = "No report could be written."
        with suppress(RuntimeError):  # the window is gone already
            tell(f"Something went wrong inside the program; your work is saved. {where}")

    sys.excepthook = report
