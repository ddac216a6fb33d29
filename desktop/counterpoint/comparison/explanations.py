"""What each figure is called and means, in words that a coach can read."""

from typing import Final, NamedTuple


class Meaning(NamedTuple):
    """A figure's short name, and one sentence on what it says."""

    title: str
    sentence: str


_CHANCE: Final = "1 is full agreement, 0 what chance would give, below 0 worse than chance."

MEANINGS: Final[dict[str, Meaning]] = {
    "f1_strict": Meaning("F1 strict", "The share of {what} that both marked with the same bounds and kind."),
    "f1_exact": Meaning(
        "F1 exact", "The share of {what} that both marked with the same bounds, whatever the kind."
    ),
    "f1_partial": Meaning(
        "F1 partial",
        "The share of {what} that both marked, whatever the kind; one that only overlaps counts half.",
    ),
    "f1_type": Meaning(
        "F1 type", "The share of {what} that both marked as the same kind and that overlap at all."
    ),
    "f1_links": Meaning(
        "F1 links", "The share of links that both drew: the same relation between passages that both marked."
    ),
    "u_alpha": Meaning(
        "uα", "How well they agree, character by character, on what is {marked}, gaps included; " + _CHANCE
    ),
    "bar_u_alpha": Meaning(
        "|uα",
        "How well they agree, character by character, on what is marked at all, whatever the kind; "
        + _CHANCE,
    ),
    "cu_alpha": Meaning(
        "cuα", "How well they agree on the kind, looking only at text that both marked; " + _CHANCE
    ),
    "k_u_alpha": Meaning(
        "(k)uα",
        "How well they tell {what} from the other kinds, looking only at text that both marked; " + _CHANCE,
    ),
    "alpha_unitizing": Meaning(
        "α_U",
        "How well they agree on where {what} begin and end, the figure that INCEpTION shows; " + _CHANCE,
    ),
    "cohen_sentences": Meaning(
        "Cohen κ, sentences", "How well two agree on which sentences have {which}, beyond chance; " + _CHANCE
    ),
    "fleiss_sentences": Meaning(
        "Fleiss κ, sentences", "How well all agree on which sentences have {which}, beyond chance; " + _CHANCE
    ),
    "alpha_sentences": Meaning(
        "α, sentences",
        "How well they agree on which sentences have {which}, also where not everybody read all; " + _CHANCE,
    ),
    "cohen_matched": Meaning(
        "Cohen κ, matched passages",
        "How well two agree on the kind of passages that both marked; what only one marked is left out; "
        + _CHANCE,
    ),
    "fleiss_matched": Meaning(
        "Fleiss κ, matched passages",
        "How well all agree on the kind of passages that everybody marked; all others are left out; "
        + _CHANCE,
    ),
    "alpha_matched": Meaning(
        "α, matched passages",
        "How well they agree on the kind of passages that two or more marked; all others are left out; "
        + _CHANCE,
    ),
}
"""Every figure by its name, in the order in which they are shown."""

_PLURALS: Final = {
    "": "passages",
    "claim": "claims",
    "evidence": "evidence passages",
    "rhetoric": "rhetoric passages",
}
_MARKED: Final = {
    "": "marked and as what",
    "claim": "a claim",
    "evidence": "evidence",
    "rhetoric": "rhetoric",
}
_WHICH: Final = {"": "which kinds", "claim": "a claim", "evidence": "evidence", "rhetoric": "rhetoric"}


def explanation(name: str, kind: str) -> str:
    """One sentence on what the figure of that name says of a kind, or of all with an empty one."""
    return MEANINGS[name].sentence.format(what=_PLURALS[kind], marked=_MARKED[kind], which=_WHICH[kind])
