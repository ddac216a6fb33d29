"""Prose that somebody wrote as lines of the sheet: its words and how they are set, and nothing else of it."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from counterpoint.ui.brief.sheet_lines import BODY, Line, Look, Piece, make_line

_INDENT: Final = 40
"""By how many pixels Qt sets a quotation in."""
_DECIMAL: Final = -4
"""From here down Qt's list styles count; above it they are bullets."""
_NO_WORDS: Final = str.maketrans("", "", "\ufffc\ufdd0\ufdd1")


class _Unloading(QTextDocument):
    """Loads no picture, style or file, whatever the page asks for."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None


class ProseLines:
    """Makes lines of Markdown by `render`, which makes safe HTML of it."""

    def __init__(self, render: Callable[[str], str]) -> None:
        self._render = render

    def __call__(self, markdown: str) -> tuple[Line, ...]:
        document = _Unloading()
        document.setUndoRedoEnabled(False)
        document.setHtml(self._render(markdown))
        return tuple(_lines(document))


def _lines(document: QTextDocument) -> Iterator[Line]:
    row: tuple[int, int] | None = None
    cells: list[Piece] = []
    block = document.begin()
    while block.isValid():
        here = _row(block)
        if cells and here != row:
            yield make_line("prose", cells)
            cells = []
        row = here
        pieces = list(_pieces(block))
        if here is not None:
            cells += [Piece("\u2003", Look(BODY)), *pieces] if cells else pieces
        elif pieces:
            yield make_line("prose", pieces, _depth(block))
        block = block.next()
    if cells:
        yield make_line("prose", cells)


def _row(block: QTextBlock) -> tuple[int, int] | None:
    """Which table's which row a block stands in; the cells of one row make one line."""
    cursor = QTextCursor(block)
    table: Any = cursor.currentTable()  # None outside of one, whatever PySide6's stubs say
    return (table.firstPosition(), table.cellAt(cursor).row()) if table is not None else None


def _depth(block: QTextBlock) -> int:
    items: Any = block.textList()
    indents = items.format().indent() if items is not None else 0
    return indents + round(block.blockFormat().leftMargin() / _INDENT)


def _pieces(block: QTextBlock) -> Iterator[Piece]:
    marker = _marker(block)
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        text = fragment.text().translate(_NO_WORDS)
        if text:
            if marker:
                yield Piece(marker, Look(BODY))
            marker = ""
            yield _piece(text, fragment.charFormat())
        fragments += 1


def _marker(block: QTextBlock) -> str:
    items: Any = block.textList()
    if items is None:
        return ""
    counts = items.format().style().value <= _DECIMAL
    return f"{items.itemText(block)}\u2002" if counts else "•\u2002"


def _piece(text: str, form: QTextCharFormat) -> Piece:
    href = form.anchorHref()
    look = Look(
        BODY,
        bold=form.fontWeight() >= QFont.Weight.DemiBold.value,
        italic=form.fontItalic(),
        struck=form.fontStrikeOut(),
        fixed=bool(form.fontFamilies()),
        underlined=bool(href),
        ink="link" if href else "ink",
    )
    return Piece(text, look, href)
