"""Words and reasoning as Markdown in which nothing is markup but what is meant to be.

It is written for CommonMark and for Python-Markdown alike. They agree on a backslash before few letters,
those of `_ESCAPES` and of `line`; what else might be markup is written as a character reference.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile
from typing import Final
from urllib.parse import quote

from counterpoint.core.text import cleaned
from counterpoint.exporters.prose import BULLET, Prose, Span, prose

_ESCAPES: Final = str.maketrans(
    {letter: "\\" + letter for letter in "\\`*_{}[]#"}
    | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "~": "&#126;", "\t": "&#9;", "\n": " "}
)
_EDGES: Final = re.compile(r"\A\s+|\s+\Z")
_LIST: Final = re.compile(r"(\d{1,9})([.)])", re.ASCII)
_SAFE_IN_LINK: Final = "%/:?#@$&+,;=-._"
_STEP: Final = "    "
"""By so many columns both take what follows as a part of a list's item."""
_QUOTE: Final = "> "
_BREAK: Final = "  \n"
_NO_WORDS: Final = "&#160;"


def escaped(text: str) -> str:
    """`text` so that all of it shows as it is, anywhere in a line but at its ends: `line` sees to those."""
    return cleaned(text).translate(_ESCAPES)


def line(markup: str) -> str:
    """`markup` as a line of its own: blanks at its ends are kept, and it begins no list, rule or heading, nor
    what some readers add: a definition, a table."""
    markup = _EDGES.sub(lambda blank: "".join(f"&#{ord(letter)};" for letter in blank[0]), markup)
    if markup.startswith(("-", "+")):
        return "\\" + markup
    if markup.startswith(("=", ":", "|")):
        return f"&#{ord(markup[0])};{markup[1:]}"
    return _LIST.sub(r"\1\\\2", markup, count=1) if _LIST.match(markup) else markup


def before_bracket(markup: str) -> str:
    """`markup` with a `[` to follow it: an exclamation mark would make an image of what that opens."""
    return markup[:-1] + "\\!" if markup.endswith("!") else markup


def strong(text: str, after: str = "") -> str:
    """`text` in bold; `after` is the markup that it follows."""
    return _styled(Span(text, bold=True), after)


def written(markdown: str) -> str:
    """Reasoning made safe and written as Markdown again: no elements but those of a style, no images, and
    links to http and https alone. Headings are lines in bold, so that the brief's outline is its own."""
    writer = _Writer()
    for block in prose(markdown):
        writer.add(block)
    return "".join(writer.pieces)


class _Writer:
    """Puts blocks below one another. `_around` holds what begins a line in each list and quotation that the
    last block stood in, the outermost first."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._around: list[str] = []
        self._last: list[str] = []
        self._was_marked = False

    def add(self, block: Prose) -> None:
        marked = block.kind == "item" and bool(block.marker)
        self._enter(block)
        before = "".join(self._around)
        if self.pieces:
            pairs = zip(self._around, self._last, strict=False)
            shared = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            self.pieces.append("\n" if marked and self._was_marked else f"\n{shared.rstrip()}\n")
        opening = before
        if marked:
            marker = "-" if block.marker == BULLET else block.marker
            opening += f"{marker} ".ljust(len(_STEP))
            self._around.append(_STEP)
            before += _STEP
        self.pieces.append(opening + (_BREAK + before).join(_lines(block)))
        self._last, self._was_marked = list(self._around), marked

    def _enter(self, block: Prose) -> None:
        """Leaves what the block does not stand in. What it stands in and nothing has opened is quotations:
        an item opens its own list."""
        inside = block.depth
        if block.kind == "heading":
            inside = 0
        elif block.kind == "quote" or (block.kind == "item" and not block.marker):
            inside += 1
        del self._around[inside:]
        if block.kind == "quote":
            del self._around[inside - 1 :]
        self._around += [_QUOTE] * (inside - len(self._around))


def _lines(block: Prose) -> Iterator[str]:
    if block.kind == "rule":
        yield "* * *"
        return
    for spans in _split(block):
        markup = ""
        for address, group in groupby(spans, lambda span: span.link):
            words = list(group)
            if address and any(span.text.strip() for span in words):
                target = quote(address, safe=_SAFE_IN_LINK).replace("&", "&amp;")
                markup = f"{before_bracket(markup)}[{_joined(words, '')}]({target})"
            else:
                markup = _joined(words, markup)
        yield line(markup) or _NO_WORDS


def _split(block: Prose) -> list[list[Span]]:
    """The block's spans, line by line, as they are shown: a heading in bold, a row's cells divided by bars,
    and code indented by spaces that stay."""
    lines: list[list[Span]] = [[]]
    for span in block.spans:
        first, *rest = (span._replace(text=text) for text in span.text.split("\n"))
        lines[-1].append(first)
        lines.extend([each] for each in rest)
    if block.kind == "heading":
        return [[span._replace(bold=True) for span in spans] for spans in lines]
    if block.kind == "row":
        return [[span._replace(text=span.text.replace("\t", " | ")) for span in spans] for spans in lines]
    if block.kind == "code":
        return [[span._replace(text=_indented(span.text)) for span in spans] for spans in lines]
    return lines


def _indented(code: str) -> str:
    words = code.expandtabs(len(_STEP)).lstrip(" ")
    return "\u00a0" * (len(code.expandtabs(len(_STEP))) - len(words)) + words


def _joined(spans: Iterable[Span], after: str) -> str:
    for span in spans:
        after += _styled(span, after)
    return after


def _styled(span: Span, after: str) -> str:
    """Stars where they cannot be misread, whatever follows: round letters or figures, and beside no other
    star. Elsewhere elements, which need no such care."""
    words = escaped(span.text)
    if not span.text:
        return words
    for applies, element in ((span.code, "code"), (span.strike, "del"), (span.underline, "u")):
        if applies:
            words = f"<{element}>{words}</{element}>"
    if not (span.bold or span.italic):
        return words
    plain = span.text[0].isalnum() and span.text[-1].isalnum() and not after.endswith("*")
    if plain and span.bold != span.italic and not (span.code or span.strike or span.underline):
        stars = "**" if span.bold else "*"
        return stars + words + stars
    words = f"<em>{words}</em>" if span.italic else words
    return f"<strong>{words}</strong>" if span.bold else words
