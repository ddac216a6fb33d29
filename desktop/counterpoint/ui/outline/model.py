"""The outline as Qt sees it: a flat list of the rows on show, each with its depth."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from counterpoint.core.arguments import Argument, Node, OutlineIndex, Step, shorten
from counterpoint.ui.outline.rows import Filter, OutlineRows, Patch

AnyIndex = QModelIndex | QPersistentModelIndex

NODE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The row's `Node`."""

FOLD_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""None where nothing hangs below, else whether it is folded."""


class OutlineModel(QAbstractListModel):
    """Rows over an `OutlineIndex`; `apply` takes the same steps and announces just what they change."""

    countsChanged = Signal()
    settled = Signal()
    """Rows were added, taken away or changed, and may be asked for again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = OutlineRows(OutlineIndex(Argument("", "")))
        self._changing = False

    def show(self, argument: Argument, hidden: Collection[str] = ()) -> None:
        """Shows another argument, or the same one with other annotators left out. The filter stays; what
        was folded stays folded where it is the same essay."""
        same = argument.essay_id == self._rows.index.essay_id
        index = OutlineIndex(argument, hidden)
        self.beginResetModel()
        self._rows = OutlineRows(index, self._rows.chosen, self._rows.folded if same else ())
        self.endResetModel()
        self.countsChanged.emit()

    def apply(self, steps: Iterable[Step]) -> None:
        """Takes in what changed of the argument on show."""
        self._follow(self._rows.update(self._rows.index.apply(steps)))
        self.countsChanged.emit()

    def _follow(self, patches: Iterator[Patch]) -> None:
        """Announces each patch as Qt wants it: before it holds, and after."""
        self._changing = True
        patch = next(patches, None)
        while patch is not None:
            row, added, repaint = patch
            if added > 0:
                self.beginInsertRows(QModelIndex(), row, row + added - 1)
            elif added < 0:
                self.beginRemoveRows(QModelIndex(), row, row - added - 1)
            patch = next(patches, None)
            if added > 0:
                self.endInsertRows()
            elif added < 0:
                self.endRemoveRows()
            elif repaint:
                self.dataChanged.emit(self.index(row), self.index(row + repaint - 1))
        self._changing = False
        self.settled.emit()

    # What is on show

    @property
    def changing(self) -> bool:
        """Whether rows are just being added or taken away: none can be asked for then."""
        return self._changing

    @property
    def essay_id(self) -> str:
        return self._rows.index.essay_id

    @property
    def counts(self) -> dict[str, int]:
        """How many claims, evidence, rhetoric and holes there are, whatever the filter."""
        return dict(self._rows.index.counts)

    @property
    def chosen(self) -> Filter:
        """The filter in force."""
        return self._rows.chosen

    def choose(self, chosen: Filter) -> None:
        """Shows only what the filter asks for, and what it hangs under."""
        if chosen != self._rows.chosen:
            self.beginResetModel()
            self._rows.chosen = chosen
            self._rows.measure()
            self.endResetModel()

    def fold(self, row: int, folded: bool) -> None:
        """Folds or unfolds what hangs below a row, wherever that node stands."""
        node = self._rows.row(row)
        if (node.id in self._rows.folded) == folded or not self._rows.has_children(node):
            return
        changed = self._rows.folded.add if folded else self._rows.folded.discard
        changed(node.id)
        self._follow(self._rows.fold(node.id))

    def reveal(self, node_id: str) -> int:
        """Unfolds what hides a node and gives the first row it is on; -1 where it is not on show."""
        if self._rows.reveal(node_id):
            self.beginResetModel()
            self._rows.measure()
            self.endResetModel()
        return next(self._rows.places_of(node_id), -1)

    def places_of(self, node_id: str) -> list[int]:
        """Every row a node is on."""
        return list(self._rows.places_of(node_id))

    def section_rows(self) -> list[int]:
        """The rows that are sections, ascending."""
        return self._rows.section_rows()

    def node(self, row: int) -> Node:
        """What stands in a row."""
        return self._rows.index.node(self._rows.row(row))

    # What Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._changing:
            return None
        if role == NODE_ROLE:
            return self.node(index.row())
        if role == FOLD_ROLE:
            row = self._rows.row(index.row())
            return row.id in self._rows.folded if self._rows.has_children(row) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.node(index.row()).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self.node(index.row()))
        if role == Qt.ItemDataRole.ToolTipRole:
            node = self.node(index.row())
            return None if node.type == "section" else shorten(self._rows.index.words(node.id), 600)
        return None


def spoken(node: Node) -> str:
    """A row as a screen reader says it: `claim, contention: the quote, no evidence`."""
    what = (
        "section" if node.type == "section" else f"{node.kind}, {node.detail}" if node.detail else node.kind
    )
    where = [f"in {node.essay_title}"] if node.essay_title else []
    level = [f"level {node.depth}"] if node.depth else []
    return ", ".join([f"{what}: {node.text}", *node.holes, *where, *level])
