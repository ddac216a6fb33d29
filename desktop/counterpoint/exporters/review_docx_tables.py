"""The figures of a review as tables of Word."""

from collections.abc import Iterable

from lxml.etree import _Element

from counterpoint.core.review_document import MeasureTold, ReviewDocument, figure
from counterpoint.core.vocabulary import KINDS
from counterpoint.exporters.docx_xml import PLAIN
from counterpoint.exporters.review_docx_parts import HEAT, SOFT, Cell, line, table
from counterpoint.exporters.review_figures import (
    KIND_SAYS,
    Figure,
    between,
    figures,
    heat,
    interval,
    resampled,
    undefined,
)
from counterpoint.exporters.review_told import Pairs, names


def write_figures(parent: _Element, document: ReviewDocument) -> None:
    """Adds the figures, what was counted, details, and what the figures leave out."""
    people = list(names(document).values())
    found = figures(document)
    _everybody(parent, [each for each in found if each.everybody])
    if document.measures and document.rounds:
        line(parent, "", (resampled(document), SOFT))
    if paired := [each for each in found if each.pairs]:
        line(parent, "Heading2", ("Pair by pair", PLAIN))
        for each in paired:
            _pairs(parent, each, people)
    _counted(parent, document)
    _details(parent, document, people)
    if document.left_out:
        line(parent, "Heading2", ("What the figures leave out", PLAIN))
        for sentence in document.left_out:
            line(parent, "", (sentence, PLAIN))


def _everybody(parent: _Element, found: list[Figure]) -> None:
    if not found:
        return
    kinds = [kind for kind in KIND_SAYS if any(kind in each.everybody for each in found)]
    head = [Cell("Measure"), *(Cell(KIND_SAYS[kind]) for kind in kinds)]
    rows = [
        [Cell(each.name, each.explanation), *(_value(each.everybody.get(kind), False) for kind in kinds)]
        for each in found
    ]
    table(parent, head, rows, first=3)


def _value(measure: MeasureTold | None, coloured: bool) -> Cell:
    if measure is None:
        return Cell("")
    if measure.value is None:
        return Cell("–") if coloured else Cell("–", f"undefined: {measure.why}")
    ground = HEAT[heat(measure.value)] if coloured else ""
    return Cell(figure(measure.value), interval(measure), PLAIN, ground)


def _pairs(parent: _Element, each: Figure, people: list[str]) -> None:
    line(parent, "Heading3", (each.name, PLAIN))
    if not each.everybody and each.explanation:
        line(parent, "", (each.explanation, SOFT))
    if values := each.pairs.get(""):
        rows = [
            [Cell(row), *(_value(between(values, row, to) if row != to else None, True) for to in people)]
            for row in people
        ]
        table(parent, [Cell(KIND_SAYS[""]), *map(Cell, people)], rows)
    if by_kind := {kind: each.pairs[kind] for kind in KINDS if kind in each.pairs}:
        pairs = dict.fromkeys(pair for measured in by_kind.values() for pair in measured)
        rows = [
            [Cell(" and ".join(pair)), *(_value(measured.get(pair), True) for measured in by_kind.values())]
            for pair in pairs
        ]
        table(parent, [Cell("by kind"), *map(Cell, by_kind)], rows, first=2)
    for why, places in undefined(each).items():
        told = "; ".join(f"{' and '.join(pair)}, {KIND_SAYS[kind]}" for kind, pair in places)
        line(parent, "", (f"{told}: undefined: {why}", SOFT))


def _counted(parent: _Element, document: ReviewDocument) -> None:
    pairs = Pairs(document)
    counts: dict[tuple[str, str], list[list[Cell]]] = {}
    for each in document.counts:
        numbers = (each.common, each.only_first, each.only_second)
        row = [Cell(KIND_SAYS[each.kind]), *_numbers(numbers)]
        counts.setdefault(pairs.next(("count", each.kind), each.pair), []).append(row)
    if counts or document.confusions:
        line(parent, "Heading2", ("Passages counted", PLAIN))
    for pair, rows in counts.items():
        line(parent, "Heading3", (f"{' and '.join(pair)}: in common, and alone", PLAIN))
        table(parent, [*map(Cell, ("Kind", "Both", f"Only {pair[0]}", f"Only {pair[1]}"))], rows)
    for confusion in document.confusions:
        first, second = pairs.next("confusion", confusion.pair)
        line(parent, "Heading3", (f"How kinds meet: {first} in rows, {second} in columns", PLAIN))
        met = zip(confusion.labels, confusion.rows, strict=True)
        rows = [[Cell(label), *_numbers(numbers)] for label, numbers in met]
        table(parent, [Cell(""), *map(Cell, confusion.labels)], rows)


def _details(parent: _Element, document: ReviewDocument, people: list[str]) -> None:
    if not document.details:
        return
    line(parent, "Heading2", ("Details", PLAIN))
    line(parent, "", ("Details count in no figure and are no difference.", SOFT))
    rows = [
        [Cell(each.kind), Cell(each.detail or "no detail"), *_numbers(each.counts)]
        for each in document.details
    ]
    table(parent, [*map(Cell, ("Kind", "Detail", *people))], rows)


def _numbers(counts: Iterable[int]) -> list[Cell]:
    return [Cell(f"{count:,}") for count in counts]
