"""From the columns of a PDF's pages to one text: lines joined to paragraphs, over columns and pages, with
headings, and footnotes after the paragraph that they interrupt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from counterpoint.core.marks import Heading, Page
from counterpoint.core.text import canonical
from counterpoint.importers.pdf_breaks import SAME_SIZE, Breaks
from counterpoint.importers.pdf_columns import Column
from counterpoint.importers.pdf_joints import Joints
from counterpoint.importers.pdf_lines import Line

_SMALL: Final = 0.92
"""Of the text's size: below it a line at the foot of a column is a note's."""
_LONGEST_HEADING: Final = 200
_LONGEST_BOLD: Final = 120
_INITIAL: Final = 1.7
_LOWEST: Final = 6
_NOTE: Final = re.compile(r"\d{1,3}(?![\d.,])|[*†‡§¶\[]")
_LEFT_OPEN: Final = re.compile(r"[.,;。；，、]$")


class Flowing(NamedTuple):
    """The text of a PDF, its headings, and where each of its pages begins: the label is the page's place in
    the file, counted from 0."""

    text: str
    headings: tuple[Heading, ...]
    pages: tuple[Page, ...]


@dataclass
class _Paragraph:
    """Lines, and in `pieces` their texts with what joins each to the next between them."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    pages: list[tuple[int, int]] = field(default_factory=list)
    """The line that each page begins with, and the page."""


def flowing(pages: Sequence[Sequence[Column]]) -> Flowing:
    """One text of all pages."""
    columns = [column for page in pages for column in page]
    breaks = Breaks(columns)
    joints = Joints([line for column in columns for line in column.lines])
    flow = _Flow(breaks, joints)
    for number, page in enumerate(pages):
        flow.add(number, page)
    flow.end()
    return _written(flow.paragraphs, breaks)


@dataclass
class _Flow:
    breaks: Breaks
    joints: Joints
    paragraphs: list[_Paragraph] = field(default_factory=list)
    current: _Paragraph = field(default_factory=_Paragraph)
    notes: list[_Paragraph] = field(default_factory=list)
    reach: float = 0.0
    """Where the column ended that the current paragraph's last line is of."""

    def add(self, number: int, page: Sequence[Column]) -> None:
        """Go on with a page."""
        fresh = True
        for column in page:
            end = self.breaks.end_of(column)
            count = self._text_lines(column, page)
            if count < len(column.lines):
                self._add_notes(column.lines[count:], end)
            lines = column.lines[:count]
            for above, line, following in zip((None, *lines), lines, (*lines[1:], None), strict=False):
                self._put(line, above, following, end)
                if fresh:
                    self.current.pages.append((len(self.current.lines) - 1, number))
                    fresh = False
            if count:
                self.reach = end

    def end(self) -> None:
        """The current paragraph is at its end, and the notes that it kept waiting follow it."""
        if self.current.lines:
            self.paragraphs.append(self.current)
        self.paragraphs += self.notes
        self.current, self.notes = _Paragraph(), []

    def _put(self, line: Line, above: Line | None, following: Line | None, end: float) -> None:
        lines = self.current.lines
        if lines:
            before = lines[-1]
            if before is above:
                begins = self.breaks.within(before, line, following, len(lines), end)
            else:
                begins = self.breaks.across(before, line, following, self.reach)
            if begins and not self._is_initial(line):
                self.end()
            else:
                self.current.pieces.append("" if begins else self.joints.between(before, line))
        self.current.lines.append(line)
        self.current.pieces.append(line.text)

    def _is_initial(self, line: Line) -> bool:
        """Whether the current paragraph is nothing but the large first letter of the one that follows."""
        only = self.current.lines[0]
        return len(self.current.lines) == 1 and len(only.text) == 1 and only.size > _INITIAL * line.size

    def _text_lines(self, column: Column, page: Sequence[Column]) -> int:
        """How many of a column's lines are text; the rest, at its foot, are notes in smaller letters."""
        small = _SMALL * self.breaks.size
        count = len(column.lines)
        while count and column.lines[count - 1].size < small:
            count -= 1
        if count or column is page[0]:
            return count or len(column.lines)
        return 0 if column is page[-1] and _NOTE.match(column.lines[0].text) else len(column.lines)

    def _add_notes(self, lines: Sequence[Line], end: float) -> None:
        note = _Paragraph([lines[0]], [lines[0].text])
        for before, line in pairwise(lines):
            if _NOTE.match(line.text) or self.breaks.within(before, line, None, len(note.lines), end):
                self.notes.append(note)
                note = _Paragraph([line], [line.text])
            else:
                note.lines.append(line)
                note.pieces += (self.joints.between(before, line), line.text)
        self.notes.append(note)


def _written(paragraphs: Sequence[_Paragraph], breaks: Breaks) -> Flowing:
    texts: list[str] = []
    headings: list[tuple[int, int, float]] = []
    pages: list[Page] = []
    at = 0
    for paragraph in paragraphs:
        pieces = [*paragraph.pieces[:-1], paragraph.lines[-1].shown]
        pages += (Page(at + len("".join(pieces[: 2 * place])), str(page)) for place, page in paragraph.pages)
        texts.append(canonical("".join(pieces)))
        end = at + len(texts[-1])
        rank = _rank(paragraph, end - at, breaks)
        if rank:
            headings.append((at, end, rank))
        at = end + 1
    ranks = sorted({rank for _, _, rank in headings}, reverse=True)
    marked = (Heading(start, end, min(ranks.index(rank) + 1, _LOWEST)) for start, end, rank in headings)
    return Flowing("\n".join(texts), tuple(marked), tuple(pages))


def _rank(paragraph: _Paragraph, length: int, breaks: Breaks) -> float:
    """How high a heading a paragraph is, by its letters' size and weight; 0 for none."""
    first = paragraph.lines[0]
    text = paragraph.lines[-1].text
    if length > _LONGEST_HEADING or not any(map(str.isalpha, first.text)):
        return 0.0
    if first.size > (1 + SAME_SIZE) * breaks.size:
        return round(first.size, 1)
    bold = all(line.bold for line in paragraph.lines) and breaks.is_body(first)
    return breaks.size if bold and length <= _LONGEST_BOLD and not _LEFT_OPEN.search(text) else 0.0
