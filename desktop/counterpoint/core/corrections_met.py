"""Libraries that meet while one has corrected a text: all are brought onto one text before they are merged.

Essays are one where their ids are the same, or one's text is an earlier text of the other, and corrections
lead from either text to the other or to both from a third. Of their texts the one corrected last stands: the
one whose correction has the highest revision; of two corrected apart as often, the one with the lower digest.
What stands on another text is moved by the very hunks of the corrections in between, so that everybody comes
to the same. Where a text was corrected apart, the way from it is worked out anew and kept as a correction of
its own (`is_between`), so that it stays among the earlier texts.

Everybody comes to the same text in any order. Where three texts were corrected apart, a passage may stand a
word off until all of them have met.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from counterpoint.core.bundle import Bundle
from counterpoint.core.copies import family, may_be_copy
from counterpoint.core.correcting import ON_TEXT, corrected, on_new_text, text_before
from counterpoint.core.moves import Moves
from counterpoint.core.records import Correction, Essay, Record, Tombstone, progress_id

PLACE: Final = {
    "essay": ("words", "headings_json", "pages_json"),
    "passage": ("start", "end", "quote", "prefix", "suffix", "status"),
    "card": ("start", "end", "quote", "cuts_json"),
    "decision": ("agreed_json",),
}
"""By kind of record, the fields that follow from its text where nobody changed it."""


_Native = dict[tuple[str, str], Record]


class TextMet(NamedTuple):
    """An essay that was brought onto another text. `essay` is as it was, `number` which bundle it is of, `by`
    which has the text that stands; `apart` where both had been corrected."""

    essay: Essay
    number: int
    by: int
    apart: bool


class Met(NamedTuple):
    """Bundles whose essays are on one text, in the order given, and what was done for it."""

    bundles: tuple[Bundle, ...]
    texts: tuple[TextMet, ...] = ()


class _Held(NamedTuple):
    number: int
    essay: Essay


class _Way(NamedTuple):
    """How to come from one text to the one that stands, and the correction that says so where it is new."""

    moves: tuple[Moves, ...]
    new: Correction | None = None


def on_one_text(bundles: Sequence[Bundle]) -> Met:
    """The bundles with their essays, and all that stands on them, on one text each; the first is mine."""
    corrections = [correction for bundle in bundles for correction in bundle.corrections]
    if not corrections:
        return Met(tuple(bundles))
    moved = {number: list(bundle.records()) for number, bundle in enumerate(bundles)}
    people = {each.id for bundle in bundles for each in bundle.annotators}
    texts: list[TextMet] = []
    for held, own in _together(bundles, corrections):
        group = _Group(held, own)
        native = _of_the_text(bundles[group.stands.number], group.stands.essay)
        for each in held:
            way = group.way(each.essay)
            if way is not None:
                texts.append(TextMet(each.essay, each.number, group.stands.number, way.new is not None))
                moved[each.number] = list(
                    _brought(moved[each.number], each.essay, way, group, people, native)
                )
    if not texts:
        return Met(tuple(bundles))
    return Met(tuple(Bundle.of(moved[number]) for number in range(len(bundles))), tuple(texts))


def first_texts(essays: Iterable[Essay], corrections: Iterable[Correction]) -> dict[str, str]:
    """By the id of an essay, the digest of the text it had before all corrections that led to its own: it
    stays the same when it is corrected."""
    led: defaultdict[str, list[Correction]] = defaultdict(list)
    for each in corrections:
        led[each.after].append(each)
    found: dict[str, str] = {}
    for essay in essays:
        seen: dict[str, Correction] = {}
        ahead = [essay.digest]
        while ahead:
            for each in led.get(ahead.pop(), ()):
                if each.id not in seen:
                    seen[each.id] = each
                    ahead.append(each.before)
        order = sorted(seen.values(), key=lambda each: (each.revision, is_between(each), each.before))
        found[essay.id] = order[0].before if order else essay.digest
    return found


def is_between(correction: Correction) -> bool:
    """Whether it only leads from a text corrected apart to the one that stands."""
    return correction.id == _between_id(correction.before, correction.after)


def _between_id(before: str, after: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:counterpoint:correction {before} {after}"))


def _together(
    bundles: Sequence[Bundle], corrections: Iterable[Correction]
) -> Iterator[tuple[list[_Held], list[Correction]]]:
    """The essays that may be one though their texts differ, with their corrections."""
    same = _same_essays(bundles, corrections) | _copies(bundles, corrections)
    groups: defaultdict[str, list[_Held]] = defaultdict(list)
    for number, bundle in enumerate(bundles):
        for essay in bundle.essays:
            groups[same.get(essay.id, essay.id)].append(_Held(number, essay))
    by_essay: defaultdict[str, dict[str, Correction]] = defaultdict(dict)
    for each in corrections:
        by_essay[same.get(each.essay_id, each.essay_id)].setdefault(each.id, each)
    for essay_id, held in sorted(groups.items()):
        if len({each.essay.digest for each in held}) > 1 and by_essay[essay_id]:
            yield held, list(by_essay[essay_id].values())


def _copies(bundles: Sequence[Bundle], corrections: Iterable[Correction]) -> dict[str, str]:
    """By the id of the other version of an essay that was changed apart, the id of that essay, where it was
    corrected: its text is the same."""
    origins = {family(each.essay_id): each.essay_id for each in corrections if not may_be_copy(each.essay_id)}
    ids = {essay.id for bundle in bundles for essay in bundle.essays if may_be_copy(essay.id)}
    return {id_: origins[UUID(id_).bytes[:6]] for id_ in ids if UUID(id_).bytes[:6] in origins}


def _same_essays(bundles: Sequence[Bundle], corrections: Iterable[Correction]) -> dict[str, str]:
    """By the id of an essay that mine does not have, that of mine of which it has an earlier or later text;
    not where there is a choice, or where a library has both texts."""
    later: defaultdict[str, set[str]] = defaultdict(set)
    for each in corrections:
        later[each.before].add(each.after)
    mine, found = bundles[0], dict[str, str]()
    my_ids, my_digests = {essay.id for essay in mine.essays}, {essay.digest for essay in mine.essays}
    after = {essay.id: _reached(later, essay.digest) for bundle in bundles for essay in bundle.essays}
    for bundle in bundles[1:]:
        ids, digests = {essay.id for essay in bundle.essays}, {essay.digest for essay in bundle.essays}
        lone_mine = [each for each in mine.essays if each.id not in ids and each.digest not in digests]
        lone = [each for each in bundle.essays if each.id not in my_ids and each.digest not in my_digests]
        pairs = [
            (one, other)
            for one in lone_mine
            for other in lone
            if one.digest in after[other.id] or other.digest in after[one.id]
        ]
        for one, other in pairs:
            if sum(one is pair[0] or other is pair[1] for pair in pairs) == 1:
                found[other.id] = one.id
    return found


def _reached(later: dict[str, set[str]], digest: str) -> set[str]:
    """The digests of the texts that corrections lead to from this one."""
    reached: set[str] = set()
    ahead = list(later.get(digest, ()))
    while ahead:
        each = ahead.pop()
        if each not in reached:
            reached.add(each)
            ahead += later.get(each, ())
    return reached


class _Group:
    """One essay as several libraries have it, and which of its texts stands."""

    def __init__(self, held: Sequence[_Held], corrections: Iterable[Correction]) -> None:
        self._corrections = sorted(corrections, key=lambda each: (-each.revision, each.id))
        self.stands = min(held, key=lambda each: (-self.age(each.essay.digest), each.essay.digest))
        self.digest = self.stands.essay.digest
        self._texts, self._steps = self._history(self.stands.essay)
        self._ways: dict[str, _Way | None] = {self.digest: None}

    def age(self, digest: str) -> int:
        """How many corrections led to a text."""
        return max((each.revision for each in self._corrections if each.after == digest), default=0)

    def way(self, essay: Essay) -> _Way | None:
        """The way from an essay's text to the one that stands; None where it is that, or no correction is
        known that both have to do with."""
        if essay.digest not in self._ways:
            self._ways[essay.digest] = self._way(essay)
        return self._ways[essay.digest]

    def _way(self, essay: Essay) -> _Way | None:
        digest = essay.digest
        if digest in self._steps:
            moves: list[Moves] = []
            while digest != self.digest:
                step = self._steps[digest]
                moves.append(Moves.of(self._texts[step.after], step.hunks))
                digest = step.after
            return _Way(tuple(moves))
        if self._texts.keys().isdisjoint(self._history(essay)[0]):
            return None
        way = Moves(essay.text, self.stands.essay.text)
        last = next(each for each in self._corrections if each.after == digest)
        between = {
            "id": _between_id(digest, self.digest),
            "essay_id": essay.id,
            "before": digest,
            "after": self.digest,
            "hunks_json": json.dumps(way.hunks, ensure_ascii=False),
        }
        return _Way((way,), Correction.model_validate(last.model_dump() | between))

    def _history(self, essay: Essay) -> tuple[dict[str, str], dict[str, Correction]]:
        """The earlier texts of an essay by digest, the essay's own too; and the step from each."""
        texts, steps = {essay.digest: essay.text}, dict[str, Correction]()
        ahead = [essay.digest]
        for digest in ahead:
            for each in self._corrections:
                if each.after == digest and each.before not in texts:
                    before = text_before(texts[digest], each)
                    if before is not None:
                        texts[each.before], steps[each.before] = before, each
                        ahead.append(each.before)
        return texts, steps


def _brought(
    records: Iterable[Record], essay: Essay, way: _Way, group: _Group, people: Iterable[str], native: _Native
) -> Iterator[Record]:
    """A library's records with those of one essay on the text that stands."""
    far = {progress_id(essay.digest, each): progress_id(group.digest, each) for each in people}
    if way.new is not None:
        yield way.new
    for record in records:
        if record is essay:
            steps = group.age(group.digest) - group.age(essay.digest)
            yield _or_native(_essay_along(essay, way, steps), native)
        elif isinstance(record, ON_TEXT) and record.essay_id == essay.id:
            for moves in way.moves:
                record = on_new_text(record, moves, group.digest)
            yield _or_native(record, native)
        elif isinstance(record, Tombstone) and record.id in far:
            yield record.model_copy(update={"id": far[record.id]})
        else:
            yield record


def _essay_along(essay: Essay, way: _Way, steps: int) -> Essay:
    """The essay with the text that stands, as many revisions later as corrections led there."""
    for number, moves in enumerate(way.moves, 1):
        essay = corrected(essay, moves, steps if number == len(way.moves) else 0)
    return essay


def _of_the_text(bundle: Bundle, essay: Essay) -> _Native:
    """The records on the text that stands, by kind and id."""
    kinds = (bundle.passages, bundle.cards, bundle.decisions)
    on_it = [essay, *(each for kind in kinds for each in kind if each.essay_id == essay.id)]
    return {(each.name_of_kind, each.id): each for each in on_it}


def _or_native(record: Record, native: _Native) -> Record:
    """The record, or the one of the library whose text stands: where nobody changed either since, what
    differs in them comes of the corrections alone."""
    twin = native.get((record.name_of_kind, record.id))
    if (
        twin is None
        or twin.revision != record.revision
        or not (record.revision == 1 or isinstance(record, Essay))
    ):
        return record
    place = {name: getattr(twin, name) for name in PLACE.get(record.name_of_kind, ())}
    return twin if record.model_copy(update=place) == twin else record
