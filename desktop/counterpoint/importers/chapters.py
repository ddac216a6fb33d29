"""Some chapters of a book, instead of all of it."""

from collections.abc import Collection
from dataclasses import replace

from counterpoint.core.errors import BadInput
from counterpoint.core.marks import Page
from counterpoint.core.records import Heading
from counterpoint.core.text import shorten
from counterpoint.importers.draft import Chapter, Draft


def with_chapters(draft: Draft, numbers: Collection[int]) -> Draft:
    """The draft with these of its chapters alone, counted from 0, each beginning on a line of its own. Raises
    BadInput where there is none of them, or one that the draft has not got."""
    if not draft.chapters:
        raise BadInput(f"“{draft.source}” has no chapters to choose from; take it whole.")
    if not numbers or not set(numbers) <= set(range(len(draft.chapters))):
        listed = ", ".join(f"{number} {each.title}" for number, each in enumerate(draft.chapters, 1))
        raise BadInput(f"“{draft.source}” has these chapters to choose from: {shorten(listed, 400)}.")
    parts: list[str] = []
    headings: list[Heading] = []
    pages: list[Page] = []
    chapters: list[Chapter] = []
    at = 0
    for chapter in (draft.chapters[number] for number in sorted(numbers)):
        text = draft.text[chapter.start : chapter.end].rstrip()
        by, end = at - chapter.start, chapter.start + len(text)
        headings += [
            Heading(each.start + by, each.end + by, each.level)
            for each in draft.headings
            if chapter.start <= each.start and each.end <= end
        ]
        pages += [
            Page(each.start + by, each.label) for each in draft.pages if chapter.start <= each.start < end
        ]
        chapters.append(Chapter(chapter.title, at, at + len(text)))
        parts.append(text)
        at += len(text) + 1
    return replace(
        draft,
        text="\n".join(parts),
        words=-1,
        headings=tuple(headings),
        pages=tuple(pages),
        chapters=tuple(chapters),
    )
