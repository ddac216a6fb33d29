"""REFI-QDA files, which programs for qualitative analysis exchange: projects (`.qdpx`) and codebooks
(`.qdc`), as QDA-XML 1.0 of 18 March 2019 has them.

Kinds are codes, their details the codes below them. What the standard has no word for is left out (`losses`).
The same records give the same bytes.
"""

from collections.abc import Iterable
from typing import Final, TypeVar

from lxml import etree

from counterpoint.core.bundle import Bundle, made_id
from counterpoint.core.dates import utc
from counterpoint.core.records import Link, Passage, Record
from counterpoint.exporters.package import package
from counterpoint.exporters.refi_codes import CODEBOOK, PROJECT, codes, sub
from counterpoint.exporters.refi_sources import essay_variables, note, selection, source

R = TypeVar("R", bound=Record)

_SCHEMA: Final = "http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
_ORIGIN: Final = "Counterpoint"


def write_project(library: Bundle) -> bytes:
    """A project file: essays with their passages as coded selections, annotators as users, counterarguments
    as notes with links to what they answer."""
    files = {"project.qde": _as_bytes(_project(library))}
    for essay in _by_id(library.essays):
        files[f"sources/{essay.id}.txt"] = essay.text.encode()
    return package(files)


def write_codebook(library: Bundle) -> bytes:
    """A codebook file: the kinds with all their details, those in use and those that a coach added too."""
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", {"origin": _ORIGIN}, nsmap={None: CODEBOOK})
    codes(root, library)
    return _as_bytes(root)


def losses(library: Bundle) -> tuple[str, ...]:
    """What a project file cannot hold of these records, in a few words each."""
    moved = sum(each.status == "moved" for each in library.passages)
    left = (
        (sum(each.headings_json != "[]" for each in library.essays), "essay’s headings", "essays’ headings"),
        (
            sum(each.pages_json != "[]" for each in library.essays),
            "essay’s page numbers",
            "essays’ page numbers",
        ),
        (moved, "mark “moved: confirm”", "marks “moved: confirm”"),
        (len(library.links), "link’s author and time", "links’ authors and times"),
        (len(library.cards), "card", "cards"),
        (len(library.briefs), "brief", "briefs"),
        (len(library.decisions), "decision of a reviewer", "decisions of reviewers"),
        (
            len(library.progresses),
            "note of how far somebody read",
            "notes of how far somebody read",
        ),
        (len(library.originals), "original file", "original files"),
        (
            len(library.corrections),
            "earlier text of a corrected essay",
            "earlier texts of corrected essays",
        ),
    )
    return tuple(f"{count:,} {one if count == 1 else many}" for count, one, many in left if count)


def _project(library: Bundle) -> etree._Element:
    root = etree.Element(f"{{{PROJECT}}}Project", nsmap={None: PROJECT, "xsi": _INSTANCE})
    root.set(f"{{{_INSTANCE}}}schemaLocation", f"{PROJECT} {_SCHEMA}")
    people = _by_id(library.annotators)
    made = [utc(each.created) for each in library.essays]
    made += [utc(each.created) for each in library.passages]
    root.set("name", library.essays[0].title if len(library.essays) == 1 else _ORIGIN)
    root.set("origin", _ORIGIN)
    if people:
        root.set("creatingUserGUID", people[0].id)
        users = sub(root, "Users")
        for each in people:
            sub(users, "User", guid=each.id, name=each.name)
    if any(made):
        root.set("creationDateTime", max(made))
    codes(sub(root, "CodeBook"), library)
    _fill(root, library)
    return root


def _fill(root: etree._Element, library: Bundle) -> None:
    """What the codes were used for, in the order that the schema has."""
    titles: dict[str, int] = {}
    topics = {topic.id: topic.wording for topic in library.topics}
    named = {each.id: _unlike(each.title, titles) for each in _by_id(library.essays)}
    values = {each.id: essay_variables(each, named[each.id], topics) for each in library.essays}
    if used := sorted({name for each in values.values() for name in each}):
        variables = sub(root, "Variables")
        for name in used:
            sub(variables, "Variable", guid=made_id(f"variable {name}"), name=name, typeOfVariable="Text")
    users = frozenset(each.id for each in library.annotators)
    answered, passages = _answered(library.links), _by_essay(library.passages)
    sources = sub(root, "Sources") if library.essays else root
    for essay in _by_id(library.essays):
        element = source(sources, essay, named[essay.id])
        for passage in passages.get(essay.id, ()):
            selection(element, passage, users, answered.get(passage.id, ()))
        for name, value in values[essay.id].items():
            held = sub(element, "VariableValue")
            sub(held, "VariableRef", targetGUID=made_id(f"variable {name}"))
            sub(held, "TextValue", value)
    notes = sub(root, "Notes") if library.counterarguments else root
    for answer in _by_id(library.counterarguments):
        note(notes, answer, users)
    links = sub(root, "Links") if library.links else root
    for link in _by_id(library.links):
        ends = {"originGUID": link.source_id, "targetGUID": link.target_id}
        sub(links, "Link", guid=link.id, name=link.relation, direction="OneWay", **ends)


def _by_essay(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """The passages of each essay in text order."""
    found: dict[str, list[Passage]] = {}
    for passage in sorted(passages, key=lambda each: (each.start, each.end, each.id)):
        found.setdefault(passage.essay_id, []).append(passage)
    return found


def _answered(links: Iterable[Link]) -> dict[str, list[str]]:
    """The counterarguments that answer each thing."""
    answers: dict[str, list[str]] = {}
    for link in _by_id(links):
        if link.relation == "answers" and link.source_type == "counterargument":
            answers.setdefault(link.target_id, []).append(link.source_id)
    return answers


def _unlike(title: str, titles: dict[str, int]) -> str:
    """The title, with a number after it where another essay has it: programs tell texts by their names."""
    titles[title] = titles.get(title, 0) + 1
    return title if titles[title] == 1 else _unlike(f"{title} ({titles[title]})", titles)


def _by_id(records: Iterable[R]) -> list[R]:
    return sorted(records, key=lambda each: each.id)


def _as_bytes(root: etree._Element) -> bytes:
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")
