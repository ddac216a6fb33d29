"""The formats that essays come in, and how a file is told to be one: by what is in it, not by its name.

Light: the window and the command line name formats by it. What reads them is `readers`, in another process.
"""

from typing import Final, NamedTuple

FormatId = str


class Format(NamedTuple):
    """A format of essays: what people call it, with an article, and what its files end in."""

    id: FormatId
    called: str
    suffixes: tuple[str, ...]


FORMATS: Final = (
    Format("pdf", "a PDF", (".pdf",)),
    Format("docx", "a Word document", (".docx", ".docm", ".dotx", ".dotm")),
    Format("odt", "an OpenDocument text", (".odt", ".ott", ".fodt")),
    Format("rtf", "an RTF document", (".rtf",)),
    Format("epub", "an EPUB book", (".epub",)),
    Format("html", "a web page", (".html", ".htm", ".xhtml", ".mht", ".mhtml")),
    Format("markdown", "a Markdown text", (".md", ".markdown", ".mkd", ".mdown")),
    Format("plain", "a plain text", (".txt", ".text")),
)

SUFFIXES: Final = tuple(suffix for each in FORMATS for suffix in each.suffixes)
"""For the open dialog and for folders, in small letters."""

LARGEST: Final = 200_000_000
"""Bytes that a file of any format may have; of text `encoding.LARGEST`."""


def format_named(format_id: FormatId) -> Format:
    return next(each for each in FORMATS if each.id == format_id)


def format_of_suffix(suffix: str) -> Format | None:
    """The format that files of this suffix should be."""
    return next((each for each in FORMATS if suffix.lower() in each.suffixes), None)
