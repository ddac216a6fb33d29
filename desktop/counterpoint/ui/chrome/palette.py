"""The palette: type a few letters, go anywhere or do anything."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counterpoint.ui.chrome.candidate import Candidate
from counterpoint.ui.chrome.drawing import ElidedLabel, announce
from counterpoint.ui.chrome.matching import Hit, Matcher, emphasised, fold, warm
from counterpoint.ui.chrome.overlay import Overlay
from counterpoint.ui.chrome.palette_list import ROW, HitDelegate, HitModel
from counterpoint.ui.theme import Theme

Provider = Callable[[str], Iterable[Candidate]]
"""Gives the candidates for what was typed, best first."""

_ROWS: Final = 11
_HEAD: Final = 52
_FOOT: Final = 36
_PAUSE: Final = 60
"""A provider is asked when nothing was typed for this many milliseconds."""
_REMEMBERED: Final = 30
_RETURNS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Palette(Overlay):
    """Opened by `ask`; emits `chosen`, or `chosenMany` where several may be ticked, and is gone."""

    chosen = Signal(object)
    """The `Candidate`."""
    chosenMany = Signal(list)
    """The `Candidate`s ticked, in the order of ticking; without ticks, the current one alone."""

    def __init__(
        self,
        parent: QWidget,
        source: Sequence[Candidate] | Provider,
        theme: Theme,
        placeholder: str,
        many: bool,
        done: str,
        recent: Sequence[str],
    ) -> None:
        super().__init__(parent, QSize(640, _HEAD + _ROWS * ROW + _FOOT), top=72)
        self.setAccessibleName("Palette")
        self._provider = source if callable(source) else None
        self._matcher = None if callable(source) else Matcher(source, recent)
        self._mixed = not callable(source) and any(each.kind == "action" for each in source)
        self._many = many
        self._done_word = done
        self._make_widgets(theme, placeholder)
        self._pause = self._timer(self.look)
        self._warm = self._timer(warm)
        if self._matcher is not None:
            self._warm.start()
        self._lay_out()
        self._connect()

    def _make_widgets(self, theme: Theme, placeholder: str) -> None:
        self.edit = QLineEdit()
        self.edit.setProperty("role", "palette")
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(placeholder.rstrip("…"))
        self.edit.setFixedHeight(26)
        self.edit.installEventFilter(self)
        self.model = HitModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(theme, self._many, self.list))
        self.list.setAccessibleName("Found")
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(0)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.nothing = QLabel()
        self.nothing.setProperty("role", "soft")
        self.nothing.setContentsMargins(16, 8, 16, 8)
        self.hint = ElidedLabel()
        self.hint.setProperty("role", "small")
        self.done = QPushButton(self._done_word)
        self.done.setProperty("role", "primary")
        if not self._many:  # shown before it has a parent, it would be a window for a moment
            self.done.hide()

    def _timer(self, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(_PAUSE)
        timer.timeout.connect(then)
        return timer

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        source: Sequence[Candidate] | Provider,
        theme: Theme,
        *,
        placeholder: str = "Find essay, passage, action…",
        many: bool = False,
        done: str = "Choose",
        recent: Sequence[str] = (),
        query: str = "",
    ) -> "Palette":
        """Opens a palette over `parent` and returns at once; connect to its signals.

        `source` is all candidates, matched here, or a function that finds them, whose order is kept. With
        `many`, Return ticks, and Ctrl+Return or the button named `done` ends. `recent` are keys of candidates
        that come first, the latest first; `query` is typed already.
        """
        palette = cls(parent, source, theme, placeholder, many, done, recent)
        palette.open_over()
        palette.edit.setText(query)
        palette.edit.setFocus(Qt.FocusReason.PopupFocusReason)
        palette.look()
        return palette

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(18, 13, 18, 12)
        head.addWidget(self.edit)
        column.addLayout(head)
        column.addWidget(_hairline())
        column.addSpacing(4)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        column.addSpacing(4)
        column.addWidget(_hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 6 if self._many else 8, 12, 7)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.done)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._typed)
        self.list.clicked.connect(self._clicked)
        self.list.selectionModel().currentChanged.connect(self._speak)
        self.done.clicked.connect(self._finish)

    def wanted_height(self) -> int:
        rows = min(max(self.model.rowCount(), 1), _ROWS)
        return _HEAD + rows * ROW + _FOOT + 10 + (12 if self._many else 0)

    def _typed(self) -> None:
        if self._provider is None:
            self.look()
        else:
            self._pause.start()

    def look(self) -> None:
        """Shows what fits the words typed."""
        self._pause.stop()
        query = self.edit.text()
        self.model.show_hits(self._find(query))
        found = self.model.rowCount() > 0
        self.list.setVisible(found)
        self.nothing.setVisible(not found)
        self.nothing.setText(f"Nothing matches “{query.strip()}”." if query.strip() else "Type to search.")
        if found:
            self._go_to(0)
        else:
            announce(self, self.nothing.text())
        self._show_hint()
        self.fit()

    def _find(self, query: str) -> Sequence[Hit]:
        if self._matcher is not None:
            return self._matcher.find(query)
        words = fold(query).split()
        return [emphasised(each, words) for each in (self._provider(query) if self._provider else ())]

    def _show_hint(self) -> None:
        if self._many:
            count = len(self.model.ticked)
            self.hint.setText("Enter tick   Ctrl Enter done   Esc cancel")
            self.done.setText(f"{self._done_word} {count}" if count else self._done_word)
        elif self._mixed:
            self.hint.setText("> actions   # essays   @ passages      ↑ ↓ move   Enter choose   Esc close")
        else:
            self.hint.setText("↑ ↓ move   Enter choose   Esc close")

    def current(self) -> Candidate | None:
        """The candidate that Return would choose."""
        index = self.list.currentIndex()
        return self.model.hits[index.row()].candidate if index.isValid() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.edit or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in _RETURNS:
            event.accept()  # Ctrl+Return ends the palette, whatever it does in the form below
            return True
        if event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        last = self.model.rowCount() - 1
        row = self.list.currentIndex().row()
        page = max(1, self.list.viewport().height() // ROW - 1)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if key in _RETURNS:
            self._enter(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key in steps:
            step = steps[Qt.Key(key)]
            if abs(step) == 1:
                self._go_to((row + step) % (last + 1) if last >= 0 else -1)
            else:
                self._go_to(min(max(row + step, 0), last))
        else:
            return False
        return True

    def _go_to(self, row: int) -> None:
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))

    def _enter(self, control: bool) -> None:
        if self._pause.isActive():
            self.look()
        if self._many and not control:
            self._tick(self.list.currentIndex())
        else:
            self._finish()

    def _clicked(self, index: QModelIndex) -> None:
        if self._many:
            self._tick(index)
        else:
            self._finish()

    def _tick(self, index: QModelIndex) -> None:
        if index.isValid():
            self.model.tick(index.row())
            self._show_hint()
            announce(self, self.model.spoken(index.row()))

    def _finish(self) -> None:
        current = self.current()
        ticked = list(self.model.ticked.values())
        if current is None and not ticked:
            return
        self.dismiss()
        if self._many:
            self.chosenMany.emit(ticked or [current])
        else:
            self.chosen.emit(current)

    def _speak(self, index: QModelIndex) -> None:
        if index.isValid():
            announce(self.list, self.model.spoken(index.row()))


def remembered(recent: Sequence[str], candidate: Candidate) -> tuple[str, ...]:
    """`recent` with `candidate` as its latest: what to hand to the next `ask`, and to keep."""
    return (candidate.key, *(key for key in recent if key != candidate.key))[:_REMEMBERED]


def _hairline() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line
