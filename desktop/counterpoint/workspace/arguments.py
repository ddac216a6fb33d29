"""Counterarguments and links, and everything an outline or a map needs of an essay."""

from collections.abc import Sequence

from pydantic import ValidationError

from counterpoint.core.arguments import Argument, Hole
from counterpoint.core.arguments import holes as holes_of
from counterpoint.core.changes import Change, Edit, added, removed
from counterpoint.core.errors import BadInput, NotFound
from counterpoint.core.records import Counterargument, Link, Passage
from counterpoint.core.vocabulary import How, NodeType, Relation
from counterpoint.store import queries
from counterpoint.store.web import read_argument
from counterpoint.workspace.removal import hanging_from, removal
from counterpoint.workspace.tagging import whose
from counterpoint.workspace.workspace import Workspace


def counterargument(ws: Workspace, counterargument_id: str) -> Counterargument:
    """Raises NotFound."""
    found = ws.store.get(Counterargument, counterargument_id)
    if found is None:
        raise NotFound("That answer is no longer there; choose another one.")
    return found


def answer(
    ws: Workspace,
    target_type: NodeType,
    target_id: str,
    heading: str,
    reasoning: str,
    how: How,
    evidence_ids: Sequence[str] = (),
) -> Counterargument:
    """Write a counterargument to a passage or to another counterargument, with the evidence it rests on."""
    annotator = whose(ws)
    try:
        written = Counterargument(
            annotator_id=annotator.id, heading=heading.strip(), reasoning=reasoning, how=how
        )
    except ValidationError as error:
        raise BadInput("An answer needs a heading; write one, such as “AT: …”.") from error
    links = [_link(ws, "answers", "counterargument", written.id, target_type, target_id)]
    for evidence in dict.fromkeys(evidence_ids):
        links.append(_link(ws, "supports", "passage", evidence, "counterargument", written.id))
    ws.commit(Edit("Answer", (added(written), *(added(link) for link in links))))
    return written


def _link(
    ws: Workspace,
    relation: Relation,
    source_type: NodeType,
    source_id: str,
    target_type: NodeType,
    target_id: str,
) -> Link:
    return Link(
        annotator_id=whose(ws).id,
        relation=relation,
        source_type=source_type,
        source_id=source_id,
        target_type=target_type,
        target_id=target_id,
    )


def edit_answer(
    ws: Workspace,
    counterargument: Counterargument,
    *,
    heading: str,
    reasoning: str,
    how: How,
    evidence_ids: Sequence[str],
) -> Counterargument:
    """Rewrite a counterargument and the evidence attached to it, in one step."""
    whose(ws)
    changes: list[Change] = []
    fields = {"heading": heading.strip(), "reasoning": reasoning, "how": how}
    after = counterargument
    if any(getattr(counterargument, name) != value for name, value in fields.items()):
        try:
            after = counterargument.changed(**fields)
        except ValidationError as error:
            raise BadInput("An answer needs a heading; write one, such as “AT: …”.") from error
        changes.append(Change(counterargument, after))
    attached = ws.store.find(Link, target_id=counterargument.id, relation="supports", source_type="passage")
    for link in attached:
        if link.source_id not in evidence_ids:
            changes.extend(removed(link))
    there = {link.source_id for link in attached}
    for evidence in dict.fromkeys(evidence_ids):
        if evidence not in there:
            changes.append(
                added(_link(ws, "supports", "passage", evidence, "counterargument", counterargument.id))
            )
    if changes:
        ws.commit(Edit("Edit answer", tuple(changes)))
    return after


def evidence_of(ws: Workspace, counterargument_id: str) -> list[Passage]:
    """The passages attached to a counterargument, in text order by essay."""
    links = ws.store.find(Link, target_id=counterargument_id, relation="supports", source_type="passage")
    found = ws.store.find(Passage, id=[link.source_id for link in links])
    return sorted(found, key=lambda each: (each.essay_id, each.start, each.id))


def remove_answer(ws: Workspace, counterargument: Counterargument) -> None:
    """Remove a counterargument with what hangs from it (`removal.hanging_from`), in one step."""
    whose(ws)
    hanging = hanging_from(ws, {counterargument.id})
    ws.commit(removal("Remove answer", [counterargument], hanging))


def link(
    ws: Workspace,
    relation: Relation,
    source_type: NodeType,
    source_id: str,
    target_type: NodeType,
    target_id: str,
) -> Link:
    """Say that the source supports, answers or restates the target; gives the link, old or new.

    Raises BadInput where something would point to itself, or where answers would go round in a circle.
    """
    whose(ws)
    for there in ws.store.find(Link, relation=relation, source_id=source_id, target_id=target_id):
        return there
    if source_id == target_id:
        raise BadInput("Nothing can be linked to itself; choose another passage.")
    if relation == "answers" and _reaches(ws, target_id, source_id):
        raise BadInput("That would make the answers go round in a circle; choose another one.")
    made = _link(ws, relation, source_type, source_id, target_type, target_id)
    ws.commit(Edit("Link", (added(made),)))
    return made


def _reaches(ws: Workspace, start: str, goal: str) -> bool:
    """Whether following `answers` from `start` leads to `goal`."""
    seen, ahead = {start}, [start]
    while ahead:
        for each in ws.store.find(Link, relation="answers", source_id=ahead.pop()):
            if each.target_id == goal:
                return True
            if each.target_id not in seen:
                seen.add(each.target_id)
                ahead.append(each.target_id)
    return False


def unlink(ws: Workspace, link_id: str) -> None:
    """Remove a link."""
    whose(ws)
    found = ws.store.get(Link, link_id)
    if found is not None:
        ws.commit(Edit("Unlink", removed(found)))


def argument(ws: Workspace, essay_id: str) -> Argument:
    """Everything an outline or a map needs of one essay: its passages, and what is linked to them to any
    depth, in other essays too. Raises NotFound."""
    essay = queries.essay_text(ws.store.raw, essay_id)
    if essay is None:
        raise NotFound("That essay is no longer in the library; choose another one.")
    return read_argument(ws.store.raw, essay)


def holes(ws: Workspace, essay_id: str | None = None) -> list[Hole]:
    """What is missing in an essay, or in every essay by title: claims without evidence or answer, answers
    without evidence."""
    ids = [essay_id] if essay_id else queries.essays_with_claims(ws.store.raw)
    found = dict.fromkeys(hole for each in ids for hole in holes_of(argument(ws, each)))
    first = {(hole.id, hole.hole): hole for hole in reversed(list(found))}
    return [hole for hole in found if first[hole.id, hole.hole] is hole]
