"""What a brief is built of: contentions with their evidence, frontlines with their answers, what is open."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.answer_line import answer_line
from counterpoint.core.brief_plan import Planned, SourceEssay, Sources, plan
from counterpoint.core.brief_tree import may_hold
from counterpoint.core.records import Annotator, Counterargument, Link, Passage
from counterpoint.core.vocabulary import EntryKind, Kind, Side

ADA, BEN, CHLOE = (Annotator(name=name) for name in ("Ada", "Ben", "Chloé"))
BOTH = "claims answers"


class Debate:
    """Essays, passages, answers and links by short names, written down in a few words."""

    def __init__(self, **essays: Side) -> None:
        self.essays = [SourceEssay(name, f"Essay {name} 自力", side) for name, side in essays.items()]
        self.named: dict[str, Passage | Counterargument] = {}
        self.links: list[Link] = []
        self.at: Counter[str] = Counter()

    def tag(
        self,
        name: str,
        kind: Kind = "claim",
        detail: str = "",
        essay: str = "",
        by: Annotator = ADA,
        **span: int,
    ) -> Passage:
        essay = essay or self.essays[0].id
        start = span.get("start", self.at[essay])
        length = span.get("end", start + 40) - start
        self.at[essay] = max(self.at[essay], start + length + 1)
        quote = f"{name} says 😀 so".ljust(length, ".")[:length]
        made = Passage(
            essay_id=essay,
            annotator_id=by.id,
            kind=kind,
            detail=detail,
            start=start,
            end=start + length,
            quote=quote,
            created=f"2026-01-01T00:{len(self.named) // 60:02}:{len(self.named) % 60:02}Z",
        )
        self.named[name] = made
        return made

    def answer(self, name: str, to: str, heading: str = "", reasoning: str = "") -> Counterargument:
        made = Counterargument(annotator_id=ADA.id, heading=heading or f"{name} answers", reasoning=reasoning)
        self.named[name] = made
        self.link(name, "answers", to)
        return made

    def link(self, source: str, relation: str, target: str) -> None:
        one, two = self.named[source], self.named[target]
        values: dict[str, Any] = {
            "annotator_id": ADA.id,
            "relation": relation,
            "source_type": one.name_of_kind,
            "source_id": one.id,
            "target_type": two.name_of_kind,
            "target_id": two.id,
            "created": f"2026-01-02T00:{len(self.links) // 60:02}:{len(self.links) % 60:02}Z",
        }
        self.links.append(Link.model_validate(values))

    def evidence(self, name: str, *supports: str, **where: Any) -> None:
        self.tag(name, "evidence", **where)
        for each in supports:
            self.link(name, "supports", each)

    @property
    def sources(self) -> Sources:
        passages = [each for each in self.named.values() if isinstance(each, Passage)]
        answers = [each for each in self.named.values() if isinstance(each, Counterargument)]
        return Sources(self.essays, passages, answers, self.links)

    def plan(self, side: Side = "", only: str = BOTH) -> list[Planned]:
        planned = plan(self.sources, "The brief", side, only)
        check(planned)
        return planned

    def told(self, side: Side = "", only: str = BOTH) -> list[str]:
        """The plan as lines: depth in dots, kind, and the name of what it shows."""
        return told(self.plan(side, only), self.named)


def told(planned: Iterable[Planned], named: dict[str, Any]) -> list[str]:
    names = {each.id: name for name, each in named.items()}
    depth: dict[str, int] = {}
    lines = []
    for each in planned:
        depth[each.origin] = depth[each.parent] + 1 if each.parent else 0
        shown = names.get(each.passage_id or each.counterargument_id, each.text)
        lines.append(f"{'.' * depth[each.origin]}{each.kind} {shown}")
    return lines


def check(planned: list[Planned]) -> None:
    """Parents come before their children and can hold them; nothing is planned twice."""
    kinds: dict[str, EntryKind | None] = {"": None}
    for each in planned:
        assert each.parent in kinds
        assert may_hold(kinds[each.parent], each.kind)
        assert each.origin not in kinds
        assert len(each.text) <= 1_000
        kinds[each.origin] = each.kind


# Contentions


def test_each_main_claim_is_a_contention_with_its_evidence_in_text_order():
    debate = Debate(a="pro")
    for name in ("one", "two"):
        debate.tag(name)
    debate.evidence("figure", "two")
    debate.evidence("witness", "one", "two")
    assert debate.told(only="claims") == [
        "pocket The brief",
        ".hat Contentions",
        "..contention one",
        "...card witness",
        "..contention two",
        "...card figure",
        "...card witness",
    ]


def test_claims_that_support_a_claim_bring_their_evidence_to_it_once():
    debate = Debate(a="pro")
    for name in ("main", "reason"):
        debate.tag(name)
    deeper = debate.tag("deeper")
    debate.link("reason", "supports", "main")
    debate.link("deeper", "supports", "reason")
    debate.evidence("e1", "deeper")
    debate.evidence("e2", "main", "reason")
    planned = debate.plan(only="claims")
    assert told(planned, debate.named)[2:] == ["..contention main", "...card e2", "...card e1"]
    assert [each.claim for each in planned[3:]] == ["", deeper.quote]


def test_evidence_for_evidence_comes_too():
    debate = Debate(a="")
    debate.tag("main")
    debate.evidence("study", "main")
    debate.evidence("source", "study")
    assert debate.told(only="claims")[2:] == ["..contention main", "...card study", "...card source"]


def test_thesis_gives_way_to_the_claims_that_support_it():
    debate = Debate(a="")
    debate.tag("thesis", detail="thesis")
    debate.tag("one")
    debate.tag("two")
    for each in ("one", "two"):
        debate.link(each, "supports", "thesis")
    assert debate.told(only="claims")[2:] == ["..contention one", "..contention two"]
    debate.evidence("e", "thesis")
    assert debate.told(only="claims")[2:] == [
        "..contention thesis",
        "...card e",
        "..contention one",
        "..contention two",
    ]


def test_thesis_that_nothing_supports_is_a_contention():
    debate = Debate(a="")
    debate.tag("thesis", detail="thesis")
    assert debate.told(only="claims")[2:] == ["..contention thesis"]


def test_claim_said_again_is_no_other_contention_but_its_evidence_counts():
    debate = Debate(a="")
    debate.tag("thesis", detail="thesis")
    debate.tag("main")
    debate.tag("again")
    debate.tag("thesis again")
    debate.link("main", "supports", "thesis")
    debate.link("again", "restates", "main")
    debate.link("thesis again", "restates", "thesis")
    debate.evidence("e", "again")
    assert debate.told(only="claims")[2:] == ["..contention main", "...card e"]


def test_reason_alone_is_no_contention():
    debate = Debate(a="")
    debate.tag("loose", detail="reason")
    debate.tag("tied", detail="reason")
    debate.evidence("e", "tied")
    assert debate.told(only="claims")[2:] == ["..contention tied", "...card e"]


def test_essays_have_a_hat_each_where_several_have_contentions():
    debate = Debate(a="pro", b="pro", c="pro")
    debate.tag("one", essay="a")
    debate.tag("two", essay="c")
    assert debate.told(only="claims") == [
        "pocket The brief",
        ".hat Essay a 自力",
        "..contention one",
        ".hat Essay c 自力",
        "..contention two",
    ]


def test_evidence_of_other_essays_supports_too():
    debate = Debate(a="pro")
    debate.tag("main")
    debate.evidence("far", "main", essay="elsewhere")
    debate.evidence("near", "main")
    assert debate.told(only="claims")[2:] == ["..contention main", "...card near", "...card far"]


# Several people


def test_one_place_tagged_by_several_people_is_one():
    debate = Debate(a="")
    debate.tag("ada's", start=0, end=100)
    debate.tag("ben's", start=10, end=104, by=BEN)
    debate.tag("chloé's", start=20, end=90, by=CHLOE)
    debate.evidence("e1", "ben's", start=200, end=240)
    debate.evidence("e2", "chloé's", start=202, end=240, by=CHLOE)
    debate.link("e1", "supports", "ada's")
    assert debate.told(only="claims")[2:] == ["..contention ada's", "...card e1"]
    assert debate.told(only="answers")[2:] == ["..block Still unanswered", "...open ada's"]


def test_places_that_share_little_are_two_and_so_are_two_of_one_person():
    debate = Debate(a="")
    debate.tag("one", start=0, end=100)
    debate.tag("ben's", start=60, end=160, by=BEN)
    debate.tag("inside", start=10, end=90)
    assert [each for each in debate.told(only="claims") if "contention" in each] == [
        "..contention one",
        "..contention inside",
        "..contention ben's",
    ]


def test_paragraph_that_one_person_tagged_does_not_swallow_anothers_sentences():
    debate = Debate(a="")
    debate.tag("paragraph", start=0, end=600, by=BEN)
    for number in range(5):
        debate.tag(f"sentence {number}", start=number * 120, end=number * 120 + 110)
    debate.evidence("e", "paragraph")
    claims = [each for each in debate.told(only="claims") if "contention" in each]
    assert len(claims) == 6


def test_kinds_at_one_place_stay_two():
    debate = Debate(a="")
    debate.tag("claim", start=0, end=50)
    debate.evidence("evidence", "claim", start=0, end=50, by=BEN)
    assert debate.told(only="claims")[2:] == ["..contention claim", "...card evidence"]


# Answers


def test_each_answered_claim_has_a_frontline_with_its_answers_and_their_evidence():
    debate = Debate(a="con")
    debate.tag("claim")
    debate.tag("open one")
    debate.answer("first", "claim", "AT: The claim", "It is **not** so. More of it.")
    debate.answer("second", "claim")
    debate.evidence("e2", "second", essay="z")
    debate.evidence("e1", "second")
    debate.tag("our claim", essay="z")
    debate.link("our claim", "supports", "second")
    planned = debate.plan("pro")
    assert told(planned, debate.named) == [
        "pocket The brief",
        ".hat Answers",
        "..frontline claim",
        "...answer first",
        "...answer second",
        "....card e1",
        "....card e2",
        "....card our claim",
        "..block Still unanswered",
        "...open open one",
    ]
    assert planned[2].text == "The claim", "as the answer's heading calls it"


def test_answers_are_answered_by_side():
    debate = Debate(a="pro", b="con")
    debate.tag("ours", essay="a")
    debate.tag("theirs", essay="b")
    debate.answer("attack", "ours")
    debate.answer("defence", "attack")
    debate.answer("our answer", "theirs")
    assert debate.told("pro", "answers") == [
        "pocket The brief",
        ".hat Answers",
        "..frontline attack",
        "...answer defence",
        "..frontline theirs",
        "...answer our answer",
    ]
    assert debate.told("con", "answers")[2:] == [
        "..frontline ours",
        "...answer attack",
        "..block Still unanswered",
        "...open defence",
        "...open our answer",
    ]
    assert debate.told("", "answers")[2:] == [
        "..frontline ours",
        "...answer attack",
        "..frontline attack",
        "...answer defence",
        "..frontline theirs",
        "...answer our answer",
    ]


def test_essays_without_a_side_count_for_both():
    debate = Debate(a="")
    debate.tag("claim")
    debate.answer("answer", "claim")
    for side in ("pro", "con"):
        assert debate.told(side)[2] == "..contention claim"
        assert "..frontline claim" in debate.told(side)


def test_only_what_is_asked_for():
    debate = Debate(a="pro", b="con")
    debate.tag("ours", essay="a")
    debate.tag("theirs", essay="b")
    debate.answer("answer", "theirs")
    kinds = {
        only: {each.kind for each in debate.plan("pro", only)} for only in ("claims", "answers", "", BOTH)
    }
    assert kinds["claims"] == {"pocket", "hat", "contention"}
    assert kinds["answers"] == {"pocket", "hat", "frontline", "answer"}
    assert kinds[""] == {"pocket"}
    assert kinds[BOTH] == kinds["claims"] | kinds["answers"]


def test_one_answer_to_two_claims_stands_in_both_frontlines():
    debate = Debate(a="")
    debate.tag("one")
    debate.tag("two")
    debate.answer("both", "one")
    debate.link("both", "answers", "two")
    debate.evidence("e", "both")
    assert debate.told(only="answers")[2:] == [
        "..frontline one",
        "...answer both",
        "....card e",
        "..frontline two",
        "...answer both",
        "....card e",
    ]


def test_claim_that_a_passage_answers_has_a_frontline_with_that_card():
    debate = Debate(a="con")
    debate.tag("claim")
    debate.evidence("figure", essay="z")
    debate.link("figure", "answers", "claim")
    assert debate.told("pro", "answers")[2:] == ["..frontline claim", "...card figure"]


def test_claim_that_answers_another_is_a_contention_of_its_own():
    debate = Debate(a="con", b="pro")
    debate.tag("theirs", essay="a")
    debate.tag("ours", essay="b")
    debate.link("ours", "answers", "theirs")
    assert debate.told("pro")[2:] == [
        "..contention ours",
        ".hat Answers",
        "..frontline theirs",
        "...card ours",
    ]


def test_nothing_tagged_is_a_pocket():
    assert Debate(a="").told() == ["pocket The brief"]
    assert plan(Sources([], [], [], []), "Empty", "pro", BOTH) == [Planned("pocket", "", "pocket", "Empty")]


# Circles, long words, many


@pytest.mark.parametrize("relation", ["supports", "restates"])
def test_claims_in_a_circle_have_one_contention_with_all_their_evidence(relation):
    debate = Debate(a="")
    for name in ("one", "two", "three"):
        debate.tag(name)
    for source, target in (("one", "two"), ("two", "three"), ("three", "one")):
        debate.link(source, relation, target)
    debate.evidence("e", "three")
    assert debate.told(only="claims")[2:] == ["..contention one", "...card e"]


NAMES = st.sampled_from([f"n{number}" for number in range(9)])


@given(
    st.lists(st.tuples(NAMES, st.sampled_from(["supports", "restates", "answers"]), NAMES), max_size=25),
    st.sampled_from(["", "pro", "con"]),
    st.sampled_from(["", "thesis", "reason"]),
)
def test_any_links_end_and_every_claim_is_in_the_brief(links, side, detail):
    debate = Debate(a="pro", b="con")
    for number in range(4):
        debate.tag(f"n{number}", detail=detail if number == 3 else "", essay="ab"[number % 2])
    debate.evidence("n4", essay="a")
    debate.evidence("n5", essay="b", by=BEN)
    for number in range(6, 9):
        debate.answer(f"n{number}", f"n{number % 4}")
    for source, relation, target in links:
        if source != target:
            debate.link(source, relation, target)
    planned = debate.plan(side)
    if side == "":
        shown = {each.passage_id for each in planned}
        assert {debate.named[f"n{number}"].id for number in range(4)} <= shown | {
            each.id
            for each in debate.named.values()
            if any(link.relation == "answers" and link.target_id == each.id for link in debate.links)
        }
        open_ones = {each.passage_id for each in planned if each.kind == "open"}
        answered = {link.target_id for link in debate.links if link.relation == "answers"}
        assert open_ones == {debate.named[f"n{number}"].id for number in range(4)} - answered


def test_very_long_titles_and_names_fit_an_entry():
    debate = Debate(a="", b="")
    debate.essays = [each._replace(title="T 😀 " * 500) for each in debate.essays]
    debate.tag("one", essay="a", start=0, end=5_000)
    debate.tag("two", essay="b")
    check(plan(debate.sources, "N " * 900, "", BOTH))


def many(count: int) -> Sources:
    """One essay in which three people tagged the same claims and evidence, and one of them all of it."""
    debate = Debate(a="con")
    debate.tag("all", start=0, end=count * 100, by=BEN)
    for number in range(count):
        for by in (ADA, BEN, CHLOE):
            debate.tag(f"{number} {by.name}", start=number * 100, end=number * 100 + 60, by=by)
        debate.evidence(f"e{number}", f"{number} Ada", start=number * 100 + 62, end=number * 100 + 99)
    return debate.sources


def test_many_claims_of_several_people_are_each_planned_once():
    planned = plan(many(400), "Many", "", BOTH)
    check(planned)
    assert Counter(each.kind for each in planned) == {
        "pocket": 1, "hat": 2, "contention": 401, "card": 400, "block": 1, "open": 401,
    }  # fmt: skip


# An answer's line


@pytest.mark.parametrize(
    ("heading", "reasoning", "line", "rest"),
    [
        ("The step fails", "Because.", "The step fails", "Because."),
        (
            "AT: Fences",
            "They **do not** hold. See below.\n\nMore.",
            "They do not hold.",
            "See below.\n\nMore.",
        ),
        ("A2: Fences", "", "A2: Fences", ""),
        ("AT： 自力", "自力更生是老话。后面还有。", "自力更生是老话。", "后面还有。"),
        ("at: x", "- a list\n- of two", "at: x", "- a list\n- of two"),
        ("AT: x", "**Bold. Still bold** here. End.", "Bold. Still bold here.", "End."),
        ("AT: x", "See [a. B](https://e.org) here. End.", "See [a. B](https://e.org) here.", "End."),
        ("AT: x", "قال التاجر إن الأسعار ارتفعت.", "قال التاجر إن الأسعار ارتفعت.", ""),
    ],
)
def test_answer_line(heading, reasoning, line, rest):
    answer = Counterargument(annotator_id=ADA.id, heading=heading, reasoning=reasoning)
    assert answer_line(answer) == (line, rest)
