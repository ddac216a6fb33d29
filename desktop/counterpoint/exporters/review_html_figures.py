"""The figures in a review's page: of everybody by kind, of each pair as a heat map, and what was counted."""

from collections.abc import Iterable, Iterator, Mapping

from counterpoint.core.review_document import Confusion, Count, MeasureTold, ReviewDocument, figure
from counterpoint.core.vocabulary import KINDS, Kind
from counterpoint.exporters.html_words import safe
from counterpoint.exporters.review_figures import (
    HEAT,
    KIND_SAYS,
    Figure,
    Pair,
    between,
    figures,
    heat,
    interval,
    resampled,
    undefined,
)
from counterpoint.exporters.review_told import Pairs, names


def figures_html(document: ReviewDocument) -> str:
    """The section's content, below its heading of rank 2."""
    people = list(names(document).values())
    found = figures(document)
    pieces = []
    if document.measures:
        pieces.append(_everybody([each for each in found if each.everybody]))
        pieces.append(f'<p class="note">{resampled(document)}</p>\n' if document.rounds else "")
    pieces += _pairs([each for each in found if each.pairs], people)
    pieces += _counted(document)
    pieces.append(_details(document, people))
    if document.left_out:
        items = "".join(f'<li dir="auto">{safe(each)}</li>\n' for each in document.left_out)
        pieces.append(f"<h3>What the figures leave out</h3>\n<ul>\n{items}</ul>\n")
    return "".join(pieces) or '<p class="note">There are no figures yet.</p>\n'


def _everybody(found: list[Figure]) -> str:
    if not found:
        return ""
    kinds = [kind for kind in KIND_SAYS if any(kind in each.everybody for each in found)]
    heads = "".join(f'<th scope="col">{_kind(kind)}</th>' for kind in kinds)
    rows = "".join(
        f'<tr><th scope="row"><bdi>{safe(each.name)}</bdi>{_small(each.explanation)}</th>'
        f"{''.join(_value(each.everybody.get(kind)) for kind in kinds)}</tr>\n"
        for each in found
    )
    return _table("figures", "", f'<th scope="col">Measure</th>{heads}', rows)


def _value(measure: MeasureTold | None) -> str:
    if measure is None:
        return '<td class="none"></td>'
    if measure.value is None:
        return f'<td class="none">undefined: <span dir="auto">{safe(measure.why)}</span></td>'
    return f"<td>{figure(measure.value)}{_small(interval(measure))}</td>"


def _small(words: str) -> str:
    return f"<small>{safe(words)}</small>" if words else ""


def _kind(kind: str) -> str:
    """A kind as the head of a row or column, with its shape."""
    if not kind or kind not in KIND_SAYS:
        return safe(KIND_SAYS.get(kind, kind))
    return f'<i class="shape {kind}"></i> {kind}'


def _table(look: str, caption: str, head: str, rows: str) -> str:
    told = f"<caption>{caption}</caption>\n" if caption else ""
    return (
        f'<table class="{look}">\n{told}<thead>\n<tr>{head}</tr>\n</thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _pairs(found: list[Figure], people: list[str]) -> Iterator[str]:
    if not found:
        return
    steps = "".join(f'<li><span class="h{step}">{words}</span></li>\n' for step, words in enumerate(HEAT))
    yield f'<h3>Pair by pair</h3>\n<ul class="steps" aria-label="Colours">\n{steps}</ul>\n'
    for each in found:
        yield f'<section class="pairs">\n<h4 dir="auto">{safe(each.name)}</h4>\n'
        if not each.everybody and each.explanation:
            yield f'<p class="note" dir="auto">{safe(each.explanation)}</p>\n'
        yield '<div class="maps">\n'
        if "" in each.pairs:
            yield _matrix(each.pairs[""], people)
        if by_kind := {kind: each.pairs[kind] for kind in KINDS if kind in each.pairs}:
            yield _by_kind(by_kind)
        yield "</div>\n"
        for why, places in undefined(each).items():
            told = "; ".join(f"{_both(pair)}, {KIND_SAYS[kind]}" for kind, pair in places)
            yield f'<p class="note" dir="auto">{told}: undefined: {safe(why)}</p>\n'
        yield "</section>\n"


def _matrix(values: dict[Pair, MeasureTold], people: list[str]) -> str:
    heads = "".join(f'<th scope="col"><bdi>{safe(name)}</bdi></th>' for name in people)
    rows = []
    for row in people:
        measured = (between(values, row, column) if row != column else None for column in people)
        cells = "".join(map(_heat_cell, measured))
        rows.append(f'<tr><th scope="row"><bdi>{safe(row)}</bdi></th>{cells}</tr>\n')
    table = _table("heat", KIND_SAYS[""], f"<td></td>{heads}", "".join(rows))
    return f'<div class="map">\n{table}</div>\n'


def _by_kind(values: Mapping[Kind, dict[Pair, MeasureTold]]) -> str:
    heads = "".join(f'<th scope="col">{_kind(kind)}</th>' for kind in values)
    rows = []
    for pair in dict.fromkeys(pair for measured in values.values() for pair in measured):
        cells = "".join(_heat_cell(measured.get(pair)) for measured in values.values())
        rows.append(f'<tr><th scope="row">{_both(pair)}</th>{cells}</tr>\n')
    table = _table("heat", "by kind", f"<td></td>{heads}", "".join(rows))
    return f'<div class="map">\n{table}</div>\n'


def _heat_cell(measure: MeasureTold | None) -> str:
    if measure is None:
        return "<td></td>"
    if measure.value is None:
        return '<td class="none">–</td>'
    return f'<td class="h{heat(measure.value)}">{figure(measure.value)}{_small(interval(measure))}</td>'


def _both(pair: Pair) -> str:
    return f"<bdi>{safe(pair[0])}</bdi> and <bdi>{safe(pair[1])}</bdi>"


def _counted(document: ReviewDocument) -> Iterator[str]:
    """What two have in common and alone, and beside it how their kinds meet."""
    pairs = Pairs(document)
    counts: dict[Pair, list[Count]] = {}
    for count in document.counts:
        counts.setdefault(pairs.next(("count", count.kind), count.pair), []).append(count)
    confusions = {pairs.next("confusion", each.pair): each for each in document.confusions}
    if not counts and not confusions:
        return
    yield '<h3>Passages counted</h3>\n<div class="maps">\n'
    for pair in dict.fromkeys((*counts, *confusions)):
        yield '<div class="map">\n'
        if pair in counts:
            yield _counts(pair, counts[pair])
        if pair in confusions:
            yield _confusion(pair, confusions[pair])
        yield "</div>\n"
    yield "</div>\n"


def _counts(pair: Pair, counts: Iterable[Count]) -> str:
    first, second = (f"<bdi>{safe(name)}</bdi>" for name in pair)
    heads = ("Kind", "Both", f"Only {first}", f"Only {second}")
    rows = (
        f'<tr><th scope="row">{_kind(each.kind)}</th>'
        f"<td>{each.common:,}</td><td>{each.only_first:,}</td><td>{each.only_second:,}</td></tr>\n"
        for each in counts
    )
    head = "".join(f'<th scope="col">{words}</th>' for words in heads)
    return _table("counts", f"{_both(pair)}: in common, and alone", head, "".join(rows))


def _confusion(pair: Pair, confusion: Confusion) -> str:
    first, second = (f"<bdi>{safe(name)}</bdi>" for name in pair)
    head = "<td></td>" + "".join(f'<th scope="col">{_kind(label)}</th>' for label in confusion.labels)
    same = '<td class="same">'
    rows = []
    for at, (label, counts) in enumerate(zip(confusion.labels, confusion.rows, strict=True)):
        cells = "".join(
            f"{same if at == column and label in KIND_SAYS else '<td>'}{count:,}</td>"
            for column, count in enumerate(counts)
        )
        rows.append(f'<tr><th scope="row">{_kind(label)}</th>{cells}</tr>\n')
    return _table("counts", f"How kinds meet: {first} in rows, {second} in columns", head, "".join(rows))


def _details(document: ReviewDocument, people: list[str]) -> str:
    if not document.details:
        return ""
    heads = "".join(f'<th scope="col"><bdi>{safe(name)}</bdi></th>' for name in people)
    rows = (
        f'<tr><th scope="row">{_kind(each.kind)}</th>'
        f'<td class="words"><bdi>{safe(each.detail) or "no detail"}</bdi></td>'
        f"{''.join(f'<td>{count:,}</td>' for count in each.counts)}</tr>\n"
        for each in document.details
    )
    head = f'<th scope="col">Kind</th><th scope="col" class="words">Detail</th>{heads}'
    note = '<p class="note">Details count in no figure and are no difference.</p>\n'
    return f"<h3>Details</h3>\n{note}{_table('counts', '', head, ''.join(rows))}"
