"""The outline and its holes, and that an index told of steps equals one made afresh."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.core.arguments import (
    Argument,
    Elsewhere,
    Hole,
    OutlineIndex,
    Step,
    holes,
    outline,
    shorten,
)  # fmt: skip
from counterpoint.core.marks import Answer, Mark, Tie
from counterpoint.core.records import Heading
from counterpoint.core.vocabulary import Kind, Relation

TEXT = (
    "# 1. Erste Überschrift 🙂\n"
    "العربية first claim here, with a figure inside.\n"
    "# Second\n中文的证据在这里 more."
)
FIRST, SECOND = TEXT.index("#"), TEXT.index("# Second")


def mark(name: str, start: int, end: int, kind: Kind = "claim", by: str = "ada") -> Mark:
    return Mark(name, start, end, kind, by)


def tie(source: str, relation: Relation, target: str) -> Tie:
    def side(name: str) -> str:
        return "counterargument" if name.startswith("a") else "passage"

    return Tie(f"{source}>{target}", relation, side(source), source, side(target), target)  # type: ignore[arg-type]


def answers(*names: str, by: str = "ada") -> dict[str, Answer]:
    return {name: Answer(name, f"AT: {name}", "rebut", by) for name in names}


@pytest.fixture
def argument() -> Argument:
    return Argument(
        "E",
        TEXT,
        (Heading(FIRST, TEXT.index("\n"), 1), Heading(SECOND, SECOND + 8, 1)),
        (
            mark("c1", 26, 60),
            mark("r1", 30, 40, "rhetoric"),
            mark("e1", 62, 70, "evidence"),
            mark("e2", SECOND + 9, SECOND + 14, "evidence"),
            mark("c2", SECOND + 9, SECOND + 20),
        ),
        answers("a1", "a2"),
        (
            tie("e1", "supports", "c1"),
            tie("a1", "answers", "c1"),
            tie("a2", "answers", "a1"),
            tie("x", "supports", "a2"),
        ),
        {"x": Elsewhere(mark("x", 3, 9, "evidence"), "F", "Another essay", "12 % 🙂")},
    )


def shape(found: Argument, hidden: tuple[str, ...] = ()) -> list[tuple[int, str]]:
    return [(node.depth, node.id) for node in outline(found, hidden).nodes]


def test_sections_hold_claims_and_claims_hold_what_is_linked_or_inside(argument: Argument) -> None:
    assert shape(argument) == [
        (0, str(FIRST)),
        (0, "c1"),
        (1, "e1"),
        (1, "r1"),
        (1, "a1"),
        (2, "a2"),
        (3, "x"),
        (0, str(SECOND)),
        (0, "c2"),
        (0, "e2"),
    ]


def test_nodes_say_what_and_where_they_are(argument: Argument) -> None:
    nodes = {node.id: node for node in outline(argument).nodes}
    assert nodes[str(FIRST)].text == "1. Erste Überschrift 🙂"
    assert nodes["c1"].text.startswith("لعربية first")
    assert (nodes["x"].essay_id, nodes["x"].essay_title, nodes["x"].text) == ("F", "Another essay", "12 % 🙂")
    assert (nodes["a1"].kind, nodes["a1"].detail, nodes["a1"].holes) == ("answer", "rebut", ("no support",))
    assert nodes["c1"].holes == ()
    assert nodes["c2"].holes == ("no evidence", "unanswered")


def test_holes_come_in_text_order_one_each(argument: Argument) -> None:
    assert holes(argument) == [
        Hole("a1", "E", "counterargument", "AT: a1", "no support"),
        Hole("c2", "E", "claim", argument.text[SECOND + 9 : SECOND + 20], "no evidence"),
        Hole("c2", "E", "claim", argument.text[SECOND + 9 : SECOND + 20], "unanswered"),
    ]
    assert holes(argument, {"ben"}) == []


def test_everybodys_support_counts_even_when_hidden(argument: Argument) -> None:
    theirs = tuple(m._replace(annotator_id="ben") if m.id == "e1" else m for m in argument.marks)
    found = replace(argument, marks=theirs)
    assert (1, "e1") not in shape(found, ("ben",))
    assert not [hole for hole in holes(found, {"ada"}) if hole.id == "c1"]
    assert not OutlineIndex(found, ("ben",)).holes_of.get("c1")


def test_answers_in_a_circle_end(argument: Argument) -> None:
    circle = (tie("a1", "answers", "c1"), tie("a2", "answers", "a1"), tie("a1", "answers", "a2"))
    assert [row for row in shape(replace(argument, ties=circle)) if row[1] in ("a1", "a2")] == [
        (1, "a1"),
        (2, "a2"),
    ]


def test_evidence_that_supports_only_evidence_is_not_lost(argument: Argument) -> None:
    circle = (tie("e1", "supports", "e2"), tie("e2", "supports", "e1"))
    found = shape(replace(argument, ties=circle))
    assert (0, "e1") in found
    assert (0, "e2") in found


def test_a_thousand_answers_deep(argument: Argument) -> None:
    names = [f"a{n}" for n in range(1500)]
    chain = tuple(tie(name, "answers", under) for name, under in zip(names, ["c1", *names], strict=False))
    found = shape(replace(argument, answers=answers(*names), ties=chain))
    assert (1500, "a1499") in found


def test_rhetoric_goes_to_the_shortest_claim_around_it(argument: Argument) -> None:
    inner = mark("c3", 29, 45)
    index = OutlineIndex(argument)
    index.apply([Step(None, inner)])
    assert [row.id for row in index.block((29, -45, "c3"))] == ["c3", "r1"]
    moved = index.apply([Step(inner, None)])
    assert {move.id for move in moved} >= {"c3", "c1"}
    assert "r1" in [row.id for row in index.block((26, -60, "c1"))]


def test_shorten_keeps_to_one_line_and_ends_at_a_word() -> None:
    assert shorten("two\n  lines") == "two lines"
    assert shorten("word " * 100, 22) == "word word word word…"
    assert shorten("中" * 500, 10) == "中" * 10 + "…"


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 30))
NAMES = [*(f"m{n}" for n in range(7)), *(f"a{n}" for n in range(4))]


@st.composite
def steps_of(draw: st.DrawFn) -> list[tuple[str, object]]:
    kinds: list[Kind] = ["claim", "evidence", "rhetoric"]
    found: list[tuple[str, object]] = []
    for _ in range(draw(st.integers(1, 14))):
        name = draw(st.sampled_from(NAMES))
        if draw(st.booleans()):
            other = draw(st.sampled_from([n for n in NAMES if n != name]))
            found.append(
                ("tie", tie(name, draw(st.sampled_from(["supports", "answers", "restates"])), other))
            )
        elif name.startswith("a"):
            found.append(("answer", Answer(name, "AT", "turn", draw(st.sampled_from(["ada", "ben"])))))
        else:
            start, length = draw(SPANS)
            by = draw(st.sampled_from(["ada", "ben"]))
            found.append(("mark", mark(name, start, start + length, draw(st.sampled_from(kinds)), by)))
    return found


@settings(max_examples=150, deadline=None)
@given(steps_of(), st.sampled_from([(), ("ben",)]), st.data())
def test_an_index_told_of_steps_equals_one_made_afresh(
    steps: list[tuple[str, object]], hidden: tuple[str, ...], data: st.DataObject
) -> None:
    index = OutlineIndex(Argument("E", "x" * 80, (Heading(10, 12, 1),)), hidden)
    now: dict[tuple[str, str], object] = {}
    keys = list(index.keys)
    for sort, value in steps:
        place = (sort, value.id)  # type: ignore[attr-defined]
        after = None if place in now and data.draw(st.booleans()) else value
        moves = index.apply([Step(now.pop(place, None), after)])  # type: ignore[arg-type]
        for move in moves:
            if move.before != move.after:
                if move.before:
                    keys.remove(move.before)
                if move.after:
                    keys.append(move.after)
        if after is not None:
            now[place] = after
    marks = tuple(sorted((v for (s, _), v in now.items() if s == "mark"), key=lambda m: m.start))  # type: ignore[attr-defined]
    whole = Argument(
        "E",
        "x" * 80,
        (Heading(10, 12, 1),),
        marks,  # type: ignore[arg-type]
        {name: v for (s, name), v in now.items() if s == "answer"},  # type: ignore[misc]
        tuple(v for (s, _), v in now.items() if s == "tie"),  # type: ignore[misc]
    )
    fresh = OutlineIndex(whole, hidden)
    assert index.keys == fresh.keys == sorted(keys)
    assert index.counts == fresh.counts
    assert index.holes_of == fresh.holes_of
    assert hidden or fresh.counts["holes"] == len(holes(whole))
    for key in fresh.keys:
        rows = index.block(key)
        assert sorted(rows) == sorted(fresh.block(key)) or {row.id for row in rows} == {
            row.id for row in fresh.block(key)
        }
        assert fresh.size(key) == len(fresh.block(key))
    listed = {row.id for key in fresh.keys for row in fresh.block(key)}
    assert {m.id for m in marks if m.annotator_id not in hidden} <= listed  # type: ignore[attr-defined]
