"""Briefs of 1,000 cards built and written as files while the window answers, and cards cut in one of 200."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counterpoint.core.brief_document import BriefDocument, CardPart
from counterpoint.core.records import Card
from counterpoint.exporters.docx import write
from counterpoint.ui.brief.sheet import Sheet
from counterpoint.ui.session.session import Session
from counterpoint.workspace import briefs, library
from counterpoint.workspace.brief_files import FORMATS, Format
from tests.bench.brief_libraries import Briefed, library_to_brief
from tests.bench.ledger import Ledger, percentile
from tests.bench.probes import run_probe
from tests.bench.windows import Paints, Shown, window_on
from tests.exporters.docx_plainly import write_plainly

MANY = 1_000
"""Cards of the brief that is exported: a team's for a whole topic."""

FEW = 200
"""Cards of the brief that is edited."""

TURNS = 3
EDITS = 150
WORDS = 40
"""Code points that are cut at a time: half a line."""

OPENINGS = 3
FASTER = 10
EDIT_MS = 100
STOP_MS = 100
NAMES = {"docx": "DOCX", "pdf": "PDF", "html": "HTML", "md": "Markdown"}


def test_building(tmp_path, ledger: Ledger):
    """From the wish to the brief stored with its entries and cards."""
    ws, wish = library_to_brief(tmp_path / "made", MANY)
    ws.close()
    times = []
    for turn in range(OPENINGS):
        ws = library.open_workspace(Path(shutil.copy(ws.path, tmp_path / f"{turn}.counterpoint")))
        at = perf_counter()
        briefs.build(ws, wish)
        times.append(perf_counter() - at)
        assert len(ws.store.find(Card)) == MANY
        ws.close()
    ledger.note("building a brief of 1,000 cards", f"{median(times):.2f} s")


def test_exports(briefed: Callable[[int], Briefed], ledger: Ledger):
    """Each format in a process of its own, by turns; the first time its writer is loaded."""
    made = briefed(MANY)
    told: dict[Format, list[dict[str, float]]] = {format: [] for format in FORMATS}
    for _ in range(TURNS):
        for format in FORMATS:
            told[format].append(
                json.loads(run_probe("export_probe.py", str(made.path), made.brief_id, format))
            )
    read = median(one["read"] for each in told.values() for one in each)
    ledger.note("1,000 cards written out of the library", f"{read:.2f} s")
    for format, each in told.items():
        first, again, memory, before, length = (
            median(one[name] for one in each) for name in ("first", "again", "megabytes", "before", "bytes")
        )
        figure = f"{first:.2f} s, again {again:.2f}; peak {memory:.0f} MB, {before:.0f} of it before"
        ledger.note(f"1,000 cards to {NAMES[format]} ({length / 1e6:.1f} MB)", figure)


def test_docx_beside_python_docx(briefed: Callable[[int], Briefed], ledger: Ledger):
    """The same brief by python-docx's paragraphs and runs, by turns. It writes no comments, so none are
    asked for."""
    document = without_notes(document_of(briefed(MANY)))
    ours, plain = [], []
    for _ in range(TURNS):
        ours.append(seconds(partial(write, document)))
        plain.append(seconds(partial(write_plainly, document)))
    ledger.at_least(
        f"1,000 cards to DOCX, against python-docx's paragraphs ({min(plain):.2f} s)",
        min(plain) / min(ours),
        FASTER,
    )


@pytest.mark.parametrize("format", FORMATS)
def test_the_window_answers_meanwhile(format: str, briefed, tmp_path, ledger: Ledger):
    """Turns of the event loop while the window exports; the writer is loaded meanwhile too."""
    gaps: list[float] = []
    for turn in range(OPENINGS):
        goal = tmp_path / f"{turn}.{format}"
        gaps += json.loads(run_probe("gaps_probe.py", str(copy_of(briefed(MANY), tmp_path)), str(goal)))[
            "gaps"
        ]
    ledger.longest(f"the window not answering while it writes 1,000 cards as {NAMES[format]}", gaps, STOP_MS)


@pytest.mark.parametrize("cards", [FEW, MANY])
def test_a_cut_in_the_preview(cards: int, briefed, tmp_path, qapp, ledger: Ledger):
    """From the key, F9 on some words of a card, to the committed row, the page painted and its outline,
    times and status shown."""
    path = copy_of(briefed(cards), tmp_path)
    before = revisions(path)
    times, findings = [], []
    with brief_in_window(path, qapp) as shown:
        session, sheet = shown.session, shown.window.brief_view.sheet
        paints = Paints(sheet.viewport())
        parts = [each for each in document_shown(session).parts if isinstance(each, CardPart)]
        step = len(parts) // EDITS + 1
        for part in islice((each for _ in range(step) for each in parts[::step]), EDITS):
            briefing = session.briefing
            assert briefing is not None
            briefing.go_to(part.entry_id)
            select(sheet, part)
            sheet.setFocus()
            shown.rest(0.02)
            times.append(shown.until_painted(partial(QTest.keyClick, sheet, Qt.Key.Key_F9), paints))
            findings.append(seconds(briefing.show_findings))
    assert revisions(path) == before + EDITS
    ledger.p99(f"a cut in the preview of {cards:,} cards", times[5:], EDIT_MS)
    ledger.note(
        f"the findings of {cards:,} cards, after a pause",
        f"p50 {1000 * median(findings):.1f}, p99 {1000 * percentile(findings, 0.99):.1f} ms",
    )


@pytest.mark.parametrize("cards", [FEW, MANY])
def test_the_first_look(cards: int, briefed, tmp_path, ledger: Ledger):
    """The Brief view asked for in a window that has not shown one yet, in a process of its own."""
    told = [
        json.loads(run_probe("brief_probe.py", str(copy_of(briefed(cards), tmp_path))))
        for _ in range(OPENINGS)
    ]
    first, again = (1000 * median(one[name] for one in told) for name in ("first", "again"))
    ledger.note(f"the Brief view on {cards:,} cards, loaded and shown", f"{first:.0f} ms, again {again:.0f}")


def seconds(deed: Callable[[], object]) -> float:
    at = perf_counter()
    deed()
    return perf_counter() - at


def copy_of(made: Briefed, folder: Path) -> Path:
    return Path(shutil.copy(made.path, folder / "library.counterpoint"))


def document_of(made: Briefed) -> BriefDocument:
    ws = library.open_workspace(made.path, read_only=True)
    document = briefs.written(ws, made.brief_id).document
    ws.close()
    return document


def without_notes(document: BriefDocument) -> BriefDocument:
    parts = (replace(part, comments=()) if isinstance(part, CardPart) else part for part in document.parts)
    return replace(document, parts=tuple(parts))


@contextmanager
def brief_in_window(path: Path, app: QApplication) -> Iterator[Shown]:
    with window_on(path, app) as shown:
        shown.session.run("view.brief")
        shown.rest(0.5)
        yield shown


def document_shown(session: Session) -> BriefDocument:
    assert session.briefing is not None
    return session.briefing.document()


def select(sheet: Sheet, card: CardPart) -> None:
    """Select some words in the body of the card whose tag line the caret is in."""
    longest = max((run.text for runs in card.paragraphs for run in runs), key=len)
    words = max(re.findall(r"[ -~]+", longest), key=len)[:WORDS]  # Qt does not always find an emoji
    found = sheet.textCursor()
    while not sheet.textCursor().hasSelection() or sheet.card_span() is None:
        found = sheet.document().find(words, found)
        assert not found.isNull()
        sheet.setTextCursor(found)


def revisions(path: Path) -> int:
    """How often the cards in the file have been cut, all together."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    count: int = connection.execute("SELECT sum(revision) FROM card").fetchone()[0]
    connection.close()
    return count
