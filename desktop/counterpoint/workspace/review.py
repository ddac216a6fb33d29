"""Reviewing an essay: what several annotators' tags of it come to, and deciding where they differ."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from pydantic import ValidationError

from counterpoint.comparison import naming, rules
from counterpoint.comparison.differences import Difference
from counterpoint.comparison.review import Compared, Review
from counterpoint.comparison.rules import Verdict
from counterpoint.comparison.tags import Bond, Tags
from counterpoint.comparison.wording import ALL_OF
from counterpoint.core.changes import Change, Edit, added, removed
from counterpoint.core.errors import BadInput, NotFound
from counterpoint.core.record import now
from counterpoint.core.records import Decision, Essay, Link, Passage, Progress, Tombstone
from counterpoint.core.review_document import AGREED, AGREED_NAME
from counterpoint.core.review_records import Agreed, progress_id
from counterpoint.store import queries
from counterpoint.workspace.arguments import argument
from counterpoint.workspace.tagging import whose
from counterpoint.workspace.workspace import Workspace


def reviewed_by(ws: Workspace, essay_id: str, *, blind: bool = False) -> list[str]:
    """Who has tagged in an essay or said how far she read: the ids of those a review compares, by name, or
    with `blind` in an order that tells nothing of the names."""
    ids = queries.taggers(ws.store.raw, essay_id)
    ids |= {each.annotator_id for each in ws.store.find(Progress, essay_id=essay_id)}
    if blind:
        return sorted(ids)
    names = queries.annotator_names(ws.store.raw)
    return sorted(ids, key=lambda each: (names.get(each, "").casefold(), each))


def read_review(
    ws: Workspace, essay_id: str, people: Sequence[str] | None = None, *, blind: bool = False
) -> Review:
    """All that the review of an essay is made of; between `people`, who may include `AGREED`, or everybody
    who tagged there. With `blind` letters stand for their names. Raises NotFound."""
    essay = queries.essay_text(ws.store.raw, essay_id)
    if essay is None:
        raise NotFound("That essay is no longer in the library; choose another one.")
    everybody = reviewed_by(ws, essay_id, blind=blind)
    chosen = tuple(everybody if people is None else dict.fromkeys(people))
    decisions = tuple(ws.store.find(Decision, essay_id=essay_id))
    web = argument(ws, essay_id)
    links = ws.store.find(Link, id=[tie.id for tie in web.ties])
    bonds = [
        Bond(each.id, each.annotator_id, each.relation, each.source_id, each.target_id)
        for each in sorted(links, key=lambda each: (each.created, each.id))
    ]
    upto = {each.annotator_id: each.upto for each in ws.store.find(Progress, essay_id=essay_id)}
    names = queries.annotator_names(ws.store.raw) | {AGREED: AGREED_NAME}
    all_named = tuple(dict.fromkeys((*everybody, *chosen)))  # or a name would change with who is compared
    names = naming.blind(names, all_named) if blind else naming.told_apart(names, all_named)
    tags = Tags(essay.text, web.marks, bonds, upto)
    return Review(essay, chosen, names, tags, decisions, date.today().isoformat())


def decided_anew(ws: Workspace, made: Review) -> Review:
    """A review that was read before, with the decisions as they are now: all that a decision changes."""
    return replace(made, decisions=tuple(ws.store.find(Decision, essay_id=made.essay.id)))


# Deciding


def accept(
    ws: Workspace, compared: Compared, place: Difference, ids: Collection[str], reason: str = ""
) -> None:
    """Take some of a difference's passages or links as they are. Raises BadInput for none of them."""
    verdict = rules.accept(place, ids)
    if not verdict.accepted:
        raise BadInput("Choose whose version shall stand, or reject them all.")
    _decide(ws, compared, [verdict], "Accept", reason=reason)


def reject(ws: Workspace, compared: Compared, place: Difference, reason: str = "") -> None:
    """Take none of it."""
    _decide(ws, compared, [rules.reject(place)], "Reject", reason=reason)


def change(ws: Workspace, compared: Compared, place: Difference, agreed: Agreed, reason: str = "") -> None:
    """Set the reviewer's own bounds, kind and detail. Raises BadInput for a span outside the text, or where
    the difference is one of links."""
    if place.group == "links":
        raise BadInput("A link is accepted or rejected; it has no bounds of its own.")
    if not 0 <= agreed.start < agreed.end <= len(compared.review.essay.text):
        raise BadInput("Nothing is selected; select the words that shall stand.")
    _decide(ws, compared, [Verdict(place, "change", (), (agreed,))], "Set own", reason=reason)


def reopen(ws: Workspace, compared: Compared, place: Difference) -> None:
    """Take back what was decided about a difference, so that it is open again; nothing where it is."""
    whose(ws)
    found = compared.rulings.all_of(place.key)
    if found:
        ws.commit(Edit("Open again", tuple(change for each in found for change in removed(each))))


def take_unanimous(ws: Workspace, compared: Compared) -> int:
    """Accept all that everybody agrees on; gives how many places were decided."""
    return _rule(ws, compared, rules.unanimous(compared.open), "unanimous")


def take_majority(ws: Workspace, compared: Compared, votes: int) -> int:
    """Accept what at least so many have alike, reject what as many do not have; the rest stays open."""
    return _rule(ws, compared, rules.majority(compared.open, votes), f"majority of {votes}")


def take_all_of(ws: Workspace, compared: Compared, person: str) -> int:
    """Accept everything of one annotator, and reject what she does not have."""
    return _rule(ws, compared, rules.all_of(compared.open, person), f"{ALL_OF}{person}")


def _rule(ws: Workspace, compared: Compared, verdicts: Iterable[Verdict], rule: str) -> int:
    ruled = list(verdicts)
    if ruled:
        label = "Take all of one annotator" if rule.startswith(ALL_OF) else f"Take {rule}"
        _decide(ws, compared, ruled, label, rule=rule)
    return len(ruled)


def _decide(
    ws: Workspace,
    compared: Compared,
    verdicts: Sequence[Verdict],
    label: str,
    *,
    reason: str = "",
    rule: str = "",
) -> None:
    """One edit for all verdicts. The reviewer's own older decision about a place is revised, so that whoever
    has it takes the new one for a later word on the same; those of others go."""
    reviewer = whose(ws)
    if AGREED in compared.review.people:
        raise BadInput(
            "This compares with the agreed version; choose annotators alone to decide between them."
        )
    changes: list[Change] = []
    for verdict in verdicts:
        fields = {
            "about": "links" if verdict.place.group == "links" else "passages",
            "ruling": verdict.ruling,
            "members": " ".join(verdict.place.members),
            "accepted": " ".join(verdict.accepted),
            "agreed_json": json.dumps(verdict.agreed, ensure_ascii=False),
            "reason": reason.strip(),
            "rule": rule,
            "created": now(),
        }
        older = compared.rulings.all_of(verdict.place.key)
        own = next((each for each in older if each.annotator_id == reviewer.id), None)
        changes += [change for each in older if each is not own for change in removed(each)]
        try:
            if own is None:
                who = {"essay_id": compared.review.essay.id, "annotator_id": reviewer.id}
                changes.append(added(Decision.model_validate(who | fields)))
            else:
                changes.append(Change(own, own.changed(**fields)))
        except ValidationError as error:
            raise BadInput("That cannot be decided so; shorten the reason to 2,000 characters.") from error
    ws.commit(Edit(label, tuple(changes)))


# How far each has read


def set_progress(ws: Workspace, essay: Essay, upto: int) -> None:
    """Say how far the current annotator has read, in code points; the whole text's length for all of it."""
    mine = whose(ws)
    upto = max(0, min(upto, len(essay.text)))
    here = progress_id(essay.digest, mine.id)
    before = ws.store.get(Progress, here)
    if before is None:
        stone = ws.store.get(Tombstone, here)  # of the time before the essay was removed and came again
        revision = stone.revision + 1 if stone else 1
        made = Progress(id=here, revision=revision, essay_id=essay.id, annotator_id=mine.id, upto=upto)
        gone = (Change(stone, None),) if stone else ()
        ws.commit(Edit("Say how far one has read", (*gone, added(made))))
    elif before.upto != upto:
        ws.commit(Edit("Say how far one has read", (Change(before, before.changed(upto=upto)),)))


def to_confirm(ws: Workspace, essay_id: str) -> list[Passage]:
    """The passages that were placed by quote and context, and await confirmation, in text order."""
    found = ws.store.find(Passage, essay_id=essay_id, status="moved")
    return sorted(found, key=lambda each: (each.start, each.end, each.id))
