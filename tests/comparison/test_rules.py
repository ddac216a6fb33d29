"""Rules that decide many places at once: what each settles, and what it leaves open."""

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.comparison import rules
from counterpoint.comparison.differences import Difference, differences
from counterpoint.comparison.rules import Verdict
from counterpoint.comparison.tags import Tags
from counterpoint.core.marks import Mark
from counterpoint.core.vocabulary import Kind
from tests.comparison.reviews import PEOPLE, TEXT, bond, mark, reviews

COST = "School uniforms cost families money 😀."
EQUAL = "They do not make pupils equal."
STUDY = "A study in Montre\u0301al found no effect."
FOUR = (*PEOPLE, "زينب")


def places(*marks: Mark, people=PEOPLE, **more) -> tuple[Difference, ...]:
    return differences(Tags(TEXT, marks, **more), people)


def marked(words: str, *kinds: Kind, people=PEOPLE) -> list[Mark]:
    """The same words as each of these kinds, by one annotator after the other."""
    return [mark(who, words, kind) for who, kind in zip(people, kinds, strict=True)]


def told(verdicts) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each verdict's ruling, and the words and kinds that are agreed."""
    return [
        (each.ruling, [(TEXT[one.start : one.end], one.kind) for one in each.agreed]) for each in verdicts
    ]


def test_accepting_takes_those_chosen_once_each():
    ada, ben, ming = (mark(who, COST, "claim") for who in PEOPLE)
    (place,) = places(ada, ben, ming._replace(end=ming.end - 2))
    assert told([rules.accept(place, [ada.id, ben.id])]) == [("accept", [(COST, "claim")])]
    both = rules.accept(place, place.members)
    assert told([both]) == [("accept", [(COST[:-3], "claim"), (COST, "claim")])]
    assert both.accepted == place.members
    assert rules.accept(place, ["somebody else's"]).accepted == ()


def test_of_several_details_that_of_most_is_taken_and_none_where_they_are_divided():
    marks = [
        mark(who, STUDY, "evidence", detail)
        for who, detail in zip(PEOPLE, ("study", "fact", "study"), strict=True)
    ]
    (place,) = places(*marks)
    assert [each.detail for each in rules.accept(place, place.members).agreed] == ["study"]
    assert [each.detail for each in rules.accept(place, [marks[0].id, marks[1].id]).agreed] == [""]
    assert [each.detail for each in rules.accept(place, [marks[1].id]).agreed] == ["fact"]


def test_unanimous_is_what_everybody_has_alike_who_has_got_there():
    found = places(
        *(mark(who, COST, "claim") for who in PEOPLE),
        *(mark(who, EQUAL, "claim") for who in PEOPLE[:2]),
        *marked(STUDY, "claim", "evidence", "evidence"),
        mark("Ada", "Chains", "rhetoric"),
    )
    assert told(rules.unanimous(found)) == [("accept", [(COST, "claim")])]
    waiting = places(*(mark(who, COST, "claim") for who in PEOPLE[:2]), progress={PEOPLE[2]: 3})
    assert told(rules.unanimous(waiting)) == [("accept", [(COST, "claim")])]


def test_a_majority_for_a_kind_or_for_bounds():
    found = places(
        *marked(COST, "claim", "evidence", "claim"),
        mark("Ada", STUDY, "evidence"),
        mark("Ben", STUDY[:-11], "evidence"),
        mark("小明", STUDY[:-11], "evidence"),
    )
    assert told(rules.majority(found, 2)) == [
        ("accept", [(COST, "claim")]),
        ("accept", [(STUDY[:-11], "evidence")]),
    ]
    assert list(rules.majority(found, 3)) == []


def test_a_majority_may_be_one_of_nothing():
    assert told(rules.majority(places(mark("Ada", COST, "claim")), 2)) == [("reject", [])]
    assert list(rules.majority(places(mark("Ada", COST, "claim"), progress={"Ben": 0}), 2)) == []
    assert list(rules.majority(places(mark("Ada", COST, "claim"), progress={"Ben": 0, "小明": 0}), 1)) == []


def test_a_tie_stays_open():
    marks = marked(COST, "claim", "evidence", "claim", "evidence", people=FOUR)
    assert list(rules.majority(places(*marks, people=FOUR), 2)) == []
    assert list(rules.majority(places(*marks, people=FOUR), 1)) == []


def test_pieces_count_as_what_they_are_together():
    whole = [mark(who, f"{COST} {EQUAL}", "claim") for who in ("Ada", "小明")]
    pieces = [mark("Ben", words, "claim") for words in (COST, EQUAL)]
    found = places(*whole, *pieces)
    assert told(rules.majority(found, 2)) == [("accept", [(f"{COST} {EQUAL}", "claim")])]
    assert told(rules.all_of(found, "Ben")) == [("accept", [(COST, "claim"), (EQUAL, "claim")])]
    assert list(rules.majority(places(whole[0], *pieces), 2)) == []


def ends():
    return {who: (mark(who, STUDY, "evidence"), mark(who, COST, "claim")) for who in PEOPLE}


def test_links_by_rule():
    own = ends()
    marks = [each for two in own.values() for each in two]
    ada, ben = (bond(who, "supports", *own[who]) for who in PEOPLE[:2])
    two = [each for each in places(*marks, bonds=(ada, ben)) if each.group == "links"]
    one = [each for each in places(*marks, bonds=(ada,)) if each.group == "links"]
    assert [(each.ruling, each.accepted) for each in rules.majority(two, 2)] == [
        ("accept", tuple(sorted((ada.id, ben.id))))
    ]
    assert [(each.ruling, each.accepted) for each in rules.majority(one, 2)] == [("reject", ())]
    assert [(each.ruling, each.accepted) for each in rules.all_of(two, "Ada")] == [("accept", (ada.id,))]
    assert [(each.ruling, each.accepted) for each in rules.all_of(one, "Ben")] == [("reject", ())]
    assert list(rules.unanimous([*one, *two])) == []


def test_all_of_one_rejects_what_she_has_not_and_waits_where_she_has_not_read():
    found = places(
        mark("Ada", COST, "claim"),
        mark("Ben", COST, "evidence"),
        mark("Ben", EQUAL, "claim"),
        mark("小明", STUDY, "evidence"),
        progress={"Ada": TEXT.index(STUDY)},
    )
    assert told(rules.all_of(found, "Ada")) == [("accept", [(COST, "claim")]), ("reject", [])]


def test_what_only_she_has_read_is_accepted_of_her():
    found = places(mark("Ada", COST, "claim"), progress={"Ben": 0, "小明": 0})
    assert [each.group for each in found] == ["unread"]
    assert told(rules.all_of(found, "Ada")) == [("accept", [(COST, "claim")])]
    assert list(rules.all_of(found, "Ben")) == []


def all_verdicts(found) -> list[list[Verdict]]:
    return [
        list(rules.unanimous(found)),
        *(list(rules.majority(found, votes)) for votes in (1, 2, 3)),
        *(list(rules.all_of(found, who)) for who in PEOPLE),
    ]


@given(reviews())
def test_a_place_is_decided_once_at_most_and_by_what_is_there(tags):
    found = differences(tags, PEOPLE)
    for verdicts in all_verdicts(found):
        keys = [each.place.key for each in verdicts]
        assert len(keys) == len(set(keys))
        for each in verdicts:
            assert set(each.accepted) <= set(each.place.members)
            assert (each.ruling == "reject") == (not each.accepted)
            assert {one[:3] for one in each.agreed} <= {
                (one.start, one.end, one.kind) for marks in each.place.by.values() for one in marks
            }
            assert each.place.group != "unread" or each.agreed


def told_of(verdicts: list[Verdict]):
    return {each.place.key: each[1:] for each in verdicts}


@given(reviews(), st.randoms(use_true_random=False), st.permutations(PEOPLE))
def test_rules_depend_on_no_order(tags, random, people):
    shuffled = Tags(
        tags.text,
        random.sample(tags.marks, len(tags.marks)),
        random.sample(tags.bonds, len(tags.bonds)),
        tags.progress,
    )
    again = all_verdicts(differences(shuffled, people))
    assert list(map(told_of, again)) == list(map(told_of, all_verdicts(differences(tags, PEOPLE))))


@given(reviews())
def test_all_of_one_gives_just_what_she_tagged(tags):
    """Wherever the others' passages are at places she has read."""
    verdicts = rules.all_of(differences(tags, PEOPLE), "Ada")
    agreed = {one[:3] for each in verdicts for one in each.agreed}
    assert agreed == {(each.start, each.end, each.kind) for each in tags.of(["Ada"])}
