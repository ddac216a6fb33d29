"""Lines for people: nothing in them steers a terminal, columns line up, ids are short but name one thing."""

import unicodedata
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.cli.output import one_line, short_ids, table


@given(st.text(), st.integers(1, 200))
def test_a_line_is_one_line_without_controls(words: str, length: int) -> None:
    line = one_line(words, length)
    assert len(line) <= length
    assert not [each for each in line if unicodedata.category(each) in ("Cc", "Zl", "Zp")]


def test_a_line_keeps_what_people_write() -> None:
    assert one_line("a\tb\n\x1b[2Jcafe\u0301 قال 自 👩‍👩‍👧") == "a b [2Jcafe\u0301 قال 自 👩‍👩‍👧"


@given(st.lists(st.uuids().map(str)))
def test_a_short_id_names_one_thing(ids: list[str]) -> None:
    short = short_ids(ids)
    assert set(short) == set(ids)
    assert len(set(short.values())) == len(set(ids))
    assert all(each.startswith(start) and len(start) >= 8 for each, start in short.items())


def test_short_ids_grow_until_they_differ() -> None:
    ids = [str(UUID(int=number)) for number in (1, 2)]
    assert short_ids(ids) == {each: each for each in ids}
    assert short_ids(ids[:1]) == {ids[0]: "00000000"}
    assert short_ids([]) == {}


def test_columns_line_up() -> None:
    assert table([("a", 7, "x"), ("bcd", 1234, "")]) == ["a        7  x", "bcd  1,234"]
    assert table([]) == []
