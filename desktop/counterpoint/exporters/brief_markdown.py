"""A brief as Markdown that CommonMark and Python-Markdown with its footnotes read alike.

A tag is a heading, its cite a footnote, its body a quotation. Underlining, highlights and emphasis within a
body are elements, which hold whatever letters stand beside them. Every word is escaped, so that none becomes
markup; sizes are left out.
"""

import re
from collections.abc import Iterable
from typing import Final

from counterpoint.core.brief_document import (
    OMISSION,
    AnalyticPart,
    BriefDocument,
    CardPart,
    CitePart,
    Comment,
    HeadingPart,
    Run,
    cite_line,
    numbered,
)
from counterpoint.core.speeches import clock
from counterpoint.core.text import cleaned
from counterpoint.core.vocabulary import HOW_MEANS, Highlight
from counterpoint.exporters.brief_markup import Markup, marked_up
from counterpoint.exporters.markdown_prose import before_bracket, escaped, line, strong, written

_TAG: Final = "#####"
_ADDRESS: Final = re.compile(
    r"https?://[\w./:?#@!$&()*+,=%~-]*[\w/#=&%~-](?=[.,:!?)]*(?:\s|$))", re.ASCII | re.IGNORECASE
)
"""An address that every reader of Markdown takes as it stands between `<` and `>`."""
_OPENS_TITLE: Final = re.compile(r"(?<=\s)[\"'(]")
_PLACE: Final = "///Footnotes Go Here///"
"""Where Python-Markdown would put the footnotes, if an essay has these words."""


def write(document: BriefDocument) -> str:
    """The Markdown text; encode it as UTF-8."""
    blocks = ["# " + _one_line(document.title)]
    if document.topic.strip():
        blocks.append(line(escaped(document.topic)))
    if facts := _facts(document):
        blocks.append(line(facts))
    notes = 0
    for part in document.parts:
        if isinstance(part, HeadingPart):
            blocks.append(f"{'#' * (part.level + 1)} {_one_line(part.text)}")
        elif isinstance(part, AnalyticPart):
            blocks.extend(_analytic(part))
        else:
            cited = bool(cite_line(part.cite).strip())
            notes += cited
            blocks.extend(_card(part, f"[^{notes}]" if cited else ""))
    return "\n\n".join(blocks).replace(_PLACE, "&#47;" + _PLACE[1:]) + "\n"


def _one_line(text: str) -> str:
    """Words for a heading, or between stars at a line's start and before a blank."""
    return escaped(" ".join(cleaned(text).split())) or "Untitled"


def _facts(document: BriefDocument) -> str:
    facts = [document.side, document.speech, document.author, document.date]
    shown = [escaped(fact) for fact in facts if fact.strip()]
    if document.seconds or document.limit:
        of = f" of {clock(document.limit)}" if document.limit else ""
        shown.append(f"{clock(document.seconds)} aloud{of}")
    return " · ".join(shown)


def _analytic(part: AnalyticPart) -> Iterable[str]:
    words = f"**{_one_line(numbered(part))}**"
    if part.how:
        means = next((f": {means}" for how, means in HOW_MEANS.items() if how == part.how), "")
        words += f" ({escaped(part.how)}{means})"
    if part.by.strip():
        words += f" (in {_one_line(part.by)})"
    yield words
    if reasoning := written(part.reasoning):
        yield reasoning


def _card(part: CardPart, reference: str) -> Iterable[str]:
    tag = _one_line(numbered(part))
    yield f"{_TAG} {before_bracket(tag)}{reference}" if reference else f"{_TAG} {tag}"
    if reference:
        yield f"{reference}: {_cite(part.cite)}"
    if part.paragraphs:
        yield "\n>\n".join(f"> {line(_body(runs))}" for runs in part.paragraphs)
    for comment in part.comments:
        yield _note(comment)


def _body(runs: Iterable[Run]) -> str:
    return marked_up((run._replace(small=0) for run in runs), _MARKUP)


def _cite(cite: Iterable[CitePart]) -> str:
    """The footnote. A reader without footnotes would take a single word for the target of a link and words
    in quotation marks or brackets after it for the link's title, and show neither: so no such mark opens,
    and a single word has a space of no width after it."""
    words = ""
    for part in cite:
        text = part.text.replace("\n", " ")
        words += strong(text, after=words) if part.strong else _linked(text)
    words = line(_OPENS_TITLE.sub(lambda mark: f"&#{ord(mark[0])};", words))
    return words if " " in words else words + " &#8203;"


def _linked(text: str) -> str:
    """Words, with the addresses of pages in them as links."""
    pieces = []
    end = 0
    for found in _ADDRESS.finditer(text):
        pieces += [escaped(text[end : found.start()]), f"<{found[0]}>"]
        end = found.end()
    return "".join(pieces) + escaped(text[end:])


def _note(comment: Comment) -> str:
    return f"**Note by {_one_line(comment.author)}, {comment.created[:10]}:** {_one_line(comment.text)}"


def _highlight(colour: Highlight, inside: str) -> str:
    """Yellow is what a highlight is where nothing says otherwise."""
    kind = "" if colour == "yellow" else f' class="{colour}"'
    return f"<mark{kind}>{inside}</mark>"


_MARKUP: Final = Markup(
    text=escaped,
    omission=lambda left_out: escaped(OMISSION),
    small=lambda size, inside: inside,
    underline=lambda inside: f"<u>{inside}</u>",
    highlight=_highlight,
    emphasis=lambda inside: f"<strong>{inside}</strong>",
)
