"""Tagging passages of an essay, each verb one edit."""

from collections.abc import Sequence

from pydantic import ValidationError

from counterpoint.core.anchors import describe
from counterpoint.core.changes import Change, Edit, added
from counterpoint.core.errors import BadInput, NotFound, ReadOnly
from counterpoint.core.marks import Mark
from counterpoint.core.records import Annotator, Detail, Essay, Passage
from counterpoint.core.vocabulary import DETAILS, Kind
from counterpoint.store import queries
from counterpoint.workspace.removal import hanging_from, removal
from counterpoint.workspace.workspace import Workspace


def marks(ws: Workspace, essay_id: str) -> list[Mark]:
    """Every annotator's passages of an essay in text order, the longer first."""
    return queries.marks(ws.store.raw, essay_id)


def mark_of(passage: Passage) -> Mark:
    """The light view of a passage, as `marks` lists it."""
    return Mark(
        passage.id,
        passage.start,
        passage.end,
        passage.kind,
        passage.annotator_id,
        passage.detail,
        passage.status,
        passage.note != "",
    )


def passage(ws: Workspace, passage_id: str) -> Passage:
    """Raises NotFound."""
    found = ws.store.get(Passage, passage_id)
    if found is None:
        raise NotFound("That passage is no longer there; choose another one.")
    return found


def whose(ws: Workspace) -> Annotator:
    """Who tags now. Raises ReadOnly where nothing can be written, BadInput where nobody was chosen."""
    ws.check_writable()
    if ws.annotator is None:
        raise BadInput("Nobody is tagging yet; choose an annotator first.")
    return ws.annotator


def tag_span(ws: Workspace, essay: Essay, start: int, end: int, kind: Kind) -> Passage:
    """Tag the code points from `start` to before `end` as `kind`.

    The same span tagged with another kind by the same annotator is a second passage; with the same kind it
    is the passage that is there already. Raises BadInput for a span outside the text.
    """
    annotator = whose(ws)
    if not 0 <= start < end <= len(essay.text):
        raise BadInput("Nothing is selected; select some words and tag them.")
    for there in ws.store.find(Passage, essay_id=essay.id, start=start, end=end, annotator_id=annotator.id):
        if there.kind == kind:
            return there
    anchor = describe(essay.text, start, end)
    tagged = Passage(
        essay_id=essay.id,
        annotator_id=annotator.id,
        kind=kind,
        start=start,
        end=end,
        quote=anchor.quote,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
    )
    ws.commit(Edit(f"Tag as {kind}", (added(tagged),)))
    return tagged


def _own(ws: Workspace, passage: Passage) -> None:
    """Others' passages are never edited by mistake. Raises ReadOnly."""
    if passage.annotator_id != whose(ws).id:
        owner = ws.store.get(Annotator, passage.annotator_id)
        name = owner.name if owner else "somebody else"
        raise ReadOnly(f"This passage is {name}’s; choose {name} as annotator to change it.")


def _change(ws: Workspace, passage: Passage, label: str, *, merge: bool = False, **fields: object) -> Passage:
    _own(ws, passage)
    return _changed(ws, passage, label, merge=merge, **fields)


def _changed(
    ws: Workspace, passage: Passage, label: str, *, merge: bool = False, **fields: object
) -> Passage:
    if all(getattr(passage, name) == value for name, value in fields.items()):
        return passage
    try:
        after = passage.changed(**fields)
    except ValidationError as error:
        raise BadInput(
            f"That {error.errors()[0]['loc'][-1]} cannot be taken; shorten or correct it."
        ) from error
    ws.commit(Edit(label, (Change(passage, after),)), merge=merge)
    return after


def retag(ws: Workspace, passage: Passage, kind: Kind) -> Passage:
    """Change a passage's kind; a detail that the new kind does not have goes."""
    detail = passage.detail if passage.detail in details(ws, kind) else ""
    return _change(ws, passage, f"Change to {kind}", kind=kind, detail=detail)


def set_detail(ws: Workspace, passage: Passage, detail: str) -> Passage:
    """Set a passage's detail, empty for none."""
    return _change(ws, passage, "Set detail", detail=detail)


def set_note(ws: Workspace, passage: Passage, note: str) -> Passage:
    """Set a passage's note; what is typed within a minute is one step of undo."""
    return _change(ws, passage, "Edit note", merge=True, note=note)


def resize(ws: Workspace, essay: Essay, passage: Passage, start: int, end: int) -> Passage:
    """Move a passage's ends. Raises BadInput for a span outside the text."""
    if not 0 <= start < end <= len(essay.text):
        raise BadInput("A passage needs at least one character of its essay; drag its end the other way.")
    anchor = describe(essay.text, start, end)
    return _change(
        ws,
        passage,
        "Adjust passage",
        start=start,
        end=end,
        status="",
        quote=anchor.quote,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
    )


def confirm_place(ws: Workspace, passage: Passage) -> Passage:
    """Say that a passage found again by its quote stands where it should. Whoever has imported it may."""
    whose(ws)
    return _changed(ws, passage, "Confirm place", status="")


def untag(ws: Workspace, passages: Sequence[Passage]) -> None:
    """Remove passages with what hangs from them (`removal.hanging_from`), in one step. Raises ReadOnly where
    one is somebody else's."""
    for each in passages:
        _own(ws, each)
    hanging = hanging_from(ws, {each.id for each in passages})
    ws.commit(removal("Untag", passages, hanging))


def details(ws: Workspace, kind: Kind) -> tuple[str, ...]:
    """The details a passage of this kind may have: the usual ones, then those added in this library."""
    more = sorted(each.name for each in ws.store.find(Detail, kind=kind))
    return DETAILS[kind] + tuple(name for name in more if name not in DETAILS[kind])


def add_detail(ws: Workspace, kind: Kind, name: str) -> str:
    """Add a detail to those of a kind; gives it as written. Raises BadInput for an empty or long one."""
    name = " ".join(name.split())
    if name in details(ws, kind):
        return name
    try:
        detail = Detail(kind=kind, name=name)
    except ValidationError as error:
        raise BadInput("A detail needs 1 to 60 characters; type a shorter one.") from error
    ws.commit(Edit("Add detail", (added(detail),)))
    return name
