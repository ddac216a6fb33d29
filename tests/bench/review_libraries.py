"""Large essays tagged by several annotators who differ as people do, and the files that they send."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from counterpoint.core.anchors import describe
from counterpoint.core.bundle import Bundle
from counterpoint.core.changes import Edit, added
from counterpoint.core.records import Annotator, Essay, Passage
from counterpoint.core.vocabulary import KINDS
from counterpoint.exporters import webannotation
from counterpoint.workspace.library import add_essays, annotators
from counterpoint.workspace.workspace import Workspace
from tests.bench.libraries import empty_library
from tests.bench.texts import essay_of, spans

NAMES: Final = ("Ada", "Ben", "Cem 😀", "小明", "زينب")
ALIKE: Final = 0.6
OTHER_BOUNDS: Final = 0.2
OTHER_KIND: Final = 0.1


def reviewed_library(folder: Path, length: int, passages: int) -> tuple[Workspace, Essay]:
    """A library of one essay in which each of five annotators has tagged so many passages."""
    ws = empty_library(folder)
    essay = essay_of(length, f"An essay of {length:,} characters")
    add_essays(ws, [essay])
    there = {each.name: each for each in annotators(ws)}
    people = [there.get(name) or Annotator(name=name) for name in NAMES]
    new = [each for each in people if each.name not in there]
    tags = [
        passage for number, who in enumerate(people) for passage in tagged_by(who, number, essay, passages)
    ]
    ws.commit(Edit("Import", tuple(map(added, [*new, *tags]))))
    return ws, essay


def tagged_by(who: Annotator, number: int, essay: Essay, count: int) -> Iterator[Passage]:
    """One annotator's passages: most are everybody's, some have other bounds or another kind, and some are
    only hers."""
    common, own = spans(essay, count), spans(essay, count, seed=100 + number)
    kinds, random = Random(5), Random(number)
    for start, end in common:
        kind = kinds.choice(KINDS)
        alone = next(own)
        chance = random.random()
        if chance > ALIKE + OTHER_BOUNDS + OTHER_KIND:
            start, end = alone
        elif chance > ALIKE + OTHER_BOUNDS:
            kind = KINDS[(KINDS.index(kind) + 1) % len(KINDS)]
        elif chance > ALIKE:
            end += random.randint(1, 9)
        anchor = describe(essay.text, start, end)
        yield Passage(
            essay_id=essay.id,
            annotator_id=who.id,
            kind=kind,
            start=start,
            end=end,
            quote=anchor.quote,
            prefix=anchor.prefix,
            suffix=anchor.suffix,
        )


def sent_files(folder: Path, essay: Essay, files: int, passages: int) -> None:
    """The annotation files of so many annotators, each with so many passages of the same essay."""
    for number in range(files):
        who = Annotator(name=f"Student {number} 自")
        tags = list(tagged_by(who, number, essay, passages))
        bundle = Bundle.of([essay, who, *tags])
        (folder / f"{number:02}.jsonld").write_text(webannotation.write(bundle), encoding="utf-8")
