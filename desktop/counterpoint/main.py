"""Where the program begins: the command line for its verbs, the window for everything else. It is also
started by itself, to read files apart."""

import sys
from collections.abc import Sequence

from counterpoint.cli.verbs import window_asked
from counterpoint.importers.frames import ARGUMENT


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments, or those of the process; gives the exit code.

    A verb, `--help`, `--version` and whatever makes no sense go to the command line.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [ARGUMENT]:
        # Files are read in a process of their own, which needs neither of the others.
        from counterpoint.importers.child import serve

        return serve(*map(int, arguments[1:]))
    window = window_asked(arguments)
    if window is None:
        # The command line brings typer, which the window must not wait for.
        from counterpoint.cli.app import run

        return run(arguments)
    # And the window brings Qt, which the command line does without.
    from counterpoint.ui.app import run_window

    return run_window(window.library, window.files, read_only=window.read_only)
