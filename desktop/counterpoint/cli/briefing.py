"""The verbs that make briefs: brief, briefs."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from counterpoint.cli.brief_asked import (
    STDOUT,
    Ask,
    Made,
    asked,
    composed,
    format_asked,
    is_folder,
    stored,
    wanted_of_all,
    wish_for,
)
from counterpoint.cli.brief_batch import Batch, stoppable
from counterpoint.cli.brief_told import as_json, check_lines, counted, facts, summary
from counterpoint.cli.options import Json, Library, library_path, reading
from counterpoint.cli.output import complain, one_line, say, say_json, short_ids, table, write
from counterpoint.core.errors import BadInput, UserError
from counterpoint.workspace import brief_files
from counterpoint.workspace import briefs as shelf_of_briefs
from counterpoint.workspace.brief_files import Format, Paper
from counterpoint.workspace.care import is_part_of
from counterpoint.workspace.file_names import file_name
from counterpoint.workspace.workspace import Workspace

INTERRUPTED = 130
"""The exit code of what Ctrl-C ended, as shells have it."""

Names = Annotated[list[str] | None, typer.Argument(metavar="ESSAY", help="One essay or more.")]


def _option(told: str, *names: str, **more: Any) -> Any:
    return typer.Option(*names, help=told, **more)


def brief(
    context: typer.Context,
    essays: Names = None,
    topic: Annotated[str | None, _option("All of a topic: its wording, a part of it, or its id.")] = None,
    stored_brief: Annotated[
        str | None, _option("A brief made in the window: its title or id.", "--brief", metavar="NAME")
    ] = None,
    everything: Annotated[
        bool, _option("One for each topic, and one for each essay without; -o names their folder.", "--all")
    ] = False,
    side: Annotated[
        Literal["pro", "con"] | None, _option("Argue this side and answer the other; both without it.")
    ] = None,
    only: Annotated[str, _option("Only its claims, or only its answers.", metavar="claims,answers")] = "",
    speech: Annotated[str, _option("What it is read in, such as 2NR or “Public Forum summary”.")] = "",
    wpm: Annotated[
        int | None, _option("Words read aloud in a minute; without it, the annotator's own.", min=50, max=600)
    ] = None,
    title: Annotated[str, _option("Another title than the proposed one.")] = "",
    format: Annotated[
        Format | None, _option("What to write; without it, what FILE ends in, or docx.", "--format")
    ] = None,
    paper: Annotated[Paper | None, _option("What a PDF is printed on: us-letter, or a4.")] = None,
    output: Annotated[
        Path | None,
        _option(
            "The file, or a folder for a file named by its title; - prints html or md.",
            "--output",
            "-o",
            metavar="FILE",
        ),
    ] = None,
    check: Annotated[bool, _option("Write nothing; list what to mend in it.", "--check")] = False,
    library: Library = None,
    json: Json = False,
) -> None:
    """Make a brief of essays, of a topic, or of the whole library.

    Claims become contentions with their evidence as cards; answers become numbered frontlines. Nothing is
    stored in the library. Without -o the file is named by its title, and nothing is written over.
    """
    if sum([bool(essays or topic is not None), stored_brief is not None, everything]) != 1:
        raise typer.BadParameter(
            "name what the brief is made of: ESSAY, --topic, --brief or --all, one of them."
        )
    ask = asked(side, only, speech, wpm, title)
    with reading(context, library) as ws:
        if everything and title:
            raise BadInput("--title is for one brief; leave it out with --all.")
        if everything and check:
            _check_all(ws, ask, json=json)
        elif everything:
            _write_all(ws, ask, output, format, paper, json=json)
        else:
            if stored_brief is not None:
                made = stored(ws, stored_brief, ask)
            else:
                made = composed(ws, wish_for(ws, essays or (), topic, ask), ask)
            if not check:
                _write(made, library_path(context, library), output, format, paper, json=json)
            elif json:
                say_json(as_json(made, None, None))
            else:
                say(*check_lines(made))


def _write(
    made: Made, library: Path, output: Path | None, format: Format | None, paper: Paper | None, *, json: bool
) -> None:
    document = made.written.document
    chosen = format_asked(format, output)
    on = _paper(paper, chosen)
    if output == STDOUT:
        if json:
            raise BadInput("The brief and --json cannot both be printed; name a file with -o.")
        write(brief_files.render(document, chosen, on).file.decode())
        return
    named = f"{file_name(document.title)}.{chosen}"
    if output is None:
        file = Path(named)
        if file.exists():
            raise BadInput(f"“{named}” is there already; say -o “{named}” to write over it, or another name.")
    else:
        file = output / named if is_folder(output) else output
    if is_part_of(library, file):
        raise BadInput("That is the library itself; choose another file to write to.")
    lacking = brief_files.export(document, file, chosen, on)
    if json:
        say_json(as_json(made, file, chosen, lacking))
    else:
        say(
            f"Wrote “{one_line(str(file), 300)}”: {facts(document)}.",
            *summary(made),
            *filter(None, [lacking]),
        )


def _paper(paper: Paper | None, format: Format) -> Paper:
    if paper and format != "pdf":
        raise BadInput(f"--paper is for PDF, and this writes {format}; leave it out or say --format pdf.")
    return paper or "us-letter"


def _check_all(ws: Workspace, ask: Ask, *, json: bool) -> None:
    mades = []
    for each in wanted_of_all(ws, ask):
        # Nothing is tagged there yet, which in a batch is no fault.
        with suppress(BadInput):
            mades.append(composed(ws, each.wish, ask))
    if json:
        say_json([as_json(made, None, None) for made in mades])
    else:
        say(*(line for made in mades for line in check_lines(made)))


def _write_all(
    ws: Workspace, ask: Ask, output: Path | None, format: Format | None, paper: Paper | None, *, json: bool
) -> None:
    """Write a file for each; raises UserError where one could not be written, Exit where Ctrl-C ended it."""
    if output is None or output == STDOUT:
        raise BadInput("--all writes many files; name a folder for them with -o.")
    chosen = format or "docx"
    on = _paper(paper, chosen)
    with stoppable() as stop:
        batch = Batch(ws, wanted_of_all(ws, ask), ask, stop)
        _make_folder(output)
        batch.write(output, chosen, on)
    count = counted(len(batch.written), "brief")
    if len(batch.written) < len(batch.wanted):
        count = f"{len(batch.written):,} of {counted(len(batch.wanted), 'brief')}"
    if json:
        say_json(batch.written)
    else:
        say(f"{count} written to “{one_line(str(output), 300)}”{_left_out(batch)}.")
    if batch.stopped:
        complain(f"Stopped: {count} written; those that are there are whole.")
        raise typer.Exit(INTERRUPTED)
    if batch.failed:
        raise UserError(f"{counted(len(batch.failed), 'brief')} could not be written: {batch.failed[0]}")


def _left_out(batch: Batch) -> str:
    return f"; {batch.empty:,} had nothing to put into it" if batch.empty else ""


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise BadInput(
            f"“{folder}” cannot be a folder for briefs ({error.strerror}); name another one."
        ) from error


def briefs(context: typer.Context, library: Library = None, json: Json = False) -> None:
    """List the briefs made in the window, by title."""
    with reading(context, library) as ws:
        lines = shelf_of_briefs.briefs(ws)
    if json:
        say_json([line._asdict() for line in lines])
        return
    short = short_ids(line.id for line in lines)
    say(*table((short[line.id], line.cards, "cards", one_line(line.title)) for line in lines))
