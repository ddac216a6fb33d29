"""Debaters' tools read a brief as their own: each reader here finds cards by rules that one of them has.

The rules differ in what they go by: ids of styles, names of styles, properties of the runs themselves, the
order of the files in the package, or the words of a page made of it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple
from xml.sax import ContentHandler, parseString
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from counterpoint.core.brief_document import (
    OMISSION,
    AnalyticPart,
    BriefDocument,
    CardPart,
    HeadingPart,
    cite_line,
    numbered,
)
from counterpoint.exporters.docx import write
from counterpoint.exporters.docx_xml import W
from tests.briefs import hostile, many, sample

NS = {"w": W}


class Found(NamedTuple):
    """A card as a tool sees it; runs of the same mark are one text."""

    tag: str
    cite: str
    strong: str
    body: str
    underlined: str
    highlighted: str


def wanted(document: BriefDocument) -> list[Found]:
    cards = [part for part in document.parts if isinstance(part, CardPart)]
    return [
        Found(
            numbered(card),
            cite_line(card.cite),
            "".join(part.text for part in card.cite if part.strong),
            "".join(OMISSION if run.omitted else run.text for runs in card.paragraphs for run in runs),
            "".join(run.text for runs in card.paragraphs for run in runs if run.underlined),
            "".join(run.text for runs in card.paragraphs for run in runs if run.highlight),
        )
        for card in cards
    ]


# By ids of styles, each paragraph searched for the styles named in it


def by_ids(written: bytes) -> list[Found]:
    root: Any = etree.fromstring(ZipFile(BytesIO(written)).read("word/document.xml"))
    found: list[Found] = []
    tag, inside = "", False
    for paragraph in root.findall("w:body/w:p", NS):
        styles = set(paragraph.xpath(".//w:pStyle/@w:val | .//w:rStyle/@w:val", namespaces=NS))
        texts = [
            ("".join(each.text for each in run.findall("w:t", NS)), run)
            for run in paragraph.iterfind("w:r", NS)
        ]
        text = "".join(each for each, _ in texts)
        if "Heading4" in styles:
            tag, inside = text, False
        elif styles & {"Heading1", "Heading2", "Heading3"}:
            tag, inside = "", False
        elif "Style13ptBold" in styles and tag:
            strong = (each for each, run in texts if run.findall("w:rPr/w:rStyle", NS))
            found.append(Found(tag, text, "".join(strong), "", "", ""))
            tag, inside = "", True
        elif inside:
            marks = [
                (
                    each,
                    set(run.xpath("w:rPr/w:rStyle/@w:val", namespaces=NS)),
                    bool(run.findall(".//w:highlight", NS)),
                )
                for each, run in texts
            ]
            lined = (each for each, names, _ in marks if names & {"StyleUnderline", "Emphasis"})
            lit = (each for each, _, on in marks if on)
            last = found[-1]
            found[-1] = last._replace(
                body=last.body + text,
                underlined=last.underlined + "".join(lined),
                highlighted=last.highlighted + "".join(lit),
            )
    return found


# By names of styles, through python-docx; the cite is the first paragraph with a digit


def by_names(written: bytes) -> list[Found]:
    paragraphs = docx.Document(BytesIO(written)).paragraphs
    names = [each.style.name if each.style else "" for each in paragraphs]
    starts = [at for at, name in enumerate(names) if name == "Heading 4"]
    found = []
    for start in starts:
        end = next(
            (at for at in range(start + 1, len(names)) if (names[at] or "").startswith("Heading")), len(names)
        )
        cite = next(at for at in range(start + 1, end) if re.search(r"\d", paragraphs[at].text))
        assert cite == start + 1
        runs = [run for each in paragraphs[cite + 1 : end] for run in each.runs]
        strong = [run.text for run in paragraphs[cite].runs if "13 pt Bold" in (run.style.name or "")]
        bold = [run.text for run in paragraphs[cite].runs if run.style.font.bold or run.font.bold]
        assert strong == bold
        lined = [run.text for run in runs if run.font.underline or run.style.font.underline]
        assert all(name == "Normal" for name in names[cite + 1 : end])
        found.append(
            Found(
                paragraphs[start].text,
                paragraphs[cite].text,
                "".join(strong),
                "".join(run.text for run in runs),
                "".join(lined),
                "".join(run.text for run in runs if run.font.highlight_color is not None),
            )
        )
    return found


# By a stream of tags: what is underlined is looked up in the styles, or is on the run itself


class Piece(NamedTuple):
    text: str
    marks: frozenset[str]


class Styles(ContentHandler):
    """What each style marks, and the level of outline it has."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[str, set[str]] = {}
        self.levels: dict[str, int] = {}
        self._style = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        if name == "w:style":
            self._style = attrs["w:styleId"]
            self.marks[self._style] = set()
        elif self._style:
            mark(name, attrs, self.marks[self._style])
            if name == "w:outlineLvl":
                self.levels[self._style] = int(attrs["w:val"])


def mark(name: str, attrs: AttributesImpl, marks: set[str]) -> None:
    value = attrs.get("w:val")
    if name == "w:u":
        (marks.discard if value == "none" else marks.add)("underline")
    elif name == "w:b":
        (marks.discard if value == "0" else marks.add)("strong")
    elif name == "w:highlight":
        marks.add("highlight")


class Stream(ContentHandler):
    """Takes every text after the first run for a run's, and a run's properties for the last run's."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.blocks: list[tuple[int, list[Piece]]] = []
        self._styles = styles
        self._level = 9
        self._pieces: list[Piece] = []
        self._text: str | None = None
        self._marks: set[str] = set()

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        if name == "w:p":
            self._level, self._pieces = 9, []
        elif name == "w:pStyle":
            assert attrs["w:val"] in self._styles.marks
            self._level = self._styles.levels.get(attrs["w:val"], 9)
        elif name == "w:outlineLvl":
            self._level = int(attrs["w:val"])
        elif name == "w:r":
            self._text, self._marks = "", set()
        elif name == "w:rStyle":
            self._marks = set(self._styles.marks[attrs["w:val"]])
        else:
            mark(name, attrs, self._marks)

    def characters(self, content: str) -> None:
        if self._text is not None:
            self._text += content

    def endElement(self, name: str) -> None:
        if name == "w:r" and self._text:
            self._pieces.append(Piece(self._text, frozenset(self._marks)))
        elif name == "w:p" and self._pieces:
            self.blocks.append((self._level, self._pieces))


def by_stream(written: bytes) -> list[Found]:
    package = ZipFile(BytesIO(written))
    first = {
        end: next(name for name in package.namelist() if re.search(end, name))
        for end in (r"document\.xml$", r"styles\.xml$")
    }
    styles = Styles()
    parseString(package.read(first[r"styles\.xml$"]), styles)
    stream = Stream(styles)
    parseString(package.read(first[r"document\.xml$"]), stream)
    found = []
    heads = [at for at, (level, _) in enumerate(stream.blocks) if level < 9]
    for start, end in pairwise([*heads, len(stream.blocks)]):
        level, tag = stream.blocks[start]
        if level == 3 and end > start + 2:
            cite = stream.blocks[start + 1][1]
            body = [piece for _, pieces in stream.blocks[start + 2 : end] for piece in pieces]
            found.append(
                Found(
                    "".join(piece.text for piece in tag),
                    "".join(piece.text for piece in cite),
                    _marked(cite, "strong"),
                    "".join(piece.text for piece in body),
                    _marked(body, "underline"),
                    _marked(body, "highlight"),
                )
            )
    return found


def _marked(pieces: list[Piece], with_mark: str) -> str:
    return "".join(piece.text for piece in pieces if with_mark in piece.marks)


# By what the runs themselves say


def by_runs(written: bytes) -> list[Found]:
    """Only direct underlines and highlights count."""
    found = []
    for each in by_names(written):
        found.append(each._replace(underlined="", highlighted=""))
    at = -1
    for paragraph in docx.Document(BytesIO(written)).paragraphs:
        name = paragraph.style.name if paragraph.style else ""
        at += name == "Heading 4"
        if name != "Normal" or at < 0:
            continue
        for run in paragraph.runs:
            properties = run._r.find(f"{{{W}}}rPr")
            if properties is None:
                continue
            if properties.find(f"{{{W}}}u") is not None:
                found[at] = found[at]._replace(underlined=found[at].underlined + run.text)
            if properties.find(f"{{{W}}}highlight") is not None:
                found[at] = found[at]._replace(highlighted=found[at].highlighted + run.text)
    return found


READERS: list[Callable[[bytes], list[Found]]] = [by_ids, by_names, by_runs]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("document", [sample(), many(45)], ids=["sample", "many"])
def test_every_card_is_found_whole(reader: Callable[[bytes], list[Found]], document: BriefDocument) -> None:
    assert reader(write(document)) == wanted(document)


@pytest.mark.parametrize("document", [sample(), many(45)], ids=["sample", "many"])
def test_a_reader_that_goes_by_levels_finds_every_card_and_no_analytic_takes_its_cite(
    document: BriefDocument,
) -> None:
    found = by_stream(write(document))
    analytics = [numbered(part) for part in document.parts if isinstance(part, AnalyticPart)]
    assert [each for each in found if each.tag not in analytics] == wanted(document)


def test_what_somebody_tries_is_read_as_text() -> None:
    document = replace(
        hostile(), parts=hostile().parts[:-1]
    )  # nothing may follow a card but a heading or a card
    assert by_ids(write(document)) == by_names(write(document)) == wanted(document)


def _page(written: bytes) -> Iterator[tuple[str, bool, str]]:
    """Paragraphs as a page made of the file would have them: element, whether its words are plain, words."""
    levels = {f"Heading{level}": f"h{level}" for level in range(1, 5)}
    root: Any = etree.fromstring(ZipFile(BytesIO(written)).read("word/document.xml"))
    for paragraph in root.findall("w:body/w:p", NS):
        (style,) = paragraph.xpath("w:pPr/w:pStyle/@w:val", namespaces=NS) or ("",)
        plain = not paragraph.xpath(
            "w:r/w:rPr/*[not(self::w:rtl)] | w:hyperlink | w:bookmarkStart", namespaces=NS
        )
        yield levels.get(style, "p"), plain, "".join(paragraph.itertext())


def test_on_a_page_made_of_it_the_cite_is_the_next_element_and_the_body_the_ones_after() -> None:
    page = list(_page(write(sample())))
    tags = [at for at, (element, _, _) in enumerate(page) if element == "h4"]
    assert [page[at][2] for at in tags] == [each.tag for each in wanted(sample())]
    for at, each in zip(tags, wanted(sample()), strict=True):
        assert page[at][1], "an element within the tag would be taken for the cite"
        assert page[at + 1] == ("p", False, each.cite)
        body = []
        for element, _, words in page[at + 2 :]:
            if element != "p":
                break
            body.append(words)
        assert "".join(body) == each.body
        assert len(" ".join(body).split()) >= 70


def test_the_top_level_is_the_same_all_through() -> None:
    levels = [part.level for part in sample().parts if isinstance(part, HeadingPart)]
    page = [int(element[1]) for element, _, _ in _page(write(sample())) if element in ("h1", "h2", "h3")]
    assert page == levels
    assert page[0] == min(page)
