"""A brief as a PDF to print: title page, contents, running heads, bookmarks, tagged for screen readers.

typst sets it, offline and in this process. What a brief says reaches the template as data alone
(`pdf_values`), so that no word of it can be taken for markup. The fonts that ship come first; the system's
are looked through only for a brief that has characters beyond them, so that all others come out the same
on every machine, byte for byte.
"""

import json
from contextlib import suppress
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Final, Literal

import regex
import typst

from counterpoint.core.brief_document import BriefDocument
from counterpoint.core.errors import UserError
from counterpoint.exporters.pdf_values import values
from counterpoint.resources import resource

Paper = Literal["us-letter", "a4"]

_ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1, the standard of accessible documents. It refuses characters that no font has."""

_PROBE: Final = b"""
#set document(title: "probe")
#for character in json(bytes(sys.inputs.characters)) [#text(font: "Noto Serif", character) ]
"""
_NOT_SHOWN: Final = regex.compile(
    r'the text `"(?P<shown>[^`]*)"` could not be displayed|disallowed codepoint `"(?P<barred>[^`]*)"`'
)
_ESCAPE: Final = regex.compile(r"\\(?:u\{(?P<code>[0-9a-f]+)\}|(?P<sign>.))")


def write(document: BriefDocument, paper: Paper = "us-letter") -> bytes:
    """The PDF of `document` on `paper`. The same brief gives the same bytes, given the same fonts.

    Characters that `missing_characters` names show as empty boxes. Raises UserError if it cannot be set.
    """
    given = json.dumps(values(document, paper), ensure_ascii=False)
    fonts, missing = _fonts_for(given)
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
                return _one_file(compiler.compile(format="pdf", timestamp=made, pdf_standards=_ACCESSIBLE))
        return _one_file(compiler.compile(format="pdf", timestamp=made))
    except typst.TypstError as error:
        raise UserError("This brief could not be set as a PDF; export it as DOCX or HTML.") from error


def missing_characters(document: BriefDocument) -> str:
    """The characters of `document` that no font here can show, each once."""
    return _fonts_for(json.dumps(values(document, "a4"), ensure_ascii=False))[1]


def _one_file(made: bytes | list[bytes] | None) -> bytes:
    assert isinstance(made, bytes), "one PDF was asked for"
    return made


def _fonts_for(given: str) -> tuple[typst.Fonts, str]:
    """The fonts that `given` is to be set in, and the characters of it that none of them has."""
    beyond = _beyond("".join(sorted(set(given))), _fonts(system=False))
    if not beyond:
        return _fonts(system=False), ""
    every = _fonts(system=True)
    return every, _beyond(beyond, every)


@cache
def _fonts(system: bool) -> typst.Fonts:
    folders = [resource("fonts"), resource("typst/fonts")]
    return typst.Fonts(include_system_fonts=system, font_paths=folders)


def _beyond(characters: str, fonts: typst.Fonts) -> str:
    """Those of `characters` that none of `fonts` has: what the accessible standard refuses."""
    compiler = typst.Compiler(
        _PROBE, font_paths=fonts, sys_inputs={"characters": json.dumps(list(characters))}
    )
    try:
        compiler.compile(format="pdf", pdf_standards=_ACCESSIBLE)
    except typst.TypstError as error:
        found = (match["shown"] or match["barred"] for match in _NOT_SHOWN.finditer(error.diagnostic))
        return "".join(dict.fromkeys(map(_unescaped, found)))
    return ""


def _unescaped(shown: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match["code"], 16)) if match["code"] else match["sign"], shown)
