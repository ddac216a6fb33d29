"""Right-to-left letters in the order in which they are read.

A PDF has glyphs where they are seen. pdfium turns right-to-left words round by the order in which they were
drawn, and each program draws in an order of its own; so the order is made here, from where the glyphs stand:
sorted from left to right they are what the Unicode bidirectional algorithm makes of a line to show it, and
its last step, undone, gives the line back.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from counterpoint.importers.pdf_glyphs import Glyph

_WORD_GAP: Final = 0.2
_BREAK: Final = 1.0
"""Of the letters' size: what parts two words where a line has no spaces, and where it has some."""
_SAME_PLACE: Final = 0.06
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0591-\u065f\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_KINDS: Final = {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N"}


def has_right_to_left(text: str) -> bool:
    """Whether any letter of the text is read from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def reads_right_to_left(text: str) -> bool:
    """Whether most of its letters are."""
    return has_right_to_left(text) and 2 * len(_RIGHT_TO_LEFT.findall(text)) > len(_LETTER.findall(text))


def read_order(glyphs: Sequence[Glyph], size: float) -> str:
    """The text of a line's glyphs, whose letters are `size` high, as it is read."""
    spaces_drawn = any(glyph.char == " " for glyph in glyphs)
    clusters = _spaced(_clusters(glyphs), size, (_BREAK if spaces_drawn else _WORD_GAP) * size)
    base = reads_right_to_left("".join(glyph.char for glyph in glyphs))
    levels = _levels([_kind(cluster) for cluster in clusters], right_to_left=base)
    for level in (1, 2):
        clusters, levels = _turned(clusters, levels, level)
    return "".join(clusters)


def _clusters(glyphs: Sequence[Glyph]) -> list[tuple[str, float, float]]:
    """What stands at one place, from left to right: a letter with its marks, a ligature's letters."""
    found: list[tuple[str, float, float]] = []
    marks = [glyph for glyph in glyphs if unicodedata.combining(glyph.char)]
    letters = [glyph for glyph in glyphs if not unicodedata.combining(glyph.char)]
    for char, left, right, _ in sorted(letters, key=_from_the_left):
        if found and char != " " and found[-1][0] != " " and left - found[-1][1] < _SAME_PLACE:
            before, left, reach = found.pop()
            char, right = before + char, max(right, reach)
        found.append((char, left, right))
    for char, left, right, _ in marks:
        over = [place for place, cluster in enumerate(found) if cluster[1] <= (left + right) / 2]
        if over:
            letter, start, end = found[over[-1]]
            found[over[-1]] = (letter + char, start, end)
        else:
            found.insert(0, (char, left, right))
    return found


def _from_the_left(glyph: Glyph) -> tuple[float, bool]:
    """A space that is said to stand where a letter does follows it."""
    return round(glyph.left, 1), glyph.char == " "


def _spaced(clusters: list[tuple[str, float, float]], size: float, gap: float) -> list[str]:
    """The clusters with a space where two words are apart and none was drawn; between right-to-left letters,
    which reach further than they say, where they are further apart than `gap`."""
    spaced = [cluster[0] for cluster in clusters[:1]]
    reach = clusters[0][2] if clusters else 0.0
    for (before, _, _), (char, left, right) in pairwise(clusters):
        least = gap if _kind(before) == _kind(char) == "R" else _WORD_GAP * size
        if left - reach > least and " " not in (before, char):
            spaced.append(" ")
        spaced.append(char)
        reach = max(reach, right)
    return spaced


def _kind(cluster: str) -> str:
    return _KINDS.get(unicodedata.bidirectional(cluster[0]), "")


def _levels(kinds: list[str], *, right_to_left: bool) -> list[int]:
    """How deep each cluster lies: 0 and 2 are read from left to right, 1 from right to left. What has no
    direction goes with its neighbours where they agree, else with the line."""
    base, other = ("R", "L") if right_to_left else ("L", "R")
    strong = list(kinds)
    for place, kind in enumerate(kinds):
        if kind in ("L", "R"):
            continue
        before = next((each for each in reversed(kinds[:place]) if each), base)
        after = next((each for each in kinds[place + 1 :] if each), base)
        if kind == "N":
            strong[place] = "N" if right_to_left or before == after == "R" else "L"
        elif right_to_left and {before, after} <= {"L", "N"}:
            strong[place] = (
                "L" if "L" in (before, after) or kinds[place - 1 : place + 2].count("N") == 2 else "R"
            )
        else:
            strong[place] = other if before == after == other else base
    return [{"R": 1, "N": 2, "L": 2 if right_to_left else 0}[kind] for kind in strong]


def _turned(clusters: list[str], levels: list[int], level: int) -> tuple[list[str], list[int]]:
    """Each stretch of at least this level turned round."""
    turned: list[tuple[str, int]] = []
    stretch: list[tuple[str, int]] = []
    for each in zip(clusters, levels, strict=True):
        if each[1] >= level:
            stretch.insert(0, each)
        else:
            turned += [*stretch, each]
            stretch = []
    turned += stretch
    return [char for char, _ in turned], [deep for _, deep in turned]
