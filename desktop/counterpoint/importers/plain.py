"""Plain text: kept as it stands, but for canonical text's rules and lines that were broken at a fixed
width."""

import re
from itertools import pairwise
from typing import Final

from counterpoint.core.citation import propose
from counterpoint.core.headings import headings
from counterpoint.core.text import canonical, cleaned
from counterpoint.importers.draft import Draft
from counterpoint.importers.encoding import decode
from counterpoint.importers.front_matter import split_front_matter

_WIDEST: Final = 100
_NARROWEST: Final = 45
_FEWEST_LINES: Final = 5
_STARTS_ANEW: Final = re.compile(r"\s*(?:[-*•–>|#]|\d{1,3}[.)]\s|[A-Za-z][.)]\s)")
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")


def read(data: bytes, name: str, encoding: str | None = None) -> Draft:
    """The draft of a plain text file called `name`. Raises BadInput, UnknownEncoding among it."""
    text, found = decode(data, encoding, name)
    return draft_of(text, name, found)


def draft_of(raw: str, source: str, encoding: str) -> Draft:
    """The draft of decoded plain text; its front matter, if it has any, goes to the citation."""
    fields, body = split_front_matter(cleaned(raw))
    text = canonical(unwrapped(canonical(body)))
    return Draft(text, propose(text, source, fields), headings(text), source, encoding)


def unwrapped(text: str) -> str:
    """Text whose lines were clearly broken at a fixed width, with a space where such a line ended, so
    that its length stays; any other text as it is.

    Clearly: at least five lines go on in the next, none is wider than 100, and of nearly all the next line's
    first word would not have fitted. Verse, lists and addresses are not like that.
    """
    lines = text.split("\n")
    inner = [len(line) for line, following in pairwise(lines) if line.strip() and following.strip()]
    width = max(inner, default=0)
    if len(inner) < _FEWEST_LINES or not _NARROWEST <= width <= _WIDEST:
        return text
    goes_on = [_goes_on(line, following, width) for line, following in pairwise(lines)]
    if sum(goes_on) < 0.8 * len(inner):
        return text
    joints = [" " if joined else "\n" for joined in goes_on]
    return "".join(part for pair in zip(lines, [*joints, ""], strict=True) for part in pair)


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a line ends where it does only because the next word did not fit."""
    words = following.split(maxsplit=1)
    if not words or not line.strip() or _STARTS_ANEW.match(following):
        return False
    if len(following) - len(following.lstrip()) > len(line) - len(line.lstrip()):
        return False
    if _UNSPACED.match(line[-1]) or _UNSPACED.match(words[0]):
        return False
    return len(line.rstrip()) + 1 + len(words[0]) > 0.9 * width
