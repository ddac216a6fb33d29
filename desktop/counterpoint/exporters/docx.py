"""A brief as DOCX that debaters' tools read as their own cards."""

from counterpoint.core.brief_document import BriefDocument
from counterpoint.exporters.docx_body import body
from counterpoint.exporters.docx_comments import Comments
from counterpoint.exporters.docx_package import as_bytes, pack, properties
from counterpoint.exporters.docx_template import template


def write(document: BriefDocument) -> bytes:
    """The brief as a file. Never raises for any text in it."""
    comments = Comments()
    facts = properties(document.title, document.topic, document.author, document.date)
    parts = template() | {
        "word/document.xml": as_bytes(body(document, comments)),
        "word/comments.xml": as_bytes(comments.root),
        "docProps/core.xml": as_bytes(facts),
    }
    return pack(parts)
