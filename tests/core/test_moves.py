"""Where a text was changed, and where each of its places is after: exact, in order, and never nowhere."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.core.differing import differences, earlier
from counterpoint.core.moves import Moved, Moves
from counterpoint.core.records import Correction, digest_of
from counterpoint.core.segmentation import grapheme_bounds

PIECES = [
    *("the ", "tariff ", "rose ", "Café. ", "cafe\u0301 ", "s", "\n", ", ", "\u00a0", "-", "’"),
    *("\u0627\u0644\u062a\u062c\u0627\u0631\u0629 ", "\u8d38\u6613", "\u3002", "\u0e01\u0e32\u0e23"),
    *("\U0001f469\u200d\U0001f4bb", "\U0001f30d", "\U0001f1eb\U0001f1f7", "\u0301", "e"),
]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)


@st.composite
def corrected(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with some places typed anew."""
    old = draw(texts)
    chance = random.Random(draw(st.integers(0, 2**32)))
    new = old
    for _ in range(draw(st.integers(0, 4))):
        start = chance.randint(0, len(new))
        end = min(len(new), start + chance.choice((0, 0, 1, 3, 9)))
        new = new[:start] + "".join(chance.choices(PIECES, k=chance.choice((0, 1, 1, 4)))) + new[end:]
    return old, new or "x"


def spans(text: str, chance: random.Random) -> list[tuple[int, int]]:
    starts = [chance.randrange(len(text)) for _ in range(6)]
    return [(start, chance.randint(start + 1, len(text))) for start in starts]


def words_of(moves: Moves, start: int, end: int) -> tuple[str, str, bool]:
    """What stood under a span, what does now, and whether all its words went."""
    moved = moves.span(start, end)
    return moves.old[start:end], moves.new[moved.start : moved.end], moved.emptied


@given(corrected())
@settings(max_examples=400, deadline=None)
def test_the_hunks_give_the_text_before_back(texts: tuple[str, str]) -> None:
    old, new = texts
    hunks = differences(old, new)
    assert earlier(new, hunks) == old
    assert differences(old, new) == hunks
    assert Moves.of(new, hunks).old == old
    if hunks:
        kept = Correction(
            essay_id="e",
            annotator_id="a",
            before=digest_of(old),
            after=digest_of(new),
            hunks_json=json.dumps(hunks),
        )
        assert kept.hunks == hunks
    for hunk in hunks:
        assert new[hunk.start : hunk.end] != hunk.was
        assert hunk.start == grapheme_bounds(new, hunk.start, hunk.start)[0]
        assert not hunk.end or hunk.end == grapheme_bounds(new, hunk.end - 1, hunk.end)[1]


@given(texts, texts)
@settings(max_examples=200, deadline=None)
def test_any_two_texts_have_hunks_between_them(old: str, new: str) -> None:
    assert earlier(new, differences(old, new)) == old


@given(texts, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_where_nothing_changed_nothing_moves(text: str, chance: random.Random) -> None:
    moves = Moves(text, text)
    assert moves.hunks == ()
    assert all(moves.span(*each) == Moved(*each) for each in spans(text, chance))
    assert [moves.point(at) for at in range(len(text) + 1)] == list(range(len(text) + 1))


@given(corrected(), st.randoms(use_true_random=False))
@settings(max_examples=400, deadline=None)
def test_what_stayed_is_exactly_under_its_span(texts: tuple[str, str], chance: random.Random) -> None:
    moves = Moves(*texts)
    for start, end in spans(moves.old, chance):
        moved = moves.span(start, end)
        assert 0 <= moved.start < moved.end <= len(moves.new)
        if moves.is_kept(start, end):
            assert moves.new[moved.start : moved.end] == moves.old[start:end]
            assert not moved.emptied


@given(corrected(), st.randoms(use_true_random=False))
@settings(max_examples=400, deadline=None)
def test_spans_stay_in_order(texts: tuple[str, str], chance: random.Random) -> None:
    moves = Moves(*texts)
    points = [moves.point(at) for at in range(len(moves.old) + 1)]
    assert points == sorted(points)
    assert points[0] == 0
    moved = [(each, moves.span(*each)) for each in spans(moves.old, chance)]
    moved = [(old, new) for old, new in moved if not new.emptied]
    for one, new_one in moved:
        for other, new_other in moved:
            if one[0] <= other[0] and one[1] <= other[1]:
                assert new_one.start <= new_other.start
                assert new_one.end <= new_other.end
            if one[1] <= other[0]:
                assert new_one.end <= new_other.start


@given(corrected(), st.integers(0, 2**32), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_two_corrections_after_another_keep_what_both_keep(
    texts: tuple[str, str], seed: int, chance: random.Random
) -> None:
    first = Moves(*texts)
    place = random.Random(seed).randint(0, len(first.new))
    second = Moves(first.new, first.new[:place] + " 😀 new words " + first.new[place:])
    for start, end in spans(first.old, chance):
        once = first.span(start, end)
        twice = second.span(once.start, once.end)
        if first.is_kept(start, end) and second.is_kept(once.start, once.end):
            assert second.new[twice.start : twice.end] == first.old[start:end]


@pytest.mark.parametrize(
    ("old", "new", "quote", "becomes"),
    [
        ("The cat sat.", "The big cat sat.", "cat", "cat"),
        ("The cat sat.", "The big cat sat.", "The", "The"),
        ("The cat sat.", "The big cat sat.", "The cat", "The big cat"),
        ("One. Far off.", "One. Foo it. Far off.", "Far off.", "Far off."),
        ("One. Far off.", "One. Far off. And on.", "Far off.", "Far off."),
        ("rade falls.", "Trade falls.", "rade falls", "Trade falls"),
        ("The tariff rose.", "The tariffs rose.", "The tariff", "The tariffs"),
        ("A teh cat.", "A the cat.", "teh", "the"),
        ("An exam- ple here.", "An example here.", "exam- ple", "example"),
        ("An exam-\nple here.", "An example here.", "An exam-\nple here.", "An example here."),
        ("A cafe here.", "A cafe\u0301 here.", "cafe", "cafe\u0301"),
        (
            "\u8d38\u6613\u4e0b\u964d\u3002",
            "\u8d38\u6613\u7684\u4e0b\u964d\u3002",
            "\u4e0b\u964d",
            "\u4e0b\u964d",
        ),
        (
            "Hi \U0001f44d there.",
            "Hi \U0001f44d\U0001f3fd there.",
            "\U0001f44d there",
            "\U0001f44d\U0001f3fd there",
        ),
        ("Up 5 percent. So it is.", "Up 5\u00a0percent. So it is.", "5 percent", "5\u00a0percent"),
    ],
)
def test_a_typo_takes_its_passage_along(old: str, new: str, quote: str, becomes: str) -> None:
    start = old.index(quote)
    assert words_of(Moves(old, new), start, start + len(quote)) == (quote, becomes, False)


@pytest.mark.parametrize(
    ("old", "new", "quote", "becomes"),
    [
        ("One here. Two gone. Three.", "One here. Three.", "Two gone.", "Three"),
        ("One here.\nTwo gone.\nThree.", "One here.\nThree.", "Two gone.", "Three"),
        ("One here. Two gone.", "One here.", "Two gone.", "here"),
        ("In 1975 it rose.", "In 2026 it rose.", "1975", "2026"),
        ("😀 😀 gone.", "😀 😀", "gone", "😀"),
    ],
)
def test_a_passage_without_its_words_stays_near_by(old: str, new: str, quote: str, becomes: str) -> None:
    start = old.index(quote)
    assert words_of(Moves(old, new), start, start + len(quote)) == (quote, becomes, True)


def test_a_stretch_replaced_across_an_edge_is_shared_out() -> None:
    old, new = "It is so. We lose jobs. They gain.", "It is so. They saw wages fall everywhere. They gain."
    moves = Moves(old, new)
    one, other = moves.span(0, 17), moves.span(18, len(old))
    assert one.end <= other.start
    assert new[other.start : other.end].endswith("They gain.")


def test_all_spaces_of_a_text_can_be_changed() -> None:
    chance = random.Random(3)
    old = "\n".join(" ".join(f"w{chance.randrange(500)}" for _ in range(60)) for _ in range(300))
    moves = Moves(old, old.replace(" ", "\u00a0"))
    assert earlier(moves.new, moves.hunks) == old
    assert all(hunk.was == " " for hunk in moves.hunks)
    assert moves.span(1000, 1400) == Moved(1000, 1400)


def test_a_text_of_megabytes_is_compared_at_once() -> None:
    chance = random.Random(4)
    old = "\n".join(" ".join(f"w{chance.randrange(3000)}" for _ in range(80)) for _ in range(4000))
    letters = list(old)
    for at in chance.sample(range(len(old)), 500):
        letters[at] = chance.choice("é b")
    moves = Moves(old, "".join(letters))
    assert earlier(moves.new, moves.hunks) == old
    assert sum(hunk.end - hunk.start for hunk in moves.hunks) < 20_000
