"""Plain text files, pasted text and files by their suffix."""

from pathlib import Path
from time import perf_counter

import pytest

from counterpoint.core.errors import BadInput
from counterpoint.importers.apart import read_bytes_of
from counterpoint.importers.draft import Draft, to_essay
from counterpoint.importers.formats import SUFFIXES
from counterpoint.importers.plain import unwrapped
from counterpoint.importers.readers import read_bytes, read_pasted

WRAPPED = """\
The duty on steel was meant to bring back work to the towns that had lost
it, and for a year it seemed to do so. Then the price of everything that
is made of steel went up, 中文 and the firms that buy steel, which are
forty times as many as those that make it, began to dismiss people.

Nobody had asked them. A tariff is a tax on those who buy, e\u0301, and those
who buy do not sit in the rooms where tariffs are made. The second year
was worse than the first one.

1. Steel
2. Cars and what belongs to them
"""


def test_a_text_is_kept_as_it_stands() -> None:
    raw = "The Bill\r\nBy Ada Okoro\r\n\r\n  Steel is dear 👩\u200d👧.\r\n\r\n\r\nمرحبا\r\n"
    draft = read_bytes(raw.encode(), "bill.txt")
    assert draft.text == "The Bill\nBy Ada Okoro\n\n  Steel is dear 👩\u200d👧.\n\n\nمرحبا"
    assert (draft.citation.title, draft.citation.author) == ("The Bill", "Ada Okoro")
    assert (draft.source, draft.encoding, draft.words) == ("bill.txt", "utf-8", 9)


def test_hard_wrapped_lines_are_joined_without_growing() -> None:
    text = unwrapped(WRAPPED)
    assert len(text) == len(WRAPPED)
    assert text.split("\n") == [
        WRAPPED.split("\n\n")[0].replace("\n", " "),
        "",
        WRAPPED.split("\n\n")[1].replace("\n", " "),
        "",
        "1. Steel",
        "2. Cars and what belongs to them",
        "",
    ]
    assert unwrapped(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Shall I compare thee to a tax on steel?\nThou art more dear and less desirable:\n" * 6,
        "- steel for cars\n- cars for steel\n- both for neither of the two\n" * 5,
        "Ada Okoro\n12 Steel Street\nPittsburgh\nPennsylvania\nUnited States of America, North America\n\n"
        * 4,
        "One long line that was never broken by anybody at all, as it should be.\n\n" * 9,
        "关税提高了价格，企业受到影响，关税提高了价格，企业受到影响，关税提高了价格，企业受到影响，关税\n"
        * 9,
        "",
    ],
)
def test_lines_that_were_meant_are_left_alone(text: str) -> None:
    assert unwrapped(text) == text


def test_headings_and_front_matter() -> None:
    long = "Tariffs raised the price of steel for every firm that buys it. " * 3
    raw = f"---\ntitle: The Bill\nside: con\n---\n{long}\n1. Costs\n{long}\n2. Friends\n{long}"
    draft = read_bytes(raw.encode("utf-16"), "x.TXT")
    assert [draft.text[start:end] for start, end, _ in draft.headings] == ["1. Costs", "2. Friends"]
    essay = to_essay(draft)
    assert (essay.title, essay.side, essay.source, essay.words) == ("The Bill", "con", "x.TXT", draft.words)
    assert essay.headings == draft.headings
    assert essay.text == draft.text


def read_file(path: Path) -> Draft:
    return read_bytes(read_bytes_of(path), path.name)


def test_files_are_read_by_their_suffix(tmp_path: Path) -> None:
    for name, text in [
        ("a.txt", "*Steel*"),
        ("a.MD", "Steel"),
        ("a.markdown", "Steel"),
        ("a.log", "*Steel*"),
    ]:
        path = tmp_path / name
        path.write_text("*Steel*", encoding="utf-8")
        assert read_file(path).text == text
    assert {".txt", ".md"} <= set(SUFFIXES)


def test_files_that_cannot_be_read_say_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no file"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(BadInput, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(BadInput):
        read_file(Path("a\0b.txt"))
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(BadInput, match="is empty"):
        read_file(empty)
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(BadInput, match="over 20 MB"):
        read_file(large)
    empty.write_text(" \n\ufeff\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"empty\.txt.* has no text"):
        read_file(empty)


def test_pasted_text() -> None:
    draft = read_pasted("The Bill\u2028By Ada Okoro\n\nSteel *is* dear \ud800👧.")
    assert draft.text == "The Bill\nBy Ada Okoro\n\nSteel *is* dear 👧."
    assert (draft.source, draft.citation.author) == ("", "Ada Okoro")
    assert read_pasted("# The Bill\n\nSteel *is* dear.").text == "The Bill\nSteel is dear."
    with pytest.raises(BadInput, match="pasted"):
        read_pasted(" \n\t")
    with pytest.raises(BadInput, match="over 20 MB"):
        read_pasted("中" * 7_000_000)


@pytest.mark.parametrize("piece", ["🇫", "\u0301", "क्", "! ", ".\"' ", "\n", "1. a\n", "By A, ", "---\na "])
def test_strange_files_do_not_take_long(piece: str) -> None:
    begun = perf_counter()
    read_bytes(f"Steel {piece * 100_000}end".encode(), "a.txt")
    read_bytes(f"{piece * 100_000}end".encode(), "a.txt")
    assert perf_counter() - begun < 5
