"""A brief as one HTML page that needs nothing else: no script, nothing fetched, light, dark and on paper.

Words are escaped; reasoning comes from `page.render`, which lets through plain prose and links to http and
https alone. A part's anchor is made from its entry's id, so that a link to it still holds when the brief is
written out again.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Final, NamedTuple

from counterpoint.core.brief_document import (
    OMISSION,
    AnalyticPart,
    BriefDocument,
    CardPart,
    CitePart,
    Comment,
    HeadingPart,
    Part,
    Run,
    numbered,
)
from counterpoint.core.speeches import clock, pace
from counterpoint.core.text import cleaned, shorten, word_count
from counterpoint.core.vocabulary import HOW_MEANS
from counterpoint.exporters.brief_markup import Markup, marked_up
from counterpoint.exporters.brief_stylesheet import STYLESHEET
from counterpoint.exporters.html_words import HEAD, read_as, safe
from counterpoint.exporters.page import render

_LEVELS: Final = {1: "pocket", 2: "hat", 3: "block"}
_LONGEST_EXCERPT: Final = 80
"""Characters of a card shown with the note on them."""
_DEEPEST: Final = 6
"""HTML has no lower heading."""
_URL: Final = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]")
_SPACED: Final = re.compile(r"^ |\t|  ")
"""What a browser would not show as it stands."""
_PROSE_HEADING: Final = re.compile(r"<(/?)h[1-6]>")
_PROSE_BLOCK: Final = re.compile(r"<(p|li|blockquote|pre|td|th)>")


class _Section(NamedTuple):
    """A part and what stands under it; only headings have anything there."""

    part: Part
    inside: list["_Section"]


def write(document: BriefDocument) -> str:
    """The page's text; encode it as UTF-8."""
    sections = _sections(document.parts)
    meta = [
        f'<meta name="{name}" content="{escape(cleaned(words))}">\n'
        for name, words in (("author", document.author), ("date", document.date))
        if words
    ]
    pieces = [
        HEAD,
        *meta,
        f"<title>{safe(document.title)}</title>\n<style>\n{STYLESHEET}{_sizes(document)}</style>\n</head>\n",
        '<body>\n<a class="skip" href="#brief">Skip to the brief</a>\n',
        _contents(sections),
        '<main id="brief">\n',
        _title(document),
        *(_section(section, 2) for section in sections),
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(pieces)


def _sections(parts: Iterable[Part]) -> list[_Section]:
    top: list[_Section] = []
    levels: list[tuple[int, list[_Section]]] = [(0, top)]
    for part in parts:
        section = _Section(part, [])
        if isinstance(part, HeadingPart):
            while levels[-1][0] >= part.level:
                levels.pop()
            levels[-1][1].append(section)
            levels.append((part.level, section.inside))
        else:
            levels[-1][1].append(section)
    return top


def _sizes(document: BriefDocument) -> str:
    """A rule for each size that a card's small words have, as a share of the body's 11 points."""
    cards = (part for part in document.parts if isinstance(part, CardPart))
    sizes = {run.small for card in cards for paragraph in card.paragraphs for run in paragraph if run.small}
    return "".join(f".s{size} {{ font-size: calc({size}em / 11); }}\n" for size in sorted(sizes))


def _title(document: BriefDocument) -> str:
    facts = [document.side, document.speech, document.author, document.date]
    shown = [f"<span>{safe(fact)}</span>" for fact in facts if fact]
    if document.seconds or document.limit:
        shown.append(_whole_time(document.seconds, document.limit))
    topic = f'<p class="topic" dir="auto">{safe(document.topic)}</p>\n' if document.topic else ""
    line = f'<p class="facts">{" · ".join(shown)}</p>\n' if shown else ""
    return f'<header>\n<h1 dir="auto">{safe(document.title)}</h1>\n{topic}{line}</header>\n'


def _whole_time(seconds: float, limit: int) -> str:
    told = f"{clock(seconds)} aloud"
    if limit:
        told += f" of {clock(limit)}"
        if seconds > limit:
            told += f", {clock(seconds - limit)} over"
    return f'<span class="{pace(seconds, limit)}">{told}</span>'


def _contents(sections: list[_Section]) -> str:
    if not sections:
        return ""
    return (
        '<nav aria-label="Contents">\n<details open>\n<summary>Contents</summary>\n'
        f"{_list(sections)}</details>\n</nav>\n"
    )


def _list(sections: list[_Section]) -> str:
    items = []
    for part, inside in sections:
        words = safe(_heading_words(part))
        below = "\n" + _list(inside) if inside else ""
        items.append(
            f'<li class="{_class(part)}"><a href="#{_anchor(part)}" dir="auto">{words}</a>'
            f"{_aloud(part.seconds)}{below}</li>\n"
        )
    return f"<ol>\n{''.join(items)}</ol>\n"


def _class(part: Part) -> str:
    if isinstance(part, HeadingPart):
        return _LEVELS[part.level]
    return "card" if isinstance(part, CardPart) else part.kind


def _heading_words(part: Part) -> str:
    words = part.text if isinstance(part, HeadingPart) else numbered(part)
    return words.strip() or "Untitled"


def _anchor(part: Part) -> str:
    return "e-" + escape(part.entry_id)


def _aloud(seconds: float) -> str:
    if not round(seconds):
        return ""
    return f' <time datetime="PT{round(seconds)}S" title="Read aloud">{clock(seconds)}</time>'


def _section(section: _Section, rank: int) -> str:
    part, inside = section
    opening = f'class="{_class(part)}" id="{_anchor(part)}">\n'
    if isinstance(part, CardPart):
        return f"<article {opening}{_card(part, rank)}</article>\n"
    if isinstance(part, AnalyticPart):
        return f"<div {opening}{_analytic(part, rank)}</div>\n"
    below = "".join(_section(each, rank + 1) for each in inside)
    return f"<section {opening}{_heading(part, rank)}{below}</section>\n"


def _heading(part: Part, rank: int, more: str = "") -> str:
    words = _heading_words(part)
    link = f'<a class="anchor" href="#{_anchor(part)}" aria-label="Link to this part"></a>'
    rank = min(rank, _DEEPEST)
    return (
        f'<h{rank} class="heading"{read_as(words)}><span class="words">{safe(words)}</span>'
        f"{more}{_aloud(part.seconds)}{link}</h{rank}>\n"
    )


def _analytic(part: AnalyticPart, rank: int) -> str:
    more = ""
    if part.how:
        means = next((means for how, means in HOW_MEANS.items() if how == part.how), part.how)
        more = f' <span class="how" title="{escape(means)}">{safe(part.how)}</span>'
    pieces = [_heading(part, rank, more)]
    if part.by:
        pieces.append(f'<p class="by" dir="auto">in <cite>{safe(part.by)}</cite></p>\n')
    if part.reasoning.strip():
        pieces.append(f'<div class="reasoning">\n{_prose(part.reasoning)}\n</div>\n')
    return "".join(pieces)


def _prose(markdown: str) -> str:
    """Reasoning as safe HTML. Its headings are none of the brief's, and its links tell nobody where they
    were followed from."""
    safe = _PROSE_HEADING.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", render(markdown))
    safe = safe.replace('<a href="', '<a rel="noreferrer" href="')
    return _PROSE_BLOCK.sub(r'<\1 dir="auto">', safe)


def _card(part: CardPart, rank: int) -> str:
    pieces = [_heading(part, rank)]
    if part.cite:
        cite = "".join(map(_cite_part, part.cite))
        pieces.append(f'<p class="cite" dir="auto">{cite}</p>\n')
    pieces.append("<blockquote>\n")
    for runs in part.paragraphs:
        text = "".join(run.text for run in runs)
        spaced = ' class="spaced"' if _SPACED.search(text) else ""
        pieces.append(f"<p{spaced}{read_as(text)}>{marked_up(runs, _MARKUP)}</p>\n")
    pieces.append("</blockquote>\n")
    if part.comments:
        notes = "".join(_note(comment, part) for comment in part.comments)
        pieces.append(f'<aside aria-label="Notes">\n{notes}</aside>\n')
    return "".join(pieces)


def _cite_part(part: CitePart) -> str:
    """Its words, with addresses of pages as links."""
    pieces = []
    end = 0
    for found in _URL.finditer(part.text):
        pieces.append(safe(part.text[end : found.start()]))
        address = escape(cleaned(found[0]))
        pieces.append(f'<a rel="noreferrer" href="{address}">{address}</a>')
        end = found.end()
    pieces.append(safe(part.text[end:]))
    words = "".join(pieces)
    return f"<b>{words}</b>" if part.strong else words


def _note(comment: Comment, card: CardPart) -> str:
    on = shorten("".join(run.text for run in _between(comment, card.paragraphs)), _LONGEST_EXCERPT)
    about = f" on <q>{safe(on)}</q>" if on else ""
    day = escape(cleaned(comment.created[:10]))
    words = "".join(
        f"<p{read_as(line)}>{safe(line)}</p>\n" for line in comment.text.splitlines() if line.strip()
    )
    return (
        f'<div class="note">\n<p class="by"><b>{safe(comment.author)}</b>{about},'
        f' <time datetime="{day}">{day}</time></p>\n{words}</div>\n'
    )


def _between(comment: Comment, paragraphs: tuple[tuple[Run, ...], ...]) -> Iterable[Run]:
    """The runs that a note is about."""
    for number, runs in enumerate(paragraphs):
        for at, run in enumerate(runs):
            if comment.first <= (number, at) <= comment.last:
                yield run


def _omission(left_out: str) -> str:
    count = word_count(left_out)
    told = "1 word" if count == 1 else f"{count:,} words"
    return f'<abbr title="{told} left out">{OMISSION}</abbr>'


_MARKUP: Final = Markup(
    text=safe,
    omission=_omission,
    small=lambda size, inside: f'<small class="s{size}">{inside}</small>',
    underline=lambda inside: f"<u>{inside}</u>",
    highlight=lambda colour, inside: f'<mark class="{colour}">{inside}</mark>',
    emphasis=lambda inside: f"<strong>{inside}</strong>",
)
