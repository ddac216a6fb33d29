"""The formats that essays and their tags go out in: one table for the window and the command line.

A format is written of a `Bundle` alone, so that it can be done beside the window; each one's writer is loaded
when it is first asked for. What a format cannot hold is said before anything is written.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, get_args

from counterpoint.core.bundle import Bundle
from counterpoint.core.errors import UserError
from counterpoint.workspace.file_names import file_name, unused_name
from counterpoint.workspace.transfer import bundle_of, write_file
from counterpoint.workspace.workspace import Workspace

Format = Literal["webannotation", "csv", "refi", "codebook", "brat", "argdown", "kialo", "aif"]
"""What essays can be exported as."""

FORMATS: Final[tuple[Format, ...]] = get_args(Format)


@dataclass(frozen=True, slots=True)
class About:
    """What people are told of a format: its name, what opens it, and what its file ends in. `folder`: it is
    several files in a folder. `alone`: it holds an essay without the passages of others that it is linked to.
    `text`: a terminal can show it."""

    name: str
    opens: str
    suffix: str
    folder: bool = False
    alone: bool = False
    text: bool = True


ABOUT: Final[dict[Format, About]] = {
    "webannotation": About("Web Annotation", "Counterpoint, as it was; also W3C annotation tools", ".jsonld"),
    "csv": About("Table of passages", "Excel, LibreOffice and other spreadsheets", ".csv", alone=True),
    "refi": About("REFI-QDA project", "QualCoder, NVivo, ATLAS.ti, MAXQDA and others", ".qdpx", text=False),
    "codebook": About("REFI-QDA codebook", "Taguette and the same programs, as a list of codes", ".qdc"),
    "brat": About(
        "brat standoff", "brat and what reads its .txt and .ann files", "", folder=True, alone=True
    ),
    "argdown": About("Argdown", "Argdown’s editor and its argument maps", ".argdown"),
    "kialo": About("Kialo discussion", "Kialo and what reads its discussions as text", ".txt"),
    "aif": About("AIF", "OVA, AIFdb and other tools for argument maps (xAIF, JSON)", ".json"),
}
"""The formats in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Essays ready to go out in whatever format: all records that they need, the ids of those that were asked
    for, and what a file of them is called, without what it ends in."""

    library: Bundle
    ids: frozenset[str]
    name: str

    def of(self, format: Format) -> Bundle:
        """The records that this format is given."""
        if not ABOUT[format].alone:
            return self.library
        essays = tuple(each for each in self.library.essays if each.id in self.ids)
        passages = tuple(each for each in self.library.passages if each.essay_id in self.ids)
        return replace(self.library, essays=essays, passages=passages)


def outgoing(ws: Workspace, essay_ids: Collection[str] | None) -> Outgoing:
    """These essays, or the whole library for None."""
    library = bundle_of(ws, None if essay_ids is None else list(essay_ids))
    ids = frozenset(each.id for each in library.essays) if essay_ids is None else frozenset(essay_ids)
    titles = [each.title for each in library.essays if each.id in ids]
    return Outgoing(library, ids, file_name(titles[0]) if len(titles) == 1 else "Counterpoint")


def losses(going: Outgoing, format: Format) -> tuple[str, ...]:
    """What of these essays the format cannot hold, in a few words each; nothing where it holds all."""
    library = going.of(format)
    match format:
        case "webannotation":
            return ()
        case "csv":
            from counterpoint.exporters import csv_table

            return csv_table.losses(library)
        case "refi":
            from counterpoint.exporters import refi

            return refi.losses(library)
        case "codebook":
            return ("everything but the kinds and their details",)
        case "brat":
            from counterpoint.exporters import brat

            return brat.losses(library)
        case "argdown":
            from counterpoint.exporters import argdown

            return argdown.losses(library)
        case "kialo":
            from counterpoint.exporters import kialo

            return kialo.losses(library)
        case "aif":
            from counterpoint.exporters import aif

            return aif.losses(library)


def losses_told(going: Outgoing, format: Format) -> str:
    """What the format cannot hold, as a sentence; empty where it holds all."""
    left = losses(going, format)
    return f"{ABOUT[format].name} cannot hold {_and(left)}." if left else ""


def _and(words: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def written(going: Outgoing, format: Format) -> bytes:
    """The file of a format that is one."""
    library = going.of(format)
    match format:
        case "webannotation":
            from counterpoint.exporters import webannotation

            return webannotation.write(library).encode()
        case "csv":
            from counterpoint.exporters import csv_table

            return csv_table.write(csv_table.rows(library)).encode()
        case "refi":
            from counterpoint.exporters import refi

            return refi.write_project(library)
        case "codebook":
            from counterpoint.exporters import refi

            return refi.write_codebook(library)
        case "argdown":
            from counterpoint.exporters import argdown

            return argdown.write(library).encode()
        case "kialo":
            from counterpoint.exporters import kialo

            return kialo.write(library).encode()
        case "aif":
            from counterpoint.exporters import aif

            return aif.write(library).encode()
        case "brat":
            raise ValueError("brat is a folder of files")


def brat_files(going: Outgoing) -> dict[str, bytes]:
    """brat's files by name: a text and its annotations for each essay, and how brat is to show them."""
    from counterpoint.exporters import brat

    library = going.of("brat")
    files: dict[str, bytes] = {}
    taken: set[str] = set()
    for document in brat.write(library):
        name = unused_name(document.title, taken)
        files[f"{name}.txt"] = document.text.encode()
        files[f"{name}.ann"] = document.annotations.encode()
    files[brat.CONFIGURATION_NAME] = brat.configuration(library).encode()
    return files


def export(going: Outgoing, format: Format, path: Path) -> int:
    """Write essays to a file, or to a folder where the format is one, which is made if need be; gives how
    many files were written. Raises UserError."""
    if not ABOUT[format].folder:
        write_file(path, written(going, format))
        return 1
    files = brat_files(going)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"The folder “{path.name or path}” could not be made ({error.strerror}); choose another one."
        ) from error
    for name, content in files.items():
        write_file(path / name, content)
    return len(files)
