"""What the command line is asked for. Light, for every start of the window passes here."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

VERBS: Final = (
    "import",
    "starter",
    "essays",
    "passages",
    "holes",
    "search",
    "export",
    "correct",
    "brief",
    "briefs",
    "compare",
    "check",
    "backup",
    "restore",
)


class Window(NamedTuple):
    """The window, with a library (None: the usual one) and files to import and open."""

    library: Path | None
    files: tuple[Path, ...]
    read_only: bool


def window_asked(arguments: Sequence[str]) -> Window | None:
    """The window that these arguments ask for, or None where they are for the command line: a verb, an
    option that the window does not have, a word that is neither a verb nor a file."""
    library: Path | None = None
    files: list[Path] = []
    read_only = False
    left = iter(arguments)
    for argument in left:
        if argument == "--":
            files.extend(map(Path, left))
        elif argument == "--read-only":
            read_only = True
        elif argument == "--library" or argument.startswith("--library="):
            value = argument.partition("=")[2] if "=" in argument else next(left, "")
            if not value:
                return None
            library = Path(value)
        elif argument.startswith("-") or not (files or _is_file(argument)):
            return None
        else:
            files.append(Path(argument))
    return Window(library, tuple(files), read_only)


def _is_file(word: str) -> bool:
    """Whether a word stands for a file: a verb never does, nor does a bare word that names none, such as a
    verb with a slip in it."""
    if word in VERBS:
        return False
    path = Path(word)
    return bool(path.suffix) or len(path.parts) > 1 or path.exists()
