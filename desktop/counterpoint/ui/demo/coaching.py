"""The coach's job, done by keys: build a brief from a topic, cut a card, export it in every format."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from counterpoint.core.brief_document import CardPart
from counterpoint.ui.demo.hand import Hand, InVain

if TYPE_CHECKING:
    from counterpoint.ui.session.briefing import Briefing

TAG: Final = "The licence is narrow, and trade goes on around it"
READ_ALOUD: Final = 13
"""Words of the card that are highlighted."""
EXPORTS: Final = (
    (
        "brief.docx",
        "brief to Word",
        b"PK",
        "The brief as Word document, its cards as debaters' programs know them.",
    ),
    ("brief.pdf", "as PDF, A4", b"%PDF", "The same to print: title page, contents, bookmarks."),
    ("brief.html", "as web page", b"<!DOCTYPE html>", "The same as one page that needs nothing else."),
    ("brief.md", "as Markdown", b"# ", "The same as Markdown with its cites as footnotes."),
)


def briefing(hand: Hand) -> "Briefing":
    """What the session knows of briefs. Raises InVain."""
    found = hand.session.briefing
    if found is None or found.written is None:
        raise InVain("The demo waited for a brief in vain.")
    return found


def build(hand: Hand) -> None:
    """Build a brief for the first topic, against it, for the last rebuttal."""
    hand.press("Ctrl+3")
    hand.press("Ctrl+Shift+B")
    hand.press("Alt+S", "Down", "Down", "Alt+P", *["Down"] * 7)
    hand.settle()


def finish(hand: Hand) -> None:
    """Say Build in the form, and wait for the brief."""
    hand.press("Return")
    hand.until(lambda: hand.session.briefing is not None and hand.session.briefing.is_shown, "a brief")
    hand.settle()


def go_to_card(hand: Hand) -> CardPart:
    """Go down the outline to the first card."""
    hand.window.brief_view.outline.setFocus()
    hand.press("Home")
    for _ in range(20):
        part = briefing(hand).part
        if isinstance(part, CardPart):
            return part
        hand.press("Down")
    raise InVain("The brief has no card near its beginning.")


def cut(hand: Hand) -> None:
    """Write the card's tag, highlight the first words of its passage, and shrink what is not underlined."""
    card = go_to_card(hand)
    hand.press("F7", "Ctrl+A")
    hand.type(TAG)
    hand.press("Return")
    sheet = hand.window.brief_view.sheet
    sheet.setFocus()
    sheet.reveal(card.entry_id)
    underlined = next(run for paragraph in card.paragraphs for run in paragraph if run.underlined)
    hand.until(lambda: hand.window.brief_view.sheet.entry() == card.entry_id, "the card")
    find(hand, underlined.start)
    hand.press(*["Ctrl+Shift+Right"] * READ_ALOUD, "F11", "Ctrl+8", "Right")
    hand.settle()


def find(hand: Hand, start: int) -> None:
    """Go word by word to a code point of the essay in the card's body."""
    sheet = hand.window.brief_view.sheet
    for _ in range(400):
        span = sheet.card_span()
        if span is not None and span.start == start:
            return
        hand.press("Ctrl+Right")
    raise InVain("The card's passage is not in its body.")


def export(hand: Hand, folder: Path, tell: Callable[[str, str], None]) -> None:
    """Export the brief in every format; each file begins as such files do. Raises InVain."""
    for name, words, beginning, sentence in EXPORTS:
        path = folder / name
        hand.save_as(lambda words=words: hand.choose(words), path)  # type: ignore[misc]
        hand.until(lambda path=path: path.stat().st_size > 0, name)  # type: ignore[misc]
        if not path.read_bytes().startswith(beginning):
            raise InVain(f"{name} does not begin as such a file does.")
        tell(name, sentence)
