"""Taking other people's records in: a union by id that comes out the same in any order, any number of times.

For each id:

- The higher revision stands. A tombstone hides every revision up to its own; a record changed after it lives.
- Changed apart (the same revision, different content): both are kept. The one whose content has the lower
  digest keeps the id; the other stands beside it under an id made from the first id and that digest, so
  everybody who merges the two makes the same copy. Merge names the pair in `conflicts`. Of how far somebody
  has read there is one number: the further stands alone.
- A copy goes when a library that has seen a later revision of its original, or its deletion, no longer has
  it: there the matter was settled. A copy that was changed since is a record like any other and stays.

The same text under another id is the same essay: incoming passages, cards and decisions go to mine,
and its citation stays mine (`same_essays`). So two libraries that each brought the text in keep their own id
and citation for it, and agree in everything else. Where one has corrected a text, both are brought onto one
before anything else (`core.corrections_met`). The same id with another text that no correction leads to is
another essay, and gets another id.

A record that refers to a missing one is left out, and so is one of mine whose essay, annotator or end has
gone; `left_out` names both, and what stands below an entry that goes. An essay or a brief whose topic is
missing is kept, under none; a brief's heading stays when the claim that it was built from has gone. Left-out
records are the one limit to order: a link whose end was deleted by one, but changed further by another, may
be gone.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, NamedTuple
from uuid import UUID

from counterpoint.core import copies
from counterpoint.core.bundle import Bundle
from counterpoint.core.changes import Change
from counterpoint.core.corrections_met import PLACE, TextMet, first_texts, on_one_text
from counterpoint.core.records import (
    RECORDS,
    Brief,
    Card,
    Correction,
    Counterargument,
    Decision,
    Entry,
    Essay,
    Link,
    Original,
    Passage,
    Progress,
    Record,
    Tombstone,
)
from counterpoint.core.vocabulary import HEADINGS

_RANK: Final = {record.name_of_kind: number for number, record in enumerate(RECORDS)}
_Key = tuple[str, str]
_OF_AN_ESSAY: Final = (Passage, Card, Decision, Progress, Original, Correction)


class Both(NamedTuple):
    """A record changed apart: `kept` has the id, `beside` is the other version under its own."""

    kept: Record
    beside: Record


class LeftOut(NamedTuple):
    """A record that was not taken, or could not stay, and why."""

    record: Record
    why: str


class SameEssay(NamedTuple):
    """An essay of mine and the incoming one that has the same text."""

    mine: Essay
    theirs: Essay


@dataclass(frozen=True, slots=True)
class Merge:
    """What taking records in comes to. `changes` lead from mine to the union; `already` counts incoming
    records that change nothing: mine has them, or a later revision, or deleted them. `conflicts` are those
    that are new to mine. `texts` are the essays that met as different texts of one, mine as number 0."""

    changes: tuple[Change, ...]
    conflicts: tuple[Both, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    same_essays: tuple[SameEssay, ...] = ()
    already: int = 0
    texts: tuple[TextMet, ...] = ()


def merge(mine: Bundle, theirs: Bundle, known: Iterable[Correction] = ()) -> Merge:
    """The union of two libraries, as changes to mine. `mine` must hold every record and tombstone that
    `theirs` could meet, or that refers to one of those; the whole library is safe. `known` are corrections
    that led to texts of theirs and that neither holds. Writes nothing.
    """
    before = {_key(record): record for record in mine.records()}
    (mine, theirs), texts = on_one_text((mine, theirs))
    incoming, same_essays = _recognised(mine, theirs)
    one, other = _State(mine.records()), _State(incoming)
    digests = first_texts(
        (*mine.essays, *_essays(incoming)), (*mine.corrections, *theirs.corrections, *known)
    )
    dead = dict(one.dead)
    for stone in other.dead.values():
        dead[stone.id] = max(stone, dead.get(stone.id, stone), key=lambda s: (s.revision, s.kind_of_record))
    beside, pairs = _changed_apart(one, other, dead, digests)
    live: dict[_Key, Record] = {}
    for key in one.live.keys() | other.live.keys() | beside.keys():
        versions = [state[key] for state in (one.live, other.live, beside) if key in state]
        best = _strongest(versions, digests)
        if not _is_hidden(best, dead):
            live[key] = best
    for key in _settled(one, other, digests) | _settled(other, one, digests):
        live.pop(key, None)
    left_out = tuple(_drop_dangling(live))
    alive = {key[1] for key in live}
    after = live | {_key(stone): stone for stone in dead.values() if stone.id not in alive}
    changes = _changes(before, after)
    touched = {_key(change.record) for change in changes}
    conflicts = tuple(both for both in pairs if {_key(both.kept), _key(both.beside)} & touched)
    already = sum(key not in touched for key in other.live)
    return Merge(changes, conflicts, left_out, same_essays, already, texts)


class _State:
    """A library as a merge sees it: what lives, by kind and id, and what is deleted, by id."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.live: dict[_Key, Record] = {}
        self.dead: dict[str, Tombstone] = {}
        for record in records:
            if isinstance(record, Tombstone):
                self.dead[record.id] = record
            else:
                self.live[_key(record)] = record


def _key(record: Record) -> _Key:
    return record.name_of_kind, record.id


def _is_hidden(record: Record, dead: dict[str, Tombstone]) -> bool:
    stone = dead.get(record.id)
    return stone is not None and stone.revision >= record.revision


class _Content(NamedTuple):
    """Digests of all that a record says but its id: `lasting` without what a correction of its text changes,
    so that everybody who merges finds the same, corrected or not; `whole` with it. Its essays count by their
    first texts, since their ids may differ."""

    lasting: str
    whole: str


def _content(record: Record, digests: dict[str, str]) -> _Content:
    values = _at(record, digests).model_dump(exclude={"id"})
    moving = PLACE.get(record.name_of_kind, ())
    lasting = {name: value for name, value in values.items() if name not in moving}
    if isinstance(record, Essay):
        lasting = {
            name: value for name, value in lasting.items() if name not in ("text", "digest", "revision")
        }
    return _Content(_digest(lasting), _digest(values))


def _digest(values: dict[str, Any]) -> str:
    return sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _at(record: Record, instead: dict[str, str]) -> Record:
    """The record with the ids of its essays replaced by those in `instead`."""
    if isinstance(record, _OF_AN_ESSAY) and record.essay_id in instead:
        return record.model_copy(update={"essay_id": instead[record.essay_id]})
    if isinstance(record, Brief) and not instead.keys().isdisjoint(named := record.essay_ids.split()):
        return record.model_copy(update={"essay_ids": " ".join(instead.get(each, each) for each in named)})
    return record


def _strongest(versions: list[Record], digests: dict[str, str]) -> Record:
    top = max(version.revision for version in versions)
    versions = [version for version in versions if version.revision == top]
    if all(version == versions[0] for version in versions):
        return versions[0]
    return min(versions, key=lambda version: (_left_to_read(version), _content(version, digests)))


def _left_to_read(record: Record) -> int:
    return -record.upto if isinstance(record, Progress) else 0


def may_be_copy(record: Record) -> bool:
    """Whether its id is such as merging makes for a record's other version."""
    return copies.may_be_copy(record.id)


def _changed_apart(
    one: _State, other: _State, dead: dict[str, Tombstone], digests: dict[str, str]
) -> tuple[dict[_Key, Record], list[Both]]:
    """The copies that stand beside records of the same revision, and the pairs."""
    beside: dict[_Key, Record] = {}
    pairs: list[Both] = []
    for key in one.live.keys() & other.live.keys():
        versions = [one.live[key], other.live[key]]
        if versions[0] == versions[1] or versions[0].revision != versions[1].revision:
            continue
        if isinstance(versions[0], Progress):
            continue
        kept = _strongest(versions, digests)
        loser = versions[1] if kept is versions[0] else versions[0]
        content, other_content = _content(loser, digests), _content(kept, digests)
        telling = content.whole if content.lasting == other_content.lasting else content.lasting
        copy = loser.model_copy(update={"id": copies.copy_id(loser.id, telling)})
        if not _is_hidden(kept, dead):
            beside[_key(copy)] = copy
            pairs.append(Both(kept, copy))
    pairs.sort(key=lambda both: (_RANK[both.kept.name_of_kind], both.kept.id))
    return beside, pairs


def _settled(holder: _State, other: _State, digests: dict[str, str]) -> set[_Key]:
    """Untouched copies that only `holder` has, though `other` knows what became of their originals."""
    made = [r for key, r in holder.live.items() if may_be_copy(r) and key not in other.live]
    if not made:
        return set()
    fates = {key[1]: record.revision - 1 for key, record in other.live.items()}
    for stone in other.dead.values():
        fates[stone.id] = max(stone.revision, fates.get(stone.id, 0))
    families: dict[bytes, list[str]] = {}
    for origin in fates:
        families.setdefault(copies.family(origin), []).append(origin)
    return {
        _key(copy)
        for copy in made
        for origin in families.get(UUID(copy.id).bytes[:6], ())
        if fates[origin] >= copy.revision and copy.id in _copy_ids(origin, _content(copy, digests))
    }


def _copy_ids(origin: str, content: _Content) -> tuple[str, ...]:
    return tuple(copies.copy_id(origin, each) for each in content)


def _essays(records: Iterable[Record]) -> list[Essay]:
    return [record for record in records if isinstance(record, Essay)]


def _recognised(mine: Bundle, theirs: Bundle) -> tuple[list[Record], tuple[SameEssay, ...]]:
    """The incoming records with the essays that mine has under another id replaced by mine's."""
    by_id = {essay.id: essay for essay in mine.essays}
    by_digest = essays_by_text(mine.essays)
    their_ids = {essay.id for essay in theirs.essays}
    instead: dict[str, str] = {}
    essays: list[Essay] = []
    same: list[SameEssay] = []
    for essay in theirs.essays:
        held, twin = by_id.get(essay.id), by_digest.get(essay.digest)
        if held is not None and held.digest == essay.digest:
            essays.append(essay)
        elif twin is not None and twin.id not in their_ids:
            instead[essay.id] = twin.id
            same.append(SameEssay(twin, essay))
        elif held is not None:
            instead[essay.id] = copies.copy_id(essay.id, essay.digest)
            essays.append(essay.model_copy(update={"id": instead[essay.id]}))
        else:
            essays.append(essay)
    others = (record for record in theirs.records() if not isinstance(record, Essay))
    return [*essays, *(_at(record, instead) for record in others)], tuple(same)


def essays_by_text(essays: Iterable[Essay]) -> dict[str, Essay]:
    """By digest, the essay that another copy of the same text is taken for."""
    by_digest: dict[str, Essay] = {}
    for essay in sorted(essays, key=lambda each: (may_be_copy(each), each.id)):
        by_digest.setdefault(essay.digest, essay)
    return by_digest


def _drop_dangling(live: dict[_Key, Record]) -> Iterator[LeftOut]:
    """Takes out records that refer to what is not there, and names them."""
    below: defaultdict[_Key, list[_Key]] = defaultdict(list)
    for key, record in live.items():
        if isinstance(record, Entry) and record.parent_id is not None:
            below[Entry.name_of_kind, record.parent_id].append(key)
    for key in sorted(live, key=lambda key: (_RANK[key[0]], key[1])):
        if key in live:
            live[key] = _let_go(live[key], live)
        going = [key]
        while going:
            gone = going.pop()
            missing = _missing(live[gone], live) if gone in live else None
            if missing is not None:
                yield LeftOut(live.pop(gone), f"the {missing[0]} it belongs to is not there")
                going += sorted(below[gone], reverse=True)


def _let_go(record: Record, live: dict[_Key, Record]) -> Record:
    """The record without what is missing, where it can stand without."""
    if isinstance(record, Essay | Brief) and record.topic_id and ("topic", record.topic_id) not in live:
        return record.model_copy(update={"topic_id": None})
    if isinstance(record, Entry) and record.kind in HEADINGS:
        gone = [name for name, end in record.shown.items() if (name.removesuffix("_id"), end) not in live]
        # A later revision, so that it stands when it meets the one before again.
        return record.without(gone) if gone else record
    return record


def _missing(record: Record, live: dict[_Key, Record]) -> _Key | None:
    return next((needed for needed in _needs(record) if needed not in live), None)


def _needs(record: Record) -> tuple[_Key, ...]:
    if isinstance(record, Original):
        return (("essay", record.essay_id),)
    if isinstance(record, Passage | Decision | Progress | Correction):
        return ("essay", record.essay_id), ("annotator", record.annotator_id)
    if isinstance(record, Counterargument):
        return (("annotator", record.annotator_id),)
    if isinstance(record, Link):
        source, target = (record.source_type, record.source_id), (record.target_type, record.target_id)
        return ("annotator", record.annotator_id), source, target
    if isinstance(record, Card):
        of = ("passage", record.passage_id), ("essay", record.essay_id)
        return *of, ("annotator", record.annotator_id)
    if isinstance(record, Brief):
        return (("annotator", record.annotator_id),)
    if isinstance(record, Entry):
        above = (("entry", record.parent_id),) if record.parent_id is not None else ()
        shown = ((name.removesuffix("_id"), end) for name, end in record.shown.items())
        return ("brief", record.brief_id), *above, *shown
    return ()


def changes_between(before: Bundle, after: Bundle) -> tuple[Change, ...]:
    """What leads from one library to the other."""
    return _changes({_key(r): r for r in before.records()}, {_key(r): r for r in after.records()})


def _changes(before: dict[_Key, Record], after: dict[_Key, Record]) -> tuple[Change, ...]:
    """What leads from one to the other: what others refer to is added first and removed last."""
    keys = sorted(before.keys() | after.keys(), key=lambda key: (_RANK[key[0]], key[1]))
    set_anew = [Change(before.get(key), after[key]) for key in keys if key in after]
    removed = [Change(before[key], None) for key in reversed(keys) if key not in after]
    return tuple(change for change in set_anew + removed if change.before != change.after)
