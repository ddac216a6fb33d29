"""Files that are ZIP archives: looked into in memory, never extracted, and refused where they are bombs."""

import io
import zipfile
import zlib
from typing import Final

from counterpoint.core.errors import BadInput
from counterpoint.importers.refusals import damaged

MOST_ENTRIES: Final = 20_000
"""Files that an archive may hold."""
LARGEST_ENTRY: Final = 200_000_000
"""Bytes that one of them may come to."""
LARGEST_TOTAL: Final = 1_000_000_000
"""Bytes that all of them may come to."""
HIGHEST_RATIO: Final = 200
"""How many times its packed size a file may come to, once it is larger than `ALWAYS_FINE`. Text packs to a
twentieth; what packs to a thousandth is made to do harm."""
ALWAYS_FINE: Final = 1_000_000
"""Bytes that any file may come to."""

_SPOILT: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


class Packed:
    """A ZIP archive in memory. `name` is the file's, for what is said of it.

    Making one raises BadInput for bytes that are no sound archive, and for one that could not be meant: too
    many files, too large or too tightly packed ones, names that climb out of it.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            infos = self._archive.infolist()
        except _SPOILT:
            raise damaged(self._name) from None
        if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > LARGEST_TOTAL:
            raise self._too_large()
        for info in infos:
            self._check(info)
        self._infos = {info.filename: info for info in infos}

    @property
    def names(self) -> tuple[str, ...]:
        """The names in it, in their order."""
        return tuple(self._infos)

    def read(self, name: str) -> bytes:
        """The bytes of one file in it. Raises BadInput where it is not there, is locked by a password, or is
        not what the archive says of it."""
        info = self._infos.get(name)
        if info is None:
            raise damaged(self._name)
        if info.flag_bits & 1:
            raise BadInput(f"“{self._name}” is locked by a password; save it without one.")
        try:
            with self._archive.open(info) as file:
                content = file.read(info.file_size + 1)
        except _SPOILT:
            raise damaged(self._name) from None
        if len(content) != info.file_size:
            raise self._too_large() if len(content) > info.file_size else damaged(self._name)
        return content

    def _check(self, info: zipfile.ZipInfo) -> None:
        parts = info.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or ":" in parts[0] or "\0" in info.filename:
            raise BadInput(f"“{self._name}” holds a file that points outside it; it is not safe to open.")
        packed_tight = info.file_size > max(ALWAYS_FINE, HIGHEST_RATIO * info.compress_size)
        if info.file_size > LARGEST_ENTRY or packed_tight:
            raise self._too_large()

    def _too_large(self) -> BadInput:
        return BadInput(f"“{self._name}” would unpack to far more than a text has; it is not safe to open.")
