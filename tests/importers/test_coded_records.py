"""Coded projects of other programs as records."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from counterpoint.core.code_kinds import CodeKind, proposed
from counterpoint.core.records import Essay
from counterpoint.core.text import canonical
from counterpoint.importers.coded_project import (
    Answer,
    Code,
    CodedProject,
    CodedText,
    Person,
    Selection,
    Span,
    Tie,
)
from counterpoint.importers.coded_records import records_of
from tests.library import TEXT

RAW = "\ufeff\r\n" + TEXT.replace("\n", "\r\n") + "  \r\n"
CODES = (
    Code("c", "Claim", color="#0072b2"),
    Code("s", "statistic", ("Evidence",)),
    Code("x", "Breakfast 自"),
)
MEANING = {code.key: proposed((*code.path, code.name)) for code in CODES}
UUID = "6f1c1f0e-0000-4000-8000-0000000000aa"


def at(words: str, quote: str = "", raw: str = RAW) -> Span:
    start = raw.index(words)
    return Span(start, start + len(words), quote)


def project(*selections: Selection, **more) -> CodedProject:
    return CodedProject(
        "study.qdpx",
        (CodedText("t", "Fences.txt", RAW),),
        CODES,
        (Person("p", "Zoe\u0301"),),
        selections,
        **more,
    )


def quotes(incoming) -> list[str]:
    return [each.quote for each in incoming.bundle.passages]


def test_a_project_crosses_a_border_as_json():
    adapter = TypeAdapter(CodedProject)
    whole = project(
        Selection("1", "t", (at("teach", "teach"), at("We do")), ("c", "x"), "p", "note", "2026-01-01"),
        answers=(Answer("a", "AT: 😀", "No.", "turn", "p"),),
        ties=(Tie("l", "answers", "a", "1"),),
        told=("1 picture of it cannot be taken",),
    )
    assert adapter.validate_json(adapter.dump_json(whole)) == whole


def test_positions_move_from_the_raw_text_to_the_canonical_one():
    incoming = records_of(
        project(
            Selection("1", "t", (at("teach climbers"),), ("c",), "p"),
            Selection("2", "t", (at("自力更生"),), ("s",), "p"),
            Selection("3", "t", (at("ارتفعت.\r\n自"),), ("c",), "p"),
        ),
        MEANING,
    )
    (essay,) = incoming.bundle.essays
    assert essay.text == canonical(TEXT)
    assert (essay.title, essay.source) == ("Fences", "study.qdpx")
    assert quotes(incoming) == ["teach climbers", "自力更生", "ارتفعت.\n自"]
    for each in incoming.bundle.passages:
        assert essay.text[each.start : each.end] == each.quote
        assert each.status == ""
    assert [(each.kind, each.detail) for each in incoming.bundle.passages][1] == ("evidence", "statistic")
    assert [each.name for each in incoming.bundle.annotators] == ["Zoe\u0301"]
    assert incoming.unplaced == ()


def test_a_quote_that_stands_elsewhere_is_found_to_be_confirmed_and_one_that_does_not_is_named():
    incoming = records_of(
        project(
            Selection("1", "t", (at("teach", "The last paragraph answers"),), ("c",), "p"),
            Selection("2", "t", (at("teach", "words of another essay altogether"),), ("c",), "p"),
            Selection("3", "t", (at("ارتفعت.\r\n自", "ارتفعت. 自"),), ("c",), "p"),
        ),
        MEANING,
    )
    assert quotes(incoming) == ["The last paragraph answers", "ارتفعت.\n自"]
    assert [each.status for each in incoming.bundle.passages] == ["moved", ""]
    assert incoming.moved == 1
    assert [each.what for each in incoming.unplaced] == ["words of another essay altogether"]


def test_fragments_with_only_space_between_are_one_passage_and_others_one_each():
    apart = (at("We do", "We do"), at("teach", "teach"))
    joined = (at("said:", "said:"), at("“We adapt.”", "“We adapt.”"), at("ارتفعت."), at("自力更生"))
    incoming = records_of(
        project(
            Selection("1", "t", apart, ("c",), "p", "note"), Selection("2", "t", joined, ("s",), "p", "note")
        ),
        MEANING,
    )
    assert quotes(incoming) == ["teach", "We do", "said: “We adapt.”", "ارتفعت.\n自力更生"]
    assert len({each.id for each in incoming.bundle.passages}) == 4


def test_several_codes_are_several_passages_and_what_is_left_out_is_named_once_a_code():
    incoming = records_of(
        project(
            Selection(UUID.upper(), "t", (at("teach"),), ("c", "s", "x"), "p"),
            Selection("2", "t", (at("We do"),), ("x",), "p"),
            Selection("3", "t", (at("We do"),), ("x",), "p"),
            Selection("4", "t", (at("We do"),), (), "p"),
            Selection("5", "nowhere", (at("We do"),), ("c",), "p"),
        ),
        MEANING,
    )
    assert [each.kind for each in incoming.bundle.passages] == ["claim", "evidence"]
    assert incoming.bundle.passages[0].id == UUID
    assert [each.what for each in incoming.unplaced] == [
        "the code “Breakfast 自” (2 times)",
        "a selection",
        "a selection",
    ]


def test_answers_and_links_lead_to_what_was_taken():
    incoming = records_of(
        project(
            Selection("1", "t", (at("teach"),), ("c",), "p"),
            Selection("2", "t", (at("We do"),), ("x",), "p"),
            answers=(Answer("a", "AT: fences 😀", "لا.", "undercut", "p", "2026-03-04T10:00:00+01:00"),),
            ties=(
                Tie("l", "Attacks", "a", "1", "p"),
                Tie("m", "is part of", "a", "1", "p"),
                Tie("n", "supports", "2", "1", "p"),
            ),
        ),
        MEANING,
    )
    (answer,) = incoming.bundle.counterarguments
    assert (answer.heading, answer.reasoning, answer.how) == ("AT: fences 😀", "لا.", "undercut")
    assert answer.created == "2026-03-04T09:00:00Z"
    (link,) = incoming.bundle.links
    assert (link.relation, link.source_id) == ("answers", answer.id)
    assert link.target_id == incoming.bundle.passages[0].id
    told = [each.what for each in incoming.unplaced]
    assert told == ["the code “Breakfast 自”", "a link “is part of”", "a link “supports”"]


def test_a_text_that_is_known_is_the_same_essay_and_an_empty_one_none():
    known = Essay(title="Mine", text=canonical(TEXT))
    whole = project(Selection("1", "t", (at("teach"),), ("c",), "p"))
    whole = replace(whole, texts=(*whole.texts, CodedText("u", "nothing.txt", "\r\n \ufeff")))
    incoming = records_of(whole, MEANING, [known])
    assert incoming.bundle.essays == ()
    assert incoming.bundle.passages[0].essay_id == known.id
    assert [each.what for each in incoming.unplaced] == ["nothing.txt"]


def test_a_detail_of_its_own_is_added_to_the_vocabulary():
    codebook = CodedProject("c.qdc", codes=CODES)
    incoming = records_of(codebook, MEANING | {"x": CodeKind("rhetoric", "irony")})
    assert [(each.kind, each.name) for each in incoming.bundle.details] == [("rhetoric", "irony")]
    assert incoming == records_of(codebook, MEANING | {"x": CodeKind("rhetoric", "irony")})


@given(st.lists(st.tuples(st.integers(-3, 200), st.integers(-3, 200), st.text(max_size=5)), max_size=5))
def test_any_span_is_taken_or_named_and_twice_the_same_is_the_same(spans):
    selections = [Selection("1", "t", tuple(Span(*each) for each in spans), ("c",), "p")]
    first = records_of(project(*selections), MEANING)
    assert first == records_of(project(*selections), MEANING)
    essay = first.bundle.essays[0]
    for each in first.bundle.passages:
        assert essay.text[each.start : each.end] == each.quote
        assert each.quote.strip()
    assert not spans or first.bundle.passages or first.unplaced
