"""The records of where texts come from: files kept whole, and what was corrected in a text since."""

import base64
import json
from hashlib import sha256
from itertools import pairwise
from typing import ClassVar, NamedTuple

from pydantic import Field, field_validator

from counterpoint.core.errors import LibraryDamaged
from counterpoint.core.record import Record, now


class Original(Record):
    """The file that an essay came from, kept whole. `digest` is the SHA-256 of its bytes, hexadecimal;
    `data` is the bytes in Base64."""

    name_of_kind: ClassVar[str] = "original"

    essay_id: str
    name: str = Field(min_length=1, max_length=1_000)
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
    data: str = Field(min_length=1)
    created: str = Field(default_factory=now)

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return len(self.data) // 4 * 3 - self.data[-2:].count("=")

    @property
    def content(self) -> bytes:
        """The file's bytes. Raises LibraryDamaged where they are not those that were kept."""
        try:
            content = base64.b64decode(self.data, validate=True)
        except ValueError:
            content = b""
        if file_digest(content) != self.digest:
            raise LibraryDamaged(
                "A file that the library keeps is damaged; run “counterpoint check” or restore a backup."
            )
        return content


def original_of(essay_id: str, name: str, content: bytes) -> Original:
    """The record that keeps a file."""
    packed = base64.b64encode(content).decode("ascii")
    return Original(essay_id=essay_id, name=name, digest=file_digest(content), data=packed)


def file_digest(content: bytes) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    return sha256(content).hexdigest()


class Hunk(NamedTuple):
    """One place of a correction: `[start, end)`, in code points of the text after it, stands for `was`."""

    start: int
    end: int
    was: str


class Correction(Record):
    """A change of an essay's own text. `before` and `after` are the digests of both texts.

    `hunks_json` holds `[start, end, was]` lists in text order that turn the text after it back into the one
    before; so the earlier text can be seen, and what was tagged in it can be found in the later one.
    """

    name_of_kind: ClassVar[str] = "correction"

    essay_id: str
    annotator_id: str
    before: str = Field(pattern=r"^[0-9a-f]{64}$")
    after: str = Field(pattern=r"^[0-9a-f]{64}$")
    hunks_json: str
    created: str = Field(default_factory=now)

    @field_validator("hunks_json")
    @classmethod
    def _hunks_can_be_read(cls, packed: str) -> str:
        _hunks(packed)
        return packed

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """What was changed, in text order. Raises LibraryDamaged for a row that no correction can have."""
        try:
            return _hunks(self.hunks_json)
        except ValueError as error:
            raise LibraryDamaged(
                "The library holds an impossible correction; run “counterpoint check” or restore a backup."
            ) from error


def _hunks(packed: str) -> tuple[Hunk, ...]:
    """The hunks that JSON says; raises ValueError where it is no list of them in order."""
    try:
        lists = json.loads(packed)
    except RecursionError:
        raise ValueError("hunks are a flat list") from None
    if not isinstance(lists, list) or not lists or not all(map(_is_hunk, lists)):
        raise ValueError("each hunk is a start, an end and what was there")
    hunks = tuple(Hunk(*each) for each in lists)
    if any(one.end >= other.start for one, other in pairwise(hunks)):
        raise ValueError("hunks stand apart and in order")
    return hunks


def _is_hunk(each: object) -> bool:
    match each:
        case [start, end, was]:
            if type(start) is not int or type(end) is not int or type(was) is not str:
                return False
            return 0 <= start <= end and _is_text(was) and (start < end or was != "")
        case _:
            return False


def _is_text(text: str) -> bool:
    """Whether a library may hold it. JSON within JSON can hide what no text may hold."""
    return not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text)
