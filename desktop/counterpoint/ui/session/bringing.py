"""Commands that bring essays in: files, folders, and what was copied."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from counterpoint.ui.session.choosing import choose_files
from counterpoint.ui.session.coded import open_brat, open_coded
from counterpoint.ui.session.previewing import preview_copied, preview_file
from counterpoint.ui.session.session import Command, Session
from counterpoint.ui.session.taking import take_files
from counterpoint.ui.session.working import in_background
from counterpoint.workspace import brat_folders, transfer
from counterpoint.workspace.brat_folders import BratFolder

ANNOTATED: Final = (*transfer.ANNOTATION_SUFFIXES, *transfer.CODED_SUFFIXES, brat_folders.ANNOTATIONS)
"""What files of annotations end in, ours and other programs'."""


def add_files(session: Session) -> None:
    """Ask for files; one essay is shown before it is added, many are added at once."""
    session.ws.check_writable()
    patterns = " ".join(f"*{suffix}" for suffix in (*transfer.ESSAY_SUFFIXES, *ANNOTATED))
    paths = choose_files(session, "Add essays or annotations", (f"Essays and annotations ({patterns})",))
    show_or_take(session, paths)


def show_or_take(session: Session, paths: Sequence[Path]) -> None:
    """Show one essay before it is added; take anything else in at once."""
    if len(paths) != 1 or paths[0].suffix.lower() in ANNOTATED or paths[0].is_dir():
        take(session, paths)
    elif session.attempt(session.ws.check_writable):
        preview_file(session, paths[0])


def take(session: Session, paths: Sequence[Path]) -> None:
    """Take in files and folders at once, asking only for an encoding that cannot be told, and for what codes
    of other programs mean."""
    if paths:
        in_background(session, partial(brat_folders.apart, paths), partial(_take_apart, session))


def _take_apart(session: Session, found: tuple[list[Path], BratFolder | None]) -> None:
    paths, brat = found
    take_files(session, [path for path in paths if not transfer.is_coded(path)])
    open_coded(session, [path for path in paths if transfer.is_coded(path)])
    if brat is not None:
        open_brat(session, brat)


def paste(session: Session) -> None:
    """A new essay from what was copied."""
    session.ws.check_writable()
    preview_copied(session)


COMMANDS: Final[dict[str, Command]] = {"essay.import": add_files, "essay.paste": paste}
