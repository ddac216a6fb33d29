"""Saved web pages: the article alone, with its headings, and the citation that the page tells. Also HTML from
the clipboard, which is taken whole. Nothing that a page names is fetched, and nothing in it is run."""

import re
from typing import Final

from lxml.html import HtmlElement

from counterpoint.core.citation import Citation, propose
from counterpoint.core.headings import unmarked_headings
from counterpoint.core.records import Heading
from counterpoint.importers import html_metadata
from counterpoint.importers.draft import PASTED, Draft
from counterpoint.importers.html_article import article
from counterpoint.importers.html_encoding import decoded
from counterpoint.importers.html_mail import is_mail, mailed
from counterpoint.importers.html_tree import drop_unseen, parsed, tell
from counterpoint.importers.left_out import AROUND
from counterpoint.importers.page_text import PageText

_FRAGMENT: Final = re.compile(
    r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.IGNORECASE | re.DOTALL
)


def read(data: bytes, name: str, encoding: str | None = None) -> Draft:
    """The draft of a web page called `name`. Raises BadInput, UnknownEncoding among it."""
    told: dict[str, str] = {}
    if is_mail(data):
        data, declared, url, saved = mailed(data, name)
        encoding, told = encoding or declared, {"url": url, "accessed": saved}
    markup, found = decoded(data, encoding, name)
    root = parsed(markup, name)
    told |= {key: value for key, value in html_metadata.fields(root, markup).items() if value}
    text, headings, is_cut = _article(root)
    if not text:  # a page of nothing but what looks like menus is what was wanted
        text, headings = _whole(parsed(markup, name))
        is_cut = False
    citation = propose(text, name, told)
    left_out = (AROUND,) if is_cut else ()
    return Draft(text, citation, headings or unmarked_headings(text), name, found, told=left_out)


def read_rich(markup: str) -> Draft:
    """The draft of HTML from the clipboard, all of it. Raises BadInput for nothing but space."""
    fragment = _FRAGMENT.search(markup)
    markup = fragment[1] if fragment else markup
    if not markup.strip():
        return Draft("", Citation())
    root = parsed(markup, PASTED)
    text, headings = _whole(root)
    return Draft(text, propose(text), headings or unmarked_headings(text))


def _article(root: HtmlElement) -> tuple[str, tuple[Heading, ...], bool]:
    """The article's text and headings, and whether there is more with words in it around it."""
    drop_unseen(root)
    body = root.find("body")
    if body is None:
        return "", (), False
    chosen, is_cut = article(body)
    page = PageText()
    tell(page, chosen)
    return *page.result(), is_cut


def _whole(root: HtmlElement) -> tuple[str, tuple[Heading, ...]]:
    """All that a page shows."""
    drop_unseen(root)
    page = PageText()
    tell(page, root)
    return page.result()
