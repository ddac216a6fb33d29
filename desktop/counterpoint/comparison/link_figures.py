"""F1 of links: both ends matched, and the same relation."""

from collections.abc import Mapping, Sequence

from counterpoint.comparison.linking import joined, numbered
from counterpoint.comparison.measures import Measure, Pair, Sheet
from counterpoint.comparison.scores import Score, undefined
from counterpoint.comparison.tags import Bond
from counterpoint.core.marks import Mark


def put_links(sheet: Sheet, bonds: Sequence[Bond], at: Mapping[Pair, Sequence[Sequence[Mark]]]) -> None:
    """F1 of links by pair, given their places: 2·common ÷ (those of one + those of the other). Links that
    lead out of the essays, or to what one of them has not read, are left out. There is no interval, as links
    reach across paragraphs."""
    for pair, found in at.items():
        own = [bond for bond in bonds if bond.annotator_id in pair]
        same = joined(own, numbered(found))
        drew = [{bond.annotator_id for bond in each} for each in same.values()]
        common, drawn = sum(len(each) == 2 for each in drew), sum(map(len, drew))
        score = Score(2 * common / drawn) if drawn else undefined("neither drew a link that can be compared")
        left_out = len(own) - sum(map(len, same.values()))
        sheet.put_score(Measure("f1_links", "", pair, items=drawn, left_out=left_out), score)
