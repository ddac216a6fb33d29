"""The plain texts of a REFI-QDA project: within it, or in files of its archive."""

import codecs
from typing import Final

from lxml import etree

from counterpoint.importers.encoding import LARGEST
from counterpoint.importers.packed import Packed
from counterpoint.importers.refi_parts import attribute, first, words

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Texts:
    """Finds the texts that elements have. `archive` is None for a project that came without one."""

    def __init__(self, archive: Packed | None) -> None:
        self._archive = archive
        names = sorted(archive.names if archive else (), key=_is_source)
        self._by_name = {_last(name): name for name in names}

    def of(self, element: etree._Element) -> str | None:
        """An element's plain text without a byte order mark; None where it has none that can be read. Raises
        BadInput for an archive that is damaged."""
        within = first(element, "plaintextcontent")
        if within is not None:
            return words(within).removeprefix("\ufeff")
        path = self._by_name.get(_last(attribute(element, "plainTextPath")))
        if path is None or self._archive is None:
            return None
        data = self._archive.read(path)
        mark, encoding = next((each for each in _MARKS if data.startswith(each[0])), (b"", "utf-8"))
        try:
            return data[len(mark) :].decode(encoding) if len(data) <= LARGEST else None
        except UnicodeDecodeError:
            return None


def _is_source(name: str) -> bool:
    """Whether it lies where sources should; those stand last, so that they count where names are the same."""
    return name.lower().startswith("sources/")


def _last(path: str) -> str:
    """The name at the end of a path, as it is compared: programs differ in the folder, or name none."""
    return path.replace("\\", "/").rsplit("/", 1)[-1].lower()
