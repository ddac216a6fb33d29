"""What the formats made of tags share: a card's runs as nested elements, and how a text's script is read."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final, NamedTuple
from unicodedata import bidirectional

import regex

from counterpoint.core.brief_document import Run
from counterpoint.core.vocabulary import Highlight


class Markup(NamedTuple):
    """How one format writes each style round what is inside it. `text` makes words safe; `omission` is given
    what was left out; `small` a size in points."""

    text: Callable[[str], str]
    omission: Callable[[str], str]
    small: Callable[[int, str], str]
    underline: Callable[[str], str]
    highlight: Callable[[Highlight, str], str]
    emphasis: Callable[[str], str]


def marked_up(runs: Iterable[Run], markup: Markup) -> str:
    """A paragraph's runs. Underlining goes round highlights, so that its line is one where they meet."""
    pieces = []
    for size, small in groupby(runs, lambda run: run.small):
        inside = "".join(
            markup.underline(_highlighted(group, markup)) if lined else _highlighted(group, markup)
            for lined, group in groupby(small, lambda run: run.underlined or run.emphasised)
        )
        pieces.append(markup.small(size, inside) if size else inside)
    return "".join(pieces)


def _highlighted(runs: Iterable[Run], markup: Markup) -> str:
    return "".join(
        markup.highlight(colour, _emphasised(group, markup)) if colour else _emphasised(group, markup)
        for colour, group in groupby(runs, lambda run: run.highlight)
    )


def _emphasised(runs: Iterable[Run], markup: Markup) -> str:
    return "".join(
        markup.emphasis(_words(group, markup)) if strong else _words(group, markup)
        for strong, group in groupby(runs, lambda run: run.emphasised)
    )


def _words(runs: Iterable[Run], markup: Markup) -> str:
    return "".join(markup.omission(run.omitted) if run.omitted else markup.text(run.text) for run in runs)


_SCRIPTS: Final = (
    ("ar", regex.compile(r"\p{Script=Arabic}")),
    ("ja", regex.compile(r"[\p{Script=Hiragana}\p{Script=Katakana}]")),
    ("zh", regex.compile(r"\p{Script=Han}")),
    ("ko", regex.compile(r"\p{Script=Hangul}")),
    ("he", regex.compile(r"\p{Script=Hebrew}")),
    ("el", regex.compile(r"\p{Script=Greek}")),
    ("und-Cyrl", regex.compile(r"\p{Script=Cyrillic}")),
    ("und-Deva", regex.compile(r"\p{Script=Devanagari}")),
)
_LETTER: Final = regex.compile(r"\p{L}")
_ENOUGH: Final = 500
"""Code points that tell a paragraph's script."""


def language(text: str) -> str:
    """The BCP 47 tag of the script most letters of `text` are in, so that the right fonts and voices are
    chosen; empty for Latin letters, whose language cannot be told, and where no script has most."""
    if text.isascii():
        return ""
    start = text[:_ENOUGH]
    half = len(_LETTER.findall(start)) / 2
    for tag, letters in _SCRIPTS:
        count = len(letters.findall(start))
        if tag == "ja" and count:
            count += len(_SCRIPTS[2][1].findall(start))
        if count > half:
            return tag
    return ""


def runs_leftwards(text: str) -> bool:
    """Whether a paragraph of `text` is read from right to left: its first letter decides (UAX #9, P2)."""
    if text.isascii():
        return False
    strong = (kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL"))
    return next(strong, "L") != "L"
