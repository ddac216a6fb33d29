"""ODT, packed or flat: the text of an OpenDocument file with its headings, lists, tables and notes."""

from dataclasses import replace
from typing import Final

from lxml import etree

from counterpoint.core.citation import Citation, propose
from counterpoint.core.errors import BadInput
from counterpoint.core.headings import unmarked_headings
from counterpoint.importers.blocks import joined
from counterpoint.importers.draft import Draft
from counterpoint.importers.odt_styles import Styles, tag
from counterpoint.importers.odt_text import OdtText
from counterpoint.importers.packed import Packed
from counterpoint.importers.xml_tree import parsed

_PACKED: Final = b"PK"
_CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"


def read(data: bytes, name: str, encoding: str | None = None) -> Draft:
    """The draft of an OpenDocument text called `name`; its encoding is always told by itself. Raises BadInput."""
    try:
        return _draft(_roots(data, name), name)
    except RecursionError:
        raise BadInput(f"“{name}” is nested too deeply to be read; save its text as .txt.") from None


def _roots(data: bytes, name: str) -> list[etree._Element]:
    """The roots of the parts that are read, the content last; a flat file is all in one."""
    if not data.startswith(_PACKED):
        return [parsed(data, name)]
    packed = Packed(data, name)
    if _MANIFEST in packed.names:
        manifest = parsed(packed.read(_MANIFEST), name)
        if next(manifest.iter(tag("manifest:encryption-data")), None) is not None:
            raise BadInput(f"“{name}” is locked by a password; save it without one.")
    parts = [part for part in ("meta.xml", "styles.xml") if part in packed.names]
    return [parsed(packed.read(part), name) for part in (*parts, _CONTENT)]


def _draft(roots: list[etree._Element], name: str) -> Draft:
    body = roots[-1].find(f"{tag('office:body')}/{tag('office:text')}")
    if body is None:
        raise BadInput(f"“{name}” is no text document; export its text to one, such as .odt or .docx.")
    reader = OdtText(Styles(roots))
    text, headings = joined(reader.blocks(body))
    headings = headings or unmarked_headings(text)
    title = text[: headings[0].end] if headings and headings[0].start == 0 else ""
    citation = _citation(roots[0], text, name, title)
    return Draft(text, citation, headings, name, told=reader.told(body))


def _citation(root: etree._Element, text: str, name: str, title: str) -> Citation:
    """What the file says of itself, after what stands in the text: a file's author is who first saved it."""
    fields = {
        each.get(tag("meta:name"), ""): "".join(each.itertext())
        for each in root.iter(tag("meta:user-defined"))
    }
    fields["title"] = title or root.findtext(f".//{tag('dc:title')}") or ""
    citation = propose(text, name, fields)
    creator = root.findtext(f".//{tag('meta:initial-creator')}") or root.findtext(f".//{tag('dc:creator')}")
    return citation if citation.author else replace(citation, author=" ".join((creator or "").split()))
