"""The bar along the top: which view, which essay, the way to everything, and whose tags these are."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QMenu, QPushButton, QSizePolicy, QWidget

from counterpoint.ui.chrome.drawing import CapButton, ElidedLabel, Strip
from counterpoint.ui.chrome.segmented import Segmented

VIEWS: Final = (("read", "Read"), ("map", "Map"), ("brief", "Brief"), ("review", "Review"))
HEIGHT: Final = 44
_NARROW: Final = 900
_NARROWER: Final = 820
_NAME_WIDTH: Final = 140


class AnnotatorLine(NamedTuple):
    """An annotator as the header's menu lists them; `passages` counts those in the open essay."""

    id: str
    name: str
    passages: int = 0


class LastingMenu(QMenu):
    """A menu that stays open while boxes in it are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        presses = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() not in presses or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, action: QAction | None) -> bool:
        lasting = action is not None and action.isEnabled() and action.property("lasting") is True
        if lasting and action is not None:
            action.trigger()
        return lasting


class Header(Strip):
    """The top bar."""

    viewChosen = Signal(str)
    """`read`, `map`, `brief` or `review`."""
    paletteRequested = Signal()
    annotatorChosen = Signal(str)
    annotatorAddRequested = Signal()
    annotatorShown = Signal(str, bool)
    """Whether this annotator's passages shall be seen."""

    def __init__(self, palette_keys: str = "", parent: QWidget | None = None) -> None:
        """`palette_keys` is the key cap on the search button."""
        super().__init__(Qt.Edge.BottomEdge, parent)
        self.setAccessibleName("Top bar")
        self.setFixedHeight(HEIGHT)
        self.name = QLabel("Counterpoint")
        font = self.name.font()
        font.setPixelSize(14)
        font.setBold(True)
        self.name.setFont(font)
        self.views = Segmented(VIEWS, "View")
        self.views.chosen.connect(self.viewChosen)
        self.title = ElidedLabel()
        self.title.setProperty("role", "soft")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.search = CapButton("Find essay, passage, action…", palette_keys)
        self.search.setProperty("role", "search")
        self.search.setFixedWidth(250)
        self.search.clicked.connect(self.paletteRequested)
        self.annotator = self._menu_button("Annotator")
        self.menu = self._menu_button("Menu")
        self.menu.setText("☰")
        self.menu.setProperty("role", "icon")
        self.menu.setToolTip("Menu")
        self.menu.hide()
        self._exports: dict[str, tuple[str, QMenu]] = {}
        self.export = self._menu_button("Export")
        self.export.setProperty("role", "primary")
        self.export.hide()
        self._people = LastingMenu(self)
        self._people.setAccessibleName("Annotators")
        self.annotator.setMenu(self._people)
        self._people.aboutToHide.connect(partial(_let_go, self.annotator))
        self.annotator.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 7)
        row.setSpacing(14)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the window says how wide it is
        for widget in (self.name, self.views):
            row.addWidget(widget)
        row.addWidget(self.title, 1)
        row.addWidget(self.search)
        row.addWidget(self.export)
        end = QHBoxLayout()
        end.setSpacing(0)
        end.addWidget(self.annotator)
        end.addWidget(self.menu)
        row.addLayout(end)

    def _menu_button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "flat")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.search.setFixedWidth(250 if self.width() >= _NARROW else 160)
        self.name.setVisible(self.width() >= _NARROWER)

    def set_view(self, view: str) -> None:
        """Shows which view is on, without a signal."""
        self.views.set_current(view)
        self._show_export()

    def set_title(self, title: str, what: str = "Essay") -> None:
        """Names the open essay, or the brief, or nothing."""
        self.title.setText(title)
        self.title.setAccessibleName(f"{what}: {title}" if title else f"No {what.lower()}")

    def set_export(self, view: str, words: str, menu: QMenu) -> None:
        """What can be taken out of a view: while it is on, the button says `words` and offers `menu`."""
        self._exports[view] = words, menu
        menu.aboutToHide.connect(partial(_let_go, self.export))
        self._show_export()

    def _show_export(self) -> None:
        words, menu = self._exports.get(self.views.current(), ("", None))
        self.export.setVisible(menu is not None)
        if menu is not None:
            self.export.setMenu(menu)
            self.export.setText(f"{words} ▾")
            self.export.setAccessibleName(words)

    def set_menu(self, menu: QMenu) -> None:
        """Shows a menu button at the right end, for windows without a menu bar."""
        self.menu.setMenu(menu)
        menu.aboutToHide.connect(partial(_let_go, self.menu))
        self.menu.show()

    def set_annotators(
        self, annotators: Sequence[AnnotatorLine], current: str, shown: Collection[str]
    ) -> None:
        """Lists the annotators: `current` is whose tags are made now, `shown` whose passages are seen."""
        self._people.clear()
        names = {each.id: each.name for each in annotators}
        self.annotator.setVisible(True)
        self.annotator.setText(self._shortened(names.get(current, "Who are you?")) + " ▾")
        self.annotator.setAccessibleName(f"Annotator: {names.get(current, 'not chosen')}")
        self._heading("Tag as")
        group = QActionGroup(self._people)
        for each in annotators:
            action = self._checkable(each.name, each.id == current)
            group.addAction(action)
            action.triggered.connect(partial(self._choose, each.id))
        self._people.addAction("Add annotator…", self.annotatorAddRequested.emit)
        if annotators:
            self._people.addSeparator()
            self._heading("Show passages of")
        for each in annotators:
            count = f"  ({each.passages})" if each.passages else ""
            action = self._checkable(each.name + count, each.id in shown)
            action.setProperty("lasting", True)
            action.toggled.connect(partial(self._show, each.id))

    def _heading(self, words: str) -> None:
        self._people.addAction(words).setEnabled(False)

    def _checkable(self, text: str, checked: bool) -> QAction:
        action = self._people.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(checked)
        return action

    def _shortened(self, name: str) -> str:
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _NAME_WIDTH)

    def _choose(self, annotator_id: str, _checked: bool = True) -> None:
        self.annotatorChosen.emit(annotator_id)

    def _show(self, annotator_id: str, shown: bool) -> None:
        self.annotatorShown.emit(annotator_id, shown)


def _let_go(button: QPushButton) -> None:
    """Forget that the mouse is over a button: it may leave while the menu is open, and nobody says so."""
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    button.update()
