"""What hangs from a record goes with it, so that nothing is left pointing nowhere or seen no more."""

from collections.abc import Sequence
from typing import NamedTuple

from counterpoint.core.changes import Edit, removed
from counterpoint.core.records import Counterargument, Link, Record
from counterpoint.store import queries
from counterpoint.workspace.workspace import Workspace


class Hanging(NamedTuple):
    """Links at the records that go, and the counterarguments that then answer nothing, with theirs."""

    links: tuple[Link, ...]
    answers: tuple[Counterargument, ...]


def hanging_from(ws: Workspace, going: set[str]) -> Hanging:
    """What would go together with the passages and counterarguments of these ids: each link at them, each
    counterargument that answers nothing else, and so on to any depth."""
    links: dict[str, Link] = {}
    orphans: dict[str, Counterargument] = {}
    gone = set(going)
    while going:
        found = links_at(ws, going)
        links.update((link.id, link) for link in found)
        loose = {link.source_id for link in found if link.relation == "answers" and link.target_id in going}
        loose = {each for each in loose - gone if _answers_only(ws, each, links)}
        orphans.update((each.id, each) for each in ws.store.find(Counterargument, id=sorted(loose)))
        going = loose
        gone |= loose
    return Hanging(tuple(links.values()), tuple(orphans.values()))


def links_at(ws: Workspace, ids: set[str]) -> list[Link]:
    """The links that start from or lead to any of these records."""
    ties = queries.ties_at(ws.store.raw, ids)
    return ws.store.find(Link, id=[tie.id for tie in ties])


def removal(label: str, records: Sequence[Record]) -> Edit:
    """The edit that removes these records."""
    return Edit(label, tuple(change for record in records for change in removed(record)))


def _answers_only(ws: Workspace, counterargument_id: str, going: dict[str, Link]) -> bool:
    return all(
        link.id in going for link in ws.store.find(Link, source_id=counterargument_id, relation="answers")
    )


def told(hanging: Hanging) -> str:
    """What hangs there, in a sentence: `2 answers and 3 links go with it.`"""
    parts = [
        f"{number} {noun}{'s' if number != 1 else ''}"
        for number, noun in ((len(hanging.answers), "answer"), (len(hanging.links), "link"))
        if number
    ]
    verb = "goes" if len(hanging.answers) + len(hanging.links) == 1 else "go"
    return f"{' and '.join(parts)} {verb} with it." if parts else ""
