"""Correcting an essay's text: every record that stands on it, moved to the text after.

Of revisions a correction counts up the essay's alone: where a passage stands is a function of the text, so
that a colleague's change of the same passage meets it without a conflict. `Correction.revision` is its place
among those of its essay: one more than the highest before it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from counterpoint.core.anchors import describe
from counterpoint.core.differing import earlier
from counterpoint.core.marks import Cut, Heading, Page
from counterpoint.core.moves import Moves
from counterpoint.core.records import (
    Card,
    Correction,
    Decision,
    Essay,
    Passage,
    Progress,
    Record,
    digest_of,
    progress_id,
)
from counterpoint.core.review_records import Agreed
from counterpoint.core.text import word_count

R = TypeVar("R", bound=Record)

ON_TEXT: Final = (Passage, Card, Decision, Progress)
"""The records that stand on a place of an essay's text."""


class Earlier(NamedTuple):
    """A correction, with the texts before and after it."""

    correction: Correction
    before: str
    after: str


class Outlook(NamedTuple):
    """What a correction would do: places changed; passages that move along, those whose words change, and
    those that lose all of them."""

    places: int
    moved: int
    changed: int
    emptied: int


def outlook(moves: Moves, spans: Iterable[tuple[int, int]]) -> Outlook:
    """What a correction would do to the passages at these spans."""
    found = [(start, end, moves.span(start, end)) for start, end in spans]
    return Outlook(
        len(moves.hunks),
        sum((start, end) != (each.start, each.end) for start, end, each in found),
        sum(not each.emptied and not moves.is_kept(start, end) for start, end, each in found),
        sum(each.emptied for _, _, each in found),
    )


def corrected(essay: Essay, moves: Moves, steps: int = 1) -> Essay:
    """The essay with the text that `moves` leads to, `steps` revisions later."""
    fields = {
        "text": moves.new,
        "digest": digest_of(moves.new),
        "words": word_count(moves.new),
        "headings_json": _packed(essay.headings_json, essay.headings, _headings(essay.headings, moves)),
        "pages_json": _packed(essay.pages_json, essay.pages, _pages(essay.pages, moves)),
        "revision": essay.revision + steps,
    }
    return _with(essay, fields)


def correction_of(before: Essay, moves: Moves, annotator_id: str, others: Iterable[Correction]) -> Correction:
    """The record of what an annotator corrects; `others` are those of the essay before it."""
    return Correction(
        revision=1 + max((each.revision for each in others), default=0),
        essay_id=before.id,
        annotator_id=annotator_id,
        before=before.digest,
        after=digest_of(moves.new),
        hunks_json=json.dumps(moves.hunks, ensure_ascii=False),
    )


def on_new_text(record: R, moves: Moves, digest: str) -> R:
    """A record as it stands on the text that `moves` leads to, whose digest is given; itself where nothing
    of it moves. How far somebody read gets the id that it has on that text."""
    match record:
        case Passage():
            return _with(record, _moved_passage(record, moves))
        case Card():
            return _with(record, _moved_card(record, moves))
        case Decision():
            agreed = sorted({_moved_agreed(each, moves) for each in record.agreed})
            return _with(record, {"agreed_json": _packed(record.agreed_json, record.agreed, agreed)})
        case Progress():
            upto = len(moves.new) if record.upto >= len(moves.old) else moves.point(record.upto)
            return _with(record, {"id": progress_id(digest, record.annotator_id), "upto": upto})
        case _:
            return record


def earlier_texts(essay: Essay, corrections: Iterable[Correction]) -> Iterator[Earlier]:
    """The corrections that led to the essay's text, the latest first, each with its texts. One that does not
    fit, as its digests show, is left out."""
    by_after: dict[str, list[Correction]] = {}
    for each in sorted(corrections, key=lambda each: (each.revision, each.id)):
        by_after.setdefault(each.after, []).append(each)
    texts = {essay.digest: essay.text}
    while True:
        at_hand = [by_after[digest][-1] for digest in texts if by_after.get(digest)]
        if not at_hand:
            return
        latest = max(at_hand, key=lambda each: (each.revision, each.id))
        by_after[latest.after].pop()
        before = text_before(texts[latest.after], latest)
        if before is not None:
            texts[latest.before] = before
            yield Earlier(latest, before, texts[latest.after])


def text_before(after: str, correction: Correction) -> str | None:
    """The text before a correction; None where the correction is not one of this text."""
    hunks = correction.hunks
    if hunks[-1].end > len(after):
        return None
    before = earlier(after, hunks)
    return before if digest_of(before) == correction.before else None


def _with(record: R, fields: dict[str, Any]) -> R:
    """The record with these fields, validated; itself where it has them."""
    if all(getattr(record, name) == value for name, value in fields.items()):
        return record
    return type(record).model_validate(record.model_dump() | fields)


def _packed(packed: str, before: Sequence[object], after: Sequence[object]) -> str:
    """JSON for what there is after, as it was written where that is the same."""
    return packed if list(before) == list(after) else json.dumps(after, ensure_ascii=False)


def _within(start: int, end: int, moves: Moves) -> tuple[int, int]:
    """A span as far as the old text has it: a damaged record may say anything."""
    low = min(start, len(moves.old) - 1)
    return low, max(low + 1, min(end, len(moves.old)))


def _moved_passage(passage: Passage, moves: Moves) -> dict[str, Any]:
    moved = moves.span(*_within(passage.start, passage.end, moves))
    anchor = describe(moves.new, moved.start, moved.end)
    return {
        "start": moved.start,
        "end": moved.end,
        "quote": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "status": "moved" if moved.emptied else passage.status,
    }


def _moved_card(card: Card, moves: Moves) -> dict[str, Any]:
    """A body of whole paragraphs stays one of whole paragraphs; what was done to words that went goes."""
    start, end = _within(card.start, card.end, moves)
    moved = moves.span(start, end)
    if _lines(moves.old, start, end) == (start, end):
        low, high = _lines(moves.new, moved.start, moved.end)
    else:
        low, high = moved.start, moved.end
    cuts: list[Cut] = []
    for cut in card.cuts:
        rest = moves.rest(*_within(cut.start, cut.end, moves))
        if rest is not None and max(rest.start, low) < min(rest.end, high):
            cuts.append(Cut(max(rest.start, low), min(rest.end, high), cut.style))
    packed = _packed(card.cuts_json, card.cuts, _touching_joined(cuts))
    return {"start": low, "end": high, "quote": moves.new[low:high], "cuts_json": packed}


def _touching_joined(cuts: Iterable[Cut]) -> list[Cut]:
    """The cuts with those of one style that now touch made one."""
    last: dict[str, int] = {}
    joined: list[Cut] = []
    for cut in cuts:
        number = last.get(cut.style, -1)
        if number >= 0 and joined[number].end == cut.start:
            joined[number] = joined[number]._replace(end=cut.end)
        else:
            last[cut.style] = len(joined)
            joined.append(cut)
    return joined


def _moved_agreed(agreed: Agreed, moves: Moves) -> Agreed:
    moved = moves.span(*_within(agreed.start, agreed.end, moves))
    return agreed._replace(start=moved.start, end=moved.end)


def _headings(headings: Iterable[Heading], moves: Moves) -> list[Heading]:
    found = [_moved_heading(each, moves) for each in headings]
    return [each for each in found if each is not None]


def _moved_heading(heading: Heading, moves: Moves) -> Heading | None:
    """A heading, grown or shrunk with its line; None where the line is gone or is one with that below."""
    start, end = _within(heading.start, heading.end, moves)
    rest = moves.rest(start, end)
    if rest is None:
        return None
    line, stop = _lines(moves.old, start, end)
    low, high = _lines(moves.new, rest.start, rest.start + 1)
    below = _lines(moves.old, stop + 1, stop + 2) if stop + 1 < len(moves.old) else (stop, stop)
    after = moves.rest(*below) if below[0] < below[1] else None
    if after is not None and not after.emptied and after.start < high:
        return None
    return _between_marks(heading, moves.new[low:high], low, moves.old[line:start], moves.old[end:stop]) or (
        heading._replace(start=rest.start, end=min(rest.end, high))
    )


def _between_marks(heading: Heading, line: str, start: int, before: str, after: str) -> Heading | None:
    """The heading that fills a line between these marks; None for another line."""
    title = line[len(before) : len(line) - len(after)]
    if not (line.startswith(before) and line.endswith(after) and title.strip()):
        return None
    low = start + len(before) + len(title) - len(title.lstrip())
    return heading._replace(start=low, end=low + len(title.strip()))


def _pages(pages: Sequence[Page], moves: Moves) -> list[Page]:
    """The pages with anything on them; one whose text is gone begins where the next one does."""
    starts = [moves.point(min(page.start, len(moves.old))) for page in pages]
    moved = zip(pages, starts, [*starts[1:], len(moves.new)], strict=False)
    return [page._replace(start=start) for page, start, end in moved if start < end]


def _lines(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole lines that a span touches."""
    stop = text.find("\n", max(start, end - 1))
    return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop
