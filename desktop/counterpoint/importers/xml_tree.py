"""XML of unknown origin as a tree: no document type, so no entity; nothing is fetched.

Of all formats EPUB 2 alone has document types in harmless files: its pages and its table of contents name one
by address. Such a name may stand where the caller says so, and is never followed; a declaration may not.
"""

import codecs
import re
from typing import Final

from lxml import etree

from counterpoint.core.errors import BadInput
from counterpoint.importers.refusals import damaged

_DOCTYPE: Final = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"<!\s*ENTITY|<!\s*DOCTYPE[^>\[]*\[", re.IGNORECASE)
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED: Final = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


def parsed(data: bytes, name: str, *, may_name_type: bool = False) -> etree._Element:
    """The root of an XML document out of the file called `name`.

    Raises BadInput for one with a document type, in any encoding, and for what is not XML; with
    `may_name_type` a document type that declares nothing may stand. Python's and other readers drop the text
    after an entity without a word; here nothing with entities of its own gets that far.
    """
    refuse_document_type(data, name, may_be_named=may_name_type)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise damaged(name) from None
    if root is None:
        raise damaged(name)
    declared = root.getroottree().docinfo.internalDTD  # in UTF-7, say, which only the parser reads
    if declared is not None and not (may_name_type and not declared.entities()):
        raise _unsafe(name)
    return root


def refuse_document_type(data: bytes, name: str, *, may_be_named: bool = False) -> None:
    """Raise BadInput for XML that declares a document type or an entity; with `may_be_named` only for one
    that declares something itself."""
    if (_DECLARATION if may_be_named else _DOCTYPE).search(_readable(data)):
        raise _unsafe(name)


def _unsafe(name: str) -> BadInput:
    return BadInput(f"“{name}” declares XML entities, which can hide or fetch text; it is not safe to open.")


def _readable(data: bytes) -> str:
    """The document as text in which its declarations can be seen, whatever its encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for start, encoding in _UNMARKED:
        if data.startswith(start):
            return data.decode(encoding, "replace")
    return data.decode("latin-1")
