"""Tables as CSV that spreadsheets open safely, and passages as such a table.

UTF-8 with a byte order mark, without which Excel takes it for the local code page; rows end in CRLF
(RFC 4180). A cell that a spreadsheet might take for a formula begins with an apostrophe instead.
"""

import csv
import io
from collections.abc import Iterable
from typing import Final, NamedTuple

from counterpoint.core.bundle import Bundle
from counterpoint.core.records import Passage
from counterpoint.exporters import lost

_FORMULA_STARTS: Final = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_CONTROL_STARTS: Final = ("\t", "\r", "\n")


class PassageRow(NamedTuple):
    """One passage as a line of the table. `start` and `end` are code points of the essay's text; `answers`
    holds the headings of the counterarguments that answer it."""

    essay: str
    id: str
    kind: str
    detail: str
    start: int
    end: int
    quote: str
    note: str
    annotator: str
    answers: tuple[str, ...]


def rows(library: Bundle) -> list[PassageRow]:
    """The passages of `library`, essay by essay in the order of their titles, each in text order."""
    names = {each.id: each.name for each in library.annotators}
    titles = {each.id: each.title for each in library.essays}
    headings = {each.id: each.heading for each in library.counterarguments}
    answers: dict[str, list[str]] = {}
    for link in library.links:
        if link.relation == "answers" and link.source_id in headings:
            answers.setdefault(link.target_id, []).append(headings[link.source_id])
    passages = [each for each in library.passages if each.essay_id in titles]
    passages.sort(key=lambda each: (titles[each.essay_id].lower(), each.essay_id, *_in_text_order(each)))
    return [
        PassageRow(
            essay=titles[each.essay_id],
            id=each.id,
            kind=each.kind,
            detail=each.detail,
            start=each.start,
            end=each.end,
            quote=each.quote,
            note=each.note,
            annotator=names.get(each.annotator_id, ""),
            answers=tuple(sorted(answers.get(each.id, ()))),
        )
        for each in passages
    ]


def _in_text_order(passage: Passage) -> tuple[int, int, str]:
    return passage.start, -passage.end, passage.id


def losses(library: Bundle) -> tuple[str, ...]:
    """What of `library` the table cannot hold."""
    reasoned = sum(bool(each.reasoning) for each in library.counterarguments)
    headings = {each.id for each in library.counterarguments}
    told = {each.id for each in library.passages}
    links = sum(
        each.relation != "answers" or each.source_id not in headings or each.target_id not in told
        for each in library.links
    )
    return (
        *lost.several(len(library.essays), "essay’s text and cite", "essays’ texts and cites"),
        *lost.several(reasoned, "answer’s reasoning", "answers’ reasoning"),
        *lost.several(links, "link that is no answer to a passage", "links that are no answers to passages"),
        *lost.moved(library),
        *lost.beside_tags(library),
    )


def write(rows: Iterable[PassageRow]) -> str:
    """The table's text, byte order mark included; encode it as UTF-8 and do not translate line ends."""
    return lines(PassageRow._fields, ((*row[:-1], "; ".join(row.answers)) for row in rows))


def lines(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A whole table's text, byte order mark included, with every cell made harmless."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, dialect="excel")
    writer.writerow(map(harmless, header))
    writer.writerows(map(harmless, row) for row in rows)
    return "\ufeff" + table.getvalue()


def harmless(value: object) -> object:
    """The value as a cell that no spreadsheet takes for a formula; one that is harmless stays as it is."""
    if not isinstance(value, str):
        return value
    seen = value.lstrip().lstrip("\ufeff\u200b\u200e\u200f\u2060").lstrip()
    if value.startswith(_CONTROL_STARTS) or (seen and seen[0] in _FORMULA_STARTS):
        return "'" + value
    return value
