"""Web Annotation files of other programs, damaged ones, and nonsense."""

import json
import time
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.core.bundle import Bundle, Incoming
from counterpoint.core.errors import BadInput, UserError
from counterpoint.core.merge import merge
from counterpoint.core.records import Annotator, Essay, Passage
from counterpoint.exporters.webannotation import write
from counterpoint.importers.webannotation import read
from tests.core.bundles import random_bundle
from tests.library import passage_of

TEXT = (
    "Tariffs \U0001f30d\U0001f469\u200d\U0001f4bb raise prices for the cafe\u0301 at the corner. "
    "\u8d38\u6613\u9650\u5236\u3002 \u0627\u0644\u062a\u062c\u0627\u0631\u0629. "
    "Prices rise. Later the prices fall, and nobody says why. Prices rise."
)
QUOTE = "raise prices for the cafe\u0301"
AT = TEXT.index(QUOTE)
ESSAY = Essay(title="On Tariffs", url="https://www.example.org/tariffs/", text=TEXT)
OTHER = Essay(title="Something else", text="Quite another text about the price of tea in the port.")


def annotation(**fields: Any) -> dict[str, Any]:
    """One by another program; `selector` replaces the usual two."""
    quote = {"type": "TextQuoteSelector", "exact": QUOTE, "prefix": TEXT[:AT], "suffix": " at the corner"}
    position = {"type": "TextPositionSelector", "start": AT, "end": AT + len(QUOTE)}
    selector = fields.pop("selector", [position, quote])
    source = fields.pop("source", ESSAY.url)
    item = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://example.org/a/1",
        "type": "Annotation",
        "body": [{"type": "TextualBody", "value": "Claim", "purpose": "tagging"}],
        "target": {"source": source, "selector": selector},
    }
    return item | fields


def imported(document: Any, *known: Essay) -> Incoming:
    return read(json.dumps(document).encode(), known or (OTHER, ESSAY))


def only(document: Any, *known: Essay) -> Passage:
    incoming = imported(document, *known)
    assert incoming.unplaced == ()
    (passage,) = incoming.bundle.passages
    assert passage.quote == TEXT[passage.start : passage.end]
    return passage


def why(document: Any, *known: Essay) -> str:
    incoming = imported(document, *known)
    assert incoming.bundle.passages == ()
    (unplaced,) = incoming.unplaced
    assert unplaced.what
    return unplaced.why


@pytest.mark.parametrize(
    "wrap",
    [
        lambda item: item,
        lambda item: [item],
        lambda item: {"type": "AnnotationPage", "items": [item]},
        lambda item: {"type": "AnnotationCollection", "first": {"items": [item]}},
        lambda item: {"type": "AnnotationCollection", "first": {"items": [], "next": {"items": item}}},
        lambda item: {"annotations": [item]},
        lambda item: {"total": 1, "rows": [item]},
        lambda item: {"@graph": [item]},
    ],
)
def test_every_usual_wrapping_is_read(wrap: Any) -> None:
    passage = only(wrap(annotation()))
    assert (passage.start, passage.quote, passage.kind) == (AT, QUOTE, "claim")
    assert passage.essay_id == ESSAY.id
    assert passage.status == ""


def test_an_export_of_hypothesis_is_read() -> None:
    row = {
        "id": "Xy_z1",
        "created": "2024-03-01T10:00:00.123456+02:00",
        "user": "acct:ada@hypothes.is",
        "uri": "http://example.org/tariffs",
        "text": "Is this so?",
        "tags": ["evidence: statistic", "check"],
        "target": [{"source": "http://example.org/tariffs", "selector": annotation()["target"]["selector"]}],
        "document": {"title": ["On tariffs"]},
        "user_info": {"display_name": None},
    }
    incoming = imported({"annotations": [row]})
    (passage,), (annotator,) = incoming.bundle.passages, incoming.bundle.annotators
    assert (passage.kind, passage.detail) == ("evidence", "statistic")
    assert passage.note == "Is this so?\n\nTags: check"
    assert passage.created == "2024-03-01T08:00:00Z"
    assert annotator.name == "ada"
    assert passage.annotator_id == annotator.id


@pytest.mark.parametrize(
    ("source", "known"),
    [
        ("urn:uuid:" + ESSAY.id, (OTHER, ESSAY)),
        ({"id": "http://example.org/tariffs#s2"}, (OTHER, ESSAY)),
        ({"id": "file:1", "title": "on  tariffs"}, (OTHER, ESSAY)),
        ("urn:sha256:" + ESSAY.digest, (OTHER, ESSAY)),
        ("file:unheard-of", (OTHER, ESSAY)),
    ],
    ids=["id", "address", "title", "digest", "quote"],
)
def test_the_essay_is_found_by_what_the_source_says_or_by_the_quote(source: Any, known: Any) -> None:
    assert only(annotation(source=source), *known).essay_id == ESSAY.id


def test_a_quote_alone_finds_the_essay_but_is_to_be_confirmed() -> None:
    selector = {"type": "TextQuoteSelector", "exact": QUOTE}
    assert only(annotation(source="file:x", selector=selector)).status == "moved"
    twin = Essay(title="Twin", text=TEXT + " And more.")
    assert "several essays" in why(annotation(source="file:x"), ESSAY, twin)
    assert "not in the library" in why(annotation(source="file:x"), OTHER)


def test_the_quote_is_trusted_over_a_position_in_utf16_units() -> None:
    before = len(TEXT[:AT].encode("utf-16-le")) // 2
    position = {"type": "TextPositionSelector", "start": before, "end": before + len(QUOTE)}
    assert before > AT
    passage = only(annotation(selector=[position, annotation()["target"]["selector"][1]]))
    assert (passage.start, passage.status) == (AT, "")
    quote_alone = {"type": "TextQuoteSelector", "exact": QUOTE}
    assert only(annotation(selector=[position, quote_alone])).start == AT


def test_a_position_alone_is_taken_to_be_confirmed() -> None:
    incoming = imported(annotation(selector={"type": "TextPositionSelector", "start": 0, "end": 7}))
    assert incoming.bundle.passages[0].quote == "Tariffs"
    assert incoming.bundle.passages[0].status == "moved"
    assert incoming.moved == 1
    by_characters = annotation(selector={"type": "FragmentSelector", "value": "char=0,7"})
    assert only(by_characters).quote == "Tariffs"
    assert "position" in why(annotation(selector={"type": "TextPositionSelector", "start": 0, "end": 9999}))


def test_a_changed_passage_is_marked_and_a_look_alike_is_not_taken_silently() -> None:
    changed = annotation(
        selector={**annotation()["target"]["selector"][1], "exact": "raise the prices for a cafe\u0301"}
    )
    assert only(changed).status == "moved"
    twice = {"type": "TextQuoteSelector", "exact": "Prices rise."}
    assert "not found" in why(annotation(selector=twice))


def test_selectors_that_refine_others_lead_within_them() -> None:
    outer = {"type": "TextQuoteSelector", "exact": "Later the prices fall, and nobody says why. Prices rise."}
    inner = {"type": "TextQuoteSelector", "exact": "Prices rise."}
    passage = only(annotation(selector=outer | {"refinedBy": inner}))
    assert passage.start == TEXT.rindex("Prices rise.")
    unknown = {
        "type": "XPathSelector",
        "value": "/p[1]",
        "refinedBy": {"type": "TextQuoteSelector", "exact": QUOTE},
    }
    assert only(annotation(selector=unknown)).start == AT
    adrift = {
        "type": "XPathSelector",
        "value": "/",
        "refinedBy": {"type": "TextPositionSelector", "start": 1, "end": 3},
    }
    assert "position" in why(annotation(selector=adrift))


@pytest.mark.parametrize("kind", ["XPathSelector", "RangeSelector", "CssSelector", "SvgSelector"])
def test_selectors_that_cannot_be_used_are_named(kind: str) -> None:
    assert kind in why(annotation(selector={"type": kind, "value": "/html/p[3]"}))


def test_what_marks_no_passage_is_named() -> None:
    assert "whole text" in why(annotation(target="https://example.org/tariffs"))
    assert "marks nothing" in why(annotation(target=[]) | {"type": "Annotation"})
    assert "reply" in why(annotation(motivation="replying"))


@pytest.mark.parametrize(
    ("tags", "kind", "detail", "note"),
    [
        (["CLAIM"], "claim", "", ""),
        (["claims"], "claim", "", ""),
        (["Evidence: statistic"], "evidence", "statistic", ""),
        (["rhetoric/pathos", "x"], "rhetoric", "pathos", "Tags: x"),
        (["evidence", "study"], "evidence", "study", ""),
        (["Metaphor"], "rhetoric", "metaphor", ""),
        (["to do", "claim"], "claim", "to do", ""),
    ],
)
def test_tags_say_the_kind(tags: list[str], kind: str, detail: str, note: str) -> None:
    bodies = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in tags]
    passage = only(annotation(body=bodies))
    assert (passage.kind, passage.detail, passage.note) == (kind, detail, note)


def test_a_highlight_without_a_kind_is_named_with_its_quote() -> None:
    incoming = imported(annotation(body=[{"type": "TextualBody", "value": "claimant", "purpose": "tagging"}]))
    assert incoming.bundle.passages == ()
    assert incoming.unplaced[0].what == QUOTE
    assert "claim, evidence or rhetoric" in incoming.unplaced[0].why


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ({"type": "TextualBody", "value": "claim", "purpose": ["tagging"]}, ""),
        ("https://example.org/tags#claim", ""),
        ([{"value": "claim", "purpose": "tagging"}, {"value": "Why?", "purpose": "commenting"}], "Why?"),
        ({"type": "SpecificResource", "source": "https://example.org/tags/claim", "purpose": "tagging"}, ""),
    ],
)
def test_bodies_of_many_shapes(body: Any, note: str) -> None:
    passage = only(annotation(body=body, motivation="tagging"))
    assert (passage.kind, passage.note) == ("claim", note)


@pytest.mark.parametrize(
    ("creator", "name"),
    [
        (None, "Unknown"),
        ("https://example.org/people/ada", "ada"),
        ({"type": "Person", "name": " Ada  L. "}, "Ada L."),
        ([{"id": "mailto:bo@example.org"}], "bo"),
        ({"id": "urn:uuid:5f0c1a50-0000-4000-8000-000000000000"}, "Unknown"),
        ({"name": "x" * 200}, "x" * 80),
        (7, "Unknown"),
    ],
)
def test_creators_of_many_shapes(creator: Any, name: str) -> None:
    first = imported(annotation(creator=creator)).bundle.annotators
    assert [annotator.name for annotator in first] == [name]
    assert imported(annotation(creator=creator)).bundle.annotators == first


def test_one_creator_under_two_names_is_one_annotator() -> None:
    one = annotation(creator={"id": "https://example.org/ada", "name": "Ada"})
    other = annotation(creator={"id": "https://example.org/ada", "name": "Ada L."}, id="b")
    incoming = imported([one, other])
    assert [annotator.name for annotator in incoming.bundle.annotators] == ["Ada"]
    assert len(incoming.bundle.passages) == 2
    assert incoming.unplaced == ()


def test_taking_a_file_twice_takes_it_once() -> None:
    incoming = imported(
        [annotation(), annotation(id=None), annotation(id="urn:uuid:" + OTHER.id, created="soon")]
    )
    assert len(incoming.bundle.passages) == 3
    assert UUID(OTHER.id) in {UUID(passage.id) for passage in incoming.bundle.passages}
    library = Bundle.of([ESSAY, *incoming.bundle.records()])
    again = imported(
        [annotation(), annotation(id=None), annotation(id="urn:uuid:" + OTHER.id, created="soon")]
    )
    assert merge(library, again.bundle).changes == ()


def test_one_id_twice_in_a_file() -> None:
    assert len(imported([annotation(), annotation()]).bundle.passages) == 1
    incoming = imported([annotation(), annotation(body={"value": "rhetoric", "purpose": "tagging"})])
    assert [passage.kind for passage in incoming.bundle.passages] == ["claim"]
    assert "same id" in incoming.unplaced[0].why


def test_several_targets_are_several_passages() -> None:
    target = annotation()["target"]
    second = target | {"selector": {"type": "TextQuoteSelector", "exact": "nobody says why"}}
    assert len(imported(annotation(target=[target, second])).bundle.passages) == 2


def ours() -> tuple[Bundle, dict[str, Any]]:
    ada = Annotator(name="Ada")
    library = Bundle.of([ada, ESSAY, passage_of(ESSAY, ada, AT, AT + len(QUOTE))])
    return library, json.loads(write(library))


def test_our_passage_is_found_again_when_its_essay_comes_from_the_library() -> None:
    library, document = ours()
    del document["counterpoint:essays"]
    assert imported(document, ESSAY).bundle.passages == library.passages
    longer = Essay(id=ESSAY.id, title="Longer", text="A new beginning. " + TEXT)
    (moved,) = imported(document, longer).bundle.passages
    assert (moved.start, moved.status, moved.id) == (AT + 17, "moved", library.passages[0].id)
    assert "neither" in imported(document, OTHER).unplaced[0].why


@pytest.mark.parametrize(
    ("path", "value", "word"),
    [
        ("counterpoint:digest", "0" * 64, "changed after"),
        ("counterpoint:headings_json", "[[1]]", "headings"),
        ("counterpoint:words", "many", "words"),
        ("counterpoint:revision", 10**30, "too large"),
        ("counterpoint:created", "soon", "time"),
        ("id", "urn:uuid:x", "id"),
        ("counterpoint:unheard", 1, "unheard"),
    ],
)
def test_a_damaged_record_of_ours_is_named(path: str, value: Any, word: str) -> None:
    _, document = ours()
    document["counterpoint:essays"][0][path] = value
    incoming = read(json.dumps(document).encode())
    assert incoming.bundle.essays == ()
    assert word in incoming.unplaced[0].why


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"not json",
        b'"text"',
        b"17",
        b"{}",
        b"[1, 2]",
        b'{"type": "AnnotationCollection", "first": "https://example.org/page1"}',
        b'{"items": [NaN]}',
        b"[" * 100_000,
        b'{"target":' * 200_000 + b"1" + b"}" * 200_000,
        b'{"counterpoint:version": 3}',
        b'{"counterpoint:version": "1"}',
        b"[" + b"9" * 5_000 + b"]",
    ],
)
def test_what_is_no_annotation_file_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read(data)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_characters_that_no_text_may_hold_are_replaced() -> None:
    data = json.dumps(annotation(bodyValue="a\ud800b\x00c")).encode()
    assert read(data, [ESSAY]).bundle.passages[0].note == "a\ufffdb\ufffdc"


NAMES = (
    "id type body target source selector exact prefix suffix start end value purpose motivation creator name "
    "created items first next refinedBy tags text user rows counterpoint:version counterpoint:record "
    "counterpoint:revision counterpoint:essays counterpoint:topics counterpoint:text counterpoint:title "
    "counterpoint:headings_json document title user_info references"
).split()
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        [
            "Claim",
            "tagging",
            "passage",
            "link",
            "counterargument",
            QUOTE,
            ESSAY.url,
            "[[0,1,1]]",
            "Annotation",
        ]
    )
)
NONSENSE = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=30,
)


def read_or_refused(data: bytes) -> Bundle:
    """What was read, nothing where the user was told why not; any other error fails the test."""
    try:
        return read(data, [ESSAY]).bundle
    except UserError:
        return Bundle()


@given(NONSENSE)
@settings(max_examples=300, deadline=None)
def test_nonsense_raises_nothing_but_what_a_user_can_mend(document: Any) -> None:
    read_or_refused(json.dumps(document).encode())


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_real_file_with_anything_in_it_replaced_is_read_or_named(data: st.DataObject) -> None:
    document: Any = {"counterpoint:version": 1, "items": [annotation()]}
    document |= {
        key: value for key, value in json.loads(write(random_bundle(5, 3))).items() if key != "items"
    }
    for _ in range(data.draw(st.integers(1, 3))):
        at: Any = document
        while isinstance(at, dict | list) and at:
            key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
            if not isinstance(at[key], dict | list) or not at[key] or data.draw(st.integers(0, 4)) == 0:
                at[key] = data.draw(NONSENSE)
                break
            at = at[key]
    merge(Bundle.of([ESSAY]), read_or_refused(json.dumps(document).encode()))


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    read_or_refused(data)


def test_ten_thousand_passages_are_read_in_seconds() -> None:
    text = " ".join(f"Sentence {number} says {number * 7919 % 10007}." for number in range(12_000))
    essay, ada = Essay(title="Long", text=text), Annotator(name="Ada")
    passages = [passage_of(essay, ada, i * 25, i * 25 + 60) for i in range(10_000)]
    data = write(Bundle.of([essay, ada, *passages])).encode()
    started = time.perf_counter()
    incoming = read(data)
    assert len(incoming.bundle.passages) == 10_000
    assert time.perf_counter() - started < 6
