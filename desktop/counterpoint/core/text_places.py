"""Where spans of a text as it came stand in the canonical text made of it."""

from bisect import bisect_left, bisect_right

from counterpoint.core.text import canonical, cleaned, left_out


class TextPlaces:
    """A raw text and the canonical one, `text`; `span` leads from the one to the other."""

    def __init__(self, raw: str) -> None:
        whole = cleaned(raw)
        self.text = canonical(raw)
        self._gone = list(left_out(raw))
        self._head = _head(whole) if self.text else 0
        self._put_in = _put_in(whole, self._head, self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the raw text's code points from `start` to before `end` are in the canonical text; an empty
        span where all of it was left out."""
        first, last = (each - bisect_left(self._gone, each) - self._head for each in (start, end))
        first += bisect_right(self._put_in, first)
        last += bisect_left(self._put_in, last)
        most = len(self.text)
        return min(max(0, first), most), min(max(0, last), most)


def _head(whole: str) -> int:
    """How many code points of blank lines stand at the head."""
    return whole.index(next(line for line in whole.split("\n") if line.strip()))


def _put_in(whole: str, head: int, text: str) -> list[int]:
    """The places in `whole`, counted from its head, before which `canonical` put a line end in so that no
    paragraph is too long. Where it could it made one of a space instead."""
    if len(whole.rstrip()) - head == len(text):
        return []
    found: list[int] = []
    end = text.find("\n")
    while end >= 0:
        at = end - len(found)
        if whole[head + at] not in " \n":
            found.append(at)
        end = text.find("\n", end + 1)
    return found
