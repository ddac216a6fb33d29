"""What every text has that is read and selected, but not typed in, and whose page is painted by us."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QTextEdit


def hold_still(text: QTextEdit) -> None:
    """Let a text be selected by mouse and keys alone, in lines of a width that is set; Tab leaves it."""
    text.setReadOnly(True)
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    text.setFrameShape(QFrame.Shape.NoFrame)
    text.setAcceptDrops(False)
    text.setTabChangesFocus(True)
    text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    text.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
    text.setAutoFillBackground(True)
    text.setBackgroundRole(QPalette.ColorRole.Base)
