"""Commands that find: in the essay, across the library, and the palette of everything."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout

from counterpoint.core.direction import in_order
from counterpoint.core.text import shorten
from counterpoint.core.vocabulary import Kind
from counterpoint.ui.actions import candidates
from counterpoint.ui.chrome.candidate import Candidate
from counterpoint.ui.chrome.overlay import Overlay
from counterpoint.ui.chrome.palette import Palette, remembered
from counterpoint.ui.forms.library_search import LibrarySearch, marked
from counterpoint.ui.forms.views import SearchRow
from counterpoint.ui.session.session import Command, Session
from counterpoint.workspace import library, neighbours
from counterpoint.workspace.search import search

SHOWN: Final = 160
"""Characters of a quote in the palette."""


def find_in_essay(session: Session) -> None:
    session.window.show_view("read")
    session.window.find_bar.open()


def open_palette(session: Session) -> None:
    """Everything there is to go to or to do."""
    found = candidates(session.window.actions_by_id) + (_places(session) if session.has_library else [])
    palette = Palette.ask(session.window, found, session.window.theme, recent=session.recent)
    palette.chosen.connect(partial(go, session))


def _places(session: Session) -> list[Candidate]:
    """Every essay, passage and answer there is to go to."""
    return [
        Candidate(kind="essay", id=line.id, title=line.title, subtitle=line.author)
        for line in library.essays(session.ws)
    ] + [end_candidate(each) for each in neighbours.findable(session.ws)]


def end_candidate(each: neighbours.Findable, favour: int = 0) -> Candidate:
    """A passage or an answer as a line of the palette: all of its words are searched, some are shown."""
    text = each.text
    shown = text if len(text) <= SHOWN and "\n" not in text else shorten(text[: 2 * SHOWN], SHOWN)
    return Candidate(
        kind="passage" if each.node_type == "passage" else "answer",
        id=each.node_id,
        title=in_order(shown),
        subtitle=each.essay_title or "answer",
        search=text if len(text) > SHOWN else "",
        shape=each.kind or "answer",
        favour=favour,
    )


def end_candidates(
    ends: Sequence[neighbours.Findable], kind: Kind | None = None, essay_id: str = ""
) -> list[Candidate]:
    """Lines of a palette in the order given, where passages of a kind, and more so those of an essay, come
    before others that match as well."""
    return [
        end_candidate(each, (each.kind == kind) * (5 + 5 * (each.essay_id == essay_id)) if kind else 0)
        for each in ends
    ]


def go(session: Session, candidate: Candidate) -> None:
    """Do or show what was chosen in the palette."""
    session.recent = tuple(remembered(session.recent, candidate))
    match candidate.kind:
        case "action":
            session.window.actions_by_id[candidate.id].trigger()
        case "essay":
            session.window.show_view("read")
            session.attempt(partial(session.open_essay, candidate.id))
        case "passage":
            session.attempt(partial(session.jump, "passage", candidate.id))
        case _:
            session.attempt(partial(session.jump, "counterargument", candidate.id))


def search_library(session: Session) -> None:
    """The panel that searches essays, passages, notes and answers."""
    panel = LibrarySearch(session.window.theme)

    def look(words: str) -> None:
        rows = []
        for hit in search(session.ws, words, 40):
            snippet, matches = marked(hit.snippet)
            rows.append(
                SearchRow(hit.kind, hit.id, hit.essay_id, hit.essay_title, snippet, matches, hit.score)
            )
        panel.show_results(rows)

    def choose(kind: str, node_id: str, essay_id: str) -> None:
        panel.dismissed.emit()
        words = panel.line.text()
        if kind == "essay":
            session.window.show_view("read")
            session.attempt(partial(session.open_essay, essay_id))
            reveal_words(session, words)
        else:
            session.attempt(
                partial(session.jump, "counterargument" if kind == "answer" else "passage", node_id)
            )

    panel.queryChanged.connect(look)
    panel.chosen.connect(choose)
    overlay = Overlay(session.window, QSize(720, 560), top=64)
    panel.setProperty("role", "")
    column = QVBoxLayout(overlay.frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(panel)
    panel.dismissed.connect(overlay.dismiss)
    overlay.open_over()
    panel.begin()


def reveal_words(session: Session, words: str) -> None:
    """Show the first place of the words in the essay just opened."""
    essay = session.essay
    first = next(iter(words.replace('"', " ").split()), "")
    if essay is None or not first:
        return
    at = essay.text.lower().find(first.lower())
    if at >= 0:
        session.window.reader.select_span(at, at + len(first))
        session.window.reader.reveal((at, at + len(first)))


COMMANDS: Final[dict[str, Command]] = {
    "find.essay": find_in_essay,
    "find.library": search_library,
    "palette.open": open_palette,
}
