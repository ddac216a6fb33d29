"""Where a card's text stands: from a place in its lines to code points of its essay, and back."""

from collections.abc import Iterator
from typing import NamedTuple

from counterpoint.core.brief_document import OMISSION, CardPart, Run
from counterpoint.core.segmentation import words_at
from counterpoint.ui.offsets import OffsetMap


class CardSpan(NamedTuple):
    """A stretch of one card's body, in code points of its essay."""

    card_id: str
    entry_id: str
    start: int
    end: int


class Spot(NamedTuple):
    """A place in a card's body: the paragraph, and UTF-16 units of what is shown of it."""

    paragraph: int
    unit: int


class _Stretch(NamedTuple):
    """A run as it is shown: code points of the paragraph, and those of the essay that they stand for."""

    shown: int
    shown_end: int
    start: int
    end: int
    omitted: bool


class _Paragraph:
    def __init__(self, runs: tuple[Run, ...]) -> None:
        self.text = "".join(OMISSION if run.omitted else run.text for run in runs)
        self.offsets = OffsetMap(self.text)
        self.stretches: list[_Stretch] = []
        shown = 0
        for run in runs:
            length = len(OMISSION if run.omitted else run.text)
            end = run.start + len(run.omitted or run.text)
            self.stretches.append(_Stretch(shown, shown + length, run.start, end, bool(run.omitted)))
            shown += length

    def from_unit(self, unit: int, up: bool = False) -> int:
        """The code point of what is shown; between two surrogates that before, or with `up` that after."""
        found = self.offsets.to_text(min(unit, self.offsets.qt_length))
        return found + 1 if up and self.offsets.to_qt(found) < unit and found < len(self.text) else found

    def span(self, low: int, high: int) -> tuple[int, int] | None:
        """The essay's code points for what is shown from `low` to `high`; what was left out counts whole."""
        touched = [each for each in self.stretches if each.shown < high and each.shown_end > low]
        if not touched or low >= high:
            return None
        first, last = touched[0], touched[-1]
        start = first.start if first.omitted else first.start + max(0, low - first.shown)
        end = last.end if last.omitted else last.start + min(high, last.shown_end) - last.shown
        return start, end

    def pieces(self) -> Iterator[tuple[int, int, bool]]:
        """The omissions, and the text between them in one piece each: start, end, whether left out."""
        start = 0
        for each in self.stretches:
            if each.omitted:
                if start < each.shown:
                    yield start, each.shown, False
                yield each.shown, each.shown_end, True
                start = each.shown_end
        if start < len(self.text):
            yield start, len(self.text), False

    def word(self, at: int) -> tuple[int, int] | None:
        """What is shown of the word that a caret at `at` stands in or ends, or else of the omission there."""
        beside: tuple[int, int] | None = None
        for start, end, omitted in self.pieces():
            if not start <= at <= end:
                continue
            if omitted:
                if start < at < end:
                    return start, end
                beside = start, end
                continue
            low, high = words_at(self.text[start:end], at - start, at - start)
            if low < high:
                return start + low, start + high
        return beside


class Body:
    """The paragraphs of a card as they are shown."""

    def __init__(self, card: CardPart) -> None:
        self._paragraphs = [_Paragraph(runs) for runs in card.paragraphs]

    def __len__(self) -> int:
        return len(self._paragraphs)

    @property
    def end(self) -> Spot:
        """The end of the last paragraph."""
        return Spot(len(self) - 1, self._paragraphs[-1].offsets.qt_length)

    def span(self, first: Spot, last: Spot) -> tuple[int, int] | None:
        """The essay's code points that stand between two places, the earlier first; None if none do. An
        omission that is touched counts as all that it leaves out."""
        found = [
            span
            for number in range(first.paragraph, last.paragraph + 1)
            if (span := self._paragraphs[number].span(*self._shown(number, first, last)))
        ]
        return (found[0][0], found[-1][1]) if found else None

    def _shown(self, number: int, first: Spot, last: Spot) -> tuple[int, int]:
        paragraph = self._paragraphs[number]
        low = paragraph.from_unit(first.unit) if number == first.paragraph else 0
        high = paragraph.from_unit(last.unit, up=True) if number == last.paragraph else len(paragraph.text)
        return low, high

    def word(self, spot: Spot) -> tuple[int, int] | None:
        """The essay's code points of the word at a caret; of what is left out there, if there is no word."""
        paragraph = self._paragraphs[spot.paragraph]
        shown = paragraph.word(paragraph.from_unit(spot.unit))
        return paragraph.span(*shown) if shown else None

    def omission(self, spot: Spot) -> tuple[Spot, Spot] | None:
        """Where the omission stands whose mark covers a place, or None."""
        paragraph = self._paragraphs[spot.paragraph]
        at = paragraph.from_unit(spot.unit)
        for start, end, omitted in paragraph.pieces():
            if omitted and start <= at < end:
                ends = (paragraph.offsets.to_qt(start), paragraph.offsets.to_qt(end))
                return Spot(spot.paragraph, ends[0]), Spot(spot.paragraph, ends[1])
        return None

    def essay_place(self, spot: Spot) -> int:
        """The code point of the essay that a place stands before; within the mark of an omission, the start
        of what is left out."""
        paragraph = self._paragraphs[spot.paragraph]
        at = paragraph.from_unit(spot.unit)
        for each in paragraph.stretches:
            if each.shown <= at < each.shown_end:
                return each.start if each.omitted else each.start + at - each.shown
        return paragraph.stretches[-1].end

    def spot(self, code_point: int, late: bool = False) -> Spot:
        """Where a code point of the essay is shown; if it is left out, before its mark or, `late`, behind it.
        One between two paragraphs is at the end of the former; outside the body, at its nearer end."""
        for number, paragraph in enumerate(self._paragraphs):
            for each in paragraph.stretches:
                if code_point < each.start:
                    return Spot(number, paragraph.offsets.to_qt(each.shown))
                if code_point <= each.end:
                    inside = each.shown + code_point - each.start
                    if each.omitted:
                        after = code_point == each.end or (late and code_point > each.start)
                        inside = each.shown_end if after else each.shown
                    return Spot(number, paragraph.offsets.to_qt(inside))
        return self.end

    def runs(self, first: tuple[int, int], last: tuple[int, int]) -> tuple[Spot, Spot]:
        """Where the runs from `first` to `last` are shown, each told as its paragraph and number in that."""
        begin, end = self._paragraphs[first[0]], self._paragraphs[last[0]]
        start = begin.offsets.to_qt(begin.stretches[first[1]].shown)
        return Spot(first[0], start), Spot(last[0], end.offsets.to_qt(end.stretches[last[1]].shown_end))
