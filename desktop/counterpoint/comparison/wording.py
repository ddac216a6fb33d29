"""A difference in words: what each annotator has there, and what was ruled."""

from collections.abc import Mapping, Sequence
from typing import Final

from counterpoint.comparison.differences import Difference
from counterpoint.comparison.tags import Bond
from counterpoint.core.marks import Mark
from counterpoint.core.records import Decision
from counterpoint.core.review_document import LaneMark, Ruled, Says
from counterpoint.core.text import shorten, word_count

_LINKED: Final = 40
_OWN: Final = 60
ALL_OF: Final = "all of "
"""What the rule of a decision begins with that took everything of one annotator; her id follows."""


def says(
    text: str, names: Mapping[str, str], place: Difference, marks: Mapping[str, Mark], person: str
) -> Says:
    """What one annotator has at a place; of a link, whether she drew it. `marks` are all passages by id."""
    name, own = names.get(person, ""), place.by.get(person, ())
    if place.group == "links":
        drawn = [bond for bond in place.bonds if bond.annotator_id == person]
        words = _link_words(text, marks, drawn[0]) if drawn else "not linked"
        return Says(person, name, "", words, place.start, place.end, tuple(bond.id for bond in drawn))
    if not own:
        words = "not there yet" if person in place.waiting else "nothing here"
        return Says(person, name, "", words, place.start, place.end, ())
    first = next(each for each in place.by.values())[0]
    words = ", ".join(_words(text, mark, first) for mark in own)
    start, end = min(mark.start for mark in own), max(mark.end for mark in own)
    return Says(person, name, own[0].kind, words, start, end, tuple(mark.id for mark in own))


def _link_words(text: str, marks: Mapping[str, Mark], bond: Bond) -> str:
    """A link in words: `“…” supports “…”`."""
    ends = []
    for end in (bond.source, bond.target):
        mark = marks.get(end)
        ends.append(f"“{shorten(text[mark.start : mark.end], _LINKED)}”" if mark else "an answer")
    return f"{ends[0]} {bond.relation} {ends[1]}"


def _words(text: str, mark: Mark, first: Mark) -> str:
    """A passage in a few words, beside the one it is compared with: `claim, 11 words longer`."""
    if (mark.start, mark.end) == (first.start, first.end):
        return mark.kind
    longer = word_count(text[mark.start : mark.end]) - word_count(text[first.start : first.end])
    if not longer:
        return f"{mark.kind}, other bounds"
    count = f"{abs(longer)} word{'s' if abs(longer) != 1 else ''}"
    return f"{mark.kind}, {count} {'longer' if longer > 0 else 'shorter'}"


def ruled(
    text: str,
    names: Mapping[str, str],
    people: Sequence[str],
    place: Difference,
    decisions: Sequence[Decision],
) -> Ruled | None:
    """What was decided about a place, the decision that holds first; what others ruled follows in words."""
    if not decisions:
        return None
    holding, *others = decisions
    words = _ruling_words(text, names, people, holding, place)
    for other in others:
        beside = _ruling_words(text, names, people, other, place)
        words += f"; {names.get(other.annotator_id, '')}: {beside[:1].lower()}{beside[1:]}"
    agreed = tuple(LaneMark(*each, passage_id="") for each in holding.agreed)
    by = names.get(holding.annotator_id, "")
    return Ruled(holding.id, holding.ruling, words, by, holding.created, holding.reason, agreed)


def _ruling_words(
    text: str, names: Mapping[str, str], people: Sequence[str], decision: Decision, place: Difference
) -> str:
    rule = _rule_words(names, decision.rule)
    if decision.ruling == "reject":
        return f"Rejected{rule}"
    if decision.ruling == "change":
        parts = [f"{each.kind} “{shorten(text[each.start : each.end], _OWN)}”" for each in decision.agreed]
        return f"Set to {', '.join(parts)}{rule}"
    accepted = set(decision.accepted.split())
    owners = [
        names.get(person, "")
        for person in people
        if accepted & {mark.id for mark in place.by.get(person, ())}
        or accepted & {bond.id for bond in place.bonds if bond.annotator_id == person}
    ]
    return f"Accepted {', '.join(filter(None, owners)) or 'one that is gone'}{rule}"


def _rule_words(names: Mapping[str, str], rule: str) -> str:
    """A rule in brackets, with the annotator's name as it is shown: a letter in blind mode."""
    if not rule:
        return ""
    if rule.startswith(ALL_OF):
        return f" (all of {names.get(rule.removeprefix(ALL_OF)) or 'one that is gone'})"
    return f" ({rule})"
