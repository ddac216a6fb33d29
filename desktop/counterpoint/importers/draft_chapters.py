"""A book's chapters taken alone."""

from collections.abc import Collection, Iterator

from counterpoint.core.errors import BadInput
from counterpoint.core.marks import Page
from counterpoint.core.records import Heading
from counterpoint.importers.draft import Chapter, Draft, replaced


def with_chapters(draft: Draft, chosen: Collection[int]) -> Draft:
    """The draft of only the chapters at these places in `draft.chapters`, in the book's order, one a line
    after another. Headings and pages move with their chapters; a page that began before its chapter begins
    with it.

    Raises BadInput where there is no such chapter, or none is chosen."""
    count = len(draft.chapters)
    wrong = next((place for place in chosen if not 0 <= place < count), None)
    if wrong is not None:
        raise BadInput(f"“{draft.source}” has no chapter {wrong + 1}; it has {count}.")
    if not chosen:
        raise BadInput(f"No chapter of “{draft.source}” is chosen; choose at least one.")
    texts: list[str] = []
    headings: list[Heading] = []
    pages: list[Page] = []
    chapters: list[Chapter] = []
    start = 0
    for place in sorted(set(chosen)):
        chapter = draft.chapters[place]
        texts.append(draft.text[chapter.start : chapter.end])
        shift = start - chapter.start
        headings += [
            Heading(each.start + shift, each.end + shift, each.level)
            for each in draft.headings
            if chapter.start <= each.start and each.end <= chapter.end
        ]
        own = [Page(each.start + shift, each.label) for each in _pages(draft, chapter)]
        goes_on = pages and own and pages[-1].label == own[0].label
        pages += own[1:] if goes_on else own
        chapters.append(Chapter(chapter.title, start, chapter.end + shift))
        start = chapter.end + shift + 1
    return replaced(
        draft,
        text="\n".join(texts),
        headings=tuple(headings),
        pages=tuple(pages),
        chapters=tuple(chapters),
    )


def _pages(draft: Draft, chapter: Chapter) -> Iterator[Page]:
    """The pages that the chapter is on, the first no earlier than the chapter."""
    before = [each for each in draft.pages if each.start <= chapter.start]
    if before:
        yield Page(chapter.start, before[-1].label)
    for each in draft.pages:
        if chapter.start < each.start < chapter.end:
            yield each
