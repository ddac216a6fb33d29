"""Files of other programs, made for the demo: an essay in a PDF as a journal prints it, and a text that was
tagged in brat."""

import json
from pathlib import Path
from typing import Final

import typst
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from counterpoint.resources import resource

TITLE: Final = "What a Licence Lets Through"
ESSAY: Final = (
    ("", "By Ines Okafor\n14 March 2026"),
    (
        "",
        "A licence is a door with a clerk behind it. It does not say no; it says wait, and it says show "
        "me. Whoever calls our export controls a wall has never watched one at work. Most goods pass, a "
        "few are turned back, and the rest learn to come with better papers. The question is what we "
        "learn while they wait.",
    ),
    ("The clerk knows more than the guard", ""),
    (
        "",
        "A guard at a wall sees only who climbs. A clerk sees who asks. Each application names a buyer, "
        "a purpose and a quantity, and a government that reads them has a map of demand that no spy "
        "could draw. Easing the controls would not open a door that is shut. It would close t he one "
        "window through which we can look.",
    ),
    (
        "",
        "Critics answer that honest firms drown in forms while smugglers fill in none. The first half is "
        "true and can be mended: fewer forms, faster answers, a list that is read again each year. The "
        "second half is an argument for inspectors. Nobody proposes to abolish the income tax because "
        "some people hide their income.",
    ),
    ("Delay is a cost to both sides", ""),
    (
        "",
        "The strongest case against us is about time. A sale that waits for ninety days is often a sale "
        "that goes elsewhere, and a customer who has gone elsewhere seldom comes back. I grant it. But "
        "delay works in two directions: what waits for us waits for the other side as well, and in a "
        "race between laboratories a season is a long lead.",
    ),
    (
        "",
        "A price can be paid twice, and a secret sold once cannot be bought back. That is the asymmetry "
        "which the friends of easy trade leave out of their sums. Lost revenue returns with the next "
        "product. Lost knowledge stays where it has gone.",
    ),
    ("What should change", ""),
    (
        "",
        "Keep the clerk, and give him a telephone. Decide in thirty days what now takes ninety; publish "
        "what was refused and why; strike from the list whatever can be bought in any shop. A control "
        "that can explain itself is one that allies will copy, and a control that allies copy is the "
        "only kind that holds.",
    ),
)
"""Its headings and paragraphs: a heading has words in the first place. It has a misprint, `MISPRINT`."""
MISPRINT: Final = "close t he"
TAGGED: Final = (
    ("It does not say no", "1"),
    ("has a map of demand", "2"),
    ("It would close", "1"),
    ("hide their income", "3"),
    ("cannot be bought back", "1"),
)
"""Words of sentences, and the keys that tag these."""

_PAPER: Final = """
#let given = json(bytes(sys.inputs.given))
#set document(title: given.title, author: "Ines Okafor")
#set text(font: "Noto Serif", size: 9.5pt, lang: "en")
#set par(justify: true, first-line-indent: 1em)
#set page(
  width: 150mm, height: 200mm, margin: 18mm, columns: 2, numbering: "1",
  header: text(size: 7.5pt)[The Harbour Review #h(1fr) Spring 2026],
)
#counter(page).update(41)
#show heading: set text(size: 10.5pt)
#place(top, scope: "parent", float: true, text(size: 20pt, weight: "bold", given.title))
#for (title, text) in given.parts {
  if title != "" { heading(level: 1, title) }
  for line in text.split("\\n") { par(line) }
}
#set page(columns: 1, header: none, numbering: none, margin: 0mm)
#image(bytes(given.picture), width: 100%, height: 100%)
"""

_STANDOFF: Final = (
    "Classrooms should keep their windows open to the street.\n"
    "A lesson that never hears the market is a map without a coast. In the schools we visited, pupils who "
    "worked on questions from their own town wrote longer essays. They also came back after the bell to "
    "finish them. Noise is no harm where it is the subject.\n"
)
_TYPED: Final = (
    ("MajorClaim", "Classrooms should keep their windows open to the street."),
    ("Metaphor", "a map without a coast"),
    ("Premise", "pupils who worked on questions from their own town wrote longer essays"),
    ("Premise", "They also came back after the bell to finish them."),
    ("Claim", "Noise is no harm where it is the subject."),
)


def pdf(folder: Path) -> Path:
    """The essay as a PDF in two columns, with running heads and a picture for its last page."""
    given = {"title": TITLE, "parts": ESSAY, "picture": list(_picture())}
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[resource("fonts")])
    path = folder / "harbour-review.pdf"
    path.write_bytes(
        typst.compile(_PAPER.encode(), font_paths=fonts, sys_inputs={"given": json.dumps(given)})
    )
    return path


def _picture() -> bytes:
    """A page as a scanner sees it: a PNG without any text."""
    image = QImage(150, 200, QImage.Format.Format_Grayscale8)
    image.fill(QColor("#d8d8d8"))
    painter = QPainter(image)
    for line in range(24):
        painter.fillRect(QRect(20, 20 + 7 * line, 60 + 50 * (line % 4 != 3), 2), QColor("#606060"))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(data.data())


def standoff(folder: Path) -> Path:
    """A text with annotations in brat's form, beside it; gives the file of annotations."""
    lines = []
    for number, (name, words) in enumerate(_TYPED, start=1):
        start = _STANDOFF.index(words)
        lines.append(f"T{number}\t{name} {start} {start + len(words)}\t{words}")
    lines.append("R1\tsupports Arg1:T3 Arg2:T1")
    (folder / "classrooms.txt").write_text(_STANDOFF, encoding="utf-8")
    path = folder / "classrooms.ann"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
