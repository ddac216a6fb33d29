"""The first look at a library: enough to show the essay that was open last, before the models are loaded."""

from pathlib import Path
from typing import NamedTuple

from counterpoint.core.arguments import Argument
from counterpoint.core.marks import EssayLine, EssayText, TopicLine
from counterpoint.store import queries
from counterpoint.store.connection import REVISIONS, LibraryFile, revision_of
from counterpoint.store.web import read_argument
from counterpoint.workspace.memory import CURRENT_ANNOTATOR, HIDDEN, LAST_ESSAY, LAST_PLACE


class Glance(NamedTuple):
    """An open library file and what to show of it. `names` are the annotators' by id, `annotator` is the id
    of who tags, `hidden` whose passages are not shown, `place` the caret in code points."""

    file: LibraryFile
    topics: list[TopicLine]
    essays: list[EssayLine]
    names: dict[str, str]
    annotator: str
    words_per_minute: int
    hidden: frozenset[str]
    essay: EssayText | None
    argument: Argument | None
    place: int


def glance(path: Path, *, read_only: bool = False) -> Glance | None:
    """Open the library and look at it; None where it is new or must be upgraded first, which takes the
    models. Raises what `LibraryFile.open` raises."""
    if revision_of(path) != REVISIONS[-1]:
        return None
    file = LibraryFile.open(path, read_only=read_only)
    connection = file.connection
    essays = queries.essay_lines(connection)
    last = queries.remembered(connection, LAST_ESSAY)
    essay = queries.essay_text(connection, last) if last else None
    place = queries.remembered(connection, LAST_PLACE)
    annotator = queries.remembered(connection, CURRENT_ANNOTATOR)
    return Glance(
        file,
        queries.topic_lines(connection),
        essays,
        queries.annotator_names(connection),
        annotator,
        queries.words_per_minute(connection, annotator),
        frozenset(queries.remembered(connection, HIDDEN).split()),
        essay,
        read_argument(connection, essay) if essay else None,
        int(place) if essay and place.isdigit() and int(place) < len(essay.text) else 0,
    )
