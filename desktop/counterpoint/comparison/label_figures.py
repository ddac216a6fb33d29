"""κ and α: agreement on labels of sentences, and of passages found at the same place.

A sentence has a kind from an annotator if one of her passages of that kind covers at least half of it, or has
at least half of itself in it. By kind, the label is whether the sentence has it; over all kinds, the label is
which kinds it has together: "claim and rhetoric" is a label of its own, other than "claim", and so is having
none.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import lcm
from typing import Final, NamedTuple

from counterpoint.comparison.coding import NO_ITEMS, ONE_LABEL, fleiss, kappa, nominal
from counterpoint.comparison.continuum import Continuum
from counterpoint.comparison.matching import places
from counterpoint.comparison.measures import SCOPES, AnyKind, Measure, Pair, Sheet
from counterpoint.comparison.resampling import Row
from counterpoint.core.marks import Mark
from counterpoint.core.vocabulary import KINDS

UNREAD: Final = -1
"""The label of an item that an annotator did not get to."""

Table = Counter[tuple[int, ...]]
"""How many items there are with a resampling unit and a label from each annotator, in this order."""


class Coded(NamedTuple):
    """Items with their labels, and how many more there are that could not be compared."""

    table: Table
    left_out: int


def put_sentences(sheet: Sheet, of_pair: Mapping[Pair, Continuum], of_all: Continuum) -> None:
    """κ and α of sentences, of each kind and of all, by pair and for all annotators. An item that one of a
    pair, or all but one, did not read is left out; Fleiss' κ leaves out what anybody did not read."""
    texts = {id(text): text for text in (*of_pair.values(), of_all)}
    units = {key: [text.unit_of(start) for start, _ in text.sentences] for key, text in texts.items()}
    labels = {key: _sentence_labels(text) for key, text in texts.items()}
    for kind in SCOPES:
        own = {key: {name: _of_kind(each, kind) for name, each in labels[key].items()} for key in texts}
        for pair, text in of_pair.items():
            table = _table(units[id(text)], [own[id(text)][name] for name in pair])
            left_out = len(of_all.sentences) - len(text.sentences)
            _put_pair(sheet, "sentences", kind, pair, Coded(table, left_out))
        everyone = _table(units[id(of_all)], [*own[id(of_all)].values()])
        _put_all(sheet, "sentences", kind, everyone, len(of_all.marks))


def put_matched(sheet: Sheet, matched: Mapping[Pair, Coded], of_all: Continuum) -> None:
    """κ and α of the kinds of passages found at the same place, by pair and for all annotators; left out are
    passages, or places, that have nothing to be compared with."""
    for pair, coded in matched.items():
        _put_pair(sheet, "matched", "", pair, coded)
    table: Table = Counter()
    for place in places([mark for marks in of_all.marks.values() for mark in marks]):
        kinds = {mark.annotator_id: KINDS.index(mark.kind) for mark in place}
        unit = of_all.unit_of(min(mark.start for mark in place))
        table[unit, *(kinds.get(name, UNREAD) for name in of_all.marks)] += 1
    _put_all(sheet, "matched", "", table, len(of_all.marks))


def coded_pairs(text: Continuum, pairs: Sequence[tuple[Mark, Mark]], left_out: int) -> Coded:
    """The kinds of the passages of two annotators that are about the same place."""
    units = (text.unit_of(min(one.start, other.start)) for one, other in pairs)
    kinds = ((KINDS.index(one.kind), KINDS.index(other.kind)) for one, other in pairs)
    return Coded(Counter((unit, *both) for unit, both in zip(units, kinds, strict=True)), left_out)


def _sentence_labels(text: Continuum) -> dict[str, list[int]]:
    """For each annotator, of each sentence the kinds it has, as the sum of 1, 2 and 4."""
    ends = [end for _, end in text.sentences]
    found = {}
    for name, marks in text.marks.items():
        labels = [0] * len(ends)
        for mark in marks:
            bit = 1 << KINDS.index(mark.kind)
            at = bisect_right(ends, mark.start)
            while at < len(ends) and text.sentences[at][0] < mark.end:
                start, end = text.sentences[at]
                inside = min(end, mark.end) - max(start, mark.start)
                if 2 * inside >= min(end - start, mark.end - mark.start):
                    labels[at] |= bit
                at += 1
        for start, stop in text.unread[name]:
            at = bisect_right(ends, start)
            while at < len(ends) and text.sentences[at][0] < stop:
                labels[at] = UNREAD
                at += 1
        found[name] = labels
    return found


def _table(units: Iterable[int], labels: Sequence[Sequence[int]]) -> Table:
    return Counter(zip(units, *labels, strict=True))


def _of_kind(labels: Sequence[int], kind: AnyKind) -> Sequence[int]:
    """Whether each sentence has the kind, for its label."""
    if not kind:
        return labels
    bit = 1 << KINDS.index(kind)
    return [label if label == UNREAD else int(label & bit > 0) for label in labels]


def _put_pair(sheet: Sheet, what: str, kind: AnyKind, pair: Pair, coded: Coded) -> None:
    """Cohen's κ and α of two annotators."""
    table = coded.table
    ones, others, equal_in = {}, {}, [0] * sheet.paragraphs
    for value in {label for _, *labels in table for label in labels}:
        ones[value], others[value] = [0] * sheet.paragraphs, [0] * sheet.paragraphs
    for (unit, one, other), count in table.items():
        ones[one][unit] += count
        others[other][unit] += count
        equal_in[unit] += count * (one == other)
    pairs = [(sheet.column(ones[value]), sheet.column(others[value])) for value in sorted(ones)]
    equal = sheet.column(equal_in)

    def cohen(row: Row) -> float | None:
        items = chance = 0
        for one, other in pairs:
            items += row[one]
            chance += row[one] * row[other]
        return kappa(items, row[equal], chance)

    def alpha(row: Row) -> float | None:
        used = [row[one] + row[other] for one, other in pairs]
        return nominal(sum(used), 2 * row[equal], sum(count * (count - 1) for count in used))

    for name, formula in ((f"cohen_{what}", cohen), (f"alpha_{what}", alpha)):
        measure = Measure(name, kind, pair, items=table.total(), left_out=coded.left_out)
        sheet.put(measure, formula, ONE_LABEL if table else NO_ITEMS)


def _put_all(sheet: Sheet, what: str, kind: AnyKind, table: Table, annotators: int) -> None:
    """Fleiss' κ of the items that all labelled, and α of those that two or more did."""
    rows = [
        (unit, Counter(each for each in labels if each != UNREAD), n) for (unit, *labels), n in table.items()
    ]
    pairable = [row for row in rows if row[1].total() > 1]
    complete = [row for row in rows if row[1].total() == annotators > 1]
    scale = lcm(*range(1, max(annotators, 2)))
    used, equal = _uses(sheet, pairable, scale)
    all_used, all_equal = _uses(sheet, complete, annotators - 1)

    def alpha(row: Row) -> float | None:
        counts = [row[at] for at in used]
        return nominal(sum(counts), row[equal], sum(count * (count - 1) for count in counts), scale)

    def fleiss_kappa(row: Row) -> float | None:
        counts = [row[at] for at in all_used]
        items = sum(counts) // max(annotators, 1)
        return fleiss(items, annotators, row[all_equal], sum(count**2 for count in counts))

    for name, formula, chosen in (("fleiss", fleiss_kappa, complete), ("alpha", alpha, pairable)):
        items = sum(n for _, _, n in chosen)
        measure = Measure(f"{name}_{what}", kind, None, items=items, left_out=table.total() - items)
        sheet.put(measure, formula, ONE_LABEL if chosen else NO_ITEMS)


def _uses(sheet: Sheet, rows: Sequence[tuple[int, Counter[int], int]], scale: int) -> tuple[list[int], int]:
    """Where in a row is how often each label is used, and `scale` times the coincidences of equal ones."""
    values = sorted({label for _, labels, _ in rows for label in labels})
    used = [_column(sheet, ((unit, n * labels[value]) for unit, labels, n in rows)) for value in values]
    coincidences = (
        (unit, n * sum(c * (c - 1) for c in labels.values()) * scale // (labels.total() - 1))
        for unit, labels, n in rows
    )
    return used, _column(sheet, coincidences)


def _column(sheet: Sheet, counts: Iterable[tuple[int, int]]) -> int:
    """A column of counts by resampling unit; gives its place in a row."""
    column = [0] * sheet.paragraphs
    for unit, count in counts:
        column[unit] += count
    return sheet.column(column)
