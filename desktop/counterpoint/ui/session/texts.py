"""Reading texts for the window: the only place where it asks for a file or a clipboard to be read. These
functions wait for the reader, so they are for jobs."""

from pathlib import Path

from counterpoint.core.errors import BadInput
from counterpoint.importers.draft import Draft
from counterpoint.workspace import transfer

RICH = "rich"
PLAIN = "plain"


def read_file(path: Path, encoding: str | None = None) -> Draft:
    """The draft of a file. Raises BadInput, UnknownEncoding among it."""
    return transfer.read_essay(path, encoding)


def read_copied(html: str, text: str) -> dict[str, Draft]:
    """The drafts of what was copied, the one to show first: `RICH` where it has headings to be kept, or
    nothing but HTML, and `PLAIN`. Raises BadInput where there is no text at all."""
    found: dict[str, Draft] = {}
    refused: BadInput | None = None
    if html.strip():
        try:
            rich = transfer.read_rich(html)
            if rich.headings or not text.strip():
                found[RICH] = rich
        except BadInput as error:
            refused = error
    if text.strip() or not found:
        try:
            found[PLAIN] = transfer.read_pasted(text)
        except BadInput as error:
            refused = error
    if not found and refused is not None:
        raise refused
    return found
