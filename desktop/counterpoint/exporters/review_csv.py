"""A review's differences as a CSV table: one row a difference, one column an annotator."""

from collections.abc import Iterator, Mapping
from typing import Final

from counterpoint.core.review_document import DifferenceTold, LaneMark, ReviewDocument, Says
from counterpoint.exporters.csv_table import harmless, lines
from counterpoint.exporters.review_told import distinct, passage_words, passages

_BEFORE: Final = ("start", "end", "quote", "group")
_AFTER: Final = ("decision", "agreed", "reason", "decided by", "at")
OPEN: Final = "open"
"""The decision where there is none yet."""


def write(document: ReviewDocument) -> str:
    """The table's text; encode it as UTF-8 and do not translate line ends. Places where all agree
    have no row.

    An annotator's cell has the kind, the detail in brackets, and the code points where they are not the whole
    difference's; of a link what is said of it; nothing where she has nothing there, and `not read yet` where
    she has not got there.
    """
    header = _columns(document)
    marks = passages(document)
    rows = (_row(each, document, marks) for each in document.differences if each.group != "agree")
    return lines(header, rows)


def _columns(document: ReviewDocument) -> tuple[str, ...]:
    """The columns' names, in order: an annotator may well be called as another, or as a column."""
    fixed = (*_BEFORE, *_AFTER)
    people = distinct((*fixed, *(str(harmless(lane.name)) for lane in document.lanes)))[len(fixed) :]
    return (*_BEFORE, *people, *_AFTER)


def _row(each: DifferenceTold, document: ReviewDocument, marks: Mapping[str, LaneMark]) -> Iterator[object]:
    yield from (each.start, each.end, each.quote, each.group)
    says = {said.annotator_id: said for said in each.by}
    for lane in document.lanes:
        said = says.get(lane.annotator_id)
        if said is not None and (said.kind or said.ids):
            yield _cell(said, each, marks)
        else:
            yield "not read yet" if lane.upto < each.end else ""
    ruled = each.ruled
    if ruled is None:
        yield from (OPEN, "", "", "", "")
    else:
        agreed = "; ".join(map(passage_words, ruled.agreed))
        yield from (ruled.ruling, agreed, ruled.reason, ruled.by, ruled.at)


def _cell(said: Says, each: DifferenceTold, marks: Mapping[str, LaneMark]) -> str:
    own = [marks[name] for name in said.ids if name in marks]
    if each.group == "links" or not own:
        return said.words or said.kind
    told = []
    for mark in own:
        detail = f" ({mark.detail})" if mark.detail else ""
        bounds = f" {mark.start}–{mark.end}" if (mark.start, mark.end) != (each.start, each.end) else ""
        told.append(f"{mark.kind}{detail}{bounds}")
    return "; ".join(told)
