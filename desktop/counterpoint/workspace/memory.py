"""Under which keys a library remembers small things, outside the history of edits."""

from typing import Final

LAST_ESSAY: Final = "essay"
"""The id of the essay that was open."""

LAST_PLACE: Final = "place"
"""Where its caret stood, in code points."""

HIDDEN: Final = "hidden annotators"
"""The ids of annotators whose passages are not shown, with spaces between."""

CURRENT_ANNOTATOR: Final = "annotator"
"""The id of who tags."""

LAST_BRIEF: Final = "brief"
"""The id of the brief that was open."""

CODE_KINDS: Final = "code kinds"
"""What codes of other programs are taken for: JSON, a kind and its detail, or null, by the code's path."""
