"""How our own brat files write what brat's lines cannot hold as it stands, so that it can be read back.

Who made an annotation stands in a comment (`#` line) of its own, which brat keeps and shows and other readers
pass over. Annotations that have one are ours: the words of their notes are escaped.
"""

import re
from typing import Final
from urllib.parse import quote, unquote

NOTES: Final = "AnnotatorNotes"
"""The comment that brat itself makes."""

BY: Final = "Annotator"
"""The comment that names who made an annotation."""

DETAIL: Final = "Detail"
"""The attribute that holds a passage's detail."""

_NEVER_IN_A_LINE: Final = re.compile("[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029\\\\]")
_ESCAPED: Final = re.compile(r"\\(\\|n|u[0-9a-f]{4})")


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
