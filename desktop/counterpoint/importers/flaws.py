"""Why a valid record of an exchange file cannot stand in a library: a few words, empty where it can."""

import json
import re
from typing import Any, Final
from uuid import UUID

from counterpoint.core.errors import LibraryDamaged
from counterpoint.core.records import (
    Brief,
    Card,
    Correction,
    Decision,
    Entry,
    Essay,
    Original,
    Passage,
    Progress,
    Record,
    digest_of,
    progress_id,
)

NO_ESSAY: Final = "its essay is neither in the file nor in the library"

_NO_ESSAY_HAS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]"
)
_LONGEST_NAME: Final = 1_000
"""Characters of a rank, an origin or a speech; our own have a few dozen."""


def of_essay(essay: Essay) -> str:
    if essay.digest != digest_of(essay.text):
        return "its text was changed after it was exported"
    if _NO_ESSAY_HAS.search(essay.text):
        return "its text holds characters that an essay cannot keep"
    if not _are_pages(essay):
        return "its pages cannot be read"
    return "" if _are_headings(essay) else "its headings cannot be read"


def of_card(card: Card, essay: Essay | None, passage: Record | None) -> str:
    """`passage` is the card's own, where the file holds it; in the library it is looked for later."""
    if essay is None:
        return NO_ESSAY
    if essay.text[card.start : card.end] != card.quote:
        return "its essay does not say what it quotes"
    if isinstance(passage, Passage) and passage.essay_id != card.essay_id:
        return "its passage stands in another essay"
    return ""


def of_brief(brief: Brief) -> str:
    if not set(brief.only.split()) <= {"claims", "answers"} or len(brief.speech) > _LONGEST_NAME:
        return "it does not say what it is built for"
    return "" if all(map(_is_id, brief.essay_ids.split())) else "the essays it names cannot be"


def of_entry(entry: Entry) -> str:
    if max(len(entry.rank), len(entry.origin)) > _LONGEST_NAME:
        return "its place is too long"
    return ""


def of_decision(decision: Decision, essay: Essay | None) -> str:
    if essay is None:
        return NO_ESSAY
    if any(agreed.end > len(essay.text) for agreed in decision.agreed):
        return "what it agrees on stands outside its essay"
    return "" if all(map(_is_id, decision.members.split())) else "what it is about cannot be"


def of_progress(progress: Progress, essay: Essay | None) -> str:
    if essay is None:
        return NO_ESSAY
    if progress.upto > len(essay.text):
        return "its essay is not that long"
    own = progress_id(essay.digest, progress.annotator_id)
    return "" if progress.id == own else "its id is not that of its essay and annotator"


def of_original(original: Original) -> str:
    try:
        _ = original.content
    except LibraryDamaged:
        return "it is not what was kept"
    return ""


def of_correction(correction: Correction, essay: Essay | None) -> str:
    if essay is None:
        return NO_ESSAY
    odd = any(_NO_ESSAY_HAS.search(hunk.was) for hunk in correction.hunks)
    return "what it corrected holds characters that an essay cannot keep" if odd else ""


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _are_headings(essay: Essay) -> bool:
    try:
        triples = json.loads(essay.headings_json)
    except (ValueError, RecursionError):
        return False
    return isinstance(triples, list) and all(_is_heading(triple, len(essay.text)) for triple in triples)


def _are_pages(essay: Essay) -> bool:
    try:
        pairs = json.loads(essay.pages_json)
    except (ValueError, RecursionError):
        return False
    return isinstance(pairs, list) and all(_is_page(pair, len(essay.text)) for pair in pairs)


def _is_page(pair: Any, length: int) -> bool:
    match pair:
        case [start, label]:
            return type(start) is int and 0 <= start <= length and type(label) is str and len(label) <= 60
        case _:
            return False


def _is_heading(triple: Any, length: int) -> bool:
    if not isinstance(triple, list) or len(triple) != 3:
        return False
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in triple):
        return False
    start, end, level = triple
    return bool(0 <= start < end <= length and 1 <= level <= 6)
