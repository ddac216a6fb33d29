"""The command line: the same verbs as in the window, without Qt."""

import sqlite3
import traceback
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

import counterpoint
from counterpoint.cli import briefing, bringing, comparing, correcting, keeping, reading
from counterpoint.cli.options import Before
from counterpoint.cli.output import complain, say, use_utf8
from counterpoint.core.errors import UserError
from counterpoint.workspace.settings import reports_folder

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


def run(argv: list[str]) -> int:
    """Run a verb; gives the exit code: 0, 1 after one line on stderr, or 2 where it was called wrongly."""
    use_utf8()
    try:
        typer.main.get_command(app).main(args=argv, prog_name="counterpoint")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except UserError as error:
        complain(str(error))
    except OSError as error:
        complain(f"“{error.filename or 'A file'}” cannot be used ({error.strerror or error}).")
    except Exception as error:
        complain(_unexpected(error))
    return 1


def _unexpected(error: Exception) -> str:
    damage = next((each for each in _causes(error) if isinstance(each, sqlite3.DatabaseError)), None)
    if damage is not None:
        return f"The library cannot be read ({damage}); run “counterpoint check” or restore a backup."
    said = f"Something went wrong inside the program: {type(error).__name__}: {error}"
    try:
        return f"{said}. A report is in “{_report(error)}”."
    except OSError:
        return f"{said}."


def _report(error: Exception) -> Path:
    """Write what happened to a file of its own; gives the file."""
    folder = reports_folder()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"report-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    file.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return file


def _causes(error: BaseException | None) -> list[BaseException]:
    causes = []
    while error is not None and error not in causes:
        causes.append(error)
        error = error.__cause__ or error.__context__
    return causes


def _version(asked: bool) -> None:
    if asked:
        say(f"counterpoint {counterpoint.__version__}")
        raise typer.Exit


@app.callback()
def before(
    context: typer.Context,
    library: Annotated[
        Path | None,
        typer.Option("--library", metavar="PATH", help="The library to use instead of the usual one."),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Write nothing.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read essays, tag their claims, evidence and rhetoric, and answer them.

    With FILE … or nothing instead of a command, the window opens.

    ESSAY is an id, a unique start of one, or a title.
    """
    context.obj = Before(library, read_only)


app.command("import")(bringing.import_files)
app.command("starter")(bringing.starter)
app.command("essays")(reading.essays)
app.command("passages")(reading.passages)
app.command("holes")(reading.holes)
app.command("search")(reading.search)
app.command("export")(bringing.export)
app.command("correct")(correcting.correct)
app.command("brief")(briefing.brief)
app.command("briefs")(briefing.briefs)
app.command("compare")(comparing.compare_essay)
app.command("check")(keeping.check)
app.command("backup")(keeping.backup)
app.command("restore")(keeping.restore)
