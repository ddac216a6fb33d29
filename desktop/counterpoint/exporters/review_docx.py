"""A review as DOCX: figures as tables, the essay with its differences as comments, and all of them listed.

The same review gives the same bytes.
"""

from bisect import bisect_left
from typing import Final

from lxml.etree import Element, SubElement, _Element

from counterpoint.core.brief_document import Comment, Run
from counterpoint.core.review_document import ReviewDocument, Ruled
from counterpoint.exporters.docx_comments import Comments
from counterpoint.exporters.docx_package import as_bytes, pack, properties
from counterpoint.exporters.docx_template import template
from counterpoint.exporters.docx_xml import PLAIN, Look, W, child, direction, paragraph, run, w
from counterpoint.exporters.review_docx_parts import BOLD, NUMBER, SOFT, line, styles, tagged_look
from counterpoint.exporters.review_docx_tables import write_figures
from counterpoint.exporters.review_told import (
    RULINGS,
    SECTIONS,
    Holding,
    Paragraph,
    Segment,
    count_words,
    decided,
    holdings,
    laid_out,
    moment,
    names,
    passage_words,
    read_share,
    sections,
)

_REVIEW: Final = "Review"
"""Whose a comment on an open difference is."""


def write(document: ReviewDocument) -> bytes:
    """The review as a file. Never raises for any text in it."""
    comments = Comments()
    facts = properties(f"Review: {document.title}", document.title, "", document.date)
    parts = template() | {
        "word/document.xml": as_bytes(_body(document, comments)),
        "word/styles.xml": styles(),
        "word/comments.xml": as_bytes(comments.root),
        "docProps/core.xml": as_bytes(facts),
    }
    return pack(parts)


def _body(document: ReviewDocument, comments: Comments) -> _Element:
    root = Element(w("document"), nsmap={"w": W})
    within = SubElement(root, w("body"))
    _title(within, document)
    line(within, "Heading1", ("Figures", PLAIN))
    write_figures(within, document)
    line(within, "Heading1", ("The essay", PLAIN))
    _key(within)
    _essay(within, document, comments)
    line(within, "Heading1", ("Differences", PLAIN))
    _differences(within, document)
    section = SubElement(within, w("sectPr"))
    child(section, "pgSz", w="12240", h="15840")
    edges = dict.fromkeys(("top", "right", "bottom", "left"), "1440")
    child(section, "pgMar", **edges, header="720", footer="720", gutter="0")
    return root


def _title(parent: _Element, document: ReviewDocument) -> None:
    line(parent, "Title", (f"Review: {document.title}", PLAIN), runs_as=document.title)
    if document.author:
        line(parent, "", (f"by {document.author}", PLAIN))
    for lane, name in zip(document.lanes, names(document).values(), strict=True):
        share = read_share(lane, document)
        facts = f": {count_words(len(lane.marks), 'passage')}{f', has read {share}' if share else ''}"
        line(parent, "", (name, BOLD), (facts, PLAIN))
    count, done = decided(document)
    told = [f"{count_words(count, 'difference')}, {done:,} decided", document.date]
    line(parent, "", (" · ".join(filter(None, told)), SOFT))


def _key(parent: _Element) -> None:
    """What the words' underlines and grounds mean."""
    pieces = []
    for kind in ("claim", "evidence", "rhetoric"):
        pieces += [(kind, tagged_look(kind, "alone")), (" · ", PLAIN)]
    pieces += [
        ("all agree", tagged_look("claim", "all")),
        (" · ", PLAIN),
        ("only in part the same place", tagged_look("claim", "bounds")),
        (" · ", PLAIN),
        ("same place, other kind", tagged_look("claim", "kind")),
        (" · ", PLAIN),
        ("one alone", tagged_look("claim", "alone")),
    ]
    line(parent, "", *pieces)


def _essay(parent: _Element, document: ReviewDocument, comments: Comments) -> None:
    told = laid_out(document)
    text = document.text
    runs = [[Run(text[s.start : s.end], s.start) for s in each.segments] for each in told]
    numbered: dict[int, list[int]] = {}
    for number, difference in enumerate(document.differences, start=1):
        numbered.setdefault(difference.start, []).append(number)
    ranges = comments.of(_comments(document, told), runs)
    for row, each in enumerate(told):
        towards = direction((text[each.start : each.end],))
        style = f"Heading{min(each.level + 1, 3)}" if each.level else ""
        made = paragraph(parent, style, towards)
        for column, segment in enumerate(each.segments):
            ranges.start(made, (row, column))
            if segment.start in numbered:
                run(made, ",".join(map(str, numbered[segment.start])), NUMBER, towards)
            run(made, runs[row][column].text, _look(segment), towards)
            ranges.end(made, (row, column))


def _look(segment: Segment) -> Look:
    """The kind that most have here, and how strongly they agree."""
    return tagged_look(segment.kinds[0], segment.strength or "alone") if segment.kinds else PLAIN


def _comments(document: ReviewDocument, told: list[Paragraph]) -> list[Comment]:
    """A comment for each difference, from the first stretch of the text that is its to the last."""
    places = [(row, column) for row, each in enumerate(told) for column in range(len(each.segments))]
    if not places:
        return []
    starts = [segment.start for each in told for segment in each.segments]
    comments = []
    found = zip(document.differences, holdings(document), strict=True)
    for number, (each, who) in enumerate(found, start=1):
        first = min(bisect_left(starts, each.start), len(starts) - 1)
        last = max(bisect_left(starts, each.end) - 1, first)
        held = [f"{has.name}: {_held(has)}" for has in who]
        words = "\n".join((f"{number} · {SECTIONS[each.group]}", *held, *_decision(each.ruled)))
        author = each.ruled.by if each.ruled else _REVIEW
        at = each.ruled.at if each.ruled else document.date
        comments.append(Comment(author, words, at, places[first], places[last]))
    return comments


def _differences(parent: _Element, document: ReviewDocument) -> None:
    if not document.differences:
        line(parent, "", ("There are none.", PLAIN))
    who = holdings(document)
    for group, told in sections(document):
        line(parent, "Heading2", (SECTIONS[group], PLAIN))
        for number, each in told:
            status = RULINGS[each.ruled.ruling] if each.ruled else "open"
            line(parent, "Heading3", (f"{number} · {status}", PLAIN))
            for words in filter(str.strip, each.quote.split("\n")):
                line(parent, "Quote", (words, PLAIN))
            for has in who[number - 1]:
                line(parent, "Has", (f"{has.name}: ", BOLD), (_held(has), PLAIN))
            if each.ruled:
                for words in _decision(each.ruled):
                    line(parent, "Has", (words, PLAIN))


def _held(has: Holding) -> str:
    return f"{has.words} ({has.detail})" if has.detail else has.words


def _decision(ruled: Ruled | None) -> list[str]:
    """A decision in lines: what was ruled, by whom and when; what is agreed; why."""
    if ruled is None:
        return ["Open"]
    by = f" by {ruled.by}" if ruled.by else ""
    at = f", {moment(ruled.at)}" if ruled.at else ""
    what = f": {ruled.words}" if ruled.words else ""
    agreed = "; ".join(map(passage_words, ruled.agreed))
    lines = [f"{RULINGS[ruled.ruling].capitalize()}{by}{at}{what}"]
    if agreed:
        lines.append(f"Agreed: {agreed}")
    return [*lines, *filter(str.strip, ruled.reason.splitlines())]
