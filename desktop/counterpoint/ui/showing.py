"""How an essay and its argument come into the panes: at the first look and ever after."""

from collections.abc import Mapping
from typing import Protocol

from counterpoint.core.arguments import Argument
from counterpoint.core.marks import Heading
from counterpoint.ui.reader.page import Page
from counterpoint.ui.window import Window
from counterpoint.workspace.glance import Glance

MONTHS = "January February March April May June July August September October November December".split()


class ShownEssay(Protocol):
    """What showing an essay needs of it, be it the record or a light view of it."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def qualifications(self) -> str: ...
    @property
    def publication(self) -> str: ...
    @property
    def published(self) -> str: ...
    @property
    def words(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def headings(self) -> tuple[Heading, ...]: ...


def byline(essay: ShownEssay) -> str:
    """The line under the title: author, qualifications, publication, date, words."""
    author = ", ".join(filter(None, (essay.author, essay.qualifications)))
    parts = (author, essay.publication, spoken_date(essay.published), f"{essay.words:,} words")
    return " · ".join(filter(None, parts))


def spoken_date(iso: str) -> str:
    """`4 March 2025` for `2025-03-04`, `March 2025` for `2025-03`; anything else as it is."""
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or not 2 <= len(parts) <= 3 or not 1 <= int(parts[1]) <= 12:
        return iso
    month = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{int(parts[2])} {month}" if len(parts) == 3 else month


def show_essay(window: Window, essay: ShownEssay, words_per_minute: int) -> bool:
    """Show an essay's text and what the chrome says of it; False where the page shows it already."""
    page = Page(essay.id, essay.text, essay.headings, essay.title, byline(essay))
    new = window.reader.page != page
    if new:
        window.reader.show_essay(page)
    window.header.set_title(essay.title)
    window.library_pane.select(essay.id)
    window.status.set_words(essay.words, essay.words * 60 / words_per_minute)
    return new


def show_argument(
    window: Window, argument: Argument, names: Mapping[str, str], mine: str, hidden: frozenset[str]
) -> None:
    """Show an essay's passages on the page and its argument in the outline. `names` are the annotators',
    `mine` is the id of who tags."""
    window.reader.set_hidden_annotators(hidden)
    window.reader.set_marks(argument.marks, names, mine)
    window.outline.show_argument(argument, hidden)
    show_counts(window)


def show_counts(window: Window) -> None:
    """Show how many passages and holes the essay has."""
    counts = window.outline.model.counts
    window.status.set_counts(counts["claim"], counts["evidence"], counts["rhetoric"], counts["holes"])


def show_glance(window: Window, glance: Glance) -> None:
    """Show the library and the essay that was open last, before the models are loaded."""
    window.library_pane.set_library(glance.topics, glance.essays)
    if glance.essay is None or glance.argument is None:
        return
    show_essay(window, glance.essay, glance.words_per_minute)
    show_argument(window, glance.argument, glance.names, glance.annotator, glance.hidden)
    window.reader.select_span(glance.place, glance.place)
    window.reader.reveal((glance.place, glance.place + 1))
