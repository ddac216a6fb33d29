"""The options that verbs share, and opening the library that they name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from counterpoint.core.errors import LibraryTooNew, NotFound
from counterpoint.workspace.library import open_workspace
from counterpoint.workspace.settings import default_library
from counterpoint.workspace.workspace import Workspace

Library = Annotated[
    Path | None,
    typer.Option("--library", metavar="PATH", help="The library to use instead of the usual one."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


class Before(NamedTuple):
    """What was said before the verb."""

    library: Path | None
    read_only: bool


def library_path(context: typer.Context, library: Path | None) -> Path:
    """The library named after the verb or before it, or the usual one."""
    before: Before = context.obj
    return library or before.library or default_library()


@contextmanager
def reading(context: typer.Context, library: Path | None) -> Iterator[Workspace]:
    """The library, opened for reading only, so that it may be open in a window. One that is not there yet
    is made, an older one upgraded."""
    path = library_path(context, library)
    try:
        ws = open_workspace(path, read_only=True)
    except (NotFound, LibraryTooNew):
        open_workspace(path).close()
        ws = open_workspace(path, read_only=True)
    try:
        yield ws
    finally:
        ws.close()


@contextmanager
def writing(context: typer.Context, library: Path | None) -> Iterator[Workspace]:
    """The library, opened for writing. Raises ReadOnly where that cannot be."""
    before: Before = context.obj
    ws = open_workspace(library_path(context, library), read_only=before.read_only)
    try:
        ws.check_writable()
        yield ws
    finally:
        ws.close()
