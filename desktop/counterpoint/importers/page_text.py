"""The text of an HTML page, block by block: markup gone, structure kept."""

import re
from html.parser import HTMLParser
from typing import Final

from counterpoint.core.records import Heading
from counterpoint.core.text import canonical

_HIDDEN: Final = frozenset(
    {"script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object"}
)
_BLOCKS: Final = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "div",
            "dl",
        ),
        *(
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
        ),
        *(
            "hr",
            "html",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "tfoot",
        ),
        *("thead", "tr", "ul"),
    }
)
_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}
_SPACE: Final = re.compile(r"[ \t\n]+")
_BULLET: Final = "• "


class PageText(HTMLParser):
    """Collects a page's text. Each block is a line; a list item begins with `• ` or its number; cells of
    a table row stand a tab apart; a picture is its alternative text; scripts and styles are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[tuple[str, int]] = []
        self._line: list[str] = []
        self._level = 0
        self._hidden: list[str] = []
        self._preformatted = 0
        self._lists: list[int | None] = []
        self._marker = ""

    def result(self) -> tuple[str, tuple[Heading, ...]]:
        """The canonical text and its headings, when everything has been fed."""
        self.close()
        self._end_block()
        headings = []
        start = 0
        for block, level in self._blocks:
            if level:
                headings.append(Heading(start, start + len(block.partition("\n")[0]), level))
            start += len(block) + 1
        return "\n".join(block for block, _ in self._blocks), tuple(headings)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden.append(tag)
        if self._hidden:
            return
        if tag in _BLOCKS:
            self._end_block()
        if tag in _LEVELS:
            self._level = _LEVELS[tag]
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "br":
            self._line.append("\0")
        elif tag == "img":
            self._line.append(dict(attrs).get("alt") or "")
        elif tag in ("td", "th") and self._line:
            self._line.append("\1")
        elif tag in ("ol", "ul"):
            start = dict(attrs).get("start") or "1"
            self._lists.append((int(start) if start.isdecimal() else 1) if tag == "ol" else None)
        elif tag == "li":
            self._begin_item()

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.pop()
            return
        if tag in _BLOCKS:
            self._end_block()
        if tag == "pre" and self._preformatted:
            self._preformatted -= 1
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._marker = ""

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        plain = data.replace("\0", "").replace("\1", "")
        self._line.append(plain.replace("\n", "\0") if self._preformatted else plain)

    def _begin_item(self) -> None:
        number = self._lists[-1] if self._lists else None
        self._marker = _BULLET if number is None else f"{number}. "
        if number is not None:
            self._lists[-1] = number + 1

    def _end_block(self) -> None:
        """What has been collected becomes a block, if it is anything but space."""
        line, self._line = "".join(self._line), []
        level, self._level = self._level, 0
        if not self._preformatted:
            line = re.sub(" ?([\0\1]) ?", r"\1", _SPACE.sub(" ", line)).strip(" \0\1")
        line = line.replace("\0", " " if level else "\n").replace("\1", "\t")
        block = canonical(line)
        if block:
            self._blocks.append((canonical(self._marker + block), level))
            self._marker = ""
