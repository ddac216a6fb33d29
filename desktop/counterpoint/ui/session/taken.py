"""What became of files that were taken in together, and how it is told."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from counterpoint.ui.chrome.notices import Deed
from counterpoint.ui.forms.import_summary import ImportSummary
from counterpoint.ui.forms.views import FileLine, counted
from counterpoint.ui.session.previewing import preview_file
from counterpoint.ui.session.session import Session
from counterpoint.workspace import adding, transfer
from counterpoint.workspace.workspace import Workspace

TOLD: Final = 3
"""How many problems a notice names."""


@dataclass
class Batch:
    """Files being taken into a library, and what became of each. `arriving` are the essays that were read and
    are not written yet, `gathered` the annotation files; `steps` the numbers of the steps written."""

    ws: Workspace
    waiting: list[Path]
    keep_files: bool = False
    total: int = 0
    opened: str = ""
    lines: list[FileLine] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    arriving: list[tuple[Path, adding.Arriving]] = field(default_factory=list)
    gathered: transfer.Gathered | None = None
    paths: list[Path] = field(default_factory=list)
    """Those of the annotation files gathered."""
    steps: list[int] = field(default_factory=list)
    stopped: bool = False
    together: bool = False
    """Whether all that was added came in one step: undo takes it back."""

    def stop(self) -> None:
        """Take no more files in."""
        self.stopped = True

    def of(self, outcome: str) -> list[FileLine]:
        """The files of which this became."""
        return [line for line in self.lines if line.outcome == outcome]

    def fail(self, path: Path, why: str) -> None:
        """Note that a file could not be taken in."""
        self.lines.append(FileLine(str(path), path.name, "failed", told=why))
        self.problems.append(why)


def tell(session: Session, batch: Batch) -> None:
    """Show an essay that came in, and say in notices what became of the files."""
    notices = session.window.notices
    if batch.opened:
        session.attempt(partial(session.open_essay, batch.opened))
    added = batch.of("added")
    undo = "Undo", lambda: session.run("edit.undo")
    details: tuple[Deed, ...] = ()
    if batch.total > 1 and batch.lines:
        details = (("Details…", partial(_show_details, session, batch)),)
    if batch.total == 1 and added and not batch.problems:
        cite = "Citation…", lambda: session.run("essay.citation")
        notices.info(f"Added “{added[0].title}”.", cite, undo)
    elif added or batch.of("already") or (batch.stopped and batch.waiting):
        notices.info(_summary(batch), *((undo,) if batch.together else ()), *details)
    if batch.problems:
        shown = " ".join(batch.problems[:TOLD])
        more = f" And {len(batch.problems) - TOLD} more." if len(batch.problems) > TOLD else ""
        moved = any(mark.status == "moved" for mark in session.known.marks.values())
        show = "Show", lambda: session.run("review.confirm")
        notices.warning(shown + more, *((show,) if moved else ()), *details)


def _show_details(session: Session, batch: Batch) -> None:
    summary = ImportSummary(batch.lines, session.window)
    summary.openRequested.connect(lambda path: preview_file(session, Path(path)))
    summary.finished.connect(summary.deleteLater)
    summary.open()


def _summary(batch: Batch) -> str:
    added, already = batch.of("added"), batch.of("already")
    parts = [counted(len(added), "file") + " added"] if added else []
    if len(already) == 1:
        parts.append(f"“{already[0].title}” was already there")
    elif already:
        parts.append(f"{len(already)} were already there")
    if batch.stopped and batch.waiting:
        parts.append(f"stopped before {counted(len(batch.waiting), 'file')}")
    sentence = "; ".join(parts) + "."
    return sentence[0].upper() + sentence[1:]
