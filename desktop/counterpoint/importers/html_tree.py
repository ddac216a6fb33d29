"""HTML of unknown origin as a tree, and the text of a tree. Nothing is fetched, run or resolved."""

import re
from typing import Final

from lxml import etree, html

from counterpoint.core.errors import BadInput
from counterpoint.importers.page_text import PageText

_UNSEEN: Final = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE
)
_DEEP: Final = "excessive depth"


def parsed(markup: str, name: str) -> html.HtmlElement:
    """The root of a page out of the file called `name`, empty for the clipboard; what is no HTML is a page of
    text. Raises BadInput
    for a page with nothing in it, and for one too deep for the parser, which would cut it."""
    named = f"“{name}”" if name else "What was pasted"
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        # lxml parses a form feed, but takes no text with one back when an element before it is dropped.
        root = html.document_fromstring(markup.replace("\f", "\n").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        raise BadInput(f"{named} has no text in it; choose something with words.") from None
    if any(_DEEP in entry.message.lower() for entry in parser.error_log):
        raise BadInput(f"{named} is nested too deeply to be read; save its text as .txt.")
    return root


def drop(element: html.HtmlElement) -> None:
    """Take an element out of its tree, but not the text after it."""
    if element.getparent() is not None:
        element.drop_tree()


def drop_unseen(root: html.HtmlElement) -> None:
    """Take out what a browser does not show, by the page's own attributes. A page that was saved while a
    dialog lay over it has all but the dialog hidden from screen readers: whole paragraphs stay."""
    for element in root.xpath("//body//*[@hidden or @aria-hidden='true' or @style]"):
        is_decoration = element.get("aria-hidden") == "true" and element.find(".//p") is None
        if element.get("hidden") is not None or is_decoration or _UNSEEN.search(element.get("style", "")):
            drop(element)


def tell(page: PageText, root: html.HtmlElement) -> None:
    """Feed `page` with an element and all that is in it, as its parser would."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            page.handle_starttag(str(element.tag), [(str(key), str(value)) for key, value in element.items()])
            page.handle_data(element.text or "")
        else:
            page.handle_endtag(str(element.tag))
            if element is not root:
                page.handle_data(element.tail or "")


def words(element: html.HtmlElement) -> str:
    """All text in an element, on one line."""
    return " ".join("".join(str(text) for text in element.itertext()).split())
