"""Cards and entries hold only what can be, whatever they are given."""

import json
from contextlib import suppress
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from counterpoint.core.errors import LibraryDamaged
from counterpoint.core.records import RECORDS, Card, Entry
from counterpoint.core.source_records import original_of
from counterpoint.core.vocabulary import CutStyle

QUOTE = "cafe\u0301 😀 自力 قال"
ID = "00000000-0000-4000-8000-000000000000"
STYLES = get_args(CutStyle)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(STYLES) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
)


def card(cuts_json: str) -> Card:
    return Card(
        passage_id=ID,
        essay_id=ID,
        annotator_id=ID,
        start=10,
        end=10 + len(QUOTE),
        quote=QUOTE,
        cuts_json=cuts_json,
    )


@given(anything.map(json.dumps) | st.text(max_size=12))
def test_whatever_cuts_are_given_a_card_is_valid_or_refused(packed):
    with suppress(ValidationError):
        made = card(packed)
        assert all(10 <= cut.start < cut.end <= made.end and cut.style in STYLES for cut in made.cuts)


@given(
    st.lists(st.tuples(st.integers(10, 14), st.integers(15, 10 + len(QUOTE)), st.sampled_from(STYLES))),
)
def test_cuts_come_back_as_they_were_packed(cuts):
    assert list(card(json.dumps(cuts)).cuts) == cuts


@pytest.mark.parametrize("packed", ["", "[3]", '[[1, 2, "bold"]]', "[" * 100_000])
def test_cuts_that_were_damaged_in_the_library_are_told_in_a_sentence(packed):
    damaged = card("[]").model_copy(update={"cuts_json": packed})
    with pytest.raises(LibraryDamaged, match="impossible card"):
        _ = damaged.cuts


def test_a_card_is_as_long_as_its_span():
    with pytest.raises(ValidationError):
        card("[]").changed(end=12)


@pytest.mark.parametrize("rank", ["", "0", "a0", "A", "a b", "é", "h\n"])
def test_a_rank_is_a_fraction_that_does_not_end_in_nought(rank):
    with pytest.raises(ValidationError):
        Entry(brief_id=ID, rank=rank, kind="hat")


@pytest.mark.parametrize("kind", ["card", "answer"])
def test_the_entry_of_a_card_or_an_answer_names_it(kind):
    with pytest.raises(ValidationError):
        Entry(brief_id=ID, rank="h", kind=kind)


def test_each_kind_of_record_has_its_plural():
    plurals = [record.plural() for record in RECORDS]
    assert plurals[-8:-3] == ["cards", "briefs", "entries", "decisions", "progresses"]
    assert plurals[-3:] == ["originals", "corrections", "tombstones"]


@given(st.binary(min_size=1, max_size=20))
def test_a_kept_file_tells_its_size_without_being_unpacked(content: bytes) -> None:
    kept = original_of(ID, "fences 😀.pdf", content)
    assert (kept.size, kept.content) == (len(content), content)
