"""The difference in hand: what each annotator has there, and the ways to decide it."""

from typing import Final

from PySide6.QtCore import QDateTime, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counterpoint.core.review_document import DifferenceTold, Ruled
from counterpoint.core.text import shorten
from counterpoint.ui.forms.labels import Label, tip
from counterpoint.ui.review.enter_button import EnterButton
from counterpoint.ui.review.says_row import SaysRow
from counterpoint.ui.theme import Theme
from counterpoint.ui.tokens import RADIUS

LONGEST_REASON: Final = 2_000
"""Code points, as the record has it."""

LEAST: Final = 76
"""Pixels of the buttons whose words give way."""
OWN: Final = "Set my own…"
OWN_SHORT: Final = "My own…"

_LONG: Final = 160
"""Characters of a ruling or a reason; what is cut is in the tool tip."""
_MOST_HIGH: Final = 200
"""Pixels of the rows; more of them scroll."""
_PAD: Final = 8


class DifferenceCard(QWidget):
    """Shows one difference. `accepted` carries the ids that the user accepts, as a tuple; none is decided
    here. Rows that are ticked are accepted together, else the one last gone to, else the first."""

    accepted = Signal(object)
    changeRequested = Signal()
    rejected = Signal()
    reopenRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told: DifferenceTold | None = None
        self._writable = True
        self._at = -1
        self.rows: list[SaysRow] = []
        self.setAccessibleName("This difference")
        self._make_rows()
        self._make_buttons()
        self._make_ruling()
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, _PAD, _PAD, _PAD + 2)
        column.setSpacing(8)
        column.addWidget(self._area)
        column.addWidget(self.reason)
        column.addLayout(self._buttons)
        column.addWidget(self.ruling)
        self._show_state()

    def _make_rows(self) -> None:
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._area = QScrollArea()
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(holder)
        for ground in (holder, self._area.viewport()):
            ground.setAutoFillBackground(False)

    def _make_buttons(self) -> None:
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setPlaceholderText("Why? (optional)")
        self.reason.setAccessibleName("Why, optional")
        self.reason.returnPressed.connect(self.accept_ticked)
        self.accept = EnterButton("Accept", role="primary")
        self.accept.clicked.connect(self.accept_ticked)
        self.change = EnterButton(OWN)
        self.change.clicked.connect(self.changeRequested)
        self.refuse = EnterButton("Reject")
        self.refuse.clicked.connect(self.rejected)
        self._buttons = QHBoxLayout()
        self._buttons.setContentsMargins(_PAD - 2, 0, _PAD - 2, 0)
        self._buttons.setSpacing(8)
        for giving in (self.accept, self.change):
            giving.least = LEAST
            giving.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for button, key in ((self.accept, "Enter"), (self.change, "E"), (self.refuse, "R")):
            button.setToolTip(f"Key: {key}")
            button.setAccessibleDescription(f"Key: {key}")
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    def _make_ruling(self) -> None:
        self.ruling = QWidget()
        self.ruled_words, self.ruled_by, self.ruled_why = Label(), Label("", "small"), Label("", "soft")
        self.ruled_words.setStyleSheet("font-weight: bold;")
        self.reopen = EnterButton("Open again")
        self.reopen.setToolTip("Key: O")
        self.reopen.setAccessibleDescription("Key: O")
        self.reopen.clicked.connect(self.reopenRequested)
        column = QVBoxLayout(self.ruling)
        column.setContentsMargins(_PAD - 2, 0, _PAD - 2, 0)
        column.setSpacing(2)
        for label in (self.ruled_words, self.ruled_why, self.ruled_by):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            column.addWidget(label)
        column.addSpacing(6)
        column.addWidget(self.reopen, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    # What is on show

    def show_difference(self, told: DifferenceTold | None) -> None:
        """Shows this one, or nothing. Ticks and the reason typed stay while it is the same."""
        before, self._told = self._told, told
        if told == before:
            return
        focus = QApplication.focusWidget()
        had_keys = focus is not None and self.isAncestorOf(focus)
        if told is None or before is None or told.key != before.key:
            self._at = -1
            self.reason.clear()
        self._fill_rows()
        self._show_state()
        if had_keys and focus is not None and not focus.isVisibleTo(self):
            first = next((row for row in self.rows if row.acceptable), self.reopen)
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def key(self) -> str:
        """The key of the one on show; empty for none."""
        return self._told.key if self._told is not None else ""

    def set_theme(self, theme: Theme) -> None:
        """Takes another set of colours."""
        self._theme = theme
        for row in self.rows:
            row.set_theme(theme)
        self.update()

    def set_writable(self, writable: bool) -> None:
        """Whether anything can be decided."""
        self._writable = writable
        self._show_state()

    def why(self) -> str:
        """The reason typed, its spaces made single."""
        return " ".join(self.reason.text().split())

    def wanted(self) -> tuple[SaysRow, ...]:
        """The rows that would be accepted now."""
        able = [row for row in self.rows if row.acceptable]
        ticked = tuple(row for row in able if row.isChecked())
        if ticked or not able:
            return ticked
        at = self.rows[self._at] if 0 <= self._at < len(self.rows) else able[0]
        return (at if at in able else able[0],)

    # What the user does

    def accept_row(self, number: int) -> bool:
        """Accepts the row with this number, counted from 1, if it has anything; says whether it did."""
        if not 0 < number <= len(self.rows) or not self.rows[number - 1].acceptable:
            return False
        return self._accept(self.rows[number - 1 : number])

    def accept_ticked(self) -> bool:
        """Accepts what is ticked, else the row last gone to; says whether there was any."""
        return self._accept(list(self.wanted()))

    def _accept(self, rows: list[SaysRow]) -> bool:
        if not rows or not self._writable:
            return False
        self.accepted.emit(tuple(dict.fromkeys(each for row in rows for each in row.says.ids)))
        return True

    # Inside

    def _fill_rows(self) -> None:
        by = self._told.by if self._told is not None else ()
        is_open = self._told is not None and self._told.ruled is None
        while len(self.rows) > len(by):
            gone = self.rows.pop()
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(by):
            self._add_row()
        names = max((self.fontMetrics().horizontalAdvance(says.name) for says in by), default=0)
        for row, says in zip(self.rows, by, strict=True):
            row.setChecked(False)
            row.show_says(says, is_open, names)
        self._fit_rows()

    def _add_row(self) -> None:
        number = len(self.rows)
        row = SaysRow(self._theme, number + 1)
        row.toggled.connect(lambda _on, number=number: self._go_to(number))
        row.pressed.connect(lambda number=number: self._go_to(number))
        row.focused.connect(lambda number=number: self._go_to(number))
        row.fitted.connect(self._fit_rows)
        row.acceptRequested.connect(lambda number=number: self._accept_at(number))
        self.rows.append(row)
        self._rows.addWidget(row)
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # or nothing could come after it
        QWidget.setTabOrder(self.rows[number - 1] if number else self._area, row)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _accept_at(self, number: int) -> None:
        """What is ticked goes with the row whose key cap was clicked only if that is ticked itself."""
        if self.rows[number].isChecked():
            self.accept_ticked()
        else:
            self.accept_row(number + 1)

    def _go_to(self, number: int) -> None:
        self._at = number
        self._name_accept()

    def _show_state(self) -> None:
        ruled = self._told.ruled if self._told is not None else None
        is_open = self._told is not None and ruled is None
        for widget in (self.reason, self.accept, self.change, self.refuse):
            widget.setVisible(is_open)
            widget.setEnabled(self._writable)
        self.reopen.setEnabled(self._writable)
        self.ruling.setVisible(ruled is not None)
        if ruled is not None:
            self._tell(ruled)
        links = self._told is not None and self._told.group == "links"
        self.change.setVisible(is_open and not links)
        self._name_accept()

    def _tell(self, ruled: Ruled) -> None:
        self.ruled_words.setText(shorten(ruled.words[:1].upper() + ruled.words[1:], _LONG))
        self.ruled_by.setText(f"{ruled.by}, {when(ruled.at)}" if ruled.by else when(ruled.at))
        self.ruled_why.setText(f"“{shorten(ruled.reason, _LONG)}”")
        for label, whole in ((self.ruled_words, ruled.words), (self.ruled_why, ruled.reason)):
            label.setAccessibleName(whole)
            label.setToolTip(tip(whole) if len(whole) > _LONG else "")
        self.ruled_why.setVisible(bool(ruled.reason))

    def _name_accept(self) -> None:
        names = [row.says.name for row in self.wanted()]
        self.accept.setEnabled(bool(names) and self._writable)
        several = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
        words = f"Accept {several}".strip()
        self.accept.setAccessibleName(words)
        wide = self.width() - 4 * _PAD - 26 - 8 - self.refuse.sizeHint().width()
        metrics = self.accept.fontMetrics()
        self.change.setText(OWN)
        if not self.change.isHidden():
            if metrics.horizontalAdvance(words) + self.change.sizeHint().width() + 8 > wide:
                self.change.setText(OWN_SHORT)
            wide -= self.change.sizeHint().width() + 8
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(46, wide))
        self.accept.setText(shown.replace("&", "&&"))
        self.accept.setToolTip("Key: Enter" if shown == words else words)

    def _fit_rows(self) -> None:
        self._area.setFixedHeight(min(_MOST_HIGH, sum(row.minimumHeight() for row in self.rows)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()
        self._name_accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.claim), 2))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)


def when(at: str) -> str:
    """An ISO 8601 time as the user's clock and language have it."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODate)
    return QLocale().toString(moment.toLocalTime(), "d MMM yyyy, HH:mm") if moment.isValid() else at
