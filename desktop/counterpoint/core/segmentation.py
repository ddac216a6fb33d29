"""Where sentences, words and graphemes begin and end. Offsets are code points; spans are half-open.

Sentences follow UAX #29 in any script, except that a stop does not end a sentence where a reader sees that it
does not: after abbreviations, initials and enumerators, in an elision, before a small letter. An abbreviation
that may end a sentence (`U.S.`, `Inc.`, `p.m.`, an initial) does so where a frequent sentence opener such as
`The` or `But` follows; `etc.` does so before any capital. A line break always ends a sentence.
"""

from collections.abc import Iterator
from typing import Final

import regex

from counterpoint.core.abbreviations import BEFORE_NAMES, BEFORE_NUMBERS, MAY_END, OPENERS

_STOP: Final = r"(?!\.[\p{L}\p{Nd}])[\p{SB=STerm}\p{SB=ATerm}…]"
_JOINED: Final = r"[\p{SB=Extend}\p{SB=Format}]*+"
_CANDIDATE: Final = regex.compile(
    rf"(?P<stop>{_STOP}{_JOINED}(?:\x20?{_STOP}{_JOINED})*+)"
    rf"(?P<close>(?:(?:[\u00a0\u202f]?[\"'\p{{Pe}}\p{{Pf}}]|\x20»(?=\s|\Z)|\p{{Pi}}(?=\s|\Z)){_JOINED})*+)"
    r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹])*+(?P<gap>\s*+)"
)
"""A stop or a run of stops, the quotes and brackets that close after it, footnote marks, space."""

_OPENING: Final = regex.compile(
    r"[^\p{SB=OLetter}\p{SB=Upper}\p{SB=Lower}\p{N}\p{SB=STerm}\p{SB=ATerm}\n]*+"
    r"(?:(?P<small>\p{SB=Lower}(?!\p{Lower}?\p{Upper}))|(?P<number>\p{N})"
    r"|(?P<word>[\p{L}][\p{L}\p{M}]*+)(?P<dot>\.)?)?"
)
"""What the next sentence would open with; `iPhone` and `mRNA` are no small letters."""

_BEFORE: Final = regex.compile(r"(?r)[\p{L}\p{M}\p{N}.]{1,24}")
_CONTINUES: Final = regex.compile(r"\p{SB=SContinue}")
_CASELESS: Final = regex.compile(r"\p{SB=OLetter}")
_INITIAL: Final = regex.compile(
    r"(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{LB=SA}])[\p{SB=Upper}\p{SB=OLetter}]\p{M}*"
)
_DOTTED: Final = regex.compile(r"(?:\p{L}\p{M}*\.)+\p{L}{1,2}\p{M}*")
_ENUMERATOR: Final = regex.compile(r"\p{Nd}{1,3}|\p{L}|[ivxlc]{1,6}|[IVXLC]{1,6}")
_ROMAN: Final = regex.compile(r"[IVXLC]+")
_OPENING_NEEDED: Final = ".…!?\uff0e\u2024\ufe52"
_REACH: Final = 400
_LONGEST_CLUSTER: Final = 1_000
_CLUSTER: Final = regex.compile(r"\X")
_SURE_START: Final = regex.compile(r"(?!\p{ExtPict}|\p{InCB=Consonant})\p{GCB=Other}")
_PREPEND: Final = regex.compile(r"\p{GCB=Prepend}")
_WORD: Final = regex.compile(r"(?w)\b\w.*?\b", regex.DOTALL)


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]` in order, without the space around them."""
    found: list[tuple[int, int]] = []
    line = start
    while line < end:
        stop = text.find("\n", line, end)
        stop = end if stop < 0 else stop
        found.extend(_in_line(text, line, stop))
        line = stop + 1
    return found


def sentence_at(text: str, position: int) -> tuple[int, int]:
    """The sentence at a caret before code point `position`: the one that the next character belongs to; in
    the space after a sentence or at the end of its paragraph, that sentence. On a blank line an empty span.
    """
    start, end = _trimmed(text, *_line_at(text, position))
    if start >= end:
        return position, position
    reach = _REACH
    while True:
        scan = _letter_before(text, position - reach, start)
        opened = start if scan == start else None
        closed = end
        for stop, following in _breaks(text, scan, start, end):
            if following > position:
                closed = stop
                break
            opened = following
        if opened is not None:
            return opened, closed
        reach *= 4


def extend_to_next_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The span grown to the end of the sentence it stops in or, when it stops at one's end, through the next
    sentence, also over a paragraph's end. At the end of the text it stays as it is."""
    line, line_end = _line_at(text, end)
    while True:
        first, last = _trimmed(text, line, line_end)
        for stop, _ in _breaks(text, _letter_before(text, end, first), first, last):
            if stop > end:
                return start, stop
        if last > max(end, first):
            return start, last
        if line_end >= len(text):
            return start, end
        line, line_end = _line_at(text, line_end + 1)


def drop_last_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the last of the sentences it touches; one sentence or less stays as it is."""
    touched = start + len(text[start:end].rstrip())
    if touched <= start:
        return start, end
    opened = sentence_at(text, touched - 1)[0]
    kept = start + len(text[start:opened].rstrip())
    if kept <= start:
        return start, end
    return start, sentence_at(text, kept - 1)[1]


def grapheme_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened so that it cuts no grapheme (what a reader takes for one character) in two."""
    low = _cluster_around(text, start)[0]
    high = low if start == end else _cluster_around(text, end)[1]
    return low, high


def words_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole words; of an empty span, the word it stands in or ends. Unchanged where there
    is no word."""
    low, high = start, end
    for word in _WORD.finditer(text, _line_at(text, start)[0], _line_at(text, end)[1]):
        if word.start() > end:
            break
        if start == end and word.start() <= start <= word.end():
            return word.span()
        if word.start() < start < word.end():
            low = word.start()
        if word.start() < end < word.end():
            high = word.end()
    return low, high


def _line_at(text: str, position: int) -> tuple[int, int]:
    """The line, without its line end, that the caret at `position` stands in."""
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end


def _in_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a line."""
    start, end = _trimmed(text, start, end)
    opened = start
    for stop, following in _breaks(text, start, start, end):
        yield opened, stop
        opened = following
    if start < end:
        yield opened, end


def _breaks(text: str, scan: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Within the trimmed line from `start` to `end`: where a sentence ends and the next begins, from `scan`
    on, which is `start` or at a letter (no candidate has a letter in it). Lazily: a key press needs few."""
    for candidate in _CANDIDATE.finditer(text, scan, end):
        stop, following = candidate.span("gap")
        if following >= end:
            return
        if _ends(text, candidate, start, end) and _starts_cluster(text, following):
            yield stop, following


def _letter_before(text: str, position: int, start: int) -> int:
    """The last letter at `position` or before it, but not before `start`."""
    while position > start and not text[position : position + 1].isalpha():
        position -= 1
    return max(position, start)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    low = start + len(piece) - len(piece.lstrip())
    high = end - (len(piece) - len(piece.rstrip()))
    if low >= high:
        return start, start
    return grapheme_bounds(text, low, high)


def _ends(text: str, candidate: "regex.Match[str]", first: int, end: int) -> bool:
    """Whether the candidate's stop ends a sentence of the line that begins at `first`."""
    stop, following = candidate["stop"], candidate.end()
    last = stop.rstrip("\u200d")[-1]
    spaced = following > candidate.start("gap")
    if _CONTINUES.match(text, following):
        return False
    if last not in _OPENING_NEEDED:
        return True
    if not spaced:
        return last in "!?\uff0e" and _CASELESS.match(text, following) is not None
    opening = _OPENING.match(text, following, end)
    if opening is None or opening["small"]:
        return False
    if last in "!?":
        return True
    if last == "…" or len(stop) > 1:
        return candidate.start() == first or text[candidate.start() - 1] not in "[("
    return not _abbreviates(text, candidate.start(), first, opening)


def _abbreviates(text: str, dot: int, first: int, opening: "regex.Match[str]") -> bool:
    """Whether the full stop at `dot` belongs to the abbreviation, initial or enumerator before it."""
    before = _BEFORE.match(text, first, dot)
    if before is None:
        return False
    token = before.group().strip(".")
    small = token.lower()
    if before.start() == first and _ENUMERATOR.fullmatch(token):
        return True
    if small in BEFORE_NAMES:
        return True
    if small in BEFORE_NUMBERS or token in BEFORE_NUMBERS:
        return opening["number"] is not None or _ROMAN.fullmatch(opening["word"] or "") is not None
    if small in MAY_END or _INITIAL.fullmatch(token) or _DOTTED.fullmatch(token):
        word = opening["word"] or ""
        return bool(opening["dot"]) or word.lower() not in OPENERS
    return False


def _starts_cluster(text: str, position: int) -> bool:
    return text[position] < "\u0300" or _cluster_around(text, position)[0] == position


def _cluster_around(text: str, position: int) -> tuple[int, int]:
    """The grapheme that `position` lies inside; an empty span when it lies between two."""
    if not 0 < position < len(text):
        return position, position
    low = position
    furthest = max(position - _LONGEST_CLUSTER, 0)
    while low > furthest and not (_SURE_START.match(text, low) and not _PREPEND.match(text, low - 1)):
        if text[low - 1] == "\n":
            break
        low -= 1
    for cluster in _CLUSTER.finditer(text[low : position + _LONGEST_CLUSTER]):
        start, end = low + cluster.start(), low + cluster.end()
        if start >= position:
            break
        if end > position:
            return start, end
    return position, position
