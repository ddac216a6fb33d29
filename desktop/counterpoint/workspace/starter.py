"""The starter library: the essays in `seeds/` and their tags (the format is in its README).

Ids are made from names, so that adding the starter library again adds only what is new in the folder.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

from counterpoint.core.anchors import describe
from counterpoint.core.bundle import Bundle
from counterpoint.core.changes import Edit
from counterpoint.core.errors import BadInput, UserError
from counterpoint.core.merge import merge
from counterpoint.core.records import Annotator, Counterargument, Essay, Link, Passage, Record, Topic
from counterpoint.importers import markdown, plain
from counterpoint.importers.apart import read_bytes_of
from counterpoint.importers.draft import to_essay
from counterpoint.resources import seeds_folder
from counterpoint.workspace.library import essay_of_text
from counterpoint.workspace.memory import LAST_ESSAY
from counterpoint.workspace.transfer import everything
from counterpoint.workspace.workspace import Workspace

NAMESPACE: Final = UUID("6a3c8e0e-52f4-5d0a-9a55-0f4a8c1f7b21")
WRITTEN: Final = "2026-11-23T00:00:00Z"
"""When the starter library's records say they were made: the same on every machine, so that two libraries
hold the same records."""

FIRST: Final = "compute-is-the-lever"
"""The essay that is open at first: one whose tags are all one person's."""

SEEDS: Final = "seeds"
"""Under which key a library remembers what it has seen of the folder."""

READERS: Final = {".md": markdown.read, ".txt": plain.read}
"""What our own texts are written in."""

LEFT_OUT: Final = ("readme",)


@dataclass(frozen=True)
class Seed:
    """An essay of the folder and the tables of its tags."""

    stem: str
    essay: Essay
    topic: Topic | None
    tags: Mapping[str, Any]


def add_starter(ws: Workspace, folder: Path | None = None) -> int:
    """Add what `seeds/` holds and the library has not; gives how many essays are new.

    Raises BadInput for a tag file that names what is not there.
    """
    ws.check_writable()
    seeds = read_seeds(folder or seeds_folder())
    seeds = [seed for seed in seeds if seed.tags or essay_of_text(ws, seed.essay.digest) is None]
    mine = everything(ws)
    changes = merge(mine, bundle_of(seeds)).changes
    if changes:
        ws.commit(Edit("Add the starter library", changes))
    return sum(change.before is None and isinstance(change.after, Essay) for change in changes)


def follow_seeds(ws: Workspace, folder: Path | None = None) -> int:
    """Add what `seeds/` holds if that has changed since this library last looked; gives how many essays are
    new. What a user removed from the starter library does not come back."""
    folder = folder or seeds_folder()
    state = _state(folder)
    if ws.recall(SEEDS) == state:
        return 0
    added = add_starter(ws, folder)
    ws.remember(SEEDS, state)
    if not ws.recall(LAST_ESSAY):
        ws.remember(LAST_ESSAY, _id("essay", FIRST))
    return added


def _state(folder: Path) -> str:
    """Names, sizes and times of the folder's files, shortened."""
    files = sorted(each for each in folder.iterdir() if each.is_file())
    told = [f"{each.name} {each.stat().st_size} {each.stat().st_mtime_ns}" for each in files]
    return sha256("\n".join(told).encode()).hexdigest()


def read_seeds(folder: Path) -> list[Seed]:
    """The essays of the folder by name. A file that is no text is passed over: the rest is still of use."""
    return list(_seeds(folder))


def _seeds(folder: Path) -> Iterator[Seed]:
    for file in sorted(folder.iterdir()):
        read = READERS.get(file.suffix.lower())
        if read is None or file.stem.lower() in LEFT_OUT:
            continue
        try:
            draft = read(read_bytes_of(file), file.name)
        except UserError:
            continue
        wording = draft.citation.topic
        topic = Topic(id=_id("topic", wording), wording=wording) if wording else None
        essay = to_essay(draft, topic.id if topic else None)
        values = essay.model_dump() | {"id": _id("essay", file.stem), "created": WRITTEN, "digest": ""}
        tags = file.with_suffix(".toml")
        tables = tomllib.loads(tags.read_text(encoding="utf-8")) if tags.is_file() else {}
        yield Seed(file.stem, Essay.model_validate(values), topic, tables)


def bundle_of(seeds: list[Seed]) -> Bundle:
    """The records of seeds: essays, topics, annotators, passages, counterarguments and links."""
    records: dict[str, Record] = {}
    nodes: dict[str, Record] = {}
    for seed in seeds:
        if seed.topic:
            records[seed.topic.id] = seed.topic
        records[seed.essay.id] = seed.essay
        for name in seed.tags.get("annotators", ()):
            records[_id("annotator", name)] = Annotator(id=_id("annotator", name), name=name)
        nodes.update(_nodes(seed))
    records.update((node.id, node) for node in nodes.values())
    for seed in seeds:
        records.update((link.id, link) for link in _links(seed, nodes))
    return Bundle.of(records.values())


def _id(*names: str) -> str:
    return str(uuid5(NAMESPACE, "\n".join(names)))


def _nodes(seed: Seed) -> Iterator[tuple[str, Record]]:
    """A seed's passages and counterarguments by `stem:key`."""
    for table in seed.tags.get("passages", ()):
        key = f"{seed.stem}:{table['key']}"
        start = _find(seed, table)
        end = start + len(table["quote"])
        anchor = describe(seed.essay.text, start, end)
        yield (
            key,
            Passage(
                id=_id("passage", key),
                essay_id=seed.essay.id,
                annotator_id=_id("annotator", table["by"]),
                kind=table["kind"],
                detail=table.get("detail", ""),
                note=table.get("note", "").strip(),
                start=start,
                end=end,
                quote=anchor.quote,
                prefix=anchor.prefix,
                suffix=anchor.suffix,
                created=WRITTEN,
            ),
        )
    for table in seed.tags.get("counterarguments", ()):
        key = f"{seed.stem}:{table['key']}"
        yield (
            key,
            Counterargument(
                id=_id("counterargument", key),
                annotator_id=_id("annotator", table["by"]),
                heading=table["heading"],
                reasoning=table.get("reasoning", "").strip(),
                how=table["how"],
                created=WRITTEN,
            ),
        )


def _find(seed: Seed, table: Mapping[str, Any]) -> int:
    at = -1
    for _ in range(table.get("nth", 1)):
        at = seed.essay.text.find(table["quote"], at + 1)
        if at < 0:
            raise BadInput(f"“{seed.stem}.toml” quotes what its essay does not say: “{table['quote'][:60]}”.")
    return at


def _links(seed: Seed, nodes: Mapping[str, Record]) -> Iterator[Link]:
    for relation in ("supports", "restates"):
        for table in seed.tags.get(relation, ()):
            yield _link(seed, nodes, table["by"], relation, table["source"], table["target"])
    for table in seed.tags.get("counterarguments", ()):
        yield _link(seed, nodes, table["by"], "answers", table["key"], table["answers"])
        for evidence in table.get("evidence", ()):
            yield _link(seed, nodes, table["by"], "supports", evidence, table["key"])


def _link(seed: Seed, nodes: Mapping[str, Record], by: str, relation: str, source: str, target: str) -> Link:
    ends = []
    for key in (source, target):
        key = key if ":" in key else f"{seed.stem}:{key}"
        if key not in nodes:
            raise BadInput(f"“{seed.stem}.toml” names “{key}”, which is in no file; correct the key.")
        ends.append(nodes[key])
    return Link.model_validate(
        {
            "id": _id("link", by, relation, ends[0].id, ends[1].id),
            "annotator_id": _id("annotator", by),
            "relation": relation,
            "source_type": ends[0].name_of_kind,
            "source_id": ends[0].id,
            "target_type": ends[1].name_of_kind,
            "target_id": ends[1].id,
            "created": WRITTEN,
        }
    )
