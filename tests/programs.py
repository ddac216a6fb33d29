"""Programs and fonts that tests need of the machine, and what is made with them once for all workers."""

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from filelock import FileLock

_PROGRAMS: Final = {
    "soffice": ("soffice", "libreoffice"),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
}
_FONT_FOLDERS: Final = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)


def program(called: str) -> str:
    """Where a program is, by the first of its names that is found; without it the test is skipped."""
    found = next(filter(None, map(shutil.which, _PROGRAMS[called])), None)
    if found is None:
        pytest.skip(f"{called} makes the files that are read here, and it is not installed")
    return found


def need_fonts(*patterns: str) -> None:
    """Skips the test where a font is missing, given as the pattern of its files' names."""
    folders = [Path(folder).expanduser() for folder in _FONT_FOLDERS]
    for pattern in patterns:
        if not any(folder.is_dir() and any(folder.rglob(pattern)) for folder in folders):
            pytest.skip(f"a font is not installed that is printed with here: {pattern}")


def made_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], dict[str, bytes]]
) -> dict[str, bytes]:
    """The files that `make` makes in a folder of its own: made for the first worker that asks, and read by
    the others."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    kept, folder = base / f"{name}.made", base / f"{name}-files"
    with FileLock(base / f"{name}.lock"):
        if not kept.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            unfinished = base / f"{name}.part"
            unfinished.write_bytes(pickle.dumps(make(folder)))
            unfinished.replace(kept)
    files: dict[str, bytes] = pickle.loads(kept.read_bytes())
    return files
