"""Which files of a folder are meant when the folder is named."""

from collections.abc import Collection
from pathlib import Path


def files_inside(folder: Path, suffixes: Collection[str]) -> list[Path]:
    """The files below a folder, by name, that end in one of `suffixes` (small letters) and are not hidden."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in suffixes
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
