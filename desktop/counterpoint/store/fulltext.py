"""Finding words by the search index of migration 0002, best first.

The index holds every three characters in a row. A word of three or more is a phrase of them; a shorter
one is looked up in the index's own list of terms, as any term that begins with it. A letter that stands
nearly everywhere would cost more than all else: beside rarer words it is looked for in what they find, and
alone it stands for the first of its terms. Scores are FTS5's BM25 turned round, so that more is better
(sqlite.org/fts5.html, section 5.1.1).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import Connection
from typing import Final, NamedTuple

from counterpoint.core.errors import LibraryDamaged

AMONG: Final = "(SELECT value FROM json_each(:among))"
"""A list of values as one parameter, in JSON."""

OPEN: Final = "\x02"
CLOSE: Final = "\x03"
WIDE: Final = 60
"""Code points of a snippet before the first word found; twice as many after it."""

_STOPS: Final = " .…,;:"
"""What an ellipsis does not stand beside."""

SHOWN: Final = 20
"""For how many essays snippets are made."""

POSTINGS: Final = 30_000
"""How many entries of the index a short word is looked up in; one that has more stands nearly everywhere."""

NEAREST: Final = 20
"""In how many of the best essays passages are looked for before the rest are."""


class Found(NamedTuple):
    """A row found. In the snippet the words stand between OPEN and CLOSE."""

    id: str
    essay_id: str
    essay_title: str
    snippet: str
    score: float


class _Query(NamedTuple):
    """An FTS5 query, and the words that are left to be looked for in what it finds."""

    match: str
    besides: tuple[str, ...]


def essays(connection: Connection, terms: Sequence[str], limit: int) -> list[Found]:
    """Essays in whose title, author or text all terms occur. A word in the title weighs eight times as
    much as one in the text, an author's name four times. Snippets are made for the best `SHOWN`."""
    query = _query(connection, "essay", terms)
    if query is None:
        return []
    ranked = (
        "SELECT rowid, bm25(essay_search, 8.0, 4.0, 1.0) AS score FROM essay_search"
        " WHERE essay_search MATCH :match ORDER BY score LIMIT :limit"
    )
    found = connection.execute(ranked, {"match": query.match, "limit": limit})
    scores: dict[int, float] = {place: -score for place, score in found}
    besides = "".join(
        f" AND instr(lower(title || ' ' || author || ' ' || text), :t{at})"
        for at in range(len(query.besides))
    )
    patterns = {f"t{at}": term for at, term in enumerate(query.besides)}
    named = f"SELECT rowid, id, title FROM essay WHERE rowid IN {AMONG}" + besides
    among = {"among": json.dumps(list(scores)), **patterns}
    lines = {row[0]: row for row in connection.execute(named, among)}
    best = [place for place in scores if place in lines]
    words = _words_near(connection, terms[0], best[:SHOWN])
    return [
        Found(essay_id, essay_id, title, excerpt(words.get(place, ""), terms), scores[place])
        for place, essay_id, title in (lines[place] for place in best)
    ]


def _words_near(connection: Connection, term: str, places: Sequence[int]) -> dict[int, str]:
    """The words round a term in the essays at these rows."""
    # SQLite's lower() folds ASCII, which keeps places as they are.
    cut = (
        "SELECT rowid, substr(text, max(1, instr(lower(text), :term) - :wide), :most) AS words FROM essay"
        f" WHERE rowid IN {AMONG}"
    )
    shape = {"term": term, "wide": 2 * WIDE, "most": 8 * WIDE, "among": json.dumps(list(places))}
    return dict(connection.execute(cut, shape).fetchall())


def passages(
    connection: Connection, terms: Sequence[str], essays: Mapping[str, float], limit: int
) -> list[Found]:
    """Passages of these essays (id to score, best first) whose quotes hold all terms. A passage scores as
    its essay does, less where the terms are a small part of a long quote."""
    likes = " AND ".join(f"p.quote LIKE :t{at} ESCAPE '\\'" for at in range(len(terms)))
    shortest = (
        "SELECT id, essay_id, title, quote FROM (SELECT p.id, p.essay_id, e.title, p.quote, row_number()"
        " OVER (PARTITION BY p.essay_id ORDER BY length(p.quote), p.id) AS nth"
        f" FROM passage p JOIN essay e ON e.id = p.essay_id WHERE p.essay_id IN {AMONG} AND {likes})"
        " WHERE nth <= :limit"
    )
    patterns = {f"t{at}": _like(term) for at, term in enumerate(terms)}
    length = sum(map(len, terms))
    found: list[Found] = []
    ids = list(essays)
    for among in (ids[:NEAREST], ids[NEAREST:]):
        shape = {"among": json.dumps(among), "limit": limit, **patterns}
        for passage_id, essay_id, title, quote in connection.execute(shortest, shape):
            folded = quote.lower()
            if all(term in folded for term in terms):
                score = essays[essay_id] * (0.5 + min(1.0, length / len(quote)) / 2)
                found.append(Found(passage_id, essay_id, title, quote, score))
        if len(found) >= 2 * limit:
            break
    best = sorted(found, key=lambda each: -each.score)[:limit]
    return [each._replace(snippet=excerpt(each.snippet, terms)) for each in best]


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


def _small(connection: Connection, table: str, terms: Sequence[str], limit: int, rows: str) -> list[Found]:
    query = _query(connection, table, terms)
    if query is None:
        return []
    ranked = (
        f"SELECT rowid, bm25({table}_search) AS score FROM {table}_search"
        f" WHERE {table}_search MATCH :match ORDER BY score LIMIT :limit"
    )
    found = []
    for place, score in connection.execute(ranked, {"match": query.match, "limit": limit}).fetchall():
        row = connection.execute(rows, {"place": place}).fetchone()
        if row is None:
            raise LibraryDamaged(
                "The library's search index leads to nothing; run “counterpoint check” to have it made anew."
            )
        found_id, essay_id, title, words = row
        folded = words.lower()
        if all(term in folded for term in query.besides):
            found.append(Found(found_id, essay_id, title, excerpt(words, terms), -score))
    return found


def _query(connection: Connection, table: str, terms: Iterable[str]) -> _Query | None:
    """What to ask FTS5 for all terms, or None where a short one occurs nowhere."""
    parts, common = [], {}
    for term in terms:
        if len(term) >= 3:
            parts.append(_phrase(term))
            continue
        variants, are_all = _variants(connection, table, term)
        if not variants:
            return None
        either = "(" + " OR ".join(map(_phrase, variants)) + ")"
        if are_all:
            parts.append(either)
        else:
            common[term] = either
    if not parts:
        parts.append(common.pop(next(iter(common))))
    return _Query(" AND ".join(parts), tuple(common))


def _variants(connection: Connection, table: str, term: str) -> tuple[list[str], bool]:
    """Terms of the index that begin with a short one, and whether those are all of them."""
    between = f"SELECT term, doc FROM {table}_terms WHERE term >= :low AND term < :high"
    variants: list[str] = []
    postings = 0
    rows = connection.execute(between, {"low": term, "high": term + "\U0010ffff"})
    for variant, rows_with_it in rows:
        variants.append(variant)
        postings += rows_with_it
        if postings > POSTINGS:
            rows.close()
            return variants, False
    return variants, True


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
    start, end = _ends(words, first, max((len(term) for term in terms), default=0))
    spans = sorted((at, at + len(term)) for term in terms for at in _places(folded, term, start, end))
    cut, at = [], start
    for low, high in spans:
        if low >= at:
            cut += [words[at:low], OPEN, words[low:high], CLOSE]
            at = high
    cut.append(words[at : max(end, at)])
    shown = " ".join("".join(cut).split())
    if start:
        shown = "…" + shown.lstrip(_STOPS)
    return shown.rstrip(_STOPS + " ") + "…" if end < len(words) else shown


def _ends(words: str, first: int, length: int) -> tuple[int, int]:
    """Where an excerpt begins and ends: some way round a term at `first`, and at words' bounds where near."""
    start, end = max(0, first - WIDE), min(len(words), first + 2 * WIDE)
    if start and not words[start - 1].isspace():
        following = next((at for at in range(start, first) if words[at].isspace()), -1)
        start = following + 1 if following >= 0 else start
    if end < len(words) and not words[end].isspace():
        before = next((at for at in range(end, first + length, -1) if words[at].isspace()), -1)
        end = before if before >= 0 else end
    return start, end


def _places(folded: str, term: str, start: int, end: int) -> Iterable[int]:
    at = folded.find(term, start, end)
    while at >= 0:
        yield at
        at = folded.find(term, at + len(term), end)
