"""A brief's outline as Qt sees it: a flat list of the rows on show."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from counterpoint.core.brief_document import BriefRow
from counterpoint.core.speeches import clock
from counterpoint.core.vocabulary import HEADINGS
from counterpoint.ui.brief.outline_moves import OutlineTree
from counterpoint.ui.forms.labels import tip

AnyIndex = QModelIndex | QPersistentModelIndex

Filter = Literal["all", "open"]
"""Every row, or those that want something, with what they stand under."""

_LONG: Final = 40
"""Words longer than this may be cut in the list, and so have a tool tip."""


class BriefModel(QAbstractListModel):
    """`edited` says that somebody typed other words for an entry; the row changes when it is shown anew."""

    edited = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tree = OutlineTree(())
        self.filter: Filter = "all"
        self.writable = True
        self._folded: set[str] = set()
        self._shown: list[BriefRow] = []

    def show(self, rows: Sequence[BriefRow], keep: str = "") -> None:
        """Shows other rows, announcing no more than what changed. The entry `keep` stays on show if it was:
        what it has come to stand under is unfolded."""
        was_shown = any(row.entry_id == keep for row in self._shown) if keep else False
        before, self.tree = self._shown, OutlineTree(rows)
        if was_shown:
            self._unfold_above(keep)
        self._follow(before)

    def fold(self, row: int, folded: bool) -> None:
        """Folds or unfolds what stands under a row on show, if anything does."""
        if self.folded(row) is (not folded):
            (self._folded.add if folded else self._folded.discard)(self._shown[row].entry_id)
            self._follow(self._shown)

    def set_folded(self, ids: Iterable[str]) -> None:
        """Folds just these."""
        self._folded = set(ids)
        self._follow(self._shown)

    def folded_ids(self) -> frozenset[str]:
        """What is folded of the entries there are."""
        return frozenset(self._folded & self.tree.at.keys())

    def set_filter(self, chosen: Filter) -> None:
        self.filter = chosen
        self._follow(self._shown)

    def reveal(self, entry_id: str) -> int:
        """Unfolds what hides an entry and gives its row; -1 where it is not there or filtered out."""
        if self.row_of(entry_id) < 0 and entry_id in self.tree.at:
            self._unfold_above(entry_id)
            self._follow(self._shown)
        return self.row_of(entry_id)

    def row_of(self, entry_id: str) -> int:
        """The row on show of an entry, or -1."""
        return next((at for at, row in enumerate(self._shown) if row.entry_id == entry_id), -1)

    def row(self, row: int) -> BriefRow:
        return self._shown[row]

    def number(self, row: int) -> int:
        """A row on show as the tree counts it."""
        return self.tree.at[self._shown[row].entry_id]

    def folded(self, row: int) -> bool | None:
        """None where nothing stands under a row or a filter is on, else whether it is folded."""
        entry_id = self._shown[row].entry_id
        number = self.tree.at.get(entry_id, -1)  # while rows go, one may be asked for that is gone
        if self.filter != "all" or number < 0 or not self.tree.children(number):
            return None
        return entry_id in self._folded

    def open_count(self) -> int:
        """How many entries want something: an answer, a card …"""
        return sum(map(_is_open, self.tree.rows))

    # What Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.writable else flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.EditRole:
            return own_words(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row, self.folded(index.row()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row.text) if len(row.text) > _LONG else None
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, words = self._shown[index.row()], " ".join(str(value).split())
        if words == own_words(row) or not (words or may_be_empty(row)):
            return False
        self.edited.emit(row.entry_id, words)
        return True

    # Inside

    def _unfold_above(self, entry_id: str) -> None:
        if entry_id in self.tree.at:
            above = list(self.tree.ancestors(self.tree.at[entry_id]))[1:]
            self._folded -= {self.tree.rows[each].entry_id for each in above}

    def _follow(self, before: list[BriefRow]) -> None:
        """Makes what is on show what it should be: rows that are the same at both ends stay."""
        after = self._wanted()
        ids, others = [row.entry_id for row in before], [row.entry_id for row in after]
        same = _common(ids, others)
        rest = _common(ids[same:][::-1], others[same:][::-1])
        if len(ids) > same + rest:
            self.beginRemoveRows(QModelIndex(), same, len(ids) - rest - 1)
            self._shown = before[:same] + before[len(ids) - rest :]
            self.endRemoveRows()
        if len(others) > same + rest:
            self.beginInsertRows(QModelIndex(), same, len(others) - rest - 1)
            self._shown = before[:same] + after[same : len(after) - rest] + before[len(before) - rest :]
            self.endInsertRows()
        self._shown = after
        if after:
            self.dataChanged.emit(self.index(0), self.index(len(after) - 1))

    def _wanted(self) -> list[BriefRow]:
        rows = self.tree.rows
        if self.filter == "open":
            kept = {each for at, row in enumerate(rows) if _is_open(row) for each in self.tree.ancestors(at)}
            return [rows[each] for each in sorted(kept)]
        found: list[BriefRow] = []
        at = 0
        while at < len(rows):
            found.append(rows[at])
            at = self.tree.end(at) if rows[at].entry_id in self._folded else at + 1
        return found


def spoken(row: BriefRow, folded: bool | None) -> str:
    """A row as a screen reader says it: `card 1a: the tag, 0:38 aloud, no card, level 3`."""
    kind = "unanswered" if row.kind == "open" else row.kind
    parts = [f"{kind} {row.number}".rstrip() + f": {row.text}"]
    parts += [f"{clock(row.seconds)} aloud"] if row.seconds else []
    parts += [row.badge] if row.badge and row.badge != kind else []
    parts += [f"level {row.depth + 1}"]
    parts += ["folded"] if folded else []
    return ", ".join(parts)


def own_words(row: BriefRow) -> str:
    """What of a row is the entry's own and so is edited: of `Contention 2: words` the words."""
    name, colon, words = row.text.partition(": ")
    return words if row.kind == "contention" and colon and name.startswith("Contention ") else row.text


def may_be_empty(row: BriefRow) -> bool:
    """Whether an entry without words of its own has some all the same: a card has its tag, an answer its
    heading, an open entry its claim."""
    return row.kind not in HEADINGS and row.kind != "analytic"


def _is_open(row: BriefRow) -> bool:
    return bool(row.badge) or row.kind == "open"


def _common(one: list[str], other: list[str]) -> int:
    """How many ids both begin with."""
    most = min(len(one), len(other))
    return next((at for at in range(most) if one[at] != other[at]), most)
