"""Essays with several annotators' tags, to compare."""

from typing import Final

from hypothesis import strategies as st

from counterpoint.comparison.tags import Bond, Tags
from counterpoint.core.marks import Mark
from counterpoint.core.vocabulary import KINDS, Kind, Relation

TEXT: Final = (
    "School uniforms cost families money 😀. They do not make pupils equal.\n"
    "A study in Montre\u0301al found no effect. The cafe\u0301 owner disagreed! Who would have thought?\n"
    "自力更生 is an old phrase. قال التاجر إن الأسعار ارتفعت.\n"
    "Chains, chains, and more chains. So we should let them choose.\n"
)
PEOPLE: Final = ("Ada", "Ben", "小明")


def mark(who: str, words: str, kind: Kind, detail: str = "", number: int = 0) -> Mark:
    """Somebody's passage: those words of `TEXT`."""
    start = TEXT.index(words)
    return Mark(f"{who} {kind} {start} {number}", start, start + len(words), kind, who, detail)


def bond(who: str, relation: Relation, source: Mark | str, target: Mark | str) -> Bond:
    """Somebody's link between passages, or counterarguments by id."""
    ends = [each if isinstance(each, str) else each.id for each in (source, target)]
    return Bond(f"{who} {relation} {' '.join(ends)}", who, relation, *ends)


@st.composite
def reviews(draw: st.DrawFn, most: int = 5) -> Tags:
    """Some annotators' passages and links on `TEXT`, and how far they have read."""
    marks: list[Mark] = []
    for who in PEOPLE:
        for number in range(draw(st.integers(0, most))):
            start = draw(st.integers(0, len(TEXT) - 2))
            end = draw(st.integers(start + 1, min(len(TEXT), start + 60)))
            if TEXT[start:end].strip():
                kind = draw(st.sampled_from(KINDS))
                marks.append(
                    Mark(f"{who} {number}", start, end, kind, who, draw(st.sampled_from(("", "study"))))
                )
    bonds = []
    for number in range(draw(st.integers(0, 4)) if len(marks) > 1 else 0):
        ends = draw(
            st.lists(st.sampled_from([each.id for each in marks]), min_size=2, max_size=2, unique=True)
        )
        bonds.append(Bond(f"link {number}", draw(st.sampled_from(PEOPLE)), "supports", *ends))
    progress = draw(st.dictionaries(st.sampled_from(PEOPLE), st.integers(0, len(TEXT)), max_size=2))
    return Tags(TEXT, tuple(marks), tuple(bonds), progress)
