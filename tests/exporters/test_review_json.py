"""A review as JSON: the shape that was promised, and every value as it was."""

import json
from typing import Any

from hypothesis import given, settings

from counterpoint.core.review_document import ReviewDocument
from counterpoint.exporters.review_json import write
from tests.exporters.reviews import CLAIM, LONGER, TEXT, empty, hostile, place, renamed, reviews, sample


def read(document: ReviewDocument) -> Any:
    return json.loads(write(document))


def test_the_shape_is_the_one_promised() -> None:
    told = read(sample())
    assert told["essay"] == "Harbours and thrift"
    assert told["essay_id"] == "essay-1"
    assert told["annotators"] == ["Ada Ångström", "Ben", "Chloé 自力"]
    assert {"essay", "annotators", "measures", "differences"} <= told.keys()
    for measure in told["measures"]:
        assert {"name", "kind", "pair", "value", "why", "low", "high"} <= measure.keys()
    for difference in told["differences"]:
        assert {"start", "end", "group", "by", "decision"} <= difference.keys()


def test_differences_have_who_what_and_the_decision() -> None:
    told = read(sample())
    first, second, third = told["differences"][:3]
    start, end = place(LONGER)
    assert (first["start"], first["end"], first["group"]) == (start, end, "kind")
    assert TEXT[first["start"] : first["end"]] == first["quote"] == LONGER
    assert first["by"] == {"Ada Ångström": "claim", "Ben": "claim", "Chloé 自力": "rhetoric"}
    assert first["decision"] == {
        "ruling": "accept",
        "agreed": [[*place(CLAIM), "claim", "thesis"]],
        "reason": "A thesis, not an image 😀\nسلام",
        "by": "Ben",
        "at": "2026-11-21T10:05:00Z",
    }
    assert second["by"] == {"Ada Ångström": None, "Ben": None, "Chloé 自力": "rhetoric"}
    assert second["decision"]["ruling"] == "reject"
    assert second["decision"]["agreed"] == []
    assert third["group"] == "links"
    assert third["decision"] is None


def test_places_where_all_agree_are_no_differences() -> None:
    told = read(sample())
    assert len(told["differences"]) == 6
    assert [each["group"] for each in told["agreements"]] == ["agree"]


def test_figures_say_null_for_all_for_everybody_and_for_undefined() -> None:
    measures = read(sample())["measures"]
    assert len(measures) == len(sample().measures)
    for told, measure in zip(measures, sample().measures, strict=True):
        assert told["kind"] == (measure.kind or None)
        assert told["pair"] == (list(measure.pair) if measure.pair else None)
        assert (told["value"], told["why"]) == (measure.value, measure.why)
        assert (told["low"], told["high"]) == (measure.low, measure.high)


def test_people_with_one_name_stay_apart() -> None:
    told = read(renamed(sample(), "Ada", "Ben", "Ada"))
    assert told["annotators"] == ["Ada", "Ben", "Ada (2)"]
    assert told["differences"][0]["by"] == {"Ada": "claim", "Ben": "claim", "Ada (2)": "rhetoric"}
    pairs = [
        each["pair"] for each in told["measures"] if each["name"] == "strict F1" and each["kind"] is None
    ]
    assert pairs == [["Ada", "Ben"], ["Ada", "Ada (2)"], ["Ben", "Ada (2)"], None]


def test_hostile_and_empty_reviews_come_back() -> None:
    assert read(hostile())["essay"] == hostile().title
    assert read(empty())["differences"] == []


@settings(max_examples=60, deadline=None)
@given(reviews())
def test_any_review_comes_back(document: ReviewDocument) -> None:
    told = read(document)
    assert told["essay"] == document.title
    assert len(set(told["annotators"])) == len(document.lanes)
    both = told["differences"] + told["agreements"]
    assert len(both) == len(document.differences)
    real = [each for each in document.differences if each.group != "agree"]
    for one, each in zip(told["differences"], real, strict=True):
        assert (one["start"], one["end"], one["quote"]) == (each.start, each.end, each.quote)
        assert list(one["by"]) == told["annotators"]
        assert list(one["by"].values()) == [said.kind or None for said in each.by]
        if each.ruled is None:
            assert one["decision"] is None
        else:
            assert one["decision"]["agreed"] == [list(mark[:4]) for mark in each.ruled.agreed]
            assert one["decision"]["reason"] == each.ruled.reason
    for figure, measure in zip(told["measures"], document.measures, strict=True):
        assert figure["value"] == measure.value
        assert figure["pair"] is None or len(set(figure["pair"])) == 2
