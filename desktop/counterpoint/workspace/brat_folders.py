"""brat's files and coded projects among others: each `.ann` with the `.txt` of its name, then no essay."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from counterpoint.workspace import transfer
from counterpoint.workspace.folders import files_inside

ANNOTATIONS = ".ann"
"""What brat's annotation files end in."""

TEXT = ".txt"
"""What their texts end in."""


class BratFolder(NamedTuple):
    """brat's files: what to call them together, and each one's path."""

    name: str
    paths: tuple[Path, ...]

    @property
    def files(self) -> dict[str, Path]:
        """The paths by what to call each file: its place below the folder that all are in."""
        above = _above(self.paths)
        return {
            path.relative_to(above).with_suffix(path.suffix.lower()).as_posix(): path for path in self.paths
        }


def apart(paths: Sequence[Path]) -> tuple[list[Path], BratFolder | None]:
    """Files and folders without what is brat's, and that; None where there is none. The text of an annotation
    file is taken along, whether it was named or not. Of a folder with such files the others remain."""
    paths = [each for path in paths for each in _opened(path)]
    annotations = [path for path in paths if path.suffix.lower() == ANNOTATIONS]
    if not annotations:
        return list(paths), None
    texts = [path.with_suffix(TEXT) for path in annotations]
    brat = dict.fromkeys([*annotations, *(path for path in texts if path.is_file())])
    name = annotations[0].name if len(annotations) == 1 else _above(annotations).name
    return [path for path in paths if path not in brat], BratFolder(name, tuple(brat))


def _opened(path: Path) -> list[Path]:
    """The files of a folder that has brat's or coded projects among them; anything else as it is."""
    apart = {*transfer.CODED_SUFFIXES, ANNOTATIONS}
    if not path.is_dir() or not any(each.suffix.lower() in apart for each in path.rglob("*")):
        return [path]
    known = {*transfer.ESSAY_SUFFIXES, *transfer.ANNOTATION_SUFFIXES, *transfer.CODED_SUFFIXES, ANNOTATIONS}
    return files_inside(path, known)


def _above(paths: Sequence[Path]) -> Path:
    """The folder that all of them are in."""
    return Path(os.path.commonpath([path.parent for path in paths]))
