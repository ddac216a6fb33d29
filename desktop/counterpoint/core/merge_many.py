"""Taking many files' records in at once: what merging them one after another comes to, in far less time.

Files that say nothing different of any record are merged together, in as few rounds as there can be: the
result does not depend on the order (`core.merge`). What comes of it is then shared out among the files.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from counterpoint.core.bundle import Bundle
from counterpoint.core.changes import Change, Edit
from counterpoint.core.corrections_met import TextMet, on_one_text
from counterpoint.core.merge import Merge, changes_between, essays_by_text, may_be_copy, merge
from counterpoint.core.records import Record, Tombstone


@dataclass(frozen=True, slots=True)
class MergeOfMany:
    """`parts` says what each file brings, in the order given; what two of them hold counts for the first.
    `changes` lead from mine to the union of all, each record at most once."""

    parts: tuple[Merge, ...]
    changes: tuple[Change, ...]


def merge_many(mine: Bundle, theirs: Sequence[Bundle]) -> MergeOfMany:
    """The union of a library and the records of several files; see `merge` for what `mine` must hold."""
    (now, *files), texts = on_one_text((mine, *theirs))
    edits = [Edit("", changes_between(mine, now))] if texts else []
    mine, theirs = now, files
    known = [correction for bundle in theirs for correction in bundle.corrections]
    parts: dict[int, Merge] = {}
    waiting = list(range(len(theirs)))
    while waiting:
        round_ = _Round(mine)
        together = [number for number in waiting if round_.takes(theirs[number])]
        merged = merge(mine, Bundle.of(round_.records.values()), known)
        parts |= zip(together, _shared_out(merged, [theirs[number] for number in together]), strict=True)
        edits.append(Edit("", merged.changes))
        waiting = [number for number in waiting if number not in parts]
        if waiting:
            mine = _after(mine, merged.changes)
    changes = reduce(Edit.then, edits).changes if edits else ()
    if texts:
        parts = _with_texts(parts, texts, edits[0].changes)
    return MergeOfMany(tuple(parts[number] for number in range(len(theirs))), changes)


def _with_texts(
    parts: dict[int, Merge], texts: Sequence[TextMet], changes: Sequence[Change]
) -> dict[int, Merge]:
    """The parts with what bringing all onto one text did to mine; it counts for the file that has the
    text."""
    by = {met.essay.id: met.by - 1 for met in texts if met.number == 0}
    told: dict[int, Merge] = {}
    for number, part in parts.items():
        own = tuple(each for each in changes if by.get(_essay_id(each.record), 0) == number)
        met = tuple(each for each in texts if number + 1 in (each.by, each.number))
        told[number] = replace(part, changes=Edit("", own).then(Edit("", part.changes)).changes, texts=met)
    return told


def _essay_id(record: Record) -> str:
    return str(getattr(record, "essay_id", record.id))


class _Round:
    """Files that can be merged together as if they were one."""

    def __init__(self, mine: Bundle) -> None:
        self.records: dict[tuple[str, str], Record] = {}
        self._by_id: dict[str, Record] = {}
        self._held = {essay.id: essay.digest for essay in mine.essays}
        self._mine_by_text = essays_by_text(mine.essays)
        self._ids_by_text: dict[str, set[str]] = {}
        self._is_closed = False

    def takes(self, bundle: Bundle) -> bool:
        """Takes a file's records, unless they must be merged apart from those that were taken."""
        apart = self._is_apart(bundle)
        if self.records and (apart or self._is_closed or not self._fits(bundle)):
            return False
        self._is_closed = apart
        for record in bundle.records():
            self.records.setdefault((record.name_of_kind, record.id), record)
            self._by_id.setdefault(record.id, record)
        for essay in bundle.essays:
            self._ids_by_text.setdefault(essay.digest, set()).add(essay.id)
        return True

    def _is_apart(self, bundle: Bundle) -> bool:
        """Whether it needs a merge of its own: another file may settle a copy; the passages of an essay that
        gets another id must not take those of other files with them; one id should not be two things."""
        return (
            any(may_be_copy(record) for record in bundle.records())
            or any(self._held.get(essay.id, essay.digest) != essay.digest for essay in bundle.essays)
            or len({record.id for record in bundle.records()}) < len(bundle)
        )

    def _fits(self, bundle: Bundle) -> bool:
        for essay in bundle.essays:
            ids = self._ids_by_text.get(essay.digest, set()) | {essay.id}
            twin = self._mine_by_text.get(essay.digest)
            if len(ids) > 1 and (twin is None or twin.id in ids):
                return False
        return all(self._by_id.get(record.id, record) == record for record in bundle.records())


def _shared_out(merged: Merge, bundles: Sequence[Bundle]) -> list[Merge]:
    """What each of the files that were merged together brought; what is no file's own goes to the first."""
    if len(bundles) == 1:
        return [merged]
    owner: dict[str, int] = {}
    for number, bundle in enumerate(bundles):
        for record in bundle.records():
            owner.setdefault(record.id, number)
    owner |= {both.beside.id: owner[both.kept.id] for both in merged.conflicts}
    changes: list[list[Change]] = [[] for _ in bundles]
    for change in merged.changes:
        changes[owner.get(change.record.id, 0)].append(change)
    touched = {(change.record.name_of_kind, change.record.id) for change in merged.changes}
    mine_already = {same.theirs.id for same in merged.same_essays}
    parts: list[Merge] = []
    for number, bundle in enumerate(bundles):
        own = {essay.id for essay in bundle.essays}
        already = sum(
            owner[record.id] != number or (record.name_of_kind, record.id) not in touched
            for record in bundle.records()
            if not isinstance(record, Tombstone) and record.id not in mine_already
        )
        parts.append(
            Merge(
                tuple(changes[number]),
                tuple(both for both in merged.conflicts if owner[both.kept.id] == number),
                tuple(left for left in merged.left_out if owner.get(left.record.id, 0) == number),
                tuple(same for same in merged.same_essays if same.theirs.id in own),
                already,
            )
        )
    return parts


def _after(mine: Bundle, changes: Sequence[Change]) -> Bundle:
    state = {(record.name_of_kind, record.id): record for record in mine.records()}
    for change in changes:
        if change.after is None:
            state.pop((change.record.name_of_kind, change.record.id), None)
        else:
            state[change.record.name_of_kind, change.record.id] = change.after
    return Bundle.of(state.values())
