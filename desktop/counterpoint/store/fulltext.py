"""Finding words by the search index of migration 0002, best first.

The index holds every three characters in a row. A word of three or more is a phrase of them; a shorter
one is looked up in the index's own list of terms, as any term that begins with it. Scores are FTS5's
BM25 turned round, so that more is better (sqlite.org/fts5.html, section 5.1.1).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from sqlalchemy import Connection, text

OPEN: Final = "\x02"
CLOSE: Final = "\x03"
WIDE: Final = 60
"""Code points of a snippet before the first word found; twice as many after it."""

SHOWN: Final = 20
"""For how many essays snippets are made."""

VARIANTS: Final = 300
"""How many terms of the index a short word may stand for."""


class Found(NamedTuple):
    """A row found: its id, its essay's id and title, the snippet with OPEN and CLOSE round words, the score."""

    id: str
    essay_id: str
    essay_title: str
    snippet: str
    score: float


def essays(connection: Connection, terms: Sequence[str], limit: int) -> list[Found]:
    """Essays in whose title, author or text all terms occur. A word in the title weighs eight times as
    much as one in the text, an author's name four times. Snippets are made for the best `SHOWN`."""
    match = _match(connection, "essay", terms)
    if match is None:
        return []
    ranked = text(
        "SELECT rowid, -bm25(essay_search, 8.0, 4.0, 1.0) AS score FROM essay_search"
        " WHERE essay_search MATCH :match ORDER BY bm25(essay_search, 8.0, 4.0, 1.0) LIMIT :limit"
    )
    rows = connection.execute(ranked, {"match": match, "limit": limit}).all()
    # The words near the first term; SQLite's lower() folds ASCII, which keeps places as they are.
    cut = text(
        "SELECT id, title, substr(text, max(1, instr(lower(text), :term) - :wide), :most) AS words FROM essay"
        " WHERE rowid = :place"
    )
    found = []
    for at, (place, score) in enumerate(rows):
        shape = {"term": terms[0], "wide": 2 * WIDE, "most": 8 * WIDE if at < SHOWN else 0, "place": place}
        row = connection.execute(cut, shape).one()
        found.append(Found(row.id, row.id, row.title, excerpt(row.words, terms), score))
    return found


def passages(
    connection: Connection, terms: Sequence[str], essays: Mapping[str, float], limit: int
) -> list[Found]:
    """Passages of these essays (id to score) whose quotes hold all terms. A passage scores as its essay
    does, less where the terms are a small part of a long quote."""
    likes = " AND ".join(f"p.quote LIKE :t{at} ESCAPE '\\'" for at in range(len(terms)))
    query = text(
        "SELECT p.id, p.essay_id, e.title, p.quote FROM passage p JOIN essay e ON e.id = p.essay_id"
        f" WHERE p.essay_id = :essay AND {likes} ORDER BY length(p.quote), p.id LIMIT :limit"
    )
    patterns = {f"t{at}": _like(term) for at, term in enumerate(terms)}
    found: list[Found] = []
    for essay_id, score in essays.items():
        for row in connection.execute(query, {"essay": essay_id, "limit": limit, **patterns}):
            folded = row.quote.lower()
            if all(term in folded for term in terms):
                share = min(1.0, sum(map(len, terms)) / len(row.quote))
                snippet = excerpt(row.quote, terms)
                found.append(Found(row.id, row.essay_id, row.title, snippet, score * (0.5 + share / 2)))
        if len(found) >= 2 * limit:
            break
    return sorted(found, key=lambda each: -each.score)[:limit]


def notes(connection: Connection, terms: Sequence[str], limit: int) -> list[Found]:
    """Passages in whose notes all terms occur."""
    return _small(
        connection,
        "passage",
        terms,
        limit,
        "SELECT p.id, p.essay_id, e.title, p.note AS words FROM passage p JOIN essay e ON e.id = p.essay_id"
        " WHERE p.rowid = :place",
    )


def answers(connection: Connection, terms: Sequence[str], limit: int) -> list[Found]:
    """Counterarguments in whose heading or reasoning all terms occur; their essay is that of the passage
    which the chain of answers ends at."""
    return _small(
        connection,
        "counterargument",
        terms,
        limit,
        "WITH RECURSIVE up (id, type, far) AS ("
        "  SELECT id, 'counterargument', 0 FROM counterargument WHERE rowid = :place"
        "  UNION SELECT l.target_id, l.target_type, up.far + 1 FROM up JOIN link l"
        "  ON l.source_id = up.id AND l.relation = 'answers' WHERE up.far < 50)"
        " SELECT c.id, coalesce(p.essay_id, '') AS essay_id, coalesce(e.title, '') AS title,"
        " c.heading || '. ' || c.reasoning AS words FROM counterargument c"
        " LEFT JOIN up ON up.type = 'passage' LEFT JOIN passage p ON p.id = up.id"
        " LEFT JOIN essay e ON e.id = p.essay_id WHERE c.rowid = :place LIMIT 1",
    )


def _small(connection: Connection, table: str, terms: Sequence[str], limit: int, query: str) -> list[Found]:
    match = _match(connection, table, terms)
    if match is None:
        return []
    ranked = text(
        f"SELECT rowid, -bm25({table}_search) FROM {table}_search WHERE {table}_search MATCH :match"
        f" ORDER BY bm25({table}_search) LIMIT :limit"
    )
    found = []
    for place, score in connection.execute(ranked, {"match": match, "limit": limit}).all():
        row = connection.execute(text(query), {"place": place}).one()
        found.append(Found(row[0], row[1], row[2], excerpt(row[3], terms), score))
    return found


def _match(connection: Connection, table: str, terms: Iterable[str]) -> str | None:
    """The FTS5 query for all terms, or None where a short one occurs nowhere."""
    parts = []
    for term in terms:
        if len(term) >= 3:
            parts.append(_phrase(term))
            continue
        between = text(f"SELECT term FROM {table}_terms WHERE term >= :low AND term < :high LIMIT :limit")
        bounds = {"low": term, "high": term + "\U0010ffff", "limit": VARIANTS}
        variants = list(connection.scalars(between, bounds))
        if not variants:
            return None
        parts.append("(" + " OR ".join(map(_phrase, variants)) + ")")
    return " AND ".join(parts)


def _phrase(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _like(term: str) -> str:
    # SQLite folds the case of ASCII alone; other letters match any character here and are compared after.
    safe = term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return "%" + "".join(each if each.isascii() else "_" for each in safe) + "%"


def excerpt(words: str, terms: Sequence[str]) -> str:
    """A stretch of `words` round the first term found, with OPEN and CLOSE round each term in it."""
    folded = words.lower() if len(words.lower()) == len(words) else words
    first = min((at for at in map(folded.find, terms) if at >= 0), default=0)
    start, end = max(0, first - WIDE), min(len(words), first + 2 * WIDE)
    spans = sorted((at, at + len(term)) for term in terms for at in _places(folded, term, start, end))
    cut, at = [], start
    for low, high in spans:
        if low >= at:
            cut += [words[at:low], OPEN, words[low:high], CLOSE]
            at = high
    cut.append(words[at : max(end, at)])
    shown = ("…" if start else "") + "".join(cut) + ("…" if end < len(words) else "")
    return " ".join(shown.split())


def _places(folded: str, term: str, start: int, end: int) -> Iterable[int]:
    at = folded.find(term, start, end)
    while at >= 0:
        yield at
        at = folded.find(term, at + len(term), end)
