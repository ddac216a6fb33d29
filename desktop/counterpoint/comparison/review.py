"""A review told from what the library holds: lanes, differences with their decisions, the agreed version.

It is pure, so that it can be done beside the window. The figures, which take longer, are added later.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from counterpoint.comparison.details import details
from counterpoint.comparison.differences import Difference, differences, ruled, strength
from counterpoint.comparison.differences import Group as Found
from counterpoint.comparison.explanations import MEANINGS
from counterpoint.comparison.figures import Cell, figures
from counterpoint.comparison.measures import AnyKind, Measure
from counterpoint.comparison.resampling import ROUNDS, SEED
from counterpoint.comparison.tags import Bond, Tags
from counterpoint.core.marks import EssayText, Mark
from counterpoint.core.records import Decision
from counterpoint.core.review_document import (
    Confusion,
    Count,
    DetailCount,
    DifferenceTold,
    Group,
    Lane,
    LaneMark,
    MeasureTold,
    ReviewDocument,
    Ruled,
    Says,
    Strength,
    Stretch,
)
from counterpoint.core.text import shorten, word_count
from counterpoint.core.vocabulary import KINDS

AGREED: Final = "agreed"
"""Whose the agreed version is, where it is compared with an annotator's: nobody has this id."""
QUOTE: Final = 160

_GROUPS: Final[Mapping[Found, Group | Literal["agree"]]] = {
    "kind": "kind",
    "bounds": "bounds",
    "missing": "alone",
    "alone": "alone",
    "links": "links",
    "agreed": "agree",
}
_STRENGTHS: Final[Mapping[str, Strength]] = {
    "all": "all",
    "kind": "kind",
    "partial": "bounds",
    "alone": "alone",
}


@dataclass(frozen=True)
class Review:
    """What a review is made of. `people` are the ids of those compared, in order; `names` everybody's, as
    they are to be shown. `tags` holds the agreed version's passages too, where `AGREED` is one of
    `people`."""

    essay: EssayText
    people: tuple[str, ...]
    names: Mapping[str, str]
    tags: Tags
    decisions: tuple[Decision, ...]
    date: str


@dataclass(frozen=True)
class Compared:
    """A review and what its annotators did at every place and with every link, agreements too, in text order;
    `rulings` are the decisions by the key of the place they are about."""

    review: Review
    places: tuple[Difference, ...]
    rulings: Mapping[str, Decision]

    def place(self, key: str) -> Difference | None:
        """The place with this key."""
        return next((each for each in self.places if each.key == key), None)


def compare(review: Review, before: Compared | None = None) -> Compared:
    """Compare the annotators. What was compared `before` serves again where nobody's tags have changed since:
    a decision changes none."""
    same = before is not None and (before.review.tags, before.review.people) == (review.tags, review.people)
    places = before.places if before is not None and same else differences(review.tags, review.people)
    return Compared(review, places, _decided(review, places))


def agreed_marks(decisions: Iterable[Decision]) -> tuple[Mark, ...]:
    """The agreed version's passages in text order, each once."""
    marks: dict[tuple[int, int, str, str], Mark] = {}
    for decision in sorted(decisions, key=lambda each: (each.created, each.id)):
        for number, (start, end, kind, detail) in enumerate(decision.agreed):
            mark = Mark(f"{decision.id}/{number}", start, end, kind, AGREED, detail)
            marks.setdefault((start, end, kind, detail), mark)
    return tuple(sorted(marks.values(), key=lambda mark: (mark.start, -mark.end, mark.id)))


def _decided(review: Review, places: Sequence[Difference]) -> dict[str, Decision]:
    """One that was ruled on other members than are there now stands where it has most of them."""
    by_id = {each.id: each for each in review.decisions}
    members = {each.id: frozenset(each.members.split()) for each in review.decisions}
    return {key: by_id[decision] for key, decision in ruled(places, members).items()}


def told(compared: Compared) -> ReviewDocument:
    """The review without figures."""
    review, places, rulings = compared.review, compared.places, compared.rulings
    essay, reach = review.essay, review.tags.reach(review.people)
    lanes = [
        Lane(each, review.names.get(each, ""), _lane(review.tags.of([each])), reach[each])
        for each in review.people
    ]
    return ReviewDocument(
        essay_id=essay.id,
        title=essay.title,
        author=essay.author,
        text=essay.text,
        headings=essay.headings,
        lanes=tuple(lanes),
        agreed=_lane(agreed_marks(review.decisions)),
        stretches=tuple(Stretch(s.start, s.end, _STRENGTHS[s.strength]) for s in strength(places)),
        differences=tuple(
            _difference(review, each, rulings.get(each.key)) for each in places if each.differs
        ),
        measures=(),
        counts=(),
        confusions=(),
        details=(),
        left_out=(),
        seed=SEED,
        rounds=ROUNDS,
        date=review.date,
    )


def _lane(marks: Iterable[Mark]) -> tuple[LaneMark, ...]:
    return tuple(LaneMark(mark.start, mark.end, mark.kind, mark.detail, mark.id) for mark in marks)


def _difference(review: Review, place: Difference, ruling: Decision | None) -> DifferenceTold:
    says = [_says(review, place, each) for each in review.people]
    return DifferenceTold(
        key=place.key,
        group=_GROUPS[place.group],
        start=place.start,
        end=place.end,
        quote=shorten(review.essay.text[place.start : place.end], QUOTE),
        by=tuple(says),
        members=place.members,
        ruled=_ruled(review, ruling, place) if ruling else None,
    )


def _says(review: Review, place: Difference, person: str) -> Says:
    """What one annotator has at a place; of a link, whether she drew it."""
    name, marks = review.names.get(person, ""), place.by.get(person, ())
    if place.group == "links":
        drawn = [bond for bond in place.bonds if bond.annotator_id == person]
        words = _link_words(review, place, drawn[0]) if drawn else "not linked"
        return Says(person, name, "", words, place.start, place.end, tuple(bond.id for bond in drawn))
    if not marks:
        words = "not there yet" if person in place.waiting else "nothing here"
        return Says(person, name, "", words, place.start, place.end, ())
    first = next(each for each in place.by.values())[0]
    words = ", ".join(_words(review.essay.text, mark, first) for mark in marks)
    return Says(person, name, marks[0].kind, words, marks[0].start, marks[-1].end, tuple(m.id for m in marks))


def _link_words(review: Review, place: Difference, bond: Bond) -> str:
    """A link in words: `“…” supports “…”`."""
    marks = {mark.id: mark for each in place.by.values() for mark in each}
    ends = []
    for end in (bond.source, bond.target):
        mark = marks.get(end)
        ends.append(f"“{shorten(review.essay.text[mark.start : mark.end], 40)}”" if mark else "an answer")
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


def _ruled(review: Review, decision: Decision, place: Difference) -> Ruled:
    agreed = tuple(LaneMark(*each, passage_id="") for each in decision.agreed)
    return Ruled(
        decision.id,
        decision.ruling,
        _ruling_words(review, decision, place),
        review.names.get(decision.annotator_id, ""),
        decision.created,
        decision.reason,
        agreed,
    )


def _ruling_words(review: Review, decision: Decision, place: Difference) -> str:
    rule = f" ({decision.rule})" if decision.rule else ""
    if decision.ruling == "reject":
        return f"Rejected{rule}"
    if decision.ruling == "change":
        parts = [
            f"{each.kind} “{shorten(review.essay.text[each.start : each.end], 60)}”"
            for each in decision.agreed
        ]
        return f"Set to {', '.join(parts)}{rule}"
    accepted = set(decision.accepted.split())
    owners = [
        review.names.get(person, "")
        for person in review.people
        if accepted & {mark.id for mark in place.by.get(person, ())}
        or accepted & {bond.id for bond in place.bonds if bond.annotator_id == person}
    ]
    return f"Accepted {', '.join(filter(None, owners)) or 'one that is gone'}{rule}"


def with_figures(document: ReviewDocument, compared: Compared) -> ReviewDocument:
    """The review with its figures; the agreed version takes part in them where it is one of the people."""
    review = compared.review
    names = {each: review.names.get(each, "") for each in review.people}
    found = figures([review.tags], review.people, ROUNDS, SEED)

    def pair(ids: tuple[str, str]) -> tuple[str, str]:
        return names[ids[0]], names[ids[1]]

    return replace(
        document,
        measures=tuple(
            MeasureTold(
                each.name,
                each.kind,
                pair(each.pair) if each.pair else None,
                each.value,
                each.why,
                each.low,
                each.high,
                each.explanation,
                MEANINGS[each.name].title,
            )
            for each in found.measures
        ),
        counts=tuple(
            Count(each.kind, pair(each.pair), each.same + each.bounds + each.kinds, each.only_a, each.only_b)
            for each in found.counts
        ),
        confusions=tuple(_confusion(pair(each), cells) for each, cells in found.confusion.items()),
        details=tuple(
            DetailCount(each.kind, each.detail, tuple(each.by.get(person, 0) for person in review.people))
            for each in details(review.tags, review.people).counts
        ),
        left_out=tuple(_left_out(found.measures, names)),
        seed=found.seed,
        rounds=found.rounds,
    )


def figures_from(document: ReviewDocument, other: ReviewDocument) -> ReviewDocument:
    """The review with the figures that another of the same tags has."""
    names = ("measures", "counts", "confusions", "details", "left_out", "seed", "rounds")
    return replace(document, **{name: getattr(other, name) for name in names})


def _confusion(pair: tuple[str, str], cells: Mapping[Cell, int]) -> Confusion:
    kinds: tuple[AnyKind, ...] = (*KINDS, "")
    rows = tuple(tuple(cells.get((one, other), 0) for other in kinds) for one in kinds)
    return Confusion(pair, (*KINDS, "none"), rows)


def _left_out(measures: Iterable[Measure], names: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each kind of figure that had to leave something out, all kinds together."""
    for each in measures:
        if each.left_out and not each.kind:
            whose = f" of {names[each.pair[0]]} and {names[each.pair[1]]}" if each.pair else ""
            title = MEANINGS[each.name].title
            yield f"{title}{whose}: {each.items} compared, {each.left_out} left out."


def told_apart(names: Mapping[str, str], people: Sequence[str]) -> dict[str, str]:
    """The names, with a number where several of the people have the same."""
    seen: Counter[str] = Counter()
    told = dict(names)
    for person in people:
        name = names.get(person, "")
        seen[name] += 1
        if seen[name] > 1:
            told[person] = f"{name} ({seen[name]})"
    return told


def blind(names: Mapping[str, str], people: Sequence[str]) -> dict[str, str]:
    """Letters in place of the names of those compared, in their order; the agreed version keeps its own."""
    hidden = {
        person: f"Annotator {_letters(number)}" for number, person in enumerate(people) if person != AGREED
    }
    return dict(names) | hidden


def _letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
