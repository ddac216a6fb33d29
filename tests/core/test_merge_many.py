"""Many files at once: the same as one after another, and each told what it brought."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.core.bundle import Bundle
from counterpoint.core.changes import Change
from counterpoint.core.merge import Merge, merge
from counterpoint.core.merge_many import MergeOfMany, merge_many
from counterpoint.core.records import Annotator, Essay, Link, Passage, Record, Tombstone
from tests.core.bundles import an_id, bundles, edited
from tests.core.test_merge import applied, essay_and_passage, records, ruled, seeds, union

TEXT = "Trade 🌍 falls. 贸易。 A cafe\u0301. قال. The rest."


def together(mine: Bundle, result: MergeOfMany) -> Bundle:
    return applied(mine, Merge(result.changes))


def news(changes: tuple[Change, ...]) -> int:
    return sum(not isinstance(change.record, Tombstone) for change in changes)


@given(bundles(), seeds, st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_many_at_once_are_the_same_as_one_after_another(
    ancestor: Bundle, seed: int, chance: random.Random
) -> None:
    mine, *files = (edited(ancestor, seed + i, steps=chance.randint(0, 12)) for i in range(5))
    files += [union(files[0], files[1]), *files[:1]]
    result = merge_many(mine, files)
    assert records(together(mine, result)) == records(union(mine, *files))
    assert len(result.parts) == len(files)
    assert merge_many(together(mine, result), files).changes == ()


@given(bundles(), bundles(), bundles(), seeds)
@settings(max_examples=40, deadline=None)
def test_libraries_with_nothing_in_common_meet_whole(
    one: Bundle, other: Bundle, third: Bundle, seed: int
) -> None:
    files = [one, other, edited(third, seed, deletes_ends=True)]
    result = merge_many(Bundle(), files)
    assert records(together(Bundle(), result)) == records(union(Bundle(), *files))
    assert [news(part.changes) for part in result.parts] == [
        news(merge(union(Bundle(), *files[:number]), file).changes) for number, file in enumerate(files)
    ]


def tagged(essay: Essay, name: str, count: int = 2) -> Bundle:
    """What one annotator sends: herself, the essay and her passages."""
    annotator = Annotator(name=name)
    passages = [
        Passage(
            essay_id=essay.id,
            annotator_id=annotator.id,
            kind="claim",
            start=start,
            end=start + 5,
            quote=essay.text[start : start + 5],
        )
        for start in range(count)
    ]
    return Bundle.of([annotator, essay, *passages, ruled(passages[0], "自力")])


def one_by_one(mine: Bundle, files: list[Bundle]) -> list[tuple[int, int, int, list[str]]]:
    told = []
    for file in files:
        result = merge(mine, file)
        told.append(summary(result))
        mine = applied(mine, result)
    return told


def summary(part: Merge) -> tuple[int, int, int, list[str]]:
    return (
        news(part.changes),
        part.already,
        len(part.conflicts),
        [left.record.id for left in part.left_out] + [same.theirs.id for same in part.same_essays],
    )


def test_each_file_is_told_what_it_brought() -> None:
    essay = Essay(title="One", text=TEXT)
    copies = [essay.model_copy(update={"id": an_id(random.Random(number))}) for number in range(3)]
    files = [tagged(each, "Ada 😀", number + 1) for number, each in enumerate([essay, essay, *copies, essay])]
    files += files[:2]
    for mine in (Bundle(), Bundle.of([essay]), Bundle.of([copies[0]]), Bundle.of([copies[1], copies[2]])):
        result = merge_many(mine, files)
        assert [summary(part) for part in result.parts] == one_by_one(mine, files)
        assert records(together(mine, result)) == records(union(mine, *files))


def test_one_text_brought_by_many_who_have_it_under_ids_of_their_own_is_one_essay() -> None:
    files = [tagged(Essay(title=name, text=TEXT), name) for name in ("Ada", "Bob", "Zoe\u0301", "力")]
    merged = together(Bundle(), merge_many(Bundle(), files))
    assert merged.essays == files[0].essays
    assert {each.essay_id for each in merged.passages} == {merged.essays[0].id}
    assert {each.essay_id for each in merged.decisions} == {merged.essays[0].id}
    assert len(merged.passages) == 8
    assert len(merged.decisions) == 4


def test_what_is_left_out_or_changed_apart_is_told_of_the_file_that_brought_it() -> None:
    ada, essay, passage = essay_and_passage()
    stray = passage.model_copy(update={"id": an_id(random.Random(1)), "essay_id": ada.id})
    link = Link(
        annotator_id=ada.id,
        relation="supports",
        source_type="passage",
        source_id=passage.id,
        target_type="passage",
        target_id=an_id(random.Random(2)),
    )
    mine = Bundle.of([ada, essay, passage.changed(note="mine")])
    files = [Bundle.of(each) for each in ([ada], [stray], [passage.changed(note="theirs")], [link])]
    result = merge_many(mine, files)
    assert [[left.record for left in part.left_out] for part in result.parts] == [[], [stray], [], [link]]
    assert [len(part.conflicts) for part in result.parts] == [0, 0, 1, 0]
    assert [news(part.changes) for part in result.parts][:2] == [0, 0]
    assert {each.note for each in together(mine, result).passages} == {"mine", "theirs"}


def test_files_that_say_different_things_meet_as_they_would_alone() -> None:
    ada, essay, passage = essay_and_passage()
    stone = Tombstone(id=passage.id, revision=2, kind_of_record="passage")
    other_text: list[Record] = [Essay(id=essay.id, title="Other", text="Quite other 自 words.")]
    versions: list[list[Record]] = [
        [ada, essay, passage],
        [ada, essay, passage.changed(note="one")],
        [stone],
        [ada, essay, passage.changed(note="two")],
        [ada, essay, passage.changed().changed(note="three")],
        other_text,
    ]
    files = [Bundle.of(each) for each in versions]
    for mine in (Bundle(), files[0], files[1]):
        assert records(together(mine, merge_many(mine, files))) == records(union(mine, *files))


def test_no_files_change_nothing() -> None:
    assert merge_many(Bundle(), []) == MergeOfMany((), ())
