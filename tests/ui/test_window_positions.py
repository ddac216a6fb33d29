"""What is stored is what Qt says was selected, whatever stands before it and inside it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoint.core import segmentation
from counterpoint.core.records import Essay
from counterpoint.workspace import library
from tests.library import library as new_library
from tests.ui.conftest import OpenDesk
from tests.ui.desk import Desk

TEXT = (
    "The toll 🚢👨‍👩‍👧‍👦 was sold as a shield 👍🏽 and a flag 🇫🇷 of its own.\n"
    "A cafe\u0301 owner said nai\u0308ve things; e\u0323\u0301 too.\n\n"
    "قال التاجر إن السفن 123 لن تعود ships إلى الميناء.\n"
    "הספינות לא ישובו 🚢 לנמל לפני הקיץ.\n"
    "商人说，船只在夏天之前𠀀不会回到港口。自力更生！\n\n"
    "Those who cannot sell learn to smuggle."
)

CASES = {
    "an emoji before": "was sold",
    "a family, its joiners inside": "🚢👨‍👩‍👧‍👦 was",
    "a family alone": "👨‍👩‍👧‍👦",
    "a tone of skin and a flag": "👍🏽 and a flag 🇫🇷",
    "an accent inside": "cafe\u0301 owner",
    "accents before and inside": "ve things; e\u0323\u0301 too",
    "Arabic": "السفن",
    "Arabic with figures and Latin": "السفن 123 لن تعود ships",
    "Hebrew with an emoji": "ישובו 🚢 לנמל",
    "Chinese": "船只在夏天",
    "Chinese beyond the first plane": "之前𠀀不会",
    "after them all": "learn to smuggle",
    "over lines": "of its own.\nA cafe\u0301",
    "over a blank line, two directions": "لميناء.\nהספינות לא",
}


@pytest.fixture
def desk(open_desk: OpenDesk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The window on an essay in many scripts."""
    ws = new_library(tmp_path_factory.mktemp("scripts"))
    library.add_essays(ws, [Essay(title="Scripts", text=TEXT)])
    ws.close()
    return open_desk(ws.path)


@pytest.mark.parametrize("quote", CASES.values(), ids=CASES.keys())
def test_the_quote_is_what_was_selected(desk: Desk, quote: str) -> None:
    chosen = desk.select(quote)
    desk.press("2")
    (stored,) = desk.passages()
    assert stored.quote == chosen == quote
    assert stored.quote == TEXT[stored.start : stored.end]
    assert TEXT[: stored.start].endswith(stored.prefix)
    assert TEXT[stored.end :].startswith(stored.suffix)


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        ("👨‍👩‍👧‍👦", TEXT.split("\n")[0]),
        ("owner", TEXT.split("\n")[1]),
        ("السفن", TEXT.split("\n")[3]),
        ("לנמל", TEXT.split("\n")[4]),
        ("夏天", "商人说，船只在夏天之前𠀀不会回到港口。"),
        ("自力", "自力更生！"),
    ],
)
def test_the_sentence_under_the_caret(desk: Desk, inside: str, sentence: str) -> None:
    desk.caret_to(inside)
    desk.press("3")
    assert desk.tags() == [("rhetoric", sentence)]


LETTERS = st.sampled_from(
    [*"ab .,\n", "e\u0301", "😀", "👨‍👩‍👧", "🇫🇷", "سلام", "ס", "ש", "自", "力。", "𠀀", "“", "12"]
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(LETTERS, min_size=3, max_size=30).map("".join).filter(lambda text: text.strip() != ""),
    st.integers(0, 60),
    st.lists(st.sampled_from(["Right", "Left", "Ctrl+Right", "Ctrl+Left", "Down"]), max_size=4),
    st.lists(
        st.sampled_from(["Shift+Right", "Shift+Left", "Ctrl+Shift+Right", "Shift+End", "Shift+Down"]),
        min_size=1,
        max_size=6,
    ),
)
def test_any_keys_in_any_text(
    desk: Desk,
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    place: int,
    moves: list[str],
    selecting: list[str],
) -> None:
    ws = new_library(tmp_path_factory.mktemp("any"))
    library.add_essays(ws, [Essay(title="Any", text=text)])
    desk.session.enter(ws)
    reader = desk.window.reader
    at, _ = segmentation.grapheme_bounds(text, min(place, len(text)), min(place, len(text)))
    reader.select_span(at, at)
    desk.press(*moves)
    desk.press(*selecting)
    chosen = reader.textCursor().selectedText().replace("\u2029", "\n").strip()
    if chosen:
        desk.press("1")
        assert desk.tags() == [("claim", chosen)]
