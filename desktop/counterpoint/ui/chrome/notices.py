"""Notices: one sentence and what to do, inside the window, in nobody's way."""

from collections.abc import Callable, Sequence
from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from counterpoint.ui.chrome.drawing import announce
from counterpoint.ui.theme import Theme

Tone = Literal["info", "warning", "error"]
Deed = tuple[str, Callable[[], object]]
"""A button's text and what it does."""

LASTS: Final = 6000
"""Milliseconds that a notice of tone `info` stays."""
_MOST: Final = 3
_NAMED: Final[dict[Tone, str]] = {"info": "Notice", "warning": "Warning", "error": "Error"}


class Notice(QFrame):
    """One notice: a coloured edge, the sentence, its buttons and a close button."""

    closed = Signal()

    def __init__(self, text: str, tone: Tone, deeds: Sequence[Deed], closable: bool, theme: Theme) -> None:
        super().__init__()
        self.tone = tone
        self.closable = closable
        self.text = text
        self._theme = theme
        self.setAccessibleName(f"{_NAMED[tone]}: {text}")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LASTS)
        self._timer.timeout.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 10, 7)
        row.setSpacing(8)
        self.label = QLabel(text)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self.label, 1)
        self.buttons = [self._deed_button(words, deed) for words, deed in deeds]
        for button in self.buttons:
            row.addWidget(button)
        self.close_button = QPushButton("×")
        self.close_button.setProperty("role", "icon")
        self.close_button.setAccessibleName("Close notice")
        self.close_button.setToolTip("Close (Esc)")
        self.close_button.clicked.connect(self.closed)
        row.addWidget(self.close_button)
        self.close_button.setVisible(closable)
        self._run_down()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def _deed_button(self, words: str, deed: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda: deed())
        button.clicked.connect(self.closed)
        return button

    def _run_down(self) -> None:
        if self.tone == "info" and self.closable:
            self._timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._run_down()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        accent = {"info": self._theme.claim, "warning": self._theme.warning, "error": self._theme.danger}[
            self.tone
        ]
        tint = QColor(accent)
        tint.setAlpha(26)
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        painter.fillRect(self.rect(), tint)
        painter.fillRect(0, 0, 4, self.height(), QColor(accent))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.palette().color(QPalette.ColorRole.Mid))


class Notices(QWidget):
    """The strip beneath the header. It takes no room while there is nothing to say; Esc, wherever nobody else
    wants it, closes the latest notice."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Notices")
        self._theme = theme
        self._shown: list[Notice] = []
        self._banner: Notice | None = None
        self._watched: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draws the notices in another theme's colours."""
        self._theme = theme
        for notice in (*self._shown, *([self._banner] if self._banner else [])):
            notice.set_theme(theme)

    def info(self, text: str, *deeds: Deed) -> Notice:
        """Tells something that went well; it goes by itself after six seconds."""
        return self.show_notice(text, "info", deeds)

    def warning(self, text: str, *deeds: Deed) -> Notice:
        """Tells something to mind; it stays until it is closed."""
        return self.show_notice(text, "warning", deeds)

    def error(self, text: str, *deeds: Deed) -> Notice:
        """Tells what went wrong and what to do; it stays until it is closed."""
        return self.show_notice(text, "error", deeds)

    def show_notice(self, text: str, tone: Tone, deeds: Sequence[Deed] = ()) -> Notice:
        """Shows a notice under the others. The same words are not shown twice; the oldest gives way."""
        for old in [each for each in self._shown if each.text == text]:
            self._remove(old)
        while len(self._shown) >= _MOST:
            self._remove(self._shown[0])
        notice = Notice(text, tone, deeds, True, self._theme)
        notice.closed.connect(lambda: self._remove(notice))
        self._shown.append(notice)
        self._place(notice)
        return notice

    def set_banner(self, text: str, *deeds: Deed) -> None:
        """A notice above all others that stays as long as it is true; an empty text takes it away."""
        if self._banner is not None:
            self._column.removeWidget(self._banner)
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if text:
            self._banner = Notice(text, "warning", deeds, False, self._theme)
            self._column.insertWidget(0, self._banner)
            self._say(self._banner)
        self.setVisible(bool(self._shown or self._banner))

    def texts(self) -> tuple[str, ...]:
        """What is shown now, from the top, the banner included."""
        banner = (self._banner.text,) if self._banner else ()
        return (*banner, *(notice.text for notice in self._shown))

    def close_latest(self) -> bool:
        """Closes the latest notice; whether there was one."""
        if not self._shown:
            return False
        self._remove(self._shown[-1])
        return True

    def clear(self) -> None:
        """Closes every notice but the banner."""
        while self.close_latest():
            pass

    def _place(self, notice: Notice) -> None:
        self._column.addWidget(notice)
        self._say(notice)

    def _say(self, notice: Notice) -> None:
        self.show()
        notice.show()
        announce(notice, notice.accessibleName(), urgent=notice.tone != "info")

    def _remove(self, notice: Notice) -> None:
        if notice in self._shown:
            self._shown.remove(notice)
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._shown or self._banner))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self.window() is not self._watched:
            if self._watched is not None:
                self._watched.removeEventFilter(self)
            self._watched = self.window()
            self._watched.installEventFilter(self)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            return self.close_latest()
        return super().eventFilter(watched, event)
