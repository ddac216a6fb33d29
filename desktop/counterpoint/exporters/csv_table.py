"""Tables as CSV that spreadsheets open safely, and passages as such a table.

UTF-8 with a byte order mark, without which Excel takes it for the local code page; rows end in CRLF
(RFC 4180). A cell that a spreadsheet might take for a formula begins with an apostrophe instead.
"""

import csv
import io
from collections.abc import Iterable
from typing import Final, NamedTuple

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
