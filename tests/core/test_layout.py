"""No two cards overlap, every curve joins its cards, and the same graph is always drawn the same."""

from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.core.layout import ROW_GAP, Box, Point, Size, arrange
from counterpoint.core.packing import pack

NAMES = [f"n{number}" for number in range(14)]
SIZES = st.builds(Size, st.integers(20, 300).map(float), st.integers(10, 200).map(float))


def on_side(point: Point, box: Box) -> bool:
    return point.x in (box.x, box.right) and point.y == box.middle


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.sampled_from(NAMES), SIZES),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=25),
)
def test_any_graph_is_drawn_without_overlaps(sizes: dict[str, Size], wanted: list[tuple[str, str]]) -> None:
    edges = [(a, b) for a, b in wanted if a in sizes and b in sizes]
    found = arrange(sizes, edges)
    assert {node: Size(box.width, box.height) for node, box in found.boxes.items()} == sizes
    assert not any(a.overlaps(b) for a, b in combinations(found.boxes.values(), 2))
    assert all(box.x >= 0 and box.y >= 0 for box in found.boxes.values())
    assert len(found.curves) == len(edges)
    for (source, target), curve in zip(edges, found.curves, strict=True):
        assert on_side(curve.start, found.boxes[source])
        assert on_side(curve.end, found.boxes[target])
    assert not any(a.overlaps(b) for a, b in combinations(found.grounds, 2))
    joined = {node for edge in edges for node in edge}
    for node, box in found.boxes.items():
        assert sum(box.overlaps(ground) for ground in found.grounds) == (node in joined)
    assert arrange(dict(sizes), list(edges)) == found


@given(st.lists(st.tuples(st.integers(1, 90), st.integers(1, 90)), max_size=30), st.integers(1, 300))
def test_what_is_packed_keeps_its_distance(sizes: list[tuple[int, int]], breadth: int) -> None:
    corners = pack(sizes, breadth, 8)
    boxes = [Box(*corner, *size) for corner, size in zip(corners, sizes, strict=True)]
    apart = [box._replace(width=box.width + 8, height=box.height + 8) for box in boxes]
    assert not any(a.overlaps(b) for a, b in combinations(apart, 2))
    assert all(box.right <= max(breadth, *(width for width, _ in sizes)) for box in boxes)


def test_second_parents_are_aside_and_the_nearest_to_a_root_has_the_card() -> None:
    card = Size(200, 60)
    found = arrange(
        dict.fromkeys(["one", "two", "answer", "evidence"], card),
        [("answer", "one"), ("evidence", "answer"), ("evidence", "two")],
    )
    assert found.aside == (False, True, False)
    assert len(found.grounds) == 2
    assert found.boxes["evidence"].middle == found.boxes["two"].middle


def test_siblings_come_near_where_only_deeper_columns_are_full() -> None:
    card = Size(200, 60)
    names = ["claim", "first", "second", "a", "b", "c", "d"]
    edges = [("first", "claim"), ("second", "claim"), *((name, "first") for name in "abcd")]
    boxes = arrange(dict.fromkeys(names, card), edges).boxes
    assert boxes["second"].y == boxes["first"].bottom + ROW_GAP


def test_what_answers_stands_to_the_right() -> None:
    card = Size(200, 60)
    found = arrange(
        dict.fromkeys(["claim", "evidence", "answer", "reply", "alone"], card),
        [
            ("evidence", "claim"),
            ("answer", "claim"),
            ("reply", "answer"),
        ],
    )
    boxes = found.boxes
    assert boxes["claim"].right < boxes["evidence"].x == boxes["answer"].x < boxes["reply"].x
    assert boxes["alone"].y > max(boxes[name].bottom for name in ("claim", "evidence", "answer", "reply"))


def test_a_chain_of_two_thousand_and_a_tree_of_a_thousand_cards() -> None:
    """Either would meet the time limit of every test if it took all the cards to place one."""
    card = Size(220, 90)
    names = [f"n{number}" for number in range(2000)]
    chain = arrange(dict.fromkeys(names, card), list(zip(names[1:], names, strict=False)))
    assert chain.boxes["n1999"].x > chain.boxes["n1998"].x
    random = Random(4)
    some = names[:1000]
    edges = [(some[n], some[random.randrange(n)]) for n in range(1, 1000) if random.random() < 0.8]
    found = arrange(dict.fromkeys(some, card), edges)
    assert all(found.boxes[below].x > found.boxes[above].x for below, above in edges)
