"""Any entries make a tree, and between any two there is room."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.brief_tree import Tree, level, may_hold, rank_between, ranks, ranks_between
from counterpoint.core.records import Entry, new_id
from counterpoint.core.vocabulary import EntryKind

KINDS: tuple[EntryKind, ...] = (
    "pocket", "hat", "block", "contention", "frontline", "card", "answer", "analytic", "open",
)  # fmt: skip
BRIEF = new_id()
RANK = st.from_regex(r"\A[0-9a-z]{0,6}[1-9a-z]\Z")


def an_entry(kind: EntryKind, rank: str = "i", parent: str | None = None, name: str = "") -> Entry:
    shown = {"card": {"card_id": new_id()}, "answer": {"counterargument_id": new_id()}}.get(kind, {})
    values = {"brief_id": BRIEF, "kind": kind, "rank": rank, "parent_id": parent, "text": name}
    return Entry.model_validate(values | shown)


# Ranks


@given(RANK, RANK)
def test_between_any_two_ranks_there_is_one(one, two):
    low, high = sorted((one, two))
    for below, above in ((low, high), ("", low), (high, ""), ("", "")):
        if below == above != "":
            with pytest.raises(ValueError, match="no rank"):
                rank_between(below, above)
            continue
        made = rank_between(below, above)
        assert below < made
        assert made < above or not above
        assert an_entry("hat", made).rank == made, "an entry can have it"
        assert len(made) <= max(len(below), len(above)) + 1


@given(st.integers(0, 3_000))
def test_ranks_for_many_are_in_order_and_short(count):
    found = ranks(count)
    assert len(found) == count
    assert all(one < two for one, two in pairwise(found))
    assert all(each and not each.endswith("0") and len(each) <= 3 for each in found)


@given(RANK, RANK, st.integers(0, 200))
def test_so_many_ranks_fit_between_any_two(one, two, count):
    low, high = sorted((one, two))
    if low == high:
        high = ""
    found = ranks_between(low, high, count)
    assert len(found) == count
    assert all(one < two for one, two in pairwise([low, *found, high] if high else [low, *found]))
    assert all(not each.endswith("0") for each in found)
    assert max(map(len, found), default=0) <= max(len(low), len(high)) + 9


@pytest.mark.parametrize("where", ["end", "front", "after the first", "before the last", "anywhere"])
def test_thousands_of_insertions_at_one_place_stay_short(where):
    chance = random.Random(7)
    found = ["c", "t"]
    for _ in range(2_000):
        at = {"end": len(found), "front": 0, "after the first": 1, "before the last": len(found) - 1}.get(
            where, chance.randrange(len(found) + 1)
        )
        low = found[at - 1] if at else ""
        high = found[at] if at < len(found) else ""
        found.insert(at, rank_between(low, high))
    assert all(one < two for one, two in pairwise(found))
    assert max(map(len, found)) <= 2_000 / 4.5, "about five insertions a character at worst"


# Trees


@st.composite
def some_entries(draw):
    """Entries that hang anywhere: in circles, from nothing, from what cannot hold them; some ranks alike."""
    ids = [new_id() for _ in range(draw(st.integers(0, 14)))]
    entries = []
    for each in ids:
        above = draw(st.sampled_from([None, new_id(), *(other for other in ids if other != each)]))
        made = an_entry(draw(st.sampled_from(KINDS)), draw(st.sampled_from("bcdz")), above)
        entries.append(made.model_copy(update={"id": each}))
    return entries


@given(some_entries())
def test_any_entries_make_a_tree_with_nothing_lost_and_nothing_twice(entries):
    tree = Tree(entries)
    walked = list(tree.walk())
    assert sorted(placed.entry.id for placed in walked) == sorted(each.id for each in entries)
    for entry, depth in walked:
        parent = tree.parent(entry)
        assert entry in tree.children(parent.id if parent else None)
        if parent is None:
            assert depth == 0
            named = tree.entries.get(entry.parent_id or "")
            assert named is None or not may_hold(named.kind, entry.kind)
        else:
            assert parent.id == entry.parent_id
            assert may_hold(parent.kind, entry.kind)
            assert entry in tree.under(parent.id)
    for top in (None, *tree.entries):
        below = tree.children(top)
        assert below == sorted(below, key=lambda each: (each.rank, each.id))
    for one, two in pairwise(walked):
        assert two.depth <= one.depth + 1
    assert [each.entry for each in Tree(reversed(entries)).walk()] == [each.entry for each in walked]


@given(some_entries(), st.data())
def test_entry_goes_just_after_the_sibling_named(entries, data):
    tree = Tree(entries)
    above = data.draw(st.sampled_from([None, *tree.entries]))
    siblings = tree.children(above)
    moving = data.draw(st.sampled_from(["", *(each.id for each in siblings)]))
    left = [each for each in siblings if each.id != moving]
    after = data.draw(st.sampled_from([None, *left]))
    rank = tree.rank_after(above, after.id if after else None, moving)
    if after is not None:
        assert rank > after.rank
    for each in left:
        if after is None or each.rank > after.rank:
            assert rank < each.rank, "those of the same rank stay together, the rest is after it"


@given(some_entries(), st.data())
def test_entry_goes_between_two_of_one_rank_when_these_give_way(entries, data):
    tree = Tree(entries)
    after = data.draw(st.sampled_from(entries)) if entries else None
    if after is None:
        return
    parent = tree.parent(after)
    above = parent.id if parent else None
    before = [each.id for each in tree.children(above)]
    moving = data.draw(st.sampled_from([each for each in before if each != after.id] or [""]))
    rank = tree.rank_after(above, after.id, moving)
    changed = dict(tree.entries)
    for each, behind in tree.giving_way(after, rank, moving):
        changed[each.id] = each.changed(rank=behind)
    made = changed[moving].changed(rank=rank) if moving else an_entry("hat", rank, above)
    changed[made.id] = made
    expected = [each for each in before if each != made.id]
    expected.insert(expected.index(after.id) + 1, made.id)
    if moving or above is None:
        assert [each.id for each in Tree(changed.values()).children(above)] == expected


def test_levels_and_what_may_hold_what():
    assert [level(kind) for kind in KINDS] == [1, 2, 3, 3, 3, 4, 4, 4, 4]
    assert {kind for kind in KINDS if may_hold(None, kind)} == set(KINDS[:5])
    assert {kind for kind in KINDS if may_hold("block", kind)} == {"card", "answer", "analytic", "open"}
    assert {kind for kind in KINDS if may_hold("answer", kind)} == {"card"}
    assert not any(may_hold(kind, other) for kind in ("card", "analytic", "open") for other in KINDS)
    assert not may_hold("hat", "pocket")
    assert not may_hold("block", "frontline")


def test_circle_of_answers_and_cards_cannot_hide_anything():
    pocket = an_entry("pocket")
    hat = an_entry("hat", parent=pocket.id)
    loop = pocket.model_copy(update={"parent_id": hat.id})
    assert [(placed.entry.id, placed.depth) for placed in Tree([loop, hat]).walk()] == [
        (pocket.id, 0),
        (hat.id, 1),
    ]
