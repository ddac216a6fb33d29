"""Records that travel together: what an exchange file holds, and what a merge takes and gives."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any, Final, Self
from uuid import NAMESPACE_URL, uuid5

from counterpoint.core.records import (
    Annotator,
    Brief,
    Card,
    Correction,
    Counterargument,
    Decision,
    Detail,
    Entry,
    Essay,
    Link,
    Original,
    Passage,
    Progress,
    Record,
    Tombstone,
    Topic,
)

TERM: Final = "counterpoint:"
"""What our own terms begin with in a Web Annotation file."""

NAMESPACE: Final = "urn:counterpoint:terms:"
"""What `TERM` stands for: a name, not an address."""

FORMAT_VERSION: Final = 2
"""The version of our terms; a reader refuses a higher one. Version 1 knew nothing of pages, files and cards'
own cites, which a reader of that time would not take."""

URN: Final = "urn:uuid:"
"""What a record's id begins with as an IRI."""


def made_id(named: str) -> str:
    """The id that follows from what something is called or says: a UUID, in every library the same."""
    return str(uuid5(NAMESPACE_URL, NAMESPACE + named))


@dataclass(frozen=True, slots=True)
class Bundle:
    """Records by kind, each kind in the order given."""

    topics: tuple[Topic, ...] = ()
    annotators: tuple[Annotator, ...] = ()
    details: tuple[Detail, ...] = ()
    essays: tuple[Essay, ...] = ()
    passages: tuple[Passage, ...] = ()
    counterarguments: tuple[Counterargument, ...] = ()
    links: tuple[Link, ...] = ()
    cards: tuple[Card, ...] = ()
    briefs: tuple[Brief, ...] = ()
    entries: tuple[Entry, ...] = ()
    decisions: tuple[Decision, ...] = ()
    progresses: tuple[Progress, ...] = ()
    originals: tuple[Original, ...] = ()
    corrections: tuple[Correction, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()

    def records(self) -> Iterator[Record]:
        """Every record, those that others refer to first, tombstones last."""
        return chain.from_iterable(getattr(self, field.name) for field in fields(self))

    def __len__(self) -> int:
        return sum(len(getattr(self, field.name)) for field in fields(self))

    @classmethod
    def of(cls, records: Iterable[Record]) -> Self:
        """The bundle of `records`; their order is kept within each kind."""
        by_kind: dict[str, list[Any]] = {}
        for record in records:
            by_kind.setdefault(record.plural(), []).append(record)
        return cls(**{kind: tuple(some) for kind, some in by_kind.items()})


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something a file holds that was not taken: what it is, in a few of its words, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """What an importer read: records ready to merge, what it could not take, and how many passages have the
    status `moved` because they were not found just where the file says."""

    bundle: Bundle
    unplaced: tuple[Unplaced, ...] = ()
    moved: int = 0
