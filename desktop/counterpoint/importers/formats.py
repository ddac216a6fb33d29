"""Which importer reads which file. A format is a module with `read(data, name, encoding) -> Draft`,
listed here."""

from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from counterpoint.core.citation import propose
from counterpoint.core.errors import BadInput
from counterpoint.core.headings import merged, unmarked_headings
from counterpoint.core.source_records import file_digest
from counterpoint.core.text import cleaned
from counterpoint.importers import markdown, plain
from counterpoint.importers.draft import PASTED, Draft
from counterpoint.importers.encoding import LARGEST, refuse_size
from counterpoint.importers.page_text import PageText


class Reader(Protocol):
    """Reads the bytes of one format. Raises BadInput, one sentence, for what it cannot take."""

    def __call__(self, data: bytes, name: str, encoding: str | None = None) -> Draft: ...


READERS: Final[dict[str, Reader]] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".mkd": markdown.read,
    ".mdown": markdown.read,
}
"""Readers by suffix, in small letters. A file with another suffix is read as plain text if it is text."""

SUFFIXES: Final = tuple(READERS)
"""For the open dialog."""


def read_file(path: Path, encoding: str | None = None) -> Draft:
    """The draft of a file. Raises BadInput for a file that cannot be opened or taken, and UnknownEncoding for
    text whose `encoding` must be chosen."""
    try:
        refuse_size(path.stat().st_size if path.is_file() else 1, path.name)
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file “{path}”; check its name and folder.") from None
    except IsADirectoryError:
        raise BadInput(f"“{path}” is a folder; choose a file in it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"“{path.name}” could not be read ({reason}); check that you may open it.") from None
    return read_bytes(data, path.name, encoding)


def read_bytes(data: bytes, name: str, encoding: str | None = None) -> Draft:
    """The draft of a file's bytes, by the suffix of its name. Raises as `read_file` does."""
    reader = READERS.get(Path(name).suffix.lower(), plain.read)
    return replace(reader(data, name, encoding), source_digest=file_digest(data))


def read_pasted(text: str) -> Draft:
    """The draft of text from the clipboard, as Markdown when it has Markdown's headings or front matter.
    Raises BadInput for nothing but space and for too much."""
    if 4 * len(text) > LARGEST and len(text.encode(errors="replace")) > LARGEST:
        raise BadInput(f"What was pasted is over {LARGEST // 1_000_000} MB; paste it in parts.")
    text = cleaned(text)
    if markdown.looks_like_markdown(text):
        return markdown.draft_of(text, PASTED, "utf-8")
    return plain.draft_of(text, PASTED, "utf-8")


def read_rich(html: str) -> Draft:
    """The draft of HTML from the clipboard, with its headings. Raises BadInput where it has no text."""
    page = PageText()
    page.feed(html)
    text, marked = page.result()
    return Draft(text, propose(text), merged(list(marked), unmarked_headings(text)))
