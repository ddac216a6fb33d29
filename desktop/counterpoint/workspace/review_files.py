"""Reports of a review, as HTML, Word, a table or JSON. They are pure and may be made beside the window; each
format's writer is loaded when it is first asked for."""

from typing import Final, Literal, get_args

from counterpoint.core.review_document import ReviewDocument

Format = Literal["html", "docx", "csv", "json"]
"""What a review can be reported as; also what the file ends in."""

FORMATS: Final[tuple[Format, ...]] = get_args(Format)


def render(document: ReviewDocument, format: Format) -> bytes:
    """A review as a file's bytes."""
    match format:
        case "html":
            from counterpoint.exporters import review_html

            return review_html.write(document).encode()
        case "docx":
            from counterpoint.exporters import review_docx

            return review_docx.write(document)
        case "csv":
            from counterpoint.exporters import review_csv

            return review_csv.write(document).encode()
        case "json":
            from counterpoint.exporters import review_json

            return review_json.write(document).encode()
