"""What figures are called, and which come first."""

import re
from collections.abc import Callable
from typing import Final

from counterpoint.core.review_document import MeasureTold

_FIRST: Final[tuple[tuple[str, ...], ...]] = (
    ("f1", "partial"),
    ("f1", "exact"),
    ("f1", "strict"),
    ("f1", "type"),
    ("f1", "links"),
    ("uα",),
    ("|uα",),
    ("cuα",),
    ("(k)uα",),
    ("α_u",),
    ("cohen",),
    ("fleiss",),
    ("scott",),
    ("α",),
)
"""Words that a name has, in the order of the figures."""

_WORD: Final = re.compile(r"[^\s,:·]+")


def called(measure: MeasureTold) -> str:
    """What a figure is called on screen."""
    return measure.title or measure.name


def rank(name: str) -> int:
    """Where a figure stands among others: F1 before the alphas before the kappas, unknown ones last."""
    words = _words(name)
    return next((place for place, wanted in enumerate(_FIRST) if words.issuperset(wanted)), len(_FIRST))


def _words(name: str) -> set[str]:
    return set(_WORD.findall(name.casefold()))


def _has(*wanted: str) -> Callable[[str], bool]:
    return lambda name: _words(name).issuperset(wanted)


PER_KIND: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("uα", _has("uα")),
    ("F1", _has("f1", "partial")),
    ("κ", lambda name: _has("κ")(name) and not _has("matched")(name)),
)
"""The columns of the table of kinds: their headings, and which figures they may show."""
