"""Which importer reads which file, judged by its content. Only the process that reads files loads this."""

import re
from pathlib import PurePath
from typing import Final, Protocol

from counterpoint.core.errors import BadInput
from counterpoint.core.source_records import file_digest
from counterpoint.core.text import cleaned
from counterpoint.importers import docx, encoding, epub, html, markdown, odt, pdf, plain, rtf
from counterpoint.importers.draft import PASTED, Draft, replaced
from counterpoint.importers.formats import FormatId, format_named, format_of_suffix
from counterpoint.importers.packed import Packed


class Reader(Protocol):
    """Reads the bytes of one format. Raises BadInput, one sentence, for what it cannot take."""

    def __call__(self, data: bytes, name: str, encoding: str | None = None) -> Draft: ...


READERS: Final[dict[FormatId, Reader]] = {
    "pdf": pdf.read,
    "docx": docx.read,
    "odt": odt.read,
    "rtf": rtf.read,
    "epub": epub.read,
    "html": html.read,
    "markdown": markdown.read,
    "plain": plain.read,
}

_HEAD: Final = 4_096
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FLAT_OFFICE: Final = re.compile(rb"<office:document\b", re.IGNORECASE)
_MAIL: Final = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
_MARKUP: Final = frozenset({"html", "markdown"})
_TEXTS: Final = frozenset({"html", "markdown", "plain"})


def read_bytes(data: bytes, name: str, encoding: str | None = None) -> Draft:
    """The draft of a file's bytes. `encoding` is asked of text alone. Raises BadInput for what cannot be
    taken, UnknownEncoding for text whose encoding must be chosen."""
    if not data:
        raise BadInput(f"“{name}” is empty; choose a file with text in it.")
    found = told_format(data, name)
    named = format_of_suffix(PurePath(name).suffix)
    try:
        draft = READERS[found](data, name, encoding)
    except BadInput:
        if found != "plain" or named is None or named.id in _TEXTS:
            raise
        raise BadInput(
            f"“{name}” is damaged, or is not {named.called}; get it again from where it came."
        ) from None
    told = draft.told
    if named is not None and named.id != found and not {named.id, found} <= {"plain", "markdown"}:
        told = (f"It is {format_named(found).called}, whatever its name says.", *told)
    return replaced(draft, told=told, source_digest=file_digest(data))


def told_format(data: bytes, name: str) -> FormatId:
    """What a file is. Raises BadInput for what is none of the formats."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:1_024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packed_format(data, name)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_OLD_OFFICE):
        raise BadInput(f"“{name}” is an old or locked office document; save it as .docx without a password.")
    suffix = PurePath(name).suffix.lower()
    if _FLAT_OFFICE.search(head):
        return "odt"
    if _PAGE.match(_plain_bytes(head)) or (_MAIL.match(head) and suffix in (".mht", ".mhtml")):
        return "html"
    named = format_of_suffix(suffix)
    return named.id if named is not None and named.id in _MARKUP else "plain"


def _plain_bytes(head: bytes) -> bytes:
    """The head without a byte order mark, and of UTF-16 without its NULs."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"")


def _packed_format(data: bytes, name: str) -> FormatId:
    packed = Packed(data, name)
    names = set(packed.names)
    if any(each.startswith("word/") for each in names):
        return "docx"
    if "mimetype" in names:
        said = packed.read("mimetype")[:100].strip()
        if said == b"application/epub+zip":
            return "epub"
        if said.startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
    if "META-INF/container.xml" in names:
        return "epub"
    if any(each.startswith(("xl/", "ppt/")) for each in names) or "mimetype" in names:
        raise BadInput(f"“{name}” is no text document; save what you need of it as .docx or .odt.")
    raise BadInput(f"“{name}” is a ZIP archive; unpack it and add the files in it.")


def read_pasted(text: str) -> Draft:
    """The draft of text from the clipboard, as Markdown when it has Markdown's headings or front matter.
    Raises BadInput for nothing but space and for too much."""
    if 4 * len(text) > encoding.LARGEST and len(text.encode(errors="replace")) > encoding.LARGEST:
        raise BadInput(f"What was pasted is over {encoding.LARGEST // 1_000_000} MB; paste it in parts.")
    text = cleaned(text)
    if markdown.looks_like_markdown(text):
        return markdown.draft_of(text, PASTED, "utf-8")
    return plain.draft_of(text, PASTED, "utf-8")
