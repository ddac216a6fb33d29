"""The figures of a review: that they are the measures' own, pooled as said, and what their intervals are."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.comparison import agreement
from counterpoint.comparison.agreement import Score
from counterpoint.comparison.explanations import MEANINGS
from counterpoint.comparison.figures import Counted, Figures, figures
from counterpoint.comparison.measures import SCOPES, Measure
from counterpoint.comparison.resampling import Columns
from counterpoint.comparison.span_figures import MODES
from counterpoint.comparison.tags import Tags
from counterpoint.core.marks import Mark
from counterpoint.core.text import paragraphs
from counterpoint.core.vocabulary import KINDS
from tests.comparison.reviews import PEOPLE, TEXT, bond, mark, reviews

PAIRS = (("Ada", "Ben"), ("Ada", "小明"), ("Ben", "小明"))
ROUNDS = 12


def of(found: Figures, name: str, kind: str = "", pair: tuple[str, str] | None = None) -> Measure:
    (measure,) = (each for each in found.measures if (each.name, each.kind, each.pair) == (name, kind, pair))
    return measure


def is_score(measure: Measure, score: Score) -> bool:
    if score.value is None:
        return measure.value is None and bool(measure.why)
    return measure.value == pytest.approx(score.value, abs=1e-12)


def units_of(tags: Tags, people: tuple[str, ...], kind: str = "") -> dict[str, list[tuple[int, int, str]]]:
    """What each marked, as far as all of them have read."""
    limit = min(tags.reach(people).values())
    return {
        who: [each[1:4] for each in tags.of([who]) if each.end <= limit and (not kind or each.kind == kind)]
        for who in people
    }


@settings(max_examples=25)
@given(reviews())
def test_figures_are_those_of_the_measures(tags):
    found = figures([tags], PEOPLE, rounds=ROUNDS)
    for people in (*PAIRS, PEOPLE):
        pair = (people[0], people[1]) if len(people) == 2 else None
        length = min(tags.reach(people).values())
        for kind in SCOPES:
            units = units_of(tags, people, kind)
            assert is_score(of(found, "u_alpha", kind, pair), agreement.u_alpha(units, 0, length))
            score = agreement.alpha_unitizing(units, 0, length)
            assert is_score(of(found, "alpha_unitizing", kind, pair), score)
            if len(people) == 2:
                for mode in MODES:
                    score = agreement.span_f1(units[people[0]], units[people[1]], mode)
                    assert is_score(of(found, f"f1_{mode}", kind, pair), score)
        units = units_of(tags, people)
        assert is_score(of(found, "bar_u_alpha", "", pair), agreement.bar_u_alpha(units, 0, length))
        assert is_score(of(found, "cu_alpha", "", pair), agreement.cu_alpha(units, 0, length))
        for kind in KINDS:
            score = agreement.k_u_alpha(units, 0, length, kind)
            assert is_score(of(found, "k_u_alpha", kind, pair), score)


@settings(max_examples=25)
@given(reviews().map(lambda tags: replace(tags, progress={})))
def test_the_figure_for_all_is_the_mean_over_pairs(tags):
    found = figures([tags], PEOPLE, rounds=0)
    assert is_score(of(found, "f1_strict"), agreement.mean_pairwise_f1(units_of(tags, PEOPLE)))


@settings(max_examples=20)
@given(reviews(), st.randoms(use_true_random=False))
def test_no_order_or_name_moves_a_figure(tags, random):
    found = figures([tags], PEOPLE, rounds=ROUNDS)
    shuffled = replace(tags, marks=random.sample(tags.marks, len(tags.marks)), bonds=tags.bonds[::-1])
    assert figures([shuffled], PEOPLE, rounds=ROUNDS) == found
    renamed = Tags(
        tags.text,
        [each._replace(id=f"new {each.id}", annotator_id=f"X {each.annotator_id}") for each in tags.marks],
        [
            each._replace(
                annotator_id=f"X {each.annotator_id}",
                source=f"new {each.source}",
                target=f"new {each.target}",
            )
            for each in tags.bonds
        ],
        {f"X {who}": upto for who, upto in tags.progress.items()},
    )
    backwards = figures([renamed], [f"X {who}" for who in PEOPLE[::-1]], rounds=ROUNDS)
    known = {(each.name, each.kind, each.pair and frozenset(each.pair)): each for each in found.measures}
    for each in backwards.measures:
        pair = each.pair and frozenset(who.removeprefix("X ") for who in each.pair)
        same = known[each.name, each.kind, pair]
        assert (each.value, each.why, each.low, each.high) == (same.value, same.why, same.low, same.high)
        assert (each.items, each.left_out) == (same.items, same.left_out)


@settings(max_examples=20)
@given(reviews())
def test_who_tagged_the_same_agrees_wholly_or_there_is_nothing_to_say(tags):
    own = [each for each in tags.marks if each.annotator_id == "Ada"]
    marks = [each._replace(id=f"{each.id} {who}", annotator_id=who) for each in own for who in PEOPLE]
    found = figures([Tags(TEXT, marks)], PEOPLE, rounds=ROUNDS)
    for each in found.measures:
        assert each.value in (1.0, None)
        assert each.value is not None or each.why
        assert (each.low, each.high) in ((1.0, 1.0), (None, None))


@settings(max_examples=20)
@given(reviews())
def test_values_are_in_range_and_explained(tags):
    found = figures([tags], PEOPLE, rounds=ROUNDS)
    assert {each.name for each in found.measures} == set(MEANINGS)
    for each in found.measures:
        assert each.value is None or each.value <= 1
        assert (each.value is None) == bool(each.why)
        assert each.explanation.endswith(".")
        assert "{" not in each.explanation
        if each.low is not None and each.high is not None:
            assert each.low <= each.high <= 1
    for pair, cells in found.confusion.items():
        (total,) = (each for each in found.counts if each.pair == pair and not each.kind)
        assert sum(cells.values()) == sum(counted(total))


def counted(each: Counted) -> tuple[int, ...]:
    return each.same, each.bounds, each.kinds, each.only_a, each.only_b


def test_counts_and_confusion():
    cost, equal, study = (
        "School uniforms cost families money 😀.",
        "They do not make pupils equal.",
        "A study in",
    )
    marks = [
        mark("Ada", cost, "claim"),
        mark("Ben", cost, "claim"),
        mark("Ada", equal, "claim"),
        mark("Ben", equal, "evidence"),
        mark("Ada", study, "evidence"),
        mark("Ben", f"{study} Montre\u0301al", "evidence"),
        mark("Ben", "Who would", "rhetoric"),
    ]
    found = figures([Tags(TEXT, marks)], PEOPLE[:2], rounds=0)
    everything = {each.kind: counted(each) for each in found.counts}
    assert everything == {
        "": (1, 1, 1, 0, 1),
        "claim": (1, 0, 1, 0, 0),
        "evidence": (0, 1, 1, 0, 0),
        "rhetoric": (0, 0, 0, 0, 1),
    }
    assert found.confusion == {
        ("Ada", "Ben"): {
            ("claim", "claim"): 1,
            ("claim", "evidence"): 1,
            ("evidence", "evidence"): 1,
            ("", "rhetoric"): 1,
        }
    }
    matched = of(found, "cohen_matched", "", ("Ada", "Ben"))
    assert (matched.items, matched.left_out) == (3, 1)
    assert matched.value == agreement.cohen_kappa(["c", "c", "e"], ["c", "e", "e"]).value


def test_sentences_have_the_kinds_that_cover_half_of_them_or_lie_in_them():
    marks = [
        mark("Ada", "They do not make pupils equal.\nA", "claim"),
        mark("Ben", "not make pupils equal", "claim"),
        mark("Ben", "pupils", "rhetoric"),
    ]
    found = figures([Tags(TEXT, marks)], PEOPLE[:2], rounds=0)
    claims = of(found, "cohen_sentences", "claim", ("Ada", "Ben"))
    assert (claims.value, claims.items, claims.left_out) == (1.0, 9, 0)
    whole = of(found, "cohen_sentences", "", ("Ada", "Ben"))
    expected = agreement.cohen_kappa(["c", *" " * 8], ["cr", *" " * 8])
    assert whole.value == expected.value


def test_links_count_where_both_ends_are_matched():
    ends = {
        who: (mark(who, "A study", "evidence"), mark(who, "School uniforms", "claim")) for who in PEOPLE[:2]
    }
    links = [bond(who, "supports", *ends[who]) for who in PEOPLE[:2]]
    links.append(bond("Ada", "restates", *ends["Ada"]))
    links.append(bond("Ben", "supports", ends["Ben"][0], "a passage of another essay"))
    found = figures(
        [Tags(TEXT, [each for both in ends.values() for each in both], links)], PEOPLE[:2], rounds=0
    )
    measure = of(found, "f1_links", "", ("Ada", "Ben"))
    assert (measure.value, measure.items, measure.left_out) == (2 / 3, 3, 1)


def test_what_one_has_not_read_counts_in_no_figure_of_hers():
    marks = [mark(who, "School uniforms", "claim") for who in PEOPLE]
    marks += [mark(who, "let them choose", "claim") for who in PEOPLE[:2]]
    read = Tags(TEXT, marks, progress={"小明": 80})
    found = figures([read], PEOPLE, rounds=0)
    for pair in PAIRS:
        assert of(found, "f1_strict", "", pair).value == 1
        assert of(found, "u_alpha", "claim", pair).value == 1
    assert of(found, "cohen_sentences", "claim", PAIRS[0]).left_out == 0
    assert of(found, "cohen_sentences", "claim", PAIRS[1]).left_out == 7
    assert of(found, "fleiss_sentences", "claim").items == 2
    assert of(found, "alpha_sentences", "claim").items == 9
    unread = figures([Tags(TEXT, marks[:2] + marks[3:], progress={"小明": 0})], PEOPLE, rounds=0)
    assert of(unread, "u_alpha", "", PAIRS[1]).why == "there is no text to compare"


def test_pooled_figures_are_of_the_essays_put_together():
    one = Tags(TEXT, [mark("Ada", "School uniforms", "claim"), mark("Ben", "School uniforms cost", "claim")])
    other = Tags(
        TEXT + "More.\n", [mark(who, "A study", "evidence")._replace(id=f"{who} 2") for who in PEOPLE[:2]]
    )
    pooled = figures([one, other], PEOPLE[:2], rounds=ROUNDS)
    further = [each._replace(start=each.start + len(TEXT), end=each.end + len(TEXT)) for each in other.marks]
    together = figures([Tags(TEXT + TEXT + "More.\n", [*one.marks, *further])], PEOPLE[:2], rounds=ROUNDS)
    assert pooled.measures == together.measures
    assert pooled.units == 9
    assert of(pooled, "f1_strict").value == 0.5


def test_one_annotator_or_none_says_why():
    for people in ((), PEOPLE[:1]):
        found = figures([Tags(TEXT, [mark("Ada", "School", "claim")])], people, rounds=ROUNDS)
        assert found.measures
        assert all(each.value is None and each.why for each in found.measures)
    assert all(each.value is None and each.why for each in figures([], PEOPLE, rounds=ROUNDS).measures)


# Intervals


def test_an_interval_is_what_resampling_paragraphs_one_by_one_gives():
    """The same draws, every count added up by hand."""
    random = Random(5)
    spans = [(start, end) for start, end in paragraphs(TEXT)]
    marks = []
    for number in range(40):
        low, high = spans[number % len(spans)]
        start = random.randrange(low, high - 6)
        for who in PEOPLE[:2]:
            if TEXT[start : start + 5].strip() and random.random() < 0.7:
                marks.append(Mark(f"{who} {number}", start, start + 5, random.choice(KINDS), who))
    tags = Tags(TEXT, marks)
    found = figures([tags], PEOPLE[:2], rounds=200, seed=3)
    counts = []
    for low, high in spans:
        ada, ben = ({each[1:4] for each in tags.of([who]) if low <= each.start < high} for who in PEOPLE[:2])
        counts.append((2 * len(ada & ben), len(ada) + len(ben)))
    draws, values = Random(3), []
    for _ in range(200):
        drawn = draws.choices(counts, k=len(counts))
        values.append(sum(each[0] for each in drawn) / sum(each[1] for each in drawn))
    values.sort()
    measure = of(found, "f1_strict", "", ("Ada", "Ben"))
    assert (measure.low, measure.high) == (values[5], values[-6])
    assert values[5] < values[-6]
    assert found == figures([tags], PEOPLE[:2], rounds=200, seed=3)
    assert found.units == 4


def test_intervals_need_two_paragraphs_and_a_value_in_most_rounds():
    assert Columns(1).intervals([lambda row: 1.0]) == [None]
    columns = Columns(2)
    at = columns.add([1, 3])
    assert columns.totals() == (4,)
    always, never = columns.intervals([lambda row: row[at] / 2, lambda row: None], rounds=400)
    assert always == (1.0, 3.0)
    assert never is None


@given(st.lists(st.lists(st.integers(0, 2**40), min_size=3, max_size=3), min_size=2, max_size=6))
def test_packed_sums_are_the_sums(rows):
    columns = Columns(len(rows))
    for column in zip(*rows, strict=True):
        columns.add(column)
    seen: Counter[tuple[int, ...]] = Counter()

    def look(row: tuple[int, ...]) -> float:
        seen[row] += 1
        return 0.0

    columns.intervals([look], rounds=5, seed=9)
    random = Random(9)
    plain: Counter[tuple[int, ...]] = Counter()
    for _ in range(5):
        plain[tuple(map(sum, zip(*random.choices(rows, k=len(rows)), strict=True)))] += 1
    assert seen == plain
