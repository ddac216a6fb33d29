"""What the offsets of a brat file count. They should count code points, but there are programs that count
UTF-16 units or bytes, the byte order mark, or line ends of two characters as one: the words that the file
says stand there decide."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from counterpoint.importers.brat_lines import Bound
from counterpoint.importers.coded_project import Span

_MARK: Final = "\ufeff"


class Placed(NamedTuple):
    """A text without its byte order mark, the spans in it by label, in code points, and what the file counted
    instead of these; empty where it counted right."""

    text: str
    spans: dict[str, tuple[Span, ...]]
    counted: str


class _Count(NamedTuple):
    """A way to count: what it is called, the text it is about, and the code point at each count."""

    name: str
    text: str
    place: Callable[[int], int]


def placed(raw: str, bounds: Sequence[Bound]) -> Placed:
    """Where the marked texts stand in `raw`, counted the way in which most of their words are found."""
    best, most = None, -1
    for count in _counts(raw):
        fitting = sum(_fits(count, bound) for bound in bounds)
        if fitting > most:
            best, most = count, fitting
        if fitting == len(bounds):
            break
    assert best is not None  # there is one way to count at least
    spans = {bound.label: _spans(best, bound) for bound in bounds}
    return Placed(best.text, spans, best.name)


def _counts(raw: str) -> Iterator[_Count]:
    """The ways to count that differ for this text, the right one first."""
    text = raw.removeprefix(_MARK)
    yield _Count("", text, lambda at: at)
    if raw != text:
        yield _Count("the byte order mark", text, lambda at: at - 1)
    joined = text.replace("\r\n", "\n")
    if joined != text:
        yield _Count("line ends as one character", joined, lambda at: at)
    for each in dict.fromkeys((text, joined)):
        if max(each, default="") > "\uffff":
            yield _Count("UTF-16 units", each, _by_size(2 if char > "\uffff" else 1 for char in each))
        if not each.isascii():
            yield _Count("bytes", each, _by_size(len(char.encode(errors="surrogatepass")) for char in each))


def _by_size(sizes: Iterable[int]) -> Callable[[int], int]:
    """The code point at each count, where code points have these sizes."""
    starts = list(accumulate(sizes, initial=0))
    return lambda at: bisect_left(starts, at)


def _fits(count: _Count, bound: Bound) -> bool:
    """Whether the words that a file says are marked stand where it says."""
    found = " ".join(count.text[slice(*_within(count, span))] for span in bound.spans)
    return not bound.words or found.split() == bound.words.split()


def _within(count: _Count, span: tuple[int, int]) -> tuple[int, int]:
    start, end = (min(max(0, count.place(at)), len(count.text)) for at in span)
    return start, end


def _spans(count: _Count, bound: Bound) -> tuple[Span, ...]:
    """The fragments; where their words do not fit, the whole from first to last, to be looked for."""
    pairs = [_within(count, span) for span in bound.spans]
    if _fits(count, bound):
        return tuple(Span(start, end, count.text[start:end]) for start, end in pairs)
    return (Span(min(start for start, _ in pairs), max(end for _, end in pairs), bound.words),)
