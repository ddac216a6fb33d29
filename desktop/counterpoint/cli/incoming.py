"""Which files an import means, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from counterpoint.cli.output import one_line, short_ids, table
from counterpoint.core.errors import BadInput
from counterpoint.importers.draft import Draft
from counterpoint.workspace.folders import files_inside
from counterpoint.workspace.transfer import (
    ANNOTATION_SUFFIXES,
    CODED_SUFFIXES,
    ESSAY_SUFFIXES,
    Added,
    Imported,
    is_annotations,
    is_coded,
)

_KNOWN: Final = frozenset({*ESSAY_SUFFIXES, *ANNOTATION_SUFFIXES, *CODED_SUFFIXES})


@dataclass
class Taken:
    """What an import brought, file by file, and what was refused and why."""

    essays: list[tuple[Path, Added, Draft]] = field(default_factory=list)
    annotations: list[tuple[Path, Imported]] = field(default_factory=list)
    refused: list[tuple[Path, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Essays, those of annotation files too; the count of records that annotation files brought; and each
        problem with its file."""
        essays = [
            {
                "id": essay.id,
                "title": essay.title,
                "already": already,
                "file": str(file),
                "told": list(draft.told),
                "pages": len(draft.pages),
                "chapters": [chapter.title for chapter in draft.chapters],
                "brief": brief.id if brief else None,
            }
            for file, (essay, already, brief), draft in self.essays
        ]
        told = [imported for _, imported in self.annotations]
        problems = [(file, said) for file, imported in self.annotations for said in imported.problems]
        return {
            "essays": essays,
            "annotations": [
                {
                    "file": str(file),
                    "added": each.added,
                    "changed": each.changed,
                    "already": each.already,
                    "essays": [{"id": essay.id, "title": essay.title} for essay in each.essays],
                }
                for (file, _), each in zip(self.annotations, told, strict=True)
            ],
            "problems": [{"file": str(file), "problem": said} for file, said in [*problems, *self.refused]],
        }

    def lines(self) -> list[str]:
        """The same for people."""
        short = short_ids(added.essay.id for _, added, _ in self.essays)
        lines = table(
            [
                (
                    "there already" if already else "added",
                    short[essay.id],
                    essay.words,
                    "words",
                    one_line(essay.title) + (f" — {one_line(essay.author)}" if essay.author else ""),
                )
                for _, (essay, already, _brief), _draft in self.essays
            ]
        )
        for file, _, draft in self.essays:
            lines += [f"  {one_line(file.name)}: {one_line(told, 500)}" for told in draft.told]
        for file, told in self.annotations:
            lines.append(
                f"{one_line(file.name)}: {told.added:,} records added, {told.changed:,} changed,"
                f" {told.already:,} there already."
            )
            lines += [f"  {one_line(problem, 500)}" for problem in told.problems]
        return lines

    def refusal(self, count: int) -> str:
        """One sentence, or one line of them, for the files that were refused out of `count`."""
        sentences = list(dict.fromkeys(said for _, said in self.refused))
        if len(self.refused) == 1:
            return sentences[0]
        return f"{len(self.refused)} of {count} files were not taken: " + " ".join(sentences)


def readable_files(named: Sequence[Path]) -> list[Path]:
    """The files that are meant, each once, those of a folder by name; essays before the annotations that may
    be of them. Raises BadInput for a folder with nothing in it that can be read."""
    found: dict[Path, None] = {}
    for path in named:
        if path.is_dir():
            inside = files_inside(path, _KNOWN)
            if not inside:
                raise BadInput(f"“{path}” holds no file that can be read; choose another folder.")
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return sorted(found, key=lambda path: is_annotations(path) or is_coded(path))
