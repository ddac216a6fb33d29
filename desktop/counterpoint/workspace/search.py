"""Finding words across the library: essays, notes, passages and counterarguments.

Parts of words and Chinese are found, as the index holds every three characters in a row. All the words
of a query must occur; words in “double quotes” must stand together.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from counterpoint.store import fulltext
from counterpoint.workspace.workspace import Workspace

HitKind = Literal["essay", "passage", "note", "answer"]
EXPLORED: Final = 200
"""In how many of the best essays the passages are looked at."""


class Hit(NamedTuple):
    """One place where the words stand. `id` is that of the essay, passage or counterargument; `essay_id`
    is the essay to open for it. In `snippet` the words stand between \\x02 and \\x03. The higher the
    `score`, the better."""

    kind: HitKind
    id: str
    essay_id: str
    essay_title: str
    snippet: str
    score: float


def search(ws: Workspace, words: str, limit: int = 20) -> list[Hit]:
    """The best places for these words, best first, at most `limit`; nothing for an empty query."""
    terms = _terms(words)
    if not terms:
        return []
    connection = ws.store.raw
    essays = fulltext.essays(connection, terms, EXPLORED)
    hits = [Hit("essay", *row) for row in essays[:limit]]
    scores = {row.id: row.score for row in essays}
    hits += [Hit("passage", *row) for row in fulltext.passages(connection, terms, scores, limit)]
    hits += [Hit("note", *row) for row in fulltext.notes(connection, terms, limit)]
    hits += [Hit("answer", *row) for row in fulltext.answers(connection, terms, limit)]
    return sorted(hits, key=lambda hit: -hit.score)[:limit]


def _terms(words: str) -> list[str]:
    return list(dict.fromkeys(term.lower() for term in _split(words) if term))


def _split(words: str) -> Iterator[str]:
    for quoted, plain in re.findall(r'"([^"]*)"?|([^\s"]+)', words.replace("\0", " ")):
        yield " ".join(quoted.split()) or plain
