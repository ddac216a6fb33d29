"""Light reads: what lists, paint and the argument need, by columns rather than by records.

They speak to SQLite directly and import no models, so that the window can show an essay while the models
are still loading. Ids go in as parameters, a few hundred a query.
"""

import json
from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from sys import intern
from typing import Final

from counterpoint.core.marks import Answer, EssayLine, EssayText, Heading, Mark, Tie, TopicLine

MARK: Final = "p.id, p.start, p.\"end\", p.kind, p.annotator_id, p.detail, p.status, p.note <> ''"
TIE: Final = "l.id, l.relation, l.source_type, l.source_id, l.target_type, l.target_id, l.created"
ANSWER: Final = "SELECT id, heading, how, annotator_id FROM counterargument"
CHUNK: Final = 500


def essay_lines(connection: Connection) -> list[EssayLine]:
    """Every essay, by title, with how many passages it has."""
    query = (
        "SELECT e.id, e.title, e.author, e.topic_id, e.words, coalesce(n.n, 0) FROM essay e LEFT JOIN"
        " (SELECT essay_id, count(*) AS n FROM passage GROUP BY essay_id) n ON n.essay_id = e.id"
        " ORDER BY lower(e.title), e.id"
    )
    return [EssayLine(*row) for row in connection.execute(query)]


def essay_text(connection: Connection, essay_id: str) -> EssayText | None:
    """What showing an essay needs of it."""
    query = (
        "SELECT id, title, author, qualifications, publication, published, words, text, headings_json"
        " FROM essay WHERE id = ?"
    )
    row = connection.execute(query, (essay_id,)).fetchone()
    return EssayText._make((*row[:8], tuple(Heading(*each) for each in json.loads(row[8])))) if row else None


def topic_lines(connection: Connection) -> list[TopicLine]:
    """Every topic, by wording."""
    found = [TopicLine(*row) for row in connection.execute("SELECT id, wording FROM topic")]
    return sorted(found, key=lambda topic: topic.wording.casefold())


def annotator_names(connection: Connection) -> dict[str, str]:
    """Every annotator's name by id."""
    return dict(connection.execute("SELECT id, name FROM annotator").fetchall())


def words_per_minute(connection: Connection, annotator_id: str) -> int:
    """How fast an annotator reads aloud; 250 for nobody."""
    row = connection.execute(
        "SELECT words_per_minute FROM annotator WHERE id = ?", (annotator_id,)
    ).fetchone()
    return int(row[0]) if row else 250


def remembered(connection: Connection, key: str) -> str:
    """What the library remembers under `key`, or nothing."""
    row = connection.execute("SELECT value FROM memory WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def essay_ids(connection: Connection, *, start: str = "", title: str = "") -> list[str]:
    """Ids of the essays whose id begins with `start`, or whose title is `title` whatever its case."""
    if start:
        query, value = "SELECT id FROM essay WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id", start
    else:
        query, value = "SELECT id FROM essay WHERE lower(title) = lower(?) ORDER BY id", title
    return [row[0] for row in connection.execute(query, (value,))]


def essay_with_digest(connection: Connection, digest: str) -> str | None:
    """The id of the essay whose text has this digest."""
    row = connection.execute("SELECT id FROM essay WHERE digest = ? LIMIT 1", (digest,)).fetchone()
    return str(row[0]) if row else None


def count_passages(connection: Connection, essay_id: str) -> int:
    """How many passages an essay has."""
    return int(
        connection.execute("SELECT count(*) FROM passage WHERE essay_id = ?", (essay_id,)).fetchone()[0]
    )


def marks(connection: Connection, essay_id: str) -> list[Mark]:
    """Every passage of an essay, by start, longest first."""
    rows = connection.execute(f"SELECT {MARK} FROM passage p WHERE p.essay_id = ?", (essay_id,))
    # A great many marks share a few kinds, annotators and details: one string each serves them all.
    found = [Mark(row[0], row[1], row[2], *map(intern, row[3:6]), *row[6:]) for row in rows]  # type: ignore[arg-type]
    found.sort(key=lambda mark: (mark.start, -mark.end, mark.id))
    return found


def taggers(connection: Connection, essay_id: str) -> set[str]:
    """Who has tagged in an essay, by id."""
    query = "SELECT DISTINCT annotator_id FROM passage WHERE essay_id = ?"
    return {annotator_id for (annotator_id,) in connection.execute(query, (essay_id,))}


def ties_at(connection: Connection, ids: Iterable[str]) -> list[Tie]:
    """The links that start from or lead to any of these records."""
    found: dict[str, Tie] = {}
    for chunk, holes in _chunks(ids):
        for end in ("source_id", "target_id"):
            rows = connection.execute(f"SELECT {TIE} FROM link l WHERE l.{end} IN ({holes})", chunk)
            found.update((row[0], Tie(*row)) for row in rows)
    return list(found.values())


def ties_of_essay(connection: Connection, essay_id: str) -> list[Tie]:
    """The links that start from or lead to a passage of this essay."""
    found: dict[str, Tie] = {}
    for end in ("source_id", "target_id"):
        query = f"SELECT {TIE} FROM link l JOIN passage p ON p.id = l.{end} WHERE p.essay_id = ?"
        found.update((row[0], Tie(*row)) for row in connection.execute(query, (essay_id,)))
    return list(found.values())


def answers(connection: Connection, ids: Iterable[str] | None = None) -> dict[str, Answer]:
    """Counterarguments by id; all of them where no ids are given."""
    if ids is None:
        return {row[0]: Answer(*row) for row in connection.execute(ANSWER)}
    found: dict[str, Answer] = {}
    for chunk, holes in _chunks(ids):
        rows = connection.execute(f"{ANSWER} WHERE id IN ({holes})", chunk)
        found.update((row[0], Answer(*row)) for row in rows)
    return found


def passages_elsewhere(connection: Connection, ids: Iterable[str]) -> list[tuple[Mark, str, str, str]]:
    """Passages of any essay by id: the mark, its essay's id and title, and its quote."""
    found: list[tuple[Mark, str, str, str]] = []
    for chunk, holes in _chunks(ids):
        query = (
            f"SELECT {MARK}, p.essay_id, e.title, p.quote FROM passage p JOIN essay e ON e.id = p.essay_id"
            f" WHERE p.id IN ({holes})"
        )
        found += [(Mark(*row[:8]), row[8], row[9], row[10]) for row in connection.execute(query, chunk)]
    return found


def passage_lines(connection: Connection, limit: int) -> list[tuple[Mark, str, str, str]]:
    """Passages of every essay for the palette, the newest first, at most `limit`."""
    query = (
        f"SELECT {MARK}, p.essay_id, e.title, p.quote FROM passage p"
        " JOIN essay e ON e.id = p.essay_id ORDER BY p.created DESC, p.id LIMIT ?"
    )
    return [(Mark(*row[:8]), row[8], row[9], row[10]) for row in connection.execute(query, (limit,))]


def essays_with_claims(connection: Connection) -> list[str]:
    """Ids of the essays in which a claim is tagged, by title."""
    query = (
        "SELECT id FROM essay WHERE id IN (SELECT essay_id FROM passage WHERE kind = 'claim')"
        " ORDER BY lower(title), id"
    )
    return [row[0] for row in connection.execute(query)]


def _chunks(ids: Iterable[str]) -> Iterator[tuple[list[str], str]]:
    """The ids in order, some at a time, each time with as many question marks."""
    listed = sorted(set(ids))
    for at in range(0, len(listed), CHUNK):
        chunk = listed[at : at + CHUNK]
        yield chunk, ", ".join("?" * len(chunk))


CITED: Final = "id, title, author, qualifications, publication, published, url, accessed, side, pages_json"


def brief_lines(connection: Connection) -> list[tuple[str, str, int]]:
    """Every brief, by title: id, title, how many cards."""
    query = (
        "SELECT b.id, b.title, (SELECT count(*) FROM entry e WHERE e.brief_id = b.id AND e.kind = 'card')"
        " FROM brief b ORDER BY lower(b.title), b.id"
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def essays_to_brief(connection: Connection, topic_id: str) -> list[str]:
    """Ids of a topic's essays: those for it, those against it, the others; by title."""
    query = (
        "SELECT id FROM essay WHERE topic_id = ?"
        " ORDER BY CASE side WHEN 'pro' THEN 0 WHEN 'con' THEN 1 ELSE 2 END, lower(title), id"
    )
    return [row[0] for row in connection.execute(query, (topic_id,))]


def cited(connection: Connection, ids: Iterable[str]) -> list[tuple[str, ...]]:
    """Essays without their texts: the columns of `CITED`."""
    return [
        row
        for chunk, holes in _chunks(ids)
        for row in connection.execute(f"SELECT {CITED} FROM essay WHERE id IN ({holes})", chunk)
    ]


def fallen_cards(connection: Connection, brief_id: str) -> list[str]:
    """Ids of a brief's cards whose body is not what their essay says there. Each essay is read once:
    SQLite's `substr` counts a text's characters from its start for every card."""
    query = (
        'SELECT DISTINCT c.id, c.essay_id, c.start, c."end", c.quote'
        " FROM entry n JOIN card c ON c.id = n.card_id WHERE n.brief_id = ?"
    )
    cards: dict[str, list[tuple[str, int, int, str]]] = {}
    for card_id, essay_id, *body in connection.execute(query, (brief_id,)):
        cards.setdefault(essay_id, []).append((card_id, *body))
    return [
        card_id
        for chunk, holes in _chunks(cards)
        for essay_id, text in connection.execute(f"SELECT id, text FROM essay WHERE id IN ({holes})", chunk)
        for card_id, start, end, quote in cards[essay_id]
        if str(text)[start:end] != quote
    ]
