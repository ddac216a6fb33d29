"""brat standoff: texts (`.txt`) with their annotations (`.ann`), a folder of them at once.

Types are codes, details codes below them, relations ties by their names. An event's arguments are ties from
its trigger, equivalences are restatements, other attributes, references and comments go to the notes. What
each file says is read by `brat_lines`, what its offsets count is told by `brat_offsets`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from counterpoint.core.errors import BadInput
from counterpoint.core.standoff import BY, DETAIL, NOTES, out_of_a_line, value_of
from counterpoint.importers.brat_lines import Annotations, Attribute, Bound, read_lines
from counterpoint.importers.brat_offsets import placed
from counterpoint.importers.coded_project import Code, CodedProject, CodedText, Person, Selection, Tie

TEXT: Final = ".txt"
ANNOTATIONS: Final = ".ann"
SUFFIXES: Final = (TEXT, ANNOTATIONS)
"""What the two files of a document end in."""

_MOST_NAMED: Final = 3


class _Pair(NamedTuple):
    """A text and what is said of it; `name` is that of its files without what they end in."""

    name: str
    text: bytes
    annotations: bytes


def read_folder_files(files: Mapping[str, bytes], name: str) -> CodedProject:
    """What the files of a folder called `name` hold; `files` are by name, which may have folders in it (`/`).

    A file without its partner, or one that is damaged, is told of; raises BadInput where no two files make a
    document.
    """
    pairs, told = _paired(files)
    people = _people(pairs)
    documents: list[_Document] = []
    problems: list[str] = []
    for pair in pairs:
        try:
            documents.append(_Document(pair, people.get(pair.name, "")))
        except BadInput as error:
            problems.append(str(error))
    if not documents:
        lacking = (
            f"“{name}” holds no text (.txt) with annotations of its own name (.ann); choose another folder."
        )
        raise BadInput(problems[0] if problems else lacking)
    return CodedProject(
        name=name,
        texts=tuple(each.text for each in documents),
        codes=tuple({code.key: code for each in documents for code in each.codes()}.values()),
        people=tuple({person.key: person for each in documents for person in each.people()}.values()),
        selections=tuple(one for each in documents for one in each.selections),
        ties=tuple(tie for each in documents for tie in each.ties()),
        told=(*told, *problems, *(sentence for each in documents for sentence in each.told())),
    )


def _paired(files: Mapping[str, bytes]) -> tuple[list[_Pair], list[str]]:
    """The documents that pairs of files make, by name, and a sentence on those that have no partner."""
    texts = {name.removesuffix(TEXT) for name in files if name.endswith(TEXT)}
    annotations = {name.removesuffix(ANNOTATIONS) for name in files if name.endswith(ANNOTATIONS)}
    told = [
        *_alone([name + ANNOTATIONS for name in sorted(annotations - texts)], "a text", TEXT),
        *_alone([name + TEXT for name in sorted(texts - annotations)], "annotations", ANNOTATIONS),
    ]
    both = sorted(texts & annotations)
    return [_Pair(each, files[each + TEXT], files[each + ANNOTATIONS]) for each in both], told


def _alone(names: list[str], lacking: str, suffix: str) -> Iterator[str]:
    if names:
        said = ", ".join(f"“{name}”" for name in names[:_MOST_NAMED])
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        yield f"{said}{more} came without {lacking} of the same name ({suffix}) and was left out."


def _people(pairs: Iterable[_Pair]) -> dict[str, str]:
    """Whose a document is: where several folders have files of one name, as brat has annotators work side by
    side, that of its folder."""
    pairs = list(pairs)
    often = Counter(PurePosixPath(pair.name).name for pair in pairs)
    paths = {pair.name: PurePosixPath(pair.name) for pair in pairs}
    return {name: path.parent.name for name, path in paths.items() if often[path.name] > 1}


class _Document:
    """One text with its annotations. `person` is whose they are where they do not say."""

    def __init__(self, pair: _Pair, person: str) -> None:
        self._name = pair.name
        self._said: Annotations = read_lines(_decoded(pair.annotations, pair.name + ANNOTATIONS), pair.name)
        bounds = self._said.bounds
        text, self._spans, self._shifted = placed(_decoded(pair.text, pair.name + TEXT), bounds)
        self.text = CodedText(key=pair.name, name=PurePosixPath(pair.name).name + TEXT, text=text)
        self._person = person
        self._details: dict[str, str] = {}
        self._notes: dict[str, list[str]] = {}
        self._lost: Counter[str] = Counter()
        self._sort_out()
        self.selections = [self._selection(bound) for bound in bounds]

    def codes(self) -> Iterator[Code]:
        """The types of the file, each with the details that it has there."""
        for bound in self._said.bounds:
            yield Code(bound.type, bound.type)
            detail = self._details.get(bound.label)
            if detail:
                yield Code(f"{bound.type}/{detail}", detail, (bound.type,))

    def people(self) -> Iterator[Person]:
        """Who made these annotations."""
        for label in (*(each.label for each in self._said.bounds), *self._said.relations):
            if self._by(label):
                yield Person(self._by(label), self._by(label))

    def ties(self) -> Iterator[Tie]:
        """Relations, the arguments of events, and equivalences."""
        for label, relation in self._said.relations.items():
            source, target = (self._said.trigger(each) for each in (relation.source, relation.target))
            yield Tie(
                key=self._key(label),
                name=relation.type,
                source_key=self._key(source),
                target_key=self._key(target),
                person_key=self._by(label),
            )
        for label, event in self._said.events.items():
            for number, (role, end) in enumerate(event.arguments):
                ends = self._key(event.trigger), self._key(self._said.trigger(end))
                yield Tie(f"{self._name}/{label}/{number}", role, *ends, self._by(label))
        for number, group in enumerate(self._said.equivalences):
            for label in group[1:]:
                key = f"{self._name}/*{number}/{label}"
                yield Tie(key, "restates", self._key(label), self._key(group[0]), self._by(label))

    def told(self) -> Iterator[str]:
        """What had to be left out or counted anew."""
        if self._shifted:
            yield f"“{self._name}{ANNOTATIONS}” counts {self._shifted}; its places were converted."
        for what, count in self._lost.items():
            yield f"“{self._name}{ANNOTATIONS}”: {count} {what} left out."

    def _sort_out(self) -> None:
        """Give each annotation its details, its notes and its name."""
        comments = self._said.comments
        for attribute in self._said.attributes:
            self._take_attribute(attribute)
        for reference in self._said.references:
            self._note(reference.target, f"{reference.source} {reference.words}".strip())
        for comment in comments:
            if comment.type == BY:
                continue
            ours = bool(self._said.comment(comment.target, BY))
            said = out_of_a_line(comment.text) if ours else comment.text
            self._note(comment.target, said if comment.type == NOTES else f"{comment.type}: {said}")

    def _take_attribute(self, attribute: Attribute) -> None:
        bound = self._said.trigger(attribute.target)
        if attribute.name == DETAIL and attribute.value and bound not in self._details:
            self._details[bound] = value_of(attribute.value)
        else:
            self._note(attribute.target, ": ".join(filter(None, (attribute.name, attribute.value))))

    def _note(self, label: str, words: str) -> None:
        bound = self._said.trigger(label)
        if bound not in self._spans:
            self._lost["note of a relation" if label in self._said.relations else "note of nothing"] += 1
        elif words:
            self._notes.setdefault(bound, []).append(words)

    def _noted(self, label: str) -> str:
        return "\n".join(self._notes.get(label, ()))

    def _by(self, label: str) -> str:
        """Who made an annotation: as a comment says, else as its folder."""
        said = self._said.comment(label, BY)
        return out_of_a_line(said) if said else self._person

    def _key(self, label: str) -> str:
        return f"{self._name}/{label}"

    def _selection(self, bound: Bound) -> Selection:
        detail = self._details.get(bound.label)
        return Selection(
            key=self._key(bound.label),
            text_key=self._name,
            spans=self._spans[bound.label],
            code_keys=(bound.type, *((f"{bound.type}/{detail}",) if detail else ())),
            person_key=self._by(bound.label),
            note=self._noted(bound.label),
        )


def _decoded(data: bytes, name: str) -> str:
    """A file's text, its byte order mark kept: what offsets count is not known yet."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise BadInput(f"“{name}” is not in UTF-8, as brat's files are; save it in that encoding.") from None
