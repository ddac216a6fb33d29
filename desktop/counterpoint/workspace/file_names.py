"""Titles as the names of files, on any system."""

import re
from typing import Final

NAME_LENGTH: Final = 80
NAME_BYTES: Final = 200
"""Of the 255 that most systems allow a name, with room for a number and an ending."""

_FORBIDDEN: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def file_name(title: str) -> str:
    """A title as a file's name on any system, without what it ends in; never empty."""
    words = " ".join(_FORBIDDEN.sub(" ", title).split())[:NAME_LENGTH]
    words = words.encode()[:NAME_BYTES].decode(errors="ignore").strip(" .")
    return f"_{words}" if _RESERVED.fullmatch(words) else words or "Untitled"


def unused_name(title: str, taken: set[str]) -> str:
    """A file's name for a title that none of `taken`, written small, is; it is taken then."""
    name = file_name(title)
    number, unused = 1, name
    while unused.casefold() in taken:
        number += 1
        unused = f"{name} {number}"
    taken.add(unused.casefold())
    return unused
