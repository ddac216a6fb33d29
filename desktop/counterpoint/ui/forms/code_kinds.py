"""What the codes of another program's project mean here, before it is taken in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from counterpoint.core.code_kinds import LONGEST_DETAIL, CodeKind, detail_named
from counterpoint.core.vocabulary import KINDS, Kind
from counterpoint.ui.forms.buttons import KeyButton, Segment
from counterpoint.ui.forms.code_rows import CodeDelegate, CodeRows, CodeView
from counterpoint.ui.forms.labels import Label
from counterpoint.ui.forms.painted_list import PaintedList
from counterpoint.ui.theme import Theme

NO_DETAIL: Final = "No detail"

_KEYS: Final[dict[int, Kind | None]] = {
    Qt.Key.Key_1: "claim",
    Qt.Key.Key_2: "evidence",
    Qt.Key.Key_3: "rhetoric",
    Qt.Key.Key_0: None,
}


class CodeList(PaintedList):
    """The codes; 1, 2, 3 and 0 say what those chosen are taken as."""

    kindPressed = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in _KEYS:
            self.kindPressed.emit(_KEYS[event.key()])
            return
        super().keyPressEvent(event)


class CodeKinds(QDialog):
    """Lists codes and what each is taken as. `details` are those offered of each kind; `coming` says in a
    sentence what a choice brings. `taken(choice)` is emitted with a `CodeKind` or None by code key."""

    taken = Signal(object)

    def __init__(
        self,
        name: str,
        codes: Sequence[CodeView],
        details: Mapping[Kind, Sequence[str]],
        coming: Callable[[Mapping[str, CodeKind | None]], str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Take in {name}")
        self._details = details
        self._coming = coming
        self.rows = CodeRows(codes, self)
        self.list = CodeList()
        self.list.setAccessibleName("Codes")
        self.list.setAccessibleDescription("1 takes a code as claim, 2 evidence, 3 rhetoric; 0 leaves it out")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setItemDelegate(CodeDelegate(theme, self.list))
        self.list.setModel(self.rows)
        self.kinds: dict[Kind | None, Segment] = {}
        self.detail = QComboBox()
        self.typed = QLineEdit()
        self.counts = Label(role="soft")
        self._lay_out()
        self.resize(680, 560)
        self.list.selectionModel().selectionChanged.connect(self._show_chosen)
        self.list.kindPressed.connect(self.choose_kind)
        self.detail.activated.connect(self._take_detail)
        self.typed.editingFinished.connect(self._take_detail)
        self.list.setCurrentIndex(self.rows.index(0))
        self.list.setFocus()
        self._show_coming()

    def choice(self) -> dict[str, CodeKind | None]:
        """What each code is taken as, by its key."""
        return {row.key: row.kind for row in self.rows.rows}

    def choose_kind(self, kind: Kind | None) -> None:
        """Takes the chosen codes as a kind, or leaves them out. A detail stays where the kind has it."""
        for place, row in self._chosen():
            detail = row.kind.detail if row.kind else ""
            held = kind is not None and detail in self._details[kind]
            self.rows.change(
                place, replace(row, kind=CodeKind(kind, detail if held else "") if kind else None)
            )
        self._show_chosen()
        self._show_coming()

    def accept(self) -> None:
        self._take_detail()
        self.taken.emit(self.choice())
        super().accept()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(Label("What do its codes mean?", "title"))
        layout.addWidget(
            Label("Keys 1, 2 and 3 take a code as claim, evidence or rhetoric; 0 leaves it out.", "soft")
        )
        layout.addWidget(self.list, 1)
        layout.addLayout(self._choices())
        layout.addWidget(self.counts)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = KeyButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.take = KeyButton("&Take in", role="primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.take)
        layout.addLayout(row)

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._group = QButtonGroup(self)
        for number, kind in enumerate((*KINDS, None), start=1):
            segment = Segment(kind.capitalize() if kind else "Leave out")
            segment.setToolTip(f"Key {number if kind else 0} in the list")
            segment.clicked.connect(lambda _=False, kind=kind: self.choose_kind(kind))
            self._group.addButton(segment)
            self.kinds[kind] = segment
            row.addWidget(segment)
        row.addSpacing(8)
        caption = Label("&Detail", "soft")
        caption.setWordWrap(False)
        caption.setBuddy(self.detail)
        self.detail.setLineEdit(self.typed)
        self.detail.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.typed.setMaxLength(LONGEST_DETAIL)
        self.detail.setAccessibleName("Detail")
        row.addWidget(caption)
        row.addWidget(self.detail, 1)
        return row

    def _chosen(self) -> list[tuple[int, CodeView]]:
        places = sorted(index.row() for index in self.list.selectedIndexes())
        return [(place, self.rows.rows[place]) for place in places]

    def _show_chosen(self) -> None:
        """The kind and detail that the chosen codes have, where they have one in common."""
        kinds = {row.kind for _, row in self._chosen()}
        common = kinds.pop() if len(kinds) == 1 else None
        several = bool(kinds)
        self._group.setExclusive(not several)
        for kind, segment in self.kinds.items():
            segment.setChecked(not several and kind == (common.kind if common else None))
        self._group.setExclusive(True)
        self.detail.setEnabled(common is not None)
        self.detail.clear()
        if common is not None:
            held = (common.detail,) if common.detail else ()
            self.detail.addItems(list(dict.fromkeys((NO_DETAIL, *self._details[common.kind], *held))))
            self.detail.setCurrentText(common.detail or NO_DETAIL)

    def _take_detail(self) -> None:
        text = self.detail.currentText().strip()
        if not self.detail.isEnabled() or not text:
            return
        for place, row in self._chosen():
            if row.kind is not None:
                detail = "" if text == NO_DETAIL else detail_named(row.kind.kind, text)
                self.rows.change(place, replace(row, kind=row.kind._replace(detail=detail)))

    def _show_coming(self) -> None:
        self.counts.setText(self._coming(self.choice()))
