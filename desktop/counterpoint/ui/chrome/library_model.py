"""The library pane's list: topics as headings, their essays beneath."""

from collections.abc import Sequence
from typing import Any, Final, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from counterpoint.core.marks import EssayLine

NO_TOPIC: Final = "No topic yet"
_ROOT: Final = QModelIndex()
_TEXT_ROLES: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class TopicLike(Protocol):
    """What the pane needs of a topic."""

    @property
    def id(self) -> str: ...

    @property
    def wording(self) -> str: ...


class LibraryModel(QAbstractListModel):
    """One row a topic that has essays to show, and one row each of its essays. A row is an `EssayLine`, or a
    heading's text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._topics: tuple[tuple[str | None, str], ...] = ()
        self._essays: list[EssayLine] = []
        self._place_of: dict[str, int] = {}
        self._searched: tuple[str, ...] = ()
        self._rows: list[EssayLine | str] = []
        self._row_of: dict[str, int] = {}
        self._filter = ""

    def set_library(self, topics: Sequence[TopicLike], essays: Sequence[EssayLine]) -> None:
        """Shows these, topics in the order given, essays as given within each; those of no topic last."""
        self._topics = (*((topic.id, topic.wording) for topic in topics), (None, NO_TOPIC))
        wording = dict(self._topics)
        self._essays = list(essays)
        self._place_of = {essay.id: place for place, essay in enumerate(essays)}
        self._searched = tuple(
            f"{essay.title}\n{essay.author}\n{wording.get(essay.topic_id, '')}".casefold() for essay in essays
        )
        self._build()

    def set_filter(self, words: str) -> None:
        """Shows only essays whose title, author or topic has all of `words`."""
        if words != self._filter:
            self._filter = words
            self._build()

    def update_count(self, essay_id: str, passages: int) -> None:
        """Another count of passages for one essay; an essay that is not here is passed over. No signal is
        sent, for a list lays all its rows out anew on one: have the row drawn again."""
        place = self._place_of.get(essay_id)
        if place is not None:
            self._essays[place] = line = self._essays[place]._replace(passages=passages)
            row = self._row_of.get(essay_id)
            if row is not None:
                self._rows[row] = line

    def total(self) -> int:
        """How many essays there are, shown or not."""
        return len(self._essays)

    def row_of(self, essay_id: str) -> int:
        """The row of an essay, -1 if it is not shown."""
        return self._row_of.get(essay_id, -1)

    def line(self, row: int) -> EssayLine | str:
        """A row's essay, or its heading."""
        return self._rows[row]

    def first_essay(self) -> int:
        """The first row that is an essay, -1 without one."""
        return 1 if self._rows else -1

    def _build(self) -> None:
        words = self._filter.casefold().split()
        known = {topic_id for topic_id, _wording in self._topics}
        under: dict[str | None, list[EssayLine]] = {}
        for essay, searched in zip(self._essays, self._searched, strict=True):
            if all(word in searched for word in words):
                under.setdefault(essay.topic_id if essay.topic_id in known else None, []).append(essay)
        self.beginResetModel()
        self._rows = []
        self._row_of = {}
        for topic_id, wording in self._topics:
            lines = under.get(topic_id, [])
            if lines:
                self._rows.append(wording)
                first = len(self._rows)
                self._row_of.update((line.id, first + place) for place, line in enumerate(lines))
                self._rows += lines
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        line = self._rows[index.row()]
        if isinstance(line, str):
            texts = (line, line, f"Topic: {line}")
        else:
            whole = ", ".join(part for part in (line.title, line.author) if part)
            texts = (line.title, whole, f"{line.title}, {_passages(line.passages)}")
        return dict(zip(_TEXT_ROLES, texts, strict=True)).get(Qt.ItemDataRole(role))

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def _passages(count: int) -> str:
    return "1 passage" if count == 1 else f"{count} passages"
