"""The links of what is shown: each jumps, each can be taken away."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from counterpoint.ui.forms.labels import Label, tip
from counterpoint.ui.forms.lines import broken, draw_line, reads_leftwards
from counterpoint.ui.forms.views import LinkView
from counterpoint.ui.shapes import SHAPE_SIZE, paint_shape
from counterpoint.ui.theme import Theme

CAPTIONS: Final[dict[tuple[str, bool], str]] = {
    ("supports", False): "Supported by",
    ("answers", False): "Answered by",
    ("restates", False): "Restated by",
    ("supports", True): "Supports",
    ("answers", True): "Answers",
    ("restates", True): "Restates",
}
"""What a group of links is called, by relation and whether it leads from here; in the order shown."""
ROW_LINES: Final = 2


class LinkButton(QAbstractButton):
    """The other end of a link: its shape and its text in at most two lines. A press jumps there."""

    def __init__(self, theme: Theme, link: LinkView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._link = link
        self.setText(link.text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        caption = CAPTIONS[link.relation, link.outgoing]
        self.setAccessibleName(f"{caption}: {link.text}")
        self.setAccessibleDescription(f"Go to it in {link.essay}" if link.essay else "Go to it")
        self.setToolTip(tip(f"{link.text}\n{link.essay}" if link.essay else link.text))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _shown(self, width: int) -> list[str]:
        lines = broken(self._link.text, self.font(), float(max(60, width - 26)), ROW_LINES)
        return [*lines, self._link.essay] if self._link.essay else lines

    def _fit(self) -> None:
        self.setFixedHeight(len(self._shown(self.width())) * self.fontMetrics().lineSpacing() + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(220, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self.isDown()
        if lit or self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.claim), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection) if lit else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        height = self.fontMetrics().lineSpacing()
        shape = QRectF(4, 4 + (height - SHAPE_SIZE) / 2, SHAPE_SIZE, SHAPE_SIZE)
        paint_shape(painter, self._link.kind or "answer", shape, self._theme)
        lines = self._shown(self.width())
        leftwards = reads_leftwards(self._link.text)
        for number, line in enumerate(lines):
            named = bool(self._link.essay) and number == len(lines) - 1
            painter.setPen(QColor(self._theme.soft if named else self._theme.ink))
            room = float(self.width() - 26)
            shown = broken(line, self.font(), room, 1)[0] if named else line
            draw_line(
                painter, self.font(), shown, QPointF(22, 4 + number * height), room, leftwards and not named
            )
        painter.end()


class LinkList(QWidget):
    """Links grouped by what they say. `jumpRequested(type, id)` and `unlinkRequested(link_id)`."""

    jumpRequested = Signal(str, str)
    unlinkRequested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self._shown: tuple[object, ...] = ()

    def set_theme(self, theme: Theme) -> None:
        """The shapes' colours from now on."""
        self._theme = theme
        self._shown = ()

    def show_links(self, links: tuple[LinkView, ...], writable: bool) -> None:
        """Shows `links`; with `writable` those of the current annotator can be taken away."""
        if self._shown == (links, writable):
            return
        self._shown = (links, writable)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for (relation, outgoing), caption in CAPTIONS.items():
            group = [link for link in links if (link.relation, link.outgoing) == (relation, outgoing)]
            if group:
                heading = Label(caption, "small")
                heading.setContentsMargins(0, 8, 0, 0)
                self._rows.addWidget(heading)
            for link in group:
                self._rows.addWidget(self._row(link, writable and link.mine))
        self.setVisible(bool(links))

    def _row(self, link: LinkView, removable: bool) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        button = LinkButton(self._theme, link)
        button.clicked.connect(lambda: self.jumpRequested.emit(link.node_type, link.node_id))
        layout.addWidget(button, 1)
        if removable:
            cross = QPushButton("×")
            cross.setProperty("role", "icon")
            cross.setFixedSize(26, 26)
            cross.setAccessibleName(f"Remove the link: {button.accessibleName()}")
            cross.setToolTip("Remove this link")
            cross.clicked.connect(lambda: self.unlinkRequested.emit(link.link_id))
            layout.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        return row
