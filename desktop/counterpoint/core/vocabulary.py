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
