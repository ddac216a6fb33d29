"""Words are found wherever they stand: parts of them, in any script, whatever the query holds."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoint.core.records import Essay
from counterpoint.workspace import arguments, library, tagging
from counterpoint.workspace.search import Hit, search
from counterpoint.workspace.workspace import Workspace
from tests.library import TEXT, with_essay, words


@pytest.fixture
def ws(tmp_path: Path):
    """An essay with a noted claim, evidence and an answer; two more essays of other words."""
    ws, essay = with_essay(tmp_path)
    claim = tagging.tag_span(ws, essay, 0, 25, "claim")
    tagging.set_note(ws, claim, "Umbrella in the margin 😀")
    evidence = tagging.tag_span(ws, essay, TEXT.index("Prices"), TEXT.index("Who pays"), "evidence")
    arguments.answer(
        ws, "passage", claim.id, "AT: Climbers", "Walls are **zebra** striped.", "turn", [evidence.id]
    )
    library.add_essays(
        ws,
        [
            Essay(
                title="Lanterns",
                author="Noor Haddad",
                text="A harbour at night. 100% of lamps_were lit: a\\b.",
            ),
            Essay(
                title="Harbours", text="Ships and lanterns. " * 3 + "Łódź and İstanbul. Straße. 半导体产业。"
            ),
        ],
    )
    yield ws
    ws.close()


def found(ws: Workspace, query: str, limit: int = 20) -> list[tuple[str, str]]:
    return [(hit.kind, hit.essay_title) for hit in search(ws, query, limit)]


def marked(hit: Hit) -> list[str]:
    """The words that the snippet marks."""
    return [part.split("\x03")[0] for part in hit.snippet.split("\x02")[1:]]


@pytest.mark.parametrize("query", ["climbers", "CLIMBERS", "limber", "cli", "cl", "c", "fences climbers"])
def test_parts_of_words_are_found(ws, query):
    assert ("essay", "Fences") in found(ws, query)
    assert ("passage", "Fences") in found(ws, query)


@pytest.mark.parametrize(
    "query", ["自", "自力", "力更", "自力更", "自力更生", "生", "قال", "الأسعار", "cafe\u0301", "😀"]
)
def test_any_script_is_found(ws, query):
    hits = search(ws, query)
    assert hits
    (essay,) = [hit for hit in hits if hit.kind == "essay"]
    assert essay.essay_title == "Fences"
    assert query in marked(essay)


@pytest.mark.parametrize("query", ["半", "半导", "半导体", "体产业", "产业。", "业。"])
def test_chinese_of_any_length_at_the_end_of_a_text_is_found(ws, query):
    assert found(ws, query) == [("essay", "Harbours")]


@pytest.mark.parametrize("query", ["łódź", "ŁÓDŹ", "straße"])
def test_other_letters_are_found_whatever_their_case(ws, query):
    assert found(ws, query) == [("essay", "Harbours")]


def test_all_words_must_occur_and_quotes_keep_them_together(ws):
    assert ("essay", "Fences") in found(ws, "pays who")
    assert ("essay", "Fences") in found(ws, '"who pays"')
    assert found(ws, '"pays who"') == []
    assert found(ws, "climbers harbour") == []


def test_a_word_in_the_title_counts_more_than_one_in_the_text(ws):
    assert found(ws, "lantern")[0] == ("essay", "Lanterns")
    assert found(ws, "harbour")[0] == ("essay", "Harbours")


def test_an_author_is_found(ws):
    assert found(ws, "haddad") == [("essay", "Lanterns")]


def test_notes_and_answers_are_found_with_the_essay_to_open(ws):
    (note,) = search(ws, "umbrella")
    assert (note.kind, note.essay_title, marked(note)) == ("note", "Fences", ["Umbrella"])
    assert tagging.passage(ws, note.id).note.startswith("Umbrella")
    (answer,) = search(ws, "zebra")
    assert (answer.kind, answer.essay_title) == ("answer", "Fences")
    assert answer.essay_id == note.essay_id
    assert arguments.counterargument(ws, answer.id).heading == "AT: Climbers"


def test_an_answer_to_an_answer_leads_to_the_essay_too(ws):
    (first,) = search(ws, "zebra")
    arguments.answer(ws, "counterargument", first.id, "AT: Stripes", "Quagga, then.", "rebut")
    (second,) = search(ws, "quagga")
    assert (second.kind, second.essay_id) == ("answer", first.essay_id)


def test_a_passage_is_found_by_its_quote(ws):
    passages = [hit for hit in search(ws, "prices rose") if hit.kind == "passage"]
    (passage,) = passages
    assert tagging.passage(ws, passage.id).quote.startswith("Prices rose")
    assert marked(passage) == ["Prices", "rose"]


HOSTILE = [
    '" OR *',
    "OR",
    "AND",
    "NOT climbers",
    "NEAR(fences climbers)",
    "fences*",
    "^fences",
    "title:fences",
    "{title}",
    "-fences",
    "+fences",
    "(",
    ")",
    "'",
    '"',
    '""',
    '"""',
    "; DROP TABLE essay",
    "\\",
    "\0",
    "\x02",
    "?",
    ":t0",
    "%s",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_a_query_is_only_words(ws, query):
    for hit in search(ws, query):
        assert hit.score == hit.score
    assert len(library.essays(ws)) == 3


@pytest.mark.parametrize(
    ("query", "titles"), [("100%", ["Lanterns"]), ("lamps_", ["Lanterns"]), ("%", ["Lanterns"])]
)
def test_signs_that_mean_something_to_sql_stand_for_themselves(ws, query, titles):
    assert [title for _, title in found(ws, query)] == titles
    assert found(ws, "lamps%were") == []
    assert found(ws, "lamp__were") == []
    assert found(ws, "a\\b") == [("essay", "Lanterns")]


@pytest.mark.parametrize("query", ["", "   ", '""', "\0", "\t\n"])
def test_nothing_is_found_for_nothing(ws, query):
    assert search(ws, query) == []


def test_the_best_come_first_and_no_more_than_asked_for(ws):
    library.add_essays(ws, [Essay(title=f"Essay {n}", text="Tin " + "and lead " * n) for n in range(30)])
    hits = search(ws, "tin", 7)
    assert len(hits) == 7
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert hits == search(ws, "tin", 30)[:7]
    assert len({hit.id for hit in search(ws, "tin", 30)}) == 30


def test_what_is_changed_or_removed_is_no_longer_found(ws):
    (note,) = search(ws, "umbrella")
    tagging.set_note(ws, tagging.passage(ws, note.id), "Parasol")
    assert found(ws, "umbrella") == []
    assert found(ws, "parasol") == [("note", "Fences")]
    ws.undo()
    assert found(ws, "umbrella") == [("note", "Fences")]
    library.remove_essay(ws, library.find_essay(ws, "Fences"))
    assert found(ws, "umbrella") == found(ws, "climbers") == found(ws, "zebra") == []


@given(query=st.one_of(words(0, 12), st.text(max_size=12)))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_is_answered(ws, query):
    for hit in search(ws, query):
        assert "\n" not in hit.snippet
        assert hit.snippet.count("\x02") == hit.snippet.count("\x03")


@given(start=st.integers(0, len(TEXT) - 1), length=st.integers(1, 12))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_stretch_of_a_text_is_found(ws, start, length):
    stretch = TEXT[start : start + length].replace('"', " ")
    if stretch.split():
        assert ("essay", "Fences") in [(hit.kind, hit.essay_title) for hit in search(ws, stretch, 100)]
