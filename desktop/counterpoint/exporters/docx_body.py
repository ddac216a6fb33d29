"""A brief's headings, cards and analytics as paragraphs of Word.

A card is a tag, a cite on one line and the paragraphs of its body, with nothing between them: tools that
read debate files go by that order.
"""

from collections.abc import Iterable
from typing import Final

from lxml.etree import Element, SubElement, _Element

from counterpoint.core.brief_document import (
    OMISSION,
    AnalyticPart,
    BriefDocument,
    CardPart,
    HeadingPart,
    Run,
    numbered,
)
from counterpoint.exporters.docx_comments import Comments
from counterpoint.exporters.docx_xml import PLAIN, Look, W, child, direction, one_line, paragraph, run, w
from counterpoint.exporters.prose import Prose, Span, prose

_STRONG: Final = Look(style="Style13ptBold")
_OMITTED: Final = Look(size=16)
_REASONING_SIZE: Final = 22
_INDENT: Final = 360
_DEEPEST: Final = 8
"""Indents after which there is no room left on the line."""
_RULED: Final = {"rule": "bottom", "quote": "left"}
_STOPS: Final = (2340, 4680, 7020)
"""Where a table's columns start: quarters of the line."""


def body(document: BriefDocument, comments: Comments) -> _Element:
    """The document's root element. The cards' comments are added to `comments`."""
    root = Element(w("document"), nsmap={"w": W})
    within = SubElement(root, w("body"))
    for part in document.parts:
        if isinstance(part, HeadingPart):
            _line(within, f"Heading{part.level}", part.text, part.text)
        elif isinstance(part, AnalyticPart):
            _analytic(within, part)
        else:
            _card(within, part, comments)
    section = SubElement(within, w("sectPr"))
    child(section, "pgSz", w="12240", h="15840")
    edges = dict.fromkeys(("top", "right", "bottom", "left"), "1440")
    child(section, "pgMar", **edges, header="720", footer="720", gutter="0")
    return root


def _line(parent: _Element, style: str, text: str, words: str) -> None:
    """`words` is `text` without its number, which does not say which way the line runs."""
    towards = direction((words,))
    run(paragraph(parent, style, towards), one_line(text), towards=towards)


def _card(parent: _Element, card: CardPart, comments: Comments) -> None:
    _line(parent, "Heading4", numbered(card), card.tag)
    towards = direction(part.text for part in card.cite)
    cite = paragraph(parent, "", towards)
    for part in card.cite:
        run(cite, one_line(part.text), _STRONG if part.strong else PLAIN, towards)
    ranges = comments.of(card.comments, card.paragraphs)
    for row, runs in enumerate(card.paragraphs):
        towards = direction(each.text for each in runs)
        made = paragraph(parent, "", towards)
        for column, each in enumerate(runs):
            ranges.start(made, (row, column))
            run(made, OMISSION if each.omitted else each.text, _look(each), towards)
            ranges.end(made, (row, column))


def _look(each: Run) -> Look:
    """Underlined runs are so by style and directly: some readers see only the one, some only the other."""
    if each.omitted:
        return _OMITTED
    highlight = each.highlight or ""
    if each.emphasised:
        return Look(style="Emphasis", highlight=highlight, underline=True)
    if each.underlined:
        return Look(style="StyleUnderline", highlight=highlight, underline=True)
    return Look(size=2 * each.small, highlight=highlight)


def _analytic(parent: _Element, part: AnalyticPart) -> None:
    _line(parent, "Analytic", numbered(part), part.text)
    if part.kind == "open" and part.by:
        _reasoning(parent, Prose("paragraph", 0, "", (Span(f"In “{one_line(part.by)}”"),)))
    for each in prose(part.reasoning):
        _reasoning(parent, each)


def _reasoning(parent: _Element, each: Prose) -> None:
    """A paragraph that is still the analytic's, though not a heading of its own."""
    towards = direction(span.text for span in each.spans)
    made = SubElement(parent, w("p"))
    properties = SubElement(made, w("pPr"))
    child(properties, "pStyle", val="Analytic")
    if side := _RULED.get(each.kind):
        child(child(properties, "pBdr"), side, val="single", sz="4", space="4", color="auto")
    if each.kind == "row":
        stops = SubElement(properties, w("tabs"))
        for stop in _STOPS:
            child(stops, "tab", val="left", pos=str(stop))
    if towards == "rtl":
        child(properties, "bidi")
    if each.kind == "item":
        child(properties, "spacing", after="60")
    if indent := _indent(each):
        hanging = {"hanging": str(_INDENT)} if each.marker else {}
        child(properties, "ind", left=str(indent), **hanging)
    child(properties, "outlineLvl", val="9")
    if each.marker:
        run(made, f"{each.marker}\t", Look(bold=False, size=_REASONING_SIZE), towards)
    for span in _with_addresses(each.spans):
        run(made, span.text, _span_look(span, each.kind == "heading"), towards)


def _indent(each: Prose) -> int:
    inside = each.kind in ("item", "quote")
    depth = 0 if each.kind == "heading" else each.depth + inside
    return _INDENT * min(depth, _DEEPEST)


def _span_look(span: Span, heading: bool) -> Look:
    return Look(
        code=span.code,
        bold=span.bold or heading,
        italic=span.italic,
        strike=span.strike,
        size=_REASONING_SIZE,
        underline=span.underline,
    )


def _with_addresses(spans: tuple[Span, ...]) -> Iterable[Span]:
    """The spans with each link's address behind it, to be read on paper, unless the link's text is the
    address."""
    words = ""
    for at, span in enumerate(spans):
        yield span
        words += span.text
        following = spans[at + 1].link if at + 1 < len(spans) else ""
        if span.link != following:
            if span.link and span.link.rstrip("/") != words.strip().rstrip("/"):
                yield Span(f" ({span.link})")
            words = ""
