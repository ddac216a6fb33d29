"""Correcting an essay's own text: all that stands on it moves along, in one step of undo."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from counterpoint.core.changes import Change, Edit, added
from counterpoint.core.correcting import (
    ON_TEXT,
    Earlier,
    Outlook,
    corrected,
    correction_of,
    earlier_texts,
    on_new_text,
    outlook,
)
from counterpoint.core.corrections_met import is_between
from counterpoint.core.differing import changed_words
from counterpoint.core.errors import BadInput
from counterpoint.core.moves import Moves
from counterpoint.core.records import Correction, Essay, Progress, Record, Tombstone, digest_of
from counterpoint.core.text import canonical
from counterpoint.workspace.library import annotators
from counterpoint.workspace.tagging import whose
from counterpoint.workspace.workspace import Workspace

LABEL: Final = "Correct the text"

changes = changed_words


class EarlierText(NamedTuple):
    """A text that an essay had, who corrected it and when (ISO 8601, UTC), the text it then had, and in how
    many places that differs; `apart` where it was corrected apart, and another correction stood."""

    text: str
    who: str
    when: str
    after: str
    places: int
    apart: bool


def correct_text(ws: Workspace, essay: Essay, new_text: str, moves: Moves | None = None) -> Edit:
    """Give an essay another text; passages, cards, decisions and reading marks move along. `moves` is the way
    from the essay's text to the new one, where it is known already.

    Raises BadInput for a text with nothing in it, the essay's own or another's; Conflict where the essay is
    no longer as given.
    """
    who = whose(ws)
    text = canonical(new_text)
    _check(ws, essay, text)
    if moves is None or moves.old != essay.text or moves.new != text:
        moves = Moves(essay.text, text)
    after = corrected(essay, moves)
    kept = correction_of(essay, moves, who.id, ws.store.find(Correction, essay_id=essay.id))
    changes = [Change(essay, after)]
    for kind in ON_TEXT:
        for each in ws.store.find(kind, essay_id=essay.id):
            changes += _moved(ws, each, on_new_text(each, moves, after.digest))
    edit = Edit(LABEL, (*changes, added(kept)))
    ws.commit(edit)
    return edit


def earlier(ws: Workspace, essay: Essay) -> Iterator[EarlierText]:
    """The texts that an essay had, the latest first; each is worked out when it is asked for."""
    names = {each.id: each.name for each in annotators(ws)}
    found: Iterator[Earlier] = earlier_texts(essay, ws.store.find(Correction, essay_id=essay.id))
    for correction, before, after in found:
        who = names.get(correction.annotator_id, "")
        places = len(correction.hunks)
        yield EarlierText(before, who, correction.created, after, places, is_between(correction))


def weigh(text: str, typed: str, spans: Sequence[tuple[int, int]]) -> Outlook:
    """What it would do to passages at these spans if `typed` became the text. It only computes, so that it
    can be done beside the window."""
    return outlook(Moves(text, canonical(typed) or " "), spans)


def _check(ws: Workspace, essay: Essay, text: str) -> None:
    if not text.strip():
        raise BadInput("An essay needs some text; to be rid of it, remove the essay.")
    if text == essay.text:
        raise BadInput("Nothing is changed yet; correct something first.")
    there = ws.store.find(Essay, digest=digest_of(text))
    if there:
        raise BadInput(f"“{there[0].title}” has exactly this text already; remove one of the two.")


def _moved(ws: Workspace, before: Record, after: Record) -> list[Change]:
    """The changes for one record. How far somebody read has another id on another text: it is no deletion, so
    it leaves no tombstone, but one of an earlier time gives way."""
    if after is before:
        return []
    if before.id == after.id:
        return [Change(before, after)]
    stone = ws.store.get(Tombstone, after.id)
    if stone is not None and isinstance(after, Progress):
        after = after.model_copy(update={"revision": max(after.revision, stone.revision + 1)})
    gone = [Change(stone, None)] if stone is not None else []
    return [*gone, Change(before, None), added(after)]
