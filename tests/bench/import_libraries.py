"""Long files to import, made of essays of the starter library set again and again."""

import re
from pathlib import Path
from typing import Final

import typst

_SEEDS: Final = Path(__file__).parents[2] / "seeds"
_MARKUP: Final = re.compile(r"[\\#*_`$<>@\[\]~=/\"'-]")
_SETTING: Final = """\
#set document(title: "A Long Book")
#set page(width: 6in, height: 9in, numbering: "1", header: [A Long Book #h(1fr) Counterpoint])
#set text(font: "Libertinus Serif", size: 11pt, lang: "en")
#set par(justify: true, first-line-indent: 1.2em, spacing: 0.65em)
"""
_A_PAGE: Final = 2_370
"""Code points on a page, nearly."""


def pdf_of(pages: int) -> bytes:
    """A book of so many pages, a few more or less, with running heads, headings and hyphens."""
    blocks = [
        block
        for file in sorted(_SEEDS.glob("*-*.md"))
        for block in file.read_text("utf-8").split("---", 2)[2].strip().split("\n\n")
    ]
    wanted, size, body = pages * _A_PAGE, 0, []
    while size < wanted:
        for block in blocks:
            body.append(f"= {_literal(block[3:])}" if block.startswith("## ") else _literal(block))
            size += len(block)
    made = typst.compile((_SETTING + "\n\n".join(body)).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def _literal(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
