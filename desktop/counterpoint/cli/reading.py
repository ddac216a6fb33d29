"""The verbs that read: essays, passages, holes, search."""

from typing import Annotated

import typer

from counterpoint.cli.options import Json, Library
from counterpoint.cli.options import reading as library_read
from counterpoint.cli.output import one_line, say, say_json, short_ids, table
from counterpoint.cli.told import ToldPassage, told_hit, told_passages
from counterpoint.workspace import arguments
from counterpoint.workspace import library as shelf
from counterpoint.workspace import search as finding

Name = Annotated[str, typer.Argument(metavar="ESSAY", help="An id, a unique start of one, or a title.")]
NameOrNone = Annotated[
    str | None, typer.Argument(metavar="ESSAY", help="An id, a unique start of one, or a title.")
]
Words = Annotated[list[str], typer.Argument(metavar="WORDS", help="All of them must occur.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="How many places at most.")]


def essays(context: typer.Context, library: Library = None, json: Json = False) -> None:
    """List the essays, by title."""
    with library_read(context, library) as ws:
        lines = shelf.essays(ws)
    if json:
        fields = ("id", "title", "author", "words", "passages")
        say_json([{name: getattr(line, name) for name in fields} for line in lines])
        return
    short = short_ids(line.id for line in lines)
    rows = [
        (short[line.id], line.words, "words", line.passages, "passages", _titled(line.title, line.author))
        for line in lines
    ]
    say(*table(rows))


def _titled(title: str, author: str) -> str:
    return one_line(title) + (f" — {one_line(author)}" if author else "")


def passages(context: typer.Context, essay: Name, library: Library = None, json: Json = False) -> None:
    """List an essay's passages in text order."""
    with library_read(context, library) as ws:
        found = told_passages(ws, shelf.find_essay(ws, essay).id)
    if json:
        say_json([each.as_json() for each in found])
        return
    short = short_ids(each.id for each in found)
    rows = [
        (
            short[each.id],
            each.kind,
            one_line(each.detail) if each.detail else "–",
            f"{each.start}–{each.end}".rjust(_span_width(found)),
            one_line(each.annotator),
            f"“{one_line(each.quote)}”",
        )
        for each in found
    ]
    for line, each in zip(table(rows), found, strict=True):
        say(line)
        if each.note:
            say(f"          note: {one_line(each.note)}")
        for answer in each.answers:
            say(
                f"          answered ({answer.how}, {one_line(answer.annotator)}): {one_line(answer.heading)}"
            )


def _span_width(found: list[ToldPassage]) -> int:
    return max((len(f"{each.start}–{each.end}") for each in found), default=0)


def holes(
    context: typer.Context, essay: NameOrNone = None, library: Library = None, json: Json = False
) -> None:
    """List what is missing.

    Claims without evidence or without an answer, and answers without support.
    """
    with library_read(context, library) as ws:
        found = arguments.holes(ws, shelf.find_essay(ws, essay).id if essay else None)
        titles = {line.id: line.title for line in shelf.essays(ws)}
    if json:
        say_json(
            [
                {"id": h.id, "essay": h.essay_id, "kind": h.kind, "quote": h.quote, "hole": h.hole}
                for h in found
            ]
        )
        return
    short = short_ids(hole.id for hole in found)
    lines = table([(short[hole.id], hole.hole, hole.kind, f"“{one_line(hole.quote)}”") for hole in found])
    told = ""
    for line, hole in zip(lines, found, strict=True):
        if hole.essay_id != told:
            say(*([""] if told else []), one_line(titles[hole.essay_id]))
            told = hole.essay_id
        say(f"  {line}")


def search(
    context: typer.Context,
    words: Words,
    limit: Limit = 20,
    library: Library = None,
    json: Json = False,
) -> None:
    """Find words, the best places first.

    In essays, passages, notes and answers, parts of words too. "Double quotes" keep words together.
    """
    with library_read(context, library) as ws:
        hits = finding.search(ws, " ".join(words), limit)
    if json:
        say_json([told_hit(hit) for hit in hits])
        return
    for hit in hits:
        snippet = one_line(told_hit(hit)["snippet"], 2 * len(hit.snippet) + 1)
        say(f"{hit.kind:<8}  {hit.id[:8]}  {one_line(hit.essay_title)}", f"          {snippet}")
