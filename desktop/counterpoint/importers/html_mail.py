"""Pages saved with all that belongs to them in one file (`.mht`, `.mhtml`), as a mail with attachments."""

import email.policy
import re
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Final, NamedTuple

from counterpoint.core.errors import BadInput
from counterpoint.importers.refusals import damaged

_HEADER: Final = re.compile(
    rb"(?:From|MIME-Version|Content-Type|Date|Subject|Snapshot-Content-Location)\s*:", re.IGNORECASE
)


class Mailed(NamedTuple):
    """A page's bytes out of such a file, the encoding that it names, where it was, and the day it was
    saved."""

    data: bytes
    encoding: str | None
    url: str
    saved: str


def is_mail(data: bytes) -> bool:
    """Whether a file is one of these."""
    return _HEADER.match(data.lstrip()) is not None


def mailed(data: bytes, name: str) -> Mailed:
    """The page in the file. Raises BadInput where there is none."""
    try:
        message = BytesParser(_class=EmailMessage, policy=email.policy.default).parsebytes(data.lstrip())
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        content = None if page is None else page.get_payload(decode=True)
        if page is None or not isinstance(content, bytes):
            raise BadInput(f"“{name}” has no page in it; save the page again, as HTML.")
        url = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
        saved = getattr(message.get("Date"), "datetime", None)
        day = saved.date().isoformat() if isinstance(saved, datetime) else ""
        return Mailed(content, page.get_content_charset(), url, day)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
        raise damaged(name) from None
