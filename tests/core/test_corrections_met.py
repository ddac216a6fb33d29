"""Libraries meet while one has corrected a text: one text stands, nothing is lost, in any order the same."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.core.anchors import describe
from counterpoint.core.bundle import Bundle
from counterpoint.core.correcting import earlier_texts
from counterpoint.core.corrections_met import is_between, on_one_text
from counterpoint.core.merge import merge
from counterpoint.core.merge_many import merge_many
from counterpoint.core.records import Annotator, Card, Essay, Passage
from tests.core.bundles import (
    an_id,
    bundles,
    corrected_library,
    edited,
    random_bundle,
    with_corrections,
    without_random_corrections,
)
from tests.core.test_merge import applied, records, seeds, union
from tests.core.test_merge_many import together

TEXT = (
    "Fences 😀 teech climbers. A cafe\u0301 owner said so. قال التاجر.\n"
    "自力更生 is an old phrase. Prices rose."
)


def all_stand(bundle: Bundle) -> None:
    texts = {essay.id: essay.text for essay in bundle.essays}
    placed: list[Passage | Card] = [*bundle.passages, *bundle.cards]
    for each in placed:
        assert texts[each.essay_id][each.start : each.end] == each.quote
    for ruling in bundle.decisions:
        assert all(agreed.end <= len(texts[ruling.essay_id]) for agreed in ruling.agreed)


def two(seed: int, ancestor: Bundle, times: tuple[int, int]) -> tuple[Bundle, Bundle]:
    """Two libraries that were edited, corrected so many times and edited again."""
    ancestor = without_random_corrections(ancestor)
    one, other = (
        edited(with_corrections(edited(ancestor, seed + i), seed + i, number), seed + 20 + i, steps=3)
        for i, number in enumerate(times)
    )
    return one, other


@given(bundles(), seeds, st.sampled_from([(1, 0), (2, 0), (3, 1), (1, 1), (2, 1)]))
@settings(max_examples=100, deadline=None)
def test_the_order_of_two_does_not_matter_and_once_is_enough(
    ancestor: Bundle, seed: int, times: tuple[int, int]
) -> None:
    mine, theirs = two(seed, ancestor, times)
    once = union(mine, theirs)
    assert records(once) == records(union(theirs, mine))
    assert merge(once, theirs).changes == merge(once, mine).changes == merge(once, once).changes == ()
    assert len({each.digest for each in once.essays}) == 2
    all_stand(once)
    both = {each.id for each in mine.passages} & {each.id for each in theirs.passages}
    assert both <= {each.id for each in once.passages}
    for essay in once.essays:
        history = [each for each in once.corrections if each.essay_id == essay.id]
        seen = {essay.text, *(each.before for each in earlier_texts(essay, history))}
        assert {each.text for each in (*mine.essays, *theirs.essays) if each.id == essay.id} <= seen


@given(bundles(), seeds, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_many_does_not_matter_where_one_corrects(
    ancestor: Bundle, seed: int, chance: random.Random
) -> None:
    ancestor = without_random_corrections(ancestor)
    copies = [edited(ancestor, seed + i, steps=chance.randint(0, 8)) for i in range(4)]
    copies[1] = with_corrections(copies[1], seed, 2)
    copies[2] = with_corrections(copies[1], seed + 1, 1)
    expected = records(union(*copies))
    assert records(union(union(copies[0], copies[1]), union(copies[2], copies[3]))) == expected
    assert records(union(copies[3], union(copies[2], union(copies[1], copies[0])))) == expected
    chance.shuffle(copies)
    assert records(union(*copies, *copies[:2])) == expected
    result = merge_many(copies[0], copies[1:])
    assert records(together(copies[0], result)) == expected
    assert len(result.parts) == 3


def test_many_files_know_the_corrections_of_each_other() -> None:
    """Only the last of them has the correction that leads to the text on which a brief was changed apart."""
    ancestor = without_random_corrections(random_bundle(1, 0))
    copies = [edited(ancestor, 140932 + i, steps=steps) for i, steps in enumerate((6, 3, 6, 7))]
    copies[1] = with_corrections(copies[1], 140932, 2)
    copies[2] = with_corrections(copies[1], 140933, 1)
    result = merge_many(copies[1], [copies[0], copies[3], copies[2]])
    assert records(together(copies[1], result)) == records(union(*copies))


@given(bundles(), seeds)
@settings(max_examples=40, deadline=None)
def test_of_three_texts_corrected_apart_everybody_comes_to_the_same(ancestor: Bundle, seed: int) -> None:
    ancestor = without_random_corrections(ancestor)
    copies = [with_corrections(ancestor, seed + i, 1) for i in range(3)]
    orders = [union(copies[i], copies[(i + 1) % 3], copies[(i + 2) % 3]) for i in range(3)]
    assert len({tuple(sorted(each.text for each in library.essays)) for library in orders}) == 1
    met = [union(orders[i], orders[(i + 1) % 3], orders[(i + 2) % 3]) for i in range(3)]
    assert records(met[0]) == records(met[1]) == records(met[2])
    all_stand(met[0])


def library(text: str = TEXT) -> tuple[Bundle, Essay, Annotator]:
    ada = Annotator(name="Ada")
    essay = Essay(title="Fences", text=text)
    passages = [tagged(essay, ada, quote) for quote in ("teech climbers", "owner said", "Prices rose")]
    line = text.index("\n") + 1
    card = Card(
        passage_id=passages[2].id, essay_id=essay.id, annotator_id=ada.id, start=line, end=len(text),
        quote=text[line:], cuts_json=f'[[{passages[2].start}, {passages[2].end}, "underline"]]',
    )  # fmt: skip
    return Bundle.of([ada, essay, *passages, card]), essay, ada


def tagged(essay: Essay, annotator: Annotator, quote: str) -> Passage:
    start = essay.text.index(quote)
    anchor = describe(essay.text, start, start + len(quote))
    return Passage(
        essay_id=essay.id, annotator_id=annotator.id, kind="claim", start=start, end=start + len(quote),
        quote=quote, prefix=anchor.prefix, suffix=anchor.suffix,
    )  # fmt: skip


def with_more(bundle: Bundle, *more: Passage | Annotator) -> Bundle:
    return Bundle.of([*bundle.records(), *more])


def test_what_a_colleague_tagged_before_the_correction_stands_on_the_text_after_it() -> None:
    start, essay, _ = library()
    bob = Annotator(name="Bob")
    theirs = with_more(start, bob, tagged(essay, bob, "old phrase"))
    mine = corrected_library(start, essay, TEXT.replace("teech", "teach the"), an_id(random.Random(1)))
    result = merge(mine, theirs)
    assert not result.conflicts
    merged = applied(mine, result)
    all_stand(merged)
    assert {each.quote for each in merged.passages} == {
        "teach the climbers", "owner said", "Prices rose", "old phrase",
    }  # fmt: skip
    assert [(met.number, met.by, met.apart) for met in result.texts] == [(1, 0, False)]
    back = merge(theirs, mine)
    assert [(met.number, met.by, met.apart) for met in back.texts] == [(0, 1, False)]
    assert records(applied(theirs, back)) == records(merged)


def test_a_passage_changed_by_a_colleague_meets_a_correction_without_a_conflict() -> None:
    start, essay, _ = library()
    changed = start.passages[2].changed(note="so?")
    theirs = Bundle.of(changed if each.id == changed.id else each for each in start.records())
    mine = corrected_library(start, essay, "Indeed: " + TEXT, an_id(random.Random(2)))
    merged = union(mine, theirs)
    assert {each.note for each in merged.passages} == {"", "so?"}
    assert len(merged.passages) == 3
    all_stand(merged)


def test_corrected_apart_one_text_stands_and_the_other_can_be_seen() -> None:
    start, essay, _ = library()
    one, other = TEXT.replace("teech", "teach"), TEXT.replace("owner", "keeper") + " And fell."
    mine = corrected_library(start, essay, one, an_id(random.Random(3)))
    theirs = corrected_library(start, essay, other, an_id(random.Random(4)))
    result = merge(mine, theirs)
    assert not result.conflicts
    assert [met.apart for met in result.texts] == [True]
    merged = applied(mine, result)
    (after,) = merged.essays
    assert {after.text} | {each.before for each in earlier_texts(after, merged.corrections)} == {
        TEXT,
        one,
        other,
    }
    assert len(merged.passages) == 3
    assert sum(map(is_between, merged.corrections)) == 1
    all_stand(merged)
    later = corrected_library(merged, after, after.text + " At last.", an_id(random.Random(5)))
    assert union(theirs, later).essays == union(mine, later).essays == later.essays


def test_the_text_before_a_correction_under_another_id_is_the_same_essay() -> None:
    start, essay, _ = library()
    mine = corrected_library(start, essay, TEXT.replace("teech", "teach"), an_id(random.Random(6)))
    bob, again = Annotator(name="Bob"), Essay(title="My copy", text=TEXT)
    theirs = Bundle.of([bob, again, tagged(again, bob, "teech")])
    merged, back = union(mine, theirs), union(theirs, mine)
    assert [each.id for each in merged.essays] == [essay.id]
    assert [each.id for each in back.essays] == [again.id]
    assert {each.text for each in (*merged.essays, *back.essays)} == {mine.essays[0].text}
    assert {each.quote for each in merged.passages} == {each.quote for each in back.passages}
    assert "teach" in {each.quote for each in back.passages}
    all_stand(back)
    assert merge(merged, theirs).changes == merge(back, mine).changes == merge(merged, back).changes == ()


def test_both_texts_in_one_library_stay_two_essays() -> None:
    start, essay, ada = library()
    mine = corrected_library(start, essay, TEXT.replace("teech", "teach"), an_id(random.Random(7)))
    again = Essay(title="As it was", text=TEXT)
    mine = Bundle.of([*mine.records(), again, tagged(again, ada, "teech")])
    assert len(union(mine, start).essays) == 2
    assert len(union(Bundle.of([ada, again]), mine).essays) == 2


def test_a_correction_that_does_not_fit_moves_nothing() -> None:
    start, essay, _ = library()
    mine = corrected_library(start, essay, TEXT.replace("teech", "teach"), an_id(random.Random(8)))
    (correction,) = mine.corrections
    broken = correction.model_copy(update={"hunks_json": '[[3, 4, "x"]]'})
    mine = Bundle.of(broken if each is correction else each for each in mine.records())
    assert not on_one_text((mine, start)).texts
    assert len(union(mine, start).essays) == 2


def test_many_files_of_a_text_from_before_its_correction_are_met_at_once() -> None:
    chance = random.Random(9)
    text = "\n".join(" ".join(f"word{chance.randrange(900)}" for _ in range(60)) for _ in range(40))
    essay, ada = Essay(title="Long", text=text), Annotator(name="Ada")
    start = Bundle.of([ada, essay])
    mine = corrected_library(start, essay, text.replace("word7", "Word 7"), an_id(chance))
    files = []
    for number in range(12):
        person = Annotator(name=f"P{number}")
        starts = [chance.randrange(len(text) - 60) for _ in range(200)]
        found = [tagged_at(essay, person, at, at + chance.randint(5, 50)) for at in starts]
        files.append(Bundle.of([ada, person, essay, *found]))
    before = time.perf_counter()
    result = merge_many(mine, files)
    took = time.perf_counter() - before
    merged = together(mine, result)
    assert len(merged.passages) == 2_400
    all_stand(merged)
    assert took < 10  # a round a file would take many times as long


def tagged_at(essay: Essay, annotator: Annotator, start: int, end: int) -> Passage:
    anchor = describe(essay.text, start, end)
    return Passage(
        essay_id=essay.id, annotator_id=annotator.id, kind="claim", start=start, end=end,
        quote=anchor.quote, prefix=anchor.prefix, suffix=anchor.suffix,
    )  # fmt: skip
