"""PDF files: the text that is in them, page by page, as it is read."""

import re
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from counterpoint.core.citation import propose
from counterpoint.core.errors import BadInput
from counterpoint.core.headings import unmarked_headings
from counterpoint.core.marks import Page
from counterpoint.core.text import canonical
from counterpoint.importers.draft import Draft
from counterpoint.importers.pdf_columns import columns_of, gutters_of
from counterpoint.importers.pdf_flow import flowing
from counterpoint.importers.pdf_heads import without_heads
from counterpoint.importers.pdf_lines import Line, LineReader
from counterpoint.importers.refusals import damaged

_MOST_PAGES: Final = 10_000
_UNREADABLE: Final = 0.3
_STRANGE: Final = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
_NO_TITLE: Final = re.compile(
    r"microsoft (?:word|powerpoint)\b.*|untitled.*|document ?\d*|about:blank|no title|\W*"
    r"|(?:https?|file)://.*"
    r"|.*\.(?:docx?|pdf|od[tp]|rtf|te?xt?|html?|indd|qxd|pptx?|dvi|p65|wpd|md)",
    re.IGNORECASE,
)
_NO_AUTHOR: Final = re.compile(
    r"\W*|user\d*|admin(?:istrator)?|owner|author|unknown|anonymous|root|default|guest|.*[\\@].*",
    re.IGNORECASE,
)


def read(data: bytes, name: str, encoding: str | None = None) -> Draft:
    """The draft of a PDF file called `name`; a PDF says its own encoding. Raises BadInput, one sentence, for
    one that is locked, damaged, has no pages, or is a scan without text."""
    document = _opened(data, name)
    try:
        lines, images = _pages(document, name)
        fields = _fields(document)
        bodies = without_heads(lines)
        printed = [body.number or _label(document, place) for place, body in enumerate(bodies)]
    finally:
        document.close()
    if not any(body.lines for body in bodies):
        raise _no_text(name, images)
    gutters = gutters_of([body.lines for body in bodies])
    flow = flowing([columns_of(body.lines, gutter) for body, gutter in zip(bodies, gutters, strict=True)])
    if len(_STRANGE.findall(flow.text)) > _UNREADABLE * len(flow.text):
        raise _unreadable(name)
    headings = flow.headings or unmarked_headings(flow.text)
    if headings and headings[0].start == 0:
        fields = {"title": flow.text[: headings[0].end]} | fields
    return Draft(
        flow.text,
        propose(flow.text, name, fields),
        headings,
        name,
        pages=tuple(Page(start, printed[int(label)]) for start, label in flow.pages),
        told=_left_out(images, lines),
    )


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise BadInput(f"“{name}” is locked by a password; save it without one.") from None
        if error.err_code == pdfium.FPDF_ERR_SUCCESS:  # all is well but for pages
            raise _no_pages(name) from None
        raise damaged(name) from None
    if 0 < len(document) <= _MOST_PAGES:
        return document
    count = len(document)
    document.close()
    if count:
        raise BadInput(f"“{name}” has over {_MOST_PAGES:,} pages; split it into smaller files.")
    raise _no_pages(name)


def _pages(document: pypdfium2.PdfDocument, name: str) -> tuple[list[list[Line]], list[int]]:
    """The lines of each page, and the places of those that are pictures without text."""
    lines: list[list[Line]] = []
    images: list[int] = []
    reader = LineReader()
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
            lines.append(reader.lines_of(text))
            text.close()
            if not lines[-1] and any(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])):
                images.append(number)
            page.close()
        except (pypdfium2.PdfiumError, AssertionError):  # it asserts that pdfium agrees with itself
            raise damaged(name) from None
    return lines, images


def _label(document: pypdfium2.PdfDocument, place: int) -> str:
    """What the file calls a page."""
    return document.get_page_label(place) or str(place + 1)


def _fields(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """The title and the author that the file names, where somebody wrote them. Its dates are those of the
    file, not of the text."""
    named = {"title": document.get_metadata_value("Title"), "author": document.get_metadata_value("Author")}
    named = {key: canonical(" ".join(value.split())) for key, value in named.items()}
    junk = {"title": _NO_TITLE, "author": _NO_AUTHOR}
    return {key: value for key, value in named.items() if not junk[key].fullmatch(value)}


def _left_out(images: list[int], pages: list[list[Line]]) -> tuple[str, ...]:
    """What is said of pages that are pictures."""
    if not images:
        return ()
    some = "1 page is a picture" if len(images) == 1 else f"{len(images)} pages are pictures"
    return (
        f"{some} without text, of {len(pages)}; run the file through text recognition (OCR) to have all.",
    )


def _no_pages(name: str) -> BadInput:
    return BadInput(f"“{name}” has no pages; choose a file with text in it.")


def _no_text(name: str, images: list[int]) -> BadInput:
    if images:
        return BadInput(f"“{name}” is a scan without text; run it through text recognition (OCR) first.")
    return BadInput(f"“{name}” has no text in it; choose something with words.")


def _unreadable(name: str) -> BadInput:
    return BadInput(
        f"“{name}” does not say which letters it shows; run it through text recognition (OCR) first."
    )
