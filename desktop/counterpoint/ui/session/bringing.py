"""Commands that bring essays in: files, folders, and what was copied."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from counterpoint.ui.session.choosing import choose_files
from counterpoint.ui.session.previewing import preview_copied, preview_file
from counterpoint.ui.session.session import Command, Session
from counterpoint.ui.session.taking import take_files
from counterpoint.workspace import transfer


def add_files(session: Session) -> None:
    """Ask for files; one essay is shown before it is added, many are added at once."""
    session.ws.check_writable()
    suffixes = (*transfer.ESSAY_SUFFIXES, *transfer.ANNOTATION_SUFFIXES, *transfer.CODED_SUFFIXES)
    patterns = " ".join(f"*{suffix}" for suffix in suffixes)
    paths = choose_files(session, "Add essays or annotations", (f"Essays and annotations ({patterns})",))
    if len(paths) == 1 and not (transfer.is_annotations(paths[0]) or transfer.is_coded(paths[0])):
        preview_file(session, paths[0])
    else:
        take(session, paths)


def take(session: Session, paths: Sequence[Path]) -> None:
    """Take in files and folders at once, asking only for an encoding that cannot be told."""
    take_files(session, [path for path in paths if not transfer.is_coded(path)])
    if coded := [path for path in paths if transfer.is_coded(path)]:
        from counterpoint.ui.session.coded import open_coded

        open_coded(session, coded)


def paste(session: Session) -> None:
    """A new essay from what was copied."""
    session.ws.check_writable()
    preview_copied(session)


COMMANDS: Final[dict[str, Command]] = {"essay.import": add_files, "essay.paste": paste}
