"""The text of a Word file, paragraph by paragraph, as it reads with every tracked change accepted."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml.etree import _Element

from counterpoint.core.text import cleaned
from counterpoint.importers.docx_lists import BULLET, Lists
from counterpoint.importers.docx_package import W, WordFile
from counterpoint.importers.docx_styles import BODY, Look, Styles, value, whole
from counterpoint.importers.docx_symbols import emoji, symbol

_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_CONTENTS: Final = re.compile(r"toc ?\d|table of figures")
_ODD_SPACE: Final = re.compile(r"[ \t]*[\n\r][ \t\n\r]*|\t")
_HEAD: Final = re.compile(r"\s*\n")
_TAIL: Final = re.compile(r"\n\s*\Z")
_PLAIN: Final = Look()

_SILENT: Final = frozenset(
    f"{W}{name}"
    for name in (
        "pPr rPr sdtPr sdtEndPr tblPr tblGrid tblPrEx trPr tcPr sectPr instrText delText delInstrText fldData"
        " rt ffData numPr annotationRef footnoteRef endnoteRef"
    ).split()
) | {f"{_M}{name}" for name in ("rPr", "ctrlPr", "fPr", "dPr", "naryPr", "oMathParaPr")}
"""Elements in which no word of the text stands."""


class Piece(NamedTuple):
    """Words of a paragraph that look alike."""

    text: str
    look: Look


@dataclass(slots=True)
class Line:
    """A paragraph, or a row of a table. `style` is its style's id; `level` that of a heading, 1 the highest,
    0 for text; `title` whether it is the document's own; `note` whether it is a footnote's. What stands
    before an item of a list is its first piece. It has more than space in it."""

    pieces: list[Piece]
    style: str = ""
    level: int = 0
    title: bool = False
    note: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class Lines:
    """Collects a file's lines. `left_out` counts what is not among them, by its name."""

    def __init__(self, file: WordFile) -> None:
        self.styles = Styles(file.styles)
        self.left_out: Counter[str] = Counter()
        self.lines: list[Line] = []
        self._lists = Lists(file.numbering, self.styles)
        self._notes = {"footnote": _by_id(file.footnotes), "endnote": _by_id(file.endnotes)}
        self._noted: dict[tuple[str, str], _Element] = {}
        self._pieces: list[Piece] = []
        self._style = ""
        self._in_code: list[bool] = []
        self._boxes: list[_Element] = []
        self._cells: list[list[Line]] = []
        self._acts: dict[str, Callable[[_Element], None]] = {
            f"{W}p": self._paragraph,
            f"{W}r": self._run,
            f"{W}tr": self._row,
            f"{W}tc": self._cell,
            f"{W}sdt": self._control,
            f"{W}del": self._deletion,
            f"{W}moveFrom": lambda _: None,
            f"{W}drawing": self._picture,
            f"{W}pict": self._picture,
            f"{W}object": self._picture,
            f"{W}txbxContent": lambda each: self._boxes.append(each),
            f"{_MC}AlternateContent": self._alternative,
            f"{_M}t": lambda each: self._say(each.text or "", _PLAIN),
            f"{_M}den": self._denominator,
        }
        self.lines += self._apart(file.document)
        for number, note in enumerate(self._noted.values(), 1):
            self._note(number, note)

    def _walk(self, parent: Iterable[_Element]) -> None:
        acts = self._acts
        for each in parent:
            act = acts.get(str(each.tag))
            if act is not None:
                act(each)
            elif each.tag not in _SILENT:
                self._walk(each)

    def _say(self, text: str, look: Look) -> None:
        if not text or True in self._in_code:
            return
        text = text if text.isprintable() else cleaned(text)
        if self._pieces and self._pieces[-1].look == look:
            text = self._pieces.pop().text + text
        self._pieces.append(Piece(text, look))

    # Paragraphs

    def _paragraph(self, paragraph: _Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        self._style = self.styles.of(properties)
        if any(_CONTENTS.fullmatch(name) for each in self.styles.chain(self._style) for name in each.names):
            self.left_out["contents"] = 1
            return
        self._walk(paragraph)
        self._in_code = [code for code in self._in_code if not code]
        mark = properties.find(f"{W}rPr") if properties is not None else None
        if mark is None or (mark.find(f"{W}del") is None and mark.find(f"{W}moveFrom") is None):
            self._end_line(properties)

    def _end_line(self, properties: _Element | None) -> None:
        """What has been said becomes a line, if it is anything but space; text boxes come after it."""
        marker = self._lists.marker(properties, self._style)
        pieces, self._pieces = _trimmed(self._pieces), []
        if any(not piece.text.isspace() for piece in pieces):
            told = value(properties, "outlineLvl")
            level = whole(told, BODY) if told else self.styles.outline(self._style)
            title = self.styles.is_named(self._style, "title")
            level = 1 if title else (level + 1) % (BODY + 1)
            if level:
                marker = "" if marker == BULLET else marker
                pieces = [Piece(piece.text.replace("\n", " "), piece.look) for piece in pieces]
            if marker:
                pieces.insert(0, Piece(marker, _PLAIN))
            self.lines.append(Line(pieces, self._style, level, title))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.lines += self._apart(box)

    def _run(self, run: _Element) -> None:
        look = self.styles.look(self._style, run.find(f"{W}rPr"))
        if look.hidden:
            self.left_out["hidden"] = 1
            return
        for each in run:
            tag = each.tag
            if tag == f"{W}t":
                self._say(_words(each), look)
            elif tag in _SIGNS:
                self._say(_SIGNS[tag], look)
            elif tag == f"{W}fldChar":
                self._field(each.get(f"{W}fldCharType", ""))
            elif tag == f"{W}sym":
                self._say(symbol(each.get(f"{W}font", ""), each.get(f"{W}char", "")), look)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._reference(each, look)
                if each.get(f"{W}customMarkFollows"):
                    break
            elif tag == f"{W}commentReference":
                self.left_out["comment"] += 1
            elif tag == f"{_MC}AlternateContent":
                self._alternative(each, look)
            elif tag not in _SILENT:
                self._walk([each])

    def _field(self, kind: str) -> None:
        """A field's code is not read, what it comes to is."""
        if kind == "begin":
            self._in_code.append(True)
        elif kind == "separate" and self._in_code:
            self._in_code[-1] = False
        elif kind == "end" and self._in_code:
            self._in_code.pop()

    def _deletion(self, deleted: _Element) -> None:
        self.left_out["deletion"] += 1

    def _control(self, control: _Element) -> None:
        """A content control, unless it only asks to be filled in, or is the table of contents."""
        properties = control.find(f"{W}sdtPr")
        part = properties.find(f"{W}docPartObj") if properties is not None else None
        if value(part, "docPartGallery") == "Table of Contents":
            self.left_out["contents"] = 1
        elif properties is None or properties.find(f"{W}showingPlcHdr") is None:
            self._walk(control)

    # Tables

    def _row(self, row: _Element) -> None:
        """A row of single lines is one line, its cells a tab apart; of any other each line stands for
        itself."""
        if row.find(f"{W}trPr/{W}del") is not None:
            self.left_out["deletion"] += 1
            return
        outer, self._cells = self._cells, []
        self._walk(row)
        cells, self._cells = self._cells, outer
        if sum(map(bool, cells)) > 1 and all(len(lines) < 2 for lines in cells):
            self.lines.append(_joined(cells))
        else:
            self.lines += [line for lines in cells for line in lines]

    def _cell(self, cell: _Element) -> None:
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            return
        self._cells.append(self._apart(cell))

    def _apart(self, parent: _Element) -> list[Line]:
        """The lines of an element, not among the others."""
        outer, self.lines = self.lines, []
        self._walk(parent)
        if self._pieces or self._boxes:
            self._end_line(None)
        lines, self.lines = self.lines, outer
        return lines

    # What stands beside the text

    def _reference(self, reference: _Element, look: Look) -> None:
        kind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
        key = kind, reference.get(f"{W}id", "")
        note = self._notes[kind].get(key[1])
        if note is not None and key not in self._noted and True not in self._in_code:
            self._noted[key] = note
            self._say(f"[{len(self._noted)}]", look)

    def _note(self, number: int, note: _Element) -> None:
        lines = self._apart(note)
        if lines:
            first = lines[0].pieces[0]
            lines[0].pieces[0] = Piece(first.text.lstrip(), first.look)
            lines[0].pieces.insert(0, Piece(f"{number}. ", _PLAIN))
        for line in lines:
            line.note, line.level = True, 0
        self.lines += lines

    def _picture(self, picture: _Element) -> None:
        """Of what is drawn only the words in it; a line across the page is nothing."""
        before = len(self._boxes)
        self._walk(picture)
        is_line = any(f"{_OFFICE}hr" in each.attrib for each in picture)
        if len(self._boxes) == before and not is_line:
            self.left_out["picture"] += 1

    def _alternative(self, both: _Element, look: Look = _PLAIN) -> None:
        """The first of several ways of saying the same."""
        ways = [*both.iterchildren(f"{_MC}Choice"), *both.iterchildren(f"{_MC}Fallback")]
        if ways and (sign := emoji(ways[0])):
            self._say(sign, look)
            return
        for way in ways[:1]:
            self._walk(way)

    def _denominator(self, below: _Element) -> None:
        self._say("/", _PLAIN)
        self._walk(below)


_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
}


def _by_id(root: _Element | None) -> dict[str, _Element]:
    return {each.get(f"{W}id", ""): each for each in root} if root is not None else {}


def _words(each: _Element) -> str:
    """A text element's words. Line ends are there only to set the XML out."""
    text = each.text or ""
    if text.isprintable():
        return text
    if "\n" in text and each.get(_SPACE) != "preserve":
        text = text.strip()
    return _ODD_SPACE.sub(" ", text)


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """The pieces without blank lines at their head and end."""
    text = "".join(piece.text for piece in pieces)
    head, tail = _HEAD.match(text), _TAIL.search(text)
    if not head and not tail:
        return pieces
    low, high = head.end() if head else 0, tail.start() if tail else len(text)
    left, at = [], 0
    for piece in pieces:
        kept = piece.text[max(0, low - at) : max(0, high - at)]
        if kept:
            left.append(Piece(kept, piece.look))
        at += len(piece.text)
    return left


def _joined(cells: list[list[Line]]) -> Line:
    """A table's row as one line, without the empty cells at either end."""
    filled = [at for at, lines in enumerate(cells) if lines]
    pieces: list[Piece] = []
    for at in range(filled[0], filled[-1] + 1):
        if pieces:
            pieces.append(Piece("\t", _PLAIN))
        for line in cells[at]:
            pieces += [Piece(piece.text.replace("\n", " "), piece.look) for piece in line.pieces]
    return Line(pieces)
