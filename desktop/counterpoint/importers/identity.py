"""Ids and times of what other programs made, such that taking the same file again gives the same records."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from counterpoint.core.bundle import URN, made_id
from counterpoint.core.dates import utc

NO_TIME: Final = "1970-01-01T00:00:00Z"
"""What stands for a time that is not known: the present would be another one next time."""


def given_id(key: str) -> str:
    """The UUID that a program gave something, in its usual characters; empty where it gave none."""
    try:
        return str(UUID(key.removeprefix(URN)))
    except ValueError:
        return ""


def id_of(kind: str, key: str, content: Iterable[str]) -> str:
    """The id that a program gave a record of this kind, else one that follows from its content."""
    return given_id(key) or made_id(f"{kind} " + "\0".join(content))


def time_of(value: str) -> str:
    """An ISO time in UTC to the second; `NO_TIME` where it cannot be read."""
    return utc(value) or NO_TIME
