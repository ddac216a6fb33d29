"""The text of an RTF document, block by block."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from counterpoint.importers.blocks import Block, item_mark, note, numeral
from counterpoint.importers.left_out import COMMENTS, DELETED, HIDDEN
from counterpoint.importers.rtf_flow import Flow
from counterpoint.importers.rtf_tables import Fonts, StyleSheet, outline_level
from counterpoint.importers.rtf_tokens import BYTE, CLOSE, OPEN, TEXT, WESTERN, Token, page_encoding

_BODY: Final = "body"
_QUIET: Final = "quiet"
"""A group whose text is not the document's, but groups in it can be."""
_SKIP: Final = "skip"
_FONTS: Final = "fonts"
_STYLES: Final = "styles"
_TWICE: Final = "twice"
"""A group that says a thing twice, the second time in Unicode."""
_SAID: Final = "said"
"""A group whose text is gathered apart: the mark of a list's item, the title, the author."""

_MODES: Final = {
    **dict.fromkeys(
        (
            "colortbl filetbl listtable listoverridetable revtbl rsidtbl header headerl headerr headerf"
            " footer footerl footerr footerf pict nonshppict fldinst sp shprslt nonesttables bkmkstart"
            " bkmkend xe tc rxe txe datafield objdata template private themedata ftnsep ftnsepc ftncn aftnsep"
            " aftnsepc aftncn annotation atnid atnauthor atrfstart atrfend background mmath generator"
            " userprops falt panose fontemb pn keycode"
        ).split(),
        _SKIP,
    ),
    **dict.fromkeys("shp shpinst shpgrp do info nesttableprops".split(), _QUIET),
    **{"fonttbl": _FONTS, "stylesheet": _STYLES},
}
_KNOWN_STARRED: Final = frozenset(
    "footnote shpinst do dptxbxtext shptxt ud nesttableprops listtext pntext cs ds ts tsrowd".split()
)
_SIGNS: Final = {
    **{"tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "emspace": "\u2003"},
    **{"enspace": "\u2002", "qmspace": "\u2005", "bullet": "•", "lquote": "‘", "rquote": "’"},
    **{"ldblquote": "“", "rdblquote": "”", "zwj": "\u200d", "zwnj": "\u200c", "zwbo": "\u200b"},
    **{"zwnbo": "\u2060", "ltrmark": "\u200e", "rtlmark": "\u200f", "~": "\u00a0", "_": "\u2011"},
    **{"-": "\u00ad", "{": "{", "}": "}", "\\": "\\"},
}
_PARAGRAPH_ENDS: Final = frozenset({"par", "sect", "page", "column", "\n", "\r"})
_NUMBERED: Final = {"nar": "1", "nalc": "a", "nauc": "A", "nrlc": "i", "nruc": "I"}


@dataclass(slots=True)
class _State:
    """What holds in a group. `outline` is the paragraph's own level, None where its style tells it; `depth`
    is that of the table it is in; `around` is the mode of a group that says a thing twice."""

    mode: str = _BODY
    around: str = _BODY
    font: int | None = None
    fallback: int = 1
    is_hidden: bool = False
    is_deleted: bool = False
    style: int = 0
    outline: int | None = None
    in_table: bool = False
    depth: int = 1
    ends: str = ""
    """What is done where the group ends: the word that began it."""


@dataclass
class RtfText:
    """Reads a document's tokens. `info` is what the file says of itself, `told` are the sentences on what was
    left out, `is_whole` whether every group was ended."""

    info: dict[str, str] = field(default_factory=dict)
    told: dict[str, None] = field(default_factory=dict)
    is_whole: bool = False

    def __post_init__(self) -> None:
        self._fonts = Fonts()
        self._sheet = StyleSheet()
        self._encoding = WESTERN
        self._usual_font: int | None = None
        self._state = _State()
        self._around: list[_State] = []
        self._flows = [Flow()]
        self._said: list[str] = []
        self._bytes = bytearray()
        self._skipped = 0
        self._is_starred = False
        self._has_mark = False
        self._notes: dict[str, list[Block]] = {"f": [], "e": []}
        self._counts = {"f": 0, "e": 0}
        self._styles = {"f": "1", "e": "1"}
        self._is_endnote = False

    def blocks(self, found: Iterable[Token]) -> list[Block]:
        """The blocks of a document, its notes at the end."""
        for token in found:
            if token.kind in (TEXT, BYTE):
                self._take(token.data)
                continue
            self._decode()
            if token.kind == OPEN:
                self._open()
            elif token.kind == CLOSE:
                self._close()
                if not self._around:
                    self.is_whole = True
                    break
            elif self._state.mode != _SKIP:
                self._command(token.kind, token.number)
        return [*self._flows[0].blocks(), *self._notes["f"], *self._notes["e"]]

    def _open(self) -> None:
        self._skipped, self._is_starred = 0, False
        self._around.append(self._state)
        self._state = copy.copy(self._state)
        self._state.ends = ""
        if self._state.mode == _STYLES:
            self._sheet.begin()

    def _close(self) -> None:
        self._skipped, self._is_starred = 0, False
        ended = self._state
        if self._around:
            self._state = self._around.pop()
        if ended.mode == _STYLES:
            self._sheet.end()
        if ended.ends:
            self._finish(ended.ends)

    def _take(self, data: bytes) -> None:
        """Bytes of text, but for those that only stand in for the character before."""
        skipped, self._skipped = min(self._skipped, len(data)), max(self._skipped - len(data), 0)
        self._bytes += data[skipped:]

    def _decode(self) -> None:
        if self._bytes:
            encoding = self._fonts.encoding(self._state.font, self._encoding)
            self._write(self._bytes.decode(encoding, "replace"))
            self._bytes.clear()

    def _write(self, text: str) -> None:
        state = self._state
        if state.mode == _SAID:
            self._said.append(text)
        elif state.mode == _STYLES:
            self._sheet.call(text)
        elif state.mode != _BODY:
            return
        elif state.is_hidden or state.is_deleted:
            if text.strip():
                self.told[DELETED if state.is_deleted else HIDDEN] = None
        else:
            self._flows[-1].write(text)

    def _command(self, word: str, number: int | None) -> None:
        self._skipped = 0
        if word == "*":
            self._is_starred = True
            return
        starred, self._is_starred = self._is_starred, False
        if starred and word not in _KNOWN_STARRED:
            self._state.mode = _SKIP
        elif word == "u":
            self._write(_character(number))
            self._skipped = self._state.fallback
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif self._state.mode == _FONTS:
            self._define_font(word, number)
        elif self._state.mode == _STYLES:
            self._sheet.define(word, number)
        elif not (self._begin(word) or self._shape(word) or self._format(word, number)):
            self._set_up(word, number)

    def _define_font(self, word: str, number: int | None) -> None:
        if word == "f":
            self._state.font = number
        self._fonts.define(self._state.font, word, number)

    def _begin(self, word: str) -> bool:
        """Whether a word says what its group is."""
        state = self._state
        if word in _MODES:
            if word == "annotation":
                self.told[COMMENTS] = None
            state.mode = _MODES[word]
        elif word in ("footnote", "shptxt", "dptxbxtext"):
            self._flows.append(Flow())
            state.mode, state.ends = _BODY, word
            state.in_table, state.style, state.outline = False, 0, None
            self._is_endnote = False
        elif word in ("listtext", "pntext") or (word in ("title", "author") and state.mode == _QUIET):
            self._said.clear()
            state.mode, state.ends = _SAID, word
        elif word == "upr":
            state.around, state.mode = state.mode, _TWICE
        elif word == "ud":
            state.mode = state.around
        else:
            return False
        return True

    def _finish(self, word: str) -> None:
        """What a group that ends has come to."""
        said = "".join(self._said)
        if word in ("listtext", "pntext"):
            self._flows[-1].mark(item_mark(said) if said.strip() else "")
        elif word in ("title", "author"):
            self.info.setdefault(word, said)
        elif word == "footnote":
            self._finish_note(self._flows.pop().blocks())
        else:
            boxes = self._flows.pop().blocks()
            self._flows[-1].put_after(boxes)

    def _finish_note(self, blocks: list[Block]) -> None:
        """A note without a number of its own has its mark in its words, and in the text before it."""
        sort = "e" if self._is_endnote else "f"
        has_mark, self._has_mark = self._has_mark, False
        if not has_mark:
            self._notes[sort] += [Block(each.text) for each in blocks]
            return
        self._counts[sort] += 1
        label = numeral(self._counts[sort], self._styles[sort])
        self._flows[-1].write(f"[{label}]")
        self._notes[sort] += note(label, blocks)

    def _shape(self, word: str) -> bool:
        """Whether a word ends a paragraph, a cell or a row."""
        state = self._state
        depth = state.depth if state.in_table else 0
        level = self._sheet.level(state.style) if state.outline is None else state.outline
        flow = self._flows[-1]
        if word in _PARAGRAPH_ENDS:
            if state.mode == _BODY and not (state.is_hidden or state.is_deleted):
                flow.end_paragraph(level, depth)
        elif word in ("cell", "nestcell"):
            flow.end_cell(level, 1 if word == "cell" else max(depth, 2))
        elif word in ("row", "nestrow"):
            flow.end_row(1 if word == "row" else max(depth, 2))
        else:
            return False
        return True

    def _format(self, word: str, number: int | None) -> bool:
        """Whether a word says how what follows looks."""
        state = self._state
        match word:
            case "pard":
                state.style, state.outline, state.in_table, state.depth = 0, None, False, 1
            case "plain":
                state.is_hidden, state.is_deleted, state.font = False, False, self._usual_font
            case "s":
                state.style = number or 0
            case "outlinelevel":
                state.outline = outline_level(number)
            case "intbl":
                state.in_table = True
            case "itap":
                state.depth, state.in_table = max(number or 0, 1), state.in_table or bool(number)
            case "v":
                state.is_hidden = number != 0
            case "deleted":
                state.is_deleted = number != 0
            case "f":
                state.font = number
            case "uc":
                state.fallback = min(max(number or 0, 0), 32)
            case _:
                return False
        return True

    def _set_up(self, word: str, number: int | None) -> None:
        """What a word says of the document, or of the note it is in."""
        match word:
            case "chftn":
                self._has_mark = True
            case "ftnalt":
                self._is_endnote = True
            case "ansicpg":
                self._encoding = page_encoding(number)
            case "mac":
                self._encoding = "mac-roman"
            case "deff":
                self._usual_font = self._state.font = number
            case _:
                for prefix, sort in (("aftn", "e"), ("saftn", "e"), ("ftn", "f"), ("sftn", "f")):
                    if word.startswith(prefix) and word.removeprefix(prefix) in _NUMBERED:
                        self._styles[sort] = _NUMBERED[word.removeprefix(prefix)]


def _character(number: int | None) -> str:
    """The UTF-16 unit or the code point that `\\u` names; nothing for what is none."""
    code = number if number is None or number >= 0 else number + 0x10000
    return chr(code) if code is not None and 0 < code < 0x110000 else ""
