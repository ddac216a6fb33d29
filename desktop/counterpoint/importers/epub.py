"""EPUB: the text of a book in its reading order, with its chapters.

Pages are read as HTML, which knows `&nbsp;` and its like by itself; a document type that they name is never
loaded, and one that declares something is refused (`xml_tree`).
"""

from itertools import pairwise
from typing import Final

from counterpoint.core.citation import propose
from counterpoint.core.headings import unmarked_headings
from counterpoint.core.text import shorten
from counterpoint.importers.blocks import Block, joined
from counterpoint.importers.draft import Chapter, Draft
from counterpoint.importers.epub_package import Entry, Package
from counterpoint.importers.html_tree import drop_unseen, tell
from counterpoint.importers.packed import Packed
from counterpoint.importers.page_text import PageText

_LONGEST_TITLE: Final = 80


def read(data: bytes, name: str, encoding: str | None = None) -> Draft:
    """The draft of a book called `name`, which tells its encodings itself. Raises BadInput."""
    package = Package(Packed(data, name), name)
    blocks: list[Block] = []
    places: dict[tuple[str, str], int] = {}
    for path in package.pages:
        places[path, ""] = len(blocks)
        page = _page(package, path)
        places |= {(path, fragment): len(blocks) + place for fragment, place in page.places.items()}
        blocks += page.blocks()
    marks = _marks(package.contents(), places, len(blocks)) or _marks_of_pages(package.pages, places, blocks)
    blocks = _with_titles(blocks, marks)
    text, headings = joined(blocks)
    citation = propose(text, name, package.fields())
    chapters = _chapters(text, blocks, marks)
    return Draft(text, citation, headings or unmarked_headings(text), name, chapters=chapters)


def _page(package: Package, path: str) -> PageText:
    page = PageText()
    root = package.page(path)
    if root is not None:
        drop_unseen(root)
        tell(page, root)
    return page


def _marks(contents: list[Entry], places: dict[tuple[str, str], int], count: int) -> list[tuple[int, Entry]]:
    """The chapters' first blocks, by number, with their lines of the table of contents. A chapter is what has
    a line at the top, or is the first to lead to a page of the book; its sections in the same page are no
    more."""
    marks: dict[int, Entry] = {}
    seen: set[str] = set()
    for entry in contents:
        place = places.get((entry.path, entry.fragment), places.get((entry.path, "")))
        if place is None or place >= count or not entry.title:
            continue
        if entry.depth == 1 or entry.path not in seen:
            marks.setdefault(place, entry)
        seen.add(entry.path)
    return sorted(marks.items())


def _marks_of_pages(
    paths: tuple[str, ...], places: dict[tuple[str, str], int], blocks: list[Block]
) -> list[tuple[int, Entry]]:
    """Each page of a book without a table of contents is a chapter, called by its first heading or words."""
    starts = sorted({places[path, ""] for path in paths})
    ends = [*starts[1:], len(blocks)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        if start < end:
            headed = next((each for each in blocks[start:end] if each.level), blocks[start])
            found.append((start, Entry(shorten(headed.text, _LONGEST_TITLE), "", "", 1)))
    return found


def _with_titles(blocks: list[Block], marks: list[tuple[int, Entry]]) -> list[Block]:
    """Blocks in which a chapter's title is a heading, for books whose pages only make it look like one."""
    titled = list(blocks)
    for place, entry in marks:
        first = blocks[place]
        if not first.level and entry.path and " ".join(first.text.split()) == entry.title:
            titled[place] = Block(" ".join(first.text.split()), min(entry.depth, 6))
    return titled


def _chapters(text: str, blocks: list[Block], marks: list[tuple[int, Entry]]) -> tuple[Chapter, ...]:
    """The chapters, which cover the text; what comes before the first is one called by its first words."""
    starts = [0]
    for each in blocks:
        starts.append(starts[-1] + len(each.text) + 1)
    found = [(starts[place], entry.title) for place, entry in marks]
    if found and found[0][0] > 0:
        found.insert(0, (0, shorten(text[: found[0][0]], _LONGEST_TITLE)))
    bounds = [*found, (len(text) + 1, "")]
    return tuple(Chapter(title, start, end - 1) for (start, title), (end, _) in pairwise(bounds))
