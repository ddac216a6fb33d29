"""Work beside the window that shows itself in the status bar until it is done."""

from collections.abc import Callable
from typing import TypeVar

from counterpoint.core.errors import UserError
from counterpoint.ui.session.session import Session

T = TypeVar("T")


def in_background(
    session: Session, work: Callable[[], T], then: Callable[[T], None], words: str = ""
) -> None:
    """Do `work`, which knows nothing of the window, and call `then` with its result.

    The status bar shows `words` meanwhile, if there are any. What a user can mend is told in a notice.
    """
    status = session.window.status

    def done(result: T) -> None:
        status.set_idle()
        then(result)

    def failed(error: BaseException) -> None:
        status.set_idle()
        if not isinstance(error, UserError):
            raise error
        session.tell(error)

    if words:
        status.set_busy(words)
    session.jobs.run(work, done if words else then, failed)
