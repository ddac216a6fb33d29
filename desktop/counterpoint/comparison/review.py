"""A review told from what the library holds: lanes, differences with their decisions, the agreed version.

It is pure, so that it can be done beside the window. The figures, which take longer, are added later.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from counterpoint.comparison.decided import Rulings, agreed_bonds, agreed_marks, rulings, standing
from counterpoint.comparison.details import details
from counterpoint.comparison.differences import Difference, differences, strength
from counterpoint.comparison.differences import Group as Found
from counterpoint.comparison.explanations import MEANINGS
from counterpoint.comparison.figures import Cell, figures
from counterpoint.comparison.measures import AnyKind, Measure
from counterpoint.comparison.naming import blind, told_apart
from counterpoint.comparison.resampling import ROUNDS, SEED
from counterpoint.comparison.tags import Tags
from counterpoint.comparison.wording import ruled, says
from counterpoint.core.marks import EssayText, Mark
from counterpoint.core.records import Decision
from counterpoint.core.review_document import (
    AGREED,
    Confusion,
    Count,
    DetailCount,
    DifferenceTold,
    Group,
    Lane,
    LaneMark,
    MeasureTold,
    ReviewDocument,
    Strength,
    Stretch,
)
from counterpoint.core.text import shorten
from counterpoint.core.vocabulary import KINDS, Kind

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
    they are to be shown. `AGREED` may be one of `people`: comparing adds what it has to the `tags`."""

    essay: EssayText
    people: tuple[str, ...]
    names: Mapping[str, str]
    tags: Tags
    decisions: tuple[Decision, ...]
    date: str


@dataclass(frozen=True)
class Compared:
    """A review and what its annotators did at every place and with every link, agreements too, in text order.

    `rulings` are the decisions about these places. `agreed` is the agreed version, the same whoever is
    compared, for it follows from the places of `everybody`; it is among the tags of `review` where it takes
    part. `read` is the review as it was read.
    """

    review: Review
    places: tuple[Difference, ...]
    rulings: Rulings
    agreed: tuple[Mark, ...]
    read: Review
    everybody: tuple[Difference, ...]

    def place(self, key: str) -> Difference | None:
        """The place with this key."""
        return next((each for each in self.places if each.key == key), None)

    @property
    def open(self) -> tuple[Difference, ...]:
        """The places that await a decision, agreements too."""
        return tuple(place for place in self.places if place.key not in self.rulings.holding)


def compare(review: Review, before: Compared | None = None) -> Compared:
    """Compare the annotators. What was compared `before` serves again where nobody's tags have changed since:
    a decision changes none."""
    known = before if before is not None and before.read.tags == review.tags else None
    everyone = _everyone(review)
    everybody = known.everybody if known else differences(review.tags, everyone)
    found = rulings(everybody, review.decisions)
    agreed = agreed_marks(standing(review.decisions, found))
    taking_part = review
    if AGREED in review.people:
        taking_part = replace(review, tags=_with_agreed(review.tags, everybody, found, agreed))
    if known and (known.review.tags, known.review.people) == (taking_part.tags, review.people):
        places = known.places
    elif known is None and review.people == everyone:
        places = everybody
    else:
        places = differences(taking_part.tags, review.people)
    here = found if places is everybody else rulings(places, review.decisions)
    return Compared(taking_part, places, here, agreed, review, everybody)


def _everyone(review: Review) -> tuple[str, ...]:
    """Those compared, and whoever else tagged there."""
    tagged = sorted({mark.annotator_id for mark in review.tags.marks})
    return tuple(each for each in dict.fromkeys((*review.people, *tagged)) if each != AGREED)


def _with_agreed(tags: Tags, everybody: Sequence[Difference], found: Rulings, agreed: Sequence[Mark]) -> Tags:
    bonds = agreed_bonds(tags.bonds, everybody, found, agreed)
    return replace(tags, marks=[*tags.marks, *agreed], bonds=[*tags.bonds, *bonds])


def told(compared: Compared, before: tuple[Compared, ReviewDocument] | None = None) -> ReviewDocument:
    """The review without figures. What was told `before` serves again, figures too, where only decisions are
    others since."""
    if before is not None and same_but_decisions(before[0], compared):
        return _decided_anew(compared, *before)
    review, places, found = compared.review, compared.places, compared.rulings
    marks = {mark.id: mark for mark in review.tags.marks}
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
        agreed=_lane(compared.agreed),
        stretches=tuple(Stretch(s.start, s.end, _STRENGTHS[s.strength]) for s in strength(places)),
        differences=tuple(
            _difference(review, each, marks, found.all_of(each.key))
            for each in places
            if each.group != "unread"
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


def same_but_decisions(one: Compared, other: Compared) -> bool:
    """Whether two reviews differ in decisions at most: the same tags of the same people, so called."""
    one_told, other_told = (
        (each.review.essay, each.review.people, each.review.names, each.review.date) for each in (one, other)
    )
    return one.places is other.places and one_told == other_told


def _decided_anew(compared: Compared, before: Compared, document: ReviewDocument) -> ReviewDocument:
    review = compared.review
    shown = {each.key: each for each in document.differences}
    for place in compared.places:
        decisions = compared.rulings.all_of(place.key)
        if place.key in shown and decisions != before.rulings.all_of(place.key):
            words = ruled(review.essay.text, review.names, review.people, place, decisions)
            shown[place.key] = shown[place.key]._replace(ruled=words)
    return replace(document, agreed=_lane(compared.agreed), differences=tuple(shown.values()))


def _lane(marks: Iterable[Mark]) -> tuple[LaneMark, ...]:
    return tuple(LaneMark(mark.start, mark.end, mark.kind, mark.detail, mark.id) for mark in marks)


def _difference(
    review: Review, place: Difference, marks: Mapping[str, Mark], decisions: Sequence[Decision]
) -> DifferenceTold:
    text, names = review.essay.text, review.names
    return DifferenceTold(
        key=place.key,
        group=_GROUPS[place.group],
        start=place.start,
        end=place.end,
        quote=shorten(text[place.start : place.end], QUOTE),
        by=tuple(says(text, names, place, marks, each) for each in review.people),
        members=place.members,
        ruled=ruled(text, names, review.people, place, decisions),
    )


def with_figures(document: ReviewDocument, compared: Compared) -> ReviewDocument:
    """The review with its figures; the agreed version takes part in them where it is one of the people."""
    review = compared.review
    return _figured(document, [review.tags], review.people, review.names)


def pooled(reviews: Sequence[Review], *, hidden: bool = False) -> ReviewDocument:
    """The figures of several essays together, those of whoever is compared in any of them; an essay that
    somebody has not tagged counts for her as not read. There is no text and no difference in it. With
    `hidden` names people have letters of their own here, as those of one essay are others' in the next."""
    people = tuple(dict.fromkeys(person for review in reviews for person in review.people))
    names = {person: name for review in reviews for person, name in review.names.items()}
    names = blind(names, sorted(people)) if hidden else told_apart(names, people)
    essays = []
    for review in reviews:
        unread = dict.fromkeys(set(people) - set(review.people), 0)
        essays.append(replace(review.tags, progress={**review.tags.progress, **unread}))
    lanes = tuple(Lane(person, names[person], (), 0) for person in people)
    title = f"{len(reviews)} essays together"
    none = ReviewDocument(
        "", title, "", "", (), lanes, (), (), (), (), (), (), (), (), SEED, ROUNDS, reviews[0].date
    )
    return _figured(none, essays, people, names)


def _figured(
    document: ReviewDocument, essays: Sequence[Tags], people: Sequence[str], all_names: Mapping[str, str]
) -> ReviewDocument:
    names = {each: all_names.get(each, "") for each in people}
    found = figures(essays, people, ROUNDS, SEED)

    def pair(ids: tuple[str, str]) -> tuple[str, str]:
        return names[ids[0]], names[ids[1]]

    measures = tuple(
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
    )
    counts = tuple(
        Count(each.kind, pair(each.pair), each.same + each.bounds + each.kinds, each.only_a, each.only_b)
        for each in found.counts
    )
    return replace(
        document,
        measures=measures,
        counts=counts,
        confusions=tuple(_confusion(pair(each), cells) for each, cells in found.confusion.items()),
        details=_details(essays, people),
        left_out=tuple(_left_out(found.measures, names)),
        seed=found.seed,
        rounds=found.rounds,
    )


def _details(essays: Sequence[Tags], people: Sequence[str]) -> tuple[DetailCount, ...]:
    """How often each of the people gave which detail, in all the essays."""
    totals: dict[tuple[Kind, str], list[int]] = {}
    for tags in essays:
        for each in details(tags, people).counts:
            row = totals.setdefault((each.kind, each.detail), [0] * len(people))
            for at, person in enumerate(people):
                row[at] += each.by.get(person, 0)
    return tuple(DetailCount(kind, detail, tuple(row)) for (kind, detail), row in totals.items())


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
