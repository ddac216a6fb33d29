"""Markdown: its plain text, each block a line, with its headings as structure and its front matter as
citation."""

import re
from typing import Any, Final

from counterpoint.core.citation import propose
from counterpoint.core.errors import BadInput
from counterpoint.core.headings import merged, unmarked_headings
from counterpoint.core.text import cleaned
from counterpoint.importers.draft import Draft
from counterpoint.importers.encoding import decode
from counterpoint.importers.front_matter import split_front_matter
from counterpoint.importers.page_text import PageText

_WIDEST: Final = 150
_FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")
_SETEXT: Final = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_HEADING: Final = re.compile(r" {0,3}#{1,6}[ \t]+\S")
_OPTIONS: Final[dict[str, Any]] = {
    "extensions": ["tables", "fenced_code", "sane_lists", "footnotes"],
    "extension_configs": {"footnotes": {"SUPERSCRIPT_TEXT": "[{}]", "BACKLINK_TEXT": ""}},
    "lazy_ol": False,  # lists keep the number they begin with
}


def read(data: bytes, name: str, encoding: str | None = None) -> Draft:
    """The draft of a Markdown file called `name`. Raises BadInput, UnknownEncoding among it."""
    text, found = decode(data, encoding, name)
    return draft_of(text, name, found)


def draft_of(raw: str, source: str, encoding: str) -> Draft:
    """The draft of decoded Markdown; its title is the front matter's, else the heading of the first level
    that it opens with."""
    fields, body = split_front_matter(cleaned(raw))
    page = PageText()
    page.feed(_html(_with_paragraphs(body), source).replace("<![", "&lt;!["))  # HTMLParser refuses these
    text, marked = page.result()
    if marked and marked[0].start == 0:
        fields = {"title": text[: marked[0].end]} | {key: value for key, value in fields.items() if value}
    headings = merged(list(marked), unmarked_headings(text))
    return Draft(text, propose(text, source, fields), headings, source, encoding)


def looks_like_markdown(raw: str) -> bool:
    """Whether a text without a file name has front matter or headings marked as Markdown marks them."""
    fields, body = split_front_matter(cleaned(raw))
    return bool(fields) or any(_HEADING.match(line) for line in body.split("\n"))


def _with_paragraphs(body: str) -> str:
    """Markdown joins lines that no blank line parts. Where one of two such lines is far wider than
    anybody breaks lines at, each was meant as a paragraph, so a blank line goes between them."""
    lines = body.split("\n")
    spread: list[str] = []
    fenced = False
    for line in lines:
        before = spread[-1] if spread else ""
        wide = max(len(before), len(line)) > _WIDEST and "|" not in before[:3] + line[:3]
        if wide and not fenced and before.strip() and line.strip() and not _SETEXT.fullmatch(line):
            spread.append("")
        spread.append(line)
        fenced = fenced != bool(_FENCE.match(line))
    return "\n".join(spread)


def _html(body: str, source: str) -> str:
    import markdown

    try:
        return markdown.Markdown(**_OPTIONS).convert(body)
    except RecursionError:
        named = f"“{source}”" if source else "What was pasted"
        raise BadInput(f"{named} is nested too deeply to be read as Markdown; save it as .txt.") from None
