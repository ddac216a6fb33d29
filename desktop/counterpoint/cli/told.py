"""What the command line tells of passages and of places found, field by field as its JSON has it."""

from typing import Any, NamedTuple

from counterpoint.core.arguments import Argument
from counterpoint.core.marks import Tie
from counterpoint.workspace.arguments import argument
from counterpoint.workspace.library import annotators
from counterpoint.workspace.search import Hit
from counterpoint.workspace.transfer import passage_rows
from counterpoint.workspace.workspace import Workspace


class ToldAnswer(NamedTuple):
    """What answers a passage. `how` is empty where it is another passage, whose quote is the heading."""

    id: str
    heading: str
    how: str
    annotator: str


class ToldPassage(NamedTuple):
    """A passage; `start` and `end` are code points of the essay's text, `annotator` is a name."""

    id: str
    kind: str
    detail: str
    start: int
    end: int
    quote: str
    note: str
    annotator: str
    answers: tuple[ToldAnswer, ...]

    def as_json(self) -> dict[str, Any]:
        return self._asdict() | {"answers": [answer._asdict() for answer in self.answers]}


def told_passages(ws: Workspace, essay_id: str) -> list[ToldPassage]:
    """An essay's passages in text order, each with what answers it directly."""
    web = argument(ws, essay_id)
    names = {each.id: each.name for each in annotators(ws)}
    answers: dict[str, list[ToldAnswer]] = {}
    for tie in web.ties:
        if tie.relation == "answers":
            answers.setdefault(tie.target_id, []).append(_answer(web, tie, names))
    return [
        ToldPassage(
            id=row.id,
            kind=row.kind,
            detail=row.detail,
            start=row.start,
            end=row.end,
            quote=row.quote,
            note=row.note,
            annotator=row.annotator,
            answers=tuple(sorted(answers.get(row.id, ()), key=lambda each: (each.heading, each.id))),
        )
        for row in passage_rows(ws, essay_id)
    ]


def _answer(web: Argument, tie: Tie, names: dict[str, str]) -> ToldAnswer:
    if tie.source_type == "counterargument":
        answer = web.answers[tie.source_id]
        return ToldAnswer(answer.id, answer.heading, answer.how, names.get(answer.annotator_id, ""))
    if tie.source_id in web.elsewhere:
        there = web.elsewhere[tie.source_id]
        return ToldAnswer(tie.source_id, there.quote, "", names.get(there.mark.annotator_id, ""))
    mark = next(mark for mark in web.marks if mark.id == tie.source_id)
    return ToldAnswer(mark.id, web.text[mark.start : mark.end], "", names.get(mark.annotator_id, ""))


def told_hit(hit: Hit) -> dict[str, Any]:
    """A place found; the marks round the words are taken out of the snippet."""
    return {
        "kind": hit.kind,
        "id": hit.id,
        "essay": hit.essay_id,
        "snippet": hit.snippet.replace("\x02", "").replace("\x03", ""),
        "score": round(hit.score, 6),
    }
