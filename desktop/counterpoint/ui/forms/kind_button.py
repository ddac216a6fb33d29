"""The kind and detail of a passage, and the menu that changes them."""

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from counterpoint.core.vocabulary import KINDS, Kind
from counterpoint.ui.forms.new_detail import NewDetail
from counterpoint.ui.shapes import SHAPE_SIZE, paint_shape, words_of
from counterpoint.ui.theme import Theme

LEFT: Final = 21
"""Pixels from the button's left edge to its text: the shape stands there."""


class KindButton(QAbstractButton):
    """Shows `■ Claim · contention` in the kind's colour; pressed, it offers the kinds and the details."""

    kindChosen = Signal(str)
    detailChosen = Signal(str)
    detailAdded = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind: Kind = KINDS[0]
        self._detail = ""
        self._details: tuple[str, ...] = ()
        self._changeable = True
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)

    def set_theme(self, theme: Theme) -> None:
        """The colours from now on."""
        self._theme = theme
        self.update()

    def show_kind(self, kind: Kind, detail: str, details: tuple[str, ...], changeable: bool) -> None:
        """Shows `kind` and `detail`; `details` are those offered; `changeable` whether pressing does."""
        self._kind, self._detail, self._details, self._changeable = kind, detail, details, changeable
        self.setText(f"{kind.capitalize()} · {detail}" if detail else kind.capitalize())
        self.setAccessibleName(f"Kind: {self.text()}")
        self.setAccessibleDescription("Press to change it" if changeable else "")
        focus = Qt.FocusPolicy.StrongFocus if changeable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)
        shape = Qt.CursorShape.PointingHandCursor if changeable else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.setToolTip("Change the kind or the detail" if changeable else "")
        self.updateGeometry()
        self.update()

    def menu(self) -> QMenu:
        """A new menu of kinds and details; the caller shows it."""
        menu = QMenu(self)
        menu.setAccessibleName("Kind and detail")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kinds = QActionGroup(menu)
        for number, kind in enumerate(KINDS, start=1):
            action = self._choice(menu, kinds, f"&{kind.capitalize()}\t{number}", kind == self._kind)
            action.triggered.connect(lambda _=False, kind=kind: self._choose_kind(kind))
        menu.addSeparator()
        details = QActionGroup(menu)
        offered = dict.fromkeys((*self._details, *((self._detail,) if self._detail else ())))
        for detail in ("", *offered):
            text = detail.replace("&", "&&").capitalize() if detail else "No detail"
            action = self._choice(menu, details, text, detail == self._detail)
            action.triggered.connect(lambda _=False, detail=detail: self._choose_detail(detail))
        menu.addSeparator()
        menu.addAction("&Add a detail…").triggered.connect(self._ask_detail)
        return menu

    def open_menu(self) -> None:
        """Opens the menu below the button, if the passage may be changed."""
        if self._changeable:
            self.menu().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _choice(self, menu: QMenu, group: QActionGroup, text: str, chosen: bool) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(chosen)
        group.addAction(action)
        return action

    def _choose_kind(self, kind: Kind) -> None:
        if kind != self._kind:
            self.kindChosen.emit(kind)

    def _choose_detail(self, detail: str) -> None:
        if detail != self._detail:
            self.detailChosen.emit(detail)

    def _ask_detail(self) -> None:
        form = NewDetail(self._kind, self._details, self)
        kind = self._kind

        def take() -> None:
            name = form.name()
            if name not in self._details:
                self.detailAdded.emit(kind, name)
            self._choose_detail(name)

        form.accepted.connect(take)
        form.finished.connect(form.deleteLater)
        form.open()

    def sizeHint(self) -> QSize:
        return QSize(LEFT + self.fontMetrics().horizontalAdvance(self.text()) + 18, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self._theme.accent(self._kind))
        if self.hasFocus():
            painter.setPen(QPen(colour, 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        shape = QRectF(4, (self.height() - SHAPE_SIZE) / 2, SHAPE_SIZE, SHAPE_SIZE)
        paint_shape(painter, self._kind, shape, self._theme)
        room = self.width() - LEFT - 14
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(words_of(self._theme, self._kind)))
        words = QRectF(LEFT, 0, room, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self._changeable:
            wide = LEFT + self.fontMetrics().horizontalAdvance(text)
            self._draw_arrow(painter, colour, wide + 5.0, lit=self.underMouse() or self.hasFocus())
        painter.end()

    def _draw_arrow(self, painter: QPainter, colour: QColor, left: float, lit: bool) -> None:
        faint = QColor(colour)
        faint.setAlphaF(1.0 if lit else 0.5)
        painter.setPen(QPen(faint, 1.4))
        middle = self.height() / 2 + 1
        painter.drawPolyline(
            [QPoint(round(left + x), round(middle + y)) for x, y in ((0, -2), (3, 1), (6, -2))]
        )
