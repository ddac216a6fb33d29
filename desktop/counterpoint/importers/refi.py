"""REFI-QDA projects (`.qdpx`, and a bare `.qde`) and codebooks (`.qdc`) of any program that writes them.

Texts, codes, users, coded selections, notes and links are taken; of other sources, and of codings of a whole
text, is said that they are not. A selection's note is its description and the notes that it refers to; a note
that answers something is an answer.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from lxml import etree

from counterpoint.core.citation import Citation, from_fields
from counterpoint.core.code_kinds import relation_named
from counterpoint.core.errors import BadInput
from counterpoint.core.vocabulary import HOWS
from counterpoint.importers.coded_project import Answer, CodedProject, CodedText, Selection, Span, Tie
from counterpoint.importers.packed import Packed
from counterpoint.importers.refi_parts import (
    attribute,
    called,
    codes_of,
    first,
    key,
    number,
    people_of,
    targets,
    within,
    words,
)
from counterpoint.importers.refi_positions import Named, counted
from counterpoint.importers.refi_texts import Texts
from counterpoint.importers.xml_tree import parsed

_ZIP: Final = b"PK"
_OURS: Final = "Counterpoint"
_MEDIA: Final = {
    "picturesource": "picture",
    "pdfsource": "PDF",
    "audiosource": "recording",
    "videosource": "video",
}


def read_project(data: bytes, name: str) -> CodedProject:
    """What the file called `name` holds. Raises BadInput where it is none of REFI-QDA's, or not sound."""
    archive = Packed(data, name) if data.startswith(_ZIP) else None
    root = parsed(data if archive is None else archive.read(_project_file(archive, name)), name)
    match called(root):
        case "project":
            return _Project(root, name, Texts(archive)).read()
        case "codebook":
            return CodedProject(name, codes=codes_of(root))
        case _:
            raise BadInput(f"“{name}” is not a REFI-QDA file; choose a .qdpx or .qdc file.")


def _project_file(archive: Packed, name: str) -> str:
    """The name of the project in its archive: the uppermost one."""
    found = sorted((each.count("/"), each) for each in archive.names if each.lower().endswith(".qde"))
    if not found:
        raise BadInput(f"“{name}” holds no REFI-QDA project; export it again from its program.")
    return found[0][1]


class _Project:
    """Goes through the tree of one project."""

    def __init__(self, root: etree._Element, name: str, texts: Texts) -> None:
        self._root = root
        self._name = name
        self._texts = texts
        self._notes = {key(each): each for each in within(first(root, "notes"), "note")}
        self._links = list(within(first(root, "links"), "link"))
        self._answers = self._answering()
        self._variables = {
            key(each): attribute(each, "name") for each in within(first(root, "variables"), "variable")
        }
        self._found: list[CodedText] = []
        self._selections: list[Selection] = []
        self._left: Counter[str] = Counter()

    def read(self) -> CodedProject:
        sources = first(self._root, "sources")
        for source in () if sources is None else sources:
            self._read_source(source)
        answers = tuple(self._answer(guid) for guid in self._notes if guid in self._answers)
        used = {key(each, "targetGUID") for each in self._root.iter() if called(each) == "noteref"}
        self._left["note"] = len(self._notes.keys() - self._answers - used)
        whose = {each.key: each.person_key for each in self._selections}
        whose |= {each.key: each.person_key for each in answers}
        return CodedProject(
            self._name,
            tuple(self._found),
            codes_of(first(self._root, "codebook")),
            people_of(self._root),
            tuple(self._selections),
            answers,
            tuple(_tie(link, whose) for link in self._links),
            tuple(_not_taken(what, count) for what, count in self._left.items() if count),
        )

    def _answering(self) -> frozenset[str]:
        """The notes that answer, support or restate something; in a file of ours every note."""
        if attribute(self._root, "origin").startswith(_OURS):
            return frozenset(self._notes)
        telling = [link for link in self._links if relation_named(attribute(link, "name"))]
        ends = {key(link, end) for link in telling for end in ("originGUID", "targetGUID")}
        return frozenset(ends & self._notes.keys())

    def _read_source(self, source: etree._Element) -> None:
        name = attribute(source, "name")
        if called(source) != "textsource":
            self._left[_MEDIA.get(called(source), "source")] += 1
            text_of_pages = first(source, "representation")
            if text_of_pages is None:
                return
            source = text_of_pages
        raw = self._texts.of(source)
        if raw is None:
            self._left["text without its words"] += 1
            return
        self._left["coding of a whole text"] += len(list(within(source, "coding")))
        marked = list(within(source, "plaintextselection"))
        positions = [
            Named(number(each, "startPosition"), number(each, "endPosition"), attribute(each, "name"))
            for each in marked
        ]
        text, spans = counted(raw, positions)
        guid = key(source)
        when = attribute(source, "creationDateTime")
        self._found.append(CodedText(guid, name, text, self._citation(source), when))
        for element, span in zip(marked, spans, strict=True):
            self._read_selection(element, guid, span)

    def _read_selection(self, element: etree._Element, text_key: str, span: Span) -> None:
        """A selection for each person who coded it."""
        note = self._note(element)
        drawn = key(element, "creatingUser")
        when = attribute(element, "creationDateTime")
        codes: dict[str, list[str]] = {}
        for coding in within(element, "coding"):
            codes.setdefault(key(coding, "creatingUser") or drawn, []).extend(targets(coding, "coderef"))
            when = when or attribute(coding, "creationDateTime")
        for place, (person, coded) in enumerate((codes or {drawn: []}).items()):
            own = key(element) + (f"#{place}" if place else "")
            self._selections.append(Selection(own, text_key, (span,), tuple(coded), person, note, when))

    def _note(self, element: etree._Element) -> str:
        """What is said of a selection: its description and the notes that it or its codings refer to."""
        referring = (element, *within(element, "coding"))
        named = dict.fromkeys(guid for each in referring for guid in targets(each, "noteref"))
        notes = [self._notes[guid] for guid in named if guid in self._notes and guid not in self._answers]
        said = [words(first(element, "description")), *(self._texts.of(each) or "" for each in notes)]
        return "\n\n".join(each for each in said if each.strip())

    def _citation(self, source: etree._Element) -> Citation:
        fields: dict[str, str] = {}
        for value in within(source, "variablevalue"):
            name = next((self._variables.get(each, "") for each in targets(value, "variableref")), "")
            fields[name] = words(first(value, "textvalue", "datevalue", "datetimevalue"))
        return from_fields(fields)

    def _answer(self, guid: str) -> Answer:
        element = self._notes[guid]
        said = words(first(element, "description")).partition(":")[0].strip().lower()
        return Answer(
            guid,
            attribute(element, "name"),
            self._texts.of(element) or "",
            next((how for how in HOWS if how == said), HOWS[0]),
            key(element, "creatingUser"),
            attribute(element, "creationDateTime"),
        )


def _tie(link: etree._Element, whose: Mapping[str, str]) -> Tie:
    """A link, which the standard gives no author: it is taken for that of what it starts from."""
    source = key(link, "originGUID")
    name = attribute(link, "name")
    return Tie(key(link), name, source, key(link, "targetGUID"), whose.get(source, ""))


def _not_taken(what: str, count: int) -> str:
    many = what.replace("coding ", "codings ") if what.startswith("coding ") else what + "s"
    many = "texts without their words" if what.startswith("text ") else many
    return f"{count:,} {what if count == 1 else many} of it cannot be taken"
