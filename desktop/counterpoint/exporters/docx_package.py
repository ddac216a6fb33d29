"""The package of a DOCX file, and what stands in it beside the text."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from lxml.etree import Element, SubElement, _Element, tostring

from counterpoint.exporters.docx_xml import legal, one_line
from counterpoint.exporters.package import package

_FIRST: Final = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml")
"""Some readers take the first file whose name ends in `document.xml` or in `styles.xml`."""
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_TERMS: Final = "http://purl.org/dc/terms/"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The file that holds these parts, by their names in it."""
    return package({name: parts[name] for name in (*_FIRST, *sorted(parts.keys() - set(_FIRST)))})


def as_bytes(root: _Element) -> bytes:
    """A part's root element as the part."""
    return tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def properties(title: str, subject: str, author: str, written: str) -> _Element:
    """Title, subject, author and day (ISO, or nothing), where Word and file managers look for them."""
    root = Element(
        f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    )
    for name, text in (
        (f"{{{_DC}}}title", title),
        (f"{{{_DC}}}subject", subject),
        (f"{{{_DC}}}creator", author),
        (f"{{{_CORE}}}lastModifiedBy", author),
    ):
        SubElement(root, name).text = legal(one_line(text))
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return root
    for name in ("created", "modified"):
        made = SubElement(root, f"{{{_TERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        made.text = f"{day.isoformat()}T00:00:00Z"
    return root
