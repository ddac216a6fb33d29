"""Other programs' coded projects and codebooks: what their codes mean here, and taking them in."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from counterpoint.core.bundle import Bundle
from counterpoint.core.code_kinds import CodeKind, detail_named, most_telling, proposed
from counterpoint.core.merge_many import merge_many
from counterpoint.core.recognising import recognised
from counterpoint.core.records import Essay
from counterpoint.core.vocabulary import KINDS, Kind
from counterpoint.importers.coded_project import Code, CodedProject
from counterpoint.importers.coded_records import records_of
from counterpoint.workspace import transfer
from counterpoint.workspace.memory import CODE_KINDS
from counterpoint.workspace.workspace import Workspace

Mapped = Mapping[str, CodeKind | None]
"""What each code means, by its key; None for one that is left out."""

_BELOW: Final = " > "


class Coming(NamedTuple):
    """What a project brings: passages by kind, and selections that none of its codes lets in."""

    passages: Mapping[Kind, int]
    left: int


class CodedReading(NamedTuple):
    """What taking a project in would change; how many of its records are there already under other ids; and
    the essays in which it marks something."""

    reading: transfer.Reading
    already: int
    marked: frozenset[str]


def path_of(code: Code) -> str:
    """A code's name after those of the codes above it."""
    return _BELOW.join((*code.path, code.name))


def selections_of(project: CodedProject) -> Mapping[str, int]:
    """How many selections each code has, by its key."""
    return Counter(key for each in project.selections for key in dict.fromkeys(each.code_keys))


def meaning(ws: Workspace, project: CodedProject) -> dict[str, CodeKind | None]:
    """What each code of a project means: what was said last of a code of that name and place, else what its
    names propose."""
    said = _remembered(ws)
    return {
        code.key: said[path] if (path := path_of(code)) in said else proposed((*code.path, code.name))
        for code in project.codes
    }


def coming(project: CodedProject, mapping: Mapped) -> Coming:
    """What of a project would be taken in."""
    passages: Counter[Kind] = Counter()
    left = 0
    for each in project.selections:
        kinds = most_telling(kind for key in each.code_keys if (kind := mapping.get(key)))
        passages.update(kind.kind for kind in kinds)
        left += not kinds
    return Coming(passages, left)


def met(mine: Bundle, project: CodedProject, mapping: Mapped) -> CodedReading:
    """What taking a project in would change; `mine` are the library's records. It only computes, so that it
    can be done beside the window."""
    incoming = records_of(project, mapping, mine.essays)
    bundle, already = recognised(incoming.bundle, mine)
    files = (transfer.FileRead(project.name, replace(incoming, bundle=bundle)),)
    marked = {each.essay_id for each in incoming.bundle.passages}
    return CodedReading(transfer.Reading(files, merge_many(mine, [bundle])), already, frozenset(marked))


def take_in(
    ws: Workspace, project: CodedProject, mapping: Mapped, reading: CodedReading
) -> transfer.Imported:
    """Write what was read in one step of undo, and remember what the codes mean. Raises Conflict if the
    library changed since."""
    imported = transfer.take_in(ws, reading.reading)[0]
    _remember(ws, project.codes, mapping)
    essays = {each.id: each for each in imported.essays}
    essays |= {each.id: each for each in ws.store.find(Essay, id=sorted(reading.marked - essays.keys()))}
    return imported._replace(already=imported.already + reading.already, essays=tuple(essays.values()))


def take_in_coded(ws: Workspace, project: CodedProject, mapping: Mapped) -> transfer.Imported:
    """Take a project in at once. What the library has already is recognised, so that a project may go out and
    come back."""
    ws.check_writable()
    return take_in(ws, project, mapping, met(transfer.everything(ws), project, mapping))


def _remember(ws: Workspace, codes: Sequence[Code], mapping: Mapped) -> None:
    said = {path: kind and list(kind) for path, kind in _remembered(ws).items()}
    for code in codes:
        kind = mapping.get(code.key)
        said[path_of(code)] = kind and list(kind)
    ws.remember(CODE_KINDS, json.dumps(said, ensure_ascii=False))


def _remembered(ws: Workspace) -> dict[str, CodeKind | None]:
    """What was said of codes before; what makes no sense is forgotten."""
    try:
        said = json.loads(ws.recall(CODE_KINDS) or "{}")
    except ValueError:
        return {}
    found: dict[str, CodeKind | None] = {}
    for path, kind in said.items() if isinstance(said, dict) else ():
        match kind:
            case None:
                found[path] = None
            case [str(name), str(detail)] if name in KINDS:
                found[path] = CodeKind(name, detail_named(name, detail))
    return found
