"""The document of a text about to be taken in: a block a line, its level of heading kept with the block."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import (
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from counterpoint.core.headings import LEVELS
from counterpoint.ui.forms.labels import serif
from counterpoint.ui.forms.views import DraftView

PIXELS: Final = 15
LEADING: Final = 125.0
"""Line height in percent of the font's own."""
GAP: Final = 9
"""Pixels beneath a paragraph where no blank lines part them."""
GUTTER: Final = 44
"""Pixels at the left in which a heading's level is shown."""
MARGIN: Final = 20

_PROPORTIONAL: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class HeadingLook(QSyntaxHighlighter):
    """Shows headings in bold. It styles the layout alone, so that what is typed has no style of its own."""

    def __init__(self, document: QTextDocument) -> None:
        self._bold = {level: _letters(level) for level in range(1, LEVELS + 1)}
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        level = level_of(self.currentBlock())
        if level:
            self.setFormat(0, self.currentBlock().length(), self._bold[level])


def _letters(level: int) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFont(serif(PIXELS + max(0, 4 - level), bold=True))
    return letters


def body_format(text: str) -> QTextBlockFormat:
    """How a paragraph stands: where no blank lines part paragraphs, room beneath it does."""
    body = QTextBlockFormat()
    body.setLineHeight(LEADING, _PROPORTIONAL)
    if text.count("\n\n") * 8 <= text.count("\n"):
        body.setBottomMargin(GAP)
    return body


def format_of(body: QTextBlockFormat, level: int) -> QTextBlockFormat:
    """How a paragraph of a level of heading stands, 0 for none."""
    made = QTextBlockFormat(body)
    made.setHeadingLevel(level)
    if level:
        made.setTopMargin(GAP)
    return made


def level_of(block: QTextBlock) -> int:
    """The level of heading that a block is, 0 for none."""
    return min(block.blockFormat().headingLevel(), LEVELS)


def fill(document: QTextDocument, draft: DraftView, body: QTextBlockFormat) -> None:
    """Put the text in before anybody asks for its layout, so that a long one is laid out bit by bit."""
    frame = document.rootFrame()
    room = frame.frameFormat()
    room.setLeftMargin(GUTTER)
    room.setRightMargin(MARGIN)
    room.setTopMargin(MARGIN)
    room.setBottomMargin(2 * MARGIN)
    frame.setFrameFormat(room)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setBlockFormat(body)
    cursor.insertText(draft.text)
    for number, level in _heading_blocks(draft):
        cursor.setPosition(document.findBlockByNumber(number).position())
        cursor.setBlockFormat(format_of(body, level))
    cursor.endEditBlock()


def place_of(document: QTextDocument, text: str, start: int) -> QTextCursor:
    """A cursor at the line of a code point; it moves with what is typed."""
    return QTextCursor(document.findBlockByNumber(text.count("\n", 0, start)))


def _heading_blocks(draft: DraftView) -> Iterator[tuple[int, int]]:
    """The number and level of each line that is a heading."""
    line = at = 0
    for start, _end, level in sorted(draft.headings):
        line += draft.text.count("\n", at, start)
        at = start
        yield line, level
