"""What the command line tells of a brief: JSON for programs, a line or two for people."""

from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from counterpoint.cli.brief_asked import Made
from counterpoint.cli.output import one_line, table
from counterpoint.core.brief_document import AnalyticPart, BriefDocument, CardPart, numbered
from counterpoint.core.brief_findings import GRADES, Finding
from counterpoint.core.speeches import clock
from counterpoint.workspace.brief_files import Format

_ALIKE: Final = 5
"""Findings of one kind that are told one by one."""


def as_json(made: Made, file: Path | None, format: Format | None, lacking: str = "") -> dict[str, Any]:
    """A brief for programs. `file` and `format` are None where none was written, `limit_seconds` where there
    is no speech; `side` is pro, con or empty; `lacking` says in a sentence what the file cannot show. A
    finding about a card has its tag, as in the document."""
    document = made.written.document
    return {
        "title": document.title,
        "topic": document.topic,
        "side": made.contents.brief.side,
        "speech": document.speech,
        "limit_seconds": document.limit or None,
        "seconds": round(document.seconds, 1),
        "cards": _cards(document),
        "file": None if file is None else str(file),
        "format": format,
        "lacking": lacking,
        "findings": _findings(made),
        "outline": [
            {
                "kind": row.kind,
                "number": row.number,
                "text": row.text,
                "depth": row.depth,
                "seconds": round(row.seconds, 1),
                "badge": row.badge,
            }
            for row in made.written.rows
        ],
    }


def _findings(made: Made) -> list[dict[str, str]]:
    cards = {part.entry_id: part for part in made.written.document.parts if isinstance(part, CardPart)}
    told = []
    for each in made.findings:
        told.append({"grade": each.grade, "title": each.title, "text": each.text})
        if each.entry_id in cards:
            told[-1]["card"] = numbered(cards[each.entry_id])
    return told


def facts(document: BriefDocument) -> str:
    """What is in a brief and how long it takes: `38 cards, 12 answers, 4:12 of 5:00 (Policy 2NR)`."""
    kinds = [part.kind for part in document.parts if isinstance(part, AnalyticPart)]
    told = [
        counted(_cards(document), "card"),
        *([counted(kinds.count("answer"), "answer")] if "answer" in kinds else []),
        *([f"{kinds.count('open'):,} unanswered"] if "open" in kinds else []),
        clock(document.seconds)
        + (f" of {clock(document.limit)} ({document.speech})" if document.limit else " aloud"),
    ]
    return ", ".join(told)


def summary(made: Made) -> list[str]:
    """What there is to say of a brief besides its facts: cards of which only the tag counts as read, and how
    much there is to mend."""
    unlit = sum(not _is_lit(part) for part in made.written.document.parts if isinstance(part, CardPart))
    lines = []
    if unlit:
        lines.append(f"{counted(unlit, 'card')} with nothing highlighted: only the tag counts in the time.")
    if made.findings:
        grades = Counter(each.grade for each in made.findings)
        told = ", ".join(counted(grades[grade], grade) for grade in GRADES if grades[grade])
        lines.append(f"To mend: {told}; --check lists them.")
    return lines


def _is_lit(card: CardPart) -> bool:
    return any(run.highlight for paragraph in card.paragraphs for run in paragraph)


def check_lines(made: Made) -> list[str]:
    """A brief and what to mend in it, a line each; of many alike the first are told, and how many more."""
    document = made.written.document
    rows: list[tuple[str, str, str]] = []
    for (grade, title), alike in groupby(sorted(made.findings, key=_sort), key=lambda each: each[:2]):
        found = list(alike)
        shown = found if len(found) <= _ALIKE + 1 else found[:_ALIKE]
        rows += [(grade, title, one_line(each.text, 200)) for each in shown]
        if len(found) > len(shown):
            rows.append((grade, title, f"… and {len(found) - len(shown)} more; --json lists them all."))
    lines = [f"  {line}" for line in table(rows)] or ["  Nothing to mend."]
    return [f"{one_line(document.title)}: {facts(document)}", *lines]


def _sort(found: Finding) -> tuple[int, str]:
    return GRADES.index(found.grade), found.title


def _cards(document: BriefDocument) -> int:
    return sum(isinstance(part, CardPart) for part in document.parts)


def counted(count: int, thing: str) -> str:
    """A number of things, in words that fit one and many."""
    return f"{count:,} {thing}" + ("" if count == 1 else "s")
