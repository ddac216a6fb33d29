"""Where the files live that ship with the program: fonts, icons, themes, translations, and the seeds.

In a checkout they lie at its top; an installed package carries them in `counterpoint/_data`.
"""

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The file or folder `name`, written with forward slashes, under `resources/`.

    Raises ValueError for a name that is empty, absolute or climbs with `..`, FileNotFoundError where
    nothing of that name was shipped.
    """
    _refuse_escape(name)
    path = _data("resources") / name
    if not path.exists():
        raise FileNotFoundError(f"Counterpoint was installed without its resource {name!r}.")
    return path


def seeds_folder() -> Path:
    """The folder of essays that the starter library is made from."""
    return _data("seeds")


def _refuse_escape(name: str) -> None:
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    parts = {*posix.parts, *windows.parts}
    if not posix.parts or posix.root or windows.anchor or ".." in parts or "\0" in name:
        raise ValueError(f"not the name of a resource: {name!r}")


def _data(folder: str) -> Path:
    packed = _PACKAGE / "_data" / folder
    return packed if packed.is_dir() else _PACKAGE.parent.parent / folder
