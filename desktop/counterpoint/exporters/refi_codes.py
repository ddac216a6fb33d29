"""Kinds and details as the codes of a REFI-QDA file."""

from typing import Final

from lxml import etree

from counterpoint.core.bundle import Bundle, made_id
from counterpoint.core.vocabulary import DETAILS, KINDS, Kind
from counterpoint.exporters.docx_xml import legal

PROJECT: Final = "urn:QDA-XML:project:1.0"
"""The namespace of a project's elements."""
CODEBOOK: Final = "urn:QDA-XML:codebook:1.0"
"""The namespace of a codebook's elements."""

_COLOURS: Final[dict[Kind, str]] = {"claim": "#0072B2", "evidence": "#009E73", "rhetoric": "#D55E00"}
_MEANS: Final[dict[Kind, str]] = {
    "claim": "What the author says is so, or should be.",
    "evidence": "What the author offers to show that it is.",
    "rhetoric": "How the author moves the reader.",
}


def codes(parent: etree._Element, library: Bundle) -> None:
    """Add the codes of every kind, and of every detail that is offered or in use."""
    used = {(each.kind, each.detail) for each in library.passages if each.detail}
    used |= {(each.kind, each.name) for each in library.details}
    all_codes = sub(parent, "Codes")
    for kind in KINDS:
        look = {"isCodable": "true", "color": _COLOURS[kind]}
        code = sub(all_codes, "Code", guid=code_guid(kind, ""), name=kind.capitalize(), **look)
        sub(code, "Description", _MEANS[kind])
        added = sorted(name for each, name in used if each == kind and name not in DETAILS[kind])
        for detail in (*DETAILS[kind], *added):
            sub(code, "Code", guid=code_guid(kind, detail), name=detail, **look)


def code_guid(kind: Kind, detail: str) -> str:
    """The id of the code of a kind, or of one of its details: in every file the same."""
    return made_id(f"code {kind} {detail}".rstrip())


def sub(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """Add an element in the namespace of its parent."""
    space = etree.QName(parent).namespace
    safe = {key: legal(value) for key, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{space}}}{name}", safe)
    element.text = legal(text) or None
    return element
