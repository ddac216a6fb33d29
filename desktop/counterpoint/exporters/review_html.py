"""A review as one HTML page that needs nothing else: no script, nothing fetched, light, dark and on paper.

A difference's anchor follows from its key, so that a link to it still holds when the review is written again.
"""

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from counterpoint.core.review_document import DifferenceTold, ReviewDocument, Ruled
from counterpoint.exporters.html_words import HEAD, attribute, read_as, safe
from counterpoint.exporters.review_html_essay import EssayHtml
from counterpoint.exporters.review_html_figures import figures_html
from counterpoint.exporters.review_stylesheet import STYLESHEET
from counterpoint.exporters.review_told import (
    RULINGS,
    SECTIONS,
    Holding,
    count_words,
    decided,
    holdings,
    moment,
    names,
    passage_words,
    sections,
)

_PARTS: Final = {"essay": "The essay", "differences": "Differences", "figures": "Figures"}


def write(document: ReviewDocument) -> str:
    """The page's text; encode it as UTF-8."""
    anchors = [f"d-{_fragment(each.key)}" for each in document.differences]
    essay = EssayHtml(document, anchors)
    title = safe(f"Review: {document.title}")
    pieces = [
        HEAD,
        f'<meta name="date" content="{attribute(document.date)}">\n' if document.date else "",
        f"<title>{title}</title>\n<style>\n{STYLESHEET}{essay.rules()}</style>\n</head>\n",
        '<body>\n<a class="skip" href="#review">Skip to the review</a>\n',
        _contents(document),
        '<main id="review">\n',
        _title(document),
        _part("essay", essay.html),
        _part("differences", _differences(document, anchors)),
        _part("figures", figures_html(document)),
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(pieces)


def _fragment(key: str) -> str:
    """The key as a part of an id and of a link to it, which may hold neither blanks nor signs."""
    return quote(key, safe="").replace("%", "_")


def _part(name: str, inside: str) -> str:
    return f'<section id="{name}">\n<h2>{_PARTS[name]}</h2>\n{inside}</section>\n'


def _contents(document: ReviewDocument) -> str:
    groups = "".join(
        f'<li><a href="#g-{group}">{SECTIONS[group]}</a> <small>{len(told):,}</small></li>\n'
        for group, told in sections(document)
    )
    below = {"differences": f"\n<ol>\n{groups}</ol>\n" if groups else ""}
    items = "".join(
        f'<li><a href="#{name}">{words}</a>{below.get(name, "")}</li>\n' for name, words in _PARTS.items()
    )
    return (
        '<nav aria-label="Contents">\n<details open>\n<summary>Contents</summary>\n'
        f"<ol>\n{items}</ol>\n</details>\n</nav>\n"
    )


def _title(document: ReviewDocument) -> str:
    by = f'<p class="by" dir="auto">by {safe(document.author)}</p>\n' if document.author else ""
    people = ", ".join(f"<bdi>{safe(name)}</bdi>" for name in names(document).values())
    count, done = decided(document)
    facts = [
        f"tagged by {people}" if people else "tagged by nobody",
        f"{count_words(count, 'difference')}, {done:,} decided",
        f'<time datetime="{attribute(document.date)}">{safe(document.date)}</time>' if document.date else "",
    ]
    title = safe(document.title) or "Untitled"
    return (
        f'<header>\n<p class="what">Review</p>\n<h1 dir="auto">{title}</h1>\n{by}'
        f'<p class="facts">{" · ".join(filter(None, facts))}</p>\n</header>\n'
    )


def _differences(document: ReviewDocument, anchors: list[str]) -> str:
    who = holdings(document)
    pieces = []
    for group, told in sections(document):
        pieces.append(f'<section id="g-{group}" class="group">\n<h3>{SECTIONS[group]}</h3>\n')
        for number, each in told:
            pieces.append(_difference(number, each, anchors[number - 1], who[number - 1]))
        pieces.append("</section>\n")
    return "".join(pieces) or '<p class="note">There are none.</p>\n'


def _difference(number: int, each: DifferenceTold, anchor: str, who: Iterable[Holding]) -> str:
    status = RULINGS[each.ruled.ruling] if each.ruled else "open"
    look = each.ruled.ruling if each.ruled else "open"
    return (
        f'<article id="{anchor}">\n<h4><a href="#t-{anchor}" title="Its place in the essay">{number}</a>'
        f' <span class="badge {look}">{status}</span></h4>\n'
        f"<blockquote{read_as(each.quote)}>{safe(each.quote)}</blockquote>\n"
        f"<dl>\n{''.join(map(_holding, who))}</dl>\n"
        f"{_decision(each.ruled) if each.ruled else ''}</article>\n"
    )


def _holding(has: Holding) -> str:
    shape = f'<i class="shape {has.kind}"></i> ' if has.kind else ""
    more = f' <small dir="auto">{safe(has.detail)}</small>' if has.detail else ""
    look = "" if has.anything else ' class="none"'
    name, words = safe(has.name), safe(has.words)
    return f"<div><dt><bdi>{name}</bdi></dt><dd{look}>{shape}<bdi>{words}</bdi>{more}</dd></div>\n"


def _decision(ruled: Ruled) -> str:
    by = f" by <b><bdi>{safe(ruled.by)}</bdi></b>" if ruled.by else ""
    at = f', <time datetime="{attribute(ruled.at)}">{safe(moment(ruled.at))}</time>' if ruled.at else ""
    what = f": <bdi>{safe(ruled.words)}</bdi>" if ruled.words else ""
    agreed = "; ".join(map(passage_words, ruled.agreed))
    pieces = [f"<p>{RULINGS[ruled.ruling].capitalize()}{by}{at}{what}</p>\n"]
    if agreed:
        pieces.append(f'<p class="note" dir="auto">Agreed: {safe(agreed)}</p>\n')
    lines = [line for line in ruled.reason.splitlines() if line.strip()]
    pieces += [f'<p class="reason"{read_as(line)}>{safe(line)}</p>\n' for line in lines]
    return f'<div class="ruled {ruled.ruling}">\n{"".join(pieces)}</div>\n'
