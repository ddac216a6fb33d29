"""The main job, done by keys and mouse: read, tag, note, answer, link, find, look at the map, export, bring
other programs' files in, and find everything again the next day."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

from counterpoint.ui.demo import bringing, coaching, judging, sample
from counterpoint.ui.demo.hand import Hand, InVain
from counterpoint.ui.forms.answer_editor import AnswerEditor
from counterpoint.workspace import library
from counterpoint.workspace.arguments import evidence_of
from counterpoint.workspace.settings import default_library

NAME: Final = "Grace"
QUESTIONED: Final = "keeping first-rate chips from China must be pointless"
REASONING: Final = (
    "The sellers of those chips were *American*. An army that buys them by the crate "
    "does not think them **pointless**."
)


class Teller:
    """Takes the numbered pictures and says what each shows."""

    def __init__(self, hand: Hand, folder: Path, number: int = 0) -> None:
        self.hand, self.folder, self.number = hand, folder, number

    def show(self, name: str, sentence: str) -> None:
        """Keep the next picture."""
        self.number += 1
        file = self.folder / f"{self.number:02}-{name}.png"
        self.hand.save(file)
        self.say(file.name, sentence)

    def say(self, file: str, sentence: str) -> None:
        """One line of what there is to see."""
        print(f"{file:<24} {sentence}", flush=True)


def do(app: QApplication, folder: Path) -> None:
    """Do the main job and leave its pictures and files in `folder`. Raises InVain."""
    for old in folder.glob("[0-9][0-9]-*.png"):
        old.unlink()
    with_grace()
    hand = Hand(app)
    tell = Teller(hand, folder)
    for part in (read, tag, write, argue, undo, find, look, export, coach, judge, bring):
        part(hand, tell)
    made = passages_of_grace(hand)
    hand.close()
    again = Hand(app)
    tell.hand = again
    again.until(lambda: passages_of_grace(again) == made, "the passages to be there again")
    tell.show("the-next-day", "Opened again: the same essay, the same place, every tag and answer there.")
    again.close()
    print(f"Everything is in {folder}.")


def with_grace() -> None:
    """Let Grace be who tags, as if she had said so at the first start."""
    ws = library.open_workspace(default_library())
    library.choose_annotator(ws, library.add_annotator(ws, NAME))
    ws.close()


def check(holds: bool, what: str) -> None:
    if not holds:
        raise InVain(f"The demo waited for {what} in vain.")


def passages_of_grace(hand: Hand) -> list[str]:
    """The words Grace has tagged in the open essay, in text order."""
    session = hand.session
    essay, annotator = session.essay, session.ws.annotator
    if essay is None or annotator is None or annotator.name != NAME:
        raise InVain(f"No essay is open, or it is not {NAME} who tags.")
    spans = [
        (mark.start, mark.end) for mark in session.known.marks.values() if mark.annotator_id == annotator.id
    ]
    return [essay.text[start:end] for start, end in sorted(spans)]


def read(hand: Hand, tell: Teller) -> None:
    tell.show("read-light", "The first start: the starter library, an essay, and its argument beside it.")
    hand.press("J")
    tell.show("next-passage", "J: the first passage is selected; what is known of it is at the right.")


def tag(hand: Hand, tell: Teller) -> None:
    hand.press("Ctrl+Home", "2")
    tell.show("evidence", "2: the sentence at the caret is evidence.")
    hand.put_caret("a small laboratory in Hangzhou")
    hand.press("1")
    tell.show("claim", "Ctrl+F to a sentence, 1: it is a claim. It has no evidence yet: a hole.")
    hand.drag_over("a charming story, and it runs backwards")
    tell.show("tag-bar", "Words are selected with the mouse, and the tag bar comes to them.")
    hand.press("3")
    hand.press("D")
    tell.show("detail", "3, then D: they are rhetoric, and what kind of it can be chosen.")
    hand.press("Esc")
    hand.until(lambda: len(passages_of_grace(hand)) == 3, "three passages")


def write(hand: Hand, tell: Teller) -> None:
    hand.press("N")
    hand.type("Praise first, then the blow: the story is charming and wrong.")
    hand.press("Esc")
    tell.show("note", "N: a note on the passage, kept while it is typed.")


def argue(hand: Hand, tell: Teller) -> None:
    hand.put_caret(QUESTIONED)
    hand.press("A")
    hand.type(REASONING)
    editor = hand.app.activeModalWidget()
    check(isinstance(editor, AnswerEditor), "the form of the answer")
    hand.press("Ctrl+L")
    hand.type("public purchase records")
    tell.show("attach", "A: an answer to the claim. Ctrl+L finds evidence for it in another essay.")
    hand.press("Return", "Ctrl+Return")
    tell.show("answer", "The answer with its reasoning, how it answers, and its evidence.")
    hand.press("Ctrl+Return")
    written = hand.session.selected
    check(written is not None and len(evidence_of(hand.session.ws, written[1])) == 1, "its evidence")
    tell.show("answered", "Saved: the outline has the answer under the claim.")
    hand.press("Ctrl+Home")
    hand.press("L")
    hand.type("brilliant model")
    before = hand.window.outline.model.counts["holes"]
    hand.press("Return", "Return")
    hand.until(lambda: hand.window.outline.model.counts["holes"] == before - 1, "one hole less")
    tell.show("linked", "L: the evidence above supports the claim, and the hole is closed.")


def undo(hand: Hand, tell: Teller) -> None:
    before = passages_of_grace(hand)

    def reply(_form: QWidget) -> None:
        tell.show("asked", "0: the tag shall go, but a link hangs from it, so the window asks.")
        hand.press("Return")

    hand.asked(lambda: hand.press("0"), reply)
    hand.until(lambda: len(passages_of_grace(hand)) == len(before) - 1, "the passage to go")
    hand.press("Ctrl+Z")
    hand.until(lambda: passages_of_grace(hand) == before, "the passage to come back")
    tell.show("undone", "Ctrl+Z: the passage and its link are there again.")


def find(hand: Hand, tell: Teller) -> None:
    hand.press("Ctrl+Shift+F")
    hand.type("gallium")
    hand.settle()
    tell.show("search", "Ctrl+Shift+F: found in essays, passages, notes and answers.")
    hand.press("Esc", "Ctrl+P")
    hand.type("export")
    tell.show("palette", "Ctrl+P: anything there is to go to or to do.")
    hand.press("Esc")


def look(hand: Hand, tell: Teller) -> None:
    hand.press("Ctrl+Shift+H")
    tell.show("holes", "Ctrl+Shift+H: the outline shows only what lacks evidence or an answer.")
    hand.press("Ctrl+Shift+H", "Ctrl+2")
    hand.settle()
    tell.show("map-light", "Ctrl+2: the map of claims, evidence and answers.")
    hand.choose("Dark")
    tell.show("map-dark", "The same in dark colours.")
    hand.press("Ctrl+1")
    tell.show("read-dark", "Ctrl+1: back in the essay, in dark colours.")
    hand.press("F1")
    tell.show("shortcuts", "F1: every key.")
    hand.press("Esc")


def export(hand: Hand, tell: Teller) -> None:
    hand.choose("Light")
    files: tuple[tuple[str, Callable[[], None], Callable[[bytes], bool], str], ...] = (
        (
            "essay.jsonld",
            by_form(hand, 0),
            lambda data: NAME.encode() in data,
            "The essay, its passages and answers as a Web Annotation file.",
        ),
        ("passages.csv", by_form(hand, 1), lambda data: data.count(b"\n") > 3, "Its passages as a table."),
        (
            "project.qdpx",
            by_form(hand, 2),
            lambda data: b"project.qde" in data,
            "The same for programs of qualitative analysis (REFI-QDA).",
        ),
        (
            "map.svg",
            by_palette(hand, "map as SVG"),
            lambda data: b"<svg" in data,
            "The map, sharp at any size.",
        ),
        (
            "map.png",
            by_palette(hand, "map as PNG"),
            lambda data: data[1:4] == b"PNG",
            "The map as a picture.",
        ),
    )
    for name, deed, right, sentence in files:
        path = tell.folder / name
        hand.save_as(deed, path)
        check(right(path.read_bytes()), name)
        tell.say(name, sentence)


def coach(hand: Hand, tell: Teller) -> None:
    coaching.build(hand)
    tell.show("build", "Ctrl+Shift+B: a brief shall be built from the topic, for one side and one speech.")
    coaching.finish(hand)
    tell.show("brief", "Claims with their evidence as cards, answers as frontlines, and what is unanswered.")
    coaching.cut(hand)
    tell.show("cut", "F7 writes the tag, F11 highlights what is read aloud, Ctrl+8 makes the rest small.")
    coaching.export(hand, tell.folder, tell.say)
    hand.choose("Dark")
    tell.show("brief-dark", "The brief in dark colours; its paper stays white.")
    hand.press("Ctrl+1")
    hand.choose("Light")


def judge(hand: Hand, tell: Teller) -> None:
    here = hand.session.essay
    judging.look(hand)
    tell.show(
        "review", "Ctrl+4: three people's tags of one essay, where they differ, and how far they agree."
    )
    judging.decide(hand)
    tell.show("decided", "Y accepts, R rejects, J goes on: same place, other kind.")
    tell.say(
        judging.report(hand, tell.folder).name, "The review as a web page: figures, differences, decisions."
    )
    hand.press("Ctrl+1")
    go_to(hand, here.title if here else "")


def bring(hand: Hand, tell: Teller) -> None:
    here = bringing.title(hand)
    with tempfile.TemporaryDirectory(prefix="counterpoint-") as name:
        made = Path(name)
        bringing.look_at(hand, sample.pdf(made))
        tell.show(
            "import", "Ctrl+O: a PDF as it will be read, before it is added; all of it can be corrected."
        )
        bringing.add(hand)
        bringing.mend(hand)
        tell.show("correct", "Ctrl+Shift+E: a misprint is mended, and what is tagged moves along.")
        bringing.save(hand)
        bringing.look_back(hand)
        tell.show("earlier", "Earlier texts: what was changed, by whom and when.")
        hand.press("Esc")
        form = bringing.map_codes(hand, sample.standoff(made))
        tell.show("codes", "A text tagged in brat: what its codes mean is said once, and remembered.")
        bringing.take_in(hand, form)
        tell.show("taken-in", "Its text with its tags; Undo takes them back in one step.")
    go_to(hand, here)


def go_to(hand: Hand, title: str) -> None:
    """Go to an essay by its title."""
    hand.press("Ctrl+P")
    hand.type(f"#{title}")
    hand.press("Return")
    hand.until(lambda: bringing.title(hand) == title, title)


def by_form(hand: Hand, place: int) -> Callable[[], None]:
    """Go to a format of the form for exporting, and on to the file."""

    def go_on() -> None:
        hand.press("Ctrl+E", *["Down"] * place)
        hand.press("Return")

    return go_on


def by_palette(hand: Hand, words: str) -> Callable[[], None]:
    return lambda: hand.choose(words)
