"""Where one reads: the essay that was open last, and the caret in each essay."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from counterpoint.workspace import library
from counterpoint.workspace.memory import LAST_ESSAY, LAST_PLACE
from counterpoint.workspace.workspace import Workspace

if TYPE_CHECKING:
    from counterpoint.ui.session.session import Session

REST: Final = 1_500
"""Milliseconds after a move of the caret after which its place is kept, should the computer stop."""


def essay_to_open(ws: Workspace) -> str:
    """The id of the essay that was open last, else of the first; empty where there is none."""
    ids = [line.id for line in library.essays(ws)]
    last = ws.recall(LAST_ESSAY)
    return last if last in ids else next(iter(ids), "")


def recall_places(ws: Workspace) -> dict[str, int]:
    """The caret by the id of the essay, as far as the library remembers it: of the essay open last."""
    place = ws.recall(LAST_PLACE)
    return {ws.recall(LAST_ESSAY): int(place)} if place.isdecimal() else {}


def keep_place(session: "Session") -> None:
    """Remember which essay is open, and where the caret is in it."""
    if session.essay is not None:
        session.places[session.essay.id] = session.window.reader.caret()
        session.ws.remember(LAST_ESSAY, session.essay.id)
        session.ws.remember(LAST_PLACE, str(session.places[session.essay.id]))


def go_back(session: "Session") -> None:
    """Put the caret where it was when the open essay was left."""
    essay = session.essay
    at = session.places.get(essay.id, 0) if essay is not None else 0
    if essay is not None and 0 < at < len(essay.text):
        session.window.reader.select_span(at, at)
        session.window.reader.reveal((at, at + 1))


def staying(session: "Session", text: str) -> Callable[[], None]:
    """What puts the page, and the caret, back where they are now when the open essay has come to have this
    text."""
    essay, reader = session.essay, session.window.reader
    if essay is None or essay.text == text or reader.text() != essay.text:
        return lambda: None
    from counterpoint.core.moves import Moves  # only a corrected text needs it

    moves = Moves(essay.text, text)
    session.places[essay.id] = moves.point(reader.caret())
    top, below = reader.top_line()

    def stay() -> None:
        caret = session.places[essay.id]
        session.quietly(lambda: reader.select_span(caret, caret))
        reader.show_top_line(moves.point(top), below)

    return stay
