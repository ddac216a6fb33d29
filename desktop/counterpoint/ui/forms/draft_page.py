"""A text about to be taken in, as it will be read, to be corrected: its words and what is a heading."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from counterpoint.core.citation import Citation
from counterpoint.core.direction import signs, without_signs
from counterpoint.core.headings import LEVELS, Line
from counterpoint.ui.direction_signs import meaning_at, paint_signs
from counterpoint.ui.forms.draft_document import (
    GUTTER,
    MARGIN,
    PIXELS,
    HeadingLook,
    body_format,
    fill,
    format_of,
    level_of,
    place_of,
)
from counterpoint.ui.forms.labels import serif, tip
from counterpoint.ui.forms.typed import typed_line, typed_text
from counterpoint.ui.forms.views import DraftView
from counterpoint.ui.reader.geometry import BlockGeometry
from counterpoint.ui.theme import LIGHT, Theme
from counterpoint.ui.tokens import SANS, SMALL_PIXELS

EMPTY: Final = "Paste or type the text here"
REST: Final = 200
"""Milliseconds after which what stands beside the page follows what was typed."""


class DraftPage(QTextEdit):
    """Shows the text of a `DraftView` in serif, headings in bold with their level beside them, and lets both
    be corrected: the paragraph at the caret becomes a heading by Ctrl+1 to Ctrl+6, and none by Ctrl+0.

    `rested` comes a moment after words or headings were changed. `pasted(html, text)` comes in place of a
    paste while there is no text yet, so that a whole text can be read with its structure.
    """

    rested = Signal()
    pasted = Signal(str, str)

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("The text as it will be read")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(REST)
        self._pause.timeout.connect(self.rested)
        self._body = QTextBlockFormat()
        self._shown: QTextDocument | None = None
        self.show_draft(DraftView("", 0, Citation()))

    def show_draft(self, draft: DraftView) -> None:
        """Shows a draft from its beginning; what was typed before is forgotten."""
        before = self._shown
        self._shown = document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(serif(PIXELS))
        document.setDocumentMargin(0)
        self._body = body_format(draft.text)
        fill(document, draft, self._body)
        document.setUndoRedoEnabled(True)
        document.setModified(False)
        self._look = HeadingLook(document)
        self._look.rehighlight()  # once there is a layout, Qt would leave blocks between headings out of it
        self.setDocument(document)
        self._chapters = [place_of(document, draft.text, each.start) for each in draft.chapters]
        document.contentsChanged.connect(self._pause.start)
        if before is not None:
            before.deleteLater()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    # What there is

    @property
    def corrected(self) -> bool:
        """Whether anything differs from the draft shown."""
        return self.document().isModified()

    def text(self) -> str:
        """The text as it stands, with `\\n` for line ends."""
        return typed_text(self.document())

    def lines(self) -> list[Line]:
        """Every line with its level of heading."""
        return [
            Line(part, level_of(block)) for block in self._blocks() for part in typed_line(block).split("\n")
        ]

    def headings(self) -> list[tuple[int, str, int]]:
        """The headings: number of the block, words, level."""
        return [
            (block.blockNumber(), block.text(), level)
            for block in self._blocks()
            if (level := level_of(block)) and block.length() > 1
        ]

    def hidden_signs(self) -> int:
        """How many direction marks there are."""
        return len(signs(self.document().toRawText()))

    def level(self) -> int:
        """The level of heading of the paragraph at the caret, 0 where it is none."""
        return level_of(self.textCursor().block())

    def block_at_caret(self) -> int:
        """The number of the block at the caret."""
        return self.textCursor().blockNumber()

    # What is corrected

    def set_level(self, level: int) -> None:
        """Make the paragraphs selected, or that at the caret, headings of a level, or none by 0."""
        self._finish_layout()
        cursor = self.textCursor()
        last = self.document().findBlock(cursor.selectionEnd())
        block = self.document().findBlock(cursor.selectionStart())
        change = QTextCursor(self.document())
        change.beginEditBlock()
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            change.setPosition(block.position())
            change.setBlockFormat(format_of(self._body, level))
            block = block.next()
        change.endEditBlock()
        self.viewport().update()

    def remove_signs(self) -> None:
        """Take every direction mark out, as one step of undo."""
        self._finish_layout()
        change = QTextCursor(self.document())
        change.beginEditBlock()
        for block in self._blocks():
            text = block.text()
            if text != (plain := without_signs(text)):
                change.setPosition(block.position())
                change.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                change.insertText(plain)
        change.endEditBlock()

    def go_to(self, number: int) -> None:
        """Put the caret at the beginning of a block, at the top of the page."""
        block = self.document().findBlockByNumber(number)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setTextCursor(QTextCursor(block))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - 8)

    def go_to_chapter(self, number: int) -> None:
        """Put the caret at the beginning of a chapter, wherever that is by now."""
        self.go_to(self._chapters[number].blockNumber())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier
        )
        level = event.key() - int(Qt.Key.Key_0)
        self._finish_layout()
        if control and 0 <= level <= LEVELS:
            self.set_level(level)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._break()
        else:
            super().keyPressEvent(event)

    def _break(self) -> None:
        """A new paragraph; after the end of a heading it is none."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        ends = cursor.atBlockEnd() and not cursor.atBlockStart()
        cursor.insertBlock()
        if ends:
            cursor.setBlockFormat(self._body)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._finish_layout()
        super().inputMethodEvent(event)

    def _finish_layout(self) -> None:
        """Lay out what is not yet, before a change: one that comes in between would leave Qt with blocks that
        it never shows. Where all is laid out this costs nothing."""
        self.document().documentLayout().documentSize()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.document().isEmpty():
            self.pasted.emit(source.html(), source.text())
        else:
            self._finish_layout()
            self.textCursor().insertText(source.text())

    # What is painted

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self.document().isEmpty():
            painter.setFont(self.document().defaultFont())
            painter.setPen(QColor(self._theme.soft))
            painter.drawText(QPointF(GUTTER + 4, MARGIN + painter.fontMetrics().ascent()), EMPTY)
        painter.translate(0, -self.verticalScrollBar().value())
        for block, area in self._in_view():
            level = level_of(block)
            if level and block.length() > 1:
                self._paint_level(painter, block, area, level)
            if signs(block.text()):
                painter.save()
                painter.translate(area.topLeft())
                paint_signs(painter, block, BlockGeometry(block), self._theme)
                painter.restore()
        painter.end()

    def _paint_level(self, painter: QPainter, block: QTextBlock, area: QRectF, level: int) -> None:
        font = QFont(SANS)
        font.setPixelSize(SMALL_PIXELS)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.soft))
        line = block.layout().lineAt(0)
        baseline = area.top() + line.y() + line.ascent()
        painter.drawText(QPointF(GUTTER - 30, baseline), f"H{level}")

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = self.meaning_at(event.pos())
            QToolTip.showText(event.globalPos(), tip(said) if said else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def meaning_at(self, point: QPoint) -> str:
        """What the direction marks do that are shown at a point of the viewport; empty for none."""
        where = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        told = (meaning_at(block, where - area.topLeft()) for block, area in self._in_view())
        return next(filter(None, told), "")

    def _in_view(self) -> Iterator[tuple[QTextBlock, QRectF]]:
        layout = self.document().documentLayout()
        top = float(self.verticalScrollBar().value())
        first = layout.hitTest(QPointF(GUTTER + 1.0, top), Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(0, first))
        if block.previous().isValid():
            block = block.previous()
        while block.isValid():
            area = layout.blockBoundingRect(block)
            if area.top() > top + self.viewport().height():
                return
            yield block, area
            block = block.next()

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()
