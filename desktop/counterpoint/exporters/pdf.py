"""A brief as a PDF to print: title page, contents, running heads, bookmarks, tagged for screen readers.

typst sets it, offline and in this process. What a brief says reaches the template as data alone
(`pdf_values`), so that no word of it can be taken for markup. The fonts that ship come first (`pdf_fonts`):
all briefs but those with characters beyond them come out the same on every machine, byte for byte.
"""

from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import Literal, NamedTuple

import typst

from counterpoint.core.brief_document import BriefDocument
from counterpoint.core.errors import UserError
from counterpoint.exporters.pdf_fonts import ACCESSIBLE, fonts_for
from counterpoint.exporters.pdf_values import as_json
from counterpoint.resources import resource

Paper = Literal["us-letter", "a4"]


class Pdf(NamedTuple):
    """A brief's PDF, and the characters of the brief that no font here can show, each once."""

    file: bytes
    missing: str


def write(document: BriefDocument, paper: Paper = "us-letter") -> Pdf:
    """The PDF of `document` on `paper`. The same brief gives the same bytes, given the same fonts.

    Missing characters show as empty boxes. Raises UserError if it cannot be set.
    """
    given = as_json(document, paper)
    fonts, missing = fonts_for(given)
    template = resource("typst/brief.typ")
    compiler = typst.Compiler(
        template,
        root=template.parent,
        font_paths=fonts,
        sys_inputs={"brief": given},
        package_path=template.parent,
        package_cache_path=template.parent,
    )
    made = datetime.combine(date.fromisoformat(document.date), time(12), UTC)
    try:
        if not missing:
            with suppress(typst.TypstError):
                return Pdf(
                    _one_file(compiler.compile(format="pdf", timestamp=made, pdf_standards=ACCESSIBLE)), ""
                )
        return Pdf(_one_file(compiler.compile(format="pdf", timestamp=made)), missing)
    except typst.TypstError as error:
        raise UserError("This brief could not be set as a PDF; export it as DOCX or HTML.") from error


def _one_file(made: bytes | list[bytes] | None) -> bytes:
    assert isinstance(made, bytes), "one PDF was asked for"
    return made
