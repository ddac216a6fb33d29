"""Says in words what the page shows: for its head line, for tooltips and for screen readers."""

from html import escape

from counterpoint.core.review_document import AGREED, GROUP_SAYS, DifferenceTold, ReviewDocument


def summary(document: ReviewDocument) -> str:
    """`3 annotators · 12 differences, 5 decided`. Places where all agree are no differences."""
    real = [each for each in document.differences if each.group != "agree"]
    decided = sum(each.ruled is not None for each in real)
    alone = sum(each.annotator_id != AGREED for each in document.lanes)
    people = _counted(alone, "annotator")
    if alone < len(document.lanes):
        people += " and the agreed version"
    if not real:
        return f"{people} · no differences"
    return f"{people} · {_counted(len(real), 'difference')}, {decided or 'none'} decided"


def described(difference: DifferenceTold) -> str:
    """A difference as one would say it: its group, its words, what each has, and what was decided."""
    group = "All agree" if difference.group == "agree" else GROUP_SAYS[difference.group]
    says = "; ".join(f"{each.name}: {each.words}" for each in difference.by)
    words = f"{group}. “{difference.quote}” {says}."
    return f"{words} Decided: {difference.ruled.words}." if difference.ruled else words


def plain_tip(words: str) -> str:
    """A tooltip of these very words, whatever markup they look like."""
    return f"<span>{escape(words)}</span>"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
