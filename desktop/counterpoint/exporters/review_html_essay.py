"""The essay in a review's page: its words, how strongly annotators agree on them, and a lane for each.

A lane's bars are drawn without a script: behind words stand empty elements that are moved sideways into the
margin and are as high as their line, so that bars follow the lines however wide the page is. (Before a word
they would be left on the line above wherever one ends there.) Their class says who has what there; the page
gets one rule for each such state of the lanes.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from counterpoint.core.review_document import AGREED_NAME, LaneMark, ReviewDocument
from counterpoint.core.vocabulary import KINDS, Kind
from counterpoint.exporters.html_words import attribute, read_as, safe
from counterpoint.exporters.review_told import (
    STRENGTHS,
    Paragraph,
    Segment,
    count_words,
    laid_out,
    names,
    read_share,
)

_WORD_END: Final = regex.compile(r"(?<=\S)(?=\s)|(?<=[\p{Han}\p{Hiragana}\p{Katakana}])(?=.)|(?<=.)\Z")
"""Where a bar may stand; not within a word, for Arabic letters join only within one element."""
_BETWEEN: Final = 8
"""Code points of a line that go without a bar of their own."""
_DEEPEST: Final = 6
"""HTML has no lower heading."""


class EssayHtml:
    """An essay as HTML. `anchors` are those of the differences, in their order."""

    def __init__(self, document: ReviewDocument, anchors: Sequence[str]) -> None:
        self._document = document
        self._anchors = anchors
        self._states: dict[tuple[tuple[Kind, ...], ...], str] = {}
        self._lanes = len(document.lanes) + bool(document.agreed)
        self.html = "".join(self._pieces())

    def rules(self) -> str:
        """The styles that this essay's lanes need beside the stylesheet."""
        rules = [f"#essay {{ --lanes: {self._lanes}; }}\n"]
        rules += [f"#essay .l{lane} {{ left: calc(var(--lane) * {lane}); }}\n" for lane in range(self._lanes)]
        rules += [
            f".{state} {{ background: {', '.join(_bars(held))}; }}\n" for held, state in self._states.items()
        ]
        return "".join(rules)

    def _pieces(self) -> Iterator[str]:
        document = self._document
        yield _key(document)
        yield '<div class="essay">\n'
        yield _letters(document)
        yield '<div class="text">\n'
        signs = sorted(self._signs(), key=lambda sign: sign[:2], reverse=True)
        rank = 2
        for paragraph in laid_out(document):
            rank, element = _element(paragraph, rank)
            words = document.text[paragraph.start : paragraph.end]
            inside = "".join(self._segment(segment, signs) for segment in paragraph.segments)
            yield f"<{element}{read_as(words)}>{inside}</{element}>\n"
        if signs:
            yield f"<p>{''.join(sign for _, _, sign in reversed(signs))}</p>\n"
        yield "</div>\n</div>\n"

    def _signs(self) -> Iterator[tuple[int, int, str]]:
        """What stands where a difference or a passage begins: the code point, an order, the element."""
        document = self._document
        told = zip(document.differences, self._anchors, strict=True)
        for number, (each, anchor) in enumerate(told, start=1):
            sign = f'<a class="ref" id="t-{anchor}" href="#{anchor}" aria-label="Difference {number}"'
            yield each.start, number - len(document.differences) - 1, f'{sign} data-number="{number}"></a>'
        lanes = list(zip(names(document).values(), (lane.marks for lane in document.lanes), strict=True))
        for lane, (name, marks) in enumerate([*lanes, (AGREED_NAME, document.agreed)]):
            for mark in marks:
                yield (
                    mark.start,
                    lane,
                    f'<i class="sign {mark.kind} l{lane}" title="{_whose(name, mark)}"></i>',
                )

    def _segment(self, segment: Segment, signs: list[tuple[int, int, str]]) -> str:
        """A stretch's words. Takes what stands at its start off the end of `signs`."""
        links, starts = "", ""
        while signs and signs[-1][0] <= segment.start:
            _, lane, sign = signs.pop()
            links, starts = (links + sign, starts) if lane < 0 else (links, starts + sign)
        text = self._document.text[segment.start : segment.end]
        if not any(segment.held):
            return f"{links}{starts}{safe(text)}"
        state = self._states.setdefault(segment.held, f"b{len(self._states)}")
        words = _with_bars(text, starts, f'<i class="{state}"></i>')
        for number, kind in enumerate(reversed(segment.kinds)):
            fill = segment.strength if number == len(segment.kinds) - 1 else ""
            words = f'<span class="{" ".join(filter(None, ("on", kind, fill)))}">{words}</span>'
        return links + words


def _element(paragraph: Paragraph, rank: int) -> tuple[int, str]:
    """The heading's rank, which steps down by one at most, and the element to write."""
    if not paragraph.level:
        return rank, "p"
    rank = min(paragraph.level + 2, rank + 1, _DEEPEST)
    return rank, f"h{rank}"


def _with_bars(text: str, starts: str, bar: str) -> str:
    """The words with a bar on every line that they may come to stand on, and `starts` by the first."""
    ends = [found.end() for found in _WORD_END.finditer(text)]
    pieces, last = [], 0
    for at in ends:
        if not last or at - last >= _BETWEEN or at == ends[-1]:
            pieces += [safe(text[last:at]), starts, bar]
            last, starts = at, ""
    return "".join((*pieces, starts, safe(text[last:])))


def _bars(held: tuple[tuple[Kind, ...], ...]) -> Iterator[str]:
    """The layers of a background that draw the lanes: somebody's kinds share the width of her bar."""
    for lane, kinds in enumerate(held):
        for part, kind in enumerate(kinds):
            size = f"calc(var(--bar) / {len(kinds)})"
            left = f"calc(var(--lane) * {lane} + var(--bar) * {part} / {len(kinds)})"
            yield f"linear-gradient(var(--{kind}) 0 0) {left} 0 / {size} 100% no-repeat"


def _whose(name: str, mark: LaneMark) -> str:
    detail = f" ({mark.detail})" if mark.detail else ""
    return attribute(f"{name}: {mark.kind}{detail}")


def lane_letters(document: ReviewDocument) -> list[str]:
    """What stands above each lane: initials where they tell annotators apart, numbers where they do not."""
    initials = [name.strip()[:1].upper() for name in names(document).values()]
    if not all(initials) or len(set(initials)) < len(initials):
        initials = [str(number) for number in range(1, len(initials) + 1)]
    return initials


def _letters(document: ReviewDocument) -> str:
    letters = [*lane_letters(document), *(["✓"] if document.agreed else [])]
    shown = "".join(f"<span>{safe(letter)}</span>" for letter in letters)
    return f'<div class="letters" aria-hidden="true"><div>{shown}</div></div>\n'


def _key(document: ReviewDocument) -> str:
    people = []
    shown = zip(lane_letters(document), names(document).values(), document.lanes, strict=True)
    for letter, name, lane in shown:
        facts = count_words(len(lane.marks), "passage")
        if share := read_share(lane, document):
            facts += f", has read {share}"
        people.append(f"<li><b>{safe(letter)}</b> <bdi>{safe(name)}</bdi> <small>{facts}</small></li>\n")
    if document.agreed:
        facts = count_words(len(document.agreed), "passage")
        people.append(f"<li><b>✓</b> the agreed version so far <small>{facts}</small></li>\n")
    kinds = "".join(
        f'<li><i class="shape {kind}"></i> <span class="on {kind}">{kind}</span></li>\n' for kind in KINDS
    )
    strengths = "".join(
        f'<li><span class="on claim {strength}">Words</span> {means}</li>\n'
        for strength, means in STRENGTHS.items()
    )
    return (
        f'<div class="key">\n<ul aria-label="Lanes">\n{"".join(people)}</ul>\n'
        f'<ul aria-label="Kinds">\n{kinds}</ul>\n<ul aria-label="Agreement">\n{strengths}</ul>\n</div>\n'
    )
