"""What was typed into a text widget, exactly."""

from typing import Final

from PySide6.QtGui import QTextBlock, QTextDocument

_LINE_ENDS: Final = dict.fromkeys((0x2028, 0x2029, 0xFDD0, 0xFDD1), "\n")
_HALVES: Final = dict.fromkeys(range(0xD800, 0xE000))
_MADE_PLAIN: Final = _LINE_ENDS | _HALVES


def typed_text(document: QTextDocument) -> str:
    """The document's text with `\\n` for its line ends. Unlike Qt's plain text it keeps no-break spaces;
    half characters (lone surrogates) are left out, because no file can hold them."""
    return document.toRawText().translate(_MADE_PLAIN)


def typed_line(block: QTextBlock) -> str:
    """A paragraph as exactly; it has line ends only where a line was broken within the paragraph."""
    return block.text().translate(_MADE_PLAIN)
