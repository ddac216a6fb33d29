"""A library's essays, topics and annotators."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from counterpoint.core.changes import Change, Edit, added
from counterpoint.core.errors import BadInput, NotFound
from counterpoint.core.marks import EssayLine
from counterpoint.core.records import Annotator, Correction, Essay, Passage, Topic
from counterpoint.store import queries
from counterpoint.store.connection import LibraryFile
from counterpoint.store.store import Store
from counterpoint.workspace.removal import hanging_from, removal
from counterpoint.workspace.workspace import Workspace


def workspace_of(file: LibraryFile) -> Workspace:
    """The workspace of a library file that is open already."""
    return Workspace(file.path, Store(file))


def open_workspace(path: Path, *, read_only: bool = False) -> Workspace:
    """Open the library at `path`, making it where there is none and its folder exists.

    Raises NotFound, LibraryDamaged or LibraryTooNew; a library that another window has open, or that is
    write-protected, opens for reading only.
    """
    return Workspace(path, Store.open(path, read_only=read_only))


def essays(ws: Workspace) -> list[EssayLine]:
    """Every essay, by title."""
    return queries.essay_lines(ws.store.raw)


def count_passages(ws: Workspace, essay_id: str) -> int:
    """How many passages an essay has, of every annotator."""
    return queries.count_passages(ws.store.raw, essay_id)


def essay(ws: Workspace, essay_id: str) -> Essay:
    """Raises NotFound."""
    found = ws.store.get(Essay, essay_id)
    if found is None:
        raise NotFound("That essay is no longer in the library; choose another one.")
    return found


def find_essay(ws: Workspace, name: str) -> Essay:
    """The essay a user means by an id, a unique start of one (four characters or more) or a title.

    Raises NotFound where none or several answer to it.
    """
    ids = queries.essay_ids(ws.store.raw, title=name)
    if not ids and len(name) >= 4:
        ids = queries.essay_ids(ws.store.raw, start=name.lower())
    if len(ids) == 1:
        return essay(ws, ids[0])
    if ids:
        starts = ", ".join(each[:8] for each in ids[:5])
        raise NotFound(f"{len(ids)} essays are called “{name}”; name one by its id ({starts}).")
    raise NotFound(f"No essay has the id or title “{name}”; “counterpoint essays” lists them.")


def essay_of_text(ws: Workspace, digest: str) -> Essay | None:
    """The essay that has exactly this text already, by `core.records.digest_of`, or had it before it was
    corrected."""
    found = queries.essay_with_digest(ws.store.raw, digest)
    if found:
        return essay(ws, found)
    corrected = min(ws.store.find(Correction, before=digest), key=lambda each: each.id, default=None)
    return essay(ws, corrected.essay_id) if corrected else None


def topics(ws: Workspace) -> list[Topic]:
    """Every topic, by wording."""
    return sorted(ws.store.find(Topic), key=lambda topic: topic.wording.casefold())


def topic_named(ws: Workspace, wording: str) -> tuple[list[Topic], str | None]:
    """The topic to add for this wording, if there is none yet, and its id; nothing for no wording."""
    wording = " ".join(wording.split())
    if not wording:
        return [], None
    for topic in topics(ws):
        if topic.wording.casefold() == wording.casefold():
            return [], topic.id
    topic = Topic(wording=wording)
    return [topic], topic.id


def add_topic(ws: Workspace, wording: str) -> Topic:
    """The topic with this wording, made where there is none."""
    new, topic_id = topic_named(ws, wording)
    if new:
        ws.commit(Edit("Add topic", (added(new[0]),)))
    return next(topic for topic in topics(ws) if topic.id == topic_id)


def add_essays(ws: Workspace, essays: Sequence[Essay], label: str = "Add essay") -> None:
    """Add essays in one step."""
    ws.commit(Edit(label, tuple(added(essay) for essay in essays)))


def set_citation(ws: Workspace, essay: Essay, *, also: Sequence[Change] = (), **fields: Any) -> Essay:
    """Change an essay's citation, topic or side, with `also` in the same step; its text stays. Raises
    BadInput for an impossible value."""
    if "text" in fields or "digest" in fields:
        raise BadInput("An essay's text is fixed; import the other text as an essay of its own.")
    if all(getattr(essay, name) == value for name, value in fields.items()):
        return essay
    try:
        after = essay.changed(**fields)
    except ValidationError as error:
        raise BadInput(
            f"The citation needs a valid {error.errors()[0]['loc'][-1]}; correct it and try again."
        ) from error
    ws.commit(Edit("Edit citation", (*also, Change(essay, after))))
    return after


def remove_essay(ws: Workspace, essay: Essay) -> None:
    """Remove an essay with its passages and what hangs from them (`removal.hanging_from`), in one step."""
    passages = ws.store.find(Passage, essay_id=essay.id)
    hanging = hanging_from(ws, {essay.id, *(passage.id for passage in passages)})
    ws.commit(removal("Remove essay", [*passages, essay], hanging))


def annotators(ws: Workspace) -> list[Annotator]:
    """Everybody who tags in this library, by name."""
    return sorted(ws.store.find(Annotator), key=lambda each: (each.name.casefold(), each.id))


def add_annotator(ws: Workspace, name: str) -> Annotator:
    """Somebody new. Raises BadInput where the name is empty, too long or taken."""
    name = " ".join(name.split())
    if any(each.name.casefold() == name.casefold() for each in annotators(ws)):
        raise BadInput(f"There is an annotator called {name} already; choose that one or add a surname.")
    try:
        annotator = Annotator(name=name)
    except ValidationError as error:
        raise BadInput("A name needs 1 to 80 characters; type a shorter one.") from error
    ws.commit(Edit("Add annotator", (added(annotator),)))
    return annotator


def rename_annotator(ws: Workspace, annotator: Annotator, name: str, words_per_minute: int) -> Annotator:
    """Change somebody's name or speed of reading aloud, in words a minute."""
    try:
        after = annotator.changed(name=" ".join(name.split()), words_per_minute=words_per_minute)
    except ValidationError as error:
        raise BadInput("A name needs 1 to 80 characters and 50 to 600 words a minute; correct it.") from error
    ws.commit(Edit("Edit annotator", (Change(annotator, after),)))
    return after


def choose_annotator(ws: Workspace, annotator: Annotator) -> None:
    """Let `annotator` be who tags from now on; the library remembers it."""
    ws.choose(annotator)
