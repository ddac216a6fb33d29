"""RTF as a run of tokens: groups, control words, bytes of text."""

import codecs
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

OPEN: Final = "{"
CLOSE: Final = "}"
TEXT: Final = "text"
"""The kind of a token of raw text."""
BYTE: Final = "'"
"""The kind of a token that is one byte, written in hexadecimal."""

_TOKEN: Final = re.compile(
    rb"(?P<brace>[{}])|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<sign>[^A-Za-z])|(?P<text>[^\\{}\r\n\0]+)|[\r\n\0]+|\\"
)
_CHARSETS: Final = {
    **{77: "mac-roman", 78: "shift_jis", 79: "big5", 80: "euc_kr", 81: "mac-arabic", 83: "mac-greek"},
    **{84: "mac-cyrillic", 85: "gb2312", 86: "mac-romanian", 87: "mac-cyrillic", 89: "mac-latin2"},
    **{128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs", 161: "cp1253"},
    **{162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251"},
    **{222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850"},
}
_CODE_PAGES: Final = {
    932: "cp932",
    936: "gb18030",
    949: "cp949",
    950: "big5hkscs",
    10000: "mac-roman",
    65001: "utf-8",
}
WESTERN: Final = "cp1252"


class Token(NamedTuple):
    """`kind` is OPEN, CLOSE, TEXT, BYTE, or the name of a control word or sign; `number` its parameter."""

    kind: str
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file in order. Binary data is left out; line ends of the file mean nothing."""
    place = 0
    while match := _TOKEN.match(data, place):
        place = match.end()
        if brace := match["brace"]:
            yield Token(brace.decode())
        elif text := match["text"]:
            yield Token(TEXT, data=text)
        elif word := match["word"]:
            number = None if match["number"] is None else int(match["number"])
            if word == b"bin":
                place += max(number or 0, 0)
            else:
                yield Token(word.decode(), number)
        elif match["hex"]:
            yield Token(BYTE, data=bytes.fromhex(match["hex"].decode()))
        elif sign := match["sign"]:
            yield Token(sign.decode("latin-1"))


def charset_encoding(charset: int | None) -> str | None:
    """The encoding of a font's character set; None for those that follow the document's code page."""
    return _CHARSETS.get(charset or 0)


def page_encoding(page: int | None) -> str:
    """The encoding of a code page; the Western one where Python has none."""
    known = _CODE_PAGES.get(page or 0, f"cp{page}")
    try:
        return codecs.lookup(known).name
    except LookupError:
        return WESTERN
