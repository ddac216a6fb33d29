"""What the command line prints: plain lines for people, JSON for programs."""

import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final

from counterpoint.core.text import shorten

WIDE: Final = 100
"""Code points of a quote or a title in a line for people."""


def use_utf8() -> None:
    """Write UTF-8 and bare line ends, whatever the system's habit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def say(*lines: str) -> None:
    """Print lines for people."""
    write("".join(line + "\n" for line in lines))


def say_json(value: Any) -> None:
    """Print a value for programs."""
    write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def write(text: str) -> None:
    """Print text as it stands. A reader who has gone, such as `head`, is no error."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still to be written, at the end of the process too, goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_bytes(content: bytes) -> None:
    """Print bytes as they stand, so that no line end is translated; gone readers are no error here either."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(sentence: str) -> None:
    """Print one line that says what is wrong."""
    sys.stderr.write(f"counterpoint: {one_line(sentence, 2000)}\n")
    sys.stderr.flush()


def remark(sentence: str) -> None:
    """Print one line on what is done all the same, but not wholly; beside what is printed for programs."""
    complain(f"note: {sentence}")


def one_line(words: str, length: int = WIDE) -> str:
    """Words on one line, shortened, without characters that could steer a terminal."""
    return shorten(
        "".join(" " if unicodedata.category(each) in ("Cc", "Zl", "Zp") else each for each in words), length
    )


def table(rows: Iterable[Sequence[str | int]]) -> list[str]:
    """Rows as lines of aligned columns, numbers to the right. The last column is not padded."""
    rows = list(rows)
    if not rows:
        return []
    widths = [max(len(_cell(row[at])) for row in rows) for at in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            _cell(value).rjust(width) if isinstance(value, int) else _cell(value).ljust(width)
            for value, width in zip(row[:-1], widths, strict=False)
        ]
        lines.append("  ".join([*cells, _cell(row[-1])]).rstrip())
    return lines


def _cell(value: str | int) -> str:
    return f"{value:,}" if isinstance(value, int) else value


def short_ids(ids: Iterable[str]) -> dict[str, str]:
    """Each id's start, long enough to name it alone, eight characters at least."""
    ids = list(dict.fromkeys(ids))
    for length in range(8, 37):
        if len({each[:length] for each in ids}) == len(ids):
            return {each: each[:length] for each in ids}
    return {each: each for each in ids}
