"""Which encoding an HTML page is in."""

import codecs
import re
from typing import Final

from counterpoint.core.errors import BadInput
from counterpoint.importers.encoding import decode

_LOOKED_AT: Final = 4_096
_DECLARED: Final = (
    re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE),
    re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE),
)
_MEANT: Final = {
    **dict.fromkeys(("iso8859-1", "ascii", "latin-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "hz"), "gb18030"),
    **dict.fromkeys(("shift_jis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc_kr", "ks_c_5601-1987", "ks_c_5601_1987"), "cp949"),
    **{"iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874", "big5": "big5hkscs"},
    **{"x-mac-roman": "mac-roman", "macintosh": "mac-roman", "x-user-defined": "cp1252"},
}
"""What browsers take a page to be in that says the name before."""


def decoded(data: bytes, encoding: str | None, name: str) -> tuple[str, str]:
    """The text of a page and its encoding: the one given, a byte order mark's, the one that the page says it is
    in, or UTF-8. Raises as `encoding.decode` does."""
    declared = (
        None if encoding or data.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff")) else _declared(data)
    )
    if declared:
        try:
            return decode(data, declared, name)
        except BadInput:
            pass  # it says what it is not in
    return decode(data, encoding, name)


def _declared(data: bytes) -> str | None:
    head = data[:_LOOKED_AT]
    match = next(filter(None, (pattern.search(head) for pattern in _DECLARED)), None)
    if match is None:
        return None
    label = match[1].decode("ascii").lower()
    try:
        known = codecs.lookup(label).name
    except LookupError:
        known = label
    known = _MEANT.get(known, _MEANT.get(label, known))
    return "utf-8" if known.startswith("utf-16") else known
