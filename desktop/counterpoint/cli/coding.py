"""Other programs' coded projects on the command line: what codes mean is remembered, proposed or given."""

from collections.abc import Sequence
from pathlib import Path

from counterpoint.core.code_kinds import CodeKind, detail_named
from counterpoint.core.errors import BadInput
from counterpoint.core.vocabulary import KINDS
from counterpoint.importers.apart import ReadersApart
from counterpoint.importers.coded_project import CodedProject
from counterpoint.workspace import coded
from counterpoint.workspace.transfer import Imported
from counterpoint.workspace.workspace import Workspace

_LEFT_OUT = "none"


def take_coded(ws: Workspace, readers: ReadersApart, file: Path, said: Sequence[str]) -> Imported:
    """Take in a coded project. `said` are such as `Data=evidence:statistic`. Raises BadInput for a project
    that cannot be read, and for what names none of its codes."""
    project = readers.coded(file)
    return coded.take_in_coded(ws, project, coded.meaning(ws, project) | _given(project, said))


def _given(project: CodedProject, said: Sequence[str]) -> dict[str, CodeKind | None]:
    given: dict[str, CodeKind | None] = {}
    for each in said:
        name, _, meant = each.rpartition("=")
        named = {_plain(name)}
        keys = [
            code.key for code in project.codes if named & {_plain(code.name), _plain(coded.path_of(code))}
        ]
        if not keys:
            codes = ", ".join(coded.path_of(code) for code in project.codes[:20]) or "none"
            raise BadInput(f"“{project.name}” has no code “{name}”; its codes are: {codes}.")
        given |= dict.fromkeys(keys, _meaning(meant))
    return given


def _meaning(meant: str) -> CodeKind | None:
    word, _, detail = meant.partition(":")
    if _plain(word) == _LEFT_OUT:
        return None
    kind = next((kind for kind in KINDS if kind == _plain(word)), None)
    if kind is None:
        raise BadInput(f"--code cannot mean “{meant}”; write NAME=claim, evidence, rhetoric, or none.")
    return CodeKind(kind, detail_named(kind, detail))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
