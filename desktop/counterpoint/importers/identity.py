"""Ids and times of what other programs made, such that taking the same file again gives the same records."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from counterpoint.core.bundle import NAMESPACE, URN

NO_TIME: Final = "1970-01-01T00:00:00Z"
"""What stands for a time that is not known: the present would be another one next time."""


def made_id(named: str) -> str:
    """The id that follows from what something is called or says."""
    return str(uuid5(NAMESPACE_URL, NAMESPACE + named))


def given_id(key: str) -> str:
    """The UUID that a program gave something, in its usual characters; empty where it gave none."""
    try:
        return str(UUID(key.removeprefix(URN)))
    except ValueError:
        return ""


def id_of(kind: str, key: str, content: Iterable[str]) -> str:
    """The id that a program gave a record of this kind, else one that follows from its content."""
    return given_id(key) or made_id(f"{kind} " + "\0".join(content))


def utc(value: str) -> str:
    """An ISO time in UTC to the second; `NO_TIME` where it cannot be read."""
    try:
        time = datetime.fromisoformat(value)
        time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return NO_TIME
    return time.isoformat(timespec="seconds").replace("+00:00", "Z")
