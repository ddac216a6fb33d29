"""Small libraries and random edits for tests: texts hold an emoji, a combining accent, Arabic and Chinese."""

import json
from pathlib import Path

from hypothesis import strategies as st

from counterpoint.core.anchors import describe
from counterpoint.core.records import (
    Annotator,
    Brief,
    Card,
    Counterargument,
    Decision,
    Entry,
    Essay,
    Passage,
    Progress,
    progress_id,
)
from counterpoint.core.vocabulary import KINDS, Kind
from counterpoint.store.store import Store
from counterpoint.store.tables import METADATA
from counterpoint.workspace.library import add_annotator, add_essays, choose_annotator, open_workspace
from counterpoint.workspace.workspace import Workspace

TEXT = (
    "Fences 😀 teach climbers. A cafe\u0301 owner said: “We adapt.” قال التاجر إن الأسعار ارتفعت.\n"
    "自力更生 is an old phrase. Prices rose by 3.5 percent in the U.S. market. Who pays? We do.\n"
    "The last paragraph answers the first one."
)
"""A text in which Qt's units, bytes and code points all differ."""


def words(low: int = 1, high: int = 20) -> st.SearchStrategy[str]:
    """Text as people write it, with what breaks careless programs."""
    return st.text(st.sampled_from("abc ,.—'😀\u0301سلا自力é\n=\"\\%_"), min_size=low, max_size=high)


def library(folder: Path, name: str = "library.counterpoint") -> Workspace:
    """A library in which Ada tags."""
    ws = open_workspace(folder / name)
    choose_annotator(ws, add_annotator(ws, "Ada"))
    return ws


def with_essay(folder: Path, text: str = TEXT, title: str = "Fences") -> tuple[Workspace, Essay]:
    """A library with one essay in it."""
    ws = library(folder)
    essay = Essay(title=title, text=text)
    add_essays(ws, [essay])
    return ws, essay


def passage_of(essay: Essay, annotator: Annotator, start: int, end: int, kind: Kind = KINDS[0]) -> Passage:
    """A passage with its quote and context."""
    anchor = describe(essay.text, start, end)
    return Passage(
        essay_id=essay.id,
        annotator_id=annotator.id,
        kind=kind,
        start=start,
        end=end,
        quote=anchor.quote,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
    )


def card_of(essay: Essay, passage: Passage, tag: str = "", cuts_json: str = "[]") -> Card:
    """A card of the whole paragraphs around a passage."""
    start = essay.text.rfind("\n", 0, passage.start) + 1
    end = essay.text.find("\n", passage.end)
    end = end if end >= 0 else len(essay.text)
    return Card(
        passage_id=passage.id,
        essay_id=essay.id,
        annotator_id=passage.annotator_id,
        tag=tag,
        start=start,
        end=end,
        quote=essay.text[start:end],
        cuts_json=cuts_json,
    )


def brief_of(
    essay: Essay, claim: Passage, answer: Counterargument, evidence: Passage
) -> tuple[Card, Brief, Entry, Entry, Entry, Entry]:
    """A card, and a brief in which a block built from the claim holds the answer, with the card below it."""
    card = card_of(essay, evidence, "Prices 😀 rise", f'[[{evidence.start}, {evidence.end}, "underline"]]')
    brief = Brief(annotator_id=claim.annotator_id, title="Fences 自力")
    hat = Entry(brief_id=brief.id, rank="h", kind="hat", text="Answers")
    block = Entry(
        brief_id=brief.id, parent_id=hat.id, rank="h", kind="frontline", text="Fences", passage_id=claim.id
    )
    given = Entry(
        brief_id=brief.id, parent_id=block.id, rank="h", kind="answer", counterargument_id=answer.id
    )
    shown = Entry(brief_id=brief.id, parent_id=given.id, rank="h", kind="card", card_id=card.id)
    return card, brief, hat, block, given, shown


def decision_of(passage: Passage, start: int, end: int, reason: str = "") -> Decision:
    """A ruling by the passage's annotator that it should have been from `start` to before `end`."""
    return Decision(
        essay_id=passage.essay_id,
        annotator_id=passage.annotator_id,
        ruling="change",
        members=passage.id,
        agreed_json=json.dumps([[start, end, passage.kind, passage.detail]]),
        reason=reason,
    )


def progress_of(essay: Essay, annotator: Annotator, upto: int) -> Progress:
    """That somebody has read an essay up to there."""
    made_of = progress_id(essay.digest, annotator.id)
    return Progress(id=made_of, essay_id=essay.id, annotator_id=annotator.id, upto=upto)


def rows(
    store: Store, *, leaving_out: tuple[str, ...] = ("step", "memory")
) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of records, in order of id."""
    tables = [name for name in METADATA.tables if name not in leaving_out]
    return {name: store.raw.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in tables}


def quote_found(store: Store, table: str, word: str) -> int:
    """How many rows the search index of a table finds for a word of three characters or more."""
    query = f"SELECT count(*) FROM {table}_search WHERE {table}_search MATCH ?"
    count: int = store.raw.execute(query, (f'"{word}"',)).fetchone()[0]
    return count
