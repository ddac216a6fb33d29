"""An edit is before/after pairs; undo is the inverse edit down the same road."""

from dataclasses import dataclass

from counterpoint.core.records import Record, Tombstone


@dataclass(frozen=True, slots=True)
class Change:
    """One record's step: added (`before` is None), removed (`after` is None) or changed."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as it is after the change or, if removed, as it was."""
        record = self.after if self.after is not None else self.before
        if record is None:
            raise ValueError("a change needs a before or an after")
        return record

    def inverse(self) -> "Change":
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """A labelled step of the user's work, undone and redone as one; each record is in it at most once."""

    label: str
    changes: tuple[Change, ...]

    def inverse(self) -> "Edit":
        """The edit that takes this one back, under the same label."""
        return Edit(self.label, tuple(change.inverse() for change in reversed(self.changes)))

    def touches(self, *kinds: type[Record]) -> bool:
        """Whether any record of `kinds` is added, removed or changed."""
        return any(isinstance(change.record, kinds) for change in self.changes)

    def of(self, kind: type[Record]) -> tuple[Change, ...]:
        """The changes of one kind of record, in order."""
        return tuple(change for change in self.changes if isinstance(change.record, kind))

    def then(self, later: "Edit") -> "Edit":
        """This edit and `later` as one step under this label; what cancels out is left out."""
        merged = {_key(change): change for change in self.changes}
        for change in later.changes:
            key = _key(change)
            first = merged.pop(key, None)
            before = first.before if first else change.before
            if before is not None or change.after is not None:
                merged[key] = Change(before, change.after)
        return Edit(self.label, tuple(merged.values()))


def _key(change: Change) -> tuple[str, str]:
    record = change.record
    return record.name_of_kind, record.id


def added(record: Record) -> Change:
    return Change(None, record)


def removed(record: Record) -> tuple[Change, Change]:
    """A deletion and the tombstone that remembers it."""
    stone = Tombstone(id=record.id, revision=record.revision, kind_of_record=record.name_of_kind)
    return Change(record, None), Change(None, stone)


def changed(before: Record, after: Record) -> Change:
    return Change(before, after)
