"""A brief as DOCX that debaters' tools read as their own cards.

The same brief gives the same bytes: no clock is read, and the files in the package have no date.
"""

from datetime import date
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml.etree import Element, SubElement, _Element, tostring

from counterpoint.core.brief_document import BriefDocument
from counterpoint.exporters.docx_body import body
from counterpoint.exporters.docx_comments import Comments
from counterpoint.exporters.docx_template import template
from counterpoint.exporters.docx_xml import legal, one_line

_FIRST: Final = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml")
"""Some readers take the first file whose name ends in `document.xml` or in `styles.xml`."""
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_TERMS: Final = "http://purl.org/dc/terms/"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"


def write(document: BriefDocument) -> bytes:
    """The brief as a file. Never raises for any text in it."""
    comments = Comments()
    parts = template() | {
        "word/document.xml": _bytes(body(document, comments)),
        "word/comments.xml": _bytes(comments.root),
        "docProps/core.xml": _bytes(_properties(document)),
    }
    package = BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED) as files:
        for name in (*_FIRST, *sorted(parts.keys() - set(_FIRST))):
            entry = ZipInfo(name, _NO_DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            files.writestr(entry, parts[name])
    return package.getvalue()


def _bytes(root: _Element) -> bytes:
    return tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _properties(document: BriefDocument) -> _Element:
    """Title, author, topic and day, where Word and file managers look for them."""
    root = Element(
        f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    )
    for name, text in (
        (f"{{{_DC}}}title", document.title),
        (f"{{{_DC}}}subject", document.topic),
        (f"{{{_DC}}}creator", document.author),
        (f"{{{_CORE}}}lastModifiedBy", document.author),
    ):
        SubElement(root, name).text = legal(one_line(text))
    try:
        day = date.fromisoformat(document.date)
    except ValueError:
        return root
    for name in ("created", "modified"):
        made = SubElement(root, f"{{{_TERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        made.text = f"{day.isoformat()}T00:00:00Z"
    return root
