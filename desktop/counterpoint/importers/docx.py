"""Word files: their text as it reads in print, with its headings, lists, tables and notes.

Read from the package itself: the libraries for it lose text in content controls, text boxes or tracked
insertions, or do not tell how words look, which is what a debate file is told by.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from counterpoint.core.citation import Citation, propose
from counterpoint.core.errors import BadInput
from counterpoint.core.headings import unmarked_headings
from counterpoint.importers.debate_docx import debate
from counterpoint.importers.docx_lines import Lines
from counterpoint.importers.docx_package import WordFile, opened
from counterpoint.importers.docx_text import Laid, laid
from counterpoint.importers.draft import Draft

_NO_TITLES: Final = ("untitled", "document", "microsoft word", "word document", "powerpoint", "template")
_NO_NAMES: Final = frozenset(
    "python-docx, author, user, windows user, microsoft office user, microsoft office-benutzer, admin,"
    " administrator, unknown, unknown author, un-named, owner, apache poi, docx4j, pandoc, student".split(
        ", "
    )
)


def read(data: bytes, name: str, encoding: str | None = None) -> Draft:
    """The draft of a Word file called `name`: an essay's, or a debate file's with its cards. `encoding` is
    not asked for: the file says it. Raises BadInput."""
    file = opened(data, name)
    try:
        found = Lines(file)
    except RecursionError:
        raise BadInput(f"“{name}” is nested too deeply to be read; save its text as .txt.") from None
    text = laid(found.lines)
    told = tuple(_told(found.left_out))
    cards = debate(text, found.styles)
    if cards is not None:
        title = _title(file) or name.rpartition(".")[0] or name
        return replace(cards, citation=Citation(title=title), source=name, told=told)
    headings = text.headings() or unmarked_headings(text.text)
    return Draft(text.text, _citation(file, text, name), headings, name, told=told)


def _citation(file: WordFile, text: Laid, name: str) -> Citation:
    """The title that is styled as one, or that the file tells, or the heading that the text opens with; the
    author of the byline before whoever the file says wrote it, who may only have saved it."""
    styled = " ".join(" ".join(line.text for line in text.lines if line.title).split())
    opening = text.lines[0].text if text.lines and text.lines[0].level == 1 else ""
    citation = propose(text.text, name, {"title": styled or _title(file) or opening})
    known = file.creator.lower() not in _NO_NAMES
    return citation if citation.author or not known else replace(citation, author=file.creator)


def _title(file: WordFile) -> str:
    """The title that the file tells, unless a program put it there."""
    return "" if file.title.lower().startswith(_NO_TITLES) else file.title


_LEFT_OUT: Final = {
    "deletion": ("1 tracked deletion was left out.", "{} tracked deletions were left out."),
    "comment": ("1 comment was left out.", "{} comments were left out."),
    "picture": ("1 picture was left out.", "{} pictures were left out."),
    "hidden": ("Hidden text was left out.", ""),
    "contents": ("The table of contents was left out.", ""),
}


def _told(left_out: Counter[str]) -> Iterator[str]:
    for what, (one, many) in _LEFT_OUT.items():
        if count := left_out[what]:
            yield one if count == 1 else many.format(count)
