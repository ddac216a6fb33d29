"""What two processes tell each other: messages of a header in JSON and of bytes, with their lengths before
them."""

import json
import struct
from collections.abc import Mapping
from typing import IO, Any, Final, NamedTuple

_LENGTHS: Final = struct.Struct(">IQ")
LARGEST: Final = 4_000_000_000
"""Bytes of a part of a message."""

ARGUMENT: Final = "--read-files-apart"
"""What the program is started with to be the process that reads files."""


class Frame(NamedTuple):
    """One message."""

    header: dict[str, Any]
    body: bytes


def send(pipe: IO[bytes], header: dict[str, Any], body: bytes = b"") -> None:
    """Write a message. Raises OSError where nobody reads it."""
    packed = json.dumps(header).encode()
    pipe.write(_LENGTHS.pack(len(packed), len(body)))
    pipe.write(packed)
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Frame | None:
    """The next message, or None where the other side has ended, in the middle of one too."""
    lengths = _exactly(pipe, _LENGTHS.size)
    if lengths is None:
        return None
    of_header, of_body = _LENGTHS.unpack(lengths)
    if of_header > LARGEST or of_body > LARGEST:
        return None
    header, body = _exactly(pipe, of_header), _exactly(pipe, of_body)
    if header is None or body is None:
        return None
    return Frame(json.loads(header), body)


def bundled(files: Mapping[str, bytes]) -> bytes:
    """Several files as one body."""
    names = json.dumps([[name, len(data)] for name, data in files.items()]).encode()
    return b"".join((_LENGTHS.pack(len(names), 0), names, *files.values()))


def unbundled(body: bytes) -> dict[str, bytes]:
    """The files that `bundled` made one of."""
    of_names, _ = _LENGTHS.unpack_from(body)
    at = _LENGTHS.size + of_names
    files = {}
    for name, size in json.loads(body[_LENGTHS.size : at]):
        files[name] = body[at : at + size]
        at += size
    return files


def _exactly(pipe: IO[bytes], size: int) -> bytes | None:
    data = pipe.read(size)
    return data if len(data) == size else None
