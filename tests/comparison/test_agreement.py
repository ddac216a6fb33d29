"""What must hold of the measures whatever is given, and the same figures counted another, slower way."""

from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.comparison.agreement import (
    Mode,
    Score,
    Unit,
    alpha_nominal,
    alpha_unitizing,
    bar_u_alpha,
    cohen_kappa,
    cu_alpha,
    fleiss_kappa,
    k_u_alpha,
    mean_pairwise_f1,
    scott_pi,
    span_counts,
    span_f1,
    u_alpha,
)

BEGIN, LENGTH = 7, 24
MODES: tuple[Mode, ...] = ("strict", "exact", "partial", "type")
LABELS = ("claim", "évidence", "修辞")
UNITIZING = (alpha_unitizing, u_alpha, bar_u_alpha, cu_alpha)


@st.composite
def a_unit(draw: st.DrawFn) -> Unit:
    start = draw(st.integers(BEGIN, BEGIN + LENGTH - 1))
    end = draw(st.integers(start + 1, BEGIN + LENGTH))
    return start, end, draw(st.sampled_from(LABELS))


@st.composite
def a_partition(draw: st.DrawFn) -> list[Unit]:
    """Units of one annotator that do not overlap; some touch."""
    bounds = sorted(draw(st.sets(st.integers(BEGIN, BEGIN + LENGTH), max_size=8)))
    labels = [draw(st.sampled_from((*LABELS, None))) for _ in bounds[1:]]
    pieces = zip(bounds, bounds[1:], labels, strict=False)
    return [(start, end, label) for start, end, label in pieces if label is not None]


some_units = st.lists(a_unit(), max_size=6)
annotators = st.dictionaries(st.sampled_from(("Ada", "Ben", "Cleo", "小明")), some_units, min_size=2)
partitions = st.dictionaries(st.sampled_from(("Ada", "Ben", "Cleo")), a_partition(), min_size=2)
labels = st.sampled_from(LABELS)
rows = st.lists(st.lists(st.none() | labels, min_size=3, max_size=3), max_size=8)


def about(score: Score, value: Fraction | float | None) -> bool:
    if score.value is None or value is None:
        return score.value is None and value is None and bool(score.why)
    return score.value == pytest.approx(float(value), abs=1e-12)


# Labels of items


@given(st.lists(st.tuples(labels, labels), min_size=1, max_size=12))
def test_kappa_and_pi_from_their_definitions(pairs):
    a, b = [one for one, _ in pairs], [other for _, other in pairs]
    n = len(pairs)
    observed = Fraction(sum(one == other for one, other in pairs), n)
    by_chance = sum((Fraction(a.count(label) * b.count(label), n * n) for label in LABELS), Fraction())
    pooled = sum((Fraction((a + b).count(label), 2 * n) ** 2 for label in LABELS), Fraction())
    for score, chance in ((cohen_kappa(a, b), by_chance), (scott_pi(a, b), pooled)):
        assert about(score, None if chance == 1 else (observed - chance) / (1 - chance))
    assert cohen_kappa(a, b) == cohen_kappa(b, a)
    assert fleiss_kappa(pairs) == scott_pi(a, b)


@given(st.lists(labels, min_size=2, max_size=12), st.randoms(use_true_random=False))
def test_cohen_is_scott_where_both_use_each_label_equally_often(a, random):
    b = random.sample(a, len(a))
    assert cohen_kappa(a, b) == scott_pi(a, b)


@given(st.lists(labels, min_size=2, max_size=12))
def test_a_constant_annotator_gives_exactly_nothing_or_no_value(a):
    score = cohen_kappa(a, ["claim"] * len(a))
    assert score.value == (None if set(a) == {"claim"} else 0.0)


@given(rows)
def test_alpha_is_what_pairs_within_items_differ_against_all_pairs(items):
    pairable = [labelled for row in items if len(labelled := [each for each in row if each]) > 1]
    values = [value for row in pairable for value in row]
    within = sum(
        (
            Fraction(sum(one != other for one, other in permutations(row, 2)), len(row) - 1)
            for row in pairable
        ),
        Fraction(),
    )
    apart = sum(one != other for one, other in permutations(values, 2))
    expected = Fraction(apart, len(values) * (len(values) - 1)) if values else 0
    assert about(alpha_nominal(items), 1 - within / len(values) / expected if expected else None)


@given(rows, st.randoms(use_true_random=False))
def test_items_in_any_order_from_annotators_in_any_order_have_the_same_alpha(items, random):
    order = random.sample(range(3), 3)
    shuffled = [[row[at] for at in order] for row in random.sample(items, len(items))]
    renamed = [[value and f"another {value}" for value in row] for row in items]
    assert alpha_nominal(shuffled) == alpha_nominal(renamed) == alpha_nominal(items)
    assert fleiss_kappa(shuffled) == fleiss_kappa(renamed) == fleiss_kappa(items)


def test_fleiss_needs_as_many_labels_on_each_item():
    assert fleiss_kappa([["a", "a", "b"], ["a", "b"]]).value is None
    assert fleiss_kappa([["a", "a", None], ["a", "b", "b"]]).value is None
    assert fleiss_kappa([["a"], ["b"]]).value is None
    assert fleiss_kappa([]).value is None
    assert fleiss_kappa([["a", None, "a"], [None, "b", "b"]]) == Score(1.0)


def test_items_that_one_did_not_label_are_left_out():
    assert cohen_kappa(["a", "b", None, "b"], ["a", "b", "b", None]) == Score(1.0)
    assert cohen_kappa([], []).value is None
    assert scott_pi([None], ["a"]).value is None
    with pytest.raises(ValueError, match="argument 2"):
        cohen_kappa(["a"], ["a", "b"])


def test_labels_may_be_anything():
    assert cohen_kappa([1, "x", (2, "y"), "w"], [1, "x", (2, "y"), "z"]).value == pytest.approx(9 / 13)
    units = {"Ada": [(0, 5, 1), (6, 9, "x")], "Ben": [(0, 5, 1), (6, 9, ("x",))]}
    assert alpha_unitizing(units, 0, 10, 1) == Score(1.0)
    assert u_alpha(units, 0, 10).value == u_alpha({name: units[name] for name in ("Ben", "Ada")}, 0, 10).value


# Units


def by_character(units: dict[str, Any]) -> dict[tuple[Any, Any], Fraction]:
    """ℓ_ck of annotators whose units do not overlap, counted character by character; a gap is None."""
    value = {
        name: [
            next((unit[2] for unit in own if unit[0] <= at < unit[1]), None)
            for at in range(BEGIN, BEGIN + LENGTH)
        ]
        for name, own in units.items()
    }
    found: Counter[tuple[Any, Any]] = Counter()
    for one, other in permutations(value.values(), 2):
        found.update(zip(one, other, strict=True))
    return {pair: Fraction(count, len(units) - 1) for pair, count in found.items()}


def alpha_of(matrix: dict[tuple[Any, Any], Fraction], squares: dict[Any, Fraction]) -> Fraction | None:
    """1 − (ℓ − Σℓ_cc) / Σ_{c≠k} ε_ck."""
    total = sum(matrix.values(), Fraction())
    of = {
        value: sum((each for (c, _), each in matrix.items() if c == value), Fraction()) for value, _ in matrix
    }
    free = total**2 - sum(squares.values(), Fraction())
    if free <= 0 or len(of) < 2:
        return None
    expected = sum((total * of[c] * of[k] / free for c, k in permutations(of, 2)), Fraction())
    return 1 - (total - sum((each for (c, k), each in matrix.items() if c == k), Fraction())) / expected


@given(partitions)
def test_u_alpha_counted_by_characters(units):
    lengths = [end - start for own in units.values() for start, end, _ in own]
    squares = {0: Fraction(sum(each**2 for each in lengths) + len(units) * LENGTH - sum(lengths))}
    assert about(u_alpha(units, BEGIN, LENGTH), alpha_of(by_character(units), squares))
    alike = {name: [(start, end, "any") for start, end, _ in own] for name, own in units.items()}
    assert about(bar_u_alpha(units, BEGIN, LENGTH), alpha_of(by_character(alike), squares))


@given(partitions)
def test_cu_and_k_u_alpha_counted_by_characters(units):
    matrix = {pair: each for pair, each in by_character(units).items() if None not in pair}
    squares: Counter[Any] = Counter()
    for one, other in permutations(units.values(), 2):
        inside = {at for start, end, _ in other for at in range(start, end)}
        for start, end, label in one:
            squares[label] += len(inside & set(range(start, end))) ** 2
    weights = {label: Fraction(each, len(units) - 1) for label, each in squares.items()}
    assert about(cu_alpha(units, BEGIN, LENGTH), alpha_of(matrix, weights))
    total, free = sum(matrix.values(), Fraction()), sum(matrix.values()) ** 2 - sum(weights.values())
    for label in LABELS:
        of = sum((each for (c, _), each in matrix.items() if c == label), Fraction())
        same = matrix.get((label, label), Fraction())
        score = k_u_alpha(units, BEGIN, LENGTH, label)
        if of in (0, total):
            assert score.value is None
        elif free > 0 and of * total > weights[label]:
            expected_of = total * (of * total - weights[label]) / free
            expected_same = total * (of * of - weights[label]) / free
            assert about(score, 1 - expected_of / of * (of - same) / (expected_of - expected_same))


@given(annotators)
def test_alpha_unitizing_counted_plainly(units):
    """Dₒ and Dₑ of each label as Krippendorff writes them."""
    observed, expected = Fraction(), Fraction()
    for label in LABELS:
        one, other = label_differences(units, label)
        observed, expected = observed + one, expected + other
        assert about(alpha_unitizing(units, BEGIN, LENGTH, label), 1 - one / other if other else None)
    assert about(alpha_unitizing(units, BEGIN, LENGTH), 1 - observed / expected if expected else None)


def label_differences(units: dict[str, Any], label: str) -> tuple[Fraction, Fraction]:
    kept: list[list[tuple[int, int]]] = []
    for own in units.values():
        chosen: list[tuple[int, int]] = []
        for start, end, _ in sorted(
            (unit for unit in own if unit[2] == label), key=lambda unit: (unit[0], -unit[1])
        ):
            if all(not overlap((start, end), before) for before in chosen):
                chosen.append((start, end))
        kept.append(chosen)
    squares = 0
    for mine, others in combinations(kept, 2):
        for unit in mine:
            meeting = [each for each in others if overlap(unit, each)]
            squares += sum((unit[0] - each[0]) ** 2 + (unit[1] - each[1]) ** 2 for each in meeting)
            squares += 0 if meeting else (unit[1] - unit[0]) ** 2
        squares += sum(
            (each[1] - each[0]) ** 2 for each in others if not any(overlap(each, unit) for unit in mine)
        )
    raters, lengths = len(kept), [end - start for spans in kept for start, end in spans]
    gaps = []
    for spans in kept:
        edges = [BEGIN, *(bound for span in spans for bound in span), BEGIN + LENGTH]
        gaps += [end - start for start, end in zip(edges[::2], edges[1::2], strict=True)]
    parts = sum(
        (
            Fraction((len(lengths) - 1) * (2 * each**3 - 3 * each**2 + each), 3)
            + each**2 * sum(gap - each + 1 for gap in gaps if gap >= each)
            for each in lengths
        ),
        Fraction(),
    )
    everywhere = raters * LENGTH
    chance = everywhere * (everywhere - 1) - sum(each * (each - 1) for each in lengths)
    return Fraction(2 * squares, raters * (raters - 1) * LENGTH**2), Fraction(2, LENGTH) * parts / chance


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@given(annotators, st.randoms(use_true_random=False))
def test_no_order_name_or_repetition_moves_a_figure(units, random):
    names = random.sample(list(units), len(units))
    shuffled = {f"new {name}": random.sample(units[name] * 2, 2 * len(units[name])) for name in names}
    for measure in UNITIZING:
        assert measure(shuffled, BEGIN, LENGTH) == measure(units, BEGIN, LENGTH)
    for label in LABELS:
        assert k_u_alpha(shuffled, BEGIN, LENGTH, label) == k_u_alpha(units, BEGIN, LENGTH, label)
    assert mean_pairwise_f1(shuffled) == mean_pairwise_f1(units)


@given(annotators, st.integers(-5, 40))
def test_no_figure_depends_on_where_the_text_begins(units, by):
    moved = {
        name: [(start + by, end + by, label) for start, end, label in own] for name, own in units.items()
    }
    for measure in UNITIZING:
        assert measure(moved, BEGIN + by, LENGTH) == measure(units, BEGIN, LENGTH)


@given(annotators)
def test_figures_are_at_most_one_and_otherwise_say_why(units):
    scores = [measure(units, BEGIN, LENGTH) for measure in UNITIZING]
    scores += [k_u_alpha(units, BEGIN, LENGTH, label) for label in LABELS]
    scores.append(mean_pairwise_f1(units))
    for score in scores:
        assert (score.value is None) == bool(score.why)
        assert score.value is None or score.value <= 1
    assert scores[-1].value is None or scores[-1].value >= 0


@given(some_units, st.integers(2, 4))
def test_who_marked_the_same_agrees_wholly_or_there_is_nothing_to_say(own, count):
    units = {f"annotator {number}": own for number in range(count)}
    scores = [measure(units, BEGIN, LENGTH) for measure in UNITIZING]
    scores += [k_u_alpha(units, BEGIN, LENGTH, label) for label in LABELS]
    scores += [mean_pairwise_f1(units), *(span_f1(own, own, mode) for mode in MODES)]
    assert all(score.value in (1.0, None) for score in scores)


def test_there_is_no_agreement_of_one_and_none_about_nothing():
    for units, length in (
        ({"Ada": [(0, 5, "x")]}, 10),
        ({}, 10),
        ({"Ada": [], "Ben": []}, 10),
        ({"A": [], "B": []}, 0),
    ):
        for score in (measure(units, 0, length) for measure in UNITIZING):
            assert score.value is None
            assert score.why
        assert mean_pairwise_f1(units).value is None
    filled = {"Ada": [(0, 10, "x")], "Ben": [(0, 10, "x")]}
    assert alpha_unitizing(filled, 0, 10) == Score(1.0)
    assert u_alpha(filled, 0, 10).value is None
    assert alpha_unitizing(filled, 0, 10, "y").value is None


def test_units_are_cut_to_the_text_and_those_without_length_are_none():
    units = {"Ada": [(-3, 4, "x"), (6, 6, "x"), (9, 4, "y")], "Ben": [(0, 4, "x"), (30, 40, "y")]}
    assert u_alpha(units, 0, 10) == alpha_unitizing(units, 0, 10) == Score(1.0)
    assert span_counts([(1, 1, "x")], [(1, 1, "x")], "exact") == (0, 0, 0, 0, 0)


def test_labels_that_overlap_are_layers_and_agree_apart():
    """Rhetoric inside a claim: both have the claim, one of them sees the rhetoric in it."""
    units = {"Ada": [(0, 10, "claim"), (2, 4, "rhetoric")], "Ben": [(0, 10, "claim")]}
    claims = {name: [unit for unit in own if unit[2] == "claim"] for name, own in units.items()}
    assert u_alpha(claims, 0, 30) == Score(1.0)
    whole = u_alpha(units, 0, 30).value
    assert whole is not None
    assert 0 < whole < 1
    assert bar_u_alpha(units, 0, 30) == Score(1.0)


# Spans


@given(some_units, some_units, st.sampled_from(MODES))
def test_spans_are_paired_as_well_as_can_be(gold, system, mode):
    counts = span_counts(gold, system, mode)
    first, second = set(gold), set(system)
    assert len(first) == counts.COR + counts.INC + counts.PAR + counts.MIS
    assert len(second) == counts.COR + counts.INC + counts.PAR + counts.SPU
    right = {
        "strict": lambda one, other: one == other,
        "exact": lambda one, other: one[:2] == other[:2],
        "partial": lambda one, other: one[:2] == other[:2],
        "type": lambda one, other: one[2] == other[2] and overlap(one, other),
    }[mode]
    assert most_pairs(list(first), list(second), right) == counts.COR
    most = most_pairs(list(first), list(second), overlap)
    assert most >= counts.COR + counts.INC + counts.PAR
    assert (counts.INC == 0) if mode == "partial" else (counts.PAR == 0)
    swapped = span_counts(system, gold, mode)
    assert (swapped.MIS, swapped.SPU) == (counts.SPU, counts.MIS)
    assert span_f1(gold, system, mode) == span_f1(system, gold, mode)


def most_pairs(first: list[Unit], second: list[Unit], fit: Any) -> int:
    """The most pairs that fit, by trying everything."""
    if not first:
        return 0
    head, *rest = first
    best = most_pairs(rest, second, fit)
    for at, other in enumerate(second):
        if fit(head, other):
            best = max(best, 1 + most_pairs(rest, second[:at] + second[at + 1 :], fit))
    return best


def test_one_span_has_one_partner():
    assert span_counts([(0, 10, "x")], [(0, 4, "x"), (5, 9, "x")], "partial") == (0, 0, 1, 0, 1)
    assert span_counts([(0, 4, "x"), (5, 9, "x")], [(0, 10, "x")], "type") == (1, 0, 0, 1, 0)
    assert span_counts([(0, 4, "x")], [(4, 8, "x")], "partial") == (0, 0, 0, 1, 1)
    with pytest.raises(ValueError, match="no mode"):
        span_counts([], [], "loose")  # type: ignore[arg-type]


def test_a_pair_who_marked_nothing_says_nothing_of_the_others():
    units = {"Ada": [(0, 4, "x")], "Ben": [(0, 4, "x")], "Cleo": [], "Dan": []}
    assert mean_pairwise_f1(units) == Score(0.2)
