"""Files in a ZIP archive such that the same files give the same bytes: no clock is read, none has a date."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
_LEVEL: Final = 4
"""Of zlib: in less than half the time of the usual 6 a file a sixth longer."""


def package(files: Mapping[str, bytes]) -> bytes:
    """The archive that holds these files by their names, in their order."""
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for name, content in files.items():
            entry = ZipInfo(name, _NO_DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            packed.writestr(entry, content, compresslevel=_LEVEL)
    return archive.getvalue()
