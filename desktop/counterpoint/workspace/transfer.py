"""Essays and annotations in, annotations out. Reading and writing formats is done elsewhere; here it is
decided what becomes of a draft or of other people's records, each import one step of undo."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from counterpoint.core.bundle import Bundle, Incoming
from counterpoint.core.changes import Edit, added
from counterpoint.core.citation import Citation
from counterpoint.core.errors import UserError
from counterpoint.core.merge import Merge
from counterpoint.core.merge_many import MergeOfMany, merge_many
from counterpoint.core.records import (
    RECORDS,
    Brief,
    Card,
    Correction,
    Counterargument,
    Decision,
    Entry,
    Essay,
    Link,
    Original,
    Passage,
    Progress,
    Record,
    Tombstone,
)
from counterpoint.exporters import csv_table, webannotation
from counterpoint.importers import formats
from counterpoint.importers.coded_project import SUFFIXES
from counterpoint.workspace.adding import Added as Added
from counterpoint.workspace.adding import add_draft as add_draft
from counterpoint.workspace.arguments import argument
from counterpoint.workspace.library import annotators, set_citation, topic_named, topics
from counterpoint.workspace.library import essay as essay_named
from counterpoint.workspace.workspace import Workspace

ESSAY_SUFFIXES = formats.SUFFIXES
"""What essay files end in."""

ANNOTATION_SUFFIXES = (".jsonld", ".json")
"""What Web Annotation files end in."""

CODED_SUFFIXES = SUFFIXES
"""What coded projects and codebooks of other programs end in."""


class Imported(NamedTuple):
    """What an annotation file brought: records added, changed, there already; the essays concerned, and a
    sentence for each thing that could not be taken or must be confirmed."""

    added: int
    changed: int
    already: int
    problems: tuple[str, ...]
    essays: tuple[Essay, ...]


class FileRead(NamedTuple):
    """An annotation file as read."""

    name: str
    incoming: Incoming


@dataclass
class Gathered:
    """Annotation files that are read one by one and taken in together. It only computes, so that it can be
    done beside the window. `known` are the library's essays, in which passages are placed whose text the
    file does not hold."""

    known: list[Essay]
    files: list[FileRead] = field(default_factory=list)
    earlier: frozenset[str] = frozenset()

    def add(self, name: str, incoming: Incoming) -> None:
        """One more file, as it was read."""
        self.files.append(FileRead(name, incoming))
        texts = {essay.digest for essay in self.known}
        self.known += [essay for essay in incoming.bundle.essays if essay.digest not in texts]

    def met(self, mine: Bundle) -> "Reading":
        """What taking the files in would change; `mine` are the library's records."""
        merged = merge_many(mine, [each.incoming.bundle for each in self.files])
        return Reading(tuple(self.files), merged)


class Reading(NamedTuple):
    """Annotation files as read, and what taking them in would change."""

    files: tuple[FileRead, ...]
    merged: MergeOfMany


def cite(ws: Workspace, essay: Essay, citation: Citation) -> Essay:
    """Give an essay another citation, making its topic where that is new, in one step."""
    new_topic, topic_id = topic_named(ws, citation.topic)
    also = [added(topic) for topic in new_topic]
    return set_citation(ws, essay, also=also, **citation.of_essay(), topic_id=topic_id)


def is_annotations(path: Path) -> bool:
    """Whether a file is taken for annotations rather than for an essay."""
    return path.suffix.lower() in ANNOTATION_SUFFIXES


def is_coded(path: Path) -> bool:
    """Whether a file is taken for another program's coded project or codebook (`workspace.coded`)."""
    return path.suffix.lower() in CODED_SUFFIXES


def gathering(ws: Workspace) -> Gathered:
    """No files yet, to be read for this library."""
    earlier = frozenset(each.before for each in ws.store.find(Correction))
    return Gathered(ws.store.find(Essay), earlier=earlier)


def take_in(ws: Workspace, reading: Reading) -> tuple[Imported, ...]:
    """Write what was read, all in one step, and say what each file brought. Raises Conflict if the library
    changed since."""
    if reading.merged.changes:
        names = [each.name for each in reading.files]
        label = f"Import “{names[0]}”" if len(names) == 1 else f"Import {len(names)} files"
        ws.commit(Edit(label, reading.merged.changes))
    parts = zip(reading.files, reading.merged.parts, strict=True)
    return tuple(_imported(ws, file.incoming, merged) for file, merged in parts)


def _imported(ws: Workspace, incoming: Incoming, merged: Merge) -> Imported:
    problems = [f"{unplaced.what}: {unplaced.why}" for unplaced in incoming.unplaced]
    problems += [f"{_named(left.record)}: {left.why}" for left in merged.left_out]
    problems += [
        f"{_named(both.kept)} was changed apart; both versions are kept." for both in merged.conflicts
    ]
    problems += _texts_met(merged)
    if incoming.moved:
        problems.append(f"{incoming.moved} passages were found again by their quotes: confirm each one.")
    news = [change for change in merged.changes if not isinstance(change.record, Tombstone)]
    ids = {each.essay_id for each in incoming.bundle.passages} | {each.id for each in incoming.bundle.essays}
    ids |= {same.mine.id for same in merged.same_essays}
    return Imported(
        added=sum(change.before is None for change in news),
        changed=sum(change.before is not None for change in news),
        already=merged.already,
        problems=tuple(problems),
        essays=tuple(ws.store.find(Essay, id=sorted(ids))),
    )


def _texts_met(merged: Merge) -> list[str]:
    """A sentence for each essay of which two texts met."""
    told: dict[str, str] = {}
    for met in merged.texts:
        title = f"The text of “{met.essay.title[:60]}”"
        if met.apart:
            told[title] = (
                f"{title} was corrected apart; one text stands, the other is under “Earlier texts…”."
            )
        elif met.number == 0:
            told.setdefault(title, f"{title} was corrected; all that is tagged in it moved along.")
    return list(told.values())


def _named(record: Record) -> str:
    match record:
        case Passage():
            return f"The passage “{record.quote[:60]}”"
        case Counterargument():
            return f"The answer “{record.heading[:60]}”"
        case Essay():
            return f"The essay “{record.title[:60]}”"
        case Card():
            return f"The card “{(record.tag or record.quote)[:60]}”"
        case Brief():
            return f"The brief “{record.title[:60]}”"
        case Entry() if record.text:
            return f"The entry “{record.text[:60]}” of a brief"
        case Entry():
            return "An entry of a brief"
        case Decision() if record.reason:
            return f"The decision “{record.reason[:60]}”"
        case Original():
            return f"The file “{record.name[:60]}”"
        case Correction():
            return "A correction of a text"
        case Progress():
            return "How far somebody read"
        case _:
            return f"A {record.name_of_kind}"


def everything(ws: Workspace) -> Bundle:
    """Every record of the library."""
    return Bundle.of(record for kind in RECORDS for record in ws.store.find(kind))


def bundle_of(ws: Workspace, essay_ids: Sequence[str] | None) -> Bundle:
    """Every record that these essays need to stand alone: their passages, what is linked to them to any
    depth, the essays where that stands, their cards, what was decided on them and how far they were read, and
    whose it all is. None for the whole library: briefs travel with that alone."""
    if essay_ids is None:
        return everything(ws)
    records: dict[tuple[str, str], Record] = {}

    def take(found: Sequence[Record]) -> None:
        records.update(((each.name_of_kind, each.id), each) for each in found)

    for essay_id in essay_ids:
        web = argument(ws, essay_id)
        for kind in (Passage, Decision, Progress, Original, Correction):
            take(ws.store.find(kind, essay_id=essay_id))
        take(ws.store.find(Passage, id=list(web.elsewhere)))
        take(ws.store.find(Counterargument, id=list(web.answers)))
        take(ws.store.find(Link, id=[tie.id for tie in web.ties]))
        take(
            [
                essay_named(ws, each)
                for each in {essay_id, *(there.essay_id for there in web.elsewhere.values())}
            ]
        )
    cut = [id_ for kind, id_ in records if kind == Passage.name_of_kind]
    take(ws.store.find(Card, passage_id=cut))
    people = {getattr(each, "annotator_id", None) for each in records.values()}
    under = {each.topic_id for each in records.values() if isinstance(each, Essay)}
    take([each for each in annotators(ws) if each.id in people])
    take([each for each in topics(ws) if each.id in under])
    return Bundle.of(records.values())


def export_webannotation(ws: Workspace, essay_ids: Sequence[str] | None) -> str:
    """A Web Annotation file of these essays, or of the whole library for None; importing it into an empty
    library gives back every record."""
    return webannotation.write(bundle_of(ws, essay_ids))


def passage_rows(ws: Workspace, essay_id: str) -> list[csv_table.PassageRow]:
    """An essay's passages as a table, in text order; `answers` are the headings of those to each."""
    web = argument(ws, essay_id)
    return csv_table.rows(
        Bundle(
            annotators=tuple(annotators(ws)),
            essays=(essay_named(ws, essay_id),),
            passages=tuple(ws.store.find(Passage, essay_id=essay_id)),
            counterarguments=tuple(ws.store.find(Counterargument, id=list(web.answers))),
            links=tuple(ws.store.find(Link, id=[tie.id for tie in web.ties])),
        )
    )


def write_file(path: Path, content: str | bytes) -> None:
    """Write aside, then put in place: whatever goes wrong, an older file stays whole. Raises UserError."""
    aside = path.parent / f".{path.name}.part"
    try:
        aside.write_bytes(content.encode() if isinstance(content, str) else content)
        aside.replace(path)
    except OSError as error:
        raise UserError(
            f"“{path.name or path}” could not be written ({error.strerror}); check its folder and the space"
            " left."
        ) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
