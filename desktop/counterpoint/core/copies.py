"""The ids of copies: the other versions of records that were changed apart."""

from hashlib import sha256
from uuid import UUID


def family(origin: str) -> bytes:
    """What the ids of all copies of a record begin with."""
    return UUID(bytes=sha256(origin.encode()).digest()[:16], version=4).bytes[:6]


def copy_id(origin: str, content: str) -> str:
    """The id of the copy of a record: a UUID of version 8, six bytes from the original's id, the rest from
    the copy's content, so that a copy can be told and traced."""
    made = bytearray(family(origin) + bytes.fromhex(content)[:10])
    made[6] = made[6] & 0x0F | 0x80
    made[8] = made[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(made)))


def may_be_copy(record_id: str) -> bool:
    """Whether an id is such as merging makes for a record's other version."""
    return record_id[14] == "8"
