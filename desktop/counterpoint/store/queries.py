"""Light reads: what lists, paint and the argument need, by columns rather than by records."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, func, or_, select

from counterpoint.core.marks import Answer, EssayLine, Mark, Tie
from counterpoint.core.records import Counterargument, Essay, Link, Passage
from counterpoint.store.store import Store
from counterpoint.store.tables import TABLE_OF

ESSAY: Final = TABLE_OF[Essay]
PASSAGE: Final = TABLE_OF[Passage]
ANSWER: Final = TABLE_OF[Counterargument]
LINK: Final = TABLE_OF[Link]

MARK_COLUMNS: Final = (
    PASSAGE.c.id,
    PASSAGE.c.start,
    PASSAGE.c.end,
    PASSAGE.c.kind,
    PASSAGE.c.annotator_id,
    PASSAGE.c.detail,
    PASSAGE.c.status,
    PASSAGE.c.note != "",
)
TIE_COLUMNS: Final = (
    LINK.c.id,
    LINK.c.relation,
    LINK.c.source_type,
    LINK.c.source_id,
    LINK.c.target_type,
    LINK.c.target_id,
)
CHUNK: Final = 500


def essay_lines(store: Store) -> list[EssayLine]:
    """Every essay, by title, with how many passages it has."""
    counted = select(PASSAGE.c.essay_id, func.count().label("n")).group_by(PASSAGE.c.essay_id).subquery()
    columns = (ESSAY.c.id, ESSAY.c.title, ESSAY.c.author, ESSAY.c.topic_id, ESSAY.c.words)
    query = (
        select(*columns, func.coalesce(counted.c.n, 0))
        .join_from(ESSAY, counted, counted.c.essay_id == ESSAY.c.id, isouter=True)
        .order_by(func.lower(ESSAY.c.title), ESSAY.c.id)
    )
    with store.reading() as connection:
        return [EssayLine(*row) for row in connection.execute(query)]


def essay_ids(store: Store, *, start: str = "", title: str = "") -> list[str]:
    """Ids of the essays whose id begins with `start`, or whose title is `title` whatever its case."""
    column = (
        ESSAY.c.id.startswith(start, autoescape=True) if start else func.lower(ESSAY.c.title) == title.lower()
    )
    with store.reading() as connection:
        return list(connection.scalars(select(ESSAY.c.id).where(column).order_by(ESSAY.c.id)))


def essay_with_digest(store: Store, digest: str) -> str | None:
    """The id of the essay whose text has this digest."""
    with store.reading() as connection:
        found: str | None = connection.scalar(select(ESSAY.c.id).where(ESSAY.c.digest == digest).limit(1))
        return found


def count_passages(store: Store, essay_id: str) -> int:
    """How many passages an essay has."""
    with store.reading() as connection:
        return connection.scalar(select(func.count()).where(PASSAGE.c.essay_id == essay_id)) or 0


def marks(store: Store, essay_id: str) -> list[Mark]:
    """Every passage of an essay, by start, longest first."""
    query = (
        select(*MARK_COLUMNS)
        .where(PASSAGE.c.essay_id == essay_id)
        .order_by(PASSAGE.c.start, PASSAGE.c.end.desc(), PASSAGE.c.id)
    )
    with store.reading() as connection:
        return [Mark(*row) for row in connection.execute(query)]


def ties_at(connection: Connection, ids: Iterable[str]) -> list[Tie]:
    """The links that start from or lead to any of these records."""
    found: dict[str, Tie] = {}
    for chunk in _chunks(ids):
        query = select(*TIE_COLUMNS).where(or_(LINK.c.source_id.in_(chunk), LINK.c.target_id.in_(chunk)))
        found.update((row[0], Tie(*row)) for row in connection.execute(query))
    return list(found.values())


def ties_of_essay(connection: Connection, essay_id: str) -> list[Tie]:
    """The links that start from or lead to a passage of this essay."""
    inside = select(PASSAGE.c.id).where(PASSAGE.c.essay_id == essay_id).scalar_subquery()
    query = select(*TIE_COLUMNS).where(or_(LINK.c.source_id.in_(inside), LINK.c.target_id.in_(inside)))
    return [Tie(*row) for row in connection.execute(query)]


def all_ties(connection: Connection) -> list[Tie]:
    return [Tie(*row) for row in connection.execute(select(*TIE_COLUMNS))]


def answers(connection: Connection, ids: Iterable[str] | None = None) -> dict[str, Answer]:
    """Counterarguments by id; all of them where no ids are given."""
    query = select(ANSWER.c.id, ANSWER.c.heading, ANSWER.c.how, ANSWER.c.annotator_id)
    if ids is None:
        return {row[0]: Answer(*row) for row in connection.execute(query)}
    found: dict[str, Answer] = {}
    for chunk in _chunks(ids):
        found.update(
            (row[0], Answer(*row)) for row in connection.execute(query.where(ANSWER.c.id.in_(chunk)))
        )
    return found


def passages_elsewhere(connection: Connection, ids: Iterable[str]) -> list[tuple[Mark, str, str, str]]:
    """Passages of any essay by id: the mark, its essay's id and title, and its quote."""
    found: list[tuple[Mark, str, str, str]] = []
    columns = (*MARK_COLUMNS, PASSAGE.c.essay_id, ESSAY.c.title, PASSAGE.c.quote)
    for chunk in _chunks(ids):
        query = select(*columns).join_from(PASSAGE, ESSAY, PASSAGE.c.essay_id == ESSAY.c.id)
        for row in connection.execute(query.where(PASSAGE.c.id.in_(chunk))):
            found.append((Mark(*row[:8]), row[8], row[9], row[10]))
    return found


def passage_lines(store: Store, limit: int) -> list[tuple[Mark, str, str, str]]:
    """Passages of every essay for the palette, the newest first, at most `limit`."""
    columns = (*MARK_COLUMNS, PASSAGE.c.essay_id, ESSAY.c.title, func.substr(PASSAGE.c.quote, 1, 200))
    query = (
        select(*columns)
        .join_from(PASSAGE, ESSAY, PASSAGE.c.essay_id == ESSAY.c.id)
        .order_by(PASSAGE.c.created.desc(), PASSAGE.c.id)
        .limit(limit)
    )
    with store.reading() as connection:
        return [(Mark(*row[:8]), row[8], row[9], row[10]) for row in connection.execute(query)]


def essays_with_claims(store: Store) -> Sequence[str]:
    """Ids of the essays in which a claim is tagged, by title."""
    query = (
        select(ESSAY.c.id)
        .where(ESSAY.c.id.in_(select(PASSAGE.c.essay_id).where(PASSAGE.c.kind == "claim")))
        .order_by(func.lower(ESSAY.c.title), ESSAY.c.id)
    )
    with store.reading() as connection:
        return list(connection.scalars(query))


def _chunks(ids: Iterable[str]) -> Iterable[list[str]]:
    listed = sorted(set(ids))
    return (listed[at : at + CHUNK] for at in range(0, len(listed), CHUNK))
