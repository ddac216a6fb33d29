"""Code points and UTF-16 units, both ways."""

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.ui.offsets import OffsetMap

TEXTS = st.text(st.sampled_from("aé\u0301🚢👩\u200d中שع𝒜 \n"), max_size=60)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_each_offset_goes_there_and_back(text: str) -> None:
    offsets = OffsetMap(text)
    for position in range(len(text) + 1):
        there = offsets.to_qt(position)
        assert there == units(text[:position])
        assert offsets.to_text(there) == position
    assert offsets.qt_length == units(text)


@given(TEXTS)
def test_between_surrogates_is_the_character(text: str) -> None:
    offsets = OffsetMap(text)
    for position, character in enumerate(text):
        if units(character) == 2:
            assert offsets.to_text(offsets.to_qt(position) + 1) == position
