"""Cards and briefs in Web Annotation files: what cannot be is named, the rest is taken."""

import json
from typing import Any

import pytest

from counterpoint.core.bundle import Bundle
from counterpoint.core.merge import merge
from counterpoint.core.records import Annotator, Counterargument, Essay
from counterpoint.exporters.webannotation import write
from counterpoint.importers.webannotation import read
from tests.library import TEXT, brief_of, card_of, passage_of

ESSAY = Essay(id=f"{1:032x}", title="Fences", text=TEXT)
OTHER = Essay(
    id=f"{2:032x}", title="Something else", text="Quite another text about the price of tea in the port."
)


def briefed() -> dict[str, Any]:
    """A file with a card of an essay, and a brief that shows it."""
    ada = Annotator(name="Ada")
    claim, evidence = passage_of(ESSAY, ada, 0, 7), passage_of(ESSAY, ada, 30, 60, "evidence")
    written = Counterargument(annotator_id=ada.id, heading="AT: 贸易")
    records = brief_of(ESSAY, claim, written, evidence)
    document: dict[str, Any] = json.loads(write(Bundle.of([ada, ESSAY, claim, evidence, written, *records])))
    return document


@pytest.mark.parametrize(
    ("listed", "term", "value", "said"),
    [
        ("cards", "quote", "x" * TEXT.index("\n"), "its essay does not say what it quotes"),
        ("cards", "essay_id", OTHER.id, "its essay does not say what it quotes"),
        ("cards", "essay_id", "f" * 8, "its essay is neither in the file nor in the library"),
        ("cards", "end", 65, "what it says cannot be"),
        ("cards", "start", -1, "its start is missing or wrong"),
        ("cards", "tag", "x" * 1_001, "its tag is missing or wrong"),
        ("cards", "cuts_json", '[[0, 999, "underline"]]', "what it says cannot be"),
        ("cards", "cuts_json", '[[3, 3, "underline"]]', "what it says cannot be"),
        *(
            ("cards", "cuts_json", cuts, "its cuts_json is missing or wrong")
            for cuts in (
                "",
                "no",
                "{}",
                "3",
                "null",
                "[3]",
                "[[]]",
                "[[1]]",
                '[[1, 2, "bold"]]',
                '[[1, 2, "yellow", 4]]',
                '[[1.0, 2, "yellow"]]',
                '[[true, 2, "yellow"]]',
                '[["1", "2", "yellow"]]',
                "[[1, 2, []]]",
                '[[1, NaN, "yellow"]]',
                '["abc"]',
                '{"start": 1}',
                "[" * 100_000,
                "[[1, " + "9" * 5_000 + ', "yellow"]]',
                ["1"],
            )
        ),
        ("briefs", "title", "", "its title is missing or wrong"),
        ("briefs", "title", "x" * 301, "its title is missing or wrong"),
        ("briefs", "side", "left", "its side is missing or wrong"),
        ("briefs", "only", "claims jokes", "it does not say what it is built for"),
        ("briefs", "speech", "x" * 2_000, "it does not say what it is built for"),
        ("briefs", "essay_ids", "all", "the essays it names cannot be"),
        ("briefs", "created", "yesterday", "its time of creation cannot be read"),
        ("entries", "kind", "poem", "its kind is missing or wrong"),
        ("entries", "rank", "", "its rank is missing or wrong"),
        ("entries", "rank", "自", "its rank is missing or wrong"),
        ("entries", "rank", "z" * 2_000, "its place is too long"),
        ("entries", "text", "x" * 1_001, "its text is missing or wrong"),
        ("entries", "card_id", 7, "its card_id is missing or wrong"),
    ],
)
def test_a_card_or_brief_that_cannot_be_is_named_and_the_rest_is_taken(
    listed: str, term: str, value: object, said: str
) -> None:
    document = briefed()
    assert read(json.dumps(document).encode()).unplaced == ()
    document[f"counterpoint:{listed}"][-1][f"counterpoint:{term}"] = value
    incoming = read(json.dumps(document).encode(), [OTHER])
    assert [unplaced.why for unplaced in incoming.unplaced] == [said]
    assert all(len(unplaced.what) < 80 for unplaced in incoming.unplaced)
    assert len(getattr(incoming.bundle, listed)) == len(document[f"counterpoint:{listed}"]) - 1
    merge(Bundle(), incoming.bundle)


@pytest.mark.parametrize(("kind", "field"), [("card", "card_id"), ("answer", "counterargument_id")])
def test_an_entry_that_shows_nothing_is_named(kind: str, field: str) -> None:
    document = briefed()
    (entry,) = (each for each in document["counterpoint:entries"] if each["counterpoint:kind"] == kind)
    del entry[f"counterpoint:{field}"]
    assert [each.why for each in read(json.dumps(document).encode()).unplaced] == ["what it says cannot be"]


def test_an_entry_under_itself_is_named() -> None:
    document = briefed()
    entry = document["counterpoint:entries"][0]
    entry["counterpoint:parent_id"] = entry["id"].removeprefix("urn:uuid:")
    assert [each.why for each in read(json.dumps(document).encode()).unplaced] == ["what it says cannot be"]


def test_a_card_stands_in_the_essay_of_its_passage() -> None:
    ada, again = Annotator(name="Ada"), Essay(title="Again", text=TEXT + " More.")
    passage = passage_of(ESSAY, ada, 30, 60)
    card = card_of(ESSAY, passage).model_copy(update={"essay_id": again.id})
    incoming = read(write(Bundle.of([ada, ESSAY, again, passage, card])).encode())
    assert [each.why for each in incoming.unplaced] == ["its passage stands in another essay"]
    assert incoming.bundle.passages == (passage,)


def test_a_card_of_an_essay_of_the_library_is_taken_without_the_essay() -> None:
    ada = Annotator(name="Ada")
    card = card_of(ESSAY, passage_of(ESSAY, ada, 0, 7))
    assert read(write(Bundle.of([card])).encode(), [ESSAY]).bundle.cards == (card,)
    assert read(write(Bundle.of([card])).encode(), []).bundle.cards == ()


def test_a_file_from_before_there_were_briefs_is_read() -> None:
    document = briefed()
    for name in ("cards", "briefs", "entries"):
        del document[f"counterpoint:{name}"]
    incoming = read(json.dumps(document).encode())
    assert incoming.unplaced == ()
    assert len(incoming.bundle.passages) == 2


@pytest.mark.parametrize("nonsense", [7, "x", None, [None], [[]], {"id": 3}, [{"id": "x"}]])
def test_lists_that_are_nonsense_are_named(nonsense: object) -> None:
    document = briefed()
    document |= dict.fromkeys(("counterpoint:cards", "counterpoint:briefs", "counterpoint:entries"), nonsense)
    bundle = read(json.dumps(document).encode()).bundle
    assert not any((bundle.cards, bundle.briefs, bundle.entries))
