"""The field's words: kinds, details, ways of answering, relations. It imports nothing of ours."""

from typing import Final, Literal

Kind = Literal["claim", "evidence", "rhetoric"]
"""What a tagged passage is."""

How = Literal["rebut", "undercut", "undermine", "turn", "outweigh"]
"""How a counterargument answers: the claim is false; the step does not follow; the evidence is weak;
it helps us; something else matters more."""

Relation = Literal["supports", "answers", "restates"]
"""What a link says of its source and its target."""

NodeType = Literal["passage", "counterargument"]
"""What a link may start from or lead to."""

Status = Literal["", "moved"]
"""Empty: the passage stands where it was tagged. `moved`: placed by quote and context, to be confirmed."""

Side = Literal["", "pro", "con"]
"""The side of the topic an essay argues."""

Highlight = Literal["yellow", "cyan", "green"]
"""The colours that mark what is read aloud of a card."""

CutStyle = Literal["underline", "emphasis", "yellow", "cyan", "green", "omitted"]
"""What a stretch of a card's body may be: underlined, emphasised (and so underlined), highlighted, left
out."""

EntryKind = Literal["pocket", "hat", "block", "contention", "frontline", "card", "answer", "analytic", "open"]
"""What stands in a brief. Contentions and frontlines are blocks: one of our claims with its evidence, and the
short numbered answers to one predicted argument. An analytic is an argument with no card; an open entry names
what nobody has answered yet."""

Ruling = Literal["accept", "change", "reject"]
"""What a reviewer rules on a difference: some of it is taken as it is; it is set anew; none is taken."""

Subject = Literal["passages", "links"]
"""What a decision is about."""

KINDS: Final[tuple[Kind, ...]] = ("claim", "evidence", "rhetoric")
HOWS: Final[tuple[How, ...]] = ("rebut", "undercut", "undermine", "turn", "outweigh")
RELATIONS: Final[tuple[Relation, ...]] = ("supports", "answers", "restates")

DETAILS: Final[dict[Kind, tuple[str, ...]]] = {
    "claim": ("thesis", "contention", "reason", "value", "policy"),
    "evidence": ("statistic", "testimony", "example", "study", "analogy", "fact"),
    "rhetoric": (
        "ethos",
        "pathos",
        "logos",
        "metaphor",
        "loaded language",
        "hyperbole",
        "rhetorical question",
        "repetition",
        "fallacy",
    ),
}
"""The details every library offers, by kind; a `Detail` record adds more."""

HOW_MEANS: Final[dict[How, str]] = {
    "rebut": "the claim is false",
    "undercut": "the step does not follow",
    "undermine": "the evidence is weak",
    "turn": "it helps us",
    "outweigh": "something matters more",
}

HIGHLIGHTS: Final[tuple[Highlight, ...]] = ("yellow", "cyan", "green")
HEADINGS: Final[dict[EntryKind, int]] = {"pocket": 1, "hat": 2, "block": 3, "contention": 3, "frontline": 3}
"""The entries that are headings, with their outline level, 1 the highest."""
LEAF: Final = 4
"""The level of every other entry. A parent's level is above its children's; cards may also stand under an
answer."""
