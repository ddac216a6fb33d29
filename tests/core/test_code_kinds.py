"""What codes of other programs are taken for, and where spans of a raw text stand in the canonical one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.code_kinds import CodeKind, most_telling, proposed, relation_named
from counterpoint.core.text import LONGEST_PARAGRAPH, canonical, cleaned
from counterpoint.core.text_places import TextPlaces
from counterpoint.core.vocabulary import DETAILS, KINDS


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        (("Claim",), CodeKind("claim")),
        (("CLAIMS",), CodeKind("claim")),
        (("evidence/statistic",), CodeKind("evidence", "statistic")),
        (("Rhetoric: metaphor",), CodeKind("rhetoric", "metaphor")),
        (("Evidence::Our own kind",), CodeKind("evidence", "Our own kind")),
        (("Themes", "Evidence", "Statistic"), CodeKind("evidence", "statistic")),
        (("Evidence", "a = b"), CodeKind("evidence", "a = b")),
        (("RhetoricalQuestion",), CodeKind("rhetoric", "rhetorical question")),
        (("loaded_language",), CodeKind("rhetoric", "loaded language")),
        (("Tone", "Pathos"), CodeKind("rhetoric", "pathos")),
        (("Breakfast",), None),
        (("Claimant",), None),
        (("أدلة 😀",), None),
        ((), None),
        (("",), None),
    ],
)
def test_names_tell_what_a_code_means(path, meant):
    assert proposed(path) == meant


def test_every_kind_and_detail_of_ours_is_known_by_its_name():
    for kind in KINDS:
        assert proposed((kind.capitalize(),)) == CodeKind(kind)
        for detail in DETAILS[kind]:
            assert proposed((kind.capitalize(), detail)) == proposed((detail,)) == CodeKind(kind, detail)


@given(st.lists(st.text(max_size=90), max_size=4))
def test_any_name_is_taken_or_not_and_details_fit(path):
    meant = proposed(path)
    assert meant is None or (meant.kind in KINDS and len(meant.detail) <= 60)


def test_a_detail_says_more_than_its_kind():
    both = [CodeKind("claim"), CodeKind("claim", "thesis"), CodeKind("rhetoric"), CodeKind("rhetoric")]
    assert most_telling(both) == (CodeKind("claim", "thesis"), CodeKind("rhetoric"))


def test_relations_by_name():
    assert relation_named("Attacks") == "answers"
    assert relation_named("supports") == "supports"
    assert relation_named("Restates") == "restates"
    assert relation_named("is part of") is relation_named("") is None


PIECES = ("a", "b", "\u0301", "😀", "سل", "自", " ", "\t", "\n", "\r\n", "\ufeff", "\x07", "\u2028")


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_what_is_kept_of_a_span_is_found_where_it_now_stands(pieces, one, other):
    head, tail = "\r\n \ufeff\n", "\r\n\x07 "
    before, after = min(one, other), max(one, other)
    raw = "".join((head, "x", *pieces, "y", tail))
    start = len("".join((head, "x", *pieces[:before])))
    end = start + len("".join(pieces[before:after]))
    places = TextPlaces(raw)
    first, last = places.span(start, end)
    assert places.text == canonical(raw)
    assert places.text[first:last] == "".join(map(cleaned, pieces[before:after]))
    assert places.span(0, len(raw)) == (0, len(places.text))
    assert places.span(0, len(head)) == (0, 0)


def test_a_line_end_put_into_a_long_paragraph_moves_what_follows():
    raw = "\n \n" + "a" * (LONGEST_PARAGRAPH + 10) + "needle" + "b" * LONGEST_PARAGRAPH + " last 😀"
    places = TextPlaces(raw)
    for word in ("needle", "last 😀"):
        start, end = places.span(raw.index(word), raw.index(word) + len(word))
        assert places.text[start:end].replace("\n", "") == word
