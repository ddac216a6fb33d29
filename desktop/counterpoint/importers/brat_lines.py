"""The lines of a brat annotation file, each as a value of its sort."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from counterpoint.core.errors import BadInput

_SPANS: Final = re.compile(r"\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*", re.ASCII)
_ARGUMENT: Final = re.compile(r"([^\s:]+):([TE]\d+)", re.ASCII)
_LABEL: Final = re.compile(r"[TREAMN#]\d+|\*", re.ASCII)


class Bound(NamedTuple):
    """Marked text (T): its type, its fragments as the file counts, and the words that it says stand there."""

    label: str
    type: str
    spans: tuple[tuple[int, int], ...]
    words: str


class Relation(NamedTuple):
    """A relation (R) from its first argument to its second."""

    type: str
    source: str
    target: str


class Event(NamedTuple):
    """An event (E): its trigger, and its arguments with their roles."""

    trigger: str
    arguments: tuple[tuple[str, str], ...]


class Attribute(NamedTuple):
    """An attribute or a modification (A, M); `value` is empty where it is only said that it holds."""

    name: str
    target: str
    value: str


class Reference(NamedTuple):
    """An entry of some other source (N), and what it is called there."""

    target: str
    source: str
    words: str


class Comment(NamedTuple):
    """A comment (#)."""

    type: str
    target: str
    text: str


@dataclass
class Annotations:
    """What a file says, in its order; relations and events by their labels."""

    bounds: list[Bound] = field(default_factory=list)
    relations: dict[str, Relation] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    attributes: list[Attribute] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    equivalences: list[list[str]] = field(default_factory=list)
    _comments: dict[tuple[str, str], str] = field(default_factory=dict)

    def trigger(self, label: str) -> str:
        """The marked text that a label stands for: an event's is its trigger."""
        return self.events[label].trigger if label in self.events else label

    def comment(self, label: str, type: str) -> str:
        """The first comment of that type on an annotation; empty where there is none."""
        return self._comments.get((label, type), "")

    def add_comment(self, comment: Comment) -> None:
        self.comments.append(comment)
        self._comments.setdefault((comment.target, comment.type), comment.text)


def read_lines(text: str, name: str) -> Annotations:
    """What the annotation file of the document `name` says. Raises BadInput at the first line that is none of
    brat's."""
    found = Annotations()
    labels: set[str] = set()
    for number, line in _numbered(text):
        label, _, rest = line.partition("\t")
        fits = _LABEL.fullmatch(label) and (label == "*" or label not in labels)
        if not fits or not _take(found, label, rest):
            raise BadInput(
                f"“{name}.ann” is not as brat writes it (line {number}); get it again from where it came."
            )
        labels.add(label)
    return found


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank. Only a line feed ends one: words may hold other breaks."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        line = line.removesuffix("\r")
        if line.strip():
            yield number, line


def _take(found: Annotations, label: str, rest: str) -> bool:
    """Take one line; whether it is as it must be."""
    said, _, tail = rest.partition("\t")
    words = said.split()
    match label[0], words:
        case "T", [type, *_]:
            spans = said.strip()[len(type) :].strip()
            if not _SPANS.fullmatch(spans):
                return False
            pairs = [tuple(map(int, each.split(" "))) for each in spans.split(";")]
            found.bounds.append(Bound(label, type, tuple((start, end) for start, end in pairs), tail))
            return all(start <= end for start, end in pairs)
        case "R", [type, *ends]:
            arguments = _arguments(ends)
            if arguments is None or len(arguments) != 2:
                return False
            found.relations[label] = Relation(type, arguments[0][1], arguments[1][1])
        case "E", [trigger, *ends]:
            first, arguments = _arguments([trigger]), _arguments(ends)
            if first is None or arguments is None or not first[0][1].startswith("T"):
                return False
            found.events[label] = Event(first[0][1], arguments)
        case (("A" | "M"), [name, target, *value]):
            found.attributes.append(Attribute(name, target, " ".join(value)))
        case "N", [_, target, source]:
            found.references.append(Reference(target, source, tail))
        case "#", [type, target]:
            found.add_comment(Comment(type, target, tail))
        case "*", [_, first, *others] if others:
            found.equivalences.append([first, *others])
        case _:
            return False
    return True


def _arguments(words: list[str]) -> tuple[tuple[str, str], ...] | None:
    """Roles with the labels that have them; None where a word is neither."""
    matches = [_ARGUMENT.fullmatch(word) for word in words]
    found = [(match[1], match[2]) for match in matches if match]
    return tuple(found) if len(found) == len(words) else None
