"""Bringing files of other programs in, and mending what they bring, done by keys."""

from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtWidgets import QWidget

from counterpoint.ui.demo import sample
from counterpoint.ui.demo.hand import Hand, InVain
from counterpoint.ui.forms.code_kinds import CodeKinds
from counterpoint.ui.forms.correct_text import CorrectText
from counterpoint.ui.forms.earlier_texts import EarlierTexts
from counterpoint.ui.forms.import_preview import ImportPreview

W = TypeVar("W", bound=QWidget)

MEANT: Final = {"MajorClaim": "1", "Premise": "2"}
"""Codes whose names do not tell what they mean, and the keys that say it."""


def look_at(hand: Hand, path: Path) -> ImportPreview:
    """Open a file; gives the preview of it, with its second heading in sight."""
    hand.open_file(lambda: hand.press("Ctrl+O"), path)
    preview = front(hand, ImportPreview, "the preview")
    preview.contents.list.setFocus()
    hand.press("Down", "Return")
    hand.settle()
    return preview


def add(hand: Hand) -> None:
    """Take in what the preview shows, and tag some of its sentences."""
    hand.press("Ctrl+Return")
    hand.until(lambda: title(hand) == sample.TITLE, "the essay of the PDF")
    for words, key in sample.TAGGED:
        hand.put_caret(words)
        hand.press(key)
    hand.until(lambda: len(hand.session.known.marks) == len(sample.TAGGED), "its passages")


def mend(hand: Hand) -> None:
    """Mend the misprint in the form for correcting; it is not saved yet."""
    hand.put_caret(sample.MISPRINT)
    hand.press("Ctrl+Shift+E")
    form = front(hand, CorrectText, "the form for correcting")
    hand.press("Left", "Left", "Backspace")
    hand.until(lambda: form.told.text().startswith("1 place changed"), "what would move")


def save(hand: Hand) -> None:
    """Save what was mended."""
    hand.press("Ctrl+Return")
    hand.until(lambda: sample.MISPRINT not in text(hand), "the text to be mended")


def look_back(hand: Hand) -> None:
    """Look at the text as it was before."""
    hand.choose("earlier texts")
    front(hand, EarlierTexts, "the earlier texts")
    hand.settle()


def map_codes(hand: Hand, path: Path) -> CodeKinds:
    """Open a file of annotations that another program made, and say what its codes mean."""
    hand.open_file(lambda: hand.press("Ctrl+O"), path)
    form = front(hand, CodeKinds, "the form for codes")
    hand.press("Home")
    for row in form.rows.rows:
        if row.name in MEANT:
            hand.press(MEANT[row.name])
        hand.press("Down")
    hand.press("Home")
    hand.settle()
    return form


def take_in(hand: Hand, form: CodeKinds) -> None:
    """Take in what the form shows."""
    hand.click(form.take)
    hand.until(lambda: title(hand) == "classrooms" and len(hand.session.known.marks) > 0, "what was tagged")


def front(hand: Hand, kind: type[W], what: str) -> W:
    """The form of this kind that is in front. Raises InVain."""
    hand.until(lambda: isinstance(hand.app.activeModalWidget(), kind), what)
    hand.settle()
    form = hand.app.activeModalWidget()
    if not isinstance(form, kind):
        raise InVain(f"The demo waited for {what} in vain.")
    return form


def title(hand: Hand) -> str:
    """The title of the essay that is open."""
    return hand.session.essay.title if hand.session.essay else ""


def text(hand: Hand) -> str:
    """Its text."""
    return hand.session.essay.text if hand.session.essay else ""
