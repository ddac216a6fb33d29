"""Where annotators differ: what belongs together, what is a difference and what is not yet one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.comparison.details import details
from counterpoint.comparison.differences import Difference, differences, ruled, strength
from counterpoint.comparison.tags import Tags
from counterpoint.core.marks import Mark
from tests.comparison.reviews import PEOPLE, TEXT, bond, mark, reviews

COST = "School uniforms cost families money 😀."
EQUAL = "They do not make pupils equal."
STUDY = "A study in Montre\u0301al found no effect."
CHAINS = "Chains, chains, and more chains."


def compared(*marks: Mark, **more) -> tuple[Difference, ...]:
    return differences(Tags(TEXT, marks, **more), PEOPLE[:2])


def groups(*marks: Mark, **more) -> list[str]:
    return [each.group for each in compared(*marks, **more)]


def test_the_same_is_agreed_whatever_its_detail_note_or_blanks():
    ada, ben = mark("Ada", STUDY, "evidence", "study"), mark("Ben", STUDY + " ", "evidence")
    (found,) = compared(ada, ben._replace(has_note=True))
    assert found.group == "agreed"
    assert not found.differs
    assert TEXT[found.start : found.end] == STUDY


def test_the_same_place_as_another_kind():
    (found,) = compared(mark("Ada", COST, "claim"), mark("Ben", COST, "evidence"))
    assert found.group == "kind"
    assert {who: marks[0].kind for who, marks in found.by.items()} == {"Ada": "claim", "Ben": "evidence"}


def test_other_bounds_of_the_same_kind():
    (found,) = compared(mark("Ada", COST, "claim"), mark("Ben", f"{COST} {EQUAL}", "claim"))
    assert found.group == "bounds"
    assert TEXT[found.start : found.end] == f"{COST} {EQUAL}"


def test_a_passage_against_the_same_cut_in_two_is_one_difference():
    (found,) = compared(
        mark("Ada", f"{COST} {EQUAL}", "claim"), mark("Ben", COST, "claim"), mark("Ben", EQUAL, "claim")
    )
    assert found.group == "bounds"
    assert [len(marks) for marks in found.by.values()] == [1, 2]


def test_rhetoric_inside_a_claim_is_no_difference_with_the_claim():
    inside = mark("Ada", "and more", "rhetoric")
    assert groups(mark("Ada", CHAINS, "claim"), inside, mark("Ben", CHAINS, "claim")) == ["agreed", "alone"]
    assert groups(inside, mark("Ben", CHAINS, "claim")) == ["alone", "alone"]
    assert groups(
        mark("Ada", CHAINS, "claim"),
        inside,
        mark("Ben", CHAINS, "claim"),
        mark("Ben", "more chains", "rhetoric"),
    ) == ["agreed", "bounds"]


def test_who_has_not_got_there_yet_does_not_differ():
    ada = mark("Ada", CHAINS, "rhetoric")
    (found,) = compared(ada, progress={"Ben": ada.end - 1})
    assert (found.group, found.waiting, found.absent) == ("unread", ("Ben",), ())
    (found,) = compared(ada, progress={"Ben": ada.end})
    assert (found.group, found.waiting, found.absent) == ("alone", (), ("Ben",))
    assert groups(ada, mark("Ben", "let them choose", "claim"), progress={"Ben": 0}) == ["unread", "alone"]


def test_among_three_somebody_may_be_missing_or_still_waiting():
    both = (mark("Ada", COST, "claim"), mark("Ben", COST, "claim"))
    assert [each.group for each in differences(Tags(TEXT, both), PEOPLE)] == ["missing"]
    (found,) = differences(Tags(TEXT, both, progress={"小明": 0}), PEOPLE)
    assert (found.group, found.waiting) == ("agreed", ("小明",))


def test_links_differ_where_both_ends_are_tagged_by_both():
    ada, ben = ([mark(who, COST, "claim"), mark(who, STUDY, "evidence")] for who in PEOPLE[:2])
    drawn = bond("Ada", "supports", ada[1], ada[0])
    *_, link = (each for each in compared(*ada, *ben, bonds=(drawn,)) if each.differs)
    assert (link.group, link.relation, link.absent) == ("links", "supports", ("Ben",))
    assert link.members == (drawn.id,)
    assert [each.kind for each in link.by["Ada"]] == ["claim", "evidence"]
    same = bond("Ben", "supports", ben[1], ben[0])
    assert not any(each.differs for each in compared(*ada, *ben, bonds=(drawn, same)))
    other = bond("Ben", "restates", ben[1], ben[0])
    assert groups(*ada, *ben, bonds=(drawn, other)).count("links") == 2
    assert "links" not in groups(*ada, ben[0], bonds=(drawn,))


def test_answers_to_the_same_claim_are_the_same_whatever_their_words():
    claims = [mark(who, COST, "claim") for who in PEOPLE[:2]]
    first, second = (
        bond("Ada", "answers", "her answer", claims[0]),
        bond("Ben", "answers", "his answer", claims[1]),
    )
    further = bond("Ada", "answers", "her second thought", "her answer")
    assert groups(*claims, bonds=(first,)) == ["agreed", "links"]
    assert groups(*claims, bonds=(first, second)) == ["agreed"]
    assert groups(*claims, bonds=(first, second, further)) == ["agreed", "links"]
    circle = bond("Ada", "answers", "her answer", "her second thought")
    assert groups(*claims, bonds=(further, circle)) == ["agreed"]


def test_a_decision_finds_its_difference_again_after_another_import():
    ada, ben, ming = (mark(who, COST, "claim") for who in PEOPLE)
    ben = ben._replace(end=ben.end - 2)
    (before,) = differences(Tags(TEXT, (ada, ben)), PEOPLE)
    (after,) = differences(Tags(TEXT, (ming, ben, ada)), PEOPLE)
    assert before.key != after.key
    assert ruled([after], {"decision": frozenset(before.members)}) == {after.key: "decision"}
    (again,) = differences(Tags(TEXT, (ben, ada)), PEOPLE)
    assert again.key == before.key
    other = mark("Ada", CHAINS, "claim")
    assert ruled(compared(other), {"decision": frozenset(before.members)}) == {}


def test_strength_along_the_text_shows_the_weakest_agreement():
    found = compared(
        *(mark(who, COST, "claim") for who in PEOPLE[:2]),
        *(mark(who, CHAINS, "claim") for who in PEOPLE[:2]),
        mark("Ada", "and more", "rhetoric"),
        mark("Ada", STUDY, "evidence"),
        mark("Ben", STUDY, "claim"),
    )
    told = [(TEXT[each.start : each.end], each.strength) for each in strength(found)]
    assert told == [
        (COST, "all"),
        (STUDY, "kind"),
        ("Chains, chains, ", "all"),
        ("and more", "alone"),
        (" chains.", "all"),
    ]


def test_details_have_a_table_of_their_own():
    table = details(
        Tags(
            TEXT,
            (
                mark("Ada", STUDY, "evidence", "study"),
                mark("Ben", STUDY, "evidence", "fact"),
                mark("Ada", COST, "claim", "thesis"),
                mark("Ben", COST, "claim", "thesis"),
            ),
        ),
        PEOPLE[:2],
    )
    assert [(each.detail, dict(each.by)) for each in table.counts] == [
        ("thesis", {"Ada": 1, "Ben": 1}),
        ("fact", {"Ada": 0, "Ben": 1}),
        ("study", {"Ada": 1, "Ben": 0}),
    ]
    (apart,) = table.apart
    assert {who: each.detail for who, each in apart.by.items()} == {"Ada": "study", "Ben": "fact"}
    assert table.alike == 1


def test_partners_are_those_that_fit_best_not_those_that_reach_furthest():
    long, short = mark("Ada", f"{COST} {EQUAL}", "claim"), mark("Ada", "families money", "claim")
    found = compared(long, short, mark("Ben", "families money 😀", "claim"))
    assert [(each.group, each.by["Ada"]) for each in found] == [("alone", (long,)), ("bounds", (short,))]


def test_very_many_passages_over_one_another_still_find_their_partners():
    marks = [
        Mark(f"{who} {number:03}", number, 300 - number + more, "claim", who)
        for who, more in (("Ada", 0), ("Ben", 1))
        for number in range(100)
    ]
    found = differences(Tags("词" * 301, marks), PEOPLE[:2])
    assert [each.group for each in found] == ["bounds"] * 100
    assert all(len({mark.start for marks in each.by.values() for mark in marks}) == 1 for each in found)


@given(reviews())
def test_every_passage_is_at_one_place_and_nobody_differs_with_herself(tags):
    found = [each for each in differences(tags, PEOPLE) if each.group != "links"]
    ids = [member for each in found for member in each.members]
    assert sorted(ids) == sorted(each.id for each in tags.marks)
    for each in found:
        assert each.start < each.end
        assert not set(each.by) & {*each.absent, *each.waiting}
        assert set(each.by) | {*each.absent, *each.waiting} == set(PEOPLE)
        if each.group != "agreed" and len(each.by) == 1:
            assert each.group in ("alone", "unread")


@given(reviews(), st.randoms(use_true_random=False))
def test_differences_depend_on_no_order(tags, random):
    shuffled = Tags(
        tags.text,
        random.sample(tags.marks, len(tags.marks)),
        random.sample(tags.bonds, len(tags.bonds)),
        tags.progress,
    )
    found = differences(tags, PEOPLE)
    again = differences(shuffled, PEOPLE)
    assert [(each.key, each.group) for each in again] == [(each.key, each.group) for each in found]
    assert strength(again) == strength(found)
    backwards = differences(tags, PEOPLE[::-1])
    assert {(each.key, each.group) for each in backwards} == {(each.key, each.group) for each in found}


@given(reviews())
def test_who_tagged_the_same_agrees_everywhere(tags):
    own = [each for each in tags.marks if each.annotator_id == "Ada"]
    copied = [each._replace(id=f"{each.id} again", annotator_id="Ben") for each in own]
    assert not any(each.differs for each in differences(Tags(TEXT, [*own, *copied]), PEOPLE[:2]))


@given(reviews())
def test_strength_covers_what_was_read_by_two_and_marked(tags):
    found = differences(tags, PEOPLE)
    stretches = strength(found)
    assert all(one.end <= other.start for one, other in pairwise(stretches))
    covered = {at for each in stretches for at in range(each.start, each.end)}
    told = [each for each in found if each.group not in ("links", "unread")]
    assert covered == {at for each in told for at in range(each.start, each.end)}
