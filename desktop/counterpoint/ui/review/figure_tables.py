"""A review's figures as tables: pure."""

from collections.abc import Collection, Sequence
from typing import Final

from counterpoint.core.review_document import Confusion, MeasureTold, ReviewDocument, figure
from counterpoint.core.vocabulary import KINDS, Kind
from counterpoint.ui.review.figure_names import PER_KIND, called, rank
from counterpoint.ui.review.heat import heat
from counterpoint.ui.review.tables import Cell, Table, headed

EVERYBODY: Final = "everybody"


def names(document: ReviewDocument) -> tuple[str, ...]:
    """The annotators compared, as they are shown."""
    return tuple(lane.name for lane in document.lanes)


def chosen_from(document: ReviewDocument) -> tuple[str, ...]:
    """The figures there are for pairs and all kinds, the ones a coach begins with first."""
    found = dict.fromkeys(called(each) for each in document.measures if each.pair and not each.kind)
    return tuple(sorted(found, key=rank))


def interval(measure: MeasureTold) -> str:
    """The 95 % interval, `.61 – .84`; empty where there is none."""
    if measure.low is None or measure.high is None:
        return ""
    return f"{figure(measure.low)} – {figure(measure.high)}"


def told(measure: MeasureTold) -> str:
    """A figure in words: `.81, 95 % between .66 and .93`, or `undefined: why`."""
    if measure.value is None:
        return f"undefined: {measure.why}" if measure.why else "undefined"
    if measure.low is None or measure.high is None:
        return figure(measure.value)
    return f"{figure(measure.value)}, 95 % between {figure(measure.low)} and {figure(measure.high)}"


def heat_map(document: ReviewDocument, name: str) -> Table:
    """A figure of all kinds for each pair; the same both ways."""
    people = names(document)
    found: dict[frozenset[str], MeasureTold] = {}
    for each in document.measures:
        if each.pair and called(each) == name and not each.kind:
            found.setdefault(frozenset(each.pair), each)
    rows = []
    for one in people:
        cells = [Cell(one, soft=True, words=True)]
        for other in people:
            cells.append(_pair_cell(one, other, found.get(frozenset((one, other)))))
        rows.append(tuple(cells))
    return Table(headed("", people), tuple(rows))


def _pair_cell(one: str, other: str, measure: MeasureTold | None) -> Cell:
    if one == other:
        return Cell(figure(None), f"{one} with herself", soft=True)
    if measure is None:
        return Cell("", f"{one} and {other}: not computed")
    fill = "" if measure.value is None else heat(measure.value)
    return Cell(figure(measure.value), f"{one} and {other}: {told(measure)}", fill=fill)


def per_kind(document: ReviewDocument) -> Table:
    """What agreement there is on each kind: the figures for everybody that there are, with an interval for
    the first that has one."""
    means = {(each.name, each.kind) for each in document.measures if each.pair is None}
    measures = {
        (called(each), each.kind): each for each in document.measures if _of_all(document, each, means)
    }
    present = {name for name, kind in measures if kind}
    able = [(caption, sorted(filter(wanted, present), key=rank)) for caption, wanted in PER_KIND]
    columns = [(caption, found[0]) for caption, found in able if found]
    with_interval = next(
        (
            name
            for _, name in columns
            if any(interval(measures[name, kind]) for kind in KINDS if (name, kind) in measures)
        ),
        "",
    )
    headings: list[str] = []
    for caption, name in columns:
        headings += [caption, "95 %"] if name == with_interval else [caption]
    rows = []
    for kind in KINDS if columns else ():
        cells = [Cell(kind, kind=kind, words=True)]
        for _, name in columns:
            measure = measures.get((name, kind))
            cells.append(_figure_cell(kind, name, measure))
            if name == with_interval:
                cells.append(Cell(interval(measure) if measure is not None else ""))
        rows.append(tuple(cells))
    return Table(headed("per kind", headings), tuple(rows)) if rows else Table()


def _of_all(document: ReviewDocument, measure: MeasureTold, means: Collection[tuple[str, str]]) -> bool:
    """Whether it is for everybody; of two annotators the pair is, where there is no other."""
    of_pair = len(document.lanes) == 2 and (measure.name, measure.kind) not in means
    return measure.pair is None or of_pair


def _figure_cell(kind: Kind, name: str, measure: MeasureTold | None) -> Cell:
    if measure is None:
        return Cell("", f"{name} of {kind}: not computed")
    return Cell(figure(measure.value), f"{name} of {kind}: {told(measure)}", soft=measure.value is None)


def every_figure(measures: Sequence[MeasureTold]) -> Table:
    """All figures, each with what it means."""
    rows = []
    ranks = {name: rank(name) for name in {called(each) for each in measures}}
    for each in sorted(measures, key=lambda each: (ranks[called(each)], called(each), bool(each.kind))):
        pair = " and ".join(each.pair) if each.pair else EVERYBODY
        whole = f"{called(each)}, {each.kind or 'all kinds'}, {pair}: {told(each)}"
        kind = Cell(each.kind, kind=each.kind, words=True) if each.kind else _words("all", soft=True)
        means = each.explanation if each.value is not None else f"Undefined: {each.why}. {each.explanation}"
        value = Cell(figure(each.value), whole, fill="" if each.value is None else heat(each.value))
        rows.append(
            (_words(called(each)), kind, _words(pair), value, Cell(interval(each)), _words(means, True))
        )
    return Table(("Figure", "Kind", "Between", "Value", "95 %", "What it means"), tuple(rows))


def _words(text: str, soft: bool = False) -> Cell:
    return Cell(text, text if len(text) > 40 else "", soft=soft, words=True)


def counts(document: ReviewDocument) -> Table:
    """What two have in common, and what each alone, by kind."""
    rows = []
    for each in document.counts:
        one, other = each.pair
        kind = Cell(each.kind, kind=each.kind, words=True) if each.kind else _words("all", soft=True)
        numbers = (
            Cell(f"{each.common:,}", f"{one} and {other} have {each.common:,} in common"),
            Cell(f"{each.only_first:,}", f"{each.only_first:,} only of {one}"),
            Cell(f"{each.only_second:,}", f"{each.only_second:,} only of {other}"),
        )
        rows.append((_words(one), _words(other), kind, *numbers))
    return Table(("A", "B", "Kind", "Common", "Only A", "Only B"), tuple(rows))


def confusion(told_of: Confusion) -> Table:
    """How the kinds of one meet those of the other; the diagonal is where they agree."""
    one, other = told_of.pair
    most = max((number for row in told_of.rows for number in row), default=0)
    rows = []
    for label, numbers in zip(told_of.labels, told_of.rows, strict=True):
        cells = [_label(label)]
        for across, number in zip(told_of.labels, numbers, strict=True):
            same = label == across
            fill = "" if not number else heat(1.0 if same else 0.6 - 0.2 * number / most)
            cells.append(Cell(f"{number:,}", f"{one} {label}, {other} {across}: {number:,}", fill=fill))
        rows.append(tuple(cells))
    return Table(headed(f"{one} ↓   {other} →", told_of.labels), tuple(rows))


def _label(label: str) -> Cell:
    kind = next((each for each in KINDS if each == label), None)
    return Cell(label, kind=kind, words=True, soft=kind is None)


def details(document: ReviewDocument) -> Table:
    """How often each annotator gave a detail. They are counted, never compared."""
    people = names(document)
    rows = []
    for each in document.details:
        numbers = (
            Cell(f"{count:,}", f"{name}: {each.detail}, {count:,}", soft=not count)
            for name, count in zip(people, each.counts, strict=True)
        )
        rows.append((Cell(each.kind, kind=each.kind, words=True), _words(each.detail or "none"), *numbers))
    return Table(("Kind", "Detail", *people), tuple(rows))
