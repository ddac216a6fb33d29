"""What an EPUB says of itself: its pages in their order, its table of contents, its metadata."""

import posixpath
import re
from collections.abc import Iterator
from html import escape
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from counterpoint.core.errors import BadInput
from counterpoint.importers.html_encoding import decoded
from counterpoint.importers.html_tree import parsed as parsed_page
from counterpoint.importers.packed import Packed
from counterpoint.importers.refusals import damaged
from counterpoint.importers.xml_tree import parsed, refuse_document_type

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_NCX_TYPE: Final = "application/x-dtbncx+xml"
_PAGE_TYPES: Final = frozenset(
    {"application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document"}
)
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_DEEPEST: Final = 20


class Item(NamedTuple):
    """A file of the book: where it is in the archive, what it is, and what it is for."""

    path: str
    media: str
    properties: frozenset[str]


class Entry(NamedTuple):
    """A line of the table of contents: what it is called, where it leads, and how deep it stands, 1 the
    top."""

    title: str
    path: str
    fragment: str
    depth: int


class Package:
    """An EPUB's archive, and what its package document says. Raises BadInput where it is damaged, unsafe or
    locked."""

    def __init__(self, packed: Packed, name: str) -> None:
        self._packed = packed
        self._name = name
        container = parsed(packed.read(_CONTAINER), name)
        roots = (each.get("full-path") for each in container.iter("{*}rootfile"))
        self._path = next((root for root in roots if root), "")
        self._root = parsed(packed.read(self._path), name)
        self._items = {each.get("id", ""): self._item(each) for each in self._root.iter("{*}item")}
        spine = self._root.find("{*}spine")
        if spine is None:
            raise damaged(name)
        listed = (self._items.get(each.get("idref", "")) for each in spine.iterchildren("{*}itemref"))
        self.pages = tuple(
            dict.fromkeys(
                each.path
                for each in listed
                if each
                and each.media in _PAGE_TYPES
                and "nav" not in each.properties
                and each.path in packed.names
            )
        )
        self._ncx = self._items.get(spine.get("toc", ""))
        self._refuse_locked()

    def page(self, path: str) -> HtmlElement | None:
        """The root of one of the book's pages; None for an empty one."""
        data = self._packed.read(path)
        if not data.strip():
            return None
        refuse_document_type(data, self._name, may_be_named=True)
        try:
            markup, _ = decoded(data, None, self._name)
        except BadInput:
            raise damaged(self._name) from None
        return parsed_page(_CDATA.sub(lambda match: escape(match[1]), markup), self._name)

    def fields(self) -> dict[str, str]:
        """The metadata by the names that `citation.from_fields` knows."""
        creators = [self._told(each) for each in self._root.iter(f"{_DC}creator")]
        dates = {each.get(f"{_OPF}event", ""): self._told(each) for each in self._root.iter(f"{_DC}date")}
        addresses = [
            self._told(each) for name in ("source", "identifier") for each in self._root.iter(_DC + name)
        ]
        return {
            "title": next((self._told(each) for each in self._root.iter(f"{_DC}title")), ""),
            "author": ", ".join(filter(None, creators)),
            "publisher": next((self._told(each) for each in self._root.iter(f"{_DC}publisher")), ""),
            "published": dates.get("publication") or dates.get("original-publication") or dates.get("", ""),
            "url": next((each for each in addresses if each.startswith(("http://", "https://"))), ""),
        }

    def contents(self) -> list[Entry]:
        """The table of contents in its order: EPUB 3's, else EPUB 2's; empty where the book has none."""
        nav = next((each for each in self._items.values() if "nav" in each.properties), None)
        entries: list[Entry] = []
        if nav is not None and nav.path in self._packed.names and (page := self.page(nav.path)) is not None:
            tables = page.xpath("//nav[@*[name()='epub:type']='toc' or @role='doc-toc']") or page.xpath(
                "//nav"
            )
            entries = [] if not tables else list(self._lines(tables[0], nav.path, 0))
        ncx = self._ncx or next((each for each in self._items.values() if each.media == _NCX_TYPE), None)
        if not entries and ncx is not None and ncx.path in self._packed.names:
            root = parsed(self._packed.read(ncx.path), self._name, may_name_type=True)
            entries = [entry for each in root.iter("{*}navMap") for entry in self._points(each, ncx.path, 1)]
        return entries

    def _item(self, element: etree._Element) -> Item:
        path, _ = _resolved(element.get("href", ""), self._path)
        return Item(path, element.get("media-type", ""), frozenset(element.get("properties", "").split()))

    def _lines(self, element: etree._Element, path: str, depth: int) -> Iterator[Entry]:
        for child in element.iterchildren(etree.Element):
            if child.tag == "a" and child.get("href"):
                yield Entry(self._told(child), *_resolved(child.get("href", ""), path), depth)
            elif depth < _DEEPEST:
                yield from self._lines(child, path, depth + (child.tag == "ol"))

    def _points(self, element: etree._Element, path: str, depth: int) -> Iterator[Entry]:
        for point in element.iterchildren("{*}navPoint"):
            label, content = point.find("{*}navLabel"), point.find("{*}content")
            if label is not None and content is not None:
                yield Entry(self._told(label), *_resolved(content.get("src", ""), path), depth)
            if depth < _DEEPEST:
                yield from self._points(point, path, depth + 1)

    def _refuse_locked(self) -> None:
        """Fonts may be scrambled, as is usual; a page that is cannot be read."""
        if _ENCRYPTION not in self._packed.names:
            return
        root = parsed(self._packed.read(_ENCRYPTION), self._name)
        locked = {unquote(each.get("URI", "")) for each in root.iter("{*}CipherReference")}
        if locked.intersection(self.pages):
            raise BadInput(f"“{self._name}” is locked by its shop (DRM); get a copy without a lock.")

    def _told(self, element: etree._Element) -> str:
        return " ".join("".join(str(text) for text in element.itertext()).split())


def _resolved(href: str, base: str) -> tuple[str, str]:
    """The path in the archive and the fragment that an address in the file `base` leads to."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return "", ""
    path = (
        posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path)))
        if parts.path
        else base
    )
    return path, unquote(parts.fragment)
