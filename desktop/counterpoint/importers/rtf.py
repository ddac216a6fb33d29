"""RTF: its text with headings, lists, tables and notes.

The reader is our own. striprtf (BSD-3), the library there is, gives text alone: styles and outline levels are
gone by then, a footnote and a text box are dropped, hidden and deleted text is as any other. Marks put in
before it would have to be placed by something that reads all that; `rtf_text` is it.
"""

from dataclasses import replace
from typing import Final

from counterpoint.core.citation import propose
from counterpoint.core.errors import BadInput
from counterpoint.core.headings import unmarked_headings
from counterpoint.importers.blocks import joined
from counterpoint.importers.draft import Draft
from counterpoint.importers.refusals import damaged
from counterpoint.importers.rtf_text import RtfText
from counterpoint.importers.rtf_tokens import tokens

_START: Final = b"{\\rtf"


def read(data: bytes, name: str, encoding: str | None = None) -> Draft:
    """The draft of an RTF file called `name`, which tells its encodings itself. Raises BadInput."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_START):
        raise BadInput(f"“{name}” is no RTF document; choose the importer by what is in it, or get it again.")
    reader = RtfText()
    text, headings = joined(reader.blocks(tokens(data[data.index(_START) :])))
    if not reader.is_whole:
        raise damaged(name)
    headings = headings or unmarked_headings(text)
    title = text[: headings[0].end] if headings and headings[0].start == 0 else reader.info.get("title", "")
    citation = propose(text, name, {"title": title})
    author = citation.author or " ".join(reader.info.get("author", "").split())
    return Draft(text, replace(citation, author=author), headings, name, told=tuple(reader.told))
