"""The verbs that look after a library: check, backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from counterpoint.cli.options import Json, Library, library_path, reading, writing
from counterpoint.cli.output import one_line, say, say_json
from counterpoint.core.errors import LibraryDamaged
from counterpoint.workspace import care

File = Annotated[Path, typer.Argument(metavar="FILE", help="The backup's file.")]
Rebuild = Annotated[bool, typer.Option("--rebuild-index", help="Make the search index anew, then check.")]


def check(
    context: typer.Context, rebuild_index: Rebuild = False, library: Library = None, json: Json = False
) -> None:
    """Check that the library is whole.

    Its file, its links, its texts and quotes, and its search index.
    """
    if rebuild_index:
        with writing(context, library) as ws:
            care.rebuild_index(ws)
    with reading(context, library) as ws:
        problems = care.check(ws)
        name = ws.path.name
    if json:
        say_json({"problems": problems})
    else:
        say(*(problems or ["The library is whole."]))
    if problems:
        count = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise LibraryDamaged(f"“{name}” has {count}; {_advice(problems)}.")


def _advice(problems: list[str]) -> str:
    if all(said.startswith("The search index") for said in problems):
        return "“counterpoint check --rebuild-index” mends it"
    return "restore a backup, which keeps the library as it is beside it"


def backup(context: typer.Context, file: File, library: Library = None) -> None:
    """Write a backup of the library.

    It may be open in a window. Only an earlier backup of the same library is written over.
    """
    with reading(context, library) as ws:
        care.backup(ws, file)
    say(f"Backup written to “{one_line(str(file), 300)}”.")


def restore(context: typer.Context, file: File, library: Library = None) -> None:
    """Put a backup in the library's place.

    The library as it was is kept beside it.
    """
    kept = care.restore(library_path(context, library), file)
    say("The library is as it was in the backup.")
    if kept is not None:
        say(f"What it was before is in “{one_line(str(kept), 300)}”.")
