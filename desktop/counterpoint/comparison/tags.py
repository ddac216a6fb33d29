"""What is compared: an essay's text, who tagged what in it, how it is linked, and how far each one read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from counterpoint.core.marks import Mark
from counterpoint.core.vocabulary import Relation


class Bond(NamedTuple):
    """What comparing needs of a link: who drew it, and the ids of the passages or counterarguments it
    joins."""

    id: str
    annotator_id: str
    relation: Relation
    source: str
    target: str


@dataclass(frozen=True)
class Tags:
    """One essay with everybody's tags.

    `progress` says how far an annotator has read, in code points: what she has not tagged before it she did
    not want to tag. One without an entry has read all. Notes and details are no part of what agrees or
    differs.
    """

    text: str
    marks: Sequence[Mark]
    bonds: Sequence[Bond] = ()
    progress: Mapping[str, int] = field(default_factory=dict)

    def of(self, annotators: Iterable[str]) -> list[Mark]:
        """The passages of these annotators, without white space at their ends, in text order."""
        wanted = set(annotators)
        chosen = (_trimmed(self.text, mark) for mark in self.marks if mark.annotator_id in wanted)
        return sorted(chosen, key=lambda mark: (mark.start, mark.end, mark.kind, mark.annotator_id, mark.id))

    def reach(self, annotators: Iterable[str]) -> dict[str, int]:
        """How far each of them has read."""
        return {name: min(self.progress.get(name, len(self.text)), len(self.text)) for name in annotators}


def _trimmed(text: str, mark: Mark) -> Mark:
    """The passage without white space at its ends: nobody means to differ by a blank."""
    words = text[mark.start : mark.end]
    start = mark.start + len(words) - len(words.lstrip())
    end = mark.end - len(words) + len(words.rstrip())
    return mark if (start, end) == mark[1:3] or start >= end else mark._replace(start=start, end=end)
