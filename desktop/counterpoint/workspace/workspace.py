"""An open library: who tags, what was done, who wants to know.

Verbs live in the modules beside this one as functions that take a `Workspace`, decide on an `Edit` and
`commit` it. Undo and redo are the same road, so no verb has undo code.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from counterpoint.core.changes import Edit
from counterpoint.core.errors import BadInput, Conflict, NotSaved, ReadOnly, UserError
from counterpoint.core.records import Annotator
from counterpoint.store.store import Store
from counterpoint.workspace.memory import CURRENT_ANNOTATOR

Listener = Callable[[Edit], None]


class Workspace:
    """One open library. Every listener hears of every edit, whoever made it, after it is written."""

    def __init__(self, path: Path, store: Store) -> None:
        self.path = path
        self.store = store
        self._listeners: list[Listener] = []
        self._annotator: Annotator | None = None

    @property
    def read_only(self) -> str:
        """Why nothing can be written, in a sentence; empty where writing is allowed."""
        return self.store.read_only

    @property
    def annotator(self) -> Annotator | None:
        """Who tags now; None until somebody is chosen."""
        if self._annotator is None:
            chosen = self.store.recall(CURRENT_ANNOTATOR)
            self._annotator = self.store.get(Annotator, chosen) if chosen else None
        return self._annotator

    def choose(self, annotator: Annotator) -> None:
        """Let `annotator` be who tags from now on."""
        self.store.remember(CURRENT_ANNOTATOR, annotator.id)
        self._annotator = annotator

    def commit(self, edit: Edit, *, merge: bool = False) -> None:
        """Write an edit, remember it for undo and tell everybody. With `merge` it may join the step before
        it, when that one changed the same records under the same label within a minute."""
        try:
            self.store.commit(edit, merge=merge)
        except (BadInput, Conflict, ReadOnly):
            raise
        except UserError as error:
            raise NotSaved(str(error)) from error
        self._announce(edit)

    def newest_step(self) -> int:
        """The number of the step that undo would take back; 0 for none."""
        return self.store.newest_step()

    def join_steps(self, numbers: Sequence[int], label: str) -> bool:
        """Make one step of undo of several; False where they are not the newest ones, one after another."""
        return self.store.join_steps(numbers, label)

    def undo(self) -> Edit | None:
        """Take the newest step back; gives the edit that did so, or None where there is none."""
        return self._announce(self.store.undo())

    def redo(self) -> Edit | None:
        """Do again what was undone last; gives the edit, or None where there is none."""
        return self._announce(self.store.redo())

    def labels(self) -> tuple[str | None, str | None]:
        """What undo would take back and what redo would do again, for their menu entries."""
        return self.store.labels()

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self.labels()[0]

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with each edit from now on; the function given back ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def recall(self, key: str) -> str:
        """A small thing the library remembers, such as the essay last open; empty where it does not."""
        return self.store.recall(key)

    def remember(self, key: str, value: str) -> None:
        self.store.remember(key, value)

    def check_writable(self) -> None:
        """Raises ReadOnly where nothing can be written, before somebody writes a long answer in vain."""
        if self.read_only:
            raise ReadOnly(self.read_only)

    def close(self) -> None:
        self._listeners.clear()
        self.store.close()

    def _announce(self, edit: Edit | None) -> Edit | None:
        if edit is not None:
            if edit.touches(Annotator):
                self._annotator = None
            for listener in tuple(self._listeners):
                listener(edit)
        return edit
