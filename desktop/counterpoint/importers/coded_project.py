"""What another program's coded project holds, whatever its format: texts, codes and what was coded.

Everything is named by a key, which is unique within its kind and means nothing more; where it is a UUID it
becomes the record's id. Plain values alone: a project crosses the border of a process as JSON.
"""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from counterpoint.core.citation import Citation
from counterpoint.core.vocabulary import How

SUFFIXES: Final = (".qdpx", ".qde", ".qdc")
"""What coded projects and codebooks end in."""


@dataclass(frozen=True, slots=True)
class CodedText:
    """A text. `text` is as the file has it, without a byte order mark: spans count its code points. `created`
    is ISO 8601 or empty, here and below."""

    key: str
    name: str
    text: str
    citation: Citation = field(default_factory=Citation)
    created: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A code. `path` holds the names of the codes above it, outermost first; `color` is `#rrggbb` or empty;
    `codable` is False for one that only holds others."""

    key: str
    name: str
    path: tuple[str, ...] = ()
    color: str = ""
    codable: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who coded."""

    key: str
    name: str


class Span(NamedTuple):
    """Half-open code points of a text as the file has it, and what it says stands there, if anything."""

    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """What one person coded in a text: one span or several, with one code or several."""

    key: str
    text_key: str
    spans: tuple[Span, ...]
    code_keys: tuple[str, ...]
    person_key: str = ""
    note: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A free text that answers something; what it answers is a `Tie`."""

    key: str
    heading: str
    text: str = ""
    how: How = "rebut"
    person_key: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between selections and answers, called `name`, from its source to its target."""

    key: str
    name: str
    source_key: str
    target_key: str
    person_key: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class CodedProject:
    """A project called `name`, as its file is. `told` are sentences on what its reader left out."""

    name: str
    texts: tuple[CodedText, ...] = ()
    codes: tuple[Code, ...] = ()
    people: tuple[Person, ...] = ()
    selections: tuple[Selection, ...] = ()
    answers: tuple[Answer, ...] = ()
    ties: tuple[Tie, ...] = ()
    told: tuple[str, ...] = ()
