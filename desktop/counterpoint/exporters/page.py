"""Markdown to a safe fragment of HTML: for the preview in the window and for pages we export.

Python-Markdown does not sanitise, so nh3 takes away afterwards everything that is not plain prose: no
images, no scripts, no styles, and links only to http and https.
"""

from html import escape
from typing import Final

import markdown
import nh3

TAGS: Final = frozenset(
    (
        "a",
        "b",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "ins",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
    )
)
"""The elements a page may have."""

ATTRIBUTES: Final[dict[str, set[str]]] = {"a": {"href"}, "ol": {"start"}}
SCHEMES: Final = frozenset({"http", "https"})
LONGEST: Final = 400_000
"""Characters above which a text is shown as it was typed: Markdown of that size would hold up the window."""
MOST_BRACKETS: Final = 500
"""Square brackets in one paragraph above which the same holds: the time they take grows with their square."""


def render(markdown_text: str) -> str:
    """`markdown_text` as a fragment of safe HTML.

    Never raises for any text: what Markdown cannot take is shown as it was typed.
    """
    if len(markdown_text) > LONGEST or _has_a_thicket(markdown_text):
        return _as_typed(markdown_text)
    try:
        page = markdown.markdown(markdown_text, extensions=["tables", "sane_lists", "nl2br"])
    except RecursionError:
        return _as_typed(markdown_text)
    return nh3.clean(
        page,
        tags=set(TAGS),
        clean_content_tags={"script", "style"},
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        url_relative="deny",
        strip_comments=True,
        link_rel=None,
    )


def _has_a_thicket(text: str) -> bool:
    return sum(block.count("[") ** 2 for block in text.split("\n\n")) > MOST_BRACKETS**2


def _as_typed(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"
