"""What the template of the PDF is given: a brief as JSON.

Every text goes as a string, which the template can only show. Each line and paragraph says in which
direction it runs and what language its script tells of, for fonts and screen readers.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import bidirectional

import regex

from counterpoint.core.brief_document import (
    OMISSION,
    AnalyticPart,
    BriefDocument,
    CardPart,
    Comment,
    HeadingPart,
    Part,
    Run,
)
from counterpoint.core.speeches import clock
from counterpoint.core.text import cleaned, shorten
from counterpoint.core.vocabulary import HOW_MEANS
from counterpoint.exporters.pdf_room import surely_fits
from counterpoint.exporters.prose import Prose, Span, prose

Values = dict[str, object]

CONTENTS_LINES: Final = 70
"""Above this many lines, about two pages, the contents leave out tags and answers; bookmarks keep them."""

UNTITLED: Final = "Brief"
"""The title of a brief that has none: readers of tagged PDF demand one."""
NO_WORDS: Final = "—"
"""What stands for a heading or a tag without words."""

_SHORT: Final = 52
_BODY: Final = 11
_LONG: Final = 36
_LONG_WORD: Final = regex.compile(
    rf"[^\s\p{{LB=SA}}\p{{LB=ID}}\p{{LB=CJ}}\p{{LB=H2}}\p{{LB=H3}}\p{{LB=HY}}/]{{{_LONG},}}+"
)
_PIECE: Final = regex.compile(r"\X{1,10}+")
_LETTER: Final = regex.compile(r"\p{L}")
_LANGUAGES: Final = (
    ("ar", regex.compile(r"\p{Script=Arabic}")),
    ("he", regex.compile(r"\p{Script=Hebrew}")),
    ("ja", regex.compile(r"[\p{Script=Hiragana}\p{Script=Katakana}]")),
    ("ko", regex.compile(r"\p{Script=Hangul}")),
    ("zh", regex.compile(r"\p{Script=Han}")),
)
_OTHER_LANGUAGE: Final = "en"


def as_json(document: BriefDocument, paper: str) -> str:
    """`document` for the template `brief.typ`, on `paper` as typst calls it.

    Written group by group: all at once would keep other threads waiting.
    """
    depths = dict(_depths(document.parts))
    title = _one_line(document.title).strip() or UNTITLED
    around = {
        "paper": paper,
        "title": _line(title) | {"whole": title, "short": shorten(title, _SHORT)},
        "topic": _line(document.topic) if document.topic else None,
        "author": _one_line(document.author),
        "date": document.date,
        "facts": list(_facts(document)),
        "foot": shorten(_one_line(" · ".join(filter(None, (document.side, document.speech)))), _SHORT),
        "contents": _contents(document.parts, depths),
    }
    groups = ",".join(map(_json, _groups(document.parts, depths)))
    return f'{_json(around)[:-1]},"groups":[{groups}]}}'


_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _facts(document: BriefDocument) -> Iterator[tuple[str, Values]]:
    """What the title page tells beside the title, each with its name."""
    time = clock(document.seconds) + (f" of {clock(document.limit)}" if document.limit else "")
    told = {
        "Side": document.side,
        "Speech": document.speech,
        "Aloud": time,
        "Prepared by": document.author,
    }
    return ((name, _line(text)) for name, text in told.items() if text)


def _depths(parts: Iterable[Part]) -> Iterator[tuple[int, int]]:
    """How deep each part stands, by its place among `parts`, 1 the highest. Where a brief has no pockets its
    hats are the highest: bookmarks and screen readers want no level left out."""
    above: list[int] = []
    for place, part in enumerate(parts):
        if isinstance(part, HeadingPart):
            while above and above[-1] >= part.level:
                above.pop()
            above.append(part.level)
            yield place, len(above)
        else:
            yield place, len(above) + 1


def _contents(parts: tuple[Part, ...], depths: dict[int, int]) -> Values:
    """How deep the contents go, and how deep the headings among them; 0 for no contents."""
    headings = max((depths[at] for at, part in enumerate(parts) if isinstance(part, HeadingPart)), default=0)
    whole = len(parts) <= CONTENTS_LINES
    return {"strong": headings, "depth": max(depths.values(), default=0) if whole else headings}


def _groups(parts: tuple[Part, ...], depths: dict[int, int]) -> Iterator[Values]:
    """Each card or analytic with the headings right above it."""
    lowest = max((part.level for part in parts if isinstance(part, HeadingPart)), default=0)
    headings: list[Values] = []
    above: list[HeadingPart] = []
    new_page = False

    def group(entry: Values | None, fits: bool = False) -> Values:
        nonlocal headings, above, new_page
        made: Values = {"headings": headings, "entry": entry, "fits": fits, "new-page": new_page}
        headings, above, new_page = [], [], False
        return made

    for place, part in enumerate(parts):
        depth = depths[place]
        if isinstance(part, HeadingPart):
            if part.level == 1:
                if headings:
                    yield group(None)
                new_page = True
            above.append(part)
            headings.append(_heading(part, depth, running=part.level == lowest))
        elif isinstance(part, CardPart):
            yield group(_card(part, depth), surely_fits(part, above))
        else:
            reasoning = prose(cleaned(part.reasoning)) if part.reasoning else []
            yield group(_analytic(part, depth, reasoning), surely_fits(part, above, reasoning))
    if headings:
        yield group(None)


def _heading(part: HeadingPart, depth: int, running: bool) -> Values:
    return {
        "level": part.level,
        "depth": depth,
        "text": _heading_line(part.text),
        "short": shorten(_one_line(part.text), _SHORT),
        "time": clock(part.seconds) if part.seconds else "",
        "running": running,
    }


def _analytic(part: AnalyticPart, depth: int, reasoning: Iterable[Prose]) -> Values:
    if part.kind == "open":
        label = f"Unanswered in: {part.by}" if part.by else "Unanswered"
    else:
        label = f"{part.how.capitalize()}: {HOW_MEANS[part.how]}" if part.how in HOW_MEANS else part.how
    return {
        "kind": part.kind,
        "depth": depth,
        "text": _heading_line(part.text, part.number),
        "label": _line(label) if label else None,
        "reasoning": list(_reasoning(reasoning)),
    }


def _card(part: CardPart, depth: int) -> Values:
    signs: dict[tuple[int, int], str] = {}
    for number, comment in enumerate(part.comments, start=1):
        before = signs.get(comment.last)
        signs[comment.last] = f"{before}, {number}" if before else str(number)
    return {
        "kind": "card",
        "depth": depth,
        "text": _heading_line(part.tag, part.number),
        "cite": _scripted("".join(piece.text for piece in part.cite))
        | {"parts": [{"w": _words(_one_line(text)), "strong": strong} for text, strong in part.cite if text]},
        "paragraphs": [
            _paragraph(runs, {number: sign for (place, number), sign in signs.items() if place == at})
            for at, runs in enumerate(part.paragraphs)
        ],
        "notes": [_note(str(number), comment) for number, comment in enumerate(part.comments, start=1)],
    }


def _note(number: str, comment: Comment) -> Values:
    words = cleaned(comment.text)
    return {
        "number": number,
        "author": _one_line(comment.author),
        "date": comment.created[:10],
        "text": _scripted(words) | {"w": _words(words)},
    }


def _paragraph(runs: tuple[Run, ...], signs: dict[int, str]) -> Values:
    shown: list[Values] = []
    for number, run in enumerate(runs):
        shown.append(_run(run))
        if number in signs:
            shown.append({"note": signs[number]})
    return _scripted("".join(run.text for run in runs)) | {"runs": shown}


def _run(run: Run) -> Values:
    if run.omitted:
        return {"w": OMISSION, "o": True}
    style: Values = {"w": _words(_spaced(run.text))}
    if run.underlined or run.emphasised:
        style["u"] = True
    if run.emphasised:
        style["e"] = True
    if run.highlight:
        style["h"] = run.highlight
    if run.small and run.small != _BODY:
        style["s"] = run.small
    return style


def _reasoning(paragraphs: Iterable[Prose]) -> Iterator[Values]:
    """The paragraphs of a reasoning, the rows of each table gathered in one."""
    rows: list[list[Values]] = []
    for paragraph in paragraphs:
        if paragraph.kind == "row":
            rows.append([_spans(cell) for cell in _cells(paragraph.spans)])
            continue
        if rows:
            yield _table(rows)
            rows = []
        shown = {"kind": paragraph.kind, "depth": paragraph.depth, "marker": paragraph.marker}
        yield shown | _spans(paragraph.spans)
    if rows:
        yield _table(rows)


def _cells(spans: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    cells: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\t")
        cells[-1].append(span._replace(text=first))
        cells.extend([span._replace(text=text)] for text in others)
    return [tuple(cell) for cell in cells]


def _table(rows: list[list[Values]]) -> Values:
    columns = max(map(len, rows))
    cells = [cell for row in rows for cell in (*row, *[_spans(())] * (columns - len(row)))]
    return {"kind": "table", "depth": 0, "columns": columns, "cells": cells}


def _spans(spans: tuple[Span, ...]) -> Values:
    shown = [span._asdict() | {"w": _words(_spaced(span.text))} for span in spans if span.text]
    for values_of_span in shown:
        del values_of_span["text"]
    return _scripted("".join(span.text for span in spans)) | {"spans": shown}


def _heading_line(words: str, number: str = "") -> Values:
    """`words` with their number on one line, which runs as the words do. Never empty: readers of tagged PDF
    demand words in a heading."""
    line = _one_line(words).strip() or NO_WORDS
    return _scripted(line) | {"w": _words(f"{number}. {line}" if number else line)}


def _line(text: str) -> Values:
    """`text` on one line, in its direction and language."""
    line = _one_line(text)
    return _scripted(line) | {"w": _words(line)}


def _one_line(text: str) -> str:
    return " ".join(_spaced(text).split("\n"))


def _spaced(text: str) -> str:
    return cleaned(text).replace("\t", "    ")


def _words(text: str) -> str | list[str]:
    """`text`, in pieces where it has a word that may be too long for a line: between them it may break."""
    if len(text) < _LONG or max(map(len, text.split()), default=0) < _LONG or not _LONG_WORD.search(text):
        return text
    pieces: list[str] = []
    end = 0
    for match in _LONG_WORD.finditer(text):
        pieces.extend(filter(None, (text[end : match.start()],)))
        pieces.extend(_PIECE.findall(match.group()))
        end = match.end()
    pieces.extend(filter(None, (text[end:],)))
    return pieces


def _scripted(text: str) -> Values:
    """Whether `text` runs from the right, by its first strong character (UAX #9, P2 and P3), and the
    language that the script of its first letter tells of."""
    strong = next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "L")
    letter = _LETTER.search(text)
    language = _OTHER_LANGUAGE
    if letter:
        language = next((name for name, script in _LANGUAGES if script.match(letter.group())), language)
        if language == "zh" and _LANGUAGES[2][1].search(text):
            language = "ja"
    return {"rtl": strong != "L", "lang": language}
