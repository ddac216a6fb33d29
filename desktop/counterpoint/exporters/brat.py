"""Essays and their passages as brat standoff: for each essay its text and a file of annotations about it.

Kinds are types, details attributes, links relations, notes comments. Offsets count code points. A passage
over several lines is one annotation in several fragments, as no line of the file may hold a line break. Whose
an annotation is stands in a comment of its own (`core.standoff`); so all annotators of an essay are in one
file, and links between what different people tagged are kept.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from counterpoint.core.bundle import Bundle
from counterpoint.core.records import Link, Passage
from counterpoint.core.standoff import BY, DETAIL, NOTES, as_value, in_a_line
from counterpoint.core.vocabulary import DETAILS, KINDS, RELATIONS
from counterpoint.exporters import lost


class Document(NamedTuple):
    """One essay: its title, its text, and the annotations about it."""

    title: str
    text: str
    annotations: str


CONFIGURATION_NAME: Final = "annotation.conf"
"""What the file is called in which brat looks for types."""


def write(library: Bundle) -> tuple[Document, ...]:
    """The documents of `library`, its essays by title."""
    passages: dict[str, list[Passage]] = {}
    for passage in library.passages:
        passages.setdefault(passage.essay_id, []).append(passage)
    names = {each.id: each.name for each in library.annotators}
    documents = []
    for essay in sorted(library.essays, key=lambda each: (each.title, each.id)):
        here = sorted(passages.get(essay.id, []), key=lambda each: (each.start, -each.end, each.id))
        lines = _Lines(names).of(here, library.links)
        documents.append(Document(essay.title, essay.text, "".join(line + "\n" for line in lines)))
    return tuple(documents)


def configuration(library: Bundle) -> str:
    """The types, relations and details that brat is to know."""
    details = {name for names in DETAILS.values() for name in names}
    details |= {each.name for each in library.details} | {each.detail for each in library.passages}
    values = "|".join(sorted(as_value(each) for each in details if each))
    relations = "\n".join(f"{relation}\tArg1:<ENTITY>, Arg2:<ENTITY>" for relation in RELATIONS)
    entities = "\n".join(kind.capitalize() for kind in KINDS)
    return (
        f"[entities]\n{entities}\n\n[relations]\n{relations}\n\n[events]\n\n"
        f"[attributes]\n{DETAIL}\tArg:<ENTITY>, Value:{values}\n"
    )


def losses(library: Bundle) -> tuple[str, ...]:
    """What of `library` brat cannot hold."""
    held = {each.id: each.essay_id for each in library.passages if fragments(each)}
    links = sum(not _is_held(each, held) for each in library.links)
    blank = len(library.passages) - len(held)
    edges = sum(
        bool(each.quote.strip()) and each.quote != each.quote.strip("\n") for each in library.passages
    )
    return (
        *lost.several(len(library.counterarguments), "answer"),
        *lost.several(links, "link of an answer or another essay", "links of answers or other essays"),
        *lost.several(blank, "passage of nothing but line breaks", "passages of nothing but line breaks"),
        *lost.several(edges, "line break at a passage’s edge", "line breaks at passages’ edges"),
        *lost.several(len(library.essays), "cite"),
        *lost.several(len({each.topic_id for each in library.essays} - {None}), "topic"),
        *(("when each was tagged",) if held else ()),
        *lost.moved(library),
        *lost.beside_tags(library),
    )


def fragments(passage: Passage) -> list[tuple[int, int]]:
    """The passage's lines as half-open code points of the essay, without the line breaks between them."""
    found, start = [], passage.start
    for line in passage.quote.split("\n"):
        if line:
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _is_held(link: Link, essay_of: dict[str, str]) -> bool:
    """Whether both ends of a link are passages of one essay."""
    source, target = essay_of.get(link.source_id), essay_of.get(link.target_id)
    return source is not None and source == target


class _Lines:
    """The lines of one essay's annotations. `names` are the annotators' by id."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        self._comments: list[str] = []

    def of(self, passages: Iterable[Passage], links: Iterable[Link]) -> Iterator[str]:
        """Passages first, then details, links and comments, each numbered in this order."""
        held = [each for each in passages if fragments(each)]
        labels = {each.id: f"T{number}" for number, each in enumerate(held, start=1)}
        details: list[str] = []
        for passage in held:
            yield self._passage(passage, labels[passage.id])
            if passage.detail:
                details.append(f"{DETAIL} {labels[passage.id]} {as_value(passage.detail)}")
        yield from (f"A{number}\t{said}" for number, said in enumerate(details, start=1))
        inside = [each for each in links if each.source_id in labels and each.target_id in labels]
        for number, link in enumerate(sorted(inside, key=lambda each: (each.created, each.id)), start=1):
            yield self._link(link, f"R{number}", labels)
        yield from (f"#{number}\t{said}" for number, said in enumerate(self._comments, start=1))

    def _passage(self, passage: Passage, label: str) -> str:
        spans = ";".join(f"{start} {end}" for start, end in fragments(passage))
        words = " ".join(line for line in passage.quote.split("\n") if line)
        kind = passage.kind.capitalize()
        if passage.note:
            self._comments.append(f"{NOTES} {label}\t{in_a_line(passage.note)}")
        self._tell(passage, label)
        return f"{label}\t{kind} {spans}\t{words}"

    def _link(self, link: Link, label: str, labels: dict[str, str]) -> str:
        ends = (labels[link.source_id], labels[link.target_id])
        self._tell(link, label)
        return f"{label}\t{link.relation} Arg1:{ends[0]} Arg2:{ends[1]}"

    def _tell(self, record: Passage | Link, label: str) -> None:
        """A comment on whose an annotation is."""
        name = self._names.get(record.annotator_id)
        if name:
            self._comments.append(f"{BY} {label}\t{in_a_line(name)}")
