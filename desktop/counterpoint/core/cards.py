"""Cutting cards: what is underlined, emphasised, highlighted or left out of a body that never changes.

A card's cuts are in three layers: the line (underline or emphasis, which is underlined too), the highlight,
and what is left out. Within a layer no two touch or overlap: painting a stretch replaces what was there.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from counterpoint.core.brief_document import Run
from counterpoint.core.marks import Cut
from counterpoint.core.records import Card, Essay, Passage
from counterpoint.core.segmentation import grapheme_bounds
from counterpoint.core.text import shorten, word_count
from counterpoint.core.vocabulary import HIGHLIGHTS, CutStyle, Highlight

ENOUGH: Final = 70
"""Words a body should have where the essay has them: one reader of debate files drops shorter cards."""
TAG_LENGTH: Final = 110
SHORTEST_TAG: Final = 4
"""Words a tag needs: shorter ones are not taken for tags."""
SHRINKS: Final = (0, 8, 7, 6, 5, 4)
"""The sizes of what is not underlined, in points, in the order of `shrunk`; 0 is the body's own."""

_LONGEST_WORD: Final = 60
_WORDED: Final = re.compile(r"\S")
_RULED: Final = re.compile(r"[\s=*_-]+")

_LAYER: Final[dict[CutStyle, int]] = {
    "underline": 0, "emphasis": 0, "yellow": 1, "cyan": 1, "green": 1, "omitted": 2,
}  # fmt: skip


def new_card(passage: Passage, essay: Essay, annotator_id: str, claim: str = "") -> Card:
    """The card of a passage: the body is the paragraphs around it, and those beside them until there are
    `ENOUGH` words; the passage is underlined, without the space around it. The tag is the `claim` it
    supports or, where that is too short for one, the passage's own first words."""
    low, high = _worded(essay.text, passage.start, passage.end)
    start, end = _body(essay, low, high)
    tags = (claim, essay.text[low:high], essay.text[slice(*_line(essay.text, low, high))])
    body = essay.text[start:end]
    return Card(
        passage_id=passage.id,
        essay_id=essay.id,
        annotator_id=annotator_id,
        tag=shorten(next((each for each in tags if word_count(each) >= SHORTEST_TAG), body), TAG_LENGTH),
        start=start,
        end=end,
        quote=body,
        cuts_json=_json([Cut(low, high, "underline")]),
    )


def _worded(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the space around it, in whole graphemes; of nothing but space, the nearest line that
    has words."""
    piece = text[start:end]
    if piece.isspace():
        before = text[:start].rstrip()
        return (len(before) - 1, len(before)) if before else _worded(text, start, len(text))
    low = start + len(piece) - len(piece.lstrip())
    return grapheme_bounds(text, low, low + len(piece.strip()))


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole lines that the span touches."""
    stop = text.find("\n", end - 1)
    return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop


def _body(essay: Essay, start: int, end: int) -> tuple[int, int]:
    start, end = _line(essay.text, start, end)
    words = word_count(essay.text[start:end])
    while words < ENOUGH:
        wider = wider_body(essay, start, end, before=False) or wider_body(essay, start, end, before=True)
        if wider is None:
            break
        start, end = wider
        words = word_count(essay.text[start:end])
    return start, end


def wider_body(essay: Essay, start: int, end: int, *, before: bool) -> tuple[int, int] | None:
    """The body with one more paragraph before or after it; None at a heading, at a line drawn across the
    page, or where the essay ends."""
    text = essay.text
    if before:
        stop = len(text[:start].rstrip())
        more = _line(text, stop - 1, stop) if stop else None
    else:
        found = _WORDED.search(text, end)
        more = _line(text, found.start(), found.end()) if found else None
    if more is None or _RULED.fullmatch(text, *more):
        return None
    if any(heading.start < more[1] and more[0] < heading.end for heading in essay.headings):
        return None
    return min(start, more[0]), max(end, more[1])


def with_body(card: Card, essay: Essay, start: int, end: int) -> Card:
    """The card with another stretch of its essay for its body; cuts outside it go.

    Raises ValueError for no stretch.
    """
    cuts = [
        Cut(max(cut.start, start), min(cut.end, end), cut.style)
        for cut in card.cuts
        if max(cut.start, start) < min(cut.end, end)
    ]
    body = {"start": start, "end": end, "quote": essay.text[start:end]}
    return card.changed(cuts_json=_json(cuts), **body)


# Cutting


def toggled(card: Card, start: int, end: int, style: CutStyle) -> Card:
    """The card with a stretch underlined, emphasised, highlighted or left out; one that is so already, all of
    it, is so no longer. Emphasis taken away leaves the underline. The stretch is widened to whole graphemes.
    """
    start, end = _stretch(card, start, end)
    if start >= end:
        return card
    done = sum(max(0, min(cut.end, end) - max(cut.start, start)) for cut in card.cuts if cut.style == style)
    paint: CutStyle | None = style
    if done == end - start:
        paint = "underline" if style == "emphasis" else None
    return _cut(card, _painted(card.cuts, start, end, _LAYER[style], paint))


def cleared(card: Card, start: int, end: int) -> Card:
    """The card with nothing done to a stretch; what was left out of it is back."""
    start, end = _stretch(card, start, end)
    cuts: Iterable[Cut] = card.cuts
    for layer in set(_LAYER.values()):
        cuts = _painted(cuts, start, end, layer, None)
    return _cut(card, cuts)


def shrunk(card: Card) -> Card:
    """The card with what is not underlined one size smaller, after the smallest its own size again."""
    return card.changed(shrink=SHRINKS[(SHRINKS.index(card.shrink) + 1) % len(SHRINKS)])


def _stretch(card: Card, start: int, end: int) -> tuple[int, int]:
    start, end = max(start, card.start), min(end, card.end)
    if start >= end:
        return start, start
    whole = grapheme_bounds(card.quote, start - card.start, end - card.start)
    return whole[0] + card.start, whole[1] + card.start


def _cut(card: Card, cuts: Iterable[Cut]) -> Card:
    now = _json(cuts)
    return card if now == _json(card.cuts) else card.changed(cuts_json=now)


def _json(cuts: Iterable[Cut]) -> str:
    return json.dumps(sorted(cuts, key=lambda cut: (cut.start, _LAYER[cut.style])))


def _painted(cuts: Iterable[Cut], start: int, end: int, layer: int, style: CutStyle | None) -> list[Cut]:
    """The cuts with a stretch of one layer in one style, or in none."""
    others = [cut for cut in cuts if _LAYER[cut.style] != layer]
    left: list[Cut] = []
    for cut in cuts:
        if _LAYER[cut.style] == layer:
            left += [
                Cut(cut.start, min(cut.end, start), cut.style),
                Cut(max(cut.start, end), cut.end, cut.style),
            ]
    if style is not None:
        left.append(Cut(start, end, style))
    return others + _joined(sorted(cut for cut in left if cut.start < cut.end))


def _joined(cuts: Iterable[Cut]) -> list[Cut]:
    joined: list[Cut] = []
    for cut in cuts:
        if joined and joined[-1].end == cut.start and joined[-1].style == cut.style:
            cut = Cut(joined.pop().start, cut.end, cut.style)
        joined.append(cut)
    return joined


# Reading


def runs(card: Card, bounds: Iterable[int] = ()) -> tuple[tuple[Run, ...], ...]:
    """The body's paragraphs as runs; blank lines are left out. A new run begins at each of `bounds`, in code
    points of the essay, too."""
    layers = [_Layer(cut for cut in card.cuts if _LAYER[cut.style] == layer) for layer in (0, 1, 2)]
    edges = {edge for cut in card.cuts for edge in cut[:2]} | set(bounds)
    paragraphs = []
    at = card.start
    for line in card.quote.split("\n"):
        if line and not line.isspace():
            inside = sorted(edge for edge in edges if at < edge < at + len(line))
            ends = [*inside, at + len(line)]
            paragraphs.append(tuple(_runs(card, [at, *inside], ends, layers)))
        at += len(line) + 1
    return tuple(paragraphs)


class _Layer:
    """What one layer says at a code point."""

    def __init__(self, cuts: Iterable[Cut]) -> None:
        self._cuts = sorted(cuts)
        self._starts = [cut.start for cut in self._cuts]

    def at(self, place: int) -> CutStyle | None:
        found = bisect_right(self._starts, place) - 1
        return self._cuts[found].style if found >= 0 and place < self._cuts[found].end else None


def _runs(card: Card, starts: list[int], ends: list[int], layers: list[_Layer]) -> Iterator[Run]:
    left_out = ""
    for start, end in zip(starts, ends, strict=True):
        text = card.quote[start - card.start : end - card.start]
        line, light, omitted = (layer.at(start) for layer in layers)
        if omitted:
            left_out += text
            if end != ends[-1]:
                continue
            start, text = end, ""
        if left_out:
            yield Run("", start - len(left_out), omitted=left_out, small=card.shrink)
            left_out = ""
        if text:
            underlined = line is not None
            colour: Highlight | None = next((each for each in HIGHLIGHTS if each == light), None)
            small = 0 if underlined else card.shrink
            yield Run(text, start, underlined, line == "emphasis", colour, small)


def read_aloud(paragraphs: Iterable[Iterable[Run]]) -> list[str]:
    """The highlighted stretches in order, each as one text however it is cut besides. What is left out within
    one does not part it, nor do the letters between two pieces of one word."""
    stretches: list[str] = []
    for paragraph in paragraphs:
        between: str | None = None
        skipped = False
        for run in paragraph:
            if run.highlight is None:
                if between is not None:
                    between += run.text + run.omitted
                    skipped = skipped or run.text != ""
                continue
            if between is None or (skipped and not _within_word(stretches[-1], between, run.text)):
                stretches.append(run.text)
            elif skipped or not between or _within_word(stretches[-1], between, run.text):
                stretches[-1] += run.text
            else:
                stretches[-1] += f" {run.text}"
            between, skipped = "", False
    return stretches


def _within_word(before: str, between: str, after: str) -> bool:
    """Whether three texts in a row are of one word where they meet."""
    ends = (before[-1:], after[:1])
    if len(between) > _LONGEST_WORD or not all(map(word_count, ends)):
        return False
    return word_count(between.join(ends)) == 1
