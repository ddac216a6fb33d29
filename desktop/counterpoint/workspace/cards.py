"""Cutting cards, each verb one edit. The source's text never changes: what changes is what is done to it."""

from pydantic import ValidationError

from counterpoint.core import cards as cutting
from counterpoint.core.changes import Change, Edit
from counterpoint.core.errors import BadInput, NotFound
from counterpoint.core.records import Card
from counterpoint.core.vocabulary import CutStyle
from counterpoint.workspace.library import essay
from counterpoint.workspace.tagging import whose
from counterpoint.workspace.workspace import Workspace

LABELS: dict[CutStyle, str] = {
    "underline": "Underline",
    "emphasis": "Emphasise",
    "yellow": "Highlight",
    "cyan": "Highlight",
    "green": "Highlight",
    "omitted": "Leave out",
}


def card(ws: Workspace, card_id: str) -> Card:
    """Raises NotFound."""
    found = ws.store.get(Card, card_id)
    if found is None:
        raise NotFound("That card is no longer there; choose another one.")
    return found


def card_of(ws: Workspace, passage_id: str) -> Card | None:
    """A passage's card, the oldest where it has several; None where it has none yet."""
    found = ws.store.find(Card, passage_id=passage_id)
    return min(found, key=lambda each: (each.created, each.id), default=None)


def _keep(ws: Workspace, label: str, before: Card, after: Card) -> Card:
    if after is not before:
        ws.commit(Edit(label, (Change(before, after),)))
    return after


def cut(ws: Workspace, card_id: str, start: int, end: int, style: CutStyle) -> Card:
    """Underline, emphasise, highlight or leave out a stretch of a card's body, in code points of its essay;
    or no longer, where all of it is so already."""
    whose(ws)
    before = card(ws, card_id)
    return _keep(ws, LABELS[style], before, cutting.toggled(before, start, end, style))


def clear(ws: Workspace, card_id: str, start: int, end: int) -> Card:
    """Take everything back that was done to a stretch of a card's body."""
    whose(ws)
    before = card(ws, card_id)
    return _keep(ws, "Clear", before, cutting.cleared(before, start, end))


def shrink(ws: Workspace, card_id: str) -> Card:
    """Make what is not underlined one size smaller; after the smallest it has the body's own size again."""
    whose(ws)
    before = card(ws, card_id)
    return _keep(ws, "Shrink", before, cutting.shrunk(before))


def set_tag(ws: Workspace, card_id: str, tag: str) -> Card:
    """Write a card's tag line, in every brief that has the card. Raises BadInput for one that is too long."""
    whose(ws)
    before = card(ws, card_id)
    words = " ".join(tag.split())
    if words == before.tag:
        return before
    try:
        after = before.changed(tag=words)
    except ValidationError as error:
        raise BadInput("A tag is one line; shorten it to 1,000 characters.") from error
    return _keep(ws, "Write tag", before, after)


def widen(ws: Workspace, card_id: str, *, before: bool) -> Card:
    """Take one more paragraph of the essay into the body, before or after it. Raises BadInput where there is
    none."""
    whose(ws)
    here = card(ws, card_id)
    text = essay(ws, here.essay_id)
    wider = cutting.wider_body(text, here.start, here.end, before=before)
    if wider is None:
        side = "before" if before else "after"
        raise BadInput(f"There is no paragraph {side} this one under its heading; the card stays as it is.")
    return _keep(ws, "Widen card", here, cutting.with_body(here, text, *wider))
