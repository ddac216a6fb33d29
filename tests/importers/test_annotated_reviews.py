"""Decisions and progress in Web Annotation files: what cannot be is named, the rest is taken."""

import json
from typing import Any

import pytest

from counterpoint.core.bundle import Bundle
from counterpoint.core.merge import merge
from counterpoint.core.records import Annotator, Essay
from counterpoint.exporters.webannotation import write
from counterpoint.importers.webannotation import read
from tests.library import TEXT, decision_of, passage_of, progress_of

ESSAY = Essay(id=f"{1:032x}", title="Fences", text=TEXT)
OTHER = Essay(id=f"{2:032x}", title="Something else", text="Tea. 贸易")
HIDDEN = '[[0, 5, "claim", "\\u%s"]]'


def reviewed() -> dict[str, Any]:
    """A file with a decision on a passage of an essay, and how far somebody read that."""
    ada = Annotator(name="Ada")
    claim = passage_of(ESSAY, ada, 0, 7)
    records = ada, ESSAY, claim, decision_of(claim, 0, 25, "Whole. 😀"), progress_of(ESSAY, ada, 40)
    document: dict[str, Any] = json.loads(write(Bundle.of(records)))
    return document


@pytest.mark.parametrize(
    ("listed", "term", "value", "said"),
    [
        ("decisions", "essay_id", "f" * 8, "its essay is neither in the file nor in the library"),
        ("decisions", "essay_id", OTHER.id, "what it agrees on stands outside its essay"),
        (
            "decisions",
            "agreed_json",
            '[[0, 9999, "claim", ""]]',
            "what it agrees on stands outside its essay",
        ),
        ("decisions", "agreed_json", "[]", "what it says cannot be"),
        ("decisions", "ruling", "reject", "what it says cannot be"),
        ("decisions", "ruling", "perhaps", "its ruling is missing or wrong"),
        ("decisions", "about", "people", "its about is missing or wrong"),
        ("decisions", "members", "", "its members is missing or wrong"),
        ("decisions", "members", "  ", "what it says cannot be"),
        ("decisions", "members", "all of them", "what it is about cannot be"),
        ("decisions", "accepted", ESSAY.id, "what it says cannot be"),
        ("decisions", "reason", "x" * 2_001, "its reason is missing or wrong"),
        ("decisions", "rule", "x" * 61, "its rule is missing or wrong"),
        ("decisions", "created", "yesterday", "its time of creation cannot be read"),
        *(
            ("decisions", "agreed_json", agreed, "its agreed_json is missing or wrong")
            for agreed in (
                "",
                "no",
                "{}",
                "3",
                "null",
                "[3]",
                "[[]]",
                "[[1, 2]]",
                '[[1, 2, "claim"]]',
                '[[2, 2, "claim", ""]]',
                '[[-1, 2, "claim", ""]]',
                '[[1, 2, "poem", ""]]',
                '[[1, 2, [], ""]]',
                '[[1, 2, "claim", null]]',
                '[[1.0, 2, "claim", ""]]',
                '[[false, 2, "claim", ""]]',
                '[[1, NaN, "claim", ""]]',
                '[["1", "2", "claim", ""]]',
                '[[1, 2, "claim", "%s"]]' % ("x" * 61),
                HIDDEN % "d800",
                HIDDEN % "0000",
                '["abcd"]',
                "[" * 100_000,
                "[[1, " + "9" * 5_000 + ', "claim", ""]]',
                '{"start": 1}',
            )
        ),
        ("progresses", "essay_id", "f" * 8, "its essay is neither in the file nor in the library"),
        ("progresses", "essay_id", OTHER.id, "its essay is not that long"),
        ("progresses", "upto", len(TEXT) + 1, "its essay is not that long"),
        ("progresses", "upto", -1, "its upto is missing or wrong"),
        ("progresses", "upto", 3.0, "its upto is missing or wrong"),
        ("progresses", "upto", 2**60, "a number in it is too large"),
        ("progresses", "annotator_id", "somebody", "its id is not that of its essay and annotator"),
    ],
)
def test_a_decision_or_progress_that_cannot_be_is_named_and_the_rest_is_taken(
    listed: str, term: str, value: object, said: str
) -> None:
    document = reviewed()
    assert read(json.dumps(document).encode()).unplaced == ()
    document[f"counterpoint:{listed}"][-1][f"counterpoint:{term}"] = value
    incoming = read(json.dumps(document).encode(), [OTHER])
    assert [unplaced.why for unplaced in incoming.unplaced] == [said]
    assert all(len(unplaced.what) < 80 for unplaced in incoming.unplaced)
    assert len(incoming.bundle) == 4
    assert not getattr(incoming.bundle, listed)
    merge(Bundle(), incoming.bundle)


def test_what_was_decided_on_an_essay_of_the_library_is_taken_without_the_essay() -> None:
    ada = Annotator(name="Ada")
    ruled, far = decision_of(passage_of(ESSAY, ada, 0, 7), 0, 5), progress_of(ESSAY, ada, 9)
    bundle = read(write(Bundle.of([ruled, far])).encode(), [ESSAY]).bundle
    assert (bundle.decisions, bundle.progresses) == ((ruled,), (far,))
    assert len(read(write(Bundle.of([ruled, far])).encode(), []).bundle) == 0


def test_a_file_from_before_there_were_reviews_is_read() -> None:
    document = reviewed()
    for name in ("decisions", "progresses"):
        del document[f"counterpoint:{name}"]
    incoming = read(json.dumps(document).encode())
    assert incoming.unplaced == ()
    assert len(incoming.bundle) == 3


@pytest.mark.parametrize("nonsense", [7, "x", None, [None], [[]], {"id": 3}, [{"id": "x"}]])
def test_lists_that_are_nonsense_are_named(nonsense: object) -> None:
    document = reviewed() | dict.fromkeys(("counterpoint:decisions", "counterpoint:progresses"), nonsense)
    bundle = read(json.dumps(document).encode()).bundle
    assert not bundle.decisions
    assert not bundle.progresses
