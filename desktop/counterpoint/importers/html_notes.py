"""Footnotes of an article that the page has elsewhere."""

from typing import Final

from lxml import etree, html

from counterpoint.importers.html_tree import words
from counterpoint.importers.page_text import BLOCKS, NOTE_MARK

_LONGEST: Final = 5_000
_MOST: Final = 1_000


def bring_notes(chosen: html.HtmlElement, body: html.HtmlElement) -> None:
    """Put the notes that marks in the article lead to at its end, where the page has them outside it."""
    if chosen is body:
        return
    places: dict[str, html.HtmlElement] = {}
    for element in body.iterdescendants(etree.Element):
        for name in (element.get("id"), element.get("name")):
            if name:
                places.setdefault(name, element)
    marks = [each for each in chosen.iter("a") if each.get("href", "").startswith("#")][:_MOST]
    for mark in marks:
        target = places.get(mark.get("href", "")[1:])
        if target is None or not NOTE_MARK.fullmatch(words(mark)):
            continue
        block = next((each for each in (target, *target.iterancestors()) if each.tag in BLOCKS), body)
        is_apart = chosen not in block.iterancestors() and block not in (
            chosen,
            body,
            *chosen.iterancestors(),
        )
        if is_apart and len(words(block)) <= _LONGEST:
            chosen.append(block)
