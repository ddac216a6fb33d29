"""What the palette offers."""

from typing import Literal, NamedTuple

Offer = Literal["action", "essay", "passage", "answer", "other"]


class Candidate(NamedTuple):
    """One line of the palette. `search` is looked through beside the title, which is what is shown: the whole
    of a text that the title cuts short. `shape` is a kind of passage or `answer`; `keys` is a key cap's text.
    `favour`, from 0 to 10, brings it before others that match about as well."""

    kind: Offer
    id: str
    title: str
    subtitle: str = ""
    keys: str = ""
    search: str = ""
    shape: str = ""
    favour: int = 0

    @property
    def key(self) -> str:
        """Names this candidate among all of them: what a list of the recently used holds."""
        return f"{self.kind}:{self.id}"
