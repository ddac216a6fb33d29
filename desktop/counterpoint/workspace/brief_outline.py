"""A brief's outline: adding, writing, moving and removing its entries, each verb one edit."""

from pydantic import ValidationError

from counterpoint.core.brief_tree import Tree, may_hold
from counterpoint.core.cards import new_card
from counterpoint.core.changes import Change, Edit, added
from counterpoint.core.errors import BadInput, NotFound
from counterpoint.core.records import Brief, Card, Counterargument, Entry, Passage
from counterpoint.core.vocabulary import EntryKind
from counterpoint.workspace.cards import card_of
from counterpoint.workspace.library import essay
from counterpoint.workspace.removal import removal
from counterpoint.workspace.tagging import whose
from counterpoint.workspace.workspace import Workspace

NAMES: dict[EntryKind, str] = {
    "pocket": "Pocket",
    "hat": "Hat",
    "block": "Block",
    "contention": "Contention",
    "frontline": "Frontline",
    "card": "Card",
    "answer": "Answer",
    "analytic": "Analytic",
    "open": "Open claim",
}
"""What each kind of entry is called."""


def entry(ws: Workspace, entry_id: str) -> Entry:
    """Raises NotFound."""
    found = ws.store.get(Entry, entry_id)
    if found is None:
        raise NotFound("That place is no longer in the brief; choose another one.")
    return found


def tree(ws: Workspace, brief_id: str) -> Tree:
    """A brief's entries as a tree."""
    return Tree(ws.store.find(Entry, brief_id=brief_id))


def add_entry(ws: Workspace, brief: Brief, kind: EntryKind, text: str, near: str = "") -> Entry:
    """Add a heading or an analytic of the user's own: in or after the entry `near`, where it can stand; at
    the end of the brief for none.

    Raises BadInput where it can stand nowhere there.
    """
    whose(ws)
    words = " ".join(text.split())
    made = _placed(ws, brief, kind, near, text=words or f"New {NAMES[kind].lower()}")
    ws.commit(Edit(f"Add {NAMES[kind].lower()}", (added(made),)))
    return made


def add_card(ws: Workspace, brief: Brief, passage: Passage, near: str = "") -> Entry:
    """Put a passage's card in a brief, cutting it where there is none: beside `near`, or at the end."""
    annotator = whose(ws)
    card = card_of(ws, passage.id)
    fresh = card is None
    card = card or new_card(passage, essay(ws, passage.essay_id), annotator.id)
    made = _placed(ws, brief, "card", near, card_id=card.id)
    ws.commit(Edit("Add card", (*([added(card)] if fresh else []), added(made))))
    return made


def add_answer(ws: Workspace, brief: Brief, answer: Counterargument, near: str = "") -> Entry:
    """Put an answer in a brief: beside `near`, or at the end."""
    whose(ws)
    made = _placed(ws, brief, "answer", near, counterargument_id=answer.id)
    ws.commit(Edit("Add answer to brief", (added(made),)))
    return made


def _placed(ws: Workspace, brief: Brief, kind: EntryKind, near: str, **fields: str) -> Entry:
    outline = tree(ws, brief.id)
    parent, after = _place(outline, kind, near)
    rank = outline.rank_after(parent.id if parent else None, after)
    try:
        return Entry.model_validate(
            {"brief_id": brief.id, "parent_id": parent.id if parent else None, "rank": rank, "kind": kind}
            | fields
        )
    except ValidationError as error:
        raise BadInput("That is too long for an outline; shorten it to 1,000 characters.") from error


def _place(outline: Tree, kind: EntryKind, near: str) -> tuple[Entry | None, str | None]:
    """What an entry of this kind goes under, and after which sibling (None: first): the nearest above `near`,
    or above the brief's last line, that can hold it."""
    lines = [placed.entry for placed in outline.walk()]
    holder = outline.entries.get(near) or (lines[-1] if lines else None)
    came_from = None
    while not may_hold(holder.kind if holder else None, kind):
        if holder is None:
            raise BadInput("A card or an answer needs a block to stand in; add a block first.")
        came_from, holder = holder, outline.parent(holder)
    below = outline.children(holder.id if holder else None)
    after = came_from or (below[-1] if below else None)
    return holder, after.id if after else None


def set_text(ws: Workspace, entry_id: str, text: str) -> None:
    """Write an entry's words: a heading, an analytic, or an answer's line. A card's tag is the card's own
    (`cards.set_tag`). An emptied answer or open claim says again what it says by itself."""
    whose(ws)
    here = entry(ws, entry_id)
    words = " ".join(text.split())
    if not words and here.kind not in ("answer", "open"):
        raise BadInput("A heading needs words; write some, or remove it.")
    if words == here.text:
        return
    try:
        after = here.changed(text=words)
    except ValidationError as error:
        raise BadInput("That is too long for an outline; shorten it to 1,000 characters.") from error
    ws.commit(Edit("Write heading", (Change(here, after),)))


def move(ws: Workspace, entry_id: str, parent_id: str, after_id: str) -> None:
    """Move an entry with all that is under it: under `parent_id` ("" for the top), after the sibling
    `after_id` ("" for the first place). Raises BadInput where it cannot stand there, NotFound where there is
    no such place any more."""
    whose(ws)
    here = entry(ws, entry_id)
    outline = tree(ws, here.brief_id)
    parent = outline.entries.get(parent_id)
    if parent_id and parent is None:
        raise NotFound("That place is no longer in the brief; choose another one.")
    inside = {each.id for each in outline.under(here.id)} | {here.id}
    if parent_id in inside or not may_hold(parent.kind if parent else None, here.kind):
        name = NAMES[here.kind].lower()
        raise BadInput(f"A {name} cannot stand there; move it to where it fits.")
    if parent_id == (here.parent_id or "") and _before(outline, here) == after_id:
        return
    rank = outline.rank_after(parent.id if parent else None, after_id or None, moving=here.id)
    after = here.changed(parent_id=parent.id if parent else None, rank=rank)
    siblings = {each.id: each for each in outline.children(parent.id if parent else None)} | {here.id: None}
    sibling = siblings.get(after_id)
    aside = outline.giving_way(sibling, rank, here.id) if sibling else []
    others = (Change(each, each.changed(rank=behind)) for each, behind in aside)
    ws.commit(Edit("Move in brief", (Change(here, after), *others)))


def _before(outline: Tree, here: Entry) -> str:
    """The id of the sibling before an entry; empty for the first."""
    parent = outline.parent(here)
    siblings = ["", *(each.id for each in outline.children(parent.id if parent else None))]
    return siblings[siblings.index(here.id) - 1]


def remove(ws: Workspace, entry_id: str) -> None:
    """Take an entry out of its brief with all that is under it. Cards and answers stay in the library."""
    whose(ws)
    here = entry(ws, entry_id)
    below = list(tree(ws, here.brief_id).under(here.id))
    ws.commit(removal(f"Remove {NAMES[here.kind].lower()}", [*reversed(below), here]))


def card_at(ws: Workspace, entry_id: str) -> Card | None:
    """The card that an entry shows, or None."""
    here = ws.store.get(Entry, entry_id)
    return ws.store.get(Card, here.card_id) if here is not None and here.card_id else None
