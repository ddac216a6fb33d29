"""What our own brat files say beyond what brat has words for, so that they can be read back.

It stands in comments (`#` lines), which brat keeps and shows and other readers pass over: who made an
annotation (`Annotator`), and which record it is (`Record`). The latter holds good only as long as nobody
changed the annotation, which is what its check is for.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

NOTES: Final = "AnnotatorNotes"
"""The comment that brat itself makes."""

BY: Final = "Annotator"
"""The comment that names who made an annotation."""

RECORD: Final = "Record"
"""The comment that says which record an annotation is."""

DETAIL: Final = "Detail"
"""The attribute that holds a passage's detail."""

_NEVER_IN_A_LINE: Final = re.compile("[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029\\\\]")
_ESCAPED: Final = re.compile(r"\\(\\|n|u[0-9a-f]{4})")


class Kept(NamedTuple):
    """Which record an annotation is, whose, since when; `check` is of what the annotation said."""

    id: str
    annotator_id: str
    created: str
    check: str


def in_a_line(text: str) -> str:
    """Text that a line of an annotation file can hold; `out_of_a_line` gives it back."""
    return _NEVER_IN_A_LINE.sub(_escape, text)


def out_of_a_line(line: str) -> str:
    """The text that `in_a_line` was given."""
    return _ESCAPED.sub(_unescape, line)


def _escape(found: re.Match[str]) -> str:
    known = {"\\": "\\\\", "\n": "\\n"}
    return known.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _unescape(found: re.Match[str]) -> str:
    known = {"\\": "\\", "n": "\n"}
    return known.get(found[1]) or chr(int(found[1][1:], 16))


def as_value(words: str) -> str:
    """Words as the value of an attribute, which has no space in it; `value_of` gives them back."""
    parts = (quote(part, safe="") if part.isascii() else _quoted(part) for part in words.split(" "))
    return "_".join(part.replace("_", "%5F") for part in parts)


def value_of(value: str) -> str:
    """The words that a value stands for."""
    return unquote(value.replace("_", " "), errors="replace")


def _quoted(part: str) -> str:
    """Letters of any script as they are, all else by its bytes."""
    return "".join(each if each.isalnum() else quote(each, safe="") for each in part)


def check_of(said: Iterable[str]) -> str:
    """Eight letters that follow from what an annotation says; another after any change of it."""
    return sha256("\0".join(said).encode(errors="surrogatepass")).hexdigest()[:8]


def packed(kept: Kept) -> str:
    """The line that says which record it is."""
    return " ".join(kept)


def unpacked(line: str) -> Kept | None:
    """What such a line says, or None where it is none."""
    parts = line.split(" ")
    return Kept(*parts) if len(parts) == len(Kept._fields) else None
