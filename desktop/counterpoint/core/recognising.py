"""Records of another program that say what a library has: programs give things new ids, and know less.

A person of the same name is the same person. A passage of hers at the same place, an answer in the same
words, a link between the same ends is there already. Of what has a known id but says something else both
versions are kept: it takes the revision of mine, so that merging finds them changed apart.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from counterpoint.core.bundle import Bundle
from counterpoint.core.records import Annotator, Counterargument, Link, Passage

P = TypeVar("P", Passage, Counterargument, Link)


def recognised(theirs: Bundle, mine: Bundle) -> tuple[Bundle, int]:
    """What of their records is new to mine, and how many are there already. The same essay must have the same
    id in both; briefs and reviews do not come from other programs."""
    same = _same_people(theirs.annotators, mine.annotators)
    details = {(each.kind, each.name.casefold()) for each in mine.details}
    known = {each.id for each in mine.annotators}
    new = replace(
        theirs,
        annotators=tuple(each for each in theirs.annotators if same.get(each.id, each.id) not in known),
        details=tuple(each for each in theirs.details if (each.kind, each.name.casefold()) not in details),
        passages=_new((_by(each, same) for each in theirs.passages), mine.passages, same),
        counterarguments=_new(
            (_by(each, same) for each in theirs.counterarguments), mine.counterarguments, same
        ),
        links=(),
    )
    links = (_led(_by(each, same), same) for each in theirs.links)
    new = replace(new, links=_new((each for each in links if each is not None), mine.links, same))
    return new, len(theirs) - len(new)


def _same_people(theirs: Iterable[Annotator], mine: Iterable[Annotator]) -> dict[str, str]:
    """By their id, mine's person of that name; not where several have the name."""
    theirs, mine = list(theirs), list(mine)
    often = Counter(_named(each) for each in theirs), Counter(_named(each) for each in mine)
    ids = {_named(each): each.id for each in mine}
    known = set(ids.values())
    return {
        each.id: ids[name]
        for each in theirs
        if each.id not in known and all(count[name := _named(each)] == 1 for count in often)
    }


def _named(annotator: Annotator) -> str:
    return " ".join(annotator.name.casefold().split())


def _by(record: P, same: dict[str, str]) -> P:
    """The record as that of mine's person."""
    person = same.get(record.annotator_id, record.annotator_id)
    return record if person == record.annotator_id else record.model_copy(update={"annotator_id": person})


def _led(link: Link, same: dict[str, str]) -> Link | None:
    """The link between what its ends are in mine; None where both are the same."""
    ends = {end: same.get(getattr(link, end), getattr(link, end)) for end in ("source_id", "target_id")}
    return None if ends["source_id"] == ends["target_id"] else link.model_copy(update=ends)


def _new(theirs: Iterable[P], mine: Iterable[P], same: dict[str, str]) -> tuple[P, ...]:
    """Those that mine does not have; `same` is told under which id mine has the others."""
    mine = list(mine)
    by_id = {each.id: each for each in mine}
    by_content = {_content(each): each.id for each in mine}
    new: list[P] = []
    for each in theirs:
        held = by_id.get(each.id)
        alike = by_content.get(_content(each))
        if held is not None and _content(held) != _content(each):
            new.append(each.model_copy(update={"revision": held.revision}))
        elif held is None and alike is not None:
            same[each.id] = alike
        elif held is None:
            new.append(each)
    return tuple(new)


def _content(record: Passage | Counterargument | Link) -> Hashable:
    """What a record says that other programs can hold."""
    match record:
        case Passage():
            what = record.kind, record.detail, record.note
            return record.essay_id, record.start, record.end, *what, record.annotator_id
        case Counterargument():
            return record.heading, record.reasoning.strip(), record.how, record.annotator_id
        case Link():
            return record.relation, record.source_id, record.target_id
