"""Searching stays quick and right where a letter stands everywhere."""

from itertools import islice, product

import pytest

from counterpoint.core.records import Essay
from counterpoint.store import fulltext
from counterpoint.workspace.library import add_essays
from counterpoint.workspace.search import search
from tests.library import library

ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """A library in which the letter s begins more of the index than a short word is looked up in."""
    ws = library(tmp_path_factory.mktemp("crowded"))
    pairs = islice(product(ALPHABET, ALPHABET), 150)
    everywhere = " ".join(f"s{one}{two}" for one, two in pairs)
    count = fulltext.POSTINGS // 150 + 10
    texts = [f"{everywhere} 自力更生 😀" for _ in range(count)]
    texts += [f"{everywhere} one quokka", "a quokka by the road", "nobody cafe\u0301"]
    add_essays(ws, [Essay(title=f"Number {at}", text=text) for at, text in enumerate(texts)])
    yield ws, [f"Number {at}" for at in range(count, count + 3)]
    ws.close()


@pytest.mark.parametrize("words", ["s", "s s", "自", "自力", "s 自", "😀"])
def test_what_stands_everywhere_is_found(crowded, words):
    ws, _ = crowded
    hits = search(ws, words)
    assert len(hits) == 20
    assert all("\x02" in hit.snippet for hit in hits)


def test_a_common_letter_beside_a_rare_word_must_occur_too(crowded):
    ws, (both, rare, _) = crowded
    assert [hit.essay_title for hit in search(ws, "s quokka")] == [both]
    assert {hit.essay_title for hit in search(ws, "o quokka")} == {both, rare}
    assert {hit.essay_title for hit in search(ws, "quokka")} == {both, rare}
    assert not search(ws, "s cafe\u0301")
