"""What to mend in a brief: each thing is found where it is, and nothing in a clean one."""

import pytest

from counterpoint.core.brief_findings import GRADES, Finding, findings
from counterpoint.core.records import Entry, Essay
from tests.core.pages import Page
from tests.library import TEXT

CITED = {
    "author": "Zoë Okafor",
    "qualifications": "trade economist",
    "publication": "Policy Notes",
    "published": "2025-03-04",
    "url": "https://example.org/fences",
    "accessed": "2026-11-20",
}
TAG = "Prices rise for all 自力"


def a_page(speech: str = "", **missing: str) -> tuple[Page, Entry]:
    """A clean brief: one contention with one good card, one answer with one."""
    page = Page(speech=speech)
    page.essay = Essay.model_validate({"title": "Fences 😀", "text": TEXT} | CITED | missing)
    block = page.put("contention", "Prices rise", page.put("hat", "Ours", page.put("pocket", "Negative")))
    page.card(TAG, block)
    return page, block


def found(page: Page) -> list[Finding]:
    return list(findings(page.contents, page.written))


def only(page: Page) -> Finding:
    (finding,) = found(page)
    assert finding.text.endswith(".")
    assert "\n" not in finding.text
    return finding


def test_nothing_in_a_clean_brief():
    page, _block = a_page("Policy 2NR")
    front = page.put("frontline", "Fences", page.entries[1])
    answer = page.answer("It is not so", front)
    page.card("Fences teach climbers قال", answer, "Fences", "Fences 😀 teach")
    assert found(page) == []
    assert found(Page()) == []


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("author", "no author"),
        ("qualifications", "no qualifications"),
        ("published", "no date"),
        ("url", "no URL"),
        ("accessed", "no accessed date"),
    ],
)
def test_what_a_cite_misses(field, words):
    page, block = a_page(**{field: " "})
    page.card("A second card of it", block, "percent", "percent in")
    finding = only(page)
    assert finding == ("warning", "Cite", f"Fences 😀: {words}.", page.entries[3].id, field)


def test_all_that_a_cite_misses_is_told_at_once():
    page, _ = a_page(**dict.fromkeys(CITED, ""))
    finding = only(page)
    assert finding.field == "author"
    assert finding.text == "Fences 😀: no author, no qualifications, no date, no URL, no accessed date."


@pytest.mark.parametrize("tag", ["Prices rise now", "", "自力更", "حجج التاجر"])
def test_tag_of_three_words_or_fewer(tag):
    page, block = a_page()
    here = page.card(tag, block, "percent", "percent in")
    finding = only(page)
    assert (finding.grade, finding.title, finding.entry_id) == ("warning", "Tag", here.id)


def test_card_with_nothing_underlined_or_highlighted():
    page, block = a_page()
    here = page.card("A second card of it", block, "percent", "")
    card = page.cards[here.card_id or ""]
    page.cards[card.id] = card.changed(cuts_json="[]")
    finding = only(page)
    assert (finding.grade, finding.title, finding.entry_id) == ("warning", "Uncut", here.id)


def test_card_with_nothing_to_read_and_card_with_no_underline():
    page, block = a_page()
    unlit = page.card("A second card of it", block, "percent", "")
    finding = only(page)
    assert (finding.grade, finding.title, finding.entry_id) == ("hint", "Highlight", unlit.id)
    assert "A second card of it" in finding.text
    card = page.cards[unlit.card_id or ""]
    start = TEXT.index("percent")
    page.cards[card.id] = card.changed(cuts_json=f'[[{start}, {start + 10}, "cyan"]]')
    assert (only(page).title, only(page).entry_id) == ("Underline", unlit.id)


def test_what_is_left_out_counts_for_nothing():
    page, block = a_page()
    here = page.card("A second card of it", block, "percent", "percent in")
    card = page.cards[here.card_id or ""]
    start = TEXT.index("percent")
    page.cards[card.id] = card.changed(
        cuts_json=f'[[{start}, {start + 10}, "underline"], [{start}, {start + 10}, "green"],'
        f' [{start}, {start + 10}, "omitted"]]'
    )
    assert only(page).title == "Uncut"


def test_highlighted_words_that_quote_nothing_contiguous():
    page, block = a_page()
    here = page.card("A second card of it", block, "percent", "Prices|by|percent")
    finding = only(page)
    assert (finding.grade, finding.title, finding.entry_id) == ("hint", "Highlight", here.id)
    assert "nothing that stands together" in finding.text


def test_quote_that_no_longer_stands_in_its_essay():
    page, block = a_page()
    here = page.card("A second card of it", block, "percent", "percent in")
    page.fallen = frozenset({here.card_id or ""})
    finding = only(page)
    assert (finding.grade, finding.title, finding.entry_id) == ("error", "Quote", here.id)


def test_same_passage_twice():
    page, _block = a_page()
    other = page.put("block", "More", page.entries[1])
    again = page.card("A second card of it", other)
    finding = only(page)
    assert (finding.grade, finding.title, finding.entry_id) == ("hint", "Twice", again.id)
    assert "“Contention 1: Prices rise”" in finding.text


def test_same_passage_twice_in_one_block():
    page, block = a_page()
    again = page.card("A second card of it", block)
    assert (only(page).title, only(page).entry_id) == ("Twice", again.id)


def test_answer_with_no_evidence_and_contention_with_none():
    page, _ = a_page()
    answer = page.answer("It is not so", page.put("frontline", "F"))
    finding = only(page)
    assert (finding.grade, finding.title, finding.entry_id) == ("warning", "No evidence", answer.id)
    empty = page.put("contention", "Empty", page.entries[1])
    assert {each.entry_id for each in found(page)} == {answer.id, empty.id}


def test_block_and_brief_over_their_time():
    page, _block = a_page("Policy 2NR")
    long = page.put("frontline", "Long", page.entries[1])
    page.put("analytic", "word " * 60, long)
    for _ in range(5):
        page.put("analytic", "word " * 190, long)
    whole, part = found(page)
    assert whole == ("error", "Over time", "2NR is 0:06 too long.", "", "")
    assert part.entry_id == long.id
    assert part.text == "“AT: Long” alone is 0:03 longer than the 2NR."


def test_a_little_over_is_told_as_a_second():
    page, block = a_page("Policy 2NR")
    for _ in range(5):
        page.put("analytic", "word " * 198, block)
    page.put("analytic", "word " * 4, block)
    assert page.document.seconds == pytest.approx(300.6)
    assert found(page)[0].text == "2NR is 0:01 too long."
    page.entries.pop()
    page.put("analytic", "word " * 3, block)
    assert page.document.seconds == pytest.approx(300.3)
    assert found(page)[0].text == "2NR is 0:01 too long."


def test_gravest_first_then_in_reading_order():
    page, block = a_page("Public Forum final focus", url="")
    page.card("Short", block, "percent", "")
    page.answer("x", page.put("frontline", "F"))
    page.put("analytic", "word " * 190, block)
    page.put("analytic", "word " * 190, block)
    page.put("analytic", "word " * 190, block)
    listed = found(page)
    assert [each.grade for each in listed] == sorted((each.grade for each in listed), key=GRADES.index)
    order = ["", *(part.entry_id for part in page.document.parts)]
    for grade in GRADES:
        places = [order.index(each.entry_id) for each in listed if each.grade == grade]
        assert places == sorted(places)
    assert {each.grade for each in listed} == set(GRADES)
