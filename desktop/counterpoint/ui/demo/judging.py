"""The reviewer's job, done by keys: lay three people's tags side by side, decide, and report."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from counterpoint.ui.demo.hand import Hand, InVain

if TYPE_CHECKING:
    from counterpoint.ui.session.reviewing import Reviewing

ESSAY: Final = "A Fence Teaches"
"""What the essay is found by that three people have tagged."""


def reviewing(hand: Hand) -> "Reviewing":
    """What the session knows of reviews. Raises InVain."""
    found = hand.session.reviewing
    if found is None or found.document is None:
        raise InVain("The demo waited for a review in vain.")
    return found


def look(hand: Hand) -> None:
    """Go to the essay and its review, and wait for the figures."""
    hand.press("Ctrl+P")
    hand.type(f"#{ESSAY}")
    hand.press("Return", "Ctrl+4")
    hand.until(lambda: bool(reviewing(hand).document.measures), "the figures")  # type: ignore[union-attr]
    hand.settle()


def decide(hand: Hand) -> None:
    """Accept one version, reject one, and go on to a difference of kind."""
    hand.press("Y", "R")
    hand.until(lambda: decided(hand) == 2, "two decisions")
    for _ in range(40):
        found = reviewing(hand).difference
        if found is not None and found.group == "kind":
            hand.settle()
            return
        hand.press("J")
    raise InVain("Nobody differs in kind any more.")


def decided(hand: Hand) -> int:
    """How many differences are decided."""
    document = reviewing(hand).document
    return sum(each.ruled is not None for each in document.differences) if document else 0


def report(hand: Hand, folder: Path) -> Path:
    """Report as a web page; gives the file. Raises InVain where it does not say what was decided."""
    path = folder / "review.html"
    hand.save_as(lambda: hand.choose("Report as web page"), path)
    hand.until(lambda: path.stat().st_size > 0, path.name)
    if "Rejected" not in path.read_text(encoding="utf-8"):
        raise InVain("The report does not tell the decisions.")
    return path
