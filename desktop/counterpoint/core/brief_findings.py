"""What to mend in a brief before it is exported."""

from collections.abc import Iterator
from math import ceil
from typing import Final, Literal, NamedTuple

from counterpoint.core.brief_document import CardPart, HeadingPart
from counterpoint.core.brief_writing import BriefContents, Written
from counterpoint.core.cards import SHORTEST_TAG, read_aloud
from counterpoint.core.speeches import clock
from counterpoint.core.text import shorten, word_count

BLOCK: Final = 3
"""The outline level of blocks."""
CONTIGUOUS: Final = 2
"""Words that must stand together somewhere in what is read aloud, or it quotes nothing."""
NAMED: Final = 48
"""Code points of a tag or a title in a finding."""

Grade = Literal["error", "warning", "hint"]
"""Over time or no longer true; something that readers will miss; something to look at."""

GRADES: Final[tuple[Grade, ...]] = ("error", "warning", "hint")


class Finding(NamedTuple):
    """One thing to mend. `title` is a word or two, `text` one short sentence, `entry_id` where it is (empty:
    the brief as a whole); `field` is the citation's field that is missing, or empty."""

    grade: Grade
    title: str
    text: str
    entry_id: str
    field: str = ""


_FIELDS: Final = {
    "author": "author",
    "qualifications": "qualifications",
    "published": "date",
    "url": "URL",
    "accessed": "accessed date",
}


def findings(contents: BriefContents, written: Written) -> tuple[Finding, ...]:
    """Everything to mend, the gravest first, then in reading order."""
    found = [
        *_over_time(contents, written),
        *_quotes(contents, written),
        *_cites(contents, written),
        *_cards(written),
        *_twice(contents, written),
        *_no_evidence(written),
    ]
    order = {"": -1} | {part.entry_id: at for at, part in enumerate(written.document.parts)}
    found.sort(key=lambda each: (GRADES.index(each.grade), order[each.entry_id]))
    return tuple(found)


def _over_time(contents: BriefContents, written: Written) -> Iterator[Finding]:
    document, speech = written.document, contents.speech
    if speech is None:
        return
    over = document.seconds - document.limit
    if over > 0:
        yield Finding("error", "Over time", f"{speech.name} is {clock(ceil(over))} too long.", "")
    for part in document.parts:
        if isinstance(part, HeadingPart) and part.level == BLOCK and part.seconds > document.limit:
            longer = clock(ceil(part.seconds - document.limit))
            text = f"“{shorten(part.text, NAMED)}” alone is {longer} longer than the {speech.name}."
            yield Finding("error", "Over time", text, part.entry_id)


def _quotes(contents: BriefContents, written: Written) -> Iterator[Finding]:
    for part in _cards_of(written):
        if part.card_id in contents.fallen:
            yield Finding(
                "error",
                "Quote",
                f"{_named(part)} no longer stands in its essay; make it anew.",
                part.entry_id,
            )


def _cites(contents: BriefContents, written: Written) -> Iterator[Finding]:
    """One finding an essay, at its first card."""
    told: set[str] = set()
    for part in _cards_of(written):
        essay = contents.essays[contents.cards[part.card_id].essay_id]
        missing = [field for field in _FIELDS if not getattr(essay, field).strip()]
        if missing and essay.id not in told:
            told.add(essay.id)
            words = ", ".join(f"no {_FIELDS[field]}" for field in missing)
            text = f"{shorten(essay.title, NAMED)}: {words}."
            yield Finding("warning", "Cite", text, part.entry_id, missing[0])


def _cards(written: Written) -> Iterator[Finding]:
    """What each card lacks; that nothing is highlighted, as with every card at first, is told once."""
    unlit: list[CardPart] = []
    for part in _cards_of(written):
        entry = part.entry_id
        if word_count(part.tag) < SHORTEST_TAG:
            yield Finding("warning", "Tag", f"{_named(part)} has a tag of three words or fewer.", entry)
        body = [run for paragraph in part.paragraphs for run in paragraph]
        lined, lit = any(run.underlined for run in body), any(run.highlight for run in body)
        if not lined and not lit:
            yield Finding("warning", "Uncut", f"{_named(part)} has nothing underlined or highlighted.", entry)
        elif not lit:
            unlit.append(part)
        elif not lined:
            yield Finding("hint", "Underline", f"{_named(part)}: nothing is underlined.", entry)
        if lit and max(map(word_count, read_aloud(part.paragraphs))) < CONTIGUOUS:
            text = f"{_named(part)}: the words read aloud quote nothing that stands together."
            yield Finding("hint", "Highlight", text, entry)
    if unlit:
        which = _named(unlit[0]) if len(unlit) == 1 else f"{len(unlit)} cards, the first {_named(unlit[0])}"
        text = f"Nothing is highlighted to be read aloud: {which}."
        yield Finding("hint", "Highlight", text, unlit[0].entry_id)


def _twice(contents: BriefContents, written: Written) -> Iterator[Finding]:
    block = ""
    seen: dict[tuple[str, int, int], str] = {}
    for part in written.document.parts:
        if isinstance(part, HeadingPart):
            block = shorten(part.text, NAMED)
        elif isinstance(part, CardPart):
            passage = contents.passages[contents.cards[part.card_id].passage_id]
            place = (passage.essay_id, passage.start, passage.end)
            if place in seen:
                text = f"{_named(part)} is in “{seen[place]}” already."
                yield Finding("hint", "Twice", text, part.entry_id)
            seen.setdefault(place, block)


def _no_evidence(written: Written) -> Iterator[Finding]:
    for row in written.rows:
        if row.badge == "no card":
            text = f"“{shorten(row.text, NAMED)}” has no card."
            yield Finding("warning", "No evidence", text, row.entry_id)


def _cards_of(written: Written) -> Iterator[CardPart]:
    return (part for part in written.document.parts if isinstance(part, CardPart))


def _named(part: CardPart) -> str:
    return f"“{shorten(part.tag, NAMED)}”" if part.tag.strip() else "A card without a tag"
