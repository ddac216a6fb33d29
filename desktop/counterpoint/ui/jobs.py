"""Work beside the window: a function of plain values runs in a thread, its result comes back to this one.

Jobs never see a store or a widget: they read files, parse and compute. Writing happens where the result
arrives, in the window's own thread.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


class Jobs(QObject):
    """Runs jobs one after another."""

    _done = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="counterpoint-job")
        self._waiting: dict[Future[Any], tuple[Callable[[Any], None], Callable[[BaseException], None]]] = {}
        self._done.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def run(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Run `work` in the background; call `then` with its result, or `failed` with what it raised."""
        future = self._pool.submit(work)
        self._waiting[future] = (then, failed)
        future.add_done_callback(self._done.emit)

    @property
    def busy(self) -> bool:
        """Whether any job has not been answered yet."""
        return bool(self._waiting)

    def stop(self) -> None:
        """Wait for the job under way and forget the rest."""
        self._waiting.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _finish(self, future: "Future[Any]") -> None:
        then, failed = self._waiting.pop(future, (None, None))
        if then is None or failed is None or future.cancelled():
            return
        error = future.exception()
        if error is None:
            then(future.result())
        else:
            failed(error)
