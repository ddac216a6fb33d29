"""Cards and blocks for the clipboard: rich text that word processors keep, and plain text.

Every style stands at its element, as what is pasted into a document loses style sheets. Levels are those of
Word's headings, which Verbatim calls Pocket, Hat, Block and Tag; sizes are in points. Reviewers' notes stay
behind.
"""

from collections.abc import Iterable
from html import escape
from typing import Final

from counterpoint.core.brief_document import (
    OMISSION,
    AnalyticPart,
    CardPart,
    CitePart,
    HeadingPart,
    Part,
    cite_line,
    numbered,
)
from counterpoint.core.text import cleaned
from counterpoint.core.vocabulary import Highlight
from counterpoint.exporters.brief_markup import Markup, marked_up, runs_leftwards
from counterpoint.exporters.prose import Prose, Span, prose

_FONT: Final = "font-family:Calibri;color:#000000"
_TEXT: Final = f"margin-top:0pt;margin-bottom:8pt;{_FONT};font-size:11pt"
_TAG: Final = f"margin-top:2pt;margin-bottom:0pt;{_FONT};font-size:13pt;font-weight:bold"
_CITE: Final = f"margin-top:0pt;margin-bottom:0pt;{_FONT};font-size:11pt"
_ANALYTIC: Final = "margin-top:2pt;margin-bottom:0pt;font-family:Calibri;color:#1f3864;font-size:13pt"
_HEADING: Final = f"margin-bottom:0pt;text-align:center;font-weight:bold;{_FONT}"
_HEADINGS: Final = {
    1: f"margin-top:12pt;{_HEADING};font-size:26pt;border:3pt solid #000000",
    2: f"margin-top:2pt;{_HEADING};font-size:22pt;text-decoration:underline",
    3: f"margin-top:2pt;{_HEADING};font-size:16pt;text-decoration:underline",
}
"""Single properties and one family: LibreOffice takes a list of families for a name, and the first figure of
`margin` for all four sides."""
_COLOURS: Final[dict[Highlight, tuple[str, str]]] = {
    "yellow": ("yellow", "#ffff00"),
    "cyan": ("aqua", "#00ffff"),
    "green": ("lime", "#00ff00"),
}
"""What Word calls its highlights in HTML, and their colours."""
_INDENT: Final = 18
"""Points that each list or quotation stands further in."""


def card_plain(part: CardPart) -> str:
    """A card as plain text: tag, cite and body, each on lines of its own."""
    lines = [numbered(part), cite_line(part.cite)]
    lines += ["".join(OMISSION if run.omitted else run.text for run in runs) for runs in part.paragraphs]
    return "\n".join(each for each in lines if each.strip())


def parts_html(parts: Iterable[Part]) -> str:
    """A block, or any parts in order, as rich text. It names its encoding, which some would guess wrong."""
    return '<meta charset="utf-8">' + "".join(map(_html, parts))


def parts_plain(parts: Iterable[Part]) -> str:
    """A block, or any parts in order, as plain text with a blank line between them."""
    return "\n\n".join(map(_plain, parts))


def _html(part: Part) -> str:
    if isinstance(part, HeadingPart):
        return _paragraph(f"h{part.level}", _HEADINGS[part.level], part.text, _words(part.text))
    if isinstance(part, AnalyticPart):
        return _analytic(part)
    tag = numbered(part)
    pieces = [_paragraph("h4", _TAG, tag, _words(tag))]
    if part.cite:
        pieces.append(_paragraph("p", _CITE, cite_line(part.cite), "".join(map(_cite_part, part.cite))))
    for runs in part.paragraphs:
        text = "".join(run.text for run in runs)
        pieces.append(_paragraph("p", _TEXT, text, marked_up(runs, _MARKUP)))
    return "".join(pieces)


def _paragraph(element: str, style: str, text: str, inside: str) -> str:
    """Word processors do not find out by themselves which way `text` is read."""
    way = ' dir="rtl"' if runs_leftwards(text) else ""
    return f'<{element}{way} style="{style}">{inside}</{element}>'


def _analytic(part: AnalyticPart) -> str:
    words = numbered(part)
    pieces = [_paragraph("p", _ANALYTIC, words, f"<b>{_words(words)}</b>")]
    for block in prose(part.reasoning):
        inside = _marker(block) + "".join(map(_span, block.spans))
        indent = _INDENT * (block.depth + (block.kind == "quote"))
        if block.kind == "heading":
            inside, indent = f"<b>{inside}</b>", 0
        text = "".join(span.text for span in block.spans)
        pieces.append(_paragraph("p", f"{_TEXT};margin-left:{indent}pt", text, inside))
    return "".join(pieces)


def _plain(part: Part) -> str:
    if isinstance(part, CardPart):
        return card_plain(part)
    if isinstance(part, HeadingPart):
        return part.text
    lines = [numbered(part)]
    for block in prose(part.reasoning):
        lines.append(_marker(block) + "".join(span.text for span in block.spans))
    return "\n".join(lines)


def _marker(block: Prose) -> str:
    if block.kind == "rule":
        return "* * *"
    return f"{block.marker} " if block.marker else ""


def _words(text: str) -> str:
    """Two blanks and a tab would be one blank where they are pasted, so all but the first are fixed ones."""
    spaced = cleaned(text).replace("\t", "    ")
    return escape(spaced, quote=False).replace("  ", " \u00a0")


def _cite_part(part: CitePart) -> str:
    words = _words(part.text)
    return f'<b><span style="font-size:13pt">{words}</span></b>' if part.strong else words


def _span(span: Span) -> str:
    words = _words(span.text).replace("\n", "<br>")
    for applies, element in (
        (span.bold, "b"),
        (span.italic, "i"),
        (span.code, "code"),
        (span.strike, "s"),
        (span.underline, "u"),
    ):
        if applies:
            words = f"<{element}>{words}</{element}>"
    return f'<a href="{escape(span.link)}">{words}</a>' if span.link else words


def _highlighted(colour: Highlight, inside: str) -> str:
    name, value = _COLOURS[colour]
    return f'<span style="background:{value};mso-highlight:{name}">{inside}</span>'


_MARKUP: Final = Markup(
    text=_words,
    omission=lambda left_out: OMISSION,
    small=lambda size, inside: f'<span style="font-size:{size}pt">{inside}</span>',
    underline=lambda inside: f"<u>{inside}</u>",
    highlight=_highlighted,
    emphasis=lambda inside: f"<b>{inside}</b>",
)
