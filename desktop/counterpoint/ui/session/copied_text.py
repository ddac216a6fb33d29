"""Reading what was copied in another program: with its headings, or its words alone."""

from typing import Final

from counterpoint.core.errors import BadInput
from counterpoint.importers.apart import ReadersApart
from counterpoint.importers.draft import Draft

RICH: Final = "rich"
PLAIN: Final = "plain"
"""The ways in which what was copied can be read."""


def read_copied(readers: ReadersApart, html: str, text: str) -> dict[str, Draft]:
    """The drafts of what was copied, the one to show first: `RICH` where it has headings to be kept, or
    nothing but HTML, and `PLAIN`. Raises BadInput where there is no text at all."""
    found: dict[str, Draft] = {}
    refused: BadInput | None = None
    if html.strip():
        try:
            rich = readers.rich(html)
            if rich.headings or not text.strip():
                found[RICH] = rich
        except BadInput as error:
            refused = error
    if text.strip() or not found:
        try:
            found[PLAIN] = readers.pasted(text)
        except BadInput as error:
            refused = error
    if not found and refused is not None:
        raise refused
    return found
