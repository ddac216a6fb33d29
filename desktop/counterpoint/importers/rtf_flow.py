"""One run of paragraphs and table rows of an RTF document: the body, a note, or a text box."""

from typing import Final

from counterpoint.importers.blocks import Block, block, row

_DEEPEST: Final = 32


class Flow:
    """Gathers what is written as blocks. A table's depth is 0 outside any, 1 in one, 2 in one within a
    cell."""

    def __init__(self) -> None:
        self._out: list[Block] = []
        self._line: list[str] = []
        self._rows: list[list[list[Block]]] = []
        self._boxes: list[Block] = []
        self._marker = ""

    def write(self, text: str) -> None:
        """Add text to the paragraph; a line break in it is `\\n`."""
        self._line.append(text)

    def mark(self, marker: str) -> None:
        """What the paragraph begins with, as an item of a list."""
        self._marker = marker

    def put_after(self, boxes: list[Block]) -> None:
        """Blocks that come after the paragraph, such as a text box that stands in it."""
        self._boxes += boxes

    def end_paragraph(self, level: int, depth: int) -> None:
        """The paragraph is done; nothing comes of one without words."""
        depth = min(depth, _DEEPEST)
        found = block(_whole("".join(self._line)), level)
        while len(self._rows) > depth:
            self._end_row()
        while len(self._rows) < depth:
            self._rows.append([[]])
        sink = self._rows[-1][-1] if self._rows else self._out
        sink += [Block(self._marker + each.text, each.level) for each in found]
        sink += self._boxes
        self._line, self._boxes, self._marker = [], [], ""

    def end_cell(self, level: int, depth: int) -> None:
        """The cell is done, its last paragraph too."""
        self.end_paragraph(level, max(depth, 1))
        self._rows[-1].append([])

    def end_row(self, depth: int) -> None:
        """The row is done. What was written after its last cell belongs to what follows."""
        while len(self._rows) >= max(depth, 1):
            self._end_row()

    def blocks(self) -> list[Block]:
        """All blocks, when everything is written."""
        self.end_paragraph(0, 0)
        return self._out

    def _end_row(self) -> None:
        cells = self._rows.pop()
        sink = self._rows[-1][-1] if self._rows else self._out
        sink += row(cells)


def _whole(text: str) -> str:
    """Text with its pairs of surrogates joined: RTF writes an emoji as two UTF-16 units."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
