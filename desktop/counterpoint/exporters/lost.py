"""What a format cannot hold of the records it is given, in a few words each: said before it is written."""

from collections.abc import Callable, Iterable

from counterpoint.core.bundle import Bundle
from counterpoint.core.records import Passage


def several(count: int, one: str, many: str = "") -> tuple[str, ...]:
    """How many of something are lost, such as `3 cards`; nothing where there are none."""
    if not count:
        return ()
    return (f"{count:,} {one if count == 1 else many or one + 's'}",)


def beside_tags(library: Bundle) -> tuple[str, ...]:
    """What no other program's format has a place for: what was made of tags, and what became of texts."""
    return (
        *several(len(library.cards), "card"),
        *several(len(library.briefs), "brief"),
        *several(len(library.decisions), "decision of a reviewer", "decisions of reviewers"),
        *several(len(library.progresses), "note of how far somebody read", "notes of how far somebody read"),
        *several(len(library.originals), "original file"),
        *several(
            len(library.corrections), "earlier text of a corrected essay", "earlier texts of corrected essays"
        ),
    )


def moved(library: Bundle) -> tuple[str, ...]:
    """Passages that wait to be confirmed: that they do is lost."""
    waiting = _count(library.passages, lambda each: each.status == "moved")
    return several(waiting, "mark “moved: confirm”", "marks “moved: confirm”")


def notes(library: Bundle, kept: Callable[[Passage], bool] = lambda _: True) -> tuple[str, ...]:
    """The notes of the passages that are kept."""
    return several(_count(library.passages, lambda each: bool(each.note) and kept(each)), "note")


def details(library: Bundle, kept: Callable[[Passage], bool] = lambda _: True) -> tuple[str, ...]:
    """The details of the passages that are kept."""
    return several(_count(library.passages, lambda each: bool(each.detail) and kept(each)), "detail")


def names(library: Bundle) -> tuple[str, ...]:
    """Whose tags they are."""
    return several(len(library.annotators), "annotator’s name", "annotators’ names")


def _count(passages: Iterable[Passage], such: Callable[[Passage], bool]) -> int:
    return sum(map(such, passages))
