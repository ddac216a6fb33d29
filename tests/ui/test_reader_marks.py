"""The index of marks against a plain search through all of them; the pieces, the finder."""

import re

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.marks import Mark
from counterpoint.core.vocabulary import KINDS
from counterpoint.ui.reader.finding import matches, pattern_for
from counterpoint.ui.reader.marks import MarkIndex, place_of

SPANS = st.tuples(st.integers(0, 40_000), st.integers(1, 5_000))


def marks_from(spans: list[tuple[int, int]]) -> list[Mark]:
    return [
        Mark(f"m{number}", start, start + length, KINDS[number % 3], "ab"[number % 2])
        for number, (start, length) in enumerate(spans)
    ]


@given(st.lists(SPANS, max_size=40), SPANS, st.sets(st.integers(0, 39)))
def test_touching_finds_what_a_plain_search_finds(
    spans: list[tuple[int, int]], asked: tuple[int, int], gone: set[int]
) -> None:
    marks = marks_from(spans)
    half = len(marks) // 2
    index = MarkIndex(marks[:half])
    assert index.neighbour((-1, 0, ""), 1, frozenset()) == min(marks[:half], key=place_of, default=None)
    for mark in marks[half:]:
        index.add(mark)
    for number in gone:
        index.remove(f"m{number}")
    left = [mark for number, mark in enumerate(marks) if number not in gone]
    start, end = asked[0], asked[0] + asked[1]
    expected = sorted((mark for mark in left if mark.start < end and start < mark.end), key=place_of)
    assert index.touching(start, end) == expected
    here = index.at(start)
    assert {mark.id for mark in here} == {mark.id for mark in left if mark.start <= start < mark.end}
    widths = [mark.end - mark.start for mark in here]
    assert widths == sorted(widths)


@given(st.lists(SPANS, max_size=30))
def test_stepping_meets_each_mark_once_in_text_order(spans: list[tuple[int, int]]) -> None:
    marks = marks_from(spans)
    index = MarkIndex(marks)
    met: list[Mark] = []
    mark = index.neighbour((-1, 0, ""), 1, frozenset("b"))
    while mark is not None:
        met.append(mark)
        mark = index.neighbour(place_of(mark), 1, frozenset("b"))
    assert met == sorted((mark for mark in marks if mark.annotator_id == "a"), key=place_of)


def test_the_finder_goes_over_the_edges_of_its_pieces() -> None:
    text = ("x" * 99_997 + "Straße\u00a0 Café 🚢 ") * 3
    pattern = pattern_for("straße café")
    assert pattern is not None
    found = [match for piece in matches(text, pattern) for match in piece]
    assert found == [(m.start(), m.end() - m.start()) for m in re.finditer(r"Straße\s+Café", text)]
    assert len(found) == 3
    assert pattern_for("") is None


def test_the_finder_does_not_overlap_its_own_matches() -> None:
    pattern = pattern_for("aa")
    assert pattern is not None
    found = [match for piece in matches("a" * 200_001, pattern) for match in piece]
    assert len(found) == 100_000
