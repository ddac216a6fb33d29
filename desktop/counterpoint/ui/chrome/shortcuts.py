"""The sheet of keys that F1 shows, made from the table of commands."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from counterpoint.ui.actions import COMMANDS, MENUS, Command
from counterpoint.ui.chrome.drawing import heading_font
from counterpoint.ui.chrome.overlay import Overlay

WIDTH: Final = 940
_COLUMNS: Final = (("&Passage", "&Library", "&Help"), ("&Brief", "&Review"), ("&File", "&Edit", "&View"))
_MOUSE: Final = (
    "By mouse: select words and a bar of tags appears; drag a passage’s ends to move them; "
    "hover over a passage to see whose it is; drop files or folders on the essays to add them."
)


class ShortcutSheet(Overlay):
    """All keys, by menu, in columns. Esc or F1 closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, QSize(WIDTH, 560))
        self.setAccessibleName("Keyboard shortcuts")
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(28, 20, 16, 20)
        self._column_of_all = column
        self._head_row = self._head()
        column.addLayout(self._head_row)
        sheet = QWidget()
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 8, 12, 0)
        columns = QHBoxLayout()
        columns.setSpacing(36)
        for menus in _COLUMNS:
            columns.addLayout(self._column(menus), 1)
        inner.addLayout(columns)
        inner.addSpacing(16)
        words = QLabel(_MOUSE)
        words.setProperty("role", "soft")
        words.setWordWrap(True)
        inner.addWidget(words)
        inner.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(sheet)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("Keyboard shortcuts")
        self.area.viewport().setAutoFillBackground(False)
        sheet.setAutoFillBackground(False)
        column.addWidget(self.area, 1)
        self._sheet_column = inner

    def wanted_height(self) -> int:
        """All of the sheet in the width it gets, the head above it and the margins."""
        margins = self._column_of_all.contentsMargins()
        width = WIDTH - margins.left() - margins.right()
        high = self._sheet_column.heightForWidth(width)
        head = self._head_row.sizeHint().height() + self._column_of_all.spacing()
        return high + head + margins.top() + margins.bottom() + 2

    @classmethod
    def toggle(cls, parent: QWidget) -> "ShortcutSheet | None":
        """Shows the sheet over `parent`, or closes the one that is there."""
        shown = next((each for each in parent.findChildren(ShortcutSheet) if each.isVisible()), None)
        if shown is not None:
            shown.dismiss()
            return None
        sheet = cls(parent)
        sheet.open_over()
        sheet.area.setFocus(Qt.FocusReason.PopupFocusReason)
        return sheet

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        title = QLabel("Keyboard shortcuts")
        title.setProperty("role", "title")
        close = QPushButton("×")
        close.setProperty("role", "icon")
        close.setAccessibleName("Close")
        close.setToolTip("Close (Esc)")
        close.clicked.connect(self.dismiss)
        head.addWidget(title, 1)
        head.addWidget(close)
        return head

    def _column(self, menus: tuple[str, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for menu in menus:
            heading = QLabel(menu.replace("&", ""))
            heading.setProperty("role", "heading")
            heading.setFont(heading_font(self.font()))
            heading.setContentsMargins(0, 10, 0, 4)
            grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
            for command in COMMANDS:
                if command.menu == menu and command.key_caps():
                    row = grid.rowCount()
                    grid.addWidget(QLabel(command.text.rstrip("…")), row, 0)
                    grid.addLayout(_caps(command), row, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.dismiss()
            event.accept()
        else:
            super().keyPressEvent(event)


def _caps(command: Command) -> QHBoxLayout:
    """The first way to press it, each key a cap of its own."""
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addStretch(1)
    caps = command.key_caps()[0]
    for place, key in enumerate(caps.split(" ")):
        label = QLabel(key)
        label.setProperty("role", "key")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setMinimumWidth(20)
        if place == 0:
            label.setAccessibleName(f"{command.text.rstrip('…')}: {caps}")
        row.addWidget(label)
    return row


_UNLISTED: Final = {menu for menus in _COLUMNS for menu in menus} ^ set(MENUS)
assert not _UNLISTED, f"menus in no column of the sheet: {_UNLISTED}"
