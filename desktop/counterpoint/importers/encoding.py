"""Bytes of a text file to text. Only what is certain is decoded at once; anything else is for the user to
say."""

import codecs
import re
from contextlib import suppress
from typing import Final

from counterpoint.core.errors import BadInput
from counterpoint.core.text import cleaned

LARGEST: Final = 20_000_000
"""Bytes a file may have."""

ENCODINGS: Final[dict[str, str]] = {
    "cp1252": "Windows-1252 (Western European)",
    "utf-8": "UTF-8 (Unicode)",
    "utf-16-le": "UTF-16 LE (Unicode)",
    "utf-16-be": "UTF-16 BE (Unicode)",
    "iso8859-15": "ISO 8859-15 (Western European)",
    "mac-roman": "Mac Roman (Western European)",
    "cp850": "DOS 850 (Western European)",
    "cp1250": "Windows-1250 (Central European)",
    "iso8859-2": "ISO 8859-2 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "koi8-r": "KOI8-R (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "cp1257": "Windows-1257 (Baltic)",
    "cp1258": "Windows-1258 (Vietnamese)",
    "cp874": "Windows-874 (Thai)",
    "gb18030": "GB 18030 (Simplified Chinese)",
    "big5": "Big5 (Traditional Chinese)",
    "cp932": "Shift JIS (Japanese)",
    "euc-jp": "EUC-JP (Japanese)",
    "cp949": "Windows-949 (Korean)",
}
"""The encodings offered, as Python names them, with what a person calls them; commoner ones first."""

_GUESSED_FROM: Final = 200_000
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FEW: Final = 0.005
_WESTERN: Final = re.compile("[\t-\r -~\xa0¡£§©«®°·»½¿À-ÏÑ-ÖØ-Üß-ïñ-öø-üÿŒœ€–—‘’“”•…™]*+")
_LETTER: Final = re.compile("[À-ÿŒœ]")
_AMISS: Final = re.compile("[a-z][À-ÞŒ]|(?<![^\\W_])[À-ÞŒ](?![^\\W_])")
_FEW_LETTERS: Final = 0.06
"""How many of the characters of Western texts have accents, at most."""
_NOT_FOR_FILES: Final = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})


class UnknownEncoding(BadInput):
    """The bytes are text in an encoding that nothing in them tells for certain.

    `guess` is a key of `ENCODINGS`, or empty; it is shown, never acted on. `name` is the file's name;
    `question` says the same where it can be answered at once.
    """

    def __init__(self, name: str, data: bytes, guess: str) -> None:
        self.name: Final = name
        self.guess: Final = guess
        self._data = data
        label = ENCODINGS[guess].partition(" (")[0] if guess else ""
        looks = (
            f"looks like {label}; choose its encoding" if guess else "is in an unknown encoding; choose it"
        )
        self.question: Final = f"“{name}” {looks}."
        super().__init__(f"“{name}” {looks} (on the command line: --encoding {guess or 'NAME'}).")

    def preview(self, encoding: str, length: int = 600) -> str:
        """The first `length` characters as `encoding` reads them, with `�` where it cannot; BadInput when
        there is no such encoding."""
        decoder = codecs.getincrementaldecoder(_known(encoding))(errors="replace")
        return cleaned(decoder.decode(self._data[: 4 * length]))[:length]


def decode(data: bytes, encoding: str | None, name: str) -> tuple[str, str]:
    """The text of a file called `name`, and the encoding that it was in.

    With `encoding` None only UTF-8, and UTF-16 or UTF-32 with a byte order mark, are decoded; other text
    raises `UnknownEncoding`. An empty, too large or binary file, an encoding that does not exist and one
    that the bytes contradict raise `BadInput`."""
    refuse_size(len(data), name)
    if encoding is not None:
        return _chosen(data, _known(encoding), name)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _marked(data, marked, name)
    _refuse_other_files(data, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text:
        if _is_binary(text):
            raise _unmarked_utf_16(data, name) or _not_text(name)
        return text, "utf-8"
    raise _unmarked_utf_16(data, name) or _unknown(data, name)


def refuse_size(size: int, name: str) -> None:
    """Raise BadInput for a file of no bytes or of more than `LARGEST`."""
    if size == 0:
        raise BadInput(f"“{name}” is empty; choose a file with text in it.")
    if size > LARGEST:
        raise BadInput(f"“{name}” is over {LARGEST // 1_000_000} MB; split it into smaller files.")


def _marked(data: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError:
        label = encoding.upper()
        raise BadInput(f"“{name}” is marked as {label} but is damaged; save it again as UTF-8.") from None
    if _is_binary(text):
        raise _not_text(name)
    return text, encoding


def _chosen(data: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        text = data.decode(encoding)
    except UnicodeError:
        raise BadInput(f"“{name}” is not {encoding}; choose another encoding.") from None
    if _is_binary(text):
        raise BadInput(f"“{name}” gives no readable text as {encoding}; choose another encoding.")
    return text, encoding


def _known(encoding: str) -> str:
    """The codec's own name, for one that decodes bytes to text; BadInput for any other."""
    known = ""
    if encoding.isascii() and "\0" not in encoding:
        with suppress(LookupError):
            found = codecs.lookup(encoding).name
            with suppress(UnicodeError):
                b"a".decode(found)  # raises LookupError for a codec that makes no text
            known = found
    if not known or known.replace("_", "-") in _NOT_FOR_FILES:
        raise BadInput(f"There is no encoding “{encoding}”; try one such as cp1252, utf-8 or gb18030.")
    return known


def _refuse_other_files(data: bytes, name: str) -> None:
    for magic, called in _OTHER_FILES:
        if data.startswith(magic):
            raise BadInput(f"“{name}” is {called}, not a text file; save its text as .txt or .md first.")


def _is_binary(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > _FEW * len(text)


def _not_text(name: str) -> BadInput:
    return BadInput(f"“{name}” is not a text file; choose a text, a PDF or a Word file.")


def _unmarked_utf_16(data: bytes, name: str) -> UnknownEncoding | None:
    """UTF-16 without a mark shows as a NUL in every other byte, mostly."""
    head = data[:_GUESSED_FROM]
    half = max(len(head) // 2, 1)
    for offset, guess in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[offset::2].count(0) > half * 0.4 and head[1 - offset :: 2].count(0) < half * 0.05:
            return UnknownEncoding(name, data, guess)
    return None


def _unknown(data: bytes, name: str) -> BadInput:
    """What to raise for bytes that are not UTF-8 and have no mark."""
    if _is_binary(data.decode("latin-1")):
        return _not_text(name)
    return UnknownEncoding(name, data, _guess(data))


def _is_western(data: bytes) -> bool:
    """Whether this is an ordinary Western text when read as Windows-1252: a few accents, no capital after a
    small letter nor alone, as quotes of another encoding would be."""
    text = data.decode("cp1252", errors="replace")
    accents = len(_LETTER.findall(text))
    return bool(
        _WESTERN.fullmatch(text) and accents <= _FEW_LETTERS * len(text) and _AMISS.search(text) is None
    )


def _guess(data: bytes) -> str:
    """The encoding that charset-normalizer finds likeliest; of equally likely ones the commonest. Texts whose
    few other signs are dashes, quotes and accents are beyond it: of these it makes any encoding."""
    if _is_western(data[:_GUESSED_FROM]):
        return "cp1252"
    from charset_normalizer import from_bytes

    names = {codecs.lookup(encoding).name: encoding for encoding in ENCODINGS}
    matches = list(from_bytes(data[:_GUESSED_FROM], cp_isolation=list(ENCODINGS)))
    if not matches:
        return ""
    best = matches[0]
    equal = {
        names.get(codecs.lookup(match.encoding).name, "")
        for match in matches
        if match.chaos <= best.chaos and match.coherence >= best.coherence
    }
    return next((encoding for encoding in ENCODINGS if encoding in equal), "")
