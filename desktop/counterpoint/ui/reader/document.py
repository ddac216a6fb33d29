"""Builds the document of an essay: exactly its canonical text, one block a line, laid out as it is read.

The order matters for speed: everything is put in before anybody asks for the layout, so that Qt lays out the
first screens at once and the rest bit by bit while it is idle.
"""

from array import array
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from counterpoint.ui.offsets import OffsetMap
from counterpoint.ui.reader.page import SERIF, Measures, Page

_LEADING: Final = 118.0
"""Line height in percent of the font's own, which for Noto Serif is 1.6 times its size."""
_PROPORTIONAL: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_FIXED: Final = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_END_ROOM: Final = 160
_LONG_LINE: Final = 100


@dataclass(frozen=True, slots=True)
class Built:
    """A document and what painting its margin needs: the paragraph number of each block, 0 for none."""

    document: QTextDocument
    numbers: "array[int]"
    title_in_text: bool


def build(page: Page, offsets: OffsetMap, measures: Measures, parent: QObject) -> Built:
    """The document of `page`. Costs one pass over the lines; the text is not laid out yet."""
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(_serif(measures.size))
    titled = page.begins_with_title
    _set_margins(document, measures, bare=titled or not page.title)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    body = QTextBlockFormat()
    body.setLineHeight(_LEADING, _PROPORTIONAL)
    if _stands_without_blank_lines(page.text):
        body.setBottomMargin(measures.paragraph_gap)
    cursor.setBlockFormat(body)
    cursor.insertText(page.text)
    numbers = _set_formats(document, cursor, page, offsets, measures)
    cursor.endEditBlock()
    return Built(document, numbers, titled)


def _serif(size: int, bold: bool = False) -> QFont:
    font = QFont(SERIF)
    font.setPixelSize(size)
    font.setBold(bold)
    return font


def _set_margins(document: QTextDocument, measures: Measures, bare: bool) -> None:
    frame = document.rootFrame()
    layout = frame.frameFormat()
    layout.setTopMargin(measures.bare_top if bare else measures.top)
    layout.setLeftMargin(measures.gutter)
    layout.setRightMargin(measures.right)
    layout.setBottomMargin(_END_ROOM)
    frame.setFrameFormat(layout)


def _stands_without_blank_lines(text: str) -> bool:
    """Whether each line is a paragraph, so that paragraphs must be set apart by us."""
    lines = text.count("\n") + 1
    return text.count("\n\n") * 8 < lines and len(text) > _LONG_LINE * lines


def _set_formats(
    document: QTextDocument, cursor: QTextCursor, page: Page, offsets: OffsetMap, measures: Measures
) -> "array[int]":
    numbers = array("l")
    headings = {offsets.to_qt(heading.start): heading.level for heading in page.headings}
    starts = sorted(headings, reverse=True)
    paragraph = 0
    after_heading = False
    block = document.begin()
    while block.isValid():
        start, end = block.position(), block.position() + block.length()
        number = 0
        heading = bool(starts) and starts[-1] < end
        if heading or (start == 0 and page.begins_with_title):
            level = headings[starts[-1]] if heading else 1
            while starts and starts[-1] < end:
                starts.pop()
            _set_heading(cursor, block, level, page.begins_with_title, measures)
        elif block.length() == 1:
            _set_gap(cursor, block, measures.paragraph_gap // 2 if after_heading else measures.paragraph_gap)
        else:
            paragraph += 1
            number = paragraph
        after_heading = heading
        numbers.append(number)
        block = block.next()
    return numbers


def _set_heading(
    cursor: QTextCursor, block: QTextBlock, level: int, titled: bool, measures: Measures
) -> None:
    is_title = titled and block.position() == 0
    size = measures.title_size if is_title else measures.heading_size(level)
    layout = QTextBlockFormat()
    layout.setLineHeight(_LEADING, _PROPORTIONAL)
    layout.setHeadingLevel(max(1, min(6, level)))
    layout.setTopMargin(0 if is_title else round(measures.size * 0.4))
    if is_title:
        layout.setBottomMargin(measures.byline_room)
    characters = QTextCharFormat()
    characters.setFont(_serif(size, bold=True))
    cursor.setPosition(block.position())
    cursor.setBlockFormat(layout)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(characters)


def _set_gap(cursor: QTextCursor, block: QTextBlock, height: int) -> None:
    layout = QTextBlockFormat()
    layout.setLineHeight(height, _FIXED)
    cursor.setPosition(block.position())
    cursor.setBlockFormat(layout)
