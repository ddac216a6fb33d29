"""The pictures of the README: the same on every machine."""

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from counterpoint.ui.demo import bringing, coaching, judging, pages, sample
from counterpoint.ui.demo.hand import Hand, InVain
from counterpoint.workspace import library, starter
from counterpoint.workspace.settings import default_library

NAME: Final = "Grace"
NARROW: Final = (1024, 700)
CLOCK: Final = datetime(2026, 11, 23, 12, 4)
SELECTED: Final = "the best reason yet"
ANSWERED: Final = "Nor did Washington plant the wish"
REASONING: Final = "A wish is not a plan. **The plan had a budget** only when it had a wall to climb."


def draw(app: QApplication, folder: Path) -> None:
    """Draw every picture into `folder`. Raises InVain."""
    as_grace()
    hand = Hand(app)

    def keep(name: str) -> None:
        hand.settle()
        hand.window.status.set_saved(CLOCK)
        hand.save(folder / f"{name}.png")
        print(f"{name}.png")

    for part in (_reading, _finding, _answering, _mapping, _coaching, _judging, _bringing):
        part(hand, keep)
    hand.close()
    hand = Hand(app, NARROW)
    _select(hand)
    keep("narrow")
    hand.close()


def draw_pages(app: QApplication, folder: Path) -> None:
    """Draw what a brief looks like in each format into `folder`. Raises InVain."""
    as_grace()
    hand = Hand(app)
    coaching.build(hand)
    coaching.finish(hand)
    coaching.cut(hand)
    with tempfile.TemporaryDirectory(prefix="counterpoint-") as made:
        coaching.export(hand, Path(made), lambda _name, _sentence: None)
        pages.draw(Path(made) / "brief", folder)
    hand.close()


def as_grace() -> None:
    """A starter library whose main annotator is called Grace and is who tags."""
    ws = library.open_workspace(default_library())
    starter.follow_seeds(ws)
    main = next((each for each in library.annotators(ws) if each.name == "Ada"), None)
    if main is None:
        raise InVain("The starter library has no Ada any more.")
    library.choose_annotator(ws, library.rename_annotator(ws, main, NAME, main.words_per_minute))
    ws.close()


def _select(hand: Hand) -> None:
    hand.put_caret(SELECTED)


def _reading(hand: Hand, keep: Callable[[str], None]) -> None:
    _select(hand)
    keep("read-light")
    hand.choose("Dark")
    keep("read-dark")
    hand.choose("Light")


def _finding(hand: Hand, keep: Callable[[str], None]) -> None:
    hand.press("Ctrl+P")
    hand.type("export")
    keep("palette")
    hand.press("Esc", "Ctrl+Shift+F")
    hand.type("seven-nanometre")
    hand.settle()
    keep("search")
    hand.press("Esc")


def _answering(hand: Hand, keep: Callable[[str], None]) -> None:
    hand.put_caret(ANSWERED)
    hand.press("A")
    hand.type(REASONING)
    hand.press("Ctrl+L")
    hand.type("self-reliance")
    hand.press("Return", "Ctrl+Return")
    keep("answer")
    hand.press("Ctrl+Return")
    hand.press("Ctrl+Z")


def _mapping(hand: Hand, keep: Callable[[str], None]) -> None:
    hand.press("Ctrl+Home", "Ctrl+2")
    keep("map-light")
    hand.choose("Dark")
    keep("map-dark")
    hand.choose("Light")
    hand.press("Ctrl+1")


def _coaching(hand: Hand, keep: Callable[[str], None]) -> None:
    coaching.build(hand)
    coaching.finish(hand)
    coaching.cut(hand)
    keep("brief-light")
    hand.choose("Dark")
    keep("brief-dark")
    hand.choose("Light")


def _judging(hand: Hand, keep: Callable[[str], None]) -> None:
    judging.look(hand)
    judging.decide(hand)
    keep("review-light")
    hand.choose("Dark")
    keep("review-dark")
    hand.choose("Light")


def _bringing(hand: Hand, keep: Callable[[str], None]) -> None:
    with tempfile.TemporaryDirectory(prefix="counterpoint-") as made:
        path = sample.pdf(Path(made))
        hand.press("Ctrl+1")
        for scheme in ("Dark", "Light"):
            hand.choose(scheme)
            bringing.look_at(hand, path)
            keep(f"import-{scheme.lower()}")
            if scheme == "Dark":
                hand.press("Esc")
        bringing.add(hand)
        for scheme in ("Dark", "Light"):
            hand.choose(scheme)
            bringing.mend(hand)
            keep(f"correct-{scheme.lower()}")
            bringing.save(hand)
            hand.press("Ctrl+Z")
