"""A review told: who has what in words, what was decided, and the agreed version."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.comparison.differences import Difference
from counterpoint.comparison.naming import blind, told_apart
from counterpoint.comparison.review import Compared, Review, compare, figures_from, told, with_figures
from counterpoint.comparison.rules import Verdict, accept, reject
from counterpoint.comparison.tags import Bond, Tags
from counterpoint.core.marks import EssayText, Heading, Mark
from counterpoint.core.records import Decision
from counterpoint.core.review_document import AGREED, DifferenceTold
from counterpoint.core.review_records import Agreed
from tests.comparison import reviews as shared
from tests.comparison.reviews import PEOPLE, TEXT

COST = "School uniforms cost families money 😀."
EQUAL = "They do not make pupils equal."
STUDY = "A study in Montre\u0301al found no effect."
CAFE = "The cafe\u0301 owner disagreed!"
PHRASE = "自力更生 is an old phrase."
PRICES = "قال التاجر إن الأسعار ارتفعت"
ESSAY = EssayText("essay", "Uniforms 😀", "Zoë", "", "", "", 0, TEXT, (Heading(0, 10, 1),))
DASHED = str.maketrans(" ", "-")
NAMES = {each: each for each in (*PEOPLE, "Judge", "Other judge")} | {AGREED: "Agreed"}


def mark(*what) -> Mark:
    """As the others' tests have it, with an id that a decision can list."""
    made = shared.mark(*what)
    return made._replace(id=made.id.translate(DASHED))


def bond(*what) -> Bond:
    made = shared.bond(*what)
    return made._replace(id=made.id.translate(DASHED))


def dashed(tags: Tags) -> Tags:
    marks = [each._replace(id=each.id.translate(DASHED)) for each in tags.marks]
    ends = [[end.translate(DASHED) for end in (each.id, each.source, each.target)] for each in tags.bonds]
    bonds = [
        Bond(own, each.annotator_id, each.relation, *two)
        for each, (own, *two) in zip(tags.bonds, ends, strict=True)
    ]
    return replace(tags, marks=marks, bonds=bonds)


def review(*marks: Mark, people=PEOPLE[:2], decisions=(), names=NAMES, bonds=(), progress=None) -> Review:
    tags = Tags(TEXT, marks, bonds, progress or {})
    return Review(ESSAY, tuple(people), names, tags, tuple(decisions), "2026-11-20")


def decision(verdict: Verdict, by: str = "Judge", number: int = 0, rule: str = "", reason="") -> Decision:
    return Decision(
        id=f"00000000-0000-4000-8000-{number:012}",
        essay_id="essay",
        annotator_id=by,
        about="links" if verdict.place.group == "links" else "passages",
        ruling=verdict.ruling,
        members=" ".join(verdict.place.members),
        accepted=" ".join(verdict.accepted),
        agreed_json=json.dumps(verdict.agreed),
        rule=rule,
        reason=reason,
        created=f"2026-11-20T10:00:{number:02}Z",
    )


def own(place: Difference, words: str, kind="claim") -> Verdict:
    start = TEXT.index(words)
    return Verdict(place, "change", (), (Agreed(start, start + len(words), kind),))


def place_of(*marks: Mark, **more) -> Difference:
    (place,) = (each for each in compare(review(*marks, **more)).places if each.differs)
    return place


def one(made: Review) -> DifferenceTold:
    (difference,) = (each for each in told(compare(made)).differences if each.group != "agree")
    return difference


def words(made: Review) -> list[str]:
    return [each.words for each in one(made).by]


def quotes(compared: Compared) -> list[str]:
    return [TEXT[each.start : each.end] for each in compared.agreed]


# Who has what


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (COST, f"{COST} {EQUAL}", "claim, 6 words longer"),
        (f"{COST} {EQUAL}", COST, "claim, 6 words shorter"),
        ("families money", "cost families money", "claim, 1 word longer"),
        ("cost families", "families money", "claim, other bounds"),
        ("التاجر إن", "التاجر إن الأسعار", "claim, 1 word longer"),
        ("is an old", "自力更生 is an old", "claim, 4 words longer"),
        ("caf", "cafe\u0301 owner", "claim, 1 word longer"),
    ],
)
def test_other_bounds_are_told_in_words(first, second, says):
    assert words(review(mark("Ada", first, "claim"), mark("Ben", second, "claim"))) == ["claim", says]


def test_other_kinds_nothing_and_not_there_yet():
    marks = mark("Ada", COST, "claim"), mark("Ben", COST, "evidence")
    assert words(review(*marks)) == ["claim", "evidence"]
    made = review(marks[0], people=PEOPLE, progress={"小明": 5})
    assert words(made) == ["claim", "nothing here", "not there yet"]
    assert [each.kind for each in one(made).by] == ["claim", "", ""]


def test_pieces_are_told_together():
    pieces = [mark("Ben", each, "claim") for each in (COST, EQUAL)]
    made = one(review(mark("Ada", f"{COST} {EQUAL}", "claim"), *pieces))
    ben = made.by[1]
    assert ben.words == "claim, 6 words shorter, claim, 5 words shorter"
    assert (TEXT[ben.start : ben.end], set(ben.ids)) == (f"{COST} {EQUAL}", {each.id for each in pieces})


def test_quotes_stand_in_every_script():
    for quote in (COST, STUDY, CAFE, PHRASE, PRICES):
        made = one(review(mark("Ada", quote, "claim")))
        assert (made.quote, made.group) == (quote, "alone")
    start, end = TEXT.index(COST), TEXT.index("Who would")
    long = Mark("long", start, end, "claim", "Ada")
    assert one(review(long._replace(end=len(TEXT)))).quote.endswith("…")


def test_groups_stretches_lanes_and_reach():
    made = review(
        mark("Ada", COST, "claim", "thesis"),
        mark("Ben", COST, "claim"),
        mark("Ada", STUDY, "evidence"),
        mark("Ben", STUDY, "claim"),
        mark("Ada", PHRASE, "rhetoric"),
        mark("Ben", "is an old phrase", "rhetoric"),
        mark("Ben", PRICES, "claim"),
        progress={"Ada": 10**9},
    )
    document = told(compare(made))
    assert [each.group for each in document.differences] == ["agree", "kind", "bounds", "alone"]
    shown = [(TEXT[each.start : each.end], each.strength) for each in document.stretches]
    assert shown == [(COST, "all"), (STUDY, "kind"), (PHRASE, "bounds"), (PRICES, "alone")]
    ada, ben = document.lanes
    assert (ada.name, ada.upto, len(ada.marks), ada.marks[0].detail) == ("Ada", len(TEXT), 3, "thesis")
    assert (ben.annotator_id, len(ben.marks)) == ("Ben", 4)
    assert (document.title, document.headings, document.measures) == ("Uniforms 😀", ESSAY.headings, ())


def ends(*who: str) -> list[Mark]:
    return [mark(each, quote, kind) for each in who for quote, kind in ((STUDY, "evidence"), (COST, "claim"))]


def test_links_are_told_by_their_quotes_whoever_tagged_their_ends():
    marks = ends("Ada", "Ben")
    for drawn in (bond("Ben", "supports", marks[2], marks[3]), bond("Ben", "supports", marks[0], marks[1])):
        made = one(review(*marks, bonds=(drawn,)))
        assert [each.words for each in made.by] == ["not linked", f"“{STUDY}” supports “{COST}”"]
        assert (made.group, made.members, made.by[1].ids) == ("links", (drawn.id,), (drawn.id,))
    answered = bond("Ada", "answers", "a counterargument", marks[1])
    assert words(review(*marks, bonds=(answered,))) == [f"an answer answers “{COST}”", "not linked"]


def test_what_moved_is_no_difference():
    moved = mark("Ben", STUDY, "evidence")._replace(status="moved", has_note=True, detail="study")
    (place,) = told(compare(review(mark("Ada", STUDY, "evidence"), moved))).differences
    assert place.group == "agree"


# Names


def test_letters_go_on_after_z():
    people = [f"person {number}" for number in range(703)]
    named = blind(dict.fromkeys([*people, "Judge"], "Ada"), [*people[:1], AGREED, *people[1:]])
    letters = [named[each].removeprefix("Annotator ") for each in people]
    assert letters[:2] == ["A", "B"]
    assert letters[25:28] == ["Z", "AA", "AB"]
    assert letters[701:] == ["ZZ", "AAA"]
    assert named["Judge"] == "Ada"
    assert AGREED not in named


def test_who_have_the_same_name_are_told_apart():
    names = {"1": "Ada", "2": "Ada", "3": "Ada (2)", "4": "小明", "5": "Ada"}
    told = told_apart(names, ["1", "2", "3", "4"])
    assert [told[each] for each in "12345"] == ["Ada", "Ada (2)", "Ada (2) (2)", "小明", "Ada"]


@given(st.lists(st.sampled_from(["Ada", "Ada (2)", "Ada (2) (2)", "Ada (3)", "自"]), max_size=8))
def test_told_apart_means_apart(names):
    people = [str(number) for number in range(len(names))]
    told = told_apart(dict(zip(people, names, strict=True)), people)
    assert len({told[each] for each in people}) == len(people)


def test_blind_no_name_is_left_in_what_is_told():
    marks = mark("Ada", COST, "claim"), mark("Ben", COST, "evidence")
    place = place_of(*marks)
    ruling = decision(accept(place, [marks[0].id]), by="Ben", rule="all of Ada")
    hidden = blind(NAMES, PEOPLE)
    document = told(compare(review(*marks, decisions=[ruling], names=hidden)))
    assert document.differences[0].ruled is not None
    assert document.differences[0].ruled.words == "Accepted Annotator A (all of Annotator A)"
    assert document.differences[0].ruled.by == "Annotator B"
    compared = compare(review(*marks, decisions=[ruling], names=hidden))
    whole = repr(with_figures(document, compared))
    assert "Annotator A" in whole
    ids = {mark.passage_id for lane in document.lanes for mark in lane.marks}
    for name in ("'Ada'", "'Ben'"):
        assert whole.count(name) == whole.count(f"annotator_id={name}"), ids


# What was decided


def test_rulings_in_words():
    marks = mark("Ada", COST, "claim"), mark("Ben", COST, "evidence")
    place = place_of(*marks)
    both = [each.id for each in marks]
    for verdict, rule, says in (
        (accept(place, both[:1]), "", "Accepted Ada"),
        (accept(place, both), "majority of 2", "Accepted Ada, Ben (majority of 2)"),
        (accept(place, both[1:]), "all of Ben", "Accepted Ben (all of Ben)"),
        (accept(place, both[1:]), "all of somebody", "Accepted Ben (all of one that is gone)"),
        (reject(place), "", "Rejected"),
        (own(place, PHRASE, "rhetoric"), "", f"Set to rhetoric “{PHRASE}”"),
    ):
        made = one(review(*marks, decisions=[decision(verdict, rule=rule, reason="قيل 自力 😀")]))
        assert made.ruled is not None
        assert (made.ruled.words, made.ruled.by, made.ruled.reason) == (says, "Judge", "قيل 自力 😀")
        assert made.ruled.at == "2026-11-20T10:00:00Z"
        assert [each[:4] for each in made.ruled.agreed] == list(map(tuple, verdict.agreed))


def test_the_agreed_version_has_each_passage_once_in_text_order():
    marks = ends("Ada")
    first, second = (each for each in compare(review(*marks)).places)
    rulings = [
        decision(own(second, COST), number=1),
        decision(own(first, COST), number=2),
        decision(own(second, STUDY), number=3),
    ]
    assert quotes(compare(review(*marks, decisions=rulings[:2]))) == [COST]
    compared = compare(review(*marks, decisions=rulings[1:]))
    assert quotes(compared) == [COST, STUDY]
    assert [each.kind for each in told(compared).agreed] == ["claim", "claim"]


def test_two_reviewers_on_one_difference_are_both_told_but_one_holds():
    marks = mark("Ada", COST, "claim"), mark("Ben", COST, "evidence")
    place = place_of(*marks)
    rulings = [
        decision(accept(place, [marks[0].id]), number=1),
        decision(accept(place, [marks[1].id]), by="Other judge", number=2),
        decision(reject(place), by="小明", number=3),
    ]
    for order in (rulings, rulings[::-1]):
        compared = compare(review(*marks, decisions=order))
        assert [(quotes(compared), each.kind) for each in compared.agreed] == [([COST], "claim")]
        (found,) = told(compared).differences
        assert found.ruled is not None
        assert found.ruled.words == "Accepted Ada; Other judge: accepted Ben; 小明: rejected"
        assert [each.id for each in compared.rulings.all_of(place.key)] == [each.id for each in rulings]


def test_of_two_places_that_an_import_makes_one_the_decision_with_more_of_it_holds():
    ada = mark("Ada", f"{COST} {EQUAL}", "claim")
    pieces = [mark("Ben", COST, "claim"), mark("Ben", EQUAL, "claim")]
    apart = compare(review(*pieces)).places
    small = [decision(accept(each, each.members), number=number) for number, each in enumerate(apart)]
    assert quotes(compare(review(*pieces, decisions=small))) == [COST, EQUAL]
    compared = compare(review(ada, *pieces, decisions=small))
    (place,) = compared.places
    assert quotes(compared) == [COST]
    assert compared.rulings.beside[place.key] == (small[1],)
    larger = Verdict(place, "accept", (ada.id,), (Agreed(*ada[1:4]),))
    assert quotes(compare(review(ada, *pieces, decisions=[*small, decision(larger, number=9)]))) == [
        f"{COST} {EQUAL}"
    ]


def test_a_decision_outlives_the_passages_it_was_about():
    marks = mark("Ada", COST, "claim"), mark("Ben", COST, "evidence")
    ruling = decision(accept(place_of(*marks), [marks[0].id]))
    compared = compare(review(mark("Ada", PHRASE, "claim"), decisions=[ruling]))
    assert quotes(compared) == [COST]
    assert compared.rulings.holding == {}
    assert compared.open == compared.places


def test_a_new_import_keeps_decisions_and_changed_members_keep_theirs():
    marks = mark("Ada", COST, "claim"), mark("Ben", COST, "evidence")
    ruling = decision(accept(place_of(*marks), [marks[0].id]))
    third = mark("小明", COST, "claim")
    found = one(review(*marks, third, people=PEOPLE, decisions=[ruling]))
    assert found.ruled is not None
    assert len(found.members) == 3
    grown = marks[1]._replace(kind="claim", end=marks[1].end + 5)
    found = one(review(marks[0], grown, decisions=[ruling]))
    assert found.ruled is not None


def test_the_agreed_version_is_the_same_whoever_is_compared():
    ada = mark("Ada", f"{COST} {EQUAL}", "claim")
    pieces = [mark("Ben", COST, "claim"), mark("Ben", EQUAL, "claim")]
    small = [
        decision(accept(each, each.members), number=number)
        for number, each in enumerate(compare(review(*pieces)).places)
    ]
    for people in (("Ada", "Ben"), ("Ben", "小明"), ("Ada", AGREED), PEOPLE):
        assert quotes(compare(review(ada, *pieces, people=people, decisions=small))) == [COST]


# One's own version beside the agreed one


def test_the_agreed_version_is_compared_as_if_it_were_somebodys():
    marks = mark("Ada", COST, "claim"), mark("Ben", COST, "evidence"), mark("Ada", PHRASE, "rhetoric")
    first = next(each for each in compare(review(*marks)).places if each.start == 0)
    ruling = decision(accept(first, [marks[1].id]))
    compared = compare(review(*marks, people=("Ada", AGREED), decisions=[ruling]))
    document = told(compared)
    assert [lane.name for lane in document.lanes] == ["Ada", "Agreed"]
    assert [[each.words for each in found.by] for found in document.differences] == [
        ["claim", "evidence"],
        ["rhetoric", "nothing here"],
    ]
    whole = with_figures(document, compared)
    assert {each.pair for each in whole.measures} == {("Ada", "Agreed"), None}
    assert compare(compared.read, compared).places is compared.places


def test_links_of_the_agreed_version_are_those_accepted_or_never_differed_on():
    marks = ends("Ada", "Ben")
    study, cost = (
        next(each for each in compare(review(*marks)).places if TEXT[each.start : each.end] == quote)
        for quote in (STUDY, COST)
    )
    agreed = [decision(accept(each, each.members), number=n) for n, each in enumerate((study, cost))]
    ada, ben = bond("Ada", "supports", *marks[:2]), bond("Ben", "supports", *marks[2:])

    def links(bonds: tuple[Bond, ...], *more: Decision, whom: str = "Ada") -> list[str]:
        made = review(*marks, bonds=bonds, people=(whom, AGREED), decisions=[*agreed, *more])
        document = told(compare(made))
        return [each.words for found in document.differences if found.group == "links" for each in found.by]

    supports = f"“{STUDY}” supports “{COST}”"
    assert links((ada, ben)) == []
    assert links((ada,)) == [supports, "not linked"]
    link = next(each for each in compare(review(*marks, bonds=(ada,))).places if each.group == "links")
    assert links((ada,), decision(accept(link, link.members), number=5)) == []
    assert links((ada,), decision(accept(link, link.members), number=5), whom="Ben") == [
        "not linked",
        supports,
    ]
    assert links((ada,), decision(reject(link), number=5)) == [supports, "not linked"]


# Again, after something changed


def test_a_decision_compares_nothing_anew():
    marks = ends("Ada", "Ben")[:3]
    first = compare(review(*marks))
    place = next(each for each in first.places if each.differs)
    ruling = decision(reject(place))
    second = compare(replace(first.read, decisions=(ruling,)), first)
    assert second.places is first.places
    assert second.rulings.holding == {place.key: ruling}
    third = compare(replace(second.read, people=("Ben", "Ada")), second)
    assert third.places is not first.places
    assert [lane.name for lane in told(third).lanes] == ["Ben", "Ada"]
    fewer = compare(review(*marks[:2]), second)
    assert len(fewer.places) == 2
    assert [each.by.keys() for each in fewer.places] == [{"Ada"}, {"Ada"}]


def test_figures_are_added_and_handed_on():
    marks = [*ends("Ada", "Ben"), mark("小明", COST, "evidence")]
    compared = compare(review(*marks, people=PEOPLE))
    document = told(compared)
    whole = with_figures(document, compared)
    assert whole.differences == document.differences
    strict = {each.pair: each.value for each in whole.measures if (each.name, each.kind) == ("f1_strict", "")}
    assert strict[("Ada", "Ben")] == 1
    counts = {(each.pair, each.kind): each[2:] for each in whole.counts}
    assert counts[("Ada", "小明"), ""] == (1, 1, 0)
    assert [each.labels for each in whole.confusions] == [("claim", "evidence", "rhetoric", "none")] * 3
    assert all(each.why for each in whole.measures if each.value is None)
    assert figures_from(document, whole) == whole


@given(shared.reviews(), st.randoms(use_true_random=False))
def test_what_holds_does_not_depend_on_the_order_of_storage(tags, random):
    tags = dashed(tags)
    found = compare(Review(ESSAY, PEOPLE, NAMES, tags, (), "")).places
    rulings = [
        decision(random.choice([reject(each), accept(each, each.members)]), number=number)
        for number, each in enumerate(random.choices(found, k=min(8, len(found))) if found else [])
    ]
    kept = [each for each in tags.marks if random.random() < 0.8]
    links = [each for each in tags.bonds if random.random() < 0.8]
    compared, again = (
        compare(Review(ESSAY, people, NAMES, replace(tags, marks=marks, bonds=bonds), tuple(decisions), ""))
        for people, marks, bonds, decisions in (
            (PEOPLE, kept, links, rulings),
            (PEOPLE[::-1], kept[::-1], links[::-1], rulings[::-1]),
        )
    )
    assert again.agreed == compared.agreed
    assert again.rulings == compared.rulings
    held = {each.id for each in compared.rulings.holding.values()}
    beside = {each.id for others in compared.rulings.beside.values() for each in others}
    assert not held & beside
    assert set(compared.rulings.beside) <= set(compared.rulings.holding)


@given(shared.reviews(), st.randoms(use_true_random=False), st.booleans())
def test_telling_only_what_was_decided_since_comes_to_the_same(tags, random, with_agreed):
    people = ("Ada", AGREED) if with_agreed else PEOPLE
    made = Review(ESSAY, people, NAMES, dashed(tags), (), "")
    first = compare(made)
    document = told(first)
    rulings = [
        decision(random.choice([reject(each), accept(each, each.members)]), number=number)
        for number, each in enumerate(first.everybody)
        if random.random() < 0.6
    ]
    for decisions in (rulings, rulings[1:], []):
        second = compare(replace(made, decisions=tuple(decisions)), first)
        assert told(second, (first, document)) == told(second)
        assert told(second) == told(compare(second.read))
        first, document = second, told(second)
