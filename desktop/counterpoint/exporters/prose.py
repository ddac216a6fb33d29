"""Markdown reasoning as light values, for formats that are not HTML.

It is read from the safe page that `page.render` makes, so that every format shows the same reasoning and
none of them sees what the sanitiser took away.
"""

import re
from html.parser import HTMLParser
from typing import Final, Literal, NamedTuple

from counterpoint.exporters.page import render

ProseKind = Literal["paragraph", "heading", "item", "quote", "code", "rule", "row"]


class Span(NamedTuple):
    """A stretch of text in one style; a line break is `\\n`. `link` is an http or https address, or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    underline: bool = False
    link: str = ""


class Prose(NamedTuple):
    """A paragraph of reasoning. Only a rule has no spans.

    `depth` counts from 0: a heading's level; for an item or a quotation, how many lists and quotations are
    round its own; for all others, how many are round it. `marker` stands before an item, `•` or `1.`; it is
    empty where an item goes on with a further paragraph. A table gives a `row` for each of its rows, its
    cells divided by tabs, those of the head in bold."""

    kind: ProseKind
    depth: int
    marker: str
    spans: tuple[Span, ...]


BULLET: Final = "•"
_STYLES: Final = {
    "b": "bold",
    "strong": "bold",
    "th": "bold",
    "i": "italic",
    "em": "italic",
    "code": "code",
    "pre": "code",
    "s": "strike",
    "del": "strike",
    "u": "underline",
    "ins": "underline",
}
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_CONTAINERS: Final = ("ul", "ol", "blockquote")
_BLOCKS: Final = frozenset(
    (*_CONTAINERS, *_HEADINGS, "p", "pre", "li", "hr", "table", "thead", "tbody", "tr")
)
_AROUND_BLOCKS: Final = frozenset((*_CONTAINERS, "table", "thead", "tbody", "tr"))
_BLANKS: Final = " \t\n\r\f"
_SPACES: Final = re.compile(f"[{_BLANKS}]+")
_DIGITS: Final = "0123456789+-=()"
_RAISED: Final = {
    "sup": str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"),
    "sub": str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
"""10 to the sixth must not become 106."""


def prose(markdown: str) -> tuple[Prose, ...]:
    """`markdown` as paragraphs in reading order. Never raises for any text, and keeps every visible word."""
    reader = _Reader()
    reader.feed(render(markdown))
    reader.close()
    reader.end()
    return tuple(reader.found)


class _Reader(HTMLParser):
    """Reads a page made by `page.render`: well-formed, and with the elements of `page.TAGS` only."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Prose] = []
        self._spans: list[Span] = []
        self._around: list[str] = []
        self._numbers: list[int] = []
        self._open: list[str] = []
        self._links: list[str] = []
        self._cells = 0
        self._marker = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end()
        if tag == "br":
            self._add("\n")
        elif tag == "hr":
            self.found.append(Prose("rule", len(self._around), "", ()))
        elif tag in _CONTAINERS:
            self._around.append(tag)
            self._numbers.append(_number(dict(attrs).get("start")))
        elif tag == "li":
            self._mark()
        elif tag == "tr":
            self._cells = 0
        elif tag in ("td", "th"):
            self._cells += 1
            if self._cells > 1:
                self._add("\t")
        if tag == "a":
            self._links.append(dict(attrs).get("href") or "")
        if tag not in ("br", "hr"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end()
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag)]
        if tag == "a" and self._links:
            self._links.pop()
        elif tag == "li":
            self._marker = ""
        elif tag in _CONTAINERS and self._around:
            self._around.pop()
            self._numbers.pop()

    def handle_data(self, data: str) -> None:
        if "pre" not in self._open:
            if self._open and self._open[-1] in _AROUND_BLOCKS and not data.strip(_BLANKS):
                return
            data = _SPACES.sub(" ", data)
            if not self._spans or self._spans[-1].text.endswith((" ", "\n", "\t")):
                data = data.removeprefix(" ")
        for tag, digits in _RAISED.items():
            if tag in self._open:
                data = data.translate(digits)
        if data:
            self._add(data)

    def end(self) -> None:
        """Ends the paragraph being read; one without a word is left out."""
        spans = _trimmed(self._spans, keep_start="pre" in self._open or "tr" in self._open)
        self._spans = []
        if not spans:
            return
        kind, depth = self._kind()
        marker = self._marker if kind == "item" else ""
        if kind == "item":
            self._marker = ""
        self.found.append(Prose(kind, depth, marker, tuple(span for span in spans if span.text)))

    def _add(self, text: str) -> None:
        styles = {style: True for tag, style in _STYLES.items() if tag in self._open}
        span = Span(text, link=self._links[-1] if self._links else "", **styles)
        if text in ("\n", "\t") and self._spans and self._spans[-1].text.endswith(" "):
            self._spans[-1] = self._spans[-1]._replace(text=self._spans[-1].text.removesuffix(" "))
        if self._spans and self._spans[-1]._replace(text="") == span._replace(text=""):
            self._spans[-1] = span._replace(text=self._spans[-1].text + text)
        else:
            self._spans.append(span)

    def _kind(self) -> tuple[ProseKind, int]:
        """What the paragraph being read is, by the elements it stands in."""
        depth = len(self._around)
        for tag in reversed(self._open):
            if tag in _HEADINGS:
                return "heading", _HEADINGS.index(tag)
            if tag == "pre":
                return "code", depth
            if tag == "tr":
                return "row", depth
            if tag == "li":
                return "item", max(0, depth - 1)
            if tag == "blockquote":
                return "quote", depth - 1
        return "paragraph", depth

    def _mark(self) -> None:
        self._marker = BULLET
        if self._around and self._around[-1] == "ol":
            self._marker = f"{self._numbers[-1]}."
            self._numbers[-1] += 1


def _number(start: str | None) -> int:
    """Where a numbered list starts: 1 unless it says something sensible."""
    return int(start) if start and len(start) < 10 and start.isdecimal() else 1


def _trimmed(spans: list[Span], keep_start: bool) -> list[Span]:
    """Without the blanks at either end; `keep_start` for code, whose first line may be indented, and for a
    row, whose first cell may be empty."""
    kept = list(spans)
    while kept and not (text := kept[-1].text.rstrip(_BLANKS)):
        kept.pop()
    if kept:
        kept[-1] = kept[-1]._replace(text=text)
    while kept and not keep_start and not (text := kept[0].text.lstrip(_BLANKS)):
        kept.pop(0)
    if kept and not keep_start:
        kept[0] = kept[0]._replace(text=text)
    return kept
