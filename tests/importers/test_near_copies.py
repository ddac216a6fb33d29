"""Tags made on a slightly different copy of an essay come to the copy that is there."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from counterpoint.core.records import Essay, Passage
from counterpoint.workspace import library, tagging, transfer
from counterpoint.workspace.workspace import Workspace
from tests.exchange import import_annotations
from tests.library import TEXT
from tests.library import library as new_library

OTHER = "By a reader of ours.\n" + TEXT.replace("“We adapt.”", '"We adapt."').replace(
    "old phrase", "very old phrase"
)
"""A byline more at the head, other quotation marks, a word more."""
WORDS = ("Fences 😀 teach climbers.", "قال التاجر إن الأسعار ارتفعت.", "自力更生", "Who pays? We do.")


Tagged = Callable[[Path, str, tuple[str, ...]], Workspace]


def tagged_library(folder: Path, text: str, words: tuple[str, ...]) -> Workspace:
    """Another library in which Ben has tagged these words of its copy."""
    folder.mkdir()
    ws = new_library(folder)
    library.choose_annotator(ws, library.add_annotator(ws, "Ben"))
    essay = Essay(title="Fences", text=text)
    library.add_essays(ws, [essay])
    for each in words:
        at = text.index(each)
        tagging.tag_span(ws, essay, at, at + len(each), "claim")
    return ws


@pytest.fixture
def tagged() -> Iterator[Tagged]:
    """Makes such libraries, and closes them in the end."""
    with ExitStack() as opened:

        def made(folder: Path, text: str, words: tuple[str, ...]) -> Workspace:
            ws = tagged_library(folder, text, words)
            opened.callback(ws.close)
            return ws

        yield made


@pytest.fixture
def mine(tmp_path: Path, tagged: Tagged) -> Workspace:
    return tagged(tmp_path / "mine", TEXT, ())


def test_its_passages_come_to_the_text_that_is_there(tmp_path: Path, mine: Workspace, tagged: Tagged) -> None:
    theirs = tagged(tmp_path / "theirs", OTHER, (*WORDS, "By a reader of ours."))
    data = transfer.export_webannotation(theirs, None).encode()
    told = import_annotations(mine, data, "ben.jsonld")
    (essay,) = mine.store.find(Essay)
    assert essay.text == TEXT
    found = sorted(mine.store.find(Passage), key=lambda each: each.start)
    assert [each.quote for each in found] == list(WORDS)
    assert all(TEXT[each.start : each.end] == each.quote for each in found)
    assert {each.status for each in found} == {
        "moved"
    }  # all stand elsewhere, so each awaits its confirmation
    assert any("confirm" in each for each in told.problems)
    assert any(each.startswith("By a reader of ours.: its words are not found") for each in told.problems)
    again = import_annotations(mine, data, "ben.jsonld")
    assert (again.added, again.changed) == (0, 0)
    mine.undo()
    assert mine.store.find(Passage) == []


def test_what_stands_just_where_it_stood_needs_no_confirmation(
    tmp_path: Path, mine: Workspace, tagged: Tagged
) -> None:
    theirs = tagged(tmp_path / "theirs", TEXT + "\nA last word.", WORDS)
    import_annotations(mine, transfer.export_webannotation(theirs, None).encode(), "ben.jsonld")
    assert [each.status for each in mine.store.find(Passage)] == [""] * len(WORDS)
    assert len(mine.store.find(Essay)) == 1


def test_whoever_has_both_copies_keeps_them_apart(tmp_path: Path, mine: Workspace, tagged: Tagged) -> None:
    theirs = tagged(tmp_path / "theirs", OTHER, WORDS)
    library.add_essays(theirs, [Essay(title="Fences", text=TEXT)])
    import_annotations(mine, transfer.export_webannotation(theirs, None).encode(), "ben.jsonld")
    assert sorted(each.text for each in mine.store.find(Essay)) == sorted([TEXT, OTHER])


def test_another_text_is_another_essay(tmp_path: Path, mine: Workspace, tagged: Tagged) -> None:
    theirs = tagged(
        tmp_path / "theirs", "Tariffs are taxes. 商人说，船只不会回到港口。 " * 3, ("Tariffs are taxes.",)
    )
    import_annotations(mine, transfer.export_webannotation(theirs, None).encode(), "ben.jsonld")
    assert len(mine.store.find(Essay)) == 2
