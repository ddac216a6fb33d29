"""Writes a brief into a text document, and after that only what has changed of it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final, NamedTuple

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from counterpoint.core.brief_document import Part
from counterpoint.ui.brief.sheet_formats import Formats
from counterpoint.ui.brief.sheet_lines import Line, Prose, lines_of
from counterpoint.ui.offsets import OffsetMap

_KEEP: Final = QTextCursor.MoveMode.KeepAnchor


class Placed(NamedTuple):
    """A part and its lines; `block` is the number of its first block in the document."""

    part: Part
    lines: tuple[Line, ...]
    block: int

    @property
    def last(self) -> int:
        """The number of its last block."""
        return self.block + len(self.lines) - 1


class _Change(NamedTuple):
    """Parts `start:end` of those there are give way to `new_start:new_end` of those to come."""

    start: int
    end: int
    new_start: int
    new_end: int


class Writer:
    """Keeps `document` as `write` was told; nobody else may change it. Every line is one block."""

    def __init__(self, document: QTextDocument, formats: Formats, prose: Prose) -> None:
        self._document = document
        self._formats = formats
        self._prose = prose
        self.placed: tuple[Placed, ...] = ()
        self._starts: list[int] = []

    def write(self, parts: Sequence[Part]) -> None:
        """Has the document show `parts`. Blocks of parts that stay equal are left as they are."""
        before = self.placed
        changes = list(_changes([placed.part for placed in before], parts))
        lines = self._lines(parts, before, changes)
        starts = list(accumulate((len(each) for each in lines), initial=0))
        for change in reversed(changes):
            old = [line for placed in before[change.start : change.end] for line in placed.lines]
            new = [line for each in lines[change.new_start : change.new_end] for line in each]
            at = before[change.start].block if change.start < len(before) else self._length
            self._splice(at, old, new)
        self.placed = tuple(map(Placed, parts, lines, starts))
        self._starts = starts[:-1]

    def rewrite(self, formats: Formats) -> None:
        """Sets everything anew in `formats`."""
        parts = [placed.part for placed in self.placed]
        self.write(())
        self._formats = formats
        self.write(parts)

    @property
    def _length(self) -> int:
        return self.placed[-1].last + 1 if self.placed else 0

    def index_at(self, block: int) -> int:
        """The index of the part that a block belongs to; -1 where nothing is shown."""
        return bisect_right(self._starts, block) - 1

    def index_of(self, entry_id: str) -> int:
        """The index of an entry's part; -1 if it has none."""
        return next((n for n, each in enumerate(self.placed) if each.part.entry_id == entry_id), -1)

    def _lines(
        self, parts: Sequence[Part], before: Sequence[Placed], changes: Sequence[_Change]
    ) -> list[tuple[Line, ...]]:
        found: list[tuple[Line, ...]] = []
        kept = 0
        for change in changes:
            found += [placed.lines for placed in before[kept : change.start]]
            found += [lines_of(part, self._prose) for part in parts[change.new_start : change.new_end]]
            kept = change.end
        return found + [placed.lines for placed in before[kept:]]

    # Blocks

    def _splice(self, at: int, old: Sequence[Line], new: Sequence[Line]) -> None:
        """Has blocks from number `at` on, which show `old`, show `new`."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        shared = min(len(old), len(new))
        for number in range(shared):
            if old[number] != new[number]:
                self._overwrite(cursor, at + number, old[number], new[number])
        if len(old) > shared:
            self._remove(cursor, at + shared, at + len(old))
        elif len(new) > shared:
            self._insert(cursor, at + shared, new[shared:])
        cursor.endEditBlock()

    def _overwrite(self, cursor: QTextCursor, number: int, old: Line, new: Line) -> None:
        block = self._document.findBlockByNumber(number)
        cursor.setPosition(block.position())
        if (old.role, old.leftwards, old.depth) != (new.role, new.leftwards, new.depth):
            cursor.setBlockFormat(self._formats.block(new))
        if old.text == new.text:
            self._reset(cursor, old, new)
            return
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
        cursor.removeSelectedText()
        self._fill(cursor, new)

    def _reset(self, cursor: QTextCursor, old: Line, new: Line) -> None:
        """Sets the pieces of a block whose text stays, where they look otherwise than before."""
        start, offsets = cursor.position(), OffsetMap(new.text)
        if old.pieces[0].look != new.pieces[0].look:
            cursor.setBlockCharFormat(self._formats.characters(new.pieces[0].look))
        for low, high, look_at in _otherwise(old, new):
            cursor.setPosition(start + offsets.to_qt(low))
            cursor.setPosition(start + offsets.to_qt(high), _KEEP)
            cursor.setCharFormat(self._formats.characters(new.pieces[look_at].look))

    def _fill(self, cursor: QTextCursor, line: Line) -> None:
        """Puts the pieces of `line` into the empty block at the cursor."""
        cursor.setBlockCharFormat(self._formats.characters(line.pieces[0].look))
        for piece in line.pieces:
            cursor.insertText(piece.text, self._formats.characters(piece.look))

    def _insert(self, cursor: QTextCursor, number: int, lines: Sequence[Line]) -> None:
        """Puts blocks in before the one with this number."""
        first = 0
        if number == 0:
            cursor.movePosition(QTextCursor.MoveOperation.Start)
            if self._document.characterCount() > 1:
                block = self._document.begin()
                cursor.insertBlock(block.blockFormat(), block.charFormat())
                cursor.movePosition(QTextCursor.MoveOperation.Start)
            cursor.setBlockFormat(self._formats.block(lines[0]))
            self._fill(cursor, lines[0])
            first = 1
        else:
            before = self._document.findBlockByNumber(number - 1)
            cursor.setPosition(before.position() + before.length() - 1)
        for line in lines[first:]:
            form = self._formats.characters(line.pieces[0].look)
            cursor.insertBlock(self._formats.block(line), form)
            for piece in line.pieces:
                cursor.insertText(piece.text, self._formats.characters(piece.look))

    def _remove(self, cursor: QTextCursor, start: int, end: int) -> None:
        """Takes away blocks `start:end`; of the whole document an empty block stays."""
        after = self._document.findBlockByNumber(end)
        kept = self._document.findBlockByNumber(start - 1) if start else after
        if not kept.isValid():
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            cursor.setBlockFormat(QTextBlockFormat())
            cursor.setBlockCharFormat(QTextCharFormat())
            return
        form, letters = kept.blockFormat(), kept.charFormat()
        if start:
            last = self._document.findBlockByNumber(end - 1)
            cursor.setPosition(kept.position() + kept.length() - 1)
            cursor.setPosition(last.position() + last.length() - 1, _KEEP)
        else:
            cursor.setPosition(0)
            cursor.setPosition(after.position(), _KEEP)
        cursor.removeSelectedText()
        cursor.setBlockFormat(form)
        cursor.setBlockCharFormat(letters)


def _otherwise(old: Line, new: Line) -> Iterator[tuple[int, int, int]]:
    """The code points of `new` that looked otherwise in `old`, which has the same text, and the number of
    their piece."""
    ends = list(accumulate(len(piece.text) for piece in old.pieces))
    start = 0
    for number, piece in enumerate(new.pieces):
        end = start + len(piece.text)
        reach = range(bisect_right(ends, start), len(ends))
        under = (old.pieces[n].look for n in reach if n == reach.start or ends[n - 1] < end)
        if start < end and any(look != piece.look for look in under):
            yield start, end, number
        start = end


def _changes(old: Sequence[Part], new: Sequence[Part]) -> Iterator[_Change]:
    """What to do to `old` to get `new`, in order: parts that are equal stay, those of one entry give way to
    each other."""
    head = 0
    most = min(len(old), len(new))
    while head < most and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    old_ids = [part.entry_id for part in old[head : len(old) - tail]]
    new_ids = [part.entry_id for part in new[head : len(new) - tail]]
    matcher = SequenceMatcher(None, old_ids, new_ids, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield _Change(head + start, head + end, head + new_start, head + new_end)
            continue
        for one, other in zip(range(start, end), range(new_start, new_end), strict=True):
            if old[head + one] != new[head + other]:
                yield _Change(head + one, head + one + 1, head + other, head + other + 1)
