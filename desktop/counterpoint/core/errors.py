"""What can go wrong that a user can mend.

A `UserError` is shown as it stands: one sentence that says what happened and what to do. Everything
else that is raised is our bug and goes to the crash report.
"""


class UserError(Exception):
    """One sentence for the user; `str(error)` is shown as it is."""


class Conflict(UserError):
    """A row no longer equals what the edit expected, so nothing was written."""


class NotSaved(UserError):
    """The disk refused an edit; nothing of it was written."""


class ReadOnly(UserError):
    """The library is open for reading alone."""


class LibraryTooNew(UserError):
    """The library was made by a newer Counterpoint."""


class LibraryDamaged(UserError):
    """The file is not a library, or SQLite finds it broken."""


class NotFound(UserError):
    """No record answers to what the user named."""


class BadInput(UserError):
    """A file or a value cannot be taken as it is."""
