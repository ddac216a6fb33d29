"""Direction marks are found where they stand, and overrides end where the rules end them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.citation import propose
from counterpoint.core.direction import CONTROLS, MEANINGS, in_order, overridden, signs, without_signs

LRE, RLO, LRO, PDF = "\u202a", "\u202e", "\u202d", "\u202c"
RLI, FSI, PDI = "\u2067", "\u2068", "\u2069"

TEXTS = st.text(st.sampled_from([*CONTROLS, "a", "م", "中", "😀", "e", "\u0301", "\n", " "]))


def tinted(text: str) -> list[str]:
    return [text[start:end] for start, end in overridden(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain مرحبا 中文 😀", []),
        (f"a{RLO}gnp.😀{PDF}b", ["gnp.😀"]),
        (f"a{RLO}to its end\nnot here", ["to its end"]),
        (f"{RLI}a{RLO}b{PDI}c{PDF}", ["b"]),
        (f"{RLO}a{LRE}b{PDF}c{PDF}d", [f"a{LRE}b{PDF}c"]),
        (f"{RLO}a{FSI}b{PDF}c{PDI}d{PDF}e", [f"a{FSI}b{PDF}c{PDI}d"]),
        (f"{PDI}{PDF}a{LRO}b{PDI}c", [f"b{PDI}c"]),
        (f"{RLO}{PDF}", []),
        (f"{RLO}a{LRO}b{PDF}{PDF}c", [f"a{LRO}b{PDF}"]),
    ],
)
def test_an_override_ends_where_the_rules_end_it(text: str, expected: list[str]) -> None:
    assert tinted(text) == expected


@given(TEXTS)
def test_marks_and_stretches_are_in_the_text_and_apart(text: str) -> None:
    assert all(CONTROLS[text[sign.at]] == sign.name and sign.name in MEANINGS for sign in signs(text))
    assert without_signs(text) == "".join(each for each in text if each not in CONTROLS)
    assert not signs(without_signs(text))
    stretches = overridden(text)
    assert all(0 <= start < end <= len(text) and "\n" not in text[start:end] for start, end in stretches)
    assert all(one[1] < other[0] for one, other in pairwise(stretches))
    assert bool(stretches) <= (RLO in text or LRO in text)


def test_a_line_full_of_marks_takes_no_long_time() -> None:
    assert overridden(f"{RLO}" * 10_000 + f"{PDI}" * 10_000)
    assert overridden(f"{RLI}{RLO}x" * 10_000 + f"{PDI}" * 10_000)


def test_a_proposed_title_cannot_be_turned_about() -> None:
    assert propose(f"Invoice {RLO}fdp{PDF} 😀\n\nWords.").title == "Invoice fdp 😀"


@given(TEXTS)
def test_shown_on_its_own_a_text_has_no_mark_that_turns_it(text: str) -> None:
    shown = in_order(text)
    assert {sign.name for sign in signs(shown)} <= {"ALM", "LRM", "RLM"}
    assert in_order(shown) == shown
    assert in_order(without_signs(text)) == without_signs(text)


def test_turning_marks_are_written_out() -> None:
    assert in_order(f"{RLO}txt.doc{PDF} 😀 قال\u200f 自力") == "[RLO]txt.doc[PDF] 😀 قال\u200f 自力"
