"""The text of an HTML page, block by block: markup gone, structure kept."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Final

from counterpoint.core.records import Heading
from counterpoint.core.text import canonical
from counterpoint.importers.blocks import BULLET, Block, block, item_mark, joined, numeral, row

_HIDDEN: Final = frozenset(
    "del script style template noscript head svg math iframe object audio video canvas select button"
    " textarea rt"
    " rp datalist dialog".split()
)
BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul".split()
)
_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}
_QUOTES: Final = "“”"
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK: Final = re.compile(" ?\0 ?")
_LONGEST_NUMBER: Final = 9
NOTE_MARK: Final = re.compile(
    r"\s*[\[(]?\s*(\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§]{1,3})\s*([\])]?)\.?\s*", re.IGNORECASE
)
_WAY_BACK: Final = re.compile("\\s*[\u21a9\u2191\u23ce\u2934\u21b5^][\ufe0e\ufe0f]?\\s*")
_REFERS: Final = re.compile(r"noteref|footnote|endnote|reference", re.IGNORECASE)
_OUTLINE_LEVEL: Final = re.compile(r"mso-outline-level:\s*([1-6])\b", re.IGNORECASE)
_WORD_ITEM: Final = re.compile("(\\S{1,6})[\\s\u00a0]{2,}")


class PageText(HTMLParser):
    """Collects a page's text. Each block is a line; a list item begins with `• ` or its number; cells of a
    table row stand a tab apart; a picture is its alternative text; scripts and styles are left out. The mark
    of a footnote is `[1]` in the text and `1. ` before the note."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._places: dict[str, int] = {}
        self._blocks: list[Block] = []
        self._tables: list[list[list[Block]]] = []
        self._line: list[str] = []
        self._level = 0
        self._hidden: list[str] = []
        self._preformatted = 0
        self._lists: list[tuple[int | None, str]] = []
        self._marker = ""
        self._is_word_item = False
        self._raised = 0
        self._link: int | None = None
        self._refers = False

    def result(self) -> tuple[str, tuple[Heading, ...]]:
        """The canonical text and its headings, when everything has been fed."""
        return joined(self.blocks())

    def blocks(self) -> list[Block]:
        """The text's blocks, when everything has been fed."""
        self.close()
        self._end_block()
        while self._tables:
            self._end_row()
            self._tables.pop()
        return self._blocks

    @property
    def places(self) -> Mapping[str, int]:
        """Which block each `id` of the page is in, or before, by its number."""
        return self._places

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden.append(tag)
        if self._hidden:
            return
        told = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self._end_block()
            self._level = _level_of(tag, told)
            self._is_word_item = "MsoListParagraph" in told.get("class", "")
        for name in ("id", "name"):
            if told.get(name):
                self._places.setdefault(told[name], len(self._blocks))
        self._begin(tag, told)

    def _begin(self, tag: str, told: dict[str, str]) -> None:
        match tag:
            case "pre":
                self._preformatted += 1
            case "br":
                self._line.append("\0")
            case "img":
                self._line.append(told.get("alt", ""))
            case "q":
                self._line.append(_QUOTES[0])
            case "table":
                self._tables.append([])
            case "tr" if self._tables:
                self._end_row()
            case "td" | "th" if self._tables:
                self._tables[-1].append([])
            case "ol" | "ul":
                number = _number(told.get("start", "")) or 1
                self._lists.append((number if tag == "ol" else None, told.get("type", "1")))
            case "li":
                self._begin_item(_number(told.get("value", "")))
            case "sup":
                self._raised += 1
                self._refers = True
            case "a" if "#" in told.get("href", ""):
                self._link = len(self._line)
                said = f"{told.get('class', '')} {told.get('epub:type', '')} {told.get('role', '')}"
                self._refers = self._raised > 0 or bool(_REFERS.search(said))

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.pop()
            return
        if tag in BLOCKS:
            self._end_block()
        match tag:
            case "pre" if self._preformatted:
                self._preformatted -= 1
            case "q":
                self._line.append(_QUOTES[1])
            case "tr" if self._tables:
                self._end_row()
            case "table" if self._tables:
                self._end_row()
                self._tables.pop()
            case "ol" | "ul" if self._lists:
                self._lists.pop()
            case "li":
                self._marker = ""
            case "sup" if self._raised:
                self._raised -= 1
            case "a":
                self._end_link()

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        plain = data.replace("\0", "")
        self._line.append(plain.replace("\n", "\0") if self._preformatted else plain)

    def _begin_item(self, value: int | None) -> None:
        number, style = self._lists[-1] if self._lists else (None, "")
        if number is None:
            self._marker = BULLET
            return
        number = number if value is None else value
        self._marker = f"{numeral(number, style)}. "
        self._lists[-1] = number + 1, style

    def _end_link(self) -> None:
        """A link to another place of the page may be the mark of a footnote, or lead back from one."""
        start, self._link = self._link, None
        if start is None:
            return
        text = "".join(self._line[start:])
        mark = NOTE_MARK.fullmatch(text)
        if _WAY_BACK.fullmatch(text):
            del self._line[start:]
        elif mark and not "".join(self._line[:start]).strip():
            if self._refers or not mark[1].isalpha():
                self._line[start:] = [f"{mark[1]}. "]
        elif mark and (self._refers or mark[2] == "]"):
            opened = bool(start) and self._line[start - 1].endswith("[")
            self._line[start:] = [mark[1] if opened else f"[{mark[1]}]"]

    def _end_block(self) -> None:
        """What has been collected becomes a block, if it is anything but space."""
        line, self._line = "".join(self._line), []
        level, self._level = self._level, 0
        self._link, self._raised = None, 0
        if self._preformatted:
            text = canonical(line.replace("\0", "\n"))
            found = [Block(text)] if text else []
        else:
            line = _AROUND_BREAK.sub("\0", _SPACE.sub(" ", line)).replace("\0", "\n")
            found = block(line, level)
        if not found:
            return
        text = found[0].text
        if self._is_word_item and (written := _WORD_ITEM.match(text)):
            self._marker, text = item_mark(written[1]), text[written.end() :]
        self._sink().append(Block(canonical(self._marker + text), found[0].level))
        self._marker, self._is_word_item = "", False

    def _sink(self) -> list[Block]:
        """Where blocks go: the cell that is open, or the page."""
        return next((table[-1] for table in reversed(self._tables) if table), self._blocks)

    def _end_row(self) -> None:
        cells, self._tables[-1] = self._tables[-1], []
        self._sink().extend(row(cells))


def _level_of(tag: str, told: dict[str, str]) -> int:
    """The heading level that an element has, in HTML's, in ARIA's or in Word's way; 0 for none."""
    if tag in _LEVELS:
        return _LEVELS[tag]
    if told.get("role") == "heading":
        return min(_number(told.get("aria-level", "")) or 2, 6)
    if tag == "p" and (outline := _OUTLINE_LEVEL.search(told.get("style", ""))):
        return int(outline[1])
    return 1 if told.get("class") == "MsoTitle" else 0


def _number(written: str) -> int | None:
    return int(written) if written.isdecimal() and len(written) <= _LONGEST_NUMBER else None
