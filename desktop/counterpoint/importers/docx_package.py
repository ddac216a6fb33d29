"""The package of a Word file: its parts as trees, looked into in memory, and what it says of itself."""

import posixpath
from typing import Final, NamedTuple

from lxml.etree import _Element

from counterpoint.core.errors import BadInput
from counterpoint.importers.packed import Packed
from counterpoint.importers.xml_tree import parsed, refuse_document_type

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of WordprocessingML, as it stands before a name."""

_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL: Final = W[1:-1].encode()
_OLD: Final = b"\xd0\xcf\x11\xe0"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_MAIN: Final = "word/document.xml"
_OF_OURS: Final = ("styles", "numbering", "footnotes", "endnotes")
_CORE: Final = "docProps/core.xml"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"


class WordFile(NamedTuple):
    """The parts that hold text, and those that say what it is; None for one that is not there. `title` and
    `creator` are what the file says of itself, empty where it says nothing."""

    document: _Element
    styles: _Element | None
    numbering: _Element | None
    footnotes: _Element | None
    endnotes: _Element | None
    title: str
    creator: str


def opened(data: bytes, name: str) -> WordFile:
    """The parts of the Word file called `name`. Raises BadInput for what is none, and for one that is damaged
    or not safe."""
    if data.startswith(_OLD):
        raise BadInput(_of_old_word(data, name))
    package = Packed(data, name)
    main = _main(package, name)
    named = {_related(package, main, name, kind): kind for kind in _OF_OURS}
    parts: dict[str, _Element] = {}
    for each in package.names:
        if each == main:
            parts["document"] = _tree(package, each, name)
        elif each in named:
            parts[named[each]] = _tree(package, each, name)
        elif each != _CORE and each.endswith((".xml", ".rels")):
            refuse_document_type(package.read(each), name)
    if parts["document"].tag != f"{W}document":
        raise _no_word(name)
    core = parsed(package.read(_CORE), name) if _CORE in package.names else None
    return WordFile(
        document=parts["document"],
        styles=parts.get("styles"),
        numbering=parts.get("numbering"),
        footnotes=parts.get("footnotes"),
        endnotes=parts.get("endnotes"),
        title=_said(core, "title"),
        creator=_said(core, "creator"),
    )


def _of_old_word(data: bytes, name: str) -> str:
    if _LOCKED in data:
        return f"“{name}” is locked by a password; save it without one."
    return f"“{name}” is in Word's old format; open it in Word or LibreOffice and save it as .docx."


def _no_word(name: str) -> BadInput:
    return BadInput(f"“{name}” is no Word document; check what it is, or save it from Word as .docx.")


def _tree(package: Packed, part: str, name: str) -> _Element:
    """A part's root; one that keeps to the strict form of the standard as if it kept to the usual one."""
    return parsed(package.read(part).replace(_STRICT, _USUAL), name)


def _main(package: Packed, name: str) -> str:
    """The part with the text, by what the package says or by its usual name."""
    main = _related(package, "", name, "officeDocument") or _MAIN
    if main not in package.names:
        main = _MAIN
    if main not in package.names:
        raise _no_word(name)
    return main


def _related(package: Packed, part: str, name: str, kind: str) -> str:
    """The name of the part that a part says is its `kind`; empty where it says of none within the package."""
    folder, file = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    if relations not in package.names:
        return ""
    for relation in parsed(package.read(relations), name):
        inside = relation.get("TargetMode") != "External"
        if inside and relation.get("Type", "").endswith(f"/{kind}"):
            return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
    return ""


def _said(core: _Element | None, field: str) -> str:
    found = core.findtext(f"{_DC}{field}") if core is not None else None
    return " ".join((found or "").split())
