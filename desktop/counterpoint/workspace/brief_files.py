"""Briefs into files: one written out as DOCX, PDF, HTML or Markdown, or many, one file each.

`render` is pure and may run beside the window; each format's writer is loaded when it is first asked for,
as some take longer to load than the window.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple, get_args

from counterpoint.core.brief_document import BriefDocument, Part
from counterpoint.core.errors import BadInput, UserError
from counterpoint.workspace.file_names import unused_name
from counterpoint.workspace.transfer import write_file

Format = Literal["docx", "pdf", "html", "md"]
"""What a brief can be written as; also what its file ends in."""
Paper = Literal["us-letter", "a4"]
"""What a PDF is printed on."""

FORMATS: Final[tuple[Format, ...]] = get_args(Format)


class Rendered(NamedTuple):
    """A brief as a file's bytes, and a sentence where it cannot look as it should on this computer."""

    file: bytes
    lacking: str = ""


class Exported(NamedTuple):
    """A file of a batch: where it was written, or why not; `lacking` as of `Rendered`."""

    path: Path
    why_not: str = ""
    lacking: str = ""


def render(document: BriefDocument, format: Format, paper: Paper = "us-letter") -> Rendered:
    """A brief as a file. `paper` is for PDF; DOCX is US Letter, as debaters' programs have it."""
    match format:
        case "docx":
            from counterpoint.exporters import docx

            return Rendered(docx.write(document))
        case "pdf":
            from counterpoint.exporters import pdf

            made = pdf.write(document, paper)
            return Rendered(made.file, _lacking(made.missing))
        case "html":
            from counterpoint.exporters import brief_html

            return Rendered(brief_html.write(document).encode())
        case "md":
            from counterpoint.exporters import brief_markdown

            return Rendered(brief_markdown.write(document).encode())


def _lacking(missing: str) -> str:
    """What a PDF without these characters lacks: it carries its letters with it."""
    if not missing:
        return ""
    some = " ".join(missing[:8])
    return f"No font here has {some}: they show as boxes in the PDF; install one, such as Noto Sans CJK."


def for_clipboard(parts: Sequence[Part]) -> tuple[str, str]:
    """Parts of a brief as rich text (HTML) and as plain text, for other programs to take."""
    from counterpoint.exporters import brief_clipboard

    return brief_clipboard.parts_html(parts), brief_clipboard.parts_plain(parts)


def format_of(path: Path) -> Format:
    """The format that a file's name asks for. Raises BadInput."""
    for each in FORMATS:
        if path.suffix.lower() == f".{each}":
            return each
    raise BadInput(f"“{path.name}” names no format; end it in .docx, .pdf, .html or .md.")


def export(document: BriefDocument, path: Path, format: Format, paper: Paper = "us-letter") -> str:
    """Write a brief to a file: aside, then in place. Gives what it is `lacking`. Raises UserError; an older
    file then stays whole."""
    made = render(document, format, paper)
    write_file(path, made.file)
    return made.lacking


def export_all(
    documents: Iterable[BriefDocument], folder: Path, format: Format, paper: Paper = "us-letter"
) -> Iterator[Exported]:
    """Write briefs into a folder, one after another, each file told when it is there; whoever stops asking
    stops the batch between two files. One that cannot be written does not keep the others back."""
    taken: set[str] = set()
    for document in documents:
        path = folder / f"{unused_name(document.title, taken)}.{format}"
        try:
            yield Exported(path, lacking=export(document, path, format, paper))
        except UserError as error:
            yield Exported(path, str(error))
