"""What hangs from a record goes with it, so that nothing is left pointing nowhere or seen no more."""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple, TypeVar

from pydantic import ValidationError

from counterpoint.core.changes import Change, Edit, removed
from counterpoint.core.errors import LibraryDamaged
from counterpoint.core.records import (
    Card,
    Correction,
    Counterargument,
    Decision,
    Entry,
    Link,
    Original,
    Progress,
    Record,
)
from counterpoint.core.vocabulary import HEADINGS
from counterpoint.store import queries
from counterpoint.workspace.workspace import Workspace

R = TypeVar("R", bound=Record)


class Hanging(NamedTuple):
    """Links at the records that go, and the counterarguments that then answer nothing, with theirs; the cards
    of passages that go; what briefs show of all these, with what stands below it; what was decided on essays
    that go, how far each annotator read them, the files kept of them and what was corrected in them.

    `headings` of briefs stay, as what stands below them does, but let go of what they were built from.
    """

    links: tuple[Link, ...] = ()
    answers: tuple[Counterargument, ...] = ()
    cards: tuple[Card, ...] = ()
    entries: tuple[Entry, ...] = ()
    headings: tuple[Change, ...] = ()
    decisions: tuple[Decision, ...] = ()
    progresses: tuple[Progress, ...] = ()
    sources: tuple[Original | Correction, ...] = ()


NOTHING: Final = Hanging()


def hanging_from(ws: Workspace, going: set[str]) -> Hanging:
    """What would go together with the records of these ids, whatever their kind: each link at them, each
    counterargument that answers nothing else, and so on to any depth, then cards and entries of briefs; of
    essays what was decided on them and how far they were read. A decision outlives what it is about."""
    links: dict[str, Link] = {}
    orphans: dict[str, Counterargument] = {}
    gone, ahead = set(going), going
    while ahead:
        found = links_at(ws, ahead)
        links.update((link.id, link) for link in found)
        loose = {link.source_id for link in found if link.relation == "answers" and link.target_id in ahead}
        loose = {each for each in loose - gone if _answers_only(ws, each, links)}
        orphans.update((each.id, each) for each in ws.store.find(Counterargument, id=sorted(loose)))
        ahead = loose
        gone |= loose
    cards = _at(ws, Card, gone, "passage_id", "essay_id")
    gone |= cards.keys()
    entries, headings = _in_briefs(ws, gone)
    return Hanging(
        tuple(links.values()),
        tuple(orphans.values()),
        tuple(card for card in cards.values() if card.id not in going),
        tuple(entry for entry in entries.values() if entry.id not in going),
        tuple(headings),
        tuple(_at(ws, Decision, going, "essay_id").values()),
        tuple(_at(ws, Progress, going, "essay_id").values()),
        (*_at(ws, Original, going, "essay_id").values(), *_at(ws, Correction, going, "essay_id").values()),
    )


def _at(ws: Workspace, kind: type[R], ids: Collection[str], *fields: str) -> dict[str, R]:
    """The records that name one of these ids in one of these fields, by id."""
    wanted = sorted(ids)
    return {each.id: each for field in fields for each in ws.store.find(kind, **{field: wanted})}


def _in_briefs(ws: Workspace, gone: set[str]) -> tuple[dict[str, Entry], list[Change]]:
    """The entries that go with these records, and what becomes of the headings that stay. One with nothing
    left below it goes."""
    showing = _at(ws, Entry, gone, "card_id", "counterargument_id", "passage_id")
    lost = {each.id: each for each in showing.values() if each.kind not in HEADINGS}
    ahead = lost | _at(ws, Entry, gone, "brief_id", "parent_id")
    while ahead:
        lost |= ahead
        below = _at(ws, Entry, ahead.keys(), "parent_id")
        ahead = {each.id: each for each in below.values() if each.id not in lost}
    headings = [each for each in showing.values() if each.id not in gone | lost.keys()]
    stay: list[Change] = []
    for heading in sorted(headings, key=lambda each: HEADINGS[each.kind], reverse=True):
        if _at(ws, Entry, [heading.id], "parent_id").keys() <= lost.keys():
            lost[heading.id] = heading
        else:
            let_go = [name for name, shown in heading.shown.items() if shown in gone]
            stay.append(Change(heading, heading.without(let_go)))
    return lost, stay


def links_at(ws: Workspace, ids: set[str]) -> list[Link]:
    """The links that start from or lead to any of these records."""
    ties = queries.ties_at(ws.store.raw, ids)
    return ws.store.find(Link, id=[tie.id for tie in ties])


def removal(label: str, records: Sequence[Record], hanging: Hanging = NOTHING) -> Edit:
    """The edit that removes these records with what hangs from them. Raises LibraryDamaged where one has an
    id that cannot be, and so none that a tombstone could keep."""
    reviews = (*hanging.decisions, *hanging.progresses, *hanging.sources)
    going = (*hanging.entries, *hanging.cards, *hanging.links, *hanging.answers, *reviews, *records)
    try:
        gone = [change for record in going for change in removed(record)]
    except ValidationError as error:
        raise LibraryDamaged(
            "What you remove is damaged in the library; run “counterpoint check” or restore a backup."
        ) from error
    return Edit(label, (*hanging.headings, *gone))


def _answers_only(ws: Workspace, counterargument_id: str, going: dict[str, Link]) -> bool:
    return all(
        link.id in going for link in ws.store.find(Link, source_id=counterargument_id, relation="answers")
    )


def told(hanging: Hanging = NOTHING) -> str:
    """What hangs there, in a sentence: `2 answers, 3 links and 1 card go with it.`"""
    briefs = len({entry.brief_id for entry in hanging.entries})
    counts = (
        (len(hanging.answers), "answer", "answers"),
        (len(hanging.links), "link", "links"),
        (len(hanging.cards), "card", "cards"),
        (len(hanging.entries), f"entry in {_briefs(briefs)}", f"entries in {_briefs(briefs)}"),
        (len(hanging.decisions), "decision", "decisions"),
        (len(hanging.progresses), "reading mark", "reading marks"),
    )
    parts = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    if not parts:
        return ""
    listed = " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]
    return f"{listed} {'goes' if parts == [listed] and listed.startswith('1 ') else 'go'} with it."


def _briefs(number: int) -> str:
    return "1 brief" if number == 1 else f"{number} briefs"
