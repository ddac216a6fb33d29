"""What a review as DOCX is made of: its styles, which differ from a brief's, paragraphs and tables.

Colours are those of the reports' light page; on paper words must be told apart without them, so kinds have
underlines of their own. The order of children is that of the schema, as in `docx_xml`.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from lxml import etree
from lxml.etree import SubElement, _Element

from counterpoint.core.vocabulary import KINDS, Kind
from counterpoint.exporters.docx_template import template
from counterpoint.exporters.docx_xml import PLAIN, Look, child, direction, one_line, paragraph, run, w

_HEADINGS: Final = {1: (32, 360), 2: (26, 280), 3: (22, 200)}
"""Half-points and the space above of each rank."""
_COLOURS: Final[dict[Kind, str]] = {"claim": "0072B2", "evidence": "009E73", "rhetoric": "D55E00"}
_LINES: Final[dict[Kind, str]] = {"claim": "single", "evidence": "dotted", "rhetoric": "wave"}
_FULL: Final[dict[Kind, str]] = {"claim": "B9D8EC", "evidence": "B5E2D3", "rhetoric": "F6CFB0"}
_FAINT: Final[dict[Kind, str]] = {"claim": "E3EFF7", "evidence": "E0F3EC", "rhetoric": "FCEBDD"}
KINDS_DIFFER: Final = "F7E3A1"
"""The ground of words that some tagged as one kind and some as another."""
HEAT: Final = ("F4B39A", "F8CF9A", "F7E3A1", "C9E3A6", "93D3B4")
"""The grounds of a table of pairs, by the steps of `review_figures.HEAT`."""
NUMBER: Final = Look(style="DifferenceNumber")
SOFT: Final = Look(style="Soft")
SMALL: Final = Look(size=17)
BOLD: Final = Look(bold=True)
_WHOLE: Final = 14
"""Rows up to which a table stays on one page."""
_LINE_WIDTH: Final = 9_360
"""Twentieths of a point between the margins of US Letter."""


class Cell(NamedTuple):
    """A table's cell: its lines, the first in `look` and the rest small, on a ground (RGB) or none."""

    text: str
    more: str = ""
    look: Look = PLAIN
    ground: str = ""


def styles() -> bytes:
    """The template's styles, with headings for a report, a title, and how tagged words look."""
    root = etree.fromstring(template()["word/styles.xml"])
    for style in root.findall(w("style")):
        if (style.get(w("styleId")) or "").startswith(("Heading", "Analytic")):
            root.remove(style)
    _paragraph_style(root, "Title", "Title", 44, 0, None)
    for rank, (size, before) in _HEADINGS.items():
        _paragraph_style(root, f"Heading{rank}", f"heading {rank}", size, before, rank - 1)
    _plain_style(root, "Quote", 360, 80)
    _plain_style(root, "Has", 0, 0)
    for kind in KINDS:
        for strength, ground in (("all", _FULL[kind]), ("bounds", _FAINT[kind]), ("alone", "")):
            _tagged(root, kind, strength, ground)
        _tagged(root, kind, "kind", KINDS_DIFFER)
    soft = _character_style(root, "Soft", "Soft")
    child(soft, "color", val="635E55")
    for name in ("sz", "szCs"):
        child(soft, name, val="17")
    number = _character_style(root, "DifferenceNumber", "Difference Number")
    child(number, "b")
    child(number, "color", val="005F99")
    child(number, "vertAlign", val="superscript")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def tagged_look(kind: Kind, strength: str) -> Look:
    """How words look that are tagged so, by as many."""
    return Look(style=_style_id(kind, strength))


def _style_id(kind: Kind, strength: str) -> str:
    return f"{kind.capitalize()}{strength.capitalize()}"


def _tagged(root: _Element, kind: Kind, strength: str, ground: str) -> None:
    properties = _character_style(root, _style_id(kind, strength), f"{kind.capitalize()}, {strength}")
    child(properties, "u", val=_LINES[kind], color=_COLOURS[kind])
    if ground:
        child(properties, "shd", val="clear", color="auto", fill=ground)


def _character_style(root: _Element, name: str, shown: str) -> _Element:
    style = child(root, "style", type="character", customStyle="1", styleId=name)
    child(style, "name", val=shown)
    child(style, "basedOn", val="DefaultParagraphFont")
    return child(style, "rPr")


def _paragraph_style(
    root: _Element, name: str, shown: str, size: int, before: int, level: int | None
) -> None:
    style = child(root, "style", type="paragraph", styleId=name)
    child(style, "name", val=shown)
    child(style, "basedOn", val="Normal")
    child(style, "next", val="Normal")
    child(style, "qFormat")
    within = child(style, "pPr")
    child(within, "keepNext")
    child(within, "keepLines")
    child(within, "spacing", before=str(before), after="80")
    if level is not None:
        child(within, "outlineLvl", val=str(level))
    letters = child(style, "rPr")
    child(letters, "b")
    child(letters, "bCs")
    for each in ("sz", "szCs"):
        child(letters, each, val=str(size))


def _plain_style(root: _Element, name: str, indent: int, after: int) -> None:
    style = child(root, "style", type="paragraph", styleId=name)
    child(style, "name", val=name)
    child(style, "basedOn", val="Normal")
    within = child(style, "pPr")
    child(within, "spacing", before="0", after=str(after))
    child(within, "ind", left=str(indent))


def line(parent: _Element, style: str, *pieces: tuple[str, Look], runs_as: str = "") -> _Element:
    """A paragraph of some pieces; which way it runs is told by `runs_as`, or else by all of them."""
    towards = direction((runs_as,) if runs_as else [text for text, _ in pieces])
    made = paragraph(parent, style, towards)
    for text, look in pieces:
        run(made, one_line(text), look, towards)
    return made


def table(parent: _Element, head: Sequence[Cell], rows: Sequence[Sequence[Cell]], first: int = 1) -> None:
    """A table whose head is repeated on every page. Its first column is `first` times as wide as another."""
    made = SubElement(parent, w("tbl"))
    properties = child(made, "tblPr")
    child(properties, "tblW", w="5000", type="pct")
    borders = child(properties, "tblBorders")
    for side in ("top", "bottom", "insideH"):
        child(borders, side, val="single", sz="4", space="0", color="DCD8CF")
    child(properties, "tblLayout", type="fixed")
    child(properties, "tblLook", val="0420", firstRow="1")
    unit = _LINE_WIDTH // (len(head) - 1 + first)
    widths = [unit * first, *([unit] * (len(head) - 1))]
    grid = child(made, "tblGrid")
    for width in widths:
        child(grid, "gridCol", w=str(width))
    kept = len(rows) if len(rows) <= _WHOLE else 1
    for number, cells in enumerate([head, *rows]):
        row = child(made, "tr")
        settings = child(row, "trPr")
        child(settings, "cantSplit")
        if not number:
            child(settings, "tblHeader")
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            _cell(row, cell if number and column else cell._replace(look=BOLD), width, number < kept)
    paragraph(parent, "Has", "")


def _cell(row: _Element, cell: Cell, width: int, kept: bool) -> None:
    made = child(row, "tc")
    properties = child(made, "tcPr")
    child(properties, "tcW", w=str(width), type="dxa")
    if cell.ground:
        child(properties, "shd", val="clear", color="auto", fill=cell.ground)
    for number, text in enumerate((cell.text, cell.more)):
        if text or not number:
            towards = direction((text,))
            written = SubElement(made, w("p"))
            within = child(written, "pPr")
            if kept:
                child(within, "keepNext")
            if towards == "rtl":
                child(within, "bidi")
            child(within, "spacing", before="20", after="20", line="240", lineRule="auto")
            run(written, one_line(text), cell.look if not number else SMALL if cell.ground else SOFT, towards)
