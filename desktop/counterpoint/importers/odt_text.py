"""The text of an OpenDocument body, block by block."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from counterpoint.importers.blocks import Block, block, note, row
from counterpoint.importers.left_out import COMMENTS, DELETED, HIDDEN
from counterpoint.importers.odt_styles import Numbering, Styles, mark, number, tag

_SPACE: Final = re.compile("[ \t\r\n]+")
_KEPT: Final = str.maketrans({"\1": "\t", "\2": " ", "\0": "\n"})
_MOST_SPACES: Final = 1_000
_PARAGRAPHS: Final = (tag("text:p"), tag("text:h"))
_SILENT: Final = frozenset(
    {
        *(tag("text:tracked-changes"), tag("office:annotation"), tag("office:forms"), tag("office:scripts")),
        *(
            tag("office:binary-data"),
            tag("office:event-listeners"),
            tag("text:script"),
            tag("text:ruby-text"),
        ),
        *(tag("svg:title"), tag("svg:desc"), tag("draw:object"), tag("draw:image"), tag("draw:plugin")),
        *(tag("text:sequence-decls"), tag("text:variable-decls"), tag("text:user-field-decls")),
        *(tag("text:dde-connection-decls"), tag("draw:glue-point"), tag("draw:object-ole")),
    }
)
_TOLD: Final = {tag("office:annotation"): COMMENTS, tag("text:deletion"): DELETED}


class OdtText:
    """Reads a document's body in its styles. `told` are the sentences on what was left out."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._out: list[Block] = []
        self._footnotes: list[Block] = []
        self._endnotes: list[Block] = []
        self._count = 0
        self._counted: dict[str | None, int] = {}
        self._outline: list[int] = []
        self._is_hidden = False

    def blocks(self, body: etree._Element) -> list[Block]:
        """The blocks of the body, its notes at the end."""
        self._content(body)
        return [*self._out, *self._footnotes, *self._endnotes]

    def told(self, body: etree._Element) -> tuple[str, ...]:
        """What the preview says, once the blocks were read."""
        said = [sentence for name, sentence in _TOLD.items() if next(body.iter(name), None) is not None]
        return tuple([*said, HIDDEN] if self._is_hidden else said)

    def _content(self, parent: etree._Element) -> None:
        for child in parent.iterchildren(etree.Element):
            if child.tag in _PARAGRAPHS:
                self._paragraph(child)
            elif child.tag == tag("text:list"):
                self._list(child, [], [], None)
            elif child.tag == tag("table:table"):
                self._table(child)
            elif child.tag not in _SILENT and not self._is_out(child):
                self._content(child)

    def _apart(self, parent: etree._Element) -> list[Block]:
        """The blocks of an element that stands for itself, such as a cell or a note."""
        out, self._out = self._out, []
        self._content(parent)
        found, self._out = self._out, out
        return found

    def _is_out(self, element: etree._Element) -> bool:
        """Whether an element is hidden by itself or by its style."""
        family = "paragraph" if element.tag in _PARAGRAPHS else "text"
        hidden = element.get(tag("text:display")) == "none" or element.get(tag("text:is-hidden")) == "true"
        hidden = hidden or self._styles.is_hidden(element.get(tag("text:style-name")), family)
        self._is_hidden |= hidden
        return hidden

    def _paragraph(self, element: etree._Element, marker: str = "") -> None:
        if self._is_out(element) or self._has_hiding_field(element):
            return
        style = element.get(tag("text:style-name"))
        level = self._styles.level(style)
        if element.tag == tag("text:h"):
            level = min(max(number(element.get(tag("text:outline-level"))) or 1, 1), 6)
            marker = marker or self._outline_mark(element, level)
        boxes: list[etree._Element] = []
        raw = _SPACE.sub(" ", "".join(self._inline(element, boxes))).strip(" ")
        found = block(raw.translate(_KEPT), level)
        self._out += [Block(marker + each.text, each.level) for each in found]
        for box in boxes:
            self._content(box)

    def _has_hiding_field(self, element: etree._Element) -> bool:
        fields = element.iter(tag("text:hidden-paragraph"))
        return any(self._is_out(field) for field in fields)

    def _inline(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        yield element.text or ""
        for child in element.iterchildren(etree.Element):
            yield from self._piece(child, boxes)
            yield child.tail or ""

    def _piece(self, child: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        name = etree.QName(child)
        if child.tag in _SILENT or self._is_out(child):
            return
        if child.tag == tag("text:s"):
            yield "\2" * min(number(child.get(tag("text:c"))) or 1, _MOST_SPACES)
        elif child.tag == tag("text:tab"):
            yield "\1"
        elif child.tag == tag("text:line-break"):
            yield "\0"
        elif child.tag == tag("text:note"):
            yield self._note(child)
        elif child.tag == tag("text:hidden-text"):
            yield child.get(tag("text:string-value")) or "".join(child.itertext())
        elif name.namespace == etree.QName(tag("draw:frame")).namespace and name.localname != "a":
            boxes.append(child)
        else:
            yield from self._inline(child, boxes)

    def _note(self, element: etree._Element) -> str:
        body = element.find(tag("text:note-body"))
        citation = element.find(tag("text:note-citation"))
        self._count += 1
        shown = "" if citation is None else " ".join("".join(citation.itertext()).split())
        label = shown or str(self._count)
        is_endnote = element.get(tag("text:note-class")) == "endnote"
        found = [] if body is None else note(label, self._apart(body))
        (self._endnotes if is_endnote else self._footnotes).extend(found)
        return f"[{label}]"

    def _table(self, element: etree._Element) -> None:
        for each in element.iterchildren(etree.Element):
            if each.tag == tag("table:table-row"):
                cells = [self._apart(cell) for cell in each.iterchildren(tag("table:table-cell"))]
                self._out += row(cells)
            else:
                self._table(each)

    def _list(
        self, element: etree._Element, numbers: list[int], outer: list[Numbering], style: str | None
    ) -> None:
        """A list; `numbers` and `outer` are those of the lists around it."""
        style = element.get(tag("text:style-name")) or style or self._style_within(element)
        own = self._styles.numbering(style, len(numbers) + 1)
        goes_on = element.get(tag("text:continue-numbering")) == "true" or element.get(
            tag("text:continue-list")
        )
        last = self._counted.get(style, own.start - 1) if goes_on and not numbers else own.start - 1
        for item in element.iterchildren(etree.Element):
            marker = ""
            if item.tag == tag("text:list-item") and any(child.tag in _PARAGRAPHS for child in item):
                started = number(item.get(tag("text:start-value")))
                last = last + 1 if started is None else started
                marker = mark([*numbers, last], [*outer, own])
            for child in item.iterchildren(etree.Element):
                if child.tag == tag("text:list"):
                    self._list(child, [*numbers, last], [*outer, own], style)
                elif child.tag in _PARAGRAPHS:
                    before = len(self._out)
                    self._paragraph(child, marker)
                    marker = "" if len(self._out) > before else marker
        if not numbers:
            self._counted[style] = last

    def _style_within(self, element: etree._Element) -> str | None:
        first = next(element.iter(*_PARAGRAPHS), None)
        return None if first is None else self._styles.list_name(first.get(tag("text:style-name")))

    def _outline_mark(self, element: etree._Element, level: int) -> str:
        """The number of a heading, where the document numbers its headings."""
        own = self._styles.outline.get(level)
        if own is None or not own.style or element.get(tag("text:is-list-header")) == "true":
            return ""
        levels = [self._styles.outline.get(each, Numbering()) for each in range(1, level + 1)]
        kept = self._outline[:level]
        kept += [each.start for each in levels[len(kept) : level - 1]]
        self._outline = [*kept[: level - 1], kept[level - 1] + 1 if len(kept) == level else own.start]
        return mark(self._outline, [each._replace(is_bullet=False) for each in levels])
